"""What the source prints for a stage of a run, and whether the run still follows it."""

from mscplanner.domain.protocol import Stage
from mscplanner.domain.run import Run


def source_stage(run: Run, stage_id: str) -> Stage | None:
    """Return the stage as the run's parent has it, whose printed texts are whole; else the run's own."""
    found = run.parent.stage(stage_id) if run.parent else None
    return found or run.protocol.stage(stage_id)


def printed_texts(run: Run, stage_id: str) -> tuple[str, ...]:
    """Return what the source prints of the stage's medium, also of reagents that the run leaves out."""
    stage = source_stage(run, stage_id)
    if stage is None:
        return ()
    texts = [stage.medium.printed if stage.medium else None, *(each.printed for each in stage.additions)]
    return tuple(text for text in texts if text)


def follows_source(run: Run, stage_id: str) -> bool:
    """Return whether medium and additions of a stage are those of the run's parent.

    A protocol without a known parent is its own source; one whose parent is not known to the run
    does not follow it for sure.
    """
    stage = run.protocol.stage(stage_id)
    if run.parent is None or stage is None:
        return run.protocol.derived_from is None and not any(
            change.edit.place[:2] == ("stages", stage_id) for change in run.changes
        )
    parent = run.parent.stage(stage_id)
    return parent is not None and _recipe(parent) == _recipe(stage)


def _recipe(stage: Stage) -> tuple[object, ...]:
    basal = stage.medium.basal if stage.medium else None
    return basal, tuple((each.reagent, each.final, each.once) for each in stage.additions)
