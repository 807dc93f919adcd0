"""Edits of the arms of a run: control vessels, and wells that are harvested before the end."""

from typing import Any

from mscplanner.domain.run import MOST_WITHDRAWALS, Control, ControlKind, Run, Withdrawal
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
    """Return ``run`` without the early harvest number ``at``, from 0."""
    return run.model_copy(update={"withdrawals": (*run.withdrawals[:at], *run.withdrawals[at + 1 :])})
