"""Knows what every run that is kept asks for: read and planned in portions beside the window."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from mscplanner.domain.run import Run
from mscplanner.gui.background import Background
from mscplanner.gui.desk import Desk
from mscplanner.gui.keeper import Keeper
from mscplanner.planning.lab_load import load_of
from mscplanner.planning.load_map import RunWork
from mscplanner.planning.planner import plan
from mscplanner.planning.shared_preparation import preparations_of

if TYPE_CHECKING:
    from mscplanner.library.entry import Entry
    from mscplanner.library.faults import LibraryFault
    from mscplanner.library.library import Library
    from mscplanner.planning.plan import Plan

PORTION = 8
"""Runs that are read and planned at a time: others that ask the library or the planner come in between."""
_KEPT_IN_SIGHT = timedelta(days=28)


class LoadReader(QObject):
    """Reads the runs that are not archived, once somebody asks for them, and those that change later.

    A run that ended more than four weeks ago is left out. ``changed`` says that ``runs`` has more
    of them, or others; ``refused`` carries a fault of the library, which ends the reading until
    the lists change or somebody asks again.
    """

    changed = Signal()
    refused = Signal(object)

    def __init__(self, desk: Desk, keeper: Keeper, background: Background, today: date, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._keeper, self._background, self._today = desk, keeper, background, today
        self._known: dict[str, tuple[datetime, RunWork | None]] = {}
        self._asked = self._reading = False
        desk.listed.connect(self._read)

    def begin(self) -> None:
        """Begin to read, or go on where the library did not answer."""
        self._asked = True
        self._read()

    @property
    def runs(self) -> tuple[RunWork, ...]:
        """The runs that have been planned."""
        found = (self._known.get(entry.id) for entry in self._wanted())
        return tuple(known[1] for known in found if known and known[1])

    @property
    def waiting(self) -> int:
        """How many runs are still to be planned."""
        return len(self._missing()) if self._asked else 0

    @property
    def unread(self) -> int:
        """How many runs could not be read, or have no day yet."""
        return sum(1 for entry in self._wanted() if self._is_known(entry) and self._known[entry.id][1] is None)

    def _wanted(self) -> list[Entry]:
        earliest = self._today - _KEPT_IN_SIGHT
        return [each for each in self._desk.entries("run") if each.last is None or each.last >= earliest]

    def _is_known(self, entry: Entry) -> bool:
        return entry.id in self._known and self._known[entry.id][0] == entry.changed_at

    def _missing(self) -> list[Entry]:
        return [entry for entry in self._wanted() if not self._is_known(entry)]

    def _read(self) -> None:
        if not self._asked:
            return
        for entry in self._missing():
            planned = self._desk.open_plan(entry.id)
            if planned:
                self._known[entry.id] = entry.changed_at, work_of(entry.id, planned)
        self.changed.emit()
        if not self._reading:
            self._read_portion()

    def _read_portion(self) -> None:
        portion = self._missing()[:PORTION]
        self._reading = bool(portion)
        if portion:
            ids = tuple(entry.id for entry in portion)
            self._keeper.ask(partial(_contents, ids), partial(self._plan, portion), self._stop)

    def _stop(self, fault: LibraryFault) -> None:
        self._reading = False
        self.refused.emit(fault)

    def _plan(self, portion: Sequence[Entry], contents: Sequence[Run | None]) -> None:
        self._background.ask(partial(_planned, portion, contents), partial(self._take, portion))

    def _take(self, portion: Sequence[Entry], found: Sequence[RunWork | None]) -> None:
        for entry, work in zip(portion, found, strict=True):
            self._known[entry.id] = entry.changed_at, work
        self.changed.emit()
        self._read_portion()


def work_of(document_id: str, planned: Plan) -> RunWork:
    """Return what a planned run asks for."""
    run = planned.run
    return RunWork(document_id, run.number, run.start, load_of(planned), preparations_of(planned))


def _contents(document_ids: Sequence[str], library: Library) -> list[Run | None]:
    from mscplanner.library.faults import Damaged, NoSuchRecord

    found: list[Run | None] = []
    for each in document_ids:
        try:
            content = library.read(each).content
        except (Damaged, NoSuchRecord):
            # One damaged run must not hide the work of all others.
            content = None
        found.append(content if isinstance(content, Run) else None)
    return found


def _planned(portion: Sequence[Entry], contents: Sequence[Run | None]) -> list[RunWork | None]:
    return [work_of(entry.id, plan(run)) if run else None for entry, run in zip(portion, contents, strict=True)]
