"""What can be undone: one command that swaps two values, and the stack that it is pushed on."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from mscplanner.domain.message import Message
from mscplanner.gui.wording import Wording


class Swap(QUndoCommand):
    """Puts one value in place of another; typing in one field merges into one command."""

    def __init__(
        self,
        swap: Callable[[Any, Any], None],
        show: Callable[[Any], None],
        before: Any,
        after: Any,
        name: Message,
        field: str,
        spot: Any,
    ) -> None:
        super().__init__()
        self.name = name
        self._swap, self._show, self._before, self._after = swap, show, before, after
        self._field, self._spot, self._done_once = field, spot, False

    def id(self) -> int:
        return hash(self._field) & 0x7FFFFFFF if self._field else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, Swap) or other._field != self._field:
            return False
        self._after = other._after
        # Typed back to what it was: nothing is left to undo.
        self.setObsolete(self._after == self._before)
        return True

    def redo(self) -> None:
        self._swap(self._before, self._after)
        if self._done_once:
            self._show(self._spot)
        self._done_once = True

    def undo(self) -> None:
        self._swap(self._after, self._before)
        self._show(self._spot)


class Undoable(QObject):
    """Holds values whose every change is a step that can be taken back and done again.

    ``changed`` says that something is another one; ``spot_wanted`` carries where a step was made
    that was undone or done again, so that the selection returns to it.
    """

    changed = Signal()
    spot_wanted = Signal(object)

    def __init__(self, wording: Wording, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.wording = wording
        self.undo_stack = QUndoStack(self)

    def push(self, name: Message, before: Any, after: Any, field: str = "", spot: Any = None) -> None:
        """Swap ``before`` for ``after``, as one step.

        Args:
            name: What was changed, for the Edit menu.
            before: What the step takes away; undone, it comes back.
            after: What the step puts there.
            field: Steps of the same field merge into one while nothing else comes between.
            spot: Where the selection returns to when the step is undone or done again.
        """
        self.undo_stack.push(Swap(self._swap, self.spot_wanted.emit, before, after, name, field, spot))

    def step_name(self, offset: int) -> str:
        """Return what the next undo (-1) or redo (0) is about, in the language of the window, or ""."""
        name = self.step_message(offset)
        return name.written(self.wording.language) if name else ""

    def step_message(self, offset: int) -> Message | None:
        """Return what the next undo (-1) or redo (0) is about, or None where there is none."""
        command = self.undo_stack.command(self.undo_stack.index() + offset)
        return command.name if isinstance(command, Swap) else None

    def _swap(self, before: Any, after: Any) -> None:
        """Put ``after`` in the place of ``before``."""
        raise NotImplementedError
