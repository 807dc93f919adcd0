"""Ranks the start dates of a run beside the window, with the work of all other runs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal

from mscplanner.domain.run import Run
from mscplanner.gui.background import Background
from mscplanner.gui.load_reader import LoadReader
from mscplanner.planning.load_map import RunWork, work_of_others
from mscplanner.planning.start_dates import StartDate, ranked_starts


class StartFinder(QObject):
    """Answers the last question only.

    Signals: ``found`` carries the dates, the best first; ``reading`` how many other runs are still
    to be planned. The dates are ranked once with the runs that are known, and once more when all are.
    """

    found = Signal(object)
    reading = Signal(int)

    def __init__(self, background: Background, reader: LoadReader, own_id: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background, self._reader, self._own_id = background, reader, own_id
        self._asked: tuple[Run, date, date] | None = None
        self._number = self._answered = 0
        reader.changed.connect(self._look_again)

    @property
    def waiting(self) -> int:
        """How many other runs are still to be planned."""
        return self._reader.waiting

    @property
    def unread(self) -> int:
        """How many other runs cannot be read: their work does not count."""
        return self._reader.unread

    @property
    def busy(self) -> bool:
        """Whether the dates are still being ranked."""
        return self._answered != self._number

    def find(self, run: Run, first: date, until: date) -> None:
        """Begin to rank the dates from ``first`` up to, but not with, ``until``; other runs come in by themselves."""
        self._asked = None
        self._reader.begin()
        self._asked = run, first, until
        self._rank()

    def _look_again(self) -> None:
        if self._asked and not self.waiting:
            self._rank()
        self.reading.emit(self.waiting)

    def _rank(self) -> None:
        if self._asked is None:
            return
        run, first, until = self._asked
        others = tuple(each for each in self._reader.runs if each.id != self._own_id)
        self._number += 1
        work = partial(_ranked, run, first, until, others)
        self._background.ask(work, partial(_hand_over, self, self._number))

    def take(self, number: int, starts: Sequence[StartDate]) -> None:
        """Hand on the answer to question ``number``, if it is the last one."""
        if number == self._number:
            self._answered = number
            self.found.emit(tuple(starts))


def _ranked(run: Run, first: date, until: date, others: Sequence[RunWork]) -> tuple[StartDate, ...]:
    return ranked_starts(run, first, until, work_of_others(others, run.operator))


def _hand_over(finder: StartFinder, number: int, starts: Sequence[StartDate]) -> None:
    from shiboken6 import isValid

    # The window that asked may have been closed in the meantime.
    if isValid(finder):
        finder.take(number, starts)
