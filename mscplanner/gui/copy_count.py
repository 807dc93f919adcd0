"""Counts the copies of sheets by itself; whoever prints may type another number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QSpinBox

if TYPE_CHECKING:
    from mscplanner.library.entry import HandOut


def next_copy(known: Sequence[HandOut], revision: int, parts: Sequence[str], draft: bool) -> int:
    """Return the number of the next copy: one more than that of any of ``parts`` before.

    Args:
        known: What was handed out of the run so far.
        revision: Revision of the plan.
        parts: Ids of the parts of the book that are to be printed.
        draft: Whether a draft is printed: drafts and final sheets are counted apart.
    """
    same = (each for each in known if (each.plan_revision, each.draft) == (revision, draft))
    return 1 + max((each.copy_number for each in same if set(each.parts) & set(parts)), default=0)


class _Counted(NamedTuple):
    """What a number was set for."""

    known: int
    revision: int
    parts: tuple[str, ...]
    draft: bool


class CopyCount(QObject):
    """Sets the field of the copy number. A typed number stands until other sheets are chosen or some go out."""

    def __init__(self, field: QSpinBox) -> None:
        super().__init__(field)
        self._field = field
        self._known: tuple[HandOut, ...] = ()
        self._counted: _Counted | None = None

    def show_known(self, known: Sequence[HandOut]) -> bool:
        """Count on from what was handed out so far; return whether that makes another number."""
        self._known = tuple(each for each in known if each.labels is None)
        if self._counted is None:
            return False
        before = self._field.value()
        self.count(self._counted.revision, self._counted.parts, self._counted.draft)
        return self._field.value() != before

    def count(self, revision: int, parts: Sequence[str], draft: bool) -> None:
        """Set the number for these sheets, unless they are the ones that it was set for before."""
        counted = _Counted(len(self._known), revision, tuple(parts), draft)
        if counted == self._counted:
            return
        self._counted = counted
        self._field.blockSignals(True)
        self._field.setValue(next_copy(self._known, revision, parts, draft))
        self._field.blockSignals(False)
