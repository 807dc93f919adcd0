"""The run page: fields at the left, the plan as a calendar and the chosen day at the right."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSplitter, QVBoxLayout, QWidget

from mscplanner.domain.finding import Edit, Finding, Fix
from mscplanner.domain.language import N_
from mscplanner.domain.message import message, write_date
from mscplanner.gui.calendar_notice import CalendarNotice
from mscplanner.gui.day_panel import DayPanel
from mscplanner.gui.labels import button, text_label
from mscplanner.gui.run_document import RunDocument
from mscplanner.gui.run_form import RunForm
from mscplanner.gui.week_calendar import WeekCalendar
from mscplanner.gui.wording import Wording
from mscplanner.planning.edits import apply_fix

_SCROLL_BAR = 20
_OF_STOCKS = ("E-STOCK-NONE", "E-STOCK-LOW")


class RunPage(QWidget):
    """Shows one run and everything that follows from it."""

    sheets_wanted = Signal()
    day_sheets_wanted = Signal(int)
    save_wanted = Signal()
    history_wanted = Signal()
    protocol_wanted = Signal()
    calendar_wanted = Signal()

    def __init__(self, wording: Wording, document: RunDocument, today: date) -> None:
        super().__init__()
        self._wording = wording
        self._document = document
        self.form = RunForm(wording, document)
        self.calendar = WeekCalendar(wording, today)
        self._panel = DayPanel(wording)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header())
        self.calendar_notice = CalendarNotice(wording, document)
        column.addWidget(self.calendar_notice)
        column.addWidget(self._halves(), 1)
        self.form.work_calendar.clicked.connect(lambda _checked: self.calendar_wanted.emit())
        self._panel.dose_typed.connect(self._change_dose)
        self.calendar.day_chosen.connect(self._show_day)
        self.calendar.start_moved.connect(self.move_start)
        document.changed.connect(self._renew)
        wording.changed.connect(self._renew)
        self._renew()

    def show_place(self, finding: Finding) -> None:
        """Go to the place of ``finding``: a field of the run, a stock, or the day of a stage."""
        place = finding.place
        if place[0] in ("run", "change") and len(place) <= 2:
            self.form.focus_field(place[-1])
        elif finding.code in _OF_STOCKS and len(place) == 4:
            self.form.focus_stock(place[3].split("#")[0])
        elif place[0] == "stocks":
            if len(place) > 1:
                self.form.focus_stock(place[1])
            else:
                self.form.focus_field("stocks")
        elif place[0] == "days":
            self._choose(int(place[1].removeprefix("D")))
        elif place[0] == "stages" and len(place) > 1:
            window = self._document.plan.window(place[1])
            self._choose(window.start_day if window else 0)
            table = self._panel.focus_dose(place[1], place[3]) if len(place) == 4 else None
            if table:
                self._right.ensureWidgetVisible(table)
        else:
            self._choose(0)

    def _change_dose(self, stage: str, reagent: str, typed: str) -> None:
        run = self._document.run
        known = run.lab.catalogue.reagent(reagent)
        edit = Edit(place=("stages", stage, "additions", reagent), field="final", value=typed)
        fix = Fix(label=message(N_("typed for this run")), edit=edit)
        name = message(N_("Change the final concentration of {name}"), name=known.label if known else reagent)
        # The table is rebuilt by the change: it closes its editor first.
        QTimer.singleShot(0, lambda: self._document.change(name, apply_fix(run, fix)))

    def show_newer(self, newer: bool) -> None:
        """Say whether the library holds another state of the run's protocol."""
        self.newer.setVisible(newer)

    def move_start(self, days: int) -> None:
        """Start the run so many days later, or earlier."""
        run = self._document.run
        moved = run.model_copy(update={"start": run.start + timedelta(days=days)})
        self._document.change(message(N_("Change the start date")), moved, "start")

    def start_on_chosen(self) -> None:
        """Make the chosen day D0."""
        self.move_start(self.calendar.chosen)
        self.calendar.choose(0)

    def _choose(self, number: int) -> None:
        self.calendar.choose(number)
        self.calendar.setFocus(Qt.FocusReason.OtherFocusReason)

    def _header(self) -> QWidget:
        header = QWidget()
        row = QHBoxLayout(header)
        row.setContentsMargins(20, 14, 20, 6)
        row.setSpacing(8)
        titles = QVBoxLayout()
        titles.setSpacing(2)
        self._title = text_label(role="title")
        self._subtitle = text_label(role="muted")
        self.newer = button("link", self.protocol_wanted.emit)
        self._wording.bind(self.newer.setText, N_("The protocol was changed since this run was planned. Compare…"))
        self.newer.hide()
        titles.addWidget(self._title)
        titles.addWidget(self._subtitle)
        titles.addWidget(self.newer, alignment=Qt.AlignmentFlag.AlignLeft)
        row.addLayout(titles, 1)
        self.save = button(pressed=self.save_wanted.emit)
        self._wording.bind(self.save.setText, N_("Save PDF…"))
        self.sheets = button("primary", self.sheets_wanted.emit)
        self.sheets.setObjectName("to_sheets")
        self._wording.bind(self.sheets.setText, N_("Sheets…"))
        self.history = button(pressed=self.history_wanted.emit)
        self._wording.bind(self.history.setText, N_("History…"))
        for each in (self.history, self.save, self.sheets):
            row.addWidget(each)
        return header

    def _day_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.print_day = button(pressed=lambda: self.day_sheets_wanted.emit(self.calendar.chosen))
        self.print_day.setObjectName("print_day")
        self.start_here = button(pressed=self.start_on_chosen)
        self._wording.bind(self.start_here.setText, N_("Start on Chosen Day"))
        row.addStretch(1)
        row.addWidget(self.start_here)
        row.addWidget(self.print_day)
        return row

    def _halves(self) -> QSplitter:
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setChildrenCollapsible(False)
        left, right = QScrollArea(), QScrollArea()
        page = QWidget()
        page.setObjectName("page")
        column = QVBoxLayout(page)
        column.setContentsMargins(8, 8, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.calendar)
        column.addLayout(self._day_row())
        column.addWidget(self._panel)
        column.addStretch(1)
        self._wording.bind(left.setAccessibleName, N_("Fields of the run"))
        self._wording.bind(right.setAccessibleName, N_("Plan"))
        self.form.setObjectName("page")
        for area, inner in ((left, self.form), (right, page)):
            area.setWidgetResizable(True)
            area.setFrameShape(QFrame.Shape.NoFrame)
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
            area.setWidget(inner)
            halves.addWidget(area)
        halves.setSizes([400, 760])
        self._left, self._right = left, right
        halves.setStretchFactor(1, 1)
        return halves

    def _renew(self) -> None:
        plan, language = self._document.plan, self._wording.language
        self._left.setMinimumWidth(self.form.minimumSizeHint().width() + _SCROLL_BAR)
        self._title.setText(f"{plan.run.number}  ·  {plan.run.protocol.title.written(language)}")
        last = plan.last_day
        text = self._wording.text(N_("D0 {start}"), start=write_date(plan.run.start, language))
        if last:
            text += "  –  " + f"{last.label} {write_date(last.date, language)}"
        wells = self._wording.text(N_("{wells} wells"), wells=plan.wells)
        vessels = message(N_("{count} × {vessel}"), count=plan.run.count, vessel=plan.run.vessel.name).written(language)
        self._subtitle.setText(f"{text}  ·  {vessels}  ·  {wells}")
        self.calendar.show_plan(plan)
        self._show_day(self.calendar.chosen)

    def _show_day(self, number: int) -> None:
        plan = self._document.plan
        self._panel.show_day(plan, number)
        day = plan.days[number] if number < len(plan.days) else None
        self.print_day.setText(self._wording.text(N_("Print {day}…"), day=day.label if day else "D0"))
        self.print_day.setEnabled(bool(day and day.tasks))
        self.start_here.setEnabled(number != 0)
