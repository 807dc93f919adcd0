"""The shopping list as tables: numbers in one column, their unit in the next, dates as dates."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from mscplanner.domain.language import N_, Language, translate
from mscplanner.domain.message import Message
from mscplanner.domain.quantity import Quantity, format_quantity, rounded
from mscplanner.planning.plan import RecipeLine
from mscplanner.planning.shared_batches import SharedBatch
from mscplanner.planning.shopping_items import ItemKind, PlasticItem, ShoppingItem, ShoppingList

_DIGITS = 6
CellValue = str | int | Decimal | date | None

_KIND_TEXTS: dict[ItemKind, str] = {
    "basal": N_("basal medium"),
    "rinse": N_("rinse"),
    "stock": N_("stock"),
    "powder": N_("powder"),
}


class Table(NamedTuple):
    """One table: its name, the heads of its columns, and rows of as many cells."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[CellValue, ...], ...]


_ITEM_HEADS = (
    N_("Item (English)"),
    N_("Item (Chinese)"),
    N_("Kind"),
    N_("Strength"),
    N_("Confirmed"),
    N_("Need"),
    N_("Unit of need"),
    N_("On hand"),
    N_("Unit on hand"),
    N_("Missing"),
    N_("Unit missing"),
    N_("Packs to buy"),
    N_("Pack"),
    N_("Supplier"),
    N_("Catalogue number"),
    N_("Order by"),
    N_("Late"),
    N_("Days to deliver"),
    N_("Lab setting"),
    N_("First use"),
    N_("First run"),
    N_("Day of the run"),
    N_("Last use"),
    N_("Lots on hand"),
    N_("Not counted"),
)


def item_table(listed: ShoppingList, language: Language) -> Table:
    """Return what is bought first, then what is on hand, then the vessels: one row each."""
    every = (*listed.missing, *(item for item in listed.items if item.purchase is None))
    rows = [_item(item, language) for item in every]
    rows += [_plastic(item, language) for item in listed.plastics]
    return _table(N_("Shopping list"), _ITEM_HEADS, rows, language)


def _item(item: ShoppingItem, language: Language) -> tuple[CellValue, ...]:
    buy, product = item.purchase, item.product
    left = (f"{each.lot.number or '—'}: {each.reason.written(language)}" for each in item.left)
    pack: Message | None = buy.pack_text if buy else None
    return (
        item.label.written("en"),
        item.label.written("zh"),
        translate(_KIND_TEXTS[item.kind], language),
        format_quantity(item.strength) if item.strength else None,
        _yes(not item.assumed, language) if item.strength else None,
        *_total(item.needed),
        *_total(item.covered),
        *_total(buy.missing if buy else None),
        buy.packs if buy else None,
        pack.written(language) if pack else product.pack if product else None,
        product.supplier if product else None,
        product.catalogue_number if product else None,
        buy.order_by if buy else None,
        _yes(buy.late, language) if buy else None,
        buy.lead_days if buy else None,
        _yes(buy.lab_lead, language) if buy else None,
        item.first.first,
        item.first.run,
        item.first.first_day,
        item.last,
        _joined((use.text.written(language) for use in item.lots), language),
        _joined(left, language),
    )


def _plastic(item: PlasticItem, language: Language) -> tuple[CellValue, ...]:
    names = (item.name.written("en"), item.name.written("zh"), translate(N_("vessel"), language))
    counted = (None, None, item.count, translate(N_("vessels"), language))
    first = item.shares[0][0] if len(item.shares) == 1 else None
    return (*names, *counted, *(None,) * 12, item.first, first, 0, None, None, None)


def note_table(listed: ShoppingList, language: Language) -> Table:
    """Return what is not in the totals, a text a row."""
    rows = [(note.written(language),) for note in listed.notes]
    return _table(N_("Not counted"), (N_("Not counted"),), rows, language)


def _number(quantity: Quantity | None) -> tuple[Decimal | None, str | None]:
    return (quantity.value, quantity.unit) if quantity and quantity.value else (None, None)


def _total(quantity: Quantity | None) -> tuple[Decimal | None, str | None]:
    # Figures to add up: as exact as they are, without the endless digits of a ratio.
    return _number(rounded(quantity, _DIGITS) if quantity else None)


def _yes(answer: bool, language: Language) -> str:
    return translate(N_("yes") if answer else N_("no"), language)


def _joined(texts: Iterable[str], language: Language) -> str | None:
    return translate(N_("; "), language).join(texts) or None


def _table(name: str, heads: tuple[str, ...], rows: Sequence[tuple[CellValue, ...]], language: Language) -> Table:
    return Table(translate(name, language), tuple(translate(head, language) for head in heads), tuple(rows))


_SHARE_HEADS = (
    N_("Item (English)"),
    N_("Item (Chinese)"),
    N_("Strength"),
    N_("Run number"),
    N_("Need"),
    N_("Unit of need"),
    N_("On hand"),
    N_("Unit on hand"),
    N_("First use"),
    N_("Day of the run"),
    N_("Last use"),
)


def share_table(listed: ShoppingList, language: Language) -> Table:
    """Return how much each run takes of each item, vessels included."""
    rows: list[tuple[CellValue, ...]] = []
    for item in listed.items:
        names = (item.label.written("en"), item.label.written("zh"))
        strength = format_quantity(item.strength) if item.strength else None
        for share in item.shares:
            amounts = (*_total(share.amount), *_total(share.covered))
            rows.append((*names, strength, share.run, *amounts, share.first, share.first_day, share.last))
    unit = translate(N_("vessels"), language)
    for plastic in listed.plastics:
        names = (plastic.name.written("en"), plastic.name.written("zh"))
        rows += [(*names, None, run, count, unit, *(None,) * 5) for run, count in plastic.shares]
    return _table(N_("By run"), _SHARE_HEADS, rows, language)


_BATCH_HEADS = (
    N_("Batch"),
    N_("Made on"),
    N_("Use by"),
    N_("Volume"),
    N_("Unit of volume"),
    N_("Runs and days"),
    N_("Instead of"),
    N_("Makings saved"),
    N_("Added on"),
    N_("Reagent"),
    N_("Stock"),
    N_("Final"),
    N_("Add"),
    N_("Unit of amount added"),
    N_("From dilution"),
)


def shared_table(shared: Sequence[SharedBatch], language: Language) -> Table:
    """Return the batches that runs share: a row for each line of each recipe and each dilution."""
    rows = [row for batch in shared for row in _batch_rows(batch, language)]
    return _table(N_("Shared batches"), _BATCH_HEADS, rows, language)


def _batch_rows(batch: SharedBatch, language: Language) -> list[tuple[CellValue, ...]]:
    uses = ", ".join(f"{use.run} D{use.day}" for use in batch.uses)
    instead = ", ".join(f"{run} {batch_id}" for run, batch_id in batch.instead_of)
    head = (batch.id, batch.made_on, batch.use_by, *_total(batch.volume), uses, instead, batch.saves)
    rows: list[tuple[CellValue, ...]] = []
    for added_on, made, lines in (
        (batch.made_on, batch.intermediates, batch.recipe),
        *((each.date, each.intermediates, each.recipe) for each in batch.completions),
    ):
        for each in made:
            strength, taken = format_quantity(each.strength), _number(each.take)
            name = f"{each.code}: {each.source or each.label.written(language)}"
            rows.append((*head, added_on, name, None, strength, *taken, None))
            diluent = f"{each.code}: {each.diluent.written(language)}"
            rows.append((*head, added_on, diluent, None, strength, *_number(each.diluent_volume), None))
        rows += [(*head, added_on, *_line(line, language)) for line in lines]
    return rows


def _line(line: RecipeLine, language: Language) -> tuple[CellValue, ...]:
    stock = format_quantity(line.stock) if line.stock else None
    final = format_quantity(line.final) if line.final else None
    return line.label.written(language), stock, final, *_number(line.add), line.intermediate or None
