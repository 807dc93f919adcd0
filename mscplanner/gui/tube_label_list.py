"""Which labels are printed: each with a box to tick, in groups that are ticked as a whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from mscplanner.domain.language import N_
from mscplanner.gui.labels import button, guard_wheel, set_tip, text_label
from mscplanner.gui.wording import Wording
from mscplanner.planning.tube_labels import LABEL_KINDS, TubeLabel, lacking_text

_ID, _GROUP = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_INDENT = "    "


class TubeLabelList(QWidget):
    """``changed`` says that other labels are ticked.

    Attributes:
        grouping: ``kind`` or ``day``.
        rows: A row for each group, and below it one for each of its labels.
    """

    changed = Signal()

    def __init__(self, wording: Wording, today: int) -> None:
        super().__init__()
        self._wording, self._today = wording, today
        self._labels: tuple[TubeLabel, ...] = ()
        self._unticked: set[str] = set()
        self.rows = QListWidget()
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.rows.setAccessibleName(wording.text(N_("Labels to print")))
        self.rows.itemChanged.connect(self._ticked)
        self.grouping = QComboBox()
        guard_wheel(self.grouping)
        self.grouping.setAccessibleName(wording.text(N_("In groups by")))
        for name, text in (("kind", N_("By kind")), ("day", N_("By day"))):
            self.grouping.addItem(wording.text(text), name)
        self.grouping.currentIndexChanged.connect(lambda _at: self._fill())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(text_label(wording.text(N_("Labels")), "section"))
        column.addWidget(self.grouping)
        column.addWidget(self.rows, 1)
        column.addLayout(self._buttons())

    def _buttons(self) -> QVBoxLayout:
        column, row = QVBoxLayout(), QHBoxLayout()
        self.tick_all = button(pressed=lambda: self.tick(lambda _label: True))
        self.untick_all = button(pressed=lambda: self.tick(lambda _label: False))
        self.todays = button(pressed=lambda: self.tick(lambda label: label.day == self._today))
        for made, text in (
            (self.tick_all, N_("Tick All")),
            (self.untick_all, N_("Untick All")),
            (self.todays, N_("Only Today's")),
        ):
            made.setText(self._wording.text(text))
            made.setAutoDefault(False)
        row.addWidget(self.tick_all)
        row.addWidget(self.untick_all)
        column.addLayout(row)
        column.addWidget(self.todays)
        return column

    def show_labels(self, labels: Sequence[TubeLabel]) -> None:
        """Show the labels of a run; what was not ticked before stays so."""
        self._labels = tuple(labels)
        self.todays.setEnabled(any(label.day == self._today for label in self._labels))
        self._fill()

    @property
    def chosen(self) -> tuple[TubeLabel, ...]:
        """The labels that are ticked, in the order of the days."""
        return tuple(label for label in self._labels if label.id not in self._unticked)

    def tick(self, wanted: Callable[[TubeLabel], bool]) -> None:
        """Tick the labels that are ``wanted``, and no others."""
        self._unticked = {label.id for label in self._labels if not wanted(label)}
        self._show_ticks()
        self.changed.emit()

    # Rows

    def _groups(self) -> dict[str, list[TubeLabel]]:
        found: dict[str, list[TubeLabel]] = {}
        by_day = self.grouping.currentData() == "day"
        kinds = list(LABEL_KINDS)
        ordered = self._labels if by_day else sorted(self._labels, key=lambda label: kinds.index(label.kind))
        for label in ordered:
            name = f"D{label.day}" if by_day else self._wording.text(LABEL_KINDS[label.kind])
            found.setdefault(name, []).append(label)
        return found

    def _fill(self) -> None:
        self.rows.blockSignals(True)
        self.rows.clear()
        for name, labels in self._groups().items():
            self._add(name, "", name)
            for label in labels:
                self._add(self._told(label), label.id, name)
        self.rows.blockSignals(False)
        self._show_ticks()

    def _add(self, text: str, label_id: str, group: str) -> None:
        item = QListWidgetItem(text)
        item.setData(_ID, label_id)
        item.setData(_GROUP, group)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        if not label_id:
            font = self.rows.font()
            font.setBold(True)
            item.setFont(font)
        else:
            set_tip(item, text.strip())
        self.rows.addItem(item)

    def _told(self, label: TubeLabel) -> str:
        language = self._wording.language
        parts = [label.code.written(language), f"D{label.day}", label.contents.written(language)]
        parts += [lacking_text(label.lacking).written(language)] if label.lacking else []
        if self.grouping.currentData() == "day":
            del parts[1]
        return _INDENT + " · ".join(part for part in parts if part)

    def _items(self) -> list[QListWidgetItem]:
        return [self.rows.item(row) for row in range(self.rows.count())]

    def _show_ticks(self) -> None:
        """Tick the rows as the labels are, and say at each group how many are."""
        self.rows.blockSignals(True)
        items, states = self._items(), Qt.CheckState
        for item in items:
            name = item.data(_GROUP)
            inside = [each.data(_ID) for each in items if each.data(_GROUP) == name and each.data(_ID)]
            if item.data(_ID):
                item.setCheckState(states.Unchecked if item.data(_ID) in self._unticked else states.Checked)
                continue
            count = sum(each not in self._unticked for each in inside)
            item.setCheckState(states.Checked if count == len(inside) else states.Unchecked)
            text = name if count in (0, len(inside)) else f"{name} ({count}/{len(inside)})"
            item.setText(text)
        self.rows.blockSignals(False)

    def _ticked(self, item: QListWidgetItem) -> None:
        """Follow a box that somebody has clicked: that of a label, or that of its whole group."""
        on = item.checkState() == Qt.CheckState.Checked
        same = [each.data(_ID) for each in self._items() if each.data(_GROUP) == item.data(_GROUP)]
        ids = {item.data(_ID)} if item.data(_ID) else set(same)
        self._unticked = self._unticked - ids if on else self._unticked | (ids - {""})
        self._show_ticks()
        self.changed.emit()
