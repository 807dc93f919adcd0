"""What a field understood, told back."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mscplanner.domain.lab import Lab
from mscplanner.domain.protocol import Stage
from mscplanner.domain.run import Stock
from mscplanner.library.templates import read_template
from mscplanner.planning.read_back import ReadBack, read_final, read_length, read_name, read_rule, stepped


@pytest.fixture
def stage() -> Stage:
    protocol = read_template("bm-msc-three-step")
    assert protocol
    return protocol.stages[2]


def told(back: ReadBack) -> str:
    assert back.text
    return back.text.written("en")


def test_that_a_dose_is_told_with_its_volume_and_its_dilution(stage: Stage, lab: Lab) -> None:
    dose = "= 10 mmol/L = 1.22 mg/mL (122.12 g/mol)"
    assert told(read_final("10 mmol/L", "nicotinamide", stage, lab)) == f"{dose} · 100 µL in 10 mL · 1:100"


def test_that_a_dose_is_told_in_a_legible_unit(stage: Stage, lab: Lab) -> None:
    assert told(read_final("0.01 mM", "retinoic-acid", stage, lab)).startswith("= 10 µM = 3 µg/mL (300.44 g/mol) · ")


def test_that_a_confirmed_stock_changes_the_volume(stage: Stage, lab: Lab) -> None:
    stocks = (Stock(reagent="nicotinamide", strength="0.5 M"),)
    assert "200 µL" in told(read_final("10 mM", "nicotinamide", stage, lab, stocks))


@pytest.mark.parametrize("text", ["1,5 mM", "1 000 nM", "10 mm", "10", "<10 mM", ""])
def test_that_what_cannot_be_read_says_why(text: str, stage: Stage, lab: Lab) -> None:
    back = read_final(text, "nicotinamide", stage, lab)
    assert back.text is None
    assert back.problem
    assert back.problem.code.startswith("E-QTY-")


def test_that_the_likely_readings_come_with_the_problem(stage: Stage, lab: Lab) -> None:
    problem = read_final("1,5 mM", "nicotinamide", stage, lab).problem
    assert problem
    assert problem.readings == ("1.5 mM", "15 mM")


def test_that_a_dose_without_a_known_stock_says_so(stage: Stage, lab: Lab) -> None:
    assert "no stock is known" in told(read_final("10 µM", "compound 7", stage, lab))


def test_that_a_dose_above_its_stock_says_so(stage: Stage, lab: Lab) -> None:
    assert "above the stock" in told(read_final("50 M", "nicotinamide", stage, lab))


def test_that_a_dose_of_another_kind_than_its_stock_gives_no_volume(stage: Stage, lab: Lab) -> None:
    assert "cannot be compared" in told(read_final("5 X", "nicotinamide", stage, lab))


def test_that_a_volume_too_small_for_a_pipette_is_told_of_a_dilution(stage: Stage, lab: Lab) -> None:
    assert "of a dilution of" in told(read_final("1 µM", "nicotinamide", stage, lab))


def test_that_a_dilution_needs_no_stock(stage: Stage, lab: Lab) -> None:
    assert told(read_final("1:1000", "compound 7", stage, lab)) == "= 1:1000 · 10 µL in 10 mL"


def test_that_a_duration_is_told_with_its_days() -> None:
    assert told(read_length("8 d", Decimal(48))) == "= 192 h · D2 to D10"
    assert told(read_length("24 h", None)) == "= 24 h"
    assert told(read_length("2-3 d", Decimal(0))) == "= 48 h to 72 h · planned with 48 h"
    assert read_length("overnight", Decimal(0)).problem


def test_that_a_rule_of_medium_change_is_told() -> None:
    assert told(read_rule("every 2 d")) == "= fresh medium every 2 d"
    assert told(read_rule("none")) == "= one fill, no medium change"
    assert read_rule("often").problem


@pytest.mark.parametrize(
    ("typed", "said"),
    [("激活素A", "= activin a"), ("β-FGF", "read as basic fibroblast"), ("compound 7", "not in the catalogue")],
)
def test_that_a_name_is_told_as_what_it_was_read_as(typed: str, said: str, lab: Lab) -> None:
    assert told(read_name(typed, lab.catalogue)).casefold().startswith(said)


@pytest.mark.parametrize(
    ("text", "steps", "next_text"),
    [("9 ng/mL", 1, "10 ng/mL"), ("0.10 mM", -1, "0.09 mM"), ("every 2 d", 1, "every 3 d"), ("1e-6 M", 1, "2e-6 M")],
)
def test_that_a_step_changes_the_last_digit(text: str, steps: int, next_text: str) -> None:
    assert stepped(text, steps) == next_text


@pytest.mark.parametrize("text", ["", "mM", "1 mM", "0.1 mM", "9" * 13])
def test_that_a_step_never_leads_to_zero_or_to_a_number_out_of_nothing(text: str) -> None:
    assert stepped(text, -1) == text


@given(st.decimals(min_value=1, max_value=10**6, places=2))
def test_that_a_step_up_and_down_gives_the_same_text(number: Decimal) -> None:
    text = f"{number:f} mM"
    assert stepped(stepped(text, 1), -1) == text


def test_that_a_molar_dose_of_a_protein_is_told_as_its_mass(stage: Stage, lab: Lab) -> None:
    assert "2 nM = 52 ng/mL (26 kDa)" in told(read_final("2 nM", "activin-a", stage, lab))
