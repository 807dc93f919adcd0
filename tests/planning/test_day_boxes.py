"""The boxes around the steps of a day, the same on paper and in its form."""

from collections.abc import Callable

from mscplanner.domain.run import Run
from mscplanner.planning.day_boxes import boxes_before, coming_day, next_told, tasks_ahead
from mscplanner.planning.planner import plan


def test_that_the_last_day_has_no_next_one(run_of: Callable[[str], Run]) -> None:
    planned = plan(run_of("bm-msc-three-step"))
    last = planned.working_days[-1]
    assert coming_day(planned, last) is None
    assert [each.written("en") for each in next_told(planned, last)] == ["Last day of work in this run."]
    assert len(boxes_before(planned, last)) > 2


def test_that_what_is_thawed_for_another_day_is_ahead_and_what_is_warmed_today_stands_before(
    run_of: Callable[[str], Run],
) -> None:
    planned = plan(run_of("bm-msc-three-step"))
    ahead = [task for day in planned.working_days for task in tasks_ahead(day)]
    assert {task.kind for task in ahead} == {"thaw"}
    assert all(task.needed_day and task.needed_day > day.number for day in planned.days for task in tasks_ahead(day))
