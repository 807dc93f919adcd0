"""Marks say of each value what it was."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mscplanner.domain.lab import Lab
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.protocol import Protocol
from mscplanner.library.templates import read_template
from mscplanner.planning.comparison import compare
from mscplanner.planning.marks import OUTSIDE, marks
from mscplanner.planning.protocol_edits import (
    add_addition,
    add_stage,
    move_addition,
    move_stage,
    remove_addition,
    remove_stage,
    set_addition,
    set_cell_source,
    set_stage,
    set_start,
    variant_of,
)

# A falsifying example is a whole protocol, which is long.
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")


def template() -> Protocol:
    protocol = read_template("bm-msc-three-step")
    assert protocol
    return protocol


BM = template()
Told = tuple[int, int | None, str, str]


def told(parent: Protocol, protocol: Protocol, lab: Lab) -> list[Told]:
    return [(mark.stage_at, mark.addition_at, mark.field, mark.was) for mark in marks(parent, protocol, lab)]


def edits(lab: Lab) -> Iterator[tuple[Protocol, list[Told]]]:
    yield set_addition(BM, 2, 1, "final", "20 ng/mL", lab), [(2, 1, "final", "10 ng/mL")]
    yield set_addition(BM, 2, 1, "once", "yes", lab), [(2, 1, "once", "")]
    yield set_addition(BM, 2, 1, "reagent", "egf", lab), [(2, 1, "reagent", "activin-a")]
    yield set_addition(BM, 2, 1, "reagent", "ACTIVIN A", lab), [(2, 1, "reagent", "activin-a")]
    yield add_addition(BM, 0, 0, "egf", "5 ng/mL"), [(0, 0, "reagent", ""), (0, 0, "final", "")]
    yield remove_addition(BM, 1, 2), []
    yield move_addition(BM, 1, 3, 0), [(1, 0, "position", "4")]
    yield set_stage(BM, 1, "duration", "6 d"), [(1, None, "duration", "8 d")]
    yield set_stage(BM, 1, "change", "every 2 d"), [(1, None, "change", "")]
    yield set_stage(BM, 1, "basal", "dmem-f12"), [(1, None, "basal", "dmem-high-glucose")]
    yield set_stage(BM, 1, "title", "Two"), [(1, None, "title", "Step 2 / 第二步")]
    yield add_stage(BM, 1), [(1, None, "id", ""), (1, None, "title", "")]
    yield remove_stage(BM, 1), []
    yield move_stage(BM, 2, 0), [(0, None, "position", "3")]
    yield set_cell_source(BM, ""), [(OUTSIDE, None, "cell_source", "bone-marrow MSC / 骨髓间充质干细胞")]
    yield set_start(BM, "passage", "P3"), [(OUTSIDE, None, "passage", "")]
    yield BM.model_copy(update={"notes": BM.notes[1:]}), []
    yield variant_of(BM, [BM.id]), []
    yield BM, []


def test_that_each_edit_marks_what_it_changed(lab: Lab) -> None:
    for protocol, expected in edits(lab):
        assert told(BM, protocol, lab) == expected


def test_that_a_reagent_in_another_place_is_new(lab: Lab) -> None:
    after = add_addition(remove_addition(BM, 2, 1), 2, 3, "egf", "5 ng/mL")
    assert told(BM, after, lab) == [(2, 3, "reagent", ""), (2, 3, "final", "")]


def test_that_an_emptied_note_is_marked_and_a_removed_one_is_not(lab: Lab) -> None:
    emptied = BM.model_copy(update={"notes": (LocalText(plain=""), *BM.notes[1:])})
    assert [mark.field for mark in marks(BM, emptied, lab)] == ["notes[1]"]


@settings(max_examples=200)
@given(data=st.data())
def test_that_marks_agree_with_the_comparison(
    pairs_of_protocols: st.SearchStrategy[tuple[Protocol, Protocol]], lab: Lab, data: st.DataObject
) -> None:
    before, after = data.draw(pairs_of_protocols)
    assert not marks(before, before, lab)
    comparison = compare(before, after, lab)
    changed = [change for stage in comparison.stages if stage.status == "changed" for change in stage.changes]
    found = marks(before, after, lab)
    assert {(change.field, change.before) for change in changed} <= {(mark.field, mark.was) for mark in found}
    for mark in found:
        assert OUTSIDE <= mark.stage_at < len(after.stages)
        assert mark.addition_at is None or mark.addition_at < len(after.stages[mark.stage_at].additions)
