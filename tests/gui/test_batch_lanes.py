"""Batches along the days of a run: one row a medium, bars that never lie on each other, all of it in words."""

from collections.abc import Callable
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mscplanner.domain.run import Control, Run, Stock
from mscplanner.domain.stockroom import Lot
from mscplanner.gui.batch_lanes import bar_words, medium_rows, span_of
from mscplanner.gui.wording import Wording
from mscplanner.planning.planner import plan

Runs = Callable[[str], Run]


def test_that_each_medium_has_a_row_in_the_order_of_the_plan(run_of: Runs) -> None:
    run = run_of("bm-msc-three-step").model_copy(update={"controls": (Control(kind="uninduced"),)})
    rows = medium_rows(plan(run))
    assert [(row.code, row.stage_at) for row in rows] == [("S1", 0), ("S2", 1), ("S3", 2), ("C1", None)]
    assert [(bar.first, bar.last) for bar in rows[1].bars] == [(2, 9)]


@given(st.integers(1, 6), st.integers(0, 3))
def test_that_bars_of_a_medium_never_lie_on_each_other(run_of: Runs, every: int, life: int) -> None:
    run = run_of("bm-msc-three-step")
    lives = dict.fromkeys(run.lab.settings.shelf_life_days, life)
    settings = run.lab.settings.model_copy(update={"shelf_life_days": lives})
    lab = run.lab.model_copy(update={"settings": settings})
    planned = plan(run.model_copy(update={"lab": lab, "change_every_days": every}))
    rows = medium_rows(planned)
    assert sum(len(row.bars) for row in rows) == len(planned.media)
    for row in rows:
        assert row.lanes == max(bar.lane for bar in row.bars) + 1
        for one, other in combinations(row.bars, 2):
            assert one.lane != other.lane or one.last < other.first or other.last < one.first


def test_that_days_before_the_first_are_part_of_the_span(run_of: Runs) -> None:
    run = run_of("bm-msc-three-step")
    assert span_of(plan(run)) == (0, 18)
    lot = Lot(id="a" * 32, reagent="2-mercaptoethanol", strength="55 mmol/L", amount="40 mg")
    stock = Stock(reagent=lot.reagent, strength=lot.strength, lot=lot)
    assert span_of(plan(run.model_copy(update={"stocks": (stock,)}))) == (-3, 18)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            "S2-1, made on D2, 159 mL, used on D2, D4, D6, D8, completed on D2, D4, D6, D8, use by D9, 2026-12-16 Wed",
        ),
        ("zh", "S2-1, D2 配制, 159 mL, D2, D4, D6, D8 使用, D2, D4, D6, D8 补全, 使用期限 D9，2026-12-16 周三"),
    ],
)
def test_that_a_bar_is_told_in_words(run_of: Runs, language: str, words: str) -> None:
    batch = plan(run_of("bm-msc-three-step")).batch("S2-1")
    assert batch
    assert bar_words(batch, Wording(language)) == words  # type: ignore[arg-type]
