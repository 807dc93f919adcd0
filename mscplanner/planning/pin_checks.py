"""The checks of work that a person has put on a day: what its stage does not allow, and what cannot stay there."""

from collections.abc import Iterator, Sequence

from mscplanner.domain.finding import Finding
from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.domain.run import Run
from mscplanner.planning.happenings import latest
from mscplanner.planning.moved import DatedStageTask, Moved
from mscplanner.planning.pins import held_pin, pin_for
from mscplanner.planning.plan import MediumBatch, StageWindow
from mscplanner.planning.preparation import Dated
from mscplanner.planning.stage_rules import rules_of
from mscplanner.planning.work_names import work_name


def check_hand_moves(run: Run, windows: Sequence[StageWindow]) -> Iterator[Finding]:
    """Find fills and tasks of stages that were moved by hand farther than their stage allows."""
    for window, stage in zip(windows, run.protocol.stages, strict=False):
        most = rules_of(stage, 1).move_days
        for moved in window.moved:
            if moved.pin and moved.day is not None and abs(moved.day - moved.planned_day) > most:
                yield _far_fill(window, moved, moved.day, most)
        for dated in window.tasks:
            if dated.pin and not _first(dated) <= dated.day <= _last(dated):
                yield _far_task(window, dated)


def _first(dated: DatedStageTask) -> int:
    return dated.planned_day - dated.task.earlier_days


def _last(dated: DatedStageTask) -> int:
    return dated.planned_day + dated.task.later_days


def _far_fill(window: StageWindow, moved: Moved, day: int, most: int) -> Finding:
    reason = message(N_("By its rhythm it is due on D{planned}; the stage states no move."), planned=moved.planned_day)
    if most:
        text = N_("By its rhythm it is due on D{planned}; the stage allows a move by {most} d.")
        reason = message(text, planned=moved.planned_day, most=most)
    return _far(window, message(N_("{code}: change moved by hand to D{day}"), code=window.code, day=day), reason)


def _far_task(window: StageWindow, dated: DatedStageTask) -> Finding:
    text = N_("{code}: {task} moved by hand to D{day}")
    title = message(text, code=window.code, task=dated.task.name, day=dated.day)
    reason = message(N_("The protocol has it on D{planned}."), planned=dated.planned_day)
    if _first(dated) != _last(dated):
        text = N_("The protocol has it between D{first} and D{last}.")
        reason = message(text, first=_first(dated), last=_last(dated))
    return _far(window, title, reason)


def _far(window: StageWindow, title: Message, reason: Message) -> Finding:
    way_on = message(N_("Move it back, or accept it with the reason."))
    place = ("stages", window.stage)
    return Finding(code="W-MOVED", severity="warning", place=place, title=title, reason=reason, way_on=way_on)


def check_pins(
    run: Run, windows: Sequence[StageWindow], media: Sequence[MediumBatch], tasks: Sequence[Dated]
) -> Iterator[Finding]:
    """Find work that a person has put on a day on which it cannot be any more; what was done already stands."""
    done = latest(run)
    open_pins = [pin for pin in run.pins if done is None or pin.day > done]
    if not open_pins:
        return
    batches = {batch.id: batch for batch in media}
    for day, task in tasks:
        own = pin_for(day, task, windows, media) if task.arm == "induced" or task.kind == "make-medium" else None
        pin = held_pin(open_pins, own, batches.get(task.batch), windows) if own else None
        if pin is None or pin.day == day or (done is not None and day <= done):
            continue
        name = work_name(task, run, windows)
        yield Finding(
            code="W-PIN",
            severity="warning",
            place=("days", f"D{day}"),
            title=message(N_("D{day} cannot keep {work}"), work=name, day=pin.day),
            reason=message(N_("It was put there by hand; as the run stands now, it is planned for D{day}."), day=day),
            way_on=message(N_("Move it to a day that suits, or move it back.")),
        )
