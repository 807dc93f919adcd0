"""What happened otherwise than planned is told in words, and nothing else is."""

from collections.abc import Callable

import pytest

from mscplanner.domain.run import Run
from mscplanner.planning.happening_texts import otherwise
from mscplanner.planning.plan import Plan
from mscplanner.planning.planner import plan
from mscplanner.planning.replanning import day_done, fed_on, left_out, stopped, wells_lost

Change = Callable[[Run, Plan], Run]


def told(run: Run, day: int | None = None, language: str = "en") -> list[str]:
    return [each.written("zh" if language == "zh" else "en") for each in otherwise(plan(run), day)]


def test_that_what_was_done_as_planned_is_not_told(run_of: Callable[[str], Run]) -> None:
    run = run_of("bm-msc-three-step")
    assert told(day_done(run, plan(run), 2)) == []


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (lambda run, made: fed_on(run, made, "step-2", 2, 7), "S2: given on D7 instead of D6"),
        (lambda run, made: left_out(run, made, "step-2", 2), "S2: medium of D6 left out"),
        (lambda run, made: wells_lost(run, 6, 4), "Wells lost on D6: 4"),
        (lambda run, made: stopped(run, made, 6), "Run stopped on D6"),
        (lambda run, made: stopped(run, made, 6, note="mould"), "Run stopped on D6 (mould)"),
    ],
)
def test_that_what_happened_is_told_of_its_day(run_of: Callable[[str], Run], change: Change, text: str) -> None:
    run = run_of("bm-msc-three-step")
    changed = change(run, plan(run))
    assert told(changed) == [text]
    assert told(changed, 6) == [text]
    assert told(changed, 2) == []


def test_that_a_late_feeding_is_told_of_both_days_in_chinese_too(run_of: Callable[[str], Run]) -> None:
    run = run_of("bm-msc-three-step")
    late = fed_on(run, plan(run), "step-2", 2, 7)
    assert told(late, 7, "zh") == told(late, 6, "zh") == ["S2：在 D7 而非 D6 给予"]
