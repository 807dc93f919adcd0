"""What somebody must know who looks after a run on days on which the lab is closed."""

from collections.abc import Iterator
from typing import NamedTuple

from mscplanner.domain.run import ArmKind
from mscplanner.planning.media import ARMS, wells_on
from mscplanner.planning.plan import PREPARATIONS, Day, MediumBatch, Plan, Task


class HandOver(NamedTuple):
    """A stretch of closed days within a run, and what there is around it.

    Attributes:
        id: ``OFF/D5-D6``.
        closed: The closed days, without a gap.
        last: The last day with work before them, or None.
        coming: The first day with work after them, or None.
        batches: Media that are kept over these days and are needed on them or later.
        prepared: What was thawed, dissolved or coated before them for these days or later ones.
        wells: Wells in the incubator on the first of them, of each arm that has any.
    """

    id: str
    closed: tuple[Day, ...]
    last: Day | None
    coming: Day | None
    batches: tuple[MediumBatch, ...]
    prepared: tuple[Task, ...]
    wells: tuple[tuple[ArmKind, int], ...]

    @property
    def days(self) -> str:
        """The closed days in short: ``D5-D6``."""
        return self.id.partition("/")[2]

    @property
    def day(self) -> int:
        """The day before the closed ones, at whose end it is handed over."""
        return self.closed[0].number - 1


def hand_overs(plan: Plan) -> tuple[HandOver, ...]:
    """Return the hand-over of each stretch of closed days within a run, weekends and holidays alike."""
    return tuple(_hand_over(plan, tuple(closed)) for closed in _stretches((*plan.preceding, *plan.days)))


def _stretches(days: tuple[Day, ...]) -> Iterator[list[Day]]:
    found: list[Day] = []
    for day in days:
        if found and not (day.closed and day.number == found[-1].number + 1):
            yield found
            found = []
        if day.closed:
            found.append(day)
    if found:
        yield found


def _hand_over(plan: Plan, closed: tuple[Day, ...]) -> HandOver:
    first, end = closed[0].number, closed[-1].number
    worked = plan.working_days
    earlier = [day for day in worked if day.number < first]
    name = f"D{first}" if first == end else f"D{first}-D{end}"
    return HandOver(
        id=f"OFF/{name}",
        closed=closed,
        last=earlier[-1] if earlier else None,
        coming=next((day for day in worked if day.number > end), None),
        batches=tuple(each for each in plan.media if _is_kept(each, first)),
        prepared=tuple(task for day in earlier for task in day.tasks if _is_waiting(task, first)),
        wells=tuple((arm, wells) for arm in ARMS if first >= 0 and (wells := wells_on(plan.run, arm, first))),
    )


def _is_kept(batch: MediumBatch, first: int) -> bool:
    return batch.made_on_day < first <= batch.use_by_day and max(batch.feeds) >= first


def _is_waiting(task: Task, first: int) -> bool:
    return task.kind in PREPARATIONS and task.needed_day is not None and task.needed_day >= first
