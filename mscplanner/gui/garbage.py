"""Python's search for garbage, on the window's thread only.

It starts by itself on whatever thread makes the next object. On the library's thread it would take
objects of Qt away that belong to the window, which ends the program.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MILLISECONDS = 1000


class GarbageCollection(QObject):
    """Looks for garbage at the pace that Python itself has, but only here."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MILLISECONDS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Take the search over from Python."""
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        """Give the search back to Python."""
        self._timer.stop()
        gc.enable()

    def look(self) -> None:
        """Look at each generation that has grown beyond its threshold, the youngest first."""
        for generation, threshold in enumerate(gc.get_threshold()):
            if gc.get_count()[generation] <= threshold:
                return
            gc.collect(generation)
