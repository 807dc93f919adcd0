"""The shopping page: which runs are in it, what has to be ordered first, and how each reagent is bought."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from mscplanner.domain.lab import Lab
from mscplanner.domain.language import N_, P_
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.message import Message, message
from mscplanner.domain.quantity import format_quantity
from mscplanner.domain.stockroom import Product
from mscplanner.gui.action_row import Action, ActionRow
from mscplanner.gui.entry_model import Group
from mscplanner.gui.entry_table import EntryTable
from mscplanner.gui.labels import button, row_height, text_label
from mscplanner.gui.preferences import Preferences
from mscplanner.gui.product_form import ProductForm
from mscplanner.gui.shopping_output import ShoppingOutput
from mscplanner.gui.shopping_rows import BY_STATE, COLUMNS, amount_text, item_id, item_row, plastic_row
from mscplanner.gui.wording import Wording
from mscplanner.planning.equivalents import Thing
from mscplanner.planning.shared_batches import SharedBatch
from mscplanner.planning.shopping_items import RunShare, ShoppingItem, ShoppingList

_CHOICE = Qt.ItemDataRole.UserRole
_RUNS_WIDTH = 26
"""Width of the runs, in average characters."""
_TWO_SIDES = 80
"""Least width beside the runs at which the form stands beside what is told of an item, in average characters."""
_BESIDE_TEXT = 60
"""What a tick box and the edges of the list take, in pixels."""
_HANDED_OUT = ("save_pdf", "save_spreadsheet", "save_csv", "print")


class RunChoice(NamedTuple):
    """A run that can be on the list: id of its document, its number, what it is, and its days."""

    id: str
    number: str
    title: LocalText
    days: str


class ShoppingPage(QWidget):
    """Shows a shopping list; it computes nothing.

    Signals: ``runs_chosen`` the ids of the ticked runs; ``product_changed`` a ``Product``;
    ``plan_wanted`` that a run is to be planned first; ``told`` a ``Message`` and its tone; ``left`` that
    the page is to be closed; ``seen`` that it comes into sight.
    """

    runs_chosen = Signal(object)
    product_changed = Signal(object)
    plan_wanted = Signal()
    told = Signal(object, str)
    left = Signal()
    seen = Signal()

    def __init__(self, wording: Wording, preferences: Preferences) -> None:
        super().__init__()
        self._wording = wording
        self._listed: ShoppingList | None = None
        self._shared: tuple[SharedBatch, ...] = ()
        self._lab: Lab | None = None
        self._choices: tuple[RunChoice, ...] = ()
        self.output = ShoppingOutput(wording, preferences, self)
        self.output.told.connect(self.told)
        self.runs = QListWidget()
        self.table = EntryTable(wording, COLUMNS, BY_STATE)
        self.form = ProductForm(wording)
        self.buttons = ActionRow(wording, self._actions())
        self._counts = text_label(role="muted")
        self._counts.setObjectName("shopping_counts")
        self._saving = text_label(role="note")
        self._saving.setObjectName("shared_batches")
        self._notes = text_label(role="warning")
        self._notes.setObjectName("shopping_notes")
        self._name = text_label(role="section")
        self._told = text_label(selectable=True)
        self._told.setObjectName("chosen_item")
        self._stack = QStackedWidget()
        self._lay_out()
        self.runs.itemChanged.connect(self._choose_runs)
        self.table.current_changed.connect(self._show_chosen)
        self.table.opened.connect(self._enter_form)
        self.form.product_changed.connect(self.product_changed)
        wording.changed.connect(self._renew)
        self.setFocusProxy(self.table)

    # What is shown

    def show_runs(self, choices: Sequence[RunChoice], chosen: Collection[str]) -> None:
        """Show the runs that can be on the list, those that are on it ticked."""
        self._choices = tuple(choices)
        self._fill_runs(chosen)
        self._stack.setCurrentIndex(0 if choices else 1)
        self.table.sort_box.setVisible(bool(choices))

    def show_list(self, listed: ShoppingList, shared: tuple[SharedBatch, ...], lab: Lab) -> None:
        """Show a list and what its runs could share.

        Args:
            listed: Made of the ticked runs.
            shared: Batches that they could make together.
            lab: Reads what is typed about packs.
        """
        self._listed, self._shared, self._lab = listed, shared, lab
        self.output.take(listed if listed.runs else None, shared)
        self._fill()

    def show_waiting(self) -> None:
        """Show that the ticked runs are being planned; nothing can be handed out until then."""
        self._listed, self._shared = None, ()
        self.output.take(None)
        self.buttons.show_usable(())
        self._counts.setText(self._wording.text(N_("The runs are being planned…")))

    @property
    def chosen_runs(self) -> tuple[str, ...]:
        """Ids of the runs that are ticked."""
        items = (self.runs.item(row) for row in range(self.runs.count()))
        return tuple(item.data(_CHOICE) for item in items if item.checkState() == Qt.CheckState.Checked)

    @property
    def current(self) -> ShoppingItem | None:
        """The reagent that is chosen in the table."""
        row, items = self.table.current, self._listed.items if self._listed else ()
        return next((item for item in items if row and item_id(item) == row.id), None)

    def hand_in(self) -> None:
        """Hand in what is half typed."""
        self.form.hand_in()

    def _enter_form(self) -> None:
        pack = self.form.fields.field("pack")
        if self.form.isVisible() and pack:
            self.form.fields.focus_field("pack")
            self._area.ensureWidgetVisible(pack)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Put the form beside what is told of the item, or below it where there is too little room."""
        direction = QBoxLayout.Direction
        room = self.width() - self.runs.width()
        wide = room >= _TWO_SIDES * self.fontMetrics().averageCharWidth()
        self._sides.setDirection(direction.LeftToRight if wide else direction.TopToBottom)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Not while Qt is showing the page: a fault in the middle of that would end the program.
        QTimer.singleShot(0, self, self.seen.emit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Close):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    # Parts

    def _actions(self) -> tuple[Action, ...]:
        output = self.output
        return (
            Action("save_pdf", N_("Save PDF…"), output.ask_pdf),
            Action("save_spreadsheet", N_("Save Spreadsheet…"), output.ask_spreadsheet),
            Action("save_csv", N_("Save CSV…"), output.ask_csv),
            Action("print", N_("Print…"), output.print_list, "primary"),
        )

    def _lay_out(self) -> None:
        title = text_label(role="title", wrap=False)
        self._wording.bind(title.setText, N_("Shopping list"))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(title)
        head.addSpacing(8)
        head.addWidget(self._counts, 1, Qt.AlignmentFlag.AlignBottom)
        head.addWidget(self.table.sort_box)
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addLayout(self._runs_column())
        row.addWidget(self._table_and_details(), 1)
        whole = QWidget()
        lines = QVBoxLayout(whole)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        lines.addWidget(body, 1)
        lines.addLayout(self._foot())
        self._stack.addWidget(whole)
        self._stack.addWidget(self._empty_panel())
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 14, 24, 10)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._notes)
        column.addWidget(self._stack, 1)

    def _runs_column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(6)
        heading = self._runs_heading = text_label(role="strong")
        self._wording.bind(heading.setText, N_("Runs on the list"))
        self._wording.bind(self.runs.setAccessibleName, N_("Runs on the list"))
        self.runs.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.runs.setWordWrap(True)
        self.runs.setSpacing(2)
        column.addWidget(heading)
        column.addWidget(self.runs, 1)
        column.addWidget(self._saving)
        return column

    def _table_and_details(self) -> QWidget:
        self._wording.bind(self.table.setAccessibleName, N_("Shopping list"))
        details = QWidget()
        details.setObjectName("page")
        told = QVBoxLayout()
        told.setSpacing(4)
        told.addWidget(self._name)
        told.addWidget(self._told)
        told.addStretch(1)
        sides = self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight, details)
        sides.setContentsMargins(2, 4, 2, 2)
        sides.setSpacing(16)
        sides.addLayout(told, 1)
        sides.addWidget(self.form, 1)
        area = self._area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(details)
        self._wording.bind(area.setAccessibleName, N_("The chosen item"))
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(8)
        split.addWidget(self.table)
        split.addWidget(area)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 1)
        # Neither list nor form is ever squeezed to nothing.
        self.table.setMinimumHeight(4 * row_height(self.table))
        area.setMinimumHeight(6 * row_height(area))
        return split

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.output.paper)
        foot.addWidget(self.output.language)
        foot.addWidget(self.buttons, 1)
        return foot

    def _empty_panel(self) -> QWidget:
        panel = QFrame()
        panel.setObjectName("panel")
        column = QVBoxLayout(panel)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(14)
        label = text_label()
        text = N_("No run is planned. A shopping list adds up what runs take, so plan a run first.")
        self._wording.bind(label.setText, text)
        way_on = button("primary", self.plan_wanted.emit)
        way_on.setObjectName("plan_first")
        self._wording.bind(way_on.setText, N_("Choose a Protocol"))
        column.addWidget(label)
        column.addWidget(way_on, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return panel

    # Filling

    def _renew(self) -> None:
        self._fill_runs(self.chosen_runs)
        self._fill()

    def _fill_runs(self, chosen: Collection[str]) -> None:
        language = self._wording.language
        for each in (self._runs_heading, self.runs, self._saving):
            each.setFixedWidth(_RUNS_WIDTH * self.fontMetrics().averageCharWidth() + 24)
        self.runs.blockSignals(True)
        self.runs.clear()
        for choice in self._choices:
            text = f"{choice.number}\n{choice.days}\n{choice.title.written(language)}"
            item = QListWidgetItem(text)
            item.setSizeHint(self._room_for(text))
            item.setData(_CHOICE, choice.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if choice.id in chosen else Qt.CheckState.Unchecked)
            self.runs.addItem(item)
        self.runs.blockSignals(False)
        self._arrange()

    def _room_for(self, text: str) -> QSize:
        """Return the room of a run in its list: Qt leaves too little where Chinese goes on in a second line."""
        width = self.runs.width() - _BESIDE_TEXT
        lines = self.runs.fontMetrics().boundingRect(
            QRect(0, 0, width, 10_000), int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere), text
        )
        return QSize(width, lines.height() + self.runs.fontMetrics().height())

    def _choose_runs(self) -> None:
        self.runs_chosen.emit(self.chosen_runs)

    def _fill(self) -> None:
        listed, wording = self._listed, self._wording
        if listed is None:
            return
        items = [item_row(item, wording) for item in listed.items]
        plastics = [plastic_row(item, wording) for item in listed.plastics]
        none = wording.text(N_("Tick a run to see what it takes."))
        groups = [Group(items, wording.text(N_("Reagents")), none)]
        if plastics:
            groups.append(Group(plastics, wording.text(N_("Plastics"))))
        self.table.show_groups(groups)
        self._counts.setText(self._count_text(listed))
        self._notes.setText("\n".join(note.written(wording.language) for note in listed.notes))
        self._notes.setVisible(bool(listed.notes))
        self._saving.setText(self._saving_text())
        self._saving.setVisible(bool(self._shared))
        self.buttons.show_usable(_HANDED_OUT if listed.runs else ())
        self._show_chosen()

    def _count_text(self, listed: ShoppingList) -> str:
        missing = listed.missing
        late = sum(item.purchase.late for item in missing if item.purchase)
        if not missing:
            return self._wording.text(N_("Everything is on hand.")) if listed.items else ""
        parts = [self._wording.count(P_("{count} item to buy", "{count} items to buy"), len(missing))]
        if late:
            parts.append(self._wording.count(P_("{count} of them late", "{count} of them late"), late))
        if listed.order_by:
            first = message(N_("first order by {day}"), day=listed.order_by)
            parts.append(first.written(self._wording.language))
        return " · ".join(parts)

    def _saving_text(self) -> str:
        saved = sum({batch.code: batch.saves for batch in self._shared}.values())
        texts = P_(
            "{count} making can be saved: PDF and spreadsheet name the batches that these runs can share.",
            "{count} makings can be saved: PDF and spreadsheet name the batches that these runs can share.",
        )
        return self._wording.count(texts, saved) if self._shared else ""

    def _show_chosen(self) -> None:
        item, lab = self.current, self._lab
        self.form.setVisible(item is not None)
        self._name.setText(self._title(item) if item else "")
        lines = _details(item) if item else self._vessel_lines()
        self._told.setText("\n".join(line.written(self._wording.language) for line in lines))
        if item and lab:
            thing = Thing(item.reagent, item.strength, item.kind == "powder")
            self.form.show_product(item.product or Product(reagent=item.reagent), thing, lab)

    def _title(self, item: ShoppingItem) -> str:
        name = item.name.written(self._wording.language)
        return f"{name}, {format_quantity(item.strength)}" if item.strength else name

    def _vessel_lines(self) -> tuple[Message, ...]:
        row, plastics = self.table.current, self._listed.plastics if self._listed else ()
        chosen = next((each for each in plastics if row and row.id == f"vessel:{each.vessel}"), None)
        shares = chosen.shares if chosen else ()
        return tuple(message(N_("{run}: {amount}"), run=run, amount=str(count)) for run, count in shares)


def _details(item: ShoppingItem) -> tuple[Message, ...]:
    """Return what is to be known of an item: by run, what is on hand, what is bought, what does not count."""
    lines = [_share(share) for share in item.shares]
    if item.assumed and item.strength:
        lines.append(message(N_("{strength} is assumed: compare it with the tube"), strength=item.strength))
    lines += [message(N_("On hand: {lot}"), lot=use.text) for use in item.lots]
    if item.purchase:
        buy = item.purchase
        lead = N_("Missing: {amount}; {days} d to deliver (lab setting)")
        lead = lead if buy.lab_lead else N_("Missing: {amount}; {days} d to deliver")
        lines.append(message(lead, amount=amount_text(buy.missing), days=buy.lead_days))
    lines += [
        message(N_("Not counted: lot {lot}: {reason}"), lot=each.lot.number or "—", reason=each.reason)
        for each in item.left
    ]
    return tuple(lines)


def _share(share: RunShare) -> Message:
    amount, day = amount_text(share.amount), share.first
    if share.first_day == share.last_day:
        text = N_("{run}: {amount}, D{first}, {day}")
        return message(text, run=share.run, amount=amount, first=share.first_day, day=day)
    text = N_("{run}: {amount}, D{first} to D{last}, first {day}")
    return message(text, run=share.run, amount=amount, first=share.first_day, last=share.last_day, day=day)
