from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO

import pdfplumber
import pytest
from pdfplumber.page import Page

from mscplanner.planning.plan import Plan
from mscplanner.sheets.book import print_book
from mscplanner.sheets.printing import Printing

PlanOf = Callable[..., Plan]


def test_that_every_day_of_the_run_has_a_field(bm_page: Callable[[int], Page]) -> None:
    words = bm_page(1).extract_text().split()
    assert all(f"D{number}" in words for number in range(19))


def test_that_closed_days_are_grey(bm_page: Callable[[int], Page]) -> None:
    grey = [each for each in bm_page(1).rects if each["fill"] and each["non_stroking_color"] in ((0.9,), 0.9)]
    assert len(grey) == 4


def test_that_each_day_of_work_has_a_box_to_tick(bm_page: Callable[[int], Page], plan_of: PlanOf) -> None:
    side = 6 * 72 / 25.4
    boxes = [each for each in bm_page(1).rects if abs(each["width"] - side) < 0.1 and abs(each["height"] - side) < 0.1]
    assert len(boxes) == len(plan_of().working_days)


def test_that_media_stand_with_batch_and_volume(bm_page: Callable[[int], Page]) -> None:
    assert "S2-1 40 mL" in bm_page(1).extract_text()


def test_that_stages_are_told_apart_without_colour(bm_page: Callable[[int], Page]) -> None:
    page = bm_page(1)
    assert "S2 | D2–D10" in page.extract_text()
    slanted = [line for line in page.lines if line["width"] > 10 and line["height"] > 10]
    dots = [curve for curve in page.curves if curve["width"] < 2]
    assert len(slanted) > 30
    assert len(dots) > 100


@pytest.mark.parametrize("start", [date(2026, 12, 7), date(2026, 12, 13)])
def test_that_a_run_may_start_on_any_weekday(start: date, plan_of: PlanOf) -> None:
    printing = Printing(printed_at=datetime(2026, 12, 1, 9, 12), parts=("overview",))
    with pdfplumber.open(BytesIO(print_book(plan_of(start=start), printing))) as document:
        words = document.pages[0].extract_text().split()
    assert start.strftime("%m-%d") in words
    assert "D18" in words


def test_that_six_weeks_still_start_on_one_page(plan_of: PlanOf) -> None:
    protocol = plan_of().run.protocol
    stages = tuple(stage.model_copy(update={"duration": "13 d"}) for stage in protocol.stages)
    plan = plan_of(protocol=protocol.model_copy(update={"stages": stages}))
    printing = Printing(printed_at=datetime(2026, 12, 1, 9, 12), parts=("overview",), draft=True)
    with pdfplumber.open(BytesIO(print_book(plan, printing))) as document:
        words = document.pages[0].extract_text().split()
    assert {"D0", "D39"} <= set(words)
