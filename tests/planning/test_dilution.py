"""What part of a volume a stock takes, across kinds of concentration."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mscplanner.domain.grammar import read_quantity
from mscplanner.domain.lab import Lab
from mscplanner.domain.quantity import Quantity, volume
from mscplanner.planning.dilution import NoBridge, in_kind, ratio, resolved, stock_part, stock_volume

# A falsifying example names its lab, which is long.
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")

AMOUNTS = st.decimals(min_value=Decimal("0.001"), max_value=Decimal(100_000), places=3)
MOLAR = st.sampled_from(("M", "mM", "µM", "nM", "mol/L", "mmol/L", "µmol/L", "nmol/L", "pmol/L"))
MASSES = st.sampled_from(("g/L", "mg/mL", "µg/mL", "ng/mL", "pg/mL"))
TINY = Decimal("1e-20")


def read(text: str) -> Quantity:
    reading = read_quantity(text)
    assert isinstance(reading, Quantity), reading
    return reading


def nearly(first: Decimal, second: Decimal) -> bool:
    return abs(first - second) <= abs(second) * TINY


@given(AMOUNTS, MOLAR, AMOUNTS, MOLAR, AMOUNTS)
def test_that_stock_times_its_volume_is_final_times_total(
    final: Decimal, final_unit: str, stock: Decimal, stock_unit: str, millilitres: Decimal
) -> None:
    wanted, tube = Quantity(value=final, unit=final_unit), Quantity(value=stock, unit=stock_unit)
    taken = stock_volume(wanted, tube, volume(millilitres))
    assert isinstance(taken, Quantity)
    assert nearly(tube.base * taken.base, wanted.base * millilitres)


@given(AMOUNTS, MOLAR)
def test_that_molar_to_mass_and_back_is_the_same(lab: Lab, amount: Decimal, unit: str) -> None:
    reagent, start = lab.catalogue.reagent("activin-a"), Quantity(value=amount, unit=unit)
    mass = in_kind(start, "mass-per-volume", reagent)
    assert isinstance(mass, Quantity)
    back = in_kind(mass, "molar", reagent)
    assert isinstance(back, Quantity)
    assert nearly(back.base, start.base)


@given(AMOUNTS, MASSES)
def test_that_mass_to_percent_and_back_is_the_same(amount: Decimal, unit: str) -> None:
    start = Quantity(value=amount, unit=unit)
    percent = in_kind(start, "percent-wv", None)
    assert isinstance(percent, Quantity)
    back = in_kind(percent, "mass-per-volume", None)
    assert isinstance(back, Quantity)
    assert nearly(back.base, start.base)


def test_that_two_nanomolar_activin_is_fifty_two_nanograms(lab: Lab) -> None:
    mass = in_kind(read("2 nmol/L"), "mass-per-volume", lab.catalogue.reagent("activin-a"))
    assert isinstance(mass, Quantity)
    assert mass.to("ng/mL").value == 52


@pytest.mark.parametrize(
    ("final", "stock", "reagent", "missing"),
    [
        ("10 µM", "10 mg/mL", None, "molar-mass"),
        ("20 ng/mL", "1 µM", "b27-50x", "molar-mass"),
        ("1 %", "10 mg/mL", None, "percent-basis"),
        ("1 %", "50 X", None, "percent-basis"),
        ("1 %", "10 mM", "nicotinamide", "percent-basis"),
        ("5 U/mL", "5 IU/mL", None, "bridge"),
        ("10 mM", "50 X", "l-glutamine", "bridge"),
        ("2 % v/v", "10 mM", "l-glutamine", "bridge"),
        ("10 U/mL", "1 mg/mL", "egf", "bridge"),
    ],
)
def test_that_without_a_bridge_there_is_no_number(
    lab: Lab, final: str, stock: str, reagent: str | None, missing: str
) -> None:
    known = lab.catalogue.reagent(reagent) if reagent else None
    gap = stock_part(read(final), read(stock), known)
    assert isinstance(gap, NoBridge)
    assert gap.missing == missing
    assert isinstance(stock_volume(read(final), read(stock), volume(10), known), NoBridge)


@pytest.mark.parametrize(
    ("final", "stock", "reagent", "part"),
    [
        ("2 % v/v", "50 X", "b27-50x", "0.02"),
        ("2 %", "50 X", "b27-50x", "0.02"),
        ("1 X", "50 X", "b27-50x", "0.02"),
        ("10 %", "100 % v/v", "fbs", "0.1"),
        ("10 mL/L", "100 X", "n2-100x", "0.01"),
        ("0.05 %", "0.25 % w/v", "trypsin-edta", "0.2"),
        ("0.05 % w/v", "5 mg/mL", "trypsin-edta", "0.1"),
        ("1 mg/mL", "10 % w/v", "bsa", "0.01"),
        ("1:1000", "1 mg/mL", "egf", "0.001"),
        ("20 ng/mL", "100 µg/mL", "bfgf", "0.0002"),
        ("6 mmol/L", "10 mmol/L", "retinoic-acid", "0.6"),
    ],
)
def test_that_each_kind_of_dose_takes_its_part(lab: Lab, final: str, stock: str, reagent: str, part: str) -> None:
    assert stock_part(read(final), read(stock), lab.catalogue.reagent(reagent)) == Decimal(part)


def test_that_a_bare_percentage_means_what_the_catalogue_says(lab: Lab) -> None:
    find = lab.catalogue.reagent
    assert resolved(read("1 %"), find("fbs")).unit == "% v/v"
    assert resolved(read("1 %"), find("trypsin-edta")).unit == "% w/v"
    assert resolved(read("1 %"), find("nicotinamide")).unit == "%"
    assert resolved(read("1 %"), None).unit == "%"


def test_that_retinoic_acid_is_28571_times_above_its_solubility(lab: Lab) -> None:
    times = ratio(read("6 mmol/L"), read("0.21 µmol/L"), lab.catalogue.reagent("retinoic-acid"))
    assert isinstance(times, Decimal)
    assert round(times) == 28571
