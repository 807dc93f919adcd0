"""What a book of sheets costs beside the drawing itself, and whether its cost grows with the pages.

    uv run python tests/benchmarks/book.py [ROUNDS]

Prints, for the book of the 18-day run in each language, the median time as a ratio of replaying
the same drawing calls on a bare canvas of the PDF library in the same process; the time of a page
in books of about 10 to 1,000 pages as a ratio of that in the smallest; and the longest time that a
window was not there while the largest one was made beside it.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from mscplanner.domain.run import Run
from mscplanner.gui.book_maker import BookMaker
from mscplanner.gui.garbage import GarbageCollection
from mscplanner.library.files import Unreadable
from mscplanner.library.lab_files import read_lab
from mscplanner.library.templates import read_template
from mscplanner.planning.plan import Plan
from mscplanner.planning.planner import plan
from mscplanner.sheets import book, engine
from mscplanner.sheets.printing import Printing, SheetLanguage

PRINTED_AT = datetime(2026, 12, 1, 9, 12)
LANGUAGES: tuple[SheetLanguage, ...] = ("en", "zh", "both")
LONGER = (2, 6, 18)
"""How many times as long as the template's the stages of the longer books are, fed every day."""

Call = tuple[int, str, tuple[Any, ...], dict[str, Any]]


class Recorder:
    """Stands before a canvas, or a path that it began, and writes down what is asked of it."""

    def __init__(self, drawn: Any, calls: list[Call], number: int = 0) -> None:
        self._drawn, self._calls, self._number = drawn, calls, number

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._drawn, name)
        if not callable(found):
            return found

        def asked(*given: Any, **named: Any) -> Any:
            self._calls.append((self._number, name, given, named))
            answer = found(*(each._drawn if isinstance(each, Recorder) else each for each in given), **named)
            return Recorder(answer, self._calls, len(self._calls)) if name == "beginPath" else answer

        return asked


def recorded(made: Plan, printing: Printing) -> tuple[list[Call], tuple[Any, ...], bytes]:
    """Return the calls that draw a book, what its canvas was made with, and its bytes."""
    calls: list[Call] = []
    options: list[tuple[Any, ...]] = []
    plain = book.new_canvas  # type: ignore[attr-defined]

    def recording(target: BytesIO, *given: Any) -> Recorder:
        options.append(given)
        return Recorder(plain(target, *given), calls)

    book.new_canvas = recording  # type: ignore[assignment, attr-defined]
    try:
        data = book.print_book(made, printing)
    finally:
        book.new_canvas = plain  # type: ignore[attr-defined]
    return calls, options[0], data


def replay(calls: list[Call], options: tuple[Any, ...]) -> bytes:
    """Draw the same on a bare canvas."""
    target = BytesIO()
    drawn: dict[int, Any] = {0: engine.new_canvas(target, *options)}
    for number, (on, name, given, named) in enumerate(calls, start=1):
        plain = [drawn[each._number] if isinstance(each, Recorder) else each for each in given]
        answer = getattr(drawn[on], name)(*plain, **named)
        if name == "beginPath":
            drawn[number] = answer
    return target.getvalue()


def seconds(work: Callable[[], object], rounds: int) -> float:
    """Return the median time of ``work``."""
    taken = []
    for _ in range(rounds):
        begin = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begin)
    return statistics.median(taken)


def planned(longer: int = 1, every: int | None = None) -> Plan:
    """Return the plan of the 18-day template, its stages ``longer`` times as long, fed ``every`` so many days."""
    lab, protocol = read_lab(), read_template("bm-msc-three-step")
    assert not isinstance(lab, Unreadable)
    assert protocol
    vessel = lab.vessel("plate-6")
    assert vessel
    if longer > 1:
        stages = [
            stage.model_copy(update={"duration": f"{longer * int((stage.duration or '').split()[0])} d"})
            for stage in protocol.stages
        ]
        protocol = protocol.model_copy(update={"stages": tuple(stages)})
    run = Run(number="R-1", protocol=protocol, start=date(2026, 12, 7), lab=lab, vessel=vessel, count=3)
    return plan(run.model_copy(update={"change_every_days": every}))


def absent(made: Plan, printing: Printing) -> float:
    """Return the longest time, in seconds, that a window was not there while a book was made beside it."""
    waiting, maker, timer, ticks = QEventLoop(), BookMaker(), QTimer(interval=5), [time.perf_counter()]
    timer.timeout.connect(lambda: ticks.append(time.perf_counter()))
    maker.made.connect(lambda _data: waiting.quit())
    maker.failed.connect(sys.exit)
    garbage = GarbageCollection(timer)
    garbage.start()
    timer.start()
    maker.make(made, printing)
    waiting.exec()
    timer.stop()
    garbage.stop()
    maker.finish()
    return max(later - earlier for earlier, later in pairwise([*ticks, time.perf_counter()]))


def main(rounds: int) -> None:
    """Print the tables."""
    made = planned()
    for language in LANGUAGES:
        printing = Printing(printed_at=PRINTED_AT, language=language, draft=made.has_errors)
        calls, options, data = recorded(made, printing)
        assert replay(calls, options) == data
        bare = seconds(lambda calls=calls, options=options: replay(calls, options), rounds)  # type: ignore[misc]
        whole = seconds(lambda printing=printing: book.print_book(made, printing), rounds)  # type: ignore[misc]
        pages = sum(name == "showPage" for _, name, _, _ in calls)
        print(f"18 days, {language:4}: {pages} pages, {whole:.2f} s, {whole / bare:.2f} x the drawing alone")
    part = Printing(printed_at=PRINTED_AT, draft=made.has_errors, parts=("overview", "S1-1", "D0", "D2"))
    pages = sum(name == "showPage" for _, name, _, _ in recorded(made, part)[0])
    print(f"{pages:5} pages of it: {seconds(lambda: book.print_book(made, part), rounds):.2f} s")
    smallest = 0.0
    for longer in LONGER:
        made = planned(longer, 1)
        printing = Printing(printed_at=PRINTED_AT, draft=made.has_errors)
        pages = sum(name == "showPage" for _, name, _, _ in recorded(made, printing)[0])
        page = seconds(lambda made=made, printing=printing: book.print_book(made, printing), 2) / pages  # type: ignore[misc]
        smallest = smallest or page
        print(f"{pages:5} pages: {1000 * page:5.1f} ms a page, {page / smallest:.2f} x that of the smallest")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication(sys.argv)
    print(f"the window was away for at most {1000 * absent(made, printing):.0f} ms while the last was made")
    application.quit()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
