"""Calendar files as three independent programs read them: the right days, the same events, the texts as they were."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar

from mscplanner.domain.language import LANGUAGES, Language
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.protocol import Readout
from mscplanner.domain.run import Control, Run, Withdrawal
from mscplanner.library.calendar_file import LONGEST_TITLE, calendar_file
from mscplanner.library.templates import template_ids
from mscplanner.planning.calendar_entries import calendar_entries
from mscplanner.planning.plan import Plan
from mscplanner.planning.planner import plan
from mscplanner.planning.stage_lengths import with_length
from mscplanner.planning.task_moves import movable_tasks, moved_task

RunOf = Callable[[str], Run]
NINE = datetime(2026, 12, 7, 9, 30, 15, 999, tzinfo=timezone(timedelta(hours=8)))
BOTH = (Control(kind="uninduced"), Control(kind="vehicle"))
DATED = [each for each in template_ids() if each not in ("adsc-mir-375", "ucb-msc-pdx1-mrna")]


class Seen(NamedTuple):
    """An event as a calendar shows it; ``end`` is the day after it."""

    uid: str
    start: date
    end: date
    title: str
    text: str
    status: str
    sequence: int


def by_icalendar(data: bytes) -> list[Seen]:
    names = ("uid", "dtstart", "dtend", "summary", "description", "status", "sequence")
    rows: list[list[Any]] = [[each.decoded(name) for name in names] for each in Calendar.from_ical(data).walk("VEVENT")]
    return [Seen(*map(_text, row)) for row in rows]


def _text(cell: Any) -> Any:
    return cell.decode() if isinstance(cell, bytes) else cell


def by_vobject(data: bytes) -> list[Seen]:
    return [
        Seen(
            each.uid.value,
            each.dtstart.value,
            each.dtend.value,
            each.summary.value,
            each.description.value,
            each.status.value,
            int(each.sequence.value),
        )
        for each in vobject.readOne(data.decode()).vevent_list
    ]


def by_ical(data: bytes) -> list[Seen]:
    return [
        Seen(
            str(each.uid),
            each.dtstart or date.max,
            each.dtend or date.max,
            each.summary or "",
            each.description or "",
            each.status.value if each.status else "",
            each.sequence or 0,
        )
        for each in IcsCalendarStream.calendar_from_ics(data.decode()).events
    ]


READERS = (by_icalendar, by_vobject, by_ical)


def seen(data: bytes) -> list[Seen]:
    """Return the events of a file, about which all readers agree."""
    first, *others = (read(data) for read in READERS)
    assert all(other == first for other in others)
    return first


def ids(planned: Plan, language: Language = "en", document_id: str = "") -> list[str]:
    return [each.uid for each in by_icalendar(calendar_file(planned, NINE, language, document_id))]


def with_everything(run: Run) -> Run:
    return run.model_copy(update={"controls": BOTH, "withdrawals": (Withdrawal(day=2, wells=4),)})


def changed(run: Run, **fields: object) -> Plan:
    return plan(run.model_copy(update=fields))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template_id", DATED)
def test_that_three_programs_see_every_entry_on_its_day(run_of: RunOf, template_id: str, language: Language) -> None:
    planned = plan(with_everything(run_of(template_id)))
    events = seen(calendar_file(planned, NINE, language))
    entries = calendar_entries(planned)
    assert [each.start for each in events] == [each.day.date for each in entries]
    assert all(each.end == each.start + timedelta(days=1) for each in events)
    assert all(type(each.start) is date for each in events)
    assert len({each.uid for each in events}) == len(entries)
    for event, entry in zip(events, entries, strict=True):
        assert all(task.text.written(language) in event.text for task in entry.tasks)


@pytest.mark.parametrize("template_id", sorted(set(template_ids()) - set(DATED)))
def test_that_without_a_dated_day_there_is_no_file(run_of: RunOf, template_id: str) -> None:
    with pytest.raises(ValueError, match="no day"):
        calendar_file(plan(run_of(template_id)), NINE, "en")


def test_that_titles_are_short_and_name_run_day_and_work(run_of: RunOf) -> None:
    planned = plan(run_of("bm-msc-three-step"))
    on_d6 = [each for each in seen(calendar_file(planned, NINE, "en")) if each.start == date(2026, 12, 13)]
    assert [each.title for each in on_d6] == [
        "R-2026-014 D6 Prepare: thaw, warm, complete",
        "R-2026-014 D6 Change to fresh S2, 36 mL",
    ]
    assert on_d6[1].text == (
        "Change to fresh S2, 36 mL\n\nBM-MSC, three steps (Table 1) · closed day · plan revision 1"
    )
    chinese = [each.title for each in seen(calendar_file(planned, NINE, "zh")) if each.start == date(2026, 12, 13)]
    assert chinese == ["R-2026-014 D6 准备：融化、预热、补全", "R-2026-014 D6 换液：新鲜 S2（36 mL）"]


STARTS = {
    "Europe goes to summer time": date(2026, 3, 23),
    "Europe goes back": date(2026, 10, 19),
    "America goes to summer time": date(2026, 3, 2),
    "leap day": date(2028, 2, 21),
    "end of the year": date(2026, 12, 21),
}
READ = """
import json, sys
from datetime import datetime
from pathlib import Path
import vobject
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar
print(datetime(2026, 7, 1).astimezone().utcoffset().total_seconds() / 3600)
for name in sys.argv[1:]:
    data = Path(name).read_bytes()
    events = Calendar.from_ical(data).walk("VEVENT")
    print(*(each.decoded("dtstart") for each in events))
    print(*(each.dtstart.value for each in vobject.readOne(data.decode()).vevent_list))
    print(*(each.dtstart for each in IcsCalendarStream.calendar_from_ics(data.decode()).events))
"""


@pytest.mark.parametrize(("zone", "offset"), [("America/New_York", "-4.0"), ("Asia/Shanghai", "8.0")])
def test_that_days_are_the_same_in_every_time_zone(tmp_path: Path, run_of: RunOf, zone: str, offset: str) -> None:
    planned = [changed(run_of("bm-msc-three-step"), start=start) for start in STARTS.values()]
    paths = [tmp_path / f"{each.run.start}.ics" for each in planned]
    for path, each in zip(paths, planned, strict=True):
        path.write_bytes(calendar_file(each, NINE, "en"))
    words = [sys.executable, "-c", READ, *map(str, paths)]
    environment = os.environ | {"TZ": zone}
    done = subprocess.run(words, env=environment, capture_output=True, text=True, timeout=60, check=True)
    there, *days = done.stdout.splitlines()
    assert there == offset
    entries = [" ".join(str(entry.day.date) for entry in calendar_entries(each)) for each in planned]
    assert days == [line for line in entries for _ in READERS]


@pytest.mark.parametrize("start", STARTS.values(), ids=STARTS.keys())
def test_that_no_day_is_lost_where_clocks_and_years_change(run_of: RunOf, start: date) -> None:
    planned = changed(run_of("uc-msc-three-step"), start=start, change_every_days=1)
    days = {each.start for each in seen(calendar_file(planned, NINE, "en")) if each.start >= start}
    assert days == {start + timedelta(days=day) for day in range(15)}


@pytest.mark.parametrize("template_id", DATED)
def test_that_an_event_keeps_its_id_when_the_run_moves_is_revised_or_told_in_another_language(
    run_of: RunOf, template_id: str
) -> None:
    run = with_everything(run_of(template_id))
    first = ids(plan(run))
    week_later = run.start + timedelta(days=7)
    assert ids(changed(run, start=week_later)) == first
    assert ids(changed(run, revision=4, operator="L. Zhang")) == first
    assert ids(plan(run), "zh") == first


def moved_by_hand(run: Run) -> Run:
    """Move a change, a making and a thawing of the BM protocol each by a day."""
    for day, kind, name, to in ((6, "fill", "", 7), (2, "make", "", 1), (8, "thaw", "activin-a", 9)):
        planned = plan(run)
        own = [(each, each.own) for each in movable_tasks(planned, day)]
        task = next(each for each, pin in own if (pin.kind, pin.reagent) == (kind, name))
        run = moved_task(planned, task, to, "L. Zhang")
    return run


def test_that_a_task_moved_by_hand_keeps_its_event_which_moves_when_the_file_is_imported_again(run_of: RunOf) -> None:
    before = plan(run_of("bm-msc-three-step"))
    after = plan(moved_by_hand(before.run).model_copy(update={"revision": 2}))
    had = {each.uid: each for each in seen(calendar_file(before, NINE, "en"))}
    has = {each.uid: each for each in seen(calendar_file(after, NINE, "en", before=[before]))}
    assert had.keys() <= has.keys()
    kept = [uid for uid in had if has[uid].status == "CONFIRMED"]
    moved = {(had[uid].title.split(" ", 1)[1], has[uid].title.split()[1]) for uid in kept}
    assert {
        ("D6 Change to fresh S2, 36 mL", "D7"),
        ("D2 Make S2-1, 159 mL, without what is added fresh", "D1"),
        ("D8 Tonight, to 2–8 °C: Thaw Activin A: 15.9 µL for D10", "D9"),
    } <= moved
    told = [each.text.split("\n")[0] for each in has.values() if "by hand" in each.text]
    assert len(told) == 3
    assert all(each.endswith(": by hand, L. Zhang") for each in told)
    assert {each.sequence for each in has.values()} == {2}


def test_that_an_event_says_where_its_day_hangs_on_a_length_of_the_lab(run_of: RunOf) -> None:
    run = run_of("adsc-mir-375")
    lasting = with_length(with_length(run, "transduction", "3 d"), "differentiation", "7 d")
    events = seen(calendar_file(plan(lasting), NINE, "en"))
    first, second = (f"S{at}: {days} d (lab setting, not from the source)" for at, days in ((1, 3), (2, 7)))
    assert {(each.start - run.start).days for each in events} >= {0, 10}
    for each in events:
        assert first in each.text
        assert (second in each.text) == (each.start >= run.start + timedelta(days=3))
    assert not any(
        "lab setting" in each.text for each in seen(calendar_file(plan(run_of("bm-msc-three-step")), NINE, "en"))
    )


def test_that_another_run_has_other_events(run_of: RunOf) -> None:
    run = run_of("bm-msc-three-step")
    other = changed(run, number="R-2026-015")
    assert not set(ids(plan(run))) & set(ids(other))
    assert not set(ids(plan(run), document_id="a" * 32)) & set(ids(plan(run), document_id="b" * 32))


def test_that_a_document_is_known_whatever_its_number(run_of: RunOf) -> None:
    run = run_of("bm-msc-three-step")
    assert ids(plan(run), document_id="a" * 32) == ids(changed(run, number="R-7"), document_id="a" * 32)


def test_that_ids_stay_those_of_files_that_are_in_calendars_already(run_of: RunOf) -> None:
    assert ids(plan(run_of("bm-msc-three-step")))[0] == "b16afe34-b9d2-50ca-a389-5de8630c68c3"


def test_that_a_file_says_when_it_was_made_and_of_which_revision(run_of: RunOf) -> None:
    data = calendar_file(changed(run_of("bm-msc-three-step"), revision=3), NINE, "en")
    calendar = Calendar.from_ical(data)
    event = calendar.walk("VEVENT")[0]
    assert (str(calendar["version"]), str(calendar["method"])) == ("2.0", "PUBLISH")
    assert vobject.readOne(data.decode()).x_wr_calname.value == "R-2026-014 · BM-MSC, three steps (Table 1)"
    assert event.decoded("dtstamp") == event.decoded("last-modified") == datetime(2026, 12, 7, 1, 30, 15, tzinfo=UTC)
    assert [str(event[name]) for name in ("sequence", "status", "transp")] == ["3", "CONFIRMED", "TRANSPARENT"]
    assert event["categories"].to_ical() == b"medium preparation"
    assert calendar_file(changed(run_of("bm-msc-three-step"), revision=3), NINE, "en") == data


def test_that_with_errors_every_event_says_that_it_is_a_draft(run_of: RunOf) -> None:
    events = seen(calendar_file(plan(run_of("uc-msc-three-step")), NINE, "en"))
    assert all(each.title.startswith("DRAFT R-2026-014 D") for each in events)
    assert all("DRAFT: not for use at the bench." in each.text for each in events)
    assert {each.status for each in events} == {"TENTATIVE"}


def test_that_what_is_no_longer_planned_is_cancelled(run_of: RunOf) -> None:
    run = run_of("bm-msc-three-step")
    before, now = plan(run), changed(run, change_every_days=4, revision=2)
    events = seen(calendar_file(now, NINE, "en", before=[before]))
    gone = [each for each in events if each.status == "CANCELLED"]
    assert {each.uid for each in gone} == set(ids(before)) - set(ids(now))
    assert {each.uid for each in events} - {each.uid for each in gone} == set(ids(now))
    assert all(each.title.startswith("No longer planned: R-2026-014 D") for each in gone)
    assert {each.sequence for each in events} == {2}
    assert len({each.uid for each in events}) == len(events)


def test_that_what_was_cancelled_before_stays_so_and_what_comes_back_is_planned(run_of: RunOf) -> None:
    run = run_of("bm-msc-three-step")
    daily, usual, rare = (changed(run, change_every_days=days) for days in (1, 2, 4))
    cancelled = {
        each.uid for each in seen(calendar_file(rare, NINE, "en", before=[daily, usual])) if each.status == "CANCELLED"
    }
    assert cancelled == (set(ids(daily)) | set(ids(usual))) - set(ids(rare))
    back = seen(calendar_file(usual, NINE, "en", before=[usual, rare]))
    assert {each.uid for each in back if each.status == "CONFIRMED"} == set(ids(usual))


def test_that_a_run_that_can_no_longer_be_dated_is_cancelled_as_a_whole(run_of: RunOf) -> None:
    run = run_of("bm-msc-three-step")
    nothing = changed(run, protocol=run.protocol.model_copy(update={"stages": ()}))
    events = seen(calendar_file(nothing, NINE, "en", before=[plan(run)]))
    assert [each.uid for each in events] == ids(plan(run))
    assert {each.status for each in events} == {"CANCELLED"}


NASTY = {
    "C:\\New; a, b": "C:\\New; a, b",
    "\\\\N\\n\\": "\\\\N\\n\\",
    "a\r\nb\rc\nd": "a\nb\nc\nd",
    "a\u2028b\x0bc\x85d": "a\nb\nc\nd",
    "\x00\x07\x7f\u202e.": ".",
    "BEGIN:VEVENT\r\nEND:VCALENDAR\r\n.": "BEGIN:VEVENT\nEND:VCALENDAR\n.",
    "维" * 4000: "维" * 4000,
    "👩\u200d🔬" * 300: "👩\u200d🔬" * 300,
    "e\u0301" * 300: "e\u0301" * 300,
    ' "q" \t\ufeff%0A=': ' "q" \t\ufeff%0A=',
    "": "",
}


def check_text(run: Run, typed: str, shown: str) -> None:
    """Check that a run whose protocol and only read-out are called ``typed`` has events that say ``shown``."""
    # A value would refuse some of it; here it is as if one had got through.
    name = LocalText.model_construct(plain=typed, en=None, zh=None)
    readout = Readout.model_construct(name=name, at="end", destructive=True, detail=None)
    named = changed(run, protocol=run.protocol.model_copy(update={"title": name, "readouts": (readout,)}))
    data = calendar_file(named, NINE, "en")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert not set(b"\r\n\0") & set(data.replace(b"\r\n", b""))
    events = seen(data)
    assert len(events) == len(calendar_entries(named))
    event = next(each for each in events if "Read-out:" in each.title)
    assert event.text.startswith(f"Read-out: {shown}\nUses up the cells.\n\n")
    assert len(event.title) <= LONGEST_TITLE
    assert event.title.split("Read-out:")[1].removesuffix("…") in " " + " ".join(shown.split())


@pytest.mark.parametrize(("typed", "shown"), NASTY.items(), ids=[ascii(each)[:20] for each in NASTY])
def test_that_text_from_people_stays_text(run_of: RunOf, typed: str, shown: str) -> None:
    check_text(run_of("uc-msc-15-day-reading"), typed, shown)


@settings(max_examples=40)
@given(text=st.text(st.characters(exclude_categories=("C", "Zl", "Zp")) | st.sampled_from("\\nN;,:=\"'"), max_size=60))
def test_that_any_text_comes_back_as_it_was(run_of: RunOf, text: str) -> None:
    check_text(run_of("uc-msc-15-day-reading"), text, text)
