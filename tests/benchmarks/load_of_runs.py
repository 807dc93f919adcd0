"""How fluid the load of all runs is with 500 runs of 18 days, compared with 5.

    uv run python tests/benchmarks/load_of_runs.py [ROUNDS] [--library]

Prints the median time of one step of scrolling until it is painted, sideways and down, and of one
step of the cursor, as a ratio of those with 5 runs in the same process; how long the map is worked
out, with the preparation that runs share and without it; and what a run's own part of that takes
beside its plan. With ``--library`` the runs are written into a library first, and a start date is asked
for while they are read: prints how long that takes and the longest time the window was not there.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from mscplanner.domain.run import Run
from mscplanner.gui.load_view import LoadView
from mscplanner.gui.wording import Wording
from mscplanner.library.files import Unreadable
from mscplanner.library.lab_files import read_lab
from mscplanner.library.templates import read_template
from mscplanner.planning.lab_load import load_of
from mscplanner.planning.load_map import RunWork, load_map
from mscplanner.planning.planner import plan
from mscplanner.planning.shared_preparation import preparations_of, shared_preparations

ARGUMENTS = [each for each in sys.argv[1:] if not each.startswith("--")]
ROUNDS = int(ARGUMENTS[0]) if ARGUMENTS else 60
FIRST = date.today() + timedelta(days=1)
PEOPLE = ("L. Zhang", "A. Berger", "王芳", "")
FEW, MANY = 5, 500


def a_run() -> Run:
    """Return a run of the 18-day template."""
    lab, protocol = read_lab(), read_template("bm-msc-three-step")
    assert not isinstance(lab, Unreadable)
    assert protocol
    vessel = lab.vessel("plate-6")
    assert vessel
    return Run(number="R-1", protocol=protocol, start=FIRST, lab=lab, vessel=vessel, count=3)


def works(run: Run, count: int) -> list[RunWork]:
    """Return so many runs, one beginning every working day or so."""
    planned = plan(run)
    loads, preparations, made = load_of(planned), preparations_of(planned), []
    for number in range(count):
        by = timedelta(days=number * 5 // 7)
        person = PEOPLE[number % len(PEOPLE)]
        own = tuple(load._replace(date=load.date + by, run=f"R-{number}", person=person) for load in loads)
        ahead = tuple(each._replace(date=each.date + by, run=f"R-{number}", person=person) for each in preparations)
        made.append(RunWork(f"{number:032x}", f"R-{number}", FIRST + by, own, ahead))
    return made


def milliseconds(step: Callable[[int], object], application: QApplication) -> float:
    """Return the median time of a step until it is painted."""
    taken = []
    for at in range(ROUNDS):
        begin = time.perf_counter()
        step(at)
        application.processEvents()
        taken.append(1000 * (time.perf_counter() - begin))
    return statistics.median(taken)


def median_of(work: Callable[[], object]) -> float:
    """Return the median time of a piece of work, in milliseconds."""
    taken = []
    for _ in range(9):
        begin = time.perf_counter()
        work()
        taken.append(1000 * (time.perf_counter() - begin))
    return statistics.median(taken)


def steps(view: LoadView, application: QApplication) -> dict[str, float]:
    """Return the times of painting, scrolling and walking a map."""
    across, down = view.horizontalScrollBar(), view.verticalScrollBar()
    return {
        "painted anew": milliseconds(lambda _at: view.viewport().repaint(), application),
        "scrolled sideways": milliseconds(lambda at: across.setValue(17 * (at + 1) % 400), application),
        "scrolled down": milliseconds(lambda at: down.setValue(11 * (at + 1) % 6000), application),
        "cursor walked": milliseconds(lambda at: view.choose(1 + at % 4, 4 + at % 10), application),
    }


def painted(application: QApplication) -> None:
    """Print scrolling and walking with few and many runs, in turns."""
    run = a_run()

    found: dict[int, dict[str, float]] = {FEW: {}, MANY: {}}
    for count in (FEW, MANY):
        view = LoadView(Wording("en"), FIRST)
        view.resize(1100, 600)
        view.show()
        runs = works(run, count)
        alone = [each._replace(preparations=()) for each in runs]
        found[count]["map, nothing shared"] = median_of(lambda: load_map(alone, run.lab, FIRST))  # noqa: B023
        found[count]["map worked out"] = median_of(lambda: load_map(runs, run.lab, FIRST))  # noqa: B023
        shown = load_map(runs, run.lab, FIRST)
        view.show_map(shown)
        application.processEvents()
        found[count] |= steps(view, application)
        view.close()
    for name, with_few in found[FEW].items():
        # Few runs do not scroll down: painting them is what that is compared with.
        few, many = found[FEW]["painted anew"] if name == "scrolled down" else with_few, found[MANY][name]
        print(f"{name:20} {few:7.2f} ms with {FEW}   {many:7.2f} ms with {MANY}   {many / few:6.2f} x")


def prepared() -> None:
    """Print what a run's part in shared preparation takes beside its plan, and how much 500 runs share."""
    run = a_run()
    planned = plan(run)
    own, whole = median_of(lambda: preparations_of(planned)), median_of(lambda: plan(run))
    print(f"{'preparation of a run':20} {own:7.2f} ms   of a plan's {whole:.2f} ms: {own / whole:.2f} x")
    every = [each for work in works(run, MANY) for each in work.preparations]
    shared = shared_preparations(every)
    saved = sum(each.saved_minutes for each in shared)
    print(f"{len(every)} preparations of {MANY} runs: {len(shared)} shared, {saved} min saved")


def read(application: QApplication) -> None:
    """Print how the window fares while a library of many runs is read and planned."""
    from mscplanner.gui.application import open_window
    from mscplanner.gui.start_dialog import StartDialog
    from mscplanner.library.entry import Stamp
    from mscplanner.library.library import open_library
    from mscplanner.library.place import library_place

    stamp = Stamp(at=datetime.now(UTC), author="benchmark")
    library, run = open_library(library_place(), stamp), a_run()
    for number in range(MANY):
        start = FIRST + timedelta(days=number * 5 // 7)
        each = run.model_copy(update={"number": f"R-{number}", "start": start, "operator": PEOPLE[number % 4]})
        library.add(each, stamp, last=start + timedelta(days=18))
    library.close(stamp)
    window = open_window(application, "en")
    until = time.monotonic() + 3
    while time.monotonic() < until:
        application.processEvents()
    window.plan_run("bm-msc-three-step")
    application.processEvents()
    ticks: list[float] = []
    timer = QTimer()
    timer.timeout.connect(lambda: ticks.append(time.perf_counter()))
    timer.start(5)
    begin = time.perf_counter()
    window.commands["find_start"].trigger()
    assert window.run_page
    (dialog,) = window.run_page.findChildren(StartDialog)
    first = 0.0
    while not dialog.state.text().startswith("Work of"):
        application.processEvents()
        if not first and dialog.table.chosen:
            first = time.perf_counter() - begin
    taken = time.perf_counter() - begin
    gaps = sorted(1000 * (after - before) for before, after in pairwise(ticks))
    print(f"first ranking after {first:.2f} s, with all {MANY} runs after {taken:.1f} s")
    most = gaps[int(len(gaps) * 0.99)]
    print(f"window away: median {statistics.median(gaps):.1f} ms, 99 % {most:.1f} ms, longest {gaps[-1]:.1f} ms")
    dialog.close()
    window.close()


def main() -> None:
    """Print everything that was asked for."""
    folder = tempfile.mkdtemp()
    os.environ |= {"QT_QPA_PLATFORM": "offscreen", "MSCPLANNER_SETTINGS": folder, "MSCPLANNER_LIBRARY": folder}
    application = QApplication([])
    application.setStyle("Fusion")
    painted(application)
    prepared()
    if "--library" in sys.argv:
        read(application)


if __name__ == "__main__":
    main()
