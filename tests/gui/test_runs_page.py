"""The runs page: states by date, and the ways on."""

from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from mscplanner.domain.local_text import LocalText
from mscplanner.gui.runs_page import RunsPage
from mscplanner.gui.wording import Wording
from mscplanner.library.entry import Entry

TODAY = date(2026, 11, 23)


def entry(number: int, start: int | None, days: int | None = 18, archived: bool = False) -> Entry:
    """Return a run that starts so many days from today."""
    day = None if start is None else TODAY + timedelta(days=start)
    return Entry(
        id=f"{number:032x}",
        kind="run",
        key=f"R-2026-{number:03}",
        title=LocalText(en="BM-MSC, three steps", zh="BM-MSC 三步诱导"),
        parent="bm-msc-three-step",
        archived=archived,
        changed_at=datetime(2026, 11, 20, 12, tzinfo=UTC),
        changed_by="L. Zhang",
        versions=1,
        start=day,
        last=day + timedelta(days=days) if day and days is not None else None,
    )


@pytest.fixture
def page(qtbot: QtBot) -> RunsPage:
    made = RunsPage(Wording("en"))
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    return made


def column(page: RunsPage, at: int) -> list[str]:
    model = page.list.table.entries
    return [str(model.index(line, at).data()) for line in range(1, model.rowCount())]


def press(page: RunsPage, name: str) -> None:
    found = page.findChild(QAbstractButton, name)
    assert isinstance(found, QAbstractButton)
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def test_that_the_state_follows_from_the_dates(page: RunsPage) -> None:
    starts = {1: -19, 2: 3, 3: -4, 4: None, 5: 0, 6: -18}
    page.show_entries([entry(number, start) for number, start in starts.items()], [], TODAY)
    numbers = [each.removeprefix("R-2026-00") for each in column(page, 0)]
    assert numbers == ["6", "3", "5", "2", "4", "1"]
    assert column(page, 4) == ["D18 of D18", "D4 of D18", "D0 of D18", "Not started", "No date yet", "Finished"]


def test_that_days_are_dates_with_weekday(page: RunsPage) -> None:
    page.show_entries([entry(1, -4, days=None)], [], TODAY)
    assert (column(page, 2), column(page, 3), column(page, 4)) == (["2026-11-19 Thu"], ["—"], ["Today D4"])


def test_that_every_action_names_the_chosen_run(page: RunsPage) -> None:
    page.show_entries([entry(1, 3), entry(2, 1)], [], TODAY)
    told: list[tuple[object, ...]] = []
    page.open_wanted.connect(lambda run: told.append(("open", run)))
    page.plan_again_wanted.connect(lambda run: told.append(("again", run)))
    page.sheets_wanted.connect(lambda run: told.append(("sheets", run)))
    page.archive_wanted.connect(lambda run, away: told.append(("archive", run, away)))
    for name in ("open", "plan_again", "sheets", "archive"):
        press(page, name)
    second = f"{2:032x}"
    assert told == [("open", second), ("again", second), ("sheets", second), ("archive", second, True)]


def test_that_without_runs_the_way_to_one_is_told(page: RunsPage, qtbot: QtBot) -> None:
    page.show_entries([], [], TODAY)
    with qtbot.waitSignal(page.protocols_wanted):
        press(page, "to_protocols")
    assert not page.list.table.isVisible()


def test_that_an_archived_run_is_brought_back(page: RunsPage, qtbot: QtBot) -> None:
    page.show_entries([], [entry(7, -4, archived=True)], TODAY)
    press(page, "show_archived")
    assert column(page, 4) == ["Archived"]
    with qtbot.waitSignal(page.archive_wanted) as asked:
        press(page, "bring_back")
    assert asked.args == [f"{7:032x}", False]
