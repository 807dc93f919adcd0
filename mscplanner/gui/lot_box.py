"""A choice of the lots of one reagent, with what is left of each."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox

from mscplanner.domain.lab import Lab
from mscplanner.domain.language import N_
from mscplanner.domain.message import write_date
from mscplanner.domain.quantity import Quantity, at_most, format_quantity
from mscplanner.domain.stockroom import Lot, Stockroom
from mscplanner.gui.labels import guard_wheel, set_tip
from mscplanner.gui.wording import Wording
from mscplanner.planning.lot_checks import free_amount

_LEAST_CHARACTERS = 6
_BESIDE = 12
"""Room at either side of a text of the list, in pixels."""


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
        self.setMinimumContentsLength(_LEAST_CHARACTERS)
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
        self.setCurrentIndex(max(self.findData(chosen.id if chosen else ""), 0))
        set_tip(self, self.currentText())
        del blocker

    @property
    def wanted_width(self) -> int:
        """The width in which the number of every lot stands in full."""
        metrics = self.fontMetrics()
        widest = max((metrics.horizontalAdvance(each) for each in self._short), default=0)
        option = QStyleOptionComboBox()
        super().initStyleOption(option)
        return option.rect.width() - self._room(option).width() + widest + 2

    def showPopup(self) -> None:
        # The view's own hint leaves out what does not fit into the box itself.
        metrics, bar = self.view().fontMetrics(), self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        widest = max((metrics.horizontalAdvance(self.itemText(at)) for at in range(self.count())), default=0)
        self.view().setMinimumWidth(widest + bar + 2 * _BESIDE)
        super().showPopup()

    def _room(self, option: QStyleOptionComboBox) -> QRect:
        field = QStyle.SubControl.SC_ComboBoxEditField
        return self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, self)

    def _words(self, lot: Lot, stockroom: Stockroom, lab: Lab) -> str:
        language = self._wording.language
        until = write_date(lot.expiry, language) if lot.expiry else self._wording.text(N_("no expiry date"))
        left = format_quantity(lot.left) if lot.left else self._wording.text(N_("amount not known"))
        words = [lot.number or "—", until, self._wording.text(N_("{amount} left"), amount=left) if lot.left else left]
        free = free_amount(lot, lab, stockroom)
        if free is not None:
            shown = at_most(max(free, Quantity(value=free.value * 0, unit=free.unit), key=lambda each: each.value))
            words.append(self._wording.text(N_("{amount} free"), amount=format_quantity(shown)))
        return " · ".join(words)

    def _gone(self, lot: Lot) -> str:
        gone = self._wording.text(N_("not in the stockroom any more"))
        return f"{lot.number or '—'} · {gone}"

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        super().initStyleOption(option)
        if 0 <= self.currentIndex() < len(self._short):
            short, room = self._short[self.currentIndex()], self._room(option).width()
            option.currentText = self.fontMetrics().elidedText(short, Qt.TextElideMode.ElideMiddle, room)
