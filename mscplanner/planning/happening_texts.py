"""What happened to a run, in words: for the day it is about, and for the overview."""

from collections.abc import Iterator

from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.domain.run import Happening
from mscplanner.planning.arm_edits import lost_at
from mscplanner.planning.plan import Plan


def otherwise(planned: Plan, day: int | None = None) -> Iterator[Message]:
    """Give what happened otherwise than planned: given on another day, left out, lost, stopped.

    Args:
        planned: The plan of the run.
        day: What was planned for this day or happened on it; None gives all of the run, in the order of the days.
    """
    for each in sorted(planned.run.happened, key=lambda each: (each.planned_day, each.day)):
        if day is None or day in (each.day, each.planned_day):
            told = _told(planned, each)
            if told:
                yield message(N_("{told} ({note})"), told=told, note=each.note) if each.note else told


def _told(planned: Plan, each: Happening) -> Message | None:
    window = planned.window(each.stage)
    code = window.code if window else "—"
    match each.kind:
        case "fed" if each.day != each.planned_day:
            return message(
                N_("{code}: given on D{day} instead of D{planned}"), code=code, day=each.day, planned=each.planned_day
            )
        case "left-out":
            return message(N_("{code}: medium of D{day} left out"), code=code, day=each.day)
        case "lost":
            at = lost_at(planned.run, each)
            wells = 0 if at is None else planned.run.withdrawals[at].wells
            return message(N_("Wells lost on D{day}: {wells}"), day=each.day, wells=wells)
        case "gate" if each.day != each.planned_day:
            return message(
                N_("{code}: ended on D{day} instead of D{planned}"),
                code=code,
                day=each.day,
                planned=each.planned_day,
            )
        case "stopped":
            return message(N_("Run stopped on D{day}"), day=each.day)
        case _:
            return None
