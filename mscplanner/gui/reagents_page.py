"""The reagents page: every reagent that the lab knows, and its own figures beside the bundled ones."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QScrollArea, QSplitter, QVBoxLayout, QWidget

from mscplanner.domain.language import N_
from mscplanner.domain.message import Message
from mscplanner.domain.own_reagents import OwnReagents, extended
from mscplanner.domain.reagent import Catalogue, Reagent
from mscplanner.gui.entry_model import Group
from mscplanner.gui.entry_table import EntryTable
from mscplanner.gui.labels import button, row_height, text_label
from mscplanner.gui.reagent_panel import ReagentPanel
from mscplanner.gui.reagent_rows import COLUMNS, reagent_row
from mscplanner.gui.wording import Wording


class ReagentsPage(QWidget):
    """The lab's own reagents first, then the bundled ones; below, the figures of the chosen one.

    Signals: ``figure_given`` id of the reagent, fact and text of a figure that can be read;
    ``figure_reset`` id and fact; ``new_wanted``; ``remove_wanted`` id of an own reagent; ``left``.
    """

    figure_given = Signal(str, str, str)
    figure_reset = Signal(str, str)
    new_wanted = Signal()
    remove_wanted = Signal(str)
    left = Signal()

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self._wording = wording
        self._bundled, self._own = Catalogue(reagents=()), OwnReagents()
        self._known: dict[str, Reagent] = {}
        self._troubles: tuple[Message, ...] = ()
        self._editable = True
        self.search = self._search_field()
        self.new, self.remove = self._button("new_reagent", N_("New Reagent…")), self._button("remove", N_("Remove"))
        self.back = self._button("back", N_("Back"))
        self.back.clicked.connect(lambda _checked: self.left.emit())
        self.new.clicked.connect(lambda _checked: self.new_wanted.emit())
        self.remove.clicked.connect(lambda _checked: self._remove())
        self.table = EntryTable(wording, COLUMNS, 0)
        wording.bind(self.table.setAccessibleName, N_("Reagents"))
        self.panel = ReagentPanel(wording)
        self._trouble = text_label(role="warning")
        self._trouble.setObjectName("trouble")
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.table)
        self._fill()

    def show_reagents(
        self, bundled: Catalogue, own: OwnReagents, troubles: Sequence[Message] = (), editable: bool = True
    ) -> None:
        """Show the catalogue.

        Args:
            bundled: What came with the program.
            own: What the lab added.
            troubles: What of it is not used, and why.
            editable: Whether figures and reagents are taken; where the lab's own cannot be read, none are.
        """
        self._bundled, self._own, self._troubles, self._editable = bundled, own, tuple(troubles), editable
        self._known = {each.id: each for each in extended(bundled, own).reagents}
        self._fill()

    def choose(self, reagent_id: str) -> None:
        """Choose a reagent; a search that hides it is taken back."""
        if self.table.entries.line_of(reagent_id) < 0:
            self.search.clear()
        self.table.choose(reagent_id)

    def focus_search(self) -> None:
        """Put the focus into the search, its text selected."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.table.current:
                self.table.setFocus(Qt.FocusReason.TabFocusReason)
                return True
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _search_field(self) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName("search")
        field.setMaxLength(200)
        field.setClearButtonEnabled(True)
        self._wording.bind(field.setPlaceholderText, N_("Search: names in any language, other names, the id"))
        self._wording.bind(field.setAccessibleName, N_("Search"))
        field.installEventFilter(self)
        return field

    def _button(self, name: str, text: str) -> QPushButton:
        made = button()
        made.setObjectName(name)
        self._wording.bind(made.setText, text)
        return made

    def _lay_out(self) -> None:
        head, bar = QHBoxLayout(), QHBoxLayout()
        title = text_label(role="title")
        self._wording.bind(title.setText, N_("Reagents"))
        head.setSpacing(8)
        head.addWidget(title, 1)
        head.addWidget(self.new)
        head.addWidget(self.remove)
        head.addWidget(self.back)
        bar.setSpacing(10)
        bar.addWidget(self.search, 1)
        bar.addWidget(self.table.sort_box)
        area = self._scrolled = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.panel)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(10)
        split.addWidget(self.table)
        split.addWidget(area)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 1)
        self.table.setMinimumHeight(4 * row_height(self.table))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 12)
        column.setSpacing(10)
        column.addLayout(head)
        column.addLayout(bar)
        column.addWidget(self._trouble)
        column.addWidget(split, 1)

    def _connect(self) -> None:
        self.search.textChanged.connect(self.table.search)
        self.table.current_changed.connect(self._show_chosen)
        self.table.left_upwards.connect(self.focus_search)
        self.table.put_away.connect(self._remove)
        self.table.opened.connect(lambda: self.panel.figures["stock"].field.setFocus(Qt.FocusReason.TabFocusReason))
        self.panel.given.connect(self.figure_given)
        self.panel.reset.connect(self.figure_reset)
        for figure in self.panel.figures.values():
            figure.field.began.connect(partial(self._show_whole, figure.field))
        self._wording.changed.connect(self._fill)

    def _show_whole(self, field: QWidget) -> None:
        """Scroll to a field and to what will be told under it."""
        self._scrolled.ensureWidgetVisible(field, 0, 2 * row_height(field))

    def _remove(self) -> None:
        row = self.table.current
        if row and self._editable and self._own.reagent(row.id):
            self.remove_wanted.emit(row.id)

    def _fill(self) -> None:
        wording, language = self._wording, self._wording.language
        self._trouble.setText("\n".join(each.written(language) for each in self._troubles))
        self._trouble.setVisible(bool(self._troubles))
        self.new.setEnabled(self._editable)
        self.panel.let_edit(self._editable)
        rows = [(each, reagent_row(each, self._own, wording)) for each in self._known.values()]
        mine = [row for reagent, row in rows if self._own.reagent(reagent.id)]
        bundled = [row for reagent, row in rows if not self._own.reagent(reagent.id)]
        note = wording.text(N_("No reagents of your own yet. New Reagent… adds one."))
        self.table.show_groups(
            [
                Group(mine, wording.text(N_("Own reagents")), note),
                Group(bundled, wording.text(N_("Bundled catalogue"))),
            ]
        )
        self._show_chosen()

    def _show_chosen(self) -> None:
        row = self.table.current
        reagent = self._known.get(row.id) if row else None
        own = bool(reagent and self._own.reagent(reagent.id))
        self.remove.setEnabled(own and self._editable)
        remove = self._wording.text(N_("Remove"))
        self.remove.setAccessibleName(f"{remove}: {row.cells[0]}" if row and own else remove)
        self.panel.setVisible(reagent is not None)
        if reagent:
            self.panel.show_reagent(reagent, self._bundled, self._own)
