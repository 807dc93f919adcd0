"""Rows in groups: sorted, searched in either language, and sound for Qt."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from mscplanner.domain.language import N_
from mscplanner.domain.local_text import LocalText
from mscplanner.gui.entry_model import Column, EntryModel, Group, Row, searchable
from mscplanner.gui.wording import Wording

COLUMNS = (Column(N_("Title"), most=0), Column(N_("Versions"), descending=True))
TITLES = (("Low serum", "低血清"), ("High serum", "高血清"), ("EGF 10 ng/mL", "表皮生长因子"))


def row(at: int) -> Row:
    english, chinese = TITLES[at]
    text = searchable(LocalText(en=english, zh=chinese), "L. Zhang")
    return Row(str(at), (english, str(at)), (english.casefold(), at), text)


@pytest.fixture
def model() -> EntryModel:
    made = EntryModel(Wording("en"), COLUMNS, 1)
    made.show_groups([Group([row(at) for at in range(3)], "Mine"), Group([], "Templates", "None yet.")])
    return made


def shown(model: EntryModel) -> list[str]:
    return [str(model.index(line, 0).data()) for line in range(model.rowCount())]


def test_that_the_model_keeps_the_rules_of_qt(qtmodeltester: Any, model: EntryModel) -> None:
    qtmodeltester.check(model, force_py=True)
    model.search("serum")
    qtmodeltester.check(model, force_py=True)


def test_that_rows_stand_under_headings_in_the_natural_order_of_the_column(model: EntryModel) -> None:
    assert shown(model) == ["Mine (3)", "EGF 10 ng/mL", "High serum", "Low serum", "Templates", "None yet."]


def test_that_headings_and_notes_cannot_be_chosen(model: EntryModel) -> None:
    flags = [model.flags(model.index(line, 0)) for line in model.wide_lines()]
    assert model.wide_lines() == [0, 4, 5]
    assert flags == [Qt.ItemFlag.NoItemFlags] * 3


@pytest.mark.parametrize("typed", ["LOW zhang", "低血清", "  serum low ", "ｌｏｗ"])
def test_that_every_word_counts_in_any_language_case_and_width(model: EntryModel, typed: str) -> None:
    model.search(typed)
    assert shown(model)[:2] == ["Mine (1 of 3)", "Low serum"]
    assert model.count == 1


def test_that_a_search_without_a_hit_says_so(model: EntryModel) -> None:
    model.search("xyzzy")
    assert "Nothing here matches “xyzzy”." in shown(model)


def test_that_hits_in_the_archive_are_told() -> None:
    model = EntryModel(Wording("en"), COLUMNS, 1)
    model.show_groups([Group([row(0)], "Mine", elsewhere=[row(1)])])
    model.search("serum")
    assert shown(model)[0] == "Mine (1 of 1) · 1 in the archive"


def test_that_sorting_keeps_the_search(model: EntryModel, qtbot: QtBot) -> None:
    model.search("serum")
    with qtbot.waitSignal(model.modelReset):
        model.sort(0, Qt.SortOrder.AscendingOrder)
    assert shown(model)[:3] == ["Mine (2 of 3)", "High serum", "Low serum"]


def test_that_a_cell_is_read_out_with_its_head(model: EntryModel) -> None:
    assert model.index(1, 1).data(Qt.ItemDataRole.AccessibleTextRole) == "Versions: 2"
