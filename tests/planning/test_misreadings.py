"""Findings of refused texts: why, the way on, and one fix for each likely reading."""

import pytest

from mscplanner.domain.grammar import (
    DURATION,
    SEEDING_DENSITY,
    TEMPERATURE,
    VOLUME,
    Misreading,
    read_change,
    read_quantity,
)
from mscplanner.domain.language import LANGUAGES, Language
from mscplanner.domain.misreading import TITLES
from mscplanner.domain.units import CONCENTRATIONS, Kind
from mscplanner.planning.misreadings import misread, misreading_reason

PLACE = ("stages", "s", "additions", "nicotinamide")


def refused(text: str, kinds: frozenset[Kind] = CONCENTRATIONS) -> Misreading:
    reading = read_quantity(text, kinds)
    assert isinstance(reading, Misreading)
    return reading


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", TITLES)
def test_that_every_code_has_its_reason(code: str, language: Language) -> None:
    finding = misread(refused("1,5 mM").model_copy(update={"code": code}), PLACE, "final")
    assert finding.reason.written(language)
    assert finding.reason.text == misreading_reason(code)


def test_that_each_likely_reading_is_one_press_away() -> None:
    finding = misread(refused("1,5 mM"), PLACE, "final")
    assert [fix.label.written("en") for fix in finding.fixes] == ["Use 1.5 mM", "Use 15 mM"]
    assert [(fix.edit.place, fix.edit.field, fix.edit.value) for fix in finding.fixes] == [
        (PLACE, "final", "1.5 mM"),
        (PLACE, "final", "15 mM"),
    ]


@pytest.mark.parametrize(
    ("text", "kinds", "field", "way_on"),
    [
        ("5", CONCENTRATIONS, "final", "Type one number and its unit, e.g. “10 µM”."),
        ("overnight", DURATION, "duration", "Type hours or days, e.g. “2 d”."),
        ("2", VOLUME, "well_volume", "Type one volume, e.g. “2 mL”."),
        ("RT", TEMPERATURE, "temperature", "Type degrees Celsius, e.g. “37 °C”."),
        ("5000", SEEDING_DENSITY, "seeding_density", "Type cells per area, e.g. “5000 cells/cm²”."),
    ],
)
def test_that_the_way_on_is_that_of_the_field(text: str, kinds: frozenset[Kind], field: str, way_on: str) -> None:
    assert misread(refused(text, kinds), PLACE, field).way_on.written("en") == way_on


def test_that_a_rule_is_shown_by_its_form() -> None:
    rule = read_change("daily")
    assert isinstance(rule, Misreading)
    finding = misread(rule, ("stages", "s"), "change")
    assert finding.place == ("stages", "s", "change")
    assert finding.way_on.written("en") == "Type a rule, e.g. “every 2 d” or “none”."


@pytest.mark.parametrize("field", ["longest_gap", "move"])
def test_that_a_schedule_rule_that_is_misread_is_told_at_its_field(field: str) -> None:
    finding = misread(refused("1,5 d", DURATION), ("stages", "s"), field)
    assert finding.place == ("stages", "s", field)
    assert finding.way_on.written("en").startswith("Type days, e.g.")
    assert (finding.fixes[0].edit.place, finding.fixes[0].edit.field) == (("stages", "s"), field)
