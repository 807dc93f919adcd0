"""Doses of one reagent in several stages."""

from collections.abc import Callable

import pytest

from mscplanner.domain.finding import Finding

Checked = Callable[..., list[Finding]]
SPREAD = ("W-DOSE-SPREAD", "W-DOSE-KINDS")


@pytest.mark.parametrize(
    ("media", "codes"),
    [
        (("egf 20 ng/mL", "egf 10 ng/mL"), []),
        (("nicotinamide 10 mM", "nicotinamide 1.1 mM"), []),
        (("nicotinamide 10 mM", "nicotinamide 1 mM"), ["W-DOSE-SPREAD"]),
        (("nicotinamide 10 mM", "nicotinamide 10 µM"), ["W-DOSE-SPREAD"]),
        (("nicotinamide 10 mmol/L", "nicotinamide 10000 µM"), []),
        (("activin-a 10 ng/mL", "activin-a 2 nmol/L"), ["W-DOSE-KINDS"]),
        (("activin-a 1 ng/mL", "activin-a 2 nmol/L"), ["W-DOSE-SPREAD"]),
        (("b27 2 %", "b27 2 % v/v"), []),
        (("b27 2 %", "b27 1 X"), ["W-DOSE-KINDS"]),
        (("b27 2 %", "b27 0.1 X"), ["W-DOSE-SPREAD"]),
        (("egf 1:5000", "egf 1:10000"), []),
        (("egf 1:5000", "egf 20 ng/mL"), ["W-DOSE-KINDS"]),
        (("unobtainium 1 mM", "unobtainium 1 mg/mL"), ["W-DOSE-KINDS"]),
        (("fbs 1 %; fbs 10 %",), []),
        (("egf 20 ng/mL", "hgf 1 ng/mL", "egf"), []),
    ],
)
def test_that_doses_far_apart_or_in_two_kinds_are_told(
    checked: Checked, media: tuple[str, ...], codes: list[str]
) -> None:
    assert [each.code for each in checked(*media) if each.code in SPREAD] == codes


def test_that_the_two_farthest_of_several_doses_are_named(checked: Checked) -> None:
    (warning,) = checked("ra 2 µM", "ra 1 µM", "ra 50 nM", code="W-DOSE-SPREAD")
    assert warning.title.written("en") == "Retinoic acid: 50 nM and 2 µM, 40-fold apart"
    assert warning.place == ("stages", "c", "additions", "retinoic-acid")
    assert warning.reason.written("en").startswith("50 nM in S3, 2 µM in S1;")


def test_that_two_kinds_are_told_both_ways(checked: Checked) -> None:
    (warning,) = checked("activin-a 10 ng/mL", "activin-a 2 nmol/L", code="W-DOSE-KINDS")
    assert warning.title.written("en") == "Activin A: 10 ng/mL in S1, 2 nmol/L in S2"
    assert "2 nmol/L = 52 ng/mL (26 kDa)" in warning.reason.written("en")
