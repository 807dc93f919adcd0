"""Other programs at the same library, for tests: they write until they are killed, crash, or have too little room.

Run as a script, it reads one order a line, ``<function> <address>``, and does each in a process of
its own. That process tells what it did a line at a time. Nothing but its first line, the number of
the process, and its last, ``over``, come from here.
"""

import os
import resource
import sys
import time
import traceback
import uuid
from datetime import UTC, datetime
from pathlib import Path

from mscplanner.domain.local_text import LocalText
from mscplanner.domain.protocol import Protocol
from mscplanner.library.entry import HandOut, Record, Stamp, Version
from mscplanner.library.faults import LibraryFault
from mscplanner.library.library import Library, open_library
from mscplanner.library.place import LibraryPlace, file_place, server_place
from mscplanner.library.templates import read_template

NOBODY = 65534


def tell(*words: object) -> None:
    # One write a line, so that what was told is never half there.
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def now() -> Stamp:
    return Stamp(at=datetime.now(UTC), author="other")


def place_of(address: str) -> LibraryPlace:
    return server_place(address) if "://" in address else file_place(Path(address))


def template() -> Protocol:
    protocol = read_template("bm-msc-three-step")
    assert protocol
    return protocol


def numbered(number: int) -> Protocol:
    return template().model_copy(update={"title": LocalText(plain=str(number))})


def save(library: Library, record: Record, number: int) -> Record:
    return library.save(record.entry.id, numbered(number), record.revision, now())


def hand_out(version: Version) -> HandOut:
    stamp = now()
    return HandOut(
        id=uuid.uuid4().hex,
        run=version.document,
        version=version.id,
        at=stamp.at,
        by=stamp.author,
        kind="saved",
        draft=False,
        code="7f3a-91c2",
        plan_revision=1,
        copy_number=1,
        parts=("D0",),
        pages=1,
        paper="a4",
        language="en",
        printing="{}",
        program="1.0",
        bytes_digest="d" * 64,
    )


def write_for_ever(place: LibraryPlace) -> None:
    library = open_library(place, now())
    record = library.add(numbered(0), now())
    tell("added", record.entry.id)
    number = 0
    while True:
        number += 1
        record = save(library, record, number)
        tell("saved", record.entry.id, number)
        if number % 3 == 0:
            version = library.make_version(record.entry.id, now())
            tell("version", version.id, number)
            tell("handed", record.entry.id, library.add_hand_out(hand_out(version)).id)
        if number % 5 == 0:
            tell("numbered", library.next_run_number(2026, now()))


def save_and_die(place: LibraryPlace) -> None:
    library = open_library(place, now())
    record = library.add(numbered(1), now())
    save(library, record, 2)
    os._exit(9)


def save_and_wait(place: LibraryPlace) -> None:
    library = open_library(place, now())
    tell("added", library.add(numbered(1), now()).entry.id)
    time.sleep(60)


def open_and_wait(place: LibraryPlace) -> None:
    open_library(place, now())
    time.sleep(60)


def open_and_close(place: LibraryPlace) -> None:
    open_library(place, now()).close(now())
    tell("opened")


def fill_the_disk(place: LibraryPlace) -> None:
    assert place.file
    library = open_library(place, now())
    record = library.add(numbered(0), now())
    largest = place.file.with_name("library.db-wal").stat().st_size + 50_000
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, resource.RLIM_INFINITY))
    number = 0
    try:
        while number < 1000:
            record = save(library, record, number + 1)
            number += 1
    except LibraryFault as fault:
        tell(type(fault).__name__, number, fault)
    tell("read", library.read(record.entry.id).entry.title.plain)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    tell("saved", save(library, record, number + 1).entry.title.plain)
    library.close(now())


def back_up_without_room(place: LibraryPlace) -> None:
    assert place.file
    library = open_library(place, now())
    library.add(numbered(0), now())
    resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, resource.RLIM_INFINITY))
    try:
        library.back_up(place.file.with_name("copy.db"))
    except LibraryFault as fault:
        tell(type(fault).__name__, fault)


def open_as_nobody(place: LibraryPlace) -> None:
    if os.geteuid() == 0:
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    try:
        open_library(place, now())
    except LibraryFault as fault:
        tell(type(fault).__name__, fault)


def main() -> None:
    # What a process needs later is loaded here, once, and not by each of them.
    import alembic.command  # noqa: F401

    template()
    for line in sys.stdin:
        name, address = line.split(maxsplit=1)
        if not (number := os.fork()):
            try:
                globals()[name](place_of(address.strip()))
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(0)
        tell(number)
        os.waitpid(number, 0)
        tell("over")


if __name__ == "__main__":
    main()
