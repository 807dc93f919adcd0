"""The pages of the documents that are open, and which of them the commands are about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QStackedWidget

from mscplanner.domain.language import N_, P_
from mscplanner.domain.message import Message
from mscplanner.domain.protocol import Protocol
from mscplanner.gui.calendar_tab import CalendarTab
from mscplanner.gui.comparison_tab import ComparisonTab
from mscplanner.gui.desk import Desk
from mscplanner.gui.document import Document
from mscplanner.gui.document_lists import DocumentLists
from mscplanner.gui.history_tabs import HistoryTabs
from mscplanner.gui.preferences import Preferences
from mscplanner.gui.protocol_document import ProtocolDocument
from mscplanner.gui.protocol_page import ProtocolPage
from mscplanner.gui.protocols_page import ProtocolsPage
from mscplanner.gui.reagents_tab import TAB as REAGENTS
from mscplanner.gui.reagents_tab import ReagentsTab
from mscplanner.gui.replanning import Replanning
from mscplanner.gui.run_document import RunDocument
from mscplanner.gui.run_lots import RunLots
from mscplanner.gui.run_numbers import RunNumbers
from mscplanner.gui.run_page import RunPage
from mscplanner.gui.runs_page import RunsPage
from mscplanner.gui.sheets_page import SheetsPage
from mscplanner.gui.step_notes import StepNotes
from mscplanner.gui.stocks_desk import StocksDesk
from mscplanner.gui.tabbed_place import TabbedPlace
from mscplanner.gui.task_moving import TaskMoving
from mscplanner.gui.undoable import Undoable
from mscplanner.gui.wording import Wording
from mscplanner.planning.comparison import compare

if TYPE_CHECKING:
    from mscplanner.domain.finding import Finding
    from mscplanner.domain.lab import Lab
    from mscplanner.gui.actions import Commands
    from mscplanner.gui.keeper import Keeper
    from mscplanner.gui.workplace import Workplace


class RunPages(NamedTuple):
    """The two pages of an open run."""

    document: RunDocument
    run_page: RunPage
    sheets_page: SheetsPage


class OpenDocuments(QObject):
    """Opens a tab for each document and connects its pages with the desk.

    Signals: ``place_wanted`` carries ``protocols``, ``runs``, ``stocks`` or ``sheets``; ``told`` a text of
    the moment, its tone and its ways on; ``told_over`` such a text that no longer holds;
    ``current_changed`` that commands are about another document, or that it changed;
    ``version_asked`` and ``export_asked`` the key of the document that a person wants a version
    of, or a file; ``start_asked`` that one wants a start date for the current run; ``labels_asked`` its labels;
    ``run_opened`` the key of a run that has pages now.
    """

    place_wanted = Signal(str)
    told = Signal(object, str, object)
    told_over = Signal(object)
    current_changed = Signal()
    version_asked = Signal(str)
    export_asked = Signal(str)
    start_asked = Signal()
    labels_asked = Signal()
    run_opened = Signal(str)

    def __init__(
        self, desk: Desk, lab: Lab, wording: Wording, preferences: Preferences, today: date, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.desk, self._lab, self._wording, self._preferences, self._today = desk, lab, wording, preferences, today
        self.protocols_page, self.runs_page = ProtocolsPage(wording), RunsPage(wording)
        self.protocols = TabbedPlace(wording, self.protocols_page, N_("All Protocols"))
        self.runs = TabbedPlace(wording, self.runs_page, N_("All Runs"))
        self.sheets = QStackedWidget()
        self._runs: dict[str, RunPages] = {}
        self._run_key = ""
        self.lots = RunLots(desk, wording, lambda: filter(None, map(desk.held, self._runs)), self)
        self.numbers = RunNumbers(desk, lambda: filter(None, map(desk.held, self._runs)), self)
        self.lots.told.connect(self.told)
        self.lots.refused.connect(desk.refused)
        self._place = "start"
        self.histories = HistoryTabs(desk, wording, self)
        self.comparison = ComparisonTab(desk, lab, wording, self.protocols, self)
        self.replanning = Replanning(lambda: self.run, today, self)
        self.task_moving = TaskMoving(lambda: self.run, today, preferences.author, self)
        self.task_moving.revised.connect(self._tell_revision)
        self._notes = StepNotes(self)
        for telling in (self._notes, self.replanning, self.task_moving):
            telling.told.connect(self.told)
            telling.told_over.connect(self.told_over)
        for leading in (self.replanning, self.task_moving):
            leading.place_wanted.connect(self.place_wanted)
        self.reagents: ReagentsTab | None = None
        self.stocks: StocksDesk | None = None
        self.calendar: CalendarTab | None = None
        self.lists = DocumentLists(self, wording, today)
        desk.listed.connect(self._look_for_newer_of_shown)
        self.histories.place_wanted.connect(
            lambda tabs: self.place_wanted.emit("runs" if tabs is self.runs else "protocols")
        )
        self.histories.told.connect(self.told)
        self.histories.told_over.connect(self.told_over)
        self.histories.version_asked.connect(self.version_asked)
        self.histories.protocol_found.connect(self.add_protocol)
        self.histories.comparison_wanted.connect(self.comparison.show_pair)
        self.comparison.shown.connect(lambda: self.place_wanted.emit("protocols"))
        self.protocols.close_wanted.connect(self.close_tab)
        self.runs.close_wanted.connect(self.close_tab)
        self.protocols.shown.connect(lambda _key: self.current_changed.emit())
        self.runs.shown.connect(self._choose_run)
        wording.changed.connect(self._name_tabs)

    def take_lab(self, keeper: Keeper, workplace: Workplace) -> None:
        """Give the places of protocols and runs a tab for the lab's reagents, and one for its working calendar."""
        self.reagents = ReagentsTab(keeper, workplace, self._wording, self.protocols, self)
        self.calendar = CalendarTab(keeper, workplace, self._wording, self.runs, self._today, self)
        for tab, place in ((self.reagents, "protocols"), (self.calendar, "runs")):
            tab.shown.connect(partial(self.place_wanted.emit, place))
            tab.told.connect(self.told)
            tab.refused.connect(self.desk.refused)
            tab.lab_changed.connect(self._use_lab)
        self.calendar.document.undo_stack.indexChanged.connect(self.current_changed)

    def take_stocks(self, keeper: Keeper, commands: Commands) -> StocksDesk:
        """Make the place of the stocks, and return it."""
        stocks = self.stocks = StocksDesk(keeper, self._lab, self._wording, self._today, self)
        stocks.take_commands(commands)
        self.replanning.take_commands(commands)
        self.task_moving.take_commands(commands)
        stocks.place_wanted.connect(lambda: self.place_wanted.emit("stocks"))
        stocks.told.connect(self.told)
        stocks.told_over.connect(self.told_over)
        stocks.current_changed.connect(self.current_changed)
        self.lots.attend(stocks, keeper)
        return stocks

    def _use_lab(self, lab: Lab) -> None:
        self._lab = lab
        if self.stocks:
            self.stocks.use_lab(lab)
        for pages in self._runs.values():
            pages.run_page.calendar_notice.use_lab(lab)
        self.comparison.use_lab(lab)
        self.desk.use_lab(lab)

    # What is current

    @property
    def run(self) -> RunPages | None:
        """The pages of the run that was shown last, or None."""
        return self._runs.get(self._run_key)

    def run_pages(self, key: str) -> RunPages | None:
        """Return the pages of the open run ``key``, or None."""
        return self._runs.get(key)

    @property
    def document(self) -> Document | None:
        """The document that the commands are about, or None."""
        if self._place == "protocols":
            held = self.desk.held(self.protocols.current)
            return held.document if held else None
        if self._place == "runs" and self.runs.current not in self._runs:
            return None
        return self.run.document if self.run and self._place in ("runs", "sheets") else None

    @property
    def is_protocol(self) -> bool:
        """Whether the commands are about a protocol."""
        return isinstance(self.document, ProtocolDocument)

    @property
    def undoable(self) -> Undoable | None:
        """What undo and redo are about: the document, the stocks, or the working calendar."""
        if self.stocks and self._place == "stocks":
            return self.stocks.book
        if self.calendar and self._place == "runs" and self.calendar.title(self.runs.current):
            return self.calendar.document
        return self.document

    def with_current(self, done: Callable[[str], object]) -> None:
        """Hand the key of the document that the commands are about to ``done``."""
        document = self.document
        if document is not None:
            done(self.desk.key_of(document))

    def undo(self) -> None:
        """Take back the last step of what the commands are about."""
        if self.undoable:
            self.undoable.undo_stack.undo()

    def redo(self) -> None:
        """Do the step that was taken back last once more."""
        if self.undoable:
            self.undoable.undo_stack.redo()

    def enter(self, place: str) -> None:
        """Note which place the window shows."""
        self._place = place
        if self.stocks:
            self.stocks.enter(place == "stocks")
        self.lists.fill(place)
        self.current_changed.emit()

    def find(self, place: str) -> None:
        """Go to the list of ``place`` and put the focus into its search field."""
        if self.reagents and place == "protocols" and self.protocols.current == REAGENTS:
            self.reagents.open()
            return
        if self.stocks and place == "stocks":
            self.stocks.find()
            return
        tabs, page = (self.runs, self.runs_page) if place == "runs" else (self.protocols, self.protocols_page)
        tabs.show_page("")
        page.focus_search()

    def _choose_run(self, key: str) -> None:
        pages = self._runs.get(key)
        if pages:
            self._run_key = key
            self.sheets.setCurrentWidget(pages.sheets_page)
            self._look_for_newer(key)
        self.current_changed.emit()

    def _name_tabs(self) -> None:
        for place in (self.protocols, self.runs):
            for key in place.open_keys:
                place.name_page(key, self._tab_title(key))

    def _tab_title(self, key: str) -> str:
        held = self.desk.held(key)
        if held:
            return held.document.title
        reagents = self.reagents.title(key) if self.reagents else ""
        calendar = self.calendar.title(key) if self.calendar else ""
        return self.comparison.title(key) or reagents or calendar or self.histories.title(key)

    # Protocols

    def open_template(self, template_id: str) -> None:
        """Open a bundled template in the editor."""
        key = self.desk.open_template(template_id)
        if key:
            self._show_protocol(key)

    def open_protocol(self, document_id: str) -> None:
        """Open a protocol of the library in the editor."""
        self.desk.open_protocol(document_id, self._show_protocol)

    def new_protocol(self) -> None:
        """Begin a protocol from nothing."""
        key = self.desk.new_protocol()
        self._show_protocol(key)
        page = self.protocols.page(key)
        if isinstance(page, ProtocolPage):
            page.header.title.setFocus(Qt.FocusReason.OtherFocusReason)
            page.header.title.selectAll()

    def add_protocol(self, protocol: Protocol) -> None:
        """Take a protocol out of a file into the library, and open it."""
        self._show_protocol(self.desk.add_protocol(protocol))

    def _show_protocol(self, key: str) -> None:
        held = self.desk.held(key)
        if held is None or not isinstance(held.document, ProtocolDocument):
            return
        if self.protocols.page(key) is None:
            document = held.document
            page = ProtocolPage(self._wording, document)
            page.plan_wanted.connect(partial(self.plan_protocol, key))
            page.compare_wanted.connect(partial(self.comparison.compare_with_origin, key))
            page.history_wanted.connect(partial(self.show_protocol_history, key))
            page.version_wanted.connect(partial(self.version_asked.emit, key))
            page.export_wanted.connect(partial(self.export_asked.emit, key))
            document.spot_wanted.connect(page.show_spot)
            document.changed.connect(partial(self._renew_document, key))
            document.undo_stack.indexChanged.connect(lambda _index: self.current_changed.emit())
            document.copied.connect(partial(self._tell_copy, key))
            page.additions.removed.connect(partial(self._tell_removed, key))
            self.protocols.open_page(key, page, document.title)
        self.protocols.show_page(key)
        self.place_wanted.emit("protocols")

    def _tell_copy(self, key: str) -> None:
        held = self.desk.held(key)
        if held:
            document = held.document
            self._notes.tell(
                document,
                lambda: self._wording.text(
                    N_("Now editing a copy: “{title}”. The template stays."), title=document.title
                ),
                lasting=True,
            )

    def _tell_removed(self, key: str, count: int) -> None:
        held = self.desk.held(key)
        if held:
            removed = P_("{count} addition removed.", "{count} additions removed.")
            self._notes.tell(held.document, lambda: self._wording.count(removed, count))

    def _renew_document(self, key: str) -> None:
        held = self.desk.held(key)
        if held:
            for place in (self.protocols, self.runs):
                place.name_page(key, held.document.title)
            self.current_changed.emit()

    # Runs

    def plan_template(self, template_id: str) -> None:
        """Begin a run of a bundled template."""
        key = self.desk.plan_template(template_id)
        if key:
            self.show_run(key)

    def plan_protocol(self, key: str) -> None:
        """Begin a run of an open protocol."""
        run = self.desk.plan_protocol(key)
        if run:
            self.show_run(run)

    def open_run(self, document_id: str) -> None:
        """Open a run of the library."""
        self.desk.open_run(document_id, self.show_run)

    def print_day(self, document_id: str, number: int) -> None:
        """Open the sheets of one day of a run of the library."""

        def shown(key: str) -> None:
            self.show_run(key, place="sheets")
            self._runs[key].sheets_page.tick_day(number)

        self.desk.open_run(document_id, shown)

    def show_run(self, key: str, place: str = "runs") -> None:
        """Show an open run in ``place``, its page or its sheets."""
        held = self.desk.held(key)
        if held is None or not isinstance(held.document, RunDocument):
            return
        if key not in self._runs:
            self._open_run(key, held.document)
        self.runs.show_page(key)
        self._choose_run(key)
        self.place_wanted.emit(place)

    def _look_for_newer_of_shown(self) -> None:
        if self._run_key in self._runs:
            self._look_for_newer(self._run_key)

    def _look_for_newer(self, key: str) -> None:
        """Say on the page of a run that its protocol was changed in the library since, if it was."""
        pages = self._runs[key]

        def found(protocol: Protocol | None) -> None:
            if self._runs.get(key) is not pages:
                return
            newer = protocol is not None and compare(pages.document.run.protocol, protocol, self._lab).count > 0
            pages.run_page.show_newer(newer)

        self.desk.newest_protocol(key, found)

    def _compare_with_newer(self, key: str) -> None:
        def found(protocol: Protocol | None) -> None:
            if protocol is not None:
                before = self._runs[key].document.run
                self.comparison.show_pair(before.protocol, protocol, (before.number, ""))

        self.desk.newest_protocol(key, found)

    def _tell_page(self, text: Message, tone: str = "warning") -> None:
        self.told.emit(lambda: text.written(self._wording.language), tone, ())

    def _open_run(self, key: str, document: RunDocument) -> None:
        held = self.desk.held(key)
        if held:
            self.lots.give(held)
        run_page = RunPage(self._wording, document, self._today)
        run_page.calendar_head.show_months(self._preferences.months_shown)
        run_page.calendar_head.months_wanted.connect(self._note_months)
        sheets_page = SheetsPage(self._wording, self._preferences, document, self._today)
        self._runs[key] = RunPages(document, run_page, sheets_page)
        self.numbers.tell()
        self.sheets.addWidget(sheets_page)
        self.replanning.attend(self._runs[key])
        self.task_moving.attend(self._runs[key])
        run_page.sheets_wanted.connect(lambda: self.place_wanted.emit("sheets"))
        run_page.day_sheets_wanted.connect(self.show_day_sheets)
        run_page.save_wanted.connect(self.save_pdf)
        run_page.start_wanted.connect(self.start_asked)
        run_page.refused.connect(self._tell_page)
        run_page.history_wanted.connect(partial(self._show_run_history, key))
        run_page.protocol_wanted.connect(partial(self._compare_with_newer, key))
        if self.calendar:
            run_page.calendar_wanted.connect(self.calendar.open)
        run_page.calendar_notice.use_lab(self._lab)
        sheets_page.finding_wanted.connect(self.show_finding)
        sheets_page.labels_wanted.connect(self.labels_asked)
        sheets_page.told.connect(self._tell_page)
        document.changed.connect(partial(self._renew_document, key))
        document.undo_stack.indexChanged.connect(lambda _index: self.current_changed.emit())
        self.runs.open_page(key, run_page, document.title)
        self.run_opened.emit(key)

    def _note_months(self, wanted: bool) -> None:
        """Remember how calendars of runs are looked at; runs that are opened later begin with it."""
        self._preferences.months_shown = wanted

    def _tell_revision(self) -> None:
        if self.run:
            self.replanning.tell_revision(self.run)

    def show_day_sheets(self, number: int) -> None:
        """Show the sheets of ``D{number}`` of the current run."""
        if self.run:
            self.run.sheets_page.tick_day(number)
            self.place_wanted.emit("sheets")

    def save_pdf(self) -> None:
        """Save the sheets of the current run."""
        if self.run:
            self.place_wanted.emit("sheets")
            self.run.sheets_page.save_pdf()

    # Findings

    def show_finding(self, finding: Finding) -> None:
        """Go to the place of ``finding`` in the current document."""
        document = self.document
        if isinstance(document, ProtocolDocument):
            page = self.protocols.page(self.desk.key_of(document))
            if isinstance(page, ProtocolPage):
                page.show_spot(document.spot_of(finding))
        elif self.run:
            self.runs.show_page(self._run_key)
            self.place_wanted.emit("runs")
            self.run.run_page.show_place(finding)

    # History

    def show_history(self, key: str) -> None:
        """Show the versions of an open document."""
        self.histories.open(key, self.protocols if self._place == "protocols" else self.runs)

    def show_protocol_history(self, key: str) -> None:
        """Show the versions of an open protocol."""
        self.histories.open(key, self.protocols)

    def _show_run_history(self, key: str) -> None:
        self.histories.open(key, self.runs)

    # Closing

    def close_tab(self, key: str) -> None:
        """Close a tab; what is in it is kept."""
        for place in (self.protocols, self.runs):
            for tab in (key, self.histories.tab(key)):
                page = place.close_page(tab)
                if page:
                    page.deleteLater()
        pages = self._runs.pop(key, None)
        if pages:
            pages.sheets_page.close_document()
            self.sheets.removeWidget(pages.sheets_page)
            pages.sheets_page.deleteLater()
            self._run_key = next(iter(self._runs), "")
            if self.run:
                self.sheets.setCurrentWidget(self.run.sheets_page)
        self.desk.let_go(key)
        self.current_changed.emit()

    def close_current(self) -> None:
        """Close the tab that is shown, if it is not the list."""
        place = {"protocols": self.protocols, "runs": self.runs, "sheets": self.runs}.get(self._place)
        key = place.current if place else ""
        if key:
            self.close_tab(key)

    def finish(self) -> None:
        """Let go of every preview, and hand in what is half typed of the stocks and of the working calendar."""
        if self.stocks:
            self.stocks.finish()
        if self.calendar:
            self.calendar.hand_in()
        for pages in self._runs.values():
            pages.sheets_page.close_document()
