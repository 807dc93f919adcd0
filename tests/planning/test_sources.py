"""What no source says is told once, and not where it is said."""

from collections.abc import Callable

import pytest

from mscplanner.domain.finding import Finding
from mscplanner.domain.lab import Lab
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.protocol import Addition, Knowledge, Protocol, Stage, StageMedium, StartConditions
from mscplanner.planning.checks import check

Checked = Callable[..., list[Finding]]


def findings_of(lab: Lab, code: str, *stages: Stage) -> list[Finding]:
    protocol = Protocol(id="x", title=LocalText(plain="X"), stages=stages)
    return [each for each in check(protocol, lab) if each.code == code]


def stage(name: str, known: Knowledge | None = None, printed: str | None = None, *reagents: str) -> Stage:
    medium = StageMedium(basal="dmem-f12", printed=printed)
    additions = tuple(Addition(reagent=each, final="10 %") for each in reagents)
    return Stage(id=name, title=LocalText(plain=name), duration="2 d", known=known, medium=medium, additions=additions)


def test_that_stages_not_seen_in_the_original_are_told_once_by_how_they_are_known(lab: Lab) -> None:
    stages = (stage("a", "S"), stage("b", "I"), stage("c", "S"), stage("d", "F"), stage("e"))
    (note,) = findings_of(lab, "N-METHODS", *stages)
    assert note.title.written("en") == "Stages not seen in the original's Methods: 3"
    assert note.reason.written("en") == "S1, S3: printed in the review (S), S2: inferred (I)."


def test_that_a_recipe_of_the_labs_own_has_no_original(lab: Lab) -> None:
    assert findings_of(lab, "N-METHODS", stage("a"), stage("b", "F")) == []


@pytest.mark.parametrize(
    ("start", "missing"),
    [
        (StartConditions(), "confluence, seeding density, passage"),
        (StartConditions(confluence="80-90 %"), "seeding density, passage"),
        (StartConditions(confluence="80 %", seeding_density="5000 cells/cm²", passage="P3"), None),
    ],
)
def test_that_missing_start_conditions_are_one_note(
    checked: Checked, start: StartConditions, missing: str | None
) -> None:
    found = [each.reason.written("en") for each in checked("", "", code="N-START", start=start)]
    assert found == ([f"Not stated: {missing}."] if missing else [])


@pytest.mark.parametrize(
    ("printed", "reagents", "told"),
    [
        ("DMEM/F12", (), True),
        ("DMEM/F12", ("b27",), True),
        ("DMEM/F12", ("fbs",), False),
        ("DMEM/F12", ("human AB serum",), False),
        ("无血清 H-DMEM", (), False),
        ("serum-free DMEM", (), False),
        ("10% FBS L-DMEM", (), False),
        (None, (), False),
    ],
)
def test_that_serum_is_asked_for_where_nothing_is_printed(
    lab: Lab, printed: str | None, reagents: tuple[str, ...], told: bool
) -> None:
    assert bool(findings_of(lab, "N-SERUM", stage("a", None, printed, *reagents))) == told
