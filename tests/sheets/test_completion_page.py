import re
from collections.abc import Callable

import pytest

from mscplanner.planning.plan import Plan

PlanOf = Callable[..., Plan]
PagesOf = Callable[..., list[str]]


def page_number(text: str) -> str:
    return str(re.findall(r"Page (\d+) of", text)[0])


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("language", ["en", "zh", "both"])
def test_that_a_completion_is_one_page(
    paper: str, language: str, plan_of: PlanOf, two_steps: Plan, pages_of: PagesOf
) -> None:
    assert len(pages_of(plan_of(), "S2-1/D4", paper=paper, language=language)) == 1
    assert len(pages_of(two_steps, "S4-1/D11", paper=paper, language=language)) <= (2 if language == "both" else 1)


def test_that_it_is_headed_with_batch_day_and_date(plan_of: PlanOf, pages_of: PagesOf) -> None:
    (text,) = pages_of(plan_of(), "S3-1/D14")
    assert text.startswith("R-2026-014 S3-1/D14 2026-12-21 Mon complete medium S3, Step 3 | for D14 | D0 = 2026-12-07")


def test_that_the_batch_is_taken_first_and_its_bottle_is_checked(plan_of: PlanOf, pages_of: PagesOf) -> None:
    (text,) = pages_of(plan_of(), "S2-1/D4")
    made = page_number(pages_of(plan_of(), "S2-1")[0])
    assert f"1 S2-1 made D2, page {made} batch, taken first — 39.6 mL" in text
    assert "Batch no. on the bottle Use by: 2026-12-16" in text
    recipe = text[text.index("A Recipe") :]
    assert recipe.index("39.6 mL") < recipe.index("7.92 µL")
    assert "Total 39.60792 mL the wells take 36 mL of it" in text


def test_that_it_is_for_its_day_only(plan_of: PlanOf, pages_of: PagesOf) -> None:
    (text,) = pages_of(plan_of(), "S2-1/D4")
    assert "For this day only: what is added here does not keep in the medium." in text
    assert "Label: R-2026-014 | S2-1/D4 | complete | use on 2026-12-11 only" in text


def test_that_the_rest_of_the_batch_is_kept_until_its_last_day(plan_of: PlanOf, pages_of: PagesOf) -> None:
    assert "The rest of S2-1 is back in the cold" in pages_of(plan_of(), "S2-1/D6")[0]
    assert "The rest of S2-1 is not needed any more: discarded" in pages_of(plan_of(), "S2-1/D8")[0]


def test_that_it_has_a_second_check_and_two_signatures(plan_of: PlanOf, pages_of: PagesOf) -> None:
    (text,) = pages_of(plan_of(), "S2-1/D4", language="zh")
    for part in ("第二人复核：各体积及总量", "操作人", "复核人", "偏差", "批号", "有效期至", "补全时间"):
        assert part in text


def test_that_dilutions_of_the_day_come_first(two_steps: Plan, pages_of: PagesOf) -> None:
    (text,) = pages_of(two_steps, "S4-1/D13")
    places = [text.index(part) for part in ("A Intermediate", "I5 Exendin-4", "I6 I5", "B Recipe", "I6 50 µmol/L")]
    assert places == sorted(places)
