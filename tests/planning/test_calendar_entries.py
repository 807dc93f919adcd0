"""Every task stands in the calendar once, and what is done in one go is one entry."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mscplanner.domain.run import Control, Run, Withdrawal
from mscplanner.library.templates import template_ids
from mscplanner.planning.calendar_entries import calendar_entries
from mscplanner.planning.plan import Plan, Task
from mscplanner.planning.planner import plan

RunOf = Callable[[str], Run]
BOTH = (Control(kind="uninduced"), Control(kind="vehicle"))


def titles(planned: Plan, day: int) -> list[str]:
    return [each.title.written("en") for each in calendar_entries(planned) if each.day.number == day]


def told(day: int, task: Task) -> tuple[int, str, str, str]:
    return day, task.kind, task.arm, task.text.written("en")


@settings(max_examples=40)
@given(
    template_id=st.sampled_from(template_ids()),
    start=st.dates(date(2026, 1, 1), date(2028, 12, 31)),
    count=st.integers(1, 12),
    every=st.sampled_from((None, 1, 2, 3)),
    controls=st.sampled_from(((), BOTH[:1], BOTH)),
    withdrawals=st.lists(st.tuples(st.integers(0, 18), st.integers(1, 80)), max_size=4),
)
def test_that_every_task_is_in_one_entry(
    run_of: RunOf,
    template_id: str,
    start: date,
    count: int,
    every: int | None,
    controls: tuple[Control, ...],
    withdrawals: list[tuple[int, int]],
) -> None:
    changed = {
        "start": start,
        "count": count,
        "change_every_days": every,
        "controls": controls,
        "withdrawals": tuple(Withdrawal(day=day, wells=wells) for day, wells in withdrawals),
    }
    planned = plan(run_of(template_id).model_copy(update=changed))
    entries = calendar_entries(planned)
    tasks = Counter(told(day.number, task) for day in planned.working_days for task in day.tasks)
    assert Counter(told(entry.day.number, task) for entry in entries for task in entry.tasks) == tasks
    assert len({entry.identity for entry in entries}) == len(entries)
    assert [entry.day.number for entry in entries] == sorted(entry.day.number for entry in entries)


def test_that_what_is_prepared_for_a_day_is_one_entry_beside_the_change(run_of: RunOf) -> None:
    planned = plan(run_of("bm-msc-three-step"))
    assert titles(planned, 4) == ["Prepare: thaw, warm, complete", "Change to fresh S2, 36 mL"]


def test_that_what_is_thawed_in_the_evening_is_an_entry_of_its_own(run_of: RunOf) -> None:
    planned = plan(run_of("bm-msc-three-step"))
    ahead = next(each for each in calendar_entries(planned) if each.identity.startswith("prepare-ahead/"))
    assert ahead.identity == "prepare-ahead/start-stage/step-2/induced//0/1"
    assert ahead.title.written("en").startswith("Tonight, to 2–8 °C: Thaw B-27")
    assert ahead.day.number == 0


def test_that_several_things_for_a_later_day_name_it(run_of: RunOf) -> None:
    planned = plan(run_of("adsc-one-step").model_copy(update={"start": date(2026, 12, 9)}))
    first = planned.preceding[0].model_copy(update={"tasks": planned.preceding[0].tasks * 2})
    twice = planned.model_copy(update={"preceding": (first,)})
    assert titles(twice, -1) == ["Prepare for D0: thaw"]


def test_that_fills_of_all_vessels_are_one_entry(run_of: RunOf) -> None:
    planned = plan(run_of("bm-msc-three-step").model_copy(update={"controls": BOTH}))
    (fill,) = (each for each in calendar_entries(planned) if each.kind == "change-medium" and each.day.number == 4)
    assert fill.title.written("en") == "Change to fresh S2, 36 mL · with controls"
    assert [task.arm for task in fill.tasks] == ["induced", "uninduced", "vehicle"]


def test_that_controls_that_outlive_the_induced_wells_are_named_themselves(run_of: RunOf) -> None:
    early = {"controls": BOTH, "withdrawals": (Withdrawal(day=3, wells=18),)}
    fill = titles(plan(run_of("bm-msc-three-step").model_copy(update=early)), 4)[-1]
    change = "Change to fresh C1, 12 mL"
    assert fill == f"{change} (uninduced control), {change} (vehicle control)"


@pytest.mark.parametrize("days", [1, 2, 3, 4, 5, 6])
def test_that_the_work_at_the_cells_keeps_its_entries_on_other_days_of_the_week(run_of: RunOf, days: int) -> None:
    run = run_of("uc-msc-15-day-reading")
    moved = run.model_copy(update={"start": run.start + timedelta(days=days)})
    before, after = (
        {
            each.identity
            for each in calendar_entries(plan(each))
            if each.kind in ("start-stage", "change-medium", "readout")
        }
        for each in (run, moved)
    )
    assert before == after


def test_that_an_entry_that_prepares_is_known_by_what_it_prepares_for(run_of: RunOf) -> None:
    planned = plan(run_of("bm-msc-three-step"))
    prepared = {each.day.number: each.identity for each in calendar_entries(planned) if each.kind == "thaw"}
    assert prepared[2] == "prepare/start-stage/step-2/induced//0/1"
    assert prepared[4] == "prepare/change-medium/step-2/induced//1/1"
