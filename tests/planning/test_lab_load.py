"""Several runs on one calendar: minutes and vessels add up by day and person, and too much is told."""

from collections.abc import Callable
from datetime import date, timedelta

from mscplanner.domain.run import Control, Run
from mscplanner.planning.lab_load import RunLoad, lab_days, load_of, other_work
from mscplanner.planning.planner import plan
from mscplanner.planning.workload import day_minutes

MONDAY = date(2026, 12, 7)
Runs = Callable[[str], Run]


def load(day: int, person: str, minutes: int, vessels: int = 0, run: str = "R-1") -> RunLoad:
    return RunLoad(MONDAY + timedelta(days=day), run, person, minutes, vessels)


def test_that_a_run_asks_for_the_minutes_of_its_tasks(run_of: Runs) -> None:
    planned = plan(run_of("bm-msc-three-step").model_copy(update={"operator": "L. Zhang"}))
    loads = {each.date: each for each in load_of(planned)}
    # D0: make 30, start 15 + 3 × 6, thaw 2.
    assert loads[MONDAY].minutes == 30 + 15 + 18 + 2 == day_minutes(planned, planned.days[0])
    assert loads[MONDAY + timedelta(days=1)].minutes == 0
    assert {each.person for each in loads.values()} == {"L. Zhang"}


def test_that_control_vessels_stand_in_the_incubator_too(run_of: Runs) -> None:
    run = run_of("bm-msc-three-step").model_copy(update={"controls": (Control(kind="vehicle", count=2),)})
    loads = {each.date: each.vessels for each in load_of(plan(run))}
    assert loads[MONDAY] == 5
    assert loads[MONDAY + timedelta(days=18)] == 0


def test_that_minutes_add_up_by_day_and_person(run_of: Runs) -> None:
    settings = run_of("bm-msc-three-step").lab.settings
    loads = [load(0, "A", 100), load(0, "A", 60, run="R-2"), load(0, "B", 30, run="R-3"), load(2, "", 0)]
    first, second = lab_days(loads, settings)
    assert (first.minutes, first.runs, first.total) == ((("A", 160), ("B", 30)), ("R-1", "R-2", "R-3"), 190)
    assert (second.minutes, second.runs) == ((), ())


def test_that_too_much_for_a_person_or_an_incubator_is_told(run_of: Runs) -> None:
    settings = run_of("bm-msc-three-step").lab.settings.model_copy(update={"most_minutes": 120, "most_vessels": 8})
    (day,) = lab_days([load(0, "A", 100, 5), load(0, "A", 60, 4, "R-2"), load(0, "", 121, 0, "R-3")], settings)
    assert [each.written("en") for each in day.troubles] == [
        "nobody named: 121 min; at most 120 (lab setting).",
        "A: 160 min; at most 120 (lab setting).",
        "9 vessels; room for 8 (lab setting).",
    ]


def test_that_only_the_work_of_the_same_person_collides() -> None:
    found = other_work([load(0, "A", 100), load(0, "B", 50, run="R-2"), load(0, "A", 20, run="R-3")], "A")
    assert {day: (each.runs, each.minutes) for day, each in found.items()} == {MONDAY: (("R-1", "R-3"), 120)}
