"""``plan(run)``: everything that follows from a run."""

from collections.abc import Sequence

from mscplanner.domain.run import Run
from mscplanner.domain.stockroom import Stockroom
from mscplanner.planning.batches import Demand, batch_of, drafts
from mscplanner.planning.calendar_checks import check_absences, check_known_holidays
from mscplanner.planning.checks import check_protocol_of, ordered
from mscplanner.planning.handling import pulses_of
from mscplanner.planning.lot_checks import check_lots
from mscplanner.planning.makings import Cost
from mscplanner.planning.media import mixtures
from mscplanner.planning.needs import needs_of
from mscplanner.planning.plan import Intermediate, MediumBatch, Plan, StageWindow
from mscplanner.planning.recipe_checks import check_complete, check_recipes
from mscplanner.planning.run_checks import (
    check_closed_days,
    check_controls,
    check_dating,
    check_interval_of_run,
    check_stocks,
    check_volumes,
    check_withdrawals,
    dead_volume,
    well_volume,
)
from mscplanner.planning.schedule import date_of, is_closed, stage_windows
from mscplanner.planning.shared_dilutions import shared_dilutions
from mscplanner.planning.tasks import dated_tasks, days_of, preceding_days

NO_STOCKROOM = Stockroom()


def plan(run: Run, stockroom: Stockroom = NO_STOCKROOM) -> Plan:
    """Return the plan of ``run``, made as far as its protocol allows.

    A stage without a length ends the dating; an addition without an amount leaves its volume
    and the basal medium's open. Both are findings of severity error.

    Args:
        run: What is planned.
        stockroom: The lab's lots as they are now, with what other runs have reserved of them.
    """
    every = run.change_every_days or run.lab.settings.change_every_days
    windows = stage_windows(run.protocol, every)
    media = _media(run, windows)
    tasks = dated_tasks(run, windows, media)
    days, preceding = days_of(run, windows, tasks), preceding_days(run, tasks)
    each = well_volume(run)
    needs = needs_of(run, media, windows, each) if each else ()
    found = [
        *check_protocol_of(run),
        *check_dating(run, windows),
        *check_recipes(run, media),
        *check_volumes(run),
        *check_interval_of_run(run, windows),
        *pulses_of(run.protocol, windows),
        *check_stocks(run, media),
        *check_lots(run, needs, stockroom),
        *check_controls(run, media),
        *check_withdrawals(run, windows),
        *check_closed_days((*preceding, *days)),
        *check_known_holidays(run, (*preceding, *days)),
        *check_absences(run, (*preceding, *days)),
    ]
    found += check_complete(media, found)
    return Plan(
        run=run,
        stages=windows,
        days=days,
        preceding=preceding,
        media=media,
        needs=needs,
        findings=ordered(found, run.protocol),
        well_volume=each,
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
        dead_volume=dead_volume(run),
    )
    worked = {day for window in windows for day in window.feeds}

    def cost_of_day(day: int) -> Cost:
        return int(is_closed(date_of(run.start, day), run.lab)), int(day not in worked)

    found = drafts(mixtures(run, windows, each), run.lab, cost_of_day)
    dilutions = shared_dilutions(found, demand, run.lab)
    made = (batch_of(draft, demand, run.lab, run.start, dilutions.sources) for draft in found)
    return tuple(_with_dilutions(batch, dilutions.made_with) for batch in made)


def _with_dilutions(batch: MediumBatch, made_with: dict[str, tuple[Intermediate, ...]]) -> MediumBatch:
    completions = tuple(
        each.model_copy(update={"intermediates": made_with.get(each.id, ())}) for each in batch.completions
    )
    return batch.model_copy(update={"intermediates": made_with.get(batch.id, ()), "completions": completions})
