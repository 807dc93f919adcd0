"""What is typed is read back as the plan will have it, before it is handed in."""

from collections.abc import Callable

import pytest

from mscplanner.domain.lab import Lab
from mscplanner.domain.run import Control, Run, Stock
from mscplanner.planning.edits import confirm_stock, with_strength
from mscplanner.planning.line_read_back import (
    Spot,
    read_dead_volume,
    read_dose,
    read_strength,
    read_well_volume,
    told_line,
)
from mscplanner.planning.planner import plan
from mscplanner.planning.read_back import ReadBack

ACTIVIN, FRESH = Spot("S3-1", "activin-a"), Spot("S2-1/D4", "bfgf")


def told(back: ReadBack) -> str:
    assert back.text
    return back.text.written("en")


@pytest.fixture
def run(run_of: Callable[[str], Run]) -> Run:
    return run_of("bm-msc-three-step")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("10 ng/mL", "= 10 ng/mL = 385 pmol/L (26 kDa) · 15.9 µL in 159 mL · gives 9.999 ng/mL, −0.01 %"),
        ("1 nM", "= 1 nM = 26 ng/mL (26 kDa) · 41.4 µL in 159 mL · gives 1.001 nM, +0.12 %"),
        ("10 U/mL", "= 10 U/mL · cannot be made: final concentration 10 U/mL, stock 100 µg/mL"),
    ],
)
def test_that_a_dose_is_read_back_with_what_is_pipetted_and_what_that_gives(
    run: Run, typed: str, expected: str
) -> None:
    assert told(read_dose(run, "step-3", ACTIVIN, typed)) == expected


def test_that_a_dose_above_its_stock_says_so(run: Run) -> None:
    assert told(read_dose(run, "step-3", ACTIVIN, "1 g/mL")).endswith("above the stock: 1 g/mL, stock 100 µg/mL")


def test_that_a_dose_that_takes_a_dilution_names_it_and_its_strength(run: Run) -> None:
    text = told(read_dose(run, "step-3", ACTIVIN, "0.001 ng/mL"))
    assert "3.18 µL of I2 (50 ng/mL) in 159 mL · gives 0.9999 pg/mL" in text


def test_that_a_fresh_part_is_read_back_in_its_completion(run: Run) -> None:
    assert "7.92 µL in 39.61 mL" in told(read_dose(run, "step-2", FRESH, "20 ng/mL"))


def test_that_what_is_no_quantity_is_a_problem_with_its_readings(run: Run) -> None:
    for back in (
        read_dose(run, "step-3", ACTIVIN, "1,5 ng/mL"),
        read_strength(run, "activin-a", 0, None, "1,5 ng/mL"),
        read_well_volume(run, "1,5 mL"),
        read_dead_volume(run, "1,5 mL"),
    ):
        assert back.text is None
        assert back.problem
        assert back.problem.code == "E-QTY-COMMA"
        assert back.problem.readings[0].startswith("1.5 ")


def test_that_a_stock_is_read_back_in_the_first_medium_that_takes_it(run: Run) -> None:
    text = told(read_strength(run, "activin-a", 0, None, "10 µg/mL"))
    assert text.startswith("= 10 µg/mL · 158 µL in ") or text.startswith("= 10 µg/mL · 159 µL in ")
    assert "gives" in text
    assert told(read_strength(run, "bfgf", 0, None, "1 mg/mL")).startswith("= 1 mg/mL · 0.79 µL in 39.6 mL")


def test_that_powder_and_neat_are_stocks(run: Run) -> None:
    assert told(read_strength(run, "nicotinamide", 0, None, "powder")).startswith("= powder, weighed in · 194")
    assert told(read_strength(run, "2-mercaptoethanol", 0, None, "neat")).startswith("= neat liquid · ")
    assert "too little for the balance" in told(read_strength(run, "activin-a", 0, None, "powder"))


def test_that_a_stock_of_a_later_day_is_read_back_in_a_medium_of_that_day(run: Run) -> None:
    run = confirm_stock(run, Stock(reagent="b27-50x", strength="50×", from_day=10))
    assert "in 159" in told(read_strength(run, "b27-50x", 10, None, "25×"))
    assert told(read_strength(run, "b27-50x", 17, None, "25×")) == "= 25×"


def test_that_reading_back_is_what_the_plan_comes_to(run: Run) -> None:
    text = told(read_strength(run, "activin-a", 0, ACTIVIN, "37 µg/mL"))
    planned = plan(with_strength(run, "activin-a", "37 µg/mL"))
    batch = planned.batch("S3-1")
    assert batch
    line = next(each for each in batch.recipe if each.key == "activin-a")
    shown = told_line(line, batch.volume, run).written("en")
    assert text.split(" · ", 1)[1] == shown.split(" · ", 1)[1]


def test_that_a_line_of_no_addition_only_tells_what_was_read(run: Run) -> None:
    assert told(read_dose(run, "step-3", Spot("S3-1", "hgf"), "10 ng/mL")).startswith("= 10 ng/mL")
    assert "in" not in told(read_dose(run, "step-3", Spot("S9-1", "activin-a"), "10 ng/mL"))


def test_that_all_wells_of_all_arms_are_counted(run: Run) -> None:
    assert told(read_well_volume(run, "2.5 mL")) == "= 2.5 mL × 18 wells = 45 mL"
    assert told(read_well_volume(run, "")) == "= 2 mL × 18 wells = 36 mL, usual for this vessel"
    controlled = run.model_copy(update={"controls": (Control(kind="uninduced", count=1),)})
    assert told(read_well_volume(controlled, "2 mL")) == "= 2 mL × 24 wells = 48 mL"


def test_that_an_empty_dead_volume_is_the_lab_setting(run: Run, lab: Lab) -> None:
    assert told(read_dead_volume(run, "")) == "= none (lab setting)"
    assert told(read_dead_volume(run, "2000 µL")) == "= 2 mL more in each making"
    settings = lab.settings.model_copy(update={"dead_volume": lab.settings.batch_step})
    own = run.model_copy(update={"lab": lab.model_copy(update={"settings": settings})})
    assert told(read_dead_volume(own, "")) == "= 1 mL (lab setting)"
