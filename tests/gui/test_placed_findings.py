"""Findings by the field that they are about."""

import pytest

from mscplanner.domain.lab import Lab
from mscplanner.gui.placed_findings import PlacedFindings
from mscplanner.library.templates import read_template, template_ids
from mscplanner.planning.checks import check
from mscplanner.planning.parts import parts_of

FIELDS = frozenset({"title", "duration", "change", "basal", "procedure"})


@pytest.mark.parametrize("template", template_ids())
def test_that_no_finding_is_left_out(template: str, lab: Lab) -> None:
    protocol = read_template(template)
    assert protocol
    findings = check(protocol, lab)
    placed = PlacedFindings(findings, protocol)
    found = set(placed.outside(-1, frozenset()))
    for at, stage in enumerate(protocol.stages):
        keys = frozenset(part.key for part in parts_of(stage, lab))
        found |= {each for field in FIELDS for each in placed.of_field(at, field)}
        found |= {each for key in keys for each in placed.of_addition(at, key)} | set(placed.outside(at, FIELDS, keys))
    assert {each.title for each in found} == {each.title for each in findings}


def test_that_the_worst_severity_of_a_stage_is_counted_first(lab: Lab) -> None:
    protocol = read_template("uc-msc-three-step")
    assert protocol
    placed = PlacedFindings(check(protocol, lab), protocol)
    assert placed.counts(0) == {"error": 1, "warning": 1}
    assert next(iter(placed.counts(0))) == "error"


def test_that_the_finding_of_an_addition_that_is_gone_stands_with_its_stage(lab: Lab) -> None:
    protocol = read_template("bm-msc-three-step")
    assert protocol
    stage = protocol.stages[2].model_copy(update={"additions": ()})
    without = protocol.model_copy(update={"stages": (*protocol.stages[:2], stage)})
    placed = PlacedFindings(check(without, lab), without)
    assert [each.code for each in placed.outside(2, FIELDS)] == ["W-SOURCE"]
