"""The weekly pattern: a box for each day of the week, ticked where somebody works."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from mscplanner.domain.language import N_
from mscplanner.domain.work_calendar import WEEKDAYS, WorkCalendar
from mscplanner.gui.wording import Wording

_NAMES = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
_IN_A_ROW = 4


class WeekdayBoxes(QWidget):
    """``turned`` carries the day of the week and whether somebody works on it."""

    turned = Signal(str, bool)

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self.boxes = {each: QCheckBox() for each in WEEKDAYS}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        for at, (weekday, box) in enumerate(self.boxes.items()):
            wording.bind(box.setText, _NAMES[at])
            box.setObjectName(f"works_{weekday}")
            box.toggled.connect(lambda works, weekday=weekday: self.turned.emit(weekday, works))
            grid.addWidget(box, at // _IN_A_ROW, at % _IN_A_ROW)
        grid.setColumnStretch(_IN_A_ROW, 1)

    def show_calendar(self, calendar: WorkCalendar) -> None:
        """Tick the days of the week on which somebody works."""
        for weekday, box in self.boxes.items():
            blocker = QSignalBlocker(box)
            box.setChecked(weekday not in calendar.closed_weekdays)
            del blocker

    def let_edit(self, editable: bool) -> None:
        """Say whether the pattern can be changed."""
        for box in self.boxes.values():
            box.setEnabled(editable)
