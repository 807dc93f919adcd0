"""Marks: what differs from the parent, value by value, while a protocol is being edited."""

from collections.abc import Iterable, Iterator

from mscplanner.domain.lab import Lab
from mscplanner.domain.protocol import Protocol, Stage
from mscplanner.domain.value import LateValue
from mscplanner.planning.differences import Difference, differences, outside, position, stage_pairs
from mscplanner.planning.matching import Pair, moved, paired
from mscplanner.planning.parts import parts_of

_ADDITIONS = frozenset({"additions"})
OUTSIDE = -1
"""``Mark.stage_at`` of a value that belongs to no stage."""


class Mark(LateValue):
    """A value of a protocol that is not its parent's.

    Attributes:
        stage_at: Stage, from 0; ``OUTSIDE`` for a value that belongs to no stage.
        addition_at: Addition in its stage, from 0; None for a value of the stage itself.
        field: As in ``ValueChange``.
        was: What the parent has there, as typed; "" for what is new.
    """

    stage_at: int
    addition_at: int | None
    field: str
    was: str


def marks(parent: Protocol, protocol: Protocol, lab: Lab) -> tuple[Mark, ...]:
    """Return every value of ``protocol`` that differs from ``parent``, and what it was there.

    What the parent has and ``protocol`` has not stands nowhere, so it has no mark. An addition of
    a reagent that its stage did not have, in the place of one that it has no longer and with its
    printed text, is that one with another reagent.
    """
    found = [_mark(each, OUTSIDE) for each in outside(parent, protocol) if each.after or not each.field.endswith("]")]
    pairs = stage_pairs(parent, protocol)
    places = moved(pairs)
    for old, new in pairs:
        if new is not None:
            was = None if old is None else parent.stages[old]
            found += _stage_marks(was, protocol.stages[new], new, lab)
            if old is not None and new in places:
                found.append(_mark(position(old, new), new))
    return tuple(found)


def _mark(difference: Difference, stage_at: int, addition_at: int | None = None) -> Mark:
    return Mark(stage_at=stage_at, addition_at=addition_at, field=difference.field, was=difference.before)


def _stage_marks(was: Stage | None, now: Stage, at: int, lab: Lab) -> Iterator[Mark]:
    for each in differences(was, now, _ADDITIONS):
        yield _mark(each, at)
    if was is not None and was.additions == now.additions:
        return
    pairs = _addition_pairs(was, now, lab)
    places = moved(pairs)
    for old, new in pairs:
        if new is not None:
            before = was.additions[old] if was and old is not None else None
            for each in differences(before, now.additions[new]):
                yield _mark(each, at, new)
            if old is not None and new in places:
                yield _mark(position(old, new), at, new)


def _addition_pairs(was: Stage | None, now: Stage, lab: Lab) -> tuple[Pair, ...]:
    keys = [[part.key for part in parts_of(stage, lab)] if stage else [] for stage in (was, now)]
    pairs = paired(keys[0], keys[1], str)
    if was is None:
        return pairs
    gone = _lonely(old for old, new in pairs if new is None)
    come = _lonely(new for old, new in pairs if old is None)
    # A renamed addition keeps its printed text; one that was put in has none.
    swapped = {at for at in gone & come if was.additions[at].printed == now.additions[at].printed}
    return tuple(
        (new if old is None and new in swapped else old, new)
        for old, new in pairs
        if not (new is None and old in swapped)
    )


def _lonely(places: Iterable[int | None]) -> set[int]:
    return {place for place in places if place is not None}
