"""The units of the program: a closed list of spellings, and pint behind it.

Pint is handed a ``Decimal`` and a unit of this list, never text that somebody typed: raw text
makes it read ``1,5 mM`` as 15 mM and ``1:1000`` as 1000. Its factors are written down when the
package is built, because its parser takes longer to load than a window to appear.
"""

import json
from decimal import Context, Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from mscplanner.domain.places import resource_folder

if TYPE_CHECKING:
    from pint import UnitRegistry

Kind = Literal[
    "molar",
    "mass-per-volume",
    "percent",
    "percent-vv",
    "percent-wv",
    "fold",
    "activity-per-volume",
    "international-activity-per-volume",
    "dilution",
    "volume",
    "mass",
    "amount",
    "length",
    "duration",
    "temperature",
    "molar-mass",
    "cells-per-area",
    "cells-per-volume",
    "cells",
    "area",
    "mass-per-area",
]

CONCENTRATIONS: frozenset[Kind] = frozenset(
    {
        "molar",
        "mass-per-volume",
        "percent",
        "percent-vv",
        "percent-wv",
        "fold",
        "activity-per-volume",
        "international-activity-per-volume",
        "dilution",
    }
)


FACTORS_FILE = "unit_factors.json"
"""Pint's factors to base units, written by the build; without it pint is asked each time."""


class Unit(NamedTuple):
    """A unit as it is shown, as pint knows it, and the kind of thing it measures."""

    text: str
    pint: str
    kind: Kind


BASE_UNITS: dict[Kind, str] = {
    "molar": "mol/L",
    "mass-per-volume": "g/L",
    "percent": "%",
    "percent-vv": "% v/v",
    "percent-wv": "% w/v",
    "fold": "X",
    "activity-per-volume": "U/mL",
    "international-activity-per-volume": "IU/mL",
    "dilution": "1:n",
    "volume": "mL",
    "mass": "g",
    "amount": "mol",
    "length": "m",
    "duration": "h",
    "temperature": "°C",
    "molar-mass": "g/mol",
    "cells-per-area": "cells/cm²",
    "cells-per-volume": "cells/mL",
    "cells": "cells",
    "area": "cm²",
    "mass-per-area": "g/cm²",
}

_SMALL = ("", "m", "µ", "n", "p", "f")
_ACTIVITIES = ("", "m", "k", "µ")
_MASSES = ("g", "mg", "µg", "ng", "pg", "fg", "kg")
_VOLUMES = ("L", "dL", "mL", "µL", "nL")


def _units() -> dict[str, Unit]:
    table: list[Unit] = []
    table += [Unit(f"{p}M", f"{p}M", "molar") for p in _SMALL]
    table += [Unit(f"{p}mol/{v}", f"{p}mol/{v}", "molar") for p in _SMALL for v in _VOLUMES]
    table += [Unit(f"{m}/{v}", f"{m}/{v}", "mass-per-volume") for m in _MASSES for v in _VOLUMES]
    table += [Unit(f"{p}U/{v}", f"{p}U/{v}", "activity-per-volume") for p in _ACTIVITIES for v in _VOLUMES]
    table += [
        Unit(f"{p}IU/{v}", f"{p}IU/{v}", "international-activity-per-volume") for p in _ACTIVITIES for v in _VOLUMES
    ]
    table += [Unit(volume, volume, "volume") for volume in _VOLUMES]
    table += [Unit(mass, mass, "mass") for mass in _MASSES]
    table += [Unit(f"{p}mol", f"{p}mol", "amount") for p in _SMALL]
    table += [Unit(f"{p}m", f"{p}m", "length") for p in ("", "c", "m", "µ", "n", "p")]
    table += [Unit(f"cells/{v}", f"cell/{v}", "cells-per-volume") for v in _VOLUMES]
    table += [Unit(f"{m}/cm²", f"{m}/cm**2", "mass-per-area") for m in ("g", "mg", "µg", "ng")]
    table += [
        Unit("%", "percent", "percent"),
        Unit("% v/v", "percent_volume", "percent-vv"),
        Unit("% w/v", "percent_mass", "percent-wv"),
        Unit("mL/L", "milliliter_in_liter", "percent-vv"),
        Unit("µL/mL", "microliter_in_milliliter", "percent-vv"),
        Unit("X", "fold", "fold"),
        Unit("1:n", "parts", "dilution"),
        Unit("g/mol", "g/mol", "molar-mass"),
        Unit("kg/mol", "kg/mol", "molar-mass"),
        Unit("s", "second", "duration"),
        Unit("min", "minute", "duration"),
        Unit("h", "hour", "duration"),
        Unit("d", "day", "duration"),
        Unit("weeks", "week", "duration"),
        Unit("°C", "celsius", "temperature"),
        Unit("cells", "cell", "cells"),
        Unit("cells/cm²", "cell/cm**2", "cells-per-area"),
        Unit("cm²", "cm**2", "area"),
    ]
    return {unit.text: unit for unit in table}


UNITS: dict[str, Unit] = _units()


@lru_cache
def _registry() -> "UnitRegistry[Decimal]":
    from pint import UnitRegistry

    return UnitRegistry(
        str(resource_folder() / "units.txt"), non_int_type=Decimal, cache_folder=None, on_redefinition="raise"
    )


def computed_factor(unit: str, target: str) -> Decimal:
    """Return how many ``target`` one ``unit`` is, as pint computes it.

    Raises:
        KeyError: one of the two is not in the list.
        pint.DimensionalityError: they measure different things.
    """
    registry = _registry()
    factor = registry.Quantity(Decimal(1), UNITS[unit].pint).to(UNITS[target].pint).magnitude
    return Decimal(factor).normalize() + 0


def _settled(factor: Decimal) -> Decimal:
    # A factor such as 60 comes back from a sixtieth with an error in the last of 28 digits.
    return Context(prec=24).plus(factor).normalize() + 0


@lru_cache
def _written_factors() -> dict[str, Decimal]:
    """Return the factors to base units that were written down when the package was built, if they were."""
    path = resource_folder() / FACTORS_FILE
    if not path.is_file():
        return {}
    return {unit: Decimal(factor) for unit, factor in json.loads(path.read_text(encoding="utf-8")).items()}


@lru_cache(maxsize=512)
def conversion_factor(unit: str, target: str) -> Decimal:
    """Return how many ``target`` one ``unit`` is.

    Args:
        unit: A unit of ``UNITS``.
        target: A unit of ``UNITS`` of the same kind.

    Raises:
        KeyError: one of the two is not in the list.
        pint.DimensionalityError: they measure different things.

    Example:
        >>> conversion_factor("mM", "µmol/L")
        Decimal('1000')
    """
    if unit == target:
        return Decimal(1)
    written = _written_factors()
    if UNITS[unit].kind == UNITS[target].kind and unit in written and target in written:
        return _settled(written[unit] / written[target])
    return _settled(computed_factor(unit, target))
