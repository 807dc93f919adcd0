"""Accepting a warning of a run: asked for a reason, stored with name and day, one step that can be undone."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog, QLineEdit, QWidget

from mscplanner.domain.finding import Finding
from mscplanner.domain.language import N_, translate
from mscplanner.domain.message import message
from mscplanner.domain.run import LEAST_REASON
from mscplanner.gui.run_document import RunDocument
from mscplanner.planning.acceptance import LONGEST_REASON, accept, withdraw


def ask_reason(parent: QWidget, document: RunDocument, finding: Finding, by: str, today: date) -> None:
    """Ask why a warning is accepted; a reason that is too short accepts nothing."""
    language = document.wording.language
    asked = QInputDialog(parent)
    asked.setObjectName("accept_dialog")
    asked.setWindowTitle(translate(N_("Accept Warning"), language))
    said = message(
        N_("{title}\n\nReason, at least {least} characters; it is printed with the name {by}:"),
        title=finding.title,
        least=LEAST_REASON,
        by=by,
    )
    asked.setLabelText(said.written(language))
    asked.setOkButtonText(translate(N_("Accept"), language))
    asked.setCancelButtonText(translate(N_("Cancel"), language))
    asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    line = asked.findChild(QLineEdit)
    if line:
        line.setMaxLength(LONGEST_REASON)
    asked.textValueSelected.connect(partial(_accept, document, finding, by, today))
    asked.open()


def _accept(document: RunDocument, finding: Finding, by: str, today: date, reason: str) -> None:
    name = message(N_("Accept: {title}"), title=finding.title)
    document.change(name, accept(document.run, finding, by, today, reason))


def open_again(document: RunDocument, finding: Finding) -> None:
    """Make a warning open again."""
    document.change(message(N_("Open again: {title}"), title=finding.title), withdraw(document.run, finding))
