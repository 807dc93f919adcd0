"""The run that is being planned, and its plan."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QObject, Signal

from mscplanner.domain.finding import Finding
from mscplanner.domain.lab import Lab
from mscplanner.domain.message import Message
from mscplanner.domain.run import Acceptance, Run
from mscplanner.domain.stockroom import Stockroom
from mscplanner.gui.document import Document, Spot
from mscplanner.gui.wording import Wording
from mscplanner.planning.acceptance import acceptance_of
from mscplanner.planning.edits import apply_fix
from mscplanner.planning.happenings import has_begun
from mscplanner.planning.other_runs import OtherWork, too_full
from mscplanner.planning.plan import Plan
from mscplanner.planning.planner import NO_STOCKROOM, plan
from mscplanner.planning.replanning import WayOn, decided
from mscplanner.planning.run_checks import check_number


class RunDocument(Document):
    """Holds the run and its plan; views show the plan and hand in the next run.

    Signals: ``others_wanted`` carries this document where somebody wants to know of the work of other
    runs; ``others_changed`` says that more of it is known.
    """

    others_wanted = Signal(object)
    others_changed = Signal()

    def __init__(self, run: Run, wording: Wording, parent: QObject | None = None) -> None:
        super().__init__(run, wording, parent)
        self._run = run
        self._stockroom = NO_STOCKROOM
        self._numbers: frozenset[str] = frozenset()
        self.others: Mapping[date, OtherWork] = {}
        self.others_waiting = 0
        self._plan = plan(run)

    @property
    def run(self) -> Run:
        """The run as it stands."""
        return self._run

    @property
    def stockroom(self) -> Stockroom:
        """The lab's lots, without what this run itself has reserved of them."""
        return self._stockroom

    def use_stockroom(self, stockroom: Stockroom, own: str = "") -> None:
        """Plan with the lots of ``stockroom``.

        Args:
            stockroom: The lab's lots as they are now, with what runs have reserved.
            own: Id of this run in the library: what it has reserved itself is free for it.
        """
        others = tuple(each for each in stockroom.reservations if each.run != own)
        free = stockroom.model_copy(update={"reservations": others})
        if free != self._stockroom:
            self._stockroom = free
            self._follow()
            self.changed.emit()

    def use_numbers(self, numbers: frozenset[str]) -> None:
        """Take the numbers that other runs have."""
        if numbers != self._numbers:
            told = self._run.number in numbers | self._numbers
            self._numbers = numbers
            if told:
                self.changed.emit()

    def use_others(self, others: Mapping[date, OtherWork], waiting: int) -> None:
        """Take what other runs ask of the person who prepares this one, by date.

        Args:
            others: As far as it is known.
            waiting: How many runs are still to be read.
        """
        self.others, self.others_waiting = others, waiting
        self.others_changed.emit()

    def too_full(self, way: WayOn) -> tuple[Message, ...]:
        """Return the days that a way on makes too full, alone or together with other runs, in words."""
        return too_full(way.work, self.others, self._run.lab.settings.most_minutes)

    @property
    def lab(self) -> Lab:
        """The lab that the run is planned for."""
        return self._run.lab

    @property
    def plan(self) -> Plan:
        """What follows from the run."""
        return self._plan

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of the plan, and that another run has the number of this one."""
        return (*self._plan.findings, *check_number(self._run, self._numbers))

    def acceptance(self, finding: Finding) -> Acceptance | None:
        """Return how ``finding`` was accepted, or None where it is open."""
        return acceptance_of(self._run, finding)

    @property
    def can_accept(self) -> bool:
        """Whether warnings of this document can be accepted: those of a run can."""
        return True

    @property
    def title(self) -> str:
        """Number and protocol of the run."""
        return f"{self._run.number} · {super().title}"

    def apply_fix(self, name: Message, finding: Finding, fix_at: int) -> None:
        """Do fix number ``fix_at`` of ``finding``, as one step that can be undone."""
        self.change(name, apply_fix(self._run, finding.fixes[fix_at]))

    def change(self, name: Message, run: Run, field: str = "", spot: Spot | None = None) -> None:
        """Make ``run`` the run, as one step that can be undone (see ``change_value``)."""
        self.change_value(name, run, field, spot)

    def take_way(self, way: WayOn, by: str, today: date, note: str = "") -> bool:
        """Make the run of ``way`` the run, as one step; a run under way gets a new revision of its plan by it.

        Args:
            way: The way on that was chosen.
            by: Who chose it.
            today: The day of the decision.
            note: Why it was chosen.

        Returns:
            Whether the plan has a new revision.
        """
        begun = has_begun(self._run, today)
        self.change(way.label, decided(way, by, today, note) if begun else way.run)
        return begun

    def _follow(self) -> None:
        if isinstance(self._value, Run):
            self._run = self._value
            self._plan = plan(self._run, self._stockroom)
