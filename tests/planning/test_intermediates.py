"""Dilutions that lift what is too little for a pipette: as few steps as can be, with volumes that are pipetted."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from mscplanner.domain.lab import Lab
from mscplanner.domain.quantity import volume
from mscplanner.planning.intermediates import dilution_for, is_too_small, lift_factor
from mscplanner.planning.pipetting import is_on_step

TINY = st.decimals(min_value=Decimal("0.0000000001"), max_value=Decimal("0.000499"), places=10).filter(bool)


@given(st.lists(TINY, min_size=1, max_size=4))
def test_that_each_step_can_be_pipetted_and_suffices_for_what_is_taken(lab: Lab, exacts: list[Decimal]) -> None:
    lift = dilution_for(exacts, lab)
    if lift is None:
        return
    pipettes, smallest = lab.settings.pipettes, lab.settings.smallest_volume.base
    assert len(lift.steps) <= 2
    taken = sum(exacts) * lift.factor
    for step in reversed(lift.steps):
        assert step.volume >= taken
        assert is_on_step(volume(step.take), pipettes)
        assert is_on_step(volume(step.volume - step.take), pipettes)
        assert step.take >= smallest
        taken = step.take
    assert min(exacts) * lift.factor >= 4 * smallest


def test_that_one_step_is_preferred_to_two(lab: Lab) -> None:
    one, two = dilution_for([Decimal("0.0004")], lab), dilution_for([Decimal("0.0000004")], lab)
    assert one
    assert [(step.take, step.volume) for step in one.steps] == [(Decimal("0.05"), Decimal("0.5"))]
    assert two
    assert len(two.steps) == 2
    assert two.factor == 5000


def test_that_what_two_steps_cannot_lift_is_left_alone(lab: Lab) -> None:
    assert dilution_for([Decimal("0.0000000001")], lab) is None
    assert lift_factor([Decimal("0.0000000001")], lab) is None


def test_that_a_given_factor_is_kept_to(lab: Lab) -> None:
    lift = dilution_for([Decimal("0.0004"), Decimal("0.001")], lab, Decimal(100))
    assert lift
    assert lift.factor == 100
    assert dilution_for([Decimal("0.0004")], lab, Decimal(7)) is None


def test_that_only_what_is_below_the_smallest_volume_is_too_small(lab: Lab) -> None:
    assert is_too_small(Decimal("0.0004"), lab)
    assert not is_too_small(Decimal("0.0005"), lab)
    assert not is_too_small(Decimal(0), lab)
