"""The findings of the document that is shown: what, where, why, and the ways on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDockWidget,
    QHBoxLayout,
    QHeaderView,
    QPlainTextEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from mscplanner.domain.finding import Finding, Tool
from mscplanner.domain.language import N_
from mscplanner.domain.message import message
from mscplanner.gui.document import Document
from mscplanner.gui.fixing import press_fix
from mscplanner.gui.held_text import held_together
from mscplanner.gui.icons import icon
from mscplanner.gui.labels import button, button_text, put_away, row_height, text_label
from mscplanner.gui.marks import SEVERITY_WORDS, severity_icon
from mscplanner.gui.places import written_place
from mscplanner.gui.wording import Wording
from mscplanner.planning.acceptance import can_be_accepted

_FRAME = 14
_SHARE = 0.3
"""Most of the window's height that the findings take by themselves."""
_TOOLS: dict[Tool, str] = {"find-start": N_("Find Start Date…")}
_HEADS = (N_("Severity"), N_("Message"), N_("Where"), N_("Code"))


class _FindingTable(QTableWidget):
    """Rows of findings; Enter goes to the place, Del accepts, Esc leaves."""

    chosen = Signal()
    accepted = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.accepted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class FindingsDock(QDockWidget):
    """Lists all findings, errors first, with the details of the current one.

    Signals: ``place_wanted`` carries the finding whose field is to be shown; ``accept_wanted`` a
    warning that somebody wants to accept, ``withdraw_wanted`` one that is to be open again;
    ``tool_wanted`` the tool that a finding names as its way on.
    """

    place_wanted = Signal(object)
    accept_wanted = Signal(object)
    withdraw_wanted = Signal(object)
    tool_wanted = Signal(str)
    left = Signal()
    put_away = Signal()

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self.setObjectName("findings")
        self._wording = wording
        self._document: Document | None = None
        self._findings: tuple[Finding, ...] = ()
        self._written: list[tuple[str, ...]] = []
        self._walking = False
        self._fixes: list[QPushButton] = []
        self.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetClosable)
        wording.bind(self.setWindowTitle, N_("Findings"))
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(12, 4, 12, 8)
        column.setSpacing(6)
        self.table = self._table()
        column.addWidget(self.table, 1)
        column.addWidget(self._details())
        self.setWidget(body)
        self.setTitleBarWidget(self._title_bar())
        wording.changed.connect(self._fill_again)

    def show_document(self, document: Document | None) -> None:
        """Follow the findings of ``document``, or of none."""
        if document is self._document:
            return
        if self._document is not None and isValid(self._document):
            self._document.changed.disconnect(self._fill)
        self._document = document
        if document is not None:
            document.changed.connect(self._fill)
        self._walking = False
        self._fill()
        if self._findings:
            self.table.setCurrentCell(0, 1)

    def choose(self, finding: Finding) -> None:
        """Make ``finding`` the one whose details and ways on are shown."""
        if finding in self._findings:
            self.table.setCurrentCell(self._findings.index(finding), 1)

    @property
    def current(self) -> Finding | None:
        """The finding whose details are shown."""
        row = self.table.currentRow()
        return self._findings[row] if 0 <= row < len(self._findings) else None

    def walk(self, step: int) -> None:
        """Go to the next finding (1) or the one before (-1), and to its place."""
        if self._findings:
            # The walk begins at the top, where the errors are, or at the end.
            moved = self.table.currentRow() + step if self._walking else min(step, 0)
            self._walking = True
            self.table.setCurrentCell(moved % len(self._findings), 1)
            self._go()

    def show_first(self) -> None:
        """Make the gravest finding the current one."""
        if self._findings:
            self.table.setCurrentCell(0, 1)

    def fix_current(self) -> None:
        """Do the first way on of the current finding."""
        finding = self.current
        if finding and finding.fixes:
            self._press(0)
        elif finding and finding.tool:
            self.tool_wanted.emit(finding.tool)

    def sizeHint(self) -> QSize:
        wanted = 14 * self.fontMetrics().height()
        return QSize(900, min(wanted, max(int(self.window().height() * _SHARE), self.minimumSizeHint().height())))

    def _title_bar(self) -> QWidget:
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(14, 4, 8, 0)
        title = text_label(role="strong", wrap=False)
        self._wording.bind(title.setText, N_("Findings"))
        self.show_accepted = QCheckBox()
        self.show_accepted.toggled.connect(self._fill)
        hide = button("plain", self.put_away.emit)
        hide.setIcon(icon("close"))
        self._wording.bind(hide.setText, N_("Hide"))
        self._wording.bind(hide.setAccessibleName, N_("Hide the findings"))
        self._wording.changed.connect(lambda: hide.setIcon(icon("close")))
        row.addWidget(title, 1)
        row.addWidget(self.show_accepted)
        row.addWidget(hide)
        return bar

    def _table(self) -> _FindingTable:
        table = _FindingTable(0, len(_HEADS))
        table.verticalHeader().hide()
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.currentCellChanged.connect(self._show_details)
        table.cellDoubleClicked.connect(self._go)
        table.chosen.connect(self._go)
        table.accepted.connect(self._accept)
        table.left.connect(self.left)
        self._wording.bind(table.setAccessibleName, N_("Findings"))
        return table

    def _details(self) -> QWidget:
        details = QWidget()
        row = QHBoxLayout(details)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._reason = QPlainTextEdit()
        self._reason.setReadOnly(True)
        self._reason.setTabChangesFocus(True)
        self._wording.bind(self._reason.setAccessibleName, N_("Reason and way on"))
        row.addWidget(self._reason, 1)
        self._buttons = QHBoxLayout()
        row.addLayout(self._buttons)
        self._show = button(pressed=self._go)
        self._wording.bind(self._show.setText, N_("Show"))
        row.addWidget(self._show)
        return details

    def _fill_again(self) -> None:
        """Write every row anew: words and colours are others now."""
        self._written = []
        self._fill()

    def _fill(self) -> None:
        before, known = self.current, self._findings
        document = self._document
        self._findings = document.findings if document else ()
        self._show_accepted_count()
        if document and not self.show_accepted.isChecked():
            self._findings = document.open_findings
        if not self._written:
            self._prepare_rows()
        self.table.setRowCount(len(self._findings))
        self._written = self._written[: len(self._findings)]
        for row, finding in enumerate(self._findings):
            texts = self._texts(finding)
            # Each cell that is set makes the table measure its columns: only what is new is written.
            if row < len(self._written) and self._written[row] == texts:
                continue
            self._written[row : row + 1] = [texts]
            self.table.setItem(row, 0, QTableWidgetItem(severity_icon(finding.severity), texts[0]))
            for column, text in enumerate(texts[1:], start=1):
                self.table.setItem(row, column, QTableWidgetItem(text))
        keep = next((row for row, each in enumerate(self._findings) if each == before), 0 if self._findings else -1)
        come = [row for row, each in enumerate(self._findings) if each.severity == "error" and each not in known]
        # A new error is never left out of sight.
        self.table.setCurrentCell(come[0] if come and known else keep, 1)
        self._show_details()

    def _show_accepted_count(self) -> None:
        document = self._document
        count = len(document.findings) - len(document.open_findings) if document else 0
        self.show_accepted.setText(self._wording.text(N_("Show accepted ({count})"), count=count))
        self.show_accepted.setVisible(bool(count))

    def _prepare_rows(self) -> None:
        self.table.setHorizontalHeaderLabels([self._wording.text(head) for head in _HEADS])
        self.table.verticalHeader().setDefaultSectionSize(row_height(self.table))
        self.table.setMinimumHeight(self.table.horizontalHeader().sizeHint().height() + 2 * row_height(self.table))
        self._reason.setFixedHeight(3 * self.fontMetrics().lineSpacing() + _FRAME)

    def _texts(self, finding: Finding) -> tuple[str, ...]:
        language = self._wording.language
        accepted = self._document.acceptance(finding) if self._document else None
        word = self._wording.text(N_("Accepted") if accepted else SEVERITY_WORDS[finding.severity])
        return word, finding.title.written(language), self._where(finding), finding.code

    def _where(self, finding: Finding) -> str:
        document = self._document
        if document is None:
            return ""
        return written_place(finding.place, document.protocol, document.lab.catalogue, self._wording.language)

    def _show_details(self) -> None:
        for old in self._fixes:
            self._buttons.removeWidget(old)
            put_away(old)
        self._fixes = []
        finding, language = self.current, self._wording.language
        self._show.setEnabled(finding is not None)
        if finding is None:
            self._reason.setPlainText(self._wording.text(N_("Nothing to fix.")))
            return
        accepted = self._document.acceptance(finding) if self._document else None
        way_on = finding.way_on
        if accepted:
            way_on = message(
                N_("Accepted by {by}, {on}: {reason}"), by=accepted.by, on=accepted.on, reason=accepted.reason
            )
        told = f"{finding.reason.written(language)}\n{way_on.written(language)}"
        self._reason.setPlainText(held_together(told, copied=True))
        for at, fix in enumerate(finding.fixes):
            self._add_button("fix", fix.label.written(language), partial(self._press, at))
        if finding.tool:
            pressed = partial(self.tool_wanted.emit, finding.tool)
            self._add_button("tool", self._wording.text(_TOOLS[finding.tool]), pressed)
        if self._document and self._document.can_accept and can_be_accepted(finding):
            text = N_("Open Again") if accepted else N_("Accept…")
            self._add_button("accept", self._wording.text(text), self._accept)

    def _add_button(self, name: str, text: str, pressed: Callable[[], object]) -> None:
        made = button(pressed=pressed)
        made.setObjectName(name)
        made.setText(button_text(text))
        self._buttons.addWidget(made)
        self._fixes.append(made)

    def _accept(self) -> None:
        """Ask for the acceptance of a warning, or for its end."""
        finding, document = self.current, self._document
        if finding and document and document.can_accept and can_be_accepted(finding):
            (self.withdraw_wanted if document.acceptance(finding) else self.accept_wanted).emit(finding)

    def _go(self) -> None:
        if self.current:
            self.place_wanted.emit(self.current)

    def _press(self, fix_at: int) -> None:
        """Apply a fix; one that proposes a dose asks once, and one that only leads goes to its field."""
        if self.current and self.current.fixes[fix_at].leads:
            self._go()
        elif self.current and self._document:
            press_fix(self, self._document, self.current, fix_at)
