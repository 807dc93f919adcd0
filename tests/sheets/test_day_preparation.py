import re
from collections.abc import Callable
from datetime import date

from mscplanner.planning.plan import Plan
from mscplanner.sheets.book import contents

PlanOf = Callable[..., Plan]
PagesOf = Callable[..., list[str]]


def before(text: str) -> str:
    return text[text.index("A Before you start") : text.index("B Medium for today")]


def later(text: str) -> str:
    return text[text.index("D Observations") : text.index("E Deviations")]


def test_that_only_what_no_medium_page_takes_is_readied_on_the_day_sheet(
    plan_of: PlanOf, whole: Plan, pages_of: PagesOf
) -> None:
    assert before(pages_of(plan_of(), "D4")[0]).startswith("A Before you start Label on every vessel reads R-2026-014")
    assert before(pages_of(whole, "D4")[0]).startswith("A Before you start Warm 26.4 mL of C2-1 Label on every vessel")


def test_that_what_is_thawed_for_later_is_a_line_for_tonight(plan_of: PlanOf, pages_of: PagesOf) -> None:
    (text,) = pages_of(plan_of(), "D0")
    assert "Tonight, to 2–8 °C: Thaw B-27 (50×): 6.4 mL for D2, D10" in later(text)
    assert "B-27" not in before(text)


def test_that_every_preparation_is_on_one_page_of_its_day(whole: Plan, pages_of: PagesOf) -> None:
    for day in whole.working_days:
        worked = [part for part in contents(whole) if part.kind in ("medium", "completion", "day")]
        parts = [part.id for part in worked if part.day == day.number]
        text = "".join("".join(pages_of(whole, *parts)).split())
        for task in day.tasks:
            if task.kind in ("thaw", "dissolve", "coat", "warm"):
                assert text.count("".join(task.text.written("en").split())) == 1


def test_that_a_sheet_names_the_next_day_of_work(plan_of: PlanOf, pages_of: PagesOf) -> None:
    assert "Next: D4 2026-12-11 Fri | Change to fresh S2, 36 mL E Deviations" in pages_of(plan_of(), "D2")[0]
    assert "Next: D2 2026-12-09 Wed | Make S2-1, 159 mL | Start S2, 36 mL" in pages_of(plan_of(), "D0")[0]
    assert "Next: D18 2026-12-25 Fri | Read-outs: 6 | Harvest" in pages_of(plan_of(), "D16")[0]


def test_that_the_last_sheet_says_it_is_the_last(plan_of: PlanOf, pages_of: PagesOf) -> None:
    assert "Last day of work in this run." in "".join(pages_of(plan_of(), "D18"))


def test_that_a_batch_made_for_a_later_day_is_a_line_with_its_page(plan_of: PlanOf, pages_of: PagesOf) -> None:
    made = plan_of("uc-msc-three-step", start=date(2026, 12, 10))
    page = re.findall(r"(\d+) of", pages_of(made, "S2-1")[0])[0]
    text = " ".join(pages_of(made, "D0"))
    assert f"Make S2-1, 119 mL, page {page} Next: D2" in later(text)
    assert "Make S1-1" not in later(text)


def test_that_a_batch_made_on_a_day_of_its_own_has_a_row_after_the_checks(plan_of: PlanOf, pages_of: PagesOf) -> None:
    made = plan_of(start=date(2026, 12, 9))
    (text,) = pages_of(made, "D9")
    page = re.findall(r"(\d+) of", pages_of(made, "S3-1")[0])[0]
    checks, work = text[text.index("A Before you start") :].split("B Prepare")
    assert checks.startswith("A Before you start Label on every vessel")
    assert f"1 Make S3-1, 159 mL, without what is added fresh, page {page} " in work
    assert "Thaw" not in work


def test_that_an_empty_freezer_leaves_the_labs_checks(plan_of: PlanOf, pages_of: PagesOf) -> None:
    text = before(pages_of(plan_of(), "D18")[0])
    assert text.startswith("A Before you start Label on every vessel")
