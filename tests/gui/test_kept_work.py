"""What was done is there after the program was closed, crashed, or could not save."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from mscplanner.domain.message import message
from mscplanner.domain.work_calendar import WorkCalendar
from mscplanner.gui.main_window import MainWindow
from mscplanner.gui.preferences import Preferences
from mscplanner.library.protocol_file import write_protocol
from mscplanner.library.templates import read_template
from mscplanner.planning.calendar_edits import toggle_day
from mscplanner.planning.protocol_edits import set_title

Opener = Callable[[], MainWindow]
TODAY = date(2026, 12, 4)


def unkept(qtbot: QtBot) -> MainWindow:
    """Start the program on a library that cannot be opened."""
    window = MainWindow(Preferences(), "en", TODAY)
    with qtbot.waitSignal(window.loaded):
        window.show()
    qtbot.waitUntil(window.message_bar.isVisible)
    return window


def press(window: MainWindow, text: str) -> None:
    button = next(each for each in window.findChildren(QPushButton) if each.text() == text and each.isVisible())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_that_a_run_is_found_again_after_closing(qtbot: QtBot, opened: Opener) -> None:
    window = opened()
    window.plan_run("bm-msc-three-step")
    assert window.run_page
    window.run_page.form.count.setValue(5)
    assert window.document
    before = window.document.run
    window.close()
    again = opened()
    qtbot.waitUntil(lambda: any(each.text() == "Print D0…" for each in again.findChildren(QPushButton)))
    press(again, "Open" if not again.start_page.isVisible() else "Print D0…")
    qtbot.waitUntil(lambda: again.document is not None)
    assert again.document
    assert again.document.run == before


def test_that_closing_at_once_loses_nothing(qtbot: QtBot, opened: Opener) -> None:
    window = opened()
    assert window.documents
    window.documents.new_protocol()
    window.close()
    again = opened()
    assert again.desk
    qtbot.waitUntil(lambda: bool(again.desk and again.desk.entries("protocol")))
    assert [entry.title.written("en") for entry in again.desk.entries("protocol")] == ["New protocol 1"]


def test_that_work_that_no_library_took_is_kept_beside_it_and_taken_in_at_the_next_start(
    qtbot: QtBot, opened: Opener, tmp_path: Path
) -> None:
    (tmp_path / "library.db").write_text("not a library")
    window = unkept(qtbot)
    assert window.documents
    window.documents.new_protocol()
    window.plan_run("bm-msc-three-step")
    window.close()
    window.deleteLater()
    (tmp_path / "library.db").unlink()
    again = opened()
    qtbot.waitUntil(lambda: bool(again.desk and again.desk.entries("protocol") and again.desk.entries("run")))
    assert "what it could not take before" in again.message_bar.text()
    assert not list((tmp_path / "rescued").iterdir())


def close_day(window: MainWindow, day: date) -> None:
    assert window.documents
    assert window.documents.calendar
    document = window.documents.calendar.document
    closed = toggle_day(document.value, day)
    assert isinstance(closed, WorkCalendar)
    document.change(message("close"), closed)


def closed_days(window: MainWindow) -> list[date]:
    assert window.documents
    assert window.documents.calendar
    return [each.day for each in window.documents.calendar.document.value.exceptions]


def test_that_edits_of_the_calendar_refused_at_closing_are_taken_in_at_the_next_start(
    qtbot: QtBot, opened: Opener, tmp_path: Path
) -> None:
    days = [date(2026, 12, day) for day in (8, 9, 10)]
    first = opened()
    close_day(first, days[0])
    first.close()
    kept = (tmp_path / "library.db").read_bytes()
    (tmp_path / "library.db").write_bytes(b"not a library")
    for suffix in ("-wal", "-shm"):
        (tmp_path / f"library.db{suffix}").unlink(missing_ok=True)
    for day in days[1:]:
        # Two starts in a row without a library: the second adds to what the first has left.
        window = unkept(qtbot)
        close_day(window, day)
        window.close()
        window.deleteLater()
    assert list((tmp_path / "rescued").iterdir())
    (tmp_path / "library.db").write_bytes(kept)
    again = opened()
    qtbot.waitUntil(lambda: closed_days(again) == days)
    assert "the changes that it could not keep before" in again.message_bar.text()
    qtbot.waitUntil(lambda: not list((tmp_path / "rescued").iterdir()))
    again.close()
    last = opened()
    qtbot.waitUntil(lambda: closed_days(last) == days)


def test_that_a_damaged_library_is_told_with_its_place_and_planning_goes_on(
    qtbot: QtBot, opened: Opener, tmp_path: Path
) -> None:
    (tmp_path / "library.db").write_bytes(b"SQLite format 3\0" + b"\xff" * 4000)
    window = unkept(qtbot)
    assert "library.db" in window.message_bar.text()
    window.plan_run("bm-msc-three-step")
    assert window.document
    assert window.document.plan.media
    window.close()
    window.deleteLater()


def dropped(window: MainWindow, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    action, button, key = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(QPointF(300, 300), action, data, button, key))
    QApplication.sendEvent(window, QDropEvent(QPointF(300, 300), action, data, button, key))


def test_that_a_file_dropped_on_the_window_is_taken_in(qtbot: QtBot, opened: Opener, tmp_path: Path) -> None:
    window = opened()
    protocol = read_template("adsc-one-step")
    assert protocol
    write_protocol(set_title(protocol, "From a colleague"), tmp_path / "theirs.toml")
    dropped(window, tmp_path / "theirs.toml")
    qtbot.waitUntil(lambda: bool(window.desk and window.desk.entries("protocol")))
    assert window.desk
    (entry,) = window.desk.entries("protocol")
    assert entry.title.written("en") == "From a colleague"
    assert entry.key != "adsc-one-step"


def test_that_a_hostile_file_is_told_with_all_its_problems_and_changes_nothing(
    qtbot: QtBot, opened: Opener, tmp_path: Path
) -> None:
    window = opened()
    path = tmp_path / "bad.toml"
    path.write_text('format = "mscplanner-protocol/1"\nid = "BAD ID"\ntitle = 3\nsurprise = true\n')
    dropped(window, path)
    text = window.message_bar.text()
    assert all(f"line {line}" in text for line in (2, 3, 4))
    assert window.desk
    assert not window.desk.entries("protocol")


def test_that_a_backup_is_made_each_day_and_takes_the_place_of_a_damaged_library(
    qtbot: QtBot, opened: Opener, tmp_path: Path
) -> None:
    first = opened()
    assert first.documents
    first.documents.new_protocol()
    first.close()
    for old in (tmp_path / "backups").glob("*"):
        old.unlink()
    second = opened()
    qtbot.waitUntil(lambda: bool(list((tmp_path / "backups").glob("library-*.db"))))
    second.close()
    (tmp_path / "library.db").write_bytes(b"SQLite format 3\0" + b"\xff" * 4000)
    window = unkept(qtbot)
    press(window, "Use Last Backup")
    qtbot.waitUntil(lambda: bool(window.desk and window.desk.entries("protocol")))
    assert list(tmp_path.glob("library-damaged-*.db"))
    window.close()
    window.deleteLater()


def test_that_a_changed_record_is_found_when_the_library_is_checked(
    qtbot: QtBot, opened: Opener, tmp_path: Path
) -> None:
    first = opened()
    assert first.documents
    first.documents.open_template("bm-msc-three-step")
    first.documents.plan_template("bm-msc-three-step")
    first.close()
    with closing(sqlite3.connect(tmp_path / "library.db", isolation_level=None)) as stranger:
        stranger.execute("UPDATE documents SET content = replace(content, '10 ng/mL', '10 mg/mL')")
    again = opened()
    # The work of today cannot be read from it, and that is told first.
    qtbot.waitUntil(lambda: "no longer what was written" in again.message_bar.text())
    again.commands["check_library"].trigger()
    qtbot.waitUntil(lambda: again.message_bar.text().startswith("Damaged records"))
