"""What the field of a day in the calendar shows: at most two lines of work, and the signs of the rest."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mscplanner.domain.language import N_
from mscplanner.domain.quantity import Quantity, format_number, format_quantity, legible, rounded
from mscplanner.gui.close_out_words import closed_out_line
from mscplanner.gui.marks import sign_of
from mscplanner.gui.wording import Wording
from mscplanner.planning.close_out import closed_on
from mscplanner.planning.happening_texts import otherwise
from mscplanner.planning.plan import Plan, Task, TaskKind
from mscplanner.planning.replanning import is_done
from mscplanner.planning.stage_lengths import lab_lengths
from mscplanner.planning.tasks import KIND_NAMES

_LINES = 2
_ORDER: tuple[tuple[TaskKind, ...], ...] = (
    ("harvest",),
    ("make-medium",),
    ("start-stage", "change-medium"),
    ("withdraw",),
    ("procedure",),
    ("readout",),
    ("complete-medium",),
    ("thaw",),
    ("dissolve",),
    ("coat",),
)
"""From what has a line of its own to what may be a sign only."""


_WORDS: dict[TaskKind, str] = {"dissolve": N_("dissolve"), "coat": N_("coat"), "procedure": N_("procedure")}


class DayLine(NamedTuple):
    """Signs and the text behind them, what stands in its place where it has no room, ever shorter, and its work."""

    kinds: tuple[str, ...]
    texts: tuple[str, ...]
    tasks: tuple[Task, ...] = ()


class DaySigns(NamedTuple):
    """Lines of a day, and the kinds of work that have none."""

    lines: tuple[DayLine, ...]
    others: tuple[str, ...]


def day_signs(tasks: Sequence[Task], wording: Wording) -> DaySigns:
    """Return what the field of a day shows of its ``tasks``."""
    groups = [[task for task in tasks if task.kind in kinds] for kinds in _ORDER]
    found = [group for group in groups if group]
    completed = any(task.kind == "complete-medium" for task in tasks)
    fed = any(task.kind in ("start-stage", "change-medium") for task in tasks)
    if completed and fed:
        # The medium that is given is the one that was completed: one line has both signs.
        found = [group for group in found if group[0].kind != "complete-medium"]
    lines = tuple(_line(group, completed, wording)._replace(tasks=tuple(group)) for group in found[:_LINES])
    others = dict.fromkeys(sign_of(group[0].kind) for group in found[_LINES:])
    return DaySigns(lines, tuple(others))


def day_record(plan: Plan, number: int, wording: Wording) -> list[str]:
    """Return in words what is written down of ``D{number}``: done as planned, and what happened otherwise."""
    told = [f"≠ {each.written(wording.language)}" for each in otherwise(plan, number)]
    closed = [f"✓ {closed_out_line(each, wording)}" for each in closed_on(plan.run, number)]
    return [*([f"✓ {wording.text(N_('Done'))}"] if is_done(plan, number) else []), *told, *closed]


def lengths_on(plan: Plan, number: int, wording: Wording) -> list[str]:
    """Return in words which stages of ``D{number}`` have a length of the lab's."""
    on_it = [each for each in plan.stages if each.start_day <= number < each.end_day]
    return [each.written(wording.language) for each in lab_lengths(plan.run, on_it)]


def calendar_notes(plan: Plan, wording: Wording) -> list[str]:
    """Return what is to be known of the calendar of a plan: the hours in its fields, and lengths of the lab's."""
    notes = []
    if any(task.hours for day in plan.days for task in day.tasks):
        notes.append(wording.text(N_("+ h: hours after the hour of D0")))
    lengths = [each.written(wording.language) for each in lab_lengths(plan.run, plan.stages)]
    if lengths:
        notes.append(wording.text(N_("Band with a dashed edge: {lengths}"), lengths=" · ".join(lengths)))
    return notes


def _line(tasks: Sequence[Task], completed: bool, wording: Wording) -> DayLine:
    first = tasks[0]
    match first.kind:
        case "make-medium" | "complete-medium":
            return DayLine((first.kind,), _media([task.batch or task.medium for task in tasks], tasks))
        case "start-stage" | "change-medium":
            kinds = ("complete-medium", first.kind) if completed else (first.kind,)
            return DayLine(kinds, _media([f"{task.medium}{_hour(task)}" for task in tasks], tasks))
        case "withdraw":
            wells = sum(task.wells for task in tasks)
            text = wording.text(N_("1 well")) if wells == 1 else wording.text(N_("{count} wells"), count=wells)
            return DayLine((first.kind,), (text, str(wells)))
        case _:
            short, hour = wording.text(KIND_NAMES[first.kind]), _hour(first)
            return DayLine((first.kind,), (", ".join(_words(tasks, wording)) + hour, short + hour))


def _hour(task: Task) -> str:
    """Return at which hour after that of D0 a task is done; "" where no hour is planned."""
    return f" +{format_number(task.hours)} h" if task.hours else ""


def _media(names: Sequence[str], tasks: Sequence[Task]) -> tuple[str, ...]:
    """Return the names of media with their volume, without it, and the first name with and without how many more."""
    unique = list(dict.fromkeys(names))
    every = ", ".join(unique)
    more = f"{unique[0]} +{len(unique) - 1}" if len(unique) > 1 else unique[0]
    return tuple(dict.fromkeys((_with_volume(every, tasks), every, more, unique[0])))


def _with_volume(name: str, tasks: Sequence[Task]) -> str:
    volumes = [task.volume for task in tasks if task.volume]
    if not volumes:
        return name
    total = Quantity(value=sum((each.base for each in volumes), volumes[0].base - volumes[0].base), unit="mL")
    return f"{name} {format_quantity(rounded(legible(total)))}"


def _words(tasks: Sequence[Task], wording: Wording) -> Iterator[str]:
    kind, count = tasks[0].kind, len(tasks)
    if kind == "readout":
        word = wording.text(N_("read-out"))
        yield f"{count} × {word}" if count > 1 else word
    elif kind == "thaw":
        yield wording.text(N_("thaw: {count}"), count=count)
    elif kind in _WORDS:
        yield wording.text(_WORDS[kind])
    else:
        # The hour stands behind all of them.
        yield from ((task.work or task.text).written(wording.language) for task in tasks)
