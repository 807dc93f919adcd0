"""Lots as rows of a list: what they are, what is left and free of them, and what stands in the way of their use."""

from datetime import date

from mscplanner.domain.finding import SEVERITIES
from mscplanner.domain.grammar import read_quantity
from mscplanner.domain.lab import Lab
from mscplanner.domain.language import N_
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.message import write_computed, write_date
from mscplanner.domain.quantity import Quantity, format_quantity, legible
from mscplanner.domain.stockroom import Lot, read_amount
from mscplanner.gui.entry_model import Column, Row, searchable
from mscplanner.gui.lot_words import FIELD_WORDS
from mscplanner.gui.wording import Wording
from mscplanner.planning.lot_states import Holding, LotState, lot_states

COLUMNS = (
    Column(FIELD_WORDS["reagent"], most=0),
    Column(FIELD_WORDS["strength"], most=14),
    Column(N_("State"), descending=True, most=22),
    Column(FIELD_WORDS["number"], most=12),
    Column(FIELD_WORDS["expiry"], most=18),
    Column(FIELD_WORDS["amount"], most=14, right=True),
    Column(N_("Reserved"), descending=True, most=14, right=True),
    Column(N_("Free"), most=14, right=True),
    Column(FIELD_WORDS["aliquot"], most=14, right=True),
    Column(FIELD_WORDS["freeze_thaws"], descending=True, most=14, right=True),
    Column(FIELD_WORDS["storage"], most=24),
    Column(FIELD_WORDS["supplier"], most=20),
    Column(FIELD_WORDS["catalogue_number"], most=20),
    Column(FIELD_WORDS["received"], descending=True, most=18),
    Column(FIELD_WORDS["opened"], descending=True, most=18),
)
BY_REAGENT, STATE = 0, 2
_NOTHING = "—"


def lot_row(lot: Lot, archived: bool, holding: Holding, lab: Lab, today: date, wording: Wording) -> Row:
    """Return the line of a lot.

    Args:
        lot: The lot.
        archived: Whether it is in the archive.
        holding: What is there of it.
        lab: Knows the reagents.
        today: Tells what is expired.
        wording: The language of the window.
    """
    reagent = lab.catalogue.reagent(lot.reagent)
    name = reagent.label.written(wording.language) if reagent else lot.reagent
    states = lot_states(lot, holding, lab, today)
    told = state_text(states, wording)
    # What was typed stays as it was typed.
    left = format_quantity(legible(holding.left)) if holding.left else lot.amount
    days = tuple(_day(day, wording) for day in (lot.expiry, lot.received, lot.opened))
    names: tuple[str | LocalText, ...] = (reagent.name, reagent.label, *reagent.aliases) if reagent else ()
    return Row(
        id=lot.id,
        cells=(
            name,
            lot.strength or _NOTHING,
            told,
            lot.number,
            days[0] or _NOTHING,
            left or _NOTHING,
            _amount(holding.reserved),
            _amount(holding.free) or _NOTHING,
            lot.aliquot,
            str(lot.freeze_thaws or ""),
            lot.storage,
            lot.supplier,
            lot.catalogue_number,
            *days[1:],
        ),
        keys=(
            (name.casefold(), lot.expiry or date.max, lot.id),
            (_size(read_quantity(lot.strength)), lot.strength),
            tuple(-SEVERITIES.index(state.severity) for state in states[:1]),
            lot.number.casefold(),
            (lot.expiry or date.max).toordinal(),
            *(_size(each) for each in (holding.left, holding.reserved, holding.free, read_amount(lot.aliquot))),
            lot.freeze_thaws,
            lot.storage.casefold(),
            lot.supplier.casefold(),
            lot.catalogue_number.casefold(),
            (lot.received or date.min).toordinal(),
            (lot.opened or date.min).toordinal(),
        ),
        searched=searchable(
            name, lot.reagent, *names, lot.strength, told, lot.number, lot.storage, lot.supplier, *days,
            lot.catalogue_number, lot.note, *(each.number for each in holding.reservations),
        ),
        muted=archived,
        sign=(STATE, states[0].severity) if states else None,
    )  # fmt: skip


def state_text(states: tuple[LotState, ...], wording: Wording) -> str:
    """Return what stands in the way of using a lot, as one line."""
    return " · ".join(state.text.written(wording.language) for state in states)


def _amount(quantity: Quantity | None) -> str:
    return write_computed(quantity) if quantity else ""


def _day(day: date | None, wording: Wording) -> str:
    return write_date(day, wording.language) if day else ""


def _size(quantity: object) -> tuple[str, float]:
    """Return what a quantity is sorted by: those of one kind beside each other."""
    return (quantity.kind, float(quantity.base)) if isinstance(quantity, Quantity) else ("", 0.0)
