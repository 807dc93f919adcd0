"""Works things out beside the window, one after the other."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal

Answer = TypeVar("Answer")


class Background(QObject):
    """Does what it is asked on a thread of its own, in that order; answers arrive in the thread of the window."""

    _answered = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="planning")
        self._finished = False
        self._answered.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def ask(self, work: Callable[[], Answer], then: Callable[[Answer], None]) -> None:
        """Begin ``work``; ``then`` gets its answer. What goes wrong is raised in the thread of the window."""
        if not self._finished:
            self._worker.submit(self._work, work, then)

    def finish(self) -> None:
        """Wait for what is being worked out; nothing more is begun or answered."""
        self._finished = True
        self._worker.shutdown(wait=True, cancel_futures=True)

    def _work(self, work: Callable[[], Answer], then: Callable[[Answer], None]) -> None:
        try:
            answer = work()
        except Exception as fault:
            self._answered.emit(partial(_raise, fault))
        else:
            self._answered.emit(partial(then, answer))

    def _take(self, told: Callable[[], None]) -> None:
        if not self._finished:
            told()


def _raise(fault: Exception) -> None:
    # Shown by the window as every other unexpected fault.
    raise fault
