from collections.abc import Callable
from decimal import Decimal

import pytest

from mscplanner.domain.finding import Edit
from mscplanner.domain.message import message
from mscplanner.domain.run import Change
from mscplanner.planning.plan import Plan

Overview = Callable[..., str]
UC = "uc-msc-three-step"
PlanOf = Callable[..., Plan]


@pytest.fixture(scope="module")
def overview(pages_of: Callable[..., list[str]]) -> Overview:
    """Return the text of the overview of a plan."""
    return lambda plan, **printing: " ".join(pages_of(plan, "overview", **printing))


@pytest.mark.parametrize("template_id", ["bm-msc-three-step", UC])
def test_that_open_errors_and_warnings_are_printed_and_notes_are_not(
    template_id: str, plan_of: PlanOf, overview: Overview
) -> None:
    plan = plan_of(template_id)
    text = overview(plan)
    for finding in plan.findings:
        assert (finding.code in text) == (finding.severity != "note" or finding.code in text.split("W-")[0])
        assert finding.severity == "note" or finding.title.written("en").replace("“", '"').replace("”", '"') in text


def test_that_what_the_source_does_not_state_is_said(plan_of: PlanOf, overview: Overview) -> None:
    assert "Confluence not stated Seeding density not stated Passage not stated" in overview(plan_of())
    assert "Confluence 80-90 %" in overview(plan_of(UC))


def test_that_lab_settings_are_called_so(plan_of: PlanOf, overview: Overview) -> None:
    text = overview(plan_of())
    assert "Overage 10 % (lab setting)" in text
    assert "S1, S2, S3: medium change every 2 d (lab setting, not from the source)" in text


def test_that_an_overage_of_the_run_is_no_lab_setting(plan_of: PlanOf, overview: Overview) -> None:
    assert "Overage 15 % Feeding" in overview(plan_of(overage_percent=Decimal(15)))


def test_that_differences_from_the_template_are_listed(plan_of: PlanOf, overview: Overview) -> None:
    edit = Edit(place=("stages", "step-1", "additions", "retinoic-acid"), field="final", value="1 µmol/L")
    change = Change(edit=edit, before="6 mmol/L", reason=message("Use {value}", value="1 µmol/L"))
    text = overview(plan_of(UC, changes=(change,)))
    assert "S1, Retinoic acid 6 mmol/L → 1 µmol/L" in text


def test_that_no_differences_are_said_to_be_none(plan_of: PlanOf, overview: Overview) -> None:
    assert "Differences from the template None" in overview(plan_of())


def test_that_all_needs_are_listed(plan_of: PlanOf, overview: Overview) -> None:
    text = overview(plan_of())
    for need in plan_of().needs:
        assert need.label.written("en") in text
    assert "348.372 mL" in text or "348.4 mL" in text


def test_that_the_cited_sources_and_the_notes_are_listed(plan_of: PlanOf, overview: Overview) -> None:
    text = overview(plan_of())
    assert "[20] Sun Y, et al. Chinese Medical Journal 2007;120(9):771-776" in text
    assert "Every stage recipe rests on the review alone (S)" in text


def test_that_the_vessels_are_counted_in_wells(plan_of: PlanOf, overview: Overview) -> None:
    assert "3 × 6-well plate, 18 wells, 2 mL per well (usual volume of the vessel)" in overview(plan_of())
    assert "1.5 mL per well Overage" in overview(plan_of(well_volume="1.5 mL"))


def test_that_it_is_planned_and_approved(plan_of: PlanOf, overview: Overview) -> None:
    assert "Planned by" in overview(plan_of())
    assert "批准人" in overview(plan_of(), language="zh")
