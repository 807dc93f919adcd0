"""How long a full library takes to open and to list, against an empty one in turn with it.

    uv run python tests/benchmarks/library_opening.py [ROUNDS] [PROTOCOLS]

Makes a library of 2,000 protocols with 10 versions each and an empty one, then prints medians:

* of whole processes that open a library and list its protocols, from the first import to the list,
* of opening alone and of opening and listing, in one process that has both open in turn,
* of one more letter in the search field of the protocols page, until it is painted.

Each library is opened once before it is timed, so that both are in the file cache.
"""

import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from PySide6.QtWidgets import QApplication

from mscplanner.gui.protocols_page import ProtocolsPage
from mscplanner.gui.wording import Wording
from mscplanner.library.entry import Entry, Stamp
from mscplanner.library.library import Library, open_library
from mscplanner.library.place import file_place
from mscplanner.library.templates import read_templates

VERSIONS = 10
STAMP = Stamp(at=datetime(2026, 12, 7, 9, tzinfo=UTC), author="benchmark")
PROCESS = """
import time
started = time.perf_counter()
import sys
from datetime import UTC, datetime
from pathlib import Path
from mscplanner.library.entry import Stamp
from mscplanner.library.library import open_library
from mscplanner.library.place import file_place
stamp = Stamp(at=datetime.now(UTC), author="benchmark")
library = open_library(file_place(Path(sys.argv[1])), stamp)
library.entries("protocol")
print(time.perf_counter() - started)
library.close(stamp)
"""


def fill(folder: Path, protocols: int) -> None:
    """Make a library of so many protocols, each with ten versions that differ."""
    library = open_library(file_place(folder), STAMP)
    templates = read_templates()
    for number in range(protocols):
        protocol = templates[number % len(templates)].model_copy(update={"id": f"own-{number}"})
        record = library.add(protocol, STAMP)
        for version in range(VERSIONS):
            changed = protocol.model_copy(update={"derived_from": f"version-{version}"})
            record = library.save(record.entry.id, changed, record.revision, STAMP)
            library.make_version(record.entry.id, STAMP)
    library.close(STAMP)


def process_seconds(folder: Path) -> float:
    """Return how long a new process takes until it has the list."""
    done = subprocess.run([sys.executable, "-c", PROCESS, str(folder)], capture_output=True, text=True, check=True)
    return float(done.stdout)


def seconds(folder: Path, work: Callable[[Library], object]) -> float:
    """Return how long opening and ``work`` take in this process."""
    started = perf_counter()
    library = open_library(file_place(folder), STAMP)
    work(library)
    taken = perf_counter() - started
    library.close(STAMP)
    return taken


def compare(name: str, measure: Callable[[Path], float], full: Path, empty: Path, rounds: int) -> None:
    """Measure both in turn and print the medians and their ratio."""
    times = [(measure(empty), measure(full)) for _ in range(rounds + 1)][1:]
    of_empty, of_full = (statistics.median(each) for each in zip(*times, strict=True))
    print(f"{name:<40}{of_empty * 1000:8.1f} ms{of_full * 1000:8.1f} ms{of_full / of_empty:8.2f} x")


def main(rounds: int, protocols: int) -> None:
    """Make both libraries and measure."""
    with tempfile.TemporaryDirectory() as name:
        full, empty = Path(name) / "full", Path(name) / "empty"
        fill(full, protocols)
        fill(empty, 0)
        print(f"{'':<40}{'empty':>11}{'full':>11}{'ratio':>10}")
        compare("new process, to the list", process_seconds, full, empty, rounds)
        compare("open", lambda folder: seconds(folder, lambda _: None), full, empty, rounds)
        compare(
            "open and list", lambda folder: seconds(folder, lambda each: each.entries("protocol")), full, empty, rounds
        )
        library = open_library(file_place(full), STAMP)
        entries = library.entries("protocol")
        library.close(STAMP)
        print(f"search in the list of {len(entries)} entries: {search_milliseconds(entries):.1f} ms")


def search_milliseconds(entries: Sequence[Entry]) -> float:
    """Return the median time of one more letter in the search field of the protocols page."""
    application = QApplication(["", "-platform", "offscreen"])
    page = ProtocolsPage(Wording("en"))
    page.show()
    page.show_entries(entries, [])
    application.processEvents()
    times = []
    for typed in ("t", "th", "three", "three 1", "three 19", "诱导", "诱导 three", ""):
        started = perf_counter()
        page.list.search.setText(typed)
        application.processEvents()
        times.append((perf_counter() - started) * 1000)
    return statistics.median(times)


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:]]
    main(*(numbers + [9, 2000][len(numbers) :]))
