"""Care at the bench, carriers and pulses."""

from collections.abc import Callable

import pytest

from mscplanner.domain.finding import Edit, Finding
from mscplanner.domain.lab import Lab
from mscplanner.domain.run import Run
from mscplanner.planning.edits import edit_protocol
from mscplanner.planning.planner import plan

Checked = Callable[..., list[Finding]]


def test_that_what_needs_care_is_told_once_for_all_stages(checked: Checked) -> None:
    (note,) = checked("2-me 0.5 mM; ra 1 µM", "ra 1 µM; b27 2 %", code="N-HANDLING")
    assert note.title.written("en") == "Reagents that need care: 3"
    assert note.reason.written("en") == (
        "Light: Retinoic acid, B-27 (50×). Air: Retinoic acid. Volatile: β-Mercaptoethanol. "
        "Added fresh: β-Mercaptoethanol, Retinoic acid."
    )


def test_that_nothing_is_told_of_what_needs_no_care(checked: Checked) -> None:
    assert checked("nicotinamide 10 mM; unobtainium 1 mM", code="N-HANDLING") == []


@pytest.mark.parametrize(
    ("typed", "bare"),
    [
        ("egf 20 ng/mL", ["EGF"]),
        ("egf 20 ng/mL; exendin-4 10 nM; nicotinamide 10 mM", ["EGF", "Exendin-4"]),
        ("egf 20 ng/mL; fbs 10 %", []),
        ("b27 2 %; egf 20 ng/mL", []),
        ("egf 20 ng/mL; bsa 1 mg/mL", []),
        ("egf 20 ng/mL; b27", []),
        ("insulin 10 µg/mL", []),
        ("insulin 0.9 µg/mL", ["Insulin"]),
        ("nicotinamide 1 mM", []),
        ("n2 1 %; egf 20 ng/mL", ["EGF"]),
    ],
)
def test_that_dilute_proteins_without_a_carrier_are_told(checked: Checked, typed: str, bare: list[str]) -> None:
    found = checked(typed, code="W-CARRIER")
    assert [each.reason.written("en").split(":")[0] for each in found] == ([", ".join(bare)] if bare else [])


def test_that_a_carrier_of_another_stage_does_not_count(checked: Checked) -> None:
    assert [each.place for each in checked("fbs 10 %", "egf 20 ng/mL", code="W-CARRIER")] == [("stages", "b")]


def test_that_a_lab_without_a_limit_checks_no_carriers(checked: Checked, lab: Lab) -> None:
    settings = lab.settings.model_copy(update={"carrier_below": None})
    assert checked("egf 20 ng/mL", code="W-CARRIER", own_lab=lab.model_copy(update={"settings": settings})) == []


def test_that_a_pulse_that_every_fill_brings_again_is_told(checked: Checked) -> None:
    assert len(checked("ra 1 µM once; ra 1 µM", code="W-PULSE")) == 1
    assert checked("ra 1 µM once", "ra 1 µM", code="W-PULSE") == []


def with_step_1(run: Run, duration: str) -> Run:
    edit = Edit(place=("stages", "step-1"), field="duration", value=duration)
    return run.model_copy(update={"protocol": edit_protocol(run.protocol, edit, run.lab)})


@pytest.mark.parametrize(
    ("every", "duration", "day"), [(2, "2 d", ""), (1, "2 d", "D1"), (2, "6 d", "D2"), (3, "4 d", "D3")]
)
def test_that_a_pulse_ends_with_the_first_change_of_the_run(
    run_of: Callable[[str], Run], every: int, duration: str, day: str
) -> None:
    run = with_step_1(run_of("uc-msc-three-step"), duration).model_copy(update={"change_every_days": every})
    found = [each.title.written("en") for each in plan(run).findings if each.code == "N-PULSE"]
    assert found == ([f"S1: the pulse ends on {day}"] if day else [])
