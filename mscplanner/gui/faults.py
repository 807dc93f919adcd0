"""Unexpected faults: the program goes on and says so in one calm bar, with a report to copy."""

import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, Signal, qVersion

import mscplanner


class FaultWatch(QObject):
    """Takes the place of Python's exception hooks; a fault in any thread reaches the window by signal."""

    met = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._before = (sys.excepthook, threading.excepthook)

    def start(self, shown: Callable[[str], None]) -> None:
        """Watch from now on; ``shown`` gets the report of each fault in the thread of the window."""
        self.met.connect(shown)
        sys.excepthook = self._take
        threading.excepthook = self._take_of_thread

    def stop(self) -> None:
        """Give the hooks back."""
        sys.excepthook, threading.excepthook = self._before

    def _take(self, kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._before[0](kind, fault, trace)
            return
        self.met.emit(report(kind, fault, trace))

    def _take_of_thread(self, details: threading.ExceptHookArgs) -> None:
        if details.exc_value is not None:
            self._take(details.exc_type, details.exc_value, details.exc_traceback)


def report(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> str:
    """Return what a person can send to those who look after the program."""
    import platform

    lines = traceback.format_exception(kind, fault, trace)
    versions = (
        f"mscplanner {mscplanner.__version__}, Qt {qVersion()}, Python {platform.python_version()}, "
        f"{platform.system()} {platform.release()}"
    )
    return f"{versions}\n\n{''.join(lines)}"
