"""A run that slips: what happened is kept, the ways on tell what they break, and each is one edit."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mscplanner.domain.local_text import LocalText
from mscplanner.domain.message import message
from mscplanner.domain.run import Run, Withdrawal
from mscplanner.planning.plan import Plan
from mscplanner.planning.planner import plan
from mscplanner.planning.replanning import (
    WayOn,
    as_it_happened,
    consequences,
    day_done,
    decided,
    fed_on,
    gate_passed,
    gate_ways,
    is_done,
    left_out,
    replaced_revision,
    stopped,
    ways_on,
    wells_lost,
)
from mscplanner.planning.sheet_contents import changed_parts

pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")
MONDAY = date(2026, 12, 7)
Runs = Callable[[str], Run]


def feeds(planned: Plan) -> list[int]:
    return [day for window in planned.stages for day in window.feeds]


def slipped(run: Run) -> dict[str, WayOn]:
    """Return the ways on of BM whose D6 was fed on D7."""
    before = plan(run)
    happened = fed_on(run, before, "step-2", 2, 7, by="L. Zhang")
    return {way.kind: way for way in ways_on(before, happened, "step-2", 6, 1)}


def test_that_the_rest_moves_by_a_day(run_of: Runs) -> None:
    way = slipped(run_of("bm-msc-three-step"))["move-rest"]
    after = plan(way.run)
    assert feeds(after) == [0, 2, 4, 7, 9, 11, 13, 15, 17]
    assert after.last_day
    assert (after.last_day.label, after.last_day.date) == ("D19", date(2026, 12, 26))
    told = [each.written("en") for each in way.consequences]
    assert told[0] == "The run ends on D19, 2026-12-26 Sat, instead of D18."
    assert any("D13 is 2026-12-20 Sun, a closed day" in each for each in told)
    assert any(each.startswith("No longer: D6 is 2026-12-13 Sun") for each in told)


@pytest.mark.parametrize("kind", ["move-rest", "absorb", "extend"])
def test_that_a_gap_that_a_slip_has_made_is_told_even_where_no_source_limits_it(run_of: Runs, kind: str) -> None:
    way = slipped(run_of("bm-msc-three-step"))[kind]
    assert "New: S2: no fresh medium from D4 to D7 (W-GAP)." in [each.written("en") for each in way.consequences]
    assert way.breaks


def test_that_the_gap_at_the_end_of_a_longer_stage_is_told(run_of: Runs) -> None:
    planned = plan(run_of("bm-msc-three-step"))
    longer, _ = gate_ways(planned, "step-2")
    assert "New: S2: no fresh medium from D8 to D11 (W-GAP)." in [each.written("en") for each in longer.consequences]


@pytest.mark.parametrize("hours", ["10 h", "24 h", "36 h", "60 h"])
def test_that_a_schedule_by_its_own_rules_has_no_gap_to_tell(run_of: Runs, hours: str) -> None:
    run = run_of("bm-msc-three-step")
    first, *others = run.protocol.stages
    stages = (first.model_copy(update={"duration": hours}), *others)
    planned = plan(run.model_copy(update={"protocol": run.protocol.model_copy(update={"stages": stages})}))
    assert not [each for each in planned.findings if each.code == "W-GAP"]


def test_that_a_slip_absorbed_leaves_the_rest_as_it_was(run_of: Runs) -> None:
    way = slipped(run_of("bm-msc-three-step"))["absorb"]
    assert feeds(plan(way.run)) == [0, 2, 4, 7, 8, 10, 12, 14, 16]
    assert "D10" not in way.changed


def test_that_a_stage_can_be_extended(run_of: Runs) -> None:
    way = slipped(run_of("bm-msc-three-step"))["extend"]
    after = plan(way.run)
    assert feeds(after) == [0, 2, 4, 7, 8, 11, 13, 15, 17]
    assert after.stages[1].end_day == 11


def test_that_what_was_made_is_used_as_long_as_it_is_in_date(run_of: Runs) -> None:
    run = run_of("bm-msc-three-step")
    way = slipped(run)["move-rest"]
    after = plan(way.run)
    # Made on D2, good to D9: the change that moved to D9 still takes it.
    assert [(batch.id, batch.made_on_day, batch.feeds) for batch in after.media if batch.code == "S2"] == [
        ("S2-1", 2, (2, 4, 7, 9))
    ]
    twice = ways_on(after, fed_on(way.run, after, "step-2", 3, 10), "step-2", 9, 1)[0]
    s2 = [(batch.id, batch.made_on_day, batch.feeds) for batch in plan(twice.run).media if batch.code == "S2"]
    assert s2 == [("S2-1", 2, (2, 4, 7)), ("S2-2", 10, (10,))]
    assert any("One more making: S2-2" in each.written("en") for each in twice.consequences)


def test_that_only_sheets_that_changed_are_named(run_of: Runs) -> None:
    run = run_of("bm-msc-three-step")
    way = slipped(run)["move-rest"]
    assert {"S1-1", "S2-1/D2", "S2-1/D4"} & set(way.changed) == set()
    assert {"overview", "S2-1/D7", "D7", "S2-1/D9", "D9", "D19"} <= set(way.to_print)
    assert changed_parts(plan(run), plan(run)) == ()


def test_that_sheets_of_done_days_are_named_and_not_printed_again(run_of: Runs) -> None:
    run = run_of("bm-msc-three-step")
    way = slipped(run)["move-rest"]
    # Their texts say other days now: of thawing, of use, of what comes next.
    assert way.done == ("S2-1", "D0", "D2", "D4", "OFF/D5-D6")
    assert set(way.done) < set(way.changed)
    assert not set(way.done) & set(way.to_print)
    (revision,) = decided(way, "", date(2026, 12, 14)).revisions
    assert (revision.done, revision.to_print) == (way.done, way.to_print)


def test_that_a_second_slip_prints_nothing_of_the_first_again(run_of: Runs) -> None:
    run = run_of("bm-msc-three-step")
    after = plan(slipped(run)["move-rest"].run)
    twice = ways_on(after, fed_on(after.run, after, "step-2", 3, 10), "step-2", 9, 1)[0]
    assert "D7" in twice.done
    assert "D10" in twice.to_print


def test_that_a_decision_raises_the_revision_and_marks_its_sheets(run_of: Runs) -> None:
    run = run_of("bm-msc-three-step")
    way = slipped(run)["move-rest"]
    revised = decided(way, "L. Zhang", date(2026, 12, 14), "incubator alarm")
    assert (run.revision, revised.revision) == (1, 2)
    assert revised.revisions[0].reason.written("en") == "Move the rest by 1 d. incubator alarm"
    assert [replaced_revision(revised, part) for part in ("D9", "D2", "S1-1", "overview")] == [1, 1, None, 1]


@given(st.integers(0, 9), st.integers(0, 3), st.sampled_from(["move-rest", "absorb", "extend"]), st.integers(0, 3))
def test_that_replanning_keeps_what_has_happened(run_of: Runs, at: int, slip: int, kind: str, days_more: int) -> None:
    run = run_of("bm-msc-three-step")
    before = plan(run)
    window, fill, day = [
        (window, fill, day) for window in before.stages for fill, day in zip(window.fills, window.feeds, strict=True)
    ][min(at, 8)]
    happened = fed_on(run, before, window.stage, fill, day + slip)
    ways = ways_on(before, happened, window.stage, day, slip) if slip else ()
    after_run = next((way.run for way in ways if way.kind == kind), happened)
    after = plan(after_run)
    again = plan(day_done(after_run, after, day + slip + days_more))
    for planned in (after, again):
        given = [dict(zip(window.fills, window.feeds, strict=True)) for window in planned.stages]
        assert given[[each.stage for each in planned.stages].index(window.stage)][fill] == day + slip
        assert [each for each in feeds(planned) if each < day] == [each for each in feeds(before) if each < day]
        assert [batch.made_on_day for batch in planned.media if batch.made_on_day < day] == [
            batch.made_on_day for batch in before.media if batch.made_on_day < day
        ]
        for batch in planned.media:
            assert all(batch.made_on_day <= each <= batch.use_by_day for each in batch.feeds)
        covered = [each for batch in planned.media for each in batch.feeds]
        assert sorted(covered) == sorted(day for window in planned.stages for day in window.feeds)


@given(st.integers(1, 52))
def test_that_moving_d0_by_whole_weeks_moves_every_day_alike(run_of: Runs, weeks: int) -> None:
    run = run_of("bm-msc-three-step")
    later = run.model_copy(update={"start": MONDAY + timedelta(weeks=weeks)})
    first, second = plan(run), plan(later)
    assert [day.number for day in first.days] == [day.number for day in second.days]
    assert {b.date - a.date for a, b in zip(first.working_days, second.working_days, strict=True)} == {
        timedelta(weeks=weeks)
    }
    kinds = [[[task.kind for task in day.tasks] for day in planned.working_days] for planned in (first, second)]
    assert kinds[0] == kinds[1]


def test_that_a_change_left_out_is_not_caught_up(run_of: Runs) -> None:
    run = run_of("bm-msc-three-step")
    after = plan(left_out(run, plan(run), "step-2", 2, note="power cut"))
    assert feeds(after) == [0, 2, 4, 8, 10, 12, 14, 16]
    assert [(moved.planned_day, moved.day) for moved in after.stages[1].moved] == [(6, None)]


def test_that_nothing_is_planned_after_a_run_was_stopped(run_of: Runs) -> None:
    run = run_of("bm-msc-three-step")
    after = plan(stopped(run, plan(run), 7))
    assert feeds(after) == [0, 2, 4, 6]
    assert after.days[-1].number == 7
    assert not [task for day in after.days for task in day.tasks if task.kind in ("harvest", "readout")]


def test_that_wells_lost_take_no_more_medium(run_of: Runs) -> None:
    run = run_of("bm-msc-three-step")
    after = plan(wells_lost(run, 5, 6))
    volumes = {day.number: task.wells for day in after.days for task in day.tasks if task.kind == "change-medium"}
    assert (volumes[4], volumes[6]) == (18, 12)


def test_that_a_stage_that_is_not_ready_is_extended_or_the_run_is_stopped(run_of: Runs) -> None:
    before = plan(run_of("bm-msc-three-step"))
    longer, stop = gate_ways(before, "step-1", 2)
    assert feeds(plan(longer.run)) == [0, 4, 6, 8, 10, 12, 14, 16, 18]
    assert plan(stop.run).days[-1].number == 2
    assert (longer.label.written("en"), stop.label.written("en")) == ("Extend S1 by 2 d", "Stop the run on D2")
    with pytest.raises(LookupError):
        gate_ways(before, "no-such-stage")


def test_that_what_must_be_seen_stands_on_its_day_and_is_written_down(run_of: Runs) -> None:
    run = run_of("bm-msc-three-step")
    first, *rest = run.protocol.stages
    gated = first.model_copy(update={"gate": LocalText(plain="nestin above 80 %")})
    start = run.protocol.start.model_copy(update={"confluence": "80-90 %"})
    protocol = run.protocol.model_copy(update={"stages": (gated, *rest), "start": start})
    planned = plan(run.model_copy(update={"protocol": protocol}))
    told = [(day.number, task.text.written("en")) for day in planned.days for task in day.tasks if task.kind == "gate"]
    assert told == [(0, "Before going on: confluence 80-90 %"), (2, "Before going on from S1: nestin above 80 %")]
    passed = gate_passed(gate_passed(planned.run, "step-1", 2), "step-1", 3, note="85 %")
    assert [(each.kind, each.stage, each.day) for each in passed.happened] == [("gate", "step-1", 3)]


def test_that_a_day_done_is_written_down_once(run_of: Runs) -> None:
    run = run_of("bm-msc-three-step")
    once = day_done(run, plan(run), 2)
    assert [(each.kind, each.day) for each in once.happened] == [("made", 2), ("fed", 2)]
    assert day_done(once, plan(once), 2) == once


def test_that_a_fill_that_is_not_planned_cannot_have_happened(run_of: Runs) -> None:
    run = run_of("bm-msc-three-step")
    with pytest.raises(LookupError):
        fed_on(run, plan(run), "step-2", 99, 7)


def test_that_a_day_is_done_when_all_of_it_is_written_down(run_of: Runs) -> None:
    run = run_of("bm-msc-three-step")
    planned = plan(run)
    done = plan(day_done(run, planned, 2, "L. Zhang", "as ever"))
    assert [is_done(done, day) for day in (0, 1, 2, 4)] == [False, False, True, False]
    assert {(each.by, each.note) for each in done.run.happened} == {("L. Zhang", "as ever")}
    assert not is_done(plan(left_out(run, planned, "step-2", 1)), 4)


def test_that_a_day_without_feeding_can_be_done(run_of: Runs) -> None:
    run = run_of("bm-msc-three-step")
    planned = plan(run)
    assert planned.last_day
    last = planned.last_day.number
    done = day_done(run, planned, last)
    assert [(each.kind, each.day) for each in done.happened] == [("done", last)]
    assert is_done(plan(done), last)
    assert day_done(run, planned, 1) == run


def test_that_a_gate_is_passed_where_its_day_is_done(run_of: Runs) -> None:
    run = run_of("bm-msc-three-step")
    first, *rest = run.protocol.stages
    gated = first.model_copy(update={"gate": LocalText(plain="nestin above 80 %")})
    run = run.model_copy(update={"protocol": run.protocol.model_copy(update={"stages": (gated, *rest)})})
    done = day_done(run, plan(run), 2)
    assert ("gate", "step-1", 2) in [(each.kind, each.stage, each.day) for each in done.happened]
    assert is_done(plan(done), 2)


def test_that_sheets_without_a_successor_are_withdrawn(run_of: Runs) -> None:
    run = run_of("bm-msc-three-step")
    way = slipped(run)["move-rest"]
    assert {"D6", "S2-1/D6", "D8", "S2-1/D8", "D18"} <= set(way.withdrawn)
    assert {"D4", "D9", "overview", "S1-1"} & set(way.withdrawn) == set()
    assert decided(way, "", date(2026, 12, 14)).revisions[0].withdrawn == way.withdrawn


def test_that_errors_stand_before_all_other_consequences(run_of: Runs) -> None:
    run = run_of("bm-msc-three-step")
    broken = plan(slipped(run)["move-rest"].run)
    error = broken.findings[0].model_copy(update={"code": "E-TEST", "severity": "error"})
    after = broken.model_copy(update={"findings": (*broken.findings, error)})
    told = [each.written("en") for each in consequences(plan(run), after)]
    assert "(E-TEST)" in told[0]
    assert told[1].startswith("The run ends on D19")


def test_that_the_only_way_on_keeps_the_rest_as_it_is(run_of: Runs) -> None:
    run = run_of("bm-msc-three-step")
    before = plan(run)
    way = as_it_happened(before, stopped(run, before, 7), "stop", message("Stop"))
    assert (way.kind, way.label.text) == ("stop", "Stop")
    assert "D8" in way.withdrawn


@pytest.mark.parametrize("recorded_late", [False, True])
def test_that_the_sheet_of_a_missed_day_is_withdrawn(run_of: Runs, recorded_late: bool) -> None:
    run = run_of("bm-msc-three-step")
    run = day_done(run, plan(run), 8) if recorded_late else run
    before = plan(run)
    way = as_it_happened(before, left_out(run, before, "step-2", 2), "absorb", message("Leave it out"))
    assert {"D6", "S2-1/D6"} <= set(way.withdrawn)
    assert {"D4", "D8", "overview"} & set(way.withdrawn) == set()


def test_that_a_missed_day_with_other_work_has_its_sheet_printed_anew(run_of: Runs) -> None:
    run = run_of("bm-msc-three-step").model_copy(update={"withdrawals": (Withdrawal(day=6, wells=3),)})
    before = plan(run)
    way = as_it_happened(before, left_out(run, before, "step-2", 2), "absorb", message("Leave it out"))
    assert "D6" in way.changed
    assert "D6" not in way.withdrawn


def test_that_what_is_written_down_already_is_not_written_over(run_of: Runs) -> None:
    run = run_of("bm-msc-three-step")
    made = next(each for each in day_done(run, plan(run), 2).happened if each.kind == "made")
    known = run.model_copy(update={"happened": (made.model_copy(update={"note": "made by M."}),)})
    after = fed_on(known, plan(known), "step-2", 0, 3)
    assert [(each.day, each.note) for each in after.happened if each.kind == "made" and each.batch == made.batch] == [
        (2, "made by M.")
    ]
