"""Every change of lots can be taken back, and takes nothing of somebody else's with it."""

from random import Random

import pytest
from pytestqt.qtbot import QtBot

from mscplanner.domain.lab import Lab
from mscplanner.domain.message import message
from mscplanner.domain.stockroom import Lot
from mscplanner.gui.lot_book import LotBook, LotSpot, Shelved
from mscplanner.gui.lot_steps import LotSteps
from mscplanner.gui.wording import Wording
from mscplanner.planning.lot_fields import LOT_FIELDS

LOT = Lot(id="a" * 32, reagent="egf", strength="100 µg/mL", amount="1 mL")


@pytest.fixture
def book(qtbot: QtBot) -> LotBook:
    made = LotBook(Wording("en"))
    made.take_in([Shelved(LOT)])
    return made


@pytest.fixture
def steps(book: LotBook, lab: Lab) -> LotSteps:
    return LotSteps(book, lab)


def lot(book: LotBook) -> Lot:
    shelved = book.get(LOT.id)
    assert shelved
    return shelved.lot


def test_that_a_change_is_one_step_with_a_name(book: LotBook, steps: LotSteps) -> None:
    steps.begin()
    for text in ("0.", "0.8", "0.8 mL"):
        steps.type(LOT.id, "amount", text)
    assert (lot(book).amount, book.undo_stack.count()) == ("0.8 mL", 1)
    assert book.step_name(-1) == "Change “Left” of EGF"
    book.undo_stack.undo()
    assert lot(book) == LOT
    book.undo_stack.redo()
    assert lot(book).amount == "0.8 mL"


def test_that_what_is_typed_back_leaves_nothing_to_undo(book: LotBook, steps: LotSteps) -> None:
    steps.begin()
    steps.type(LOT.id, "amount", "2 mL")
    steps.type(LOT.id, "amount", "1 mL")
    assert not book.undo_stack.canUndo()


def test_that_two_visits_of_a_field_are_two_steps(book: LotBook, steps: LotSteps) -> None:
    for text in ("2 mL", "3 mL"):
        steps.begin()
        steps.type(LOT.id, "amount", text)
    assert book.undo_stack.count() == 2


def test_that_esc_takes_back_what_was_handed_in_since_the_field_was_entered(book: LotBook, steps: LotSteps) -> None:
    steps.begin()
    steps.type(LOT.id, "number", "A12")
    steps.begin()
    steps.type(LOT.id, "amount", "2 mL")
    steps.take_back()
    steps.take_back()
    assert (lot(book).amount, lot(book).number) == ("1 mL", "A12")


def test_that_an_undone_lot_goes_to_the_archive_and_comes_back(book: LotBook, steps: LotSteps) -> None:
    added = steps.add("New stock")
    assert [each.reagent for each in book.lots()] == ["egf", "New stock"]
    book.undo_stack.undo()
    assert ([each.id for each in book.lots()], [each.id for each in book.lots(archived=True)]) == ([LOT.id], [added])
    book.undo_stack.redo()
    assert len(book.lots()) == 2


def test_that_a_duplicate_is_of_the_same_stock_and_of_another_tube(book: LotBook, steps: LotSteps) -> None:
    twin = book.get(steps.duplicate(LOT.id))
    assert twin
    assert (twin.lot.reagent, twin.lot.strength, twin.lot.amount) == ("egf", "100 µg/mL", "")
    assert steps.duplicate("f" * 32) == ""


def test_that_many_lots_are_taken_over_in_one_step(book: LotBook, steps: LotSteps) -> None:
    steps.take_over([("activin-a", "100 µg/mL"), ("nicotinamide", "1 mol/L")])
    assert [each.amount for each in book.lots()] == ["1 mL", "", ""]
    assert book.step_name(-1) == "Take over 2 usual stocks"
    book.undo_stack.undo()
    assert len(book.lots()) == 1
    assert steps.take_over([]) == ()
    assert not book.undo_stack.canUndo()


def test_that_undo_leaves_alone_what_somebody_else_saved_since(book: LotBook, steps: LotSteps) -> None:
    steps.begin()
    steps.type(LOT.id, "amount", "0.8 mL")
    theirs = LOT.model_copy(update={"amount": "0.8 mL", "storage": "-80 °C"})
    book.take_in([Shelved(theirs)])
    book.undo_stack.undo()
    assert lot(book) == LOT.model_copy(update={"storage": "-80 °C"})
    book.undo_stack.redo()
    assert lot(book) == theirs
    book.take_in([Shelved(theirs.model_copy(update={"amount": "0.5 mL"}))])
    book.undo_stack.undo()
    assert lot(book).amount == "0.5 mL"


def test_that_the_place_of_an_undone_step_is_told(qtbot: QtBot, book: LotBook, steps: LotSteps) -> None:
    steps.begin()
    steps.type(LOT.id, "expiry", "2027-05-31")
    with qtbot.waitSignal(book.spot_wanted) as told:
        book.undo_stack.undo()
    assert told.args == [LotSpot(LOT.id, "expiry")]


def test_that_a_change_that_changes_nothing_is_no_step(book: LotBook) -> None:
    book.change(message("x"), (Shelved(LOT),))
    assert not book.undo_stack.canUndo()


def test_that_two_hundred_random_steps_can_be_undone_and_done_again(book: LotBook, steps: LotSteps) -> None:
    random = Random(20261123)
    texts = ("1,5 mM", "2 mL", "", "neat", "2027-05-31", "7", "EGF", "x" * 500)
    before = tuple(book.get(each) for each in book.ids())
    for _ in range(200):
        chosen = random.choice(book.ids())
        steps.begin()
        match random.randrange(6):
            case 0:
                steps.add("New stock")
            case 1:
                steps.duplicate(chosen)
            case 2:
                steps.archive(chosen, random.random() < 0.5)
            case _:
                steps.type(chosen, random.choice(LOT_FIELDS), random.choice(texts))
    after = tuple(book.get(each) for each in book.ids())
    while book.undo_stack.canUndo():
        book.undo_stack.undo()
    assert tuple(book.get(each) for each in book.ids())[:1] == before
    assert [each.id for each in book.lots()] == [LOT.id]
    while book.undo_stack.canRedo():
        book.undo_stack.redo()
    assert tuple(book.get(each) for each in book.ids()) == after
