"""Folds and exposures: right, or none."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mscplanner.domain.lab import Lab
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.protocol import Addition, Protocol, Stage, StageMedium
from mscplanner.planning.exposure import exposure, fold, fold_text, window_alone
from mscplanner.planning.parts import Part, parts_of

# A falsifying example names its lab, which is long.
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")


def part_of(lab: Lab, reagent: str, final: str | None, once: bool = False) -> Part:
    stage = Stage(id="s", title=LocalText(plain="S"), additions=(Addition(reagent=reagent, final=final, once=once),))
    return parts_of(stage, lab)[0]


@pytest.mark.parametrize(
    ("reagent", "before", "after", "times"),
    [
        ("activin-a", "10 ng/mL", "20 ng/mL", "2"),
        ("activin-a", "10 ng/mL", "0.02 µg/mL", "2"),
        ("nicotinamide", "10 mM", "5 mmol/L", "0.5"),
        ("retinoic-acid", "6 mmol/L", "1 µmol/L", "0.0001666667"),
        ("nicotinamide", "1 mM", "122.12 µg/mL", "1"),
        ("nicotinamide", "122.12 µg/mL", "1 mM", "1"),
        ("moon dust", "1 %", "3 %", "3"),
        ("fbs", "10 %", "5 % v/v", "0.5"),
        ("neaa-100x", "1 % v/v", "1×", "1"),
        ("b27-50x", "1×", "1:100", "0.5"),
        ("moon dust", "1:1000", "1:2000", "0.5"),
        ("bsa", "1 % w/v", "5 mg/mL", "0.5"),
    ],
)
def test_that_a_fold_is_after_to_before(lab: Lab, reagent: str, before: str, after: str, times: str) -> None:
    found = fold(part_of(lab, reagent, before), part_of(lab, reagent, after))
    assert found is not None
    assert round(found, 10) == pytest.approx(Decimal(times), rel=Decimal("0.001"))


@pytest.mark.parametrize(
    ("reagent", "before", "after"),
    [
        ("activin-a", "10 ng/mL", None),
        ("activin-a", None, "10 ng/mL"),
        ("activin-a", "1,5 ng/mL", "10 ng/mL"),
        ("activin-a", "10 ng/mL", "some"),
        ("moon dust", "1 mM", "1 mg/mL"),
        ("moon dust", "1 %", "1 mM"),
        ("moon dust", "1×", "1:1000"),
        ("moon dust", "5 U/mL", "5 IU/mL"),
    ],
)
def test_that_without_a_bridge_there_is_no_number(
    lab: Lab, reagent: str, before: str | None, after: str | None
) -> None:
    assert fold(part_of(lab, reagent, before), part_of(lab, reagent, after)) is None


DOSES = st.sampled_from(("1 ng/mL", "5 µg/mL", "2 nM", "3 µM", "1:500", "0.3 mg/mL", "7 mmol/L"))


@given(DOSES, DOSES)
def test_that_there_and_back_is_one(lab: Lab, before: str, after: str) -> None:
    first, second = part_of(lab, "nicotinamide", before), part_of(lab, "nicotinamide", after)
    there, back = fold(first, second), fold(second, first)
    assert there is not None
    assert back is not None
    assert there * back == pytest.approx(1)
    assert before != after or there == 1


@pytest.mark.parametrize(
    ("times", "text"),
    [
        ("2", "×2"),
        ("1", "×1"),
        ("0.5", "÷2"),
        ("1.23456", "×1.23"),
        ("1.0004", "×1.0004"),
        ("0.9996", "÷1.0004"),
        ("28600", "×28600"),
    ],
)
def test_that_a_fold_is_told_so_that_it_can_be_read(times: str, text: str) -> None:
    assert fold_text(Decimal(times)) == text


def exposure_of(
    lab: Lab, final: str | None, duration: str | None, change: str | None = None, once: bool = False, every: int = 2
) -> str | None:
    addition = Addition(reagent="activin-a", final=final, once=once)
    medium = StageMedium(basal="dmem-f12")
    stage = Stage(
        id="s", title=LocalText(plain="S"), duration=duration, change=change, medium=medium, additions=(addition,)
    )
    protocol = Protocol(id="x", title=LocalText(plain="X"), stages=(stage,))
    found = exposure(parts_of(stage, lab)[0], window_alone(protocol, stage, every))
    return found.text if found else None


@pytest.mark.parametrize(
    ("options", "text"),
    [
        ({}, "160 ng/mL·d"),
        ({"duration": "24 h"}, "20 ng/mL·d"),
        ({"duration": "36 h"}, "30 ng/mL·d"),
        ({"duration": "2-3 d"}, "40 ng/mL·d"),
        ({"once": True}, "40 ng/mL·d"),
        ({"once": True, "every": 3}, "60 ng/mL·d"),
        ({"once": True, "change": "every 4 d"}, "80 ng/mL·d"),
        ({"once": True, "change": "none"}, "160 ng/mL·d"),
        ({"once": True, "duration": "1 d"}, "20 ng/mL·d"),
        ({"final": "2 % v/v"}, "16 % v/v·d"),
        ({"final": "1×"}, "8 ×·d"),
        ({"final": "1:1000"}, None),
        ({"final": None}, None),
        ({"final": "1,5 ng/mL"}, None),
        ({"duration": None}, None),
        ({"duration": "overnight"}, None),
    ],
)
def test_that_exposure_is_dose_times_days_present(lab: Lab, options: dict[str, str], text: str | None) -> None:
    assert exposure_of(lab, **({"final": "20 ng/mL", "duration": "8 d"} | options)) == text  # type: ignore[arg-type]
