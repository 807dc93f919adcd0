"""The sheets page: what is printed, the very pages of it, and how."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtPdf import QPdfBookmarkModel, QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from mscplanner.domain.finding import Finding
from mscplanner.domain.language import N_
from mscplanner.domain.message import message
from mscplanner.gui.book_maker import BookMaker
from mscplanner.gui.copy_count import CopyCount
from mscplanner.gui.icons import icon
from mscplanner.gui.labels import button, text_label
from mscplanner.gui.page_output import Book, PageOutput
from mscplanner.gui.preferences import Preferences
from mscplanner.gui.print_options import PrintOptions
from mscplanner.gui.run_document import RunDocument
from mscplanner.gui.sheet_list import SheetList
from mscplanner.gui.wording import Wording
from mscplanner.planning.sheet_state import outdated_parts
from mscplanner.sheets.book import contents, unprintable
from mscplanner.sheets.printing import Printing

if TYPE_CHECKING:
    from mscplanner.library.entry import HandOut

_BETWEEN = 60
"""Margins and gaps beside the preview, in pixels."""


class SheetsPage(QWidget):
    """Shows the bytes that are printed and saved; with errors standing only a draft can be had.

    Attributes:
        output: Says what went to a file or to a printer.
        copies: Counts the copies.
    """

    finding_wanted = Signal(object)
    labels_wanted = Signal()
    told = Signal(object, str)

    def __init__(self, wording: Wording, preferences: Preferences, document: RunDocument, today: date) -> None:
        super().__init__()
        self._today = today
        self._wording, self._document = wording, document
        self._data = b""
        self._buffer = QBuffer(self)
        self._pdf = QPdfDocument(self)
        self._outline = QPdfBookmarkModel(self)
        self._outline.setDocument(self._pdf)
        self._awaited: Path | None = None
        self.maker = BookMaker(self)
        self.maker.made.connect(self._show_book)
        self.maker.progressed.connect(self._show_progress)
        self.maker.failed.connect(lambda text: self.told.emit(message("{name}", name=text), "error"))
        self.options = PrintOptions(wording, preferences)
        self.options.changed.connect(self._make)
        self.options.error_wanted.connect(self._show_first_error)
        self.options.print_wanted.connect(self.print_pages)
        self.options.save_wanted.connect(self.save_pdf)
        self.parts = SheetList(wording)
        self.parts.changed.connect(self._make)
        self.parts.chosen.connect(self._jump)
        self.parts.labels_wanted.connect(self.labels_wanted)
        self._known: tuple[HandOut, ...] = ()
        self.copies = CopyCount(self.options.copy)
        self.output = PageOutput(wording, self)
        self.output.told.connect(self.told)
        self.output.progressed.connect(self._show_progress)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 14, 16, 14)
        row.setSpacing(14)
        row.addWidget(self.parts)
        row.addLayout(self._preview_column(), 1)
        row.addWidget(self.options)
        self._shown = self.printing
        document.changed.connect(self._plan_changed)
        wording.changed.connect(self._renew_texts)
        self._renew_texts()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Not while Qt is showing the page: a fault in the middle of that would end the program.
        QTimer.singleShot(0, self._make)

    def close_document(self) -> None:
        """Let go of the preview and of what is being made."""
        self.maker.finish()
        self._pdf.close()

    @property
    def data(self) -> bytes:
        """The bytes that are shown; empty while the book of the present choices is still being made."""
        return self._data

    def _preview_column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        self.view = QPdfView(self)
        self.view.setDocument(self._pdf)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self._wording.bind(self.view.setAccessibleName, N_("Preview of the pages"))
        column.addWidget(self.view, 1)
        self._below, row = QBoxLayout(QBoxLayout.Direction.LeftToRight), QHBoxLayout()
        self._previous, self._next = button("plain", lambda: self._turn(-1)), button("plain", lambda: self._turn(1))
        self._wording.bind(self._previous.setAccessibleName, N_("Previous page"))
        self._wording.bind(self._next.setAccessibleName, N_("Next page"))
        self._page = text_label(wrap=False)
        self.zoom = QComboBox()
        self.zoom.addItems(["", ""])
        self.zoom.currentIndexChanged.connect(self._zoom)
        self._wording.bind(self.zoom.setAccessibleName, N_("Size of the page"))
        self._progress = QProgressBar()
        self._progress.setFixedWidth(180)
        self._progress.hide()
        for each in (self._previous, self._page, self._next):
            row.addWidget(each)
        row.addStretch(1)
        row.addWidget(self._progress)
        self._below.addLayout(row, 1)
        self._below.addWidget(self.zoom)
        column.addLayout(self._below)
        self.view.pageNavigator().currentPageChanged.connect(self._show_page)
        return column

    def _plan_changed(self) -> None:
        # Nothing of the plan before may be printed or saved any more.
        self._data = b""
        self._fill_parts()
        self._show_state()
        self._make()

    def _renew_texts(self) -> None:
        self.zoom.setItemText(0, self._wording.text(N_("Fit width")))
        self.zoom.setItemText(1, self._wording.text(N_("Fit page")))
        for made, name in ((self._previous, "previous"), (self._next, "next")):
            made.setIcon(icon(name))
        self._fill_parts()
        self._show_page()
        self._show_state()

    def _fill_parts(self) -> None:
        plan = self._document.plan
        self.parts.show_plan(plan, contents(plan), (self._today - self._document.run.start).days)
        self._show_outdated()
        self.parts.fit(self.width())

    def show_known(self, known: Sequence[HandOut]) -> None:
        """Take in what was handed out of the run so far."""
        self._known = tuple(known)
        self._show_outdated()
        if self.copies.show_known(known):
            self.options.changed.emit()

    def _show_outdated(self) -> None:
        final = [each for each in self._known if not each.draft]
        printed: dict[str, int] = {}
        for each in final:
            for part in each.parts:
                printed[part] = max(each.plan_revision, printed.get(part, 0))
        self.parts.show_outdated(outdated_parts(self._document.run, printed))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.parts.fit(self.width())
        beside = (self._previous, self._page, self._next, self.zoom)
        needed = sum(each.sizeHint().width() + self._below.spacing() for each in beside)
        room = self.width() - self.parts.width() - self.options.minimumSizeHint().width() - _BETWEEN
        directions = QBoxLayout.Direction
        self._below.setDirection(directions.LeftToRight if room >= needed else directions.TopToBottom)

    def tick_day(self, number: int) -> None:
        """Tick only the sheets of ``D{number}`` and its media; with D0, the overview and the days before, too."""
        self.parts.tick(lambda part: part.day == number or (number == 0 and (part.day is None or part.day < 0)))

    def tick_parts(self, parts: Collection[str]) -> None:
        """Tick only the sheets whose ids are among ``parts``."""
        self.parts.tick(lambda part: part.id in parts)

    @property
    def printing(self) -> Printing:
        """How the sheets are printed, as it is chosen now."""
        return self.options.printing(bool(self._errors()), None if self.parts.every else self.parts.ticked)

    def _errors(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self._document.plan.findings if finding.severity == "error")

    def _make(self) -> None:
        self.options.remember()
        self._data = b""
        self._show_state()
        if not self.isVisible():
            return
        self.copies.count(self._document.run.revision, self.parts.ticked, bool(self._errors()))
        printing = self._shown = self.printing
        if printing.parts == ():
            self._show_book(b"")
            return
        for finding in unprintable(self._document.plan, printing):
            self.told.emit(finding.title, finding.severity)
        self.maker.make(self._document.plan, printing)

    def _show_progress(self, done: int, wanted: int) -> None:
        self._progress.setRange(0, wanted)
        self._progress.setValue(done)
        self._progress.setVisible(done < wanted)

    def _show_book(self, data: bytes) -> None:
        page = self.view.pageNavigator().currentPage()
        self._progress.hide()
        self._pdf.close()
        self._buffer.close()
        self._data = data
        self._buffer.setData(QByteArray(data))
        if data:
            self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
            self._pdf.load(self._buffer)
            self.view.pageNavigator().jump(min(page, self._pdf.pageCount() - 1), QPointF())
        self._show_page()
        self._show_state()
        if data and self._awaited:
            path, self._awaited = self._awaited, None
            self.write_pdf(path)

    def _show_state(self) -> None:
        self.options.show_state(self._errors(), bool(self._data))

    def _show_page(self) -> None:
        count = self._pdf.pageCount()
        at = self.view.pageNavigator().currentPage() + 1
        self._page.setText(f"{min(at, count)} / {count}")
        self._previous.setEnabled(at > 1)
        self._next.setEnabled(at < count)

    def _turn(self, step: int) -> None:
        navigator = self.view.pageNavigator()
        target = navigator.currentPage() + step
        if 0 <= target < self._pdf.pageCount():
            navigator.jump(target, QPointF())

    def _zoom(self, at: int) -> None:
        modes = (QPdfView.ZoomMode.FitToWidth, QPdfView.ZoomMode.FitInView)
        self.view.setZoomMode(modes[max(at, 0)])

    def _jump(self, part: str) -> None:
        """Show the page on which the chosen sheet begins."""
        page = self._outline.index(self.parts.ticked.index(part), 0).data(int(QPdfBookmarkModel.Role.Page))
        if page is not None:
            self.view.pageNavigator().jump(int(page), QPointF())

    def _show_first_error(self) -> None:
        if errors := self._errors():
            self.finding_wanted.emit(errors[0])

    def save_pdf(self) -> None:
        """Ask for a file and write the pages to it."""
        draft = "-DRAFT" if self._errors() else ""
        self.output.ask_file(f"{self._document.run.number}{draft}.pdf", self.write_pdf)

    def write_pdf(self, path: Path) -> None:
        """Write the pages to ``path``, as soon as they are made, and say so, or say what stood in the way."""
        if not self._data:
            self._awaited = path
            return
        self.output.write(path, self._book())

    def print_pages(self) -> None:
        """Open the print dialog of the system, or say that there is no printer."""
        self.output.ask_printer(self.options.paper.currentData(), self._document.run.number, self._book)

    def _book(self) -> Book:
        document = self._document
        return Book(self._data, document.plan, self._shown, self.parts.ticked, document.stockroom)

    def buttons(self) -> tuple[QPushButton, ...]:
        """The buttons that print and save, final first."""
        return self.options.buttons()
