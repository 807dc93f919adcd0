"""What is done on each day of a run, in the order of the work."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.domain.quantity import Quantity, format_number, legible, rounded, volume
from mscplanner.domain.run import ArmKind, Run
from mscplanner.planning.happenings import stopped_on
from mscplanner.planning.media import ARM_NAMES, ARMS, wells_on
from mscplanner.planning.moved import Moved
from mscplanner.planning.pins import by_hand, held_pin, moved_text, pin_for
from mscplanner.planning.plan import FEEDINGS, Completion, Day, MediumBatch, Serving, StageWindow, Task, TaskKind
from mscplanner.planning.preparation import Dated, preparations
from mscplanner.planning.run_checks import well_volume
from mscplanner.planning.schedule import date_of, is_closed

_ORDER: tuple[TaskKind, ...] = (
    "dissolve",
    "warm",
    "make-medium",
    "complete-medium",
    "gate",
    # Wells that are harvested on a day take no medium on it.
    "withdraw",
    # A sample of spent medium is taken before the medium is fresh.
    "stage-task",
    "start-stage",
    "change-medium",
    "procedure",
    "readout",
    "harvest",
    "coat",
    "thaw",
)

KIND_NAMES: dict[TaskKind, str] = {
    "dissolve": N_("preparation"),
    "thaw": N_("preparation"),
    "coat": N_("preparation"),
    "warm": N_("preparation"),
    "complete-medium": N_("medium preparation"),
    "withdraw": N_("early harvest"),
    "make-medium": N_("medium preparation"),
    "start-stage": N_("start of stage"),
    "change-medium": N_("medium change"),
    "procedure": N_("procedure"),
    "gate": N_("decision"),
    "stage-task": N_("task"),
    "readout": N_("read-out"),
    "harvest": N_("harvest"),
}
"""What each kind of work is called, in a word or two."""


def dated_tasks(run: Run, windows: Sequence[StageWindow], media: Sequence[MediumBatch]) -> list[Dated]:
    """Return every task of a run with its day, counted from D0, in the order of the work."""

    def closed(day: int) -> bool:
        return is_closed(date_of(run.start, day), run.lab)

    found: list[Dated] = []
    for batch in media:
        found.append((batch.made_on_day, _making(batch)))
        found += [(each.day, _completing(batch, each)) for each in batch.completions]
    for window in windows:
        for arm in ARMS:
            found += _feedings(run, window, arm, media)
        found += [(window.start_day, task) for task in _procedures(run, window)]
        found += _stage_tasks(run, window)
    found += _gates(run, windows)
    found += _endings(run, windows)
    found += _withdrawals(run, windows)
    found += preparations(run, media, windows, closed, [each for each in found if each[1].kind in FEEDINGS])
    return sorted((_marked(run, windows, media, each) for each in found), key=_rank)


def _marked(run: Run, windows: Sequence[StageWindow], media: Sequence[MediumBatch], dated: Dated) -> Dated:
    """Return a making or a preparation with what a person said of its day; fills and tasks of stages know it."""
    day, task = dated
    own = pin_for(day, task, windows, media) if run.pins and task.moved is None else None
    if own is None or own.kind in ("fill", "task"):
        return dated
    batch = next((batch for batch in media if batch.id == task.batch), None)
    pin = held_pin(run.pins, own, batch, windows)
    if pin is None or pin.day != day or pin.planned_day == day:
        return dated
    moved = Moved(planned_day=pin.planned_day, day=day, reason=by_hand(pin), pin=pin)
    return day, task.model_copy(update={"moved": moved, "text": moved_text(task.text, moved.from_day, moved.reason)})


def _rank(dated: Dated) -> tuple[int, Decimal, int]:
    day, task = dated
    # What is thawed for the same day comes first; for a later one it is the last thing done.
    return day, task.hours, -1 if task.kind == "thaw" and task.needed_day == day else _ORDER.index(task.kind)


def days_of(run: Run, windows: Sequence[StageWindow], tasks: Sequence[Dated]) -> tuple[Day, ...]:
    """Return every day from D0 to the last one."""
    if not windows:
        return ()
    stopped = stopped_on(run)
    last = max(window.ending_day for window in windows) if stopped is None else stopped
    return tuple(_day(run, number, tasks) for number in range(last + 1))


def preceding_days(run: Run, tasks: Sequence[Dated]) -> tuple[Day, ...]:
    """Return the days before D0 on which something is done."""
    return tuple(_day(run, number, tasks) for number in sorted({day for day, _ in tasks if day < 0}))


def _day(run: Run, number: int, tasks: Sequence[Dated]) -> Day:
    when = date_of(run.start, number)
    done = tuple(task for day, task in tasks if day == number)
    closed = is_closed(when, run.lab)
    name = run.lab.working_calendar.reason(when) if closed else None
    return Day(number=number, date=when, closed=closed, tasks=done, closed_name=name)


def _making(batch: MediumBatch) -> Task:
    text = (
        N_("Make {batch}, {volume}, without what is added fresh") if batch.completions else N_("Make {batch}, {volume}")
    )
    return Task(
        kind="make-medium",
        stage=batch.stage,
        text=message(text, batch=batch.id, volume=rounded(legible(batch.volume))),
        medium=batch.code,
        batch=batch.id,
        volume=batch.volume,
        arm=batch.arms[0],
    )


def _completing(batch: MediumBatch, each: Completion) -> Task:
    taken = each.recipe[0].add
    text = message(
        N_("Complete {medium}: {taken} of {batch} and what is added fresh"),
        medium=batch.code,
        taken=taken or "—",
        batch=batch.id,
    )
    return Task(
        kind="complete-medium",
        stage=batch.stage,
        text=text,
        medium=batch.code,
        batch=batch.id,
        volume=each.volume,
        arm=batch.arms[0],
    )


def _feedings(run: Run, window: StageWindow, arm: ArmKind, media: Sequence[MediumBatch]) -> Iterator[Dated]:
    for at, day in enumerate(window.feeds):
        wells = wells_on(run, arm, day)
        if wells:
            fill = window.fills[at] if window.fills else at
            yield day, _feeding(run, window, fill, day, arm, wells, batch_for(media, window, arm, day))


def batch_for(media: Sequence[MediumBatch], window: StageWindow, arm: ArmKind, day: int) -> MediumBatch | None:
    """Return the batch that an arm is fed from on ``D{day}`` in a stage, or None."""
    serving = Serving(day=day, arm=arm, stage=window.stage)
    return next((batch for batch in media if serving in batch.servings), None)


def feed_volume(run: Run, wells: int, half: bool = False) -> Quantity | None:
    """Return the medium that so many wells take, without overage; None where the volume is not known."""
    each = well_volume(run)
    return legible(volume(each.base * wells / (2 if half else 1))) if each else None


def _at_hour(task: Task, hours: Decimal) -> Task:
    """Return ``task`` with the hour at which it is done, and told with it where that is not the hour of D0."""
    late = round(hours % 24, 2)
    if not late:
        return task
    text = message(N_("{work}, {hours} h after the hour of D0"), work=task.text, hours=format_number(late))
    return task.model_copy(update={"text": text, "hours": late, "work": task.text})


def _feeding(
    run: Run, window: StageWindow, fill: int, day: int, arm: ArmKind, wells: int, batch: MediumBatch | None
) -> Task:
    first = fill == 0
    fed = feed_volume(run, wells, window.half and not first)
    code = batch.code if batch else window.code
    figures: dict[str, Message | Quantity | str | int] = {"medium": code, "volume": fed or "—"}
    text = N_("Start {medium}, {volume}") if first else N_("Change to fresh {medium}, {volume}")
    half = window.half and not first
    if half:
        text = N_("Change half to fresh {medium}, {volume}")
    told = message(text, **figures)
    if arm != "induced":
        told = message(N_("{work} ({arm})"), work=told, arm=message(ARM_NAMES[arm]))
    moved = window.move_to(day)
    if moved:
        told = moved_text(told, moved.from_day, moved.reason)
    fed_task = Task(
        kind="start-stage" if first else "change-medium",
        stage=window.stage,
        text=told,
        medium=code,
        batch=batch.id if batch else "",
        volume=fed,
        arm=arm,
        wells=wells,
        moved=moved,
        half=half,
        fill=fill,
    )
    return _at_hour(fed_task, window.start_hours)


def _gates(run: Run, windows: Sequence[StageWindow]) -> Iterator[Dated]:
    """Give what must be seen before the first stage begins, and before each later one does."""
    confluence = run.protocol.start.confluence
    if windows and confluence:
        text = message(N_("Before going on: confluence {confluence}"), confluence=confluence)
        yield windows[0].start_day, Task(kind="gate", stage="", text=text)
    for window, stage in zip(windows, run.protocol.stages, strict=False):
        if stage.gate:
            text = message(N_("Before going on from {code}: {gate}"), code=window.code, gate=stage.gate)
            task = Task(kind="gate", stage=stage.id, text=text, readout=stage.gate)
            yield window.ending_day, _at_hour(task, window.end_hours)


def _stage_tasks(run: Run, window: StageWindow) -> Iterator[Dated]:
    for each in window.tasks:
        text = message(N_("{code}: {procedure}"), code=window.code, procedure=each.task.name)
        moved, closed = None, date_of(run.start, each.planned_day)
        if each.day != each.planned_day or (each.pin and each.pin.planned_day != each.day):
            moved = Moved(
                planned_day=each.planned_day,
                day=each.day,
                reason=by_hand(each.pin) if each.pin else message(N_("closed: {date}"), date=closed),
                pin=each.pin,
            )
            text = moved_text(text, moved.from_day, moved.reason)
        yield (
            each.day,
            Task(
                kind="stage-task",
                stage=window.stage,
                text=text,
                readout=each.task.name,
                moved=moved,
                fill=each.number,
            ),
        )


def _procedures(run: Run, window: StageWindow) -> list[Task]:
    stage = run.protocol.stage(window.stage)
    if stage is None or stage.procedure is None:
        return []
    text = message(N_("{code}: {procedure}"), code=window.code, procedure=stage.procedure)
    return [_at_hour(Task(kind="procedure", stage=stage.id, text=text, readout=stage.procedure), window.start_hours)]


def _endings(run: Run, windows: Sequence[StageWindow]) -> list[Dated]:
    """Return read-outs on the day their stage ends, and the harvest when every stage is dated."""
    complete = bool(windows) and len(windows) == len(run.protocol.stages) and stopped_on(run) is None
    ends = {window.stage: window for window in windows}
    if complete:
        ends["end"] = windows[-1]
    stopped = stopped_on(run)
    if stopped is not None:
        ends = {stage: window for stage, window in ends.items() if window.ending_day <= stopped}
    endings = [
        (
            ends[readout.at].ending_day,
            _at_hour(
                Task(
                    kind="readout",
                    stage=readout.at,
                    text=message(N_("Read-out: {name}"), name=readout.name),
                    readout=readout.name,
                    destructive=readout.destructive,
                ),
                ends[readout.at].end_hours,
            ),
        )
        for readout in run.protocol.readouts
        if readout.at in ends
    ]
    # What destroys the cells comes after what needs them alive, and the harvest after both.
    endings.sort(key=lambda ending: ending[1].destructive)
    if complete:
        harvest = Task(kind="harvest", stage=windows[-1].stage, text=message(N_("Harvest")))
        endings.append((windows[-1].ending_day, _at_hour(harvest, windows[-1].end_hours)))
    return endings


def _withdrawals(run: Run, windows: Sequence[StageWindow]) -> Iterator[Dated]:
    last = max((window.ending_day for window in windows), default=-1)
    for each in run.withdrawals:
        if each.day <= last:
            text = message(N_("Harvest 1 well early"))
            if each.wells > 1:
                text = message(N_("Harvest {wells} wells early"), wells=each.wells)
            if each.arm != "induced":
                text = message(N_("{work} ({arm})"), work=text, arm=message(ARM_NAMES[each.arm]))
            stage = next((window.stage for window in windows if window.start_day <= each.day < window.end_day), "")
            yield each.day, Task(kind="withdraw", stage=stage, text=text, arm=each.arm, wells=each.wells)
