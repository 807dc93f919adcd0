"""The work of all runs as a map: rows in order, whole weeks, and what is too much found and told."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from mscplanner.domain.lab import Lab
from mscplanner.domain.run import Run
from mscplanner.planning.lab_load import RunLoad, load_of
from mscplanner.planning.load_map import LoadMap, RunWork, cell_words, load_map, shared_words
from mscplanner.planning.planner import plan
from mscplanner.planning.shared_preparation import preparations_of

MONDAY = date(2026, 12, 7)
TODAY = date(2026, 12, 4)
Runs = Callable[[str], Run]


def with_settings(lab: Lab, **fields: int | None) -> Lab:
    return lab.model_copy(update={"settings": lab.settings.model_copy(update=fields)})


@pytest.fixture
def own_lab(run_of: Runs) -> Lab:
    return with_settings(run_of("bm-msc-three-step").lab, most_minutes=120, most_vessels=8)


def work(number: int, person: str, minutes: dict[int, int], vessels: int = 3) -> RunWork:
    name = f"R-{number}"
    loads = tuple(RunLoad(MONDAY + timedelta(days=day), name, person, each, vessels) for day, each in minutes.items())
    return RunWork(f"{number:032x}", name, MONDAY, loads)


def told(shown: LoadMap, row: int, day: date) -> list[str]:
    return [each.written("en") for each in cell_words(shown, row, (day - shown.first).days)]


def test_that_vessels_come_first_then_people_and_runs_in_order(own_lab: Lab) -> None:
    runs = [work(3, "", {0: 10}), work(2, "B", {0: 20}), work(1, "A", {1: 30})]
    rows = load_map(runs, own_lab, TODAY).rows
    assert [(row.kind, row.name) for row in rows] == [
        ("vessels", ""),
        ("person", "A"),
        ("person", "B"),
        ("person", ""),
        ("run", "R-1"),
        ("run", "R-2"),
        ("run", "R-3"),
    ]
    assert [row.id for row in rows[4:]] == [f"{number:032x}" for number in (1, 2, 3)]


def test_that_the_days_are_whole_weeks_with_today(own_lab: Lab) -> None:
    shown = load_map([work(1, "A", {0: 10, 8: 10})], own_lab, TODAY)
    assert (shown.first, shown.until, shown.day_count) == (date(2026, 11, 30), date(2026, 12, 21), 21)
    assert [shown.is_closed(at) for at in range(7)] == [False] * 5 + [True] * 2
    empty = load_map([], own_lab, TODAY)
    assert (empty.first, empty.day_count, [row.kind for row in empty.rows]) == (date(2026, 11, 30), 7, ["vessels"])


def test_that_figures_of_a_planned_run_are_those_of_its_load(run_of: Runs, own_lab: Lab) -> None:
    planned = plan(run_of("bm-msc-three-step").model_copy(update={"operator": "A"}))
    loads = load_of(planned)
    shown = load_map([RunWork("a" * 32, "R-1", MONDAY, loads)], own_lab, TODAY)
    for each in loads:
        column = (each.date - shown.first).days
        assert [shown.figure(row, column) for row in range(3)] == [each.vessels, each.minutes, each.minutes]


def test_that_too_much_is_marked_for_the_person_and_for_a_run_that_is_too_much_alone(own_lab: Lab) -> None:
    shown = load_map([work(1, "A", {0: 100}), work(2, "A", {0: 60}), work(3, "B", {0: 90})], own_lab, TODAY)
    column = (MONDAY - shown.first).days
    marked = [row.name or row.kind for at, row in enumerate(shown.rows) if shown.collides(at, column)]
    assert marked == ["vessels", "A"]
    alone = load_map([work(1, "A", {0: 100}), work(2, "A", {0: own_lab.settings.most_minutes + 1})], own_lab, TODAY)
    marked = [row.name for at, row in enumerate(alone.rows) if row.kind == "run" and alone.collides(at, column)]
    assert marked == ["R-2"]
    assert not any(shown.collides(at, column + 1) for at in range(len(shown.rows)))


def test_that_without_a_limit_no_number_of_vessels_is_too_much(own_lab: Lab) -> None:
    free = with_settings(own_lab, most_vessels=None)
    shown = load_map([work(1, "A", {0: 10}, vessels=999)], free, TODAY)
    assert shown.figure(0, 7) == 999
    assert not shown.collides(0, 7)


def test_that_a_cell_says_whose_when_how_much_and_what_is_too_much(own_lab: Lab) -> None:
    shown = load_map([work(1, "A", {0: 100, 5: 1}), work(2, "A", {0: 60})], own_lab, TODAY)
    assert told(shown, 1, MONDAY) == [
        "A, 2026-12-07 Mon",
        "160 min",
        "runs: R-1, R-2",
        "A: 160 min; at most 120 (lab setting).",
    ]
    assert told(shown, 2, date(2026, 12, 12)) == ["R-1, D5, 2026-12-12 Sat", "closed day", "1 min"]
    assert told(shown, 0, MONDAY)[:2] == ["Vessels in incubators, 2026-12-07 Mon", "6 vessels"]
    assert told(shown, 3, TODAY) == ["R-2, 2026-12-04 Fri", "nothing"]


def alike(run: Run, people: str) -> list[RunWork]:
    """Return runs of the same plan, one of each of ``people``."""
    works = []
    for at, person in enumerate(people):
        planned = plan(run.model_copy(update={"number": f"R-{at}", "operator": person}))
        works.append(RunWork(f"{at:032x}", f"R-{at}", MONDAY, load_of(planned), preparations_of(planned)))
    return works


def test_that_shared_preparation_has_a_row_and_counts_once(run_of: Runs, own_lab: Lab) -> None:
    shown = load_map(alike(run_of("bm-msc-three-step"), "AAB"), own_lab, TODAY)
    column = (MONDAY - shown.first).days
    assert [row.kind for row in shown.rows[:4]] == ["vessels", "shared", "person", "person"]
    # The row of a run has the run as if it were alone.
    assert [shown.figure(row, column) for row in range(1, 7)] == [2, 98, 65, 65, 65, 65]
    assert not shown.collides(1, column)
    assert told(shown, 1, MONDAY)[1] == "preparations done once for several runs: 2"
    assert told(shown, 2, MONDAY)[1:4] == ["98 min", "32 min saved of 130 min", "runs: R-0, R-1"]


def test_that_a_row_tells_what_is_done_once(run_of: Runs, own_lab: Lab) -> None:
    shown = load_map(alike(run_of("bm-msc-three-step"), "AAB"), own_lab, TODAY)
    column = (MONDAY - shown.first).days
    making, thaw = (each.written("en") for each in shared_words(shown, 1, column))
    assert making.startswith("S1 medium: one making of 120 mL for R-0 S1-1, R-1 S1-1, R-2 S1-1 (same recipe")
    assert "saves 30 min" in making
    assert "Thaw B-27" in thaw
    assert shared_words(shown, 2, column) == shared_words(shown, 1, column)
    assert not shared_words(shown, 4, column)
    assert not shared_words(shown, 1, column + 1)


def test_that_without_a_limit_the_room_of_incubators_is_not_stated(own_lab: Lab) -> None:
    shown = load_map([work(1, "A", {0: 10})], with_settings(own_lab, most_vessels=None), TODAY)
    assert told(shown, 0, MONDAY)[1:] == ["3 vessels", "how many the incubators hold is not stated"]


def test_that_runs_with_one_number_are_marked(own_lab: Lab) -> None:
    shown = load_map([work(1, "A", {0: 10}), work(1, "B", {0: 10}), work(2, "B", {0: 10})], own_lab, TODAY)
    column = (MONDAY - shown.first).days
    assert [row.name for at, row in enumerate(shown.rows[1:], 1) if shown.collides(at, column)] == ["R-1", "R-1"]
