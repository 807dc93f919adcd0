"""The sheet of a dithizone staining."""

from collections.abc import Callable

from mscplanner.planning.plan import Plan

PartOf = Callable[..., str]


def test_that_it_warns_of_the_stain_with_the_source(part_of: PartOf) -> None:
    text = part_of("D18/DTZ")
    assert "Toxic, uses up the cells: stain a separate aliquot." in text
    assert "Do not use stained material for functional tests or in the clinic (Scientific Reports 2019" in text
    assert "Concentration (not stated: the lab's)" in text
    assert "Negative control unstained Stained: the counts do not count" in text


def test_that_the_negative_control_has_a_row_even_if_the_run_has_none(
    part_of: PartOf, whole: Plan, pages_of: Callable[..., list[str]]
) -> None:
    assert "N Negative control: uninduced MSC. This run has none: from" in part_of("D18/DTZ")
    text = " ".join(pages_of(whole, "D18/DTZ"))
    assert "This run has none" not in text
    assert "U1 uninduced control" in text


def test_that_counts_are_set_by_the_lab(part_of: PartOf) -> None:
    assert "no limit is known, set by the lab" in part_of("D18/DTZ")
    assert "深红色提示富锌" in part_of("D18/DTZ", language="zh")
