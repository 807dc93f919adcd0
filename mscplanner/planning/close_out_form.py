"""The form in which a filled-in sheet is taken over: its rows in the order of the paper."""

from collections.abc import Iterator
from typing import Literal

from mscplanner.domain.close_out import NO_TEXT, Cell, ColumnName, Row
from mscplanner.domain.language import N_, Language
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.quantity import format_quantity, legible
from mscplanner.domain.value import LateValue
from mscplanner.planning.close_out_columns import TICKED, kind_of
from mscplanner.planning.close_out_rows import both, closing_rows, handing_rows, joined, row, same, text
from mscplanner.planning.day_boxes import boxes_before, next_told, tasks_ahead
from mscplanner.planning.day_media import batches_used
from mscplanner.planning.hand_over_form import hand_over_rows
from mscplanner.planning.hand_overs import hand_overs
from mscplanner.planning.plan import Completion, Day, MediumBatch, Plan, RecipeLine
from mscplanner.planning.readied import is_for_today, is_in_the_cabinet, readied_for
from mscplanner.planning.readout_form import readout_rows
from mscplanner.planning.readout_sheets import readout_sheets
from mscplanner.planning.steps import DayStep, is_at_the_cells, steps_of
from mscplanner.planning.vessel_names import vessel_rows

FormKind = Literal["day", "medium", "completion", "readout", "hand-over"]

_AS_PLANNED: frozenset[ColumnName] = frozenset({"done", "actual", "batch", "use_by"})
"""What one press fills in: never times, initials, dates of signing, or lots of tubes."""


class CloseOutForm(LateValue):
    """An empty form, its rows in the order of the paper.

    Attributes:
        title: What the sheet is called beside its id: the name of a read-out; None of all others.
    """

    part: str
    kind: FormKind
    day: int
    rows: tuple[Row, ...]
    title: LocalText | None = None


def closable_parts(plan: Plan, day: int) -> tuple[str, ...]:
    """Return the sheets of ``D{day}`` that can be closed out, in the order of the book."""
    media = [batch.id for batch in plan.made_on(day)] + [each.id for each in plan.completed_on(day)]
    found = plan.day(day)
    itself = [found.label] if found and found.tasks else []
    readouts = [each.id for each in readout_sheets(plan) if each.day == day]
    return (*media, *itself, *readouts, *(each.id for each in hand_overs(plan) if each.day == day))


def close_out_form(plan: Plan, part: str) -> CloseOutForm | None:
    """Return the form of a part of the book, or None where the plan has no such sheet that is filled in."""
    batch = plan.batch(part.partition("/")[0])
    if batch and batch.id == part:
        rows = (*_mixed(plan, batch), *_finish_of_batch(batch), *closing_rows())
        return _form(part, "medium", batch.made_on_day, rows)
    completion = next((each for each in batch.completions if each.id == part), None) if batch else None
    if completion:
        rows = (*_mixed(plan, completion), *_finish_of_completion(completion), *closing_rows())
        return _form(part, "completion", completion.day, rows)
    day = next((each for each in plan.working_days if each.label == part), None)
    if day:
        return _form(part, "day", day.number, (*_of_day(plan, day), *closing_rows()))
    readout = next((each for each in readout_sheets(plan) if each.id == part), None)
    if readout:
        form = _form(part, "readout", readout.day, (*readout_rows(readout), *closing_rows()))
        return form.model_copy(update={"title": readout.name})
    left = next((each for each in hand_overs(plan) if each.id == part), None)
    return _form(part, "hand-over", left.day, (*hand_over_rows(plan, left), *handing_rows())) if left else None


def _form(part: str, kind: FormKind, day: int, rows: tuple[Row, ...]) -> CloseOutForm:
    return CloseOutForm(part=part, kind=kind, day=day, rows=rows)


def _of_day(plan: Plan, day: Day) -> Iterator[Row]:
    if not is_at_the_cells(day):
        yield from _prepared(plan, day)
        yield _next(plan, day)
        return
    yield from _before(plan, day)
    for batch in batches_used(plan, day):
        completion = batch.completion(day.number)
        bottle = completion.id if completion else batch.id
        planned = Cell(column="batch", planned=same(bottle))
        use_by = completion.date if completion else batch.use_by
        cells = (planned, Cell(column="use_by", planned=same(use_by.isoformat())))
        yield Row(id=f"medium/{bottle}", section="medium", label=batch.title, detail=bottle, cells=cells)
    for number, step in enumerate(_steps(plan, day), start=1):
        yield _step(number, step)
    for vessel in vessel_rows(plan.run):
        yield row("observations", vessel, same(vessel), "confluence", "clusters", "contamination", "remarks")
    for number, task in enumerate(tasks_ahead(day), start=1):
        yield row("next", f"ahead-{number}", both(task.text), "done")
    yield _next(plan, day)


def _before(plan: Plan, day: Day) -> Iterator[Row]:
    for number, told in enumerate(boxes_before(plan, day), start=1):
        yield row("before", str(number), both(told), "done")


def _next(plan: Plan, day: Day) -> Row:
    return row("next", "next", joined(next_told(plan, day), " · "), "done")


def _prepared(plan: Plan, day: Day) -> Iterator[Row]:
    """Give the rows of a day on which the cells are left alone."""
    tasks = day.tasks
    if is_in_the_cabinet(day):
        yield from _before(plan, day)
        tasks = tuple(task for task in tasks if not is_for_today(task, day.number))
    for number, task in enumerate(tasks, start=1):
        yield row("steps", str(number), both(task.text), "done", "actual", "time", "initials")


def _steps(plan: Plan, day: Day) -> Iterator[DayStep]:
    """Give the steps of a day, and each read-out that no step names."""
    waiting = [task.readout for task in day.tasks if task.readout]
    for step in steps_of(plan, day):
        named = next((each for each in waiting if step.text.written("en").endswith(each.written("en"))), None)
        if named:
            waiting.remove(named)
        yield step
    yield from (DayStep(text=each, planned=NO_TEXT) for each in waiting)


def _step(number: int, step: DayStep) -> Row:
    middle = Cell(column="outcome") if step.outcomes else Cell(column="actual", planned=step.planned)
    cells = (Cell(column="done"), middle, Cell(column="time"), Cell(column="initials"))
    return Row(id=f"steps/{number}", section="steps", label=step.text, cells=cells)


def _mixed(plan: Plan, mixed: MediumBatch | Completion) -> Iterator[Row]:
    """Give the rows of what is mixed: dilutions, then the recipe in order of addition, then the second check."""
    for number, task in enumerate(readied_for(plan, mixed), start=1):
        yield row("before", str(number), both(task.text), "done")
    for each in mixed.intermediates:
        yield row("dilutions", each.code, each.label, "done", "initials", detail=each.code)
    for number, line in enumerate(mixed.recipe, start=1):
        yield _recipe_row(plan, number, line)
    yield row("recipe", "check", text(N_("Second person: volumes and sum checked")), "initials")


def _recipe_row(plan: Plan, number: int, line: RecipeLine) -> Row:
    add = format_quantity(legible(line.add)) if line.add else ""
    base = plan.batch(line.base) if line.base else None
    if base:
        # As on the paper: a bottle of the lab's own, and no lot of a maker.
        taken = [
            Cell(column="batch", planned=same(base.id)),
            Cell(column="use_by", planned=same(base.use_by.isoformat())),
        ]
    else:
        expiry = line.expiry.isoformat() if line.expiry else ""
        taken = [Cell(column="lot", planned=same(line.lot)), Cell(column="expiry", planned=same(expiry))]
    cells = [Cell(column="done"), *taken, Cell(column="initials")]
    if line.powder:
        cells.insert(1, Cell(column="actual", planned=same(add)))
    return Row(id=f"recipe/{number}", section="recipe", label=line.label, detail=add, cells=tuple(cells))


def _finish_of_batch(batch: MediumBatch) -> Iterator[Row]:
    yield row("finish", "mixed", text(N_("Mixed, clear")), "done")
    yield row("finish", "colour", text(N_("pH colour")), "text")
    yield row("finish", "filter", text(N_("Filter lot")), "lot")
    yield row("finish", "label", text(N_("Labelled")), "done")
    planned = Cell(column="use_by", planned=same(batch.use_by.isoformat()))
    yield Row(id="finish/use_by", section="finish", label=text(N_("Use by")), cells=(planned,))
    yield row("finish", "stored", text(N_("Stored at (°C)")), "text")


def _finish_of_completion(completion: Completion) -> Iterator[Row]:
    yield row("finish", "mixed", text(N_("Mixed, clear")), "done")
    yield row("finish", "label", text(N_("Labelled")), "done")
    yield row("finish", "rest", text(N_("Rest of {batch} put away"), batch=completion.batch), "done")
    yield row("finish", "completed", text(N_("Completed at (time)")), "time")


def as_planned(rows: tuple[Row, ...], language: Language) -> tuple[Row, ...]:
    """Return ``rows`` with planned values in the entries that are still empty, and every step ticked.

    Times, initials, names, dates of signing and lots stay as they are: nobody can have planned them.
    """
    return tuple(row.model_copy(update={"cells": tuple(_filled(cell, language) for cell in row.cells)}) for row in rows)


def _filled(cell: Cell, language: Language) -> Cell:
    planned = TICKED if kind_of(cell) == "tick" else cell.planned.written(language)
    if cell.typed or cell.column not in _AS_PLANNED or not planned:
        return cell
    return cell.model_copy(update={"typed": planned})
