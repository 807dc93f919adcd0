"""Ways on as cards: what each breaks is read on it, and one of them is chosen."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from mscplanner.domain.run import Run
from mscplanner.gui.run_document import RunDocument
from mscplanner.gui.way_cards import WayCards
from mscplanner.gui.wording import Wording
from mscplanner.planning.day_record import record_ways
from mscplanner.planning.other_runs import OtherWork
from mscplanner.planning.planner import plan
from mscplanner.planning.replanning import WayOn


@pytest.fixture(scope="module")
def ways(run_of: Callable[[str], Run]) -> tuple[WayOn, ...]:
    return record_ways(plan(run_of("bm-msc-three-step")), 6, "other-day", 7)


@pytest.fixture
def document(run_of: Callable[[str], Run]) -> RunDocument:
    return RunDocument(run_of("bm-msc-three-step"), Wording("en"))


@pytest.fixture
def cards(qtbot: QtBot, document: RunDocument) -> WayCards:
    made = WayCards(Wording("en"), document)
    qtbot.addWidget(made)
    return made


def told(cards: WayCards) -> list[str]:
    return [label.text() for label in cards.findChildren(QLabel) if not label.isHidden()]


def test_that_each_card_tells_consequences_and_sheets(cards: WayCards, ways: tuple[WayOn, ...]) -> None:
    cards.show_ways(ways)
    assert [each.text() for each in cards.radios] == ["Move the rest by 1 d", "Absorb it within S2", "Extend S2 by 1 d"]
    assert told(cards)[0] == "· The run ends on D19, 2026-12-26 Sat, instead of D18."
    assert "· 23 sheets change." in told(cards)
    assert "· 3 sheets change." in told(cards)
    assert any(each.startswith("· Not to be used any more: S2-1/D6, S2-1/D8") for each in told(cards))
    assert "The run ends on D19" in cards.radios[0].accessibleDescription()


def test_that_of_several_ways_none_is_chosen_for_anybody(cards: WayCards, ways: tuple[WayOn, ...]) -> None:
    cards.show_ways(ways)
    assert cards.way is None
    cards.show_ways(ways[:1])
    assert cards.way == ways[0]


def test_that_the_kind_that_was_chosen_stays_chosen(cards: WayCards, ways: tuple[WayOn, ...]) -> None:
    cards.show_ways(ways)
    cards.radios[2].click()
    cards.show_ways(tuple(reversed(ways)))
    assert cards.way == ways[2]
    cards.show_ways(())
    assert cards.way is None


def test_that_a_day_too_full_with_other_runs_is_told_once_they_are_read(
    cards: WayCards, document: RunDocument, ways: tuple[WayOn, ...]
) -> None:
    cards.show_ways(ways)
    cards.radios[1].setChecked(True)
    document.use_others({}, 2)
    assert "2 other runs are still being read." in told(cards)
    start = document.run.start
    document.use_others({start + timedelta(days=9): OtherWork(("R-2026-020",), 400)}, 0)
    assert "2 other runs are still being read." not in told(cards)
    (line,) = [each for each in told(cards) if "R-2026-020" in each]
    assert line.startswith("· D9, 2026-12-16 Wed: ")
    assert "min together with R-2026-020; at most 360 (lab setting)." in line
    assert "R-2026-020" in cards.radios[0].accessibleDescription(), "the rest moves to D9"
    assert "R-2026-020" not in cards.radios[1].accessibleDescription()
    assert cards.way == ways[1]
