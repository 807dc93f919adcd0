"""The schedule rules of a stage in the editor."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mscplanner.domain.protocol import Stage
from mscplanner.gui.document import Spot
from mscplanner.gui.schedule_rules import RULE_FIELDS, ScheduleRules

Editing = Callable[..., Any]
TEXTS = [("longest_gap", "3 d"), ("move", "1 d"), ("gate", "Clusters above 100 µm")]


def rules_of(editor: Any) -> ScheduleRules:
    rules = editor.page.rules
    assert isinstance(rules, ScheduleRules)
    return rules


def go(editor: Any, field: str, stage: int = 1) -> ScheduleRules:
    editor.page.show_spot(Spot(stage, -1, field))
    QApplication.processEvents()
    return rules_of(editor)


def type_in(editor: Any, field: str, text: str) -> ScheduleRules:
    rules = go(editor, field)
    QTest.keyClicks(editor.field(), text)
    return rules


def stage_of(editor: Any) -> Stage:
    stage = editor.document.protocol.stages[1]
    assert isinstance(stage, Stage)
    return stage


def told(rules: ScheduleRules, field: str) -> list[str]:
    return (rules.fields.notes(field) if field in rules.fields.fields() else rules.notes(field)).texts()


def tick(editor: Any, field: str) -> ScheduleRules:
    rules = go(editor, field)
    QTest.keyClick(rules.boxes[field], Qt.Key.Key_Space)
    return rules


def test_that_the_section_is_closed_where_a_stage_has_no_rules(editing: Editing) -> None:
    editor = editing()
    editor.page.stages.choose(1)
    assert not rules_of(editor).section.is_open
    assert rules_of(editor).section.summary.text() == "none set"


@pytest.mark.parametrize("field", sorted(RULE_FIELDS))
def test_that_going_to_a_rule_opens_the_section_with_the_focus_in_it(editing: Editing, field: str) -> None:
    editor = editing()
    rules = go(editor, field)
    focused = QApplication.focusWidget()
    assert rules.section.is_open
    assert focused is not None
    assert rules.isAncestorOf(focused)
    assert not focused.visibleRegion().isEmpty()


@pytest.mark.parametrize(("field", "text"), TEXTS)
def test_that_a_rule_that_is_typed_makes_a_copy_and_is_reset_by_a_key(editing: Editing, field: str, text: str) -> None:
    editor = editing()
    rules = type_in(editor, field, text)
    QTest.keyClick(editor.field(), Qt.Key.Key_Return)
    held = getattr(stage_of(editor), field)
    assert (held if isinstance(held, str) else held.written("zh")) == text
    assert editor.document.protocol.derived_from == "bm-msc-three-step"
    assert "was not stated" in told(rules, field)
    QTest.keyClick(
        editor.field(), Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert getattr(stage_of(editor), field) is None


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("longest_gap", "3 d", "= at most 3 d from one fill to the next"),
        ("move", "1 d", "= a change of D4 may lie on D3 or D5"),
        ("gate", "Clusters", "= looked at on D10, when the stage ends: pass, extend or stop"),
        ("move", "so", "= …"),
    ],
)
def test_that_a_rule_is_told_on_the_days_of_the_stage_while_it_is_typed(
    editing: Editing, field: str, text: str, said: str
) -> None:
    editor = editing()
    assert told(type_in(editor, field, text), field)[0] == said


@pytest.mark.parametrize("field", ["longest_gap", "move"])
def test_that_a_text_that_is_no_length_stays_and_is_told_at_its_field(editing: Editing, field: str) -> None:
    editor = editing()
    rules = type_in(editor, field, "soon")
    QTest.keyClick(editor.field(), Qt.Key.Key_Return)
    assert getattr(stage_of(editor), field) == "soon"
    assert "E-QTY-NUMBER" in told(rules, field)
    assert "E-QTY-NUMBER" not in editor.page.form.notes("title").texts()


def test_that_a_likely_reading_is_taken_by_one_press(editing: Editing) -> None:
    editor = editing()
    type_in(editor, "longest_gap", "1,5 d")
    QTest.keyClick(editor.field(), Qt.Key.Key_Return)
    finding = next(each for each in editor.document.findings if each.place[-1] == "longest_gap")
    editor.page.rules.fix_wanted.emit(finding, 0)
    assert stage_of(editor).longest_gap == finding.fixes[0].edit.value
    assert not [each for each in editor.document.findings if each.place[-1] == "longest_gap"]


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("skip", "= one of 3 changes may be left out"),
        ("half", "= each change replaces half of the medium; the first fill is whole"),
    ],
)
def test_that_a_tick_is_one_step_that_is_told_undone_and_reset(editing: Editing, field: str, said: str) -> None:
    editor = editing()
    rules = tick(editor, field)
    assert getattr(stage_of(editor), field)
    assert said in told(rules, field)
    assert "was not ticked" in told(rules, field)
    editor.document.undo_stack.undo()
    assert not getattr(stage_of(editor), field)
    assert not rules.boxes[field].isChecked()
    editor.document.undo_stack.redo()
    rules.boxes[field].setFocus()
    QTest.keyClick(
        rules.boxes[field], Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert not getattr(stage_of(editor), field)


def test_that_each_step_has_a_name(editing: Editing) -> None:
    editor = editing()
    tick(editor, "half")
    assert editor.document.step_name(-1) == "Change half changes of Step 2"
    type_in(editor, "longest_gap", "3 d")
    QTest.keyClick(editor.field(), Qt.Key.Key_Return)
    assert editor.document.step_name(-1) == "Change longest gap of Step 2"


def test_that_the_closed_section_says_what_is_set(editing: Editing) -> None:
    editor = editing()
    rules = tick(editor, "half")
    type_in(editor, "longest_gap", "3 d")
    QTest.keyClick(editor.field(), Qt.Key.Key_Return)
    editor.press("schedule_rules")
    assert rules.section.summary.isVisible()
    assert rules.section.summary.text() == "Longest gap 3 d · Half changes"


def test_that_a_section_that_was_closed_stays_so_until_another_stage_is_shown(editing: Editing) -> None:
    editor = editing()
    rules = tick(editor, "half")
    editor.press("schedule_rules")
    editor.page.show_spot(Spot(1, -1, "duration"))
    QTest.keyClicks(editor.field(), "10 d")
    QTest.keyClick(editor.field(), Qt.Key.Key_Return)
    assert not rules.section.is_open
    editor.page.stages.choose(0)
    assert not rules.section.is_open
    editor.page.stages.choose(1)
    assert rules.section.is_open


def test_that_rules_are_told_in_chinese(editing: Editing) -> None:
    editor = editing()
    rules = tick(editor, "skip")
    editor.wording.set_language("zh")
    assert "= 3 次换液中可省略一次" in told(rules, "skip")
    assert rules.boxes["skip"].text() == "可省略一次换液"


def test_that_the_finding_of_a_rule_leads_to_it(editing: Editing) -> None:
    editor = editing()
    type_in(editor, "move", "soon")
    QTest.keyClick(editor.field(), Qt.Key.Key_Return)
    finding = next(each for each in editor.document.findings if each.place[-1] == "move")
    assert editor.document.spot_of(finding) == Spot(1, -1, "move")
