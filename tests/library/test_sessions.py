"""A program that did not close is noticed by the next one, which tells what it had saved."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from mscplanner.domain.protocol import Protocol
from mscplanner.library.database import Database
from mscplanner.library.entry import Stamp
from mscplanner.library.library import Library
from mscplanner.library.place import LibraryPlace
from mscplanner.library.records import SessionRow
from mscplanner.library.sessions import host_name, is_alive, process_mark

Stamped = Callable[..., Stamp]
Titled = Callable[[str], Protocol]
Opened = Callable[[LibraryPlace], Library]


def test_that_what_a_crashed_program_had_saved_is_told_once(place: LibraryPlace, opened: Opened, other: Any) -> None:
    other.run("save_and_die", place)
    library = opened(place)
    (restored,) = library.restored
    (entry,) = library.entries("protocol")
    assert (restored.entry, restored.saved_at) == (entry, entry.changed_at)
    assert entry.title.plain == "2"
    assert opened(place).restored == ()


def test_that_a_program_that_closed_has_nothing_to_restore(
    place: LibraryPlace, opened: Opened, titled: Titled, stamp: Stamped
) -> None:
    library = opened(place)
    library.add(titled("A"), stamp())
    library.close(stamp(1))
    assert opened(place).restored == ()


def test_that_a_living_program_is_left_alone_until_it_is_killed(
    place: LibraryPlace, opened: Opened, other: Any
) -> None:
    number = other.start("save_and_wait", place)
    other.wait_for("added")
    assert opened(place).restored == ()
    os.kill(number, signal.SIGKILL)
    other.end()
    assert len(opened(place).restored) == 1


def test_that_what_was_saved_again_since_is_not_told(
    place: LibraryPlace, opened: Opened, other: Any, titled: Titled, stamp: Stamped
) -> None:
    number = other.start("save_and_wait", place)
    other.wait_for("added")
    library = opened(place)
    (entry,) = library.entries("protocol")
    library.save(entry.id, titled("B"), 1, stamp())
    os.kill(number, signal.SIGKILL)
    other.end()
    assert opened(place).restored == ()


def test_that_a_session_on_another_computer_is_left_alone(
    place: LibraryPlace, library: Library, database: Database, opened: Opened, stamp: Stamped
) -> None:
    away = SessionRow(id="a", host="another", pid=1, process="", program="0", started_at=stamp().at, ended_at=None)
    database.write(lambda session: session.add(away))
    opened(place)
    assert database.read(lambda session: session.get_one(SessionRow, "a").ended_at) is None


def test_that_sessions_are_written_down_with_their_end(library: Library, database: Database, stamp: Stamped) -> None:
    library.close(stamp(5))
    row = database.read(lambda session: session.scalars(select(SessionRow)).one())
    assert (row.host, row.pid) == (host_name(), os.getpid())
    assert (row.started_at, row.ended_at) == (stamp().at, stamp(5).at)


def test_that_this_process_is_alive_and_one_that_ended_is_not() -> None:
    own = os.getpid()
    ended = subprocess.Popen([sys.executable, "-c", "pass"])
    ended.wait()
    assert is_alive(own, process_mark(own))
    assert not is_alive(ended.pid, "")


def test_that_a_later_process_with_the_same_number_is_another_one() -> None:
    own = os.getpid()
    assert is_alive(own, f"{process_mark(own)}0") == (process_mark(own) == "")
