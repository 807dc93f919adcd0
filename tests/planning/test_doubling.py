"""What comes into a medium twice is told, and nothing else."""

from collections.abc import Callable

import pytest

from mscplanner.domain.finding import Finding

Checked = Callable[..., list[Finding]]


@pytest.mark.parametrize(
    ("typed", "basal", "sums"),
    [
        ("l-glutamine 2 mmol/L", "dmem-high-glucose", "6 mmol/L"),
        ("glutamax 2 mM", "dmem-f12", "4.5 mM"),
        ("l-glutamine 0.29228 mg/mL", "dmem-high-glucose", "0.877 mg/mL"),
        ("d-glucose 25 mmol/L", "dmem-low-glucose", "30.5 mmol/L"),
    ],
)
def test_that_what_the_basal_medium_holds_is_added_up(checked: Checked, typed: str, basal: str, sums: str) -> None:
    (warning,) = checked(typed, basal=basal, code="W-DOUBLE-BASAL")
    assert f"together {sums}." in warning.reason.written("en").replace("877 µg/mL", "0.877 mg/mL")


@pytest.mark.parametrize(("typed", "basal"), [("l-glutamine 2 mM", "pbs"), ("nicotinamide 2 mM", "dmem-f12")])
def test_that_a_medium_without_it_is_no_fault(checked: Checked, typed: str, basal: str) -> None:
    assert checked(typed, basal=basal, code="W-DOUBLE-BASAL") == []


def test_that_the_warning_says_how_well_the_medium_is_known(checked: Checked) -> None:
    (known,) = checked("l-glutamine 2 mM", basal="dmem-high-glucose", code="W-DOUBLE-BASAL")
    (recalled,) = checked("l-glutamine 2 mM", basal="dmem-low-glucose", code="W-DOUBLE-BASAL")
    assert "read on a page: sigmaaldrich.com/…" in known.reason.written("en")
    assert "general bench knowledge" in recalled.reason.written("en")


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("b27 2 %; insulin 10 µg/mL", ["W-DOUBLE"]),
        ("insulin 10 µg/mL; its 1 %", ["W-DOUBLE"]),
        ("b27 2 %; its 1 %", ["N-DOUBLE"]),
        ("b27 2 %; n2 1 %", ["N-DOUBLE"]),
        ("b27 2 %; t3 1 µM", ["W-DOUBLE"]),
        ("l-glutamine 2 mM; glutamax 2 mM", ["W-DOUBLE"]),
        ("fbs 5 %; fbs 5 %", ["W-DOUBLE"]),
        ("unobtainium 1 mM; unobtainium 1 mM", ["W-DOUBLE"]),
        ("fbs 10 %; b27 2 %", []),
        ("fbs 10 %; insulin 10 µg/mL", []),
        ("neaa 1 %; b27 2 %; nicotinamide 10 mM", []),
        ("ra 1 µM once; ra 1 µM", []),
    ],
)
def test_that_two_additions_that_hold_the_same_are_told(checked: Checked, typed: str, codes: list[str]) -> None:
    assert [each.code for each in checked(typed) if each.code in ("W-DOUBLE", "N-DOUBLE")] == codes


def test_that_the_note_names_what_both_hold_in_both_languages(checked: Checked) -> None:
    (note,) = checked("b27 2 %; n2 1 %", code="N-DOUBLE")
    assert note.title.written("en") == "Ingredients in both B-27 (50×) and N-2 (100×): 4"
    assert note.reason.written("en") == "Both hold: Insulin, progesterone, selenite, transferrin."
    assert note.reason.written("zh") == "两者均含：胰岛素、孕酮、亚硒酸盐、转铁蛋白。"


def test_that_three_holders_are_told_one_by_one(checked: Checked) -> None:
    findings = checked("b27 2 %; n2 1 %; insulin 10 µg/mL")
    assert [each.place[-1] for each in findings if "DOUBLE" in each.code] == ["insulin", "n2-100x"]


def test_that_stages_of_the_same_recipe_are_no_doubling(checked: Checked) -> None:
    assert [each for each in checked("b27 2 %", "b27 2 %") if "DOUBLE" in each.code] == []
