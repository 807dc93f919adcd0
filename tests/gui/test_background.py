"""What is worked out beside the window: in order, answered in its thread, nothing after the end."""

import threading
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from mscplanner.gui.background import Background


def test_that_answers_come_in_order_and_in_the_thread_of_the_window(qtbot: QtBot) -> None:
    background = Background()
    found: list[tuple[int, bool, bool]] = []

    def work(number: int) -> tuple[int, threading.Thread]:
        return number, threading.current_thread()

    def take(answer: tuple[int, threading.Thread]) -> None:
        here = threading.current_thread()
        found.append((answer[0], answer[1] is here, here is threading.main_thread()))

    for number in range(5):
        background.ask(partial(work, number), take)
    qtbot.waitUntil(lambda: len(found) == 5)
    assert found == [(number, False, True) for number in range(5)]
    background.finish()


def test_that_nothing_is_answered_after_the_end(qtbot: QtBot) -> None:
    background = Background()
    found: list[int] = []
    background.ask(lambda: 1, found.append)
    background.finish()
    background.ask(lambda: 2, found.append)
    qtbot.wait(0)
    assert found == []


def test_that_a_fault_is_raised_where_the_window_sees_it(qtbot: QtBot) -> None:
    background = Background()

    def work() -> int:
        raise ValueError("planted")

    with qtbot.captureExceptions() as raised:
        background.ask(work, lambda _answer: pytest.fail("answered"))
        qtbot.waitUntil(lambda: bool(raised))
    assert [str(each[1]) for each in raised] == ["planted"]
    background.finish()
