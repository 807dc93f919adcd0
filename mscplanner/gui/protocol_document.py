"""The protocol that is being edited, with its findings and what differs from its parent."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QObject, Signal

from mscplanner.domain.finding import Finding, Place
from mscplanner.domain.lab import Lab
from mscplanner.domain.message import Message
from mscplanner.domain.protocol import Protocol
from mscplanner.domain.run import Run, Stock
from mscplanner.gui.document import Document, Spot
from mscplanner.gui.wording import Wording
from mscplanner.planning.checks import check
from mscplanner.planning.comparison import Mark, marks
from mscplanner.planning.edits import edit_protocol
from mscplanner.planning.parts import parts_of
from mscplanner.planning.plan import StageWindow
from mscplanner.planning.protocol_edits import variant_of
from mscplanner.planning.schedule import stage_windows

_OF_A_NAME = ("W-NAME", "W-REAGENT")


class ProtocolDocument(Document):
    """Holds a protocol; the first edit of a template makes a copy of it by itself.

    ``copied`` says that this has just happened.
    """

    copied = Signal()

    def __init__(
        self,
        protocol: Protocol,
        lab: Lab,
        wording: Wording,
        template: bool = False,
        origin: Protocol | None = None,
        taken: Callable[[], Iterable[str]] = tuple,
        stocks: Sequence[Stock] = (),
        parent: QObject | None = None,
    ) -> None:
        """Open ``protocol``.

        Args:
            protocol: The value to begin with.
            lab: Its catalogue gives figures.
            wording: The language of the window.
            template: Whether ``protocol`` is a bundled one, which never changes.
            origin: What ``protocol`` was derived from, where that is known.
            taken: Ids of protocols that a copy must not have.
            stocks: Stocks that the lab has confirmed.
            parent: Owner of the object.
        """
        super().__init__(protocol, wording, parent)
        self._lab = lab
        self.stocks = tuple(stocks)
        self._template = protocol if template else None
        self._origin = protocol if template else origin
        self._taken = taken
        self._follow()

    @property
    def lab(self) -> Lab:
        """The lab whose catalogue the protocol is read with."""
        return self._lab

    @property
    def is_template(self) -> bool:
        """Whether the value is a bundled template that nobody has changed."""
        return self._value is self._template

    @property
    def origin(self) -> Protocol | None:
        """The protocol that this one is compared with, if there is one."""
        return self._origin

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of the protocol."""
        return self._findings

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Every value that differs from the origin, and what it was."""
        return self._marks

    @property
    def windows(self) -> tuple[StageWindow, ...]:
        """Where the stages lie, as far as they can be dated."""
        return self._windows

    def change(self, name: Message, protocol: Protocol, field: str = "", spot: Spot | None = None) -> None:
        """Make ``protocol`` the protocol, as one step that can be undone (see ``change_value``)."""
        template = self._template
        if template is None or not self.is_template or protocol == template:
            self.change_value(name, protocol, field, spot)
            return
        copy = variant_of(template, (template.id, *self._taken()))
        title = copy.title if protocol.title == template.title else protocol.title
        named = {"id": copy.id, "derived_from": copy.derived_from, "title": title}
        self.change_value(name, protocol.model_copy(update=named), field, spot)
        self.copied.emit()

    def apply_fix(self, name: Message, finding: Finding, fix_at: int) -> None:
        """Do fix number ``fix_at`` of ``finding``, as one step that can be undone."""
        edit = finding.fixes[fix_at].edit
        if edit.place[:1] == ("stages",):
            self.change(name, edit_protocol(self.protocol, edit, self.lab), spot=self.spot_of(finding))

    def use_stocks(self, stocks: Sequence[Stock]) -> None:
        """Look at the protocol with other stocks."""
        self.stocks = tuple(stocks)
        self._follow()
        self.changed.emit()

    def use_lab(self, lab: Lab) -> None:
        """Look at the protocol with another lab."""
        self._lab = lab
        self._follow()
        self.changed.emit()

    def place_of(self, spot: Spot) -> Place:
        """Return the place that findings of ``spot`` have."""
        if not 0 <= spot.stage < len(self.protocol.stages):
            return ("protocol",)
        stage = self.protocol.stages[spot.stage]
        if not 0 <= spot.row < len(stage.additions):
            return ("stages", stage.id, "medium" if spot.field == "basal" else spot.field)
        return ("stages", stage.id, "additions", parts_of(stage, self.lab, self.stocks)[spot.row].key)

    def spot_of(self, finding: Finding) -> Spot:
        """Return the field that ``finding`` is about."""
        place = finding.place
        at = next((at for at, stage in enumerate(self.protocol.stages) if stage.id in place[1:2]), -1)
        if place[:1] != ("stages",) or at < 0:
            return Spot(0 if self.protocol.stages and place[:1] == ("change",) else -1, -1, place[-1])
        if len(place) < 4:
            field = finding.fixes[0].edit.field if finding.fixes else place[2] if len(place) > 2 else "title"
            return Spot(at, -1, "basal" if field == "medium" else field)
        keys = [part.key for part in parts_of(self.protocol.stages[at], self.lab, self.stocks)]
        row = keys.index(place[3]) if place[3] in keys else -1
        return Spot(at, row, "reagent" if finding.code in _OF_A_NAME else "final")

    def _follow(self) -> None:
        protocol = self._value
        if isinstance(protocol, Run):
            raise TypeError(protocol)
        self._findings = check(protocol, self.lab, self.stocks)
        self._windows = stage_windows(protocol, self.lab.settings.change_every_days)
        origin = self._origin if not self.is_template else None
        self._marks = marks(origin, protocol, self.lab) if origin else ()
