"""A run: one induction, with a full copy of its protocol and of the lab it is planned for."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from mscplanner.domain.close_out import CloseOut
from mscplanner.domain.finding import Edit, Place
from mscplanner.domain.lab import Lab, Percent
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.message import Message
from mscplanner.domain.protocol import Protocol, Typed
from mscplanner.domain.stockroom import Lot
from mscplanner.domain.value import LateValue, Name, VisibleText
from mscplanner.domain.vessel import Vessel

MOST_VESSELS = 200
MOST_WITHDRAWALS = 100
MOST_PINS = 1000
MOST_HAND_OVERS = 100
LAST_DAY = 400
LEAST_REASON = 3
FIRST_START = date(2000, 1, 1)
LAST_START = date(2199, 12, 31)


class Stock(LateValue):
    """The tube in the freezer that a reagent is taken from, as somebody confirmed it.

    Attributes:
        reagent: Catalogue id, or the name as typed where the catalogue does not know it.
        strength: A concentration, ``neat`` or ``powder``.
        carried: Whether it was confirmed for an earlier run only: its strength is planned with, and
            still to be compared with the tube.
        lot: The lot it is taken from, as it was when it was chosen; None where none was.
        from_day: First day whose medium is made with it; above 0 for a lot that takes over during
            the run.
    """

    reagent: Name
    strength: Typed
    solvent: LocalText | None = None
    carried: bool = False
    lot: Lot | None = None
    from_day: Annotated[int, Field(ge=0, le=LAST_DAY)] = 0


ArmKind = Literal["induced", "uninduced", "vehicle"]
ControlKind = Literal["uninduced", "vehicle"]


class Control(LateValue):
    """Vessels that go along with the run without being induced.

    Attributes:
        kind: ``uninduced`` gets the basal medium of each stage, with its serum where it has any;
            ``vehicle`` gets the same with as much of each organic solvent as the additions bring.
        count: How many vessels of the run's kind.
    """

    kind: ControlKind
    count: Annotated[int, Field(ge=1, le=MOST_VESSELS)] = 1


class Withdrawal(LateValue):
    """Wells that are harvested before the end; from that day on they take no medium.

    Attributes:
        name: By which the record of wells that were lost knows it; "" where no record does.
    """

    day: Annotated[int, Field(ge=0, le=LAST_DAY)]
    wells: Annotated[int, Field(ge=1, le=MOST_VESSELS * 96)]
    arm: ArmKind = "induced"
    name: Annotated[VisibleText, Field(max_length=20)] = ""


class StageLength(LateValue):
    """How long a stage lasts whose source states no length: a decision of the lab.

    Attributes:
        stage: Id of the stage.
        length: One length, as typed.
    """

    stage: Name
    length: Typed


HappeningKind = Literal["fed", "left-out", "made", "done", "gate", "lost", "stopped"]


class Happening(LateValue):
    """What really happened. It is kept by every later planning.

    Attributes:
        kind: ``fed`` a fill was given on ``day``; ``left-out`` it was not given at all; ``made`` a
            batch was made; ``done`` the work of a day on which nothing is fed or made was done;
            ``gate`` what must be seen before going on was seen, or the next stage was begun
            earlier than planned; ``lost`` wells were lost; ``stopped`` the run ended.
        stage: Id of the stage; "" where it is about the whole run.
        fill: Which fill of the stage, counted from 0 in its rhythm; of wells lost without
            ``withdrawal``, the position of their harvest.
        withdrawal: Name of the harvest by which lost wells are gone.
        day: Day on which it happened, counted from D0.
        planned_day: Day on which it was planned.
        batch: Id of the batch that was made.
        uses: Days for which that batch was meant.
        by: Who did it.
        note: What is to be remembered of it.
    """

    kind: HappeningKind
    day: Annotated[int, Field(ge=-30, le=LAST_DAY)]
    planned_day: Annotated[int, Field(ge=-30, le=LAST_DAY)]
    stage: Annotated[VisibleText, Field(max_length=80)] = ""
    fill: Annotated[int, Field(ge=0, le=LAST_DAY)] = 0
    batch: Annotated[VisibleText, Field(max_length=40)] = ""
    uses: Annotated[tuple[int, ...], Field(max_length=LAST_DAY)] = ()
    withdrawal: Annotated[VisibleText, Field(max_length=20)] = ""
    by: Annotated[VisibleText, Field(max_length=80)] = ""
    note: Annotated[VisibleText, Field(max_length=200)] = ""


class Shift(LateValue):
    """Everything from a day on comes later, or earlier.

    Attributes:
        from_day: First day that moves, counted from D0 as the run stood when it was moved.
        days: By how many days; below zero where a stage ended before ``from_day`` and what
            followed on that day came earlier.
    """

    from_day: Annotated[int, Field(ge=0, le=LAST_DAY)]
    days: Annotated[int, Field(ge=-LAST_DAY, le=60)]


PinKind = Literal["fill", "task", "make", "dissolve", "thaw", "coat"]


class Pin(LateValue):
    """Work that a person has put on a day. Later planning keeps it there as long as that is possible.

    Attributes:
        kind: ``fill`` a fill of a stage; ``task`` other work of a stage; ``make`` the making of a
            medium; ``dissolve``, ``thaw`` and ``coat`` what is prepared ahead.
        day: Day that it was put on, counted from D0.
        planned_day: Day on which the plan had it without any hand.
        stage: Id of the stage; of a making, that of the first fill that it is made for.
        number: Which fill of the stage, in its rhythm, or which of its tasks, both from 0; of a
            making, the first fill that it is made for.
        medium: Code of the medium that was made when it was put there, or "": with other media of the
            run it may be called otherwise by now.
        arm: Of a making, an arm of the run that gets the medium in that fill; None where only its code
            is known.
        reagent: What is prepared, by catalogue id or name, or "".
        needed_day: Day that needs what is prepared.
        by: Who put it there.
    """

    kind: PinKind
    day: Annotated[int, Field(ge=-30, le=LAST_DAY)]
    planned_day: Annotated[int, Field(ge=-30, le=LAST_DAY)]
    stage: Annotated[VisibleText, Field(max_length=80)] = ""
    number: Annotated[int, Field(ge=0, le=LAST_DAY)] = 0
    medium: Annotated[VisibleText, Field(max_length=40)] = ""
    arm: ArmKind | None = None
    reagent: Annotated[VisibleText, Field(max_length=200)] = ""
    needed_day: Annotated[int, Field(ge=-30, le=LAST_DAY)] | None = None
    by: Annotated[VisibleText, Field(max_length=80)] = ""

    @property
    def days(self) -> dict[str, int]:
        """All its days, by the names of their fields."""
        needed = {} if self.needed_day is None else {"needed_day": self.needed_day}
        return {"day": self.day, "planned_day": self.planned_day, **needed}


class Revision(LateValue):
    """One state of the plan that sheets were printed of.

    Attributes:
        number: That of the plan it made.
        on: The day of the decision.
        reason: What was decided, and why.
        changed: Parts of the book whose sheets are not the same as before, by their ids.
        withdrawn: Parts whose sheets are not to be used any more, as the plan has no such part since.
        done: Those of ``changed`` whose day was done already: they are not printed again.
    """

    number: Annotated[int, Field(ge=2)]
    on: date
    by: Annotated[VisibleText, Field(max_length=80)] = ""
    reason: Message
    changed: Annotated[tuple[str, ...], Field(max_length=2000)] = ()
    withdrawn: Annotated[tuple[str, ...], Field(max_length=2000)] = ()
    done: Annotated[tuple[str, ...], Field(max_length=2000)] = ()

    @property
    def to_print(self) -> tuple[str, ...]:
        """The parts that are to be printed anew."""
        return tuple(part for part in self.changed if part not in self.done)


class AskedHandOver(LateValue):
    """Days on which somebody else looks after the run, whether the lab is open on them or not.

    It is kept with the run and not with a printing: the square code on its page, printing it again
    and the page's place in the book must lead to the same days and the same name later on.

    Attributes:
        first_day: The first of these days, counted from D0.
        last_day: The last of them; not before ``first_day``.
        to: Who takes over, or "".
    """

    first_day: Annotated[int, Field(ge=-30, le=LAST_DAY)]
    last_day: Annotated[int, Field(ge=-30, le=LAST_DAY)]
    to: Annotated[VisibleText, Field(max_length=80)] = ""


class Change(LateValue):
    """A value of the run's protocol that is no longer the template's, and why."""

    edit: Edit
    before: str
    reason: Message


class Acceptance(LateValue):
    """A warning that somebody has decided to live with.

    Attributes:
        digest: Of what the finding said when it was accepted: with other figures it is open again.
        by: Who accepted it.
        on: The day of it.
        reason: Why; at least three characters.
    """

    code: Annotated[VisibleText, Field(max_length=40)]
    place: Place
    digest: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    by: Annotated[VisibleText, Field(min_length=1, max_length=80)]
    on: date
    reason: Annotated[VisibleText, Field(min_length=LEAST_REASON, max_length=200)]


class Run(LateValue):
    """One induction, from D0 to harvest.

    Attributes:
        number: What stands on every vessel and every sheet, e.g. ``R-2026-014``.
        start: The date of D0.
        count: How many vessels of the kind.
        well_volume: Medium in one well, as typed; None takes the vessel's usual volume.
        change_every_days: Interval for stages whose source states none; None takes the lab setting.
        changes: What was changed against the template, in the order it was done.
        accepted: Warnings that somebody has decided to live with.
        happened: What really happened so far.
        shifts: What was moved to other days, in the order in which it was decided.
        lengths: Lengths that the lab plans for stages whose source states none.
        pins: Work that a person has put on a day, in the order in which that was done.
        revisions: How the plan came to its present revision.
        closed: The sheets that came back filled in, as they were taken over. Nothing is planned from them.
        hand_overs: Days that are handed over besides those on which the lab is closed. Nothing is planned from them.
        stocks: Confirmed stocks; the catalogue's usual strength is assumed for all others. A reagent
            stands twice where a second lot takes over on a day.
        dead_volume: Medium that each making loses in bottle and filter, as typed; None takes the lab
            setting.
        controls: Vessels that are not induced.
        withdrawals: Wells that are harvested before the end.
        parent: The template or version that ``protocol`` was derived from, where it is known; sheets
            say where the two differ.
    """

    number: Annotated[VisibleText, Field(min_length=1, max_length=24)]
    protocol: Protocol
    start: Annotated[date, Field(ge=FIRST_START, le=LAST_START)]
    lab: Lab
    vessel: Vessel
    count: Annotated[int, Field(ge=1, le=MOST_VESSELS)] = 1
    well_volume: Typed | None = None
    overage_percent: Percent | None = None
    change_every_days: Annotated[int, Field(ge=1, le=60)] | None = None
    dead_volume: Typed | None = None
    controls: Annotated[tuple[Control, ...], Field(max_length=2)] = ()
    withdrawals: Annotated[tuple[Withdrawal, ...], Field(max_length=MOST_WITHDRAWALS)] = ()
    stocks: tuple[Stock, ...] = ()
    lengths: Annotated[tuple[StageLength, ...], Field(max_length=200)] = ()
    changes: tuple[Change, ...] = ()
    accepted: Annotated[tuple[Acceptance, ...], Field(max_length=500)] = ()
    happened: Annotated[tuple[Happening, ...], Field(max_length=4000)] = ()
    shifts: Annotated[tuple[Shift, ...], Field(max_length=100)] = ()
    pins: Annotated[tuple[Pin, ...], Field(max_length=MOST_PINS)] = ()
    revisions: Annotated[tuple[Revision, ...], Field(max_length=400)] = ()
    closed: Annotated[tuple[CloseOut, ...], Field(max_length=1000)] = ()
    hand_overs: Annotated[tuple[AskedHandOver, ...], Field(max_length=MOST_HAND_OVERS)] = ()
    operator: Annotated[VisibleText, Field(max_length=80)] = ""
    revision: Annotated[int, Field(ge=1)] = 1
    parent: Protocol | None = None

    def stock(self, reagent_id: str) -> Stock | None:
        """Return the confirmed stock that a reagent is taken from at first, or None."""
        return next((stock for stock in self.stocks_on(0) if stock.reagent == reagent_id), None)

    def stocks_on(self, day: int) -> tuple[Stock, ...]:
        """Return the stocks that the medium of ``D{day}`` is made with: of each reagent the one begun last."""
        begun = sorted((stock for stock in self.stocks if stock.from_day <= day), key=lambda stock: stock.from_day)
        return tuple({stock.reagent: stock for stock in begun}.values())

    def control(self, kind: ControlKind) -> Control | None:
        """Return the control vessels of a kind, or None."""
        return next((control for control in self.controls if control.kind == kind), None)

    def length(self, stage_id: str) -> str | None:
        """Return the length that the lab plans for a stage, as typed, or None."""
        return next((each.length for each in self.lengths if each.stage == stage_id), None)

    def vessels(self, arm: ArmKind) -> int:
        """Return how many vessels an arm of the run has."""
        if arm == "induced":
            return self.count
        control = self.control(arm)
        return control.count if control else 0


def protocol_of(content: Protocol | Run) -> Protocol:
    """Return the protocol itself, or a run's copy of it."""
    return content.protocol if isinstance(content, Run) else content
