"""What the lab's calendar says of a run besides its closed days: holidays not known yet, and people away."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from mscplanner.domain.finding import Finding
from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.domain.run import Run
from mscplanner.domain.work_calendar import Absence, WorkCalendar
from mscplanner.planning.plan import Day, Plan

_NEARBY_DAYS = 31
_MOST_NAMED = 4


def check_known_holidays(run: Run, days: Sequence[Day]) -> Iterator[Finding]:
    """Find that a run reaches to a day for which public holidays, or make-up working days, are not known."""
    calendar = run.lab.working_calendar
    beyond = next((day for day in days if not calendar.knows_holidays(day.date)), None)
    if beyond is None:
        return
    way_on = message(N_("Look at the closed days yourself, or enter them in the working calendar."))
    title = message(N_("{day} lies outside the known public holidays"), day=beyond.label)
    reason = message(N_("{country}: no public holidays were looked up."), country=calendar.country)
    first, until = calendar.holidays_from, calendar.holidays_known_until
    if first and until and first < until:
        text = N_("{country}: known from {first} up to {last}; make-up working days are announced year by year.")
        reason = message(text, country=calendar.country, first=first, last=until - timedelta(days=1))
    place = ("days", beyond.label)
    yield Finding(code="W-CALENDAR", severity="warning", place=place, title=title, reason=reason, way_on=way_on)


def check_absences(run: Run, days: Sequence[Day]) -> Iterator[Finding]:
    """Find each absence of who prepares the run that falls on days with work."""
    calendar = run.lab.working_calendar
    if not run.operator.strip() or not calendar.absences:
        return
    met: dict[Absence, list[Day]] = {}
    for day in days:
        absence = calendar.absence(run.operator, day.date) if day.tasks else None
        if absence:
            met.setdefault(absence, []).append(day)
    for absence, worked in met.items():
        named: tuple[Message, ...] = tuple(message("{day} {date}", day=day.label, date=day.date) for day in worked)
        yield Finding(
            code="W-ABSENT",
            severity="warning",
            place=("days", worked[0].label),
            title=message(N_("{person} is absent; days with work: {count}"), person=absence.person, count=len(worked)),
            reason=message(
                N_("Away from {first}, back on {back}. Work on: {days}."),
                first=absence.first,
                back=absence.until,
                days=named,
            ),
            way_on=message(N_("Name somebody else who prepares the run, or choose another start date.")),
        )


def changed_days(plan: Plan, calendar: WorkCalendar) -> tuple[date, ...]:
    """Return the days of a run, and those around them, of which ``calendar`` says something else than its own does."""
    if not plan.days:
        return ()
    days = (*plan.preceding, *plan.days)
    first = min(day.date for day in days) - timedelta(days=_NEARBY_DAYS)
    until = max(day.date for day in days) + timedelta(days=_NEARBY_DAYS + 1)
    return plan.run.lab.working_calendar.differing_days(calendar, first, until, plan.run.operator)


def changed_days_text(plan: Plan, calendar: WorkCalendar) -> Message:
    """Return what ``calendar`` says else of which days, see ``changed_days``: those with work first.

    Of more than a line holds, the rest is counted. Days of which nothing but the public holidays
    are known, or no longer known, are not named.
    """
    of_run = {day.date: day for day in (*plan.preceding, *plan.days)}
    told = [(day, of_run.get(day), _change_of(day, plan.run, calendar)) for day in changed_days(plan, calendar)]
    named = [(when, day, change) for when, day, change in told if change]
    named.sort(key=lambda each: (each[1] is None, not (each[1] and each[1].tasks), each[0]))
    texts = [_changed_day(when, day, change) for when, day, change in named[:_MOST_NAMED]]
    if len(named) > len(texts):
        texts.append(message(N_("and {count} more"), count=len(named) - len(texts)))
    if not texts:
        texts.append(message(N_("the public holidays that are known")))
    return message(N_("{parts}"), parts=tuple(texts))


def _change_of(day: date, run: Run, calendar: WorkCalendar) -> Message | None:
    """Return what is another thing on ``day`` by now; None where only the known holidays are."""
    own, name = run.lab.working_calendar, calendar.reason(day)
    closed = calendar.is_closed(day)
    if own.is_closed(day) != closed or own.reason(day) != name:
        state = message(N_("now closed") if closed else N_("now open"))
        return message(N_("{state}: {name}"), state=state, name=name) if name else state
    if own.absent(run.operator, day) != calendar.absent(run.operator, day):
        away = N_("{person} now absent") if calendar.absent(run.operator, day) else N_("{person} now there")
        return message(away, person=run.operator)
    return None


def _changed_day(day: date, of_run: Day | None, change: Message) -> Message:
    if of_run is None:
        return message(N_("{date} outside the run ({change})"), date=day, change=change)
    text = N_("{day} {date} with work ({change})") if of_run.tasks else N_("{day} {date} ({change})")
    return message(text, day=of_run.label, date=day, change=change)


def with_calendar(run: Run, calendar: WorkCalendar) -> Run:
    """Return ``run`` planned by another calendar of its lab."""
    return run.model_copy(update={"lab": run.lab.model_copy(update={"calendar": calendar})})
