"""The closed list of units against pint."""

import json
from decimal import Decimal

import pytest
from pint import DimensionalityError

from mscplanner.domain.places import resource_folder
from mscplanner.domain.units import BASE_UNITS, FACTORS_FILE, UNITS, Kind, computed_factor, conversion_factor


@pytest.mark.parametrize("unit", UNITS)
def test_that_every_unit_converts_to_the_base_of_its_kind(unit: str) -> None:
    assert computed_factor(unit, BASE_UNITS[UNITS[unit].kind]) > 0


def test_that_pint_refuses_every_crossing_of_kinds() -> None:
    kinds: list[Kind] = list(BASE_UNITS)
    for first in kinds:
        for second in kinds:
            if first != second:
                with pytest.raises(DimensionalityError):
                    computed_factor(BASE_UNITS[first], BASE_UNITS[second])


def test_that_written_factors_are_those_of_pint() -> None:
    path = resource_folder() / FACTORS_FILE
    if not path.is_file():
        pytest.skip("this checkout was not built: pint is asked each time")
    written = json.loads(path.read_text("utf-8"))
    assert set(written) == set(UNITS)
    for unit in UNITS.values():
        computed = computed_factor(unit.text, BASE_UNITS[unit.kind])
        # A second is no finite part of an hour: the last of 28 digits is pint's own rounding.
        assert abs(Decimal(written[unit.text]) - computed) <= computed * Decimal("1e-26"), unit


@pytest.mark.parametrize(
    ("unit", "target", "factor"),
    [
        ("M", "µM", "1000000"),
        ("µg/mL", "ng/mL", "1000"),
        ("mL/L", "% v/v", "0.1"),
        ("d", "h", "24"),
        ("h", "min", "60"),
        ("min", "s", "60"),
        ("weeks", "s", "604800"),
        ("µU/mL", "mU/L", "1"),
        ("kIU/L", "IU/mL", "1"),
        ("kDa", "x", ""),
    ],
)
def test_that_factors_are_exact(unit: str, target: str, factor: str) -> None:
    if not factor:
        with pytest.raises(KeyError):
            conversion_factor(unit, target)
        return
    assert conversion_factor(unit, target) == Decimal(factor)
