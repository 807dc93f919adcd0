"""The stocks page: every lot in fridge and freezer, and the form of the chosen one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QSplitter, QVBoxLayout, QWidget

from mscplanner.domain.language import N_, P_
from mscplanner.domain.message import Message
from mscplanner.domain.stockroom import Stockroom
from mscplanner.gui.action_row import Action
from mscplanner.gui.entry_list import EntryList
from mscplanner.gui.entry_model import Group, Row
from mscplanner.gui.labels import button, row_height, text_label
from mscplanner.gui.lot_book import Shelved
from mscplanner.gui.lot_form import LotForm
from mscplanner.gui.lot_rows import BY_REAGENT, COLUMNS, lot_row
from mscplanner.gui.lot_steps import LotSteps
from mscplanner.gui.wording import Wording
from mscplanner.planning.lot_states import Holding, holdings, lot_states

_TWO_SIDES = 140
"""Least width at which the form stands beside the list, in average characters."""
_FORM_SHARE, _FORM_MOST = 36, 66
"""Width of the form beside the list: percent of both, and at most so many average characters."""
_EMPTY = N_(
    "No stocks yet. A stock is a tube in your freezer or a bottle in your fridge: reagent, strength, lot, expiry, "
    "and how much is left. Runs plan with them, and reserve what they will use."
)


class StocksPage(QWidget):
    """Lots with what is left, reserved and free of them; one that cannot be used is told by shape and word.

    Signals carry the id of a lot where they are about one.
    """

    add_wanted = Signal()
    shopping_wanted = Signal()
    usual_wanted = Signal()
    duplicate_wanted = Signal(str)
    archive_wanted = Signal(str, bool)
    archive_shown = Signal(bool)
    current_changed = Signal()

    def __init__(self, wording: Wording, steps: LotSteps, today: date) -> None:
        super().__init__()
        self._wording, self._steps, self._today = wording, steps, today
        self._shelved: dict[str, Shelved] = {}
        self._holdings: dict[str, Holding] = {}
        self._rows: dict[str, tuple[object, Row]] = {}
        self._rows_of = steps.lab
        self._editable, self._stale = True, True
        self._trouble: Message | None = None
        hint = N_("Search: reagent, strength, lot number, place, supplier, run")
        self.list = EntryList(
            wording, N_("Stocks"), COLUMNS, BY_REAGENT, hint, self._actions(), archive=N_("Show Archived")
        )
        self._form: LotForm | None = None
        self.add = self._button("add_stock", N_("Add Stock"), "primary")
        self.usual = self._button("usual_stocks_wanted", N_("Take Over Usual Stocks…"))
        self.shopping = self._button("shopping_wanted", N_("Shopping List…"))
        self._counts, self._told = text_label(role="muted"), text_label(role="warning")
        self._told.setObjectName("trouble")
        self._counts.setObjectName("stock_counts")
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.list)
        # The form says it, with its shapes.
        self.list.show_chosen("")

    def show_lots(
        self, shelved: Sequence[Shelved], room: Stockroom, trouble: Message | None = None, editable: bool = True
    ) -> None:
        """Show the lots.

        Args:
            shelved: All of them, those in the archive, too.
            room: Tells what is reserved.
            trouble: Why the stocks cannot be read, if they cannot.
            editable: Whether anything can be changed.
        """
        self._shelved = {each.lot.id: each for each in shelved}
        self._holdings = dict(holdings(room))
        self._trouble, self._editable = trouble, editable
        if self._rows_of is not self._steps.lab:
            self._rows_of, self._rows = self._steps.lab, {}
        self._fill()

    @property
    def form(self) -> LotForm:
        """The form of the chosen lot, made when it is first needed: the start of the program does not wait for it."""
        if self._form is None:
            form = self._form = LotForm(self._wording, self._steps, self._today)
            self._scrolled.setWidget(form)
            form.fields.began.connect(self._begin)
        return self._form

    def hand_in(self) -> None:
        """Hand in what is half typed."""
        if self._form:
            self._form.hand_in()

    @property
    def current(self) -> str:
        """Id of the chosen lot, or ""."""
        row = self.list.current
        return row.id if row and row.id in self._shelved else ""

    @property
    def current_archived(self) -> bool:
        """Whether the chosen lot is in the archive."""
        return bool(self.current) and self._shelved[self.current].archived

    def choose(self, lot_id: str, field: str = "") -> None:
        """Choose a lot, and put the focus into one of its fields; a search that hides it is taken back."""
        shelved = self._shelved.get(lot_id)
        if shelved and shelved.archived:
            self.list.archive.setChecked(True)
        if self.list.table.entries.line_of(lot_id) < 0:
            self.list.search.clear()
        self.list.table.choose(lot_id)
        if field and self.current == lot_id:
            self.form.focus_field(field)

    def show_step(self, lot_id: str, field: str) -> None:
        """Choose the lot of a step that was undone or done again; the focus goes to its field if it is in the form.

        One that went to the archive is not followed there.
        """
        shelved = self._shelved.get(lot_id)
        if shelved and (self.list.archived or not shelved.archived):
            self.choose(lot_id, field if self._form and self._form.has_focus() else "")

    def focus_search(self) -> None:
        """Put the focus into the search, its text selected."""
        self.list.focus_search()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Insert or (control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)):
            self._want_new()
        elif control and event.key() == Qt.Key.Key_D:
            self.duplicate()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._fill()

    # Parts

    def _actions(self) -> tuple[Action, ...]:
        return (
            Action("duplicate", N_("Duplicate"), self.duplicate),
            Action("archive", N_("Archive"), self.archive),
            Action("bring_back", N_("Bring Back"), self.bring_back),
        )

    def _button(self, name: str, text: str, kind: str = "") -> QPushButton:
        made = button(kind)
        made.setObjectName(name)
        self._wording.bind(made.setText, text)
        return made

    def _lay_out(self) -> None:
        title = text_label(role="title")
        self._wording.bind(title.setText, N_("Stocks"))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(title)
        head.addSpacing(8)
        head.addWidget(self._counts, 1, Qt.AlignmentFlag.AlignBottom)
        head.addWidget(self.shopping)
        head.addWidget(self.usual)
        head.addWidget(self.add)
        area = self._scrolled = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._wording.bind(area.setAccessibleName, N_("Fields of the stock"))
        split = self._split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(12)
        split.addWidget(self.list)
        split.addWidget(area)
        split.setStretchFactor(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 12)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self._told)
        column.addWidget(split, 1)

    def _arrange(self) -> None:
        """Put the form beside the list, or below it where there is too little room."""
        wide = self.width() >= _TWO_SIDES * self.fontMetrics().averageCharWidth()
        wanted = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if self._split.orientation() != wanted or not any(self._split.sizes()):
            self._split.setOrientation(wanted)
            room = self._split.width() if wide else self._split.height()
            most = _FORM_MOST * self.fontMetrics().averageCharWidth()
            form = min(room * _FORM_SHARE // 100, most) if wide else room // 2
            self._split.setSizes([room - form, form])
        self.list.table.setMinimumHeight(3 * row_height(self.list.table))

    def _connect(self) -> None:
        self.add.clicked.connect(lambda _checked: self._want_new())
        self.usual.clicked.connect(lambda _checked: self._want_usual())
        self.shopping.clicked.connect(lambda _checked: self.shopping_wanted.emit())
        table = self.list.table
        table.opened.connect(self._enter_form)
        table.put_away.connect(self.archive)
        self.list.current_changed.connect(self._show_chosen)
        self.list.archive_shown.connect(self._show_archive)
        self._wording.changed.connect(self._fill)

    def _enter_form(self) -> None:
        self.form.focus_field()

    def _begin(self, name: str) -> None:
        """Scroll to a field and to what will be told under it; the lot stays chosen, wherever it is sorted to."""
        self.list.table.choose(self.current)
        field = self.form.fields.field(name)
        if field:
            self._scrolled.ensureWidgetVisible(field, 0, 2 * row_height(field))

    # Commands

    def _want_new(self) -> None:
        if self._editable:
            self.add_wanted.emit()

    def _want_usual(self) -> None:
        if self._editable:
            self.usual_wanted.emit()

    def duplicate(self) -> None:
        """Ask for another lot of the chosen stock."""
        if self.current and self._editable:
            self.duplicate_wanted.emit(self.current)

    def archive(self) -> None:
        """Ask for the chosen lot to be put away."""
        if self.current and self._editable and not self.current_archived:
            self.archive_wanted.emit(self.current, True)

    def bring_back(self) -> None:
        """Ask for the chosen lot to be taken out of the archive."""
        if self.current_archived and self._editable:
            self.archive_wanted.emit(self.current, False)

    # What is shown

    def _show_archive(self, shown: bool) -> None:
        self._fill()
        self.archive_shown.emit(shown)

    def _fill(self) -> None:
        # Lots change also while nobody looks: thousands of rows can wait.
        self._stale = not self.isVisible()
        if self._stale:
            return
        wording = self._wording
        self._told.setText(self._trouble.written(wording.language) if self._trouble else "")
        self._told.setVisible(self._trouble is not None)
        rows = [self._row(each) for each in self._shelved.values() if not each.archived]
        archived = [self._row(each) for each in self._shelved.values() if each.archived]
        empty = not rows and not self.list.archived
        for each in (self.add, self.usual):
            each.setVisible(not empty)
            each.setEnabled(self._editable)
        self._show_counts(rows)
        if empty:
            self._scrolled.hide()
            self.list.show_empty(_EMPTY, self._ways_on())
        elif self.list.archived:
            note = wording.text(N_("Nothing is archived. What is archived stays here and can be brought back."))
            none = wording.text(N_("No stocks yet."))
            self.list.show_groups(
                [Group(rows, wording.text(N_("Stocks")), none), Group(archived, wording.text(N_("Archived")), note)]
            )
        else:
            self.list.show_groups([Group(rows, wording.text(N_("Stocks")), elsewhere=archived)])
        self._show_chosen()
        if self._form and self._form.has_focus():
            # What is edited is seen in the list, wherever it is sorted to.
            self.list.table.scrollTo(self.list.table.currentIndex())

    def _ways_on(self) -> tuple[Action, ...]:
        return (
            Action("first_stock", N_("Add Stock"), self._want_new, "primary"),
            Action("first_usual", N_("Take Over Usual Stocks…"), self._want_usual),
        )

    def _row(self, shelved: Shelved) -> Row:
        lot, archived = shelved
        holding = self._holding(lot.id)
        made_of = (shelved, holding, self._wording.language)
        made, row = self._rows.get(lot.id, (None, None))
        if row is None or made != made_of:
            row = lot_row(lot, archived, holding, self._steps.lab, self._today, self._wording)
            self._rows[lot.id] = (made_of, row)
        return row

    def _holding(self, lot_id: str) -> Holding:
        return self._holdings.get(lot_id) or Holding(left=self._shelved[lot_id].lot.left)

    def _show_counts(self, rows: Sequence[Row]) -> None:
        counts = Counter(row.sign[1] for row in rows if row.sign)
        wording = self._wording
        parts = []
        if counts["error"]:
            cannot = P_("{count} stock cannot be used", "{count} stocks cannot be used")
            parts.append(wording.count(cannot, counts["error"]))
        if counts["warning"]:
            watch = P_("{count} stock to look at", "{count} stocks to look at")
            parts.append(wording.count(watch, counts["warning"]))
        self._counts.setText(" · ".join(parts))

    def _show_chosen(self) -> None:
        shelved = self._shelved.get(self.current)
        row = self.list.current
        hidden = ("archive",) if self.current_archived else ("bring_back",)
        usable = ("duplicate", "archive", "bring_back") if shelved and self._editable else ()
        self.list.buttons.show_usable(usable, row.cells[0] if row else "", hidden)
        if shelved:
            holding = self._holding(shelved.lot.id)
            states = lot_states(shelved.lot, holding, self._steps.lab, self._today)
            self.form.show_lot(shelved.lot, holding, states, self._editable)
        self._scrolled.setVisible(shelved is not None)
        self.current_changed.emit()
