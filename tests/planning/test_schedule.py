"""When things happen, in days from D0."""

from collections.abc import Callable, Collection
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mscplanner.domain.lab import Lab
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.protocol import Protocol, Stage, StageMedium, StageTask
from mscplanner.domain.run import Run
from mscplanner.library.templates import read_template
from mscplanner.planning.plan import StageWindow
from mscplanner.planning.planner import plan
from mscplanner.planning.schedule import date_of, is_closed, stage_code, stage_windows

# A falsifying example names its lab, which is long.
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")


def stages_of(*durations: str | None, change: str | None = None) -> Protocol:
    stages = tuple(
        Stage(
            id=f"s{at}",
            title=LocalText(plain=f"Stage {at}"),
            duration=duration,
            change=change,
            medium=StageMedium(basal="dmem-f12"),
        )
        for at, duration in enumerate(durations, start=1)
    )
    return Protocol(id="x", title=LocalText(plain="X"), stages=stages)


def feeds_of(protocol: Protocol, every_days: int) -> list[tuple[int, ...]]:
    return [window.feeds for window in stage_windows(protocol, every_days)]


@pytest.mark.parametrize(
    ("template", "every", "fills"),
    [
        ("bm-msc-three-step", 2, [1, 4, 4]),
        ("bm-msc-three-step", 3, [1, 3, 3]),
        ("uc-msc-three-step", 2, [1, 3, 3]),
        ("uc-msc-three-step", 3, [1, 2, 2]),
        ("adsc-one-step", 3, [1]),
        ("adsc-one-step", 2, [2]),
        ("adsc-one-step", 1, [3]),
    ],
)
def test_that_each_stage_has_its_number_of_fills(template: str, every: int, fills: list[int]) -> None:
    protocol = read_template(template)
    assert protocol
    assert [len(feeds) for feeds in feeds_of(protocol, every)] == fills


def test_that_bm_stages_begin_on_d0_d2_and_d10() -> None:
    protocol = read_template("bm-msc-three-step")
    assert protocol
    windows = stage_windows(protocol, 2)
    assert [(window.code, window.start_day, window.end_day) for window in windows] == [
        ("S1", 0, 2),
        ("S2", 2, 10),
        ("S3", 10, 18),
    ]
    assert windows[1].feeds == (2, 4, 6, 8)
    assert all(window.interval_days == 2 for window in windows)


def test_that_what_the_source_prints_is_no_lab_setting() -> None:
    assert stage_windows(stages_of("8 d", change="every 3 d"), 2)[0].feeds == (0, 3, 6)
    assert not stage_windows(stages_of("8 d", change="every 3 d"), 2)[0].lab_interval
    assert stage_windows(stages_of("8 d"), 2)[0].lab_interval


def test_that_no_change_means_one_fill() -> None:
    window = stage_windows(stages_of("8 d", change="none"), 2)[0]
    assert (window.feeds, window.interval_days, window.lab_interval) == ((0,), None, False)


def test_that_a_stage_of_one_day_needs_no_lab_setting() -> None:
    assert not stage_windows(stages_of("24 h"), 2)[0].lab_interval


@pytest.mark.parametrize(
    ("durations", "windows"),
    [
        (("24 h", "2 d"), [(0, 1), (1, 3)]),
        (("10 h", "2 d"), [(0, 1), (0, 3)]),
        (("36 h", "12 h"), [(0, 2), (1, 2)]),
        (("2-3 d", "1 d"), [(0, 2), (2, 3)]),
        (("30 min",), [(0, 1)]),
        (("2 weeks",), [(0, 14)]),
    ],
)
def test_that_stages_of_hours_follow_each_other(durations: tuple[str, ...], windows: list[tuple[int, int]]) -> None:
    found = stage_windows(stages_of(*durations), 2)
    assert [(window.start_day, window.end_day) for window in found] == windows
    assert found[0].start_hours == 0
    assert all(first.end_hours == second.start_hours for first, second in pairwise(found))


@pytest.mark.parametrize("unknown", [None, "overnight", "500 d"])
def test_that_a_stage_of_unknown_length_ends_the_dating(unknown: str | None) -> None:
    assert [window.stage for window in stage_windows(stages_of("2 d", unknown, "2 d"), 2)] == ["s1"]


@given(
    st.lists(st.integers(min_value=1, max_value=400), min_size=1, max_size=6), st.integers(min_value=1, max_value=30)
)
def test_that_feeds_lie_inside_their_stage_an_interval_apart(hours: list[int], every: int) -> None:
    for window in stage_windows(stages_of(*(f"{each} h" for each in hours)), every):
        assert window.feeds[0] == window.start_day
        assert all(window.start_day <= day < window.end_day for day in window.feeds)
        assert {later - day for day, later in pairwise(window.feeds)} <= {every}
        left = window.end_hours - (window.start_hours + 24 * every * (len(window.feeds) - 1))
        assert Decimal(0) < left <= 24 * every


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2190, 1, 1)), st.integers(min_value=1, max_value=50))
def test_that_moving_d0_by_weeks_moves_every_date_alike(run_of: Callable[[str], Run], start: date, weeks: int) -> None:
    run = run_of("uc-msc-three-step").model_copy(update={"start": start})
    moved = run.model_copy(update={"start": start + timedelta(weeks=weeks)})
    before, after = plan(run), plan(moved)
    assert [day.date + timedelta(weeks=weeks) for day in before.days] == [day.date for day in after.days]
    assert [day.tasks for day in before.days] == [day.tasks for day in after.days]
    assert [day.closed for day in before.days] == [day.closed for day in after.days]
    assert [batch.made_on + timedelta(weeks=weeks) for batch in before.media] == [
        batch.made_on for batch in after.media
    ]


@pytest.mark.parametrize(
    ("start", "day", "expected"),
    [
        (date(2028, 2, 28), 1, date(2028, 2, 29)),
        (date(2026, 2, 28), 1, date(2026, 3, 1)),
        (date(2026, 12, 24), 18, date(2027, 1, 11)),
        (date(2100, 2, 28), 1, date(2100, 3, 1)),
    ],
)
def test_that_days_cross_leap_days_and_year_ends(start: date, day: int, expected: date) -> None:
    assert date_of(start, day) == expected


def test_that_weekends_are_closed_as_the_lab_says(lab: Lab) -> None:
    week = [date(2026, 12, 7) + timedelta(days=day) for day in range(7)]
    assert [is_closed(day, lab) for day in week] == [False] * 5 + [True] * 2
    open_lab = lab.model_copy(update={"settings": lab.settings.model_copy(update={"closed_weekdays": ()})})
    assert not any(is_closed(day, open_lab) for day in week)


def test_that_stages_are_numbered_in_their_order() -> None:
    protocol = stages_of("1 d", "1 d")
    assert [stage_code(protocol, stage_id) for stage_id in ("s1", "s2", "s9")] == ["S1", "S2", "S0"]


def tolerated(*durations: str, move: str | None = None) -> Protocol:
    stages = tuple(
        Stage(
            id=f"s{at}",
            title=LocalText(plain="S"),
            duration=duration,
            change="every 2 d",
            move=move,
            medium=StageMedium(basal="dmem-f12"),
        )
        for at, duration in enumerate(durations)
    )
    return Protocol(id="x", title=LocalText(plain="X"), stages=stages)


def work_on(windows: tuple[StageWindow, ...], closed: Collection[int]) -> int:
    days = [day for window in windows for day in window.feeds]
    return sum(day in closed for day in (*days, windows[-1].end_day))


@given(
    st.tuples(st.integers(1, 4), st.integers(1, 4)), st.integers(0, 3), st.frozensets(st.integers(0, 14), max_size=9)
)
def test_that_no_other_lengths_have_less_work_on_closed_days(
    shortest: tuple[int, int], more: int, closed: frozenset[int]
) -> None:
    spans = [f"{each}-{each + more} d" if more else f"{each} d" for each in shortest]
    found = stage_windows(tolerated(*spans), 2, closed.__contains__)
    choices = product(*(range(each, each + more + 1) for each in shortest))
    fixed = [
        stage_windows(tolerated(*(f"{days} d" for days in lengths)), 2, closed.__contains__) for lengths in choices
    ]
    assert work_on(found, closed) == min(work_on(windows, closed) for windows in fixed)
    if not closed:
        assert [window.stretched_days for window in found] == [0, 0]


def test_that_a_moved_change_says_why() -> None:
    (window,) = stage_windows(tolerated("6 d", move="1 d"), 2, {2}.__contains__)
    assert window.feeds == (0, 1, 4)
    (moved,) = window.moved
    assert (moved.planned_day, moved.day, moved.reason.written("en")) == (2, 1, "a closed day")


def test_that_a_task_takes_the_nearest_open_day_of_its_window() -> None:
    protocol = tolerated("6 d")
    task = StageTask(name=LocalText(plain="Sample"), kind="sample", day=3, earlier_days=1, later_days=2)
    stages = (protocol.stages[0].model_copy(update={"tasks": (task,)}),)
    (window,) = stage_windows(protocol.model_copy(update={"stages": stages}), 2, {2, 3}.__contains__)
    assert [(each.planned_day, each.day) for each in window.tasks] == [(3, 4)]
