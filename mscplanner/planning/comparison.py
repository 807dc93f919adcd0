"""Two protocols side by side: what differs, by how much, and when."""

from collections.abc import Iterator, Sequence
from decimal import ROUND_CEILING, Decimal
from typing import Literal, NamedTuple

from mscplanner.domain.lab import Lab
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.protocol import Protocol, Stage
from mscplanner.domain.value import LateValue
from mscplanner.planning.differences import (
    Difference,
    ValueChange,
    differences,
    outside,
    position,
    stage_pairs,
    told,
)
from mscplanner.planning.exposure import Exposure, exposure, fold, window_alone
from mscplanner.planning.marks import Mark, marks
from mscplanner.planning.matching import moved, paired
from mscplanner.planning.parts import Part, parts_of
from mscplanner.planning.plan import StageWindow
from mscplanner.planning.schedule import stage_windows

__all__ = [
    "AdditionComparison",
    "Comparison",
    "Exposure",
    "Mark",
    "StageComparison",
    "Status",
    "ValueChange",
    "compare",
    "marks",
]

Status = Literal["same", "changed", "added", "removed"]
_ADDITIONS = frozenset({"additions"})


class AdditionComparison(LateValue):
    """One reagent of a stage in both protocols.

    Attributes:
        final_before: Final concentration as typed; "" where there is none.
        fold: The dose after, as so many times the dose before; None where it cannot be known.
        exposure_after: In the unit of ``exposure_before`` where both are of one kind.
        changes: Of what was added or removed: every value it has or had.
    """

    key: str
    label: LocalText
    status: Status
    final_before: str
    final_after: str
    fold: Decimal | None
    exposure_before: Exposure | None
    exposure_after: Exposure | None
    changes: tuple[ValueChange, ...]


class StageComparison(LateValue):
    """One stage in both protocols.

    Attributes:
        code_before: ``S1``, or "" where the stage was not there.
        status: Whether a value of it or of its additions differs; a stage that only starts on
            another day is the same.
        start_before: Day from D0; None where it cannot be dated.
        days_before: Length, begun days counted; None where it is not known.
        shift_days: How many days later it starts; None where one of the starts is not known.
        changes: Without those of its additions.
    """

    code_before: str
    code_after: str
    title: LocalText
    status: Status
    start_before: int | None
    start_after: int | None
    days_before: int | None
    days_after: int | None
    shift_days: int | None
    changes: tuple[ValueChange, ...]
    additions: tuple[AdditionComparison, ...]

    @property
    def count(self) -> int:
        """How many values differ; a whole stage or addition that came or went is one."""
        if self.status in ("added", "removed"):
            return 1
        whole = sum(each.status in ("added", "removed") for each in self.additions)
        single = sum(len(each.changes) for each in self.additions if each.status == "changed")
        return len(self.changes) + whole + single


class Comparison(LateValue):
    """Two protocols and what differs between them.

    Attributes:
        changes: What differs outside the stages.
        stages: In the order of ``after``; those that are no longer there in between.
    """

    before: Protocol
    after: Protocol
    changes: tuple[ValueChange, ...]
    stages: tuple[StageComparison, ...]

    @property
    def count(self) -> int:
        """How many values differ; a whole stage, addition or entry that came or went is one."""
        return len(self.changes) + sum(stage.count for stage in self.stages)


class _Side(NamedTuple):
    """A stage in one of the two protocols, with its window there and its window from D0 on."""

    at: int
    stage: Stage
    window: StageWindow | None
    alone: StageWindow | None
    parts: tuple[Part, ...]


def compare(before: Protocol, after: Protocol, lab: Lab) -> Comparison:
    """Return what differs between two protocols.

    Args:
        before: The first protocol, for instance the parent.
        after: The second one. Its stages go with those of the same id, the rest with each other in
            their order; its additions go with those of the same reagent.
        lab: Gives molar masses, usual stocks, and the interval of medium changes where the source
            states none.
    """
    sides = _sides(before, lab), _sides(after, lab)
    pairs = stage_pairs(before, after)
    places = moved(pairs)
    stages = (
        _stage(None if old is None else sides[0][old], None if new is None else sides[1][new], new in places)
        for old, new in pairs
    )
    changes = tuple(_change(each) for each in outside(before, after))
    return Comparison(before=before, after=after, changes=changes, stages=tuple(stages))


def _sides(protocol: Protocol, lab: Lab) -> tuple[_Side, ...]:
    every = lab.settings.change_every_days
    windows: list[StageWindow | None] = [*stage_windows(protocol, every)]
    windows += [None] * (len(protocol.stages) - len(windows))
    return tuple(
        _Side(at, stage, windows[at], window_alone(protocol, stage, every), parts_of(stage, lab))
        for at, stage in enumerate(protocol.stages)
    )


def _change(difference: Difference, stage: str = "", addition: str = "") -> ValueChange:
    return ValueChange(stage=stage, addition=addition, **difference._asdict())


def _status(old: object, new: object, changed: bool) -> Status:
    if old is None or new is None:
        return "added" if old is None else "removed"
    return "changed" if changed else "same"


def _stage(old: _Side | None, new: _Side | None, is_moved: bool) -> StageComparison:
    either = new or old
    assert either is not None
    found = list(differences(old and old.stage, new and new.stage, _ADDITIONS))
    if old and new and is_moved:
        found.append(position(old.at, new.at))
    additions = tuple(_additions(old, new, either.stage.id))
    starts = [side.window.start_day if side and side.window else None for side in (old, new)]
    days = [_days(side) for side in (old, new)]
    return StageComparison(
        code_before=f"S{old.at + 1}" if old else "",
        code_after=f"S{new.at + 1}" if new else "",
        title=either.stage.title,
        status=_status(old, new, bool(found) or any(each.status != "same" for each in additions)),
        start_before=starts[0],
        start_after=starts[1],
        days_before=days[0],
        days_after=days[1],
        shift_days=None if starts[0] is None or starts[1] is None else starts[1] - starts[0],
        changes=tuple(_change(each, either.stage.id) for each in found),
        additions=additions,
    )


def _days(side: _Side | None) -> int | None:
    if side is None or side.alone is None:
        return None
    return int((side.alone.end_hours / 24).to_integral_value(ROUND_CEILING))


def _additions(old: _Side | None, new: _Side | None, stage: str) -> Iterator[AdditionComparison]:
    before, after = old.parts if old else (), new.parts if new else ()
    pairs = paired(before, after, lambda part: part.key)
    places = moved(pairs)
    for at, to in pairs:
        was, now = None if at is None else before[at], None if to is None else after[to]
        found = list(differences(was and was.addition, now and now.addition))
        if at is not None and to is not None and to in places:
            found.append(position(at, to))
        yield _addition(was, now, (old and old.alone, new and new.alone), found, stage)


def _addition(
    was: Part | None,
    now: Part | None,
    windows: tuple[StageWindow | None, StageWindow | None],
    found: Sequence[Difference],
    stage: str,
) -> AdditionComparison:
    either = now or was
    assert either is not None
    return AdditionComparison(
        key=either.key,
        label=either.label,
        status=_status(was, now, bool(found)),
        final_before=told(was.addition.final) if was else "",
        final_after=told(now.addition.final) if now else "",
        fold=fold(was, now) if was and now else None,
        exposure_before=exposure(was, windows[0]) if was else None,
        exposure_after=exposure(now, windows[1], was.final if was else None) if now else None,
        changes=tuple(_change(each, stage, either.key) for each in found),
    )
