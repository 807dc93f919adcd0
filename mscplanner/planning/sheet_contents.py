"""What each sheet of the book shows of a plan, and which sheets differ between two plans."""

from collections.abc import Sequence

from mscplanner.domain.run import Run
from mscplanner.planning.day_boxes import next_told
from mscplanner.planning.day_media import batches_used
from mscplanner.planning.hand_overs import hand_overs
from mscplanner.planning.plan import FEEDINGS, Day, MediumBatch, Plan, Task
from mscplanner.planning.readied import readied_for
from mscplanner.planning.readout_sheets import readout_sheets

_AT_THE_CELLS = frozenset({*FEEDINGS, "readout", "harvest"})


def part_contents(planned: Plan) -> dict[str, tuple[int, object]]:
    """Return the last day of each part of the book, and what it shows.

    The overview shows all of it but the hand-overs that were asked for. Page numbers, and what is
    said of the revision itself, are no content.
    """
    parts: dict[str, tuple[int, object]] = {}
    for batch in planned.media:
        parts[batch.id] = batch.made_on_day, _of_batch(planned, batch)
        for each in batch.completions:
            rest = batch.made_on_day, batch.code, batch.title, max(batch.feeds) == each.day
            parts[each.id] = each.day, (each, rest, readied_for(planned, each))
    parts |= {day.label: (day.number, _of_day(planned, day)) for day in planned.working_days}
    parts |= {each.id: (each.day, each) for each in readout_sheets(planned)}
    left = hand_overs(planned)
    parts |= {each.id: (each.covered[-1].number, each) for each in left if not each.asked}
    last = planned.last_day.number if planned.last_day else 0
    asked = {each.id: (each.covered[-1].number, each) for each in left if each.asked}
    return {"overview": (last, tuple(parts.values())), **parts, **asked}


def _of_batch(planned: Plan, batch: MediumBatch) -> object:
    added = tuple((each.day, each.id) for each in batch.completions)
    fresh = {line.key: line.label for each in batch.completions for line in each.recipe if not line.base}
    return batch.model_copy(update={"completions": ()}), added, tuple(fresh.items()), readied_for(planned, batch)


def _of_day(planned: Plan, day: Day) -> object:
    """Return what the sheet of a day shows: also its media, what comes next, and when the run ends."""
    media = tuple((each.id, each.title, each.made_on_day, each.use_by) for each in batches_used(planned, day))
    return day, media, next_told(planned, day), planned.last_day.label if planned.last_day else ""


def withdrawn_parts(before: Plan, after: Plan) -> tuple[str, ...]:
    """Return the parts of the book of ``before`` that ``after`` has no sheet for.

    They lay ahead, or are of a day that was missed.
    """
    old, new = part_contents(before), part_contents(after)
    done, missed = last_done(after.run), _missed(after.run)
    return tuple(
        part for part, (day, _) in old.items() if part not in new and (done is None or day > done or day in missed)
    )


def changed_parts(before: Plan, after: Plan) -> tuple[str, ...]:
    """Return the parts of the book of ``after`` whose content is not that of ``before``, by their ids."""
    old, new = part_contents(before), part_contents(after)
    return tuple(part for part, (_, content) in new.items() if part not in old or old[part][1] != content)


def done_parts(before: Plan, after: Plan, changed: Sequence[str]) -> tuple[str, ...]:
    """Return those of ``changed`` that are not printed again, as their days lie behind.

    The sheets of a day on which something was given that another day was planned for are none of
    them: what was done on it is written on them.
    """
    done = last_done(after.run)
    if done is None:
        return ()
    known, contents = frozenset(before.run.happened), part_contents(after)
    new = [each for each in after.run.happened if each.kind == "fed" and each not in known]
    late = {each.day for each in new if each.day != each.planned_day}
    return tuple(part for part in changed if contents[part][0] <= done and contents[part][0] not in late)


def successor(before: Plan, after: Plan, part: str) -> str:
    """Return the part of ``after`` that holds the work of a part of ``before`` on another day, "" where none does.

    Args:
        before: The plan that ``part`` is in.
        after: A later plan of the same run.
        part: Id of a day sheet, a completion or a read-out.
    """
    contents = part_contents(before)
    if part not in contents:
        return ""
    day = contents[part][0]
    to = _moved_to(before, after, day)
    if to is None:
        return ""
    # Of a completion the day stands last in the id, of a read-out first.
    found = "/".join(f"D{to}" if each == f"D{day}" else each for each in part.split("/"))
    return found if found != part and found in part_contents(after) else ""


def _moved_to(before: Plan, after: Plan, day: int) -> int | None:
    """Return the day of ``after`` that holds what is done to the cells on ``D{day}`` of ``before``."""
    found = before.day(day)
    works = [_work(task) for task in found.tasks if task.kind in _AT_THE_CELLS] if found else []
    days = {_work(task): each.number for each in reversed(after.days) for task in each.tasks}
    return next((days[work] for work in works if work in days), None)


def _work(task: Task) -> tuple[str, str, int, str]:
    kind = "fed" if task.kind in FEEDINGS else task.kind
    return kind, task.stage, task.fill, task.arm


def last_done(run: Run) -> int | None:
    """Return the last day of which something was done, or None; that a stage was ready is no work."""
    return max((each.day for each in run.happened if each.kind not in ("left-out", "gate")), default=None)


def _missed(run: Run) -> set[int]:
    """Return the days whose medium was left out or given on another day, and on which nothing was done as planned."""
    kept = {each.day for each in run.happened if each.kind in ("fed", "made", "done") and each.day == each.planned_day}
    late = {each.planned_day for each in run.happened if each.kind == "fed" and each.day != each.planned_day}
    return (late | {each.planned_day for each in run.happened if each.kind == "left-out"}) - kept
