"""Work that does not lie on the day of its rhythm: where it was, where it is, and whose doing that is."""

from mscplanner.domain.message import Message
from mscplanner.domain.protocol import StageTask
from mscplanner.domain.run import Pin
from mscplanner.domain.value import Value


class Moved(Value):
    """Work that is not done on the day of its rhythm, and why.

    Attributes:
        planned_day: Day of the rhythm.
        day: Day on which it is done; None where it is left out.
        reason: Why.
        fill: Which fill of its stage it is, counted from 0 in the rhythm.
        pin: By which a person has put it there; None where the rules of the stage did.
    """

    planned_day: int
    day: int | None
    reason: Message
    fill: int = 0
    pin: Pin | None = None

    @property
    def from_day(self) -> int:
        """The day from which it was moved."""
        return self.pin.planned_day if self.pin else self.planned_day


class DatedStageTask(Value):
    """A task of a stage with its day.

    Attributes:
        planned_day: Day that the protocol names.
        number: Which of the stage's tasks it is, from 0.
        pin: By which a person has put it on ``day``, or None.
    """

    task: StageTask
    day: int
    planned_day: int
    number: int = 0
    pin: Pin | None = None
