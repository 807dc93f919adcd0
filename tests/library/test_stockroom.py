"""Lots, reservations and products come back as they were, on both databases, and no lot is promised twice."""

import json
import threading
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from mscplanner.domain.quantity import Quantity, volume
from mscplanner.domain.run import Run
from mscplanner.domain.stockroom import MOST_LOTS, Lot, Product, Reservation, Stockroom
from mscplanner.domain.value import hidden_character
from mscplanner.library.database import Database
from mscplanner.library.entry import LotRecord, Stamp
from mscplanner.library.faults import Conflict, Damaged, LibraryFault, NewerLibrary, NoSuchRecord, Overdrawn
from mscplanner.library.library import Library
from mscplanner.library.place import LibraryPlace
from mscplanner.library.records import LotRow
from mscplanner.library.stockroom import LOT_FORMAT, PRODUCTS

Stamped = Callable[..., Stamp]
Opened = Callable[[LibraryPlace], Library]
LOT, TWIN, GONE = "a" * 32, "b" * 32, "f" * 32
RUN, OTHER_RUN = "1" * 32, "2" * 32
SOON, LATER = date(2026, 12, 20), date(2026, 12, 25)


def lot(lot_id: str = LOT, **fields: Any) -> Lot:
    return Lot.model_validate({"id": lot_id, "reagent": "egf", "strength": "100 µg/mL", "amount": "1 mL", **fields})


def hold(microlitres: int, lot_id: str = LOT, run: str = RUN, last_use: date = SOON) -> Reservation:
    amount = Quantity(value=Decimal(microlitres), unit="µL")
    return Reservation(lot=lot_id, run=run, number="R-2026-014", amount=amount, last_use=last_use)


@pytest.fixture
def runs(library: Library, run_of: Callable[[str], Run], stamp: Stamped) -> Library:
    """A library with two runs and a lot of 1 mL."""
    for run in (RUN, OTHER_RUN):
        library.add(run_of("bm-msc-three-step"), stamp(), document_id=run)
    library.add_lot(lot(), stamp())
    return library


# Lots


def test_that_a_lot_comes_back_with_every_field(place: LibraryPlace, opened: Opened, stamp: Stamped) -> None:
    full = Lot(
        id=LOT,
        reagent="激活素 “A”",
        strength="10 µg/mL",
        solvent="4 mM HCl",
        supplier="R&D",
        catalogue_number="338-AC-050",
        number="DA-12'3",
        received=date(2026, 11, 2),
        opened=date(2026, 12, 1),
        expiry=date(2027, 5, 31),
        amount="1,5 mL",
        aliquot="50 µL",
        freeze_thaws=2,
        storage="-20 °C, box 3",
        note="two\nlines",
    )
    added = opened(place).add_lot(full, stamp(author="W. Li"))
    (read,) = opened(place).lots()
    assert read == added
    assert (read.lot, read.revision, read.archived, read.changed_by) == (full, 1, False, "W. Li")
    assert read.changed_at == stamp().at


_TEXT = st.text(st.characters(codec="utf-8").filter(lambda each: not hidden_character(each)), max_size=40)
_SOME = st.text(st.characters(codec="utf-8").filter(lambda each: not hidden_character(each)), min_size=1, max_size=40)
_DAYS = st.none() | st.dates()


@given(
    made=st.builds(
        Lot,
        id=st.from_regex(r"[0-9a-f]{32}", fullmatch=True),
        reagent=_SOME,
        strength=_TEXT,
        **dict.fromkeys(("solvent", "supplier", "catalogue_number", "number", "amount", "aliquot", "storage"), _TEXT),
        note=_TEXT,
        **dict.fromkeys(("received", "opened", "expiry"), _DAYS),
        freeze_thaws=st.integers(0, 99),
    )
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_that_any_lot_comes_back_as_it_was(library: Library, stamp: Stamped, made: Lot) -> None:
    there = {record.lot.id: record for record in library.lots()}
    if made.id in there:
        library.save_lot(made, there[made.id].revision, stamp())
    else:
        library.add_lot(made, stamp())
    assert next(record.lot for record in library.lots() if record.lot.id == made.id) == made
    assert library.stockroom().lot(made.id) == made
    assert library.verify() == ()


def test_that_what_somebody_else_saved_of_a_lot_is_not_overwritten(
    place: LibraryPlace, opened: Opened, stamp: Stamped
) -> None:
    one, other = opened(place), opened(place)
    record = one.add_lot(lot(), stamp())
    theirs = other.save_lot(lot(amount="0.8 mL"), record.revision, stamp(1, author="L. Zhang"))
    with pytest.raises(Conflict) as caught:
        one.save_lot(lot(amount="0.9 mL"), record.revision, stamp(2))
    assert caught.value.theirs == theirs
    assert "L. Zhang" in caught.value.message.written("en")
    assert "egf 100 µg/mL" in caught.value.message.written("en")
    assert [each.lot.amount for each in one.lots()] == ["0.8 mL"]
    again = one.save_lot(lot(amount="0.9 mL"), theirs.revision, stamp(3))
    assert (again.lot.amount, again.revision) == ("0.9 mL", 3)


def test_that_adding_and_saving_may_be_repeated(library: Library, stamp: Stamped) -> None:
    added = library.add_lot(lot(), stamp())
    assert library.add_lot(lot(), stamp(1)) == added
    saved = library.save_lot(lot(amount="2 mL"), 1, stamp(2))
    assert library.save_lot(lot(amount="2 mL"), 1, stamp(3)) == saved
    with pytest.raises(Conflict):
        library.add_lot(lot(amount="3 mL"), stamp(4))
    with pytest.raises(NoSuchRecord):
        library.save_lot(lot(GONE), 1, stamp(5))


def test_that_an_archived_lot_counts_no_more_and_comes_back(library: Library, stamp: Stamped) -> None:
    record = library.add_lot(lot(), stamp())
    assert library.archive_lot(LOT, stamp(1)).archived
    assert (library.lots(), library.stockroom().lots) == ((), ())
    assert [each.lot for each in library.lots(archived=True)] == [lot()]
    # Whoever has it open can still save: archiving takes nobody's work away.
    assert library.save_lot(lot(amount="2 mL"), record.revision, stamp(2)).archived
    assert not library.archive_lot(LOT, stamp(3), archived=False).archived
    assert library.stockroom().lots == (lot(amount="2 mL"),)


def test_that_there_is_a_most_of_lots_and_it_is_told(library: Library, database: Database, stamp: Stamped) -> None:
    def fill(session: Any) -> None:
        for number in range(MOST_LOTS):
            made = lot(f"{number:032x}")
            row = LotRow(id=made.id, reagent="egf", changed_at=stamp().at, changed_by="", revision=1)
            row.content_format, row.content = LOT_FORMAT, made.model_dump_json(exclude_none=True)
            session.add(row)

    database.write(fill)
    with pytest.raises(LibraryFault) as caught:
        library.add_lot(lot(), stamp())
    assert "2000" in caught.value.message.written("en")
    assert len(library.stockroom().lots) == MOST_LOTS
    library.archive_lot(f"{7:032x}", stamp())
    library.add_lot(lot(), stamp())


# Reservations


def test_that_reservations_of_a_run_are_replaced_as_a_whole(runs: Library, stamp: Stamped) -> None:
    runs.add_lot(lot(TWIN), stamp())
    runs.reserve(RUN, (hold(100), hold(50, TWIN)), stamp())
    runs.reserve(OTHER_RUN, (hold(200, run=OTHER_RUN, last_use=LATER),), stamp())
    runs.reserve(RUN, (hold(300),), stamp(1))
    assert runs.stockroom().reservations == (hold(300), hold(200, run=OTHER_RUN, last_use=LATER))
    assert runs.stockroom().free(LOT) == Decimal("0.5")
    assert runs.stockroom().free(TWIN) == Decimal(1)
    runs.reserve(RUN, (), stamp(2))
    assert runs.stockroom().reservations == (hold(200, run=OTHER_RUN, last_use=LATER),)


def test_that_the_document_is_the_run_that_holds(runs: Library, stamp: Stamped) -> None:
    runs.reserve(RUN, (hold(100, run=GONE),), stamp())
    assert [each.run for each in runs.stockroom().reservations] == [RUN]


def test_that_more_than_is_free_is_refused_and_nothing_of_it_is_kept(runs: Library, stamp: Stamped) -> None:
    runs.add_lot(lot(TWIN), stamp())
    runs.reserve(RUN, (hold(700),), stamp())
    runs.reserve(OTHER_RUN, (hold(100, run=OTHER_RUN),), stamp())
    with pytest.raises(Overdrawn) as caught:
        runs.reserve(OTHER_RUN, (hold(10, TWIN, OTHER_RUN), hold(400, run=OTHER_RUN)), stamp())
    fault = caught.value
    assert (fault.lot, fault.wanted, fault.free) == (lot(), hold(400).amount, volume("0.3"))
    assert "400 µL wanted, 300 µL free" in fault.message.written("en")
    assert runs.place.shown in fault.message.written("zh")
    assert runs.stockroom().reservations == (hold(700), hold(100, run=OTHER_RUN))
    runs.reserve(OTHER_RUN, (hold(300, run=OTHER_RUN),), stamp())
    assert runs.stockroom().free(LOT) == 0


@pytest.mark.parametrize("amount", ["", "some", "1,5 mL", "5 mg"])
def test_that_a_lot_whose_volume_is_not_known_is_reserved_without_a_limit(
    runs: Library, stamp: Stamped, amount: str
) -> None:
    runs.add_lot(lot(TWIN, amount=amount), stamp())
    runs.reserve(RUN, (hold(900_000, TWIN),), stamp())
    assert [each.lot for each in runs.stockroom().reservations] == [TWIN]


def test_that_a_mass_of_a_powder_is_held_like_a_volume(runs: Library, stamp: Stamped) -> None:
    runs.add_lot(lot(TWIN, strength="powder", amount="500 mg"), stamp())
    grams = hold(1, TWIN).model_copy(update={"amount": Quantity(value=Decimal("0.6"), unit="g")})
    with pytest.raises(Overdrawn):
        runs.reserve(RUN, (grams,), stamp())
    half = grams.model_copy(update={"amount": Quantity(value=Decimal("250"), unit="mg")})
    runs.reserve(RUN, (half,), stamp())
    assert runs.stockroom().free(TWIN) == Decimal("0.25")


def test_that_an_archived_run_holds_nothing_until_it_comes_back(runs: Library, stamp: Stamped) -> None:
    runs.reserve(RUN, (hold(700),), stamp())
    runs.archive(RUN, stamp(1))
    assert runs.stockroom().reservations == ()
    runs.reserve(OTHER_RUN, (hold(800, run=OTHER_RUN),), stamp(2))
    runs.archive(RUN, stamp(3), archived=False)
    assert runs.stockroom().free(LOT) == Decimal("-0.5")
    with pytest.raises(Overdrawn) as caught:
        runs.reserve(RUN, (hold(700),), stamp(4))
    assert caught.value.free == volume("0.2")


def test_that_a_run_lets_go_of_everything(runs: Library, stamp: Stamped) -> None:
    runs.reserve(RUN, (hold(700),), stamp())
    runs.reserve(OTHER_RUN, (hold(100, run=OTHER_RUN),), stamp())
    runs.release(RUN)
    runs.release(GONE)
    assert runs.stockroom().reservations == (hold(100, run=OTHER_RUN),)


def test_that_only_runs_reserve_and_only_of_lots_that_are_there(runs: Library, titled: Any, stamp: Stamped) -> None:
    protocol = runs.add(titled("A"), stamp()).entry.id
    for document, wanted in ((GONE, LOT), (protocol, LOT), (RUN, GONE)):
        with pytest.raises(NoSuchRecord):
            runs.reserve(document, (hold(1, wanted),), stamp())
    runs.archive_lot(LOT, stamp())
    with pytest.raises(NoSuchRecord) as caught:
        runs.reserve(RUN, (hold(1),), stamp())
    assert "archived" in caught.value.message.written("en")
    assert runs.stockroom().reservations == ()


def test_that_one_run_does_not_reserve_a_lot_twice(runs: Library, stamp: Stamped) -> None:
    with pytest.raises(ValueError, match="two reservations"):
        runs.reserve(RUN, (hold(600), hold(600)), stamp())


def test_that_two_runs_that_want_the_last_of_a_lot_have_one_winner(
    runs: Library, place: LibraryPlace, opened: Opened, stamp: Stamped
) -> None:
    rounds = 15
    libraries = {RUN: opened(place), OTHER_RUN: opened(place)}
    lots = [f"{number:032x}" for number in range(rounds)]
    for each in lots:
        runs.add_lot(lot(each), stamp())
    together = threading.Barrier(2)
    won: list[tuple[str, str]] = []
    lost: list[tuple[str, str]] = []
    broken: list[BaseException] = []

    def reserve(run: str) -> None:
        for each in lots:
            together.wait()
            try:
                libraries[run].reserve(run, (hold(600, each, run),), stamp())
                won.append((each, run))
            except Overdrawn:
                lost.append((each, run))
            except BaseException as fault:
                broken.append(fault)
            together.wait()

    threads = [threading.Thread(target=reserve, args=(run,)) for run in libraries]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert broken == []
    assert sorted(each for each, _ in won) == sorted(each for each, _ in lost) == lots


def test_that_two_runs_that_want_the_same_lots_in_another_order_both_get_them(
    runs: Library, place: LibraryPlace, opened: Opened, stamp: Stamped
) -> None:
    runs.add_lot(lot(TWIN), stamp())
    libraries = {RUN: opened(place), OTHER_RUN: opened(place)}
    broken: list[BaseException] = []

    def reserve(run: str, order: tuple[str, str]) -> None:
        try:
            for amount in range(1, 16):
                libraries[run].reserve(run, [hold(amount, each, run) for each in order], stamp())
        except BaseException as fault:
            broken.append(fault)

    orders = {RUN: (LOT, TWIN), OTHER_RUN: (TWIN, LOT)}
    threads = [threading.Thread(target=reserve, args=each) for each in orders.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert broken == []
    assert runs.stockroom().reserved(LOT) == runs.stockroom().reserved(TWIN) == Decimal("0.03")


# Damage


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE stock_lots SET content = replace(content, '1 mL', '9 mL')",
        "UPDATE stock_lots SET content = '{}'",
        "UPDATE stock_lots SET reagent = 'hgf'",
        "UPDATE stock_reservations SET content = replace(content, '700', '7')",
        "UPDATE stock_reservations SET last_use = '2026-12-31'",
    ],
)
def test_that_nothing_is_counted_with_a_record_that_was_changed_by_hand(
    runs: Library, database: Database, stamp: Stamped, statement: str
) -> None:
    runs.reserve(RUN, (hold(700),), stamp())
    database.write(lambda session: session.execute(text(statement)))
    for work in (runs.stockroom, lambda: runs.reserve(OTHER_RUN, (hold(1, run=OTHER_RUN),), stamp())):
        with pytest.raises(Damaged) as caught:
            work()
        assert "backup" in caught.value.message.written("en")
    (problem,) = runs.verify()
    assert problem.key.startswith("stock_")


def test_that_damage_of_a_lot_is_not_covered_by_a_new_digest(runs: Library, database: Database, stamp: Stamped) -> None:
    database.write(lambda session: session.execute(text("UPDATE stock_lots SET content = '{}'")))
    with pytest.raises(Damaged):
        runs.save_lot(lot(amount="2 mL"), 1, stamp())
    with pytest.raises(Damaged):
        runs.archive_lot(LOT, stamp())
    assert len(runs.verify()) == 1


def test_that_a_lot_of_a_newer_program_is_left_alone(runs: Library, database: Database, stamp: Stamped) -> None:
    def write_as_a_newer_program(session: Any) -> None:
        session.get_one(LotRow, LOT).content_format = LOT_FORMAT + 1

    database.write(write_as_a_newer_program)
    for work in (runs.stockroom, lambda: runs.save_lot(lot(amount="2 mL"), 1, stamp())):
        with pytest.raises(NewerLibrary):
            work()


# Products


def test_that_products_come_back_as_they_were(place: LibraryPlace, opened: Opened, stamp: Stamped) -> None:
    products = (
        Product(reagent="egf", supplier="R&D", catalogue_number="236-EG", pack="200 µg", lead_days=14),
        Product(reagent="烟酰胺"),
    )
    library = opened(place)
    assert library.stockroom() == Stockroom()
    library.keep_products(products, stamp())
    assert opened(place).stockroom().products == products
    library.keep_products((), stamp())
    assert library.stockroom().products == ()


def test_that_one_product_is_kept_beside_what_others_have_said(
    place: LibraryPlace, opened: Opened, stamp: Stamped
) -> None:
    library = opened(place)
    egf, bfgf = Product(reagent="egf", pack="50 µg"), Product(reagent="bfgf", pack="10 µg")
    library.keep_product(egf, stamp())
    library.keep_product(bfgf, stamp())
    assert library.stockroom().products == (egf, bfgf)
    dearer = egf.model_copy(update={"pack": "1 mg", "lead_days": 21})
    library.keep_product(dearer, stamp())
    assert library.stockroom().products == (bfgf, dearer)
    library.keep_product(Product(reagent="bfgf"), stamp())
    assert library.stockroom().products == (dearer,)


@pytest.mark.parametrize("kept", ["", "{", "[]", "null", "{}", '{"format":"other/1"}'])
def test_that_damaged_products_are_neither_read_nor_overwritten(library: Library, stamp: Stamped, kept: str) -> None:
    library.keep_setting(PRODUCTS, kept, stamp())
    for work in (library.stockroom, lambda: library.keep_products((), stamp())):
        with pytest.raises(Damaged):
            work()
    assert library.setting(PRODUCTS) == kept


def test_that_products_of_a_newer_program_are_neither_read_nor_overwritten(library: Library, stamp: Stamped) -> None:
    kept = json.dumps({"format": "mscplanner-products/2", "products": [], "prices": []})
    library.keep_setting(PRODUCTS, kept, stamp())
    for work in (library.stockroom, lambda: library.keep_products((), stamp())):
        with pytest.raises(NewerLibrary):
            work()
    assert library.setting(PRODUCTS) == kept


def test_that_a_record_says_what_the_lot_is_called(library: Library, stamp: Stamped) -> None:
    record: LotRecord = library.add_lot(lot(number="A12"), stamp())
    assert record.name.written("en") == "egf 100 µg/mL, lot A12"
    assert record.name.written("zh") == "egf 100 µg/mL，批号 A12"
