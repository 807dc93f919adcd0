"""How long it takes to rank the start dates of a year, and how the cost grows with the span.

    uv run python tests/benchmarks/start_dates.py [ROUNDS]

Prints the median for a year of the 18-day template, and the cost of a date in longer spans as a
ratio of that in a short one: 1 is linear growth.
"""

import statistics
import sys
import time
from datetime import date, timedelta

from mscplanner.domain.run import Run
from mscplanner.library.files import Unreadable
from mscplanner.library.lab_files import read_lab
from mscplanner.library.templates import read_template
from mscplanner.planning.start_dates import ranked_starts

FIRST = date(2027, 1, 1)
SPANS = (61, 122, 244, 365, 730)


def run_of(template_id: str, move: str | None) -> Run:
    """Return a run of a template whose stages allow a change to ``move``."""
    lab, protocol = read_lab(), read_template(template_id)
    assert not isinstance(lab, Unreadable)
    assert protocol
    stages = tuple(stage.model_copy(update={"move": move}) for stage in protocol.stages)
    vessel = lab.vessel("plate-6")
    assert vessel
    own = protocol.model_copy(update={"stages": stages})
    return Run(number="R-1", protocol=own, start=FIRST, lab=lab, vessel=vessel, count=3)


def seconds(run: Run, days: int, rounds: int) -> float:
    """Return the median time to rank so many dates."""
    taken = []
    for _ in range(rounds):
        begin = time.perf_counter()
        found = ranked_starts(run, FIRST, FIRST + timedelta(days=days))
        taken.append(time.perf_counter() - begin)
        assert len(found) == days
    return statistics.median(taken)


def main(rounds: int) -> None:
    """Print the table."""
    for move in (None, "1 d"):
        run = run_of("bm-msc-three-step", move)
        ranked_starts(run, FIRST, FIRST + timedelta(days=7))
        times = {days: seconds(run, days, rounds) for days in SPANS}
        print(f"18 days, changes {'may move by ' + move if move else 'stay'}: a year in {times[365]:.2f} s")
        for days in SPANS:
            ratio = times[days] / days / (times[SPANS[0]] / SPANS[0])
            print(
                f"  {days:4} dates: {1000 * times[days] / days:5.2f} ms a date, {ratio:4.2f} x that of {SPANS[0]} dates"
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
