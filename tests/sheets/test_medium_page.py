from collections.abc import Callable

import pytest

from mscplanner.domain.finding import Edit
from mscplanner.domain.message import message
from mscplanner.domain.run import Change
from mscplanner.planning.plan import Plan

PlanOf = Callable[..., Plan]
PagesOf = Callable[..., list[str]]


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_that_five_reagents_are_one_page(paper: str, language: str, plan_of: PlanOf, pages_of: PagesOf) -> None:
    assert len(pages_of(plan_of(), "S2-1", paper=paper, language=language)) == 1


def test_that_the_sources_own_words_are_beside_the_recipe(plan_of: PlanOf, pages_of: PagesOf) -> None:
    (text,) = pages_of(plan_of(), "S1-1")
    assert "as printed: 无血清 H-DMEM; 0.5mmol/L β-巯基乙醇" in text
    assert "Sources: 20, 21. The recipe is printed in the review (S)." in text


def test_that_the_total_says_where_it_comes_from(plan_of: PlanOf, pages_of: PagesOf) -> None:
    (text,) = pages_of(plan_of(), "S1-1")
    assert plan_of().media[0].origin.written("en") in text
    assert "(lab setting)" in text
    assert "Second person: volumes and sum checked" in text


def test_that_the_use_by_date_has_its_reason_and_a_line_to_correct_it(plan_of: PlanOf, pages_of: PagesOf) -> None:
    (text,) = pages_of(plan_of(), "S1-1")
    assert "2026-12-07 Mon β-Mercaptoethanol is added fresh" in text
    assert "Use by, if it was made on another day" in text
    assert "Label: R-2026-014 | S1-1 | made 2026-12-07 | use by 2026-12-07" in text


def test_that_a_change_of_this_stage_is_named(plan_of: PlanOf, pages_of: PagesOf) -> None:
    edit = Edit(place=("stages", "step-1", "additions", "2-mercaptoethanol"), field="final", value="1 mmol/L")
    plan = plan_of(changes=(Change(edit=edit, before="0.5 mmol/L", reason=message("Use {value}", value="1 mmol/L")),))
    told = "Changed for this run: β-Mercaptoethanol, 0.5 mmol/L → 1 mmol/L."
    assert told in pages_of(plan, "S1-1")[0]
    assert "Changed for this run" not in pages_of(plan, "S2-1")[0]


def test_that_every_page_of_media_is_signed_by_two(plan_of: PlanOf, pages_of: PagesOf) -> None:
    (text,) = pages_of(plan_of(), "S3-1", language="zh")
    assert "操作人" in text
    assert "复核人" in text
    assert "偏差" in text
