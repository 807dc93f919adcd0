"""The left side of a run: start, vessels, stocks. Every field hands in the next run."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from mscplanner.gui.form_section import FormSection
from mscplanner.gui.labels import rule
from mscplanner.gui.run_document import RunDocument
from mscplanner.gui.start_section import StartSection
from mscplanner.gui.stock_section import StockSection
from mscplanner.gui.vessel_section import VesselSection
from mscplanner.gui.wording import Wording


class RunForm(QWidget):
    """The sections, in reading order."""

    def __init__(self, wording: Wording, document: RunDocument) -> None:
        super().__init__()
        self.setObjectName("page")
        first, second = StartSection(wording, document), VesselSection(wording, document)
        self.stock_section = StockSection(wording, document)
        self._sections: tuple[FormSection, ...] = (first, second, self.stock_section)
        self.start, self.number, self.operator = first.start, first.number, first.operator
        self.work_calendar = first.work_calendar
        self.find_start, self.number_kept = first.find_start, first.number_kept
        self.count, self.vessel, self.interval = second.count, second.vessel, second.interval
        self.lengths = second.lengths
        self.uninduced, self.vehicle, self.harvests = second.uninduced, second.vehicle, second.harvests
        self.well_volume, self.dead_volume, self.overage = second.well_volume, second.dead_volume, second.overage
        self.stocks = self.stock_section.stocks
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 16, 20)
        column.setSpacing(8)
        for section in self._sections:
            if column.count():
                column.addSpacing(6)
                column.addWidget(rule())
            column.addWidget(section)
        column.addStretch(1)
        wording.changed.connect(self.show_plan)
        document.changed.connect(self.show_plan)
        self.show_plan()

    def show_plan(self) -> None:
        """Show the run as it stands."""
        for section in self._sections:
            section.show_plan()

    def focus_field(self, name: str) -> QWidget | None:
        """Put the focus into the field called ``name`` and select its text; return it, or None without such a field."""
        found = {name: field for section in self._sections for name, field in section.fields().items()}
        widget = found.get(name)
        if widget is not None:
            widget.setFocus(Qt.FocusReason.OtherFocusReason)
            if isinstance(widget, QLineEdit):
                widget.selectAll()
        return widget

    def focus_stock(self, reagent: str) -> QWidget:
        """Put the focus on the strength of the stock of ``reagent``; return the table it stands in."""
        self.stocks.focus_stock(reagent)
        return self.stocks

    def confirm_stocks(self) -> None:
        """Take every strength as compared with its tube."""
        self.stock_section.confirm_stocks()
