"""The protocols page with real presses: own protocols, templates, archive, search."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from mscplanner.domain.local_text import LocalText
from mscplanner.gui.protocols_page import ProtocolsPage, TemplateLine
from mscplanner.gui.wording import Wording
from mscplanner.library.entry import Entry

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
TEMPLATES = (
    TemplateLine("bm-msc-three-step", LocalText(en="BM-MSC, three steps", zh="BM-MSC 三步诱导"), 18),
    TemplateLine("adsc-one-step", LocalText(en="ADSC, one step", zh="ADSC 一步诱导"), None),
)


def entry(at: int, archived: bool = False) -> Entry:
    return Entry(
        id=f"{at:032x}",
        kind="protocol",
        key=f"low-serum-{at}",
        title=LocalText(en=f"Low serum {at}", zh=f"低血清 {at}"),
        parent="bm-msc-three-step",
        archived=archived,
        changed_at=NOON - timedelta(hours=at),
        changed_by="L. Zhang" if at % 2 else "张丽",
        versions=at % 3,
        start=None,
        last=None,
    )


@pytest.fixture
def page(qtbot: QtBot) -> ProtocolsPage:
    made = ProtocolsPage(Wording("en"))
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show_templates(TEMPLATES)
    made.show_entries([entry(at) for at in range(4)], [entry(9, archived=True)])
    made.show()
    return made


@pytest.fixture
def told(page: ProtocolsPage) -> list[tuple[object, ...]]:
    """What the page has asked for."""
    asked: list[tuple[object, ...]] = []

    def ask(name: str) -> Callable[..., None]:
        return lambda *values: asked.append((name, *values))

    for name in ("open", "open_template", "plan", "plan_template", "compare", "history", "export", "archive", "new"):
        getattr(page, f"{name}_wanted").connect(ask(name))
    return asked


def press(page: ProtocolsPage, name: str) -> None:
    found = page.findChild(QAbstractButton, name)
    assert isinstance(found, QAbstractButton)
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def cells(page: ProtocolsPage, line: int) -> list[str]:
    model = page.list.table.entries
    return [str(model.index(line, column).data()) for column in range(model.columnCount())]


def test_that_a_protocol_shows_origin_change_versions_and_state(page: ProtocolsPage) -> None:
    title, origin, changed, versions, state = cells(page, 2)
    assert (title, origin, versions, state) == ("Low serum 1", "BM-MSC, three steps", "1", "Version saved")
    assert changed.startswith("2026-11-23 Mon")
    assert changed.endswith("L. Zhang")
    assert cells(page, 1)[4] == "Draft"


def test_that_every_action_names_the_chosen_protocol(page: ProtocolsPage, told: list[tuple[object, ...]]) -> None:
    names = ("open", "plan", "compare", "history", "export")
    for name in names:
        press(page, name)
    assert told == [(name, f"{0:032x}") for name in names]


def test_that_a_template_is_opened_and_planned_and_nothing_else(
    page: ProtocolsPage, told: list[tuple[object, ...]]
) -> None:
    QTest.keyClick(page.list.table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    for name in ("open", "plan", "compare", "history", "export", "archive"):
        press(page, name)
    QTest.keyClick(page.list.table, Qt.Key.Key_Delete)
    assert told == [("open_template", "adsc-one-step"), ("plan_template", "adsc-one-step")]


def test_that_del_archives_and_the_archive_gives_back(page: ProtocolsPage, told: list[tuple[object, ...]]) -> None:
    QTest.keyClick(page.list.table, Qt.Key.Key_Delete)
    press(page, "show_archived")
    assert cells(page, 1)[4] == "Archived"
    QTest.keyClick(page.list.table, Qt.Key.Key_Delete)
    press(page, "bring_back")
    assert told == [("archive", f"{0:032x}", True), ("archive", f"{9:032x}", False)]


def test_that_without_own_protocols_the_templates_lead_on(page: ProtocolsPage, told: list[tuple[object, ...]]) -> None:
    page.show_entries([], [])
    assert cells(page, 1)[0].startswith("No protocols of your own yet.")
    QTest.keyClick(page.list.table, Qt.Key.Key_Return)
    assert told == [("open_template", "bm-msc-three-step")]


def test_that_a_search_finds_words_of_the_other_language(page: ProtocolsPage) -> None:
    QTest.keyClicks(page.list.search, "serum")
    page.list.search.setText("低血清 3")
    assert page.list.current
    assert page.list.current.cells[0] == "Low serum 3"


def test_that_a_switch_of_language_keeps_choice_and_search(qtbot: QtBot) -> None:
    wording = Wording("en")
    page = ProtocolsPage(wording)
    qtbot.addWidget(page)
    page.show_entries([entry(at) for at in range(4)], [])
    page.show()
    page.list.search.setText("serum")
    page.list.table.choose(f"{2:032x}")
    wording.set_language("zh")
    assert page.list.current
    assert page.list.current.cells[0] == "低血清 2"
    assert page.list.search.text() == "serum"


def test_that_a_page_that_was_hidden_shows_what_came_meanwhile(page: ProtocolsPage) -> None:
    page.hide()
    page.show_entries([entry(7)], [])
    page.show()
    assert cells(page, 1)[0] == "Low serum 7"


def titled(key: str, **titles: str) -> Entry:
    return entry(1).model_copy(update={"id": key, "key": key, "title": LocalText(**titles), "parent": "parent-of-all"})


ENTRIES = (
    titled("own-1", en="BM-MSC, three steps", zh="BM-MSC 三步诱导"),
    titled("own-2", en="UC-MSC, one step", zh="UC-MSC 一步诱导"),
    titled("own-3", plain="Straße"),
)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("", ["own-1", "own-2", "own-3"]),
        ("msc", ["own-1", "own-2"]),
        ("MSC step", ["own-1", "own-2"]),
        ("step three", ["own-1"]),
        ("三步", ["own-1"]),
        ("诱导 one", ["own-2"]),
        ("STRASSE", ["own-3"]),
        ("own-2", ["own-2"]),
        ("zhang", ["own-1", "own-2", "own-3"]),
        ("steps\nBM", ["own-1"]),
        ("parent-of-all four", []),
    ],
)
def test_that_every_word_must_occur(page: ProtocolsPage, text: str, keys: list[str]) -> None:
    page.show_templates([])
    page.show_entries(ENTRIES, [])
    page.list.search.setText(text)
    titles = {each.key: each.title.written("en") for each in ENTRIES}
    found = [cells(page, line)[0] for line in range(page.list.table.entries.rowCount())]
    assert [title for title in found if title in titles.values()] == [titles[key] for key in keys]
