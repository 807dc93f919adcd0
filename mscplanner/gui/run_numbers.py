"""Run numbers that several runs of the library have: each open run is told of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject

from mscplanner.gui.desk import Desk, Held
from mscplanner.gui.run_document import RunDocument


class RunNumbers(QObject):
    """Tells the open runs which numbers other runs have, also in the archive: their vessels may still stand."""

    def __init__(self, desk: Desk, open_runs: Callable[[], Iterable[Held]], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._open_runs = desk, open_runs
        desk.listed.connect(self.tell)

    def tell(self) -> None:
        """Tell every open run."""
        entries = [each for archived in (False, True) for each in self._desk.entries("run", archived)]
        for held in self._open_runs():
            if isinstance(held.document, RunDocument):
                held.document.use_numbers(frozenset(each.key for each in entries if each.id != held.id))
