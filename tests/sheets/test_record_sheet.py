"""The record sheet of read-outs without a form of their own."""

from collections.abc import Callable

from mscplanner.domain.local_text import LocalText
from mscplanner.domain.protocol import Readout
from mscplanner.planning.plan import Plan
from mscplanner.planning.planner import plan

PartOf = Callable[..., str]


def test_that_pictures_and_stainings_have_their_columns(part_of: PartOf) -> None:
    assert "Clusters counted" in part_of("D18/R1")
    staining = part_of("D18/R2")
    assert "Marker Cells positive Cells counted Positive %" in staining
    assert "Without first antibody: seen" in staining
    assert "First antibody" not in part_of("D18/R1")


def test_that_any_other_read_out_is_written_down(
    plan_of: Callable[..., Plan], pages_of: Callable[..., list[str]]
) -> None:
    run = plan_of().run
    protocol = run.protocol.model_copy(update={"readouts": (Readout(name=LocalText(plain="Weight"), at="step-1"),)})
    made = plan(run.model_copy(update={"protocol": protocol}))
    (text,) = pages_of(made, "D2/R1")
    assert "Weight | end of S1 | D0 = 2026-12-07" in text
    assert "Well Seen or measured Photo no. Time Initials" in text
    assert "3 V3 induced" in text
