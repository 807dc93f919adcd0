"""The lab's working calendar in its library: one setting, read and changed as a whole."""

import json
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.domain.work_calendar import WorkCalendar
from mscplanner.library.entry import Stamp
from mscplanner.library.glance import setting_at_a_glance
from mscplanner.library.kept_text import read_kept_text
from mscplanner.library.library import Library
from mscplanner.library.place import LibraryPlace
from mscplanner.library.public_holidays import is_due, with_public_holidays, years_around

SETTING = "work-calendar"
_FORMAT, _VERSION = "mscplanner-work-calendar", 1

Change = Callable[[WorkCalendar], WorkCalendar]


class CalendarInForce(NamedTuple):
    """What a lab plans with.

    Attributes:
        calendar: That of the library, else the one that the lab's files give.
        kept: Whether the library has one that can be read.
        trouble: What cannot be used of it, and why, or None.
        editable: Whether it can be changed; what cannot be read must not be.
    """

    calendar: WorkCalendar
    kept: bool
    trouble: Message | None = None
    editable: bool = True


def write_work_calendar(calendar: WorkCalendar) -> str:
    """Return ``calendar`` as the text that a library keeps; ``read_work_calendar`` gives it back as it was."""
    content = calendar.model_dump(mode="json", exclude_none=True)
    return json.dumps({"format": f"{_FORMAT}/{_VERSION}", **content}, ensure_ascii=False, separators=(",", ":"))


def read_work_calendar(text: str) -> WorkCalendar | Message:
    """Return the calendar of a text, or why it cannot be used: then it must not be overwritten."""
    damaged = message(
        N_("The lab's working calendar in the library is damaged. It stays as it is; the lab's files are used.")
    )
    newer = N_(
        "A newer mscplanner has written the lab's working calendar ({format}). "
        "It stays as it is; the lab's files are used."
    )
    return read_kept_text(text, _FORMAT, _VERSION, WorkCalendar, damaged, newer)


def kept_work_calendar(library: Library) -> WorkCalendar | Message | None:
    """Return what ``library`` keeps, None where that is nothing, or why it cannot be used.

    Raises:
        LibraryFault: the library cannot be read.
    """
    text = library.setting(SETTING)
    return None if text is None else read_work_calendar(text)


def calendar_at_a_glance(place: LibraryPlace) -> WorkCalendar | Message | None:
    """Return what the library at ``place`` keeps, None where that is nothing, or why it cannot be used.

    The library is not opened: none is made, and nothing is written.

    Raises:
        LibraryFault: there is a library, and it cannot be read.
    """
    text = setting_at_a_glance(place, SETTING)
    return None if text is None else read_work_calendar(text)


def calendar_in_force(library: Library, of_files: WorkCalendar, today: date, stamp: Stamp) -> CalendarInForce:
    """Return the calendar that the lab plans with; public holidays that are due are looked up, and kept with it.

    Args:
        library: Where it is kept.
        of_files: The calendar of the lab's files, used where the library has none.
        today: The day whose year, and the ones around it, must be there.
        stamp: Who looks, and when.

    Raises:
        LibraryFault: the library cannot be read or written.
    """
    kept = kept_work_calendar(library)
    if isinstance(kept, WorkCalendar):
        renewed = _renewed(kept, today)
        if isinstance(renewed, WorkCalendar) and renewed != kept:
            library.keep_setting(SETTING, write_work_calendar(renewed), stamp)
        trouble = renewed if isinstance(renewed, Message) else None
        return CalendarInForce(_calendar(renewed, kept), True, trouble)
    looked_up = _renewed(of_files, today)
    trouble = kept if isinstance(kept, Message) else looked_up if isinstance(looked_up, Message) else None
    return CalendarInForce(_calendar(looked_up, of_files), False, trouble, not isinstance(kept, Message))


def change_work_calendar(
    library: Library, of_files: WorkCalendar, change: Change, stamp: Stamp
) -> WorkCalendar | Message:
    """Apply ``change`` to what is kept now, else to the calendar of the files, keep the result and return it.

    What another program has kept since stays. Nothing is written where what is kept cannot be read.

    Raises:
        LibraryFault: the library cannot be read or written.
    """
    before = kept_work_calendar(library)
    if isinstance(before, Message):
        return before
    after = change(before or of_files)
    if after != before:
        library.keep_setting(SETTING, write_work_calendar(after), stamp)
    return after


def _renewed(calendar: WorkCalendar, today: date) -> WorkCalendar | Message:
    if not is_due(calendar, today):
        return calendar
    return with_public_holidays(calendar, calendar.country, calendar.subdivision, years_around(today))


def _calendar(found: WorkCalendar | Message, otherwise: WorkCalendar) -> WorkCalendar:
    return found if isinstance(found, WorkCalendar) else otherwise
