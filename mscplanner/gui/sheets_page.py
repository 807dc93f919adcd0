"""The sheets page: what is printed, the very pages of it, and how."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtPdf import QPdfBookmarkModel, QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from mscplanner.domain.finding import Finding
from mscplanner.domain.language import N_
from mscplanner.gui.book_maker import BookMaker
from mscplanner.gui.copy_count import CopyCount
from mscplanner.gui.icons import icon
from mscplanner.gui.labels import button, text_label
from mscplanner.gui.page_output import Book, PageOutput
from mscplanner.gui.preferences import Preferences
from mscplanner.gui.print_options import PrintOptions
from mscplanner.gui.run_document import RunDocument
from mscplanner.gui.wording import Wording
from mscplanner.sheets.book import contents, unprintable
from mscplanner.sheets.printing import Printing

_CHOICE = Qt.ItemDataRole.UserRole
_BESIDE_TEXT = 48
_NARROWEST = 230


class SheetsPage(QWidget):
    """Shows the bytes that are printed and saved; with errors standing only a draft can be had.

    Attributes:
        output: Says what went to a file or to a printer.
        copies: Counts the copies.
    """

    finding_wanted = Signal(object)
    labels_wanted = Signal()
    told = Signal(str, str)

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
        self.maker.failed.connect(lambda text: self.told.emit(text, "error"))
        self.options = PrintOptions(wording, preferences)
        self.options.changed.connect(self._make)
        self.options.error_wanted.connect(self._show_first_error)
        self.options.print_wanted.connect(self.print_pages)
        self.options.save_wanted.connect(self.save_pdf)
        self.copies = CopyCount(self.options.copy)
        self.output = PageOutput(wording, self)
        self.output.told.connect(self.told)
        self.output.progressed.connect(self._show_progress)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 14, 16, 14)
        row.setSpacing(14)
        row.addLayout(self._parts_column())
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

    def _parts_column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        heading = text_label(role="section")
        self._wording.bind(heading.setText, N_("Sheets"))
        column.addWidget(heading)
        self.parts = QListWidget()
        self.parts.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.parts.setSpacing(3)
        self._wording.bind(self.parts.setAccessibleName, N_("Sheets to print"))
        self.parts.itemChanged.connect(self._make)
        self.parts.currentItemChanged.connect(self._jump)
        column.addWidget(self.parts, 1)
        row = QHBoxLayout()
        for text, pressed in (
            (N_("Tick All"), lambda: self._tick(lambda _number: True)),
            (N_("Untick All"), lambda: self._tick(lambda _number: False)),
        ):
            made = button(pressed=pressed)
            self._wording.bind(made.setText, text)
            row.addWidget(made)
        column.addLayout(row)
        self.from_today = button(pressed=self._tick_from_today)
        self._wording.bind(self.from_today.setText, N_("From Today"))
        column.addWidget(self.from_today)
        self.show_labels = button(pressed=self.labels_wanted.emit)
        self._wording.bind(self.show_labels.setText, N_("Labels…"))
        column.addWidget(self.show_labels)
        return column

    def _preview_column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        self.view = QPdfView(self)
        self.view.setDocument(self._pdf)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self._wording.bind(self.view.setAccessibleName, N_("Preview of the pages"))
        column.addWidget(self.view, 1)
        row = QHBoxLayout()
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
        row.addWidget(self.zoom)
        column.addLayout(row)
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
        unticked = {item.data(_CHOICE) for item in self._items() if item.checkState() != Qt.CheckState.Checked}
        self.parts.blockSignals(True)
        self.parts.clear()
        for part in contents(self._document.plan):
            item = QListWidgetItem(part.title.written(self._wording.language))
            item.setData(_CHOICE, part.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked if part.id in unticked else Qt.CheckState.Checked)
            self.parts.addItem(item)
        self.parts.blockSignals(False)
        self.parts.setFixedWidth(max(self.parts.sizeHintForColumn(0) + _BESIDE_TEXT, _NARROWEST))

    def _items(self) -> list[QListWidgetItem]:
        return [self.parts.item(row) for row in range(self.parts.count())]

    def tick_day(self, number: int) -> None:
        """Tick only the sheets of ``D{number}`` and its media; with D0, the overview and the days before, too."""
        self._tick(lambda day: day == number or (number == 0 and (day is None or day < 0)))

    def _tick_from_today(self) -> None:
        first = (self._today - self._document.run.start).days
        self._tick(lambda day: day is not None and day >= first)

    def _tick(self, wanted: Callable[[int | None], bool]) -> None:
        """Tick the sheets whose day is ``wanted``; the overview belongs to no day."""
        self.tick_parts([part.id for part in contents(self._document.plan) if wanted(part.day)])

    def tick_parts(self, parts: Collection[str]) -> None:
        """Tick only the sheets whose ids are among ``parts``."""
        self.parts.blockSignals(True)
        for item in self._items():
            ticked = item.data(_CHOICE) in parts
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.parts.blockSignals(False)
        self._make()

    @property
    def printing(self) -> Printing:
        """How the sheets are printed, as it is chosen now."""
        ticked = self._ticked()
        return self.options.printing(bool(self._errors()), None if len(ticked) == self.parts.count() else ticked)

    def _ticked(self) -> tuple[str, ...]:
        return tuple(item.data(_CHOICE) for item in self._items() if item.checkState() == Qt.CheckState.Checked)

    def _errors(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self._document.plan.findings if finding.severity == "error")

    def _make(self) -> None:
        self.options.remember()
        self._data = b""
        self._show_state()
        if not self.isVisible():
            return
        self.copies.count(self._document.run.revision, self._ticked(), bool(self._errors()))
        printing = self._shown = self.printing
        if printing.parts == ():
            self._show_book(b"")
            return
        for finding in unprintable(self._document.plan, printing):
            self.told.emit(finding.title.written(self._wording.language), finding.severity)
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

    def _jump(self, item: QListWidgetItem | None) -> None:
        """Show the page on which the chosen sheet begins."""
        ticked = [each for each in self._items() if each.checkState() == Qt.CheckState.Checked]
        if item is None or item not in ticked:
            return
        page = self._outline.index(ticked.index(item), 0).data(int(QPdfBookmarkModel.Role.Page))
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
        return Book(self._data, document.plan, self._shown, self._ticked(), document.stockroom)

    def buttons(self) -> tuple[QPushButton, ...]:
        """The buttons that print and save, final first."""
        return self.options.buttons()
