"""The hands-on steps of a day: the lab's procedures with the day's figures in them.

Where control vessels are fed along with the induced ones, a step that is the same for all stands
once, and one that differs, in its medium say, once for each.
"""

import re
from collections.abc import Sequence
from decimal import Decimal

from mscplanner.domain.lab import ProcedureMoment, Step
from mscplanner.domain.language import N_, Language
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.message import Message, message
from mscplanner.domain.quantity import Quantity, format_number, format_quantity, legible, rounded
from mscplanner.domain.run import ArmKind
from mscplanner.domain.value import Value
from mscplanner.planning.plan import FEEDINGS, Day, Plan, Task, TaskKind

_MOMENTS: dict[TaskKind, ProcedureMoment] = {
    "withdraw": "withdraw",
    "start-stage": "start",
    "change-medium": "change",
    "procedure": "procedure",
    "readout": "readout",
    "harvest": "harvest",
}
_OUTCOMES = (message(N_("pass")), message(N_("extend")), message(N_("stop")))
_PLACE = re.compile(r"\{([a-z_]+)\}")


class DayStep(Value):
    """One row of a day sheet, in both languages.

    Attributes:
        arms: The arms of the run whose vessels it is about; () where it is about none of them alone.
        outcomes: What is decided at a gate, one of which is ticked; () of every other step.
        moved: That a person has moved the work to this day, and who; None where nobody did.
    """

    text: LocalText
    planned: LocalText
    arms: tuple[ArmKind, ...] = ()
    outcomes: tuple[LocalText, ...] = ()
    moved: LocalText | None = None


def is_at_the_cells(day: Day) -> bool:
    """Return whether something is done to the cells on ``day``, and not only prepared."""
    return any(task.kind in _MOMENTS for task in day.tasks)


def steps_before(plan: Plan, day: Day) -> tuple[LocalText, ...]:
    """Return what is checked before the work of ``day`` begins; of media only where one is given."""
    steps = plan.run.lab.steps("before")
    if any(task.kind in FEEDINGS for task in day.tasks):
        steps += plan.run.lab.steps("before-medium")
    return tuple(_filled(step.text, {"run": _same(plan.run.number)}) for step in steps)


def steps_of(plan: Plan, day: Day) -> tuple[DayStep, ...]:
    """Return the steps of ``day``: those of each task in order, then those that end the work.

    What decides whether the work goes on comes before all else.
    """
    gates = [task for task in day.tasks if task.kind == "gate"]
    steps = [_own(task) for task in gates if not task.hours]
    harvested = any(task.kind == "harvest" for task in day.tasks)
    if harvested:
        # Pictures and spent medium first: read-outs and harvest use the cells up.
        steps += [_day_step(step, _figures(plan, day, None)) for step in plan.run.lab.steps("last-day")]
    hours = Decimal(0)
    for tasks in _together(day.tasks):
        if tasks[0].hours != hours:
            hours = tasks[0].hours
            steps += [_hour_step(hours), *(_own(task) for task in gates if task.hours == hours)]
        own = _steps_of_tasks(plan, day, tasks)
        moved = tasks[0].moved
        if own and moved and moved.pin:
            told = message(N_("moved from D{day}: {reason}"), day=moved.from_day, reason=moved.reason)
            own[0] = own[0].model_copy(update={"moved": _both(told)})
        steps += own
    closing = plan.run.lab.steps("after-harvest" if harvested else "finish")
    figures = _figures(plan, day, None)
    return (*steps, *(_day_step(step, figures) for step in closing if steps))


def _hour_step(hours: Decimal) -> DayStep:
    """Return the row that says at which hour what follows it is done."""
    text = message(N_("From {hours} h after the hour of D0 on"), hours=format_number(hours))
    return DayStep(text=_both(text), planned=_same(f"+ {format_number(hours)} h"))


def _together(tasks: Sequence[Task]) -> list[list[Task]]:
    """Return the tasks at the cells, those that feed the arms of the run in the same stage in one list."""
    found: list[list[Task]] = []
    for task in tasks:
        last = found[-1][0] if found else None
        if last and task.kind in FEEDINGS and (last.kind, last.stage) == (task.kind, task.stage):
            found[-1].append(task)
        elif task.kind in _MOMENTS or task.kind == "stage-task":
            found.append([task])
    return found


def _steps_of_tasks(plan: Plan, day: Day, tasks: Sequence[Task]) -> list[DayStep]:
    kind, half = tasks[0].kind, tasks[0].half
    if kind == "stage-task":
        return [_own(tasks[0])]
    steps = plan.run.lab.steps("half-change" if half else _MOMENTS[kind])
    if not steps and (half or kind == "withdraw"):
        # A lab's own file may know no such moment: the work is never left off the sheet.
        return [_own(task).model_copy(update={"arms": (task.arm,)}) for task in tasks]
    found: list[DayStep] = []
    for step in steps:
        arms: dict[DayStep, list[ArmKind]] = {}
        for task in tasks:
            arms.setdefault(_day_step(step, _figures(plan, day, task)), []).append(task.arm)
        told_of = kind in FEEDINGS or kind == "withdraw"
        found += [each.model_copy(update={"arms": tuple(of) if told_of else ()}) for each, of in arms.items()]
    return found


def _own(task: Task) -> DayStep:
    """Return the row of work that the protocol describes itself; of a gate, with what may come of it."""
    # A stage's task stands by its name alone: why it was moved is told with the day's work.
    text = task.readout if task.kind == "stage-task" and task.readout else _both(task.work or task.text)
    outcomes = tuple(_both(each) for each in _OUTCOMES) if task.kind == "gate" else ()
    return DayStep(text=text, planned=_same(""), outcomes=outcomes)


def _both(text: Message) -> LocalText:
    return LocalText(en=text.written("en"), zh=text.written("zh"))


def _figures(plan: Plan, day: Day, task: Task | None) -> dict[str, LocalText]:
    rinse = None
    if plan.well_volume:
        part = plan.run.lab.settings.rinse_percent / 100
        rinse = rounded(legible(Quantity(value=plan.well_volume.value * part, unit=plan.well_volume.unit)))
    figures = {
        "run": _same(plan.run.number),
        "day": _same(day.label),
        "medium": _same(medium_given(plan, day, task) if task else ""),
        "stage": _same(task.stage if task else ""),
        "well_volume": _volume(plan.well_volume),
        "change_volume": _volume(_half(plan.well_volume) if task and task.half else plan.well_volume),
        "rinse_volume": _volume(rinse),
        "total_volume": _volume(task.volume if task else None),
        "wells": _same(str(task.wells if task and task.wells else plan.wells)),
        "incubator": _same(plan.run.lab.settings.incubator),
    }
    if task and task.readout:
        figures |= {"readout": task.readout, "procedure": task.readout}
    return figures


def medium_given(plan: Plan, day: Day, task: Task) -> str:
    """Return what stands on the bottle that a task is about: ``S2-1``, completed on the day ``S2-1/D4``."""
    batch = plan.batch(task.batch)
    completed = batch.completion(day.number) if batch else None
    return completed.id if completed else task.batch or task.medium


def _half(whole: Quantity | None) -> Quantity | None:
    return Quantity(value=whole.value / 2, unit=whole.unit) if whole else None


def _volume(quantity: Quantity | None) -> LocalText:
    return _same(format_quantity(legible(quantity)) if quantity else "—")


def _same(text: str) -> LocalText:
    return LocalText(plain=text)


def _day_step(step: Step, figures: dict[str, LocalText]) -> DayStep:
    planned = _filled(step.planned, figures) if step.planned else LocalText(plain="")
    return DayStep(text=_filled(step.text, figures), planned=planned)


def _filled(text: LocalText, figures: dict[str, LocalText]) -> LocalText:
    """Put figures in place by plain replacement: a lab's text is never a format string."""

    def written(language: Language) -> str:
        def figure(place: re.Match[str]) -> str:
            return figures[place.group(1)].written(language) if place.group(1) in figures else place.group()

        return _PLACE.sub(figure, text.written(language))

    return LocalText(en=written("en"), zh=written("zh"))
