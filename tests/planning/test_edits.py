"""Edits make the next protocol or run, write down what changed, and lose nothing."""

from collections.abc import Callable

import pytest

from mscplanner.domain.finding import Edit, Finding, Fix
from mscplanner.domain.message import message
from mscplanner.domain.run import Run, Stock
from mscplanner.library.templates import template_ids
from mscplanner.planning.edits import NoSuchPlace, apply_fix, confirm_stock, edit_protocol
from mscplanner.planning.planner import plan

RETINOIC_ACID = ("stages", "step-1", "additions", "retinoic-acid")


def with_field(run: Run, place: tuple[str, ...], field: str, value: str) -> Run:
    return apply_fix(run, Fix(label=message("x"), edit=Edit(place=place, field=field, value=value)))


def fixable(run: Run) -> list[tuple[Finding, Fix]]:
    return [(finding, fix) for finding in plan(run).findings for fix in finding.fixes if not fix.leads]


def errors_of(run: Run) -> set[tuple[str, tuple[str, ...]]]:
    return {(finding.code, finding.place) for finding in plan(run).findings if finding.severity == "error"}


def spoilt(run: Run) -> Run:
    """Return ``run`` with texts that have likely readings, one of each kind of field."""
    first = run.protocol.stages[0]
    run = run.model_copy(update={"well_volume": "1,5 mL"})
    run = confirm_stock(run, Stock(reagent="nicotinamide", strength="1 000 mM"))
    run = with_field(run, ("stages", first.id), "change", "daily")
    for field, text in (("duration", "2,5 d"), ("longest_gap", "3,5 d"), ("move", "1,5 d")):
        run = with_field(run, ("stages", first.id), field, text)
    return with_field(run, ("stages", first.id, "additions", "nicotinamide"), "final", "10 MM")


@pytest.mark.parametrize("template_id", template_ids())
def test_that_every_fix_removes_its_finding_and_adds_no_error(run_of: Callable[[str], Run], template_id: str) -> None:
    run = run_of(template_id)
    before = errors_of(run)
    for finding, fix in fixable(run):
        after = apply_fix(run, fix)
        assert (finding.code, finding.place) not in {(each.code, each.place) for each in plan(after).findings}
        assert errors_of(after) < before


def test_that_every_fix_of_misread_text_removes_its_finding(run_of: Callable[[str], Run]) -> None:
    run = spoilt(run_of("adsc-one-step"))
    fields = {fix.edit.field for _, fix in fixable(run)}
    assert fields == {"well_volume", "strength", "change", "duration", "longest_gap", "move", "final"}
    for finding, fix in fixable(run):
        if finding.severity == "error":
            assert (finding.code, finding.place) not in errors_of(apply_fix(run, fix))
            assert errors_of(apply_fix(run, fix)) < errors_of(run)


def test_that_the_run_before_a_fix_is_still_there_to_go_back_to(run_of: Callable[[str], Run]) -> None:
    run = run_of("uc-msc-three-step")
    ((_, fix),) = fixable(run)
    after = apply_fix(run, fix)
    assert run == run_of("uc-msc-three-step")
    assert after != run
    assert after.protocol.stages[1:] == run.protocol.stages[1:]


def test_that_a_change_of_the_protocol_is_written_down_with_its_reason(run_of: Callable[[str], Run]) -> None:
    ((_, fix),) = fixable(run_of("uc-msc-three-step"))
    (change,) = apply_fix(run_of("uc-msc-three-step"), fix).changes
    assert (change.before, change.edit.value) == ("6 mmol/L", "1 µmol/L")
    assert change.edit.place == RETINOIC_ACID
    assert "not what is printed" in change.reason.written("en")


def test_that_changes_are_kept_in_their_order(run_of: Callable[[str], Run]) -> None:
    run = run_of("adsc-one-step")
    for _, fix in fixable(run):
        run = apply_fix(run, fix)
    assert [change.edit.place[-1] for change in run.changes] == ["b27-50x", "n2-100x"]
    assert [change.before for change in run.changes] == ["", ""]
    assert not plan(run).has_errors


def test_that_what_is_printed_and_read_stays_beside_a_new_dose(run_of: Callable[[str], Run]) -> None:
    run = with_field(run_of("uc-msc-three-step"), RETINOIC_ACID, "final", "1 µmol/L")
    addition = run.protocol.stages[0].additions[1]
    assert addition.final == "1 µmol/L"
    assert addition.printed == "6mmol/L 维甲酸"
    assert addition.reading


def test_that_a_dose_of_any_unit_is_kept_as_typed(run_of: Callable[[str], Run]) -> None:
    run = run_of("uc-msc-three-step")
    protocol = edit_protocol(run.protocol, Edit(place=RETINOIC_ACID, field="final", value="0.3 ug/ml"), run.lab)
    assert protocol.stages[0].additions[1].final == "0.3 ug/ml"


def test_that_a_stock_is_confirmed_once_each(run_of: Callable[[str], Run]) -> None:
    run = confirm_stock(run_of("adsc-one-step"), Stock(reagent="egf", strength="1 mg/mL"))
    run = confirm_stock(run, Stock(reagent="hgf", strength="1 mg/mL"))
    run = confirm_stock(run, Stock(reagent="egf", strength="2 mg/mL"))
    assert {stock.reagent: stock.strength for stock in run.stocks} == {"hgf": "1 mg/mL", "egf": "2 mg/mL"}
    assert run.changes == ()


@pytest.mark.parametrize(
    ("place", "field"),
    [
        (("stages", "step-9"), "duration"),
        (("stages", "step-1"), "id"),
        (("stages", "step-1", "additions", "egf"), "final"),
        (RETINOIC_ACID, "reagent"),
        (("stages",), "duration"),
        (("run",), "start"),
        (("stocks", "egf"), "solvent"),
        (("readouts", "0"), "at"),
        ((), "final"),
    ],
)
def test_that_an_edit_of_no_such_place_is_refused(
    run_of: Callable[[str], Run], place: tuple[str, ...], field: str
) -> None:
    with pytest.raises(NoSuchPlace):
        with_field(run_of("uc-msc-three-step"), place, field, "1")
