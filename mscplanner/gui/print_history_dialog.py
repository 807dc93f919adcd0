"""The print history of a run: when sheets of it were printed or saved, by whom, and from which state of the plan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from mscplanner.domain.language import N_, P_
from mscplanner.gui.entry_model import Column, Group, Row
from mscplanner.gui.entry_table import EntryTable
from mscplanner.gui.labels import button, set_role, text_label
from mscplanner.gui.moments import write_moment
from mscplanner.gui.print_options import LANGUAGES, PAPERS
from mscplanner.gui.wording import Wording
from mscplanner.planning.sheet_state import parts_gone

if TYPE_CHECKING:
    from mscplanner.domain.run import Run
    from mscplanner.library.entry import HandOut, HandOutKind

_COLUMNS = (
    Column(N_("When"), descending=True),
    Column(N_("Output"), most=24),
    Column(N_("Sheets"), most=0),
    Column(N_("Pages"), right=True),
    Column(N_("Plan revision"), right=True),
    Column(N_("Copy no."), right=True),
    Column(N_("By whom"), most=20, spare=3),
    Column(N_("Document code"), spare=4),
    Column(N_("Paper"), spare=1),
    Column(N_("Language"), spare=2),
)
KINDS: dict[HandOutKind, str] = {"printed": N_("Printed"), "saved": N_("Saved as PDF")}
_WIDTH, _HEIGHT = 940, 480


class PrintHistoryDialog(QDialog):
    """Lists what was handed out, newest first; nothing of it can be changed.

    ``again_wanted`` carries a hand-out whose very pages are wanted again, and ``printed`` or
    ``saved``; ``sheets_wanted`` the parts that are to be printed as they are now; ``labels_wanted``
    says that the labels are.
    """

    again_wanted = Signal(object, str)
    sheets_wanted = Signal(object)
    labels_wanted = Signal()

    def __init__(self, parent: QWidget, wording: Wording, run: Run) -> None:
        super().__init__(parent)
        self._wording, self._run = wording, run
        self._known: dict[str, HandOut] = {}
        self._told_of = ""
        self.setObjectName("print_history_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(wording.text(N_("Print history of {run}"), run=run.number))
        column = QVBoxLayout(self)
        column.setSpacing(10)
        self._empty = wording.text(N_("Nothing was printed or saved of this run yet."))
        explained = N_("Each printing and each saved file has a line, which never changes.")
        column.addWidget(text_label(wording.text(explained), "muted"))
        self.table = EntryTable(wording, _COLUMNS, 0)
        self.table.setAccessibleName(wording.text(N_("Print history")))
        self.table.current_changed.connect(self._show_chosen)
        column.addWidget(self.table, 1)
        self._chosen = text_label(selectable=True)
        self.answer = text_label(selectable=True)
        self.answer.setObjectName("print_again_answer")
        self.answer.hide()
        column.addWidget(self._chosen)
        column.addWidget(self.answer)
        column.addLayout(self._buttons())
        self.resize(_WIDTH, _HEIGHT)
        self.show_known(())

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.print_again = button("primary", lambda: self._tell_again("printed"))
        self.save_again = button(pressed=lambda: self._tell_again("saved"))
        self.print_now = button(pressed=self._tell_sheets)
        close = button(pressed=self.reject)
        for made, name, text in (
            (self.print_again, "print_again", N_("Print Again…")),
            (self.save_again, "save_again", N_("Save Again…")),
            (self.print_now, "print_now", N_("Print as It Is Now…")),
            (close, "close", N_("Close")),
        ):
            made.setObjectName(name)
            made.setText(self._wording.text(text))
            made.setAutoDefault(False)
            row.addWidget(made)
            if made is self.print_now:
                row.addStretch(1)
        return row

    @property
    def current(self) -> HandOut | None:
        """The hand-out that is chosen."""
        row = self.table.current
        return self._known.get(row.id) if row else None

    def show_known(self, known: Sequence[HandOut]) -> None:
        """Show what was handed out."""
        self._known = {each.id: each for each in known}
        self.table.show_groups([Group([self._row(each) for each in known], note=self._empty)])
        self._show_chosen()

    def tell(self, text: str, tone: str) -> None:
        """Say below the table what came of printing again."""
        set_role(self.answer, tone)
        self.answer.setText(text)
        self.answer.setVisible(bool(text))

    def show_working(self, working: bool) -> None:
        """Say that the pages are being made, and keep the buttons from being pressed meanwhile."""
        self.tell(self._wording.text(N_("The pages are being made…")) if working else "", "muted")
        self._show_usable(not working)

    def _show_usable(self, usable: bool) -> None:
        for made in (self.print_again, self.save_again, self.print_now):
            made.setEnabled(usable and self.current is not None)

    def _row(self, each: HandOut) -> Row:
        wording = self._wording
        what = wording.text(KINDS[each.kind])
        if each.draft:
            draft = wording.text(N_("draft"))
            what = f"{what} · {draft}"
        sheets = self._sheets(each)
        paper, language = dict(PAPERS).get(each.paper, each.paper), dict(LANGUAGES).get(each.language, each.language)
        numbers = (each.pages, each.plan_revision, each.copy_number)
        shown = numbers if each.labels is None else (*numbers[:2], "—")
        cells = (
            *(write_moment(each.at, wording.language), what, sheets),
            *(str(number) for number in shown),
            *(each.by, each.code, paper, language),
        )
        keys = (each.at.timestamp(), what, sheets, *numbers, each.by.casefold(), each.code, paper, language)
        return Row(each.id, cells, keys, "")

    def _sheets(self, each: HandOut) -> str:
        if each.labels is not None:
            return self._wording.count(P_("{count} label", "{count} labels"), len(each.labels))
        names = [self._wording.text(N_("Run overview")) if part == "overview" else part for part in each.parts]
        return ", ".join(names)

    def _show_chosen(self) -> None:
        chosen = self.current
        if (chosen.id if chosen else "") != self._told_of:
            # What was told is about another line.
            self._told_of = chosen.id if chosen else ""
            self.tell("", "muted")
        self._show_usable(True)
        if chosen is None:
            self._chosen.setText("")
            return
        if chosen.labels is None:
            count = self._wording.count(P_("{count} sheet", "{count} sheets"), len(chosen.parts))
            lines = [f"{count}: {self._sheets(chosen)}"]
            gone = parts_gone(self._run, chosen.parts, chosen.plan_revision)
            if gone:
                text = P_(
                    "{count} sheet of it is withdrawn or replaced since.",
                    "{count} sheets of it are withdrawn or replaced since.",
                )
                lines.append(self._wording.count(text, len(gone)))
        else:
            lines = [self._labels(chosen)]
        program = self._wording.text(N_("Printed by mscplanner {version}"), version=chosen.program)
        lines.append(" · ".join([*self.table.hidden_texts(), program]))
        self._chosen.setText("\n".join(lines))

    def _labels(self, chosen: HandOut) -> str:
        """Return on which sheet labels were printed, and from which label on."""
        from mscplanner.sheets.label_printing import LabelPrinting

        try:
            printing = LabelPrinting.model_validate_json(chosen.printing)
        except ValueError:
            return self._sheets(chosen)
        text = N_("{labels}. Label sheet: {sheet}. Copies of each: {copies}. From label {number} on.")
        return self._wording.text(
            text,
            labels=self._sheets(chosen),
            sheet=printing.sheet.name.written(self._wording.language),
            copies=printing.copies,
            number=printing.first,
        )

    def _tell_again(self, kind: HandOutKind) -> None:
        chosen = self.current
        if chosen:
            # What comes of it is told of this line, also when another one is added above it.
            self.table.choose(chosen.id)
            self.again_wanted.emit(chosen, kind)

    def _tell_sheets(self) -> None:
        if self.current:
            parts, labels = self.current.parts, self.current.labels
            self.accept()
            if labels is None:
                self.sheets_wanted.emit(parts)
            else:
                self.labels_wanted.emit()
