"""The batches of a run: which are made when, with the dilutions that they share."""

from collections.abc import Container, Sequence
from datetime import date

from mscplanner.domain.lab import Lab
from mscplanner.domain.quantity import Quantity
from mscplanner.domain.run import Run
from mscplanner.planning.batches import Demand, Draft, batch_of, drafts, past_of
from mscplanner.planning.happenings import worked_until
from mscplanner.planning.makings import Cost
from mscplanner.planning.media import mixtures
from mscplanner.planning.pins import fixed_makings
from mscplanner.planning.plan import Intermediate, MediumBatch, StageWindow
from mscplanner.planning.run_checks import dead_volume
from mscplanner.planning.schedule import date_of, is_closed
from mscplanner.planning.shared_dilutions import shared_dilutions


def demand_of(run: Run, well_volume: Quantity) -> Demand:
    """Return what is made above what the wells of ``run`` take."""
    overage = run.overage_percent
    return Demand(
        vessels=run.count,
        wells=run.vessel.wells,
        well_volume=well_volume,
        overage_percent=run.lab.settings.overage_percent if overage is None else overage,
        lab_overage=overage is None,
        dead_volume=dead_volume(run),
    )


def cost_of_making(day: int, start: date, worked: Container[int], lab: Lab) -> Cost:
    """Return what it costs to make something on a day: first a closed day, then one without other work.

    Args:
        day: Counted from ``start``.
        start: The date of day 0.
        worked: Days with work anyway.
        lab: Gives the closed days.
    """
    return int(is_closed(date_of(start, day), lab)), int(day not in worked)


def drafts_of(run: Run, windows: Sequence[StageWindow], well_volume: Quantity) -> tuple[Draft, ...]:
    """Return which batches the run needs, and when they are made."""
    worked = {day for window in windows for day in window.feeds}

    def cost_of_day(day: int) -> Cost:
        return cost_of_making(day, run.start, worked, run.lab)

    past = past_of(run.happened, worked_until(run))
    media = mixtures(run, windows, well_volume)
    return drafts(media, run.lab, cost_of_day, past, fixed_makings(run.pins, media, windows))


def made_batches(found: Sequence[Draft], demand: Demand, lab: Lab, start: date) -> tuple[MediumBatch, ...]:
    """Return the batches of ``found`` with their recipes and dilutions.

    Args:
        found: Their days are counted from ``start``.
        demand: What is made above what the wells take.
        lab: Gives pipettes and shelf lives.
        start: The date of day 0.
    """
    dilutions = shared_dilutions(found, demand, lab)
    made = (batch_of(draft, demand, lab, start, dilutions.sources) for draft in found)
    return tuple(_with_dilutions(batch, dilutions.made_with) for batch in made)


def _with_dilutions(batch: MediumBatch, made_with: dict[str, tuple[Intermediate, ...]]) -> MediumBatch:
    completions = tuple(
        each.model_copy(update={"intermediates": made_with.get(each.id, ())}) for each in batch.completions
    )
    return batch.model_copy(update={"intermediates": made_with.get(batch.id, ()), "completions": completions})
