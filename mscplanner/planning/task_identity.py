"""Which task is which: an identity that outlives another day, another wording and another language."""

from collections import Counter

from mscplanner.domain.value import LateValue
from mscplanner.planning.plan import FEEDINGS, Day, Plan, Task


class KnownTask(LateValue):
    """A task of a plan, with its day.

    Attributes:
        identity: ``change-medium/step-2/induced//3``: kind, stage, arm, what else tells it apart,
            and which one of those it is: of fills their number in the rhythm of the stage, so that
            one that is left out leaves the others theirs; else counted from 1 in order of the days.
            No two tasks of a plan have the same.
    """

    day: Day
    task: Task
    identity: str


def known_tasks(plan: Plan) -> tuple[KnownTask, ...]:
    """Return every task of ``plan`` in order of the days and of the work.

    Days, dates, volumes and texts are no part of an identity: it is the same when the run starts
    a week later, is planned for more vessels, or is told in another language.
    """
    count: Counter[str] = Counter()
    known = []
    for day in plan.working_days:
        for task in day.tasks:
            kind = _kind(plan, task)
            count[kind] += 1
            number = task.fill if task.kind in FEEDINGS else count[kind]
            known.append(KnownTask(day=day, task=task, identity=f"{kind}/{number}"))
    return tuple(known)


def _kind(plan: Plan, task: Task) -> str:
    # The kinds, stages and arms hold no stroke, so that only one task reads like this.
    stage = "" if task.kind == "withdraw" else task.stage
    return f"{task.kind}/{stage}/{_arm(plan, task)}/{_subject(task)}"


def _arm(plan: Plan, task: Task) -> str:
    """Return the arm that a task is about; of a medium, the first one that gets it."""
    batch = plan.batch(task.batch) if task.kind in ("warm", "make-medium", "complete-medium") else None
    return batch.arms[0] if batch else task.arm


def _subject(task: Task) -> str:
    if task.kind in ("readout", "stage-task") and task.readout:
        return task.readout.written("en")
    return task.reagent
