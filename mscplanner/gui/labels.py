"""Makes every widget that shows a text: what people and files wrote is never taken as markup.

Nothing else in the window makes a label, a message box or a tooltip; a test sees to it.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListWidgetItem,
    QMessageBox,
    QPushButton,
    QSpinBox,
    QTreeWidgetItem,
    QWidget,
)

from mscplanner.gui.held_text import held_together


def text_label(text: str = "", role: str = "body", wrap: bool = True, selectable: bool = False) -> QLabel:
    """Return a label of plain text; ``role`` is a size or colour of the theme."""
    label = _TextLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    label.setWordWrap(wrap)
    if selectable:
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setText(text)
    return label


class _TextLabel(QLabel):
    """Shows numbers held together with their units, and says the text as it was given."""

    def __init__(self) -> None:
        super().__init__()
        self._text = ""

    def setText(self, text: str) -> None:
        self._text = text
        copied = bool(self.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse)
        super().setText(held_together(text, copied))

    def text(self) -> str:
        return self._text


def set_role(widget: QWidget, role: str) -> None:
    """Give ``widget`` another size or colour of the theme."""
    if widget.property("role") != role:
        widget.setProperty("role", role)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def button(kind: str = "", pressed: Callable[[], object] | None = None) -> QPushButton:
    """Return a push button; ``kind`` is ``primary``, ``plain``, ``link`` or nothing."""
    made = QPushButton()
    if kind:
        made.setProperty("kind", kind)
    if pressed:
        made.clicked.connect(lambda _checked: pressed())
    return made


def button_text(text: str) -> str:
    """Return ``text`` for a button or a menu, where an ampersand would mark a key."""
    return text.replace("&", "&&")


class _WheelGuard(QObject):
    """Lets the wheel scroll the page: over a field it would change a value that nobody looks at."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def guard_wheel(field: QWidget) -> None:
    """Keep the mouse wheel from changing the value of ``field``."""
    field.installEventFilter(_WheelGuard(field))


def number_field(low: int, high: int) -> QSpinBox:
    """Return a field for a whole number from ``low`` to ``high``."""
    field = QSpinBox()
    field.setRange(low, high)
    # The style sheet's padding does not reach the line edit inside.
    field.lineEdit().setTextMargins(6, 0, 0, 0)
    guard_wheel(field)
    return field


def rule() -> QFrame:
    """Return a thin line between two groups."""
    line = QFrame()
    line.setObjectName("rule")
    return line


def row_height(widget: QWidget) -> int:
    """Return the height of a table row in pixels: 32, or more where the text is larger."""
    return max(32, widget.fontMetrics().height() + 14)


def set_tip(widget: QWidget | QListWidgetItem | QTreeWidgetItem, text: str) -> None:
    """Give ``widget`` a tooltip of plain text; to a row of a tree, in its first column."""
    if isinstance(widget, QTreeWidgetItem):
        widget.setToolTip(0, plain_tip(text))
    else:
        widget.setToolTip(plain_tip(text))


def plain_tip(text: str) -> str:
    """Return what a tooltip is set to, so that it shows ``text`` as it is."""
    escaped = held_together(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<qt>{escaped}</qt>" if text else ""


def question(parent: QWidget, title: str, text: str, detail: str) -> QMessageBox:
    """Return a message box of plain text, to be shown with ``open``."""
    box = QMessageBox(parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(title)
    box.setText(held_together(text, copied=True))
    box.setInformativeText(held_together(detail, copied=True))
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return box


def put_away(widget: QWidget) -> None:
    """Take ``widget`` out of the window for good.

    Qt shows a new widget a little later. One that is put away before that would come up as a window
    of its own and take the focus, so it is told to stay hidden; not before it has left its place,
    where hiding it would hand the focus round among what is being rebuilt.
    """
    widget.setParent(None)
    widget.hide()
    widget.deleteLater()
