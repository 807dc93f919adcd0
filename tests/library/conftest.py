"""Libraries on both databases, and the server that one of them needs."""

import os
import shutil
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from mscplanner.domain.local_text import LocalText
from mscplanner.domain.protocol import Protocol
from mscplanner.library.database import Database
from mscplanner.library.entry import HandOut, Stamp
from mscplanner.library.faults import LibraryFault
from mscplanner.library.library import Library, open_library
from mscplanner.library.place import LibraryPlace, file_place, server_place
from mscplanner.library.templates import read_template

NINE = datetime(2026, 12, 7, 9, tzinfo=UTC)
_NOBODY = 65534
_EVERYWHERE = "/usr/lib/postgresql"


def stamped(minutes: float = 0, author: str = "Ada") -> Stamp:
    """Return a stamp so many minutes after nine."""
    return Stamp(at=NINE + timedelta(minutes=minutes), author=author)


def server_program(name: str) -> str | None:
    """Return a program of a PostgreSQL server, wherever the system put it."""
    installed = sorted(Path(_EVERYWHERE).glob(f"*/bin/{name}"))
    return shutil.which(name) or (str(installed[-1]) if installed else None)


class Server(NamedTuple):
    """A PostgreSQL server of our own, which only this computer can reach.

    Attributes:
        folder: Holds its data and its socket.
    """

    folder: Path

    def run(self, program: str, *words: str) -> None:
        """Run a program of the server; it refuses to be run by root, so it is run by nobody then."""
        path, as_root = server_program(program), os.geteuid() == 0
        assert path
        subprocess.run(
            [path, "-D", "data", *words],
            user=_NOBODY if as_root else None,
            group=_NOBODY if as_root else None,
            extra_groups=[] if as_root else None,
            cwd=self.folder,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C"},
            stdout=subprocess.DEVNULL,
            check=True,
            timeout=60,
        )

    def start(self) -> None:
        """Start the server and wait until it answers."""
        # Tests lose no power: without syncing, the server does not wait for the disk.
        self.run("pg_ctl", "-l", "log", "-o", f"-k {self.folder} -c listen_addresses= -c fsync=off", "start")

    def stop(self) -> None:
        """Stop the server as a power cut would."""
        self.run("pg_ctl", "-m", "immediate", "stop")

    def execute(self, statement: str, database: str = "postgres") -> None:
        """Do one statement."""
        import psycopg

        conninfo = f"host={self.folder} user=mscplanner dbname={database}"
        with closing(psycopg.connect(conninfo, autocommit=True)) as connection:
            connection.execute(statement.encode())

    def place(self) -> LibraryPlace:
        """Return the place of a library in a new database."""
        name = f"library_{uuid.uuid4().hex[:8]}"
        self.execute(f"CREATE DATABASE {name}")
        return server_place(f"postgresql://mscplanner@/{name}?host={self.folder}")


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    pytest.importorskip("psycopg", reason="the driver of PostgreSQL is not installed")
    if not server_program("pg_ctl"):
        pytest.skip("no PostgreSQL server is installed")
    # The path of a socket is at most 107 bytes long, so it is not in pytest's folder.
    with tempfile.TemporaryDirectory(prefix="msc") as name:
        if os.geteuid() == 0:
            os.chown(name, _NOBODY, _NOBODY)
        server = Server(Path(name))
        server.run("initdb", "-U", "mscplanner", "-A", "trust", "-N", "-E", "UTF8", "--locale=C")
        server.start()
        yield server
        server.stop()


@pytest.fixture
def file(tmp_path: Path) -> LibraryPlace:
    """The place of a library file that is not there yet."""
    return file_place(tmp_path / "library")


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> LibraryPlace:
    """The place of a library that is not there yet, on each database."""
    if request.param == "sqlite":
        return file_place(tmp_path / "library")
    server: Server = request.getfixturevalue("server")
    return server.place()


@pytest.fixture(scope="session")
def stamp() -> Callable[..., Stamp]:
    """Make a stamp so many minutes after nine."""
    return stamped


@pytest.fixture
def opened() -> Iterator[Callable[[LibraryPlace], Library]]:
    """Open libraries that are closed after the test."""
    libraries: list[Library] = []

    def opening(place: LibraryPlace, minutes: float = 0) -> Library:
        libraries.append(open_library(place, stamped(minutes)))
        return libraries[-1]

    yield opening
    for library in libraries:
        with suppress(LibraryFault):
            library.close(stamped(60))


@pytest.fixture
def library(place: LibraryPlace, opened: Callable[[LibraryPlace], Library]) -> Library:
    """An empty library on each database."""
    return opened(place)


@pytest.fixture
def database(library: Library) -> Iterator[Database]:
    """The database of ``library`` without the library."""
    database = Database(library.place)
    yield database
    database.engine.dispose()


@pytest.fixture(scope="session")
def titled() -> Callable[[str], Protocol]:
    """Make a protocol with a title of its own."""
    protocol = read_template("bm-msc-three-step")
    assert protocol
    return lambda title: protocol.model_copy(update={"title": LocalText(plain=title)})


@pytest.fixture(scope="session")
def hand_out_of() -> Callable[..., HandOut]:
    """Make a hand-out of a version of a run; words set other fields of it."""

    def made(run: str, version: str, **changes: Any) -> HandOut:
        whole = HandOut(
            id="c" * 32,
            run=run,
            version=version,
            at=NINE,
            by="Ada",
            kind="printed",
            draft=False,
            code="7f3a-91c2",
            plan_revision=1,
            copy_number=1,
            parts=("overview", "D0"),
            pages=3,
            paper="a4",
            language="both",
            printing='{"paper":"a4"}',
            program="1.0",
            bytes_digest="d" * 64,
        )
        return whole.model_copy(update=changes)

    return made


class OtherProgram:
    """Processes that use a library besides the tests' own."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("other_program.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
            env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
        )
        self._told: list[str] = []

    def start(self, order: str, place: LibraryPlace) -> int:
        """Start one and return the number of its process."""
        assert self._process.stdin
        address = str(place.file) if place.file else place.url
        self._process.stdin.write(f"{order} {address}\n")
        self._told = []
        while not (line := self._line()).isdigit():
            self._told.append(line)
        return int(line)

    def _line(self) -> str:
        assert self._process.stdout
        line = self._process.stdout.readline()
        assert line, "the other program is gone"
        return line.rstrip("\n")

    def wait_for(self, word: str) -> None:
        """Wait until it told a line that begins with ``word``."""
        while not any(line.startswith(word) for line in self._told):
            self._told.append(self._line())

    def wait_for_lines(self, count: int) -> None:
        """Wait until it told so many lines."""
        while len(self._told) < count:
            self._told.append(self._line())

    def end(self) -> list[str]:
        """Wait until it is over, and return what it told."""
        while (line := self._line()) != "over":
            self._told.append(line)
        return self._told

    def run(self, order: str, place: LibraryPlace) -> list[str]:
        """Start one, wait until it is over, and return what it told."""
        self.start(order, place)
        return self.end()

    def close(self) -> None:
        self._process.kill()
        self._process.communicate()


@pytest.fixture(scope="session")
def others() -> Iterator[tuple[OtherProgram, OtherProgram]]:
    """Two other programs; each is loaded once for all tests."""
    if not hasattr(os, "fork"):
        pytest.skip("this system cannot fork")
    programs = OtherProgram(), OtherProgram()
    yield programs
    for program in programs:
        program.close()


@pytest.fixture
def other(others: tuple[OtherProgram, OtherProgram]) -> OtherProgram:
    return others[0]
