"""The stocks page, by keys and mouse."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt, QtMsgType
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from mscplanner.domain.lab import Lab
from mscplanner.domain.message import message
from mscplanner.domain.quantity import volume
from mscplanner.domain.stockroom import Lot, Reservation, Stockroom
from mscplanner.gui.fonts import add_chinese_font
from mscplanner.gui.lot_book import LotBook, Shelved
from mscplanner.gui.lot_steps import LotSteps
from mscplanner.gui.stocks_page import StocksPage
from mscplanner.gui.theme import apply_theme
from mscplanner.gui.typed_field import TypedField
from mscplanner.gui.wording import Wording
from mscplanner.planning.lot_fields import LotField

TODAY = date(2026, 12, 4)
ACTIVIN, EGF, NICO, OLD = (letter * 32 for letter in "abcd")
LOTS = (
    Lot(id=ACTIVIN, reagent="activin-a", strength="100 µg/mL", number="DA12", amount="1.5 mL", aliquot="50 µL"),
    Lot(id=EGF, reagent="egf", strength="100 µg/mL", number="E1", expiry=date(2026, 11, 30), storage="box 7"),
    Lot(id=NICO, reagent="nicotinamide", strength="1 mol/L", expiry=date(2026, 12, 20), amount="0.2 mL"),
    Lot(id=OLD, reagent="hgf", strength="50 µg/mL", number="old"),
)
HOLDS = (
    Reservation(lot=ACTIVIN, run="1" * 32, number="R-2026-014", amount=volume("0.3"), last_use=date(2026, 12, 20)),
    Reservation(lot=NICO, run="1" * 32, number="R-2026-014", amount=volume("0.25"), last_use=date(2026, 12, 20)),
)


class Place(QObject):
    """A page with a book of lots, as the window keeps them together."""

    def __init__(self, lab: Lab, lots: tuple[Lot, ...]) -> None:
        super().__init__()
        self.wording = Wording("en")
        self.book = LotBook(self.wording, self)
        self.steps = LotSteps(self.book, lab)
        self.page = StocksPage(self.wording, self.steps, TODAY)
        self.book.changed.connect(self.renew)
        self.book.spot_wanted.connect(lambda spot: self.page.show_step(spot.lot, spot.field))
        self.book.take_in([Shelved(lot, lot.id == OLD) for lot in lots])
        self.renew()

    def renew(self) -> None:
        shelved = [each for lot_id in self.book.ids() if (each := self.book.get(lot_id))]
        room = Stockroom(lots=self.book.lots(), reservations=HOLDS)
        self.page.show_lots(shelved, room)

    def field(self, name: LotField) -> TypedField:
        field = self.page.form.fields.field(name)
        assert field
        return field

    def type(self, name: LotField, text: str) -> TypedField:
        field = self.field(name)
        field.setFocus(Qt.FocusReason.TabFocusReason)
        field.selectAll()
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return)
        return field

    def lot(self, lot_id: str) -> Lot:
        shelved = self.book.get(lot_id)
        assert shelved
        return shelved.lot

    def told(self, name: LotField) -> list[str]:
        return self.page.form.fields.notes(name).texts()

    def cells(self, lot_id: str) -> tuple[str, ...]:
        row = self.page.list.table.entries.row_at(self.page.list.table.entries.line_of(lot_id))
        assert row
        return row.cells

    def shown(self) -> list[str]:
        entries = self.page.list.table.entries
        rows = [entries.row_at(line) for line in range(entries.rowCount())]
        return [row.id for row in rows if row]


@pytest.fixture
def opening(qtbot: QtBot, qapp: QApplication, lab: Lab, qtlog: Any) -> Iterator[Any]:
    """Open the page with lots; a warning of Qt fails the test."""
    apply_theme(qapp, "light", 100)
    add_chinese_font()

    def opened(lots: tuple[Lot, ...] = LOTS, width: int = 1150) -> Place:
        place = Place(lab, lots)
        qtbot.addWidget(place.page)
        place.page.resize(width, 620)
        place.page.show()
        place.page.activateWindow()
        assert QTest.qWaitForWindowActive(place.page)
        return place

    yield opened
    said = [record.message for record in qtlog.records if record.type != QtMsgType.QtDebugMsg]
    assert not [text for text in said if "This plugin does not support" not in text]


def button(place: Place, name: str) -> QPushButton:
    found = [each for each in place.page.findChildren(QPushButton, name) if each.isVisible()]
    assert found, name
    return found[0]


# The list


def test_that_a_row_says_what_is_left_reserved_and_free(opening: Any) -> None:
    place = opening()
    cells = place.cells(ACTIVIN)
    assert cells[:9] == ("Activin A", "100 µg/mL", "", "DA12", "—", "1.5 mL", "300 µL", "1.2 mL", "50 µL")


def test_that_what_stands_in_the_way_is_told_by_word_and_shape(opening: Any) -> None:
    place = opening()
    entries = place.page.list.table.entries
    assert (place.cells(EGF)[2], place.cells(NICO)[2]) == ("Expired 4 d ago", "Overdrawn by 50 µL · Expires in 16 d")
    for lot_id, shape in ((ACTIVIN, None), (EGF, "error"), (NICO, "error")):
        row = entries.row_at(entries.line_of(lot_id))
        assert row
        assert row.sign == ((2, shape) if shape else None)
        drawn = entries.data(entries.index(entries.line_of(lot_id), 2), Qt.ItemDataRole.DecorationRole)
        assert (drawn is not None) == (shape is not None)
    heard = entries.data(entries.index(entries.line_of(EGF), 2), Qt.ItemDataRole.AccessibleTextRole)
    assert heard == "State: Expired 4 d ago"
    counts = place.page.findChild(QLabel, "stock_counts")
    assert counts
    assert counts.text() == "2 stocks cannot be used"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("激活素", [ACTIVIN]),
        ("box 7", [EGF]),
        ("R-2026-014", [ACTIVIN, NICO]),
        ("expired", [EGF]),
        ("100 µg", [ACTIVIN, EGF]),
        ("nothing", []),
    ],
)
def test_that_lots_are_found_by_everything_that_is_known_of_them(opening: Any, typed: str, found: list[str]) -> None:
    place = opening()
    place.page.list.search.setText(typed)
    assert place.shown() == found


def test_that_lots_are_sorted_by_any_column_with_keys_alone(opening: Any) -> None:
    place = opening()
    assert place.shown() == [ACTIVIN, EGF, NICO]
    box = place.page.list.table.sort_box
    box.setFocus()
    box.setCurrentIndex(4)
    box.activated.emit(4)
    assert place.shown() == [EGF, NICO, ACTIVIN]
    box.activated.emit(2)
    assert place.shown()[2] == ACTIVIN


def test_that_the_archive_is_shown_below_the_others(opening: Any) -> None:
    place = opening()
    QTest.keyClick(place.page.list.archive, Qt.Key.Key_Space)
    assert place.shown() == [ACTIVIN, EGF, NICO, OLD]
    wanted: list[tuple[str, bool]] = []
    place.page.archive_wanted.connect(lambda *each: wanted.append(each))
    place.page.choose(OLD)
    assert not place.page.findChildren(QPushButton, "archive")[0].isVisible()
    QTest.keyClick(button(place, "bring_back"), Qt.Key.Key_Space)
    place.page.choose(EGF)
    QTest.keyClick(place.page.list.table, Qt.Key.Key_Delete)
    assert wanted == [(OLD, False), (EGF, True)]


def test_that_an_empty_place_says_what_a_stock_is_and_leads_on(opening: Any) -> None:
    place = opening(())
    texts = [label.text() for label in place.page.findChildren(QLabel) if label.isVisible()]
    assert any("A stock is a tube in your freezer" in text for text in texts)
    asked: list[str] = []
    place.page.add_wanted.connect(lambda: asked.append("add"))
    place.page.usual_wanted.connect(lambda: asked.append("usual"))
    first, other = button(place, "first_stock"), button(place, "first_usual")
    assert (first.text(), other.text()) == ("Add Stock", "Take Over Usual Stocks…")
    place.page.setFocus()
    assert first.hasFocus()
    for each in (first, other):
        QTest.keyClick(each, Qt.Key.Key_Space)
    assert asked == ["add", "usual"]
    assert not place.page.form.isVisible()


def test_that_keys_add_duplicate_and_archive(opening: Any) -> None:
    place = opening()
    done: list[str] = []
    place.page.add_wanted.connect(lambda: done.append("add"))
    place.page.duplicate_wanted.connect(lambda lot_id: done.append(lot_id[0]))
    place.page.archive_wanted.connect(lambda lot_id, _archived: done.append(f"archive {lot_id[0]}"))
    place.page.choose(EGF)
    table = place.page.list.table
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Insert)
    QTest.keyClick(table, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert done == ["add", "b", "archive b"]


def test_that_a_lot_is_edited_with_keys_alone(opening: Any) -> None:
    place = opening()
    place.page.setFocus()
    table = place.page.list.table
    assert table.hasFocus()
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert place.field("reagent").hasFocus()
    for name in ("strength", "solvent", "amount", "aliquot", "number", "expiry"):
        focused = QApplication.focusWidget()
        assert focused
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        assert place.field(name).hasFocus(), name
    QTest.keyClicks(place.field("expiry"), "2027-05-31")
    QTest.keyClick(place.field("expiry"), Qt.Key.Key_Return)
    assert place.lot(EGF).expiry == date(2027, 5, 31)
    assert place.cells(EGF)[2] == ""


# The form


def test_that_each_field_tells_what_it_understood(opening: Any) -> None:
    place = opening()
    place.page.choose(ACTIVIN)
    assert place.told("strength") == ["= 100 µg/mL = 3.85 µmol/L (26 kDa)"]
    assert place.told("amount") == ["= 1.5 mL · 30 tubes"]
    place.type("expiry", "2027-05-31")
    assert place.told("expiry") == ["= 2027-05-31 Mon · 178 d from today"]
    held = place.page.findChild(QLabel, "held_by")
    assert held
    assert held.text().splitlines() == [
        "1.2 mL of 1.5 mL free",
        "R-2026-014 has reserved 300 µL, last use 2026-12-20 Sun",
    ]


def test_that_a_wrong_amount_is_kept_told_and_mended_by_one_press(opening: Any) -> None:
    place = opening()
    place.page.choose(ACTIVIN)
    field = place.type("amount", "1,5 mL")
    assert (field.text(), place.lot(ACTIVIN).amount) == ("1,5 mL", "1,5 mL")
    assert "“1,5 mL” can be read as two numbers" in place.told("amount")
    assert "two numbers" in field.accessibleDescription()
    assert place.cells(ACTIVIN)[2] == "Amount cannot be read"
    fix = next(each for each in place.page.findChildren(QPushButton, "fix_0") if each.isVisible())
    assert fix.text() == "Use 1.5 mL"
    QTest.mouseClick(fix, Qt.MouseButton.LeftButton)
    assert (field.text(), place.lot(ACTIVIN).amount) == ("1.5 mL", "1.5 mL")


def test_that_a_day_that_cannot_be_read_stays_in_its_field_and_nowhere_else(opening: Any) -> None:
    place = opening()
    place.page.choose(NICO)
    field = place.type("expiry", "05/06/2027")
    assert (field.text(), place.lot(NICO).expiry) == ("05/06/2027", date(2026, 12, 20))
    assert "not kept, 2026-12-20 stays" in place.told("expiry")
    place.page.choose(EGF)
    assert field.text() == "2026-11-30"
    place.page.choose(NICO)
    assert field.text() == "05/06/2027"
    fix = next(each for each in place.page.findChildren(QPushButton, "fix_1") if each.isVisible())
    fix.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(fix, Qt.Key.Key_Space)
    assert (field.text(), place.lot(NICO).expiry) == ("2027-05-06", date(2027, 5, 6))
    assert place.told("expiry") == ["= 2027-05-06 Thu · 153 d from today"]


def test_that_esc_takes_back_what_was_typed_and_what_was_refused(opening: Any) -> None:
    place = opening()
    place.page.choose(NICO)
    field = place.type("expiry", "soon")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == "2026-12-20"
    field = place.type("amount", "5 mL")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert (field.text(), place.lot(NICO).amount) == ("0.2 mL", "0.2 mL")


def test_that_what_is_half_typed_never_reaches_another_lot(opening: Any) -> None:
    place = opening()
    place.page.choose(ACTIVIN)
    field = place.field("number")
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "X9")
    place.page.choose(EGF)
    assert (place.lot(ACTIVIN).number, place.lot(EGF).number, field.text()) == ("X9", "E1", "E1")


def test_that_a_reagent_is_completed_by_any_of_its_names_and_kept_by_its_id(opening: Any) -> None:
    place = opening()
    place.page.choose(ACTIVIN)
    field = place.field("reagent")
    field.setFocus(Qt.FocusReason.TabFocusReason)
    field.selectAll()
    QTest.keyClicks(field, "tretin")
    popup = QApplication.activePopupWidget()
    assert popup
    QTest.keyClick(popup, Qt.Key.Key_Tab)
    assert place.lot(ACTIVIN).reagent == "retinoic-acid"
    assert place.cells(ACTIVIN)[0] == "Retinoic acid"
    assert place.page.current == ACTIVIN


def test_that_the_lot_in_the_form_stays_chosen_wherever_it_is_sorted_to(opening: Any) -> None:
    place = opening()
    place.type("reagent", "zinc")
    assert (place.page.current, place.shown()[-1]) == (ACTIVIN, ACTIVIN)
    place.type("number", "Z1")
    assert (place.lot(ACTIVIN).number, place.lot(EGF).number) == ("Z1", "E1")


def test_that_a_name_is_not_taken_away(opening: Any) -> None:
    place = opening()
    place.page.choose(ACTIVIN)
    field = place.type("reagent", " ")
    place.field("strength").setFocus(Qt.FocusReason.TabFocusReason)
    assert (place.lot(ACTIVIN).reagent, field.text()) == ("activin-a", "Activin A")


def test_that_undo_returns_to_the_lot_and_the_field(opening: Any) -> None:
    place = opening()
    place.page.choose(ACTIVIN)
    place.type("storage", "box 1")
    place.page.choose(EGF, "number")
    place.book.undo_stack.undo()
    assert (place.page.current, place.field("storage").text()) == (ACTIVIN, "")
    assert place.field("storage").hasFocus()


def test_that_an_undone_archive_is_followed_and_an_undone_addition_is_not(opening: Any) -> None:
    place = opening()
    place.steps.archive(ACTIVIN, True)
    assert ACTIVIN not in place.shown()
    place.book.undo_stack.undo()
    assert place.page.current == ACTIVIN
    place.steps.add("New stock")
    place.book.undo_stack.undo()
    assert not place.page.list.archived


def test_that_no_field_takes_more_than_a_lot_can_hold(opening: Any) -> None:
    place = opening()
    place.page.choose(ACTIVIN)
    for name in ("amount", "storage", "note"):
        field = place.type(name, "9" * 90)
        field.setFocus()
        field.insert("9" * 500)
        field.hand_in()
    lot = place.lot(ACTIVIN)
    assert (len(lot.amount), len(lot.storage), len(lot.note)) == (64, 80, 400)


# The whole


def test_that_nothing_can_be_changed_while_the_stocks_cannot_be_read(opening: Any) -> None:
    place = opening()
    place.page.show_lots([], Stockroom(), message("damaged"), editable=False)
    trouble = place.page.findChild(QLabel, "trouble")
    assert trouble
    assert (trouble.text(), trouble.isVisible()) == ("damaged", True)
    asked: list[str] = []
    place.page.add_wanted.connect(lambda: asked.append("add"))
    QTest.keyClick(place.page, Qt.Key.Key_Insert)
    QTest.mouseClick(button(place, "first_stock"), Qt.MouseButton.LeftButton)
    assert asked == []


def test_that_the_form_stands_beside_the_list_or_below_it(opening: Any) -> None:
    wide, narrow = opening(), opening(width=900)
    for place, beside in ((wide, True), (narrow, False)):
        form = place.page.form.mapTo(place.page, place.page.form.rect().topLeft())
        table = place.page.list.mapTo(place.page, place.page.list.rect().topLeft())
        assert (form.x() > table.x() + 100) == beside
        assert (form.y() > table.y() + 100) == (not beside)


def test_that_everything_follows_the_language(opening: Any) -> None:
    place = opening()
    place.page.choose(ACTIVIN)
    place.wording.set_language("zh")
    assert place.cells(EGF)[:3] == ("EGF", "100 µg/mL", "已过期 4 天")
    assert place.field("reagent").text() == "激活素 A"
    assert place.told("amount") == ["= 1.5 mL · 30 支"]
    assert place.field("amount").accessibleName() == "剩余量"


def test_that_every_control_has_a_name_to_be_heard(opening: Any) -> None:
    place = opening()
    place.page.choose(ACTIVIN)
    place.type("amount", "1,5 mL")
    controls = [
        each
        for each in place.page.findChildren(QWidget)
        if each.isVisible() and each.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert len([each for each in controls if isinstance(each, QLineEdit)]) >= 15
    named = [each.accessibleName() or (each.text() if isinstance(each, QAbstractButton) else "") for each in controls]
    assert all(named), [each.objectName() for each, name in zip(controls, named, strict=True) if not name]


def test_that_two_thousand_lots_are_listed_and_edited(opening: Any) -> None:
    lots = tuple(LOTS[0].model_copy(update={"id": f"{number:032x}", "number": str(number)}) for number in range(2000))
    place = opening(lots)
    place.page.choose(lots[1234].id)
    place.type("amount", "2 mL")
    assert place.cells(lots[1234].id)[5] == "2 mL"
    assert len(place.shown()) == 2000
    place.type("reagent", "zinc")
    table = place.page.list.table
    assert table.viewport().rect().contains(table.visualRect(table.currentIndex()).center())
