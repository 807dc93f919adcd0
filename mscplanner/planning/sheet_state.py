"""Whether a sheet of paper is still right: compared with the plan as it stands now."""

from collections.abc import Mapping
from typing import Literal

from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.domain.run import Revision, Run
from mscplanner.domain.value import LateValue
from mscplanner.planning.plan import Plan
from mscplanner.planning.replanning import part_contents
from mscplanner.planning.steps import steps_before, steps_of

StateKind = Literal["current", "unchanged", "outdated", "withdrawn", "changed", "not-known", "newer", "no-part"]
RIGHT: tuple[StateKind, ...] = ("current", "unchanged")
"""States of sheets that may be worked with."""


class SheetState(LateValue):
    """What is to be said of a sheet.

    Attributes:
        text: Which revision stands, and what has become of the sheet.
    """

    kind: StateKind
    text: Message

    @property
    def is_right(self) -> bool:
        """Whether the sheet may be worked with."""
        return self.kind in RIGHT


def sheet_state(
    now: Plan, part: str, revision: int | None = None, printed: Plan | None = None, same_code: bool = False
) -> SheetState:
    """Return what has become of a sheet.

    Args:
        now: The plan as it stands.
        part: Id of the sheet's part of the book.
        revision: Of the plan that it was printed from; None where it is not known.
        printed: That plan itself; None where its printing is not in the history.
        same_code: Whether the sheet has the document code of ``now``.
    """
    stands = now.run.revision
    revision = revision or (printed.run.revision if printed else None)
    if revision and revision > stands:
        text = N_("This sheet is of plan revision {revision}, but revision {stands} stands: it was taken back.")
        return SheetState(kind="newer", text=message(text, revision=revision, stands=stands))
    decided = _decided(now, part, revision or stands)
    if decided:
        return decided
    is_there = part in part_contents(now)
    if same_code or (printed and is_there and _content(printed, part) == _content(now, part)):
        return _right(revision or stands, stands)
    if printed and not is_there and part not in part_contents(printed):
        return _by_revisions(revision or stands, stands)
    if printed:
        return _changed(now, part, is_there)
    if not is_there:
        return SheetState(kind="no-part", text=message(N_("The plan has no sheet {part} now."), part=part))
    return _by_revisions(revision, stands)


def outdated_parts(run: Run, printed: Mapping[str, int]) -> frozenset[str]:
    """Return the parts of the book whose sheets a later revision of the plan changed, by their ids.

    Args:
        run: The run as it stands.
        printed: The revision that each part was last printed from; one that is not in it counts as
            printed before the last revision was made.
    """
    return frozenset(
        part for each in run.revisions for part in each.changed if each.number > printed.get(part, run.revision - 1)
    )


def _decided(now: Plan, part: str, revision: int) -> SheetState | None:
    """Return what a later revision says of the sheet, or None where none speaks of it."""
    for each in reversed(now.run.revisions):
        if each.number <= revision:
            return None
        if part in each.changed:
            return _of_revision("outdated", N_("This sheet is outdated: it changed with plan revision {number}"), each)
        if part in each.withdrawn:
            return _of_revision(
                "withdrawn", N_("This sheet was withdrawn with plan revision {number}: nothing takes its place"), each
            )
    return None


def _of_revision(kind: StateKind, text: str, revision: Revision) -> SheetState:
    whole = message(
        N_("{told} ({on}, {reason})."),
        told=message(text, number=revision.number),
        on=revision.on,
        reason=revision.reason,
    )
    return SheetState(kind=kind, text=whole)


def _right(revision: int, stands: int) -> SheetState:
    if revision == stands:
        return SheetState(kind="current", text=message(N_("This sheet is as the plan stands.")))
    text = N_("Plan revision {stands} stands; this sheet is of revision {revision}, and nothing on it changed since.")
    return SheetState(kind="unchanged", text=message(text, stands=stands, revision=revision))


def _changed(now: Plan, part: str, is_there: bool) -> SheetState:
    if not is_there:
        text = N_("The plan was changed since without a new revision: it has no sheet {part} now.")
        return SheetState(kind="no-part", text=message(text, part=part))
    text = N_("The plan was changed since without a new revision: sheet {part} is not the same now.")
    return SheetState(kind="changed", text=message(text, part=part))


def _by_revisions(revision: int | None, stands: int) -> SheetState:
    if revision is None:
        text = N_("Which revision this sheet is of is not known; revision {stands} stands. Compare it with the plan.")
        return SheetState(kind="not-known", text=message(text, stands=stands))
    if revision < stands:
        return _right(revision, stands)
    text = N_(
        "The plan was changed after this sheet was printed, or work was written down since. Its printing is not in the "
        "history: compare it with the plan."
    )
    return SheetState(kind="not-known", text=message(text))


def _content(plan: Plan, part: str) -> object:
    """Return all that a sheet shows of the plan: for a day also its steps and vessels."""
    _, content = part_contents(plan)[part]
    day = next((each for each in plan.working_days if each.label == part), None)
    run = plan.run
    if day is None:
        return content, run.start
    vessels = run.vessel, run.count, run.controls
    return content, run.start, vessels, steps_before(plan, day), steps_of(plan, day)
