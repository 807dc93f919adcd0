"""Lots of stocks: what is left of them, what runs have reserved, and in which form they are."""

from datetime import date
from decimal import Decimal

import pytest

from mscplanner.domain.local_text import LocalText
from mscplanner.domain.quantity import Quantity, volume
from mscplanner.domain.stockroom import Lot, Reservation, Stockroom, lot_title, read_amount, stock_form

A, B, RUN, OTHER = "a" * 32, "b" * 32, "c" * 32, "d" * 32


def lot(lot_id: str = A, **fields: object) -> Lot:
    return Lot.model_validate({"id": lot_id, "reagent": "egf", "strength": "100 µg/mL", "amount": "1 mL", **fields})


def reservation(run: str, microlitres: int) -> Reservation:
    amount = Quantity(value=Decimal(microlitres), unit="µL")
    return Reservation(lot=A, run=run, number="R-2026-001", amount=amount, last_use=date(2026, 12, 20))


@pytest.mark.parametrize(
    ("typed", "form"),
    [
        ("neat", "neat"),
        ("  NEAT ", "neat"),
        ("原液", "neat"),
        ("powder", "powder"),
        ("粉末", "powder"),
        ("1 M", "solution"),
    ],
)
def test_that_the_strength_says_the_form(typed: str, form: str) -> None:
    assert lot(strength=typed).form == stock_form(typed) == form


def test_that_what_is_free_leaves_out_what_others_have_reserved() -> None:
    room = Stockroom(lots=(lot(),), reservations=(reservation(RUN, 300), reservation(OTHER, 200)))
    assert room.free(A) == Decimal("0.5")
    assert room.free(A, but_by=RUN) == Decimal("0.8")
    assert room.free(B) is None


def test_that_an_amount_nobody_stated_is_not_known() -> None:
    assert Stockroom(lots=(lot(amount=""),)).free(A) is None
    assert Stockroom(lots=(lot(amount="some"),)).free(A) is None


def test_that_a_volume_is_not_taken_from_a_mass() -> None:
    room = Stockroom(lots=(lot(amount="5 mg"),), reservations=(reservation(RUN, 300),))
    assert room.free(A) == Decimal("0.005")
    assert room.reserved(A) == 0
    assert Stockroom(reservations=(reservation(RUN, 300),)).reserved(A) == Decimal("0.3")


def test_that_a_lot_is_called_by_reagent_strength_and_number() -> None:
    name = LocalText(en="EGF", zh="表皮生长因子")
    assert lot_title(lot(), name).written("zh") == "表皮生长因子 100 µg/mL"
    assert lot_title(lot(strength=""), name).written("zh") == "表皮生长因子"
    assert lot_title(lot(number="A12"), name).written("en") == "EGF 100 µg/mL, lot A12"


def test_that_the_lot_that_expires_first_comes_first() -> None:
    late, soon = lot(A, expiry=date(2027, 5, 1)), lot(B, expiry=date(2026, 12, 1))
    never = lot("e" * 32)
    room = Stockroom(lots=(never, late, soon))
    assert room.lots_of("egf") == (soon, late, never)
    assert room.lots_of("hgf") == ()


def test_that_a_mass_of_a_solution_is_not_dissolved_yet() -> None:
    assert not lot(amount="50 µg").dissolved
    assert not lot(strength="powder", amount="5 g").dissolved
    assert lot().dissolved


def test_that_amounts_are_volumes_or_masses() -> None:
    assert read_amount("50 µL") == Quantity(value=Decimal(50), unit="µL")
    assert read_amount("2 g") == Quantity(value=Decimal(2), unit="g")
    assert read_amount("10 mM") is None
    assert read_amount("") is None
    assert volume(1).same(lot().left or volume(0))
