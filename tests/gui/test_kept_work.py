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

from mscplanner.gui.main_window import MainWindow
from mscplanner.gui.preferences import Preferences
from mscplanner.library.protocol_file import write_protocol
from mscplanner.library.templates import read_template
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
