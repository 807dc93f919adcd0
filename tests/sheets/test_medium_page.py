import re
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


def test_that_a_batch_without_its_fresh_parts_says_so_with_the_pages(plan_of: PlanOf, pages_of: PagesOf) -> None:
    plan = plan_of()
    pages = [re.findall(r"Page (\d+) of", pages_of(plan, f"S2-1/D{day}")[0])[0] for day in (2, 4, 6, 8)]
    days = ", ".join(f"D{day} page {page}" for day, page in zip((2, 4, 6, 8), pages, strict=True))
    (text,) = pages_of(plan, "S2-1")
    assert f"made without bFGF (FGF-2), added fresh on the day of use: {days}. Not for the cells as it is." in text
    assert "Final, in the complete medium" in text
    assert "use by 2026-12-16 | without bFGF (FGF-2)" in text


def test_that_a_whole_medium_speaks_of_no_completion(plan_of: PlanOf, pages_of: PagesOf) -> None:
    (text,) = pages_of(plan_of(), "S1-1")
    assert "complete medium" not in text
    assert "without" not in text


def test_that_a_control_medium_is_not_said_to_be_the_sources(whole: Plan, pages_of: PagesOf) -> None:
    (plain,), (vehicle,) = pages_of(whole, "C1-1"), pages_of(whole, "C3-1")
    assert "For U1: uninduced control. Basal medium and serum of the stage; no source states it." in plain
    assert "For VC1: vehicle control." in vehicle
    assert "as much of each solvent as the stocks bring" in vehicle
    assert "DMSO" in vehicle
    assert "as printed" not in plain + vehicle


def test_that_dilutions_come_before_the_recipe(whole: Plan, pages_of: PagesOf) -> None:
    text = " ".join(pages_of(whole, "S2-1"))
    titles = ["A Intermediate dilutions, made first", "B Recipe", "C Finish", "D Deviations"]
    places = [text.index(title) for title in titles]
    assert places == sorted(places)


def test_that_every_page_of_media_is_signed_by_two(plan_of: PlanOf, pages_of: PagesOf) -> None:
    (text,) = pages_of(plan_of(), "S3-1", language="zh")
    assert "操作人" in text
    assert "复核人" in text
    assert "偏差" in text
