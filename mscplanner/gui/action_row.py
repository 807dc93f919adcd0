"""Buttons for what is chosen in a list: they go on in a second line where one is too narrow."""

from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from mscplanner.gui.labels import button
from mscplanner.gui.wording import Wording

_GAP = 8


class Action(NamedTuple):
    """One button: its object name, its text marked with ``N_``, what it does, and its kind."""

    name: str
    text: str
    pressed: Callable[[], object]
    kind: str = ""


class ActionRow(QWidget):
    """Shows actions beside each other, as many in a line as fit."""

    def __init__(self, wording: Wording, actions: Sequence[Action]) -> None:
        super().__init__()
        self._wording = wording
        self._actions = tuple(actions)
        self._subject = ""
        self._buttons: dict[str, QPushButton] = {}
        for action in actions:
            made = button(action.kind, action.pressed)
            made.setObjectName(action.name)
            made.setParent(self)
            self._buttons[action.name] = made
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        wording.changed.connect(self._name)
        self._name()

    def __getitem__(self, name: str) -> QPushButton:
        return self._buttons[name]

    def show_usable(self, usable: Collection[str], subject: str = "", hidden: Collection[str] = ()) -> None:
        """Enable the buttons named in ``usable``, and no others.

        Args:
            usable: Names of actions.
            subject: What they act on, as it is read out.
            hidden: Names of actions that have no place here.
        """
        for name, made in self._buttons.items():
            made.setEnabled(name in usable)
            made.setHidden(name in hidden)
        self._subject = subject
        self._name()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def sizeHint(self) -> QSize:
        sizes = self._sizes()
        width = sum(each.width() for each in sizes) + _GAP * max(len(sizes) - 1, 0)
        return QSize(width, max((each.height() for each in sizes), default=0))

    def minimumSizeHint(self) -> QSize:
        sizes = self._sizes()
        return QSize(*(max((side(each) for each in sizes), default=0) for side in (QSize.width, QSize.height)))

    def _sizes(self) -> list[QSize]:
        return [made.sizeHint() for made in self._buttons.values() if not made.isHidden()]

    def _name(self) -> None:
        for action in self._actions:
            text = self._wording.text(action.text)
            self._buttons[action.name].setText(text)
            self._buttons[action.name].setAccessibleName(f"{text}: {self._subject}" if self._subject else text)
        self.updateGeometry()
        self._place()

    def _place(self) -> None:
        left = top = height = 0
        for made in self._buttons.values():
            if made.isHidden():
                continue
            size = made.sizeHint()
            if left and left + size.width() > self.width():
                left, top = 0, top + height + _GAP
            made.setGeometry(QRect(left, top, size.width(), size.height()))
            left, height = left + size.width() + _GAP, size.height()
        if top + height != self.minimumHeight() or top + height != self.maximumHeight():
            self.setFixedHeight(top + height)
