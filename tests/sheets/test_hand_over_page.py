"""The page for who looks after a run while the lab is closed."""

import re
from collections.abc import Callable

import pytest

from mscplanner.domain.run import AskedHandOver, Control, Run
from mscplanner.planning.hand_overs import with_hand_over
from mscplanner.planning.plan import Plan
from mscplanner.planning.planner import plan

PartOf = Callable[..., str]
PagesOf = Callable[..., list[str]]
WEEKEND = "OFF/D5-D6"


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_that_a_weekend_is_one_page(paper: str, language: str, plan_of: Callable[..., Plan], pages_of: PagesOf) -> None:
    made = plan_of(controls=(Control(kind="uninduced"),))
    assert len(pages_of(made, WEEKEND, "OFF/D12-D13", paper=paper, language=language)) == 2


def test_that_it_says_what_was_what_comes_and_what_lies_where(part_of: PartOf) -> None:
    text = part_of(WEEKEND)
    for told in (
        "closed: 2026-12-12 Sat to 2026-12-13 Sun",
        "A Done last D4, 2026-12-11 Fri",
        "D5 2026-12-12 Sat Look after it; no work planned",
        "Change to fresh S2, 36 mL",
        "V1–V3 (induced), wells: 18, 37 °C, 5 % CO2",
        "Medium S2-1 for D2, D4, D6, D8",
        "D9 2026-12-16 Wed",
        "E Whom to call",
        "G Next day with work D8, 2026-12-15 Tue",
        "Handed over by",
        "Taken over by",
        "form F-12",
    ):
        assert told in text
    assert text.index("F Open findings") < text.index("W-CLOSED D6 is 2026-12-13 Sun, a closed day")


def test_that_what_is_about_these_days_stands_first_and_the_rest_is_pointed_to(part_of: PartOf) -> None:
    text = part_of("OFF/D12-D13")
    found = text[text.index("F Open findings") :]
    assert found.index("W-CLOSED D12") < found.index("W-NAME")
    assert "overview, page 1" in found


def test_that_it_points_to_the_sheets_of_its_days(part_of: PartOf, texts_of: PagesOf) -> None:
    text = part_of(WEEKEND)
    pages = [" ".join(page.split()) for page in texts_of()]
    number = next(at for at, page in enumerate(pages, start=1) if page.split(maxsplit=2)[1] == "D6")
    assert f"D6 2026-12-13 Sun page {number}" in text


def test_that_an_end_on_closed_days_is_said(run_of: Callable[[str], Run], pages_of: PagesOf) -> None:
    run = run_of("adsc-one-step")
    made = plan(run.model_copy(update={"start": run.start.replace(day=10)}))
    text = " ".join(pages_of(made, "OFF/D2-D3"))
    assert "No work comes after these days." in text
    assert "Harvest" in text[text.index("B To do") : text.index("C What is where")]


def test_that_its_title_is_in_the_language_of_the_sheet(part_of: PartOf) -> None:
    assert "交接 | 休息日：2026-12-12 周六 至 2026-12-13 周日" in part_of(WEEKEND, language="zh")


def test_that_days_of_work_can_be_handed_over_to_somebody(run_of: Callable[[str], Run], pages_of: PagesOf) -> None:
    run = with_hand_over(run_of("bm-msc-three-step"), AskedHandOver(first_day=2, last_day=4, to="Li Na"))
    made = plan(run)
    text = " ".join(pages_of(made, "OFF/D2-D4"))
    for told in (
        "Hand-over | 2026-12-09 Wed to 2026-12-11 Fri | to: Li Na",
        "B To do on these days",
        "D2 2026-12-09 Wed page",
        "D3 2026-12-10 Thu Look after it; no work planned",
        "G Next day with work D6",
        "Taken over by",
    ):
        assert told in text
    # It stands last, so that all others keep their page.
    number, count = re.findall(r"Page ([0-9]+) of ([0-9]+)", text)[0]
    assert number == count
