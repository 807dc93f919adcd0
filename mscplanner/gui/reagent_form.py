"""Asks for a new reagent: its name, and what it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDialog, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from mscplanner.domain.language import N_
from mscplanner.domain.message import Message
from mscplanner.domain.reagent import ReagentKind
from mscplanner.gui.labels import button, guard_wheel, text_label
from mscplanner.gui.reagent_words import KIND_WORDS
from mscplanner.gui.wording import Wording

_LONGEST_TYPED = 400


class ReagentDraft(NamedTuple):
    """What somebody typed for a new reagent; other names stand with a semicolon between two."""

    name: str
    kind: ReagentKind
    solvent: str
    aliases: str


class ReagentForm(QDialog):
    """Tells at once what stands in the way; ``drafted`` carries a draft with which nothing is wrong."""

    drafted = Signal(object)

    def __init__(self, wording: Wording, problem: Callable[[ReagentDraft], Message | None], parent: QWidget) -> None:
        """Make the form.

        Args:
            wording: The language of the window.
            problem: Says why a draft cannot be added, or None.
            parent: The page that asks.
        """
        super().__init__(parent)
        self._wording, self._problem = wording, problem
        self.name, self.solvent, self.aliases = (QLineEdit() for _ in range(3))
        self.kind = QComboBox()
        guard_wheel(self.kind)
        for kind in KIND_WORDS:
            self.kind.addItem("", kind)
        self._told = text_label(role="error")
        self._told.setObjectName("problem")
        self.add = button("primary", self._hand_in)
        self.add.setObjectName("add_reagent")
        self.add.setDefault(True)
        cancel = button(pressed=self.reject)
        cancel.setAutoDefault(False)
        wording.bind(self.setWindowTitle, N_("New reagent"))
        wording.bind(self.add.setText, N_("Add Reagent"))
        wording.bind(cancel.setText, N_("Cancel"))
        wording.bind(self.solvent.setPlaceholderText, N_("not stated"))
        wording.bind(self.aliases.setPlaceholderText, N_("with a semicolon between two"))
        self._lay_out(cancel)
        for field in (self.name, self.solvent, self.aliases):
            field.setMaxLength(_LONGEST_TYPED)
            field.textChanged.connect(self._look)
        wording.changed.connect(self._rename)
        self._rename()

    @property
    def draft(self) -> ReagentDraft:
        """What is typed."""
        return ReagentDraft(self.name.text(), self.kind.currentData(), self.solvent.text(), self.aliases.text())

    def _lay_out(self, cancel: QWidget) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        rows = (
            (N_("Name"), self.name, "new_name"),
            (N_("Kind"), self.kind, "new_kind"),
            (N_("Stock made in"), self.solvent, "new_solvent"),
            (N_("Other names"), self.aliases, "new_aliases"),
        )
        for at, (text, field, name) in enumerate(rows):
            label = text_label(wrap=False)
            label.setBuddy(field)
            field.setObjectName(name)
            self._wording.bind(label.setText, text)
            self._wording.bind(field.setAccessibleName, text)
            grid.addWidget(label, at, 0)
            grid.addWidget(field, at, 1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addLayout(grid)
        column.addWidget(self._told)
        column.addLayout(buttons)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 70)

    def _rename(self) -> None:
        for at, kind in enumerate(KIND_WORDS):
            self.kind.setItemText(at, self._wording.text(KIND_WORDS[kind]))
        self._look()

    def _look(self) -> None:
        problem = self._problem(self.draft) if self.name.text().strip() else None
        told = problem.written(self._wording.language) if problem else ""
        self._told.setText(told)
        self.name.setAccessibleDescription(told)
        self.add.setEnabled(bool(self.name.text().strip()) and problem is None)

    def _hand_in(self) -> None:
        self.drafted.emit(self.draft)
        self.accept()
