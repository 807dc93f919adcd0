"""Stages of open length: the lab plans their length, it is told as the lab's, and what happened is kept."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mscplanner.domain.local_text import LocalText
from mscplanner.domain.protocol import Protocol, Stage, StageMedium, StageTask
from mscplanner.domain.run import Run
from mscplanner.planning.edits import apply_fix
from mscplanner.planning.plan import Plan
from mscplanner.planning.planner import plan
from mscplanner.planning.replanning import day_done, decided, fed_on, gate_ways, ready_way
from mscplanner.planning.stage_lengths import length_read_back, open_stages, planned_protocol, with_length
from mscplanner.planning.start_dates import ranked_starts

pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")
MONDAY = date(2026, 12, 7)
Runs = Callable[[str], Run]


@pytest.fixture(scope="session")
def open_run(run_of: Runs) -> Run:
    """A run of a stage of two days, one of open length with a gate, and one of four days, fed every second day."""
    gate = LocalText(plain="clusters")

    def stage(name: str, duration: str | None, **fields: object) -> Stage:
        fixed = {"change": "every 2 d", "medium": StageMedium(basal="dmem-f12")}
        return Stage.model_validate(
            {"id": name, "title": LocalText(plain=name), "duration": duration, **fixed, **fields}, strict=False
        )

    stages = (stage("a", "2 d"), stage("b", None, gate=gate), stage("c", "4 d"))
    return run_of("adsc-one-step").model_copy(
        update={"protocol": Protocol(id="x", title=LocalText(plain="X"), stages=stages)}
    )


def spans(planned: Plan) -> list[tuple[int, int]]:
    return [(window.start_day, window.end_day) for window in planned.stages]


def codes(planned: Plan) -> list[str]:
    return [finding.code for finding in planned.findings if "LENGTH" in finding.code or "DUR" in finding.code]


def test_that_without_a_length_the_days_up_to_it_are_planned_and_a_fix_leads_to_its_field(open_run: Run) -> None:
    planned = plan(open_run)
    assert spans(planned) == [(0, 2)]
    (finding,) = [each for each in planned.findings if each.code == "E-DURATION-NONE"]
    (fix,) = finding.fixes
    assert (finding.place, fix.leads, fix.edit.place) == (("stages", "b", "duration"), True, ("run", "lengths", "b"))
    assert apply_fix(open_run, fix) == open_run
    assert "W-UNDATED" in {each.code for each in planned.findings}


def test_that_with_the_labs_length_the_whole_run_is_dated_and_it_is_called_the_labs(open_run: Run) -> None:
    run = with_length(open_run, "b", " 6 d ")
    planned = plan(run)
    assert spans(planned) == [(0, 2), (2, 8), (8, 12)]
    assert [window.lab_length for window in planned.stages] == [False, True, False]
    (finding,) = [each for each in planned.findings if each.code == "W-LAB-LENGTH"]
    assert finding.title.written("en") == "S2 lasts 6 d by a lab setting"
    assert run.protocol == open_run.protocol
    assert planned.last_day
    assert [task.kind for task in planned.last_day.tasks] == ["harvest"]
    assert with_length(run, "b", "") == open_run


@pytest.mark.parametrize(("typed", "code"), [("7-9 d", "E-QTY-RANGE"), ("a week", "E-QTY-NUMBER"), ("7", "E-QTY-BARE")])
def test_that_a_length_that_cannot_be_read_dates_nothing_and_is_told_at_its_field(
    open_run: Run, typed: str, code: str
) -> None:
    planned = plan(with_length(open_run, "b", typed))
    assert spans(planned) == [(0, 2)]
    (finding,) = [each for each in planned.findings if each.place == ("run", "lengths", "b")]
    assert finding.code == code
    assert "E-DURATION-NONE" not in codes(planned)
    for fix in finding.fixes:
        assert len(plan(apply_fix(planned.run, fix)).stages) == 3


def test_that_a_stated_length_is_never_replaced(open_run: Run) -> None:
    run = with_length(with_length(open_run, "a", "9 d"), "b", "6 d")
    assert [stage.duration for stage in planned_protocol(run).stages] == ["2 d", "6 d", "4 d"]
    assert [code for code, _ in open_stages(run.protocol)] == ["S2"]


def test_that_a_length_beyond_any_run_is_told(open_run: Run) -> None:
    assert "E-DURATION-LONG" in codes(plan(with_length(open_run, "b", "500 d")))


@pytest.mark.parametrize(
    ("typed", "begin", "told"),
    [
        ("", None, "not stated: nothing after it is dated"),
        ("6 d", None, "= 144 h · lab setting"),
        ("6 d", 2, "= 144 h · D2 to D8 · lab setting"),
        ("10 h", 2, "= 10 h · D2 to D2 + 10 h · lab setting"),
    ],
)
def test_that_a_length_is_read_back(open_run: Run, typed: str, begin: int | None, told: str) -> None:
    window = plan(with_length(open_run, "b", typed)).window("b") if begin else None
    back = length_read_back(typed, window)
    assert back.text
    assert back.text.written("en") == told
    assert length_read_back("7-9 d", None).problem


@settings(max_examples=40)
@given(st.integers(1, 300), st.integers(1, 52))
def test_that_moving_d0_by_weeks_moves_every_day_alike(open_run: Run, hours: int, weeks: int) -> None:
    run = with_length(open_run, "b", f"{hours} h")
    later = run.model_copy(update={"start": MONDAY + timedelta(weeks=weeks)})
    first, second = plan(run), plan(later)
    assert [(day.number, day.tasks) for day in first.days] == [(day.number, day.tasks) for day in second.days]
    assert {b.date - a.date for a, b in zip(first.days, second.days, strict=True)} == {timedelta(weeks=weeks)}
    assert first.stages == second.stages


def test_that_start_dates_are_ranked_with_the_whole_run(open_run: Run) -> None:
    """A harvest on D12 of a Monday is on a Saturday, where it counts."""
    starts = {each.date: each for each in ranked_starts(with_length(open_run, "b", "6 d"), MONDAY, date(2026, 12, 14))}
    assert [each.day for each in starts[MONDAY].closed_days] == [6, 12]
    short = {each.date: each for each in ranked_starts(open_run, MONDAY, date(2026, 12, 14))}
    assert [each.day for each in short[MONDAY].closed_days] == []


def given_days(planned: Plan) -> dict[str, tuple[int, ...]]:
    return {window.stage: window.feeds for window in planned.stages}


def test_that_a_stage_that_is_ready_earlier_goes_on_earlier(open_run: Run) -> None:
    before = plan(with_length(open_run, "b", "6 d"))
    way = ready_way(before, "b", 5, by="L. Zhang", note="clusters")
    after = plan(way.run)
    assert spans(after) == [(0, 2), (2, 5), (5, 9)]
    assert given_days(after) == {"a": (0,), "b": (2, 4), "c": (5, 7)}
    gates = [(day.number, task.kind) for day in after.days for task in day.tasks if task.kind in ("gate", "harvest")]
    assert gates == [(5, "gate"), (9, "harvest")]
    assert way.label.written("en") == "Go on from S2 on D5"
    assert {"D6", "D8", "D12"} <= set(way.withdrawn)
    assert {"D5", "D9"} <= set(way.changed)
    assert [(batch.code, batch.made_on_day, batch.feeds) for batch in after.media if batch.stage == "c"] == [
        ("S3", 5, (5, 7))
    ]
    assert [(each.kind, each.day, each.planned_day) for each in after.run.happened][-1] == ("gate", 5, 8)
    with pytest.raises(LookupError):
        ready_way(before, "b", 8)


def test_that_a_stage_that_is_not_ready_lasts_longer_and_keeps_its_rhythm(open_run: Run) -> None:
    before = plan(with_length(open_run, "b", "6 d"))
    longer, _ = gate_ways(before, "b", 2)
    after = plan(longer.run)
    assert spans(after) == [(0, 2), (2, 10), (10, 14)]
    assert given_days(after)["c"] == (10, 12)


@settings(max_examples=40)
@given(st.integers(2, 20), st.integers(1, 19), st.integers(0, 5), st.integers(1, 10))
def test_that_going_on_earlier_or_later_keeps_what_has_happened(
    open_run: Run, length: int, passed: int, late: int, more: int
) -> None:
    before = plan(with_length(open_run, "b", f"{length} d"))
    day = 2 + min(passed, length - 1)
    ready = decided(ready_way(before, "b", day), "", MONDAY)
    after = plan(ready)
    assert after.window("b").end_day == day  # type: ignore[union-attr]
    assert given_days(after)["b"] == tuple(each for each in given_days(before)["b"] if each < day)
    assert given_days(after)["c"] == (day, day + 2)
    assert after.last_day
    assert after.last_day.number == day + 4
    fed = fed_on(ready, after, "c", 0, day + late)
    again = plan(decided(gate_ways(plan(fed), "c", more)[0], "", MONDAY))
    for planned in (plan(fed), again):
        assert given_days(planned)["b"] == given_days(after)["b"]
        assert given_days(planned)["c"][0] == day + late
        assert set(ready.happened) <= set(planned.run.happened)
    assert again.window("c").end_day == day + 4 + more  # type: ignore[union-attr]


def test_that_another_length_keeps_what_has_happened_and_undoes_to_the_same_value(open_run: Run) -> None:
    run = with_length(open_run, "b", "6 d")
    run = day_done(run, plan(run), 2)
    longer = with_length(run, "b", "8 d")
    assert given_days(plan(longer))["b"] == (2, 4, 6, 8)
    assert longer.happened == run.happened
    assert with_length(longer, "b", "6 d") == run


def test_that_what_is_done_before_a_stage_is_not_left_behind_it(open_run: Run) -> None:
    coat = StageTask(name=LocalText(plain="Coat"), day=-1)
    first, second, third = open_run.protocol.stages
    protocol = open_run.protocol.model_copy(
        update={"stages": (first, second, third.model_copy(update={"tasks": (coat,)}))}
    )
    before = plan(with_length(open_run.model_copy(update={"protocol": protocol}), "b", "6 d"))
    after = plan(ready_way(before, "b", 5).run)
    assert [[task.day for task in planned.stages[2].tasks] for planned in (before, after)] == [[7], [5]]


def test_that_a_stage_of_hours_ends_on_the_day_and_in_the_hour_in_which_the_next_begins(open_run: Run) -> None:
    planned = plan(with_length(open_run, "b", "34 h"))
    window = planned.window("b")
    assert window
    assert (window.end_day, window.ending_day, window.end_hours) == (4, 3, Decimal(82))
    told = [(day.number, task.text.written("en")) for day in planned.days for task in day.tasks]
    assert (3, "Before going on from S2: clusters, 10 h after the hour of D0") in told
    assert any(
        day == 3 and text.startswith("Start S3") and text.endswith("10 h after the hour of D0") for day, text in told
    )
    assert any(
        day == 5 and text.startswith("Change") and text.endswith("10 h after the hour of D0") for day, text in told
    )
    assert told[-1] == (7, "Harvest, 10 h after the hour of D0")
    assert planned.last_day
    assert planned.last_day.number == 7 == planned.days[-1].number


@pytest.mark.parametrize("days", [-1, 2])
def test_that_stages_of_hours_move_together_with_what_follows(open_run: Run, days: int) -> None:
    before = plan(with_length(open_run, "b", "58 h"))
    way = gate_ways(before, "b", days)[0] if days > 0 else ready_way(before, "b", 3)
    after = plan(way.run)
    assert [(b.start_hours - a.start_hours) / 24 for a, b in zip(before.stages, after.stages, strict=True)] == [
        0,
        0,
        days,
    ]
    assert all(one.end_hours == two.start_hours for one, two in zip(after.stages, after.stages[1:], strict=False))
    assert after.stages[2].feeds == tuple(day + days for day in before.stages[2].feeds)
