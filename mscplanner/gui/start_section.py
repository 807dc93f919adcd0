"""The first section of a run: when it starts, what it is called, who prepares it."""

from PySide6.QtCore import QDate, QLocale, QSignalBlocker
from PySide6.QtWidgets import QDateEdit, QLineEdit, QSizePolicy, QWidget

from mscplanner.domain.language import N_
from mscplanner.domain.run import FIRST_START, LAST_START
from mscplanner.gui.form_section import FormSection, visible
from mscplanner.gui.labels import button, guard_wheel, text_label
from mscplanner.gui.run_document import RunDocument
from mscplanner.gui.wording import Wording
from mscplanner.planning.happenings import start_stands


class StartSection(FormSection):
    """D0, run number and operator."""

    def __init__(self, wording: Wording, document: RunDocument) -> None:
        super().__init__(wording, document, N_("1  Start"))
        self.start = QDateEdit()
        guard_wheel(self.start)
        self.start.setCalendarPopup(True)
        self.start.setDisplayFormat("yyyy-MM-dd ddd")
        self.start.setDateRange(QDate(*FIRST_START.timetuple()[:3]), QDate(*LAST_START.timetuple()[:3]))
        self.start.dateChanged.connect(
            lambda when: self.change(N_("Change the start date"), {"start": when.toPython()}, "start")
        )
        self.stands = text_label(role="small")
        self.add_row(N_("Date of D0"), self.start, self.stands)
        self.find_start = button()
        self.find_start.setObjectName("find_start")
        wording.bind(self.find_start.setText, N_("Find Start Date…"))
        self.work_calendar = button("small")
        self.work_calendar.setObjectName("work_calendar")
        self.work_calendar.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.wording.bind(self.work_calendar.setText, N_("Working Calendar…"))
        self.form.addRow("", self.find_start)
        self.form.addRow("", self.work_calendar)
        self.number = QLineEdit()
        self.number.setMaxLength(24)
        self.number.textEdited.connect(self._number_changed)
        self.number_kept = text_label(role="small")
        self.add_row(N_("Run number"), self.number, self.number_kept)
        self.operator = QLineEdit()
        self.operator.setMaxLength(80)
        self.operator.textEdited.connect(
            lambda text: self.change(N_("Change who prepares the run"), {"operator": visible(text)}, "operator")
        )
        self.add_row(N_("Prepared by"), self.operator)

    def fields(self) -> dict[str, QWidget]:
        return {"start": self.start, "number": self.number}

    def _number_changed(self, text: str) -> None:
        if visible(text):
            self.change(N_("Change the run number"), {"number": visible(text)}, "number")
        self._show_kept()

    def _show_kept(self) -> None:
        """Say under an empty field which number the run has all the same."""
        empty = not visible(self.number.text())
        kept = self.wording.text(N_("A run has a number: {number} is kept."), number=self.document.run.number)
        self.number_kept.setText(kept if empty else "")
        self.number_kept.setVisible(empty)

    def show_plan(self) -> None:
        run, blocker = self.document.run, QSignalBlocker(self.start)
        self.start.setLocale(QLocale("zh_CN" if self.wording.language == "zh" else "en_GB"))
        self.start.setDate(QDate(run.start.year, run.start.month, run.start.day))
        del blocker
        why = start_stands(run)
        self.start.setEnabled(why is None)
        self.find_start.setEnabled(why is None)
        self.stands.setText(why.written(self.wording.language) if why else "")
        self.stands.setVisible(why is not None)
        if self.number.text().strip() != run.number:
            self.number.setText(run.number)
        self._show_kept()
        if self.operator.text().strip() != run.operator:
            self.operator.setText(run.operator)
