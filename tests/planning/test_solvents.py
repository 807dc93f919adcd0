"""Solvents add up over a medium, and the control holds as much of them."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from mscplanner.domain.finding import Finding
from mscplanner.domain.lab import Lab
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.quantity import format_quantity, volume
from mscplanner.domain.run import Stock
from mscplanner.library.templates import read_template
from mscplanner.planning.parts import parts_of
from mscplanner.planning.solvents import vehicles

Checked = Callable[..., list[Finding]]


@pytest.mark.parametrize(
    ("typed", "percent"),
    [
        ("chir99021 10 µM", None),
        ("chir99021 10 µM; xxi 1 µM", "0.11 % v/v"),
        ("chir99021 5 µM; dmso 0.05 %", None),
        ("chir99021 5 µM; dmso 0.06 %", "0.11 % v/v"),
        ("dexamethasone 10 µM; chir99021 10 µM", None),
        ("dmso 0.2 %", "0.2 % v/v"),
        ("nicotinamide 10 mM; b27 2 %; fbs 10 %", None),
        ("ra 6 mM", None),
        ("chir99021", None),
    ],
)
def test_that_each_solvent_is_summed_against_its_ceiling(checked: Checked, typed: str, percent: str | None) -> None:
    found = [each.title.written("en") for each in checked(typed, code="W-SOLVENT")]
    assert found == ([f"DMSO reaches {percent} in S1, ceiling 0.1 % v/v"] if percent else [])


def test_that_the_warning_gives_the_matched_vehicle_control(checked: Checked) -> None:
    (warning,) = checked("", "chir99021 20 µM; xxi 1 µM", code="W-SOLVENT")
    assert warning.place == ("stages", "b")
    assert "21 µL of DMSO in 10 mL" in warning.way_on.written("en")
    assert "CHIR99021, GSI XXI" in warning.reason.written("en")
    assert "lab setting" in warning.reason.written("en")


@pytest.mark.parametrize(
    ("solvent", "found"), [(None, 1), ("DMSO", 1), ("water", 0), ("乙醇", 1), ("DMSO, then ethanol", 1)]
)
def test_that_the_solvent_of_a_confirmed_stock_counts(checked: Checked, solvent: str | None, found: int) -> None:
    text = LocalText(plain=solvent) if solvent else None
    stocks = (Stock(reagent="chir99021", strength="1 mM", solvent=text),)
    assert len(checked("chir99021 10 µM", code="W-SOLVENT", stocks=stocks)) == found


def test_that_a_stronger_stock_removes_the_warning(checked: Checked) -> None:
    stocks = (Stock(reagent="chir99021", strength="50 mM"),)
    assert checked("chir99021 20 µM", code="W-SOLVENT")
    assert checked("chir99021 20 µM", code="W-SOLVENT", stocks=stocks) == []


def test_that_a_lab_without_a_ceiling_checks_none(checked: Checked, lab: Lab) -> None:
    settings = lab.settings.model_copy(update={"solvent_ceilings": {}})
    assert checked("dmso 0.4 %", code="W-SOLVENT", own_lab=lab.model_copy(update={"settings": settings})) == []


def test_that_a_medium_below_the_ceiling_has_its_control_too(lab: Lab) -> None:
    template = read_template("uc-msc-15-day-reading")
    assert template
    (vehicle,) = vehicles(parts_of(template.stages[0], lab), lab)
    assert (vehicle.solvent, vehicle.share) == ("dmso", Decimal("0.0001"))
    assert format_quantity(vehicle.control(volume(10)).to("µL")) == "1 µL"
