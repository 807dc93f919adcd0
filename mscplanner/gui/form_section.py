"""A section of the fields of a run: heading, labelled fields, notes under them, one undo step for each edit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLabel, QSpinBox, QVBoxLayout, QWidget

from mscplanner.domain.message import message
from mscplanner.domain.value import hidden_character
from mscplanner.gui.labels import number_field, set_role, text_label
from mscplanner.gui.run_document import RunDocument
from mscplanner.gui.typed_field import TypedField
from mscplanner.gui.wording import Wording
from mscplanner.planning.read_back import ReadBack


def visible(text: str) -> str:
    """Return what somebody typed without characters that cannot be seen for what they are."""
    return "".join(each for each in text if not hidden_character(each)).strip()


class FormSection(QWidget):
    """Fields that hand in the next run; each field merges its own steps of undo."""

    def __init__(self, wording: Wording, document: RunDocument, heading: str) -> None:
        super().__init__()
        self.wording, self.document = wording, document
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)
        title = text_label(role="section")
        wording.bind(title.setText, heading)
        self.column.addWidget(title)
        self.form = QFormLayout()
        self.form.setSpacing(8)
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.column.addLayout(self.form)

    def add_row(self, text: str, field: QWidget, note: QWidget | None = None) -> None:
        """Put a field with its label into the form, and a note under it."""
        label = text_label(wrap=False)
        label.setBuddy(field)
        self.wording.bind(label.setText, text)
        self.wording.bind(field.setAccessibleName, text)
        if note is None:
            self.form.addRow(label, field)
            return
        both = QWidget()
        under = QVBoxLayout(both)
        under.setContentsMargins(0, 0, 0, 0)
        under.setSpacing(2)
        under.addWidget(field)
        under.addWidget(note)
        self.form.addRow(label, both)

    def add_spin(self, low: int, high: int, field: str, name: str) -> QSpinBox:
        """Return a field for a whole number of the run; ``name`` is that of its undo step."""
        spin = number_field(low, high)
        spin.valueChanged.connect(lambda value: self.change(name, {field: value}, field))
        return spin

    def change(self, name: str, update: Mapping[str, Any], field: str) -> None:
        """Set fields of the run, as one step that can be undone."""
        self.document.change(message(name), self.document.run.model_copy(update=dict(update)), field)

    def show_plan(self) -> None:
        """Show the run as it stands, without handing it in again."""
        raise NotImplementedError

    def fields(self) -> dict[str, QWidget]:
        """Return the fields that a finding may be about, by the last word of its place."""
        return {}


class VolumeField(TypedField):
    """A volume of the run; empty takes another one, which stands in it in grey."""

    def __init__(self) -> None:
        super().__init__(quantity=True, at_rest=False)
        self.setMaxLength(64)

    def show_typed(self, typed: str | None, usual: str) -> None:
        """Show the text of the run; half-typed text stays."""
        self.setPlaceholderText(usual)
        self.show_text(typed or "")


def tell_back(label: QLabel, back: ReadBack, wording: Wording) -> None:
    """Show under a field what it understood, or what is wrong."""
    told = back.problem.message if back.problem else back.text
    set_role(label, "error" if back.problem else "small")
    label.setText(told.written(wording.language) if told else "")


def left_aligned(column: QVBoxLayout, widget: QWidget) -> None:
    """Put a widget at the left of a column."""
    column.addWidget(widget, alignment=Qt.AlignmentFlag.AlignLeft)
