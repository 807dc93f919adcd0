"""The sheet of a glucose-stimulated secretion."""

from collections.abc import Callable

from mscplanner.domain.local_text import LocalText
from mscplanner.planning.plan import Plan
from mscplanner.planning.planner import plan

PartOf = Callable[..., str]
PagesOf = Callable[..., list[str]]


def test_that_no_glucose_is_chosen_where_the_protocol_states_none(part_of: PartOf) -> None:
    text = part_of("D18/GSIS")
    assert "Not stated for this protocol. The lab ticks one; nothing is chosen here." in text
    for pair in (
        "5.5 and 16.7 mmol/L, 1 h: Kassem 2016",
        "5.5, then 22 mmol/L, 1 h each, triplicate: Chandra 2011",
        "2.8 and 16.7 mmol/L, time not stated: miR-375",
        "low and 25 mmol/L, low level and time not stated: Khorsandi 2015",
        "other Low High Time of each",
    ):
        assert pair in text


def test_that_a_stated_pair_stands_alone(plan_of: Callable[..., Plan], pages_of: PagesOf) -> None:
    run = plan_of().run
    gsis = run.protocol.readouts[1].model_copy(
        update={"detail": LocalText(plain="Glucose: 2.8 and 16.7 mmol/L, 1 h each.")}
    )
    protocol = run.protocol.model_copy(update={"readouts": (gsis,)})
    text = " ".join(pages_of(plan(run.model_copy(update={"protocol": protocol})), "D18/GSIS"))
    assert "As the protocol states it: low 2.8 mmol/L, high 16.7 mmol/L" in text
    assert "The lab ticks one" not in text


def test_that_cells_are_washed_where_the_medium_holds_insulin(part_of: PartOf) -> None:
    text = part_of("D18/GSIS")
    assert "Wash in buffer or medium without insulin; the medium holds insulin: B-27 (50×) must be done" in text
    other = part_of("D14/GSIS", "uc-msc-three-step")
    assert "without insulin" not in other
    assert "tube W" not in other


def test_that_every_sample_has_two_tubes_and_the_controls_too(part_of: PartOf) -> None:
    text = part_of("D18/GSIS")
    rows = text[text.index("C Times and tubes") :]
    for row in ("1 V1 induced 1L 1H", "3 V3 induced 3L 3H", "U uninduced MSC, from UL UH", "M without cells ML MH"):
        assert row in rows


def test_that_the_threshold_is_the_labs(part_of: PartOf) -> None:
    text = part_of("D18/GSIS")
    assert "SI = secreted at high glucose ÷ secreted at low glucose" in text
    assert "Threshold: set by the lab, by whom" in text
    assert "No threshold for such cells was found" in text
