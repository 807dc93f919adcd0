"""The menu from which a run of a bundled protocol is planned."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from mscplanner.gui.card import Card
from mscplanner.gui.labels import button_text
from mscplanner.gui.wording import Wording


class PlanMenu(QObject):
    """Fills ``menu`` with the titles of protocols, in the language of the window."""

    def __init__(self, menu: QMenu, wording: Wording, cards: Sequence[Card], plan: Callable[[str], object]) -> None:
        super().__init__(menu)
        self._wording = wording
        self._titles: list[tuple[QAction, Card]] = []
        for card in cards:
            action = menu.addAction("")
            action.triggered.connect(partial(plan, card.protocol_id))
            self._titles.append((action, card))
        wording.changed.connect(self._rename)
        self._rename()

    def _rename(self) -> None:
        for action, card in self._titles:
            action.setText(button_text(card.title.written(self._wording.language)))
