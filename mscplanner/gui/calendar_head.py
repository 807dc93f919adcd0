"""What stands above the calendar of a run: the month with the ways before and after, and week or month."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from mscplanner.domain.language import N_
from mscplanner.gui.labels import button, text_label
from mscplanner.gui.week_calendar import WeekCalendar
from mscplanner.gui.wording import Wording

_BESIDE_TEXT = 24
"""Frame and padding of a button, in pixels."""


class CalendarHead(QWidget):
    """Switches a calendar between the weeks of the run and its months.

    ``months_wanted`` says that a person chose one of them: whether it is the months.
    """

    months_wanted = Signal(bool)

    def __init__(self, wording: Wording, calendar: WeekCalendar) -> None:
        super().__init__()
        self._calendar = calendar
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.before = button("plain", lambda: calendar.turn_month(-1))
        self.after = button("plain", lambda: calendar.turn_month(1))
        for made, sign, name in (
            (self.before, "◀", N_("Month before")),
            (self.after, "▶", N_("Month after")),
        ):
            made.setText(sign)
            wording.bind(made.setAccessibleName, name)
        self._title = text_label(role="strong", wrap=False)
        for each in (self.before, self._title, self.after):
            row.addWidget(each)
        row.addStretch(1)
        self.week, self.month = button("plain"), button("plain")
        both = QButtonGroup(self)
        for made, text in ((self.week, N_("Week")), (self.month, N_("Month"))):
            made.setCheckable(True)
            both.addButton(made)
            wording.bind(made.setText, text)
            row.addWidget(made)
        wording.changed.connect(self._widen)
        self._widen()
        self.week.setChecked(True)
        self.month.toggled.connect(calendar.show_months)
        both.buttonClicked.connect(lambda made: self.months_wanted.emit(made is self.month))
        calendar.month_changed.connect(self._renew)
        self._renew()

    def show_months(self, wanted: bool) -> None:
        """Show the months, or the weeks of the run."""
        (self.month if wanted else self.week).setChecked(True)

    def _widen(self) -> None:
        """Leave room for the text of the checked button, which is bold."""
        for made in (self.week, self.month):
            font = QFont(made.font())
            font.setBold(True)
            made.setMinimumWidth(QFontMetrics(font).horizontalAdvance(made.text()) + _BESIDE_TEXT)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._widen()

    def _renew(self) -> None:
        month = self._calendar.month
        self._title.setText(f"{month:%Y-%m}" if month else "")
        for each in (self.before, self._title, self.after):
            each.setVisible(month is not None)
