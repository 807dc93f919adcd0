"""The samples of a read-out, as they follow from a run: its arms, their vessels, and wells harvested early.

Which well a sample comes from is decided at the bench: the sheet leaves it to be written down.
"""

from collections.abc import Iterator
from math import ceil
from typing import NamedTuple

from mscplanner.domain.run import ArmKind, Run, Withdrawal
from mscplanner.planning.arm_edits import lost_at
from mscplanner.planning.media import ARMS, wells_on

LEAST_SAMPLES = 3
"""So many are taken of each arm where it has wells enough: a lab setting, no source states it for all."""
MOST_GROUPS = 12


class Sample(NamedTuple):
    """What is measured of a vessel, or of one of a group of vessels.

    Attributes:
        number: Counted from 1 over the sheet; stands on its tubes.
        first: The vessel, counted from 1 in its arm.
        last: The last vessel of its group; the same where it is one vessel.
        day: Day on which it is taken.
        early: Whether it was harvested before the day of the read-out.
    """

    number: int
    arm: ArmKind
    first: int
    last: int
    day: int
    early: bool = False


def samples_on(run: Run, day: int) -> tuple[Sample, ...]:
    """Return the samples that are taken on ``D{day}``, those of the induced vessels first."""
    count = sum(run.vessels(arm) for arm in ARMS)
    size = ceil(count / MOST_GROUPS)
    return _numbered(each for arm in ARMS for each in _of_arm(run, arm, day, size))


def samples_until(run: Run, day: int) -> tuple[Sample, ...]:
    """Return the samples of wells harvested before ``D{day}``, then those that are taken on it."""
    return _numbered((*_early(run, day), *samples_on(run, day)))


def early_samples(run: Run, day: int) -> tuple[Sample, ...]:
    """Return the samples of wells harvested before ``D{day}``, numbered behind those that are taken on it."""
    taken = samples_on(run, day)
    return _numbered((*taken, *_early(run, day)))[len(taken) :]


def tubes_of(samples: tuple[Sample, ...], glucose: bool) -> tuple[str, ...]:
    """Return what stands on the tubes of ``samples``: ``1``, or ``1L`` and ``1H`` at low and high glucose."""
    return tuple(f"{sample.number}{sign}" for sample in samples for sign in (("L", "H") if glucose else ("",)))


def _numbered(samples: Iterator[Sample] | tuple[Sample, ...]) -> tuple[Sample, ...]:
    return tuple(each._replace(number=number) for number, each in enumerate(samples, start=1))


def _of_arm(run: Run, arm: ArmKind, day: int, size: int) -> Iterator[Sample]:
    vessels, wells = run.vessels(arm), wells_on(run, arm, day)
    groups = [(first, min(first + size - 1, vessels)) for first in range(1, vessels + 1, size)]
    if groups and wells:
        wanted = min(max(len(groups), LEAST_SAMPLES), wells)
        rounds = sorted(groups[at % len(groups)] for at in range(wanted))
        yield from (Sample(0, arm, first, last, day) for first, last in rounds)


def _early(run: Run, day: int) -> Iterator[Sample]:
    # A lost well is kept as one that was taken away: nothing is left of it to measure.
    lost = {lost_at(run, each) for each in run.happened}
    taken = [each for at, each in enumerate(run.withdrawals) if at not in lost and each.day < day]
    for each in sorted(taken, key=_day_and_arm):
        count = min(each.wells, LEAST_SAMPLES)
        yield from (Sample(0, each.arm, 1, run.vessels(each.arm), each.day, True) for _ in range(count))


def _day_and_arm(taken: Withdrawal) -> tuple[int, int]:
    return taken.day, ARMS.index(taken.arm)
