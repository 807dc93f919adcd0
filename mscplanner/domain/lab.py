"""A lab: its catalogues, its policy, and its own hands-on procedures."""

from decimal import Decimal
from typing import Annotated, Any, Literal, LiteralString

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from mscplanner.domain.grammar import MASS, VOLUME, read_quantity
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.quantity import Quantity
from mscplanner.domain.reagent import Catalogue, Fact
from mscplanner.domain.units import Kind
from mscplanner.domain.value import Identifier, Value, VisibleText
from mscplanner.domain.vessel import Vessel
from mscplanner.domain.work_calendar import Weekday, WorkCalendar, weekly_calendar


def _decimal(value: Any) -> Any:
    return Decimal(str(value)) if isinstance(value, int | float) and not isinstance(value, bool) else value


def _volume(value: Any) -> Any:
    return _quantity(value, VOLUME, "not a volume")


def _mass(value: Any) -> Any:
    return _quantity(value, MASS, "not a mass")


def _quantity(value: Any, kinds: frozenset[Kind], refused: LiteralString) -> Any:
    if not isinstance(value, str):
        return value
    quantity = read_quantity(value, kinds)
    if isinstance(quantity, Quantity):
        return quantity
    raise PydanticCustomError("quantity", refused)


def _with_quantity(fact: Fact) -> Fact:
    if isinstance(read_quantity(fact.value), Quantity):
        return fact
    raise PydanticCustomError("quantity", "not a concentration")


Concentration = Annotated[Fact, AfterValidator(_with_quantity)]
"""A concentration with how well it is known; what is no concentration is refused."""
Percent = Annotated[Decimal, BeforeValidator(_decimal), Field(ge=0, le=100)]
Volume = Annotated[Quantity, BeforeValidator(_volume)]
Mass = Annotated[Quantity, BeforeValidator(_mass)]


class Pipette(Value):
    """A pipette: the volumes it takes and the step of its scale."""

    smallest: Volume
    largest: Volume
    step: Volume


class HandsOn(Value):
    """Minutes of work: so many for the thing itself, and so many more for each vessel."""

    fixed: Annotated[int, Field(ge=0, le=1440)] = 0
    vessel: Annotated[int, Field(ge=0, le=1440)] = 0


class Settings(Value):
    """Lab policy. It is used where a source says nothing, and said to be a lab setting.

    Attributes:
        change_every_days: Interval of medium changes.
        overage_percent: Medium made above what the wells take.
        dead_volume: Medium that each making loses in bottle and filter; None is nothing.
        rinse_percent: Rinse, as part of the medium volume of a well.
        rinses_at_start: Rinses of a well before the first medium of a stage.
        rinses_at_change: Rinses of a well before each further medium.
        rinse_buffer: What is rinsed with, by its catalogue id.
        batch_step: A batch is rounded up to a multiple of this volume.
        tolerance_percent: Most by which a final concentration as pipetted may miss its target.
        smallest_mass: Nothing less is weighed.
        balance_step: Masses are rounded to it.
        freeze_thaws: How often a stock may be thawed and frozen again.
        lead_days: Days from an order to its delivery, where a product states none.
        most_minutes: Most hands-on minutes that one person has in a day.
        most_vessels: Most vessels that the incubators hold at a time; None does not look at it.
        hands_on_minutes: The lab's estimates, by the kind of a task.
        shelf_life_days: How long a medium is used after it was made, where the stability of one of
            its parts is not known, by the kind of that part.
        closed_weekdays: Days on which nobody works, where the lab has no working calendar.
        solvent_ceilings: Most of a solvent in a medium, over all additions, by its catalogue id;
            a solvent without one is not checked.
        carrier_below: Below this dose a protein needs a carrier; None checks none.
    """

    change_every_days: Annotated[int, Field(ge=1, le=60)]
    overage_percent: Percent
    dead_volume: Volume | None = None
    rinse_percent: Percent
    rinses_at_start: Annotated[int, Field(ge=0, le=9)] = 1
    rinses_at_change: Annotated[int, Field(ge=0, le=9)] = 0
    rinse_buffer: Identifier = "pbs"
    batch_step: Volume
    smallest_volume: Volume
    pipettes: tuple[Pipette, ...]
    tolerance_percent: Percent = Decimal(2)
    smallest_mass: Mass = Quantity(value=Decimal(5), unit="mg")
    balance_step: Mass = Quantity(value=Decimal("0.1"), unit="mg")
    freeze_thaws: Annotated[int, Field(ge=0, le=99)] = 3
    lead_days: Annotated[int, Field(ge=0, le=365)] = 14
    most_minutes: Annotated[int, Field(ge=1, le=1440)] = 360
    most_vessels: Annotated[int, Field(ge=1, le=10000)] | None = None
    hands_on_minutes: Annotated[dict[str, HandsOn], Field(default_factory=dict)]
    shelf_life_days: dict[str, Annotated[int, Field(ge=0, le=365)]]
    closed_weekdays: tuple[Weekday, ...]
    incubator: Annotated[VisibleText, Field(max_length=40)]
    solvent_ceilings: Annotated[dict[Identifier, Concentration], Field(default_factory=dict)]
    carrier_below: Concentration | None = None


ProcedureMoment = Literal[
    "before",
    "before-medium",
    "last-day",
    "withdraw",
    "start",
    "change",
    "half-change",
    "procedure",
    "readout",
    "harvest",
    "finish",
    "after-harvest",
]


class Step(Value):
    """One action at the bench: a verb first, one action, at most two lines of a sheet.

    ``text`` and ``planned`` may name figures of the day in braces (``planning.steps`` lists them).
    """

    text: LocalText
    planned: LocalText | None = None


class Procedure(Value):
    """The steps of one kind of work. They are the lab's own and come from no source."""

    moment: ProcedureMoment
    steps: Annotated[tuple[Step, ...], Field(max_length=30)]


class Lab(Value):
    """Everything besides the protocol that a plan follows from.

    Attributes:
        calendar: The lab's own; None where it has only the weekly pattern of its settings.
    """

    catalogue: Catalogue
    vessels: tuple[Vessel, ...]
    settings: Settings
    procedures: tuple[Procedure, ...]
    calendar: WorkCalendar | None = None

    @property
    def working_calendar(self) -> WorkCalendar:
        """The calendar in force."""
        return self.calendar or weekly_calendar(self.settings.closed_weekdays)

    def vessel(self, vessel_id: Identifier) -> Vessel | None:
        """Return the vessel called ``vessel_id``, or None."""
        return next((vessel for vessel in self.vessels if vessel.id == vessel_id), None)

    def find_vessel(self, name: str) -> Vessel | None:
        """Return the vessel with this id or alias (case does not matter), or None."""
        folded = name.strip().casefold()
        return next(
            (each for each in self.vessels if folded in (each.id, *(alias.casefold() for alias in each.aliases))), None
        )

    def steps(self, moment: ProcedureMoment) -> tuple[Step, ...]:
        """Return the lab's steps of ``moment``, in order."""
        return tuple(step for procedure in self.procedures if procedure.moment == moment for step in procedure.steps)
