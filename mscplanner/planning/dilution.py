"""Dilution: what part of a volume a stock takes, across kinds of concentration where a bridge exists.

Mass is where the bridges meet: a molar mass leads from it to molar, a density to percent v/v, the
activity of a lot to units, and percent w/v is mass by definition. A multiple of the working
strength and a percentage by volume meet in the strength of the stock, as does a dilution. Where
a bridge is missing there is no number, but the name of the figure that would give one.
"""

from decimal import Decimal
from typing import Literal

from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, computed, message
from mscplanner.domain.quantity import Quantity, format_number, rounded
from mscplanner.domain.reagent import Reagent
from mscplanner.domain.units import BASE_UNITS, Kind
from mscplanner.domain.value import Value

# A percentage of one of these is a part of the volume of the product as it is supplied.
_SUPPLIED = frozenset({"supplement", "serum", "basal-medium", "solvent", "buffer"})
_ACTIVITIES = frozenset({"activity-per-volume", "international-activity-per-volume"})
ACTIVITY = "activity_at_1_mg_per_ml"
"""The fact that holds the activity of a lot: that of 1 mg of it in 1 mL."""

Missing = Literal["molar-mass", "percent-basis", "fold", "activity", "density", "bridge"]


class NoBridge(Value):
    """Two concentrations that cannot be compared, and the figure that is missing.

    Attributes:
        missing: ``bridge`` where no figure could help.
    """

    missing: Missing
    first: Kind
    second: Kind


def resolved(quantity: Quantity, reagent: Reagent | None) -> Quantity:
    """Return a bare percentage as v/v or w/v where the catalogue says what it means for ``reagent``."""
    if quantity.kind != "percent" or reagent is None:
        return quantity
    unit = {"v/v": "% v/v", "w/v": "% w/v"}.get(reagent.basis or "")
    return Quantity(value=quantity.value, unit=unit) if unit else quantity


def in_kind(
    quantity: Quantity, kind: Kind, reagent: Reagent | None, stock: Quantity | None = None
) -> Quantity | NoBridge:
    """Return ``quantity`` as a concentration of ``kind``, in the base unit of that kind.

    Args:
        quantity: A concentration.
        kind: The kind to express it in.
        reagent: Gives the bridges and what a bare percentage means; None where it is not known.
        stock: What a dilution dilutes, and what a multiple is a multiple of; None takes the
            catalogue's usual one for the latter.
    """
    quantity = resolved(quantity, reagent)
    if quantity.kind == kind:
        return quantity.to(BASE_UNITS[kind])
    if quantity.kind == "dilution" and stock and stock.kind != "dilution":
        return in_kind(Quantity(value=stock.value / quantity.value, unit=stock.unit), kind, reagent, stock)
    pair = {quantity.kind, kind}
    if pair == {"fold", "percent-vv"}:
        whole = _fold_of(reagent, stock)
        if whole is None:
            return NoBridge(missing="fold", first=quantity.kind, second=kind)
        value = quantity.base * whole / 100 if kind == "fold" else quantity.base * 100 / whole
        return Quantity(value=value, unit=BASE_UNITS[kind])
    gap = _gap(pair, reagent)
    if gap:
        return NoBridge(missing=gap, first=quantity.kind, second=kind)
    return _through_mass(quantity, kind, reagent)


def _through_mass(quantity: Quantity, kind: Kind, reagent: Reagent | None) -> Quantity | NoBridge:
    first, second = _per_gram(quantity.kind, reagent), _per_gram(kind, reagent)
    if isinstance(first, str) or isinstance(second, str):
        missing = first if isinstance(first, str) else second if isinstance(second, str) else "bridge"
        return NoBridge(missing=missing, first=quantity.kind, second=kind)
    # One division only, so that what comes out even stays even.
    value = quantity.base * second[0] * first[1] / (second[1] * first[0])
    return Quantity(value=value, unit=BASE_UNITS[kind])


def _fold_of(reagent: Reagent | None, stock: Quantity | None) -> Decimal | None:
    """Return how many times the working strength the stock is."""
    for each in (stock, reagent.figure("stock") if reagent else None):
        if each is not None and each.kind == "fold":
            return each.base
    return None


def _gap(pair: set[Kind], reagent: Reagent | None) -> Missing | None:
    """Return what stands between two kinds that no figure per gram can bridge."""
    if "percent" in pair:
        return "percent-basis"
    if "dilution" in pair or pair == _ACTIVITIES:
        return "bridge"
    if "fold" in pair:
        return "fold"
    # Units count enzymes, hormones and heparin; of a small molecule they mean nothing.
    return "bridge" if pair & _ACTIVITIES and reagent and reagent.kind == "small-molecule" else None


def _per_gram(kind: Kind, reagent: Reagent | None) -> tuple[Decimal, Decimal] | Missing:
    """Return how much of ``kind``, in its base unit, a solution of 1 g/L is, as a fraction, or what is missing."""
    one = Decimal(1)
    if kind == "mass-per-volume":
        return one, one
    if kind == "percent-wv":  # grams in 100 mL, by definition
        return one, one * 10
    if kind == "molar":
        molar_mass = reagent.figure("molar_mass") if reagent else None
        return (one, molar_mass.to("g/mol").value) if molar_mass else "molar-mass"
    if kind in _ACTIVITIES:
        activity = reagent.figure(ACTIVITY) if reagent else None
        return (activity.base, one) if activity and activity.kind == kind else "activity"
    if kind == "percent-vv":
        density = reagent.figure("density") if reagent else None
        supplied = reagent is not None and reagent.kind in _SUPPLIED
        return (one * 100, density.base) if density else "bridge" if supplied else "density"
    return "bridge"


def ratio(
    first: Quantity, second: Quantity, reagent: Reagent | None, stock: Quantity | None = None
) -> Decimal | NoBridge:
    """Return how many times ``second`` the concentration ``first`` is; see ``in_kind`` for ``stock``."""
    second = resolved(second, reagent)
    same = in_kind(first, second.kind, reagent, stock)
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
    return ratio(wanted, stock, reagent, stock)


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


def legible_dose(quantity: Quantity) -> Quantity:
    """Return a computed concentration with three digits, in a unit that reads well.

    Example:
        >>> from mscplanner.domain.quantity import format_quantity
        >>> format_quantity(legible_dose(Quantity(value=Decimal("0.0000630924"), unit="g/L")))
        '63.1 ng/mL'
    """
    return computed(quantity.to("mg/mL") if quantity.unit == "g/L" else quantity)


def both_ways(quantity: Quantity, reagent: Reagent | None) -> Message | None:
    """Return a molar or a mass concentration beside its twin, such as ``2 nM = 52 ng/mL (26 kDa)``.

    Returns:
        None for other kinds of concentration, and where the molar mass is not known.
    """
    others: dict[str, Kind] = {"molar": "mass-per-volume", "mass-per-volume": "molar"}
    molar_mass = reagent.figure("molar_mass") if reagent else None
    if quantity.kind not in others or molar_mass is None:
        return None
    twin = in_kind(quantity, others[quantity.kind], reagent)
    if isinstance(twin, NoBridge):
        return None
    return message(
        N_("{first} = {second} ({mass})"), first=quantity, second=legible_dose(twin), mass=written_mass(molar_mass)
    )


def written_mass(molar_mass: Quantity) -> str:
    """Return a molar mass as it is said at the bench: ``26 kDa`` of a protein, ``122.12 g/mol`` of a molecule."""
    grams = molar_mass.to("g/mol")
    if grams.value < 1000:
        return f"{format_number(grams.value)} g/mol"
    return f"{format_number(rounded(Quantity(value=grams.value / 1000, unit='kg/mol'), 4).value)} kDa"
