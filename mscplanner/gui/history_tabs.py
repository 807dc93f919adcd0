"""The histories of open documents: a tab for each, from which a version is restored, compared or branched off."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from mscplanner.domain.language import N_
from mscplanner.domain.protocol import Protocol
from mscplanner.domain.run import Run, protocol_of
from mscplanner.gui.desk import CALENDAR_NOTE, CLOSE_NOTE, PRINT_NOTE, RESTORE_NOTE, RUN_NOTE, Desk
from mscplanner.gui.history_page import HistoryPage
from mscplanner.gui.step_notes import StepNotes
from mscplanner.gui.tabbed_place import TabbedPlace
from mscplanner.gui.wording import Wording

if TYPE_CHECKING:
    from mscplanner.library.entry import Kind, Version

_PREFIX = "history:"
_NOTES = (
    (RUN_NOTE, N_("Start of run {number}")),
    (PRINT_NOTE, N_("Printed: {number}")),
    (CALENDAR_NOTE, N_("Calendar exported: {number}")),
    (CLOSE_NOTE, N_("Closed out: {number}")),
    (RESTORE_NOTE, N_("Before version {number} was restored")),
)


class HistoryTabs(QObject):
    """Shows the versions of a document beside the document itself.

    Signals: ``place_wanted`` carries the place whose tab is shown; ``told`` a text, its tone and
    its ways on; ``told_over`` such a text that no longer holds;
    ``protocol_found`` a protocol that goes on as a new one; ``comparison_wanted``
    the protocols before and after, and what tells them apart; ``version_asked`` the key of the
    document that a person wants a version of.
    """

    place_wanted = Signal(object)
    told = Signal(object, str, object)
    told_over = Signal(object)
    protocol_found = Signal(object)
    comparison_wanted = Signal(object, object, object)
    version_asked = Signal(str)

    def __init__(self, desk: Desk, wording: Wording, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._wording = desk, wording
        self._open: dict[str, HistoryPage] = {}
        self._numbers: dict[str, int] = {}
        self._notes = StepNotes(self)
        self._notes.told.connect(self.told)
        self._notes.told_over.connect(self.told_over)
        wording.changed.connect(self._renew)

    def tab(self, key: str) -> str:
        """Return the key of the tab with the history of the document ``key``."""
        return f"{_PREFIX}{key}"

    def title(self, tab: str) -> str:
        """Return what ``tab`` is called, or "" where it is no history."""
        held = self._desk.held(tab.removeprefix(_PREFIX)) if tab.startswith(_PREFIX) else None
        return self._wording.text(N_("History of {title}"), title=held.document.title) if held else ""

    def open(self, key: str, tabs: TabbedPlace) -> None:
        """Show the versions of the open document ``key`` in ``tabs``."""
        held = self._desk.held(key)
        if held is None:
            return
        if held.is_template:
            self.told.emit(lambda: self._wording.text(N_("A template has no versions: it never changes.")), "note", ())
            return
        tab = self.tab(key)
        page = tabs.page(tab)
        if not isinstance(page, HistoryPage):
            page = HistoryPage(self._wording)
            page.left.connect(partial(self._leave, key, tabs))
            page.restore_wanted.connect(partial(self._restore, key, tabs))
            page.compare_wanted.connect(partial(self._compare, key))
            page.branch_wanted.connect(self._branch)
            page.version_wanted.connect(partial(self.version_asked.emit, key))
            page.destroyed.connect(lambda: self._open.pop(key, None))
            self._open[key] = page
            tabs.open_page(tab, page, self.title(tab))
        tabs.show_page(tab)
        self.place_wanted.emit(tabs)
        self._desk.history(held.id, partial(self._fill, key))

    def _renew(self) -> None:
        for key in self._open:
            held = self._desk.held(key)
            if held:
                self._desk.history(held.id, partial(self._fill, key))

    def _fill(self, key: str, versions: tuple[Version, ...]) -> None:
        held, page = self._desk.held(key), self._open.get(key)
        if held is None or page is None:
            return
        entry = self._desk.entry(held.id)
        self._numbers |= {each.id: each.number for each in versions}
        told = [each.model_copy(update={"note": self._written(each.note)}) for each in versions]
        kind: Kind = "run" if isinstance(held.document.value, Run) else "protocol"
        page.show_history(held.document.title, kind, told, entry.changed_at if entry else None)

    def _written(self, note: str) -> str:
        for start, text in _NOTES:
            if note.startswith(start):
                return self._wording.text(text, number=note.removeprefix(start))
        return note

    def _leave(self, key: str, tabs: TabbedPlace) -> None:
        page = tabs.close_page(self.tab(key))
        if page:
            page.deleteLater()
        tabs.show_page(key)

    def _restore(self, key: str, tabs: TabbedPlace, version_id: str) -> None:
        held = self._desk.held(key)
        if held is None:
            return

        def restored(number: int, content: Protocol | Run) -> None:
            self._desk.restore(key, number, content)
            self._leave(key, tabs)
            self._notes.tell(
                held.document,
                lambda: self._wording.text(N_("Version {number} is restored; Undo goes back."), number=number),
            )

        self._desk.version(version_id, partial(restored, self._numbers.get(version_id, 0)))

    def _branch(self, version_id: str) -> None:
        self._desk.version(version_id, lambda content: self.protocol_found.emit(protocol_of(content)))

    def _compare(self, key: str, version_id: str) -> None:
        held, number = self._desk.held(key), self._numbers.get(version_id, 0)
        if held:
            now = held.document.protocol
            states = (self._wording.text(N_("version {number}"), number=number), self._wording.text(N_("now")))
            self._desk.version(
                version_id, lambda content: self.comparison_wanted.emit(protocol_of(content), now, states)
            )
