"""Knows what is to be done today and next in every run that is kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from mscplanner.domain.finding import count_of
from mscplanner.domain.language import N_
from mscplanner.domain.message import message
from mscplanner.domain.run import Run
from mscplanner.gui.desk import Desk
from mscplanner.gui.work_list import WorkLine
from mscplanner.planning.agenda import next_days
from mscplanner.planning.planner import plan

if TYPE_CHECKING:
    from mscplanner.domain.protocol import Protocol
    from mscplanner.library.entry import Entry
    from mscplanner.planning.plan import Plan

_MOST_RUNS = 12


class AgendaReader(QObject):
    """Plans the runs that go on or come next, once; a run that is open is planned by its document."""

    changed = Signal()

    def __init__(self, desk: Desk, today: date, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._today = desk, today
        self._known: dict[str, tuple[datetime, tuple[WorkLine, ...]]] = {}
        desk.listed.connect(self._read)

    @property
    def lines(self) -> tuple[WorkLine, ...]:
        """What is to be done, by date and run number."""
        found = [line for entry in self._wanted() if self._is_known(entry) for line in self._known[entry.id][1]]
        return tuple(sorted(found, key=lambda line: (line.date, line.number)))

    def _wanted(self) -> Sequence[Entry]:
        going_on = [each for each in self._desk.entries("run") if each.last and each.last >= self._today]
        return sorted(going_on, key=lambda each: each.start or date.max)[:_MOST_RUNS]

    def _is_known(self, entry: Entry) -> bool:
        return entry.id in self._known and self._known[entry.id][0] == entry.changed_at

    def _learn(self, entry: Entry, planned: Plan) -> None:
        self._known[entry.id] = (entry.changed_at, lines_of(entry.id, planned, self._today))

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
