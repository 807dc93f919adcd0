"""Sends the very pages of the preview to a printer, page by page, so that the window goes on."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QRectF, QSize, QTimer, Signal
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

_FINEST_DPI = 600


def printer_for(paper: str, title: str) -> QPrinter:
    """Return a printer set to ``paper`` (``a4`` or ``letter``), its pages without margins of its own."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    size = QPageSize.PageSizeId.Letter if paper == "letter" else QPageSize.PageSizeId.A4
    printer.setPageSize(QPageSize(size))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)
    printer.setDocName(title)
    return printer


class PaperPrinter(QObject):
    """Prints one document; ``finished`` says whether the printer took it all.

    It holds a copy of its own, so that a change of the preview cannot mix two plans on paper.

    Attributes:
        pages: The pages that are printed, counted from 0.
    """

    progressed = Signal(int, int)
    finished = Signal(bool)

    def __init__(self, data: bytes, printer: QPrinter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._printer = printer
        self._buffer = QBuffer(self)
        self._buffer.setData(QByteArray(data))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        document = self._document = QPdfDocument(self)
        document.load(self._buffer)
        self._painter = QPainter()
        last = printer.toPage() or document.pageCount()
        self.pages = list(range(max(printer.fromPage(), 1) - 1, min(last, document.pageCount())))
        self._at = 0

    def start(self) -> None:
        """Begin to print."""
        if self.pages:
            self._turn(self.pages[0])
        if not self.pages or not self._painter.begin(self._printer):
            self.finished.emit(False)
            return
        QTimer.singleShot(0, self._print_next)

    def _print_next(self) -> None:
        # Before a page begins: sheets in large type lie on their side.
        self._turn(self.pages[self._at])
        if self._at and not self._printer.newPage():
            self._painter.end()
            self.finished.emit(False)
            return
        self._draw(self.pages[self._at])
        self._at += 1
        self.progressed.emit(self._at, len(self.pages))
        if self._at < len(self.pages):
            QTimer.singleShot(0, self._print_next)
        else:
            self._painter.end()
            self.finished.emit(True)

    def _turn(self, page: int) -> None:
        points = self._document.pagePointSize(page)
        sideways = points.width() > points.height()
        turned = QPageLayout.Orientation.Landscape if sideways else QPageLayout.Orientation.Portrait
        if self._printer.pageLayout().orientation() != turned:
            self._printer.setPageOrientation(turned)

    def _draw(self, page: int) -> None:
        points = self._document.pagePointSize(page)
        dots = min(self._printer.resolution(), _FINEST_DPI) / 72
        image = self._document.render(page, QSize(round(points.width() * dots), round(points.height() * dots)))
        scale = self._printer.resolution() / 72
        self._painter.drawImage(QRectF(0, 0, points.width() * scale, points.height() * scale), image)
