"""Makes the book of sheets off the thread of the window."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

if TYPE_CHECKING:
    from mscplanner.planning.plan import Plan
    from mscplanner.sheets.printing import Printing

_numbers = itertools.count(1)


class _Signals(QObject):
    made = Signal(int, bytes)
    progressed = Signal(int, int, int)
    failed = Signal(int, str)


class _Making(QRunnable):
    def __init__(self, number: int, plan: Plan, printing: Printing, signals: _Signals) -> None:
        super().__init__()
        self._number, self._plan, self._printing, self._signals = number, plan, printing, signals

    def run(self) -> None:
        from mscplanner.sheets.book import print_book

        try:
            data = print_book(
                self._plan,
                self._printing,
                lambda done, wanted: self._signals.progressed.emit(self._number, done, wanted),
            )
        except Exception as fault:
            self._signals.failed.emit(self._number, f"{type(fault).__name__}: {fault}")
            raise
        self._signals.made.emit(self._number, data)


class BookMaker(QObject):
    """Makes one book at a time; what was asked for before the last time is dropped."""

    made = Signal(bytes)
    progressed = Signal(int, int)
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._signals = _Signals()
        self._signals.made.connect(self._take)
        self._signals.progressed.connect(self._tell)
        self._signals.failed.connect(self._fail)
        self._wanted = 0

    def make(self, plan: Plan, printing: Printing) -> None:
        """Begin to make a book; ``made`` brings it."""
        self._wanted = next(_numbers)
        self._pool.clear()
        self._pool.start(_Making(self._wanted, plan, printing, self._signals))

    def finish(self) -> None:
        """Wait for what is being made; nothing of it is handed out any more."""
        self._wanted = 0
        self._pool.clear()
        self._pool.waitForDone()

    def _take(self, number: int, data: bytes) -> None:
        if number == self._wanted:
            self.made.emit(data)

    def _tell(self, number: int, done: int, wanted: int) -> None:
        if number == self._wanted:
            self.progressed.emit(done, wanted)

    def _fail(self, number: int, text: str) -> None:
        if number == self._wanted:
            self.failed.emit(text)
