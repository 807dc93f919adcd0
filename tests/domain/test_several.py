"""Ranges, lists, and hours with minutes."""

import pytest

from mscplanner.domain.several import hours_and_minutes, list_parts, range_ends


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("50-60 nM", "50 nM", "60 nM"),
        ("1-2 × 10^5 cells/mL", "1 × 10^5 cells/mL", "2 × 10^5 cells/mL"),
        ("1×10^4-2×10^4 cells/mL", "1×10^4 cells/mL", "2×10^4 cells/mL"),
        ("20 ng ml-1-50 ng ml-1", "20 ng ml-1", "50 ng ml-1"),
        ("-20--80 °C", "-20 °C", "-80 °C"),
        ("from 5 to 10 mM", "5 mM", "10 mM"),
    ],
)
def test_that_a_range_has_two_ends_with_units(text: str, low: str, high: str) -> None:
    ends = range_ends(text)
    assert ends is not None
    assert (ends.low, ends.high) == (low, high)


@pytest.mark.parametrize("text", ["20 ng ml-1", "10 mM and 5 µM", "5 mM-", "- 5 mM", "1e-5 M", "10 mM-glucose"])
def test_that_a_sign_alone_makes_no_range(text: str) -> None:
    assert range_ends(text) is None


def test_that_a_choice_is_no_span() -> None:
    choice, span = range_ends("2 or 3 d"), range_ends("2 to 3 d")
    assert choice is not None
    assert span is not None
    assert (choice.dashed, span.dashed) == (False, True)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("10/20 ng/mL", ("10 ng/mL", "20 ng/mL")),
        ("10 mM 5 uM", ("10 mM", "5 uM")),
        ("10 µM 或 20 µM", ("10 µM", "20 µM")),
        ("1/2 mM", ("1", "2")),
        ("10 mg/2 mL", ("10", "2")),
        ("2 x 5 mL", ("2", "5")),
        ("10 ng/mL", ("10 ng/mL",)),
    ],
)
def test_that_the_last_unit_is_carried_through_a_list(text: str, parts: tuple[str, ...]) -> None:
    assert list_parts(text) == parts


@pytest.mark.parametrize(("text", "whole"), [("1 h 30 min", "90 min"), ("2 d 12 h", "60 h"), ("1h30min", "90 min")])
def test_that_parts_of_a_duration_are_one(text: str, whole: str) -> None:
    assert hours_and_minutes(text) == whole


@pytest.mark.parametrize("text", ["30 min 1 h", "2 h 2 h", "5 mM 30 min", "1 h"])
def test_that_other_parts_are_no_duration(text: str) -> None:
    assert hours_and_minutes(text) is None
