"""Applies a fix by one press, wherever its finding is shown."""

from PySide6.QtWidgets import QMessageBox, QWidget

from mscplanner.domain.finding import Finding
from mscplanner.domain.language import N_, translate
from mscplanner.domain.message import message
from mscplanner.gui.document import Document
from mscplanner.gui.labels import question


def press_fix(parent: QWidget, document: Document, finding: Finding, fix_at: int) -> None:
    """Apply fix number ``fix_at``; one that proposes a dose names its source first and asks once.

    Keeping the printed value is the default of that question.
    """
    fix = finding.fixes[fix_at]
    if fix.source is None:
        apply(document, finding, fix_at)
        return
    language = document.wording.language
    asked = question(
        parent,
        translate(N_("Use another value than the source prints"), language),
        fix.label.written(language).removesuffix("…"),
        fix.source.written(language),
    )
    asked.setObjectName("fix_question")
    use = message(N_("Use {value}"), value=fix.edit.value).written(language)
    accept = asked.addButton(use, QMessageBox.ButtonRole.AcceptRole)
    keep = asked.addButton(translate(N_("Keep as Printed"), language), QMessageBox.ButtonRole.RejectRole)
    asked.setDefaultButton(keep)
    accept.clicked.connect(lambda: apply(document, finding, fix_at))
    asked.open()


def apply(document: Document, finding: Finding, fix_at: int) -> None:
    """Make the fixed value the value of ``document``, as one step that can be undone."""
    name = message(N_("Fix: {label}"), label=finding.fixes[fix_at].label)
    document.apply_fix(name, finding, fix_at)
