"""What the lab's calendar says of a run besides its closed days: holidays not known yet, and people away."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from mscplanner.domain.finding import Finding
from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.domain.run import Run
from mscplanner.domain.work_calendar import Absence, WorkCalendar
from mscplanner.planning.plan import Day, Plan

_NEARBY_DAYS = 31


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


def calendar_changed(plan: Plan, calendar: WorkCalendar) -> bool:
    """Return whether ``calendar`` says something else of a run's days, or of those around them, than its own does."""
    if not plan.days:
        return False
    days = (*plan.preceding, *plan.days)
    first = min(day.date for day in days) - timedelta(days=_NEARBY_DAYS)
    until = max(day.date for day in days) + timedelta(days=_NEARBY_DAYS + 1)
    return not plan.run.lab.working_calendar.agrees(calendar, first, until, plan.run.operator)


def with_calendar(run: Run, calendar: WorkCalendar) -> Run:
    """Return ``run`` planned by another calendar of its lab."""
    return run.model_copy(update={"lab": run.lab.model_copy(update={"calendar": calendar})})
