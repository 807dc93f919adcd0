"""Which lots cover what runs take: compared with the most that any way of sharing them out covers."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mscplanner.domain.lab import Lab
from mscplanner.domain.quantity import Quantity, volume
from mscplanner.domain.stockroom import Lot, Reservation, Stockroom
from mscplanner.planning.equivalents import Thing
from mscplanner.planning.lot_cover import Portion, covered, not_counted

# A falsifying example names its lab, which is long.
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")

FIRST = date(2026, 12, 7)
STRENGTH = Quantity(value=Decimal(100), unit="µg/mL")
THING = Thing("egf", STRENGTH)


def lot(number: int, amount: str, expires: int | None = None, strength: str = "100 µg/mL", **fields: object) -> Lot:
    expiry = None if expires is None else FIRST + timedelta(days=expires)
    made = {"id": f"{number:032x}", "reagent": "egf", "strength": strength, "amount": amount, "expiry": expiry}
    return Lot.model_validate(made | {"number": f"L{number}"} | fields)


def portion(millilitres: int | str, last: int, thing: Thing = THING, *chosen: Lot) -> Portion:
    return Portion(thing, Decimal(millilitres), FIRST + timedelta(days=last), frozenset(each.id for each in chosen))


def taken(
    lab: Lab, portions: list[Portion], *lots: Lot, held: tuple[Reservation, ...] = ()
) -> list[tuple[int, str, str]]:
    found = covered(portions, Stockroom(lots=lots, reservations=held), lab)
    return [(each.portion, each.lot.number, str(each.amount.normalize())) for each in found]


def test_that_the_lot_that_expires_first_is_taken_first(lab: Lab) -> None:
    lots = (lot(1, "2 mL", 90), lot(2, "1 mL", 30), lot(3, "5 mL"))
    assert taken(lab, [portion(2, 10)], *lots) == [(0, "L2", "1"), (0, "L1", "1")]


def test_that_a_lot_that_expires_before_the_last_use_is_left(lab: Lab) -> None:
    assert taken(lab, [portion(1, 10)], lot(1, "1 mL", 9)) == []
    assert taken(lab, [portion(1, 10)], lot(1, "1 mL", 10)) == [(0, "L1", "1")]


def test_that_the_lot_a_run_has_chosen_is_taken_before_any_other(lab: Lab) -> None:
    chosen = lot(1, "1 mL", 90)
    found = taken(lab, [portion(1, 5), portion(1, 10, THING, chosen)], chosen, lot(2, "5 mL", 95))
    assert sorted(found) == [(0, "L2", "1"), (1, "L1", "1")]


def test_that_a_lot_of_another_strength_counts_for_what_it_holds(lab: Lab) -> None:
    (taking,) = covered([portion(1, 5)], Stockroom(lots=(lot(1, "1 mL", strength="0.2 mg/mL"),)), lab)
    assert (taking.amount, taking.of_lot) == (Decimal(1), Decimal("0.5"))


def test_that_a_mass_counts_as_the_volume_it_will_give(lab: Lab) -> None:
    assert taken(lab, [portion(2, 5)], lot(1, "100 µg")) == [(0, "L1", "1")]
    assert taken(lab, [portion(2, 5)], lot(1, "100 µg", strength="powder")) == [(0, "L1", "1")]


def test_that_what_others_have_reserved_is_left_to_them(lab: Lab) -> None:
    held = Reservation(lot=lot(1, "").id, run="f" * 32, number="R-9", amount=volume("0.4"), last_use=FIRST)
    assert taken(lab, [portion(1, 5)], lot(1, "1 mL"), held=(held,)) == [(0, "L1", "0.6")]
    room = Stockroom(lots=(lot(1, "0.4 mL"),), reservations=(held,))
    ((_, reason),) = not_counted([portion(1, 0)], room, lab)
    assert reason.written("en") == "all of it is reserved or used up"


def test_that_one_lot_is_not_counted_twice_for_two_strengths(lab: Lab) -> None:
    weak = Thing("egf", Quantity(value=Decimal(50), unit="µg/mL"))
    found = taken(lab, [portion(1, 5, weak), portion(2, 6)], lot(1, "1 mL"))
    assert found == [(0, "L1", "1"), (1, "L1", "0.5")]


@pytest.mark.parametrize(
    ("lot_fields", "reason"),
    [
        ({"expires": 3}, "it expires on 2026-12-10 Thu, before its last use"),
        ({"amount": "some"}, "how much of it is free is not known"),
        ({"strength": "1 mM"}, None),
        ({"strength": "1000 U/mL"}, "the activity of the lot is missing"),
        ({"amount": "1 mg", "strength": "1000 U/mL"}, "how much of it is free is not known"),
    ],
)
def test_that_a_lot_that_does_not_count_is_told_with_the_reason(
    lab: Lab, lot_fields: dict[str, object], reason: str | None
) -> None:
    one = lot(1, **{"amount": "1 mL", **lot_fields})  # type: ignore[arg-type]
    told = not_counted([portion(1, 9)], Stockroom(lots=(one,)), lab)
    assert [reason in text.written("en") for _, text in told if reason] == ([True] if reason else [])
    assert bool(told) == bool(reason)


def test_that_what_is_meant_to_be_dissolved_is_not_weighed_in(lab: Lab) -> None:
    room = Stockroom(lots=(lot(1, "100 µg"), lot(2, "5 mg", strength="powder")))
    powder = Thing("egf", None, powder=True)
    assert [each.number for each, _ in not_counted([portion(1, 0)._replace(thing=powder)], room, lab)] == ["L1"]


def most(portions: list[tuple[int, int]], lots: list[tuple[int, int]]) -> int:
    """Return by augmenting paths how many units of ``portions`` (amount, last) ``lots`` (amount, expiry) cover."""
    wanted = [last for amount, last in portions for _ in range(amount)]
    there = [expiry for amount, expiry in lots for _ in range(amount)]
    given: dict[int, int] = {}

    def serve(at: int, seen: set[int]) -> bool:
        for unit, expiry in enumerate(there):
            if expiry >= wanted[at] and unit not in seen:
                seen.add(unit)
                if unit not in given or serve(given[unit], seen):
                    given[unit] = at
                    return True
        return False

    return sum(serve(at, set()) for at in range(len(wanted)))


PAIRS = st.lists(st.tuples(st.integers(1, 4), st.integers(0, 9)), min_size=1, max_size=4)


@given(PAIRS, PAIRS)
def test_that_no_other_way_to_share_the_lots_out_covers_more(
    lab: Lab, portions: list[tuple[int, int]], lots: list[tuple[int, int]]
) -> None:
    room = Stockroom(lots=tuple(lot(at, f"{amount} mL", expiry) for at, (amount, expiry) in enumerate(lots)))
    found = covered([portion(amount, last) for amount, last in portions], room, lab)
    assert sum(each.amount for each in found) == most(portions, lots)
    for at, (amount, last) in enumerate(portions):
        mine = [each for each in found if each.portion == at]
        assert sum(each.amount for each in mine) <= amount
        assert all(each.lot.expiry and each.lot.expiry >= FIRST + timedelta(days=last) for each in mine)
    for each in room.lots:
        own = sum(taking.of_lot for taking in found if taking.lot == each)
        assert each.left
        assert own <= each.left.base


def test_that_a_lot_too_weak_for_the_dose_counts_for_nothing(lab: Lab) -> None:
    # THING is 100 µg/mL.
    weak = lot(1, "1 mL", strength="20 µg/mL")
    strict, easy = (portion(1, 5)._replace(weakest=Decimal(each)) for each in ("0.2", "0.19"))
    assert taken(lab, [strict], weak) == []
    assert taken(lab, [easy], weak) == [(0, "L1", "0.2")]
    ((_, reason),) = not_counted([strict], Stockroom(lots=(weak,)), lab)
    assert reason.written("en") == "it is too weak for the dose"
    assert not not_counted([strict, easy], Stockroom(lots=(weak,)), lab)
