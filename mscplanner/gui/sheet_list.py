"""Which sheets are printed: each with a box to tick, those of one day together under a box for the day."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QMenu, QPushButton, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from mscplanner.domain.language import N_
from mscplanner.domain.message import message, write_date
from mscplanner.gui.labels import button, set_tip, text_label
from mscplanner.gui.wording import Wording
from mscplanner.planning.hand_overs import hand_over_id

if TYPE_CHECKING:
    from mscplanner.planning.plan import Plan
    from mscplanner.sheets.book import Part

_PART, _TEXT = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_BESIDE_TEXT = 52
_NARROWEST, _SHARE_PERCENT = 230, 31
_GAP = 8


class SheetList(QWidget):
    """``changed`` says that other sheets are ticked, ``chosen`` carries the id of the sheet that is gone to.

    Signals: ``labels_wanted`` says that the labels are to be shown; ``hand_over_unwanted`` carries the id of the page
    of a hand-over that is taken back.

    Attributes:
        rows: A row for each day, and below it one for each of its sheets; a sheet that is alone on its day, and the
            overview, stand without.
    """

    changed = Signal()
    chosen = Signal(str)
    labels_wanted = Signal()
    hand_over_unwanted = Signal(str)

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self._wording = wording
        self._parts: tuple[Part, ...] = ()
        self._today: int | None = None
        self._outdated: Collection[str] = ()
        self._asked: Collection[str] = ()
        self.rows = QTreeWidget()
        self.rows.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.rows.customContextMenuRequested.connect(self._show_menu)
        self.rows.setObjectName("sheets")
        self.rows.setHeaderHidden(True)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.setTextElideMode(Qt.TextElideMode.ElideRight)
        wording.bind(self.rows.setAccessibleName, N_("Sheets to print"))
        self.rows.itemChanged.connect(self._ticked)
        self.rows.currentItemChanged.connect(self._gone_to)
        self._kinds: tuple[tuple[str, str, Callable[[], None]], ...] = (
            ("tick_all", N_("Tick All"), lambda: self.tick(lambda _part: True)),
            ("untick_all", N_("Untick All"), lambda: self.tick(lambda _part: False)),
            ("today", N_("Today"), lambda: self.tick(lambda part: part.day == self._today)),
            ("from_today", N_("From Today"), self._tick_from_today),
            ("only_changed", N_("Only Changed"), lambda: self.tick(lambda part: part.id in self._outdated)),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        heading = text_label(role="section")
        wording.bind(heading.setText, N_("Sheets"))
        column.addWidget(heading)
        column.addWidget(self.rows, 1)
        column.addWidget(self._wide_buttons())
        column.addWidget(self._narrow_buttons())

    def _wide_buttons(self) -> QWidget:
        self._wide, self._buttons = QWidget(), {}
        grid = QGridLayout(self._wide)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(_GAP)
        for at, (name, text, pressed) in enumerate((*self._kinds, ("labels", N_("Labels…"), self.labels_wanted.emit))):
            made = self._buttons[name] = button(pressed=pressed)
            made.setObjectName(f"sheets_{name}")
            self._wording.bind(made.setText, text)
            grid.addWidget(made, at // 2, at % 2)
        return self._wide

    def _narrow_buttons(self) -> QWidget:
        """Return what stands in the place of the buttons where these have no room beside each other."""
        self._narrow, self._menu = QWidget(), QMenu(self)
        self.menu_button, labels = QPushButton(), button(pressed=self.labels_wanted.emit)
        self._wording.bind(self.menu_button.setText, N_("Tick"))
        self._wording.bind(labels.setText, N_("Labels…"))
        self.menu_button.setMenu(self._menu)
        for name, text, pressed in self._kinds:
            action = self._menu.addAction("")
            action.setObjectName(name)
            self._wording.bind(action.setText, text)
            action.triggered.connect(lambda _checked, pressed=pressed: pressed())
        column = QVBoxLayout(self._narrow)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        column.addWidget(self.menu_button)
        column.addWidget(labels)
        return self._narrow

    def __getitem__(self, name: str) -> QPushButton:
        return self._buttons[name]

    def fit(self, page_width: int) -> None:
        """Be as wide as the texts need, but leave the preview its part of a page of ``page_width`` pixels."""
        most = max(page_width * _SHARE_PERCENT // 100, _NARROWEST)
        width = min(max(self.rows.sizeHintForColumn(0) + _BESIDE_TEXT, _NARROWEST), most)
        self.setFixedWidth(width)
        roomy = 2 * max(made.sizeHint().width() for made in self._buttons.values()) + _GAP <= width
        self._wide.setVisible(roomy)
        self._narrow.setVisible(not roomy)

    # What is shown

    def show_plan(self, plan: Plan, parts: Sequence[Part], today: int) -> None:
        """Show the sheets of a plan; what was not ticked before stays so.

        Args:
            plan: What is printed.
            parts: The parts of its book.
            today: Which day of the run is today.
        """
        unticked = {item.data(0, _PART) for item in self._sheets() if item.checkState(0) != Qt.CheckState.Checked}
        opened = {item.data(0, _TEXT) for item in self._days() if item.isExpanded()}
        self._parts, self._today = tuple(parts), today
        self._asked = {hand_over_id(each) for each in plan.run.hand_overs}
        alone = [part.day for part in parts]
        groups: dict[int, QTreeWidgetItem] = {}
        self.rows.blockSignals(True)
        self.rows.clear()
        for part in parts:
            parent: QTreeWidget | QTreeWidgetItem = self.rows
            title = part.title
            if part.day is not None and alone.count(part.day) > 1:
                parent = groups.get(part.day) or groups.setdefault(part.day, self._day(plan, part.day))
                title = message(N_("Day sheet")) if part.kind == "day" else title
            item = self._row(parent, title.written(self._wording.language))
            item.setData(0, _PART, part.id)
            item.setCheckState(0, Qt.CheckState.Unchecked if part.id in unticked else Qt.CheckState.Checked)
        for group in groups.values():
            group.setExpanded(group.data(0, _TEXT) in opened)
        self.rows.blockSignals(False)
        self._count()
        self._show_usable()

    def _day(self, plan: Plan, number: int) -> QTreeWidgetItem:
        day = plan.day(number)
        date = write_date(day.date, self._wording.language) if day else ""
        # The year is told by the tip, as in the calendar: it is the same for most of a run.
        text = ", ".join(each for each in (f"D{number}", date.partition("-")[2]) if each)
        made = self._row(self.rows, text, f"D{number}, {date}")
        font = self.rows.font()
        font.setBold(True)
        made.setFont(0, font)
        made.setData(0, _TEXT, text)
        return made

    def _row(self, parent: QTreeWidget | QTreeWidgetItem, text: str, tip: str = "") -> QTreeWidgetItem:
        item = QTreeWidgetItem(parent)
        item.setText(0, text)
        set_tip(item, tip or text)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        return item

    def menu_of(self, part: str) -> QMenu:
        """Return what can be done to a sheet: a hand-over that somebody asked for can be taken back."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if part in self._asked:
            remove = menu.addAction(self._wording.text(N_("Remove This Hand-over")))
            remove.setObjectName("remove_hand_over")
            remove.triggered.connect(lambda _checked: self.hand_over_unwanted.emit(part))
        return menu

    def _show_menu(self, at: QPoint) -> None:
        item = self.rows.itemAt(at)
        menu = self.menu_of(item.data(0, _PART) or "") if item else None
        if menu and not menu.isEmpty():
            menu.popup(self.rows.viewport().mapToGlobal(at))

    def show_outdated(self, outdated: Collection[str]) -> None:
        """Say which sheets changed since they were printed."""
        self._outdated = outdated
        self._show_usable()

    def _show_usable(self) -> None:
        usable = {
            "today": any(part.day == self._today for part in self._parts),
            "only_changed": any(part.id in self._outdated for part in self._parts),
        }
        for name, usable_now in usable.items():
            self._buttons[name].setEnabled(usable_now)
            action = next(each for each in self._menu.actions() if each.objectName() == name)
            action.setEnabled(usable_now)

    # Ticks

    def _days(self) -> Iterator[QTreeWidgetItem]:
        for at in range(self.rows.topLevelItemCount()):
            item = self.rows.topLevelItem(at)
            if item and item.childCount():
                yield item

    def _sheets(self) -> Iterator[QTreeWidgetItem]:
        for at in range(self.rows.topLevelItemCount()):
            item = self.rows.topLevelItem(at)
            if item is None:
                continue
            yield from _below(item) or (item,)

    @property
    def ticked(self) -> tuple[str, ...]:
        """The ids of the sheets that are ticked, in the order of the book."""
        on = {item.data(0, _PART) for item in self._sheets() if item.checkState(0) == Qt.CheckState.Checked}
        return tuple(part.id for part in self._parts if part.id in on)

    @property
    def every(self) -> bool:
        """Whether all sheets are ticked."""
        return len(self.ticked) == len(self._parts)

    def tick(self, wanted: Callable[[Part], bool]) -> None:
        """Tick the sheets that are ``wanted``, and no others; days that are ticked in part are opened."""
        on = {part.id for part in self._parts if wanted(part)}
        self.rows.blockSignals(True)
        for item in self._sheets():
            item.setCheckState(0, Qt.CheckState.Checked if item.data(0, _PART) in on else Qt.CheckState.Unchecked)
        self.rows.blockSignals(False)
        self._count()
        for day in self._days():
            if day.checkState(0) == Qt.CheckState.PartiallyChecked:
                day.setExpanded(True)
        first = next((each for each in self._sheets() if each.data(0, _PART) in on), None)
        if first and len(on) < len(self._parts):
            self.rows.scrollToItem(first.parent() or first)
        self.changed.emit()

    def _tick_from_today(self) -> None:
        first = self._today or 0
        self.tick(lambda part: part.day is not None and part.day >= first)

    def _ticked(self, item: QTreeWidgetItem) -> None:
        """Follow a box that somebody has clicked: that of a sheet, or that of its whole day."""
        self.rows.blockSignals(True)
        for each in _below(item):
            each.setCheckState(0, item.checkState(0))
        self.rows.blockSignals(False)
        self._count()
        self.changed.emit()

    def _count(self) -> None:
        """Tick the days as their sheets are, and say at each how many are ticked where that is not all or none."""
        states = Qt.CheckState
        self.rows.blockSignals(True)
        for day in self._days():
            whole = day.childCount()
            count = sum(each.checkState(0) == states.Checked for each in _below(day))
            state = states.Checked if count == whole else states.PartiallyChecked if count else states.Unchecked
            day.setCheckState(0, state)
            day.setText(0, f"{day.data(0, _TEXT)} ({count}/{whole})" if 0 < count < whole else day.data(0, _TEXT))
        self.rows.blockSignals(False)

    def _gone_to(self, item: QTreeWidgetItem | None) -> None:
        inside = (_below(item) or (item,)) if item else ()
        on = [each for each in inside if each.checkState(0) == Qt.CheckState.Checked]
        if on:
            self.chosen.emit(on[0].data(0, _PART))


def _below(item: QTreeWidgetItem) -> tuple[QTreeWidgetItem, ...]:
    """Return the rows below ``item``."""
    return tuple(each for each in (item.child(row) for row in range(item.childCount())) if each)
