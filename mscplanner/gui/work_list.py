"""What is to be done today and next, of all runs: the first thing a person sees in the morning."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from mscplanner.domain.finding import SEVERITY_COUNTS
from mscplanner.domain.language import N_, P_
from mscplanner.domain.message import write_date
from mscplanner.gui.action_row import Action, ActionRow
from mscplanner.gui.labels import put_away, rule, text_label
from mscplanner.gui.wording import Wording
from mscplanner.gui.work_sign import WorkSign

if TYPE_CHECKING:
    from mscplanner.domain.local_text import LocalText
    from mscplanner.domain.message import Message

_BETWEEN_DAYS = 10
_TOGETHER = P_(
    "+ {count} preparation together with other runs, see above",
    "+ {count} preparations together with other runs, see above",
)
_EARLIER = P_("and {count} earlier day", "and {count} earlier days")
_MOST_MISSED = 4
_WIDE = 90
"""Width in average characters from which the buttons stand beside the work."""


class WorkLine(NamedTuple):
    """One day of one run.

    Attributes:
        kinds: The kind of each of ``tasks``, for its sign.
        errors: How many errors stand in the run: with one, only a draft can be printed.
        together: How many of its tasks are done together with other runs; they are not among ``tasks``.
    """

    entry: str
    number: str
    title: LocalText
    day: int
    date: date
    tasks: tuple[Message, ...]
    kinds: tuple[str, ...]
    vessels: Message | None = None
    errors: int = 0
    together: int = 0


class MissedLine(NamedTuple):
    """Days of one run that have passed without being written down; ``days`` are their numbers and dates."""

    entry: str
    number: str
    title: LocalText
    days: tuple[tuple[int, date], ...]


class SharedLine(NamedTuple):
    """One preparation that is done once for several runs.

    Attributes:
        saving: What that saves, if there is something.
        recipe: Of a medium that is made or completed together.
    """

    date: date
    text: Message
    kind: str
    saving: Message | None = None
    recipe: Message | None = None


class WorkList(QFrame):
    """What was not written down first, then today's lines and those of the days that follow; hidden without any.

    ``close_out_wanted`` carries the run and the day whose sheets are to be closed out. Of each day, what
    several runs prepare together comes first.
    """

    open_wanted = Signal(str)
    print_wanted = Signal(str, int)
    close_out_wanted = Signal(str, int)

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._wording = wording
        self._lines: tuple[WorkLine, ...] = ()
        self._shared: tuple[SharedLine, ...] = ()
        self._missed: tuple[MissedLine, ...] = ()
        self._today = date.min
        self._narrow = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(18, 14, 18, 14)
        self._column.setSpacing(8)
        self._body = QWidget()
        self._column.addWidget(self._body)
        wording.bind(self.setAccessibleName, N_("Work"))
        wording.changed.connect(self._fill)
        self.hide()

    def show_work(
        self,
        lines: Sequence[WorkLine],
        today: date,
        shared: Sequence[SharedLine] = (),
        missed: Sequence[MissedLine] = (),
    ) -> None:
        """Show the lines of ``today`` and later; each is one day of a run.

        Args:
            lines: In any order.
            today: What comes before is left out.
            shared: What several runs do together, in the order of the work.
            missed: Days that have passed and are not written down, each run once.
        """
        coming = [line for line in lines if line.date >= today]
        self._lines = tuple(sorted(coming, key=lambda line: (line.date, line.number)))
        self._shared, self._missed = tuple(shared), tuple(missed)
        self._today = today
        self.setVisible(bool(self._lines or self._missed))
        self._fill()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._is_narrow() != self._narrow:
            self._fill()

    def _is_narrow(self) -> bool:
        return self.width() < _WIDE * self.fontMetrics().averageCharWidth()

    def _fill(self) -> None:
        self._column.removeWidget(self._body)
        put_away(self._body)
        self._body = QWidget()
        grid = QGridLayout(self._body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(8)
        self._narrow = self._is_narrow()
        for column, stretch in enumerate((4, 6) if self._narrow else (4, 6, 0)):
            grid.setColumnStretch(column, stretch)
        if self._missed:
            self._add_wide(grid, text_label(self._wording.text(N_("Not written down")), "section"))
        for missed in self._missed:
            self._add_wide(grid, rule())
            self._add_missed(grid, missed)
        if self._lines and self._lines[0].date > self._today:
            self._add_wide(grid, self._heading(self._today, N_("Today")))
            self._add_wide(grid, text_label(self._wording.text(N_("No work is planned for today.")), "large"))
        for day, lines in groupby(self._lines, key=lambda line: line.date):
            self._add_wide(grid, self._heading(day, N_("Today") if day == self._today else N_("Next")))
            shared = [each for each in self._shared if each.date == day]
            if shared:
                self._add_wide(grid, rule())
                self._add_shared(grid, shared)
            for line in lines:
                self._add_wide(grid, rule())
                self._add_line(grid, line)
        self._column.addWidget(self._body)
        self._body.show()

    @staticmethod
    def _add_wide(grid: QGridLayout, widget: QWidget) -> None:
        grid.addWidget(widget, grid.rowCount(), 0, 1, grid.columnCount())

    def _heading(self, day: date, text: str) -> QWidget:
        written = write_date(day, self._wording.language)
        label = text_label(f"{self._wording.text(text)} · {written}", "section")
        if day != self._today or self._missed:
            label.setContentsMargins(0, _BETWEEN_DAYS, 0, 0)
        return label

    def _add_shared(self, grid: QGridLayout, shared: Sequence[SharedLine]) -> None:
        row, names = grid.rowCount(), QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(text_label(self._wording.text(N_("Together")), "title"))
        told = N_("Done once for several runs. The sheets of each run have its own part; together it is their sum.")
        names.addWidget(text_label(self._wording.text(told), "muted"))
        names.addStretch(1)
        grid.addLayout(names, row, 0)
        grid.addLayout(self._signed([(each.kind, each.text, _below(each)) for each in shared]), row, 1)

    def _add_missed(self, grid: QGridLayout, line: MissedLine) -> None:
        language, row = self._wording.language, grid.rowCount()
        names, days = QVBoxLayout(), QVBoxLayout()
        for column in (names, days):
            column.setSpacing(2)
        names.addWidget(text_label(line.number, "section"))
        names.addWidget(text_label(line.title.written(language), "muted"))
        names.addStretch(1)
        before = len(line.days) - _MOST_MISSED
        if before > 0:
            days.addWidget(text_label(self._wording.count(_EARLIER, before), "muted"))
        for number, when in line.days[-_MOST_MISSED:]:
            text = self._wording.text(
                N_("D{day}, {date}: not written down"), day=number, date=write_date(when, language)
            )
            days.addWidget(text_label(text, "large"))
        days.addStretch(1)
        grid.addLayout(names, row, 0)
        grid.addLayout(days, row, 1)
        first = line.days[0][0]
        actions = ActionRow(
            self._wording,
            (
                Action(
                    "close_out_work",
                    self._wording.text(N_("Close Out {day}…"), day=f"D{first}"),
                    lambda: self.close_out_wanted.emit(line.entry, first),
                ),
                Action("open_missed", N_("Open"), lambda: self.open_wanted.emit(line.entry)),
            ),
        )
        actions.show_usable(("close_out_work", "open_missed"), line.number)
        self._add_actions(grid, row, actions)

    def _add_actions(self, grid: QGridLayout, row: int, actions: ActionRow) -> None:
        if self._narrow:
            grid.addWidget(actions, row + 1, 1)
        else:
            grid.addWidget(actions, row, 2, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)

    def _add_line(self, grid: QGridLayout, line: WorkLine) -> None:
        language, row = self._wording.language, grid.rowCount()
        names = QVBoxLayout()
        names.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(text_label(f"D{line.day}", "title", wrap=False))
        head.addWidget(text_label(line.number, "section", wrap=False), 1)
        names.addLayout(head)
        names.addWidget(text_label(line.title.written(language), "muted"))
        if line.vessels:
            names.addWidget(text_label(line.vessels.written(language), "strong"))
        if line.errors:
            counted = self._wording.count(SEVERITY_COUNTS["error"], line.errors)
            draft = self._wording.text(N_("only a draft can be printed"))
            names.addWidget(text_label(f"{counted} · {draft}", "error"))
        names.addStretch(1)
        grid.addLayout(names, row, 0)
        grid.addLayout(self._tasks(line), row, 1)
        self._add_actions(grid, row, self._actions(line))

    def _tasks(self, line: WorkLine) -> QGridLayout:
        note = self._wording.count(_TOGETHER, line.together) if line.together else ""
        return self._signed([(kind, task, ()) for task, kind in zip(line.tasks, line.kinds, strict=True)], note)

    def _signed(
        self, works: Sequence[tuple[str, Message, Sequence[tuple[Message, str]]]], note: str = ""
    ) -> QGridLayout:
        """Return works with their signs, below each what there is to say of it, and below all a note."""
        tasks, language = QGridLayout(), self._wording.language
        tasks.setHorizontalSpacing(8)
        tasks.setVerticalSpacing(4)
        tasks.setColumnStretch(1, 1)
        for kind, text, told in works:
            at = tasks.rowCount()
            tasks.addWidget(WorkSign(kind), at, 0, Qt.AlignmentFlag.AlignTop)
            tasks.addWidget(text_label(text.written(language), "large"), at, 1)
            for row, (each, role) in enumerate(told, start=at + 1):
                tasks.addWidget(text_label(each.written(language), role), row, 1)
        if note:
            tasks.addWidget(text_label(note, "muted"), tasks.rowCount(), 0, 1, 2)
        tasks.setRowStretch(tasks.rowCount(), 1)
        return tasks

    def _actions(self, line: WorkLine) -> ActionRow:
        print_text = self._wording.text(N_("Print {day}…"), day=f"D{line.day}")
        kind = "primary" if line.date == self._today else ""
        row = ActionRow(
            self._wording,
            (
                Action("print_work", print_text, lambda: self.print_wanted.emit(line.entry, line.day), kind),
                Action("open_work", N_("Open"), lambda: self.open_wanted.emit(line.entry)),
            ),
        )
        row.show_usable(("print_work", "open_work"), line.number)
        return row


def _below(line: SharedLine) -> tuple[tuple[Message, str], ...]:
    """Return what stands below a shared preparation, each with its role."""
    told = ((line.recipe, "body"), (line.saving, "muted"))
    return tuple((each, role) for each, role in told if each)
