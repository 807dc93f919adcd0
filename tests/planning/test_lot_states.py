"""What stands in the way of using a lot is told, errors first."""

from datetime import date
from decimal import Decimal

import pytest

from mscplanner.domain.lab import Lab
from mscplanner.domain.quantity import Quantity, format_quantity, volume
from mscplanner.domain.stockroom import Lot, Reservation, Stockroom
from mscplanner.planning.lot_states import Holding, holdings, lot_states

TODAY = date(2026, 12, 4)
LOT = Lot(id="a" * 32, reagent="egf", strength="100 µg/mL", amount="1 mL")


def hold(amount: str, run: str = "1", day: int = 20) -> Reservation:
    quantity = Quantity(value=Decimal(amount.split(maxsplit=1)[0]), unit=amount.split()[1])
    return Reservation(lot=LOT.id, run=run * 32, number=f"R-{run}", amount=quantity, last_use=date(2026, 12, day))


def states(lab: Lab, *holds: Reservation, **fields: object) -> list[tuple[str, str]]:
    lot = Lot.model_validate({**dict(LOT), **fields})
    holding = holdings(Stockroom(lots=(lot,), reservations=holds))[lot.id]
    return [(state.severity, state.text.written("en")) for state in lot_states(lot, holding, lab, TODAY)]


@pytest.mark.parametrize(
    ("expiry", "told"),
    [
        (None, []),
        (date(2027, 1, 4), []),
        (date(2027, 1, 3), [("warning", "Expires in 30 d")]),
        (TODAY, [("warning", "Expires today")]),
        (date(2026, 12, 3), [("error", "Expired 1 d ago")]),
    ],
)
def test_that_expiry_is_told_thirty_days_before(lab: Lab, expiry: date | None, told: list[tuple[str, str]]) -> None:
    assert states(lab, expiry=expiry) == told


def test_that_an_overdrawn_lot_says_by_how_much(lab: Lab) -> None:
    assert states(lab, hold("700 µL"), hold("300 µL", "2")) == []
    assert states(lab, hold("700 µL"), hold("350 µL", "2")) == [("error", "Overdrawn by 50 µL")]


def test_that_what_cannot_be_counted_with_is_told(lab: Lab) -> None:
    assert states(lab, amount="1,5 mL") == [("error", "Amount cannot be read")]
    assert states(lab, amount="1 mL", strength="powder") == [("error", "Amount cannot be read")]
    assert states(lab, strength="1,5 mM") == [("error", "Strength cannot be read")]
    assert states(lab, strength="neat") == states(lab, strength="powder", amount="5 g") == []
    assert states(lab, strength="") == [("warning", "No strength yet")]
    assert states(lab, reagent="our powder") == [("note", "Not in the catalogue")]
    assert states(lab, freeze_thaws=4) == [("warning", "Thawed 4 times, lab limit 3")]


def test_that_errors_come_first(lab: Lab) -> None:
    told = states(lab, hold("2 mL"), reagent="x", expiry=date(2026, 12, 10))
    assert [severity for severity, _ in told] == ["error", "warning", "note"]


def test_that_what_is_there_is_summed_for_each_lot() -> None:
    other = LOT.model_copy(update={"id": "b" * 32, "amount": ""})
    late, soon = hold("200 µL", "1", 24), hold("0.1 mL", "2", 20)
    found = holdings(Stockroom(lots=(LOT, other), reservations=(late, soon)))
    assert found[other.id] == Holding()
    there = found[LOT.id]
    assert there.reservations == (soon, late)
    assert [format_quantity(each) for each in (there.left, there.reserved, there.free) if each] == [
        "1 mL",
        "0.3 mL",
        "0.7 mL",
    ]


def test_that_what_is_reserved_is_known_also_where_the_rest_is_not() -> None:
    lot = LOT.model_copy(update={"amount": ""})
    there = holdings(Stockroom(lots=(lot,), reservations=(hold("200 µL"),)))[lot.id]
    assert (there.left, there.reserved, there.free) == (None, volume("0.2"), None)


def test_that_a_volume_is_not_taken_off_a_mass() -> None:
    lot = LOT.model_copy(update={"amount": "5 mg"})
    there = holdings(Stockroom(lots=(lot,), reservations=(hold("200 µL"),)))[lot.id]
    assert there.reserved is None
    assert there.free
    assert there.free.same(Quantity(value=Decimal(5), unit="mg"))
