"""What can be written down of a day, and the ways on from it."""

from collections.abc import Callable

import pytest

from mscplanner.domain.local_text import LocalText
from mscplanner.domain.run import Run
from mscplanner.planning.day_record import (
    RECORD_KINDS,
    RecordKind,
    earliest,
    ending_stage,
    missing,
    record_name,
    record_ways,
    taken_as_done,
    taken_text,
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


@pytest.mark.parametrize(
    ("day", "kind", "number", "taken"),
    [
        (6, "other-day", 7, (0, 2, 4)),
        (6, "other-day", 5, (0, 2, 4)),
        (2, "left-out", 1, (0,)),
        (0, "other-day", 1, ()),
        (6, "lost", 2, ()),
        (2, "not-ready", 1, (0,)),
        (4, "stopped", 1, (0, 2, 4)),
    ],
)
def test_that_days_taken_as_done_are_known(
    planned: Plan, day: int, kind: RecordKind, number: int, taken: tuple[int, ...]
) -> None:
    way = record_ways(planned, day, kind, number)[0]
    earlier = taken_as_done(planned, day, way.run)
    assert tuple(each for each in earlier if each >= 0) == taken


def test_that_the_step_names_the_days_taken_as_done() -> None:
    assert record_name(6).written("en") == "Write down what happened on D6"
    assert record_name(6, (4,)).written("en") == "Write down what happened on D6, and D4 as done"
    assert record_name(6, (0, 2, 4)).written("en") == (
        "Write down what happened on D6, and 3 days from D0 to D4 as done"
    )
    assert taken_text((0, 2)).written("en") == "Also written down, as done as planned: D0, D2."


def test_that_a_stage_with_a_gate_can_be_ready_earlier(planned: Plan) -> None:
    assert missing(planned, 5, "ready") is not None
    stages = tuple(
        each.model_copy(update={"gate": LocalText(plain="clusters")}) if each.id == "step-2" else each
        for each in planned.run.protocol.stages
    )
    gated = plan(
        planned.run.model_copy(update={"protocol": planned.run.protocol.model_copy(update={"stages": stages})})
    )
    assert [day for day in range(19) if missing(gated, day, "ready") is None] == [3, 4, 5, 6, 7, 8, 9]
    (way,) = record_ways(gated, 5, "ready", by="L. Zhang")
    assert way.label.written("en") == "Go on from S2 on D5"
    assert plan(way.run).stages[2].start_day == 5
