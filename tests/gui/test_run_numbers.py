"""Two runs with one number: the one that is open says so at its field, and an empty field keeps the number."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mscplanner.gui.main_window import MainWindow


def test_that_a_number_that_another_run_has_is_told_until_it_is_another_one(qtbot: QtBot, window: MainWindow) -> None:
    window.plan_run("bm-msc-three-step")
    window.plan_run("bm-msc-three-step")
    desk, document, page = window.desk, window.document, window.run_page
    assert desk
    assert document
    assert page
    desk.save()
    qtbot.waitUntil(lambda: len(desk.entries("run")) == 2)
    assert document.run.number == "R-2026-002"

    def told() -> list[str]:
        return [each.title.written("en") for each in document.findings if each.code == "W-NUMBER"]

    assert not told()
    page.form.number.setFocus()
    page.form.number.selectAll()
    QTest.keyClicks(page.form.number, "R-2026-001")
    assert told() == ["R-2026-001 is the number of another run, too"]
    page.show_place(next(each for each in document.findings if each.code == "W-NUMBER"))
    assert page.form.number.selectedText() == "R-2026-001"
    QTest.keyClicks(page.form.number, "R-2026-009")
    assert not told()
    page.form.number.selectAll()
    QTest.keyClick(page.form.number, Qt.Key.Key_Delete)
    kept = page.form.number_kept
    assert (kept.text(), kept.isHidden()) == (f"A run has a number: {document.run.number} is kept.", False)
    QTest.keyClicks(page.form.number, "R-7")
    assert kept.isHidden()
