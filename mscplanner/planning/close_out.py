"""Closing out a sheet: what was taken over is kept in the run, and what happened is written down with it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal

from mscplanner.domain.close_out import CloseOut, Correction, Row
from mscplanner.domain.language import N_
from mscplanner.domain.message import message
from mscplanner.domain.run import Happening, Run
from mscplanner.domain.stockroom import Stockroom
from mscplanner.planning.close_out_checks import performed_on
from mscplanner.planning.close_out_form import CloseOutForm
from mscplanner.planning.day_record import missing
from mscplanner.planning.plan import Plan
from mscplanner.planning.planner import NO_STOCKROOM
from mscplanner.planning.replanning import WayOn, as_it_happened, day_done, is_done, with_happenings
from mscplanner.planning.schedule import date_of

OutcomeKind = Literal["done", "made", "other-day", "left-out", "nothing"]


def closed_part(run: Run, part: str) -> CloseOut | None:
    """Return what was taken over from the sheet of a part, or None where it is not closed out."""
    return next((each for each in run.closed if each.part == part), None)


def closed_on(run: Run, day: int) -> tuple[CloseOut, ...]:
    """Return what was taken over from the sheets of ``D{day}``, in the order in which it was."""
    return tuple(each for each in run.closed if each.day == day)


def with_close_out(run: Run, close_out: CloseOut) -> Run:
    """Return ``run`` with a sheet closed out, in the place of what was taken over from the same sheet before."""
    others = tuple(each for each in run.closed if each.part != close_out.part)
    return run.model_copy(update={"closed": (*others, close_out)})


def is_made(plan: Plan, batch_id: str) -> bool:
    """Return whether the making of a batch is written down."""
    return any(each.kind == "made" and each.batch == batch_id for each in plan.run.happened)


def outcomes(plan: Plan, form: CloseOutForm) -> tuple[OutcomeKind, ...]:
    """Return what can be written down of the run together with a sheet; ``nothing`` comes last and is always there."""
    if form.kind == "medium":
        return ("nothing",) if is_made(plan, form.part) else ("made", "nothing")
    if form.kind != "day":
        return ("nothing",)
    if is_done(plan, form.day) or missing(plan, form.day, "done"):
        return ("nothing",)
    late: tuple[Literal["other-day", "left-out"], ...] = ("other-day", "left-out")
    return ("done", *(kind for kind in late if missing(plan, form.day, kind) is None), "nothing")


def likely_outcome(plan: Plan, form: CloseOutForm, rows: Sequence[Row]) -> OutcomeKind:
    """Return what a filled-in sheet says of the run: ``nothing`` until something on it is ticked."""
    possible = outcomes(plan, form)
    if not any(row.typed("done") for row in rows):
        return "nothing"
    day = done_day(plan, form, rows)
    if "made" in possible:
        return "made"
    if day != form.day:
        return "other-day" if "other-day" in possible else "nothing"
    return "done" if "done" in possible else "nothing"


def done_day(plan: Plan, form: CloseOutForm, rows: Sequence[Row]) -> int:
    """Return the day on which the work was done, counted from D0: by the date of signing, else as planned."""
    on = performed_on(rows)
    return form.day if on is None else (on - plan.run.start).days


def used_on(plan: Plan, form: CloseOutForm) -> date:
    """Return the date on which a sheet was to be worked with."""
    return date_of(plan.run.start, form.day)


def day_closed(plan: Plan, day: int, by: str) -> Run:
    """Return the run of ``plan`` with the work of ``D{day}`` written down as done as planned."""
    return day_done(plan.run, plan, day, by)


def made_way(plan: Plan, batch_id: str, day: int, by: str, stockroom: Stockroom = NO_STOCKROOM) -> WayOn | None:
    """Return what follows from a batch that was made on ``D{day}``, or None where the plan has no such batch."""
    batch = plan.batch(batch_id)
    if batch is None:
        return None
    made = Happening(
        kind="made",
        stage=batch.stage,
        batch=batch.id,
        uses=batch.feeds,
        day=day,
        planned_day=batch.made_on_day,
        by=by,
    )
    label = message(N_("{batch} made on D{day}"), batch=batch_id, day=day)
    return as_it_happened(plan, with_happenings(plan.run, [made]), "absorb", label, stockroom)


def corrected(before: CloseOut, rows: tuple[Row, ...], at: datetime, by: str, reason: str) -> CloseOut:
    """Return a closed-out sheet with other entries; every old one stands among its corrections.

    Args:
        before: As it was.
        rows: The same rows with other entries.
        at: When it was corrected.
        by: Who corrected it.
        reason: Why, in at least three characters.
    """
    made = tuple(
        Correction(
            row=old.id, column=cell.column, before=cell.typed, after=new.typed(cell.column), at=at, by=by, reason=reason
        )
        for old, new in zip(before.rows, rows, strict=True)
        for cell in old.cells
        if cell.typed != new.typed(cell.column)
    )
    return before.model_copy(update={"rows": rows, "corrections": (*before.corrections, *made)})
