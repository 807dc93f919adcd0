"""The chosen reagent: what it is, and each of its figures beside what the catalogue says."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from mscplanner.domain.language import N_
from mscplanner.domain.message import write_date
from mscplanner.domain.own_reagents import FIGURE_NAMES, OwnReagents, bundled_fact, contradiction
from mscplanner.domain.reagent import Catalogue, Reagent
from mscplanner.gui.labels import text_label
from mscplanner.gui.reagent_figure import ReagentFigure
from mscplanner.gui.reagent_words import KIND_WORDS
from mscplanner.gui.wording import Wording

_HEADS = (N_("Figure"), N_("Catalogue"), N_("Own value"))


class ReagentPanel(QWidget):
    """Shows one reagent. Signals carry its id, a fact, and for ``given`` the text."""

    given = Signal(str, str, str)
    reset = Signal(str, str)

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self.setObjectName("page")
        self._wording = wording
        self._reagent_id = ""
        self._title, self._about = text_label(role="section"), text_label(role="muted")
        self._title.setObjectName("chosen_reagent")
        self._about.setObjectName("about_reagent")
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 5)
        grid.setColumnStretch(2, 6)
        for at, head in enumerate(_HEADS):
            label = text_label(role="muted", wrap=False)
            wording.bind(label.setText, head)
            grid.addWidget(label, 0, at)
        self.figures = {fact: ReagentFigure(wording, fact, grid, at) for at, fact in enumerate(FIGURE_NAMES, start=1)}
        for figure in self.figures.values():
            figure.setParent(self)
            figure.given.connect(lambda fact, text: self.given.emit(self._reagent_id, fact, text))
            figure.reset.connect(lambda fact: self.reset.emit(self._reagent_id, fact))
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 0, 10, 4)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self._about)
        column.addSpacing(6)
        column.addLayout(grid)
        column.addStretch(1)

    def show_reagent(self, reagent: Reagent, bundled: Catalogue, own: OwnReagents) -> None:
        """Show ``reagent``.

        Args:
            reagent: With the lab's figures in force.
            bundled: The catalogue without them.
            own: The lab's reagents and figures.
        """
        if reagent.id != self._reagent_id:
            # What is half typed belongs to the reagent that was shown, never to the next one.
            for figure in self.figures.values():
                figure.field.hand_in()
        self._reagent_id = reagent.id
        language = self._wording.language
        name = reagent.name.written(language)
        self._title.setText(name)
        self._about.setText(self._described(reagent, own))
        problem = contradiction(reagent)
        for fact, figure in self.figures.items():
            given = own.figure(reagent.id, fact)
            wrong = problem.written(language) if problem and given and fact.startswith("working_") else ""
            figure.show(reagent.id, name, bundled_fact(bundled, reagent.id, fact), given, wrong)

    def let_edit(self, allowed: bool) -> None:
        """Take figures, or only show them."""
        for figure in self.figures.values():
            figure.field.setEnabled(allowed)
            figure.reset_button.setEnabled(allowed)

    def _described(self, reagent: Reagent, own: OwnReagents) -> str:
        wording, language = self._wording, self._wording.language
        parts = [wording.text(KIND_WORDS[reagent.kind])]
        solvent = reagent.solvent.written(language) if reagent.solvent else ""
        if solvent:
            parts.append(wording.text(N_("stock in {solvent}"), solvent=solvent))
        if reagent.aliases:
            names = wording.text(N_(", ")).join(reagent.aliases)
            parts.append(wording.text(N_("also called {names}"), names=names))
        mine = own.reagent(reagent.id)
        if mine:
            parts.append(
                wording.text(N_("added by {name}, {day}"), name=mine.by or "—", day=write_date(mine.on, language))
            )
        return " · ".join(parts)
