"""The recipe of a medium page: what is added to what, what that gives, and its exact total."""

from decimal import Decimal

from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.domain.quantity import format_number, format_quantity, total
from mscplanner.domain.stockroom import stock_form
from mscplanner.planning.plan import MediumBatch, RecipeLine
from mscplanner.planning.schedule import date_of
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
from mscplanner.sheets.dilution_table import Mixed, dilution_made, marks
from mscplanner.sheets.job import Job
from mscplanner.sheets.sections import heads, title_bars, writable
from mscplanner.sheets.speech import NOTHING, write_volume

_COLUMNS = (7.2, 10.0, 31.2, 24.3, 31.2, 29.5, 31.6, 13.0)
_NOTHING = ("", "")
_WRITTEN = (_NOTHING, ("done", N_("Done")), *(_NOTHING,) * 5, ("initials", N_("Initials")))
# Above the writing there is a printed lot or date.
_LINE_BELOW_PRINT = 8.5
_HUNDREDTH, _TENTH = Decimal("0.01"), Decimal("0.1")


def recipe_table(job: Job, letter: str, mixed: Mixed) -> Section:
    """Return the recipe in the order of addition, with its total."""
    first, again = title_bars(job, letter, N_("Recipe"), job.texts(N_("in this order")))
    widths = job.paper.columns(_COLUMNS, 6)
    later = isinstance(mixed, MediumBatch) and mixed.completions
    captions = (
        "#",
        N_("Done"),
        N_("Reagent"),
        N_("Stock"),
        N_("Final, in the complete medium") if later else N_("Final"),
        N_("ADD"),
        N_("Lot / expiry"),
        N_("Initials"),
    )
    rows = []
    for number, line in enumerate(mixed.recipe, start=1):
        about = (line.base,) if line.base else job.speech.texts(line.label)
        cells = writable(job, f"line-{number}", about, _recipe_cells(job, number, mixed, line), _WRITTEN)
        rows.append(row(job.paper.left, widths, cells, 16.0, 16.5))
    rows.append(_total(job, mixed))
    return Section(
        tuple(rows), first, again, heads(job, widths, captions), carried=lambda done: _carried(job, mixed, done)
    )


def _recipe_cells(job: Job, number: int, mixed: Mixed, line: RecipeLine) -> tuple[Cell, ...]:
    return (
        text_cell((str(number),), bold=True, centred=True),
        TICK_CELL,
        Cell(_reagent(job, line)),
        Cell(_stock(job, mixed, line)),
        Cell(_final(job, line)),
        _dose(job, number, mixed, line),
        _lot(job, number, mixed, line),
        EMPTY,
    )


def _reagent(job: Job, line: RecipeLine) -> tuple[Piece, ...]:
    if line.base:
        return (Piece((line.base,), FIGURE, True, BODY), *_batch_made(job, line.base))
    pieces = [Piece(job.speech.texts(line.label), BODY, smallest=CAPTION)]
    if line.solvent:
        pieces.append(Piece(job.texts(N_("solvent: {solvent}"), solvent=line.solvent), SMALL))
    return tuple(pieces)


def _stock(job: Job, mixed: Mixed, line: RecipeLine) -> tuple[Piece, ...]:
    if line.base:
        return (Piece(job.texts(N_("batch, taken first")), CAPTION),)
    if line.basal:
        return (Piece(job.texts(N_("basal medium, measured first")), CAPTION),)
    if line.intermediate:
        return _dilution_taken(job, mixed, line)
    if line.powder:
        return (Piece(job.texts(N_("powder")), BODY),)
    if line.stock is None:
        return (Piece(job.texts(N_("not stated")), BODY),)
    pieces = [Piece((format_quantity(line.stock),), BODY)]
    if _is_neat(job, mixed, line):
        pieces.insert(0, Piece(job.texts(N_("neat")), BODY))
    if line.assumed:
        pieces.append(Piece(job.texts(N_("(assumed: check the tube)")), SMALL))
    return tuple(pieces)


def _batch_made(job: Job, batch_id: str) -> tuple[Piece, ...]:
    batch = job.plan.batch(batch_id)
    if batch is None:
        return ()
    made = message(N_("made D{day}, page {page}"), day=batch.made_on_day, page=job.page_of(batch.id))
    return (Piece(job.speech.texts(made), SMALL),)


def _dilution_taken(job: Job, mixed: Mixed, line: RecipeLine) -> tuple[Piece, ...]:
    strength = (format_quantity(line.stock),) if line.stock else ()
    pieces = [Piece((line.intermediate,), FIGURE, True, 10.0), Piece(strength, BODY)]
    made = dilution_made(job.plan, line.intermediate)
    if made and made.part != mixed.id:
        where = message(
            N_("made on D{day} with {part}, page {page}"),
            day=made.dilution.made_on_day,
            part=made.part,
            page=job.page_of(made.part),
        )
        pieces.append(Piece(job.speech.texts(where), SMALL))
    else:
        pieces.append(Piece(job.texts(N_("from the table above")), SMALL))
    if line.assumed:
        pieces.append(Piece(job.texts(N_("(assumed: check the tube)")), SMALL))
    return tuple(pieces)


def _is_neat(job: Job, mixed: Mixed, line: RecipeLine) -> bool:
    day = mixed.made_on_day if isinstance(mixed, MediumBatch) else mixed.day
    stocks = (stock for stock in job.plan.run.stocks_on(max(day, 0)) if stock.reagent == line.reagent)
    return any(stock_form(stock.strength) == "neat" for stock in stocks)


def _final(job: Job, line: RecipeLine) -> tuple[Piece, ...]:
    if line.basal:
        return (Piece((NOTHING,), BODY),)
    if line.final is None:
        return (Piece(job.texts(N_("not stated")), BODY),)
    pieces = [Piece((format_quantity(line.final),), BODY)]
    gives = _gives(line)
    if gives:
        much = abs(line.error_percent or Decimal(0)) > job.plan.run.lab.settings.tolerance_percent
        pieces.append(Piece(job.speech.texts(gives), SMALL, much))
    return tuple(pieces)


def _gives(line: RecipeLine) -> Message | None:
    """Return what ``line.add`` gives, and by how much that misses what was wanted."""
    if line.achieved is None or line.error_percent is None:
        return None
    if not line.error_percent:
        return message(N_("gives {strength} (exact)"), strength=line.achieved)
    return message(N_("gives {strength} ({error} %)"), strength=line.achieved, error=error_text(line.error_percent))


def error_text(percent: Decimal) -> str:
    """Return an error with its sign: two decimals, from 1 % on one.

    Example:
        >>> error_text(Decimal("0.1989")), error_text(Decimal("-1.26")), error_text(Decimal("0.0004"))
        ('+0.2', '-1.3', '<0.01')
    """
    shown = percent.quantize(_TENTH if abs(percent) >= 1 else _HUNDREDTH)
    if not shown:
        return f"<{_HUNDREDTH}"
    return f"{'+' if shown > 0 else ''}{format_number(shown)}"


def _dose(job: Job, number: int, mixed: Mixed, line: RecipeLine) -> Cell:
    # What completes a batch is fresh all of it.
    marked = marks(job, line, fresh=isinstance(mixed, MediumBatch))
    if line.add is None:
        unknown = line.final is None and not line.basal
        return Cell((Piece(job.texts(N_("not stated")) if unknown else (NOTHING,), BODY, True), *marked))
    pieces = [Piece((write_volume(line.add),), DOSE, True, SMALLEST_DOSE), *marked]
    if line.powder:
        # Room for the mass that the balance really showed.
        place = job.blank(f"line-{number}.weighed", job.speech.texts(line.label), job.texts(N_("weighed:")))
        return Cell((*pieces, Piece(job.texts(N_("weighed:")), SMALL)), room=5.0, blank=place)
    return Cell(tuple(pieces))


def _lot(job: Job, number: int, mixed: Mixed, line: RecipeLine) -> Cell:
    """Return what is written down of a bottle or tube; what is known of it is printed and confirmed."""
    batch = job.plan.batch(line.base) if line.base else None
    if batch:
        use_by = message(N_("Use by: {day}"), day=batch.use_by.isoformat())
        return _written(job, number, ("batch", message(N_("Batch no. on the bottle"))), ("use-by", use_by), known=True)
    made = dilution_made(job.plan, line.intermediate)
    if made and made.part != mixed.id:
        made_on = date_of(job.plan.run.start, made.dilution.made_on_day)
        code = message(N_("Code on the tube: {code}"), code=line.intermediate)
        day = message(N_("Made on: {day}"), day=made_on.isoformat())
        return _written(job, number, ("code", code), ("made-on", day), known=True)
    captions = (N_("Lot of the tube") if made else N_("Lot"), N_("Expiry"))
    printed = (line.lot, line.expiry.isoformat() if line.expiry else "")
    lot, expiry = (
        message(N_("{caption}: {value}"), caption=message(caption), value=value) if value else message(caption)
        for caption, value in zip(captions, printed, strict=True)
    )
    return _written(job, number, ("lot", lot), ("expiry", expiry), known=any(printed))


def _written(job: Job, number: int, *told: tuple[str, Message], known: bool) -> Cell:
    """Return a cell with a writing line for each thing that is ``told``, under the last part of its name."""
    lines = tuple(job.speech.texts(said) for _, said in told)
    about = job.texts(N_("Line {number}"), number=number)
    places = (job.blank(f"line-{number}.{key}", about, line) for (key, _), line in zip(told, lines, strict=True))
    blanks = tuple(each for each in places if each)
    return (
        Cell(lines=lines, blanks=blanks, line_height=_LINE_BELOW_PRINT) if known else Cell(lines=lines, blanks=blanks)
    )


def _total(job: Job, mixed: Mixed) -> Block:
    left, width = job.paper.left, job.paper.text_width
    widths = (46.0, 84.0, width - 130.0)
    name = Piece(job.texts(N_("Total")), BODY, True)
    if not mixed.complete:
        name = Piece(job.texts(N_("Wanted; a volume is not known")), BODY, True)
    volumes = [name, Piece((write_volume(mixed.volume),), FIGURE, True, FIGURE)]
    if isinstance(mixed, MediumBatch):
        volumes.append(Piece(job.texts(N_("wanted: {volume}"), volume=write_volume(mixed.wanted)), CAPTION))
        origin = mixed.origin
    else:
        origin = message(N_("the wells take {needed} of it"), needed=write_volume(mixed.needed))
    checked = job.texts(N_("Second person: volumes and sum checked"))
    cells = (
        Cell(tuple(volumes)),
        text_cell(job.speech.texts(origin), CAPTION),
        Cell(caption=checked, blank=job.blank("total.checked", checked)),
    )
    return row(left, widths, cells, 12.0, 14.0)


def _carried(job: Job, mixed: Mixed, done: int) -> Block:
    lines = mixed.recipe[:done]
    known = total(line.add for line in lines if line.add is not None and line.add.kind == "volume")
    text = N_("Subtotal carried, lines 1 to {count}: {volume}")
    if any(line.add is None for line in lines):
        text = N_("Subtotal carried, lines 1 to {count}, known volumes only: {volume}")
    cell = text_cell(job.texts(text, count=len(lines), volume=write_volume(known)), BODY, True)
    return row(job.paper.left, (job.paper.text_width,), (cell,), 7.0, 8.0)
