"""What keys do in the fields of a sheet that came back: Enter goes on, a pasted block fills a table, a scan is told."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from mscplanner.domain.sheet_mark import MARK_BEGINS, parse_sheet_mark

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LONGEST_SCAN = 600


class FieldKeys(QObject):
    """Watches the fields that are handed to it.

    Signals: ``entered`` a field and whether it goes on (else back); ``block_pasted`` a field and lines
    of texts; ``scanned`` what a scanner typed into a field, with the field and what stood in it before.
    """

    entered = Signal(object, bool)
    block_pasted = Signal(object, object)
    scanned = Signal(object, str, str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._typed = self._before = ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self._typed, self._before = "", watched.text() if isinstance(watched, QLineEdit) else ""
        if (
            not isinstance(event, QKeyEvent)
            or event.type() != QEvent.Type.KeyPress
            or not isinstance(watched, QWidget)
            or event.modifiers() & Qt.KeyboardModifier.AltModifier
        ):
            return super().eventFilter(watched, event)
        if event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._enter(watched, not event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            return True
        if isinstance(watched, QLineEdit) and event.matches(QKeySequence.StandardKey.Paste):
            return self._paste(watched)
        # Boxes and choices show no text: what a scanner types is remembered here.
        self._typed = f"{self._typed}{event.text()}"[-_LONGEST_SCAN:]
        return super().eventFilter(watched, event)

    def _enter(self, field: QWidget, on: bool) -> None:
        typed, self._typed = self._typed, ""
        text = field.text() if isinstance(field, QLineEdit) else typed
        at = max(text.upper().rfind(MARK_BEGINS), 0)
        if parse_sheet_mark(text[at:]):
            # A scanner types over what is selected, or behind what was typed.
            self.scanned.emit(field, text[at:], text[:at] or self._before)
        else:
            self.entered.emit(field, on)

    def _paste(self, field: QLineEdit) -> bool:
        lines = QGuiApplication.clipboard().text().strip("\r\n").splitlines()
        block = [line.split("\t") for line in lines]
        if field.isReadOnly() or not block or (len(block) == 1 and len(block[0]) == 1):
            return False
        self.block_pasted.emit(field, block)
        return True
