"""Closing out keeps what stood on the paper and writes down what happened; no correction loses the old entry."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from mscplanner.domain.close_out import CloseOut, typed_into
from mscplanner.domain.run import Run
from mscplanner.planning.close_out import (
    closed_on,
    closed_part,
    corrected,
    day_closed,
    likely_outcome,
    made_way,
    outcomes,
    with_close_out,
)
from mscplanner.planning.close_out_form import CloseOutForm, as_planned, close_out_form
from mscplanner.planning.plan import Plan
from mscplanner.planning.planner import plan
from mscplanner.planning.replanning import is_done
from mscplanner.sheets.job import document_code

AT = datetime(2026, 12, 9, 16, tzinfo=UTC)


@pytest.fixture(scope="module")
def planned(run_of: Callable[[str], Run]) -> Plan:
    return plan(run_of("bm-msc-three-step"))


def form_of(planned: Plan, part: str) -> CloseOutForm:
    form = close_out_form(planned, part)
    assert form is not None
    return form


def record_of(planned: Plan, part: str, **fields: Any) -> CloseOut:
    form = form_of(planned, part)
    rows = as_planned(form.rows, "en")
    return CloseOut(part=part, day=form.day, revision=1, at=AT, by="Ada", rows=rows).model_copy(update=fields)


def test_that_a_record_leaves_the_plan_and_its_document_code_alone(planned: Plan) -> None:
    run = with_close_out(planned.run, record_of(planned, "D2"))
    now = plan(run)
    assert document_code(now) == document_code(planned)
    assert now.model_copy(update={"run": planned.run}) == planned
    assert [each.part for each in closed_on(run, 2)] == ["D2"]
    assert closed_part(run, "D4") is None


def test_that_a_record_comes_back_from_json(planned: Plan) -> None:
    run = with_close_out(planned.run, record_of(planned, "S2-1"))
    assert Run.model_validate_json(run.model_dump_json(exclude_none=True), strict=False).closed == run.closed


@pytest.mark.parametrize(
    ("part", "possible"),
    [
        ("D2", ("done", "other-day", "left-out", "nothing")),
        ("D18", ("done", "nothing")),
        ("S2-1", ("made", "nothing")),
        ("S2-1/D2", ("nothing",)),
    ],
)
def test_that_only_what_can_follow_is_offered(planned: Plan, part: str, possible: tuple[str, ...]) -> None:
    assert outcomes(planned, form_of(planned, part)) == possible


@pytest.mark.parametrize(
    ("part", "signed", "ticked", "likely"),
    [
        ("D2", "", True, "done"),
        ("D2", "2026-12-09", True, "done"),
        ("D2", "2026-12-10", True, "other-day"),
        ("D2", "9/12/2026", True, "done"),
        ("D2", "2026-12-09", False, "nothing"),
        ("D18", "2026-12-26", True, "nothing"),
        ("S2-1", "2026-12-10", True, "made"),
        ("S2-1/D2", "", True, "nothing"),
    ],
)
def test_that_what_follows_is_read_from_ticks_and_date(
    planned: Plan, part: str, signed: str, ticked: bool, likely: str
) -> None:
    form = form_of(planned, part)
    rows = as_planned(form.rows, "en") if ticked else form.rows
    rows = typed_into(rows, "sign-off/performed", "date", signed)
    assert likely_outcome(planned, form, rows) == likely


def test_that_a_day_that_is_done_is_not_written_down_twice(planned: Plan) -> None:
    done = plan(day_closed(planned, 2, "Ada"))
    assert is_done(done, 2)
    for part in ("D2", "S2-1"):
        assert outcomes(done, form_of(done, part)) == ("nothing",)


def test_that_a_medium_made_on_its_day_changes_nothing_and_a_late_one_tells_what_it_does(planned: Plan) -> None:
    way = made_way(planned, "S2-1", 2, "Ada")
    assert way is not None
    assert way.consequences == ()
    assert [(each.kind, each.batch, each.day) for each in way.run.happened] == [("made", "S2-1", 2)]
    late = made_way(planned, "S2-1", 3, "Ada")
    assert late is not None
    assert late.changed or late.consequences
    assert made_way(planned, "S9-9", 3, "Ada") is None


def test_that_a_correction_keeps_the_old_entry_with_who_when_and_why(planned: Plan) -> None:
    before = record_of(planned, "D2")
    rows = typed_into(before.rows, "steps/1", "time", "14:30")
    once = corrected(before, rows, AT, "Eve", "misread")
    (made,) = once.corrections
    assert (made.row, made.column, made.before, made.after) == ("steps/1", "time", "", "14:30")
    assert (made.by, made.at, made.reason) == ("Eve", AT, "misread")
    twice = corrected(once, typed_into(rows, "steps/1", "time", "14:35"), AT, "Eve", "again")
    assert [(each.before, each.after) for each in twice.corrections] == [("", "14:30"), ("14:30", "14:35")]
    assert corrected(once, once.rows, AT, "Eve", "nothing") == once
