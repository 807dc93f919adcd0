"""The rows of the shopping list: what is bought or on hand, plastics, and batches that runs share."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from mscplanner.domain.language import LANGUAGES, N_
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.message import Message, message
from mscplanner.domain.quantity import Quantity, at_least, format_quantity
from mscplanner.planning.purchases import Purchase
from mscplanner.planning.recipes import dilution_text
from mscplanner.planning.shared_batches import SharedBatch
from mscplanner.planning.shopping_items import ItemKind, PlasticItem, ShoppingItem, ShoppingList
from mscplanner.sheets.blocks import Block, row
from mscplanner.sheets.cells import BODY, CAPTION, EMPTY, SMALL, TICK_CELL, Cell, Piece, text_cell
from mscplanner.sheets.job import Identity, Printed
from mscplanner.sheets.printing import Printing
from mscplanner.sheets.speech import NOTHING, SEPARATOR, Said, Speech, write_volume

COLUMNS = (11.0, 45.0, 24.0, 21.0, 40.5, 36.5)
_WIDEST = 5
_NEED, _SMALLEST_NEED = 13.0, 10.0
_BOTH = Speech(LANGUAGES)
_KIND_TEXTS: dict[ItemKind, str] = {
    "basal": N_("basal medium"),
    "rinse": N_("rinse"),
    "powder": N_("powder"),
    "stock": N_("stock, strength not known"),
}


@dataclass(frozen=True)
class ListJob(Printed):
    """A shopping list that is being printed."""

    listed: ShoppingList
    shared: tuple[SharedBatch, ...]
    printing: Printing
    code: str

    @cached_property
    def identity(self) -> Identity:
        """What the frame says of it: the run, or how many runs there are."""
        runs = self.listed.runs
        name = runs[0].number if len(runs) == 1 else self.speech.line(message(N_("{count} runs"), count=len(runs)))
        titles = tuple(dict.fromkeys(run.title for run in runs)) if len(runs) == 1 else ()
        as_of = message(N_("stockroom as on {day}"), day=self.speech.date(self.listed.today))
        return Identity(name, "", (message(N_("totals over all runs of this list")), as_of, *titles))

    @cached_property
    def widths(self) -> tuple[float, ...]:
        """The columns of all its tables."""
        return self.paper.columns(COLUMNS, _WIDEST)


def named(name: LocalText) -> Piece:
    """Return a name in English and in Chinese, whatever else is printed: both stand on parcels."""
    return Piece(_BOTH.texts(name), BODY, True, CAPTION)


def item_row(job: ListJob, item: ShoppingItem) -> Block:
    """Return the row of one reagent."""
    cells = (
        TICK_CELL,
        Cell((named(item.label), *_strength(job, item), *_runs(job, item))),
        text_cell((format_quantity(at_least(item.needed)),), _NEED, True, _SMALLEST_NEED),
        Cell(_pack(job, item)),
        Cell(_bought(job, item.purchase) + _on_hand(job, item)),
        _record(job, item),
    )
    return row(job.paper.left, job.widths, cells, 15.0, 16.0)


def labelled(job: ListJob, caption: str, text: str) -> tuple[str, ...]:
    """Return a marked caption in all languages and, once, what it is the caption of."""
    return (f"{job.speech.line(message(caption))} {text}",)


def _strength(job: ListJob, item: ShoppingItem) -> tuple[Piece, ...]:
    if item.strength is None:
        return (Piece(job.texts(_KIND_TEXTS[item.kind]), CAPTION),)
    pieces = [Piece((format_quantity(item.strength),), CAPTION)]
    if item.assumed:
        pieces.append(Piece(job.texts(N_("(assumed: check the tube)")), SMALL))
    return tuple(pieces)


def _runs(job: ListJob, item: ShoppingItem) -> tuple[Piece, ...]:
    first = item.first
    told = [labelled(job, N_("first:"), f"{job.speech.date(first.first)}, {first.run} D{first.first_day}")]
    if len(job.listed.runs) > 1:
        told.append((split_by_run((share.run, format_quantity(at_least(share.amount))) for share in item.shares),))
    return tuple(Piece(each, SMALL) for each in told)


def split_by_run(amounts: Iterable[tuple[str, str]]) -> str:
    """Return how much each run takes; what is next to each other must not break between run and amount."""
    return SEPARATOR.join(f"{run}: {amount}" for run, amount in amounts)


def _pack(job: ListJob, item: ShoppingItem) -> tuple[Piece, ...]:
    product = item.product
    pack: Said = product.pack if product and product.pack else NOTHING
    pieces = [Piece(job.speech.texts(item.purchase.pack_text if item.purchase else pack), CAPTION)]
    known = (product.supplier, product.catalogue_number) if product else ()
    return (*pieces, *(Piece((each,), CAPTION) for each in known if each))


def _bought(job: ListJob, bought: Purchase | None) -> tuple[Piece, ...]:
    if bought is None:
        return ()
    missing = format_quantity(at_least(bought.missing))
    pieces = [Piece(labelled(job, N_("BUY"), missing), BODY, True)]
    if bought.packs:
        pieces = [Piece(labelled(job, N_("BUY"), f"{bought.packs} ×"), _NEED, True)]
        pieces.append(Piece(labelled(job, N_("missing:"), missing), SMALL))
    pieces.append(Piece(labelled(job, N_("order by"), job.speech.date(bought.order_by)), CAPTION, True))
    lead = N_("{days} d to deliver (lab setting)") if bought.lab_lead else N_("{days} d to deliver")
    pieces.append(Piece(job.texts(lead, days=bought.lead_days), SMALL))
    if bought.late:
        pieces.append(Piece(job.texts(N_("LATE: that day has passed")), CAPTION, True))
    return tuple(pieces)


def _on_hand(job: ListJob, item: ShoppingItem) -> tuple[Piece, ...]:
    if not item.lots:
        return ()
    texts = tuple(use.text for use in item.lots)
    head = () if item.purchase else (Piece(job.texts(N_("on hand")), BODY, True),)
    used = tuple(Piece(job.texts(N_("on hand: {lot}"), lot=text), SMALL) for text in texts)
    return head + (used if item.purchase else tuple(Piece(job.speech.texts(text), SMALL) for text in texts))


def _record(job: ListJob, item: ShoppingItem) -> Cell:
    if item.purchase:
        return _to_write(job)
    return Cell(tuple(Piece(job.speech.texts(_in_date(use.lot.number, use.lot.expiry)), CAPTION) for use in item.lots))


def _to_write(job: ListJob) -> Cell:
    return Cell(lines=(job.texts(N_("Cat. no.")), job.texts(N_("Lot / expiry"))))


def _in_date(number: str, expiry: date | None) -> Message:
    if expiry is None:
        return message(N_("lot {lot}"), lot=number or NOTHING)
    return message(N_("lot {lot}, expiry {expiry}"), lot=number or NOTHING, expiry=expiry)


def plastic_row(job: ListJob, item: PlasticItem) -> Block:
    """Return the row of one kind of vessel."""
    pieces = [named(item.name)]
    pieces.append(Piece(labelled(job, N_("first:"), job.speech.date(item.first)), SMALL))
    if len(item.shares) > 1:
        pieces.append(Piece((split_by_run((run, str(count)) for run, count in item.shares),), SMALL))
    need = text_cell((str(item.count),), _NEED, True)
    cells = (TICK_CELL, Cell(tuple(pieces)), need, EMPTY, EMPTY, _to_write(job))
    return row(job.paper.left, job.widths, cells, 15.0, 16.0)


def blank_row(job: ListJob, name: LocalText) -> Block:
    """Return the row of something whose amount people write in."""
    cells = (TICK_CELL, Cell((named(name),)), EMPTY, EMPTY, EMPTY, EMPTY)
    return row(job.paper.left, job.widths, cells, 9.0, 9.6)


def text_row(job: ListJob, name: Cell, texts: Sequence[Said]) -> Block:
    """Return a row of running text beside what it is about."""
    width = job.widths[0] + job.widths[1]
    text = Cell(tuple(Piece(job.speech.texts(each), CAPTION) for each in texts))
    return row(job.paper.left, (width, job.paper.text_width - width), (name, text), 9.0, 9.6)


def shared_row(job: ListJob, batch: SharedBatch) -> Block:
    """Return the row of a batch that runs share: when it is made, for whom, and its recipe."""
    speech = job.speech
    left = (
        Piece((f"{batch.id}  {write_volume(batch.volume)}",), _NEED, True, _SMALLEST_NEED),
        Piece(labelled(job, N_("made on"), job.speech.date(batch.made_on)), CAPTION, True),
        Piece(labelled(job, N_("use by"), job.speech.date(batch.use_by)), CAPTION),
        Piece(speech.texts(batch.shelf_life), SMALL),
    )
    texts: list[Said] = [batch.origin, _instead(batch), *map(dilution_text, batch.intermediates), _recipe(batch)]
    for each in batch.completions:
        texts += map(dilution_text, each.intermediates)
        added = tuple(_line(line.label, line.add) for line in each.recipe)
        texts.append(message(N_("on {day}: {lines}"), day=job.speech.date(each.date), lines=added))
    return text_row(job, Cell(left), texts)


def _instead(batch: SharedBatch) -> Message:
    names = tuple(message(N_("{batch} of {run}"), batch=batch_id, run=run) for run, batch_id in batch.instead_of)
    return message(N_("instead of {batches}"), batches=names)


def _recipe(batch: SharedBatch) -> Message:
    return message(N_("Recipe: {lines}"), lines=tuple(_line(line.label, line.add) for line in batch.recipe))


def _line(label: LocalText, add: Quantity | None) -> Message:
    return message(N_("{name} {amount}"), name=label, amount=write_volume(add))
