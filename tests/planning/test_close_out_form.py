"""The form of a sheet follows the paper, and one press fills in what was planned and nothing else."""

from collections.abc import Callable

import pytest

from mscplanner.domain.run import Control, Run
from mscplanner.planning.close_out_columns import kind_of
from mscplanner.planning.close_out_form import as_planned, closable_parts, close_out_form
from mscplanner.planning.day_boxes import boxes_before
from mscplanner.planning.plan import Plan
from mscplanner.planning.planner import plan
from mscplanner.planning.steps import steps_of


@pytest.fixture(scope="module")
def planned(run_of: Callable[[str], Run]) -> Plan:
    return plan(run_of("bm-msc-three-step"))


def test_that_each_sheet_of_a_day_has_a_form(planned: Plan) -> None:
    assert closable_parts(planned, 2) == ("S2-1", "S2-1/D2", "D2")
    assert closable_parts(planned, 4) == ("S2-1/D4", "D4", "OFF/D5-D6")
    assert closable_parts(planned, 18)[:3] == ("D18", "D18/R1", "D18/GSIS")
    assert closable_parts(planned, 1) == closable_parts(planned, 400) == ()
    for day in planned.days:
        for part in closable_parts(planned, day.number):
            form = close_out_form(planned, part)
            assert form is not None
            assert (form.part, form.day) == (part, day.number)
            ids = [row.id for row in form.rows]
            assert len(ids) == len(set(ids))
            assert not [cell for row in form.rows for cell in row.cells if cell.typed]


@pytest.mark.parametrize("part", ["overview", "D1", "S9-1", "S2-1/D3", "", "D77"])
def test_that_other_parts_have_none(planned: Plan, part: str) -> None:
    assert close_out_form(planned, part) is None


def test_that_a_day_is_in_the_order_of_its_sheet(planned: Plan) -> None:
    form = close_out_form(planned, "D2")
    assert form is not None
    sections = list(dict.fromkeys(row.section for row in form.rows))
    assert sections == ["before", "medium", "steps", "observations", "next", "deviations", "sign-off"]
    day = planned.day(2)
    assert day is not None
    assert [row.label for row in form.rows if row.section == "steps"] == [step.text for step in steps_of(planned, day)]
    assert [row.label.plain for row in form.rows if row.section == "observations"] == ["V1", "V2", "V3"]
    (medium,) = [row for row in form.rows if row.section == "medium"]
    assert [cell.planned.plain for cell in medium.cells] == ["S2-1/D2", "2026-12-09"]


def test_that_each_box_of_a_day_sheet_is_an_entry_of_its_own(planned: Plan) -> None:
    form = close_out_form(planned, "D2")
    day = planned.day(2)
    assert form is not None
    assert day is not None
    before = [row.label.written("en") for row in form.rows if row.section == "before"]
    assert before == [each.written("en") for each in boxes_before(planned, day)]
    assert "Gown, gloves, eye protection on" in before
    (coming,) = [row for row in form.rows if row.section == "next"]
    assert coming.label.written("en") == "Next: D4 2026-12-11 Fri · Change to fresh S2, 36 mL"


def test_that_the_vessels_of_controls_are_observed_too(run_of: Callable[[str], Run]) -> None:
    run = run_of("bm-msc-three-step").model_copy(update={"controls": (Control(kind="uninduced", count=2),)})
    form = close_out_form(plan(run), "D2")
    assert form is not None
    assert [row.label.plain for row in form.rows if row.section == "observations"] == ["V1", "V2", "V3", "U1", "U2"]


def test_that_each_reagent_has_lot_and_expiry(planned: Plan) -> None:
    batch = planned.batch("S2-1")
    form = close_out_form(planned, "S2-1")
    assert batch is not None
    assert form is not None
    recipe = [row for row in form.rows if row.section == "recipe"]
    assert [row.label for row in recipe[:-1]] == [line.label for line in batch.recipe]
    assert [cell.column for cell in recipe[0].cells] == ["done", "lot", "expiry", "initials"]
    assert [cell.column for cell in recipe[-1].cells] == ["initials"]


def test_that_the_bottle_that_is_completed_is_filled_in_as_planned_and_a_lot_never_is(planned: Plan) -> None:
    form = close_out_form(planned, "S2-1/D2")
    assert form is not None
    bottle, tube, *_ = (row for row in as_planned(form.rows, "en") if row.section == "recipe")
    assert (bottle.typed("batch"), bottle.typed("use_by")) == ("S2-1", "2026-12-16")
    assert (tube.typed("lot"), tube.typed("expiry")) == ("", "")


@pytest.mark.parametrize("part", ["D2", "S2-1", "S2-1/D2", "D0", "D18", "D18/GSIS", "D18/DTZ", "OFF/D5-D6"])
def test_that_one_press_never_fills_in_what_nobody_planned(planned: Plan, part: str) -> None:
    form = close_out_form(planned, part)
    assert form is not None
    filled = as_planned(form.rows, "en")
    columns = {cell.column for row in filled for cell in row.cells if cell.typed}
    assert columns <= {"done", "actual", "batch", "use_by"}
    boxes = [cell for row in filled for cell in row.cells if cell.column == "done"]
    assert all(bool(cell.typed) == (kind_of(cell) == "tick") for cell in boxes)
    assert as_planned(filled, "zh") == filled
