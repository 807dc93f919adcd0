"""What stands where on plates of 96 wells: standards, blanks and samples, each in two wells side by side."""

from collections.abc import Iterable, Sequence
from itertools import islice

ROWS = "ABCDEFGH"
COLUMNS = 12
STANDARDS = len(ROWS)

Plate = tuple[tuple[str, ...], ...]
"""Eight rows of twelve texts; "" is a free well."""

_PAIRS = COLUMNS // 2


def plate_maps(samples: Sequence[str], blanks: Sequence[str] = ()) -> tuple[Plate, ...]:
    """Return as many plates as ``samples`` need, and at least one.

    Each plate has its own standards ``S1`` to ``S8`` in columns 1 and 2, and its own blanks behind
    them. What follows fills columns 3 and 4 from row A to H, then 5 and 6, and so on.

    Args:
        samples: What stands on the tubes, in order; each is placed once, in two wells.
        blanks: Placed on every plate.

    Example:
        >>> (plate,) = plate_maps(["1L", "1H"], ["M"])
        >>> plate[1][:6]
        ('S2', 'S2', '1L', '1L', '', '')

    Raises:
        ValueError: so many blanks that no plate has room for a sample.
    """
    standards = [f"S{number}" for number in range(1, STANDARDS + 1)]
    room = _PAIRS * len(ROWS) - len(standards) - len(blanks)
    if room < 1:
        raise ValueError("no room for samples")
    parts = [samples[start : start + room] for start in range(0, len(samples), room)] or [()]
    return tuple(_plate((*standards, *blanks, *part)) for part in parts)


def _plate(texts: Iterable[str]) -> Plate:
    placed = list(islice((*texts, *[""] * _PAIRS * len(ROWS)), _PAIRS * len(ROWS)))
    columns = [placed[start : start + len(ROWS)] for start in range(0, len(placed), len(ROWS))]
    return tuple(tuple(column[row] for column in columns for _ in range(2)) for row in range(len(ROWS)))
