"""The shopping list as rows of a table: what has to be ordered first stands first."""

from datetime import date

from mscplanner.domain.language import N_
from mscplanner.domain.message import message, write_date
from mscplanner.domain.quantity import Quantity, at_least, at_most, format_quantity
from mscplanner.gui.entry_model import Column, Row, searchable
from mscplanner.gui.wording import Wording
from mscplanner.planning.shopping_items import ItemKind, PlasticItem, ShoppingItem

COLUMNS = (
    Column(N_("Item"), most=0),
    Column(N_("Strength"), most=16, spare=2),
    Column(N_("State"), most=16),
    Column(N_("Need"), most=14, right=True),
    Column(N_("On hand"), most=14, spare=3, right=True),
    Column(N_("To buy"), most=22, right=True),
    Column(N_("Order by"), most=18),
    Column(N_("First use"), most=18, spare=1),
)
BY_STATE = 2
_LATE, _TO_BUY, _ON_HAND, _COUNTED = range(4)
_STATES = {_LATE: N_("Late"), _TO_BUY: N_("To buy"), _ON_HAND: N_("On hand"), _COUNTED: N_("Vessels")}
_NOTHING = "—"
_KINDS: dict[ItemKind, str] = {
    "basal": N_("basal medium"),
    "rinse": N_("rinse"),
    "powder": N_("powder"),
    "stock": N_("stock, strength not known"),
}


def item_id(item: ShoppingItem) -> str:
    """Return what an item is called in the table: the same after every refresh."""
    return f"{item.kind}:{item.reagent}:{format_quantity(item.strength) if item.strength else ''}"


def amount_text(amount: Quantity) -> str:
    """Return an amount that is needed as it is told; a dash for nothing."""
    return format_quantity(at_least(amount)) if amount.value else _NOTHING


def _there(amount: Quantity) -> str:
    return format_quantity(at_most(amount)) if amount.value else _NOTHING


def item_row(item: ShoppingItem, wording: Wording) -> Row:
    """Return the row of a reagent."""
    language, buy = wording.language, item.purchase
    state = _ON_HAND if buy is None else _LATE if buy.late else _TO_BUY
    order_by = buy.order_by if buy else None
    strength = format_quantity(item.strength) if item.strength else wording.text(_KINDS[item.kind])
    name = item.label.written(language)
    return Row(
        id=item_id(item),
        cells=(
            name,
            strength,
            wording.text(_STATES[state]),
            amount_text(item.needed),
            _there(item.covered),
            _to_buy(item, wording),
            write_date(order_by, language) if order_by else _NOTHING,
            write_date(item.first.first, language),
        ),
        keys=(
            name.casefold(),
            strength,
            (state, order_by or date.max, name.casefold()),
            (item.needed.kind, item.needed.base),
            (item.covered.kind, item.covered.base),
            (buy is None, name.casefold()),
            order_by or date.max,
            item.first.first,
        ),
        searched=searchable(item.reagent, item.name, item.label, *(share.run for share in item.shares)),
        strong=(BY_STATE, 5) if buy else (),
        sign=(BY_STATE, "warning") if state == _LATE else None,
    )


def _to_buy(item: ShoppingItem, wording: Wording) -> str:
    buy = item.purchase
    if buy is None:
        return _NOTHING
    if buy.packs and item.product:
        text = message(N_("{packs} × {pack}"), packs=buy.packs, pack=item.product.pack)
        return text.written(wording.language)
    return amount_text(buy.missing)


def plastic_row(item: PlasticItem, wording: Wording) -> Row:
    """Return the row of a kind of vessel."""
    name = item.name.written(wording.language)
    first = write_date(item.first, wording.language)
    count = str(item.count)
    return Row(
        id=f"vessel:{item.vessel}",
        cells=(name, "", wording.text(_STATES[_COUNTED]), count, _NOTHING, _NOTHING, _NOTHING, first),
        keys=(
            name.casefold(),
            "",
            (_COUNTED, date.max, name.casefold()),
            ("", item.count),
            ("", 0),
            (True, name.casefold()),
            date.max,
            item.first,
        ),
        searched=searchable(item.vessel, item.name, *(run for run, _ in item.shares)),
    )
