"""A document: one frozen value, and one undo command that swaps two values."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from mscplanner.domain.finding import Finding
from mscplanner.domain.lab import Lab
from mscplanner.domain.message import Message
from mscplanner.domain.protocol import Protocol
from mscplanner.domain.run import Acceptance, Run, protocol_of
from mscplanner.gui.wording import Wording


class Spot(NamedTuple):
    """Where in a protocol a change was made: stage and addition from 0, -1 for none, and the field."""

    stage: int = -1
    row: int = -1
    field: str = ""


class _Swap(QUndoCommand):
    """Puts one value in place of another; typing in one field merges into one command."""

    def __init__(
        self,
        put: Callable[[Protocol | Run], None],
        show: Callable[[Spot], None],
        before: Protocol | Run,
        after: Protocol | Run,
        name: Message,
        field: str,
        spot: Spot,
    ) -> None:
        super().__init__()
        self.name = name
        self._put, self._show, self._before, self._after = put, show, before, after
        self._field, self._spot, self._done_once = field, spot, False

    def id(self) -> int:
        return hash(self._field) & 0x7FFFFFFF if self._field else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, _Swap) or other._field != self._field:
            return False
        self._after = other._after
        # Typed back to what it was: nothing is left to undo.
        self.setObsolete(self._after == self._before)
        return True

    def redo(self) -> None:
        self._put(self._after)
        if self._done_once:
            self._show(self._spot)
        self._done_once = True

    def undo(self) -> None:
        self._put(self._before)
        self._show(self._spot)


class Document(QObject):
    """Holds a value and what follows from it; views show it and hand in the next value.

    ``changed`` says that the value is another one; ``spot_wanted`` carries the ``Spot`` of a step
    that was undone or done again, so that the selection returns to it.
    """

    changed = Signal()
    spot_wanted = Signal(object)

    def __init__(self, value: Protocol | Run, wording: Wording, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.wording = wording
        self.undo_stack = QUndoStack(self)
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
            step = _Swap(self._put, self.spot_wanted.emit, self._value, value, name, field, spot or Spot())
            self.undo_stack.push(step)

    def step_name(self, offset: int) -> str:
        """Return what the next undo (-1) or redo (0) is about, in the language of the window, or ""."""
        command = self.undo_stack.command(self.undo_stack.index() + offset)
        return command.name.written(self.wording.language) if isinstance(command, _Swap) else ""

    def _put(self, value: Protocol | Run) -> None:
        self._value = value
        self._follow()
        self.changed.emit()

    def _follow(self) -> None:
        """Work out what follows from the value."""
        raise NotImplementedError
