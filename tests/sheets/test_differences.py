"""The overview tells how many values of a run are not its template's, and which."""

from collections.abc import Callable

import pytest

from mscplanner.domain.finding import Edit, Fix
from mscplanner.domain.lab import Lab
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.message import message
from mscplanner.domain.protocol import Protocol
from mscplanner.domain.run import Run
from mscplanner.library.templates import read_template
from mscplanner.planning.edits import apply_fix
from mscplanner.planning.plan import Plan
from mscplanner.planning.planner import plan
from mscplanner.planning.protocol_edits import (
    add_addition,
    add_stage,
    remove_addition,
    remove_stage,
    set_addition,
    set_stage,
    set_start,
    variant_of,
)
from mscplanner.sheets.characters import unprintable
from mscplanner.sheets.printing import Printing

PlanOf = Callable[..., Plan]
Overview = Callable[..., str]


def template(template_id: str = "bm-msc-three-step") -> Protocol:
    protocol = read_template(template_id)
    assert protocol
    return protocol


BM = template()


@pytest.fixture(scope="module")
def overview(pages_of: Callable[..., list[str]], run_of: Callable[[str], Run]) -> Overview:
    """Return the text of the overview of a run of ``protocol`` that was derived from BM."""

    def read(protocol: Protocol, **printing: str) -> str:
        run = run_of(BM.id).model_copy(update={"protocol": protocol, "parent": BM})
        return " ".join(pages_of(plan(run), "overview", **printing))

    return read


def edited(lab: Lab) -> Protocol:
    protocol = set_addition(variant_of(BM, ()), 2, 1, "final", "25 ng/mL", lab)
    protocol = remove_addition(add_addition(protocol, 0, 1, "egf", "5 ng/mL"), 2, 3)
    return set_start(set_stage(protocol, 1, "change", "every 3 d"), "confluence", "80 %")


def test_that_the_number_and_each_difference_are_printed(overview: Overview, lab: Lab) -> None:
    text = overview(edited(lab))
    assert "Differs from BM-MSC, three steps (Table 1) in 5 values" in text
    for told in (
        "S1, EGF added: 5 ng/mL",
        "S2 Medium change: not stated → every 3 d",
        "S3, Activin A 10 ng/mL → 25 ng/mL dose ×2.5 against the template",
        "S3, Nicotinamide removed: 10 mmol/L",
        "Protocol Confluence: not stated → 80 %",
    ):
        assert told in text


def test_that_they_are_printed_in_chinese_and_in_both(overview: Overview, lab: Lab) -> None:
    text = overview(edited(lab), language="zh")
    assert "与“BM-MSC 三步诱导（表 1）”有 5 处不同" in text
    assert "S1，EGF 新增：5 ng/mL" in text
    assert "Differs" not in text
    both = overview(edited(lab), language="both")
    assert "in 5 values 与“BM-MSC" in both


def test_that_one_value_is_said_as_one(overview: Overview, lab: Lab) -> None:
    assert "(Table 1) in 1 value S3," in overview(set_addition(BM, 2, 1, "final", "20 ng/mL", lab))


def test_that_a_copy_that_differs_in_nothing_says_none(overview: Overview) -> None:
    assert "Differences from the template None" in overview(variant_of(BM, ()))


def test_that_stages_that_came_and_went_are_told(overview: Overview) -> None:
    assert "S2 added: Step 4" in overview(add_stage(BM, 1))
    assert "S2 of the template removed: Step 2" in overview(remove_stage(BM, 1))


def test_that_a_change_of_the_run_is_told_once_with_its_reason(
    plan_of: PlanOf, pages_of: Callable[..., list[str]]
) -> None:
    place = ("stages", "step-3", "additions", "activin-a")
    edit = Edit(place=place, field="final", value="20 ng/mL")
    run = apply_fix(plan_of().run, Fix(label=message("our lot is weak"), edit=edit))
    text = " ".join(pages_of(plan(run.model_copy(update={"parent": BM})), "overview"))
    assert text.count("10 ng/mL → 20 ng/mL") == 1
    assert "dose ×2 against the template our lot is weak" in text


def test_that_without_a_parent_the_changes_of_the_run_stand_there(
    plan_of: PlanOf, pages_of: Callable[..., list[str]]
) -> None:
    edit = Edit(place=("stages", "step-3", "additions", "activin-a"), field="final", value="20 ng/mL")
    run = apply_fix(plan_of().run, Fix(label=message("our lot is weak"), edit=edit))
    text = " ".join(pages_of(plan(run), "overview"))
    assert "S3, Activin A 10 ng/mL → 20 ng/mL our lot is weak" in text
    assert "Differs from" not in text


def test_that_many_differences_end_with_how_many_more(overview: Overview) -> None:
    notes = tuple(LocalText(plain=f"note number {at}") for at in range(1, 31))
    text = overview(BM.model_copy(update={"notes": notes}))
    assert "in 30 values" in text
    assert "+ 10 more" in text


def test_that_long_values_are_shortened_and_stand_on_the_page(overview: Overview) -> None:
    text = overview(set_stage(BM, 1, "duration", "8 d and " * 40))
    assert "Duration: 8 d → 8 d and 8 d and" in text
    assert "8 d and " * 11 not in text


def test_that_only_what_can_be_written_another_way_is_unprintable(run_of: Callable[[str], Run]) -> None:
    spoilt = set_stage(BM, 1, "printed_duration", "8 天 🧫")
    printing = Printing.model_validate({"printed_at": "2026-12-01T09:12:00"}, strict=False)
    for protocol, parent, count in ((spoilt, BM, 1), (BM, spoilt, 0)):
        run = run_of(BM.id).model_copy(update={"protocol": protocol, "parent": parent})
        assert len(unprintable(plan(run), printing)) == count
