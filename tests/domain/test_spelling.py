"""Spellings of units and figures, and what may never be taken for another."""

import pytest

from mscplanner.domain.spelling import figure_apart, normalised, unit_of, unseen
from mscplanner.domain.units import UNITS


@pytest.mark.parametrize("unit", [each for each in UNITS if each != "1:n"])
def test_that_every_unit_is_spelled_by_its_own_text(unit: str) -> None:
    assert unit_of(normalised(unit)) == unit


@pytest.mark.parametrize(
    "pair",
    [("mM", "MM"), ("mM", "mm"), ("U/mL", "IU/mL"), ("% v/v", "% w/v"), ("%", "% v/v"), ("µg/mL", "mg/mL"), ("h", "H")],
)
def test_that_units_that_look_alike_stay_apart(pair: tuple[str, str]) -> None:
    assert unit_of(normalised(pair[0])) != unit_of(normalised(pair[1]))


@pytest.mark.parametrize(
    "text",
    [
        "ng/mL-1",
        "mL-2",
        "cm-1",
        "mM-1",
        "ng ml-3",
        "/mL",
        "mL/",
        "per mL",
        "µ",
        "u",
        "M/L",
        "mM/L",
        "x/L",
        "fold/L",
        "100mL",
    ],
)
def test_that_half_a_unit_is_none(text: str) -> None:
    assert unit_of(text) is None


def test_that_raised_figures_become_powers_and_rings_degrees() -> None:
    assert normalised("2×10⁻⁶ mol·L⁻¹") == "2×10^-6 mol·L^-1"
    assert normalised("37 ºC") == normalised("37 ˚C") == "37 °C"


@pytest.mark.parametrize("character", "\u200b\u202e\u00ad\ufeff\u2060\ufe0f\u034f\u3164\u2028\x00\x85\ud800")
def test_that_what_cannot_be_seen_is_known(character: str) -> None:
    assert unseen(character)


@pytest.mark.parametrize("character", "₂½①⒈⑽¼")
def test_that_figures_off_the_line_are_known(character: str) -> None:
    assert figure_apart(f"1{character} mM")


@pytest.mark.parametrize("text", ["10⁵", "１０", "𝟏𝟎", "㎠", "10 mM", "℃"])
def test_that_figures_on_the_line_are_no_matter(text: str) -> None:
    assert not figure_apart(text)
