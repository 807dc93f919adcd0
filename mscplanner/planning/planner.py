"""``plan(run)``: everything that follows from a run."""

from collections.abc import Sequence
from decimal import Decimal

from mscplanner.domain.language import N_
from mscplanner.domain.message import message
from mscplanner.domain.quantity import Quantity, legible, volume
from mscplanner.domain.run import Run
from mscplanner.planning.batches import Demand, batches_of
from mscplanner.planning.checks import check_protocol_of, ordered
from mscplanner.planning.handling import pulses_of
from mscplanner.planning.plan import Day, MediumBatch, Need, Plan, StageWindow, Task
from mscplanner.planning.recipes import parts_of
from mscplanner.planning.run_checks import (
    check_closed_days,
    check_complete,
    check_dating,
    check_interval_of_run,
    check_smallest_volumes,
    check_stocks,
    check_well_volume,
    well_volume,
)
from mscplanner.planning.schedule import date_of, is_closed, stage_windows


def plan(run: Run) -> Plan:
    """Return the plan of ``run``, made as far as its protocol allows.

    A stage without a length ends the dating; an addition without an amount leaves its volume
    and the basal medium's open. Both are findings of severity error.
    """
    every = run.change_every_days or run.lab.settings.change_every_days
    windows = stage_windows(run.protocol, every)
    media = _media(run, windows)
    days = _days(run, windows, media)
    found = [
        *check_protocol_of(run),
        *check_dating(run, windows),
        *check_smallest_volumes(run, media),
        *check_well_volume(run),
        *check_interval_of_run(run, windows),
        *pulses_of(run.protocol, windows),
        *check_stocks(run, media),
        *check_closed_days(days),
    ]
    found += check_complete(media, found)
    return Plan(
        run=run,
        stages=windows,
        days=days,
        media=media,
        needs=_needs(media),
        findings=ordered(found, run.protocol),
        well_volume=well_volume(run),
        wells=run.count * run.vessel.wells,
    )


def _media(run: Run, windows: Sequence[StageWindow]) -> tuple[MediumBatch, ...]:
    each = well_volume(run)
    if each is None:
        return ()
    overage = run.overage_percent
    demand = Demand(
        vessels=run.count,
        wells=run.vessel.wells,
        well_volume=each,
        overage_percent=run.lab.settings.overage_percent if overage is None else overage,
        lab_overage=overage is None,
    )
    batches: list[MediumBatch] = []
    for window, stage in zip(windows, run.protocol.stages, strict=False):
        parts = parts_of(stage, run.lab, run.stocks)
        batches += batches_of(window, stage, parts, demand, run.lab, run.start)
    return tuple(batches)


def _days(run: Run, windows: Sequence[StageWindow], media: Sequence[MediumBatch]) -> tuple[Day, ...]:
    if not windows:
        return ()
    tasks: dict[int, list[Task]] = {}
    for batch in media:
        tasks.setdefault(batch.made_on_day, []).append(_making(batch))
    feed = _feed_volume(run)
    for window in windows:
        for at, day in enumerate(window.feeds):
            tasks.setdefault(day, []).append(_feeding(window, at == 0, day, media, feed))
        tasks.setdefault(window.start_day, []).extend(_procedures(run, window))
    for day, task in _endings(run, windows):
        tasks.setdefault(day, []).append(task)
    last = max(window.end_day for window in windows)
    return tuple(
        Day(
            number=number,
            date=date_of(run.start, number),
            closed=is_closed(date_of(run.start, number), run.lab.settings),
            tasks=tuple(tasks.get(number, ())),
        )
        for number in range(last + 1)
    )


def _making(batch: MediumBatch) -> Task:
    return Task(
        kind="make-medium",
        stage=batch.stage,
        text=message(N_("Make {batch}, {volume}"), batch=batch.id, volume=batch.volume),
        medium=batch.code,
        batch=batch.id,
        volume=batch.volume,
    )


def _feed_volume(run: Run) -> Quantity | None:
    each = well_volume(run)
    return legible(volume(each.base * run.count * run.vessel.wells)) if each else None


def _feeding(window: StageWindow, first: bool, day: int, media: Sequence[MediumBatch], feed: Quantity | None) -> Task:
    batch = next((batch for batch in media if batch.stage == window.stage and day in batch.feeds), None)
    hours = window.start_hours % 24
    if not first:
        text = message(N_("Change to fresh {medium}, {volume}"), medium=window.code, volume=feed or "—")
    elif hours:
        text = message(
            N_("Start {medium}, {volume}, {hours} h after the hour of D0"),
            medium=window.code,
            volume=feed or "—",
            hours=hours,
        )
    else:
        text = message(N_("Start {medium}, {volume}"), medium=window.code, volume=feed or "—")
    return Task(
        kind="start-stage" if first else "change-medium",
        stage=window.stage,
        text=text,
        medium=window.code,
        batch=batch.id if batch else "",
        volume=feed,
    )


def _procedures(run: Run, window: StageWindow) -> list[Task]:
    stage = run.protocol.stage(window.stage)
    if stage is None or stage.procedure is None:
        return []
    text = message(N_("{code}: {procedure}"), code=window.code, procedure=stage.procedure)
    return [Task(kind="procedure", stage=stage.id, text=text, readout=stage.procedure)]


def _endings(run: Run, windows: Sequence[StageWindow]) -> list[tuple[int, Task]]:
    """Return read-outs on the day their stage ends, and the harvest when every stage is dated."""
    complete = len(windows) == len(run.protocol.stages)
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


def _needs(media: Sequence[MediumBatch]) -> tuple[Need, ...]:
    totals: dict[tuple[str, str], Need] = {}
    for batch in media:
        lifted = {each.code: each for each in batch.intermediates}
        for line in batch.recipe:
            if line.add is None:
                continue
            intermediate = lifted.get(line.intermediate)
            amount = intermediate.take if intermediate else line.add
            stock = line.stock
            if intermediate and stock:
                factor = Decimal(1) + intermediate.diluent_volume.base / intermediate.take.base
                stock = legible(Quantity(value=stock.value * factor, unit=stock.unit))
            key = (line.reagent, str(line.basal))
            before = totals[key].amount.base if key in totals else Decimal(0)
            totals[key] = Need(
                reagent=line.reagent,
                name=line.name,
                label=line.label,
                basal=line.basal,
                stock=stock,
                amount=legible(volume(before + amount.base)),
            )
    return tuple(sorted(totals.values(), key=lambda need: (not need.basal, need.reagent)))
