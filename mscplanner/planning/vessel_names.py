"""The vessels of a run as they are called on paper: ``V1`` …, of controls ``U1`` … and ``VC1`` …"""

from math import ceil

from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.domain.run import ArmKind, Run
from mscplanner.planning.media import ARM_LETTERS, ARM_NAMES, ARMS

MOST_VESSEL_ROWS = 12


def arms_of(run: Run) -> tuple[ArmKind, ...]:
    """Return the arms that a run has vessels of, the induced one first."""
    return tuple(arm for arm in ARMS if run.vessels(arm))


def vessels_of(run: Run, arm: ArmKind) -> str:
    """Return all vessels of an arm: ``V1–V3``."""
    return _span(ARM_LETTERS[arm], 1, run.vessels(arm))


def vessel_rows(run: Run) -> tuple[str, ...]:
    """Return the vessels of a run, one after the other, or in groups where there are many."""
    count = sum(run.vessels(arm) for arm in ARMS)
    size = ceil(count / MOST_VESSEL_ROWS)
    return tuple(
        _span(ARM_LETTERS[arm], start, min(start + size - 1, run.vessels(arm)))
        for arm in arms_of(run)
        for start in range(1, run.vessels(arm) + 1, size)
    )


def vessel_name(arm: ArmKind, first: int, last: int) -> str:
    """Return what a vessel, or a group of them, is called: ``V2``, ``V1–V4``."""
    return _span(ARM_LETTERS[arm], first, last)


def _span(prefix: str, start: int, end: int) -> str:
    return f"{prefix}{start}" if start == end else f"{prefix}{start}–{prefix}{end}"


def told_arms(run: Run) -> tuple[Message, ...]:
    """Return what the letters of the vessels mean, or nothing where all are induced."""
    if not run.controls:
        return ()
    return tuple(
        message(N_("{vessels}: {arm}"), vessels=vessels_of(run, arm), arm=message(ARM_NAMES[arm]))
        for arm in arms_of(run)
    )
