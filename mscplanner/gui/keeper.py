"""Talks to the library on a thread of its own, so that no lock and no server ever stops the window."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from mscplanner.library.entry import Stamp
    from mscplanner.library.faults import LibraryFault
    from mscplanner.library.library import Library
    from mscplanner.library.place import LibraryPlace

Answer = TypeVar("Answer")
LONGEST_WAIT_SECONDS = 5.0
_LAST_WAIT_SECONDS = 20.0


class Keeper(QObject):
    """Does one thing after the other, in the order it was asked.

    ``opened`` says that the library is there, ``refused`` carries the fault that stands in the
    way. What is asked while it is not there is refused with the same fault.
    """

    opened = Signal()
    refused = Signal(object)
    _answered = Signal(object)

    def __init__(self, author: Callable[[], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._author = author
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="library")
        self._place: LibraryPlace | None = None
        self._library: Library | None = None
        self._fault: LibraryFault | None = None
        self._finished = False
        self._answered.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def open(self, place: LibraryPlace) -> None:
        """Begin to open the library at ``place``."""
        self._place = place
        self._worker.submit(self._open, place)

    def ask(
        self,
        work: Callable[[Library], Answer],
        then: Callable[[Answer], None] | None = None,
        refused: Callable[[LibraryFault], None] | None = None,
    ) -> None:
        """Begin ``work``; ``then`` gets its answer, ``refused`` the fault, both in the thread of the window."""
        if not self._finished:
            self._worker.submit(self._work, work, then, refused)

    def answer(self, work: Callable[[Library], Answer]) -> Answer | None:
        """Return the answer of ``work``, or None where it does not come in time or is refused."""
        from mscplanner.library.faults import LibraryFault

        future: Future[Answer] = self._worker.submit(lambda: work(self._opened()))
        try:
            return future.result(LONGEST_WAIT_SECONDS)
        except (LibraryFault, TimeoutError):
            future.cancel()
            return None

    def leave(self) -> None:
        """Close the library, for it to be put in order by others; ``open`` opens it again."""
        self._worker.submit(self._close).result(_LAST_WAIT_SECONDS)

    def stamp(self) -> Stamp:
        """Return who writes, and when."""
        from mscplanner.library.entry import Stamp

        return Stamp(at=datetime.now(UTC), author=self._author())

    def finish(self) -> None:
        """Wait for everything that was asked, and close the library; nothing is taken after that."""
        if self._finished:
            return
        self._finished = True
        future = self._worker.submit(self._close)
        try:
            future.result(_LAST_WAIT_SECONDS)
        except TimeoutError:
            self._worker.shutdown(wait=False, cancel_futures=True)
        else:
            self._worker.shutdown(wait=True)

    def _opened(self) -> Library:
        if self._library is None:
            from mscplanner.library.faults import Unreachable

            raise self._fault or Unreachable(self._place.shown if self._place else "")
        return self._library

    def _open(self, place: LibraryPlace) -> None:
        from mscplanner.library.faults import LibraryFault
        from mscplanner.library.library import open_library

        try:
            self._library, self._fault = open_library(place, self.stamp()), None
        except LibraryFault as fault:
            self._fault = fault
            self._answered.emit(partial(self.refused.emit, fault))
        except Exception as fault:
            self._answered.emit(partial(_raise, fault))
        else:
            self._answered.emit(self.opened.emit)

    def _work(
        self,
        work: Callable[[Library], Answer],
        then: Callable[[Answer], None] | None,
        refused: Callable[[LibraryFault], None] | None,
    ) -> None:
        from mscplanner.library.faults import LibraryFault

        try:
            answer = work(self._opened())
        except LibraryFault as fault:
            if refused:
                self._answered.emit(partial(refused, fault))
        except Exception as fault:
            self._answered.emit(partial(_raise, fault))
        else:
            if then:
                self._answered.emit(partial(then, answer))

    def _take(self, told: Callable[[], None]) -> None:
        told()

    def _close(self) -> None:
        from mscplanner.library.faults import LibraryFault

        if self._library is not None:
            # What is saved is saved; a library that cannot be tidied up now is at the next start.
            with contextlib.suppress(LibraryFault):
                self._library.close(self.stamp())
            self._library = None


def _raise(fault: Exception) -> None:
    # Shown by the window as every other unexpected fault.
    raise fault
