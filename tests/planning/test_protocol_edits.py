"""Edits by position keep what they are not about, and hold only what can be stored."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mscplanner.domain.lab import Lab
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.protocol import Addition, Protocol, StageTask
from mscplanner.library.templates import read_template, template_ids
from mscplanner.planning.protocol_edits import (
    MOST_ADDITIONS,
    MOST_TASKS,
    add_addition,
    add_stage,
    add_stage_task,
    duplicate_addition,
    duplicate_stage,
    move_addition,
    move_stage,
    move_stage_task,
    new_protocol,
    remove_addition,
    remove_stage,
    remove_stage_task,
    set_addition,
    set_cell_source,
    set_readout,
    set_stage,
    set_stage_task,
    set_start,
    set_title,
    typed_text,
    variant_of,
)


def template(template_id: str = "uc-msc-three-step") -> Protocol:
    found = read_template(template_id)
    assert found
    return found


def row_of(protocol: Protocol, at: int, reagent: str) -> int:
    return [addition.reagent for addition in protocol.stages[at].additions].index(reagent)


def addition(protocol: Protocol, reagent: str = "retinoic-acid", at: int = 0) -> Addition:
    return protocol.stages[at].additions[row_of(protocol, at, reagent)]


def test_that_another_dose_leaves_the_printed_text_and_the_reading(lab: Lab) -> None:
    before = template()
    after = set_addition(before, 0, row_of(before, 0, "retinoic-acid"), "final", "2 µM", lab)
    expected = addition(before).model_copy(update={"final": "2 µM"})
    assert addition(after) == expected
    assert addition(before).final == "6 mmol/L"


def test_that_a_reading_goes_with_the_reagent_it_was_given_for(lab: Lab) -> None:
    before = template()
    row = row_of(before, 0, "retinoic-acid")
    renamed = set_addition(before, 0, row, "reagent", "nicotinamide", lab).stages[0].additions[row]
    assert (renamed.reading, renamed.printed) == (None, addition(before).printed)
    alias = set_addition(before, 0, row, "reagent", "Retinoic acid", lab).stages[0].additions[row]
    assert alias.reading == addition(before).reading


def test_that_an_empty_name_takes_no_reagent_away(lab: Lab) -> None:
    before = template()
    assert set_addition(before, 0, 0, "reagent", "  ", lab) == before
    assert add_addition(before, 0, 0, " ") == before


def test_that_an_empty_text_means_not_stated(lab: Lab) -> None:
    before = template()
    assert set_stage(before, 0, "duration", "").stages[0].duration is None
    assert set_stage(before, 0, "basal", "").stages[0].medium is None
    assert set_addition(before, 0, 0, "final", "", lab).stages[0].additions[0].final is None


def test_that_another_basal_medium_keeps_the_printed_text() -> None:
    before = template()
    after = set_stage(before, 0, "basal", "RPMI 1640").stages[0].medium
    assert after
    assert before.stages[0].medium
    assert (after.basal, after.printed) == ("RPMI 1640", before.stages[0].medium.printed)


def test_that_moving_a_stage_keeps_its_doses_and_moving_back_undoes_it() -> None:
    before = template()
    moved = move_stage(before, 0, 2)
    assert moved.stages[2] == before.stages[0]
    assert move_stage(moved, 2, 0) == before


def test_that_a_copied_stage_has_an_id_of_its_own() -> None:
    after = duplicate_stage(template(), 0)
    assert len({stage.id for stage in after.stages}) == 4
    assert after.stages[1].additions == after.stages[0].additions


def test_that_adding_and_removing_are_each_others_undoing() -> None:
    before = template()
    assert remove_stage(add_stage(before, 1), 1) == before
    assert remove_addition(add_addition(before, 1, 0, "EGF", "20 ng/mL"), 1, 0) == before
    assert remove_addition(duplicate_addition(before, 1, 0), 1, 1) == before
    assert move_addition(move_addition(before, 1, 0, 1), 1, 1, 0) == before


def test_that_a_full_stage_takes_no_more() -> None:
    full = new_protocol("full", LocalText(plain="Full"))
    for _ in range(MOST_ADDITIONS + 1):
        full = add_addition(full, 0, 0, "EGF")
    assert len(duplicate_addition(full, 0, 0).stages[0].additions) == MOST_ADDITIONS


def test_that_the_fields_before_d0_can_be_set() -> None:
    after = set_start(set_cell_source(set_title(template(), "Mine"), "Wharton's jelly"), "passage", "P4")
    assert (after.title.written("zh"), after.start.passage) == ("Mine", "P4")
    assert after.cell_source == LocalText(plain="Wharton's jelly")
    assert set_title(after, " ") == after


@pytest.mark.parametrize("template_id", template_ids())
def test_that_a_variant_is_its_parent_under_another_name(template_id: str) -> None:
    parent = template(template_id)
    first = variant_of(parent, template_ids())
    second = variant_of(parent, (*template_ids(), first.id))
    assert first.id != second.id
    assert first.derived_from == parent.id
    same = {"id": parent.id, "title": parent.title, "derived_from": parent.derived_from}
    assert first.model_copy(update=same) == parent


@given(text=st.text(max_size=500))
def test_that_whatever_is_typed_can_be_stored(text: str) -> None:
    lab_text = typed_text(text)
    changed = set_stage(set_title(template(), text), 0, "duration", text)
    assert Protocol.model_validate(dict(changed)) == changed
    assert typed_text(lab_text) == lab_text


def test_that_schedule_rules_are_set_and_taken_away() -> None:
    changed = template()
    for field, text in (
        ("longest_gap", "3 d"),
        ("move", "1 d"),
        ("gate", "Clusters"),
        ("skip", "yes"),
        ("half", "yes"),
    ):
        changed = set_stage(changed, 0, field, text)
    stage = changed.stages[0]
    assert (stage.longest_gap, stage.move, stage.skip, stage.half) == ("3 d", "1 d", True, True)
    assert stage.gate == LocalText(plain="Clusters")
    for field in ("longest_gap", "move", "gate", "skip", "half"):
        changed = set_stage(changed, 0, field, "")
    assert changed == template()


def test_that_stage_tasks_are_added_set_moved_and_removed() -> None:
    changed = add_stage_task(add_stage_task(template(), 1, " Seed\n"), 1, "Sample")
    for field, text in (("kind", "sample"), ("day", "4"), ("earlier_days", "1"), ("later_days", "2"), ("name", "Take")):
        changed = set_stage_task(changed, 1, 1, field, text)
    taken = StageTask(name=LocalText(plain="Take"), kind="sample", day=4, earlier_days=1, later_days=2)
    assert changed.stages[1].tasks == (StageTask(name=LocalText(plain="Seed")), taken)
    assert move_stage_task(changed, 1, 1, 0).stages[1].tasks[0] == taken
    assert remove_stage_task(remove_stage_task(changed, 1, 0), 1, 0) == template()


@pytest.mark.parametrize(
    ("field", "text"),
    [("name", " "), ("kind", "party"), ("day", "soon"), ("day", "401"), ("day", ""), ("later_days", "-1")],
)
def test_that_what_a_stage_task_does_not_take_changes_nothing(field: str, text: str) -> None:
    before = add_stage_task(template(), 0, "Seed")
    assert set_stage_task(before, 0, 0, field, text) == before


def test_that_a_stage_takes_so_many_tasks_and_none_without_a_name() -> None:
    full = template()
    for number in range(MOST_TASKS + 1):
        full = add_stage_task(full, 0, f"Task {number}")
    assert len(full.stages[0].tasks) == MOST_TASKS
    assert add_stage_task(template(), 0, "  ") == template()


def test_that_the_kind_of_a_readout_is_set_and_left_to_its_name() -> None:
    before = template()
    set_one = set_readout(before, 0, "kind", "other")
    assert set_one.readouts[0].kind == "other"
    assert set_readout(set_one, 0, "kind", "").readouts[0].kind is None
    assert set_readout(set_one, 0, "kind", "morphology") == before
