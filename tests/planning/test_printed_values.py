"""Typed values against what the source prints."""

from collections.abc import Callable
from typing import Any

import pytest

from mscplanner.domain.finding import Finding
from mscplanner.domain.lab import Lab
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.protocol import Addition, Protocol, Reading, Stage, StageMedium
from mscplanner.domain.quantity import format_quantity
from mscplanner.domain.run import Run
from mscplanner.planning.checks import check
from mscplanner.planning.edits import apply_fix
from mscplanner.planning.planner import plan
from mscplanner.planning.printed_text import printed_quantity


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("10mmol/L 烟酰胺", "10 mmol/L"),
        ("10 mmol/L nicotinamide", "10 mmol/L"),
        ("2% B27", "2 %"),
        ("2 % B27", "2 %"),
        ("2 % (v/v) B27", "2 % v/v"),
        ("2mmol/L L-谷氨酰胺", "2 mmol/L"),
        ("20ng/ml β-FGF", "20 ng/mL"),
        ("nicotinamide 10 mM", "10 mM"),
        ("B27 血清替代物", None),
        ("N-2 添加剂", None),
        ("5 to 10 mM nicotinamide", None),
        ("5 - 10 mM", None),
        ("~ 10 mM", None),
        ("1 mM and 2 mM", None),
        ("10 mM 2 d", None),
        ("2 d", None),
        ("", None),
        ("   ", None),
    ],
)
def test_that_one_quantity_is_read_out_of_a_printed_text(text: str, read: str | None) -> None:
    found = printed_quantity(text)
    assert (format_quantity(found) if found else None) == read


def findings_of(lab: Lab, final: str, printed: str, reagent: str = "nicotinamide", **more: Any) -> list[Finding]:
    addition = Addition(reagent=reagent, final=final, printed=printed, **more)
    medium = StageMedium(basal="dmem-high-glucose")
    stage = Stage(id="s", title=LocalText(plain="S"), duration="2 d", medium=medium, additions=(addition,))
    protocol = Protocol(id="x", title=LocalText(plain="X"), stages=(stage,))
    return [each for each in check(protocol, lab) if each.code == "W-PRINTED"]


@pytest.mark.parametrize(
    ("final", "printed", "reagent", "differs"),
    [
        ("10 mmol/L", "10mmol/L 烟酰胺", "nicotinamide", False),
        ("10 mM", "10mmol/L 烟酰胺", "nicotinamide", False),
        ("0.01 M", "10mmol/L 烟酰胺", "nicotinamide", False),
        ("10 µM", "10mmol/L 烟酰胺", "nicotinamide", True),
        ("2 % v/v", "2% B27", "b27", False),
        ("1 X", "2% B27", "b27", False),
        ("4 %", "2% B27", "b27", True),
        ("1 %", "N-2 添加剂", "n2", False),
        ("~10 mM", "5 mM", "nicotinamide", False),
    ],
)
def test_that_a_dose_that_is_not_the_printed_one_is_told(
    lab: Lab, final: str, printed: str, reagent: str, differs: bool
) -> None:
    assert bool(findings_of(lab, final, printed, reagent)) == differs


def test_that_a_reading_is_told_as_a_reading_only(lab: Lab) -> None:
    reading = Reading(final="1 µmol/L", confidence="inferred", reason=LocalText(plain="lost exponent"))
    assert findings_of(lab, "1 µM", "6mmol/L 维甲酸", "ra", reading=reading) == []
    (other,) = findings_of(lab, "2 µM", "6mmol/L 维甲酸", "ra", reading=reading)
    assert other.fixes == ()


def test_that_a_printed_dose_that_cannot_be_made_is_not_offered(lab: Lab) -> None:
    (warning,) = findings_of(lab, "1 µM", "6mmol/L 维甲酸", "ra")
    assert warning.fixes == ()


def changed(run: Run, **update: Any) -> Run:
    first = run.protocol.stages[0].model_copy(update=update)
    return run.model_copy(
        update={"protocol": run.protocol.model_copy(update={"stages": (first, *run.protocol.stages[1:])})}
    )


@pytest.mark.parametrize(("field", "value"), [("additions", "1 mmol/L"), ("duration", "3 d")])
def test_that_the_printed_value_is_one_press_away(run_of: Callable[[str], Run], field: str, value: str) -> None:
    run = run_of("bm-msc-three-step")
    dosed = (run.protocol.stages[0].additions[0].model_copy(update={"final": value}),)
    spoilt = changed(run, **{field: dosed if field == "additions" else value})
    (warning,) = [each for each in plan(spoilt).findings if each.code == "W-PRINTED"]
    (fix,) = warning.fixes
    assert fix.source
    assert "The source prints" in fix.source.written("en")
    assert apply_fix(spoilt, fix).protocol == run.protocol
