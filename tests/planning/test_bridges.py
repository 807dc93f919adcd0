"""What a dose needs to be compared with its stock, asked for by name."""

from collections.abc import Callable

import pytest

from mscplanner.domain.finding import Finding
from mscplanner.domain.run import Stock

Checked = Callable[..., list[Finding]]


@pytest.mark.parametrize(
    ("typed", "strength", "code", "asks"),
    [
        ("mystery 2 nmol/L", "1 mg/mL", "E-DIM-MW", "molar mass"),
        ("mystery 1 %", "1 mg/mL", "E-DIM-BASIS", "v/v"),
        ("mystery 1 X", "1 mg/mL", "E-DIM-FOLD", "50×"),
        ("mystery 10 U/mL", "1 mg/mL", "E-DIM-ACTIVITY", "activity of 1 mg"),
        ("mystery 1 mg/mL", "100 % v/v", "E-DIM-DENSITY", "density"),
        ("mystery 10 U/mL", "100 IU/mL", "E-KIND", "same kind"),
    ],
)
def test_that_a_missing_bridge_asks_for_exactly_the_missing_figure(
    checked: Checked, typed: str, strength: str, code: str, asks: str
) -> None:
    (error,) = [
        each for each in checked(typed, stocks=(Stock(reagent="mystery", strength=strength),)) if each.code[0] == "E"
    ]
    assert error.code == code
    assert asks in error.way_on.written("en")


@pytest.mark.parametrize("typed", ["10 U/mL", "10 IU/mL", "1 X", "1 %", "20 nM"])
def test_that_a_dose_in_the_kind_of_its_stock_needs_no_bridge(checked: Checked, typed: str) -> None:
    stocks = (Stock(reagent="mystery", strength=typed.replace("1", "100").replace("2", "200")),)
    assert [each.code for each in checked(f"mystery {typed}", stocks=stocks) if each.code[0] == "E"] == []


def test_that_a_molar_dose_from_a_mass_stock_names_mass_isoform_and_how_it_is_known(checked: Checked) -> None:
    (note,) = checked("activin-a 2 nmol/L", code="N-BRIDGE")
    assert note.title.written("en") == "Activin A: 2 nmol/L = 52 ng/mL (26 kDa)"
    assert note.reason.written("en") == (
        "The volume follows from 26 kDa (disulfide-linked homodimer; general bench knowledge, no page behind it)."
    )


@pytest.mark.parametrize("typed", ["activin-a 10 ng/mL", "exendin-4 10 nmol/L", "b27 2 %", "egf 1:1000", "egf"])
def test_that_no_bridge_is_told_where_none_is_crossed(checked: Checked, typed: str) -> None:
    assert checked(typed, code="N-BRIDGE") == []


def test_that_a_stock_in_the_unit_of_the_dose_needs_no_molar_mass(checked: Checked) -> None:
    stocks = (Stock(reagent="activin-a", strength="10 µmol/L"),)
    assert checked("activin-a 2 nmol/L", code="N-BRIDGE", stocks=stocks) == []
