"""What happened to the runs that are open: it is asked for, told of, and leads to the sheets that changed."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QDialog

from mscplanner.domain.language import N_
from mscplanner.domain.message import message
from mscplanner.gui.happening_dialog import HappeningDialog
from mscplanner.gui.revisions_dialog import RevisionsDialog
from mscplanner.planning.replanning import day_done, still_to_come

if TYPE_CHECKING:
    from mscplanner.gui.actions import Commands
    from mscplanner.gui.open_documents import RunPages


class Replanning(QObject):
    """Attends the pages of runs and the commands of the Run menu.

    Signals: ``told`` a text of the moment, its tone and its ways on; ``told_over`` such a text that
    no longer holds; ``place_wanted`` carries ``runs`` or ``sheets``.
    """

    told = Signal(object, str, object)
    told_over = Signal(object)
    place_wanted = Signal(str)

    def __init__(self, current: Callable[[], RunPages | None], today: date, parent: QObject) -> None:
        """Attend the run that ``current`` gives."""
        super().__init__(parent)
        self._current, self._today = current, today

    def take_commands(self, commands: Commands) -> None:
        """Do what the Run menu asks for."""
        for name, done in (
            ("day_done", self.write_done),
            ("what_happened", self.ask),
            ("plan_revisions", self.show_revisions),
        ):
            commands[name].triggered.connect(lambda _checked, done=done: done())

    def attend(self, pages: RunPages) -> None:
        """Follow the buttons of a run's page."""
        pages.run_page.day_done.clicked.connect(lambda _checked: self.write_done())
        pages.run_page.what_happened.clicked.connect(lambda _checked: self.ask())

    def write_done(self) -> None:
        """Write down that all of the chosen day was done as planned, unless it is still to come."""
        pages = self._current()
        if pages:
            day, document = pages.run_page.calendar.chosen, pages.document
            why = still_to_come(document.plan, day, self._today)
            if why:
                self.told.emit(lambda: why.written(document.wording.language), "warning", ())
                return
            run = day_done(document.run, document.plan, day, document.run.operator)
            document.change(message(N_("D{day} is done"), day=day), run)

    def ask(self) -> None:
        """Ask what happened on the chosen day."""
        pages = self._current()
        if pages:
            self.place_wanted.emit("runs")
            asked = HappeningDialog(pages.run_page, pages.document, pages.run_page.calendar.chosen, self._today)
            asked.revised.connect(partial(self.tell_revision, pages))
            # PySide hides the plain ``open`` of dialogs behind the one with a receiver.
            QDialog.open(asked)

    def show_revisions(self) -> None:
        """Show the revisions of the current run's plan."""
        pages = self._current()
        if pages:
            self.place_wanted.emit("runs")
            shown = RevisionsDialog(pages.run_page, pages.document)
            shown.print_wanted.connect(partial(self._show_sheets, pages))
            QDialog.open(shown)

    def tell_revision(self, pages: RunPages) -> None:
        """Tell of the new revision, with the way to its sheets, until it is taken back."""
        document, revision = pages.document, pages.document.run.revisions[-1]
        wording, stack = document.wording, document.undo_stack
        index = stack.index()

        def content() -> str:
            texts = [
                wording.text(N_("Plan revision {number}."), number=revision.number),
                wording.text(N_("Changed sheets: {count}."), count=len(revision.to_print)),
            ]
            if revision.withdrawn:
                withdrawn = ", ".join(revision.withdrawn)
                texts.append(wording.text(N_("Not to be used any more: {sheets}."), sheets=withdrawn))
            return " ".join(texts)

        def over(at: int) -> None:
            if at < index:
                stack.indexChanged.disconnect(over)
                self.told_over.emit(content)

        show = partial(self._show_sheets, pages, revision.to_print)
        self.told.emit(content, "note", ((N_("Print Changed Sheets…"), show),) if revision.to_print else ())
        # The step itself is still being counted.
        QTimer.singleShot(0, stack, lambda: stack.indexChanged.connect(over))

    def _show_sheets(self, pages: RunPages, parts: Collection[str]) -> None:
        pages.sheets_page.tick_parts(parts)
        self.place_wanted.emit("sheets")
