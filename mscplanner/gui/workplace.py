"""What the window works with: the lab, the bundled protocols, and the run that a person begins with."""

from collections.abc import Sequence
from datetime import date, timedelta

from mscplanner.domain.finding import SEVERITIES, count_of
from mscplanner.domain.protocol import Protocol
from mscplanner.domain.run import Run, Stock
from mscplanner.gui.card import Card, Segment
from mscplanner.gui.preferences import Preferences
from mscplanner.library.files import Unreadable
from mscplanner.library.lab_files import read_lab, settings_folder
from mscplanner.library.templates import TABLE_1, read_templates
from mscplanner.planning.arm_edits import lost_at
from mscplanner.planning.checks import check
from mscplanner.planning.parts import parts_of
from mscplanner.planning.schedule import is_closed, stage_windows

USUAL_VESSEL = "plate-6"
_FARTHEST_START_DAYS = 100


class Workplace:
    """Read once when the window has been painted.

    Attributes:
        fault: What is wrong with the lab's own files, if anything; the bundled ones are used then.
    """

    def __init__(self, today: date) -> None:
        self._today = today
        own = read_lab(settings_folder())
        self.fault = own if isinstance(own, Unreadable) else None
        lab = read_lab() if isinstance(own, Unreadable) else own
        if isinstance(lab, Unreadable):
            raise RuntimeError(lab.written("en"))
        self.lab = lab

    def cards(self) -> tuple[tuple[Card, ...], tuple[Card, ...]]:
        """Return the cards of Table 1's rows and of the variants, with everything checked."""
        cards = {protocol.id: self._card(protocol) for protocol in read_templates()}
        first = tuple(card for name, card in cards.items() if name in TABLE_1)
        return first, tuple(card for name, card in cards.items() if name not in TABLE_1)

    def _card(self, protocol: Protocol) -> Card:
        windows = stage_windows(protocol, self.lab.settings.change_every_days)
        dated = {window.stage: window for window in windows}
        findings = check(protocol, self.lab)
        segments = tuple(
            Segment(
                f"S{at}",
                dated[stage.id].start_day if stage.id in dated else None,
                dated[stage.id].end_day if stage.id in dated else None,
            )
            for at, stage in enumerate(protocol.stages, start=1)
        )
        complete = bool(windows) and len(windows) == len(protocol.stages)
        return Card(
            protocol_id=protocol.id,
            title=protocol.title,
            cell_source=protocol.cell_source,
            stages=len(protocol.stages),
            days=windows[-1].end_day if complete else None,
            segments=segments,
            counts={severity: count_of(findings, severity) for severity in SEVERITIES},
        )

    def next_working_day(self) -> date:
        """Return the next day after today on which somebody works; tomorrow where nobody does for months."""
        start = self._today + timedelta(days=1)
        days = (start + timedelta(days=at) for at in range(_FARTHEST_START_DAYS))
        return next((day for day in days if not is_closed(day, self.lab)), start)

    def new_run(
        self,
        protocol: Protocol,
        preferences: Preferences,
        number: str,
        parent: Protocol | None = None,
        stocks: Sequence[Stock] = (),
    ) -> Run:
        """Return a run of ``protocol``: D0 on the next working day, in the vessel used last.

        Args:
            protocol: Planned as it stands.
            preferences: Know vessel and operator of the run before.
            number: Run number.
            parent: What the protocol was derived from; the overview tells how many values differ.
            stocks: What the lab has confirmed before; the strengths of the protocol's reagents are
                taken, to be confirmed again.
        """
        vessel = self.lab.vessel(preferences.vessel) or self.lab.vessel(USUAL_VESSEL) or self.lab.vessels[0]
        parts = [part for stage in protocol.stages for part in parts_of(stage, self.lab)]
        used = {part.reagent.id if part.reagent else part.addition.reagent for part in parts}
        return Run(
            number=number,
            protocol=protocol,
            parent=parent,
            start=self.next_working_day(),
            lab=self.lab,
            vessel=vessel,
            stocks=tuple(each.model_copy(update={"carried": True}) for each in stocks if each.reagent in used),
            operator=preferences.operator,
        )

    def again(self, run: Run, number: str) -> Run:
        """Return ``run`` planned once more: its settings, its protocol, a new number, the next working day."""
        stocks = tuple(each.model_copy(update={"carried": True}) for each in run.stocks)
        start = self.next_working_day()
        new = {"number": number, "start": start, "revision": 1, "lab": self.lab, "stocks": stocks, "accepted": ()}
        # What happened to that run does not happen to this one; wells that were lost are not harvested early.
        lost = {lost_at(run, each) for each in run.happened}
        harvests = tuple(each for at, each in enumerate(run.withdrawals) if at not in lost)
        fresh = {"happened": (), "closed": (), "shifts": (), "pins": (), "revisions": (), "withdrawals": harvests}
        return run.model_copy(update=new | fresh)
