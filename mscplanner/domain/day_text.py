"""Reads the days that people type: year, month and day as 2027-05-31, and nothing else."""

import calendar
import contextlib
import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from mscplanner.domain.misreading import Misreading, refusal

FIRST_DAY = date(2000, 1, 1)
LAST_DAY = date(2199, 12, 31)

_LONGEST = 64
_WRITTEN = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_NUMBERS = re.compile(r"[0-9]{1,8}")
_FIGURES = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_MONTH_AND_DAY = re.compile(r"([0-9]{2})-?([0-9]{2})")
_NEAR_DAYS = 31


def read_day(text: str) -> date | Misreading:
    """Read one day from ``FIRST_DAY`` to ``LAST_DAY``.

    Another form is refused with the days that it can mean: a month means its last day, as on a label.

    Example:
        >>> read_day("2027-05-31")
        datetime.date(2027, 5, 31)
        >>> read_day("05/06/2027").readings
        ('2027-06-05', '2027-05-06')
        >>> read_day("2027-05").readings
        ('2027-05-31',)
    """
    normal = unicodedata.normalize("NFKC", text).strip() if len(text) <= _LONGEST else ""
    written = _WRITTEN.fullmatch(normal)
    if written:
        year, month, day = map(int, written.groups())
        found = _day(year, month, day)
        if found:
            return found
    return refusal(text, "E-DATE", tuple(each.isoformat() for each in _meant(normal)))


def completed_day(text: str, near: date | None = None) -> date | None:
    """Return the day that is written in eight figures, or, where it is within a month of ``near``, as month and day.

    Example:
        >>> completed_day("20270531")
        datetime.date(2027, 5, 31)
        >>> completed_day("0102", date(2026, 12, 30))
        datetime.date(2027, 1, 2)
        >>> completed_day("09-12", date(2026, 12, 9)) is None
        True
    """
    normal = unicodedata.normalize("NFKC", text[:_LONGEST]).strip()
    whole = _FIGURES.fullmatch(normal)
    if whole:
        return _day(*map(int, whole.groups()))
    written = _MONTH_AND_DAY.fullmatch(normal)
    if written is None or near is None:
        return None
    month, day = map(int, written.groups())
    meant = (_day(near.year + more, month, day) for more in (-1, 0, 1))
    return next((each for each in meant if each and abs((each - near).days) <= _NEAR_DAYS), None)


def _day(year: int, month: int, day: int) -> date | None:
    with contextlib.suppress(ValueError):
        found = date(year, month, day)
        return found if FIRST_DAY <= found <= LAST_DAY else None
    return None


def _meant(normal: str) -> Iterator[date]:
    parts = _NUMBERS.findall(normal)
    if len(parts) == 1 and len(parts[0]) == 8:
        parts = [parts[0][:4], parts[0][4:6], parts[0][6:]]
    numbers = [int(part) for part in parts]
    orders: tuple[tuple[int, ...], ...] = ()
    if len(parts) == 3 and all(len(part) in (1, 2) for part in parts[1:]) and len(parts[0]) == 4:
        orders = ((0, 1, 2),)
    elif len(parts) == 3 and all(len(part) in (1, 2) for part in parts[:2]) and len(parts[2]) in (2, 4):
        orders = ((2, 1, 0), (2, 0, 1))
    elif len(parts) == 2 and {len(parts[0]), len(parts[1])} in ({4, 2}, {4, 1}):
        orders = ((0, 1),) if len(parts[0]) == 4 else ((1, 0),)
    for order in orders:
        year, month, *rest = (numbers[at] for at in order)
        year += 2000 if year < 100 else 0
        if 1 <= month <= 12 and FIRST_DAY.year <= year <= LAST_DAY.year:
            found = _day(year, month, rest[0] if rest else calendar.monthrange(year, month)[1])
            if found:
                yield found
