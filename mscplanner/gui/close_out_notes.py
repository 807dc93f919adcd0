"""The findings of a sheet that came back: each leads to its field, and some can be mended by one press."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from mscplanner.domain.finding import Finding
from mscplanner.domain.language import N_, P_
from mscplanner.gui.labels import button, button_text, put_away, text_label
from mscplanner.gui.marks import severity_icon
from mscplanner.gui.wording import Wording

_HEIGHT = 116
_SIGN = 14
_COUNTS = P_("{count} finding", "{count} findings")
_STANDING = P_(
    "{count} entry is to be looked at: mend it, or press once more to keep what was typed.",
    "{count} entries are to be looked at: mend them, or press once more to keep what was typed.",
)


class CloseOutNotes(QScrollArea):
    """Lists findings; ``place_wanted`` carries row and column, ``fix_wanted`` also the text to put there.

    It is as high as what it tells; ``grown`` says that what stands above has less room now.
    """

    grown = Signal()
    place_wanted = Signal(str, str)
    fix_wanted = Signal(str, str, str)

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self._wording = wording
        self._at = -1
        self.findings: tuple[Finding, ...] = ()
        self._known: tuple[Finding, ...] = ()
        self._told: tuple[Finding, ...] = ()
        self._shown: tuple[tuple[Finding, ...], bool] | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(wording.text(N_("Findings")))

    @property
    def stands(self) -> bool:
        """Whether all that is to be looked at was told before: what is typed is taken as it is now."""
        told = any(each in self._told for each in self.findings)
        return told and all(each in (*self._known, *self._told) for each in self.findings)

    def accept_findings(self) -> None:
        """Hold nothing back for what stands now: a record that is opened to be corrected has these findings."""
        self._known = self.findings

    def holds_back(self) -> bool:
        """Return whether there are findings that nobody was told of yet; they are told, and the first is gone to."""
        new = tuple(each for each in self.findings if each not in (*self._known, *self._told))
        if new:
            self._told = (*self._told, *new)
            self.show_findings(self.findings)
            self._at = self.findings.index(new[0])
            self._tell_place(new[0])
        return bool(new)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show ``findings``, or that there are none."""
        self.findings = tuple(findings)
        if self._shown == (self.findings, self.stands):
            return
        self._shown = (self.findings, self.stands)
        page = QWidget()
        page.setObjectName("page")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(2)
        count = self._wording.count(_STANDING if self.stands else _COUNTS, len(findings))
        told = count if findings else self._wording.text(N_("Nothing to look at again."))
        column.addWidget(text_label(told, "warning" if self.stands else "small"))
        for finding in findings:
            column.addLayout(self._line(finding))
        column.addStretch(1)
        old = self.takeWidget()
        if old:
            put_away(old)
        self.setWidget(page)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        if event.size().height() > event.oldSize().height():
            self.grown.emit()

    def _fit(self) -> None:
        """Take the room of what is told, up to a limit."""
        page = self.widget()
        layout = page.layout() if page else None
        if layout:
            self.setFixedHeight(min(layout.totalHeightForWidth(self.viewport().width()), _HEIGHT))

    def _line(self, finding: Finding) -> QHBoxLayout:
        language = self._wording.language
        row = QHBoxLayout()
        row.setSpacing(6)
        made = button("link", partial(self._tell_place, finding))
        made.setIcon(severity_icon(finding.severity, _SIGN))
        made.setText(button_text(finding.title.written(language)))
        made.setAutoDefault(False)
        row.addWidget(made)
        row.addWidget(text_label(f"{finding.way_on.written(language)} ({finding.code})", "small"), 1)
        for fix in finding.fixes:
            mend = button(pressed=partial(self._tell_fix, finding, fix.edit.value))
            mend.setText(button_text(fix.label.written(language)))
            mend.setAutoDefault(False)
            row.addWidget(mend)
        return row

    def walk(self) -> None:
        """Go to the field of the next finding."""
        if self.findings:
            self._at = (self._at + 1) % len(self.findings)
            self._tell_place(self.findings[self._at])

    def _tell_place(self, finding: Finding) -> None:
        self.place_wanted.emit(finding.place[1], finding.place[2])

    def _tell_fix(self, finding: Finding, text: str) -> None:
        self.fix_wanted.emit(finding.place[1], finding.place[2], text)
