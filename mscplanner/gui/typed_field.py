"""A field for text: it hands in what was typed when the person rests or leaves, and Esc takes it back."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from mscplanner.planning.protocol_edits import LONGEST_TYPED
from mscplanner.planning.read_back import stepped

REST_MILLISECONDS = 700
"""How long nothing is typed before the text is handed in and looked at."""
_BACK_AND_FORTH = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}


class TypedField(QLineEdit):
    """Keeps what somebody types; a text that is shown from outside never replaces a half-typed one.

    Signals: ``began`` somebody works in the field; ``typed`` a text to hand in; ``taken_back`` Esc
    was pressed; ``reset_wanted`` the value of the parent is wanted; ``ended`` the field was left.
    """

    began = Signal()
    typed = Signal(str)
    taken_back = Signal()
    reset_wanted = Signal()
    ended = Signal()

    def __init__(self, quantity: bool = False, at_rest: bool = True, parent: QWidget | None = None) -> None:
        """Make a field.

        Args:
            quantity: Whether ↑ and ↓ change the last digit of its number.
            at_rest: Whether the text is handed in at a rest, too, and not only at leaving.
            parent: Owner of the field.
        """
        super().__init__(parent)
        self._quantity, self._at_rest = quantity, at_rest
        self._pending = False
        self._shown: str | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MILLISECONDS)
        self._rest.timeout.connect(self.hand_in)
        self.setMaxLength(LONGEST_TYPED)
        self.textEdited.connect(self._note)

    @property
    def pending(self) -> bool:
        """Whether something was typed that has not been handed in."""
        return self._pending

    def show_text(self, text: str) -> None:
        """Show ``text`` if it is another one than was shown or handed in last."""
        if text == self._shown:
            return
        self._shown = text
        self._forget()
        if self.text().strip() != text:
            self.setText(text)
            self.setCursorPosition(0 if not self.hasFocus() else len(text))

    def hand_in(self) -> None:
        """Hand in what was typed, if anything was."""
        if self._pending:
            self._forget()
            self._shown = self.text().strip()
            self.typed.emit(self.text())

    def _note(self) -> None:
        self._pending = True
        if self._at_rest:
            self._rest.start()

    def _forget(self) -> None:
        self._pending = False
        self._rest.stop()

    def take_back(self) -> None:
        """Forget what was typed since the field was entered."""
        self._forget()
        self.setText(self._shown or "")
        self.taken_back.emit()
        self.selectAll()

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._is_of_document(event)
        ):
            event.ignore()
            return False
        return super().event(event)

    def _is_of_document(self, event: QKeyEvent) -> bool:
        # What was handed in is undone by the document, not by the field.
        return not self._pending and any(event.matches(each) for each in _BACK_AND_FORTH)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not modifiers & ~Qt.KeyboardModifier.KeypadModifier:
            self.hand_in()
            self.selectAll()
        elif key == Qt.Key.Key_Escape:
            self.take_back()
        elif self._quantity and key in _STEPS and not modifiers & ~Qt.KeyboardModifier.KeypadModifier:
            self._step(_STEPS[key])
        elif is_reset(event):
            self.reset_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _step(self, step: int) -> None:
        text = stepped(self.text(), step)
        if text != self.text():
            self.setText(text)
            self.textEdited.emit(text)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.began.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.hand_in()
            if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
                self.ended.emit()


def is_reset(event: QKeyEvent) -> bool:
    """Return whether ``event`` is the key that brings back the parent's value."""
    wanted = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    return event.key() == Qt.Key.Key_R and event.modifiers() == wanted
