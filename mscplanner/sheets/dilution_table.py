"""The table of intermediate dilutions that are made before a medium, and where a dilution was made."""

from collections.abc import Iterator
from typing import NamedTuple

from mscplanner.domain.language import N_
from mscplanner.domain.message import message
from mscplanner.planning.plan import Completion, Intermediate, MediumBatch, Plan, RecipeLine
from mscplanner.planning.schedule import date_of
from mscplanner.sheets.blocks import Section, row
from mscplanner.sheets.cells import (
    BODY,
    CAPTION,
    DOSE,
    EMPTY,
    FIGURE,
    SMALLEST_DOSE,
    TICK_CELL,
    Cell,
    Piece,
    text_cell,
)
from mscplanner.sheets.job import Job
from mscplanner.sheets.sections import heads, title_bars, writable
from mscplanner.sheets.speech import write_volume

Mixed = MediumBatch | Completion
"""What is mixed on one page: a batch, or what completes a part of one."""

_COLUMNS = (12.0, 10.0, 36.0, 27.0, 32.0, 48.0, 13.0)

_NOTHING = ("", "")
_WRITTEN = (_NOTHING, ("done", N_("Done")), *(_NOTHING,) * 4, ("initials", N_("Initials")))


class Made(NamedTuple):
    """A dilution, and the id of the batch or the completion that it is made with."""

    dilution: Intermediate
    part: str


def mixed_in(plan: Plan) -> Iterator[Mixed]:
    """Give every batch of a plan, each followed by what completes it."""
    for batch in plan.media:
        yield batch
        yield from batch.completions


def dilution_made(plan: Plan, code: str) -> Made | None:
    """Return the dilution called ``code`` and where it is made, or None."""
    made = (Made(each, mixed.id) for mixed in mixed_in(plan) for each in mixed.intermediates)
    return next((each for each in made if each.dilution.code == code), None)


def dilution_table(job: Job, letter: str, mixed: Mixed) -> Section:
    """Return the dilutions that are made before ``mixed``, a row for each step."""
    note = job.texts(N_("each step after the other"))
    first, again = title_bars(job, letter, N_("Intermediate dilutions, made first"), note)
    widths = job.paper.columns(_COLUMNS, 2)
    captions = (N_("Code"), N_("Done"), N_("Take from"), N_("TAKE"), N_("Into"), N_("Gives"), N_("Initials"))
    rows = []
    for each in mixed.intermediates:
        about = job.texts(N_("Dilution {code}"), code=each.code)
        cells = writable(job, f"dilution-{each.code}", about, _cells(job, mixed, each), _WRITTEN)
        rows.append(row(job.paper.left, widths, cells, 13.0, 14.0))
    return Section(tuple(rows), first, again, heads(job, widths, captions), together=True)


def _cells(job: Job, mixed: Mixed, each: Intermediate) -> tuple[Cell, ...]:
    diluent = (
        Piece((write_volume(each.diluent_volume),), FIGURE, True, FIGURE),
        Piece(job.speech.texts(each.diluent), 10.0),
    )
    return (
        text_cell((each.code,), FIGURE, True, 10.0),
        TICK_CELL,
        Cell(_source(job, mixed, each)),
        text_cell((write_volume(each.take),), DOSE, True, SMALLEST_DOSE),
        Cell(diluent),
        Cell(_gives(job, mixed, each)),
        EMPTY,
    )


def _source(job: Job, mixed: Mixed, each: Intermediate) -> tuple[Piece, ...]:
    if each.source:
        return (Piece((each.source,), FIGURE, True, 10.0), Piece(job.speech.texts(each.label), CAPTION))
    pieces = [Piece(job.speech.texts(each.label), BODY)]
    line = next((line for line in mixed.recipe if line.key == each.reagent), None)
    if line and line.tube:
        pieces.append(Piece(job.texts(N_("tube: {strength}"), strength=line.tube), CAPTION, True))
    if line:
        pieces += marks(job, line)
    return tuple(pieces)


def _gives(job: Job, mixed: Mixed, each: Intermediate) -> tuple[Piece, ...]:
    strength = message(N_("{strength}, {volume}"), strength=each.strength, volume=each.volume)
    used = each.used_for or tuple(other.code for other in mixed.intermediates if other.source == each.code)
    pieces = [
        Piece(job.speech.texts(strength), BODY, True),
        Piece(job.texts(N_("mix; for {parts}"), parts=", ".join(used)), CAPTION),
    ]
    if each.use_by_day > each.made_on_day:
        last = date_of(job.plan.run.start, each.use_by_day)
        text = job.texts(N_("label: {code}, use by {day}"), code=each.code, day=last.isoformat())
        pieces.append(Piece(text, CAPTION, True))
    else:
        pieces.append(Piece(job.texts(N_("use today only")), CAPTION))
    return tuple(pieces)


def marks(job: Job, line: RecipeLine, fresh: bool = False) -> list[Piece]:
    """Return how a reagent is treated until it is added: in the dark, in the cold, and perhaps that it is fresh."""
    found = [
        N_("keep dark") if line.protect_from_light else "",
        N_("keep cold") if line.heat_sensitive else "",
        N_("add fresh") if fresh and line.add_fresh else "",
    ]
    told = tuple(message(text) for text in found if text)
    return [Piece(job.texts(N_("{parts}"), parts=told), CAPTION, True)] if told else []
