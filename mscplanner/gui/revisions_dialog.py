"""The revisions of a run's plan: when, by whom, what was decided, and which sheets are others since."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFrame, QScrollArea, QVBoxLayout, QWidget

from mscplanner.domain.language import N_
from mscplanner.domain.message import write_date
from mscplanner.domain.run import Revision
from mscplanner.gui.labels import put_away, text_label
from mscplanner.gui.run_document import RunDocument
from mscplanner.planning.happening_texts import otherwise


class RevisionsDialog(QDialog):
    """Lists the revisions, newest first; follows the run while it is open.

    ``print_wanted`` carries the sheets that changed with the newest revision.
    """

    print_wanted = Signal(object)

    def __init__(self, parent: QWidget, document: RunDocument) -> None:
        super().__init__(parent)
        self._document, self._wording = document, document.wording
        self.setObjectName("plan_revisions")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.addWidget(self._area, 1)
        buttons = QDialogButtonBox()
        roles = QDialogButtonBox.ButtonRole
        self.print_changed = buttons.addButton(self._wording.text(N_("Print Changed Sheets…")), roles.ActionRole)
        self.print_changed.clicked.connect(lambda _checked: self._print())
        buttons.addButton(self._wording.text(N_("Close")), roles.RejectRole)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self.resize(70 * self.fontMetrics().averageCharWidth() + 60, 440)
        document.changed.connect(self._renew)
        self._renew()

    @property
    def texts(self) -> tuple[str, ...]:
        """What is told, from top to bottom."""
        return tuple(text for text, _ in self._lines)

    def _renew(self) -> None:
        run = self._document.run
        self.setWindowTitle(self._wording.text(N_("Plan revisions of {run}"), run=run.number))
        self.print_changed.setEnabled(bool(run.revisions))
        lines: list[tuple[str, str]] = []
        for each in reversed(run.revisions):
            lines += self._told(each)
        lines.append((self._wording.text(N_("Plan revision {number}"), number=1), "strong"))
        lines.append((self._wording.text(N_("As it was planned first.")), "body"))
        happened = [each.written(self._wording.language) for each in otherwise(self._document.plan)]
        if happened:
            lines.append((self._wording.text(N_("What happened so far")), "section"))
            lines += [(each, "body") for each in happened]
        self._lines = lines
        self._show(lines)

    def _told(self, each: Revision) -> list[tuple[str, str]]:
        wording = self._wording
        title = wording.text(N_("Plan revision {number}"), number=each.number)
        head = [title, write_date(each.on, wording.language), *([each.by] if each.by else [])]
        names = [wording.text(N_("Run overview")) if part == "overview" else part for part in each.to_print]
        sheets = ", ".join(names) or wording.text(N_("None"))
        lines = [
            (" · ".join(head), "strong"),
            (each.reason.written(wording.language), "body"),
            (wording.text(N_("Changed sheets: {sheets}"), sheets=sheets), "small"),
        ]
        if each.withdrawn:
            text = wording.text(N_("Not to be used any more: {sheets}."), sheets=", ".join(each.withdrawn))
            lines.append((text, "small"))
        return lines

    def _show(self, lines: list[tuple[str, str]]) -> None:
        page = QWidget()
        page.setObjectName("page")
        column = QVBoxLayout(page)
        for text, role in lines:
            if role in ("strong", "section") and column.count():
                column.addSpacing(8)
            column.addWidget(text_label(text, role, selectable=True))
        column.addStretch(1)
        old = self._area.takeWidget()
        if old:
            put_away(old)
        self._area.setWidget(page)

    def _print(self) -> None:
        revisions = self._document.run.revisions
        if revisions:
            self.print_wanted.emit(revisions[-1].to_print)
            self.accept()
