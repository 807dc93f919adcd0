"""What is done on one day, the media it needs, and what the source says of the stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QPushButton, QVBoxLayout, QWidget

from mscplanner.domain.language import N_
from mscplanner.domain.message import message, write_date
from mscplanner.gui.button_rows import ButtonRows
from mscplanner.gui.day_signs import day_record
from mscplanner.gui.labels import text_label
from mscplanner.gui.recipe_card import RecipeCard
from mscplanner.gui.recipe_rows import Mix
from mscplanner.gui.task_list import TaskLine, TaskList
from mscplanner.gui.wording import Wording
from mscplanner.planning.printed import printed_texts

if TYPE_CHECKING:
    from mscplanner.domain.protocol import Stage
    from mscplanner.domain.run import Run
    from mscplanner.planning.plan import Day, Plan

_TITLE = 34
"""Width that title and margins need beside the buttons, in average characters."""


class DayPanel(QFrame):
    """Follows the day that is chosen in the calendar; doses and stocks can be typed in its recipes.

    Signals: see ``RecipeCard``.
    """

    dose_typed = Signal(str, str, str)
    stock_typed = Signal(str, int, str)
    volume_wanted = Signal(str, bool)

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._wording = wording
        self._plan: Plan | None = None
        self._number = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 14)
        column.setSpacing(6)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(8)
        self._title = text_label(role="section")
        self._head.addWidget(self._title, 1)
        self._buttons = ButtonRows()
        self._head.addWidget(self._buttons)
        self._tasks = TaskList()
        self._recipes = QVBoxLayout()
        self._recipes.setSpacing(10)
        self.cards: list[RecipeCard] = []
        self._source_heading = text_label(role="strong")
        wording.bind(self._source_heading.setText, N_("As printed in the source"))
        self._source = text_label(role="small", selectable=True)
        column.addLayout(self._head)
        column.addWidget(self._tasks)
        column.addLayout(self._recipes)
        column.addWidget(self._source_heading)
        column.addWidget(self._source)
        wording.changed.connect(self._fill)

    def add_button(self, made: QPushButton, row: int) -> None:
        """Put a button beside the title, or below it where there is no room: into row 0 or 1 if one is not enough."""
        self._buttons.add_button(made, row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        needed = self._buttons.in_one_row + _TITLE * self.fontMetrics().averageCharWidth()
        directions = QBoxLayout.Direction
        wide = self.width() >= needed
        self._head.setDirection(directions.LeftToRight if wide else directions.TopToBottom)

    def show_day(self, plan: Plan, number: int) -> None:
        """Show ``D{number}`` of ``plan``."""
        self._plan, self._number = plan, number
        self._fill()

    @property
    def shown_cards(self) -> tuple[RecipeCard, ...]:
        """The recipes that are shown, from top to bottom."""
        return tuple(card for card in self.cards if card.isVisibleTo(self))

    @property
    def tasks(self) -> tuple[str, ...]:
        """What is to be done, line by line."""
        return self._tasks.texts

    def focus_dose(self, stage: str, key: str) -> QWidget | None:
        """Put the focus on the final concentration of an addition; return the card it stands in."""
        for card in self.shown_cards:
            if card.mix and card.mix.batch.stage == stage and not card.mix.is_control and card.focus_dose(key):
                return card
        return None

    def _fill(self) -> None:
        plan = self._plan
        day = plan.day(self._number) if plan else None
        if plan is None or day is None:
            self._title.setText("")
            self._tasks.show_lines(
                [TaskLine(None, self._wording.text(N_("No day can be dated yet: see the findings.")))]
            )
            self._show_mixes(())
            self._show_sources("")
            return
        self._title.setText(f"{day.label} · {write_date(day.date, self._wording.language)}")
        self._tasks.show_lines(self._task_lines(day))
        made = [Mix(batch) for batch in plan.made_on(day.number)]
        completed = [(plan.batch(each.batch), each) for each in plan.completed_on(day.number)]
        self._show_mixes((*made, *(Mix(batch, each) for batch, each in completed if batch)))
        stages = dict.fromkeys(task.stage for task in day.tasks if task.kind in ("start-stage", "make-medium"))
        found = [stage for stage in map(plan.run.protocol.stage, stages) if stage]
        self._show_sources("\n".join(self._printed(plan.run, stage) for stage in found))

    def _task_lines(self, day: Day) -> list[TaskLine]:
        lines = [TaskLine(task.kind, task.text.written(self._wording.language)) for task in day.tasks]
        if day.closed:
            name = day.closed_name.written(self._wording.language) if day.closed_name else ""
            named = self._wording.text(N_("Closed day: {name}"), name=name)
            lines.insert(0, TaskLine(None, named if name else self._wording.text(N_("Closed day"))))
        lines = lines or [TaskLine(None, self._wording.text(N_("No work on this day.")))]
        recorded = day_record(self._plan, day.number, self._wording) if self._plan else []
        return [*(TaskLine(None, text) for text in recorded), *lines]

    def _show_mixes(self, mixes: tuple[Mix, ...]) -> None:
        while len(self.cards) < len(mixes):
            card = RecipeCard(self._wording)
            card.dose_typed.connect(self.dose_typed)
            card.stock_typed.connect(self.stock_typed)
            card.volume_wanted.connect(self.volume_wanted)
            self.cards.append(card)
            self._recipes.addWidget(card)
        for at, card in enumerate(self.cards):
            card.setVisible(at < len(mixes))
            if at < len(mixes) and self._plan:
                card.show_mix(mixes[at], self._plan, hinted=at == 0)

    def _show_sources(self, text: str) -> None:
        self._source.setText(text)
        for each in (self._source, self._source_heading):
            each.setVisible(bool(text))

    def _printed(self, run: Run, stage: Stage) -> str:
        language, protocol = self._wording.language, run.protocol
        texts = [stage.printed_duration, *printed_texts(run, stage.id)]
        lines = [" · ".join(text for text in texts if text) or "—"]
        for addition in stage.additions:
            if addition.reading:
                reading = message(
                    N_("Reading of “{printed}”: {final}. {reason}"),
                    printed=addition.printed or addition.reagent,
                    final=addition.reading.final,
                    reason=addition.reading.reason,
                )
                lines.append(reading.written(language))
        for source in protocol.sources:
            if source.id in stage.sources:
                doi = f" · doi:{source.doi}" if source.doi else ""
                lines.append(f"[{source.id}] {source.citation}{doi}")
        return "\n".join(lines)
