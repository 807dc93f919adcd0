"""The form of a read-out: what its entries are called and how they are read. Its order is compared with the paper's."""

from collections.abc import Callable

import pytest

from mscplanner.domain.close_out import Row
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.run import Control, Run
from mscplanner.planning.close_out_columns import heading_of, kind_of, title_of
from mscplanner.planning.close_out_form import close_out_form
from mscplanner.planning.plan import Plan
from mscplanner.planning.planner import plan

PARTS = ("D18/R1", "D18/GSIS", "D18/ELISA", "D18/QPCR", "D18/R2", "D18/DTZ")


@pytest.fixture(scope="module")
def planned(run_of: Callable[[str], Run]) -> Plan:
    return plan(run_of("bm-msc-three-step"))


def rows(planned: Plan, part: str) -> dict[str, Row]:
    form = close_out_form(planned, part)
    assert form is not None
    assert form.kind == "readout"
    found = {row.id: row for row in form.rows}
    assert len(found) == len(form.rows)
    return found


@pytest.mark.parametrize("part", PARTS)
def test_that_every_entry_is_named_in_both_languages(part: str, planned: Plan) -> None:
    for row in rows(planned, part).values():
        for language in ("en", "zh"):
            assert title_of(row, language)
            assert row.label.written(language)
            assert all(heading_of(cell, language) for cell in row.cells)
        assert len({cell.column for cell in row.cells}) == len(row.cells)
        assert not [cell for cell in row.cells if "__" in heading_of(cell, "zh")]


@pytest.mark.parametrize(
    ("part", "row", "column", "heading", "kind"),
    [
        ("D18/GSIS", "C-1", "low-on", "Low: on", "time"),
        ("D18/GSIS", "D-3", "insulin-high", "Insulin, high", "number"),
        ("D18/GSIS", "D-3", "si-2", "SI", "index"),
        ("D18/GSIS", "glucose-other", "low", "Low", "text"),
        ("D18/ELISA", "plate-B1/A", "A3", "A3 · ML", "number"),
        ("D18/ELISA", "plate-C1/H", "H12", "H12", "number"),
        ("D18/ELISA", "D-1L", "insulin", "Insulin", "number"),
        ("D18/ELISA", "field-3", "text", "As written", "expiry"),
        ("D18/QPCR", "E-1-C", "ct-3", "PDX1 · Ct 3", "number"),
        ("D18/QPCR", "calibrator-2", "done", "Ticked", "option"),
        ("D18/DTZ", "step-4", "actual", "Actual", "text"),
        ("D18/DTZ", "C-N", "from", "from", "text"),
        ("D18/R2", "B-1", "positive", "Positive %", "percent"),
    ],
)
def test_that_an_entry_is_read_as_what_it_is(
    part: str, row: str, column: str, heading: str, kind: str, planned: Plan
) -> None:
    cell = rows(planned, part)[row].cell(column)
    assert cell is not None
    assert (heading_of(cell, "en"), kind_of(cell)) == (heading, kind)


def test_that_samples_of_the_run_take_the_place_of_those_from_elsewhere(run_of: Callable[[str], Run]) -> None:
    run = run_of("bm-msc-three-step").model_copy(update={"controls": (Control(kind="uninduced", count=1),)})
    found = rows(plan(run), "D18/GSIS")
    assert "C-U" not in found
    assert [row.label.written("en") for row in found.values() if "uninduced" in row.label.written("en")]


def test_that_the_glucose_that_a_protocol_states_is_not_chosen_again(planned: Plan) -> None:
    readouts = planned.run.protocol.readouts
    stated = LocalText(plain="Glucose: 2.8 and 16.7 mmol/L, 1 h each.")
    protocol = planned.run.protocol.model_copy(
        update={"readouts": tuple(each.model_copy(update={"detail": stated}) for each in readouts)}
    )
    found = rows(plan(planned.run.model_copy(update={"protocol": protocol})), "D18/GSIS")
    assert not [row for row in found if row.startswith("glucose-")]
