"""Volumes as pipettes take them, masses as a balance weighs them."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from mscplanner.domain.lab import Lab
from mscplanner.domain.quantity import Quantity, volume
from mscplanner.planning.pipetting import as_pipetted, as_weighed, is_on_step, pipette_step


@given(st.decimals(min_value=Decimal("0.0005"), max_value=Decimal(1000), places=6))
def test_that_pipetted_volumes_are_whole_steps_next_to_the_exact_one(lab: Lab, millilitres: Decimal) -> None:
    exact = volume(millilitres)
    step = pipette_step(exact, lab.settings.pipettes)
    assert step
    taken = as_pipetted(exact, lab.settings.pipettes)
    assert taken.base % step == 0
    assert abs(taken.base - millilitres) <= step / 2


@given(st.decimals(min_value=Decimal("0.0005"), max_value=Decimal(20_000), places=6))
def test_that_the_least_volume_is_never_undercut(lab: Lab, millilitres: Decimal) -> None:
    exact = volume(millilitres)
    assert as_pipetted(exact, lab.settings.pipettes, exact).base >= millilitres


def test_that_what_no_pipette_takes_keeps_three_digits(lab: Lab) -> None:
    assert as_pipetted(volume("0.00012345"), lab.settings.pipettes).base == Decimal("0.000123")
    assert not is_on_step(volume("0.0001"), lab.settings.pipettes)


def test_that_masses_are_whole_steps_of_the_balance(lab: Lab) -> None:
    assert as_weighed(Quantity(value=Decimal("0.61063"), unit="g"), lab.settings) == Quantity(
        value=Decimal("610.6"), unit="mg"
    )
