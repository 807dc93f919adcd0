"""The way of paper: out to the bench, with a history of what was printed, and back in again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from mscplanner.gui.print_history import PrintHistory

if TYPE_CHECKING:
    from mscplanner.gui.actions import Commands
    from mscplanner.gui.keeper import Keeper
    from mscplanner.gui.open_documents import OpenDocuments


class PaperTrail(QObject):
    """Attends every run that is opened, and the commands of the Run menu that are about paper.

    Signals: ``told`` a text of the moment, its tone and its ways on; ``place_wanted`` carries
    ``runs`` or ``sheets``.
    """

    told = Signal(object, str, object)
    place_wanted = Signal(str)

    def __init__(self, documents: OpenDocuments, keeper: Keeper, commands: Commands, parent: QObject) -> None:
        super().__init__(parent)
        self._documents = documents
        self.history = PrintHistory(documents, keeper, self)
        self.history.place_wanted.connect(self.place_wanted)
        documents.run_opened.connect(self._attend)
        commands["print_history"].triggered.connect(lambda _checked: self.history.show())

    def _attend(self, key: str) -> None:
        pages = self._documents.run_pages(key)
        if pages:
            self.history.attend(key, pages)
