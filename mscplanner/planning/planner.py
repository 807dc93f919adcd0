"""``plan(run)``: everything that follows from a run."""

from collections.abc import Sequence
from functools import partial

from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.domain.run import Run
from mscplanner.domain.stockroom import Stockroom
from mscplanner.planning.calendar_checks import check_absences, check_known_holidays
from mscplanner.planning.checks import check_protocol_of, ordered
from mscplanner.planning.handling import pulses_of
from mscplanner.planning.happenings import bent, shifted
from mscplanner.planning.lot_checks import check_lots, check_thaws
from mscplanner.planning.made_batches import demand_of, drafts_of, made_batches
from mscplanner.planning.needs import needs_of
from mscplanner.planning.pin_checks import check_hand_moves, check_pins
from mscplanner.planning.plan import MediumBatch, Plan, StageWindow
from mscplanner.planning.recipe_checks import check_complete, check_recipes
from mscplanner.planning.run_checks import (
    check_closed_days,
    check_controls,
    check_dating,
    check_gaps,
    check_interval_of_run,
    check_stocks,
    check_volumes,
    check_withdrawals,
    well_volume,
)
from mscplanner.planning.schedule import date_of, is_closed, stage_windows
from mscplanner.planning.stage_lengths import check_lengths, open_stages, planned_protocol
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
    windows = windows_of(run)
    media = media_of(run, windows)
    tasks = dated_tasks(run, windows, media)
    days, preceding = days_of(run, windows, tasks), preceding_days(run, tasks)
    each = well_volume(run)
    needs = needs_of(run, media, windows, each) if each else ()
    found = [
        *check_lengths(run, windows),
        *check_protocol_of(run),
        *check_dating(run, windows),
        *check_recipes(run, media),
        *check_volumes(run),
        *check_interval_of_run(run, windows),
        *check_gaps(windows),
        *check_hand_moves(run, windows),
        *check_pins(run, windows, media, tasks),
        *pulses_of(run.protocol, windows),
        *check_stocks(run, media),
        *check_lots(run, needs, stockroom),
        *check_thaws(run, tasks, stockroom),
        *check_controls(run, media),
        *check_withdrawals(run, windows),
        *check_closed_days((*preceding, *days), bool(run.happened)),
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


def windows_of(run: Run) -> tuple[StageWindow, ...]:
    """Return where the stages of ``run`` lie, as far as they can be dated, with what happened so far."""
    every = run.change_every_days or run.lab.settings.change_every_days
    own = {stage.id for _, stage in open_stages(run.protocol)}
    found = stage_windows(planned_protocol(run), every, partial(_closed, run), partial(_why_closed, run))
    windows = (each.model_copy(update={"lab_length": True}) if each.stage in own else each for each in found)
    return bent(run, tuple(windows))


def _closed(run: Run, day: int) -> bool:
    """Return whether nobody works on the day to which ``D{day}`` of the rules has moved by now."""
    return is_closed(date_of(run.start, shifted(day, run.shifts)), run.lab)


def _why_closed(run: Run, day: int) -> Message:
    return message(N_("closed: {date}"), date=date_of(run.start, shifted(day, run.shifts)))


def media_of(run: Run, windows: Sequence[StageWindow]) -> tuple[MediumBatch, ...]:
    """Return the media of ``run`` with their recipes; none where the volume of a well is not known."""
    each = well_volume(run)
    if each is None:
        return ()
    return made_batches(drafts_of(run, windows, each), demand_of(run, each), run.lab, run.start)
