"""A list of entries with its search, its order, its archive, and the actions for the chosen one."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from mscplanner.domain.language import N_
from mscplanner.gui.action_row import Action, ActionRow
from mscplanner.gui.entry_model import Column, Group, Row
from mscplanner.gui.entry_table import EntryTable
from mscplanner.gui.labels import text_label
from mscplanner.gui.wording import Wording


class EntryList(QWidget):
    """Search above, table in the middle, the chosen entry and its actions below.

    ``archive_shown`` says that the other view is wanted: the entries, or the archived ones.
    """

    archive_shown = Signal(bool)
    current_changed = Signal()

    def __init__(
        self,
        wording: Wording,
        name: str,
        columns: Sequence[Column],
        sorted_by: int,
        search_hint: str,
        actions: Sequence[Action],
        archive: str = N_("Only Archived"),
    ) -> None:
        """Make an empty list.

        Args:
            wording: The language of the window.
            name: What is listed, marked with ``N_``.
            columns: The columns of the table.
            sorted_by: The column that it is sorted by at first.
            search_hint: What the search looks through, marked with ``N_``.
            actions: Buttons for the chosen entry.
            archive: What the tick is called that shows the archived ones, marked with ``N_``.
        """
        super().__init__()
        self._wording = wording
        self.table = EntryTable(wording, columns, sorted_by)
        wording.bind(self.table.setAccessibleName, name)
        self.search = self._search_field(search_hint)
        self.archive = QCheckBox()
        self.archive.setObjectName("show_archived")
        wording.bind(self.archive.setText, archive)
        self.archive.toggled.connect(self.archive_shown.emit)
        self._chosen = text_label(role="muted")
        self.buttons = ActionRow(wording, actions)
        self._stack = QStackedWidget()
        self._nothing: QWidget | None = None
        self._lay_out()
        self.table.current_changed.connect(self.current_changed)
        self.table.left_upwards.connect(self.focus_search)
        self.search.textChanged.connect(self.table.search)
        self.setFocusProxy(self.table)

    @property
    def current(self) -> Row | None:
        """The entry that is chosen."""
        return self.table.current

    @property
    def archived(self) -> bool:
        """Whether the archived entries are to be shown."""
        return self.archive.isChecked()

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Show ``groups`` in the table."""
        self._stack.setCurrentIndex(0)
        self.buttons.show()
        self.setFocusProxy(self.table)
        self.table.show_groups(groups)

    def show_empty(self, text: str, ways_on: Sequence[Action]) -> None:
        """Show ``text`` and the buttons that lead on in place of the table; both marked with ``N_``."""
        if self._nothing is None:
            self._nothing = self._empty_panel(text, ways_on)
            self._stack.addWidget(self._nothing)
        self.table.show_groups(())
        self._stack.setCurrentWidget(self._nothing)
        self.buttons.hide()
        self.setFocusProxy(self._nothing)

    def show_chosen(self, text: str) -> None:
        """Show in full what the actions act on: a cell may be too narrow for it, or left out."""
        self._chosen.setText(" · ".join([text, *self.table.hidden_texts()]) if text else "")
        self._chosen.setVisible(bool(text))

    def focus_search(self) -> None:
        """Put the focus into the search, its text selected."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current:
                self.table.setFocus(Qt.FocusReason.TabFocusReason)
                return True
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
        return super().eventFilter(watched, event)

    def _search_field(self, hint: str) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName("search")
        field.setMaxLength(200)
        field.setClearButtonEnabled(True)
        self._wording.bind(field.setPlaceholderText, hint)
        self._wording.bind(field.setAccessibleName, N_("Search"))
        field.installEventFilter(self)
        return field

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        bar = QHBoxLayout()
        bar.setSpacing(10)
        bar.addWidget(self.search, 1)
        bar.addWidget(self.table.sort_box)
        bar.addWidget(self.archive)
        column.addLayout(bar)
        self._stack.addWidget(self.table)
        column.addWidget(self._stack, 1)
        column.addWidget(self._chosen)
        column.addWidget(self.buttons)

    def _empty_panel(self, text: str, ways_on: Sequence[Action]) -> QWidget:
        panel = QFrame()
        panel.setObjectName("panel")
        column = QVBoxLayout(panel)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(14)
        label = text_label()
        self._wording.bind(label.setText, text)
        column.addWidget(label)
        row = ActionRow(self._wording, ways_on)
        panel.setFocusProxy(row[ways_on[0].name])
        column.addWidget(row)
        column.addStretch(1)
        return panel
