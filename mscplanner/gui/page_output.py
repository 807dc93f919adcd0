"""Hands pages out: into a file or to a printer, with what is to be remembered of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtPdf import QPdfBookmarkModel, QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from mscplanner.domain.language import N_
from mscplanner.domain.message import message
from mscplanner.gui.paper_printer import PaperPrinter, printer_for
from mscplanner.gui.save_dialog import ask_file
from mscplanner.gui.wording import Wording
from mscplanner.library.files import write_bytes

if TYPE_CHECKING:
    from mscplanner.domain.stockroom import Stockroom
    from mscplanner.library.entry import HandOutKind
    from mscplanner.planning.plan import Plan
    from mscplanner.sheets.label_printing import LabelPrinting
    from mscplanner.sheets.printing import Printing


class Book(NamedTuple):
    """Pages as they are handed out, and what they were made from.

    Attributes:
        data: The PDF.
        parts: Ids of the parts of the book that it holds.
        stockroom: What the plan was made with besides its run.
        labels: Ids of the labels that it holds; None where it holds sheets, or is no part of a run.
        label_printing: How labels were printed.
    """

    data: bytes
    plan: Plan
    printing: Printing
    parts: tuple[str, ...]
    stockroom: Stockroom
    labels: tuple[str, ...] | None = None
    label_printing: LabelPrinting | None = None


class Handed(NamedTuple):
    """What went to a printer or into a file.

    Attributes:
        parts: Of the book's, those that were handed out; fewer where only some pages were printed.
        pages: How many pages.
    """

    book: Book
    kind: HandOutKind
    parts: tuple[str, ...]
    pages: int


class PageOutput(QObject):
    """Asks for a file or a printer, and tells what became of the pages.

    Signals: ``told`` a ``Message`` and its tone; ``progressed`` the pages printed and to print;
    ``handing_out`` what is about to go out, while its run is still as it was; ``handed_out`` the
    same, once it is out.
    """

    told = Signal(object, str)
    progressed = Signal(int, int)
    handing_out = Signal(object)
    handed_out = Signal(object)

    def __init__(self, wording: Wording, parent: QWidget) -> None:
        super().__init__(parent)
        self._wording, self._widget = wording, parent
        self._printed: PaperPrinter | None = None

    def ask_file(self, name: str, then: Callable[[Path], object]) -> None:
        """Ask for a PDF file, ``name`` being proposed, and hand it to ``then``."""
        ask_file(self._widget, self._wording.text(N_("Save PDF")), "PDF (*.pdf)", name, then)

    def write(self, path: Path, book: Book) -> None:
        """Write the pages to ``path``, and say so, or say what stood in the way."""
        try:
            write_bytes(path, book.data)
        except OSError as fault:
            text = N_("Not saved to {file}: {fault}. Choose another folder.")
            self.told.emit(message(text, file=str(path), fault=fault.strerror or ""), "error")
            return
        self.told.emit(message(N_("Saved: {file}"), file=str(path)), "note")
        handed = Handed(book, "saved", book.parts, page_count(book.data))
        self.handing_out.emit(handed)
        self.handed_out.emit(handed)

    def ask_printer(self, paper: str, title: str, book: Callable[[], Book]) -> None:
        """Open the print dialog of the system, or say that there is no printer.

        Args:
            paper: ``a4`` or ``letter``.
            title: What the printer's queue calls it.
            book: Gives the pages once the dialog is accepted.
        """
        if not QPrinterInfo.availablePrinterNames():
            text = N_("No printer is set up on this computer. Save the PDF and print it elsewhere.")
            self.told.emit(message(text), "warning")
            return
        printer = printer_for(paper, title)
        dialog = QPrintDialog(printer, self._widget)
        dialog.setMinMax(1, max(page_count(book().data), 1))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.send(book(), PaperPrinter(book().data, printer, self)))
        # PySide hides the plain ``open`` of dialogs behind the one with a receiver.
        QDialog.open(dialog)

    def send(self, book: Book, printed: PaperPrinter) -> None:
        """Print ``book`` page by page, and say what became of it."""
        self._printed = printed
        handed = Handed(book, "printed", _parts_on(book, printed.pages), len(printed.pages))
        if printed.pages:
            self.handing_out.emit(handed)
        printed.progressed.connect(self.progressed)
        printed.finished.connect(lambda taken: self._sent(handed, taken))
        printed.start()

    def _sent(self, handed: Handed, taken: bool) -> None:
        text = N_("Sent to the printer.") if taken else N_("The printer did not take the pages. Save the PDF instead.")
        self.told.emit(message(text), "note" if taken else "error")
        if taken:
            self.handed_out.emit(handed)


def page_count(data: bytes) -> int:
    """Return how many pages a PDF has; 0 where it is none."""
    return _opened(data).pageCount() if data else 0


def _opened(data: bytes) -> QPdfDocument:
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice

    document = QPdfDocument()
    buffer = QBuffer(document)
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    return document


def _parts_on(book: Book, pages: Sequence[int]) -> tuple[str, ...]:
    """Return the parts that stand on these pages of a book, counted from 0: its outline has where each begins."""
    outline, document = QPdfBookmarkModel(), _opened(book.data)
    outline.setDocument(document)
    starts = [outline.index(at, 0).data(int(QPdfBookmarkModel.Role.Page)) for at in range(len(book.parts))]
    if not book.parts or outline.rowCount() < len(book.parts) or len(pages) == document.pageCount():
        return book.parts
    ends = [*starts[1:], document.pageCount()]
    spans = zip(book.parts, starts, ends, strict=True)
    return tuple(part for part, start, end in spans if any(start <= page < end for page in pages))
