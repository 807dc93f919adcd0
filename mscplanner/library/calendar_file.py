"""A plan as a calendar file (iCalendar, RFC 5545), which any calendar program imports.

Events last for whole days and have neither hour nor time zone: a day stays the day it is wherever
the file is opened, also where the clocks change.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

from icalendar import Calendar, Event, vText

from mscplanner import __version__
from mscplanner.domain.language import N_, Language, translate
from mscplanner.domain.message import message
from mscplanner.domain.value import hidden_character
from mscplanner.planning.calendar_entries import CalendarEntry, calendar_entries
from mscplanner.planning.plan import Plan
from mscplanner.planning.stage_lengths import lab_lengths
from mscplanner.planning.tasks import KIND_NAMES

LONGEST_TITLE = 120
_RUNS = UUID("6f1d2f7a-5f0c-4b8e-9a55-0d6b7c3e4a21")


def calendar_file(
    plan: Plan, moment: datetime, language: Language, document_id: str = "", before: Sequence[Plan] = ()
) -> bytes:
    """Return a calendar file of ``plan``.

    A program that has imported an earlier file of the same run updates its events: each has an
    id that follows from the run and the task alone, never from a date or a text.

    Args:
        plan: Gives the entries. Where errors stand, each says that it is a draft.
        moment: When the file is made; with a time zone.
        language: Of titles and descriptions.
        document_id: Id of the run's document; without one, number and protocol tell the run.
        before: Plans of which files were made earlier, the oldest first: what they had and ``plan``
            has not is told as cancelled.

    Raises:
        ValueError: there is nothing to tell, because no day of the plan is dated.
    """
    planned = {event_id(plan, entry, document_id): (plan, entry) for entry in calendar_entries(plan)}
    earlier = {event_id(each, entry, document_id): (each, entry) for each in before for entry in calendar_entries(each)}
    cancelled = {uid: found for uid, found in earlier.items() if uid not in planned}
    if not planned and not cancelled:
        raise ValueError("no day of the plan is dated")
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", f"-//mscplanner//mscplanner {__version__}//EN")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    name = f"{plan.run.number} · {plan.run.protocol.title.written(language)}"
    calendar.add("x-wr-calname", _Text(_title(name)))
    for uid, (of_plan, entry) in (planned | cancelled).items():
        event = _event(of_plan, entry, language, uid in cancelled)
        event.add("uid", uid)
        event.add("sequence", plan.run.revision)
        for stamp in ("dtstamp", "last-modified"):
            event.add(stamp, moment.astimezone(UTC).replace(microsecond=0))
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def event_id(plan: Plan, entry: CalendarEntry, document_id: str = "") -> str:
    """Return the id of the event of an entry: the same for the same run and the same task."""
    run = document_id or f"{plan.run.number}\n{plan.run.protocol.id}"
    return str(uuid5(uuid5(_RUNS, run), entry.identity))


class _Text(vText):
    r"""Text from people; the library itself would take ``\N`` in it for a line break."""

    def to_ical(self) -> bytes:
        text = str(self).replace("\\", "\\\\").replace(";", r"\;").replace(",", r"\,")
        return text.replace("\n", r"\n").encode()


def _event(plan: Plan, entry: CalendarEntry, language: Language, cancelled: bool) -> Event:
    title = f"{plan.run.number} {entry.day.label} {entry.title.written(language)}"
    status = "CONFIRMED"
    if cancelled:
        title, status = message(N_("No longer planned: {title}"), title=title).written(language), "CANCELLED"
    elif plan.has_errors:
        title, status = message(N_("DRAFT {title}"), title=title).written(language), "TENTATIVE"
    event = Event()
    event.add("summary", _Text(_title(title)))
    event.add("description", _Text(_plain(_description(plan, entry, language))))
    event.add("categories", [translate(KIND_NAMES[entry.kind], language)])
    event.add("status", status)
    # The event takes a day, not the hours of whoever has it in a calendar.
    event.add("transp", "TRANSPARENT")
    event.add("dtstart", entry.day.date)
    event.add("dtend", entry.day.date + timedelta(days=1))
    return event


def _description(plan: Plan, entry: CalendarEntry, language: Language) -> str:
    lines = []
    for task in entry.tasks:
        lines.append(task.text.written(language))
        if task.destructive:
            lines.append(translate(N_("Uses up the cells."), language))
    if plan.has_errors:
        lines += ["", translate(N_("DRAFT: not for use at the bench."), language)]
    closed = [message(N_("closed day"))] if entry.day.closed else []
    lengths = lab_lengths(plan.run, plan.stages, entry.day.number)
    about = [*closed, *lengths, message(N_("plan revision {number}"), number=plan.run.revision)]
    told = [_title(plan.run.protocol.title.written(language)), *(each.written(language) for each in about)]
    return "\n".join([*lines, "", " · ".join(told)])


def _title(text: str) -> str:
    line = " ".join(_plain(text).split())
    return line if len(line) <= LONGEST_TITLE else f"{line[: LONGEST_TITLE - 1]}…"


def _plain(text: str) -> str:
    """Return ``text`` without what no calendar can hold: line ends of other kinds, and hidden characters."""
    return "\n".join("".join(each for each in line if not hidden_character(each)) for line in text.splitlines())
