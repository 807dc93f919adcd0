"""The tab of the reagents: takes the lab's own ones out of its library, and keeps every change there."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog

from mscplanner.domain.language import N_
from mscplanner.domain.message import Message
from mscplanner.domain.misreading import Misreading
from mscplanner.domain.own_reagents import (
    FIGURE_NAMES,
    FigureName,
    OwnReagents,
    conflicts,
    extended,
    new_reagent,
    own_figure,
)
from mscplanner.domain.reagent import Catalogue
from mscplanner.gui.keeper import Keeper
from mscplanner.gui.reagent_form import ReagentDraft, ReagentForm
from mscplanner.gui.reagents_page import ReagentsPage
from mscplanner.gui.tabbed_place import TabbedPlace
from mscplanner.gui.wording import Wording
from mscplanner.gui.workplace import Workplace

if TYPE_CHECKING:
    from mscplanner.library.library import Library
    from mscplanner.library.own_reagents import Change

TAB = "reagents"


class ReagentsTab(QObject):
    """Gives the workplace the catalogue with the lab's own reagents, once the library is open and at every change.

    A change counts when the library has it, not before. Runs keep the lab that they were planned with.

    Signals: ``shown`` the tab is to be seen; ``lab_changed`` carries the lab with its new
    catalogue; ``refused`` a fault of the library; ``told`` a text, its tone and its ways on.
    """

    shown = Signal()
    lab_changed = Signal(object)
    refused = Signal(object)
    told = Signal(object, str, object)

    def __init__(
        self, keeper: Keeper, workplace: Workplace, wording: Wording, tabs: TabbedPlace, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._keeper, self._workplace, self._wording, self._tabs = keeper, workplace, wording, tabs
        self._bundled: Catalogue = workplace.lab.catalogue
        self._own = OwnReagents()
        self._trouble: Message | None = None
        keeper.opened.connect(self.read)

    @property
    def own(self) -> OwnReagents:
        """The lab's own reagents and figures as the library has them."""
        return self._own

    def title(self, tab: str) -> str:
        """Return what ``tab`` is called, or "" where it is another one."""
        return self._wording.text(N_("Reagents")) if tab == TAB else ""

    def open(self) -> None:
        """Show the reagents, with what somebody else may have added in the meantime."""
        from mscplanner.library.own_reagents import kept_own_reagents

        page = self._tabs.page(TAB)
        if not isinstance(page, ReagentsPage):
            page = ReagentsPage(self._wording)
            page.figure_given.connect(self.give_figure)
            page.figure_reset.connect(self.reset_figure)
            page.remove_wanted.connect(self.remove)
            page.new_wanted.connect(self.ask_new)
            page.left.connect(self._leave)
            self._tabs.open_page(TAB, page, self.title(TAB))
            self._show()
        self._tabs.show_page(TAB)
        self.shown.emit()
        page.focus_search()
        self._keeper.ask(kept_own_reagents, self._take)

    def read(self) -> None:
        """Take in what the library has."""
        from mscplanner.library.own_reagents import kept_own_reagents

        self._keeper.ask(kept_own_reagents, self._take, self.refused.emit)

    def _leave(self) -> None:
        page = self._tabs.close_page(TAB)
        if page:
            page.deleteLater()

    # Changes

    def give_figure(self, reagent_id: str, fact: str, text: str) -> None:
        """Keep a figure of the lab's own; what cannot be read is not kept."""
        stamp = self._keeper.stamp()
        figure = own_figure(reagent_id, _figure_name(fact), text, stamp.author, stamp.at.astimezone().date())
        if isinstance(figure, Misreading):
            problem = figure.message
            self.told.emit(lambda: problem.written(self._wording.language), "warning", ())
            return
        self._change(lambda own: own.with_figure(figure))

    def reset_figure(self, reagent_id: str, fact: str) -> None:
        """Put the bundled fact in force again."""
        name = _figure_name(fact)
        self._change(lambda own: own.without_figure(reagent_id, name))

    def ask_new(self) -> None:
        """Ask for a new reagent."""
        page = self._tabs.page(TAB)
        if not isinstance(page, ReagentsPage):
            return
        form = ReagentForm(self._wording, self._problem, page)
        form.drafted.connect(self.add)
        form.finished.connect(lambda _result: form.deleteLater())
        # PySide hides the plain ``open`` of dialogs behind the one with a receiver.
        QDialog.open(form)
        form.name.setFocus()

    def add(self, draft: ReagentDraft) -> None:
        """Add a reagent of the lab's own, and choose it."""
        stamp = self._keeper.stamp()
        day = stamp.at.astimezone().date()

        def change(own: OwnReagents) -> OwnReagents | Message:
            # Looked at again: somebody else may have taken the name in the meantime.
            known = extended(self._bundled, own)
            made = new_reagent(known, draft.name, draft.kind, stamp.author, day, draft.solvent, draft.aliases)
            return made if isinstance(made, Message) else own.with_reagent(made)

        self._change(change, chosen=draft.name)

    def remove(self, reagent_id: str) -> None:
        """Take an own reagent out of the catalogue, with an undo in the bar."""
        removed = self._own.reagent(reagent_id)
        if removed is None:
            return
        figures = self._own.figures_of(reagent_id)

        def back(own: OwnReagents) -> OwnReagents:
            own = own.with_reagent(removed)
            for figure in figures:
                own = own.with_figure(figure)
            return own

        self._change(lambda own: own.without_reagent(reagent_id))
        self.told.emit(
            lambda: self._wording.text(N_("{name} is no longer in the catalogue."), name=removed.name),
            "note",
            ((N_("Undo"), lambda: self._change(back, chosen=removed.name)),),
        )

    def _problem(self, draft: ReagentDraft) -> Message | None:
        known = extended(self._bundled, self._own)
        made = new_reagent(known, draft.name, draft.kind, "", date.min, draft.solvent, draft.aliases)
        return made if isinstance(made, Message) else None

    def _change(self, change: Change, chosen: str = "") -> None:
        from mscplanner.library.own_reagents import change_own_reagents

        def work(library: Library) -> OwnReagents | Message:
            return change_own_reagents(library, change, self._keeper.stamp())

        def then(answer: OwnReagents | Message) -> None:
            if isinstance(answer, Message):
                self.told.emit(lambda: answer.written(self._wording.language), "warning", ())
                self.read()
                return
            self._take(answer)
            self._choose(chosen)

        self._keeper.ask(work, then, self._not_kept)

    def _not_kept(self, fault: object) -> None:
        self._show()
        self.refused.emit(fault)

    def _choose(self, name: str) -> None:
        page, reagent = self._tabs.page(TAB), self._workplace.lab.catalogue.reagent(name) if name else None
        if isinstance(page, ReagentsPage) and reagent:
            page.choose(reagent.id)

    # What the library has

    def _take(self, answer: OwnReagents | Message) -> None:
        self._trouble = answer if isinstance(answer, Message) else None
        self._own = OwnReagents() if isinstance(answer, Message) else answer
        catalogue = extended(self._bundled, self._own)
        if catalogue != self._workplace.lab.catalogue:
            self._workplace.lab = self._workplace.lab.model_copy(update={"catalogue": catalogue})
            self.lab_changed.emit(self._workplace.lab)
        self._show()

    def _show(self) -> None:
        page = self._tabs.page(TAB)
        if isinstance(page, ReagentsPage):
            troubles = (self._trouble,) if self._trouble else conflicts(self._bundled, self._own)
            page.show_reagents(self._bundled, self._own, troubles, editable=self._trouble is None)


def _figure_name(fact: str) -> FigureName:
    return next(each for each in FIGURE_NAMES if each == fact)
