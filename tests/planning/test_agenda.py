"""What is to be done today and next."""

from collections.abc import Callable
from datetime import date, timedelta

from mscplanner.domain.run import Run
from mscplanner.planning.agenda import missed_days, next_days, shared_places, shared_work
from mscplanner.planning.planner import plan
from mscplanner.planning.replanning import day_done
from mscplanner.planning.shared_preparation import preparations_of

MONDAY = date(2026, 12, 7)


def labels(run: Run, today: date) -> list[str]:
    return [day.label for day in next_days(plan(run), today)]


def test_that_a_working_day_is_followed_by_the_next_one(run_of: Callable[[str], Run]) -> None:
    assert labels(run_of("bm-msc-three-step"), MONDAY) == ["D0", "D2"]


def test_that_a_day_without_work_shows_the_next_one_only(run_of: Callable[[str], Run]) -> None:
    assert labels(run_of("bm-msc-three-step"), MONDAY + timedelta(days=1)) == ["D2"]


def test_that_before_the_start_the_first_day_is_next(run_of: Callable[[str], Run]) -> None:
    assert labels(run_of("bm-msc-three-step"), MONDAY - timedelta(days=3)) == ["D0"]


def test_that_after_the_harvest_nothing_is_left(run_of: Callable[[str], Run]) -> None:
    assert not labels(run_of("bm-msc-three-step"), MONDAY + timedelta(days=30))


def test_that_days_that_have_passed_without_a_record_are_missed(run_of: Callable[[str], Run]) -> None:
    run, today = run_of("bm-msc-three-step"), MONDAY + timedelta(days=6)
    assert [day.label for day in missed_days(plan(run), today)] == ["D0", "D2", "D4"]
    run = day_done(run, plan(run), 2)
    assert [day.label for day in missed_days(plan(run), today)] == ["D0", "D4"]


def test_that_what_is_done_together_is_told_of_the_days_asked_for(run_of: Callable[[str], Run]) -> None:
    run = run_of("bm-msc-three-step")
    plans = [plan(run.model_copy(update={"number": number})) for number in ("R-1", "R-2")]
    shared = shared_work((each for planned in plans for each in preparations_of(planned)), [MONDAY])
    assert {each.date for each in shared} == {MONDAY}
    day = plans[0].days[0]
    together = shared_places(shared, "R-1", MONDAY)
    assert [task.kind for at, task in enumerate(day.tasks) if at not in together] == ["start-stage"]
    assert not shared_places(shared, "R-3", MONDAY)
