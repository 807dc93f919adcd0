"""A program that is killed at any moment loses nothing that it was told is saved."""

import os
import signal
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

from mscplanner.domain.protocol import Protocol
from mscplanner.library.backups import is_sound
from mscplanner.library.entry import Stamp
from mscplanner.library.library import Library
from mscplanner.library.place import LibraryPlace, file_place

Opened = Callable[[LibraryPlace], Library]
KILLS = int(os.environ.get("MSCPLANNER_KILLS", "100"))
KILLS_OF_A_SERVERS_CLIENT = KILLS // 10
MOST_TOLD = 8
LONGEST_SECONDS = 0.02


def killed(other: Any, order: str, place: LibraryPlace, told: int, after: float) -> list[list[str]]:
    """Kill another program so many seconds after it told so many lines, and return what it had been told is done.

    Counted from what it did, and not from its start: a busy machine must not make the test an empty one.
    """
    number = other.start(order, place)
    other.wait_for_lines(told)
    time.sleep(after)
    os.kill(number, signal.SIGKILL)
    return [line.split() for line in other.end()]


def check(library: Library, told: list[list[str]]) -> None:
    """Check that all that was acknowledged is there, and at most one save more; and that it is said to be restored."""
    for _, document, *_ in (words for words in told if words[0] == "added"):
        last = max((int(words[2]) for words in told if words[0] == "saved"), default=0)
        title = library.read(document).entry.title.plain
        assert title in (str(last), str(last + 1))
        assert [restored.entry.id for restored in library.restored] == [document]
    for _, version, number in (words for words in told if words[0] == "version"):
        content = library.read_version(version)
        assert isinstance(content, Protocol)
        assert content.title.plain == number
    for _, document, hand_out in (words for words in told if words[0] == "handed"):
        assert hand_out in [each.id for each in library.hand_outs(document)]


def kill_often(place: LibraryPlace, opened: Opened, other: Any, stamp: Stamp, times: int) -> int:
    """Kill the other program so many times, check after each, and return how much it had been told is done."""
    random, done, numbers = Random(20261123), 0, []
    for _ in range(times):
        told = killed(other, "write_for_ever", place, random.randint(0, MOST_TOLD), random.uniform(0, LONGEST_SECONDS))
        library = opened(place)
        check(library, told)
        numbers += [words[1] for words in told if words[0] == "numbered"] + [library.next_run_number(2026, stamp)]
        library.close(stamp)
        if place.file:
            with closing(sqlite3.connect(place.file)) as connection:
                assert is_sound(connection)
        done += len(told)
    assert len(numbers) == len(set(numbers))
    return done


def test_that_a_program_killed_at_any_moment_loses_no_acknowledged_save(
    file: LibraryPlace, opened: Opened, other: Any, stamp: Callable[..., Stamp]
) -> None:
    opened(file).close(stamp())
    assert kill_often(file, opened, other, stamp(), KILLS) > KILLS
    assert opened(file).verify() == ()


def test_that_a_server_keeps_what_a_killed_program_was_told_is_saved(
    server: Any, opened: Opened, other: Any, stamp: Callable[..., Stamp]
) -> None:
    place = server.place()
    opened(place).close(stamp())
    kill_often(place, opened, other, stamp(), KILLS_OF_A_SERVERS_CLIENT)
    assert opened(place).verify() == ()


def test_that_a_library_whose_making_was_killed_is_begun_anew(
    tmp_path: Path, opened: Opened, other: Any, stamp: Callable[..., Stamp]
) -> None:
    random = Random(20261123)
    for number in range(KILLS // 5):
        place = file_place(tmp_path / str(number))
        killed(other, "open_and_wait", place, 0, random.uniform(0, 4 * LONGEST_SECONDS))
        library = opened(place)
        assert (library.entries("protocol"), library.verify()) == ((), ())
        library.close(stamp())
