"""Reads a million strings that nobody typed, and counts what becomes of them.

    uv run python tests/benchmarks/quantity_fuzz.py [STRINGS] [SEED]

A third is random characters, a third good quantities with a few characters changed, a third made
to hurt: long runs, nested signs, powers, expanding characters. Prints how many were read and
refused by code, how many readings were offered and not read as themselves, the median and the
worst time of one string with nothing remembered, by how much the peak of memory grew after the
first tenth, and the median time of well-formed quantities.
"""

import gc
import random
import resource
import statistics
import sys
import time
from collections import Counter

from mscplanner.domain.grammar import Misreading, read_duration, read_quantity
from mscplanner.domain.quantity import Quantity, format_quantity
from mscplanner.domain.spelling import unit_of
from mscplanner.domain.units import CONCENTRATIONS, UNITS, Kind

STRINGS = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
SEED = int(sys.argv[2]) if len(sys.argv) > 2 else 4
ANY: frozenset[Kind] = frozenset(unit.kind for unit in UNITS.values())
GOOD = (
    *("10 µM", "1.5 mmol·L−1", "20 ng mL⁻¹", "0.1% (v/v)", "2×10⁵ cells/mL", "50x", "100 units/ml", "1:1000"),
    *(
        "10⁻⁶ M",
        "1e-6 mol/L",
        "5 毫摩尔/升",
        "２０ｎｇ／ｍＬ",
        "5 x 10(3) cells/cm2",
        "-20 °C",
        "2-3 d",
        "100 mg/100 mL",
    ),
    *("4.9 ± 0.3 mM", "50–60 nM", "1,5 mM", "1 000 nM", "10, 20 and 50 µM", "1 h 30 min", "10 mM glucose", "10 lM"),
)
SIGNS = (
    "0123456789.,:;'eExX×·*^+-−–±~<>/%()[] \t\u00a0\u2009\u200bmµμunpfkdcgMLlUIhs°C²³⁻⁶½①毫升个。，٫\ufffd\ud800\ufdfa"
)
HURTING = (
    "1e",
    "10^",
    "(",
    "/",
    "1:",
    "1 ",
    "- ",
    "1-",
    "1,",
    "1.",
    "µ",
    "\ufdfa",
    "½",
    "10×",
    "g/",
    "1/",
    " per ",
    "每",
    "e9",
)


def _string(dice: random.Random) -> str:
    kind = dice.random()
    if kind < 1 / 6:
        return "".join(chr(dice.randrange(0x110000)) for _ in range(dice.randrange(70)))
    if kind < 1 / 3:
        return "".join(dice.choices(SIGNS, k=dice.randrange(70)))
    if kind < 2 / 3:
        letters = list(dice.choice(GOOD))
        for _ in range(dice.randrange(1, 4)):
            at = dice.randrange(len(letters) + 1)
            letters[at : at + dice.randrange(2)] = dice.choices(SIGNS, k=dice.randrange(2))
        return "".join(letters)
    return "".join(dice.choice(HURTING) * dice.randrange(1, 40) for _ in range(dice.randrange(1, 4)))[
        : dice.choice((64, 64, 9999))
    ]


def _timed(text: str, kinds: frozenset[Kind]) -> tuple[float, Quantity | Misreading]:
    unit_of.cache_clear()
    begin = time.perf_counter()
    result = read_quantity(text, kinds)
    return time.perf_counter() - begin, result


def main() -> None:
    dice, outcomes, times = random.Random(SEED), Counter[str](), []
    worst, offered, unread, grown_from = (0.0, ""), 0, 0, 0
    for at in range(STRINGS):
        text, kinds = _string(dice), dice.choice((CONCENTRATIONS, ANY))
        taken, result = _timed(text, kinds)
        if taken > worst[0]:
            # Once more, so that what another program took of the machine is not counted as ours.
            worst = max(worst, (min(taken, *(_timed(text, kinds)[0] for _ in range(3))), text))
        times.append(taken) if at % 10 == 0 else None
        read_duration(text)
        if isinstance(result, Misreading):
            outcomes[result.code] += 1
            offered += len(result.readings)
            again = [read_quantity(each, kinds) for each in result.readings]
            unread += sum(not isinstance(each, Quantity) for each in again)
        else:
            outcomes["read"] += 1
            unread += read_quantity(format_quantity(result), kinds) != result
        if at == STRINGS // 10:
            gc.collect()
            grown_from = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - grown_from
    for code, count in outcomes.most_common():
        print(f"{code:18}{count:>9}")
    print(f"{offered} readings offered; {unread} readings or normal forms that do not read as themselves")
    print(f"median {statistics.median(times) * 1000:.3f} ms    worst {worst[0] * 1000:.2f} ms for {worst[1][:64]!r}")
    print(f"peak memory grew by {grown / 1024:.1f} MB after the first tenth")
    single = [_timed(f"{at}.5 {GOOD[1][4:]}", CONCENTRATIONS)[0] for at in range(1, 4001)]
    print(f"well-formed: median {statistics.median(single) * 1000:.3f} ms")


if __name__ == "__main__":
    main()
