"""Makes the book of sheets off the thread of the window."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from mscplanner.planning.plan import Plan
    from mscplanner.sheets.printing import Printing

Progress = Callable[[int, int], None]


class BookMaker(QObject):
    """Makes one book at a time; what was asked for before the last time is dropped."""

    made = Signal(object)
    progressed = Signal(int, int)
    failed = Signal(str)
    _ended = Signal(int, object)
    _went_on = Signal(int, int, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="sheets")
        self._pending: list[Future[None]] = []
        self._wanted = 0
        self._ended.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._went_on.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def make(self, plan: Plan, printing: Printing) -> None:
        """Begin to make a book; ``made`` brings its bytes, ``failed`` what stood in the way."""

        def book(progress: Progress) -> bytes:
            from mscplanner.sheets.book import print_book

            return print_book(plan, printing, progress)

        self.make_by(book)

    def make_by(self, made: Callable[[Progress], bytes]) -> None:
        """Begin to make other pages by ``made``, which runs off the thread of the window; see ``make``."""
        self._drop_pending()
        self._wanted += 1
        self._pending.append(self._worker.submit(self._work, self._wanted, made))

    def finish(self) -> None:
        """Wait for what is being made; nothing of it is handed out any more."""
        self._wanted += 1
        self._drop_pending()
        self._worker.shutdown(wait=True)

    def _drop_pending(self) -> None:
        for future in self._pending:
            future.cancel()
        self._pending = [future for future in self._pending if future.running()]

    def _work(self, number: int, made: Callable[[Progress], bytes]) -> None:
        try:
            data: bytes | Exception = made(lambda done, wanted: self._went_on.emit(number, done, wanted))
        except Exception as fault:
            data = fault
        self._ended.emit(number, data)

    def _take(self, number: int, result: bytes | Exception) -> None:
        if number != self._wanted:
            return
        if isinstance(result, Exception):
            self.failed.emit(f"{type(result).__name__}: {result}")
        else:
            self.made.emit(result)

    def _tell(self, number: int, done: int, wanted: int) -> None:
        if number == self._wanted:
            self.progressed.emit(done, wanted)
