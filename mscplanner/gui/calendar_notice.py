"""The bar over a run whose lab has another calendar by now."""

from PySide6.QtWidgets import QFrame, QHBoxLayout

from mscplanner.domain.lab import Lab
from mscplanner.domain.language import N_
from mscplanner.domain.message import message
from mscplanner.gui.labels import button, text_label
from mscplanner.gui.run_document import RunDocument
from mscplanner.gui.wording import Wording
from mscplanner.planning.calendar_checks import changed_days, changed_days_text, with_calendar


class CalendarNotice(QFrame):
    """Is shown where the lab's calendar says something else of the days of a run than the one it was planned with."""

    def __init__(self, wording: Wording, document: RunDocument) -> None:
        super().__init__()
        self._document, self._wording = document, wording
        self._lab = document.lab
        self.setObjectName("messageBar")
        self.text = text_label()
        self.use = button(pressed=self._use)
        self.use.setObjectName("use_calendar")
        wording.bind(self.use.setText, N_("Use It"))
        wording.bind(self.use.setAccessibleName, N_("Use the lab's calendar"))
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 6, 20, 6)
        row.setSpacing(12)
        row.addWidget(self.text, 1)
        row.addWidget(self.use)
        document.changed.connect(self._compare)
        wording.changed.connect(self._compare)
        self.hide()

    def use_lab(self, lab: Lab) -> None:
        """Compare the run's calendar with that of the lab as it is now."""
        self._lab = lab
        self._compare()

    def _compare(self) -> None:
        plan, calendar = self._document.plan, self._lab.working_calendar
        changed = bool(changed_days(plan, calendar))
        if changed:
            days = changed_days_text(plan, calendar).written(self._wording.language)
            self.text.setText(self._wording.text(N_("The lab's calendar has changed since: {days}."), days=days))
        self.setVisible(changed)

    def _use(self) -> None:
        run = with_calendar(self._document.run, self._lab.working_calendar)
        self._document.change(message(N_("Use the lab's calendar")), run)
