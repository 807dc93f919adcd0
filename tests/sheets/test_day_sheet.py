import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from pdfplumber.page import Page

from mscplanner.domain.language import Language, translate
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.message import write_date
from mscplanner.domain.run import Run
from mscplanner.planning.plan import Plan
from mscplanner.planning.planner import plan
from mscplanner.planning.steps import steps_before, steps_of

PRINTED_AT = datetime(2026, 12, 1, 9, 12)
MONDAY = date(2026, 12, 7)
TICK = 6 * 72 / 25.4
PlanOf = Callable[..., Plan]
PagesOf = Callable[..., list[str]]


def flat(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_that_every_day_but_the_last_is_one_page(paper: str, language: str, plan_of: PlanOf, pages_of: PagesOf) -> None:
    plan = plan_of()
    days = [day.label for day in plan.working_days][:-1]
    assert len(pages_of(plan, *days, paper=paper, language=language)) == len(days) == 9


def test_that_both_languages_take_two_pages_at_most(plan_of: PlanOf, pages_of: PagesOf) -> None:
    assert len(pages_of(plan_of(), "D2", paper="letter", language="both")) == 2


@pytest.mark.parametrize("language", ["en", "zh"])
def test_that_every_step_of_the_day_is_on_its_sheet(language: Language, plan_of: PlanOf, texts_of: PagesOf) -> None:
    plan = plan_of()
    book = [flat(text) for text in texts_of(language=language)]
    for day in plan.working_days:
        text = "".join(page for page in book if re.match(rf"R-2026-014{day.label}(\|\d/\d)?{day.date.year}", page))
        for step in steps_of(plan, day):
            assert flat(step.text.written(language)) in text
            assert flat(step.planned.written(language)) in text
        assert all(flat(each.written(language)) in text for each in steps_before(plan, day))


def test_that_the_steps_are_said_to_be_the_labs(plan_of: PlanOf, pages_of: PagesOf) -> None:
    (text,) = pages_of(plan_of(), "D4")
    assert "lab procedure, not from the source" in text
    assert "medium change every 2 d (lab setting, not from the source)" in text


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


def test_that_control_vessels_are_observed_and_explained(whole: Plan, pages_of: PagesOf) -> None:
    text = " ".join(pages_of(whole, "D4"))
    rows = text[text.index("D Observations") :]
    assert "V1–V2: induced | U1: uninduced control | VC1: vehicle control" in rows
    assert all(f"{vessel} None Seen" in rows for vessel in ("V1", "V2", "U1", "VC1"))


def test_that_media_of_controls_have_their_own_steps(whole: Plan, pages_of: PagesOf) -> None:
    text = " ".join(pages_of(whole, "D0"))
    steps = text[text.index("C Steps") : text.index("D Observations")]
    assert "for each group: V1–V2, U1, VC1" in steps
    for medium, vessels in (
        ("S1-1", "V1–V2: induced"),
        ("C1-1", "U1: uninduced control"),
        ("C3-1", "VC1: vehicle control"),
    ):
        assert f"Add medium {medium}, 37 °C, down the wall {vessels} 2 mL/well" in steps


def test_that_wells_harvested_early_come_before_the_feeding(whole: Plan, pages_of: PagesOf) -> None:
    text = " ".join(pages_of(whole, "D4"))
    assert (
        "1 Harvest wells early, by the lab's own instructions; note which under Actual V1–V2: induced wells: 2" in text
    )
    assert text.index("Harvest wells early") < text.index("Add medium")
    assert "| early harvest | medium change |" in text


def test_that_a_run_without_controls_names_no_groups(plan_of: PlanOf, pages_of: PagesOf) -> None:
    text = " ".join(pages_of(plan_of(), "D4"))
    assert "for each group" not in text
    assert "induced" not in text


def test_that_observations_of_200_vessels_fit_a_page(plan_of: PlanOf, pages_of: PagesOf) -> None:
    assert len(pages_of(plan_of(count=200), "D2")) == 2


def test_that_tick_boxes_are_six_millimetres(bm_page: Callable[[str], Page]) -> None:
    rects = bm_page("D2").rects
    boxes = [each for each in rects if abs(each["width"] - TICK) < 0.1 and abs(each["height"] - TICK) < 0.1]
    checks, steps, vessels = 6, 6, 3
    assert len(boxes) == checks + steps + 2 * vessels + 1 + 2


def test_that_planned_figures_are_bold_and_large(bm_page: Callable[[str], Page]) -> None:
    words = bm_page("D2").extract_words(extra_attrs=["size", "fontname"])
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


def test_that_a_day_of_preparing_has_a_short_sheet(two_steps: Plan, pages_of: PagesOf) -> None:
    (text,) = pages_of(two_steps, "D-3")
    assert text.startswith("R-2026-014 D-3 2026-12-04 Fri preparation | D0 = 2026-12-07 | last day D15")
    assert (
        "A Prepare # Done What Actual Time Initials 1 Tonight, to 2–8 °C: Thaw FBS: 10.8 mL for D0, D1, D3, D9" in text
    )
    assert "Next: D0 2026-12-07 Mon | Make S1-1, 14 mL | Start S1, 12 mL" in text
    assert "Observations" not in text
    assert "Performed by" in text


@pytest.mark.parametrize(("closed", "label"), [(("sat", "sun"), "D-3"), (("fri", "sat", "sun"), "D-4")])
def test_that_a_sheet_before_day_0_has_its_own_date(
    closed: tuple[str, ...], label: str, run_of: Callable[[str], Run], pages_of: PagesOf
) -> None:
    run = run_of("uc-msc-15-day-reading")
    settings = run.lab.settings.model_copy(update={"closed_weekdays": closed})
    made = plan(run.model_copy(update={"lab": run.lab.model_copy(update={"settings": settings})}))
    assert [day.label for day in made.preceding] == [label]
    when = MONDAY + timedelta(days=int(label.removeprefix("D")))
    assert f"{label} {write_date(when, 'en')}" in pages_of(made, label)[0]


def test_that_what_is_dissolved_ahead_stands_on_a_sheet_of_its_own(whole: Plan, pages_of: PagesOf) -> None:
    (text,) = pages_of(whole, "D1")
    assert "Dissolve 50 µg Activin A in 500 µL 4 mmol/L HCl or PBS, with 0.1 % BSA: 100 µg/mL" in text
    assert "Stage" not in text


@pytest.mark.parametrize(("language", "words"), [("en", "pass extend stop"), ("zh", "通过 延长 停止")])
def test_that_a_decision_is_ticked(language: str, words: str, run_of: Callable[[str], Run], pages_of: PagesOf) -> None:
    run = run_of("bm-msc-three-step")
    first, *rest = run.protocol.stages
    gated = first.model_copy(update={"gate": LocalText(plain="nestin above 80 %")})
    protocol = run.protocol.model_copy(update={"stages": (gated, *rest)})
    text = " ".join(pages_of(plan(run.model_copy(update={"protocol": protocol})), "D2", language=language))
    assert words in text
    assert " / " not in text.split("nestin above 80 %")[1].split(words)[0]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("template_id", ["bm-msc-three-step", "adsc-one-step"])
def test_that_every_day_has_planned_beside_actual_initials_deviations_and_two_people(
    template_id: str, language: Language, plan_of: PlanOf, sheets_of: Callable[..., dict[str, list[str]]]
) -> None:
    asked = ("Performed by", "Checked by", "Deviations", "Yes: what happened, when, why, what was done")
    sheets = sheets_of(template_id, language=language)
    for day in plan_of(template_id).working_days:
        pages = [flat(page) for page in sheets[day.label]]
        # Before D0 things are prepared only, and nothing is planned in figures.
        middle = ("Step", "Planned") if day.number >= 0 else ("What",)
        head = ("#", "Done", *middle, "Actual", "Time", "Initials")
        title = "Steps" if day.number >= 0 else "Prepare"
        assert all(flat(translate(each, language)) in "".join(pages) for each in asked)
        titles = re.findall("[ABC]" + flat(translate(title, language)), "".join(pages))
        heads = [page.count(flat("".join(translate(each, language) for each in head))) for page in pages]
        # Where the steps go on, their heads stand again.
        assert sum(heads) == len(titles)
        assert heads[0] == 1


def test_that_heads_are_repeated_where_steps_go_on(sheets_of: Callable[..., dict[str, list[str]]]) -> None:
    _, second = sheets_of()["D18"]
    assert "Steps (continued) # Done Step Planned Actual Time Initials 9 " in second
