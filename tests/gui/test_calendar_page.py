"""The page of the working calendar: every control named and in reach, nothing cut, every refusal told."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDateEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from mscplanner.domain.language import Language
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.work_calendar import MOST_EXCEPTIONS, Absence, CalendarDay, WorkCalendar
from mscplanner.gui.calendar_document import CalendarDocument
from mscplanner.gui.calendar_page import CalendarPage
from mscplanner.gui.fonts import add_chinese_font
from mscplanner.gui.theme import apply_theme
from mscplanner.gui.wording import Wording
from mscplanner.library.public_holidays import countries

TODAY, TUESDAY, CHRISTMAS = date(2026, 12, 4), date(2026, 12, 8), date(2026, 12, 25)
CALENDAR = WorkCalendar(
    closed_weekdays=("sat", "sun"),
    country="DE",
    subdivision="BY",
    holidays=(CalendarDay(day=CHRISTMAS, open=False, name=LocalText(en="Christmas Day")),),
    holidays_from=date(2025, 1, 1),
    holidays_until=date(2029, 1, 1),
    holidays_known_until=date(2029, 1, 1),
    exceptions=(CalendarDay(day=TUESDAY, open=False, name=LocalText(plain="Retreat")),),
    people=("L. Zhang", "W. Li"),
    absences=(Absence(person="L. Zhang", first=TUESDAY, until=date(2026, 12, 12)),),
)
Opening = Callable[..., CalendarPage]


@pytest.fixture
def opening(qtbot: QtBot, qapp: QApplication) -> Iterator[Opening]:
    add_chinese_font()

    def made(
        calendar: WorkCalendar = CALENDAR,
        size: tuple[int, int] = (1180, 690),
        percent: int = 100,
        language: Language = "en",
    ) -> CalendarPage:
        apply_theme(qapp, "light", percent)
        wording = Wording(language)
        document = CalendarDocument(calendar, wording)
        page = CalendarPage(wording, document, TODAY)
        page.show_countries(countries())
        document.setParent(page)
        qtbot.addWidget(page)
        page.resize(*size)
        page.show()
        page.activateWindow()
        assert QTest.qWaitForWindowActive(page)
        return page

    yield made
    apply_theme(qapp, "light", 100)


def document_of(page: CalendarPage) -> CalendarDocument:
    return page.findChildren(CalendarDocument)[0]


def test_that_every_control_has_a_name_for_screen_readers(opening: Opening) -> None:
    nameless = []
    for widget in opening().findChildren(QWidget):
        inner = widget.objectName().startswith("qt_") or type(widget.parent()).__name__ in ("QFrame", "CountryBox")
        inner = inner or isinstance(widget.parent(), QComboBox | QDateEdit | QTableView)
        text = widget.text() if isinstance(widget, QAbstractButton) else ""
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not inner and not (widget.accessibleName() or text):
            nameless.append(f"{type(widget).__name__} {widget.objectName()}")
    assert not nameless


def test_that_tab_goes_through_the_page_in_reading_order(opening: Opening) -> None:
    page = opening()
    page.back.setFocus()
    met: list[QWidget] = []
    for _ in range(40):
        QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused
        if focused is page.back:
            break
        met.append(focused)
    boxes = [*page.weekdays.boxes.values()]
    assert met[: len(boxes)] == boxes
    order = [page.holidays.country, page.own_days.table, page.absences.add, page.earlier, page.day.toggle, page.year]
    places = [met.index(each) for each in order]
    assert places == sorted(places)


def cut(page: CalendarPage) -> list[str]:
    """Return the texts that have too little room."""
    found = []
    for widget in page.findChildren(QWidget):
        if not widget.isVisible():
            continue
        if isinstance(widget, QPushButton) or (isinstance(widget, QLabel) and not widget.wordWrap()):
            wanted = widget.sizeHint().width() if isinstance(widget, QPushButton) else widget.minimumSizeHint().width()
            if widget.text() and widget.width() < wanted:
                found.append(f"{widget.text()} {widget.width()} < {wanted}")
        if isinstance(widget, QScrollArea) and widget.horizontalScrollBar().maximum() > 0:
            found.append(f"{widget.accessibleName()} scrolls sideways")
    return found


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    ("size", "percent"), [((1180, 690), 100), ((924, 570), 100), ((1145, 690), 150), ((873, 567), 175)]
)
def test_that_nothing_is_cut(opening: Opening, language: Language, size: tuple[int, int], percent: int) -> None:
    page = opening(size=size, percent=percent, language=language)
    QApplication.processEvents()
    assert not cut(page)


def test_that_the_chosen_day_is_named_in_a_line_of_its_own(opening: Opening) -> None:
    page = opening()
    page.year.choose(CHRISTMAS)
    assert page.day.title.text() == "2026-12-25 Fri"
    assert page.day.words.text() == "Public holiday: Christmas Day"
    assert not page.day.name.isEnabled()
    page.year.choose(TUESDAY)
    assert (page.day.words.text(), page.day.name.text()) == ("Closed by the lab: Retreat", "Retreat")
    assert page.own_days.table.current
    assert page.own_days.table.current.cells[1] == "closed: Retreat"


def test_that_everything_follows_the_language(opening: Opening) -> None:
    page = opening()
    page.year.choose(CHRISTMAS)
    document_of(page).wording.set_language("zh")
    texts = [each.text() for each in page.findChildren(QLabel) if each.isVisible()]
    texts += [each.text() for each in page.findChildren(QAbstractButton) if each.isVisible()]
    assert not [text for text in texts if re.search("[A-Za-z]{3,}", text.replace("Christmas Day", ""))]
    assert page.holidays.country.currentText() == "德国 (DE)"
    assert page.holidays.region.currentText() == "BY · Bayern"


def test_that_a_change_of_the_country_asks_for_its_holidays(opening: Opening) -> None:
    page = opening()
    asked: list[tuple[str, str]] = []
    page.country_wanted.connect(lambda country, part: asked.append((country, part)))
    field = page.holidays.country.lineEdit()
    assert isinstance(field, QLineEdit)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "portug")
    QTest.keyClick(QApplication.activePopupWidget() or field, Qt.Key.Key_Return)
    page.year.setFocus()
    assert asked == [("PT", "")]


def test_that_too_many_days_are_refused_beside_the_day(opening: Opening) -> None:
    days = tuple(CalendarDay(day=date(2010, 1, 1) + timedelta(days=at), open=True) for at in range(MOST_EXCEPTIONS))
    page = opening(CALENDAR.model_copy(update={"exceptions": days}))
    QTest.keyClick(page.year, Qt.Key.Key_Space)
    assert any("1000 days of your own already" in each.text() for each in page.day.findChildren(QLabel))
    assert document_of(page).undo_stack.count() == 0


def test_that_a_person_away_is_listed_with_both_days(opening: Opening) -> None:
    page = opening()
    cells = [page.absences.table.entries.row_at(at) for at in range(2)]
    assert [each.cells for each in cells if each] == [
        ("L. Zhang", "2026-12-08 Tue – 2026-12-11 Fri"),
        ("W. Li", "—"),
    ]
    page.absences.table.choose("person:W. Li")
    QTest.mouseClick(page.absences.remove, Qt.MouseButton.LeftButton)
    assert document_of(page).value.people == ("L. Zhang",)


def test_that_the_last_day_away_never_comes_before_the_first(opening: Opening) -> None:
    fields = opening().absences
    fields.first.setDate(fields.first.date().addDays(10))
    assert fields.last.date() == fields.first.date()
