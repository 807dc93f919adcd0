"""A plan that comes otherwise meets the work of other runs: only days with more work than before are told."""

from collections.abc import Callable
from datetime import date, timedelta

from mscplanner.domain.run import Run
from mscplanner.planning.other_runs import DayWork, OtherWork, more_work, too_full
from mscplanner.planning.planner import plan
from mscplanner.planning.replanning import fed_on, ways_on

MONDAY = date(2026, 12, 7)
WORK = DayWork(day=2, date=MONDAY + timedelta(days=2), minutes=60)


def others(day: int, minutes: int) -> dict[date, OtherWork]:
    return {MONDAY + timedelta(days=day): OtherWork(("R-2", "R-3"), minutes)}


def test_that_a_day_is_too_full_only_with_the_others_of_that_day() -> None:
    assert too_full((WORK,), others(2, 301), 360)[0].written("en") == (
        "D2, 2026-12-09 Wed: 361 min together with R-2, R-3; at most 360 (lab setting)."
    )
    assert too_full((WORK,), others(2, 300), 360) == ()
    assert too_full((WORK,), others(3, 900), 360) == ()


def test_that_a_run_alone_can_make_a_day_too_full() -> None:
    assert too_full((WORK.model_copy(update={"minutes": 360}),), {}, 360) == ()
    (told,) = too_full((WORK.model_copy(update={"minutes": 395}),), {}, 360)
    assert told.written("en") == "D2, 2026-12-09 Wed: 395 min; at most 360 (lab setting)."


def test_that_only_days_with_more_work_than_before_count(run_of: Callable[[str], Run]) -> None:
    planned = plan(run_of("bm-msc-three-step"))
    assert more_work(planned, planned) == ()
    happened = fed_on(planned.run, planned, "step-2", 2, 7)
    rest, absorbed, _ = ways_on(planned, happened, "step-2", 6, 1)
    assert [each.day for each in rest.work] == [9, 11, 13, 15, 17, 19]
    assert absorbed.work == ()
    assert all(each.minutes > 0 and each.date == MONDAY + timedelta(days=each.day) for each in rest.work)
