"""The field that takes what a hand scanner types of a sheet, or what a person reads from it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from mscplanner.domain.language import N_
from mscplanner.gui.labels import button, text_label
from mscplanner.gui.wording import Wording

_LONGEST = 600
_FIELD = N_("Scan or type the code of a sheet")
_HINT = N_("The square code, the code in the footer such as 7f3a-91c2, or run number and page: R-2026-014 3.")


class SheetField(QWidget):
    """One line; Enter hands in what stands in it, as a scanner does at the end. ``entered`` carries it."""

    entered = Signal(str)

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self._wording = wording
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.line = QLineEdit()
        self.line.setObjectName("sheet_code")
        self.line.setMaxLength(_LONGEST)
        self.line.setMinimumWidth(40 * self.fontMetrics().averageCharWidth())
        wording.bind(self.line.setPlaceholderText, _FIELD)
        wording.bind(self.line.setAccessibleName, _FIELD)
        self.line.returnPressed.connect(self.hand_in)
        self.find_button = button(pressed=self.hand_in)
        self.find_button.setObjectName("find_sheet_button")
        self.find_button.setAutoDefault(False)
        wording.bind(self.find_button.setText, N_("Find Sheet"))
        hint = text_label(role="small")
        wording.bind(hint.setText, _HINT)
        row.addWidget(self.line, 1)
        row.addWidget(self.find_button)
        column.addLayout(row)
        column.addWidget(hint)
        self.setFocusProxy(self.line)

    def hand_in(self) -> None:
        """Tell what stands in the line, ready for the next one."""
        text = self.line.text().strip()
        if text:
            # The next scan takes the place of this one.
            self.line.selectAll()
            self.entered.emit(text)


class SheetDialog(QDialog):
    """The field in a dialog of its own, reached from everywhere by a shortcut."""

    def __init__(self, parent: QWidget, wording: Wording) -> None:
        super().__init__(parent)
        self.setObjectName("find_sheet_dialog")
        self.setWindowTitle(wording.text(N_("Find Sheet")))
        column = QVBoxLayout(self)
        column.setSpacing(12)
        self.field = SheetField(wording)
        self.field.entered.connect(self.accept)
        column.addWidget(self.field)
        buttons = QDialogButtonBox()
        buttons.addButton(wording.text(N_("Cancel")), QDialogButtonBox.ButtonRole.RejectRole).setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self.field.setFocus()
