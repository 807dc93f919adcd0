"""Garbage is looked for on the window's thread, and not by itself."""

import gc
import threading
import weakref

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from mscplanner.gui.garbage import GarbageCollection
from mscplanner.gui.main_window import MainWindow


class _Knot:
    """Something that only a search for garbage takes away."""

    def __init__(self, taken: list[int]) -> None:
        self.itself = self
        weakref.finalize(self, lambda: taken.append(threading.get_ident()))


def test_that_garbage_is_taken_away_here_and_not_where_objects_are_made(qtbot: QtBot, qapp: object) -> None:
    parent = QObject()
    collection = GarbageCollection(parent)
    collection.start()
    taken: list[int] = []
    try:
        worker = threading.Thread(target=lambda: [_Knot(taken) for _ in range(3000)])
        worker.start()
        worker.join()
        assert taken == []
        collection.look()
    finally:
        collection.stop()
    assert set(taken) == {threading.get_ident()}


def test_that_python_looks_by_itself_again_afterwards(qapp: object) -> None:
    parent = QObject()
    collection = GarbageCollection(parent)
    collection.start()
    assert not gc.isenabled()
    collection.stop()
    assert gc.isenabled()


def test_that_the_window_keeps_the_search_to_its_thread(window: MainWindow) -> None:
    assert not gc.isenabled()
    window.close()
    assert gc.isenabled()
