"""The stages of a protocol as a list, before them the entry for everything outside the stages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QDropEvent, QIcon, QKeyEvent, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from mscplanner.domain.language import N_
from mscplanner.gui.entry_menu import EntryMenu
from mscplanner.gui.labels import button, row_height, text_label
from mscplanner.gui.marks import severity_icon
from mscplanner.gui.protocol_steps import ProtocolSteps
from mscplanner.gui.wording import Wording

_SIGN = 16


class StageLine(NamedTuple):
    """One line: its text, what is read out, and the worst severity of its findings, or ""."""

    text: str
    spoken: str
    severity: str


class _Stages(QListWidget):
    """The list itself; row 0 is the protocol, each row after it a stage."""

    add_wanted = Signal()
    remove_wanted = Signal()
    duplicate_wanted = Signal()
    move_wanted = Signal(int, int)
    menu_wanted = Signal(object)
    enter_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        control = held == Qt.KeyboardModifier.ControlModifier
        enters = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and held == Qt.KeyboardModifier.AltModifier:
            self.move_wanted.emit(self.currentRow(), self.currentRow() + (1 if key == Qt.Key.Key_Down else -1))
        elif (key == Qt.Key.Key_Insert and not held) or (enters and control):
            self.add_wanted.emit()
        elif key == Qt.Key.Key_Delete and not held:
            self.remove_wanted.emit()
        elif key == Qt.Key.Key_D and control:
            self.duplicate_wanted.emit()
        elif enters and not held:
            self.enter_wanted.emit()
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        # The document moves the stage; the list only shows it.
        place = event.position().toPoint()
        item = self.itemAt(place)
        to = self.row(item) if item else self.count()
        if item and place.y() > self.visualItemRect(item).center().y():
            to += 1
        row = self.currentRow()
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        self.move_wanted.emit(row, to - 1 if to > row else to)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())


class StageList(QWidget):
    """Chooses a stage (-1: the protocol itself), and adds, moves, copies and removes stages."""

    chosen = Signal(int)
    enter_wanted = Signal()

    def __init__(self, wording: Wording, steps: ProtocolSteps) -> None:
        super().__init__()
        self._wording, self._steps = wording, steps
        self._lines: tuple[StageLine, ...] = ()
        self.list = _Stages()
        self.list.setObjectName("stages")
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setIconSize(QSize(_SIGN, _SIGN))
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        wording.bind(self.list.setAccessibleName, N_("Stages"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._heading())
        column.addWidget(self.list, 1)
        column.addWidget(self._foot())
        self.list.currentRowChanged.connect(lambda row: self.chosen.emit(row - 1))
        self.list.add_wanted.connect(self.add_stage)
        self.list.remove_wanted.connect(self.remove_stage)
        self.list.duplicate_wanted.connect(self.duplicate_stage)
        self.list.move_wanted.connect(self._move_rows)
        self.list.menu_wanted.connect(lambda place: self.menu().show_at(place))
        self.list.enter_wanted.connect(self.enter_wanted)

    def _heading(self) -> QHBoxLayout:
        row = QHBoxLayout()
        title = text_label(role="section", wrap=False)
        self._wording.bind(title.setText, N_("Stages"))
        row.addWidget(title, 1)
        return row

    def _foot(self) -> QWidget:
        self._buttons = QWidget()
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        add = button(pressed=self.add_stage)
        add.setObjectName("add_stage")
        self._wording.bind(add.setText, N_("Add Stage"))
        more = button(pressed=lambda: self.menu().show_at(more.mapToGlobal(more.rect().bottomLeft())))
        more.setObjectName("stage_menu")
        self._wording.bind(more.setText, N_("More"))
        self._wording.bind(more.setAccessibleName, N_("More for the chosen stage"))
        row.addWidget(add)
        row.addWidget(more)
        row.addStretch(1)
        return self._buttons

    @property
    def at(self) -> int:
        """The stage that is chosen, from 0; -1 for the protocol itself."""
        return max(self.list.currentRow(), 0) - 1

    def show_lines(self, lines: Sequence[StageLine], again: bool = False) -> None:
        """Show a line for the protocol and one for each stage; the chosen place stays chosen."""
        before, self._lines = self._lines, tuple(lines)
        if again:
            # The style sheet's least height of a button knows nothing of larger text.
            self._buttons.setMinimumHeight(self._buttons.sizeHint().height())
        while self.list.count() > len(lines):
            self.list.takeItem(self.list.count() - 1)
        for row, line in enumerate(lines):
            if row >= self.list.count():
                self.list.addItem(QListWidgetItem())
            elif not again and row < len(before) and before[row] == line:
                continue
            self._write(self.list.item(row), line)
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)

    def _write(self, item: QListWidgetItem, line: StageLine) -> None:
        item.setText(line.text)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, line.spoken)
        item.setIcon(severity_icon(line.severity, _SIGN) if line.severity else _no_sign())
        item.setSizeHint(QSize(0, row_height(self.list)))

    def choose(self, at: int) -> None:
        """Choose stage ``at``, or the protocol itself (-1)."""
        self.list.setCurrentRow(min(max(at, -1), self.list.count() - 2) + 1)

    # What can be done with a stage

    def add_stage(self) -> None:
        """Put an empty stage in behind the chosen one; behind all where the protocol is chosen."""
        to = self.at + 1 if self.at >= 0 else self.list.count() - 1
        self._steps.add_stage(to)
        self.choose(to)
        self.enter_wanted.emit()

    def duplicate_stage(self) -> None:
        """Put a copy of the chosen stage behind it."""
        if self.at >= 0:
            self._steps.duplicate_stage(self.at)
            self.choose(self.at + 1)

    def remove_stage(self) -> None:
        """Remove the chosen stage."""
        at = self.at
        if at >= 0:
            self._steps.remove_stage(at)
            self.choose(min(at, self.list.count() - 2))

    def move_stage(self, step: int) -> None:
        """Move the chosen stage up (-1) or down (1)."""
        self._move_rows(self.list.currentRow(), self.list.currentRow() + step)

    def _move_rows(self, row: int, to: int) -> None:
        if row > 0 and 0 < to < self.list.count() and row != to:
            self._steps.move_stage(row - 1, to - 1)
            self.choose(to - 1)

    def menu(self) -> EntryMenu:
        """Return the menu of the chosen stage."""
        menu, text, at = EntryMenu(self), self._wording.text, self.at
        menu.entry(text(N_("Add Stage")), self.add_stage, "Ins")
        menu.entry(text(N_("Duplicate")), self.duplicate_stage, "Ctrl+D", at >= 0)
        menu.entry(text(N_("Move Up")), lambda: self.move_stage(-1), "Alt+Up", at > 0)
        menu.entry(text(N_("Move Down")), lambda: self.move_stage(1), "Alt+Down", 0 <= at < self.list.count() - 2)
        menu.entry(text(N_("Remove")), self.remove_stage, "Del", at >= 0)
        return menu


def _no_sign() -> QIcon:
    picture = QPixmap(_SIGN, _SIGN)
    picture.fill(Qt.GlobalColor.transparent)
    return QIcon(picture)
