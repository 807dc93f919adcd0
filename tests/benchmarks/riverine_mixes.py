"""What riverine, a checker of recipes, makes of the mixes that mscplanner plans, side by side.

    uv run --with riverine python tests/benchmarks/riverine_mixes.py [ROUNDS]

Prints, for the same typed texts given to both:

* the exact volume of stock in media of the templates, and whether the two agree to 0.1 %; where
  riverine does not take the texts, also what it makes of molar ones that a person wrote instead,
* what becomes of texts and mixes that must be stopped or asked about, and of units beyond molar ones,
* the median times of both for each mix that both take, and their ratios: from the typed texts to
  exact volumes, and from the texts to mscplanner's recipe (volumes as pipetted and what they
  achieve) and to riverine's table (which comes with its checks). All take turns in one process, so
  that a noisy machine is noisy for both; units that either remembers stay remembered.

Importing riverine sets the decimal numbers of the whole process to nine digits and to raise no
error; here each of the two computes in a context of its own.
"""

import importlib
import statistics
import sys
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Context, Decimal, getcontext, localcontext
from importlib.metadata import version
from time import perf_counter
from typing import Any, NamedTuple

from mscplanner.domain.finding import Finding
from mscplanner.domain.grammar import VOLUME, Misreading, read_quantity
from mscplanner.domain.lab import Lab
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.protocol import Addition, Protocol, Stage, StageMedium
from mscplanner.domain.quantity import Quantity, format_quantity, rounded
from mscplanner.domain.run import Run, Stock
from mscplanner.library.files import Unreadable
from mscplanner.library.lab_files import read_lab
from mscplanner.planning.dilution import NoBridge, stock_volume
from mscplanner.planning.parts import parts_of
from mscplanner.planning.planner import plan
from mscplanner.planning.recipes import recipe

ROUNDS = 300
TOTAL = "40 mL"
TOLERANCE = Decimal("0.001")
WIDEST = 150


class Mix(NamedTuple):
    """A reagent, its stock and its final concentration in ``TOTAL``, as typed.

    Attributes:
        instead: Stock and final as a person would write them for riverine, where it takes no others.
    """

    reagent: str
    stock: str
    final: str
    instead: tuple[str, str] | None = None


MIXES = (
    Mix("nicotinamide", "1 M", "10 mM"),
    Mix("l-glutamine", "200 mM", "2 mM"),
    Mix("2-mercaptoethanol", "55 mM", "0.5 mM"),
    Mix("2-mercaptoethanol", "14.3 M", "0.5 mM"),
    Mix("retinoic-acid", "10 mM", "1 µM"),
    Mix("exendin-4", "100 µM", "10 nM"),
    Mix("activin-a", "100 µg/mL", "10 ng/mL", ("100 µM", "10 nM")),
    Mix("activin-a", "100 µg/mL", "2 nM", ("3.846154 µM", "2 nM")),  # 100 µg/mL of 26 kDa
    Mix("bfgf", "100 µg/mL", "20 ng/mL", ("100 µM", "20 nM")),
    Mix("b27-50x", "50X", "1X", ("50 M", "1 M")),
    Mix("b27-50x", "50X", "2 % v/v", ("100 M", "2 M")),
    Mix("neaa-100x", "100X", "1 % v/v", ("100 M", "1 M")),
    Mix("fbs", "100 % v/v", "10 % v/v", ("100 M", "10 M")),
)


class Case(NamedTuple):
    """A medium that one of the two may stumble over.

    Attributes:
        right: The volume of the first stock; None where the text or the mix must be stopped or asked about.
    """

    name: str
    mixes: tuple[Mix, ...]
    right: str | None = None
    total: str = TOTAL


CASES = (
    Case("final above stock", (Mix("nicotinamide", "10 mM", "20 mM"),)),
    Case("additions above the total", (Mix("nicotinamide", "10 mM", "6 mM"), Mix("l-glutamine", "10 mM", "5 mM"))),
    Case("below the smallest volume, 4 nL", (Mix("exendin-4", "100 µM", "10 pM"),)),
    Case("far below it, 4 pL", (Mix("exendin-4", "100 mM", "10 pM"),)),
    Case("mixed kinds, molar mass not known", (Mix("factor-x", "100 µg/mL", "2 nM"),)),
    Case("decimal comma in a dose", (Mix("nicotinamide", "1 M", "1,5 mM"),)),
    Case("decimal comma in the total", (Mix("nicotinamide", "1 M", "10 mM"),), total="1,5 mL"),
    Case("space in a number", (Mix("exendin-4", "10 mM", "1 000 nM"),)),
    Case("lost point", (Mix("nicotinamide", "1 M", "2 3 mM"),)),
    Case("a limit", (Mix("nicotinamide", "1 M", "<10 mM"),)),
    Case("a range", (Mix("nicotinamide", "1 M", "5-10 mM"),)),
    Case("percent, not said of what", (Mix("factor-x", "10 mg/mL", "0.1 %"),)),
    Case("percent v/v", (Mix("fbs", "100 % v/v", "10 % v/v"),), "4 mL"),
    Case("fold", (Mix("b27-50x", "50X", "1X"),), "0.8 mL"),
    Case("percent w/v from mg/mL", (Mix("bsa", "100 mg/mL", "0.5 % w/v"),), "2 mL"),
    Case("units of activity", (Mix("factor-x", "10000 U/mL", "100 U/mL"),), "400 µL"),
    Case("dilution", (Mix("exendin-4", "100 µM", "1:1000"),), "40 µL"),
    Case("unit signs as papers print them", (Mix("nicotinamide", "1 mol·L−1", "10 mmol·L−1"),), "400 µL"),
    Case("amount per cubic metre", (Mix("nicotinamide", "1 M", "1 mol/m^3"),), "40 µL"),
)


class Answer(NamedTuple):
    """What one of the two says of a case.

    Attributes:
        volume: Of the first stock; None where it is told why there is none, or that it will not do.
        words: What is told; beside a volume, how the texts were read.
    """

    volume: Quantity | None
    words: str


class Riverine:
    """riverine, in the decimal context that it sets."""

    def __init__(self) -> None:
        with localcontext():
            self.module: Any = importlib.import_module("riverine")
            self.context = getcontext().copy()

    def mix(self, mixes: Sequence[Mix], total: str = TOTAL) -> Any:
        """Return the Mix of riverine: a fixed concentration of each, filled up with buffer."""
        actions = [
            self.module.FixedConcentration(self.module.Component(each.reagent, each.stock), each.final)
            for each in mixes
        ]
        return self.module.Mix(actions, name="medium", fixed_total_volume=total)

    def volumes(self, mix: Any) -> list[Any]:
        """Return the volumes that go into ``mix`` as quantities of riverine, the buffer last."""
        total = mix.total_volume
        return [action.tx_volume(total, mix.actions) for action in mix.actions]

    def answer(self, case: Case) -> Answer:
        """Return what riverine says of a case, whatever it raises."""
        with localcontext(self.context):
            try:
                mix = self.mix(case.mixes, case.total)
                microlitres = Decimal(self.volumes(mix)[0].m_as("µL"))
                taken_for = f"taken for {mix.actions[0].fixed_concentration} in {mix.total_volume}"
                told = [str(each) for each in mix.validate(tablefmt="pipe")]
            except Exception as fault:
                return Answer(None, f"{type(fault).__name__}: {fault}")
        if told:
            return Answer(None, "; ".join(told))
        return Answer(Quantity(value=microlitres, unit="µL"), taken_for)


def importable() -> Riverine | None:
    """Return riverine, or None where it is not installed."""
    try:
        return Riverine()
    except ModuleNotFoundError as missing:
        if missing.name != "riverine":
            raise
        return None


def read(text: str, kinds: frozenset[Any] | None = None) -> Quantity:
    """Return the quantity of a text that is one."""
    quantity = read_quantity(text, kinds) if kinds else read_quantity(text)
    assert not isinstance(quantity, Misreading), quantity
    return quantity


def exact_volume(mix: Mix, lab: Lab) -> Quantity:
    """Return the volume of stock in µL, from the texts as typed."""
    reagent = lab.catalogue.reagent(mix.reagent)
    taken = stock_volume(read(mix.final), read(mix.stock), read(TOTAL, VOLUME), reagent)
    assert not isinstance(taken, NoBridge), taken
    return taken.to("µL")


def medium(mixes: Sequence[Mix]) -> tuple[Stage, tuple[Stock, ...]]:
    """Return a stage with ``mixes`` as its additions, and their stocks as the lab confirmed them."""
    stage = Stage(
        id="medium",
        title=LocalText(plain="Medium"),
        duration="1 d",
        change="none",
        medium=StageMedium(basal="dmem-high-glucose"),
        additions=tuple(Addition(reagent=each.reagent, final=each.final) for each in mixes),
    )
    return stage, tuple(Stock(reagent=each.reagent, strength=each.stock) for each in mixes)


def run_of(case: Case, lab: Lab) -> Run:
    """Return a run that makes one medium of the case's mixes, as much as the case's total."""
    flask = lab.vessel("t225")
    assert flask
    stage, stocks = medium(case.mixes)
    return Run(
        number="R-1",
        protocol=Protocol(id="mix", title=LocalText(plain="Mix"), stages=(stage,)),
        start=date(2026, 12, 7),
        lab=lab,
        vessel=flask,
        well_volume=case.total,
        overage_percent=Decimal(0),
        stocks=stocks,
    )


def planned(case: Case, lab: Lab) -> Answer:
    """Return what mscplanner says of a case: its errors, what is diluted first, or the volume as pipetted."""
    made = plan(run_of(case, lab))
    errors = [each for each in made.findings if each.severity == "error"]
    if errors:
        return Answer(None, "; ".join(_told(each) for each in errors))
    batch = made.media[0]
    first = next(line for line in batch.recipe if line.reagent == case.mixes[0].reagent)
    assert first.add
    for each in batch.intermediates:
        if each.code == first.intermediate:
            take, rest = format_quantity(each.take), format_quantity(each.diluent_volume)
            return Answer(None, f"{each.code}: {take} into {rest}, then {format_quantity(first.add)} of {each.code}")
    return Answer(first.add, "")


def _told(finding: Finding) -> str:
    """Return a finding in one line, with its fixes."""
    offered = ", ".join(fix.label.written("en") for fix in finding.fixes)
    return f"{finding.code} {finding.title.written('en')}" + (f" ({offered})" if offered else "")


def off(right: Quantity, other: Quantity) -> Decimal:
    """Return by which part of ``right`` another volume misses it."""
    return abs(right.base - other.base) / right.base


def verdict(case: Case, answer: Answer) -> str:
    """Return one word for an answer, by the case's ``right``."""
    if case.right is None:
        return "told" if answer.volume is None else "SILENT"
    if answer.volume is None:
        return "not read"
    return "right" if off(read(case.right, VOLUME), answer.volume) <= TOLERANCE else "WRONG"


def written(volume: Quantity | None) -> str:
    """Return a volume in µL with up to nine digits, as many as riverine has; nothing where there is none."""
    return format_quantity(rounded(volume.to("µL"), 9)) if volume else ""


def compare_volumes(riverine: Riverine, lab: Lab) -> None:
    """Print the exact volumes of both for each mix."""
    print(f"{f'stock in {TOTAL}':<42}{'mscplanner':>16}{'riverine':>16}{'difference':>12}  within 0.1 %")
    agreed = rewritten = 0
    for mix in MIXES:
        ours = exact_volume(mix, lab)
        print(f"{f'{mix.reagent} {mix.stock} -> {mix.final}':<42}{written(ours):>16}", end="")
        answer = riverine.answer(Case("", (mix,)))
        if answer.volume is None and mix.instead:
            stock, final = mix.instead
            print(f"{'not read':>16}  {answer.words[:WIDEST]}")
            print(f"{f'    written as {stock} -> {final}':<58}", end="")
            answer = riverine.answer(Case("", (mix._replace(stock=stock, final=final),)))
            rewritten += 1
        if answer.volume is None:
            print(f"{'not read':>16}  {answer.words[:WIDEST]}")
            continue
        missed = off(ours, answer.volume)
        agreed += missed <= TOLERANCE
        fit = "yes" if missed <= TOLERANCE else "NO"
        print(f"{written(answer.volume):>16}{f'{float(missed):.1e}' if missed else '0':>12}  {fit}")
    print(f"{agreed} of {len(MIXES)} agree; {rewritten} of them only as rewritten by hand for riverine\n")


def compare_cases(riverine: Riverine, lab: Lab) -> None:
    """Print what both say of each case, and count the words for it."""
    print(
        "told: stopped or asked about, as it must be    right: the right volume    not read: has a volume, none given"
    )
    print("SILENT: a volume without a word where there must be one    WRONG: another volume than the right one")
    counts: dict[str, list[str]] = {"mscplanner": [], "riverine": []}
    for case in CASES:
        typed = "; ".join(f"{each.reagent} {each.stock} -> {each.final}" for each in case.mixes)
        print(f"{case.name}: {typed} in {case.total}")
        for name, answer in (("mscplanner", planned(case, lab)), ("riverine", riverine.answer(case))):
            word = verdict(case, answer)
            counts[name].append(word)
            said = " ".join(f"{written(answer.volume)} {answer.words}".split())
            print(f"    {name:<12}{word:<10}{said if len(said) <= WIDEST else said[: WIDEST - 1] + '…'}")
    for name, words in counts.items():
        print(f"{name:<12}", ", ".join(f"{word} {words.count(word)}" for word in dict.fromkeys(sorted(words))))
    print()


def medians(rounds: int, *works: tuple[Callable[[], object], Context]) -> list[float]:
    """Return the median time in µs of each work in its context; they take turns, and the first turn does not count."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(rounds + 1):
        for (work, context), taken in zip(works, times, strict=True):
            with localcontext(context):
                begin = perf_counter()
                work()
                taken.append((perf_counter() - begin) * 1e6)
    return [statistics.median(taken[1:]) for taken in times]


def recipe_of(mixes: Sequence[Mix], lab: Lab) -> object:
    """Return the recipe that mscplanner makes of ``mixes``, from the texts as typed."""
    stage, stocks = medium(mixes)
    return recipe(stage, parts_of(stage, lab, stocks), read(TOTAL, VOLUME), lab)


def times(mixes: Sequence[Mix], riverine: Riverine, lab: Lab, rounds: int) -> list[float]:
    """Return median times in µs: volumes of mscplanner and of riverine, recipe of the one, table of the other."""
    own, its = getcontext(), riverine.context
    return medians(
        rounds,
        (lambda: [exact_volume(each, lab) for each in mixes], own),
        (lambda: riverine.volumes(riverine.mix(mixes)), its),
        (lambda: recipe_of(mixes, lab), own),
        (lambda: riverine.mix(mixes).table(), its),
    )


def compare_times(riverine: Riverine, lab: Lab, rounds: int) -> None:
    """Print the median times for the mixes that riverine reads as typed, each alone and all in one medium."""
    readable = [mix for mix in MIXES if mix.instead is None]
    print(f"{f'median of {rounds}, in µs':<42}{'----- volumes -----':>30}{'- recipe or table -':>30}")
    print(f"{'':<42}" + f"{'mscplanner':>12}{'riverine':>10}{'ratio':>8}" * 2)
    taken = {f"{mix.reagent} {mix.stock} -> {mix.final}": times([mix], riverine, lab, rounds) for mix in readable}
    taken["median of these"] = [statistics.median(each) for each in zip(*taken.values(), strict=True)]
    taken[f"all {len(readable)} in one medium"] = times(readable, riverine, lab, rounds)
    for name, row in taken.items():
        pairs = (f"{a:>12.0f}{b:>10.0f}{b / a:>7.1f}x" for a, b in (row[:2], row[2:]))
        print(f"{name:<42}{''.join(pairs)}")
    volumes, _, _, table = taken["median of these"]
    print(f"riverine's table takes {table / volumes:.0f} times as long as mscplanner's reading and volumes of one mix")


def main(rounds: int) -> None:
    """Print all comparisons."""
    riverine = importable()
    if riverine is None:
        sys.exit("riverine is not installed: uv run --with riverine python tests/benchmarks/riverine_mixes.py")
    lab = read_lab()
    assert not isinstance(lab, Unreadable)
    digits = riverine.context.prec, getcontext().prec
    print(f"riverine {version('riverine')}, decimal numbers of {digits[0]} digits; mscplanner, of {digits[1]}\n")
    compare_volumes(riverine, lab)
    compare_cases(riverine, lab)
    compare_times(riverine, lab, rounds)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
