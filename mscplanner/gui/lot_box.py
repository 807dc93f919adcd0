"""A choice of the lots of one reagent, with what is left of each."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QStyleOptionComboBox

from mscplanner.domain.lab import Lab
from mscplanner.domain.language import N_
from mscplanner.domain.message import write_date
from mscplanner.domain.quantity import Quantity, format_quantity, legible, rounded
from mscplanner.domain.stockroom import Lot, Stockroom
from mscplanner.gui.labels import guard_wheel
from mscplanner.gui.wording import Wording
from mscplanner.planning.lot_checks import free_amount


class LotBox(QComboBox):
    """Shows the number of the lot that is chosen; its list tells expiry, what is left and what is free.

    ``picked`` carries the id of a lot that somebody chose, or "" for none.
    """

    picked = Signal(str)

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self._wording = wording
        self._shown: tuple[object, ...] = ()
        self._short: list[str] = []
        guard_wheel(self)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.activated.connect(lambda at: self.picked.emit(self.itemData(at)))

    def show_lots(self, lots: Sequence[Lot], chosen: Lot | None, nothing: str, stockroom: Stockroom, lab: Lab) -> None:
        """Offer ``lots``.

        Args:
            lots: In the order they are offered; a chosen one that is not among them is offered, too.
            chosen: The lot of the run; None for none.
            nothing: What no lot is called.
            stockroom: Tells what other runs have reserved.
            lab: Tells what a mass gives when it is dissolved.
        """
        gone = (chosen,) if chosen and chosen.id not in {lot.id for lot in lots} else ()
        entries = [(lot.id, lot.number or "—", self._words(lot, stockroom, lab)) for lot in lots]
        entries += [(lot.id, lot.number or "—", self._gone(lot)) for lot in gone]
        shown = (tuple(entries), nothing, self._wording.language)
        blocker = QSignalBlocker(self)
        if shown != self._shown:
            self._shown = shown
            self.clear()
            self.addItem(nothing, "")
            for lot_id, _, text in entries:
                self.addItem(text, lot_id)
            self._short = [nothing, *(short for _, short, _ in entries)]
            self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + 24)
        self.setCurrentIndex(max(self.findData(chosen.id if chosen else ""), 0))
        del blocker

    def _words(self, lot: Lot, stockroom: Stockroom, lab: Lab) -> str:
        language = self._wording.language
        until = write_date(lot.expiry, language) if lot.expiry else self._wording.text(N_("no expiry date"))
        left = format_quantity(lot.left) if lot.left else self._wording.text(N_("amount not known"))
        words = [lot.number or "—", until, self._wording.text(N_("{amount} left"), amount=left) if lot.left else left]
        free = free_amount(lot, lab, stockroom)
        if free is not None:
            shown = legible(
                rounded(max(free, Quantity(value=free.value * 0, unit=free.unit), key=lambda each: each.value))
            )
            words.append(self._wording.text(N_("{amount} free"), amount=format_quantity(shown)))
        return " · ".join(words)

    def _gone(self, lot: Lot) -> str:
        gone = self._wording.text(N_("not in the stockroom any more"))
        return f"{lot.number or '—'} · {gone}"

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        super().initStyleOption(option)
        if 0 <= self.currentIndex() < len(self._short):
            option.currentText = self._short[self.currentIndex()]
