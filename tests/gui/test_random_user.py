"""A random user edits, undoes, saves, restores, reloads and plans; memory and disk always agree."""

import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mscplanner.domain.message import message
from mscplanner.domain.protocol import Protocol
from mscplanner.domain.run import Run
from mscplanner.gui.desk import Desk
from mscplanner.gui.keeper import Keeper
from mscplanner.gui.preferences import Preferences
from mscplanner.gui.protocol_document import ProtocolDocument
from mscplanner.gui.run_document import RunDocument
from mscplanner.gui.wording import Wording
from mscplanner.gui.workplace import Workplace
from mscplanner.library.place import file_place
from mscplanner.planning.checks import check
from mscplanner.planning.planner import plan
from mscplanner.planning.protocol_edits import (
    add_addition,
    add_stage,
    duplicate_stage,
    move_stage,
    remove_addition,
    remove_stage,
    set_addition,
    set_stage,
    set_title,
)

TODAY = date(2026, 12, 4)
DOSES = ("20 ng/mL", "1,5 mM", "0 nM", "", "10 mm", "1:1000", "2 % v/v", "nonsense", "6 mmol/L")
LENGTHS = ("2 d", "24 h", "2-3 d", "overnight", "", "900 d")
REAGENTS = ("EGF", "activin-a", "β-FGF", "a powder of our own", "")


class RandomUser(RuleBasedStateMachine):
    """Does what a person may do, on a real library in a folder of its own."""

    @initialize()
    def start(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.owner = QObject()
        self.open_desk()
        self.key = self.desk.open_template("bm-msc-three-step") or ""
        self.model: list[Protocol] = []
        self.at = 0
        self.versions: list[Protocol] = []
        document = self.document
        document.change(message("first"), set_title(document.protocol, "Mine"))
        self.reset()

    def open_desk(self) -> None:
        self.keeper = Keeper(lambda: "W. Li", self.owner)
        self.desk = Desk(self.keeper, Workplace(TODAY), Wording("en"), Preferences(), self.owner)
        self.keeper.open(file_place(Path(self.folder.name)))
        self.settle()

    def reset(self) -> None:
        self.document.undo_stack.clear()
        self.model, self.at = [self.document.protocol], 0

    @property
    def document(self) -> ProtocolDocument:
        held = self.desk.held(self.key)
        assert held
        assert isinstance(held.document, ProtocolDocument)
        return held.document

    def settle(self) -> None:
        """Wait until the library has done what was asked, and hear its answers."""
        for _ in range(3):
            assert self.keeper.answer(lambda library: True)
            QApplication.processEvents()

    def edit(self, done: Callable[[Protocol], Protocol]) -> None:
        after = done(self.model[self.at])
        self.document.change(message("edit"), after)
        if after != self.model[self.at]:
            self.model[self.at + 1 :] = [after]
            self.at += 1

    @rule(dose=st.sampled_from(DOSES), pick=st.randoms(use_true_random=False))
    def change_a_dose(self, dose: str, pick: Any) -> None:
        rows = [(at, row) for at, stage in enumerate(self.model[self.at].stages) for row in range(len(stage.additions))]
        if rows:
            at, row = pick.choice(rows)
            self.edit(lambda protocol: set_addition(protocol, at, row, "final", dose, self.document.lab))

    @rule(reagent=st.sampled_from(REAGENTS), dose=st.sampled_from(DOSES))
    def add_a_reagent(self, reagent: str, dose: str) -> None:
        if self.model[self.at].stages:
            self.edit(lambda protocol: add_addition(protocol, 0, 0, reagent, dose))

    @rule()
    def remove_a_reagent(self) -> None:
        if self.model[self.at].stages and self.model[self.at].stages[0].additions:
            self.edit(lambda protocol: remove_addition(protocol, 0, 0))

    @rule(length=st.sampled_from(LENGTHS))
    def change_a_length(self, length: str) -> None:
        if self.model[self.at].stages:
            self.edit(lambda protocol: set_stage(protocol, len(protocol.stages) - 1, "duration", length))

    @rule(what=st.sampled_from((add_stage, duplicate_stage, remove_stage)))
    def change_the_stages(self, what: Callable[[Protocol, int], Protocol]) -> None:
        if 0 < len(self.model[self.at].stages) < 6:
            self.edit(lambda protocol: what(protocol, 0))

    @rule()
    def move_the_first_stage_to_the_end(self) -> None:
        if self.model[self.at].stages:
            self.edit(lambda protocol: move_stage(protocol, 0, len(protocol.stages) - 1))

    @precondition(lambda self: self.at > 0)
    @rule()
    def undo(self) -> None:
        self.document.undo_stack.undo()
        self.at -= 1

    @precondition(lambda self: self.at < len(self.model) - 1)
    @rule()
    def redo(self) -> None:
        self.document.undo_stack.redo()
        self.at += 1

    @rule()
    def save(self) -> None:
        self.desk.save()
        self.settle()
        assert self.on_disk() == self.model[self.at]

    @rule()
    def save_a_version(self) -> None:
        self.desk.make_version(self.key, "a version")
        self.settle()
        if not self.versions or self.versions[-1] != self.model[self.at]:
            self.versions.append(self.model[self.at])
        assert self.versions_on_disk() == self.versions

    @precondition(lambda self: self.versions)
    @rule(pick=st.randoms(use_true_random=False))
    def restore_a_version(self, pick: Any) -> None:
        number = pick.randrange(len(self.versions))
        wanted = self.versions[number]
        if self.versions[-1] != self.model[self.at]:
            self.versions.append(self.model[self.at])
        self.desk.restore(self.key, number + 1, wanted)
        self.settle()
        if wanted != self.model[self.at]:
            self.model[self.at + 1 :] = [wanted]
            self.at += 1

    @rule()
    def close_and_start_again(self) -> None:
        document_id = self.held_id()
        assert not self.desk.finish()
        self.open_desk()
        keys: list[str] = []
        self.desk.open_protocol(document_id, keys.append)
        self.settle()
        self.key = keys[0]
        assert self.document.protocol == self.model[self.at]
        self.reset()

    @rule()
    def plan_a_run(self) -> None:
        key = self.desk.plan_protocol(self.key) or ""
        self.settle()
        held = self.desk.held(key)
        assert held
        assert isinstance(held.document, RunDocument)
        run = held.document.run
        assert held.document.plan == plan(run)
        self.desk.let_go(key)
        self.settle()
        if not self.versions or self.versions[-1] != self.model[self.at]:
            self.versions.append(self.model[self.at])
        stored = self.keeper.answer(lambda library: library.read(held.id))
        assert stored
        assert isinstance(stored.content, Run)
        assert stored.content == run
        assert run.protocol == self.model[self.at]

    def held_id(self) -> str:
        held = self.desk.held(self.key)
        assert held
        return held.id

    def on_disk(self) -> object:
        record = self.keeper.answer(lambda library: library.read(self.held_id()))
        return record.content if record else None

    def versions_on_disk(self) -> object:
        return self.keeper.answer(
            lambda library: [library.read_version(each.id) for each in reversed(library.versions(self.held_id()))]
        )

    @invariant()
    def the_values_agree(self) -> None:
        if getattr(self, "model", None):
            document = self.document
            assert document.protocol == self.model[self.at]
            assert document.findings == check(document.protocol, document.lab, document.stocks)
            assert document.undo_stack.index() == self.at

    def teardown(self) -> None:
        if getattr(self, "model", None):
            self.desk.finish()
            self.owner.deleteLater()
            self.folder.cleanup()


def test_that_a_random_user_never_breaks_it(qtbot: QtBot, own_settings: Path) -> None:
    run_state_machine_as_test(
        RandomUser, settings=settings(max_examples=4, stateful_step_count=80, deadline=None, database=None)
    )
