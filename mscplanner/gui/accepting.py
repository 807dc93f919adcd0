"""Accepting a warning of a run: by whom and why, as one step that can be undone."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from mscplanner.domain.finding import Finding
from mscplanner.domain.language import N_, translate
from mscplanner.domain.message import message
from mscplanner.domain.run import LEAST_REASON
from mscplanner.gui.labels import text_label
from mscplanner.gui.run_document import RunDocument
from mscplanner.planning.acceptance import LONGEST_NAME, LONGEST_REASON, accept, withdraw


class AcceptDialog(QDialog):
    """Asks for name and reason; both are printed."""

    def __init__(self, parent: QWidget, document: RunDocument, finding: Finding, by: str, today: date) -> None:
        super().__init__(parent)
        self._document, self._finding, self._today = document, finding, today
        language = document.wording.language
        self.setObjectName("accept_dialog")
        self.setWindowTitle(translate(N_("Accept Warning"), language))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(text_label(finding.title.written(language), "strong"))
        told = message(
            N_("Both are printed on the overview. The reason has at least {least} characters."), least=LEAST_REASON
        )
        column.addWidget(text_label(told.written(language), "muted"))
        form = QFormLayout()
        self.name, self.reason = QLineEdit(by), QLineEdit()
        self.name.setMaxLength(LONGEST_NAME)
        self.reason.setMaxLength(LONGEST_REASON)
        self.reason.setMinimumWidth(360)
        for text, field in ((N_("Name"), self.name), (N_("Reason"), self.reason)):
            form.addRow(translate(text, language), field)
            field.setAccessibleName(translate(text, language))
            field.textChanged.connect(self._renew)
        column.addLayout(form)
        self._buttons = QDialogButtonBox()
        self._accept = self._buttons.addButton(
            translate(N_("Accept"), language), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self._buttons.addButton(translate(N_("Cancel"), language), QDialogButtonBox.ButtonRole.RejectRole)
        self._buttons.accepted.connect(self._take)
        self._buttons.rejected.connect(self.reject)
        column.addWidget(self._buttons)
        self.reason.setFocus()
        self._renew()

    def _renew(self) -> None:
        enough = len(self.reason.text().strip()) >= LEAST_REASON and bool(self.name.text().strip())
        self._accept.setEnabled(enough)

    def _take(self) -> None:
        name = message(N_("Accept: {title}"), title=self._finding.title)
        run = accept(self._document.run, self._finding, self.name.text(), self._today, self.reason.text())
        self._document.change(name, run)
        self.accept()


def ask_acceptance(parent: QWidget, document: RunDocument, finding: Finding, by: str, today: date) -> None:
    """Ask who accepts a warning, and why."""
    # PySide hides the plain ``open`` of dialogs behind the one with a receiver.
    QDialog.open(AcceptDialog(parent, document, finding, by, today))


def open_again(document: RunDocument | None, finding: Finding) -> None:
    """Make a warning of a run open again."""
    if document:
        document.change(message(N_("Open again: {title}"), title=finding.title), withdraw(document.run, finding))
