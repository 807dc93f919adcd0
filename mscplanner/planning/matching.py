"""Which entry of one list is which of another."""

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

Entry = TypeVar("Entry")
Pair = tuple[int | None, int | None]


def paired(
    before: Sequence[Entry], after: Sequence[Entry], *keys: Callable[[Entry], Hashable], in_order: bool = False
) -> tuple[Pair, ...]:
    """Return which place of ``after`` goes with which of ``before``; None where there is none.

    Args:
        before: The first list.
        after: The second list.
        keys: What makes two entries the same one, the surest first. Of several with the same key
            the first goes with the first.
        in_order: Whether entries that no key pairs go together in their order.

    Returns:
        Pairs in the order of ``after``; what is no longer there follows what stood before it.

    Example:
        >>> paired("abc", "axc", str)
        ((0, 0), (1, None), (None, 1), (2, 2))
        >>> paired("abc", "axc", str, in_order=True)
        ((0, 0), (1, 1), (2, 2))
    """
    partner: dict[int, int] = {}
    for key in keys:
        waiting: dict[Hashable, list[int]] = {}
        for at in _alone(before, partner.values()):
            waiting.setdefault(key(before[at]), []).append(at)
        for at in _alone(after, partner):
            found = waiting.get(key(after[at]))
            if found:
                partner[at] = found.pop(0)
    if in_order:
        partner |= dict(zip(_alone(after, partner), _alone(before, partner.values()), strict=False))
    pairs: list[Pair] = [(partner.get(at), at) for at in range(len(after))]
    for at in _alone(before, partner.values()):
        earlier = next((place for place, (old, _) in enumerate(pairs) if old == at - 1), -1) if at else -1
        pairs.insert(earlier + 1, (at, None))
    return tuple(pairs)


def _alone(entries: Sequence[Entry], taken: Iterable[int]) -> list[int]:
    known = set(taken)
    return [at for at in range(len(entries)) if at not in known]


def moved(pairs: Iterable[Pair]) -> frozenset[int]:
    """Return the places (of the second list) of entries that were moved: as few as explain the new order.

    Example:
        >>> sorted(moved(paired("abcd", "dabc", str)))
        [0]
    """
    both = [(old, new) for old, new in pairs if old is not None and new is not None]
    ends: list[int] = []
    lengths: list[int] = []
    for old, _ in both:
        at = bisect_left(ends, old)
        ends[at : at + 1] = [old]
        lengths.append(at)
    kept, wanted = set(), len(ends) - 1
    for (_, new), length in zip(reversed(both), reversed(lengths), strict=True):
        if length == wanted:
            kept.add(new)
            wanted -= 1
    return frozenset(new for _, new in both if new not in kept)
