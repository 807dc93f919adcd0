"""What differs from the parent, as a person reads it."""

import pytest

from mscplanner.domain.lab import Lab
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.protocol import Protocol, StageTask
from mscplanner.gui.was_marks import WasMarks, told_tasks, told_was
from mscplanner.gui.wording import Wording
from mscplanner.library.templates import read_template
from mscplanner.planning.marks import marks

SEED = StageTask(name=LocalText(en="Seed", zh="接种细胞"), kind="seed", day=1)
TAKE = StageTask(name=LocalText(plain="Take medium"), day=4, earlier_days=1, later_days=2)


def with_first(protocol: Protocol, **parts: object) -> Protocol:
    first = protocol.stages[0].model_copy(update=parts)
    return protocol.model_copy(update={"stages": (first, *protocol.stages[1:])})


@pytest.fixture
def template() -> Protocol:
    found = read_template("bm-msc-three-step")
    assert found
    return found


def test_that_tasks_are_told_with_their_days() -> None:
    assert told_tasks((SEED, TAKE), Wording("en")) == "Seed, day 1 · Take medium, day 4 (-1/+2 d)"
    assert told_tasks((SEED,), Wording("zh")) == "接种细胞，第 1 天"


def test_that_tasks_and_gate_of_the_parent_stand_in_the_language_of_the_screen(template: Protocol, lab: Lab) -> None:
    parent = with_first(template, tasks=(SEED,), gate=LocalText(en="Clusters", zh="细胞团"))
    held = WasMarks(marks(parent, template, lab), template, parent)
    said = [held.lines(0, field, Wording("zh"), lab)[0].text for field in ("tasks", "gate")]
    assert said == ["原为 接种细胞，第 1 天", "原为 细胞团"]
    assert held.lines(0, "skip", Wording("zh"), lab) == ()


def test_that_a_tick_of_the_parent_is_told_as_one(lab: Lab) -> None:
    assert told_was("skip", "yes", Wording("en"), lab) == "was ticked"
    assert told_was("half", "", Wording("en"), lab) == "was not ticked"
    assert told_was("tasks", "", Wording("en"), lab) == "was none"
    assert told_was("gate", "", Wording("en"), lab) == "was not stated"
