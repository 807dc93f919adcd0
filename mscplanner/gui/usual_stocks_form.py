"""Asks which usual stocks of which template are in the freezer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from mscplanner.domain.lab import Lab
from mscplanner.domain.language import N_, P_
from mscplanner.domain.protocol import Protocol
from mscplanner.gui.labels import button, guard_wheel, text_label
from mscplanner.gui.wording import Wording
from mscplanner.planning.lot_edits import usual_strengths


class UsualStocksForm(QDialog):
    """``chosen`` carries reagent and strength of each stock that is ticked."""

    chosen = Signal(object)

    def __init__(
        self,
        wording: Wording,
        templates: Sequence[Protocol],
        lab: Lab,
        there: Collection[str],
        label: Callable[[str], str],
        parent: QWidget,
    ) -> None:
        """Make the form.

        Args:
            wording: The language of the window.
            templates: At least one.
            lab: Knows the usual strengths.
            there: Reagents of which there are stocks already; they are not ticked at first.
            label: Returns what a reagent is called.
            parent: The page that asks.
        """
        super().__init__(parent)
        self._wording, self._templates, self._lab, self._there, self._label = wording, templates, lab, there, label
        self.setObjectName("usual_stocks")
        self.template = QComboBox()
        self.template.setObjectName("template")
        guard_wheel(self.template)
        for each in templates:
            self.template.addItem(each.title.written(wording.language))
        self.stocks = QListWidget()
        self.stocks.setObjectName("usual")
        self._nothing = text_label(role="muted")
        self.take = button("primary", self._hand_in)
        self.take.setObjectName("take_over")
        self.take.setDefault(True)
        self._lay_out()
        self.template.currentIndexChanged.connect(self._show)
        self.stocks.itemChanged.connect(lambda _item: self._count())
        self._show()

    def _lay_out(self) -> None:
        wording = self._wording
        self.setWindowTitle(wording.text(N_("Take over usual stocks")))
        text = text_label()
        text.setText(
            wording.text(
                N_(
                    "Each ticked line becomes a stock with its usual strength. Compare with the tubes, "
                    "then type amount, lot number and expiry."
                )
            )
        )
        head = text_label(wrap=False)
        head.setText(wording.text(N_("Template")))
        head.setBuddy(self.template)
        self.template.setAccessibleName(head.text())
        self.stocks.setAccessibleName(wording.text(N_("Usual stocks")))
        cancel = button(pressed=self.reject)
        cancel.setText(wording.text(N_("Cancel")))
        cancel.setAutoDefault(False)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.take)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(head)
        row.addWidget(self.template, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(text)
        column.addLayout(row)
        column.addWidget(self.stocks, 1)
        column.addWidget(self._nothing)
        column.addLayout(buttons)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 64)

    def ticked(self) -> tuple[tuple[str, str], ...]:
        """Return reagent and strength of each line that is ticked."""
        items = [self.stocks.item(at) for at in range(self.stocks.count())]
        return tuple(
            item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() == Qt.CheckState.Checked
        )

    def _show(self) -> None:
        self.stocks.clear()
        for reagent, strength in usual_strengths(self._templates[self.template.currentIndex()], self._lab):
            text = f"{self._label(reagent)}  ·  {strength}"
            there = reagent in self._there
            if there:
                text += "  ·  " + self._wording.text(N_("in your stocks already"))
            item = QListWidgetItem(text)
            item.setData(Qt.ItemDataRole.UserRole, (reagent, strength))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked if there else Qt.CheckState.Checked)
            self.stocks.addItem(item)
        if self.stocks.count():
            self.stocks.setCurrentRow(0)
        self._nothing.setText(self._wording.text(N_("No reagent of this template has a usual strength.")))
        self._nothing.setVisible(not self.stocks.count())
        self._count()

    def _count(self) -> None:
        count = len(self.ticked())
        self.take.setEnabled(count > 0)
        self.take.setText(self._wording.count(P_("Add {count} Stock", "Add {count} Stocks"), count))

    def _hand_in(self) -> None:
        self.chosen.emit(self.ticked())
        self.accept()
