"""The plan of a run: dated days, media with their recipes, needs and findings.

All that is shown or printed is in here; nothing above this room computes. Days count from D0,
the first day of induction; a stage of two days that starts on D0 ends on D2, where the next
one starts.
"""

from datetime import date
from decimal import Decimal
from typing import Literal

from mscplanner.domain.finding import Finding
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.message import Message
from mscplanner.domain.quantity import Quantity
from mscplanner.domain.run import ArmKind, Run
from mscplanner.domain.value import LateValue, Value
from mscplanner.planning.moved import DatedStageTask, Moved

TaskKind = Literal[
    "dissolve",
    "thaw",
    "coat",
    "warm",
    "make-medium",
    "complete-medium",
    "gate",
    "start-stage",
    "change-medium",
    "procedure",
    "stage-task",
    "readout",
    "withdraw",
    "harvest",
]
PREPARATIONS: tuple[TaskKind, ...] = ("dissolve", "thaw", "coat")
"""What is done ahead of the day that needs it."""
FEEDINGS: tuple[TaskKind, ...] = ("start-stage", "change-medium")


class StageWindow(Value):
    """Where a stage lies in the run.

    Attributes:
        code: ``S1``, ``S2`` … in order of the protocol; the code of its medium, too.
        start_hours: Hours from the start of D0; the stage ends before ``end_hours``.
        feeds: Days on which it is fed, the first one being its start.
        fills: Which fill of the rhythm each of ``feeds`` is, counted from 0.
        interval_days: Days between feeds; None where the source says that nothing is changed.
        lab_interval: Whether that interval is the lab's and not the source's.
        longest_gap_days: Most days between two fills that the stage allows; None where nothing is said.
        rhythm_gap_days: Most days between two fills that its rhythm and the moves it allows come to.
        half: Whether changes replace half of the medium.
        moved: Changes that lie on another day than their rhythm says, or are left out.
        stretched_days: By how many days it is longer than the shortest that its source allows.
        lab_length: Whether its length is the lab's, as its source states none.
        tasks: Other work, with its days.
    """

    stage: str
    code: str
    title: LocalText
    start_hours: Decimal
    end_hours: Decimal
    start_day: int
    end_day: int
    feeds: tuple[int, ...]
    fills: tuple[int, ...] = ()
    interval_days: int | None
    lab_interval: bool
    longest_gap_days: int | None = None
    rhythm_gap_days: int | None = None
    half: bool = False
    moved: tuple[Moved, ...] = ()
    stretched_days: int = 0
    lab_length: bool = False
    tasks: tuple[DatedStageTask, ...] = ()

    @property
    def ending_day(self) -> int:
        """The day on which it ends and the next one begins: that of its last hour where it ends within a day."""
        return min(int(self.end_hours // 24), self.end_day)

    def move_to(self, day: int) -> Moved | None:
        """Return the move that a fill on ``D{day}`` comes from, or None."""
        return next((moved for moved in self.moved if moved.day == day), None)


class RecipeLine(LateValue):
    """One line of a recipe: what is added, from what, to reach what.

    Attributes:
        reagent: Catalogue id, or the name as typed where the catalogue does not know it; of a line
            that takes a batch, the batch's id.
        key: Last word of the addition's place; "" for what is no addition.
        basal: Whether it fills up to the total: the basal medium, or the batch that is completed.
        base: Id of the batch that is completed, or "".
        stock: Strength of the tube, or of the dilution it is taken from; None for the basal medium,
            a powder, or where none is known.
        tube: Strength of the tube itself, also where a dilution of it is taken.
        powder: Whether it is weighed in; then ``add`` is a mass.
        assumed: Whether ``stock`` is the catalogue's usual strength, not confirmed by the lab.
        final: Concentration in the medium once it is complete.
        exact: Volume or mass that would give ``final`` exactly.
        add: Volume or mass as it is taken; None where it cannot be known.
        achieved: Final concentration that ``add`` gives.
        error_percent: By how much ``achieved`` misses ``final``; above zero where it is more.
        heat_sensitive: Whether it is kept cold until it is added.
        intermediate: Code of the intermediate dilution it is taken from (``I1``), or "".
        lot: Lot number of the tube, or "".
        expiry: Last day on which the lot may be used.
    """

    reagent: str
    key: str = ""
    name: LocalText
    label: LocalText
    basal: bool = False
    base: str = ""
    stock: Quantity | None = None
    tube: Quantity | None = None
    powder: bool = False
    solvent: LocalText | None = None
    assumed: bool = False
    final: Quantity | None = None
    exact: Quantity | None = None
    add: Quantity | None = None
    achieved: Quantity | None = None
    error_percent: Decimal | None = None
    protect_from_light: bool = False
    heat_sensitive: bool = False
    add_fresh: bool = False
    intermediate: str = ""
    lot: str = ""
    expiry: date | None = None


class Intermediate(LateValue):
    """A dilution made first, because the stock itself could not be pipetted.

    Attributes:
        code: ``I1``; the number is counted over the whole run.
        source: Code of the dilution that it is made from, or "" for the tube itself.
        take: Volume taken of the source.
        diluent_volume: Added to it; both are ``volume`` together.
        strength: Concentration of the dilution.
        made_on_day: Day on which it is made; used up to and with ``use_by_day``.
        used_for: What it goes into: ids of batches and completions.
    """

    code: str
    reagent: str
    label: LocalText
    source: str = ""
    take: Quantity
    diluent: LocalText
    diluent_volume: Quantity
    volume: Quantity
    strength: Quantity
    made_on_day: int = 0
    use_by_day: int = 0
    used_for: tuple[str, ...] = ()


class Completion(LateValue):
    """What is added to a part of a batch on the day it is used: the parts that do not keep.

    Attributes:
        id: ``S2-1/D4``: the batch and the day.
        needed: What the wells take on that day, without overage.
        volume: What comes out. The recipe's volumes add up to it exactly.
        recipe: The part of the batch first, then the fresh parts in order of addition.
    """

    id: str
    batch: str
    day: int
    date: date
    needed: Quantity
    volume: Quantity
    intermediates: tuple[Intermediate, ...] = ()
    recipe: tuple[RecipeLine, ...]

    @property
    def complete(self) -> bool:
        """Whether every volume of the recipe is known."""
        return all(line.add is not None for line in self.recipe)


class Serving(LateValue):
    """That an arm of the run gets a medium on a day, in the stage with that id."""

    day: int
    arm: ArmKind
    stage: str


class MediumBatch(LateValue):
    """One making of one medium.

    Attributes:
        id: ``S2-1``: the medium's code and the number of the making.
        code: ``S1``, ``S2`` … of the stage, ``C1``, ``C2`` … of a medium for control vessels.
        arms: The arms of the run that get it.
        made_on_day: Counted from D0; below zero where it is made before the run begins.
        feeds: Days on which it is used.
        servings: Who gets it on them. An arm may get another medium on the same day, in another stage;
            and on another day of the same stage, where something is given once.
        needed: What the wells take on those days, without overage.
        wanted: What is to be there at least: with overage and dead volume, rounded up.
        volume: What is made. The recipe's volumes add up to it exactly.
        origin: Where ``volume`` comes from: vessels, wells, volume, changes, overage.
        use_by_day: Last day on which it may be used.
        shelf_life: Which part of it limits that, and whether the limit is a lab setting.
        completions: What is added on the days of use; without any, the batch is the medium itself.
    """

    id: str
    code: str
    stage: str
    title: LocalText
    arms: tuple[ArmKind, ...] = ("induced",)
    without: tuple[LocalText, ...] = ()
    made_on_day: int
    made_on: date
    use_by_day: int
    use_by: date
    shelf_life: Message
    feeds: tuple[int, ...]
    servings: tuple[Serving, ...] = ()
    needed: Quantity
    wanted: Quantity
    volume: Quantity
    origin: Message
    intermediates: tuple[Intermediate, ...] = ()
    recipe: tuple[RecipeLine, ...]
    completions: tuple[Completion, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether every volume of its recipes is known."""
        known = all(line.add is not None for line in self.recipe) and any(line.basal for line in self.recipe)
        return known and all(each.complete for each in self.completions)

    @property
    def lines(self) -> tuple[RecipeLine, ...]:
        """The lines of its recipe and of its completions, without those that take the batch itself."""
        fresh = (line for each in self.completions for line in each.recipe if not line.base)
        return (*self.recipe, *fresh)

    @property
    def dilutions(self) -> tuple[Intermediate, ...]:
        """The intermediate dilutions that are made for it first, its completions' included."""
        return (*self.intermediates, *(made for each in self.completions for made in each.intermediates))

    def completion(self, day: int) -> Completion | None:
        """Return what completes it on ``D{day}``, or None."""
        return next((each for each in self.completions if each.day == day), None)


class Tube(LateValue):
    """The tubes that something is thawed or dissolved from.

    Attributes:
        lot: Id of the lot, or "" where none is named.
        number: Its lot number, or "".
        strength: Of what is thawed; None where it is not known.
        holds: What one tube holds; None where that is not known.
        amount: What is taken of it.
    """

    lot: str = ""
    number: str = ""
    strength: Quantity | None = None
    solvent: LocalText | None = None
    expiry: date | None = None
    holds: Quantity | None = None
    amount: Quantity


class Task(LateValue):
    """One thing to do on a day.

    Attributes:
        medium: Code of the medium used or made (``S2``), or "".
        batch: Id of the batch used or made (``S2-1``), or "".
        volume: Medium used or made.
        arm: The vessels that it is about.
        wells: How many wells it is about; 0 where that does not matter.
        reagent: What is prepared ahead, by catalogue id or name, or "".
        needed_day: Day that needs what is prepared.
        tube: What is thawed or dissolved; None of other work.
        moved: The move that brought it to its day, or None.
        half: Whether only half of the medium is changed.
        fill: Which fill of its stage it is, counted from 0 in the rhythm; of a stage's task, which of them.
        hours: Hours after the hour of D0 at which it is done, less than 24; 0 where no hour is planned.
        work: What is done, without its hour; None where that is ``text``.
    """

    kind: TaskKind
    stage: str
    text: Message
    medium: str = ""
    batch: str = ""
    volume: Quantity | None = None
    readout: LocalText | None = None
    destructive: bool = False
    arm: ArmKind = "induced"
    wells: int = 0
    reagent: str = ""
    needed_day: int | None = None
    tube: Tube | None = None
    moved: Moved | None = None
    half: bool = False
    fill: int = 0
    hours: Decimal = Decimal(0)
    work: Message | None = None


class Day(LateValue):
    """One day of the run, ``D{number}``; below zero where something is prepared before it begins.

    Attributes:
        closed_name: What a closed day is called (``Christmas Day``), where it has a name.
    """

    number: int
    date: date
    closed: bool
    tasks: tuple[Task, ...]
    closed_name: LocalText | None = None

    @property
    def label(self) -> str:
        """``D0``, ``D1`` …"""
        return f"D{self.number}"


class Need(LateValue):
    """How much of one stock, basal medium or rinse the whole run takes.

    Attributes:
        stock: Strength of the tube; None for basal media, rinses and powders.
        amount: A volume, or a mass of a powder.
        first_day: First day on which some of it is taken.
        last_day: Last day on which some of it is taken.
        rinse: Whether the vessels are rinsed with it.
    """

    reagent: str
    name: LocalText
    label: LocalText
    basal: bool
    stock: Quantity | None
    amount: Quantity
    first_day: int = 0
    last_day: int = 0
    powder: bool = False
    rinse: bool = False
    lot: str = ""


class Plan(LateValue):
    """Everything that is shown or printed of a run.

    Attributes:
        days: Every day from D0 to the last one.
        preceding: Days before D0 on which something is prepared.
    """

    run: Run
    stages: tuple[StageWindow, ...]
    days: tuple[Day, ...]
    preceding: tuple[Day, ...] = ()
    media: tuple[MediumBatch, ...]
    needs: tuple[Need, ...]
    findings: tuple[Finding, ...]
    well_volume: Quantity | None
    wells: int

    @property
    def last_day(self) -> Day | None:
        """The day on which the last planned stage ends."""
        return self.days[-1] if self.days else None

    @property
    def has_errors(self) -> bool:
        """Whether a finding of severity error stands, so that no final sheet is printed."""
        return any(finding.severity == "error" for finding in self.findings)

    @property
    def working_days(self) -> tuple[Day, ...]:
        """The days with something to do, those before D0 included."""
        return (*self.preceding, *(day for day in self.days if day.tasks))

    def day(self, number: int) -> Day | None:
        """Return ``D{number}``, or None where the plan has no such day."""
        if 0 <= number < len(self.days):
            return self.days[number]
        return next((day for day in self.preceding if day.number == number), None)

    def batch(self, batch_id: str) -> MediumBatch | None:
        """Return the batch called ``batch_id``, or None."""
        return next((batch for batch in self.media if batch.id == batch_id), None)

    def made_on(self, number: int) -> tuple[MediumBatch, ...]:
        """Return the batches that are made on ``D{number}``."""
        return tuple(batch for batch in self.media if batch.made_on_day == number)

    def completed_on(self, number: int) -> tuple[Completion, ...]:
        """Return what is completed on ``D{number}``."""
        return tuple(each for batch in self.media for each in batch.completions if each.day == number)

    def window(self, stage_id: str) -> StageWindow | None:
        """Return where the stage called ``stage_id`` lies, or None if it could not be dated."""
        return next((window for window in self.stages if window.stage == stage_id), None)
