"""The form in which a filled-in sheet is taken over: its rows in the order of the paper."""

from collections.abc import Iterator
from typing import Literal

from mscplanner.domain.close_out import NO_TEXT, Cell, ColumnName, Row, Section
from mscplanner.domain.language import N_, Language
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.message import Message, message
from mscplanner.domain.quantity import format_quantity, legible
from mscplanner.domain.value import LateValue
from mscplanner.planning.day_media import batches_used
from mscplanner.planning.plan import Completion, Day, MediumBatch, Plan, RecipeLine
from mscplanner.planning.readied import is_for_today, is_in_the_cabinet, readied_for
from mscplanner.planning.steps import DayStep, is_at_the_cells, steps_of
from mscplanner.planning.vessel_names import vessel_rows

CellKind = Literal["text", "tick", "choice", "date", "time", "initials", "percent"]
FormKind = Literal["day", "medium", "completion"]

SECTION_NAMES: dict[Section, str] = {
    "before": N_("Before you start"),
    "medium": N_("Medium for today"),
    "dilutions": N_("Intermediate dilutions, made first"),
    "recipe": N_("Recipe"),
    "steps": N_("Steps"),
    "finish": N_("Finish"),
    "observations": N_("Observations"),
    "next": N_("Tonight and next"),
    "deviations": N_("Deviations"),
    "sign-off": N_("Sign-off"),
}
COLUMN_NAMES: dict[ColumnName, str] = {
    "done": N_("Done"),
    "batch": N_("Batch no. on the bottle"),
    "use_by": N_("Use by on the bottle"),
    "lot": N_("Lot"),
    "expiry": N_("Expiry"),
    "outcome": N_("Decision"),
    "actual": N_("Actual"),
    "time": N_("Time"),
    "initials": N_("Initials"),
    "confluence": N_("Confluence %"),
    "clusters": N_("Clusters / morphology"),
    "contamination": N_("Contamination"),
    "remarks": N_("Remarks"),
    "answer": N_("Deviations"),
    "text": N_("As written"),
    "name": N_("Name of the person"),
    "date": N_("Date"),
}
COLUMN_KINDS: dict[ColumnName, CellKind] = {
    **dict.fromkeys(COLUMN_NAMES, "text"),
    "done": "tick",
    "use_by": "date",
    "expiry": "date",
    "outcome": "choice",
    "time": "time",
    "initials": "initials",
    "confluence": "percent",
    "contamination": "choice",
    "answer": "choice",
    "date": "date",
}
CHOICES: dict[ColumnName, dict[str, str]] = {
    "outcome": {"pass": N_("pass"), "extend": N_("extend"), "stop": N_("stop")},
    "contamination": {"none": N_("None"), "seen": N_("Seen")},
    "answer": {"none": N_("None"), "yes": N_("Yes")},
}
"""What can be chosen, and the words for it."""
TICKED = "yes"
_AS_PLANNED: frozenset[ColumnName] = frozenset({"done", "actual", "batch", "use_by"})
"""What one press fills in: never times, initials, dates of signing, or lots of tubes."""


class CloseOutForm(LateValue):
    """An empty form, its rows in the order of the paper."""

    part: str
    kind: FormKind
    day: int
    rows: tuple[Row, ...]


def closable_parts(plan: Plan, day: int) -> tuple[str, ...]:
    """Return the sheets of ``D{day}`` that can be closed out: media made, media completed, the day itself."""
    media = [batch.id for batch in plan.made_on(day)] + [each.id for each in plan.completed_on(day)]
    found = plan.day(day)
    return (*media, *((found.label,) if found and found.tasks else ()))


def close_out_form(plan: Plan, part: str) -> CloseOutForm | None:
    """Return the form of a part of the book, or None where the plan has no such sheet that is filled in."""
    batch = plan.batch(part.partition("/")[0])
    if batch and batch.id == part:
        rows = (*_mixed(plan, batch), *_finish_of_batch(batch), *_closing())
        return _form(part, "medium", batch.made_on_day, rows)
    completion = next((each for each in batch.completions if each.id == part), None) if batch else None
    if completion:
        rows = (*_mixed(plan, completion), *_finish_of_completion(completion), *_closing())
        return _form(part, "completion", completion.day, rows)
    day = next((each for each in plan.working_days if each.label == part), None)
    if day is None:
        return None
    return _form(part, "day", day.number, (*_of_day(plan, day), *_closing()))


def _form(part: str, kind: FormKind, day: int, rows: tuple[Row, ...]) -> CloseOutForm:
    return CloseOutForm(part=part, kind=kind, day=day, rows=rows)


def _of_day(plan: Plan, day: Day) -> Iterator[Row]:
    if not is_at_the_cells(day):
        yield from _prepared(day)
        yield _row("next", "all", _text(N_("All boxes are ticked")), "done")
        return
    yield _row("before", "all", _text(N_("All boxes are ticked")), "done")
    for batch in batches_used(plan, day):
        completion = batch.completion(day.number)
        bottle = completion.id if completion else batch.id
        planned = Cell(column="batch", planned=_same(bottle))
        use_by = completion.date if completion else batch.use_by
        cells = (planned, Cell(column="use_by", planned=_same(use_by.isoformat())))
        yield Row(id=f"medium/{bottle}", section="medium", label=batch.title, detail=bottle, cells=cells)
    for number, step in enumerate(_steps(plan, day), start=1):
        yield _step(number, step)
    for vessel in vessel_rows(plan.run):
        yield _row("observations", vessel, _same(vessel), "confluence", "clusters", "contamination", "remarks")
    yield _row("next", "all", _text(N_("All boxes are ticked")), "done")


def _prepared(day: Day) -> Iterator[Row]:
    """Give the rows of a day on which the cells are left alone."""
    tasks = day.tasks
    if is_in_the_cabinet(day):
        yield _row("before", "all", _text(N_("All boxes are ticked")), "done")
        tasks = tuple(task for task in tasks if not is_for_today(task, day.number))
    for number, task in enumerate(tasks, start=1):
        yield _row("steps", str(number), _told(task.text), "done", "actual", "time", "initials")


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
        yield _row("before", str(number), _told(task.text), "done")
    for each in mixed.intermediates:
        yield _row("dilutions", each.code, each.label, "done", "initials", detail=each.code)
    for number, line in enumerate(mixed.recipe, start=1):
        yield _recipe_row(plan, number, line)
    yield _row("recipe", "check", _text(N_("Second person: volumes and sum checked")), "initials")


def _recipe_row(plan: Plan, number: int, line: RecipeLine) -> Row:
    add = format_quantity(legible(line.add)) if line.add else ""
    base = plan.batch(line.base) if line.base else None
    lot, expiry = (
        (base.id, base.use_by.isoformat()) if base else (line.lot, line.expiry.isoformat() if line.expiry else "")
    )
    cells = [
        Cell(column="done"),
        Cell(column="lot", planned=_same(lot)),
        Cell(column="expiry", planned=_same(expiry)),
        Cell(column="initials"),
    ]
    if line.powder:
        cells.insert(1, Cell(column="actual", planned=_same(add)))
    return Row(id=f"recipe/{number}", section="recipe", label=line.label, detail=add, cells=tuple(cells))


def _finish_of_batch(batch: MediumBatch) -> Iterator[Row]:
    yield _row("finish", "mixed", _text(N_("Mixed, clear")), "done")
    yield _row("finish", "colour", _text(N_("pH colour")), "text")
    yield _row("finish", "filter", _text(N_("Filter lot")), "lot")
    yield _row("finish", "label", _text(N_("Labelled")), "done")
    planned = Cell(column="use_by", planned=_same(batch.use_by.isoformat()))
    yield Row(id="finish/use_by", section="finish", label=_text(N_("Use by")), cells=(planned,))
    yield _row("finish", "stored", _text(N_("Stored at (°C)")), "text")


def _finish_of_completion(completion: Completion) -> Iterator[Row]:
    yield _row("finish", "mixed", _text(N_("Mixed, clear")), "done")
    yield _row("finish", "label", _text(N_("Labelled")), "done")
    yield _row("finish", "rest", _text(N_("Rest of {batch} put away"), batch=completion.batch), "done")
    yield _row("finish", "completed", _text(N_("Completed at (time)")), "time")


def _closing() -> Iterator[Row]:
    yield _row("deviations", "all", _text(N_("Deviations")), "answer", "text")
    yield _row("sign-off", "performed", _text(N_("Performed by")), "name", "date", "time")
    yield _row("sign-off", "checked", _text(N_("Checked by")), "name", "date", "time")


def _row(section: Section, name: str, label: LocalText, *columns: ColumnName, detail: str = "") -> Row:
    cells = tuple(Cell(column=column) for column in columns)
    return Row(id=f"{section}/{name}", section=section, label=label, detail=detail, cells=cells)


def _text(text: str, **figures: str) -> LocalText:
    return _told(message(text, **figures))


def _told(text: Message) -> LocalText:
    return LocalText(en=text.written("en"), zh=text.written("zh"))


def _same(text: str) -> LocalText:
    return LocalText(plain=text)


def as_planned(rows: tuple[Row, ...], language: Language) -> tuple[Row, ...]:
    """Return ``rows`` with planned values in the entries that are still empty, and every step ticked.

    Times, initials, names, dates of signing and lots stay as they are: nobody can have planned them.
    """
    return tuple(row.model_copy(update={"cells": tuple(_filled(cell, language) for cell in row.cells)}) for row in rows)


def _filled(cell: Cell, language: Language) -> Cell:
    planned = TICKED if cell.column == "done" else cell.planned.written(language)
    if cell.typed or cell.column not in _AS_PLANNED or not planned:
        return cell
    return cell.model_copy(update={"typed": planned})


def shown(cell: Cell, language: Language) -> str:
    """Return an entry as people read it: the word of a choice, "✓" of a tick, else what was typed."""
    if cell.typed and COLUMN_KINDS[cell.column] == "choice":
        told = CHOICES[cell.column].get(cell.typed)
        return message(told).written(language) if told else cell.typed
    return "✓" if COLUMN_KINDS[cell.column] == "tick" and cell.typed else cell.typed
