"""Dilution: what part of a volume a stock takes, across kinds of concentration where a bridge exists.

A molar mass bridges molar and mass concentrations; percent w/v is a mass concentration by
definition; percent v/v is a part of the volume. Everything else has no bridge, and then there
is no number.
"""

from decimal import Decimal
from typing import Literal

from mscplanner.domain.quantity import Quantity
from mscplanner.domain.reagent import Reagent
from mscplanner.domain.units import BASE_UNITS, Kind
from mscplanner.domain.value import Value

# A percentage of one of these is a part of the volume of the product as it is supplied.
_SUPPLIED = frozenset({"supplement", "serum", "basal-medium", "solvent", "buffer"})


class NoBridge(Value):
    """Two concentrations that cannot be compared, and the figure that is missing."""

    missing: Literal["molar-mass", "percent-basis", "bridge"]
    first: Kind
    second: Kind


def resolved(quantity: Quantity, reagent: Reagent | None) -> Quantity:
    """Return a bare percentage as v/v or w/v where the catalogue says what it means for ``reagent``."""
    if quantity.kind != "percent" or reagent is None:
        return quantity
    unit = {"v/v": "% v/v", "w/v": "% w/v"}.get(reagent.basis or "")
    return Quantity(value=quantity.value, unit=unit) if unit else quantity


def in_kind(quantity: Quantity, kind: Kind, reagent: Reagent | None) -> Quantity | NoBridge:
    """Return ``quantity`` as a concentration of ``kind``, in the base unit of that kind.

    Args:
        quantity: A concentration.
        kind: The kind to express it in.
        reagent: Gives the molar mass and what a bare percentage means; None where it is not known.
    """
    quantity = resolved(quantity, reagent)
    if quantity.kind == kind:
        return quantity.to(BASE_UNITS[kind])
    # Percent w/v is grams in 100 mL by definition: 1 % w/v = 10 g/L.
    if quantity.kind == "percent-wv":
        return in_kind(Quantity(value=quantity.base * 10, unit="g/L"), kind, reagent)
    if kind == "percent-wv":
        mass = in_kind(quantity, "mass-per-volume", reagent)
        return mass if isinstance(mass, NoBridge) else Quantity(value=mass.value / 10, unit="% w/v")
    if {quantity.kind, kind} == {"molar", "mass-per-volume"}:
        molar_mass = reagent.figure("molar_mass") if reagent else None
        if molar_mass is None:
            return NoBridge(missing="molar-mass", first=quantity.kind, second=kind)
        per_mole = molar_mass.to("g/mol").value
        value = quantity.base * per_mole if kind == "mass-per-volume" else quantity.base / per_mole
        return Quantity(value=value, unit=BASE_UNITS[kind])
    missing: Literal["percent-basis", "bridge"] = "percent-basis" if "percent" in (quantity.kind, kind) else "bridge"
    return NoBridge(missing=missing, first=quantity.kind, second=kind)


def ratio(first: Quantity, second: Quantity, reagent: Reagent | None) -> Decimal | NoBridge:
    """Return how many times ``second`` the concentration ``first`` is."""
    second = resolved(second, reagent)
    same = in_kind(first, second.kind, reagent)
    return same if isinstance(same, NoBridge) else same.value / second.base


def stock_part(final: Quantity, stock: Quantity, reagent: Reagent | None) -> Decimal | NoBridge:
    """Return the part of the total volume that the stock takes; above 1 the stock is too weak.

    Args:
        final: Concentration wanted in the medium, after all additions.
        stock: Concentration of the tube; of no matter where ``final`` is a dilution.
        reagent: The reagent, for its bridges.

    Example:
        >>> stock_part(Quantity(value=Decimal(10), unit="mM"), Quantity(value=Decimal(1), unit="M"), None) * 100 == 1
        True
    """
    if final.kind == "dilution":
        return 1 / final.value
    wanted = resolved(final, reagent)
    if wanted.kind == "percent-vv" and stock.kind != "percent-vv" and reagent and reagent.kind in _SUPPLIED:
        return wanted.base / 100
    return ratio(wanted, stock, reagent)


def stock_volume(
    final: Quantity, stock: Quantity, total: Quantity, reagent: Reagent | None = None
) -> Quantity | NoBridge:
    """Return the exact volume of ``stock`` that brings ``total`` to ``final``.

    Returns:
        A volume in the unit of ``total``, or the bridge that is missing.

    Example:
        >>> from mscplanner.domain.quantity import format_quantity, volume
        >>> format_quantity(
        ...     stock_volume(
        ...         Quantity(value=Decimal(10), unit="µM"), Quantity(value=Decimal(10), unit="mM"), volume(2)
        ...     ).to("µL")
        ... )
        '2 µL'
    """
    part = stock_part(final, stock, reagent)
    return part if isinstance(part, NoBridge) else Quantity(value=part * total.value, unit=total.unit)
