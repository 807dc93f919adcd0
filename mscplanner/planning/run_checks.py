"""The checks of a run: vessels, volumes, stocks, intervals and closed days."""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from mscplanner.domain.finding import Finding
from mscplanner.domain.grammar import VOLUME, Misreading, read_quantity
from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.domain.quantity import Quantity
from mscplanner.domain.run import Run
from mscplanner.domain.stockroom import stock_form
from mscplanner.planning.checks import interval_finding
from mscplanner.planning.misreadings import misread
from mscplanner.planning.plan import Day, MediumBatch, StageWindow

_BEYOND_ANY_VESSEL = 10
"""No vessel holds so many times its usual volume: how much it holds to the brim is stated for none."""


def well_volume(run: Run) -> Quantity | None:
    """Return the medium in one well: as typed, else the vessel's usual volume; None if unreadable."""
    if run.well_volume is None:
        return run.vessel.figure("volume_usual")
    reading = read_quantity(run.well_volume, VOLUME)
    return reading if isinstance(reading, Quantity) else None


def dead_volume(run: Run) -> Quantity | None:
    """Return what each making loses: as typed, else the lab setting; None where it is nothing or unreadable."""
    if run.dead_volume is None:
        return run.lab.settings.dead_volume
    reading = read_quantity(run.dead_volume, VOLUME)
    return reading if isinstance(reading, Quantity) else None


def check_volumes(run: Run) -> Iterator[Finding]:
    """Find volumes of the run that cannot be read, and a well volume that does not suit the vessel."""
    for field, typed in (("well_volume", run.well_volume), ("dead_volume", run.dead_volume)):
        reading = read_quantity(typed, VOLUME) if typed is not None else None
        if isinstance(reading, Misreading):
            yield misread(reading, ("run",), field)
    volume = well_volume(run)
    low, high = run.vessel.figure("volume_low"), run.vessel.figure("volume_high")
    usual = run.vessel.figure("volume_usual") or high
    if volume and usual and volume.base > _BEYOND_ANY_VESSEL * usual.base:
        yield Finding(
            code="E-WELL-VOLUME",
            severity="error",
            place=("run", "well_volume"),
            title=message(N_("{volume} is more than a {vessel} holds"), volume=volume, vessel=run.vessel.name),
            reason=message(
                N_("Usual: {usual} in one well; more than {times} times as much has no room in any."),
                usual=usual,
                times=_BEYOND_ANY_VESSEL,
            ),
            way_on=message(N_("Check volume, unit and vessel.")),
        )
        return
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


def check_number(run: Run, others: Collection[str]) -> Iterator[Finding]:
    """Find that another run has the number of ``run``.

    It is a warning: vessels that stand labelled already cannot wait for another number, which is a person's decision.

    Args:
        run: Gives the number.
        others: The numbers of all other runs.
    """
    if run.number not in others:
        return
    yield Finding(
        code="W-NUMBER",
        severity="warning",
        place=("run", "number"),
        title=message(N_("{number} is the number of another run, too"), number=run.number),
        reason=message(N_("It stands on vessels and sheets; a sheet that is scanned may lead to the other run.")),
        way_on=message(N_("Type another number, or accept it with the reason where vessels are labelled already.")),
    )


def check_stocks(run: Run, media: Sequence[MediumBatch]) -> Iterator[Finding]:
    """Find stocks typed in a way that cannot be read, and those that nobody has confirmed."""
    for stock in run.stocks:
        reading = read_quantity(stock.strength) if stock_form(stock.strength) == "solution" else None
        if isinstance(reading, Misreading):
            yield misread(reading, ("stocks", stock.reagent), "strength")
    assumed = {line.reagent: line.label for batch in media for line in batch.lines if line.assumed and line.stock}
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


def check_interval_of_run(run: Run, windows: Sequence[StageWindow]) -> Iterator[Finding]:
    """Find that the medium-change interval of the run is the lab's, not the source's."""
    own = [window for window in windows if window.lab_interval]
    if not own:
        return
    place = ("run", "change_every_days")
    yield interval_finding(place, own[0].interval_days or 0, [window.code for window in own])


def check_gaps(windows: Sequence[StageWindow]) -> Iterator[Finding]:
    """Find stages in which fills lie farther apart than they allow; the widest gap is told."""
    for window in windows:
        gaps = pairwise((*window.feeds, window.ending_day))
        first, second = max(gaps, key=lambda gap: gap[1] - gap[0], default=(0, 0))
        most = window.longest_gap_days
        reason = message(N_("The stage allows {most} d between two fills."), most=most or 0)
        if most is None:
            # Nothing is said of gaps: no schedule is wider than its rhythm, but what a person moved or what slipped is.
            most = window.rhythm_gap_days
            text = N_("The rhythm of the stage and the moves it allows come to {most} d between two fills.")
            reason = message(text, most=most or 0)
        if most is None or second - first <= most:
            continue
        yield Finding(
            code="W-GAP",
            severity="warning",
            place=("stages", window.stage),
            title=message(
                N_("{code}: no fresh medium from D{first} to D{second}"), code=window.code, first=first, second=second
            ),
            reason=reason,
            way_on=message(N_("Feed in between, or change the rhythm or the longest gap.")),
        )


def check_controls(run: Run, media: Sequence[MediumBatch]) -> Iterator[Finding]:
    """Note a vehicle control that is given the same as the uninduced one, because no addition brings a solvent."""
    solvents = run.lab.settings.solvent_ceilings
    given = [batch for batch in media if "vehicle" in batch.arms]
    if not given or any(line.reagent in solvents for batch in given for line in batch.lines):
        return
    yield Finding(
        code="N-VEHICLE",
        severity="note",
        place=("run", "controls"),
        title=message(N_("The vehicle control holds no solvent")),
        reason=message(N_("No stock of this run is in a solvent that the lab limits.")),
        way_on=message(N_("An uninduced control says the same; keep both if the comparison asks for it.")),
    )


def check_withdrawals(run: Run, windows: Sequence[StageWindow]) -> Iterator[Finding]:
    """Find more wells harvested early than there are, and harvests after the end."""
    last = max((window.ending_day for window in windows), default=0)
    for each in run.withdrawals:
        taken = sum(other.wells for other in run.withdrawals if other.arm == each.arm and other.day <= each.day)
        there = run.vessels(each.arm) * run.vessel.wells
        if taken > there or each.day > last:
            yield Finding(
                code="E-WELLS",
                severity="error",
                place=("run", "withdrawals"),
                title=message(N_("D{day}: {wells} wells cannot be harvested"), day=each.day, wells=each.wells),
                reason=message(
                    N_("{taken} wells are taken by then, of {there}; the last day is D{last}."),
                    taken=taken,
                    there=there,
                    last=last,
                ),
                way_on=message(N_("Change the number of wells or the day.")),
            )


def check_closed_days(days: Sequence[Day], begun: bool = False) -> Iterator[Finding]:
    """Find work on days on which nobody works by the lab's calendar, and say what such a day is called.

    Args:
        days: Those of the run, with their work.
        begun: Whether something happened already, so that the run cannot start on another date.
    """
    for day in days:
        if day.closed and day.tasks:
            title = message(N_("{day} is {date}, a closed day"), day=day.label, date=day.date)
            if day.closed_name:
                text = N_("{day} is {date}, closed: {name}")
                title = message(text, day=day.label, date=day.date, name=day.closed_name)
            yield Finding(
                code="W-CLOSED",
                severity="warning",
                place=("days", day.label),
                title=title,
                reason=message(N_("Work on it: {tasks}."), tasks=tuple(task.text for task in day.tasks)),
                way_on=message(
                    N_("Choose another start date, move the work to another day, or arrange for somebody to come in.")
                ),
                tool=None if begun else "find-start",
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
