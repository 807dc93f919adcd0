"""Knows what is to be done today and next in every run that is kept, and what runs prepare together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from mscplanner.domain.finding import count_of
from mscplanner.domain.language import N_
from mscplanner.domain.message import message
from mscplanner.domain.run import Run
from mscplanner.gui.desk import Desk
from mscplanner.gui.work_list import MissedLine, SharedLine, WorkLine
from mscplanner.planning.agenda import missed_days, next_days, shared_places, shared_work
from mscplanner.planning.planner import plan
from mscplanner.planning.shared_preparation import Preparation, SharedPreparation, preparations_of
from mscplanner.planning.shared_preparation_texts import saving_text, shared_text
from mscplanner.planning.shared_recipe import recipe_text

if TYPE_CHECKING:
    from mscplanner.domain.protocol import Protocol
    from mscplanner.library.entry import Entry
    from mscplanner.planning.plan import Plan

_MOST_RUNS = 12


class _Known(NamedTuple):
    """What is known of a run as it was at a moment."""

    changed_at: datetime
    lines: tuple[WorkLine, ...]
    missed: MissedLine | None
    preparations: tuple[Preparation, ...]
    plan: Plan


class AgendaReader(QObject):
    """Plans the runs that go on or come next, once; a run that is open is planned by its document."""

    changed = Signal()

    def __init__(self, desk: Desk, today: date, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._today = desk, today
        self._known: dict[str, _Known] = {}
        desk.listed.connect(self._read)

    @property
    def lines(self) -> tuple[WorkLine, ...]:
        """What is to be done, by date and run number, without what runs do together."""
        shared = self._shared()
        found = (_apart(line, shared) for known in self._found() for line in known.lines)
        return tuple(sorted(found, key=lambda line: (line.date, line.number)))

    @property
    def missed(self) -> tuple[MissedLine, ...]:
        """The runs with days that have passed and are not written down, by run number."""
        found = (known.missed for known in self._found())
        return tuple(sorted((each for each in found if each), key=lambda each: each.number))

    @property
    def shared(self) -> tuple[SharedLine, ...]:
        """What is done once for several runs on the days of ``lines``."""
        plans = {known.plan.run.number: known.plan for known in self._found()}
        return tuple(_shared_line(each, plans[each.parts[0].run]) for each in self._shared())

    def _shared(self) -> tuple[SharedPreparation, ...]:
        found = self._found()
        every = (each for known in found for each in known.preparations)
        return shared_work(every, (line.date for known in found for line in known.lines))

    def _found(self) -> list[_Known]:
        return [self._known[entry.id] for entry in self._wanted() if self._is_known(entry)]

    def _wanted(self) -> Sequence[Entry]:
        going_on = [each for each in self._desk.entries("run") if each.last and each.last >= self._today]
        return sorted(going_on, key=lambda each: each.start or date.max)[:_MOST_RUNS]

    def _is_known(self, entry: Entry) -> bool:
        return entry.id in self._known and self._known[entry.id].changed_at == entry.changed_at

    def _learn(self, entry: Entry, planned: Plan) -> None:
        lines = lines_of(entry.id, planned, self._today)
        missed = missed_line(entry.id, planned, self._today)
        self._known[entry.id] = _Known(entry.changed_at, lines, missed, preparations_of(planned), planned)

    def _read(self) -> None:
        wanted = []
        for entry in self._wanted():
            if self._is_known(entry):
                continue
            planned = self._desk.open_plan(entry.id)
            if planned:
                self._learn(entry, planned)
            else:
                wanted.append(entry)

        def read(contents: Sequence[Protocol | Run]) -> None:
            for entry, content in zip(wanted, contents, strict=True):
                if isinstance(content, Run):
                    self._learn(entry, plan(content))
            self.changed.emit()

        if wanted:
            self._desk.contents([each.id for each in wanted], read)
        else:
            self.changed.emit()


def lines_of(document_id: str, planned: Plan, today: date) -> tuple[WorkLine, ...]:
    """Return today's work of a plan and the next one."""
    return tuple(
        WorkLine(
            document_id,
            planned.run.number,
            planned.run.protocol.title,
            day.number,
            day.date,
            tuple(task.text for task in day.tasks),
            tuple(task.kind for task in day.tasks),
            message(N_("{count} × {vessel}"), count=planned.run.count, vessel=planned.run.vessel.name),
            count_of(planned.findings, "error"),
        )
        for day in next_days(planned, today)
    )


def missed_line(document_id: str, planned: Plan, today: date) -> MissedLine | None:
    """Return the days of a plan that have passed and are not written down, or None where there are none."""
    days = tuple((day.number, day.date) for day in missed_days(planned, today))
    return MissedLine(document_id, planned.run.number, planned.run.protocol.title, days) if days else None


def _shared_line(shared: SharedPreparation, planned: Plan) -> SharedLine:
    return SharedLine(shared.date, shared_text(shared), shared.kind, saving_text(shared), recipe_text(shared, planned))


def _apart(line: WorkLine, shared: Sequence[SharedPreparation]) -> WorkLine:
    """Return ``line`` without what is done together with other runs."""
    together = shared_places(shared, line.number, line.date)
    kept = [at for at in range(len(line.tasks)) if at not in together]
    return line._replace(
        tasks=tuple(line.tasks[at] for at in kept),
        kinds=tuple(line.kinds[at] for at in kept),
        together=len(together),
    )
