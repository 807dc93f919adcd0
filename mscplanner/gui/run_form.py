"""The left side of a run: start, vessels, stocks. Every field hands in the next run."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QDate, QLocale, QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDateEdit,
    QFormLayout,
    QHeaderView,
    QLineEdit,
    QSizePolicy,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from mscplanner.domain.grammar import VOLUME, Misreading, read_quantity
from mscplanner.domain.language import N_
from mscplanner.domain.message import message
from mscplanner.domain.quantity import format_quantity, legible
from mscplanner.domain.run import FIRST_START, LAST_START, MOST_VESSELS, Run, Stock
from mscplanner.domain.value import hidden_character
from mscplanner.gui.labels import button, guard_wheel, number_field, row_height, rule, set_role, text_label
from mscplanner.gui.run_document import RunDocument
from mscplanner.gui.wording import Wording
from mscplanner.planning.edits import confirm_stock
from mscplanner.planning.plan import Plan, RecipeLine

_STRENGTH = 1


def _visible(text: str) -> str:
    """Return what somebody typed without characters that cannot be seen for what they are."""
    return "".join(each for each in text if not hidden_character(each)).strip()


class RunForm(QWidget):
    """Fields of the run, in reading order."""

    def __init__(self, wording: Wording, document: RunDocument) -> None:
        super().__init__()
        self._wording = wording
        self._document = document
        self._lines: list[RecipeLine] = []
        self._shown_volume: str | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 16, 16, 20)
        self._column.setSpacing(8)
        self._start_section()
        self._vessel_section()
        self._stock_section()
        self._column.addStretch(1)
        wording.changed.connect(self.show_plan)
        document.changed.connect(self.show_plan)
        self.show_plan()

    def focus_field(self, name: str) -> None:
        """Put the focus into the field ``name`` and select its text."""
        widget = {
            "well_volume": self.well_volume,
            "change_every_days": self.interval,
            "change": self.interval,
            "stocks": self.stocks,
            "start": self.start,
        }.get(name)
        if widget is not None:
            widget.setFocus(Qt.FocusReason.OtherFocusReason)
            if isinstance(widget, QLineEdit):
                widget.selectAll()

    def focus_stock(self, reagent: str) -> None:
        """Put the focus on the strength of the stock of ``reagent``."""
        for row, line in enumerate(self._lines):
            if line.reagent == reagent:
                self.stocks.setCurrentCell(row, _STRENGTH)
        self.stocks.setFocus(Qt.FocusReason.OtherFocusReason)

    def _section(self, text: str) -> QFormLayout:
        if self._column.count():
            self._column.addSpacing(6)
            self._column.addWidget(rule())
        heading = text_label(role="section")
        self._wording.bind(heading.setText, text)
        self._column.addWidget(heading)
        form = QFormLayout()
        form.setSpacing(8)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._column.addLayout(form)
        return form

    def _row(self, form: QFormLayout, text: str, field: QWidget, note: QWidget | None = None) -> None:
        label = text_label(wrap=False)
        label.setBuddy(field)
        self._wording.bind(label.setText, text)
        self._wording.bind(field.setAccessibleName, text)
        form.addRow(label, field)
        if note:
            form.addRow("", note)

    def _start_section(self) -> None:
        form = self._section(N_("1  Start"))
        self.start = QDateEdit()
        guard_wheel(self.start)
        self.start.setCalendarPopup(True)
        self.start.setDisplayFormat("yyyy-MM-dd ddd")
        self.start.setDateRange(QDate(*FIRST_START.timetuple()[:3]), QDate(*LAST_START.timetuple()[:3]))
        self.start.dateChanged.connect(self._start_changed)
        self._row(form, N_("Date of D0"), self.start)
        self.work_calendar = button("small")
        self.work_calendar.setObjectName("work_calendar")
        self.work_calendar.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._wording.bind(self.work_calendar.setText, N_("Working Calendar…"))
        form.addRow("", self.work_calendar)
        self.number = QLineEdit()
        self.number.setMaxLength(24)
        self.number.textEdited.connect(self._number_changed)
        self._row(form, N_("Run number"), self.number)
        self.operator = QLineEdit()
        self.operator.setMaxLength(80)
        self.operator.textEdited.connect(
            lambda text: self._change(N_("Change who prepares the run"), {"operator": _visible(text)}, "operator")
        )
        self._row(form, N_("Prepared by"), self.operator)

    def _vessel_section(self) -> None:
        form = self._section(N_("2  Vessels"))
        self.count = self._spin(1, MOST_VESSELS, "count", N_("Change the number of vessels"))
        self._row(form, N_("How many"), self.count)
        self.vessel = QComboBox()
        guard_wheel(self.vessel)
        self.vessel.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.vessel.setMinimumContentsLength(10)
        for each in self._document.run.lab.vessels:
            self.vessel.addItem("", each.id)
        self.vessel.currentIndexChanged.connect(self._vessel_changed)
        self._row(form, N_("Vessel"), self.vessel)
        self.well_volume = QLineEdit()
        self.well_volume.setMaxLength(64)
        self.well_volume.editingFinished.connect(self._well_volume_changed)
        self.well_volume.textEdited.connect(self._show_read_back)
        self._read_back = text_label(role="small")
        self._row(form, N_("Medium in a well"), self.well_volume, self._read_back)
        self.overage = number_field(0, 100)
        self.overage.setSuffix(" %")
        self.overage.valueChanged.connect(
            lambda value: self._change(N_("Change the overage"), {"overage_percent": Decimal(value)}, "overage")
        )
        self._row(form, N_("Overage"), self.overage)
        self.interval = self._spin(1, 60, "change_every_days", N_("Change the medium-change interval"))
        self._interval_note = text_label(role="small")
        self._row(form, N_("Medium change every"), self.interval, self._interval_note)

    def _spin(self, low: int, high: int, field: str, name: str) -> QSpinBox:
        spin = number_field(low, high)
        spin.valueChanged.connect(lambda value: self._change(name, {field: value}, field))
        return spin

    def _stock_section(self) -> None:
        self._section(N_("3  Stocks"))
        note = text_label(role="small")
        self._wording.bind(
            note.setText, N_("Compare with the tubes in your freezer; type the strength that is on the tube.")
        )
        self._column.addWidget(note)
        self.stocks = QTableWidget(0, 3)
        self.stocks.verticalHeader().hide()
        self.stocks.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.stocks.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            self.stocks.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.stocks.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.stocks.setTabKeyNavigation(False)
        self.stocks.itemChanged.connect(self._stock_changed)
        self._wording.bind(self.stocks.setAccessibleName, N_("Stocks"))
        self._column.addWidget(self.stocks)
        self.confirm = button(pressed=self.confirm_stocks)
        self._wording.bind(self.confirm.setText, N_("Confirm Stocks"))
        self._column.addWidget(self.confirm, alignment=Qt.AlignmentFlag.AlignLeft)

    def confirm_stocks(self) -> None:
        """Take every strength of the table as compared with its tube."""
        run = self._document.run
        for line in self._lines:
            if line.assumed and line.stock:
                run = confirm_stock(run, Stock(reagent=line.reagent, strength=format_quantity(line.stock)))
        self._document.change(message(N_("Confirm stocks")), run)

    def _change(self, name: str, update: Mapping[str, Any], field: str) -> None:
        self._document.change(message(name), self._document.run.model_copy(update=dict(update)), field)

    def _start_changed(self, when: QDate) -> None:
        self._change(N_("Change the start date"), {"start": when.toPython()}, "start")

    def _number_changed(self, text: str) -> None:
        if _visible(text):
            self._change(N_("Change the run number"), {"number": _visible(text)}, "number")

    def _vessel_changed(self) -> None:
        vessel = self._document.run.lab.vessel(self.vessel.currentData())
        if vessel:
            self._change(N_("Change the vessel"), {"vessel": vessel, "well_volume": None}, "vessel")

    def _well_volume_changed(self) -> None:
        typed = _visible(self.well_volume.text()) or None
        self._change(N_("Change the medium in a well"), {"well_volume": typed}, "well_volume")

    def _stock_changed(self, item: QTableWidgetItem) -> None:
        if item.column() != _STRENGTH:
            return
        line = self._lines[item.row()]
        stock = Stock(reagent=line.reagent, strength=_visible(item.text())[:64])
        name = message(N_("Change the stock of {name}"), name=line.label)
        if stock.strength:
            self._document.change(name, confirm_stock(self._document.run, stock))
        else:
            self.show_plan()

    def show_plan(self) -> None:
        """Show the run as it stands, without handing it in again."""
        run, plan = self._document.run, self._document.plan
        fields = (self.start, self.count, self.vessel, self.overage, self.interval, self.stocks)
        blockers = [QSignalBlocker(field) for field in fields]
        language = self._wording.language
        self.start.setLocale(QLocale("zh_CN" if language == "zh" else "en_GB"))
        self.start.setDate(QDate(run.start.year, run.start.month, run.start.day))
        if self.number.text().strip() != run.number:
            self.number.setText(run.number)
        if self.operator.text().strip() != run.operator:
            self.operator.setText(run.operator)
        self.count.setValue(run.count)
        for at, vessel in enumerate(run.lab.vessels):
            self.vessel.setItemText(at, vessel.name.written(language))
        self.vessel.setCurrentIndex(self.vessel.findData(run.vessel.id))
        self._show_volume(run)
        settings = run.lab.settings
        self.overage.setValue(int(settings.overage_percent if run.overage_percent is None else run.overage_percent))
        self.interval.setSuffix(" " + self._wording.text(N_("days")))
        self.interval.setValue(run.change_every_days or settings.change_every_days)
        self._show_interval_note(plan)
        self._show_stocks(plan)
        del blockers

    def _show_volume(self, run: Run) -> None:
        if run.well_volume != self._shown_volume:
            # Only what the run itself changed: half-typed text stays in the field.
            self._shown_volume = run.well_volume
            if self.well_volume.text().strip() != (run.well_volume or ""):
                self.well_volume.setText(run.well_volume or "")
        usual = run.vessel.figure("volume_usual")
        self.well_volume.setPlaceholderText(format_quantity(usual) if usual else "")
        self._show_read_back()

    def _show_read_back(self) -> None:
        typed = self.well_volume.text().strip()
        usual = self._document.run.vessel.figure("volume_usual")
        if not typed:
            shown = format_quantity(usual) if usual else "—"
            self._read_back.setText(self._wording.text(N_("= {volume}, usual for this vessel"), volume=shown))
            set_role(self._read_back, "small")
            return
        reading = read_quantity(typed, VOLUME)
        wrong = isinstance(reading, Misreading)
        text = reading.message.written(self._wording.language) if isinstance(reading, Misreading) else ""
        self._read_back.setText(text if isinstance(reading, Misreading) else f"= {format_quantity(legible(reading))}")
        set_role(self._read_back, "error" if wrong else "small")

    def _show_interval_note(self, plan: Plan) -> None:
        own = [window.code for window in plan.stages if window.lab_interval]
        text = self._wording.text(N_("Lab setting: the source prints no interval for {stages}."), stages=", ".join(own))
        self._interval_note.setText(text if own else self._wording.text(N_("The source states its own rule.")))

    def _show_stocks(self, plan: Plan) -> None:
        language = self._wording.language
        lines: dict[str, RecipeLine] = {}
        for batch in plan.media:
            for line in batch.recipe:
                if not line.basal:
                    lines.setdefault(line.reagent, line)
        self._lines = [self._own(line, plan) for line in lines.values()]
        headers = (N_("Reagent"), N_("Strength"), N_("State"))
        self.stocks.setHorizontalHeaderLabels([self._wording.text(each) for each in headers])
        self.stocks.setRowCount(len(self._lines))
        self.stocks.verticalHeader().setDefaultSectionSize(row_height(self))
        for row, line in enumerate(self._lines):
            typed = self._document.run.stock(line.reagent)
            strength = typed.strength if typed else format_quantity(line.stock) if line.stock else ""
            state = N_("assumed") if line.assumed else N_("confirmed")
            if typed and typed.carried:
                state = N_("as last confirmed")
            elif line.stock is None:
                state = N_("not known")
            texts = (line.label.written(language), strength, self._wording.text(state))
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                if column != _STRENGTH:
                    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
                self.stocks.setItem(row, column, item)
        height = self.stocks.horizontalHeader().sizeHint().height() + row_height(self) * len(self._lines) + 4
        self.stocks.setFixedHeight(height)
        self.confirm.setEnabled(any(line.assumed and line.stock for line in self._lines))

    @staticmethod
    def _own(line: RecipeLine, plan: Plan) -> RecipeLine:
        """Return a recipe line with the strength of the tube itself, not of an intermediate made from it."""
        if not line.intermediate:
            return line
        need = next((each for each in plan.needs if each.reagent == line.reagent and not each.basal), None)
        return line.model_copy(update={"stock": need.stock}) if need else line
