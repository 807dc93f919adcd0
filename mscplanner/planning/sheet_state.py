"""Whether a sheet of paper is still right: compared with the plan as it stands now."""

from collections.abc import Iterable, Mapping
from typing import Literal

from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.domain.run import Revision, Run
from mscplanner.domain.value import LateValue
from mscplanner.planning.plan import Plan
from mscplanner.planning.sheet_contents import part_contents, successor
from mscplanner.planning.steps import steps_before, steps_of

StateKind = Literal["current", "unchanged", "done", "outdated", "withdrawn", "changed", "not-known", "newer", "no-part"]
RIGHT: tuple[StateKind, ...] = ("current", "unchanged", "done")
"""States of sheets of which nothing is wrong; those of done days need no new print."""


class SheetState(LateValue):
    """What is to be said of a sheet.

    Attributes:
        text: Which revision stands, and what has become of the sheet.
        successor: Id of the part that took the place of a withdrawn one, or "".
    """

    kind: StateKind
    text: Message
    successor: str = ""

    @property
    def is_right(self) -> bool:
        """Whether nothing is wrong with the sheet."""
        return self.kind in RIGHT


def sheet_state(
    now: Plan,
    part: str,
    revision: int | None = None,
    printed: Plan | None = None,
    same_code: bool = False,
    unknown_code: str = "",
) -> SheetState:
    """Return what has become of a sheet.

    Args:
        now: The plan as it stands.
        part: Id of the sheet's part of the book.
        revision: Of the plan that it was printed from; None where it is not known.
        printed: That plan itself; None where its printing is not in the history.
        same_code: Whether the sheet has the document code of ``now``.
        unknown_code: The sheet's document code where no plan that is known has it, or "".
    """
    stands = now.run.revision
    revision = revision or (printed.run.revision if printed else None)
    if revision and revision > stands:
        return _newer(revision, stands, printed)
    is_there = part in part_contents(now)
    decided = _decided(now, part, revision or (stands if is_there else 1), printed)
    if decided and not decided.is_right:
        return decided
    if not is_there:
        return _gone(now, part, printed)
    if unknown_code:
        text = N_(
            "No plan with the code {code} is known here. Compare the sheet with the plan: revision {stands} stands."
        )
        return SheetState(kind="not-known", text=message(text, code=unknown_code, stands=stands))
    if decided:
        return decided
    if same_code or (printed and _content(printed, part) == _content(now, part)):
        return _right(revision or stands, stands)
    if printed:
        return _changed(part, printed.run.revision, stands)
    return _by_revisions(revision, stands)


def outdated_parts(run: Run, printed: Mapping[str, int]) -> frozenset[str]:
    """Return the parts of the book whose sheets a later revision of the plan changed, by their ids.

    Args:
        run: The run as it stands.
        printed: The revision that each part was last printed from; one that is not in it counts as
            printed before the last revision was made.
    """
    return frozenset(
        part for each in run.revisions for part in each.to_print if each.number > printed.get(part, run.revision - 1)
    )


def parts_gone(run: Run, parts: Iterable[str], revision: int) -> tuple[str, ...]:
    """Return those of ``parts``, printed from a revision of the plan, that a later one withdrew or replaced."""
    gone = {part for each in run.revisions if each.number > revision for part in (*each.to_print, *each.withdrawn)}
    return tuple(part for part in parts if part in gone)


def _newer(revision: int, stands: int, printed: Plan | None) -> SheetState:
    text = N_("No revision {revision} of this plan is known: revision {stands} stands.")
    if printed and printed.run.revision == revision:
        text = N_("This sheet is of plan revision {revision}, but revision {stands} stands: it was taken back.")
    return SheetState(kind="newer", text=message(text, revision=revision, stands=stands))


def _decided(now: Plan, part: str, revision: int, printed: Plan | None) -> SheetState | None:
    """Return what a later revision says of the sheet, or None where none speaks of it."""
    later = [each for each in reversed(now.run.revisions) if each.number > revision]
    for each in later:
        if part in each.to_print:
            return _of_revision("outdated", N_("This sheet is outdated: it changed with plan revision {number}"), each)
        if part in each.withdrawn:
            return _withdrawn(now, part, each, printed)
    # A sheet that was done before one revision may still be the outdated one of an earlier revision.
    done = next((each for each in later if part in each.done), None)
    text = N_("Its day was done before plan revision {number} changed this sheet: it needs no new print")
    return _of_revision("done", text, done) if done else None


def _withdrawn(now: Plan, part: str, revision: Revision, printed: Plan | None) -> SheetState:
    if printed is None:
        text = N_("This sheet was withdrawn with plan revision {number}: the plan has no such sheet now")
        return _of_revision("withdrawn", text, revision)
    taken = successor(printed, now, part)
    if not taken:
        text = N_("This sheet was withdrawn with plan revision {number}: nothing takes its place")
        return _of_revision("withdrawn", text, revision)
    text = N_("This sheet was withdrawn with plan revision {number}: its place is taken by {part}")
    return _of_revision("withdrawn", text, revision, taken)


def _of_revision(kind: StateKind, text: str, revision: Revision, taken: str = "") -> SheetState:
    told = message(text, number=revision.number, part=taken) if taken else message(text, number=revision.number)
    whole = message(N_("{told} ({on}, {reason})."), told=told, on=revision.on, reason=revision.reason)
    return SheetState(kind=kind, text=whole, successor=taken)


def _gone(now: Plan, part: str, printed: Plan | None) -> SheetState:
    text = N_("The plan of this run has no sheet {part}, and none of its revisions names one.")
    if printed and part in part_contents(printed):
        text = N_("The plan was changed since: it has no sheet {part} now.")
    elif any(part in (*each.changed, *each.withdrawn) for each in now.run.revisions):
        text = N_("The plan has no sheet {part} now.")
    return SheetState(kind="no-part", text=message(text, part=part))


def _right(revision: int, stands: int) -> SheetState:
    if revision == stands:
        return SheetState(kind="current", text=message(N_("This sheet is as the plan stands.")))
    text = N_("Plan revision {stands} stands; this sheet is of revision {revision}, and nothing on it changed since.")
    return SheetState(kind="unchanged", text=message(text, stands=stands, revision=revision))


def _changed(part: str, revision: int, stands: int) -> SheetState:
    text = N_("The plan was changed since without a new revision: sheet {part} is not the same now.")
    if revision < stands:
        text = N_("The plan was changed since, and revision {stands} stands: sheet {part} is not the same now.")
    return SheetState(kind="changed", text=message(text, part=part, stands=stands))


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
