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
from mscplanner.domain.run import Run
from mscplanner.domain.value import LateValue, Value

TaskKind = Literal["make-medium", "start-stage", "change-medium", "procedure", "readout", "harvest"]


class StageWindow(Value):
    """Where a stage lies in the run.

    Attributes:
        code: ``S1``, ``S2`` … in order of the protocol; the code of its medium, too.
        start_hours: Hours from the start of D0; the stage ends before ``end_hours``.
        feeds: Days on which it is fed, the first one being its start.
        interval_days: Days between feeds; None where the source says that nothing is changed.
        lab_interval: Whether that interval is the lab's and not the source's.
    """

    stage: str
    code: str
    title: LocalText
    start_hours: Decimal
    end_hours: Decimal
    start_day: int
    end_day: int
    feeds: tuple[int, ...]
    interval_days: int | None
    lab_interval: bool


class RecipeLine(LateValue):
    """One line of a recipe: what is added, from what, to reach what.

    Attributes:
        reagent: Catalogue id, or the name as typed where the catalogue does not know it.
        stock: Strength of the tube; None for the basal medium or where none is known.
        assumed: Whether ``stock`` is the catalogue's usual strength, not confirmed by the lab.
        add: Volume as pipetted; None where it cannot be known.
        achieved: Final concentration that ``add`` gives.
        intermediate: Code of the intermediate dilution it is taken from (``I1``), or "".
    """

    reagent: str
    name: LocalText
    label: LocalText
    basal: bool = False
    stock: Quantity | None = None
    solvent: LocalText | None = None
    assumed: bool = False
    final: Quantity | None = None
    add: Quantity | None = None
    achieved: Quantity | None = None
    protect_from_light: bool = False
    add_fresh: bool = False
    intermediate: str = ""


class Intermediate(LateValue):
    """A dilution made first, because the stock itself could not be pipetted."""

    code: str
    reagent: str
    label: LocalText
    take: Quantity
    diluent: LocalText
    diluent_volume: Quantity
    strength: Quantity


class MediumBatch(LateValue):
    """One making of one stage's medium.

    Attributes:
        id: ``S2-1``: the medium's code and the number of the making.
        feeds: Days on which it is used.
        needed: What the wells take on those days, without overage.
        volume: What is made. The recipe's volumes add up to it exactly.
        origin: Where ``volume`` comes from: vessels, wells, volume, changes, overage.
        use_by: Last day on which it may be used.
        shelf_life: Which part of it limits that, and whether the limit is a lab setting.
    """

    id: str
    code: str
    stage: str
    title: LocalText
    without: tuple[LocalText, ...] = ()
    made_on_day: int
    made_on: date
    use_by_day: int
    use_by: date
    shelf_life: Message
    feeds: tuple[int, ...]
    needed: Quantity
    volume: Quantity
    origin: Message
    intermediates: tuple[Intermediate, ...] = ()
    recipe: tuple[RecipeLine, ...]

    @property
    def complete(self) -> bool:
        """Whether every volume of the recipe is known."""
        return all(line.add is not None for line in self.recipe) and any(line.basal for line in self.recipe)


class Task(LateValue):
    """One thing to do on a day.

    Attributes:
        medium: Code of the medium used or made (``S2``), or "".
        batch: Id of the batch used or made (``S2-1``), or "".
        volume: Medium used or made.
    """

    kind: TaskKind
    stage: str
    text: Message
    medium: str = ""
    batch: str = ""
    volume: Quantity | None = None
    readout: LocalText | None = None
    destructive: bool = False


class Day(LateValue):
    """One day of the run: ``D{number}``."""

    number: int
    date: date
    closed: bool
    tasks: tuple[Task, ...]

    @property
    def label(self) -> str:
        """``D0``, ``D1`` …"""
        return f"D{self.number}"


class Need(LateValue):
    """How much of one stock or basal medium the whole run takes."""

    reagent: str
    name: LocalText
    label: LocalText
    basal: bool
    stock: Quantity | None
    amount: Quantity


class Plan(LateValue):
    """Everything that is shown or printed of a run."""

    run: Run
    stages: tuple[StageWindow, ...]
    days: tuple[Day, ...]
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
        """The days with something to do."""
        return tuple(day for day in self.days if day.tasks)

    def batch(self, batch_id: str) -> MediumBatch | None:
        """Return the batch called ``batch_id``, or None."""
        return next((batch for batch in self.media if batch.id == batch_id), None)

    def window(self, stage_id: str) -> StageWindow | None:
        """Return where the stage called ``stage_id`` lies, or None if it could not be dated."""
        return next((window for window in self.stages if window.stage == stage_id), None)
