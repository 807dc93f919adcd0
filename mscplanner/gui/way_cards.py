"""The ways on after a slip as cards: what each does, what it breaks, and how many sheets change."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QRadioButton, QVBoxLayout, QWidget

from mscplanner.domain.language import N_, P_
from mscplanner.gui.labels import button_text, put_away, text_label
from mscplanner.gui.run_document import RunDocument
from mscplanner.gui.wording import Wording
from mscplanner.planning.replanning import WayOn

_READING = P_("{count} other run is still being read.", "{count} other runs are still being read.")


class WayCards(QWidget):
    """Shows ways on; one of them is chosen. The only one there is, is chosen from the start."""

    chosen = Signal()

    def __init__(self, wording: Wording, document: RunDocument) -> None:
        """Show ways on of the run of ``document``; it is asked what other runs ask for on the same days."""
        super().__init__()
        self._wording, self._document = wording, document
        self._ways: tuple[WayOn, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._reading = text_label(role="small")
        self._column.addWidget(self._reading)
        self._column.addStretch(1)
        self._group = QButtonGroup(self)
        self._group.idToggled.connect(lambda _at, _on: self.chosen.emit())
        self._cards: list[QFrame] = []
        document.others_changed.connect(self._show_others)
        document.others_wanted.emit(document)
        self._show_reading()

    def _show_others(self) -> None:
        self._show_reading()
        if not self._document.others_waiting:
            self.show_ways(self._ways)

    def _show_reading(self) -> None:
        waiting = self._document.others_waiting
        self._reading.setVisible(bool(waiting))
        self._reading.setText(self._wording.count(_READING, waiting) if waiting else "")

    def show_ways(self, ways: Sequence[WayOn]) -> None:
        """Show ``ways`` in the place of those before; the kind that was chosen stays chosen."""
        kept = self.way.kind if self.way else None
        for old in self._group.buttons():
            self._group.removeButton(old)
        for card in self._cards:
            put_away(card)
        self._ways, self._cards = tuple(ways), []
        for at, way in enumerate(self._ways):
            card = self._card(at, way)
            self._column.insertWidget(at, card)
            self._cards.append(card)
        wanted = [at for at, way in enumerate(self._ways) if way.kind == kept or len(self._ways) == 1]
        if wanted:
            self._group.button(wanted[0]).setChecked(True)
        self.chosen.emit()

    @property
    def way(self) -> WayOn | None:
        """The way that is chosen, or None."""
        at = self._group.checkedId()
        return self._ways[at] if 0 <= at < len(self._ways) else None

    @property
    def radios(self) -> tuple[QRadioButton, ...]:
        """The buttons that choose, from top to bottom."""
        return tuple(each for each in self._group.buttons() if isinstance(each, QRadioButton))

    def _card(self, at: int, way: WayOn) -> QFrame:
        card = QFrame()
        card.setObjectName("panel")
        column = QVBoxLayout(card)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(3)
        choose = QRadioButton(button_text(way.label.written(self._wording.language)))
        choose.setObjectName(f"way_{way.kind}")
        choose.setProperty("role", "strong")
        self._group.addButton(choose, at)
        column.addWidget(choose)
        lines = self._lines(way)
        for line in lines:
            column.addWidget(text_label(f"· {line}"))
        choose.setAccessibleDescription(" ".join(lines))
        return card

    def _lines(self, way: WayOn) -> list[str]:
        language = self._wording.language
        told = (*way.consequences, *self._document.too_full(way))
        lines = [each.written(language) for each in told]
        if not lines:
            lines.append(self._wording.text(N_("Nothing else changes.")))
        lines.append(self._wording.count(P_("{count} sheet changes.", "{count} sheets change."), len(way.to_print)))
        if way.withdrawn:
            text = N_("Not to be used any more: {sheets}.")
            lines.append(self._wording.text(text, sheets=", ".join(way.withdrawn)))
        return lines
