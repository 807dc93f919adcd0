"""The run page: fields at the left, the plan as a calendar, its batches and the chosen day at the right.

Where there is no room for both beside each other, all of it stands in one column.
"""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from mscplanner.domain.finding import Edit, Finding, Fix, Place
from mscplanner.domain.language import N_
from mscplanner.domain.message import message
from mscplanner.domain.run import FIRST_START, LAST_START
from mscplanner.gui.batch_strip import BatchStrip
from mscplanner.gui.calendar_head import CalendarHead
from mscplanner.gui.calendar_notice import CalendarNotice
from mscplanner.gui.day_panel import DayPanel
from mscplanner.gui.day_signs import calendar_notes
from mscplanner.gui.labels import button, text_label
from mscplanner.gui.run_document import RunDocument
from mscplanner.gui.run_form import RunForm
from mscplanner.gui.run_header import RunHeader
from mscplanner.gui.run_layout import RunLayout
from mscplanner.gui.volume_dialog import VolumeDialog
from mscplanner.gui.week_calendar import WeekCalendar
from mscplanner.gui.wording import Wording
from mscplanner.gui.work_sign import WorkKey
from mscplanner.planning.close_out_form import closable_parts
from mscplanner.planning.edits import apply_fix, with_strength
from mscplanner.planning.happenings import start_stands
from mscplanner.planning.replanning import is_done
from mscplanner.planning.stage_lengths import length_place, open_stages

_OF_STOCKS = ("E-STOCK-NONE", "E-STOCK-LOW")


class RunPage(QWidget):
    """Shows one run and everything that follows from it; ``refused`` carries why something was not done."""

    sheets_wanted = Signal()
    day_sheets_wanted = Signal(int)
    save_wanted = Signal()
    history_wanted = Signal()
    protocol_wanted = Signal()
    calendar_wanted = Signal()
    start_wanted = Signal()
    refused = Signal(object)

    def __init__(self, wording: Wording, document: RunDocument, today: date) -> None:
        super().__init__()
        self._wording = wording
        self._document = document
        self.header = RunHeader(wording)
        self.sheets, self.newer = self.header.sheets, self.header.newer
        self.form = RunForm(wording, document)
        self.calendar = WeekCalendar(wording, today)
        self.calendar_head = CalendarHead(wording, self.calendar)
        self.strip = BatchStrip(wording)
        self._key = WorkKey(wording)
        self.calendar_notes = text_label(role="small")
        self.panel = DayPanel(wording)
        self._layout = RunLayout(wording, self.header, self.form, self._plan_column())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.calendar_notice = CalendarNotice(wording, document)
        column.addWidget(self.calendar_notice)
        self.form.work_calendar.clicked.connect(lambda _checked: self.calendar_wanted.emit())
        column.addWidget(self._layout)
        self.header.sheets.clicked.connect(lambda _checked: self.sheets_wanted.emit())
        self.header.save.clicked.connect(lambda _checked: self.save_wanted.emit())
        self.header.history.clicked.connect(lambda _checked: self.history_wanted.emit())
        self.header.newer.clicked.connect(lambda _checked: self.protocol_wanted.emit())
        self.panel.dose_typed.connect(self._change_dose)
        self.panel.stock_typed.connect(self._change_stock)
        self.panel.volume_wanted.connect(self._show_volume)
        self.calendar.day_chosen.connect(self._show_day)
        self.calendar.start_moved.connect(self.move_start)
        self.calendar.start_dragged.connect(lambda days: self.move_start(days, merged=False))
        self.form.find_start.clicked.connect(lambda _checked: self.start_wanted.emit())
        self.strip.day_chosen.connect(self.calendar.choose)
        document.changed.connect(self._renew)
        wording.changed.connect(self._renew)
        self._renew()

    def _plan_column(self) -> QWidget:
        self.print_day = button(pressed=lambda: self.day_sheets_wanted.emit(self.calendar.chosen))
        self.print_day.setObjectName("print_day")
        self.day_done, self.what_happened, self.close_out = button(), button(), button()
        self.close_out.setObjectName("close_out_button")
        self._wording.bind(self.close_out.setText, N_("Close Out…"))
        self.day_done.setObjectName("day_done_button")
        self.what_happened.setObjectName("what_happened_button")
        self._wording.bind(self.day_done.setText, N_("Done"))
        self._wording.bind(self.what_happened.setText, N_("What Happened…"))
        self.hand_over = button()
        self.hand_over.setObjectName("hand_over_button")
        self._wording.bind(self.hand_over.setText, N_("Hand Over…"))
        self.start_here = button(pressed=self.start_on_chosen)
        self._wording.bind(self.start_here.setText, N_("Start on Chosen Day"))
        for made in (self.day_done, self.what_happened, self.close_out):
            self.panel.add_button(made, 0)
        for made in (self.start_here, self.hand_over, self.print_day):
            self.panel.add_button(made, 1)
        page = QWidget()
        page.setObjectName("page")
        column = QVBoxLayout(page)
        column.setContentsMargins(8, 8, 14, 16)
        column.setSpacing(10)
        for each in (self.calendar_head, self.calendar, self._key, self.calendar_notes, self.strip, self.panel):
            column.addWidget(each)
        column.addStretch(1)
        return page

    # Places

    def show_place(self, finding: Finding) -> None:
        """Go to the place of ``finding``: a field of the run, a stock, or the day of a stage."""
        place = finding.place
        if place[0] in ("run", "change") and len(place) <= 2:
            self.show_widget(self.form.focus_field(place[-1]))
        elif self._is_length(place):
            self.show_widget(self.form.focus_field("/".join(length_place(place[-1 if place[0] == "run" else 1]))))
        elif finding.code in _OF_STOCKS and len(place) == 4:
            self.show_widget(self.form.focus_stock(place[3].split("#")[0]))
        elif place[0] == "stocks" and len(place) > 1:
            self.show_widget(self.form.focus_stock(place[1]))
        elif place[0] == "stocks":
            self.show_widget(self.form.focus_field("stocks"))
        elif place[0] == "days":
            self._choose(int(place[1].removeprefix("D")))
        elif place[0] == "stages" and len(place) == 4:
            self._choose(self._day_of(place[1], place[3]))
            self.show_widget(self.panel.focus_dose(place[1], place[3]))
        elif place[0] == "stages" and len(place) > 1:
            window = self._document.plan.window(place[1])
            self._choose(window.start_day if window else 0)
        else:
            self._choose(0)

    def _is_length(self, place: Place) -> bool:
        """Return whether ``place`` is that of the length of a stage whose source states none."""
        if place[0] == "stages" and place[2:] == ("duration",):
            return any(stage.id == place[1] for _, stage in open_stages(self._document.protocol))
        return len(place) == 3 and place == length_place(place[2])

    def show_widget(self, widget: QWidget | None) -> None:
        """Scroll until ``widget`` is to be seen."""
        self._layout.show_widget(widget)

    def _day_of(self, stage: str, key: str) -> int:
        """Return the first day on which an addition is put into a medium of its stage."""
        for batch in self._document.plan.media:
            if batch.stage == stage and "induced" in batch.arms:
                if any(line.key == key for line in batch.recipe):
                    return batch.made_on_day
                for each in batch.completions:
                    if any(line.key == key for line in each.recipe):
                        return each.day
        window = self._document.plan.window(stage)
        return window.start_day if window else 0

    def _choose(self, number: int) -> None:
        self.calendar.choose(number)
        self.calendar.setFocus(Qt.FocusReason.OtherFocusReason)

    # Edits

    def _change_dose(self, stage: str, key: str, typed: str) -> None:
        run = self._document.run
        known = run.lab.catalogue.reagent(key.split("#", maxsplit=1)[0])
        edit = Edit(place=("stages", stage, "additions", key), field="final", value=typed)
        fix = Fix(label=message(N_("typed for this run")), edit=edit)
        name = message(N_("Change the final concentration of {name}"), name=known.label if known else key)
        self._document.change(name, apply_fix(run, fix))

    def _change_stock(self, reagent: str, from_day: int, typed: str) -> None:
        run = self._document.run
        known = run.lab.catalogue.reagent(reagent)
        name = message(N_("Change the stock of {name}"), name=known.label if known else reagent)
        self._document.change(name, with_strength(run, reagent, typed, from_day))

    def _show_volume(self, batch_id: str, completing: bool) -> None:
        asked = VolumeDialog(self, self._document, batch_id, "completion" if completing else "kept")
        asked.finished.connect(asked.deleteLater)
        # PySide hides the plain ``open`` of dialogs behind the one with a receiver.
        QDialog.open(asked)

    def show_newer(self, newer: bool) -> None:
        """Say whether the library holds another state of the run's protocol."""
        self.newer.setVisible(newer)

    def move_start(self, days: int, merged: bool = True) -> None:
        """Start the run so many days later, or earlier, as far as a run can start there.

        Args:
            days: By which D0 moves.
            merged: Whether it goes on with a step of undo that moved the start before.
        """
        run = self._document.run
        why = start_stands(run)
        if why:
            self.refused.emit(why)
            return
        wanted = min(max(run.start.toordinal() + days, FIRST_START.toordinal()), LAST_START.toordinal())
        moved = run.model_copy(update={"start": date.fromordinal(wanted)})
        self._document.change(message(N_("Change the start date")), moved, "start" if merged else "")

    def start_on(self, start: date) -> None:
        """Make ``start`` the date of D0, as a step of its own."""
        self.move_start((start - self._document.run.start).days, merged=False)
        if self._document.run.start == start:
            self.calendar.choose(0)

    def start_on_chosen(self) -> None:
        """Make the chosen day D0."""
        self.start_on(self._document.run.start + timedelta(days=self.calendar.chosen))

    # Showing

    def _renew(self) -> None:
        plan = self._document.plan
        self.header.show_plan(plan)
        self.calendar.show_plan(plan)
        self.strip.show_plan(plan)
        kinds = [task.kind for day in plan.working_days for task in day.tasks]
        self._key.show_kinds([*kinds, *self.calendar.records])
        notes = calendar_notes(plan, self._wording)
        self.calendar_notes.setText("\n".join(notes))
        self.calendar_notes.setVisible(bool(notes))
        self._show_day(self.calendar.chosen)
        self._layout.arrange()

    def _show_day(self, number: int) -> None:
        plan = self._document.plan
        self.panel.show_day(plan, number)
        self.strip.canvas.show_day(number)
        day = plan.day(number)
        self.print_day.setText(self._wording.text(N_("Print {day}…"), day=day.label if day else "D0"))
        self.print_day.setEnabled(bool(day and day.tasks))
        self.start_here.setEnabled(number != 0 and start_stands(plan.run) is None)
        self.hand_over.setEnabled(day is not None)
        self.day_done.setEnabled(bool(day and day.tasks) and not is_done(plan, number))
        self.what_happened.setEnabled(day is not None)
        self.close_out.setEnabled(bool(day and closable_parts(plan, number)))
