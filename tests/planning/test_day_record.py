"""What can be written down of a day, and the ways on from it."""

from collections.abc import Callable

import pytest

from mscplanner.domain.run import Run
from mscplanner.planning.day_record import (
    RECORD_KINDS,
    RecordKind,
    earliest,
    ending_stage,
    missing,
    record_ways,
    wells_left,
)
from mscplanner.planning.plan import Plan
from mscplanner.planning.planner import plan


@pytest.fixture(scope="module")
def planned(run_of: Callable[[str], Run]) -> Plan:
    return plan(run_of("bm-msc-three-step"))


@pytest.mark.parametrize(
    ("day", "possible"),
    [
        (1, ["lost", "stopped"]),
        (2, ["done", "other-day", "left-out", "lost", "not-ready", "stopped"]),
        (6, ["done", "other-day", "left-out", "lost", "stopped"]),
        (18, ["done", "lost", "not-ready", "stopped"]),
        (-1, []),
    ],
)
def test_that_only_what_can_have_happened_is_offered(planned: Plan, day: int, possible: list[str]) -> None:
    assert [kind for kind in RECORD_KINDS if missing(planned, day, kind) is None] == possible


@pytest.mark.parametrize("kind", RECORD_KINDS)
def test_that_what_cannot_have_happened_has_no_way_on(planned: Plan, kind: RecordKind) -> None:
    assert record_ways(planned, -1, kind) == ()


@pytest.mark.parametrize(
    ("day", "kind", "number", "labels"),
    [
        (6, "done", 1, []),
        (6, "other-day", 7, ["Move the rest by 1 d", "Absorb it within S2", "Extend S2 by 1 d"]),
        (6, "other-day", 5, ["Leave the rest as planned"]),
        (6, "left-out", 1, ["Leave out the medium of D6"]),
        (6, "lost", 4, ["Go on without these wells: 4"]),
        (2, "not-ready", 2, ["Extend S1 by 2 d", "Stop the run on D2"]),
        (6, "stopped", 1, ["Stop the run on D6"]),
    ],
)
def test_that_each_has_its_ways_on(planned: Plan, day: int, kind: RecordKind, number: int, labels: list[str]) -> None:
    ways = record_ways(planned, day, kind, number, "L. Zhang", "why")
    assert [way.label.written("en") for way in ways] == labels


def test_that_name_and_note_are_kept_with_what_happened(planned: Plan) -> None:
    (way,) = record_ways(planned, 6, "lost", 4, "L. Zhang", "dropped")
    assert [(each.kind, each.by, each.note) for each in way.run.happened] == [("lost", "L. Zhang", "dropped")]
    assert wells_left(plan(way.run), 6) == 14
    assert wells_left(planned, 6) == 18


def test_that_a_stage_ends_on_its_last_day(planned: Plan) -> None:
    ending = ending_stage(planned, 10)
    assert ending
    assert ending.code == "S2"
    assert ending_stage(planned, 9) is None


def test_that_a_feeding_cannot_have_been_before_the_one_before_it(planned: Plan) -> None:
    assert [earliest(planned, day) for day in (0, 2, 6)] == [0, 1, 5]
