"""The main window: it holds the places, connects them, and loads the heavy rooms after its first paint."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QApplication, QMainWindow

from mscplanner.domain.language import N_, Language
from mscplanner.gui.preferences import DARK_WINDOW, Preferences

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent

    from mscplanner.domain.finding import Finding
    from mscplanner.gui.agenda_reader import AgendaReader
    from mscplanner.gui.card import Card
    from mscplanner.gui.desk import Desk
    from mscplanner.gui.faults import FaultWatch
    from mscplanner.gui.filing import Filing
    from mscplanner.gui.findings_dock import FindingsDock
    from mscplanner.gui.garbage import GarbageCollection
    from mscplanner.gui.keeper import Keeper
    from mscplanner.gui.open_documents import OpenDocuments
    from mscplanner.gui.run_document import RunDocument
    from mscplanner.gui.run_page import RunPage
    from mscplanner.gui.sheets_page import SheetsPage
    from mscplanner.gui.workplace import Workplace

_NEEDS_RUN = (
    *("print_day", "print_all", "save_pdf", "export_calendar", "place_sheets", "confirm_stocks", "go_today"),
    *("day_done", "what_happened", "plan_revisions", "print_history", "close_out", "export_records"),
    *("hand_over", "labels", "move_task", "task_back"),
)
_NEEDS_PROTOCOL = ("plan_this", "compare", "export", "history", "save_version")
_NEEDS_DOCUMENT = ("findings", "next_finding", "previous_finding", "fix_finding", "close_tab")
_NEEDS_ROOMS = (
    *("new_run", "new_protocol", "import", "save_now", "back_up", "check_library", "find", "reagents", "shopping_list"),
    "load_of_runs",
    *("place_protocols", "place_runs", "place_stocks", "add_stock", "usual_stocks", "show_archived_stocks"),
    *("work_calendar", "find_sheet"),
)
_OF_LOT = ("duplicate_stock", "archive_stock", "bring_back_stock")
_ROOMY_HEIGHT = 740
_PLACES = ("start", "protocols", "runs", "stocks", "sheets")


class MainWindow(QMainWindow):
    """Start, Protocols, Runs, Stocks and Sheets, with the findings below.

    ``checked`` says that every template has been read and checked, ``loaded`` that it is shown.
    """

    checked = Signal()
    loaded = Signal()

    def __init__(self, preferences: Preferences, language: Language, today: date) -> None:
        super().__init__()
        self._preferences = preferences
        self._language: Language = language
        self._today = today
        self._painted = False
        self._faults: FaultWatch | None = None
        self._garbage: GarbageCollection | None = None
        self._cards: tuple[Card, ...] = ()
        self._place = "start"
        self._shown: tuple[object, ...] = ()
        self._findings_asked = False
        self.keeper: Keeper | None = None
        self.desk: Desk | None = None
        self.documents: OpenDocuments | None = None
        self.filing: Filing | None = None
        self._agenda: AgendaReader | None = None
        self.findings_dock: FindingsDock | None = None
        self.setWindowTitle("mscplanner")
        self.resize(1280, 800)
        self.setMinimumSize(900, 600)
        self.setAcceptDrops(True)
        if not preferences.geometry.isEmpty():
            self.restoreGeometry(preferences.geometry)
        if preferences.appearance == "dark":
            self.setStyleSheet(f"QMainWindow {{ background: {DARK_WINDOW}; }}")

    @property
    def document(self) -> RunDocument | None:
        """The run that was shown last, or None."""
        return self.documents.run.document if self.documents and self.documents.run else None

    @property
    def run_page(self) -> RunPage | None:
        """The page of the run that was shown last, or None."""
        return self.documents.run.run_page if self.documents and self.documents.run else None

    @property
    def sheets_page(self) -> SheetsPage | None:
        """The sheets of the run that was shown last, or None."""
        return self.documents.run.sheets_page if self.documents and self.documents.run else None

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() == QEvent.Type.Paint and not self._painted:
            # A frame is to be seen at once; its furniture and the heavy rooms follow.
            self._painted = True
            QTimer.singleShot(0, self._start)
        return handled

    def _start(self) -> None:
        from mscplanner.gui.garbage import GarbageCollection

        # Starting makes many objects and no garbage: to look for it costs a tenth of the time.
        self._garbage = GarbageCollection(self)
        self._garbage.start()
        try:
            from mscplanner.gui.workplace import Workplace

            workplace = Workplace(self._today)
            cards = workplace.cards()
            self.checked.emit()
        finally:
            # Also when something is wrong: a fault is told in the window.
            self._furnish()
        self._show_workplace(workplace, *cards)

    def _furnish(self) -> None:
        from PySide6.QtWidgets import QStackedWidget

        from mscplanner.gui.actions import Commands
        from mscplanner.gui.faults import FaultWatch
        from mscplanner.gui.look import Look
        from mscplanner.gui.message_bar import MessageBar
        from mscplanner.gui.rail import Rail
        from mscplanner.gui.start_page import StartPage
        from mscplanner.gui.status_line import StatusLine
        from mscplanner.gui.wording import Wording

        self.wording = Wording(self._language)
        self._prepare_application()
        self.commands = Commands(self, self.wording)
        self.look = Look(self._preferences, self.commands, self)
        self.rail = Rail(self.wording)
        self.start_page = StartPage(self.wording)
        self.message_bar = MessageBar(self.wording)
        self.status_line = StatusLine(self.wording)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.start_page)
        self._faults = FaultWatch(self)
        self._faults.start(self._show_fault)
        self._lay_out()
        self._connect()
        self._show_look()

    def _prepare_application(self) -> None:
        """Give the program its icon, and Qt's own dialogs the language of the window."""
        from PySide6.QtGui import QIcon

        from mscplanner.domain.places import resource_folder
        from mscplanner.gui.fonts import prepare_language

        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setWindowIcon(QIcon(str(resource_folder() / "icons" / "mscplanner.svg")))
        prepare_language(self._language)

    def _lay_out(self) -> None:
        from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        column = QVBoxLayout()
        column.setSpacing(0)
        # Below the pages: a message that comes must not move what is about to be pressed.
        column.addWidget(self._pages, 1)
        column.addWidget(self.message_bar)
        row.addLayout(column, 1)
        self.setCentralWidget(body)
        self.setStatusBar(self.status_line)
        for needs in (_NEEDS_RUN, _NEEDS_PROTOCOL, _NEEDS_DOCUMENT, _NEEDS_ROOMS, _OF_LOT, ("undo", "redo")):
            self.commands.enable(needs, False)

    def _connect(self) -> None:
        from mscplanner.gui.help_boxes import show_about, show_shortcuts

        self.rail.chosen.connect(self.go_to)
        self.start_page.plan_wanted.connect(self.plan_run)
        self.status_line.language_chosen.connect(self.set_language)
        self.status_line.findings_wanted.connect(self.enter_findings)
        self.status_line.text_size_wanted.connect(lambda: self.look.step_text_size(1, around=True))
        act = self.commands
        act["quit"].triggered.connect(self.close)
        for place in _PLACES:
            act[f"place_{place}"].triggered.connect(partial(self.go_to, place))
        act["language_en"].triggered.connect(lambda: self.set_language("en"))
        act["language_zh"].triggered.connect(lambda: self.set_language("zh"))
        act["shortcuts"].triggered.connect(lambda: show_shortcuts(self, self.commands, self.wording))
        act["about"].triggered.connect(lambda: show_about(self, self.wording))
        self.look.changed.connect(self._show_look)
        self.look.changed.connect(self.wording.changed)

    def _show_workplace(self, workplace: Workplace, table_1: Sequence[Card], variants: Sequence[Card]) -> None:
        from mscplanner.gui.plan_menu import PlanMenu

        self.start_page.show_cards(table_1, variants)
        self._cards = (*table_1, *variants)
        PlanMenu(self.commands.submenus["plan_run"], self.wording, self._cards, self.plan_run)
        self._open_rooms(workplace)
        fault = workplace.fault
        if fault:
            self._tell(lambda: fault.written(self.wording.language), "warning")
        self.loaded.emit()

    def _open_rooms(self, workplace: Workplace) -> None:
        """Make what documents need, and begin to open the library."""
        from mscplanner.gui.agenda_reader import AgendaReader
        from mscplanner.gui.desk import Desk
        from mscplanner.gui.filing import Filing
        from mscplanner.gui.keeper import Keeper
        from mscplanner.gui.open_documents import OpenDocuments
        from mscplanner.gui.paper_trail import PaperTrail
        from mscplanner.gui.protocols_page import TemplateLine
        from mscplanner.gui.run_planning import RunPlanning
        from mscplanner.gui.shopping_desk import ShoppingDesk
        from mscplanner.gui.tube_labels_desk import TubeLabelsDesk

        self.keeper = Keeper(self._preferences.author, self)
        self.desk = Desk(self.keeper, workplace, self.wording, self._preferences, self)
        self.documents = OpenDocuments(self.desk, workplace.lab, self.wording, self._preferences, self._today, self)
        stocks = self.documents.take_stocks(self.keeper, self.commands)
        ShoppingDesk(self.desk, stocks, self.documents, self.commands, self.wording, self._preferences, self._today)
        self.documents.take_lab(self.keeper, workplace)
        self.filing = Filing(self, self.keeper, self.documents, self.wording, self.status_line, self._tell)
        self._agenda = AgendaReader(self.desk, self._today, self)
        self.planning = RunPlanning(self.documents, self.keeper, workplace, self.commands, self._today)
        self.paper = PaperTrail(self.documents, self.keeper, self.commands, self.wording, self._today, self)
        self.labels = TubeLabelsDesk(self.documents, self.commands, self._preferences, self._today, self)
        self.labels.opened.connect(self.paper.history.attend_labels)
        self.paper.history.labels_wanted.connect(self.labels.open)
        self.filing.attend(stocks)
        for page in (self.documents.protocols, self.documents.runs, stocks.tabs, self.documents.sheets):
            self._pages.addWidget(page)
        lines = [TemplateLine(card.protocol_id, card.title, card.days) for card in self._cards]
        self.documents.protocols_page.show_templates(lines)
        self._connect_rooms(self.documents, self.desk, self.filing, self._agenda)
        self.commands.enable(_NEEDS_ROOMS, True)
        self.rail.enable_places(("protocols", "runs", "stocks"))
        self.filing.open_library()

    def _connect_rooms(self, documents: OpenDocuments, desk: Desk, filing: Filing, agenda: AgendaReader) -> None:
        self.paper.told.connect(self._tell)
        self.paper.told_over.connect(self.message_bar.end)
        self.paper.place_wanted.connect(self.go_to)
        documents.place_wanted.connect(self.go_to)
        documents.told.connect(self._tell)
        documents.told_over.connect(self.message_bar.end)
        documents.current_changed.connect(self._renew)
        documents.runs_page.protocols_wanted.connect(partial(self.go_to, "protocols"))
        start = self.start_page
        start.open_wanted.connect(documents.open_template)
        start.run_wanted.connect(documents.open_run)
        start.print_wanted.connect(documents.print_day)
        start.close_out_wanted.connect(self.paper.close_out_day)
        start.protocol_wanted.connect(documents.open_protocol)
        start.new_wanted.connect(documents.new_protocol)
        start.sheet_entered.connect(self.paper.finder.find)
        start.protocols_wanted.connect(partial(self.go_to, "protocols"))
        desk.listed.connect(lambda: start.show_protocols(desk.entries("protocol")))
        agenda.changed.connect(lambda: start.show_work(agenda.lines, self._today, agenda.shared, agenda.missed))
        self._connect_commands(documents, filing)

    def _connect_commands(self, documents: OpenDocuments, filing: Filing) -> None:
        from mscplanner.gui.document_commands import connect_documents

        connect_documents(self.commands, documents, filing)
        act = self.commands
        act["new_run"].triggered.connect(partial(self.go_to, "start"))
        act["find"].triggered.connect(self._find)
        act["confirm_stocks"].triggered.connect(self._confirm_stocks)
        act["go_today"].triggered.connect(self._go_today)
        act["print_day"].triggered.connect(self._print_day)
        act["print_all"].triggered.connect(partial(self.go_to, "sheets"))

    def _tell(
        self, content: Callable[[], str], tone: str = "note", ways_on: tuple[tuple[str, Callable[[], object]], ...] = ()
    ) -> None:
        self.message_bar.show_message(content, tone, ways_on)

    def plan_run(self, protocol_id: str) -> None:
        """Begin a run of a bundled protocol, with the usual vessel and the next working day."""
        if self.documents:
            self.documents.plan_template(protocol_id)

    def _renew(self) -> None:
        """Show what follows from the document that the commands are about."""
        from mscplanner.gui.document_commands import name_undo

        documents = self.documents
        if documents is None:
            return
        document, run = documents.document, documents.run
        undoable = documents.undoable
        shown = (self._place, undoable, undoable.undo_stack.index() if undoable else 0)
        if shown != self._shown:
            self._shown = shown
            self.message_bar.leave_news()
        self.commands.enable(_NEEDS_RUN, run is not None)
        self.rail.enable_places(("sheets",), run is not None)
        self.commands.enable((*_NEEDS_DOCUMENT, *_NEEDS_PROTOCOL), document is not None)
        self.commands.enable(("plan_this", "compare"), documents.is_protocol)
        found = document.open_findings if document else ()
        counts: dict[str, int] = dict(Counter(finding.severity for finding in found))
        self.status_line.counts.show_counts(counts)
        self.status_line.counts.setVisible(document is not None)
        self.setWindowTitle(f"{document.title} – mscplanner" if document else "mscplanner")
        if run:
            held = run.document.run
            self._preferences.vessel, self._preferences.operator = held.vessel.id, held.operator
        name_undo(self.commands, self.wording, undoable)
        self._show_findings()

    def go_to(self, place: str) -> None:
        """Show ``start``, ``protocols``, ``runs``, ``stocks`` or ``sheets``."""
        documents = self.documents
        if documents is None or documents.stocks is None or (place == "sheets" and documents.run is None):
            return
        pages = {
            "start": self.start_page,
            "protocols": documents.protocols,
            "runs": documents.runs,
            "stocks": documents.stocks.tabs,
            "sheets": documents.sheets,
        }
        self._place = place
        self._pages.setCurrentWidget(pages[place])
        self.rail.show_place(place)
        documents.enter(place)

    def _show_findings(self) -> None:
        document = self.documents.document if self.documents else None
        wanted = document is not None and self._place in ("protocols", "runs") and self._preferences.findings_shown
        if self.height() * 100 < _ROOMY_HEIGHT * self._preferences.text_size:
            wanted = wanted and self._findings_asked  # a low window is for the fields, until they are asked for
        if document is not None and self.findings_dock is None:
            self._make_findings_dock()
        if self.findings_dock:
            self.findings_dock.show_document(document)
            self.findings_dock.setVisible(wanted)

    def _make_findings_dock(self) -> None:
        from PySide6.QtCore import Qt

        from mscplanner.gui.accepting import open_again
        from mscplanner.gui.findings_dock import FindingsDock

        dock = self.findings_dock = FindingsDock(self.wording)
        self.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, dock)
        dock.place_wanted.connect(self.show_finding)
        dock.accept_wanted.connect(self._ask_acceptance)
        dock.withdraw_wanted.connect(lambda finding: open_again(self.document, finding))
        dock.tool_wanted.connect(self.planning.use_tool)
        dock.left.connect(self._pages.setFocus)
        dock.put_away.connect(lambda: self._toggle_findings(False))
        # Before the first layout with it, the height would be lost now and then.
        QTimer.singleShot(0, lambda: self.resizeDocks([dock], [dock.sizeHint().height()], Qt.Orientation.Vertical))
        act = self.commands
        act["next_finding"].triggered.connect(partial(dock.walk, 1))
        act["previous_finding"].triggered.connect(partial(dock.walk, -1))
        act["fix_finding"].triggered.connect(dock.fix_current)
        act["findings"].triggered.connect(self._toggle_findings)
        dock.visibilityChanged.connect(act["findings"].setChecked)

    def _ask_acceptance(self, finding: Finding) -> None:
        from mscplanner.gui.accepting import ask_acceptance

        if self.document:
            by = self.document.run.operator or self._preferences.operator
            ask_acceptance(self, self.document, finding, by, self._today)

    def show_finding(self, finding: Finding) -> None:
        """Go to the place of ``finding``, its details and ways on beside it."""
        if self.documents:
            self.documents.show_finding(finding)
        if self.findings_dock:
            self.findings_dock.choose(finding)

    def enter_findings(self) -> None:
        """Open the findings and put the focus into them."""
        from PySide6.QtCore import Qt

        self._preferences.findings_shown = self._findings_asked = True
        if self._place == "sheets":
            self.go_to("runs")
        self._show_findings()
        if self.findings_dock:
            self.findings_dock.show_first()
            self.findings_dock.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _toggle_findings(self, shown: bool) -> None:
        self._preferences.findings_shown = shown
        if shown:
            self.enter_findings()
        elif self.findings_dock:
            self._findings_asked = False
            self.findings_dock.hide()

    def _find(self) -> None:
        if self.documents:
            place = self._place if self._place in ("protocols", "runs", "stocks") else "protocols"
            self.go_to(place)
            self.documents.find(place)

    def _confirm_stocks(self) -> None:
        if self.run_page:
            self.run_page.form.confirm_stocks()

    def _go_today(self) -> None:
        if self.run_page and self.document:
            self.go_to("runs")
            self.run_page.calendar.choose((self._today - self.document.run.start).days)

    def _print_day(self) -> None:
        if self.documents and self.run_page and self.run_page.print_day.isEnabled():
            self.documents.show_day_sheets(self.run_page.calendar.chosen)
        else:
            self.go_to("sheets")

    def set_language(self, language: Language) -> None:
        """Show everything in ``language``, at once and with nothing lost."""
        from mscplanner.gui.fonts import prepare_language

        prepare_language(language)
        self._preferences.language = language
        self.wording.set_language(language)
        self.commands[f"language_{language}"].setChecked(True)
        self._renew()

    def _show_look(self) -> None:
        """Draw what depends on colours, and mark the choices in the menus."""
        self.rail.draw_icons()
        self.message_bar.draw_icons()
        self.status_line.show_text_size(self._preferences.text_size)
        self.commands[f"language_{self.wording.language}"].setChecked(True)

    def _show_fault(self, report: str) -> None:
        from PySide6.QtGui import QGuiApplication

        self.message_bar.show_message(
            lambda: self.wording.text(N_("Something unexpected happened. Your work is still here.")),
            "error",
            ((N_("Copy Report"), lambda: QGuiApplication.clipboard().setText(report)),),
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.filing and _files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = _files(event)
        if self.filing and paths:
            event.acceptProposedAction()
            self.filing.import_files(paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._preferences.geometry = self.saveGeometry()
        self._preferences.save()
        if self.documents:
            self.planning.finish()
            self.labels.finish()
            self.paper.close_outs.half_filled.finish()
            self.documents.finish()
        if self.desk and self.filing:
            self.filing.rescue(self.desk.finish())
            if self.documents and self.documents.stocks:
                self.documents.stocks.keeping.rescue()
            if self.documents and self.documents.calendar:
                self.documents.calendar.rescue()
        if self._faults:
            self._faults.stop()
        if self._garbage:
            self._garbage.stop()
        super().closeEvent(event)


def _files(event: QDropEvent) -> list[Path]:
    """Return the files of this computer that are being dropped."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
