from decimal import Decimal

import pytest

from mscplanner.domain.grammar import read_quantity
from mscplanner.domain.lab import Lab
from mscplanner.domain.message import Message
from mscplanner.domain.quantity import Quantity, format_quantity
from mscplanner.domain.stockroom import read_amount
from mscplanner.planning.equivalents import Thing, equivalent


def quantity(text: str) -> Quantity:
    found = read_quantity(text)
    assert isinstance(found, Quantity)
    return found


def told(lab: Lab, amount: str, strength: str, reagent: str, wanted: str, powder: bool = False) -> str:
    holds = read_amount(amount)
    assert holds
    thing = Thing(reagent, quantity(wanted) if wanted else None, powder)
    worth = equivalent(holds, strength, thing, lab.catalogue.reagent(reagent))
    return worth.written("en") if isinstance(worth, Message) else format_quantity(worth)


@pytest.mark.parametrize(
    ("amount", "strength", "reagent", "wanted", "worth"),
    [
        ("1 mL", "200 µg/mL", "activin-a", "100 µg/mL", "2 mL"),
        ("1 mL", "10 mmol/L", "retinoic-acid", "20 mM", "0.5 mL"),
        ("50 µg", "", "activin-a", "100 µg/mL", "0.5 mL"),
        ("50 µg", "powder", "activin-a", "100 µg/mL", "0.5 mL"),
        ("12.212 g", "", "nicotinamide", "1 mol/L", "100 mL"),
        ("10 mL", "neat", "fbs", "100 % v/v", "10 mL"),
        ("10 mL", "100 %", "fbs", "100 % v/v", "10 mL"),
        ("500 mL", "", "dmem-high-glucose", "", "500 mL"),
        ("500 mL", "neat", "dmem-high-glucose", "", "500 mL"),
        ("500 mL", "100 %", "fbs", "", "500 mL"),
        ("500 mL", "1×", "dmem-high-glucose", "", "500 mL"),
        ("50 mL", "10×", "pbs", "", "500 mL"),
    ],
)
def test_that_what_has_a_bridge_is_converted(
    lab: Lab, amount: str, strength: str, reagent: str, wanted: str, worth: str
) -> None:
    assert told(lab, amount, strength, reagent, wanted) == worth


@pytest.mark.parametrize(
    ("amount", "strength", "reagent", "wanted", "reason"),
    [
        ("1 mL", "", "activin-a", "100 µg/mL", "its strength is not known"),
        ("1 mL", "strong", "activin-a", "100 µg/mL", "its strength is not known"),
        ("1 mL", "powder", "activin-a", "100 µg/mL", "it is a powder with a volume"),
        ("1 mL", "powder", "pbs", "", "it is a powder with a volume"),
        ("9.6 g", "powder", "pbs", "", "it is a mass, and a volume is taken"),
        ("1 mg", "", "heparin", "1000 U/mL", "the activity of the lot is missing"),
        ("1 mL", "5 mg/mL", "pbs", "", "cannot be compared with a multiple of the working strength"),
        ("1 g", "", "unheard-of", "10 mM", "the molar mass is missing"),
    ],
)
def test_that_nothing_is_counted_without_a_bridge(
    lab: Lab, amount: str, strength: str, reagent: str, wanted: str, reason: str
) -> None:
    assert reason in told(lab, amount, strength, reagent, wanted)


def test_that_only_a_mass_is_weighed_in(lab: Lab) -> None:
    assert told(lab, "25 g", "powder", "nicotinamide", "", powder=True) == "25 g"
    assert "is a solution" in told(lab, "5 mL", "1 M", "nicotinamide", "", powder=True)


def test_that_a_powder_is_counted_in_grams() -> None:
    assert (Thing("x", None, True).unit, Thing("x", None).unit) == ("g", "mL")
    assert Decimal(1) == equivalent_of_nothing()


def equivalent_of_nothing() -> Decimal:
    worth = equivalent(Quantity(value=Decimal(1), unit="mL"), "", Thing("x", None), None)
    assert isinstance(worth, Quantity)
    return worth.base
