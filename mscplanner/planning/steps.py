"""The hands-on steps of a day: the lab's procedures with the day's figures in them."""

import re

from mscplanner.domain.lab import ProcedureMoment, Step
from mscplanner.domain.language import N_, Language
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.message import Message, message
from mscplanner.domain.quantity import Quantity, format_quantity, legible, rounded
from mscplanner.domain.value import Value
from mscplanner.planning.plan import Day, Plan, Task

_MOMENTS: dict[str, ProcedureMoment] = {
    "start-stage": "start",
    "change-medium": "change",
    "procedure": "procedure",
    "readout": "readout",
    "harvest": "harvest",
}
_OUTCOMES = message(N_("pass / extend / stop"))
_PLACE = re.compile(r"\{([a-z_]+)\}")


class DayStep(Value):
    """One row of a day sheet, in both languages."""

    text: LocalText
    planned: LocalText


def steps_before(plan: Plan, day: Day) -> tuple[LocalText, ...]:
    """Return what is checked before the work of ``day`` begins; of media only where one is given."""
    steps = plan.run.lab.steps("before")
    if any(task.kind in ("start-stage", "change-medium") for task in day.tasks):
        steps += plan.run.lab.steps("before-medium")
    return tuple(_filled(step.text, {"run": _same(plan.run.number)}) for step in steps)


def steps_of(plan: Plan, day: Day) -> tuple[DayStep, ...]:
    """Return the steps of ``day``: those of each task in order, then those that end the work.

    What decides whether the work goes on comes before all else.
    """
    steps = [_own(task) for task in day.tasks if task.kind == "gate"]
    if any(task.kind == "harvest" for task in day.tasks):
        # Pictures and spent medium first: read-outs and harvest use the cells up.
        steps += [_day_step(step, _figures(plan, day, None)) for step in plan.run.lab.steps("last-day")]
    for task in day.tasks:
        moment = "half-change" if task.half else _MOMENTS.get(task.kind)
        if moment:
            figures = _figures(plan, day, task)
            found = [_day_step(step, figures) for step in plan.run.lab.steps(moment)]
            # A lab's own file may know no half change: the work is never left off the sheet.
            steps += [_own(task)] if task.half and not found else found
        elif task.kind == "stage-task":
            steps.append(_own(task))
    harvested = any(task.kind == "harvest" for task in day.tasks)
    closing = plan.run.lab.steps("after-harvest" if harvested else "finish")
    figures = _figures(plan, day, None)
    return (*steps, *(_day_step(step, figures) for step in closing if steps))


def _own(task: Task) -> DayStep:
    """Return the row of work that the protocol describes itself; of a gate, with what may come of it."""
    # A stage's task stands by its name alone: why it was moved is told with the day's work.
    text = task.readout if task.kind == "stage-task" and task.readout else _both(task.text)
    return DayStep(text=text, planned=_both(_OUTCOMES) if task.kind == "gate" else _same(""))


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
        "medium": _same(task.batch or task.medium if task else ""),
        "stage": _same(task.stage if task else ""),
        "well_volume": _volume(plan.well_volume),
        "change_volume": _volume(_half(plan.well_volume) if task and task.half else plan.well_volume),
        "rinse_volume": _volume(rinse),
        "total_volume": _volume(task.volume if task else None),
        "wells": _same(str(plan.wells)),
        "incubator": _same(plan.run.lab.settings.incubator),
    }
    if task and task.readout:
        figures |= {"readout": task.readout, "procedure": task.readout}
    return figures


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
