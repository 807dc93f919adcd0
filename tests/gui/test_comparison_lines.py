"""A comparison in words and figures."""

import pytest

from mscplanner.domain.lab import Lab
from mscplanner.domain.protocol import Addition, Protocol, Stage
from mscplanner.gui.comparison_lines import Line, comparison_lines, written_lines
from mscplanner.library.templates import read_template
from mscplanner.planning.comparison import compare


@pytest.fixture
def parent() -> Protocol:
    template = read_template("bm-msc-three-step")
    assert template
    return template


def with_stage(protocol: Protocol, **values: object) -> Protocol:
    first = protocol.stages[0].model_copy(update=values)
    return protocol.model_copy(update={"stages": (first, *protocol.stages[1:])})


def with_final(stage: Stage, final: str | None) -> tuple[Addition, ...]:
    return (*stage.additions[:-1], stage.additions[-1].model_copy(update={"final": final}))


def lines(before: Protocol, after: Protocol, lab: Lab, only: bool = True) -> tuple[Line, ...]:
    return comparison_lines(compare(before, after, lab), only, "en")


def test_that_a_dose_shows_both_values_fold_and_exposure(parent: Protocol, lab: Lab) -> None:
    after = with_stage(parent, additions=with_final(parent.stages[0], "1 mmol/L"))
    heading, dose = lines(parent, after, lab)
    assert heading.name == "S1 → S1 · Step 1 · 2 d · starts D0"
    assert dose[2:] == ("0.5 mmol/L", "1 mmol/L", "×2", "1 → 2 mmol/L·d")
    assert dose.cells("en")[0] == "≠ changed"


def test_that_a_longer_stage_shows_the_shift_of_the_others(parent: Protocol, lab: Lab) -> None:
    found = lines(parent, with_stage(parent, duration="4 d"), lab)
    headings = [line.name for line in found if not line.status]
    assert headings[0] == "S1 → S1 · Step 1 · 2 → 4 d · starts D0"
    assert headings[1].endswith("same · 8 d · starts D2 → D4 · shift +2 d")
    assert Line("changed", "Duration", "2 d", "4 d") in found


def test_that_what_came_and_went_is_told_by_sign_and_word(parent: Protocol, lab: Lab) -> None:
    after = with_stage(parent, additions=parent.stages[0].additions[:-1])
    assert [line.cells("en")[0] for line in lines(parent, after, lab) if line.status] == ["− removed"]
    assert [line.cells("zh")[0] for line in lines(after, parent, lab) if line.status] == ["+ 新增"]


def test_that_without_a_bridge_there_is_a_dash_and_without_an_amount_words(parent: Protocol, lab: Lab) -> None:
    stranger = Addition(reagent="Compound 7", final="5 ng/mL")
    before = with_stage(parent, additions=(stranger,))
    for final, shown in (("5 µmol/L", ("5 ng/mL", "5 µmol/L", "—")), (None, ("5 ng/mL", "not stated", ""))):
        after = with_stage(parent, additions=(stranger.model_copy(update={"final": final}),))
        assert lines(before, after, lab)[1][2:5] == shown


def test_that_a_change_of_an_addition_names_it(parent: Protocol, lab: Lab) -> None:
    last = parent.stages[0].additions[-1].model_copy(update={"once": True})
    after = with_stage(parent, additions=(*parent.stages[0].additions[:-1], last))
    found = lines(parent, after, lab)[-1]
    assert found.name.endswith(" · First fill only")
    assert (found.status, found.before, found.after) == ("changed", "no", "yes")


def test_that_nothing_is_left_of_two_same_protocols_but_all_on_demand(parent: Protocol, lab: Lab) -> None:
    assert lines(parent, parent, lab) == ()
    everything = lines(parent, parent, lab, only=False)
    assert {line.status for line in everything} == {"", "same"}
    assert len(everything) == 3 + sum(len(stage.additions) for stage in parent.stages)


def test_that_text_to_copy_has_one_line_for_each(parent: Protocol, lab: Lab) -> None:
    found = lines(parent, with_stage(parent, duration="4\td"), lab)
    text = written_lines("A and B", found, "en")
    assert len(text.splitlines()) == len(found) + 2
    assert {len(line.split("\t")) for line in text.splitlines()[1:]} == {1, 6}
