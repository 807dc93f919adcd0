import re
from collections.abc import Callable
from decimal import Decimal

import pytest

from mscplanner.domain.finding import Edit
from mscplanner.domain.message import message
from mscplanner.domain.run import Change, Withdrawal
from mscplanner.planning.plan import Plan
from mscplanner.sheets.speech import write_volume

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


def test_that_batches_are_listed_with_their_days_and_exact_volumes(plan_of: PlanOf, overview: Overview) -> None:
    text = overview(plan_of())
    media = text[text.index("B Media") : text.index("C Start conditions")]
    for batch in plan_of().media:
        volume, used = write_volume(batch.volume), ", ".join(f"D{day}" for day in batch.feeds)
        days = f"D{batch.made_on_day} {batch.made_on} D{batch.use_by_day} {batch.use_by} {used}"
        assert f"{volume} {days}" in media
    assert media.count("completed on each day of use with bFGF (FGF-2)") == 2


def test_that_a_batch_names_its_page(plan_of: PlanOf, pages_of: Callable[..., list[str]], overview: Overview) -> None:
    page = re.findall(r"Page (\d+) of", pages_of(plan_of(), "S3-1")[0])[0]
    assert f"S3-1 page {page} Step 3" in overview(plan_of())


def test_that_controls_and_early_harvests_are_listed(whole: Plan, overview: Overview) -> None:
    text = overview(whole)
    assert "Controls V1–V2: induced | U1: uninduced control | VC1: vehicle control" in text
    assert "Wells harvested early D4: 2 of V1–V2 | D10: 1 of U1" in text


def test_that_a_run_without_controls_speaks_of_none(plan_of: PlanOf, overview: Overview) -> None:
    assert "Controls" not in overview(plan_of())
    assert "harvested early" not in overview(plan_of())


def test_that_a_hundred_early_harvests_are_listed(plan_of: PlanOf, overview: Overview) -> None:
    harvests = tuple(Withdrawal(day=number % 19, wells=1) for number in range(100))
    assert overview(plan_of(withdrawals=harvests, count=20)).count(": 1 of V1–V20") == 100


def test_that_totals_are_left_to_the_shopping_list(plan_of: PlanOf, overview: Overview) -> None:
    assert "346.4 mL" not in overview(plan_of())


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
