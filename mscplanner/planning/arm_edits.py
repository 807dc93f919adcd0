"""Edits of the arms of a run: control vessels, and wells that are harvested before the end."""

from typing import Any

from mscplanner.domain.run import MOST_WITHDRAWALS, Control, ControlKind, Happening, Run, Withdrawal
from mscplanner.planning.planner import windows_of

_CONTROLS: tuple[ControlKind, ...] = ("uninduced", "vehicle")


def with_control(run: Run, kind: ControlKind, count: int) -> Run:
    """Return ``run`` with so many control vessels of a kind; 0 for none."""
    counts = {control.kind: control.count for control in run.controls} | {kind: count}
    controls = tuple(Control(kind=each, count=counts[each]) for each in _CONTROLS if counts.get(each))
    return run.model_copy(update={"controls": controls})


def with_new_withdrawal(run: Run) -> Run:
    """Return ``run`` with one more early harvest, of one well at the end of its first stage, to be changed.

    A run that has as many as it may have stays as it is.
    """
    if len(run.withdrawals) >= MOST_WITHDRAWALS:
        return run
    windows = windows_of(run)
    added = Withdrawal(day=windows[0].end_day if windows else 0, wells=1)
    return run.model_copy(update={"withdrawals": (*run.withdrawals, added)})


def with_withdrawal(run: Run, at: int, **fields: Any) -> Run:
    """Return ``run`` with ``fields`` of the early harvest number ``at``, from 0, set to other values."""
    withdrawals = list(run.withdrawals)
    withdrawals[at] = withdrawals[at].model_copy(update=fields)
    return run.model_copy(update={"withdrawals": tuple(withdrawals)})


def without_withdrawal(run: Run, at: int) -> Run:
    """Return ``run`` without the early harvest number ``at``, from 0, and without the record of its loss."""
    happened = tuple(_moved_up(each, at) for each in run.happened if lost_at(run, each) != at)
    kept = (*run.withdrawals[:at], *run.withdrawals[at + 1 :])
    return run.model_copy(update={"withdrawals": kept, "happened": happened})


def _moved_up(each: Happening, at: int) -> Happening:
    behind = each.kind == "lost" and not each.withdrawal and each.fill > at
    return each.model_copy(update={"fill": each.fill - 1}) if behind else each


def lost_at(run: Run, happened: Happening) -> int | None:
    """Return the position of the harvest by which wells were lost; None where ``happened`` tells of none that is there.

    A record of an older document knows it by its position alone.
    """
    if happened.kind != "lost":
        return None
    if happened.withdrawal:
        return next((at for at, each in enumerate(run.withdrawals) if each.name == happened.withdrawal), None)
    return happened.fill if happened.fill < len(run.withdrawals) else None
