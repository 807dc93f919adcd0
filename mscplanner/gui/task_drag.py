"""Tasks of one day that are being dragged to another one by their line in the calendar."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.planning.task_moves import MovableTask, refusal

if TYPE_CHECKING:
    from mscplanner.planning.plan import Day


class TaskDrag:
    """Knows which tasks were grabbed and over which day they are; until they leave theirs it is a mere click."""

    def __init__(self) -> None:
        self.tasks: tuple[MovableTask, ...] = ()
        self._from: Day | None = None
        self.day = 0
        self.moved = False

    @property
    def active(self) -> bool:
        """Whether tasks are held."""
        return bool(self.tasks)

    def grab(self, tasks: tuple[MovableTask, ...], day: Day) -> None:
        """Take hold of tasks of ``day``."""
        self.tasks, self._from, self.day, self.moved = tasks, day, day.number, False

    def take_to(self, day: int) -> None:
        """Take them over ``D{day}``."""
        self.day, self.moved = day, True

    @property
    def refusal(self) -> Message | None:
        """Why none of the tasks can lie on the day that they are over; None where one can, and over their own day."""
        if self._from is None or self.day == self._from.number:
            return None
        why = [refusal(task, self.day) for task in self.tasks]
        return next((each for each in why if each), None) if all(why) else None

    @property
    def words(self) -> Message:
        """What letting go would do, or why it would not."""
        names = tuple(task.name for task in self.tasks)
        if self._from is None:
            return message(N_("{parts}"), parts=names)
        if self.refusal:
            return message(N_("D{day} is no day for {work}. {why}"), work=names[0], day=self.day, why=self.refusal)
        when = self._from.date + timedelta(days=self.day - self._from.number)
        text = N_("{work}: D{before} → D{day}, {date}")
        return message(text, work=names, before=self._from.number, day=self.day, date=when)

    def let_go(self) -> tuple[tuple[MovableTask, ...], int]:
        """End it; return the tasks and the day that they were taken to, or none where they stay."""
        found = self.tasks if self.moved and self._from and self.day != self._from.number else ()
        day, self.tasks, self.moved = self.day, (), False
        return found, day
