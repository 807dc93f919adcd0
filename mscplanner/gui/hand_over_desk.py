"""Hands the runs that are open over to somebody else for some days."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog

from mscplanner.domain.language import N_
from mscplanner.domain.message import message
from mscplanner.gui.hand_over_dialog import HandOverDialog
from mscplanner.planning.hand_overs import without_hand_over

if TYPE_CHECKING:
    from mscplanner.gui.actions import Commands
    from mscplanner.gui.open_documents import OpenDocuments, RunPages


class HandOverDesk(QObject):
    """Answers the command of the Run menu and the button of the chosen day. ``place_wanted`` carries ``sheets``."""

    place_wanted = Signal(str)

    def __init__(self, documents: OpenDocuments, commands: Commands, parent: QObject) -> None:
        super().__init__(parent)
        self._documents = documents
        commands["hand_over"].triggered.connect(lambda _checked: self.ask())

    def attend(self, pages: RunPages) -> None:
        """Follow the button of a run's page."""
        pages.run_page.hand_over.clicked.connect(lambda _checked: self.ask())
        pages.sheets_page.parts.hand_over_unwanted.connect(partial(self._remove, pages))

    def _remove(self, pages: RunPages, part: str) -> None:
        name = message(N_("Remove the hand-over for {days}"), days=part.partition("/")[2])
        pages.document.change(name, without_hand_over(pages.document.run, part))

    def ask(self) -> None:
        """Ask for the days, beginning with the chosen one."""
        pages = self._documents.run
        if pages:
            asked = HandOverDialog(pages.sheets_page.window(), pages.document, pages.run_page.calendar.chosen)
            asked.page_wanted.connect(partial(self._show, pages))
            # PySide hides the plain ``open`` of dialogs behind the one with a receiver.
            QDialog.open(asked)

    def _show(self, pages: RunPages, part: str) -> None:
        pages.sheets_page.tick_parts((part,))
        self.place_wanted.emit("sheets")
