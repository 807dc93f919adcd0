"""Ways on as cards: what each breaks is read on it, and one of them is chosen."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from mscplanner.domain.run import Run
from mscplanner.gui.way_cards import WayCards
from mscplanner.gui.wording import Wording
from mscplanner.planning.day_record import record_ways
from mscplanner.planning.planner import plan
from mscplanner.planning.replanning import WayOn


@pytest.fixture(scope="module")
def ways(run_of: Callable[[str], Run]) -> tuple[WayOn, ...]:
    return record_ways(plan(run_of("bm-msc-three-step")), 6, "other-day", 7)


@pytest.fixture
def cards(qtbot: QtBot) -> WayCards:
    made = WayCards(Wording("en"))
    qtbot.addWidget(made)
    return made


def told(cards: WayCards) -> list[str]:
    return [label.text() for label in cards.findChildren(QLabel)]


def test_that_each_card_tells_consequences_and_sheets(cards: WayCards, ways: tuple[WayOn, ...]) -> None:
    cards.show_ways(ways)
    assert [each.text() for each in cards.radios] == ["Move the rest by 1 d", "Absorb it within S2", "Extend S2 by 1 d"]
    assert told(cards)[0] == "· The run ends on D19, 2026-12-26 Sat, instead of D18."
    assert "· 13 sheets change." in told(cards)
    assert "· 1 sheet changes." in told(cards)
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
