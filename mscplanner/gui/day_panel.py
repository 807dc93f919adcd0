"""What is done on one day, the media it needs, and what the source says of the stage."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from mscplanner.domain.language import N_
from mscplanner.domain.message import message, write_date
from mscplanner.domain.quantity import format_quantity
from mscplanner.gui.labels import put_away, row_height, text_label
from mscplanner.gui.wording import Wording
from mscplanner.planning.parts import parts_of
from mscplanner.planning.printed import printed_texts

if TYPE_CHECKING:
    from mscplanner.domain.protocol import Stage
    from mscplanner.domain.run import Run
    from mscplanner.planning.plan import Day, MediumBatch, Plan, RecipeLine

_FINAL = 2
_HEADS = (N_("Reagent"), N_("Stock"), N_("Final"), N_("Add"), N_("Achieved"))


class DayPanel(QFrame):
    """Follows the day that is chosen in the calendar; a final concentration can be typed in its recipes."""

    dose_typed = Signal(str, str, str)

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._wording = wording
        self._plan: Plan | None = None
        self._number = 0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 12, 16, 14)
        self._column.setSpacing(6)
        self._made: list[QWidget] = []
        self._recipes: list[tuple[MediumBatch, QTableWidget]] = []
        wording.changed.connect(self._fill)

    def show_day(self, plan: Plan, number: int) -> None:
        """Show ``D{number}`` of ``plan``."""
        self._plan, self._number = plan, number
        self._fill()

    def _fill(self) -> None:
        self._recipes = []
        for widget in self._made:
            self._column.removeWidget(widget)
            put_away(widget)
        self._made = []
        plan = self._plan
        if plan is None or not plan.days:
            self._add(text_label(self._wording.text(N_("No day can be dated yet: see the findings.")), "muted"))
            return
        day = plan.days[min(self._number, len(plan.days) - 1)]
        self._add(text_label(f"{day.label} · {write_date(day.date, self._wording.language)}", "section"))
        self._add_tasks(day)
        for batch in plan.media:
            if batch.made_on_day == day.number:
                self._add_batch(batch)
        self._add_sources(plan, day)

    def _add(self, widget: QWidget) -> None:
        self._made.append(widget)
        self._column.addWidget(widget)

    def _add_tasks(self, day: Day) -> None:
        language = self._wording.language
        lines = [f"•  {task.text.written(language)}" for task in day.tasks]
        if day.closed:
            name = day.closed_name.written(language) if day.closed_name else ""
            named = self._wording.text(N_("Closed day: {name}"), name=name)
            lines.insert(0, named if name else self._wording.text(N_("Closed day")))
        self._add(text_label("\n".join(lines) or self._wording.text(N_("No work on this day."))))

    def _add_batch(self, batch: MediumBatch) -> None:
        language = self._wording.language
        heading = message(
            N_("{batch}: {volume}, use by {date}"), batch=batch.id, volume=batch.volume, date=batch.use_by
        )
        self._add(text_label(heading.written(language), "strong"))
        self._add(text_label(f"{batch.origin.written(language)} · {batch.shelf_life.written(language)}", "small"))
        for each in batch.intermediates:
            first = message(
                N_("First {code}: {take} of {name} + {diluent_volume} {diluent} = {strength}"),
                code=each.code,
                take=each.take,
                name=each.label,
                diluent_volume=each.diluent_volume,
                diluent=each.diluent,
                strength=each.strength,
            )
            self._add(text_label(first.written(language)))
        self._add(self._recipe(batch))

    def _recipe(self, batch: MediumBatch) -> QTableWidget:
        table = QTableWidget(len(batch.recipe), len(_HEADS))
        table.setHorizontalHeaderLabels([self._wording.text(head) for head in _HEADS])
        table.setAccessibleName(self._wording.text(N_("Recipe of {batch}"), batch=batch.id))
        table.verticalHeader().hide()
        height = row_height(self)
        table.verticalHeader().setDefaultSectionSize(height)
        triggers = QAbstractItemView.EditTrigger
        table.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setTabKeyNavigation(False)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for row, line in enumerate(batch.recipe):
            for column, text in enumerate(self._cells(batch, line)):
                item = QTableWidgetItem(text)
                if column != _FINAL or line.basal:
                    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
                if column:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                table.setItem(row, column, item)
        table.itemChanged.connect(partial(self._take_dose, batch))
        self._recipes.append((batch, table))
        table.setFixedHeight(table.horizontalHeader().sizeHint().height() + height * len(batch.recipe) + 4)
        return table

    def _take_dose(self, batch: MediumBatch, item: QTableWidgetItem) -> None:
        """Hand on what was typed as a final concentration."""
        line, typed = batch.recipe[item.row()], item.text().strip()
        if item.column() == _FINAL and typed and typed != self._final(batch, line):
            self.dose_typed.emit(batch.stage, line.reagent, typed)
        else:
            # Not while the table is still closing its editor.
            QTimer.singleShot(0, self._fill)

    def focus_dose(self, stage: str, reagent: str) -> QWidget | None:
        """Put the focus on the final concentration of ``reagent``; return the table it stands in."""
        for batch, table in self._recipes:
            rows = [row for row, line in enumerate(batch.recipe) if line.reagent == reagent]
            if batch.stage == stage and rows:
                table.setCurrentCell(rows[0], _FINAL)
                table.setFocus(Qt.FocusReason.OtherFocusReason)
                return table
        return None

    def _final(self, batch: MediumBatch, line: RecipeLine) -> str:
        """Return the final concentration as it was typed, or that none is stated."""
        stage = self._plan.run.protocol.stage(batch.stage) if self._plan else None
        parts = parts_of(stage, self._plan.run.lab) if stage and self._plan else ()
        typed = next((part.addition.final for part in parts if part.key == line.reagent), None)
        return typed or self._wording.text(N_("not stated"))

    def _cells(self, batch: MediumBatch, line: RecipeLine) -> tuple[str, ...]:
        name = line.label.written(self._wording.language)
        stock = format_quantity(line.stock) if line.stock else "—"
        if line.intermediate:
            stock = f"{line.intermediate} · {stock}"
        final = self._final(batch, line)
        if line.basal:
            stock, final = "—", "—"
        add = format_quantity(line.add) if line.add else self._wording.text(N_("not known"))
        return name, stock, final, add, format_quantity(line.achieved) if line.achieved else "—"

    def _add_sources(self, plan: Plan, day: Day) -> None:
        stage_ids = dict.fromkeys(task.stage for task in day.tasks if task.kind in ("start-stage", "make-medium"))
        for stage_id in stage_ids:
            stage = plan.run.protocol.stage(stage_id)
            if stage:
                self._add(text_label(self._wording.text(N_("As printed in the source")), "strong"))
                self._add(text_label(self._printed(plan.run, stage), "small", selectable=True))

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
