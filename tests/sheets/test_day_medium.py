import re
from collections.abc import Callable

from mscplanner.planning.day_media import batches_used
from mscplanner.planning.plan import Plan

PlanOf = Callable[..., Plan]
PagesOf = Callable[..., list[str]]


def media(text: str) -> str:
    return text[text.index("B Medium for today") : text.index("C Steps")]


def page_number(text: str) -> str:
    return str(re.findall(r"Page (\d+) of", text)[0])


def test_that_a_completed_medium_names_the_pages_of_batch_and_completion(plan_of: PlanOf, pages_of: PagesOf) -> None:
    plan = plan_of()
    made, done = (page_number(pages_of(plan, part)[0]) for part in ("S2-1", "S2-1/D4"))
    (text,) = pages_of(plan, "D4")
    assert f"S2-1/D4 Step 2 from S2-1, made D2, page {made} completed today, page {done} 36 mL 18 wells × 2 mL" in text
    assert "planned: today only" in media(text)


def test_that_a_medium_made_whole_names_its_page_and_use_by(plan_of: PlanOf, pages_of: PagesOf) -> None:
    plan = plan_of()
    (text,) = pages_of(plan, "D0")
    assert f"S1-1 Step 1 made today, page {page_number(pages_of(plan, 'S1-1')[0])} 36 mL" in text
    assert "planned: 2026-12-07" in media(text)


def test_that_a_medium_made_earlier_says_when(two_steps: Plan, pages_of: PagesOf) -> None:
    (text,) = pages_of(two_steps, "D7")
    assert f"S3-1 Step 2 made D3, page {page_number(pages_of(two_steps, 'S3-1')[0])} 12 mL 6 wells × 2 mL" in text


def test_that_wells_harvested_early_get_nothing(whole: Plan, pages_of: PagesOf) -> None:
    assert "20 mL 10 wells × 2 mL" in media(" ".join(pages_of(whole, "D4")))


def test_that_a_medium_of_two_arms_stands_once_with_its_sum(whole: Plan, pages_of: PagesOf) -> None:
    day = whole.days[10]
    assert [batch.id for batch in batches_used(whole, day)] == ["S3-1", "C2-1"]
    assert "22 mL 11 wells × 2 mL" in media(" ".join(pages_of(whole, "D10")))


def test_that_one_well_is_one_well(plan_of: PlanOf, pages_of: PagesOf) -> None:
    run = plan_of().run
    dish = run.vessel.model_copy(update={"wells": 1})
    assert "2 mL 1 well × 2 mL" in media(pages_of(plan_of(vessel=dish, count=1), "D4")[0])


def test_that_a_day_without_medium_says_so(plan_of: PlanOf, pages_of: PagesOf) -> None:
    assert "No medium is given on this day." in pages_of(plan_of(), "D18")[0]
