"""The picture of a run: the strip of its stages and its days as weeks."""

from collections.abc import Sequence
from datetime import date, timedelta

from mscplanner.domain.language import N_
from mscplanner.domain.message import message, weekday
from mscplanner.planning.plan import Day, StageWindow, Task
from mscplanner.sheets.blocks import Block, Section, head
from mscplanner.sheets.cells import BODY, CAPTION, SMALL
from mscplanner.sheets.job import Job
from mscplanner.sheets.pen import CLOSED_GREY, MILLIMETRE, PATTERNS, TICK, Pen, Symbol, width_mm
from mscplanner.sheets.speech import write_volume

_STRIP_HEIGHT = 9.0
_LOWEST_WEEK, _HIGHEST_WEEK = 27.0, 29.0
_LINE = 3.9
_SYMBOLS: dict[str, Symbol] = {
    "make-medium": "triangle",
    "start-stage": "disc",
    "change-medium": "disc",
    "procedure": "diamond",
    "readout": "diamond",
    "harvest": "square",
}


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
    for text in (f"{window.code} | D{window.start_day}–D{window.end_day}", window.code):
        field = width_mm(text, True, BODY) + 2.4
        if field <= width - 0.6:
            left = start + (width - field) / 2
            pen.fill(left, top + 1.6, field, _STRIP_HEIGHT - 3.2, 1.0)
            pen.text(start + width / 2, top + 6.0, text, BODY, True, "centre")
            return


def calendar(job: Job) -> Section:
    """Return the days of the run, a row for each week."""
    days = {day.date: day for day in job.plan.days}
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

    def draw(pen: Pen, top: float, height: float) -> None:
        for index in range(7):
            day = monday + timedelta(days=index)
            _draw_day(pen, job, (job.paper.left + index * width, top, width, height), day, days.get(day))

    return Block(_LOWEST_WEEK, _HIGHEST_WEEK, draw)


_Area = tuple[float, float, float, float]


def _draw_day(pen: Pen, job: Job, area: _Area, on: date, day: Day | None) -> None:
    x, top, width, height = area
    if day and day.closed:
        pen.fill(x, top, width, height, CLOSED_GREY)
    pen.box(x, top, width, height)
    pen.text(x + 1.2, top + 4.4, on.strftime("%m-%d"), CAPTION)
    if day is None:
        return
    pen.text(x + width - 1.2, top + 5.2, day.label, 13.0, bool(day.tasks), "right")
    for index, (symbol, text) in enumerate(_entries(job, day.tasks)):
        y = top + 7.0 + index * _LINE
        if symbol:
            pen.symbol(symbol, x + 1.3, y + 0.5, 2.5)
        pen.text(x + 4.7, y + 2.9, text, _entry_size(text, width - 5.4), symbol is not None)
    if day.tasks:
        pen.tick_box(x + 1.2, top + height - TICK - 1.1)
        pen.text(
            x + TICK + 2.4,
            top + height - 2.2,
            job.texts(N_("p. {number}"), number=job.page_of(day.label))[0],
            SMALL,
        )
        pen.line(x + width - 8.2, top + height - 1.6, x + width - 1.2, top + height - 1.6)


def _entry_size(text: str, width: float) -> float:
    return CAPTION if width_mm(text, True, CAPTION) <= width else SMALL


def _entries(job: Job, tasks: Sequence[Task]) -> list[tuple[Symbol | None, str]]:
    """Return what stands in a day's field: at most three lines, each with its sign."""
    readouts = [task for task in tasks if task.readout]
    entries: list[tuple[Symbol | None, str]] = []
    for task in tasks:
        if task.readout and task is not readouts[0]:
            continue
        entries.append((_SYMBOLS[task.kind], _entry(job, task, len(readouts))))
    if len(entries) > 3:
        more = job.speech.texts(message(N_("+ {count} more"), count=len(entries) - 2))[0]
        return [*entries[:2], (None, more)]
    return entries


def _entry(job: Job, task: Task, readouts: int) -> str:
    """Return the shortest text of a task: words fit in one language only, codes in both."""
    match task.kind:
        case "make-medium":
            return f"{task.batch or task.medium} {write_volume(task.volume)}"
        case "start-stage" | "change-medium":
            return task.batch or task.medium
        case "harvest":
            return job.texts(N_("harvest"))[0]
        case _:
            name = job.texts(N_("read-out") if task.kind == "readout" else N_("procedure"))[0]
            return f"{name} ({readouts})" if readouts > 1 else name


def _legend(job: Job) -> Block:
    items: tuple[tuple[Symbol | None, str], ...] = (
        ("triangle", N_("make medium")),
        ("disc", N_("give medium")),
        ("diamond", N_("read-out, procedure")),
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
