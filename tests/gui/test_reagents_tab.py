"""The tab of the reagents with a real library: what is kept there counts, and nothing else."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mscplanner.domain.lab import Lab
from mscplanner.domain.language import N_
from mscplanner.domain.own_reagents import OwnReagents
from mscplanner.domain.protocol import Addition, Protocol
from mscplanner.domain.quantity import format_quantity
from mscplanner.gui.keeper import Keeper
from mscplanner.gui.reagent_form import ReagentDraft, ReagentForm
from mscplanner.gui.reagents_page import ReagentsPage
from mscplanner.gui.reagents_tab import TAB, ReagentsTab
from mscplanner.gui.tabbed_place import TabbedPlace
from mscplanner.gui.wording import Wording
from mscplanner.gui.workplace import Workplace
from mscplanner.library.own_reagents import SETTING, kept_own_reagents
from mscplanner.library.place import file_place
from mscplanner.library.templates import read_template
from mscplanner.planning.checks import check

DRAFT = ReagentDraft("SB-999", "small-molecule", "DMSO", "M1")


class Room:
    """The tab, its library, and what it told."""

    def __init__(self, file: Path, qtbot: QtBot, language: str = "en") -> None:
        self.qtbot = qtbot
        self.wording = Wording("zh" if language == "zh" else "en")
        self.workplace = Workplace(date(2026, 12, 4))
        self.keeper = Keeper(lambda: "A. Chen")
        self.place = TabbedPlace(self.wording, QWidget(), N_("Protocols"))
        self.tab = ReagentsTab(self.keeper, self.workplace, self.wording, self.place, self.place)
        self.labs: list[Lab] = []
        self.told: list[tuple[str, tuple[tuple[str, Callable[[], object]], ...]]] = []
        self.faults: list[object] = []
        self.tab.lab_changed.connect(self.labs.append)
        self.tab.told.connect(lambda text, _tone, ways: self.told.append((text(), ways)))
        self.tab.refused.connect(self.faults.append)
        with qtbot.waitSignal(self.keeper.opened):
            self.keeper.open(file_place(file))
        self.settle()

    def settle(self) -> None:
        """Wait until everything that was asked is done and told."""
        done: list[bool] = []
        self.keeper.ask(lambda _library: True, done.append)
        self.qtbot.waitUntil(lambda: bool(done))

    @property
    def page(self) -> ReagentsPage:
        page = self.place.page(TAB)
        assert isinstance(page, ReagentsPage)
        return page

    def stock(self) -> str:
        reagent = self.workplace.lab.catalogue.reagent("ATRA")
        quantity = reagent.figure("stock") if reagent else None
        return format_quantity(quantity) if quantity else ""


@pytest.fixture
def enter(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], Room]]:
    monkeypatch.setenv("MSCPLANNER_SETTINGS", str(tmp_path / "settings"))
    rooms: list[Room] = []

    def entering() -> Room:
        room = Room(tmp_path / "library.db", qtbot)
        rooms.append(room)
        qtbot.addWidget(room.place)
        room.tab.open()
        room.place.resize(930, 600)
        room.place.show()
        room.place.activateWindow()
        assert QTest.qWaitForWindowActive(room.place)
        return room

    yield entering
    for room in rooms:
        room.keeper.finish()


def test_that_a_figure_typed_by_keys_alone_counts_and_outlives_the_program(enter: Callable[[], Room]) -> None:
    room = enter()
    QTest.keyClicks(room.page.search, "tretinoin")
    QTest.keyClick(room.page.search, Qt.Key.Key_Return)
    QTest.keyClick(room.page.table, Qt.Key.Key_Return)
    field = room.page.panel.figures["stock"].field
    assert field.hasFocus()
    QTest.keyClicks(field, "5 mM")
    QTest.keyClick(field, Qt.Key.Key_Return)
    room.settle()
    assert room.stock() == "5 mM"
    assert field.hasFocus()
    room.keeper.finish()
    assert enter().stock() == "5 mM"


def test_that_a_reset_brings_the_bundled_figure_back(enter: Callable[[], Room]) -> None:
    room = enter()
    room.tab.give_figure("retinoic-acid", "stock", "5 mM")
    room.settle()
    room.page.choose("retinoic-acid")
    QTest.mouseClick(room.page.panel.figures["stock"].reset_button, Qt.MouseButton.LeftButton)
    room.settle()
    assert room.stock() == "10 mmol/L"
    assert [each.catalogue == room.workplace.lab.catalogue for each in room.labs] == [False, True]


def test_that_what_cannot_be_read_never_reaches_the_library(enter: Callable[[], Room]) -> None:
    room = enter()
    room.tab.give_figure("retinoic-acid", "stock", "1,5 mM")
    room.settle()
    assert room.told[0][0] == "“1,5 mM” can be read as two numbers"
    assert (room.tab.own, room.labs) == (OwnReagents(), [])


def test_that_a_new_reagent_is_asked_for_added_and_chosen(enter: Callable[[], Room]) -> None:
    room = enter()
    QTest.mouseClick(room.page.new, Qt.MouseButton.LeftButton)
    form = room.page.findChildren(ReagentForm)[0]
    QTest.keyClicks(form.name, "ATRA")
    assert not form.add.isEnabled()
    form.name.selectAll()
    QTest.keyClicks(form.name, "SB-999")
    QTest.keyClick(form.name, Qt.Key.Key_Return)
    room.settle()
    assert room.workplace.lab.catalogue.reagent("sb999")
    assert room.page.table.current
    assert room.page.table.current.id == "sb-999"
    QApplication.processEvents()


def unknown_reagents(protocol: Protocol, lab: Lab) -> int:
    return len([each for each in check(protocol, lab) if each.code == "W-REAGENT"])


def test_that_a_protocol_with_an_own_reagent_is_checked_with_it(enter: Callable[[], Room]) -> None:
    room, template = enter(), read_template("bm-msc-three-step")
    assert template
    stage = template.stages[0]
    additions = (*stage.additions, Addition(reagent="M1", final="1 µM"))
    stages = (stage.model_copy(update={"additions": additions}), *template.stages[1:])
    protocol = template.model_copy(update={"stages": stages})
    before = unknown_reagents(protocol, room.workplace.lab)
    room.tab.add(DRAFT)
    room.settle()
    assert unknown_reagents(protocol, room.workplace.lab) == before - 1


def test_that_a_removed_reagent_comes_back_with_its_figures(enter: Callable[[], Room]) -> None:
    room = enter()
    room.tab.add(DRAFT)
    room.settle()
    room.tab.give_figure("sb-999", "molar_mass", "384.4 g/mol")
    room.settle()
    before = room.tab.own
    room.page.choose("sb-999")
    QTest.keyClick(room.page.table, Qt.Key.Key_Delete)
    room.settle()
    assert room.tab.own == OwnReagents()
    text, ways = room.told[-1]
    assert text == "SB-999 is no longer in the catalogue."
    ways[0][1]()
    room.settle()
    assert room.tab.own == before


def test_that_a_damaged_text_leaves_the_bundled_catalogue_and_is_not_touched(enter: Callable[[], Room]) -> None:
    room = enter()
    stamp = room.keeper.stamp()
    room.keeper.ask(lambda library: library.keep_setting(SETTING, "{", stamp))
    room.tab.read()
    room.settle()
    assert room.stock() == "10 mmol/L"
    assert not room.page.new.isEnabled()
    room.tab.give_figure("retinoic-acid", "stock", "5 mM")
    room.settle()
    assert "damaged" in room.told[-1][0]
    assert room.keeper.answer(lambda library: library.setting(SETTING)) == "{"


def test_that_a_change_without_a_library_does_not_count(enter: Callable[[], Room]) -> None:
    room = enter()
    room.keeper.leave()
    room.tab.give_figure("retinoic-acid", "stock", "5 mM")
    room.qtbot.waitUntil(lambda: bool(room.faults))
    assert (room.stock(), room.labs) == ("10 mmol/L", [])


def test_that_what_somebody_else_added_is_taken_in_with_the_own_change(enter: Callable[[], Room]) -> None:
    first, second = enter(), enter()
    first.tab.add(DRAFT)
    first.settle()
    second.tab.give_figure("retinoic-acid", "stock", "5 mM")
    second.settle()
    assert second.keeper.answer(kept_own_reagents) == second.tab.own
    assert second.workplace.lab.catalogue.reagent("SB-999")


def test_that_esc_leaves_and_what_is_half_typed_is_kept(enter: Callable[[], Room]) -> None:
    room = enter()
    room.page.choose("retinoic-acid")
    field = room.page.panel.figures["stock"].field
    field.setFocus()
    QTest.keyClicks(field, "5 mM")
    room.page.table.setFocus()
    QTest.keyClick(room.page.table, Qt.Key.Key_Escape)
    room.settle()
    assert room.place.page(TAB) is None
    assert room.stock() == "5 mM"


def test_that_the_tab_follows_the_language(enter: Callable[[], Room]) -> None:
    room = enter()
    assert (room.tab.title(TAB), room.tab.title("other")) == ("Reagents", "")
    room.wording.set_language("zh")
    assert room.tab.title(TAB) == "试剂"
