"""What is said of preparation that runs share."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from mscplanner.domain.local_text import LocalText
from mscplanner.planning.shared_preparation import Preparation, SharedPreparation
from mscplanner.planning.shared_preparation_texts import saving_text, shared_text

MONDAY = date(2026, 12, 7)


def shared(kind: Any, *amounts: str, people: str = "", **fields: Any) -> SharedPreparation:
    parts = tuple(
        Preparation(
            date=MONDAY,
            day=0,
            place=0,
            kind=kind,
            key="k",
            run=f"R-{at}",
            person=people[at - 1 : at],
            amount=Decimal(amount),
            minutes=30,
            **{"name": LocalText(en="Activin A", zh="激活素 A"), **fields},
        )
        for at, amount in enumerate(amounts, start=1)
    )
    return SharedPreparation(MONDAY, kind, parts)


S2: dict[str, Any] = {"name": LocalText(plain="S2"), "batch": "S2-1"}


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (
            shared("make-medium", "44", "36", **S2),
            "S2 medium: one making of 80 mL for R-1 S2-1, R-2 S2-1 (same recipe, same stocks; not every lot is named)",
        ),
        (
            shared("complete-medium", "44", "36", lots_named=True, **S2),
            "S2 medium: completed once, 80 mL for R-1 S2-1, R-2 S2-1 (same recipe, same lots)",
        ),
        (shared("warm", "44", "36", **S2), "Warm 80 mL of S2 once, for R-1 S2-1, R-2 S2-1"),
        (
            shared("thaw", "0.012", "0.013", holds=Decimal("0.01")),
            "Thaw Activin A: 3 × 10 µL, 25 µL for R-1 12 µL, R-2 13 µL",
        ),
        (
            shared("thaw", "0.0121212", "1", evening=True),
            "Tonight, to 2–8 °C: Thaw Activin A: 1.02 mL for R-1 12.2 µL, R-2 1 mL",
        ),
        (shared("dissolve", "1", "1", lot="A12"), "Dissolve Activin A, lot A12, once for R-1, R-2"),
        (shared("coat", "1", "1"), "Coat with Activin A in one go, for R-1, R-2"),
    ],
)
def test_that_the_work_is_told_with_its_runs(made: SharedPreparation, said: str) -> None:
    assert shared_text(made).written("en") == said


def test_that_it_is_told_in_chinese() -> None:
    made = shared("thaw", "0.012", "0.013", holds=Decimal("0.01"))
    assert shared_text(made).written("zh") == "融化 激活素 A：3 支 × 10 µL，取 25 µL，用于 R-1 12 µL、R-2 13 µL"


def test_that_of_many_runs_it_is_said_how_many_more() -> None:
    assert shared_text(shared("warm", *"12345678", **S2)).written("en").endswith("R-6 S2-1, + 2 more")


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (shared("warm", "1", "1", **S2), "saves 30 min"),
        (shared("thaw", "0.004", "0.005", holds=Decimal("0.01")), "saves 30 min, tubes saved: 1"),
        (
            shared("thaw", "0.004", "0.005", people="A", holds=Decimal("0.01")),
            "tubes saved: 1, prepared by different people, each with minutes of their own: A, nobody named",
        ),
    ],
)
def test_that_the_saving_is_told(made: SharedPreparation, said: str) -> None:
    told = saving_text(made)
    assert told
    assert told.written("en") == said


def test_that_nothing_saved_is_nothing_told() -> None:
    made = shared("warm", "1", "1", **S2)
    idle = made._replace(parts=tuple(part._replace(minutes=0) for part in made.parts))
    assert saving_text(idle) is None
