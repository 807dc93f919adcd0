"""What differs from the parent, told as a person reads it."""

from collections.abc import Sequence

from mscplanner.domain.lab import Lab
from mscplanner.domain.language import N_
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.protocol import Protocol, StageTask
from mscplanner.gui.addition_rows import AdditionRow
from mscplanner.gui.field_notes import Was
from mscplanner.gui.wording import Wording
from mscplanner.planning.comparison import Mark

_LOCAL = frozenset({"title", "procedure", "gate", "cell_source"})
_TICKED = frozenset({"skip", "half"})
_OF_A_NAME = frozenset({"reagent", "basal"})


class WasMarks:
    """The marks of a protocol, looked up by stage and field."""

    def __init__(self, marks: tuple[Mark, ...], protocol: Protocol, origin: Protocol | None) -> None:
        self._protocol, self._origin = protocol, origin
        self._was = {(mark.stage_at, mark.field): mark.was for mark in marks if mark.addition_at is None}

    def raw(self, stage: int, field: str) -> str | None:
        """Return what a field of a stage (-1: the protocol) was, as typed, or None if it is the same."""
        return self._was.get((stage, field))

    def is_new(self, stage: int) -> bool:
        """Return whether the parent has no such stage."""
        return (stage, "id") in self._was and not self._was[stage, "id"]

    def lines(self, stage: int, field: str, wording: Wording, lab: Lab) -> tuple[Was, ...]:
        """Return the line that stands under a field of a stage, if it differs."""
        was = self.raw(stage, field)
        if stage >= 0 and self.is_new(stage):
            return (Was("", wording.text(N_("new stage"))),) if field == "title" else ()
        if was is None:
            moved = self.raw(stage, "position") if field == "title" else None
            return (Was("", wording.text(N_("was number {n}"), n=moved)),) if moved else ()
        if field == "tasks":
            was = self._tasks(stage, was, wording)
        elif field in _LOCAL:
            was = self._local(stage, field, was, wording)
        return (Was(field, told_was(field, was, wording, lab)),)

    def _local(self, stage: int, field: str, was: str, wording: Wording) -> str:
        thing = self._origin
        held = thing.stage(self._protocol.stages[stage].id) if thing and stage >= 0 else thing
        text = getattr(held, field, None)
        return text.written(wording.language) if isinstance(text, LocalText) else was

    def _tasks(self, stage: int, was: str, wording: Wording) -> str:
        held = self._origin.stage(self._protocol.stages[stage].id) if self._origin else None
        return told_tasks(held.tasks, wording) if held else was


def told_tasks(tasks: Sequence[StageTask], wording: Wording) -> str:
    """Return tasks of a stage in one line: each with its day, and by how many days it may move."""
    said = []
    for task in tasks:
        text = wording.text(N_("{name}, day {day}"), name=task.name.written(wording.language), day=task.day)
        may_move = f" (-{task.earlier_days}/+{task.later_days} d)" if task.earlier_days or task.later_days else ""
        said.append(text + may_move)
    return " · ".join(said)


def told_was(field: str, was: str, wording: Wording, lab: Lab) -> str:
    """Return a value of the parent as it stands under the field that differs from it."""
    if field == "once":
        return wording.text(N_("was given with the first fill only") if was else N_("was given with each fill"))
    if field in _TICKED:
        return wording.text(N_("was ticked") if was else N_("was not ticked"))
    if not was:
        return wording.text(N_("was none") if field == "tasks" else N_("was not stated"))
    found = lab.catalogue.find(was) if field in _OF_A_NAME else None
    shown = found.reagent.label.written(wording.language) if found and not found.misnomer else was
    return wording.text(N_("was {value}"), value=shown)


_HEADS = {"reagent": N_("Reagent"), "final": N_("Final")}


def addition_was(row: AdditionRow, wording: Wording, lab: Lab) -> tuple[Was, ...]:
    """Return the lines that stand under an addition that differs from the parent's."""
    if row.is_new:
        return (Was("", wording.text(N_("new addition"))),)
    lines = []
    for field, was in row.was:
        if field == "position":
            lines.append(Was("", wording.text(N_("was number {n}"), n=was)))
        elif field in ("reagent", "final", "once"):
            told = told_was(field, was, wording, lab)
            if field in _HEADS:
                told = wording.text(N_("{field}: {was}"), field=wording.text(_HEADS[field]), was=told)
            lines.append(Was(field, told))
    return tuple(lines)
