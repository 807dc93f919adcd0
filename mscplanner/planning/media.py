"""The media of a run: what is in each, and how much of it the wells take on which day.

The induced wells get the medium of each stage. Control vessels get its basal medium with its
serum, and those of the vehicle control as much of each organic solvent as the additions bring.
Media of controls that hold the same are one medium.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from mscplanner.domain.language import N_, translate
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.protocol import Addition, Stage
from mscplanner.domain.quantity import Quantity, format_quantity, rounded
from mscplanner.domain.run import ArmKind, Run
from mscplanner.planning.parts import Part, parts_of
from mscplanner.planning.plan import StageWindow
from mscplanner.planning.solvents import vehicles

ARMS: tuple[ArmKind, ...] = ("induced", "uninduced", "vehicle")
ARM_NAMES: dict[ArmKind, str] = {
    "induced": N_("induced"),
    "uninduced": N_("uninduced control"),
    "vehicle": N_("vehicle control"),
}
ARM_LETTERS: dict[ArmKind, str] = {"induced": "V", "uninduced": "U", "vehicle": "VC"}
"""How the vessels of an arm are called on paper: ``V1``, ``V2`` …"""


class Fill(NamedTuple):
    """The medium that wells of one arm take on one day; ``stage`` is the id of the stage in which they do."""

    day: int
    arm: ArmKind
    wells: int
    millilitres: Decimal
    stage: str


class Mixture(NamedTuple):
    """One medium of a run.

    Attributes:
        code: ``S1`` of a stage, ``C1`` of control vessels; several mixtures may share the code of
            their stage, where an addition is given once or a lot changes.
        stage: Gives the basal medium; for controls the first stage that has this medium.
        parts: What is added.
        without: Additions of the stage that are not in it, because they are given once.
        fills: In order of the days.
    """

    code: str
    stage: Stage
    title: LocalText
    parts: tuple[Part, ...]
    without: tuple[LocalText, ...]
    fills: tuple[Fill, ...]

    @property
    def days(self) -> tuple[int, ...]:
        """The days on which it is given."""
        return tuple(dict.fromkeys(fill.day for fill in self.fills))

    @property
    def arms(self) -> tuple[ArmKind, ...]:
        """The arms of the run that get it."""
        found = {fill.arm for fill in self.fills}
        return tuple(arm for arm in ARMS if arm in found)

    def needed(self, days: Sequence[int]) -> Decimal:
        """Return what the wells take on ``days``, in millilitres."""
        return sum((fill.millilitres for fill in self.fills if fill.day in days), Decimal(0))


class _Portion(NamedTuple):
    window: StageWindow
    stage: Stage
    parts: tuple[Part, ...]
    without: tuple[LocalText, ...]
    fill: Fill


def wells_on(run: Run, arm: ArmKind, day: int) -> int:
    """Return how many wells of an arm are fed on ``D{day}``: those not harvested by then, never below none."""
    taken = sum(each.wells for each in run.withdrawals if each.arm == arm and each.day <= day)
    return max(run.vessels(arm) * run.vessel.wells - taken, 0)


def mixtures(run: Run, windows: Sequence[StageWindow], well_volume: Quantity) -> tuple[Mixture, ...]:
    """Return the media of a run, those of its stages first, each with what the wells take of it.

    Args:
        run: Gives arms, wells, stocks and lots.
        windows: Where its stages lie.
        well_volume: Medium in one well.
    """
    induced: dict[tuple[str, ...], list[_Portion]] = {}
    controls: dict[tuple[str, ...], list[_Portion]] = {}
    for arm in ARMS:
        for portion in _portions(run, windows, arm, well_volume.base):
            key = (*_content(portion), *((portion.stage.id,) if arm == "induced" else ()))
            (induced if arm == "induced" else controls).setdefault(key, []).append(portion)
    return (
        *(_mixture(each[0].window.code, each[0].stage.title, each) for each in induced.values()),
        *(_mixture(f"C{at}", _control_title(each), each) for at, each in enumerate(controls.values(), start=1)),
    )


def _portions(run: Run, windows: Sequence[StageWindow], arm: ArmKind, well_ml: Decimal) -> Iterator[_Portion]:
    for window, stage in zip(windows, run.protocol.stages, strict=False):
        for fill, day in zip(window.fills, window.feeds, strict=True):
            wells = wells_on(run, arm, day)
            if not wells:
                continue
            every = parts_of(stage, run.lab, run.stocks_on(day))
            given = every if fill == 0 else tuple(part for part in every if not part.addition.once)
            without = tuple(part.label for part in every if part not in given) if arm == "induced" else ()
            parts = given if arm == "induced" else control_parts(given, arm, run)
            part = 2 if window.half and fill else 1
            yield _Portion(window, stage, parts, without, Fill(day, arm, wells, well_ml * wells / part, stage.id))


def control_parts(parts: Sequence[Part], arm: ArmKind, run: Run) -> tuple[Part, ...]:
    """Return what goes into the basal medium of control vessels in place of ``parts``."""
    serum = tuple(part for part in parts if part.reagent and part.reagent.kind == "serum")
    if arm == "uninduced":
        return serum
    brought = vehicles([part for part in parts if part not in serum], run.lab)
    return (*serum, *(_solvent(each.solvent, each.share, run) for each in brought))


def _solvent(solvent: str, share: Decimal, run: Run) -> Part:
    final = rounded(Quantity(value=share * 100, unit="% v/v"), 4)
    reagent = run.lab.catalogue.reagent(solvent)
    return Part(
        key=solvent,
        addition=Addition(reagent=solvent, final=format_quantity(final)),
        reagent=reagent,
        misnomer=False,
        final=final,
        stock=Quantity(value=Decimal(100), unit="% v/v"),
        solvent=None,
        assumed=False,
        share=final.value / 100,
    )


def _content(portion: _Portion) -> tuple[str, ...]:
    """Return what tells two media apart: the basal medium, and each part with its dose, its tube and its lot."""
    basal = portion.stage.medium.basal if portion.stage.medium else ""
    tubes = (f"{part.key} {part.addition.final} {part.stock} {part.powder} {part.lot}" for part in portion.parts)
    return (basal, *tubes)


def _mixture(code: str, title: LocalText, portions: Sequence[_Portion]) -> Mixture:
    first = portions[0]
    fills = tuple(sorted((each.fill for each in portions), key=lambda fill: fill.day))
    return Mixture(code, first.stage, title, first.parts, first.without, fills)


def _control_title(portions: Sequence[_Portion]) -> LocalText:
    found = {each.fill.arm for each in portions}
    text = N_("Control medium")
    if found == {"uninduced"}:
        text = N_("Medium of the uninduced control")
    if found == {"vehicle"}:
        text = N_("Medium of the vehicle control")
    return LocalText(en=text, zh=translate(text, "zh"))
