"""Documents on the desk are kept by themselves, and nothing of them is lost."""

import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from mscplanner.domain.message import message
from mscplanner.domain.protocol import Protocol
from mscplanner.domain.run import Run, Shift, Stock, Withdrawal
from mscplanner.gui.desk import Desk, Held
from mscplanner.gui.keeper import Keeper
from mscplanner.gui.preferences import Preferences
from mscplanner.gui.protocol_document import ProtocolDocument
from mscplanner.gui.run_document import RunDocument
from mscplanner.gui.wording import Wording
from mscplanner.gui.workplace import Workplace
from mscplanner.library.entry import Stamp
from mscplanner.library.library import Library, open_library
from mscplanner.library.place import file_place
from mscplanner.planning.protocol_edits import set_stage, set_title
from mscplanner.planning.replanning import day_done, revised, wells_lost

TODAY = date(2026, 12, 4)
NOW = Stamp(at=datetime(2026, 12, 4, 9, tzinfo=UTC), author="L. Zhang")


class Room(NamedTuple):
    """A desk with its keeper and the folder of its library."""

    desk: Desk
    keeper: Keeper
    folder: Path

    def held(self, key: str | None) -> Held:
        held = self.desk.held(key or "")
        assert held
        return held

    def protocol(self, key: str | None) -> ProtocolDocument:
        document = self.held(key).document
        assert isinstance(document, ProtocolDocument)
        return document

    def run(self, key: str | None) -> RunDocument:
        document = self.held(key).document
        assert isinstance(document, RunDocument)
        return document


@pytest.fixture
def room(qtbot: QtBot, own_settings: Path, tmp_path: Path) -> Iterator[Room]:
    owner = QObject()
    keeper = Keeper(lambda: "W. Li", owner)
    desk = Desk(keeper, Workplace(TODAY), Wording("en"), Preferences(), owner)
    with qtbot.waitSignal(desk.listed):
        keeper.open(file_place(tmp_path))
    yield Room(desk, keeper, tmp_path)
    keeper.finish()
    owner.deleteLater()


@pytest.fixture
def elsewhere(room: Room) -> Iterator[Library]:
    """The same library as another program sees it."""
    library = open_library(file_place(room.folder), NOW)
    yield library
    library.close(NOW)


def retitled(document: ProtocolDocument, title: str) -> None:
    document.change(message("retitle"), set_title(document.protocol, title))


def saved(qtbot: QtBot, room: Room, change: Callable[[], object]) -> None:
    with qtbot.waitSignal(room.desk.saved):
        change()


def test_that_a_template_that_is_only_looked_at_is_not_kept(qtbot: QtBot, room: Room, elsewhere: Library) -> None:
    room.desk.open_template("bm-msc-three-step")
    room.desk.finish()
    assert not elsewhere.entries("protocol")


def test_that_the_first_change_of_a_template_is_kept_as_a_copy_by_itself(
    qtbot: QtBot, room: Room, elsewhere: Library
) -> None:
    document = room.protocol(room.desk.open_template("bm-msc-three-step"))
    saved(qtbot, room, lambda: document.change(message("x"), set_stage(document.protocol, 0, "duration", "3 d")))
    (entry,) = elsewhere.entries("protocol")
    assert (entry.key, entry.parent) == ("bm-msc-three-step-copy-1", "bm-msc-three-step")
    assert elsewhere.read(entry.id).content == document.protocol


def test_that_undoing_the_copy_puts_it_into_the_archive_and_redo_takes_it_out(
    qtbot: QtBot, room: Room, elsewhere: Library
) -> None:
    document = room.protocol(room.desk.open_template("bm-msc-three-step"))
    saved(qtbot, room, lambda: retitled(document, "Mine"))
    saved(qtbot, room, document.undo_stack.undo)
    assert document.is_template
    assert [len(elsewhere.entries("protocol", archived)) for archived in (False, True)] == [0, 1]
    saved(qtbot, room, document.undo_stack.redo)
    assert [entry.title.plain for entry in elsewhere.entries("protocol")] == ["Mine"]


def test_that_a_run_of_a_variant_keeps_the_version_it_started_with(
    qtbot: QtBot, room: Room, elsewhere: Library
) -> None:
    key = room.desk.open_template("bm-msc-three-step")
    document = room.protocol(key)
    retitled(document, "Mine")
    run_key = room.desk.plan_protocol(key or "")
    started = room.run(run_key).run
    retitled(document, "Changed later")
    room.desk.finish()
    (entry,) = elsewhere.entries("run")
    record = elsewhere.read(entry.id)
    assert isinstance(record.content, Run)
    assert elsewhere.read_version(record.protocol_version) == record.content.protocol == started.protocol
    assert record.content.parent == document.origin


def test_that_two_programs_on_one_protocol_lose_nothing_of_either(qtbot: QtBot, room: Room, elsewhere: Library) -> None:
    key = room.desk.new_protocol()
    document = room.protocol(key)
    saved(qtbot, room, lambda: retitled(document, "Ours"))
    record = elsewhere.read(room.held(key).id)
    assert isinstance(record.content, Protocol)
    elsewhere.save(record.entry.id, set_title(record.content, "Theirs"), record.revision, NOW)
    with qtbot.waitSignals([room.desk.doubled, room.desk.saved]):
        retitled(document, "Ours, changed")
    titles = {entry.title.written("en") for entry in elsewhere.entries("protocol")}
    assert titles == {"Theirs", "Ours, changed, copy 1"}
    assert len({entry.key for entry in elsewhere.entries("protocol")}) == 2


def test_that_a_library_that_is_locked_for_a_while_gets_everything_later(
    qtbot: QtBot, room: Room, elsewhere: Library
) -> None:
    document = room.protocol(room.desk.new_protocol())
    saved(qtbot, room, lambda: retitled(document, "First"))
    holder = sqlite3.connect(room.folder / "library.db", isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    with qtbot.waitSignal(room.desk.refused, timeout=20_000) as refused:
        retitled(document, "Second")
    assert "library.db" in refused.args[0].message.written("en")
    holder.execute("ROLLBACK")
    holder.close()
    saved(qtbot, room, room.desk.save)
    assert [entry.title.plain for entry in elsewhere.entries("protocol")] == ["Second"]


def test_that_a_restored_version_keeps_what_stood_there_and_can_be_undone(
    qtbot: QtBot, room: Room, elsewhere: Library
) -> None:
    key = room.desk.new_protocol()
    document = room.protocol(key)
    retitled(document, "First")
    first = document.protocol
    with qtbot.waitSignal(room.desk.listed, check_params_cb=lambda: True):
        room.desk.make_version(key, "the first")
    retitled(document, "Second")
    room.desk.restore(key, 1, first)
    room.desk.finish()
    notes = [version.note for version in elsewhere.versions(room.held(key).id)]
    assert notes == ["restore:1", "the first"]
    document.undo_stack.undo()
    assert document.title == "Second"


def test_that_numbers_given_by_two_programs_never_meet(room: Room, elsewhere: Library) -> None:
    first = room.run(room.desk.plan_template("bm-msc-three-step")).run.number
    theirs = elsewhere.next_run_number(2026, NOW)
    second = room.run(room.desk.plan_template("bm-msc-three-step")).run.number
    assert (first, theirs, second) == ("R-2026-001", "R-2026-002", "R-2026-003")


def test_that_a_confirmed_stock_is_offered_to_the_next_run_and_not_confirmed_there(qtbot: QtBot, room: Room) -> None:
    document = room.run(room.desk.plan_template("bm-msc-three-step"))
    stock = Stock(reagent="nicotinamide", strength="2 M")
    saved(qtbot, room, lambda: document.change(message("x"), document.run.model_copy(update={"stocks": (stock,)})))
    next_run = room.run(room.desk.plan_template("bm-msc-three-step"))
    assert next_run.run.stocks == (stock.model_copy(update={"carried": True}),)
    assert "W-ASSUMED" in [finding.code for finding in next_run.findings]


def test_that_planning_again_takes_the_settings_over(qtbot: QtBot, room: Room) -> None:
    key = room.desk.plan_template("bm-msc-three-step")
    document = room.run(key)
    saved(qtbot, room, lambda: document.change(message("x"), document.run.model_copy(update={"count": 7})))
    keys: list[str] = []
    room.desk.plan_again(room.held(key).id, keys.append)
    qtbot.waitUntil(lambda: bool(keys))
    again = room.run(keys[0]).run
    assert (again.number, again.count, again.start) == ("R-2026-002", 7, date(2026, 12, 7))


def test_that_planning_again_leaves_behind_what_happened(qtbot: QtBot, room: Room) -> None:
    key = room.desk.plan_template("bm-msc-three-step")
    document = room.run(key)
    harvest = document.run.model_copy(update={"withdrawals": (Withdrawal(day=4, wells=1),)})
    lost = wells_lost(day_done(harvest, document.plan, 2), 6, 2)
    slipped = revised(lost, ("D9",), message("x"), "", date(2026, 12, 14)).model_copy(
        update={"shifts": (Shift(from_day=7, days=1),)}
    )
    saved(qtbot, room, lambda: document.change(message("x"), slipped))
    keys: list[str] = []
    room.desk.plan_again(room.held(key).id, keys.append)
    qtbot.waitUntil(lambda: bool(keys))
    again = room.run(keys[0]).run
    assert (again.happened, again.shifts, again.revisions, again.revision) == ((), (), (), 1)
    assert again.closed == ()
    assert again.withdrawals == harvest.withdrawals


def test_that_what_no_library_took_is_told_at_the_end(qtbot: QtBot, own_settings: Path, tmp_path: Path) -> None:
    (tmp_path / "library.db").write_text("not a library, and nobody's to overwrite")
    owner = QObject()
    keeper = Keeper(lambda: "W. Li", owner)
    desk = Desk(keeper, Workplace(TODAY), Wording("en"), Preferences(), owner)
    with qtbot.waitSignal(keeper.refused):
        keeper.open(file_place(tmp_path))
    key = desk.new_protocol()
    assert [held.id for held in desk.finish()] == [key]
    assert (tmp_path / "library.db").read_text() == "not a library, and nobody's to overwrite"
