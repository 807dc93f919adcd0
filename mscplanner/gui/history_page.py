"""The history of one document: its versions, none of which ever changes, and the copy worked on above them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mscplanner.domain.language import N_
from mscplanner.gui.action_row import Action, ActionRow
from mscplanner.gui.entry_model import Column, Group, Row
from mscplanner.gui.entry_table import EntryTable
from mscplanner.gui.labels import button, text_label
from mscplanner.gui.moments import write_moment
from mscplanner.gui.wording import Wording

if TYPE_CHECKING:
    from mscplanner.library.entry import Kind, Version

_COLUMNS = (
    Column(N_("Version"), descending=True, most=16),
    Column(N_("Made"), descending=True),
    Column(N_("By"), most=20),
    Column(N_("Remark"), most=0),
    Column(N_("Digest"), most=12, spare=1),
)
_NOW = "now"
_DIGEST_SHOWN = 8
_ACTS = {"restore", "compare", "branch"}


class HistoryPage(QWidget):
    """Newest first. A version can be looked at beside the present state, brought back, or branched off."""

    restore_wanted = Signal(str)
    compare_wanted = Signal(str)
    branch_wanted = Signal(str)
    version_wanted = Signal()
    left = Signal()

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self._wording = wording
        self._titled = ""
        self._kind: Kind = "protocol"
        self._versions: tuple[Version, ...] = ()
        self._changed_at: datetime | None = None
        self.table = EntryTable(wording, _COLUMNS, 0)
        wording.bind(self.table.setAccessibleName, N_("Versions"))
        self._explained = text_label(role="muted")
        self._note = text_label(selectable=True)
        self.buttons = ActionRow(
            wording,
            (
                Action("restore", N_("Restore This Version"), lambda: self._tell(self.restore_wanted.emit)),
                Action("compare", N_("Compare With Now…"), lambda: self._tell(self.compare_wanted.emit), "primary"),
                Action("branch", N_("Open as New Protocol"), lambda: self._tell(self.branch_wanted.emit)),
                Action("save_version", N_("Save Version…"), self.version_wanted.emit),
            ),
        )
        self._lay_out()
        self.table.opened.connect(self.buttons["compare"].click)
        self.table.current_changed.connect(self._show_chosen)
        self.table.installEventFilter(self)
        wording.changed.connect(self._fill)
        self.setFocusProxy(self.table)

    def show_history(self, title: str, kind: Kind, versions: Sequence[Version], changed_at: datetime | None) -> None:
        """Show the versions of one document.

        Args:
            title: What the document is called.
            kind: Whether it is a protocol or a run.
            versions: Its versions, in any order.
            changed_at: When the working copy was changed last, or None where there is none.
        """
        another = not {version.document for version in versions} <= {version.document for version in self._versions}
        self._titled, self._kind = title, kind
        self._versions = tuple(sorted(versions, key=lambda version: version.number, reverse=True))
        newest = self._versions[0].made_at if self._versions else None
        # A version made after the last change holds it.
        self._changed_at = changed_at if changed_at and (newest is None or changed_at > newest) else None
        self._fill()
        if another:
            # The present state is there to be compared with: what can be done is done with a version.
            self.table.choose(self._versions[0].id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.table
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
        ):
            self.left.emit()
            return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(8)
        self._title = text_label(role="title")
        head.addWidget(self._title, 1)
        self.back = button(pressed=self.left.emit)
        self.back.setObjectName("back")
        self._wording.bind(self.back.setText, N_("Back"))
        head.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(self._explained)
        column.addWidget(self.table, 1)
        column.addWidget(self._note)
        column.addWidget(self.buttons)

    def _tell(self, wanted: Callable[[str], None]) -> None:
        row = self.table.current
        if row and row.id != _NOW:
            wanted(row.id)

    def _fill(self) -> None:
        self._title.setText(self._wording.text(N_("History of {title}"), title=self._titled))
        self._explained.setText(
            self._wording.text(
                N_("A version never changes. Planning a run, printing and exporting a calendar make one.")
                if self._versions
                else N_("No version yet. Save Version… makes one; planning, printing and exporting do so, too.")
            )
        )
        rows = [self._now_row()] if self._changed_at else []
        rows += [self._row(version) for version in self._versions]
        self.table.show_groups([Group(rows)])

    def _now_row(self) -> Row:
        at, last = self._changed_at, len(self._versions)
        text = write_moment(at, self._wording.language) if at else ""
        moment = at.timestamp() if at else 0.0
        now, note = self._wording.text(N_("Now")), self._wording.text(N_("Not yet a version"))
        number = max((version.number for version in self._versions), default=last) + 1
        return Row(_NOW, (now, text, "—", note, "—"), (number, moment, "", "", ""), "", strong=(0,))

    def _row(self, version: Version) -> Row:
        newest = version is self._versions[0] and self._changed_at is None
        number = str(version.number)
        if newest:
            number = self._wording.text(N_("{number}, as now"), number=number)
        note, short = version.note, version.digest[:_DIGEST_SHOWN]
        cells = (number, write_moment(version.made_at, self._wording.language), version.made_by, note, short)
        keys = (version.number, version.made_at.timestamp(), version.made_by.casefold(), note.casefold(), short)
        return Row(version.id, cells, keys, "", strong=(0,) if newest else ())

    def _show_chosen(self) -> None:
        row = self.table.current
        hidden = set() if self._kind == "protocol" else {"compare", "branch"}
        if self._changed_at is None and self._versions:
            hidden.add("save_version")
        usable = {"save_version"}
        if row and row.id != _NOW:
            usable |= _ACTS
            if self._changed_at is None and row.id == self._versions[0].id:
                usable -= {"restore", "compare"}
        subject = row.cells[0] if row else ""
        self.buttons.show_usable(usable - hidden, subject, hidden)
        self._note.setText(row.cells[3] if row and row.id != _NOW else "")
