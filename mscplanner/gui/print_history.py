"""What was printed or saved of the runs that are open: kept, counted, shown, and printed again."""

from __future__ import annotations

import hashlib
import uuid
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog

from mscplanner import __version__
from mscplanner.domain.run import Run
from mscplanner.gui.desk import PRINT_NOTE, Desk
from mscplanner.gui.page_output import Handed, PageOutput
from mscplanner.gui.print_again import PrintAgain
from mscplanner.gui.print_history_dialog import PrintHistoryDialog
from mscplanner.planning.lot_checks import lots_looked_at

if TYPE_CHECKING:
    from mscplanner.domain.protocol import Protocol
    from mscplanner.gui.keeper import Keeper
    from mscplanner.gui.open_documents import OpenDocuments, RunPages
    from mscplanner.library.entry import HandOut, Version
    from mscplanner.library.library import Library


class _Going:
    """What is on its way out: it is kept once its version is made and it is out."""

    def __init__(self, handed: Handed) -> None:
        self.handed = handed
        self.version: Version | None = None
        self.out = False


class PrintHistory(QObject):
    """Attends the sheets and labels of every open run.

    Signals: ``place_wanted`` carries ``sheets``; ``kept`` the key of a run that has one hand-out more;
    ``labels_wanted`` says that the labels of the current run are to be shown.
    """

    place_wanted = Signal(str)
    labels_wanted = Signal()
    kept = Signal(str)

    def __init__(self, documents: OpenDocuments, keeper: Keeper, parent: QObject) -> None:
        super().__init__(parent)
        self._documents, self._keeper = documents, keeper
        self._known: dict[str, tuple[HandOut, ...]] = {}
        self._going: list[_Going] = []
        self._shown: dict[str, PrintHistoryDialog] = {}

    @property
    def _desk(self) -> Desk:
        return self._documents.desk

    def known(self, key: str) -> tuple[HandOut, ...]:
        """Return what was handed out of the open run ``key``, newest first."""
        return self._known.get(key, ())

    def attend(self, key: str, pages: RunPages) -> None:
        """Follow what goes out of a run that was opened."""
        output = pages.sheets_page.output
        output.handing_out.connect(partial(self._begin, key))
        output.handed_out.connect(partial(self._note_out, key))
        pages.sheets_page.options.history_wanted.connect(partial(self.show, key))
        self.read(key)

    def attend_labels(self, key: str, output: PageOutput) -> None:
        """Follow what goes out of the labels of the open run ``key``; a calibration page is none of them."""

        def begin(handed: Handed) -> None:
            if handed.book.label_printing:
                self._begin(key, handed)

        output.handing_out.connect(begin)
        output.handed_out.connect(partial(self._note_out, key))

    def read(self, key: str) -> None:
        """Take in what the library has, also what others printed meanwhile."""
        held = self._desk.held(key)
        if held and held.revision:
            self._keeper.ask(
                lambda library: library.hand_outs(held.id), partial(self._take, key), self._desk.refused.emit
            )

    def _take(self, key: str, known: tuple[HandOut, ...]) -> None:
        self._known[key] = known
        pages = self._documents.run_pages(key)
        if pages:
            pages.sheets_page.show_known(known)
        if key in self._shown:
            self._shown[key].show_known(known)

    # Keeping

    def _begin(self, key: str, handed: Handed) -> None:
        going = _Going(handed)
        self._going.append(going)

        def made(version: Version) -> None:
            going.version = version
            self._keep_if_out(key, going)

        self._desk.make_version(key, f"{PRINT_NOTE}{handed.book.plan.run.number}", made)

    def _note_out(self, key: str, handed: Handed) -> None:
        for going in tuple(self._going):
            if going.handed is handed:
                going.out = True
                self._keep_if_out(key, going)

    def _keep_if_out(self, key: str, going: _Going) -> None:
        # A printer is slower than the library, and may not take the pages at all.
        if going.out and going.version:
            self._going.remove(going)
            self._keep(key, going.handed, going.version.document, going.version.id)

    def _keep(self, key: str, handed: Handed, run: str, version: str) -> None:
        def work(library: Library) -> tuple[HandOut, ...]:
            library.add_hand_out(self._hand_out(handed, run, version))
            return library.hand_outs(run)

        def then(known: tuple[HandOut, ...]) -> None:
            self._take(key, known)
            self.kept.emit(key)

        self._keeper.ask(work, then, self._desk.refused.emit)

    def _hand_out(self, handed: Handed, run: str, version: str) -> HandOut:
        from mscplanner.library.entry import HandOut
        from mscplanner.sheets.job import document_code

        book, stamp = handed.book, self._keeper.stamp()
        printing = book.label_printing or book.printing
        return HandOut(
            id=uuid.uuid4().hex,
            run=run,
            version=version,
            at=stamp.at,
            by=stamp.author,
            kind=handed.kind,
            draft=book.printing.draft,
            code=document_code(book.plan),
            plan_revision=book.plan.run.revision,
            copy_number=book.printing.copy_number,
            parts=handed.parts,
            pages=handed.pages,
            paper=book.printing.paper,
            language=book.printing.language,
            printing=printing.model_dump_json(),
            program=__version__,
            bytes_digest=hashlib.sha256(book.data).hexdigest(),
            stockroom=lots_looked_at(book.plan.run, book.stockroom),
            labels=book.labels,
        )

    # Showing

    def show(self, key: str = "") -> None:
        """Show the print history of the open run ``key``, or of the current one."""
        pages = self._documents.run_pages(key) if key else self._documents.run
        if pages is None:
            return
        key = self._desk.key_of(pages.document)
        shown = PrintHistoryDialog(pages.sheets_page.window(), pages.document.wording, pages.document.run)
        shown.show_known(self.known(key))
        self._shown[key] = shown
        again = PrintAgain(shown, pages.document.wording, shown)
        shown.again_wanted.connect(lambda hand_out, kind: self._begin_again(again, hand_out, kind))
        shown.sheets_wanted.connect(partial(self._show_sheets, pages))
        shown.labels_wanted.connect(self.labels_wanted)
        again.output.handed_out.connect(partial(self._keep_again, key, again))
        shown.finished.connect(lambda _result: self._put_away(key, again))
        # PySide hides the plain ``open`` of dialogs behind the one with a receiver.
        QDialog.open(shown)
        self.read(key)

    def _put_away(self, key: str, again: PrintAgain) -> None:
        self._shown.pop(key, None)
        again.finish()

    def _begin_again(self, again: PrintAgain, hand_out: HandOut, kind: str) -> None:
        def read(content: Protocol | Run) -> None:
            if isinstance(content, Run):
                again.begin(hand_out, content, "saved" if kind == "saved" else "printed")

        self._desk.version(hand_out.version, read)

    def _keep_again(self, key: str, again: PrintAgain, handed: Handed) -> None:
        if again.hand_out:
            self._keep(key, handed, again.hand_out.run, again.hand_out.version)

    def _show_sheets(self, pages: RunPages, parts: tuple[str, ...]) -> None:
        pages.sheets_page.tick_parts(parts)
        self.place_wanted.emit("sheets")
