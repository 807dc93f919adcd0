"""The rows of the form of a hand-over page: what is written on it before and on the days that it is about."""

from collections.abc import Iterator

from mscplanner.domain.close_out import Row
from mscplanner.domain.language import N_
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.message import Message, message
from mscplanner.planning.close_out_rows import both, entry, joined, record, text
from mscplanner.planning.day_boxes import told_ahead
from mscplanner.planning.hand_overs import HandOver
from mscplanner.planning.media import ARM_NAMES
from mscplanner.planning.plan import PREPARATIONS, Day, Plan
from mscplanner.planning.vessel_names import vessels_of

LOOK_FOR = (
    N_("Incubator: temperature, CO2, water"),
    N_("Medium clear, colour as before, no film"),
    N_("Cells attached, wells covered"),
    N_("No alarm at incubator, fridge, freezer"),
)
WHOM_TO_CALL = (
    N_("About the run: name, phone"),
    N_("About the incubator: name, phone"),
    N_("Emergency: name, phone"),
)
_AHEAD = (*PREPARATIONS, "warm", "make-medium", "complete-medium")


def hand_over_rows(plan: Plan, left: HandOver) -> Iterator[Row]:
    """Give the rows of a hand-over page, in its order; the ids are the first parts of the names of its fields."""
    if left.last:
        yield from _last(left.last)
    closed = all(day.closed for day in left.covered)
    title = N_("To do while the lab is closed") if closed else N_("To do on these days")
    for day in left.covered:
        yield from _to_do(title, day)
    for number, label in enumerate(_kept(plan, left), start=1):
        place = entry("fridge-incubator-place", heading=text(N_("Fridge, incubator, place")))
        yield record(N_("What is where"), f"kept-{number}", label, [place])
    for number, told in enumerate(LOOK_FOR, start=1):
        yield record(N_("What to look for"), f"look-{number}", text(told), [entry("done", "tick")])
    for number, told in enumerate(WHOM_TO_CALL, start=1):
        yield record(N_("Whom to call"), f"call-{number}", text(told), [entry("text")])


def work_parts(day: Day) -> list[list[Message]]:
    """Return what is prepared on a day, and what is done at the cells, where there is any."""
    prepared = [task.text for task in day.tasks if task.kind in _AHEAD]
    at_cells = [task.text for task in day.tasks if task.kind not in _AHEAD]
    return [each for each in (prepared, at_cells) if each]


def _last(day: Day) -> Iterator[Row]:
    work = joined(told_ahead(day) or [task.text for task in day.tasks], "; ")
    otherwise = entry("otherwise", heading=text(N_("Not done, or otherwise")))
    yield record(N_("Done last"), "last", work, [entry("done", "tick"), otherwise], detail=day.label)


def _to_do(title: str, day: Day) -> Iterator[Row]:
    parts = [joined(part, "; ") for part in work_parts(day)]
    for number, told in enumerate(parts or [text(N_("Look after it; no work planned"))], start=1):
        cells = [entry("done", "tick"), entry("by-whom", heading=text(N_("By whom"))), entry("time", "time")]
        yield record(title, f"{day.label}-{number}", told, cells, detail=day.label)


def _kept(plan: Plan, left: HandOver) -> Iterator[LocalText]:
    for arm, _ in left.wells:
        yield text(N_("{vessels}: {arm}"), vessels=vessels_of(plan.run, arm), arm=message(ARM_NAMES[arm]))
    for batch in left.batches:
        yield text(N_("Medium {batch}"), batch=batch.id)
    for waiting in left.prepared:
        yield both(waiting.text)
