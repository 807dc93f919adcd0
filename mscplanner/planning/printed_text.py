"""What the text of a source says as a quantity, and the fix that takes it."""

from collections.abc import Sequence
from functools import lru_cache

from mscplanner.domain.finding import Edit, Fix, Place
from mscplanner.domain.grammar import read_quantity
from mscplanner.domain.language import N_
from mscplanner.domain.message import message
from mscplanner.domain.quantity import Quantity

_BASES = frozenset({"v/v", "w/v", "(v/v)", "(w/v)"})


@lru_cache(maxsize=1024)
def printed_quantity(text: str) -> Quantity | None:
    """Return the one concentration at the start or the end of a printed text, such as ``2% B27``.

    Returns:
        None where there is none, more than one, or anything beside it that is not plainly words.

    Example:
        >>> printed_quantity("20ng/ml EGF").unit
        'ng/mL'
        >>> printed_quantity("5 to 10 mM nicotinamide") is None
        True
    """
    words = text.split()
    if not words:
        return None
    first = _length(words)
    if words[0][0].isdigit() and all(word[0].isalpha() for word in words[first:]):
        return _read(words[:first])
    for begin in range(1, len(words)):
        if words[begin][0].isdigit():
            only = all(word[0].isalpha() for word in words[:begin]) and begin + _length(words[begin:]) == len(words)
            return _read(words[begin:]) if only else None
    return None


def _length(words: Sequence[str]) -> int:
    """Return how many of ``words`` the quantity takes that begins with the first one."""
    length = 1 if words[0][-1].isalpha() or words[0][-1] == "%" else 2
    return length + (words[length : length + 1] != [] and words[length] in _BASES)


def _read(words: Sequence[str]) -> Quantity | None:
    reading = read_quantity(" ".join(words))
    return reading if isinstance(reading, Quantity) else None


def as_printed(place: Place, field: str, value: str, printed: str) -> Fix:
    """Return the fix that sets ``field`` to what the source prints; it names the text."""
    return Fix(
        label=message(N_("Use {value}…"), value=value),
        edit=Edit(place=place, field=field, value=value),
        source=message(N_("The source prints “{printed}”."), printed=printed),
    )
