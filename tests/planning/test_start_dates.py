"""Start dates: counted independently, ranked, and told in words."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from mscplanner.domain.run import Run, Stock
from mscplanner.domain.stockroom import Lot
from mscplanner.planning.lab_load import lab_days, load_of
from mscplanner.planning.other_runs import OtherWork
from mscplanner.planning.planner import plan
from mscplanner.planning.start_dates import StartDate, ranked_starts

MONDAY = date(2026, 12, 7)
Runs = Callable[[str], Run]


def week(run: Run, **others: OtherWork) -> dict[int, StartDate]:
    return {start.date.weekday(): start for start in ranked_starts(run, MONDAY, MONDAY + timedelta(days=7))}


def test_that_bm_meets_two_closed_days_from_a_monday_and_three_from_any_other_day(run_of: Runs) -> None:
    counted = {weekday: len(start.closed_days) for weekday, start in week(run_of("bm-msc-three-step")).items()}
    # Counted once more without the planner: work on every second day up to D16, and on D18.
    by_hand = {weekday: sum((weekday + day) % 7 >= 5 for day in range(0, 19, 2)) for weekday in range(7)}
    assert counted == by_hand == {0: 2, 1: 3, 2: 3, 3: 3, 4: 3, 5: 3, 6: 3}


def test_that_the_best_start_comes_first_and_equals_share_a_rank(run_of: Runs) -> None:
    starts = ranked_starts(run_of("bm-msc-three-step"), MONDAY, MONDAY + timedelta(days=14))
    assert [start.rank for start in starts] == [1, 1, *[3] * 12]
    assert [start.date for start in starts[:3]] == [MONDAY, MONDAY + timedelta(days=7), MONDAY + timedelta(days=1)]


def test_that_each_closed_day_is_told_with_its_work(run_of: Runs) -> None:
    monday = week(run_of("bm-msc-three-step"))[0]
    assert [(each.day, each.date) for each in monday.closed_days] == [(6, date(2026, 12, 13)), (12, date(2026, 12, 19))]
    assert monday.reasons[0].written("en") == "D6, 2026-12-13 Sun, is closed: Change to fresh S2, 36 mL."


def test_that_a_start_without_work_on_closed_days_says_so(run_of: Runs) -> None:
    run = run_of("adsc-one-step").model_copy(update={"change_every_days": 1})
    monday = week(run)[0]
    assert monday.closed_days == ()
    assert [reason.written("en") for reason in monday.reasons] == ["No work on a closed day."]


def test_that_a_lot_that_would_have_expired_speaks_against_a_start(run_of: Runs) -> None:
    lot = Lot(id="a" * 32, reagent="activin-a", strength="100 µg/mL", number="A12", expiry=date(2026, 12, 24))
    stock = Stock(reagent="activin-a", strength="100 µg/mL", lot=lot)
    run = run_of("bm-msc-three-step").model_copy(update={"stocks": (stock,)})
    found = {start.date: start for start in ranked_starts(run, MONDAY, MONDAY + timedelta(days=8))}
    assert [found[MONDAY + timedelta(days=at)].expired for at in (0, 1, 2)] == [0, 0, 1]
    assert "lot A12 expires on 2026-12-24 Thu, before D16" in " ".join(
        reason.written("en") for reason in found[MONDAY + timedelta(days=2)].reasons
    )


def test_that_days_too_full_with_other_runs_speak_against_a_start(run_of: Runs) -> None:
    run = run_of("bm-msc-three-step")
    others = {MONDAY + timedelta(days=2): OtherWork(("R-2026-001",), 350)}
    starts = {start.date: start for start in ranked_starts(run, MONDAY, MONDAY + timedelta(days=2), others)}
    assert [starts[MONDAY + timedelta(days=at)].collisions for at in (0, 1)] == [2, 1]
    assert "together with R-2026-001" in " ".join(reason.written("en") for reason in starts[MONDAY].reasons)
    assert starts[MONDAY].busiest > 350


def test_that_days_too_full_with_the_run_alone_are_counted_as_the_load_counts_them(run_of: Runs) -> None:
    run = run_of("bm-msc-three-step").model_copy(update={"count": 60})
    (start,) = ranked_starts(run, MONDAY, MONDAY + timedelta(days=1))
    most = run.lab.settings.most_minutes
    full = [day for day in lab_days(load_of(plan(run)), run.lab) if day.total > most]
    assert start.busiest > most
    assert start.collisions == len(full) > 0


@pytest.mark.parametrize("days", [0, -3])
def test_that_no_span_has_no_starts(run_of: Runs, days: int) -> None:
    assert ranked_starts(run_of("bm-msc-three-step"), MONDAY, MONDAY + timedelta(days=days)) == ()


def test_that_a_permission_to_move_clears_closed_days_and_is_told(run_of: Runs) -> None:
    run = run_of("bm-msc-three-step")
    stages = tuple(stage.model_copy(update={"move": "1 d"}) for stage in run.protocol.stages)
    free = run.model_copy(update={"protocol": run.protocol.model_copy(update={"stages": stages})})
    monday = week(free)[0]
    assert (len(monday.closed_days), monday.moved) == (0, 2)
    assert "S2: the change of D6 is on D7." in [reason.written("en") for reason in monday.reasons]
