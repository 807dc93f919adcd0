"""The picture of a run: the strip of its stages and its days as weeks."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from mscplanner.domain.language import N_
from mscplanner.domain.message import message, weekday
from mscplanner.domain.quantity import format_quantity, legible, rounded
from mscplanner.planning.plan import FEEDINGS, Day, StageWindow
from mscplanner.planning.stage_rules import written_span
from mscplanner.sheets.blocks import Block, Section, head
from mscplanner.sheets.cells import BODY, CAPTION, SMALL
from mscplanner.sheets.job import Job
from mscplanner.sheets.pen import CLOSED_GREY, MILLIMETRE, PATTERNS, TICK, Pen, Symbol, width_mm

_STRIP_HEIGHT = 9.0
_LOWEST_WEEK, _HIGHEST_WEEK = 27.0, 29.0
_LINE = 3.9
_USUAL_LINES = 3
_SIGN = 3.3


class Entry(NamedTuple):
    """One line in the field of a day: its signs and a short text."""

    signs: tuple[Symbol, ...]
    text: str


def stage_strip(job: Job) -> Block:
    """Return the stages side by side, as wide as they are long, told apart by pattern and code."""

    def draw(pen: Pen, top: float, height: float) -> None:
        end = max(window.end_hours for window in job.plan.stages)
        for index, window in enumerate(job.plan.stages):
            start = job.paper.left + job.paper.text_width * float(window.start_hours / end)
            width = job.paper.text_width * float((window.end_hours - window.start_hours) / end)
            pen.pattern(PATTERNS[index % len(PATTERNS)], start, top, width, height)
            _draw_code(pen, window, start, top, width)
            pen.box(start, top, width, height, 1.0)

    return Block(_STRIP_HEIGHT, _STRIP_HEIGHT, draw)


def _draw_code(pen: Pen, window: StageWindow, start: float, top: float, width: float) -> None:
    for text in (f"{window.code} | {written_span(window.start_hours, window.end_hours)}", window.code):
        field = width_mm(text, True, BODY) + 2.4
        if field <= width - 0.6:
            left = start + (width - field) / 2
            pen.fill(left, top + 1.6, field, _STRIP_HEIGHT - 3.2, 1.0)
            pen.text(start + width / 2, top + 6.0, text, BODY, True, "centre")
            return


def calendar(job: Job) -> Section:
    """Return the days of the run, those before D0 included, a row for each week."""
    days = {day.date: day for day in (*job.plan.preceding, *job.plan.days)}
    first = min(days)
    monday = first - timedelta(days=first.weekday())
    weeks = (max(days) - monday).days // 7 + 1
    width = job.paper.text_width / 7
    names = [
        tuple(dict.fromkeys(weekday(monday + timedelta(days=index), each) for each in job.speech.languages))
        for index in range(7)
    ]
    heads = head(job.paper.left, (width,) * 7, tuple((" ".join(name),) for name in names))
    rows = [_week(job, monday + timedelta(days=7 * week), days) for week in range(weeks)]
    return Section((*rows, _legend(job)), head=heads)


def _week(job: Job, monday: date, days: dict[date, Day]) -> Block:
    width = job.paper.text_width / 7
    dates = [monday + timedelta(days=index) for index in range(7)]
    entries = {when: entries_of(job, days[when]) for when in dates if when in days}
    more = _LINE * max(0, max(map(len, entries.values()), default=0) - _USUAL_LINES)

    def draw(pen: Pen, top: float, height: float) -> None:
        for index, when in enumerate(dates):
            area = (job.paper.left + index * width, top, width, height)
            _draw_day(pen, job, area, when, days.get(when), entries.get(when, []))

    return Block(_LOWEST_WEEK + more, _HIGHEST_WEEK + more, draw)


_Area = tuple[float, float, float, float]


def _draw_day(pen: Pen, job: Job, area: _Area, on: date, day: Day | None, entries: Sequence[Entry]) -> None:
    x, top, width, height = area
    if day.closed if day else job.plan.run.lab.working_calendar.is_closed(on):
        pen.fill(x, top, width, height, CLOSED_GREY)
    pen.box(x, top, width, height)
    pen.text(x + 1.2, top + 4.4, on.strftime("%m-%d"), CAPTION)
    if day is None:
        return
    pen.text(x + width - 1.2, top + 5.2, day.label, 13.0, bool(day.tasks), "right")
    for index, (signs, text) in enumerate(entries):
        y = top + 7.0 + index * _LINE
        start = x + 1.3
        for sign in signs:
            pen.symbol(sign, start, y + 0.5, 2.5)
            start += _SIGN
        pen.text(start, y + 2.9, text, _entry_size(text, x + width - 0.8 - start), True)
    if day.tasks:
        bottom = top + height
        pen.tick_box(x + 1.2, bottom - TICK - 1.1, job.blank(f"{day.label}.done", (day.label,), job.texts(N_("Done"))))
        page = job.texts(N_("p. {number}"), number=job.page_of(day.label))[0]
        pen.text(x + TICK + 2.4, bottom - 2.2, page, SMALL)
        line = max(x + width - 8.2, x + TICK + 3.2 + width_mm(page, False, SMALL))
        pen.line(line, bottom - 1.6, x + width - 1.2, bottom - 1.6)
        if blank := job.blank(f"{day.label}.initials", (day.label,), job.texts(N_("Initials"))):
            pen.blank(blank, line - 0.5, bottom - 6.4, x + width - 0.7 - line, 4.6)


def _entry_size(text: str, width: float) -> float:
    return CAPTION if width_mm(text, True, CAPTION) <= width else SMALL


def entries_of(job: Job, day: Day) -> list[Entry]:
    """Return what stands in a day's field: a line for each kind of work, codes rather than words."""
    found: list[Entry] = []
    ahead = [task for task in day.tasks if task.kind in ("dissolve", "coat")]
    thawed = sum(task.kind == "thaw" for task in day.tasks)
    if thawed:
        found.append(Entry(("star",), _counted(job, N_("thaw"), thawed)))
    if ahead:
        found.append(Entry(("star",), _counted(job, N_("prepare"), len(ahead))))
    for task in day.tasks:
        if task.kind == "make-medium" and task.volume:
            found.append(Entry(("triangle",), f"{task.batch} {format_quantity(rounded(legible(task.volume)))}"))
    wells = sum(task.wells for task in day.tasks if task.kind == "withdraw")
    if wells:
        found.append(Entry(("hollow-square",), _counted(job, N_("early"), wells)))
    found += _feedings(day)
    found += _readings(job, day)
    if any(task.kind == "harvest" for task in day.tasks):
        found.append(Entry(("square",), job.texts(N_("harvest"))[0]))
    return found


def _counted(job: Job, text: str, count: int) -> str:
    # Words fit in one language only.
    return f"{job.texts(text)[0]} ({count})" if count > 1 else job.texts(text)[0]


def _feedings(day: Day) -> list[Entry]:
    """Return the media that are given, those completed on the day with the sign for it."""
    completed = {task.batch for task in day.tasks if task.kind == "complete-medium"}
    given = dict.fromkeys(task.batch or task.medium for task in day.tasks if task.kind in FEEDINGS)
    return [Entry(("hollow-triangle", "disc") if each in completed else ("disc",), each) for each in given]


def _readings(job: Job, day: Day) -> list[Entry]:
    readouts = sum(task.kind == "readout" for task in day.tasks)
    procedures = sum(task.kind == "procedure" for task in day.tasks)
    told = ((N_("procedure"), procedures), (N_("read-out"), readouts))
    return [Entry(("diamond",), _counted(job, text, count)) for text, count in told if count]


def _legend(job: Job) -> Block:
    items: tuple[tuple[Symbol | None, str], ...] = (
        ("star", N_("thaw, dissolve, coat")),
        ("triangle", N_("make medium")),
        ("hollow-triangle", N_("complete it on the day")),
        ("disc", N_("give medium")),
        ("diamond", N_("read-out, procedure")),
        ("hollow-square", N_("early harvest, wells")),
        ("square", N_("harvest")),
        (None, N_("grey = closed day")),
        (None, N_("line = initials")),
    )
    texts = [(symbol, job.speech.line(message(text))) for symbol, text in items]
    placed, lines = _legend_places(job, texts)

    def draw(pen: Pen, top: float, height: float) -> None:
        for line, x, symbol, text in placed:
            y = top + 1.0 + line * 4.4
            if symbol:
                pen.symbol(symbol, x, y + 0.5, 2.5)
            pen.text(x + (3.6 if symbol else 0.0), y + 3.0, text, CAPTION)

    return Block(1.0 + 4.4 * lines, 1.4 + 4.4 * lines, draw)


def _legend_places(
    job: Job, texts: Sequence[tuple[Symbol | None, str]]
) -> tuple[list[tuple[int, float, Symbol | None, str]], int]:
    placed: list[tuple[int, float, Symbol | None, str]] = []
    line, x = 0, job.paper.left
    for symbol, text in texts:
        width = width_mm(text, False, CAPTION) + (3.6 if symbol else 0.0)
        if x + width > job.paper.right and x > job.paper.left:
            line, x = line + 1, job.paper.left
        placed.append((line, x, symbol, text))
        x += width + 12 / MILLIMETRE + 2.0
    return placed, line + 1
