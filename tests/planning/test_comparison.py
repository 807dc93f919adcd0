"""Two protocols side by side: everything that differs is found, and nothing else."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mscplanner.domain.lab import Lab
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.protocol import (
    Addition,
    Disagreement,
    Protocol,
    Reading,
    Readout,
    Source,
    Stage,
    StageMedium,
    StageTask,
    StartConditions,
)
from mscplanner.library.templates import read_template, read_templates, template_ids
from mscplanner.planning.comparison import AdditionComparison, Comparison, ValueChange, compare
from mscplanner.planning.differences import told
from mscplanner.planning.field_names import change_sides, field_name
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


def template(template_id: str = "bm-msc-three-step") -> Protocol:
    protocol = read_template(template_id)
    assert protocol
    return protocol


BM = template()


def changes_of(comparison: Comparison) -> list[tuple[str, str, str, str, str]]:
    found: list[ValueChange] = [*comparison.changes]
    for stage in comparison.stages:
        found += [*stage.changes, *(change for each in stage.additions for change in each.changes)]
    return [(each.stage, each.addition, each.field, each.before, each.after) for each in found]


def addition(comparison: Comparison, stage: int, key: str) -> AdditionComparison:
    return next(each for each in comparison.stages[stage].additions if each.key == key)


@given(data=st.data())
def test_that_a_protocol_does_not_differ_from_itself(
    protocols: st.SearchStrategy[Protocol], lab: Lab, data: st.DataObject
) -> None:
    protocol = data.draw(protocols)
    same = Protocol.model_validate(protocol.model_dump())
    for comparison in (compare(protocol, protocol, lab), compare(protocol, same, lab)):
        assert comparison.count == 0
        assert not changes_of(comparison)
        assert {each.status for each in comparison.stages} <= {"same"}


@settings(max_examples=300)
@given(data=st.data())
def test_that_one_changed_value_is_always_found(
    pairs_of_protocols: st.SearchStrategy[tuple[Protocol, Protocol]], lab: Lab, data: st.DataObject
) -> None:
    before, after = data.draw(pairs_of_protocols)
    comparison = compare(before, after, lab)
    assert comparison.count >= 1
    assert comparison.count == compare(after, before, lab).count
    assert all(change[3] != change[4] for change in changes_of(comparison))


def full() -> Protocol:
    """Return a protocol with a value in every field that there is."""
    text = LocalText(plain="p", en="e", zh="z")
    reading = Reading(final="1 µM", confidence="stated", reason=text)
    stage = Stage(
        id="s",
        title=text,
        duration="2 d",
        printed_duration="2 天",
        change="none",
        longest_gap="3 d",
        move="1 d",
        skip=True,
        half=True,
        sources=("1",),
        known="S",
        procedure=text,
        gate=text,
        tasks=(StageTask(name=text, kind="sample", day=1, earlier_days=1, later_days=2),),
        medium=StageMedium(basal="dmem-f12", printed="DMEM/F12"),
        additions=(Addition(reagent="egf", final="1 nM", printed="1nM", once=True, reading=reading),),
    )
    return Protocol(
        id="x",
        title=text,
        cell_source=text,
        derived_from="y",
        notes=(text,),
        sources=(Source(id="1", citation="c", doi="d", note=text, known="A"),),
        start=StartConditions(confluence="80 %", seeding_density="5000 cells/cm2", passage="P3"),
        stages=(stage,),
        readouts=(Readout(name=text, kind="gsis", at="end", destructive=True, detail=text, sources=("1",), known="S"),),
        disagreements=(
            Disagreement(
                topic="dose",
                place=("stages",),
                review=text,
                review_known="S",
                original=text,
                original_known="A",
                sources=("1",),
                severity="note",
            ),
        ),
    )


def changed_everywhere(value: Any) -> Iterator[Any]:
    """Give ``value`` once for each value inside it, with that one changed."""
    match value:
        case str():
            yield f"{value}x"
        case bool():
            yield not value
        case int():
            yield value + 1
        case tuple():
            yield value[1:]
            for at, each in enumerate(value):
                yield from ((*value[:at], new, *value[at + 1 :]) for new in changed_everywhere(each))
        case _:
            for name in type(value).model_fields:
                inner = getattr(value, name)
                assert inner is not None, f"{name} is not in the full protocol"
                yield from (value.model_copy(update={name: new}) for new in changed_everywhere(inner))
                if type(value).model_fields[name].default is None:
                    yield value.model_copy(update={name: None})


def test_that_a_change_of_any_field_is_found_and_has_a_name(lab: Lab) -> None:
    before = full()
    changed = list(changed_everywhere(before))
    assert len(changed) > 80
    for after in changed:
        comparison = compare(before, after, lab)
        assert comparison.count >= 1
        for change in changes_of(comparison):
            assert "“" not in field_name(change[2]).written("en")


@settings(max_examples=50)
@given(data=st.data())
def test_that_any_two_protocols_can_be_compared(
    protocols: st.SearchStrategy[Protocol], lab: Lab, data: st.DataObject
) -> None:
    before, after = data.draw(protocols), data.draw(protocols)
    comparison = compare(before, after, lab)
    assert comparison.count == compare(after, before, lab).count
    assert (comparison.count == 0) == (before == after)
    for change in comparison.changes:
        for side in change_sides(change, 40):
            assert 0 < len(side.written("en")) <= 40


@pytest.mark.parametrize("pair", tuple(permutations(template_ids(), 2)))
def test_that_all_templates_differ_from_each_other(lab: Lab, pair: tuple[str, str]) -> None:
    comparison = compare(template(pair[0]), template(pair[1]), lab)
    assert comparison.count
    kept = [stage for stage in comparison.stages if stage.code_after]
    assert [stage.code_after for stage in kept] == [f"S{at}" for at in range(1, len(kept) + 1)]


def test_that_the_name_of_a_variant_is_no_difference(lab: Lab) -> None:
    variant = variant_of(BM, [BM.id])
    assert compare(BM, variant, lab).count == compare(variant, BM, lab).count == 0
    renamed = variant.model_copy(update={"title": LocalText(plain="Mine")})
    assert compare(variant, renamed, lab).count == 1
    itself = BM.model_copy(update={"derived_from": BM.id})
    assert [change[2] for change in changes_of(compare(BM, itself, lab))] == ["derived_from"]
    assert [change[2] for change in changes_of(compare(itself, itself.model_copy(update={"id": "z"}), lab))] == ["id"]
    unrelated = variant.model_copy(update={"derived_from": None})
    assert [change[2] for change in changes_of(compare(BM, unrelated, lab))] == ["id", "title"]


def test_that_a_changed_dose_is_found_with_fold_and_exposure(lab: Lab) -> None:
    comparison = compare(BM, set_addition(BM, 2, 1, "final", "0.02 µg/mL", lab), lab)
    assert changes_of(comparison) == [("step-3", "activin-a", "final", "10 ng/mL", "0.02 µg/mL")]
    found = addition(comparison, 2, "activin-a")
    assert (found.status, found.final_before, found.final_after, found.fold) == (
        "changed",
        "10 ng/mL",
        "0.02 µg/mL",
        Decimal(2),
    )
    assert (found.exposure_before, found.exposure_after) != (None, None)
    assert [each.text for each in (found.exposure_before, found.exposure_after) if each] == [
        "80 ng/mL·d",
        "160 ng/mL·d",
    ]
    assert [stage.status for stage in comparison.stages] == ["same", "same", "changed"]
    assert comparison.count == 1


def test_that_a_value_that_cannot_be_read_is_shown_as_typed_without_a_fold(lab: Lab) -> None:
    comparison = compare(BM, set_addition(BM, 2, 1, "final", "1,5 ng/mL", lab), lab)
    found = addition(comparison, 2, "activin-a")
    assert (found.final_after, found.fold, found.exposure_after) == ("1,5 ng/mL", None, None)
    assert found.exposure_before


def test_that_a_longer_stage_shifts_those_behind_it_and_changes_their_exposure_only_by_their_own_days(lab: Lab) -> None:
    comparison = compare(BM, set_stage(BM, 1, "duration", "10 d"), lab)
    assert [(each.start_before, each.start_after, each.shift_days) for each in comparison.stages] == [
        (0, 0, 0),
        (2, 2, 0),
        (10, 12, 2),
    ]
    assert [(each.days_before, each.days_after) for each in comparison.stages] == [(2, 2), (8, 10), (8, 8)]
    assert [each.status for each in comparison.stages] == ["same", "changed", "same"]
    bfgf = addition(comparison, 1, "bfgf")
    assert bfgf.status == "same"
    assert [each.text for each in (bfgf.exposure_before, bfgf.exposure_after) if each] == ["160 ng/mL·d", "200 ng/mL·d"]
    assert comparison.count == 1


def test_that_behind_a_stage_of_open_length_nothing_is_dated_but_lengths_stay_known(lab: Lab) -> None:
    comparison = compare(BM, set_stage(BM, 0, "duration", ""), lab)
    first, second, _ = comparison.stages
    assert (first.days_before, first.days_after, first.start_after, first.shift_days) == (2, None, None, None)
    assert (second.start_before, second.start_after, second.shift_days, second.days_after) == (2, None, None, 8)
    assert addition(comparison, 1, "bfgf").exposure_after == addition(comparison, 1, "bfgf").exposure_before


def test_that_additions_come_go_and_keep_their_reagent(lab: Lab) -> None:
    after = set_addition(
        remove_addition(add_addition(BM, 0, 1, "egf", "20 ng/mL"), 2, 3), 1, 1, "reagent", "FGF-2", lab
    )
    comparison = compare(BM, after, lab)
    assert [each.status for each in comparison.stages[0].additions] == ["same", "added"]
    assert [each.status for each in comparison.stages[2].additions] == ["same", "same", "same", "removed"]
    assert addition(comparison, 0, "egf").exposure_after
    assert addition(comparison, 2, "nicotinamide").exposure_after is None
    assert addition(comparison, 1, "bfgf").changes[0].field == "reagent"
    assert comparison.count == 3


def test_that_another_reagent_in_its_place_is_removed_and_added(lab: Lab) -> None:
    comparison = compare(BM, set_addition(BM, 1, 1, "reagent", "egf", lab), lab)
    assert {each.key: each.status for each in comparison.stages[1].additions if each.status != "same"} == {
        "bfgf": "removed",
        "egf": "added",
    }
    assert comparison.count == 2


def test_that_stages_come_go_and_move(lab: Lab) -> None:
    comparison = compare(BM, add_stage(BM, 1), lab)
    assert [(each.code_before, each.code_after, each.status) for each in comparison.stages] == [
        ("S1", "S1", "same"),
        ("", "S2", "added"),
        ("S2", "S3", "same"),
        ("S3", "S4", "same"),
    ]
    assert comparison.count == 1
    gone = compare(BM, remove_stage(BM, 0), lab)
    assert [(each.code_after, each.status, each.shift_days) for each in gone.stages] == [
        ("", "removed", None),
        ("S1", "same", -2),
        ("S2", "same", -2),
    ]
    assert gone.count == 1


def test_that_a_new_order_is_a_difference(lab: Lab) -> None:
    stages = compare(BM, move_stage(BM, 2, 0), lab)
    assert changes_of(stages) == [("step-3", "", "position", "3", "1")]
    additions = compare(BM, move_addition(BM, 1, 3, 0), lab)
    assert changes_of(additions) == [("step-2", "l-glutamine", "position", "4", "1")]
    notes = compare(BM, BM.model_copy(update={"notes": BM.notes[::-1]}), lab)
    assert notes.count == 3


def test_that_a_stage_with_another_id_goes_with_the_one_in_its_place(lab: Lab) -> None:
    other = BM.stages[1].model_copy(update={"id": "expansion"})
    after = BM.model_copy(update={"stages": (BM.stages[0], other, BM.stages[2])})
    assert changes_of(compare(BM, after, lab)) == [("expansion", "", "id", "step-2", "expansion")]


def without(*entries: Any) -> tuple[Any, ...]:
    return entries[1:]


@pytest.mark.parametrize(
    ("after", "change"),
    [
        (set_cell_source(BM, "iPSC"), ("cell_source", "bone-marrow MSC / 骨髓间充质干细胞", "iPSC")),
        (set_start(BM, "confluence", "80 %"), ("confluence", "", "80 %")),
        (BM.model_copy(update={"notes": without(*BM.notes)}), ("notes[1]", told(BM.notes[0]), "")),
        (BM.model_copy(update={"notes": (*BM.notes, LocalText(plain="new"))}), ("notes[5]", "", "new")),
        (
            BM.model_copy(update={"sources": without(*BM.sources)}),
            ("sources[1]", "[20] Sun Y, et al. Chinese Medical Journal 2007;120(9):771-776", ""),
        ),
        (
            BM.model_copy(update={"readouts": without(*BM.readouts)}),
            ("readouts[1]", "Islet-like clusters (morphology) / 胰岛样细胞团（形态）", ""),
        ),
        (
            BM.model_copy(update={"disagreements": without(*BM.disagreements)}),
            ("disagreements[1]", told(BM.disagreements[0].review), ""),
        ),
    ],
)
def test_that_what_lies_outside_the_stages_is_told_with_its_place(
    lab: Lab, after: Protocol, change: tuple[str, str, str]
) -> None:
    assert changes_of(compare(BM, after, lab)) == [("", "", *change)]


def test_that_texts_are_told_in_the_language_of_the_reader(lab: Lab) -> None:
    (change,) = compare(
        BM, BM.model_copy(update={"cell_source": LocalText(en="iPSC", zh="诱导多能干细胞")}), lab
    ).changes
    assert change.written("en") == ("bone-marrow MSC", "iPSC")
    assert change.written("zh") == ("骨髓间充质干细胞", "诱导多能干细胞")


def test_that_a_text_that_only_differs_in_the_other_language_is_told_in_both(lab: Lab) -> None:
    (change,) = compare(
        BM, BM.model_copy(update={"cell_source": LocalText(en="bone-marrow MSC", zh="骨髓 MSC")}), lab
    ).changes
    assert change.written("en") == ("bone-marrow MSC / 骨髓间充质干细胞", "bone-marrow MSC / 骨髓 MSC")


def test_that_every_template_is_compared_at_once(lab: Lab) -> None:
    assert all(compare(BM, each, lab).count for each in read_templates() if each != BM)


def test_that_another_kind_of_a_readout_is_told_in_words(lab: Lab) -> None:
    before = full()
    after = before.model_copy(update={"readouts": (before.readouts[0].model_copy(update={"kind": None}),)})
    (change,) = compare(before, after, lab).changes
    assert field_name(change.field).written("en") == "Read-out 1, Kind"
    assert [side.written("en") for side in change_sides(change, 40)] == ["GSIS", "by its name"]
