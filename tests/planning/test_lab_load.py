"""Several runs on one calendar: minutes and vessels add up by day and person, and too much is told."""

from collections.abc import Callable
from datetime import date, timedelta

from mscplanner.domain.run import Control, Run
from mscplanner.domain.work_calendar import Absence, weekly_calendar
from mscplanner.planning.lab_load import RunLoad, lab_days, load_of, other_work
from mscplanner.planning.planner import plan
from mscplanner.planning.shared_preparation import preparations_of, shared_preparations
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
    lab = run_of("bm-msc-three-step").lab
    loads = [load(0, "A", 100), load(0, "A", 60, run="R-2"), load(0, "B", 30, run="R-3"), load(2, "", 0)]
    first, second = lab_days(loads, lab)
    assert (first.minutes, first.runs, first.total) == ((("A", 160), ("B", 30)), ("R-1", "R-2", "R-3"), 190)
    assert (second.minutes, second.runs) == ((), ())


def test_that_too_much_for_a_person_or_an_incubator_is_told(run_of: Runs) -> None:
    lab = run_of("bm-msc-three-step").lab
    settings = lab.settings.model_copy(update={"most_minutes": 120, "most_vessels": 8})
    loads = [load(0, "A", 100, 5), load(0, "A", 60, 4, "R-2"), load(0, "", 121, 0, "R-3")]
    (day,) = lab_days(loads, lab.model_copy(update={"settings": settings}))
    assert [each.written("en") for each in day.troubles] == [
        "nobody named: 121 min; at most 120 (lab setting).",
        "A: 160 min; at most 120 (lab setting).",
        "9 vessels; room for 8 (lab setting).",
    ]


def test_that_shared_preparation_counts_once_for_a_person(run_of: Runs) -> None:
    run = run_of("bm-msc-three-step")
    people = ("A", "A", "B")
    plans = [plan(run.model_copy(update={"number": f"R-{at}", "operator": who})) for at, who in enumerate(people)]
    shared = shared_preparations(each for planned in plans for each in preparations_of(planned))
    (first, *_) = lab_days((each for planned in plans for each in load_of(planned)), run.lab, shared)
    # D0: make 30, start 15 + 3 × 6, thaw 2; the making and the thawing of A once.
    assert first.minutes == (("A", 2 * 65 - 30 - 2), ("B", 65))
    assert first.saved == (("A", 32),)
    assert [each.kind for each in first.shared] == ["make-medium", "thaw"]


def test_that_work_of_somebody_absent_collides(run_of: Runs) -> None:
    lab = run_of("bm-msc-three-step").lab
    away = Absence(person="A", first=MONDAY, until=MONDAY + timedelta(days=2))
    calendar = weekly_calendar(()).model_copy(update={"people": ("A",), "absences": (away,)})
    own = lab.model_copy(update={"calendar": calendar})
    first, second, third = lab_days([load(0, "A", 10), load(1, "B", 10), load(2, "A", 10)], own)
    assert (first.away, second.away, third.away) == (("A",), (), ())
    assert [each.written("en") for each in first.troubles] == ["A is absent, back on 2026-12-09 Wed."]


def test_that_vessels_of_two_runs_with_one_number_collide(run_of: Runs) -> None:
    lab = run_of("bm-msc-three-step").lab
    first, second = lab_days([load(0, "A", 10, 3), load(0, "B", 10, 3), load(1, "A", 10, 3)], lab)
    assert (first.twins, second.twins) == (("R-1",), ())
    assert [each.written("en") for each in first.troubles] == ["R-1 stands on the vessels of more than one run."]


def test_that_only_the_work_of_the_same_person_collides() -> None:
    found = other_work([load(0, "A", 100), load(0, "B", 50, run="R-2"), load(0, "A", 20, run="R-3")], "A")
    assert {day: (each.runs, each.minutes) for day, each in found.items()} == {MONDAY: (("R-1", "R-3"), 120)}


def test_that_what_other_runs_prepare_together_counts_once_as_in_the_load_of_all_runs(run_of: Runs) -> None:
    run = run_of("bm-msc-three-step")
    plans = [plan(run.model_copy(update={"number": f"R-{at}", "operator": who})) for at, who in enumerate("AAB")]
    shared = shared_preparations(each for planned in plans for each in preparations_of(planned))
    loads = [each for planned in plans for each in load_of(planned)]
    days = lab_days(loads, run.lab, shared)
    found = other_work(loads, "A", shared)
    assert {each.date: dict(each.minutes)["A"] for each in days if "A" in dict(each.minutes)} == {
        day: each.minutes for day, each in found.items()
    }
    assert found[MONDAY].minutes == 2 * 65 - 32
