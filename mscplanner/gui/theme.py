"""The look: two sets of colours, the sizes of type, and one style sheet over Qt's Fusion style.

Meaning is never told by colour alone: every severity has its shape and its word, every stage
its code and its hatch.
"""

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from mscplanner.domain.places import resource_folder
from mscplanner.gui.preferences import DARK_WINDOW, Appearance


class Tone(NamedTuple):
    """The colours of one severity: its sign, the sign's mark, and text on a tint."""

    fill: str
    mark: str
    text: str
    tint: str


class Tokens(NamedTuple):
    """The named colours of one appearance."""

    dark: bool
    window: str
    base: str
    text: str
    muted: str
    line: str
    edge: str
    accent: str
    on_accent: str
    accent_hover: str
    selection: str
    hover: str
    closed: str
    disabled: str
    error: Tone
    warning: Tone
    note: Tone
    stages: tuple[str, ...]
    hatch: str

    def tone(self, severity: str) -> Tone:
        """Return the colours of ``severity``; an unknown one looks like a note."""
        return {"error": self.error, "warning": self.warning}.get(severity, self.note)


LIGHT = Tokens(
    dark=False,
    window="#F3F5F7",
    base="#FFFFFF",
    text="#1A1F24",
    muted="#56616B",
    line="#D3D9DE",
    edge="#7B8791",
    accent="#0B5394",
    on_accent="#FFFFFF",
    accent_hover="#0A467D",
    selection="#DCE9F6",
    hover="#E9EEF2",
    closed="#E4E7EA",
    disabled="#6B757E",
    error=Tone("#B3001B", "#FFFFFF", "#A80A1C", "#FBE9E7"),
    warning=Tone("#E69F00", "#000000", "#7A4A00", "#FFF4D6"),
    note=Tone("#0072B2", "#FFFFFF", "#0B5394", "#E7F1FB"),
    stages=("#FFFFFF", "#D9E8F5", "#F7D9A8", "#9CC9B4", "#C79BB8", "#7A99B8"),
    hatch="#00000038",
)
DARK = Tokens(
    dark=True,
    window=DARK_WINDOW,
    base="#1A1C1E",
    text="#E8EAEC",
    muted="#AEB8C0",
    line="#3B4147",
    edge="#87929B",
    accent="#7CB8F5",
    on_accent="#0E1C29",
    accent_hover="#9CCAF8",
    selection="#29435C",
    hover="#2C3136",
    closed="#2D3236",
    disabled="#8F99A1",
    error=Tone("#FF6B6B", "#1A0003", "#FF9B9B", "#3A2224"),
    warning=Tone("#F5C04A", "#000000", "#F5C04A", "#38301C"),
    note=Tone("#7CB8F5", "#0E1C29", "#9CCAF8", "#1E2F40"),
    stages=("#33393F", "#24435F", "#5C4317", "#1F5140", "#5B3450", "#35526F"),
    hatch="#FFFFFF30",
)

_SMALLEST_POINTS = 10
_tokens = LIGHT
_points = float(_SMALLEST_POINTS)
_system_points = 0.0


def tokens() -> Tokens:
    """Return the colours in use."""
    return _tokens


def points(role: str = "body") -> float:
    """Return the size of type for ``role`` in points, at the text size in use."""
    return _points * {"title": 1.6, "section": 1.2, "small": 0.9}.get(role, 1.0)


def tabular(font: QFont) -> QFont:
    """Return ``font`` with figures that are all of one width, for columns of numbers."""
    made = QFont(font)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def apply_theme(application: QApplication, appearance: Appearance, text_size: int) -> None:
    """Give the whole program its colours and its size of type (``text_size`` in percent)."""
    global _tokens, _points, _system_points  # noqa: PLW0603 - Qt has one look for a process, too
    font = QFont(application.font())
    if not _system_points:
        _system_points = max(font.pointSizeF(), _SMALLEST_POINTS)
    _points = _system_points * text_size / 100
    _tokens = DARK if _wants_dark(appearance) else LIGHT
    font.setPointSizeF(_points)
    application.setFont(font)
    application.setPalette(_palette(_tokens))
    sheet = _style_sheet(_tokens)
    # Every widget is dressed anew, even where the sheet is the same.
    if application.styleSheet() != sheet:
        application.setStyleSheet(sheet)


def _wants_dark(appearance: Appearance) -> bool:
    if appearance == "system":
        return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return appearance == "dark"


def _palette(colours: Tokens) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, colours.window),
        (role.WindowText, colours.text),
        (role.Base, colours.base),
        (role.AlternateBase, colours.window),
        (role.Text, colours.text),
        (role.PlaceholderText, colours.muted),
        (role.Button, colours.base),
        (role.ButtonText, colours.text),
        (role.ToolTipBase, colours.base),
        (role.ToolTipText, colours.text),
        (role.Highlight, colours.accent),
        (role.HighlightedText, colours.on_accent),
        (role.Link, colours.accent),
        (role.LinkVisited, colours.accent),
        (role.Accent, colours.accent),
    ):
        palette.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(colours.disabled))
    return palette


def _style_sheet(colours: Tokens) -> str:
    icons = (resource_folder() / "icons").as_posix()
    sizes = {role: f"{points(role):.1f}pt" for role in ("title", "section", "body", "small")}
    values = {name: value for name, value in colours._asdict().items() if isinstance(value, str)}
    for severity in ("error", "warning", "note"):
        tone = colours.tone(severity)
        values |= {f"{severity}_text": tone.text, f"{severity}_tint": tone.tint, f"{severity}_fill": tone.fill}
    sheet = _SHEET
    for name, value in (values | {f"size_{role}": size for role, size in sizes.items()} | {"icons": icons}).items():
        sheet = sheet.replace(f"@{name}@", value)
    return sheet


_SHEET = """
QWidget[role="title"] { font-size: @size_title@; font-weight: 600; }
QWidget[role="section"] { font-size: @size_section@; font-weight: 600; }
QWidget[role="strong"] { font-weight: 600; }
QWidget[role="muted"] { color: @muted@; }
QWidget[role="small"] { color: @muted@; font-size: @size_small@; }
QWidget[role="error"] { color: @error_text@; }
QWidget[role="warning"] { color: @warning_text@; }
QWidget[role="note"] { color: @note_text@; }
QFrame#card, QFrame#panel { background: @base@; border: 1px solid @line@; border-radius: 8px; }
QFrame#rail { background: @base@; border: none; border-right: 1px solid @line@; }
QFrame#messageBar { background: @note_tint@; border: none; border-top: 1px solid @line@; }
QFrame#messageBar[tone="error"] { background: @error_tint@; }
QFrame#messageBar[tone="warning"] { background: @warning_tint@; }
QFrame#rule { background: @line@; border: none; max-height: 1px; min-height: 1px; }
QScrollArea, QScrollArea > QWidget > QWidget#page { background: transparent; border: none; }

QPushButton {
  background: @base@; color: @text@; border: 1px solid @edge@; border-radius: 5px;
  padding: 6px 15px; min-height: 18px;
}
QPushButton:hover { background: @hover@; }
QPushButton:pressed { background: @selection@; }
QPushButton:focus { border: 2px solid @accent@; padding: 5px 14px; }
QPushButton:disabled { color: @disabled@; border-color: @line@; background: @window@; }
QPushButton[kind="primary"] {
  background: @accent@; color: @on_accent@; border: 1px solid @accent@; font-weight: 600;
}
QPushButton[kind="primary"]:hover, QPushButton[kind="primary"]:pressed { background: @accent_hover@; }
QPushButton[kind="primary"]:focus { border: 2px solid @text@; }
QPushButton[kind="primary"]:disabled { background: @line@; border-color: @line@; color: @disabled@; }
QPushButton[kind="plain"] { border: 1px solid transparent; background: transparent; padding: 6px 9px; }
QPushButton[kind="plain"]:hover { background: @hover@; }
QPushButton[kind="plain"]:focus { border: 2px solid @accent@; padding: 5px 8px; }
QPushButton[kind="plain"]:checked { background: @selection@; font-weight: 600; }
QPushButton#calibration:checked { background: @selection@; font-weight: 600; border: 2px solid @accent@; }
QPushButton[kind="heading"] { border: 1px solid transparent; background: transparent; padding: 2px 5px; }
QPushButton[kind="heading"]:hover { background: @hover@; }
QPushButton[kind="heading"]:focus { border: 2px solid @accent@; padding: 1px 4px; }
QPushButton[kind="link"] {
  border: 1px solid transparent; background: transparent; color: @accent@; padding: 4px 6px;
  text-decoration: underline;
}
QPushButton[kind="link"]:focus { border: 2px solid @accent@; padding: 3px 5px; }

QFrame#rail QToolButton {
  border: 2px solid transparent; border-radius: 8px; padding: 8px 6px; margin: 2px 6px; color: @text@;
}
QFrame#rail QToolButton:hover { background: @hover@; }
QFrame#rail QToolButton:checked { background: @selection@; font-weight: 600; }
QFrame#rail QToolButton:focus { border-color: @accent@; }
QFrame#rail QToolButton:disabled { color: @disabled@; }

QLineEdit, QComboBox, QSpinBox, QDoubleSpinBox, QDateEdit {
  background: @base@; color: @text@; border: 1px solid @edge@; border-radius: 5px;
  padding: 4px 8px; min-height: 20px; selection-background-color: @accent@; selection-color: @on_accent@;
}
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus, QDateEdit:focus {
  border: 2px solid @accent@; padding: 3px 7px;
}
QLineEdit[wrong="true"] { border-color: @error_fill@; }
QLineEdit:disabled, QComboBox:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled {
  color: @disabled@; background: @window@;
}
QTableView QLineEdit { border-radius: 0; padding: 2px 6px; }
QTableView QSpinBox, QTableView QComboBox { border-radius: 0; padding: 2px 8px; }
QTableView QSpinBox:focus, QTableView QComboBox:focus { padding: 1px 7px; }
QComboBox::drop-down, QDateEdit::drop-down { border: none; width: 26px; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: url(@icons@/chevron-down.svg); width: 14px; height: 14px; }
QComboBox QAbstractItemView {
  background: @base@; color: @text@; border: 1px solid @edge@;
  selection-background-color: @selection@; selection-color: @text@;
}
QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button, QDoubleSpinBox::down-button {
  subcontrol-origin: padding; border: none; width: 24px;
}
QSpinBox::up-button, QDoubleSpinBox::up-button { subcontrol-position: top right; }
QSpinBox::down-button, QDoubleSpinBox::down-button { subcontrol-position: bottom right; }
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow {
  image: url(@icons@/chevron-up.svg); width: 12px; height: 12px;
}
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow {
  image: url(@icons@/chevron-down.svg); width: 12px; height: 12px;
}
QCheckBox { border: 2px solid transparent; border-radius: 5px; padding: 2px 4px; min-height: 22px; }
QCheckBox:focus { border-color: @accent@; }

QTableView, QListView, QTreeView, QPlainTextEdit {
  background: @base@; alternate-background-color: @window@; border: 1px solid @line@; border-radius: 6px;
  gridline-color: @line@; selection-background-color: @selection@; selection-color: @text@;
}
QTableView:focus, QListView:focus, QTreeView:focus, QPlainTextEdit:focus { border: 2px solid @accent@; }
QTableView::item, QListView::item { padding: 4px 8px; }
QTableView::item:selected, QListView::item:selected { background: @selection@; color: @text@; }
QHeaderView { background: @base@; border: none; }
QHeaderView::section {
  background: @base@; color: @muted@; border: none; border-bottom: 1px solid @edge@; padding: 6px 8px;
}
QTabBar::tab {
  padding: 7px 14px; border: none; border-bottom: 3px solid transparent; color: @muted@; background: transparent;
}
QTabBar::tab:selected { color: @text@; border-bottom-color: @accent@; font-weight: 600; }
QTabBar::tab:focus { background: @selection@; }
QTabBar::close-button { image: url(@icons@/close.svg); width: 20px; height: 20px; border-radius: 4px; }
QTabBar::close-button:hover { background: @selection@; }
QTabWidget::pane { border: none; border-top: 1px solid @line@; }
QDockWidget::title { background: @window@; padding: 6px 12px; }
QMainWindow::separator { background: @line@; height: 4px; }
QSplitter::handle { background: transparent; }
QStatusBar { background: @base@; border-top: 1px solid @line@; }
QStatusBar::item { border: none; }
QMenuBar { background: @base@; border-bottom: 1px solid @line@; padding: 2px 6px; }
QMenuBar::item { padding: 5px 10px; border-radius: 4px; background: transparent; color: @text@; }
QMenuBar::item:selected { background: @selection@; }
QMenu { background: @base@; border: 1px solid @edge@; padding: 4px; }
QMenu::item { padding: 6px 28px 6px 26px; border-radius: 4px; }
QMenu::item:selected { background: @selection@; color: @text@; }
QMenu::item:disabled { color: @disabled@; }
QMenu::separator { height: 1px; background: @line@; margin: 4px 8px; }
QProgressBar { border: 1px solid @edge@; border-radius: 5px; background: @base@; text-align: center; min-height: 20px; }
QProgressBar::chunk { background: @selection@; border-radius: 4px; }
QToolTip { background: @base@; color: @text@; border: 1px solid @edge@; padding: 4px; }

QPushButton[kind="small"] { padding: 1px 9px; min-height: 20px; border-radius: 4px; }
QPushButton[kind="small"]:focus { border: 2px solid @accent@; padding: 0px 8px; }
QLineEdit[kind="title"] {
  font-size: @size_title@; font-weight: 600; background: transparent; border: 1px solid transparent; padding: 2px 6px;
}
QLineEdit[kind="title"]:hover { border-color: @edge@; background: @base@; }
QLineEdit[kind="title"]:focus { border: 2px solid @accent@; background: @base@; padding: 1px 5px; }
QTableView QTableCornerButton::section { background: @base@; border: none; border-bottom: 1px solid @edge@; }
QListView#stages { outline: none; }
QTreeView#sheets::item { padding: 4px 4px; }
QTreeView#sheets::item:selected { background: @selection@; color: @text@; }
QTableView::indicator, QListView::indicator, QTreeView::indicator {
  width: 15px; height: 15px; border: 1px solid @edge@; border-radius: 3px; background: @base@;
}
QTableView::indicator:checked, QListView::indicator:checked, QTreeView::indicator:checked {
  image: url(@icons@/check.svg); background: @selection@;
}
QTreeView::indicator:indeterminate { image: url(@icons@/minus.svg); background: @selection@; }
QLineEdit[changed="true"] { border-left: 4px solid @accent@; padding-left: 5px; }

QTableView#recipe::item, QTableView#recipe QHeaderView::section { padding: 4px 5px; }
QWidget[role="large"] { font-size: @size_section@; }
QCheckBox::indicator:unchecked {
  width: 14px; height: 14px; border: 1px solid @edge@; border-radius: 3px; background: @base@;
}
QCheckBox::indicator:checked {
  width: 14px; height: 14px; border: 1px solid @edge@; border-radius: 3px; background: @selection@;
  image: url(@icons@/check.svg);
}
QComboBox QLineEdit, QComboBox QLineEdit:focus {
  border: none; background: transparent; padding: 0; min-height: 0;
}
QRadioButton { border: 2px solid transparent; border-radius: 5px; padding: 1px 3px; min-height: 22px; }
QRadioButton:focus { border-color: @accent@; }
QRadioButton::indicator { width: 13px; height: 13px; border-radius: 8px; }
QRadioButton::indicator:unchecked { border: 2px solid @edge@; background: @base@; }
QRadioButton::indicator:checked { width: 7px; height: 7px; border: 5px solid @accent@; background: @base@; }
QRadioButton::indicator:disabled { border-color: @disabled@; }
QTableView[rows="whole"] { border: 2px solid @line@; outline: none; }
QTableView[rows="whole"]:focus { border: 2px solid @accent@; }
"""
