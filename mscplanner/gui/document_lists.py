"""The lists of protocols and runs: filled when they are shown, and what is asked for in them."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from mscplanner.domain.language import N_
from mscplanner.gui.wording import Wording

if TYPE_CHECKING:
    from mscplanner.gui.open_documents import OpenDocuments


class DocumentLists(QObject):
    """Fills the two lists of ``documents`` and opens what is chosen in them."""

    def __init__(self, documents: OpenDocuments, wording: Wording, today: date) -> None:
        super().__init__(documents)
        self._documents, self._wording, self._today = documents, wording, today
        self._place = "start"
        self._stale = {"protocols", "runs"}
        self._connect()

    def _connect(self) -> None:
        documents = self._documents
        desk, protocols, runs = documents.desk, documents.protocols_page, documents.runs_page
        compare = documents.comparison.compare_with_origin
        protocols.open_wanted.connect(documents.open_protocol)
        protocols.open_template_wanted.connect(documents.open_template)
        protocols.plan_wanted.connect(lambda each: desk.open_protocol(each, documents.plan_protocol))
        protocols.plan_template_wanted.connect(documents.plan_template)
        protocols.compare_wanted.connect(lambda each: desk.open_protocol(each, compare))
        protocols.history_wanted.connect(lambda each: desk.open_protocol(each, documents.show_protocol_history))
        protocols.archive_wanted.connect(self.archive)
        protocols.new_wanted.connect(documents.new_protocol)
        runs.open_wanted.connect(documents.open_run)
        runs.plan_again_wanted.connect(lambda each: desk.plan_again(each, documents.show_run))
        runs.sheets_wanted.connect(lambda each: desk.open_run(each, partial(documents.show_run, place="sheets")))
        runs.archive_wanted.connect(self.archive)
        desk.listed.connect(self._list_changed)

    def _list_changed(self) -> None:
        self._stale = {"protocols", "runs"}
        self.fill(self._place)

    def fill(self, place: str) -> None:
        """Fill the list of the place that is shown, if something changed since; the other one waits until it is."""
        self._place = place
        if place not in self._stale:
            return
        self._stale.discard(place)
        documents, desk = self._documents, self._documents.desk
        if place == "runs":
            documents.runs_page.show_entries(desk.entries("run"), desk.entries("run", archived=True), self._today)
        else:
            documents.protocols_page.show_entries(desk.entries("protocol"), desk.entries("protocol", archived=True))

    def archive(self, document_id: str, archived: bool) -> None:
        """Put a document away or bring it back, with an undo in the bar."""
        documents, desk = self._documents, self._documents.desk
        entry = next(
            (
                each
                for kind in ("protocol", "run")
                for each in desk.entries(kind, not archived)
                if each.id == document_id
            ),
            None,
        )
        self._archive(document_id, archived)
        if archived and entry:
            documents.told.emit(
                lambda: self._wording.text(
                    N_("{title} is in the archive; nothing was deleted."),
                    title=entry.name.written(self._wording.language),
                ),
                "note",
                ((N_("Undo"), partial(self._archive, document_id, False)),),
            )

    def _archive(self, document_id: str, archived: bool) -> None:
        self._documents.desk.archive(document_id, archived)
        if self._documents.stocks:
            # A run that is put away lets go of what it had reserved.
            self._documents.stocks.read()
