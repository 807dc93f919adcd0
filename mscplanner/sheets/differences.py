"""The section of the overview that tells where a run is not as its template."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from mscplanner.domain.finding import Place
from mscplanner.domain.language import N_
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.message import Message, message
from mscplanner.domain.run import Run
from mscplanner.planning.comparison import AdditionComparison, Comparison, StageComparison, ValueChange, compare
from mscplanner.planning.exposure import fold_text
from mscplanner.planning.field_names import change_sides, field_name
from mscplanner.sheets.blocks import Block, Section, paragraph, row
from mscplanner.sheets.cells import BODY, CAPTION, Cell, Piece, text_cell
from mscplanner.sheets.job import Job
from mscplanner.sheets.sections import place_name, title_bars
from mscplanner.sheets.speech import Said

_PLACE_WIDTH = 44.0
_MOST_ROWS = 20
_LONGEST_VALUE = 80


class Listed(NamedTuple):
    """One difference as it stands on paper.

    Attributes:
        place: Place of what differs.
        name: What it is called.
        text: What differs.
        after: The part of ``text`` that the run's own protocol says.
        small: What stands below it in small type.
    """

    place: Place
    name: Said
    text: Message
    after: Message | LocalText | None
    small: tuple[Message, ...] = ()


def listed_differences(run: Run) -> tuple[Listed, ...]:
    """Return the differences between the run's protocol and its parent that the overview lists."""
    if run.parent is None:
        return ()
    return tuple(_all(compare(run.parent, run.protocol, run.lab), run))[:_MOST_ROWS]


def differences(job: Job, letter: str) -> Section:
    """Return the section: how many values differ, each with what it was; without a parent, the run's changes."""
    first, again = title_bars(job, letter, N_("Differences from the template"))
    parent = job.plan.run.parent
    comparison = compare(parent, job.plan.run.protocol, job.plan.run.lab) if parent else None
    if comparison and comparison.count:
        return Section(_compared(job, comparison), first, again, _line(job, _head(comparison), True))
    rows = () if comparison else _changes(job)
    return Section(rows or (_line(job, message(N_("None"))),), first, again, together=not rows)


def _head(comparison: Comparison) -> Message:
    template, count = comparison.before.title, comparison.count
    if count == 1:
        return message(N_("Differs from {template} in 1 value"), template=template)
    return message(N_("Differs from {template} in {count} values"), template=template, count=count)


def _compared(job: Job, comparison: Comparison) -> tuple[Block, ...]:
    found = tuple(_all(comparison, job.plan.run))
    rows = [_row(job, each.name, each.text, each.small) for each in found[:_MOST_ROWS]]
    if len(found) > _MOST_ROWS:
        rows.append(_line(job, message(N_("+ {count} more"), count=len(found) - _MOST_ROWS)))
    return tuple(rows)


def _line(job: Job, said: Message, bold: bool = False) -> Block:
    piece = Piece(job.speech.texts(said), BODY if bold else 10.0, bold)
    return paragraph(job.paper.left, job.paper.text_width, (piece,), framed=True)


def _row(job: Job, name: Said, text: Message, small: tuple[Message, ...]) -> Block:
    pieces = (Piece(job.speech.texts(text), BODY, True), *(Piece(job.speech.texts(each), CAPTION) for each in small))
    widths = (_PLACE_WIDTH, job.paper.text_width - _PLACE_WIDTH)
    return row(job.paper.left, widths, (text_cell(job.speech.texts(name), 10.0), Cell(pieces)), 9.0, 9.6)


def _changes(job: Job) -> tuple[Block, ...]:
    rows = []
    for change in job.plan.run.changes:
        before: Message | str = change.before or message(N_("not stated"))
        text = message(N_("{before} → {after}"), before=before, after=change.edit.value)
        rows.append(_row(job, place_name(job, change.edit.place), text, (change.reason,)))
    return tuple(rows)


def _all(comparison: Comparison, run: Run) -> Iterator[Listed]:
    """Give every counted difference: stage by stage, then those outside the stages."""
    for stage in comparison.stages:
        code = stage.code_after or message(N_("{stage} of the template"), stage=stage.code_before)
        place = ("stages", _stage_id(stage, run))
        if stage.status in ("added", "removed"):
            yield _came_or_went(place, code, stage.status, stage.title)
            continue
        yield from (_listed(place, code, change, run) for change in stage.changes)
        for each in stage.additions:
            name = message(N_("{stage}, {part}"), stage=code, part=each.label)
            yield from _addition((*place, "additions", each.key), name, each, run)
    for change in comparison.changes:
        yield _listed(("protocol",), message(N_("Protocol")), change, run)


def _stage_id(stage: StageComparison, run: Run) -> str:
    return run.protocol.stages[int(stage.code_after[1:]) - 1].id if stage.code_after else stage.code_before


def _addition(place: Place, name: Said, addition: AdditionComparison, run: Run) -> Iterator[Listed]:
    if addition.status in ("added", "removed"):
        dose = addition.final_after or addition.final_before
        what = LocalText(plain=dose[:_LONGEST_VALUE]) if dose else message(N_("not stated"))
        yield _came_or_went(place, name, addition.status, what)
        return
    for change in addition.changes:
        times = addition.fold if change.field == "final" else None
        yield _listed(place, name, change, run, times)


def _came_or_went(place: Place, name: Said, status: str, what: Message | LocalText) -> Listed:
    if status == "added":
        return Listed(place, name, message(N_("added: {what}"), what=what), what)
    return Listed(place, name, message(N_("removed: {what}"), what=what), None)


def _listed(place: Place, name: Said, change: ValueChange, run: Run, times: Decimal | None = None) -> Listed:
    before, after = change_sides(change, _LONGEST_VALUE)
    text = message(N_("{before} → {after}"), before=before, after=after)
    if change.field != "final":
        text = message(N_("{field}: {text}"), field=field_name(change.field), text=text)
    small = [message(N_("dose {fold} against the template"), fold=fold_text(times))] if times and times != 1 else []
    reasons = [each.reason for each in run.changes if each.edit.place == place and each.edit.field == change.field]
    return Listed(place, name, text, after, (*small, *reasons[-1:]))
