"""A closed day is called by its name; holidays not known yet and people away are told."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from mscplanner.domain.finding import Finding
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.run import Run
from mscplanner.domain.work_calendar import Absence, CalendarDay, WorkCalendar
from mscplanner.planning.calendar_checks import changed_days, changed_days_text, with_calendar
from mscplanner.planning.planner import plan

WEEKEND: Any = ("sat", "sun")
CHRISTMAS = CalendarDay(day=date(2026, 12, 25), open=False, name=LocalText(en="Christmas Day", zh="圣诞节"))
KNOWN = {"country": "DE", "holidays_from": date(2026, 1, 1), "holidays_known_until": date(2027, 1, 1)}
RunOf = Callable[[str], Run]


def calendar(**fields: Any) -> WorkCalendar:
    return WorkCalendar(**({"closed_weekdays": WEEKEND} | fields))


def planned(run_of: RunOf, start: date = date(2026, 12, 7), **fields: Any) -> Run:
    run = with_calendar(run_of("bm-msc-three-step"), calendar(**fields))
    return run.model_copy(update={"start": start})


def of_code(run: Run, code: str) -> list[Finding]:
    return [each for each in plan(run).findings if each.code == code]


def test_that_a_closed_day_is_called_by_its_name(run_of: RunOf) -> None:
    run = planned(run_of, holidays=(CHRISTMAS,))
    named = next(each for each in of_code(run, "W-CLOSED") if each.place == ("days", "D18"))
    assert named.title.written("en") == "D18 is 2026-12-25 Fri, closed: Christmas Day"
    assert named.title.written("zh") == "D18 为 2026-12-25 周五，休息：圣诞节"
    day = plan(run).days[18]
    assert day.closed_name == CHRISTMAS.name
    assert plan(run).days[5].closed_name is None


def test_that_an_open_saturday_is_no_closed_day(run_of: RunOf) -> None:
    saturday = date(2026, 12, 19)
    before = {each.place[1] for each in of_code(planned(run_of), "W-CLOSED")}
    after = {
        each.place[1]
        for each in of_code(planned(run_of, exceptions=(CalendarDay(day=saturday, open=True),)), "W-CLOSED")
    }
    assert before - after == {"D12"}


def test_that_the_name_of_an_open_day_names_no_closed_one(run_of: RunOf) -> None:
    make_up = CalendarDay(day=date(2026, 12, 12), open=True, name=LocalText(plain="Make-up working day"))
    day = plan(planned(run_of, holidays=(make_up,))).days[5]
    assert (day.closed, day.closed_name) == (False, None)


@pytest.mark.parametrize(
    ("start", "place"), [(date(2026, 12, 13), None), (date(2026, 12, 14), "D18"), (date(2025, 12, 31), "D0")]
)
def test_that_days_whose_holidays_are_not_known_are_told_once(run_of: RunOf, start: date, place: str | None) -> None:
    told = of_code(planned(run_of, start, **KNOWN), "W-CALENDAR")
    assert [each.place for each in told] == ([("days", place)] if place else [])
    if told:
        assert "known from 2026-01-01 Thu up to 2026-12-31 Thu" in told[0].reason.written("en")


def test_that_a_country_without_any_look_up_is_told(run_of: RunOf) -> None:
    (told,) = of_code(planned(run_of, country="DE"), "W-CALENDAR")
    assert told.reason.written("en") == "DE: no public holidays were looked up."


def test_that_only_days_with_work_count_for_an_absence(run_of: RunOf) -> None:
    away = Absence(person="L. Zhang", first=date(2026, 12, 10), until=date(2026, 12, 14))
    run = planned(run_of, absences=(away,))
    assert of_code(run, "W-ABSENT") == []
    (told,) = of_code(run.model_copy(update={"operator": " l. zhang "}), "W-ABSENT")
    assert told.title.written("en") == "L. Zhang is absent; days with work: 2"
    assert told.reason.written("en") == (
        "Away from 2026-12-10 Thu, back on 2026-12-14 Mon. Work on: D4 2026-12-11 Fri, D6 2026-12-13 Sun."
    )
    assert of_code(run.model_copy(update={"operator": "W. Li"}), "W-ABSENT") == []


def test_that_each_absence_is_told_for_itself(run_of: RunOf) -> None:
    days = (date(2026, 12, 7), date(2026, 12, 11), date(2026, 12, 22))
    away = tuple(Absence(person="A", first=day, until=day + timedelta(days=1)) for day in days)
    run = planned(run_of, absences=away).model_copy(update={"operator": "A"})
    assert [each.place[1] for each in of_code(run, "W-ABSENT")] == ["D0", "D4"]


def test_that_a_calendar_has_changed_where_it_says_something_else_of_the_run(run_of: RunOf) -> None:
    run = planned(run_of, holidays=(CHRISTMAS,))
    near, far = (CalendarDay(day=day, open=False) for day in (date(2026, 12, 8), date(2027, 6, 8)))
    for days, changed in (((), False), ((near,), True), ((far,), False)):
        other = calendar(holidays=(CHRISTMAS,), exceptions=days)
        assert bool(changed_days(plan(run), other)) is changed
    assert changed_days(plan(run), calendar()) == (CHRISTMAS.day,)
    assert plan(with_calendar(run, calendar())).findings != plan(run).findings


def test_that_changed_days_are_named_those_with_work_first(run_of: RunOf) -> None:
    run = planned(run_of).model_copy(update={"operator": "L. Zhang"})
    closed = tuple(CalendarDay(day=date(2026, 12, day), open=False) for day in (3, 8, 9))
    away = Absence(person="L. Zhang", first=date(2026, 12, 11), until=date(2026, 12, 12))
    other = calendar(exceptions=(*closed, CalendarDay(day=date(2026, 12, 13), open=True)), absences=(away,))
    told = changed_days_text(plan(run), other)
    assert told.written("en") == (
        "D2 2026-12-09 Wed with work (now closed), D4 2026-12-11 Fri with work (L. Zhang now absent), "
        "D6 2026-12-13 Sun with work (now open), D1 2026-12-08 Tue (now closed), and 1 more"
    )
    back = changed_days_text(plan(with_calendar(run, other)), calendar(holidays=(CHRISTMAS,)))
    assert "D4 2026-12-11 Fri with work (L. Zhang now there)" in back.written("en")
    only = changed_days_text(plan(planned(run_of)), calendar(exceptions=closed[:1], holidays=(CHRISTMAS,)))
    assert only.written("en").startswith("D18 2026-12-25 Fri with work (now closed: Christmas")
    assert only.written("en").endswith("2026-12-03 Thu outside the run (now closed)")


def test_that_a_change_of_nothing_but_the_known_holidays_is_told_as_that(run_of: RunOf) -> None:
    known = {"country": "CN", "holidays_from": date(2020, 1, 1), "holidays_known_until": date(2020, 2, 1)}
    told = changed_days_text(plan(planned(run_of)), calendar(**known))
    assert told.written("en") == "the public holidays that are known"


def test_that_a_lab_without_a_calendar_agrees_with_one_that_says_the_same(run_of: RunOf) -> None:
    assert not changed_days(plan(run_of("bm-msc-three-step")), calendar())


def test_that_media_are_made_before_a_closed_week(run_of: RunOf) -> None:
    week = tuple(CalendarDay(day=date(2026, 12, 9) + timedelta(days=at), open=False) for at in range(3))
    made = {batch.made_on for batch in plan(planned(run_of, exceptions=week)).media}
    assert made.isdisjoint({each.day for each in week})
