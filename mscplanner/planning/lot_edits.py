"""Next lots out of lots: changes carried over to what somebody else saved, copies, and a template's usual stocks."""

from mscplanner.domain.lab import Lab
from mscplanner.domain.protocol import Protocol
from mscplanner.domain.quantity import format_quantity
from mscplanner.domain.stockroom import Lot
from mscplanner.planning.lot_fields import LOT_FIELDS, LotField
from mscplanner.planning.parts import parts_of
from mscplanner.planning.protocol_edits import typed_text

_OF_ONE_TUBE = ("number", "received", "opened", "expiry", "amount", "freeze_thaws")


def new_lot(lot_id: str, reagent: str) -> Lot:
    """Return a lot of which nothing but its reagent is known yet."""
    return Lot(id=lot_id, reagent=typed_text(reagent, 200), strength="")


def carried_over(before: Lot, after: Lot, onto: Lot) -> Lot:
    """Return ``onto`` with each field as ``after`` has it in which that differs from ``before``.

    Example:
        >>> lot = new_lot("a" * 32, "egf")
        >>> mine, theirs = (lot.model_copy(update=each) for each in ({"number": "A12"}, {"storage": "-20 °C"}))
        >>> both = carried_over(lot, mine, theirs)
        >>> both.number, both.storage
        ('A12', '-20 °C')
    """
    changed: dict[str, object] = {field: getattr(after, field) for field in _differing(before, after)}
    return onto.model_copy(update=changed)


def swapped(before: Lot, after: Lot, now: Lot) -> Lot:
    """Return ``now`` after a step from ``before`` to ``after``: a field that is another one by now stays."""
    fields = [field for field in _differing(before, after) if getattr(now, field) == getattr(before, field)]
    changed: dict[str, object] = {field: getattr(after, field) for field in fields}
    return now.model_copy(update=changed)


def clashes(before: Lot, mine: Lot, theirs: Lot) -> tuple[LotField, ...]:
    """Return the fields that two people have changed to different values."""
    both = set(_differing(before, mine)) & set(_differing(before, theirs))
    return tuple(field for field in _differing(mine, theirs) if field in both)


def _differing(one: Lot, other: Lot) -> tuple[LotField, ...]:
    return tuple(field for field in LOT_FIELDS if getattr(one, field) != getattr(other, field))


def twin_of(lot: Lot, lot_id: str) -> Lot:
    """Return another lot of the same stock: its lot number, its days and its amount are not known yet."""
    fresh = {name: Lot.model_fields[name].default for name in _OF_ONE_TUBE}
    return lot.model_copy(update={"id": lot_id, **fresh})


def usual_strengths(protocol: Protocol, lab: Lab) -> tuple[tuple[str, str], ...]:
    """Return catalogue id and usual strength of each reagent of ``protocol``, in order of their first use."""
    found: dict[str, str] = {}
    for stage in protocol.stages:
        for part in parts_of(stage, lab):
            if part.reagent and part.stock:
                found.setdefault(part.reagent.id, format_quantity(part.stock))
    return tuple(found.items())
