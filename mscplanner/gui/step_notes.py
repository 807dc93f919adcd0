"""Tells of a step in the bar, with an undo that takes back this step and no other."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from mscplanner.domain.language import N_
from mscplanner.gui.undoable import Undoable


class StepNotes(QObject):
    """Tells of steps of any document.

    Signals: ``told`` a text of the moment, its tone and its ways on; ``told_over`` such a text that
    no longer holds.
    """

    told = Signal(object, str, object)
    told_over = Signal(object)

    def tell(
        self,
        undoable: Undoable,
        content: Callable[[], str],
        lasting: bool = False,
        ways: tuple[tuple[str, Callable[[], object]], ...] = (),
    ) -> None:
        """Tell of the last step of ``undoable``.

        Args:
            undoable: Holds what was changed.
            content: Returns the text in the language of the moment.
            lasting: Tell it until the step is taken back, whatever follows; its undo takes that back, too.
            ways: What else there is to do, before its undo.
        """
        stack = undoable.undo_stack
        before = stack.index() - 1
        self.told.emit(content, "note", (*ways, (N_("Undo"), partial(stack.setIndex, before))))

        def over(index: int) -> None:
            if index <= before or not lasting:
                stack.indexChanged.disconnect(over)
                self.told_over.emit(content)

        # The step itself is still being counted.
        QTimer.singleShot(0, stack, lambda: stack.indexChanged.connect(over))
