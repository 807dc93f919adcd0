"""The main window: it holds the places, connects them, and loads the heavy rooms after its first paint."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QApplication, QMainWindow

import mscplanner
from mscplanner.domain.language import N_, Language
from mscplanner.gui.preferences import DARK_WINDOW, TEXT_SIZES, Appearance, Preferences

if TYPE_CHECKING:
    from PySide6.QtGui import QAction, QCloseEvent

    from mscplanner.domain.finding import Finding
    from mscplanner.domain.run import Run
    from mscplanner.gui.faults import FaultWatch
    from mscplanner.gui.findings_dock import FindingsDock
    from mscplanner.gui.run_document import RunDocument
    from mscplanner.gui.run_page import RunPage
    from mscplanner.gui.sheets_page import SheetsPage
    from mscplanner.gui.start_page import Card
    from mscplanner.gui.workplace import Workplace

_NEEDS_RUN = (
    "print_day",
    "print_all",
    "save_pdf",
    "place_run",
    "place_sheets",
    "findings",
    "next_finding",
    "previous_finding",
    "fix_finding",
    "confirm_stocks",
    "go_today",
    "undo",
    "redo",
)


class MainWindow(QMainWindow):
    """Start, Run and Sheets, with the findings below.

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
        self._workplace: Workplace | None = None
        self._faults: FaultWatch | None = None
        self._titles: list[tuple[QAction, Card]] = []
        self.document: RunDocument | None = None
        self.run_page: RunPage | None = None
        self.sheets_page: SheetsPage | None = None
        self.findings_dock: FindingsDock | None = None
        self.setWindowTitle("mscplanner")
        self.resize(1280, 800)
        self.setMinimumSize(900, 600)
        if not preferences.geometry.isEmpty():
            self.restoreGeometry(preferences.geometry)
        if preferences.appearance == "dark":
            self.setStyleSheet(f"QMainWindow {{ background: {DARK_WINDOW}; }}")

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() == QEvent.Type.Paint and not self._painted:
            # A frame is to be seen at once; its furniture and the heavy rooms follow.
            self._painted = True
            QTimer.singleShot(0, self._start)
        return handled

    def _start(self) -> None:
        # Starting makes many objects and no garbage: to look for it costs a tenth of the time.
        gc.disable()
        try:
            from mscplanner.gui.workplace import Workplace

            workplace = Workplace(self._today)
            cards = workplace.cards()
            self.checked.emit()
        finally:
            # Also when something is wrong: a fault is told in the window.
            self._furnish()
            gc.enable()
        self._workplace = workplace
        self._show_workplace(workplace, *cards)

    def _furnish(self) -> None:
        from PySide6.QtWidgets import QStackedWidget

        from mscplanner.gui.actions import Commands
        from mscplanner.gui.faults import FaultWatch
        from mscplanner.gui.message_bar import MessageBar
        from mscplanner.gui.rail import Rail
        from mscplanner.gui.start_page import StartPage
        from mscplanner.gui.status_line import StatusLine
        from mscplanner.gui.wording import Wording

        self.wording = Wording(self._language)
        self._prepare_application()
        self._apply_colours()
        self.commands = Commands(self, self.wording)
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
        from mscplanner.gui.fonts import add_chinese_font, translate_dialogs

        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setWindowIcon(QIcon(str(resource_folder() / "icons" / "mscplanner.svg")))
            translate_dialogs(application, self._language)
        if self._language == "zh":
            add_chinese_font()

    def _lay_out(self) -> None:
        from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.message_bar)
        column.addWidget(self._pages, 1)
        row.addLayout(column, 1)
        self.setCentralWidget(body)
        self.setStatusBar(self.status_line)
        self.commands.enable(_NEEDS_RUN, False)

    def _connect(self) -> None:
        from PySide6.QtGui import QGuiApplication

        self.rail.chosen.connect(self.go_to)
        self.start_page.plan_wanted.connect(self.plan_run)
        self.start_page.continue_wanted.connect(lambda: self.go_to("run"))
        self.status_line.language_chosen.connect(self.set_language)
        self.status_line.findings_wanted.connect(self.enter_findings)
        self.status_line.text_size_wanted.connect(lambda: self._step_text_size(1, around=True))
        act = self.commands
        act["quit"].triggered.connect(self.close)
        for place in ("start", "run", "sheets"):
            act[f"place_{place}"].triggered.connect(partial(self.go_to, place))
        act["language_en"].triggered.connect(lambda: self.set_language("en"))
        act["language_zh"].triggered.connect(lambda: self.set_language("zh"))
        act["appearance_system"].triggered.connect(lambda: self._set_appearance("system"))
        act["appearance_light"].triggered.connect(lambda: self._set_appearance("light"))
        act["appearance_dark"].triggered.connect(lambda: self._set_appearance("dark"))
        for size in TEXT_SIZES:
            act[f"text_size_{size}"].triggered.connect(partial(self._set_text_size, size))
        act["text_larger"].triggered.connect(lambda: self._step_text_size(1))
        act["text_smaller"].triggered.connect(lambda: self._step_text_size(-1))
        act["text_usual"].triggered.connect(lambda: self._set_text_size(TEXT_SIZES[0]))
        act["shortcuts"].triggered.connect(self.show_shortcuts)
        act["about"].triggered.connect(self.show_about)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._apply_look)

    def _show_workplace(self, workplace: Workplace, table_1: Sequence[Card], variants: Sequence[Card]) -> None:
        self.start_page.show_cards(table_1, variants)
        menu = self.commands.submenus["plan_run"]
        for card in (*table_1, *variants):
            action = menu.addAction("")
            self._titles.append((action, card))
            action.triggered.connect(partial(self.plan_run, card.protocol_id))
        self._title_menu()
        self.wording.changed.connect(self._title_menu)
        fault = workplace.fault
        if fault:
            self.message_bar.show_message(lambda: fault.written(self.wording.language), "warning")
        self.loaded.emit()

    def _title_menu(self) -> None:
        from mscplanner.gui.labels import button_text

        for action, card in self._titles:
            action.setText(button_text(card.title.written(self.wording.language)))

    def plan_run(self, protocol_id: str) -> None:
        """Begin a run of a bundled protocol, with the usual vessel and the next working day."""
        if self._workplace is None:
            return
        before = self.document.run if self.document and self.document.undo_stack.count() else None
        self._open_run(self._workplace.new_run(protocol_id, self._preferences))
        if before is not None:
            self.message_bar.show_message(
                lambda: self.wording.text(N_("The run {number} was put away for a new one."), number=before.number),
                "note",
                ((N_("Bring Back"), partial(self._bring_back, before)),),
            )

    def _bring_back(self, run: Run) -> None:
        self.message_bar.hide()
        self._open_run(run)

    def _open_run(self, run: Run) -> None:
        from PySide6.QtCore import Qt

        from mscplanner.gui.findings_dock import FindingsDock
        from mscplanner.gui.run_document import RunDocument
        from mscplanner.gui.run_page import RunPage
        from mscplanner.gui.sheets_page import SheetsPage

        self._close_run()
        document = RunDocument(run, self.wording, self)
        self.document = document
        self.run_page = RunPage(self.wording, document, self._today)
        self.sheets_page = SheetsPage(self.wording, self._preferences, document, self._today)
        for page in (self.run_page, self.sheets_page):
            self._pages.addWidget(page)
        if self.findings_dock is None:
            self.findings_dock = FindingsDock(self.wording)
            self.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self.findings_dock)
            self.findings_dock.place_wanted.connect(self.show_finding)
            self.findings_dock.left.connect(self._pages.setFocus)
            self.findings_dock.put_away.connect(lambda: self._toggle_findings(False))
            self.resizeDocks([self.findings_dock], [self.findings_dock.sizeHint().height()], Qt.Orientation.Vertical)
            self._connect_findings(self.findings_dock)
        self.findings_dock.show_document(document)
        self._connect_run(document, self.run_page, self.sheets_page)
        self.commands.enable([each for each in _NEEDS_RUN if each not in ("undo", "redo")], True)
        self.rail.enable_run(True)
        self._renew_run()
        self.go_to("run")

    def _close_run(self) -> None:
        # A page that is taken away must not put the next one of the same run in its place.
        self._pages.setCurrentWidget(self.start_page)
        if self.sheets_page:
            self.sheets_page.close_document()
        for page in (self.run_page, self.sheets_page):
            if page is not None:
                self._pages.removeWidget(page)
                page.setParent(None)
                page.deleteLater()
        if self.document:
            self.document.undo_stack.disconnect(self)
            self.document.deleteLater()

    def _connect_findings(self, dock: FindingsDock) -> None:
        act = self.commands
        act["next_finding"].triggered.connect(partial(dock.walk, 1))
        act["previous_finding"].triggered.connect(partial(dock.walk, -1))
        act["fix_finding"].triggered.connect(dock.fix_current)
        act["findings"].triggered.connect(self._toggle_findings)
        dock.visibilityChanged.connect(act["findings"].setChecked)
        act["undo"].triggered.connect(self._undo)
        act["redo"].triggered.connect(self._redo)
        act["confirm_stocks"].triggered.connect(self._confirm_stocks)
        act["go_today"].triggered.connect(self._go_today)
        act["print_day"].triggered.connect(self._print_day)
        act["print_all"].triggered.connect(lambda: self.go_to("sheets"))
        act["save_pdf"].triggered.connect(self._save_pdf)

    def _connect_run(self, document: RunDocument, run_page: RunPage, sheets_page: SheetsPage) -> None:
        run_page.sheets_wanted.connect(lambda: self.go_to("sheets"))
        run_page.day_sheets_wanted.connect(self._show_day_sheets)
        run_page.save_wanted.connect(self._save_pdf)
        sheets_page.finding_wanted.connect(self.show_finding)
        sheets_page.told.connect(lambda text, tone: self.message_bar.show_message(lambda: text, tone))
        document.changed.connect(self._renew_run)
        document.undo_stack.indexChanged.connect(self._name_undo)

    def _renew_run(self) -> None:
        if self.document is None:
            return
        run = self.document.run
        counts: dict[str, int] = dict(Counter(finding.severity for finding in self.document.plan.findings))
        self.status_line.counts.show_counts(counts)
        self.status_line.counts.show()
        title = f"{run.number} · {run.protocol.title.written(self.wording.language)}"
        self.start_page.show_open_run(title)
        self.setWindowTitle(f"{title} – mscplanner")
        self._preferences.vessel, self._preferences.operator = run.vessel.id, run.operator
        self._name_undo()

    def _name_undo(self) -> None:
        from mscplanner.gui.labels import button_text

        if self.document is None:
            return
        stack = self.document.undo_stack
        self.commands["undo"].setEnabled(stack.canUndo())
        self.commands["redo"].setEnabled(stack.canRedo())
        undo, redo = self.document.step_name(-1), self.document.step_name(0)
        for action_id, text, name in (("undo", N_("Undo"), undo), ("redo", N_("Redo"), redo)):
            self.commands[action_id].setText(button_text(f"{self.wording.text(text)} {name}".strip()))

    def go_to(self, place: str) -> None:
        """Show ``start``, ``run`` or ``sheets``."""
        page = {"start": self.start_page, "run": self.run_page, "sheets": self.sheets_page}[place]
        if page is None:
            return
        self._pages.setCurrentWidget(page)
        self.rail.show_place(place)
        if self.findings_dock:
            self.findings_dock.setVisible(place == "run" and self._preferences.findings_shown)

    def show_finding(self, finding: Finding) -> None:
        """Go to the place of ``finding``, its details and ways on beside it."""
        self.go_to("run")
        if self.findings_dock:
            self.findings_dock.choose(finding)
        if self.run_page:
            self.run_page.show_place(finding)

    def enter_findings(self) -> None:
        """Open the findings and put the focus into them."""
        from PySide6.QtCore import Qt

        if self.findings_dock:
            self._preferences.findings_shown = True
            self.go_to("run")
            self.findings_dock.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _toggle_findings(self, shown: bool) -> None:
        self._preferences.findings_shown = shown
        if shown:
            self.enter_findings()
        elif self.findings_dock:
            self.findings_dock.hide()

    def _undo(self) -> None:
        if self.document:
            self.document.undo_stack.undo()

    def _redo(self) -> None:
        if self.document:
            self.document.undo_stack.redo()

    def _confirm_stocks(self) -> None:
        if self.run_page:
            self.run_page.form.confirm_stocks()

    def _go_today(self) -> None:
        if self.run_page and self.document:
            self.go_to("run")
            self.run_page.calendar.choose((self._today - self.document.run.start).days)

    def _print_day(self) -> None:
        if self.run_page and self.run_page.print_day.isEnabled():
            self._show_day_sheets(self.run_page.calendar.chosen)
        else:
            self.go_to("sheets")

    def _show_day_sheets(self, number: int) -> None:
        if self.sheets_page:
            self.sheets_page.tick_day(number)
            self.go_to("sheets")

    def _save_pdf(self) -> None:
        if self.sheets_page:
            self.go_to("sheets")
            self.sheets_page.save_pdf()

    def set_language(self, language: Language) -> None:
        """Show everything in ``language``, at once and with nothing lost."""
        from mscplanner.gui.fonts import add_chinese_font, translate_dialogs

        application = QApplication.instance()
        if isinstance(application, QApplication):
            translate_dialogs(application, language)
        if language == "zh":
            add_chinese_font()
        self._preferences.language = language
        self.wording.set_language(language)
        self.commands[f"language_{language}"].setChecked(True)
        self._renew_run()

    def _set_appearance(self, appearance: Appearance) -> None:
        self._preferences.appearance = appearance
        self._apply_look()

    def _set_text_size(self, percent: int) -> None:
        self._preferences.text_size = percent
        self._apply_look()

    def _step_text_size(self, step: int, around: bool = False) -> None:
        at = TEXT_SIZES.index(self._preferences.text_size) + step
        if around:
            at %= len(TEXT_SIZES)
        self._set_text_size(TEXT_SIZES[min(max(at, 0), len(TEXT_SIZES) - 1)])

    def _apply_look(self) -> None:
        self._apply_colours()
        self._show_look()
        self.wording.changed.emit()

    def _show_look(self) -> None:
        """Draw what depends on colours, and mark the choices in the menus."""
        self.rail.draw_icons()
        self.message_bar.draw_icons()
        self.status_line.show_text_size(self._preferences.text_size)
        self.commands[f"appearance_{self._preferences.appearance}"].setChecked(True)
        self.commands[f"text_size_{self._preferences.text_size}"].setChecked(True)
        self.commands[f"language_{self.wording.language}"].setChecked(True)

    def _apply_colours(self) -> None:
        from mscplanner.gui.theme import apply_theme

        application = QApplication.instance()
        if isinstance(application, QApplication):
            apply_theme(application, self._preferences.appearance, self._preferences.text_size)

    def show_shortcuts(self) -> None:
        """Show the keys of all commands."""
        from mscplanner.gui.actions import OTHER_KEYS
        from mscplanner.gui.labels import question

        rows = self.commands.shortcuts() + [(keys, self.wording.text(text)) for keys, text in OTHER_KEYS]
        title = self.wording.text(N_("Keyboard Shortcuts"))
        question(self, title, title, "\n".join(f"{text}:  {keys}" for keys, text in rows)).open()

    def show_about(self) -> None:
        """Show what the program is, its version and its licences."""
        from mscplanner.gui.labels import question

        text = self.wording.text(
            N_("Plans inductions of MSC into insulin-producing cells, and prints their bench sheets. MIT licence.")
        )
        fonts = self.wording.text(N_("The font Noto Sans SC is under the SIL Open Font License."))
        title = f"mscplanner {mscplanner.__version__}"
        question(self, title, title, f"{text}\n\n{fonts}").open()

    def _show_fault(self, report: str) -> None:
        from PySide6.QtGui import QGuiApplication

        self.message_bar.show_message(
            lambda: self.wording.text(N_("Something unexpected happened. The run is still here.")),
            "error",
            ((N_("Copy Report"), lambda: QGuiApplication.clipboard().setText(report)),),
        )

    def closeEvent(self, event: QCloseEvent) -> None:
        self._preferences.geometry = self.saveGeometry()
        self._preferences.save()
        if self.sheets_page:
            self.sheets_page.close_document()
        if self._faults:
            self._faults.stop()
        super().closeEvent(event)
