"""Stretches of closed days within a run, and what is around them."""

from collections.abc import Callable
from datetime import date

from mscplanner.domain.local_text import LocalText
from mscplanner.domain.run import AskedHandOver, Control, Run
from mscplanner.domain.work_calendar import CalendarDay, WorkCalendar
from mscplanner.planning.hand_overs import hand_overs, with_hand_over, without_hand_over
from mscplanner.planning.planner import plan
from mscplanner.planning.sheet_contents import changed_parts, part_contents

RunOf = Callable[[str], Run]
BM = "bm-msc-three-step"
WEEKEND = WorkCalendar(closed_weekdays=("sat", "sun"))


def closed_by(run: Run, calendar: WorkCalendar) -> Run:
    return run.model_copy(update={"lab": run.lab.model_copy(update={"calendar": calendar})})


def test_that_each_weekend_of_the_run_is_handed_over(run_of: RunOf) -> None:
    first, second = hand_overs(plan(run_of(BM)))
    assert (first.id, first.day, first.days) == ("OFF/D5-D6", 4, "D5-D6")
    assert [day.date for day in first.covered] == [date(2026, 12, 12), date(2026, 12, 13)]
    assert first.last
    assert first.coming
    assert (first.last.number, first.coming.number) == (4, 8)
    assert [batch.id for batch in first.batches] == ["S2-1"]
    assert first.wells == (("induced", 18),)
    assert second.days == "D12-D13"


def test_that_a_holiday_beside_a_weekend_makes_it_longer(run_of: RunOf) -> None:
    friday = CalendarDay(day=date(2026, 12, 11), open=False, name=LocalText(plain="Founder's Day"))
    run = closed_by(run_of(BM), WEEKEND.model_copy(update={"exceptions": (friday,)}))
    first = hand_overs(plan(run))[0]
    assert first.days == "D4-D6"
    assert first.covered[0].closed_name == LocalText(plain="Founder's Day")


def test_that_a_run_may_begin_on_closed_days(run_of: RunOf) -> None:
    first = hand_overs(plan(run_of(BM).model_copy(update={"start": date(2026, 12, 12)})))[0]
    assert first.last
    assert (first.days, first.last.number) == ("D0-D1", -1)
    # B-27 is thawed on the evening before and waits for D2.
    assert [(each.reagent, each.days) for each in first.prepared] == [("b27-50x", (2, 10))]


def test_that_what_stands_thawed_is_told_with_since_when_and_only_for_days_to_come(run_of: RunOf) -> None:
    run = with_hand_over(run_of(BM), AskedHandOver(first_day=9, last_day=11))
    left = hand_overs(plan(run))[-1]
    told = {each.reagent: (each.text.written("en"), each.days) for each in left.prepared}
    assert told["b27-50x"] == ("B-27 (50×), thawed on D0", (10,))
    thawed_within = {task.reagent for day in left.covered for task in day.tasks if task.kind == "thaw"}
    assert thawed_within
    assert not thawed_within.intersection(told)


def test_that_nothing_was_done_before_a_run_that_begins_with_closed_days(run_of: RunOf) -> None:
    calendar = WorkCalendar(closed_weekdays=("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
    (only,) = hand_overs(plan(closed_by(run_of("adsc-one-step"), calendar)))
    assert only.last is None
    assert only.coming is None


def test_that_no_work_comes_after_closed_days_at_the_end(run_of: RunOf) -> None:
    run = run_of("adsc-one-step").model_copy(update={"start": date(2026, 12, 10)})
    (only,) = hand_overs(plan(run))
    assert (only.days, only.coming) == ("D2-D3", None)


def test_that_a_lab_that_never_closes_hands_nothing_over(run_of: RunOf) -> None:
    run = closed_by(run_of(BM), WorkCalendar(closed_weekdays=()))
    assert hand_overs(plan(run)) == ()


def test_that_control_vessels_are_in_the_incubator_too(run_of: RunOf) -> None:
    run = run_of(BM).model_copy(update={"controls": (Control(kind="uninduced"),)})
    assert hand_overs(plan(run))[0].wells == (("induced", 18), ("uninduced", 6))


def test_that_any_days_can_be_handed_over_and_stand_after_the_closed_ones(run_of: RunOf) -> None:
    run = with_hand_over(run_of(BM), AskedHandOver(first_day=2, last_day=4, to="Li Na"))
    *closed, asked = hand_overs(plan(run))
    assert [each.id for each in closed] == ["OFF/D5-D6", "OFF/D12-D13"]
    assert (asked.id, asked.to, asked.asked, asked.day) == ("OFF/D2-D4", "Li Na", True, 1)
    assert asked.last
    assert asked.coming
    assert (asked.last.number, asked.coming.number) == (0, 6)
    assert part_contents(plan(run))["OFF/D2-D4"] == (4, asked)


def test_that_the_closed_days_themselves_get_a_name_and_no_second_page(run_of: RunOf) -> None:
    run = with_hand_over(run_of(BM), AskedHandOver(first_day=5, last_day=6, to="Li Na"))
    assert [(each.id, each.to, each.asked) for each in hand_overs(plan(run))] == [
        ("OFF/D5-D6", "Li Na", False),
        ("OFF/D12-D13", "", False),
    ]


def test_that_asking_again_for_the_same_days_takes_the_place_of_what_was_asked(run_of: RunOf) -> None:
    run = run_of(BM)
    for name in ("Li Na", "Wu"):
        run = with_hand_over(run, AskedHandOver(first_day=3, last_day=3, to=name))
    assert [each.to for each in run.hand_overs] == ["Wu"]
    assert without_hand_over(run, "OFF/D3").hand_overs == ()
    assert without_hand_over(run, "OFF/D4") == run


def test_that_days_the_plan_does_not_have_are_not_handed_over(run_of: RunOf) -> None:
    run = run_of("adsc-one-step")
    beyond = with_hand_over(run, AskedHandOver(first_day=300, last_day=301))
    assert hand_overs(plan(beyond)) == hand_overs(plan(run))
    reaching = hand_overs(plan(with_hand_over(run, AskedHandOver(first_day=1, last_day=301))))[-1]
    assert (reaching.id, reaching.coming) == (f"OFF/D1-{plan(run).days[-1].label}", None)


def test_that_asking_for_a_hand_over_changes_no_other_sheet(run_of: RunOf) -> None:
    run = run_of(BM)
    asked = with_hand_over(run, AskedHandOver(first_day=3, last_day=3))
    assert changed_parts(plan(run), plan(asked)) == ("OFF/D3",)
