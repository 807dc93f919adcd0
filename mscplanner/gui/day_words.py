"""What a day of the working calendar is, in words."""

from datetime import date

from mscplanner.domain.language import N_
from mscplanner.domain.work_calendar import CalendarDay, WorkCalendar
from mscplanner.gui.wording import Wording


def kind_of(calendar: WorkCalendar, day: date) -> str:
    """Return why ``day`` is open or closed, as a text marked with ``N_``."""
    own, holiday = calendar.exception(day), calendar.holiday(day)
    if own:
        return N_("Opened by the lab") if own.open else N_("Closed by the lab")
    if holiday:
        return N_("Make-up working day") if holiday.open else N_("Public holiday")
    return N_("Closed weekday") if calendar.is_closed(day) else N_("Working day")


def day_words(calendar: WorkCalendar, day: date, wording: Wording) -> str:
    """Return why ``day`` is open or closed, and what it is called."""
    kind, reason = wording.text(kind_of(calendar, day)), calendar.reason(day)
    name = reason.written(wording.language) if reason else ""
    return kind if name in ("", kind) else wording.text(N_("{kind}: {name}"), kind=kind, name=name)


def state_words(day: CalendarDay, wording: Wording) -> str:
    """Return whether a dated day is open or closed, and its name."""
    state, name = wording.text(N_("open") if day.open else N_("closed")), day.name.written(wording.language)
    return wording.text(N_("{kind}: {name}"), kind=state, name=name) if name else state
