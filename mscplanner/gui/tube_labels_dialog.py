"""Labels of a run: which are printed, on which sheet from which label on, and the very pages of it."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, Qt, Signal
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from mscplanner.domain.finding import Finding
from mscplanner.domain.label_sheet import LabelSheets
from mscplanner.domain.language import N_, P_
from mscplanner.gui.label_options import LabelOptions
from mscplanner.gui.labels import button, set_role, text_label
from mscplanner.gui.page_output import Book, Handed, PageOutput
from mscplanner.gui.preferences import Preferences
from mscplanner.gui.run_document import RunDocument
from mscplanner.gui.tube_label_list import TubeLabelList
from mscplanner.gui.tube_label_maker import LabelPages, TubeLabelMaker
from mscplanner.planning.tube_labels import day_on, tube_labels
from mscplanner.sheets.printing import Printing
from mscplanner.sheets.tube_label_sheets import next_free

_LEFT, _RIGHT = 36, 34
"""Width of the columns beside the pages, in average characters."""
_WIDEST = 400
_MOST_TOLD = 3


class TubeLabelsDialog(QDialog):
    """Shows the bytes that are printed and saved; with errors standing only drafts can be had.

    Attributes:
        pages: What is shown; None while it is being made.
        output: Asks for files and printers.
    """

    finding_wanted = Signal(object)

    def __init__(
        self, parent: QWidget, document: RunDocument, sheets: LabelSheets, preferences: Preferences, today: date
    ) -> None:
        super().__init__(parent)
        self._document, self._wording = document, document.wording
        self.pages: LabelPages | None = None
        self._next: int | None = None
        self.setObjectName("tube_labels")
        self.setWindowTitle(self._wording.text(N_("Labels of {run}"), run=document.run.number))
        self._buffer, self._pdf = QBuffer(self), QPdfDocument(self)
        self.maker = TubeLabelMaker(self)
        self.maker.made.connect(self._show)
        self.output = PageOutput(self._wording, self)
        self.output.told.connect(lambda text, tone: self._tell(text.written(self._wording.language), tone))
        self.output.handed_out.connect(self._handed_out)
        self.labels = TubeLabelList(self._wording, day_on(document.plan, today))
        self.labels.setFixedWidth(self._wide(_LEFT))
        self.labels.changed.connect(self._make)
        self.options = LabelOptions(self._wording, preferences, sheets)
        self.options.changed.connect(self._make)
        row = QHBoxLayout(self)
        row.setSpacing(14)
        row.addWidget(self.labels)
        row.addLayout(self._preview_column(), 1)
        row.addLayout(self._right_column())
        document.changed.connect(self._plan_changed)
        self.finished.connect(self._finish)
        self.resize(min(1160, parent.width() - 30), min(760, parent.height() - 30))
        self._plan_changed()
        self.labels.rows.setFocus()

    def _wide(self, characters: int) -> int:
        return min(characters * self.fontMetrics().averageCharWidth() + 20, _WIDEST)

    # Parts

    def _preview_column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        self._heading: QLabel = text_label(role="section")
        column.addWidget(self._heading)
        self.view = QPdfView(self)
        self.view.setDocument(self._pdf)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.view.setAccessibleName(self._wording.text(N_("Preview of the pages")))
        column.addWidget(self.view, 1)
        self._told = text_label(role="small", selectable=True)
        self._told.setObjectName("label_findings")
        column.addWidget(self._told)
        return column

    def _right_column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFixedWidth(self._wide(_RIGHT))
        self.options.setObjectName("page")
        area.setWidget(self.options)
        column.addWidget(area, 1)
        self._reason = text_label(role="error")
        self._reason.setFixedWidth(self._wide(_RIGHT))
        self.show_error = button("link", self._show_first_error)
        self.show_error.setText(self._wording.text(N_("Show the error")))
        self.print_button = button("primary", self.print_pages)
        self.print_button.setObjectName("print")
        self.save_button = button(pressed=self.save_pdf)
        self.save_button.setObjectName("save")
        self.calibration = button()
        self.calibration.setObjectName("calibration")
        self.calibration.setCheckable(True)
        self.calibration.setText(self._wording.text(N_("Calibration Page")))
        self.calibration.toggled.connect(lambda _on: self._make())
        closing = button(pressed=self.reject)
        closing.setText(self._wording.text(N_("Close")))
        self._state = text_label()
        self._state.setObjectName("label_state")
        self._state.setFixedWidth(self._wide(_RIGHT))
        for each in (
            self._reason,
            self.show_error,
            self._state,
            self.print_button,
            self.save_button,
            self.calibration,
            closing,
        ):
            column.addWidget(each)
        for made in (self.show_error, self.print_button, self.save_button, self.calibration, closing):
            made.setAutoDefault(False)
        return column

    # Making and showing

    def _errors(self) -> tuple[Finding, ...]:
        return tuple(each for each in self._document.plan.findings if each.severity == "error")

    def _plan_changed(self) -> None:
        self.labels.show_labels(tube_labels(self._document.plan))
        self._make()

    def _make(self) -> None:
        # Nothing of the choices before may be printed or saved any more.
        self.pages = None
        self._show_state()
        calibration = self.calibration.isChecked()
        printing = self.options.printing(draft=bool(self._errors()) and not calibration)
        self.maker.make(self._document.plan, self.labels.chosen, printing, calibration)

    def _show(self, pages: LabelPages) -> None:
        page = self.view.pageNavigator().currentPage()
        self.pages = pages
        self._pdf.close()
        self._buffer.close()
        self._buffer.setData(QByteArray(pages.data))
        if pages.data:
            self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
            self._pdf.load(self._buffer)
            self.view.pageNavigator().jump(min(page, self._pdf.pageCount() - 1), QPointF())
        self.options.show_count(0 if pages.calibration else pages.printed)
        self._show_state()

    def _show_state(self) -> None:
        pages, errors = self.pages, self._errors()
        draft = bool(pages and pages.printing.draft) or bool(errors)
        calibration = self.calibration.isChecked()
        self._heading.setText(self._head_text())
        self._told.setText(self._findings_text())
        texts = (
            (N_("Print Draft…"), N_("Save Draft…")) if draft and not calibration else (N_("Print…"), N_("Save PDF…"))
        )
        for made, text in zip((self.print_button, self.save_button), texts, strict=True):
            made.setText(self._wording.text(text))
            made.setEnabled(bool(pages and pages.data))
        for_draft = self._wording.count(
            P_(
                "{count} error must be mended before the final print:",
                "{count} errors must be mended before the final print:",
            ),
            len(errors),
        )
        first = errors[0].title.written(self._wording.language) if errors else ""
        self._reason.setText(f"{for_draft}\n{first}")
        for widget in (self._reason, self.show_error):
            widget.setVisible(bool(errors) and not calibration)

    def _head_text(self) -> str:
        pages = self.pages
        if self.calibration.isChecked():
            return self._wording.text(N_("Calibration page, for plain paper"))
        if pages is None:
            return self._wording.text(N_("The labels are being made…"))
        if not pages.printed:
            return self._wording.text(N_("No label is printed: none is ticked, or none has room for its code."))
        labels = self._wording.count(P_("{count} label", "{count} labels"), pages.printed)
        sheets = self._wording.count(P_("{count} page", "{count} pages"), self._pdf.pageCount())
        return self._wording.text(N_("{labels} on {pages}"), labels=labels, pages=sheets)

    def _findings_text(self) -> str:
        found = self.pages.findings if self.pages else ()
        language = self._wording.language
        lines = [f"{each.title.written(language)}. {each.reason.written(language)}" for each in found[:_MOST_TOLD]]
        if len(found) > _MOST_TOLD:
            lines.append(self._wording.text(N_("+ {count} more"), count=len(found) - _MOST_TOLD))
        return "\n".join(lines)

    def _show_first_error(self) -> None:
        errors = self._errors()
        if errors:
            self.reject()
            self.finding_wanted.emit(errors[0])

    # Handing out

    @property
    def _name(self) -> str:
        name = N_("calibration") if self.calibration.isChecked() else N_("labels")
        draft = "-DRAFT" if self.pages and self.pages.printing.draft else ""
        return f"{self._document.run.number} {self._wording.text(name)}{draft}"

    def save_pdf(self) -> None:
        """Ask for a file and write the pages to it."""
        self.output.ask_file(f"{self._name}.pdf", self.write_pdf)

    def write_pdf(self, path: Path) -> None:
        """Write the pages to ``path``, and say so, or say what stood in the way."""
        if self.pages and self.pages.data:
            self.output.write(path, self._book())

    def print_pages(self) -> None:
        """Open the print dialog of the system, or say that there is no printer."""
        self.output.ask_printer(self.options.chosen_sheet.paper, self._name, self._book)

    def _book(self) -> Book:
        pages = self.pages or LabelPages(b"", self.options.printing(draft=True))
        printing = Printing(
            paper=pages.printing.sheet.paper,
            language=pages.printing.language,
            draft=pages.printing.draft,
            printed_at=datetime.now().astimezone().replace(second=0, microsecond=0),
            parts=(),
        )
        book = Book(pages.data, self._document.plan, printing, (), self._document.stockroom)
        if pages.calibration:
            return book
        chosen = tuple(each.id for each in self.labels.chosen)
        return book._replace(labels=chosen, label_printing=pages.printing)

    def _handed_out(self, handed: Handed) -> None:
        pages = self.pages
        if pages is None or pages.calibration or pages.data != handed.book.data:
            return
        self._next = next_free(pages.printing, pages.printed)
        text = self._wording.text(N_("Next time printing begins with label {number}."), number=self._next)
        self._tell(f"{self._state.text()}\n{text}", "note")

    def _tell(self, text: str, tone: str) -> None:
        set_role(self._state, tone)
        self._state.setText(text)

    def _finish(self) -> None:
        self.maker.finish()
        self._pdf.close()
        first = self.options.first.value()
        self.options.remember(first if self._next is None else self._next)
        self.deleteLater()
