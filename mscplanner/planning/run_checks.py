"""The checks of a run: vessels, volumes, stocks, intervals and closed days."""

from collections.abc import Iterator, Sequence

from mscplanner.domain.finding import Finding
from mscplanner.domain.grammar import VOLUME, Misreading, read_quantity
from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.domain.quantity import Quantity
from mscplanner.domain.run import Run
from mscplanner.planning.checks import interval_finding
from mscplanner.planning.misreadings import misread
from mscplanner.planning.plan import Day, MediumBatch, StageWindow


def well_volume(run: Run) -> Quantity | None:
    """Return the medium in one well: as typed, else the vessel's usual volume; None if unreadable."""
    if run.well_volume is None:
        return run.vessel.figure("volume_usual")
    reading = read_quantity(run.well_volume, VOLUME)
    return reading if isinstance(reading, Quantity) else None


def check_well_volume(run: Run) -> Iterator[Finding]:
    """Find a well volume that cannot be read, is not known, or does not suit the vessel."""
    if run.well_volume is not None:
        reading = read_quantity(run.well_volume, VOLUME)
        if isinstance(reading, Misreading):
            yield misread(reading, ("run",), "well_volume")
    volume = well_volume(run)
    low, high = run.vessel.figure("volume_low"), run.vessel.figure("volume_high")
    if volume is None or low is None or high is None or low.base <= volume.base <= high.base:
        return
    yield Finding(
        code="W-WELL-VOLUME",
        severity="warning",
        place=("run", "well_volume"),
        title=message(N_("{volume} is unusual for a {vessel}"), volume=volume, vessel=run.vessel.name),
        reason=message(N_("Usual: {low} to {high} in one well."), low=low, high=high),
        way_on=message(N_("Check volume and vessel.")),
    )


def check_stocks(run: Run, media: Sequence[MediumBatch]) -> Iterator[Finding]:
    """Find stocks typed in a way that cannot be read, and those that nobody has confirmed."""
    for stock in run.stocks:
        reading = read_quantity(stock.strength)
        if isinstance(reading, Misreading):
            yield misread(reading, ("stocks", stock.reagent), "strength")
    assumed = {line.reagent: line.label for batch in media for line in batch.recipe if line.assumed and line.stock}
    if assumed:
        names: tuple[Message, ...] = tuple(message("{name}", name=label) for label in assumed.values())
        yield Finding(
            code="W-ASSUMED",
            severity="warning",
            place=("stocks",),
            title=message(N_("Stocks not confirmed: {count}"), count=len(assumed)),
            reason=message(N_("Usual strengths, or those of an earlier run, are planned with: {names}."), names=names),
            way_on=message(N_("Compare each with its tube, then confirm the stocks.")),
        )


def check_smallest_volumes(run: Run, media: Sequence[MediumBatch]) -> Iterator[Finding]:
    """Find volumes that are too small for any pipette, even from an intermediate dilution."""
    smallest = run.lab.settings.smallest_volume
    seen: set[tuple[str, str]] = set()
    for batch in media:
        for line in batch.recipe:
            if line.add is None or line.basal or line.add.base >= smallest.base or (batch.stage, line.reagent) in seen:
                continue
            seen.add((batch.stage, line.reagent))
            yield Finding(
                code="E-VOL-MIN",
                severity="error",
                place=("stages", batch.stage, "additions", line.reagent),
                title=message(N_("{name}: {volume} cannot be pipetted"), name=line.label, volume=line.add),
                reason=message(N_("Smallest volume (lab setting): {smallest}."), smallest=smallest),
                way_on=message(N_("Confirm a weaker stock, or make more medium.")),
            )


def check_complete(media: Sequence[MediumBatch], found: Sequence[Finding]) -> Iterator[Finding]:
    """Find media with a volume that is not known although no other error of their stage says why."""
    told = {finding.place[1] for finding in found if finding.severity == "error" and len(finding.place) > 1}
    for batch in media:
        if batch.complete or batch.stage in told:
            continue
        told.add(batch.stage)
        yield Finding(
            code="E-RECIPE-OPEN",
            severity="error",
            place=("stages", batch.stage),
            title=message(N_("{batch}: a volume is not known"), batch=batch.id),
            reason=message(N_("Additions leave no basal medium, or one of them cannot be computed.")),
            way_on=message(N_("Confirm stronger stocks, or change a final concentration.")),
        )


def check_interval_of_run(run: Run, windows: Sequence[StageWindow]) -> Iterator[Finding]:
    """Find that the medium-change interval of the run is the lab's, not the source's."""
    own = [window for window in windows if window.lab_interval]
    if not own:
        return
    place = ("run", "change_every_days")
    yield interval_finding(place, own[0].interval_days or 0, [window.code for window in own])


def check_closed_days(days: Sequence[Day]) -> Iterator[Finding]:
    """Find work on days on which nobody works by the lab's weekly pattern."""
    for day in days:
        if day.closed and day.tasks:
            yield Finding(
                code="W-CLOSED",
                severity="warning",
                place=("days", day.label),
                title=message(N_("{day} is {date}, a closed day"), day=day.label, date=day.date),
                reason=message(N_("Work on it: {tasks}."), tasks=tuple(task.text for task in day.tasks)),
                way_on=message(N_("Choose another start date, or arrange for somebody to come in.")),
            )


def check_dating(run: Run, windows: Sequence[StageWindow]) -> Iterator[Finding]:
    """Find that stages behind one of unknown length have no dates."""
    undated = run.protocol.stages[len(windows) :]
    if undated and undated[0].duration is not None:
        return
    if len(undated) > 1:
        yield Finding(
            code="W-UNDATED",
            severity="warning",
            place=("stages", undated[1].id),
            title=message(N_("Stages without dates: {count}"), count=len(undated)),
            reason=message(N_("They follow {stage}, whose length is not stated."), stage=undated[0].title),
            way_on=message(N_("Type how long {stage} lasts."), stage=undated[0].title),
        )
