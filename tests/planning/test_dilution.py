"""What part of a volume a stock takes, across kinds of concentration."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mscplanner.domain.grammar import read_quantity
from mscplanner.domain.lab import Lab
from mscplanner.domain.quantity import Quantity, volume
from mscplanner.domain.reagent import Fact, Reagent
from mscplanner.planning.dilution import (
    ACTIVITY,
    NoBridge,
    both_ways,
    in_kind,
    ratio,
    resolved,
    stock_part,
    stock_volume,
)

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
        ("10 mM", "50 X", "l-glutamine", "fold"),
        ("2 % v/v", "10 mM", "l-glutamine", "density"),
        ("10 U/mL", "1 mg/mL", "egf", "activity"),
        ("10 U/mL", "1 mM", "egf", "activity"),
        ("10 U/mL", "1 mM", "nicotinamide", "bridge"),
        ("1 mg/mL", "100 % v/v", "fbs", "bridge"),
        ("1 X", "1:1000", "b27-50x", "bridge"),
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
        ("1 % v/v", "100 X", "glutamax", "0.01"),
        ("1 X", "100 % v/v", "b27-50x", "0.02"),
        ("0.1 % v/v", "11.14 g/L", "2-mercaptoethanol", "0.1"),
        ("11 mg/mL", "100 % v/v", "dmso", "0.01"),
        ("0.012212 % w/v", "100 mmol/L", "nicotinamide", "0.01"),
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


@pytest.mark.parametrize(
    ("typed", "reagent", "both"),
    [
        ("2 nM", "activin-a", "2 nM = 52 ng/mL (26 kDa)"),
        ("2 nmol/L", "activin-a", "2 nmol/L = 52 ng/mL (26 kDa)"),
        ("100 pmol/L", "hgf", "100 pmol/L = 7.97 ng/mL (79.7 kDa)"),
        ("10 nmol/L", "exendin-4", "10 nmol/L = 41.9 ng/mL (4.187 kDa)"),
        ("20 ng/mL", "egf", "20 ng/mL = 3.23 nmol/L (6.2 kDa)"),
        ("10 mM", "nicotinamide", "10 mM = 1.22 mg/mL (122.12 g/mol)"),
        ("2 %", "b27-50x", None),
        ("2 nM", "b27-50x", None),
        ("1:1000", "egf", None),
    ],
)
def test_that_a_dose_is_told_both_ways_with_its_molar_mass(
    lab: Lab, typed: str, reagent: str, both: str | None
) -> None:
    twins = both_ways(read(typed), lab.catalogue.reagent(reagent))
    assert (twins.written("en") if twins else None) == both
    assert both_ways(read(typed), None) is None


def with_fact(reagent: Reagent, name: str, value: str) -> Reagent:
    return reagent.model_copy(update={"facts": reagent.facts | {name: Fact(value=value, known="lab")}})


@pytest.mark.parametrize(("final", "part"), [("10 U/mL", "0.01"), ("10 IU/mL", None)])
def test_that_the_activity_of_a_lot_bridges_its_own_units_only(lab: Lab, final: str, part: str | None) -> None:
    heparin = lab.catalogue.reagent("heparin")
    assert heparin
    share = stock_part(read(final), read("5 mg/mL"), with_fact(heparin, ACTIVITY, "200 U/mL"))
    assert share == (
        Decimal(part)
        if part
        else NoBridge(missing="activity", first="international-activity-per-volume", second="mass-per-volume")
    )


def test_that_a_dilution_is_as_strong_as_its_stock_makes_it(lab: Lab) -> None:
    dose = in_kind(read("1:1000"), "molar", lab.catalogue.reagent("retinoic-acid"), read("10 mM"))
    assert isinstance(dose, Quantity)
    assert dose.same(read("10 µM"))
    assert isinstance(in_kind(read("1:1000"), "molar", None), NoBridge)
