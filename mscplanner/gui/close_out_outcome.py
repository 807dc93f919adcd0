"""What is written down of the run together with a sheet that is closed out: told beforehand, and changeable."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from mscplanner.domain.close_out import Row
from mscplanner.domain.language import N_
from mscplanner.gui.labels import guard_wheel, text_label
from mscplanner.gui.run_document import RunDocument
from mscplanner.planning.close_out import OutcomeKind, done_day, likely_outcome, made_way, outcomes
from mscplanner.planning.close_out_form import CloseOutForm
from mscplanner.planning.replanning import WayOn

_OUTCOMES: dict[OutcomeKind, str] = {
    "done": N_("Done as planned on {day}"),
    "made": N_("Made on {day}"),
    "other-day": N_("Done on another day: {day}…"),
    "left-out": N_("Not done…"),
    "nothing": N_("Nothing: only this record is kept"),
}


class CloseOutOutcome(QWidget):
    """Follows the rows of a sheet until somebody chooses; ``chosen`` tells that they did."""

    chosen = Signal()

    def __init__(self, document: RunDocument, form: CloseOutForm) -> None:
        super().__init__()
        self._document, self._wording, self._form = document, document.wording, form
        self._by_hand: OutcomeKind | None = None
        self._rows: tuple[Row, ...] = form.rows
        label = text_label(self._wording.text(N_("Written down in the run")), wrap=False)
        self.box = QComboBox()
        self.box.setObjectName("close_out_outcome")
        self.box.setAccessibleName(label.text())
        guard_wheel(self.box)
        self.box.activated.connect(self._choose)
        label.setBuddy(self.box)
        self._consequences = text_label(role="small")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(self.box, 1)
        column.addLayout(row)
        column.addWidget(self._consequences)

    @property
    def kind(self) -> OutcomeKind:
        """What is written down."""
        found: OutcomeKind = self.box.currentData() or "nothing"
        return found

    @property
    def has_choice(self) -> bool:
        """Whether anything can be written down beside the record."""
        return len(outcomes(self._document.plan, self._form)) > 1

    @property
    def day(self) -> int:
        """The day on which it was done, by the date of signing, else as planned."""
        return done_day(self._document.plan, self._form, self._rows)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Follow what stands in the form."""
        self._rows = tuple(rows)
        plan, form = self._document.plan, self._form
        possible = outcomes(plan, form)
        chosen = self._by_hand if self._by_hand in possible else likely_outcome(plan, form, self._rows)
        self.box.clear()
        for kind in possible:
            day = f"D{form.day if kind == 'done' else self.day}"
            self.box.addItem(self._wording.text(_OUTCOMES[kind], day=day), kind)
        self.box.setCurrentIndex(possible.index(chosen))
        self._show_consequences()

    def way(self, by: str = "") -> WayOn | None:
        """Return what follows from a medium that was made, or None where none was."""
        if self.kind != "made":
            return None
        return made_way(self._document.plan, self._form.part, self.day, by, self._document.stockroom)

    def revises(self, way: WayOn) -> bool:
        """Return whether ``way`` makes the plan another one: it was made on another day, and that changes something."""
        return self.day != self._form.day and bool(way.to_print or way.withdrawn or way.consequences)

    def _choose(self) -> None:
        self._by_hand = self.kind
        self._show_consequences()
        self.chosen.emit()

    def _show_consequences(self) -> None:
        way = self.way()
        told = way.consequences if way and self.revises(way) else ()
        self._consequences.setText(" ".join(each.written(self._wording.language) for each in told))
        self._consequences.setVisible(bool(told))
