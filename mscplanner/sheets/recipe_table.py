"""The tables of a medium page: intermediate dilutions, and what is added to what."""

from mscplanner.domain.language import N_
from mscplanner.domain.quantity import Quantity, format_quantity, rounded, total
from mscplanner.planning.plan import Intermediate, MediumBatch, RecipeLine
from mscplanner.sheets.blocks import Block, Section, row
from mscplanner.sheets.cells import (
    BODY,
    CAPTION,
    DOSE,
    EMPTY,
    FIGURE,
    SMALL,
    SMALLEST_DOSE,
    TICK_CELL,
    Cell,
    Piece,
    text_cell,
)
from mscplanner.sheets.job import Job
from mscplanner.sheets.sections import heads, title_bars
from mscplanner.sheets.speech import NOTHING, write_volume

_RECIPE_COLUMNS = (8.0, 10.0, 32.0, 25.5, 23.0, 31.5, 34.5, 13.5)
_INTERMEDIATE_COLUMNS = (12.0, 10.0, 40.0, 28.0, 36.0, 38.0, 14.0)


def intermediate_table(job: Job, letter: str, batch: MediumBatch) -> Section:
    """Return the dilutions that are made before the medium."""
    first, again = title_bars(job, letter, N_("Intermediate dilutions, made first"))
    widths = job.paper.columns(_INTERMEDIATE_COLUMNS, 2)
    captions = (N_("Code"), N_("Done"), N_("Reagent"), N_("TAKE"), N_("Into"), N_("Gives"), N_("Initials"))
    rows = tuple(
        row(job.paper.left, widths, _intermediate_cells(job, batch, each), 13.0, 14.0) for each in batch.intermediates
    )
    return Section(rows, first, again, heads(job, widths, captions), together=True)


def _intermediate_cells(job: Job, batch: MediumBatch, each: Intermediate) -> tuple[Cell, ...]:
    diluent = (
        Piece((write_volume(each.diluent_volume),), FIGURE, True, FIGURE),
        Piece(job.speech.texts(each.diluent), 10.0),
    )
    gives = (Piece((format_quantity(each.strength),), BODY), Piece(job.texts(N_("mix, use today")), SMALL))
    return (
        text_cell((each.code,), FIGURE, True, 10.0),
        TICK_CELL,
        text_cell(job.speech.texts(each.label)),
        text_cell((write_volume(each.take),), DOSE, True, SMALLEST_DOSE),
        Cell(diluent),
        Cell(gives),
        EMPTY,
    )


def recipe_table(job: Job, letter: str, batch: MediumBatch) -> Section:
    """Return the recipe in the order of addition, with its total."""
    note = job.texts(N_("in this order"))
    first, again = title_bars(job, letter, N_("Recipe"), note)
    widths = job.paper.columns(_RECIPE_COLUMNS, 6)
    captions = (
        "#",
        N_("Done"),
        N_("Reagent"),
        N_("Stock"),
        N_("Final"),
        N_("ADD"),
        N_("Lot / expiry"),
        N_("Initials"),
    )
    rows = [
        row(job.paper.left, widths, _recipe_cells(job, number, line), 15.0, 16.0)
        for number, line in enumerate(batch.recipe, start=1)
    ]
    rows.append(_total(job, batch))
    return Section(
        tuple(rows), first, again, heads(job, widths, captions), carried=lambda done: _carried(job, batch, done)
    )


def _recipe_cells(job: Job, number: int, line: RecipeLine) -> tuple[Cell, ...]:
    lot = Cell(lines=(job.texts(N_("Lot")), job.texts(N_("Expiry"))))
    return (
        text_cell((str(number),), bold=True, centred=True),
        TICK_CELL,
        Cell(_reagent(job, line)),
        Cell(_stock(job, line)),
        Cell(_final(job, line)),
        _dose(job, line),
        lot,
        EMPTY,
    )


def _reagent(job: Job, line: RecipeLine) -> tuple[Piece, ...]:
    pieces = [Piece(job.speech.texts(line.label), BODY, smallest=CAPTION)]
    if line.solvent:
        pieces.append(Piece(job.texts(N_("solvent: {solvent}"), solvent=line.solvent), SMALL))
    if line.intermediate:
        pieces.append(Piece(job.texts(N_("from {code}"), code=line.intermediate), CAPTION, True))
    if line.protect_from_light:
        pieces.append(Piece(job.texts(N_("keep dark")), CAPTION, True))
    if line.add_fresh:
        pieces.append(Piece(job.texts(N_("add fresh")), CAPTION, True))
    return tuple(pieces)


def _stock(job: Job, line: RecipeLine) -> tuple[Piece, ...]:
    if line.basal:
        return (Piece(job.texts(N_("basal medium, fills up to the total")), CAPTION),)
    if line.stock is None:
        return (Piece(job.texts(N_("not stated")), BODY),)
    pieces = [Piece((format_quantity(line.stock),), BODY)]
    if line.assumed:
        pieces.append(Piece(job.texts(N_("(assumed: check the tube)")), SMALL))
    return tuple(pieces)


def _final(job: Job, line: RecipeLine) -> tuple[Piece, ...]:
    if line.basal:
        return (Piece((NOTHING,), BODY),)
    if line.final is None:
        return (Piece(job.texts(N_("not stated")), BODY),)
    pieces = [Piece((format_quantity(line.final),), BODY)]
    gives = _differing(line.final, line.achieved)
    if gives:
        pieces.append(Piece(job.texts(N_("gives {strength}"), strength=gives), SMALL))
    return tuple(pieces)


def _differing(final: Quantity, achieved: Quantity | None) -> Quantity | None:
    """Return ``achieved`` with three digits if that is not what was wanted."""
    if achieved is None or achieved.kind != final.kind:
        return None
    reached = rounded(achieved.to(final.unit))
    return None if reached.same(rounded(final)) else reached


def _dose(job: Job, line: RecipeLine) -> Cell:
    if line.add is None:
        unknown = line.final is None and not line.basal
        return text_cell(job.texts(N_("not stated")) if unknown else (NOTHING,), BODY, True)
    pieces = [Piece((write_volume(line.add),), DOSE, True, SMALLEST_DOSE)]
    if line.add.kind == "mass":
        pieces.append(Piece(job.texts(N_("weighed:")), SMALL))
    return Cell(tuple(pieces))


def _total(job: Job, batch: MediumBatch) -> Block:
    left, width = job.paper.left, job.paper.text_width
    widths = (51.0, 77.0, width - 128.0)
    name = Piece(job.texts(N_("Total")), BODY, True)
    if not batch.complete:
        name = Piece(job.texts(N_("Wanted; a volume is not known")), BODY, True)
    volumes = Cell((name, Piece((write_volume(batch.volume),), FIGURE, True, FIGURE)))
    cells = (
        volumes,
        text_cell(job.speech.texts(batch.origin), CAPTION),
        Cell(caption=job.texts(N_("Second person: volumes and sum checked"))),
    )
    return row(left, widths, cells, 12.0, 14.0)


def _carried(job: Job, batch: MediumBatch, done: int) -> Block:
    lines = batch.recipe[:done]
    known = total(line.add for line in lines if line.add is not None and line.add.kind == "volume")
    text = N_("Subtotal carried, lines 1 to {count}: {volume}")
    if any(line.add is None for line in lines):
        text = N_("Subtotal carried, lines 1 to {count}, known volumes only: {volume}")
    cell = text_cell(job.texts(text, count=len(lines), volume=write_volume(known)), BODY, True)
    return row(job.paper.left, (job.paper.text_width,), (cell,), 7.0, 8.0)
