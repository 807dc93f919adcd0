"""The history: versions newest first, and what can be done with one."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mscplanner.gui.history_page import HistoryPage
from mscplanner.gui.wording import Wording
from mscplanner.library.entry import Version

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def version(number: int) -> Version:
    return Version(
        id=f"v{number}",
        document="d",
        number=number,
        parent="",
        made_at=NOON + timedelta(hours=number),
        made_by="L. Zhang",
        note=f"note {number}",
        digest=f"{number}" * 64,
    )


@pytest.fixture
def page(qtbot: QtBot) -> HistoryPage:
    made = HistoryPage(Wording("en"))
    qtbot.addWidget(made)
    made.resize(1000, 600)
    made.show_history("BM-MSC", "protocol", [version(number) for number in (1, 2, 3)], NOON + timedelta(days=1))
    made.show()
    return made


def column(page: HistoryPage, at: int) -> list[str]:
    model = page.table.entries
    return [str(model.index(line, at).data()) for line in range(model.rowCount())]


def test_that_the_working_copy_stands_above_the_newest_version(page: HistoryPage) -> None:
    assert column(page, 0) == ["Now", "3", "2", "1"]
    assert column(page, 3) == ["Not yet a version", "note 3", "note 2", "note 1"]
    assert column(page, 4)[1:] == ["33333333", "22222222", "11111111"]


def test_that_a_version_made_after_the_last_change_is_the_present_state(page: HistoryPage) -> None:
    page.show_history("BM-MSC", "protocol", [version(1), version(2)], NOON)
    assert column(page, 0) == ["2, as now", "1"]
    QTest.keyClick(page.table, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert not page.buttons["restore"].isEnabled()
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    assert page.buttons["restore"].isEnabled()


def test_that_every_action_names_the_chosen_version(page: HistoryPage) -> None:
    told: list[tuple[str, str]] = []
    for name in ("restore", "compare", "branch"):
        wanted = getattr(page, f"{name}_wanted")
        wanted.connect(lambda chosen, name=name: told.append((name, chosen)))
        QTest.mouseClick(page.buttons[name], Qt.MouseButton.LeftButton)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert told == [("restore", "v3"), ("compare", "v3"), ("branch", "v3"), ("compare", "v3")]


def test_that_nothing_can_be_restored_from_the_working_copy(page: HistoryPage, qtbot: QtBot) -> None:
    QTest.keyClick(page.table, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert not any(page.buttons[name].isEnabled() for name in ("restore", "compare", "branch"))
    with qtbot.waitSignal(page.version_wanted):
        QTest.mouseClick(page.buttons["save_version"], Qt.MouseButton.LeftButton)


def test_that_a_run_is_only_restored(page: HistoryPage, qtbot: QtBot) -> None:
    page.show_history("R-2026-014", "run", [version(1), version(2)], NOON + timedelta(days=1))
    assert [page.buttons[name].isHidden() for name in ("restore", "compare", "branch")] == [False, True, True]
    with qtbot.assertNotEmitted(page.compare_wanted):
        QTest.keyClick(page.table, Qt.Key.Key_Return)


def test_that_the_choice_survives_a_new_version(page: HistoryPage) -> None:
    page.table.choose("v1")
    page.show_history("BM-MSC", "protocol", [version(number) for number in range(1, 5)], NOON)
    assert page.table.current
    assert page.table.current.id == "v1"


def test_that_esc_and_back_leave(page: HistoryPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.left):
        QTest.keyClick(page.table, Qt.Key.Key_Escape)
    with qtbot.waitSignal(page.left):
        QTest.mouseClick(page.back, Qt.MouseButton.LeftButton)
