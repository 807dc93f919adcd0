import re
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO

import pdfplumber
import pytest
from pdfplumber.page import Page

from mscplanner.planning.plan import Plan
from mscplanner.sheets.book import print_book
from mscplanner.sheets.calendar_grid import entries_of
from mscplanner.sheets.job import Job
from mscplanner.sheets.printing import Printing

PlanOf = Callable[..., Plan]


def test_that_every_day_of_the_run_has_a_field(bm_page: Callable[[str], Page]) -> None:
    words = bm_page("overview").extract_text().split()
    assert all(f"D{number}" in words for number in range(19))


def test_that_closed_days_are_grey_also_beside_the_run(bm_page: Callable[[str], Page]) -> None:
    grey = [each for each in bm_page("overview").rects if each["fill"] and each["non_stroking_color"] in ((0.9,), 0.9)]
    weekends = 3
    assert len(grey) == 2 * weekends


def test_that_each_day_of_work_has_a_box_to_tick(bm_page: Callable[[str], Page], plan_of: PlanOf) -> None:
    side = 6 * 72 / 25.4
    boxes = [
        each
        for each in bm_page("overview").rects
        if abs(each["width"] - side) < 0.1 and abs(each["height"] - side) < 0.1
    ]
    assert len(boxes) == len(plan_of().working_days)


def test_that_media_stand_with_batch_and_volume(bm_page: Callable[[str], Page]) -> None:
    text = bm_page("overview").extract_text()
    assert "S2-1 159 mL" in text
    assert "S1-1 40 mL" in text


def entries(plan: Plan, number: int) -> list[tuple[tuple[str, ...], str]]:
    day = plan.day(number)
    assert day
    job = Job(plan, Printing(printed_at=datetime(2026, 12, 1, 9, 12)), "")
    return [(entry.signs, entry.text) for entry in entries_of(job, day)]


def test_that_a_completion_has_a_sign_of_its_own(plan_of: PlanOf) -> None:
    made = [(("star",), "thaw (2)"), (("triangle",), "S2-1 159 mL"), (("hollow-triangle", "disc"), "S2-1")]
    assert entries(plan_of(), 2) == made
    assert entries(plan_of(), 0)[-1] == (("disc",), "S1-1")


def test_that_controls_and_early_harvests_have_their_lines(whole: Plan) -> None:
    assert entries(whole, 4) == [
        (("star",), "thaw"),
        (("hollow-square",), "early (2)"),
        (("hollow-triangle", "disc"), "S2-1"),
        (("disc",), "C2-1"),
    ]


def test_that_a_day_of_preparing_says_so(whole: Plan, two_steps: Plan) -> None:
    assert entries(whole, 1) == [(("star",), "prepare")]
    assert entries(two_steps, -3) == [(("star",), "thaw")]


def test_that_the_last_day_has_read_outs_and_harvest(plan_of: PlanOf) -> None:
    assert entries(plan_of(), 18) == [(("diamond",), "read-out (6)"), (("square",), "harvest")]


def test_that_days_before_day_0_have_a_field(two_steps: Plan) -> None:
    printing = Printing(printed_at=datetime(2026, 12, 1, 9, 12), parts=("overview",))
    with pdfplumber.open(BytesIO(print_book(two_steps, printing))) as document:
        words = document.pages[0].extract_text().split()
    assert words.index("D-3") < words.index("D0", words.index("12-04"))
    assert "12-04" in words


def test_that_no_line_of_a_busy_day_is_left_out(whole: Plan) -> None:
    printing = Printing(printed_at=datetime(2026, 12, 1, 9, 12), parts=("overview",), draft=True)
    with pdfplumber.open(BytesIO(print_book(whole, printing))) as document:
        text = document.pages[0].extract_text()
    for batch in whole.media:
        assert re.search(rf"{batch.id} [\d.]+ mL", text)
    assert " more" not in text


def test_that_stages_are_told_apart_without_colour(bm_page: Callable[[str], Page]) -> None:
    page = bm_page("overview")
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
