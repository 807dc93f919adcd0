"""The run that is being planned: one frozen value, its plan, and one undo command that swaps two values."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from mscplanner.domain.message import Message
from mscplanner.domain.run import Run
from mscplanner.gui.wording import Wording
from mscplanner.planning.plan import Plan
from mscplanner.planning.planner import plan


class _SwapRun(QUndoCommand):
    """Puts one run in place of another; typing in one field merges into one command."""

    def __init__(self, put: Callable[[Run], None], before: Run, after: Run, name: Message, field: str) -> None:
        super().__init__()
        self.name = name
        self._put, self._before, self._after, self._field = put, before, after, field

    def id(self) -> int:
        return hash(self._field) & 0x7FFFFFFF if self._field else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, _SwapRun) or other._field != self._field:
            return False
        self._after = other._after
        return True

    def redo(self) -> None:
        self._put(self._after)

    def undo(self) -> None:
        self._put(self._before)


class RunDocument(QObject):
    """Holds the run and its plan; views show the plan and hand in the next run."""

    changed = Signal()

    def __init__(self, run: Run, wording: Wording, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wording = wording
        self.undo_stack = QUndoStack(self)
        self._run = run
        self._plan = plan(run)

    @property
    def run(self) -> Run:
        """The run as it stands."""
        return self._run

    @property
    def plan(self) -> Plan:
        """What follows from the run."""
        return self._plan

    def change(self, name: Message, run: Run, field: str = "") -> None:
        """Make ``run`` the run, as one step that can be undone.

        Args:
            name: What was changed, for the Edit menu.
            run: The next value.
            field: Steps of the same field merge into one while nothing else comes between.
        """
        if run != self._run:
            self.undo_stack.push(_SwapRun(self._put, self._run, run, name, field))

    def step_name(self, offset: int) -> str:
        """Return what the next undo (-1) or redo (0) is about, in the language of the window, or ""."""
        command = self.undo_stack.command(self.undo_stack.index() + offset)
        return command.name.written(self._wording.language) if isinstance(command, _SwapRun) else ""

    def _put(self, run: Run) -> None:
        self._run = run
        self._plan = plan(run)
        self.changed.emit()
