"""What a lab knows: vessels by any name, policy within bounds, steps by moment."""

from typing import Any, get_args

import pytest
from pydantic import ValidationError

from mscplanner.domain.lab import Lab, ProcedureMoment, Settings
from mscplanner.domain.quantity import Quantity
from mscplanner.domain.reagent import Fact


@pytest.mark.parametrize("name", ["plate-6", "6-well", " 6-Well Plate ", "6孔板"])
def test_that_a_vessel_is_found_under_its_names(lab: Lab, name: str) -> None:
    vessel = lab.find_vessel(name)
    assert vessel
    assert (vessel.id, vessel.wells) == ("plate-6", 6)


def test_that_an_unknown_vessel_is_none(lab: Lab) -> None:
    assert lab.find_vessel("bucket") is None
    assert lab.vessel("6-well") is None


def test_that_usual_volumes_lie_between_low_and_high(lab: Lab) -> None:
    for vessel in lab.vessels:
        low, usual, high = (vessel.figure(f"volume_{name}") for name in ("low", "usual", "high"))
        if low and usual and high:
            assert low.base <= usual.base <= high.base, vessel.id


def test_that_pipettes_leave_no_gap_above_the_smallest_volume(lab: Lab) -> None:
    reached = lab.settings.smallest_volume.base
    for pipette in sorted(lab.settings.pipettes, key=lambda each: each.smallest.base):
        assert pipette.smallest.base <= reached
        assert pipette.step.base <= pipette.smallest.base / 10
        reached = max(reached, pipette.largest.base)
    assert reached >= 1000


def test_that_every_moment_of_work_has_steps(lab: Lab) -> None:
    for moment in get_args(ProcedureMoment):
        assert lab.steps(moment), moment


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("change_every_days", 0),
        ("change_every_days", True),
        ("overage_percent", -1),
        ("overage_percent", float("nan")),
        ("batch_step", "1,5 mL"),
        ("batch_step", "0 mL"),
        ("smallest_volume", "1 mM"),
        ("closed_weekdays", ("sunday",)),
        ("incubator", "x" * 41),
        ("shelf_life_days", {"protein": 400}),
        ("solvent_ceilings", {"dmso": Fact(value="a little", known="lab")}),
        ("carrier_below", Fact(value="1,5 µg/mL", known="lab")),
    ],
)
def test_that_policy_out_of_bounds_is_refused(lab: Lab, field: str, value: Any) -> None:
    good = {name: getattr(lab.settings, name) for name in Settings.model_fields}
    assert Settings(**good) == lab.settings
    with pytest.raises(ValidationError):
        Settings(**(good | {field: value}))


def test_that_volumes_of_settings_are_read_from_text(lab: Lab) -> None:
    assert lab.settings.smallest_volume.same(
        Quantity.model_validate({"value": lab.settings.smallest_volume.value, "unit": "µL"})
    )


def test_that_settings_of_an_earlier_version_check_neither_solvents_nor_carriers(lab: Lab) -> None:
    given = {name: getattr(lab.settings, name) for name in Settings.model_fields}
    earlier = Settings(**{name: value for name, value in given.items() if not name.startswith(("solvent", "carrier"))})
    assert (earlier.solvent_ceilings, earlier.carrier_below) == ({}, None)


def test_that_every_ceiling_is_of_a_solvent_and_says_how_it_is_known(lab: Lab) -> None:
    for name, fact in lab.settings.solvent_ceilings.items():
        solvent = lab.catalogue.reagent(name)
        assert solvent
        assert (solvent.kind, fact.value, fact.known) == ("solvent", "0.1 % v/v", "knowledge")
