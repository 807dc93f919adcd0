"""The current run as a calendar file, again and again."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from icalendar import Calendar
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from mscplanner.domain.message import message
from mscplanner.gui.actions import MENUS
from mscplanner.gui.calendar_export import CalendarExport
from mscplanner.gui.desk import PRINT_NOTE, Held
from mscplanner.gui.history_page import HistoryPage
from mscplanner.gui.main_window import MainWindow
from mscplanner.gui.preferences import Preferences
from mscplanner.gui.run_document import RunDocument
from mscplanner.library.calendar_file import event_id
from mscplanner.planning.calendar_entries import calendar_entries
from mscplanner.planning.plan import Plan

TODAY = date(2026, 12, 4)


def planned(window: MainWindow, protocol_id: str = "bm-msc-three-step") -> tuple[Held, RunDocument]:
    window.plan_run(protocol_id)
    assert window.desk
    assert window.document
    held = window.desk.held(window.desk.key_of(window.document))
    assert held
    return held, window.document


def exports(window: MainWindow) -> CalendarExport:
    assert window.filing
    return window.filing.calendars


def change(document: RunDocument, **fields: object) -> None:
    document.change(message("x"), document.run.model_copy(update=fields))


def written(qtbot: QtBot, window: MainWindow, held: Held, path: Path) -> dict[str, str]:
    """Export to ``path``, and return the states of its events by id."""
    exports(window).export(held, path)
    qtbot.waitUntil(path.exists)
    events = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    return {str(each["uid"]): str(each["status"]) for each in events}


def ids(held: Held, plan: Plan) -> set[str]:
    return {event_id(plan, entry, held.id) for entry in calendar_entries(plan)}


def notes(window: MainWindow, held: Held) -> list[str]:
    assert window.keeper
    versions = window.keeper.answer(lambda library: library.versions(held.id))
    return [each.note.partition(":")[0] for each in versions or ()]


def test_that_the_command_waits_for_a_run(qtbot: QtBot, window: MainWindow) -> None:
    command = window.commands["export_calendar"]
    assert not command.isEnabled()
    planned(window)
    assert command.isEnabled()
    assert "export_calendar" in MENUS[0][2]


def test_that_a_file_is_asked_for_by_the_number_of_the_run(qtbot: QtBot, window: MainWindow) -> None:
    _, document = planned(window)
    change(document, number="A/7")
    window.commands["export_calendar"].trigger()
    asked = window.findChild(QFileDialog, "calendar_dialog")
    assert asked
    assert (asked.windowTitle(), asked.defaultSuffix()) == ("Export Calendar", "ics")
    name = asked.findChild(QLineEdit)
    assert name
    assert name.text() == "A-7.ics"
    asked.reject()


def test_that_the_file_holds_the_plan_and_the_bar_says_where_it_is(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    held, document = planned(window)
    path = tmp_path / "run.ics"
    events = written(qtbot, window, held, path)
    assert events == dict.fromkeys(ids(held, document.plan), "CONFIRMED")
    assert window.message_bar.text().startswith(f"Saved: {path}. When the plan changes")


def test_that_the_next_file_cancels_what_is_no_longer_planned(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    held, document = planned(window)
    first = written(qtbot, window, held, tmp_path / "first.ics")
    change(document, change_every_days=4)
    second = written(qtbot, window, held, tmp_path / "second.ics")
    now = ids(held, document.plan)
    assert {uid for uid, status in second.items() if status == "CONFIRMED"} == now
    assert {uid for uid, status in second.items() if status == "CANCELLED"} == set(first) - now
    assert set(first) - now


def test_that_a_run_that_was_printed_as_it_stands_is_known_as_exported_too(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    held, document = planned(window)
    assert window.desk
    window.desk.make_version(window.desk.key_of(document), f"{PRINT_NOTE}{document.run.number}")
    written(qtbot, window, held, tmp_path / "first.ics")
    written(qtbot, window, held, tmp_path / "again.ics")
    assert notes(window, held) == ["calendar", "print"]
    change(document, change_every_days=4)
    assert "CANCELLED" in written(qtbot, window, held, tmp_path / "second.ics").values()


def test_that_a_history_says_that_a_calendar_was_exported(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    held, document = planned(window)
    written(qtbot, window, held, tmp_path / "run.ics")
    assert window.documents
    window.commands["history"].trigger()
    page = window.documents.runs.page(window.documents.runs.current)
    assert isinstance(page, HistoryPage)
    entries = page.table.entries
    told = f"Calendar exported: {document.run.number}"
    qtbot.waitUntil(lambda: told in [entries.index(row, 3).data() for row in range(entries.rowCount())])


def test_that_with_errors_the_bar_says_that_it_is_a_draft(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    held, _ = planned(window, "uc-msc-three-step")
    assert set(written(qtbot, window, held, tmp_path / "run.ics").values()) == {"TENTATIVE"}
    assert "every event is marked DRAFT" in window.message_bar.text()
    window.set_language("zh")
    assert "每个日程均标注“草稿”" in window.message_bar.text()


def test_that_without_a_dated_day_the_bar_says_why_and_nothing_is_asked(qtbot: QtBot, window: MainWindow) -> None:
    planned(window, "adsc-mir-375")
    window.commands["export_calendar"].trigger()
    assert window.findChild(QFileDialog, "calendar_dialog") is None
    assert "no work can be dated" in window.message_bar.text()


def test_that_a_folder_that_takes_no_file_is_told(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    held, _ = planned(window)
    exports(window).export(held, tmp_path / "missing" / "run.ics")
    qtbot.waitUntil(lambda: "missing" in window.message_bar.text())
    assert "Choose another folder" in window.message_bar.text()
    assert "calendar" not in notes(window, held)


def test_that_a_calendar_can_be_had_without_the_library(
    qtbot: QtBot, opened: Callable[[], MainWindow], tmp_path: Path
) -> None:
    (tmp_path / "library.db").write_text("not a library")
    window = MainWindow(Preferences(), "en", TODAY)
    with qtbot.waitSignal(window.loaded):
        window.show()
    qtbot.waitUntil(window.message_bar.isVisible)
    held, document = planned(window)
    assert set(written(qtbot, window, held, tmp_path / "run.ics")) == ids(held, document.plan)
    window.close()
    window.deleteLater()
