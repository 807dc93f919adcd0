"""Planning across runs: find a start date, move a start, and the load of all runs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from weakref import WeakSet

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog
from shiboken6 import isValid

from mscplanner.domain.finding import Tool
from mscplanner.gui.actions import Commands
from mscplanner.gui.background import Background
from mscplanner.gui.keeper import Keeper
from mscplanner.gui.load_page import TITLE, LoadPage
from mscplanner.gui.load_reader import LoadReader
from mscplanner.gui.open_documents import OpenDocuments
from mscplanner.gui.run_document import RunDocument
from mscplanner.gui.run_page import RunPage
from mscplanner.gui.start_dialog import StartDialog
from mscplanner.gui.start_finder import StartFinder
from mscplanner.gui.workplace import Workplace
from mscplanner.planning.load_map import RunWork, work_of_others

TAB = "load"
_OF_RUN = ("find_start", "start_earlier", "start_later", "start_here")


class RunPlanning(QObject):
    """Connects the commands about dates with the current run, and gives the place of the runs its map."""

    def __init__(
        self, documents: OpenDocuments, keeper: Keeper, workplace: Workplace, commands: Commands, today: date
    ) -> None:
        super().__init__(documents)
        self._documents, self._workplace, self._today = documents, workplace, today
        self._commands, self._wording = commands, commands.wording
        self._background = Background(self)
        self._reader = LoadReader(documents.desk, keeper, self._background, today, self)
        self._attended: WeakSet[RunDocument] = WeakSet()
        self._asking: RunDocument | None = None
        self._told: tuple[RunWork, ...] | None = None
        self._reader.changed.connect(self._fill)
        self._reader.changed.connect(self._tell_others)
        self._reader.refused.connect(documents.desk.refused)
        documents.start_asked.connect(self.find_start)
        self._wording.changed.connect(self._name_tab)
        self._connect(commands)

    def _connect(self, commands: Commands) -> None:
        commands["load_of_runs"].triggered.connect(self.show_load)
        commands["find_start"].triggered.connect(self.find_start)
        commands["start_earlier"].triggered.connect(lambda: self._with_page(lambda page: page.move_start(-1)))
        commands["start_later"].triggered.connect(lambda: self._with_page(lambda page: page.move_start(1)))
        commands["start_here"].triggered.connect(lambda: self._with_page(RunPage.start_on_chosen))
        self._documents.current_changed.connect(self._renew_commands)
        self._documents.current_changed.connect(self._attend)
        self._renew_commands()

    def finish(self) -> None:
        """Wait for what is being worked out; nothing more is."""
        self._documents.current_changed.disconnect(self._renew_commands)
        self._documents.current_changed.disconnect(self._attend)
        self._asking = None
        self._background.finish()

    def _renew_commands(self) -> None:
        document, run = self._documents.document, self._documents.run
        self._commands.enable(_OF_RUN, run is not None and document is run.document)

    def _with_page(self, done: Callable[[RunPage], object]) -> None:
        if self._documents.run:
            done(self._documents.run.run_page)

    def use_tool(self, tool: Tool) -> None:
        """Open what a finding of the current run names as its way on."""
        if tool == "find-start":
            self.find_start()

    # The work of other runs

    def _attend(self) -> None:
        """Tell the current run of the work of others once it wants to know."""
        document = self._documents.run.document if self._documents.run else None
        if document is not None and document not in self._attended:
            self._attended.add(document)
            document.others_wanted.connect(self._want_others)

    def _want_others(self, document: RunDocument) -> None:
        self._asking, self._told = document, None
        self._reader.begin()

    def _tell_others(self) -> None:
        """Tell the document that asked last; the lists of the library may have other runs later."""
        document, waiting = self._asking, self._reader.waiting
        if document is None or not isValid(document):
            return
        if waiting:
            document.use_others(document.others, waiting)
            return
        held = self._documents.desk.held(self._documents.desk.key_of(document))
        others = tuple(each for each in self._reader.runs if held is None or each.id != held.id)
        if others != self._told:
            self._told = others
            document.use_others(work_of_others(others, document.run.operator), 0)

    # Start dates

    def find_start(self) -> None:
        """Ask for a start date of the current run."""
        pages = self._documents.run
        if pages is None:
            return
        document, desk = pages.document, self._documents.desk
        held = desk.held(desk.key_of(document))
        finder = StartFinder(self._background, self._reader, held.id if held else "")
        asked = StartDialog(pages.run_page, document, finder, self._workplace.next_working_day())
        asked.date_taken.connect(pages.run_page.start_on)
        asked.finished.connect(asked.deleteLater)
        # PySide hides the plain ``open`` of dialogs behind the one with a receiver.
        QDialog.open(asked)

    # The load of all runs

    def show_load(self) -> None:
        """Show the load of all runs, with those that are still to be read."""
        tabs = self._documents.runs
        if tabs.page(TAB) is None:
            page = LoadPage(self._wording, self._today)
            page.open_wanted.connect(self._documents.open_run)
            tabs.open_page(TAB, page, self._wording.text(TITLE))
        tabs.show_page(TAB)
        self._documents.place_wanted.emit("runs")
        self._reader.begin()
        self._fill()
        shown = tabs.page(TAB)
        if shown:
            shown.setFocus()

    def _name_tab(self) -> None:
        self._documents.runs.name_page(TAB, self._wording.text(TITLE))

    def _fill(self) -> None:
        page = self._documents.runs.page(TAB)
        if isinstance(page, LoadPage):
            reader, lab = self._reader, self._workplace.lab
            page.show_runs(reader.runs, lab, reader.waiting, reader.unread)
