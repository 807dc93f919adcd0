import re
from collections.abc import Callable
from datetime import datetime

import pytest
from pdfplumber.page import Page

from mscplanner.domain.language import Language
from mscplanner.planning.plan import Plan
from mscplanner.planning.steps import steps_before, steps_of

PRINTED_AT = datetime(2026, 12, 1, 9, 12)
TICK = 6 * 72 / 25.4
PlanOf = Callable[..., Plan]
PagesOf = Callable[..., list[str]]


def flat(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_that_a_normal_day_is_one_page(paper: str, language: str, plan_of: PlanOf, pages_of: PagesOf) -> None:
    assert len(pages_of(plan_of(), "D2", paper=paper, language=language)) == 1


def test_that_both_languages_take_two_pages_at_most(plan_of: PlanOf, pages_of: PagesOf) -> None:
    assert len(pages_of(plan_of(), "D2", paper="letter", language="both")) == 2


@pytest.mark.parametrize("language", ["en", "zh"])
def test_that_every_step_of_the_day_is_on_its_sheet(language: Language, plan_of: PlanOf, texts_of: PagesOf) -> None:
    plan = plan_of()
    book = [flat(text) for text in texts_of(language=language)]
    for day in plan.working_days:
        text = "".join(page for page in book if re.match(rf"R-2026-014{day.label}(\||{day.date.year})", page))
        for step in steps_of(plan, day):
            assert flat(step.text.written(language)) in text
            assert flat(step.planned.written(language)) in text
        assert all(flat(each.written(language)) in text for each in steps_before(plan, day))


def test_that_the_steps_are_said_to_be_the_labs(plan_of: PlanOf, pages_of: PagesOf) -> None:
    (text,) = pages_of(plan_of(), "D4")
    assert "lab procedure, not from the source" in text
    assert "medium change every 2 d (lab setting, not from the source)" in text


def test_that_a_sheet_names_the_next_day_of_work(plan_of: PlanOf, pages_of: PagesOf) -> None:
    (text,) = pages_of(plan_of(), "D2")
    assert "Next: D4 2026-12-11 Fri | Make S2-2, 40 mL | Change to fresh S2, 36 mL" in text


def test_that_the_last_sheet_says_it_is_the_last(plan_of: PlanOf, pages_of: PagesOf) -> None:
    assert "Last day of work in this run." in "".join(pages_of(plan_of(), "D18"))


def test_that_readouts_stand_as_steps_with_their_details(plan_of: PlanOf, pages_of: PagesOf) -> None:
    plan = plan_of()
    text = flat("".join(pages_of(plan, "D18")))
    for readout in plan.run.protocol.readouts:
        assert flat(readout.name.written("en")) in text
        assert readout.detail is None or flat(readout.detail.written("en")) in text


def test_that_a_destructive_readout_says_that_it_uses_up_the_cells(plan_of: PlanOf, pages_of: PagesOf) -> None:
    plan = plan_of()
    count = sum(readout.destructive for readout in plan.run.protocol.readouts)
    assert "".join(pages_of(plan, "D18")).count("Uses up the cells.") == count > 0


@pytest.mark.parametrize(
    ("count", "rows"), [(3, ["V1", "V2", "V3"]), (24, ["V1–V2", "V23–V24"]), (25, ["V1–V3", "V25"])]
)
def test_that_every_vessel_has_a_row(count: int, rows: list[str], plan_of: PlanOf, pages_of: PagesOf) -> None:
    words = "\n".join(pages_of(plan_of(count=count), "D2")).split()
    assert all(name in words for name in rows)


def test_that_observations_of_200_vessels_fit_a_page(plan_of: PlanOf, pages_of: PagesOf) -> None:
    assert len(pages_of(plan_of(count=200), "D2")) == 2


def test_that_tick_boxes_are_six_millimetres(bm_page: Callable[[int], Page]) -> None:
    boxes = [each for each in bm_page(6).rects if abs(each["width"] - TICK) < 0.1 and abs(each["height"] - TICK) < 0.1]
    assert len(boxes) == 6 + 6 + 2 * 3 + 1 + 2


def test_that_planned_figures_are_bold_and_large(bm_page: Callable[[int], Page]) -> None:
    words = bm_page(6).extract_words(extra_attrs=["size", "fontname"])
    (dose,) = [word for word in words if word["text"] == "mL/well" and word["x0"] > 200][1:]
    assert dose["size"] >= 14
    assert "Bold" in dose["fontname"]


def test_that_a_batch_without_a_reagent_says_so_on_the_day(plan_of: PlanOf, pages_of: PagesOf) -> None:
    run = plan_of().run
    stage = run.protocol.stages[1]
    once = stage.additions[0].model_copy(update={"once": True})
    changed = stage.model_copy(update={"additions": (once, *stage.additions[1:])})
    protocol = run.protocol.model_copy(update={"stages": (run.protocol.stages[0], changed, run.protocol.stages[2])})
    plan = plan_of(protocol=protocol)
    assert "without NEAA" in "".join(pages_of(plan, "D4"))
    assert "without NEAA" in "".join(pages_of(plan, "S2-2"))
    assert "without NEAA" not in "".join(pages_of(plan, "D2"))
