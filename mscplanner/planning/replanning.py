"""A run that slips: what is written down of a day, the ways on, and what each of them breaks.

Every way on is one edit of the run: it raises the plan's revision, names the sheets that are no
longer as printed, and keeps what has happened.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import count
from typing import Literal

from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.domain.run import Happening, Revision, Run, Shift, Withdrawal
from mscplanner.domain.stockroom import Stockroom
from mscplanner.domain.value import LateValue
from mscplanner.planning.happenings import with_shifts
from mscplanner.planning.other_runs import DayWork, more_work
from mscplanner.planning.plan import FEEDINGS, Plan, Task
from mscplanner.planning.planner import NO_STOCKROOM, plan
from mscplanner.planning.sheet_contents import changed_parts, done_parts, last_done, withdrawn_parts

WayKind = Literal["move-rest", "absorb", "extend", "stop", "go-on", "move-task"]


class WayOn(LateValue):
    """One way to go on after a slip.

    Attributes:
        run: The run with it applied.
        consequences: What it breaks or mends, what weighs most first; nothing where it changes nothing else.
        changed: Parts of the book whose sheets are not the same any more, by their ids.
        withdrawn: Parts whose sheets are not to be used any more, as the plan has no such part now.
        done: Those of ``changed`` whose day is done: they are not printed again.
        work: Days on which the run asks for more than before.
        breaks: Whether it brings an error or a warning that was not there before, or one more making.
    """

    kind: WayKind
    label: Message
    run: Run
    consequences: tuple[Message, ...]
    changed: tuple[str, ...]
    withdrawn: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    work: tuple[DayWork, ...] = ()
    breaks: bool = False

    @property
    def to_print(self) -> tuple[str, ...]:
        """The parts that are to be printed anew."""
        return tuple(part for part in self.changed if part not in self.done)


def day_done(run: Run, planned: Plan, day: int, by: str = "", note: str = "") -> Run:
    """Return ``run`` with everything of ``D{day}`` written down as done as it was planned."""
    found = planned.day(day)
    tasks = found.tasks if found else ()
    happened = _of_day(planned, day, tasks, by)
    return with_happenings(run, _new(run, (each.model_copy(update={"note": note}) for each in happened)))


def _of_day(planned: Plan, day: int, tasks: Sequence[Task], by: str = "") -> list[Happening]:
    """Return what is written down of a day on which all is done as it was planned."""
    happened = [each for each in (_done(planned, task, day, day, by) for task in tasks) if each]
    if tasks and not happened:
        happened.append(Happening(kind="done", day=day, planned_day=day, by=by))
    return happened


def still_to_come(planned: Plan, day: int, today: date) -> Message | None:
    """Return why nothing of ``D{day}`` can be done yet, and the way on; None where the day has come."""
    when = planned.run.start + timedelta(days=day)
    if when <= today:
        return None
    text = N_(
        "D{day} is {date} and still to come: done is only what was done today or before. "
        "Move Task… takes its work to another day."
    )
    return message(text, day=day, date=when)


def is_done(planned: Plan, day: int) -> bool:
    """Return whether all that is planned for ``D{day}`` is written down as done; no day without work is."""
    found = planned.day(day)
    wanted = _of_day(planned, day, found.tasks) if found else []
    known = {_key(each): each for each in planned.run.happened if each.kind != "left-out"}
    return bool(wanted) and all(_key(each) in known and known[_key(each)].day == day for each in wanted)


def _done(planned: Plan, task: Task, planned_day: int, day: int, by: str) -> Happening | None:
    if task.kind in FEEDINGS and task.arm == "induced":
        return Happening(kind="fed", stage=task.stage, fill=task.fill, day=day, planned_day=planned_day, by=by)
    if task.kind == "gate":
        return Happening(kind="gate", stage=task.stage, day=day, planned_day=planned_day, by=by)
    batch = planned.batch(task.batch) if task.kind == "make-medium" else None
    if batch is None:
        return None
    return Happening(
        kind="made", stage=batch.stage, batch=batch.id, uses=batch.feeds, day=day, planned_day=planned_day, by=by
    )


def with_happenings(run: Run, happened: list[Happening]) -> Run:
    """Return ``run`` with these written down, each in the place of what was written of the same thing before."""
    keys = {_key(each) for each in happened}
    kept = [each for each in run.happened if _key(each) not in keys]
    return run.model_copy(update={"happened": (*kept, *happened)})


def _new(run: Run, happened: Iterable[Happening]) -> list[Happening]:
    """Return those of ``happened`` of which nothing is written down yet."""
    known = {_key(each) for each in run.happened}
    return [each for each in happened if _key(each) not in known]


def _key(each: Happening) -> tuple[str, str, int, str, int]:
    kind = "fed" if each.kind == "left-out" else each.kind
    stage = each.stage if kind in ("fed", "gate") else ""
    return kind, stage, each.fill, each.batch or each.withdrawal, each.day if kind == "done" else 0


def fed_on(run: Run, planned: Plan, stage: str, fill: int, day: int, by: str = "", note: str = "") -> Run:
    """Return ``run`` with a fill written down as given on ``D{day}``, and all before it as done.

    Args:
        run: What is changed.
        planned: Its plan.
        stage: Id of the stage.
        fill: Which fill of it, see ``Task.fill``.
        day: When it was given really; may be another day than planned.
        by: Who did it.
        note: Why it was another day.
    """
    meant = _day_of(planned, stage, fill)
    happened = _new(run, _before(planned, min(meant, day), by))
    for task in (task for each in planned.days if each.number == meant for task in each.tasks):
        done = _done(planned, task, meant, day, by)
        if done and done.kind == "fed":
            happened.append(done.model_copy(update={"note": note}))
        elif done:
            happened += _new(run, [done])
    return with_happenings(run, happened)


def left_out(run: Run, planned: Plan, stage: str, fill: int, by: str = "", note: str = "") -> Run:
    """Return ``run`` with a fill written down as not given, and all before it as done."""
    meant = _day_of(planned, stage, fill)
    missed = Happening(kind="left-out", stage=stage, fill=fill, day=meant, planned_day=meant, by=by, note=note)
    return with_happenings(run, [*_new(run, _before(planned, meant, by)), missed])


def stopped(run: Run, planned: Plan, day: int, by: str = "", note: str = "") -> Run:
    """Return ``run`` ended on ``D{day}``: nothing is planned after it."""
    end = Happening(kind="stopped", day=day, planned_day=day, by=by, note=note)
    return with_happenings(run, [*_new(run, _before(planned, day + 1, by)), end])


def wells_lost(run: Run, day: int, wells: int, note: str = "", by: str = "") -> Run:
    """Return ``run`` with so many induced wells gone from ``D{day}`` on."""
    taken = {each.name for each in run.withdrawals} | {each.withdrawal for each in run.happened}
    name = next(each for each in (f"lost-{number}" for number in count(1)) if each not in taken)
    lost = Happening(kind="lost", day=day, planned_day=day, withdrawal=name, by=by, note=note)
    gone = Withdrawal(day=day, wells=wells, name=name)
    return with_happenings(run.model_copy(update={"withdrawals": (*run.withdrawals, gone)}), [lost])


def _day_of(planned: Plan, stage: str, fill: int) -> int:
    window = planned.window(stage)
    found = dict(zip(window.fills, window.feeds, strict=True)) if window else {}
    if fill not in found:
        raise LookupError(stage, fill)
    return found[fill]


def _before(planned: Plan, day: int, by: str) -> Iterator[Happening]:
    """Give all that was to be done before ``D{day}``, as done as planned."""
    for each in (*planned.preceding, *planned.days):
        if each.number < day:
            yield from _of_day(planned, each.number, each.tasks, by)


def ways_on(
    before: Plan, happened: Run, stage: str, day: int, slip: int, stockroom: Stockroom = NO_STOCKROOM
) -> tuple[WayOn, ...]:
    """Return the ways on after something came ``slip`` days late, each with its consequences.

    Args:
        before: The plan as it was.
        happened: The run with what really happened written down, see ``fed_on``.
        stage: Stage in which it happened.
        day: Day on which it was planned.
        slip: How many days late it was, at least 1.
        stockroom: The lab's lots, as ``planner.plan`` takes it.
    """
    window = before.window(stage)
    end = window.end_day if window else day + 1
    later = (Shift(from_day=day + 1, days=slip),)
    longer = (Shift(from_day=end, days=slip),)
    options: tuple[tuple[WayKind, Message, tuple[Shift, ...]], ...] = (
        ("move-rest", message(N_("Move the rest by {days} d"), days=slip), later),
        ("absorb", message(N_("Absorb it within {code}"), code=window.code if window else "—"), ()),
        ("extend", message(N_("Extend {code} by {days} d"), code=window.code if window else "—", days=slip), longer),
    )
    return tuple(_way(before, happened, kind, label, shifts, stockroom) for kind, label, shifts in options)


def _way(
    before: Plan, happened: Run, kind: WayKind, label: Message, shifts: tuple[Shift, ...], stockroom: Stockroom
) -> WayOn:
    run = with_shifts(happened, shifts, before.stages)
    after, done = plan(run, stockroom), last_done(run)
    changed = changed_parts(before, after)
    return WayOn(
        kind=kind,
        label=label,
        run=run,
        consequences=tuple(consequences(before, after)),
        changed=changed,
        withdrawn=withdrawn_parts(before, after),
        done=done_parts(before, after, changed),
        work=tuple(each for each in more_work(before, after) if done is None or each.day > done),
        breaks=_breaks(before, after),
    )


def _breaks(before: Plan, after: Plan) -> bool:
    told = {(finding.code, finding.place, finding.title) for finding in before.findings}
    new = (each for each in after.findings if (each.code, each.place, each.title) not in told)
    return any(each.severity != "note" for each in new) or len(after.media) > len(before.media)


def as_it_happened(
    before: Plan, happened: Run, kind: WayKind, label: Message, stockroom: Stockroom = NO_STOCKROOM
) -> WayOn:
    """Return the only way on there is after what happened, with what it breaks; see ``ways_on`` for the arguments."""
    return _way(before, happened, kind, label, (), stockroom)


def gate_passed(run: Run, stage: str, day: int, by: str = "", note: str = "") -> Run:
    """Return ``run`` with what must be seen at the end of a stage written down as seen."""
    seen = Happening(kind="gate", stage=stage, day=day, planned_day=day, by=by, note=note)
    return with_happenings(run, [seen])


def gate_ways(before: Plan, stage: str, days: int = 1, stockroom: Stockroom = NO_STOCKROOM) -> tuple[WayOn, ...]:
    """Return the ways on where a stage is not ready for the next one: it lasts longer, or the run is stopped.

    Args:
        before: The plan as it is.
        stage: Id of a stage that is dated.
        days: By how many days it is extended.
        stockroom: The lab's lots, as ``planner.plan`` takes it.

    Raises:
        LookupError: the plan has no such stage.
    """
    window = before.window(stage)
    if window is None:
        raise LookupError(stage)
    run = with_happenings(before.run, _new(before.run, _before(before, window.ending_day, "")))
    longer = message(N_("Extend {code} by {days} d"), code=window.code, days=days)
    ended = stopped(run, before, window.ending_day)
    stop = message(N_("Stop the run on D{day}"), day=window.ending_day)
    return (
        _way(before, run, "extend", longer, (Shift(from_day=window.end_day, days=days),), stockroom),
        _way(before, ended, "stop", stop, (), stockroom),
    )


def ready_way(
    before: Plan, stage: str, day: int, by: str = "", note: str = "", stockroom: Stockroom = NO_STOCKROOM
) -> WayOn:
    """Return the way on where a stage is ready for the next one before its planned end: what follows comes earlier.

    Args:
        before: The plan as it is.
        stage: Id of a stage that is dated.
        day: Day on which the next stage begins, or the harvest is; after the stage's first day, before its end.
        by: Who saw that it is ready.
        note: What was seen.
        stockroom: The lab's lots, as ``planner.plan`` takes it.

    Raises:
        LookupError: the plan has no such stage, or it does not last on that day.
    """
    window = before.window(stage)
    if window is None or not window.start_day < day < window.ending_day:
        raise LookupError(stage, day)
    seen = Happening(kind="gate", stage=stage, day=day, planned_day=window.ending_day, by=by, note=note)
    run = with_happenings(before.run, [*_new(before.run, _before(before, day, by)), seen])
    label = message(N_("Go on from {code} on D{day}"), code=window.code, day=day)
    earlier = Shift(from_day=window.end_day, days=day - window.ending_day)
    return _way(before, run, "go-on", label, (earlier,), stockroom)


def decided(way: WayOn, by: str, on: date, reason: str = "") -> Run:
    """Return the run of ``way`` with its decision written down: the plan's revision is one higher."""
    return revised(way.run, way.changed, way.label, by, on, reason, way.withdrawn, way.done)


def revised(
    run: Run,
    changed: tuple[str, ...],
    label: Message,
    by: str,
    on: date,
    reason: str = "",
    withdrawn: tuple[str, ...] = (),
    done: tuple[str, ...] = (),
) -> Run:
    """Return ``run`` as a new revision of its plan, in which the sheets ``changed`` are not as printed before."""
    told = message(N_("{label}. {reason}"), label=label, reason=reason) if reason else label
    number = run.revision + 1
    made = Revision(number=number, on=on, by=by, reason=told, changed=changed, withdrawn=withdrawn, done=done)
    return run.model_copy(update={"revision": number, "revisions": (*run.revisions, made)})


def replaced_revision(run: Run, part: str) -> int | None:
    """Return the revision of the plan that a sheet replaces, or None where it is as first printed."""
    number = max((each.number for each in run.revisions if part in each.changed), default=None)
    return None if number is None else number - 1


def consequences(before: Plan, after: Plan) -> Iterator[Message]:
    """Give what is otherwise in ``after``: the end, work on closed days, findings, makings."""
    then = {(finding.code, finding.place): finding.title for finding in before.findings}
    now = {(finding.code, finding.place): finding.title for finding in after.findings}
    errors = {(finding.code, finding.place) for finding in after.findings if finding.severity == "error"}
    new = [key for key, title in now.items() if then.get(key) != title]
    yield from (_new_finding(key[0], now[key]) for key in new if key in errors)
    if before.last_day and after.last_day and before.last_day.date != after.last_day.date:
        yield message(
            N_("The run ends on {day}, {date}, instead of {before}."),
            day=after.last_day.label,
            date=after.last_day.date,
            before=before.last_day.label,
        )
    yield from (_new_finding(key[0], now[key]) for key in new if key not in errors)
    for key, title in then.items():
        if key not in now:
            yield message(N_("No longer: {title} ({code})."), title=title, code=key[0])
    made = [{batch.id: batch.made_on for batch in each.media} for each in (before, after)]
    for batch, when in made[1].items():
        if batch not in made[0]:
            yield message(N_("One more making: {batch} on {date}."), batch=batch, date=when)
        elif made[0][batch] != when:
            yield message(N_("{batch} is made on {date}."), batch=batch, date=when)
    for batch in made[0]:
        if batch not in made[1]:
            yield message(N_("{batch} is not made."), batch=batch)


def _new_finding(code: str, title: Message) -> Message:
    return message(N_("New: {title} ({code})."), title=title, code=code)
