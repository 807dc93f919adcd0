"""A document: one frozen value, and what follows from it; every change can be undone."""

from typing import Any, NamedTuple

from PySide6.QtCore import QObject

from mscplanner.domain.finding import Finding
from mscplanner.domain.lab import Lab
from mscplanner.domain.message import Message
from mscplanner.domain.protocol import Protocol
from mscplanner.domain.run import Acceptance, Run, protocol_of
from mscplanner.gui.undoable import Undoable
from mscplanner.gui.wording import Wording


class Spot(NamedTuple):
    """Where in a protocol a change was made: stage and addition from 0, -1 for none, and the field."""

    stage: int = -1
    row: int = -1
    field: str = ""


class Document(Undoable):
    """Holds a value and what follows from it; views show it and hand in the next value.

    A step's spot is a ``Spot``.
    """

    def __init__(self, value: Protocol | Run, wording: Wording, parent: QObject | None = None) -> None:
        super().__init__(wording, parent)
        self._value = value

    @property
    def value(self) -> Protocol | Run:
        """The value as it stands."""
        return self._value

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the checks have to say about the value."""
        raise NotImplementedError

    @property
    def protocol(self) -> Protocol:
        """The protocol, or the run's copy of it."""
        return protocol_of(self._value)

    @property
    def open_findings(self) -> tuple[Finding, ...]:
        """The findings that nobody has accepted."""
        return tuple(finding for finding in self.findings if self.acceptance(finding) is None)

    def acceptance(self, finding: Finding) -> Acceptance | None:
        """Return how ``finding`` was accepted, or None where it is open."""
        return None

    @property
    def can_accept(self) -> bool:
        """Whether warnings of this document can be accepted."""
        return False

    @property
    def lab(self) -> Lab:
        """The lab whose catalogue the value is read with."""
        raise NotImplementedError

    @property
    def title(self) -> str:
        """What the document is called in the language of the window."""
        return self.protocol.title.written(self.wording.language)

    def apply_fix(self, name: Message, finding: Finding, fix_at: int) -> None:
        """Do fix number ``fix_at`` of ``finding``, as one step that can be undone."""
        raise NotImplementedError

    def change_value(self, name: Message, value: Protocol | Run, field: str = "", spot: Spot | None = None) -> None:
        """Make ``value`` the value, as one step that can be undone.

        Args:
            name: What was changed, for the Edit menu.
            value: The next value.
            field: Steps of the same field merge into one while nothing else comes between.
            spot: Where the selection returns to when the step is undone or done again.
        """
        if value != self._value:
            self.push(name, self._value, value, field, spot or Spot())

    def _swap(self, before: Any, after: Any) -> None:
        self._value = after
        self._follow()
        self.changed.emit()

    def _follow(self) -> None:
        """Work out what follows from the value."""
        raise NotImplementedError
