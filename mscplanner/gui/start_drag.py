"""A run that is being dragged to another date by one of its days."""

from datetime import date, timedelta

from mscplanner.domain.message import Message
from mscplanner.domain.run import FIRST_START, LAST_START


class StartDrag:
    """Knows which day was grabbed and how far it has been taken; until it moves it is a mere click."""

    def __init__(self) -> None:
        self._grabbed: date | None = None
        self._start = date.min
        self.days = 0
        self.moved = False
        self.refusal: Message | None = None

    @property
    def active(self) -> bool:
        """Whether a day is held."""
        return self._grabbed is not None

    def grab(self, day: date, start: date, refusal: Message | None = None) -> None:
        """Take hold of ``day`` of a run that begins on ``start``; with a ``refusal`` its start stays."""
        self._grabbed, self._start, self.days, self.moved = day, start, 0, False
        self.refusal = refusal

    def take_to(self, day: date) -> None:
        """Take the held day to ``day``, as far as a run can start there."""
        if self._grabbed is not None:
            wanted = self._start + (day - self._grabbed)
            self.days = 0 if self.refusal else (min(max(wanted, FIRST_START), LAST_START) - self._start).days
            self.moved = True

    @property
    def start(self) -> date:
        """D0 as it would be."""
        return self._start + timedelta(days=self.days)

    def let_go(self) -> int:
        """End it; return by how many days the start moves."""
        days = self.days if self.moved else 0
        self._grabbed, self.days, self.moved = None, 0, False
        return days
