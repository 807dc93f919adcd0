"""What is done on each day of a run, in the order of the work."""

from collections.abc import Iterator, Sequence

from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.domain.quantity import Quantity, legible, volume
from mscplanner.domain.run import ArmKind, Run
from mscplanner.planning.media import ARM_NAMES, ARMS, wells_on
from mscplanner.planning.plan import Completion, Day, MediumBatch, StageWindow, Task, TaskKind
from mscplanner.planning.preparation import Dated, preparations
from mscplanner.planning.run_checks import well_volume
from mscplanner.planning.schedule import date_of, is_closed

_ORDER: tuple[TaskKind, ...] = (
    "dissolve",
    "warm",
    "make-medium",
    "complete-medium",
    "start-stage",
    "change-medium",
    "procedure",
    "readout",
    "withdraw",
    "harvest",
    "coat",
    "thaw",
)


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
    found += _endings(run, windows)
    found += _withdrawals(run, windows)
    found += preparations(run, media, windows, closed)
    return sorted(found, key=_rank)


def _rank(dated: Dated) -> tuple[int, int]:
    day, task = dated
    # What is thawed for the same day comes first; for a later one it is the last thing done.
    return day, -1 if task.kind == "thaw" and task.needed_day == day else _ORDER.index(task.kind)


def days_of(run: Run, windows: Sequence[StageWindow], tasks: Sequence[Dated]) -> tuple[Day, ...]:
    """Return every day from D0 to the last one."""
    if not windows:
        return ()
    last = max(window.end_day for window in windows)
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
        text=message(text, batch=batch.id, volume=batch.volume),
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
            yield day, _feeding(run, window, at == 0, day, arm, wells, batch_for(media, window, arm, day))


def batch_for(media: Sequence[MediumBatch], window: StageWindow, arm: ArmKind, day: int) -> MediumBatch | None:
    """Return the batch that an arm is fed from on ``D{day}`` in a stage, or None."""
    found = [batch for batch in media if arm in batch.arms and day in batch.feeds]
    of_stage = (batch for batch in found if batch.stage == window.stage)
    return next(of_stage, found[0] if found and arm != "induced" else None)


def feed_volume(run: Run, wells: int) -> Quantity | None:
    """Return the medium that so many wells take, without overage; None where the volume is not known."""
    each = well_volume(run)
    return legible(volume(each.base * wells)) if each else None


def _feeding(
    run: Run, window: StageWindow, first: bool, day: int, arm: ArmKind, wells: int, batch: MediumBatch | None
) -> Task:
    fed = feed_volume(run, wells)
    hours = window.start_hours % 24
    code = batch.code if batch else window.code
    figures: dict[str, Message | Quantity | str | int] = {"medium": code, "volume": fed or "—"}
    text = N_("Start {medium}, {volume}") if first else N_("Change to fresh {medium}, {volume}")
    if first and hours:
        text, figures = N_("Start {medium}, {volume}, {hours} h after the hour of D0"), {**figures, "hours": int(hours)}
    told = message(text, **figures)
    if arm != "induced":
        told = message(N_("{feeding} ({arm})"), feeding=told, arm=message(ARM_NAMES[arm]))
    return Task(
        kind="start-stage" if first else "change-medium",
        stage=window.stage,
        text=told,
        medium=code,
        batch=batch.id if batch else "",
        volume=fed,
        arm=arm,
        wells=wells,
    )


def _procedures(run: Run, window: StageWindow) -> list[Task]:
    stage = run.protocol.stage(window.stage)
    if stage is None or stage.procedure is None:
        return []
    text = message(N_("{code}: {procedure}"), code=window.code, procedure=stage.procedure)
    return [Task(kind="procedure", stage=stage.id, text=text, readout=stage.procedure)]


def _endings(run: Run, windows: Sequence[StageWindow]) -> list[Dated]:
    """Return read-outs on the day their stage ends, and the harvest when every stage is dated."""
    complete = bool(windows) and len(windows) == len(run.protocol.stages)
    ends = {window.stage: window.end_day for window in windows}
    if complete:
        ends["end"] = windows[-1].end_day
    endings = [
        (
            ends[readout.at],
            Task(
                kind="readout",
                stage=readout.at,
                text=message(N_("Read-out: {name}"), name=readout.name),
                readout=readout.name,
                destructive=readout.destructive,
            ),
        )
        for readout in run.protocol.readouts
        if readout.at in ends
    ]
    # What destroys the cells comes after what needs them alive, and the harvest after both.
    endings.sort(key=lambda ending: ending[1].destructive)
    if complete:
        harvest = Task(kind="harvest", stage=windows[-1].stage, text=message(N_("Harvest")))
        endings.append((ends["end"], harvest))
    return endings


def _withdrawals(run: Run, windows: Sequence[StageWindow]) -> Iterator[Dated]:
    last = max((window.end_day for window in windows), default=-1)
    for each in run.withdrawals:
        if each.day <= last:
            text = message(N_("Harvest {wells} wells early"), wells=each.wells)
            if each.arm != "induced":
                text = message(
                    N_("Harvest {wells} wells early ({arm})"), wells=each.wells, arm=message(ARM_NAMES[each.arm])
                )
            stage = next((window.stage for window in windows if window.start_day <= each.day < window.end_day), "")
            yield each.day, Task(kind="withdraw", stage=stage, text=text, arm=each.arm, wells=each.wells)
