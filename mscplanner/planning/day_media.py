"""The media that the cells get on a day."""

from mscplanner.planning.plan import FEEDINGS, Day, MediumBatch, Plan


def batches_used(plan: Plan, day: Day) -> tuple[MediumBatch, ...]:
    """Return the batches that the cells are fed with on ``day``."""
    ids = dict.fromkeys(task.batch for task in day.tasks if task.kind in FEEDINGS and task.batch)
    return tuple(batch for batch in (plan.batch(each) for each in ids) if batch)
