"""Every command of the window in one table; menus are lists of its ids."""

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from mscplanner.domain.language import N_
from mscplanner.gui.preferences import TEXT_SIZES
from mscplanner.gui.wording import Wording


class Entry(NamedTuple):
    """One command: its id, its text, its keys, and the group in which only one is checked."""

    id: str
    text: str
    keys: tuple[str, ...] = ()
    group: str = ""
    checkable: bool = False


ENTRIES = (
    Entry("new_run", N_("Plan a Run…"), ("Ctrl+N",)),
    Entry("new_protocol", N_("New Protocol"), ("Ctrl+Shift+N",)),
    Entry("import", N_("Import…"), ("Ctrl+O",)),
    Entry("export", N_("Export…")),
    Entry("save_now", N_("Save Now"), ("Ctrl+S",)),
    Entry("save_version", N_("Save Version…"), ("Ctrl+Shift+S",)),
    Entry("history", N_("History…"), ("Ctrl+H",)),
    Entry("compare", N_("Compare…")),
    Entry("plan_this", N_("Plan Run")),
    Entry("close_tab", N_("Close Tab"), ("Ctrl+W",)),
    Entry("reagents", N_("Reagents"), ("Ctrl+Shift+L",)),
    Entry("back_up", N_("Back Up Library…")),
    Entry("check_library", N_("Check Library")),
    Entry("find", N_("Find in List"), ("Ctrl+F",)),
    Entry("print_day", N_("Print Day…"), ("Ctrl+P",)),
    Entry("print_all", N_("Sheets…"), ("Ctrl+Shift+P",)),
    Entry("save_pdf", N_("Save PDF…"), ("Ctrl+E",)),
    Entry("export_calendar", N_("Export Calendar…")),
    Entry("quit", N_("Quit"), ("Ctrl+Q",)),
    Entry("undo", N_("Undo"), ("Ctrl+Z",)),
    Entry("redo", N_("Redo"), ("Ctrl+Y", "Ctrl+Shift+Z")),
    Entry("place_start", N_("Start"), ("Alt+1",)),
    Entry("place_protocols", N_("Protocols"), ("Alt+2",)),
    Entry("place_runs", N_("Runs"), ("Alt+3",)),
    Entry("place_stocks", N_("Stocks"), ("Alt+4",)),
    Entry("place_sheets", N_("Sheets"), ("Alt+5",)),
    Entry("language_en", "English", group="language"),
    Entry("language_zh", "中文", group="language"),
    Entry("appearance_system", N_("System"), group="appearance"),
    Entry("appearance_light", N_("Light"), group="appearance"),
    Entry("appearance_dark", N_("Dark"), group="appearance"),
    *(Entry(f"text_size_{size}", f"{size} %", group="text_size") for size in TEXT_SIZES),
    Entry("text_larger", N_("Larger Text"), ("Ctrl++", "Ctrl+=")),
    Entry("text_smaller", N_("Smaller Text"), ("Ctrl+-",)),
    Entry("text_usual", N_("Usual Text Size"), ("Ctrl+0",)),
    Entry("findings", N_("Findings"), ("Ctrl+J",), checkable=True),
    Entry("next_finding", N_("Next Finding"), ("F8", "Ctrl+Alt+Down")),
    Entry("previous_finding", N_("Previous Finding"), ("Shift+F8", "Ctrl+Alt+Up")),
    Entry("fix_finding", N_("Fix Finding"), ("Alt+Return",)),
    Entry("confirm_stocks", N_("Confirm Stocks"), ("Ctrl+Shift+K",)),
    Entry("go_today", N_("Go to Today"), ("Ctrl+T",)),
    Entry("day_done", N_("Day Done"), ("Ctrl+Shift+D",)),
    Entry("what_happened", N_("What Happened…"), ("Ctrl+Shift+W",)),
    Entry("move_task", N_("Move Task…"), ("Ctrl+Shift+M",)),
    Entry("task_back", N_("Move Task Back")),
    Entry("plan_revisions", N_("Plan Revisions…")),
    Entry("close_out", N_("Close Out…"), ("Ctrl+Shift+O",)),
    Entry("hand_over", N_("Hand Over…"), ("Ctrl+Shift+H",)),
    Entry("export_records", N_("Export Records…")),
    Entry("print_history", N_("Print History…")),
    Entry("labels", N_("Labels…"), ("Ctrl+Shift+T",)),
    Entry("find_sheet", N_("Find Sheet…"), ("Ctrl+R",)),
    Entry("find_start", N_("Find Start Date…"), ("Ctrl+Alt+D",)),
    Entry("start_earlier", N_("Start One Day Earlier")),
    Entry("start_later", N_("Start One Day Later")),
    Entry("start_here", N_("Start on Chosen Day")),
    Entry("load_of_runs", N_("Load of All Runs"), ("Ctrl+L",)),
    Entry("add_stock", N_("Add Stock")),
    Entry("usual_stocks", N_("Take Over Usual Stocks…")),
    Entry("duplicate_stock", N_("Duplicate Stock")),
    Entry("archive_stock", N_("Archive Stock")),
    Entry("bring_back_stock", N_("Bring Back Stock")),
    Entry("show_archived_stocks", N_("Show Archived"), checkable=True),
    Entry("shopping_list", N_("Shopping List…"), ("Ctrl+Shift+B",)),
    Entry("work_calendar", N_("Working Calendar…")),
    Entry("shortcuts", N_("Keyboard Shortcuts"), ("Ctrl+/",)),
    Entry("about", N_("About mscplanner")),
)
SEPARATOR = "-"
MENUS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "file",
        N_("&File"),
        (
            "plan_run>",
            "new_protocol",
            "import",
            "export",
            SEPARATOR,
            "save_now",
            "save_version",
            "back_up",
            "check_library",
            SEPARATOR,
            "print_day",
            "print_all",
            "save_pdf",
            "export_calendar",
            SEPARATOR,
            "close_tab",
            "quit",
        ),
    ),
    ("edit", N_("&Edit"), ("undo", "redo", SEPARATOR, "find")),
    (
        "view",
        N_("&View"),
        (
            "place_start",
            "place_protocols",
            "place_runs",
            "place_stocks",
            "place_sheets",
            SEPARATOR,
            "language>",
            "appearance>",
            "text_size>",
            SEPARATOR,
            "findings",
        ),
    ),
    ("protocol", N_("&Protocol"), ("plan_this", "compare", "history", SEPARATOR, "reagents")),
    (
        "run",
        N_("&Run"),
        (
            "new_run",
            SEPARATOR,
            "next_finding",
            "previous_finding",
            "fix_finding",
            SEPARATOR,
            "find_start",
            "start_earlier",
            "start_later",
            "start_here",
            SEPARATOR,
            "confirm_stocks",
            "go_today",
            SEPARATOR,
            "day_done",
            "what_happened",
            "close_out",
            "plan_revisions",
            "hand_over",
            "labels",
            "print_history",
            "find_sheet",
            "export_records",
            SEPARATOR,
            "move_task",
            "task_back",
            SEPARATOR,
            "work_calendar",
            "load_of_runs",
        ),
    ),
    (
        "stocks",
        N_("&Stocks"),
        (
            "add_stock",
            "usual_stocks",
            SEPARATOR,
            "duplicate_stock",
            "archive_stock",
            "bring_back_stock",
            SEPARATOR,
            "show_archived_stocks",
            SEPARATOR,
            "shopping_list",
        ),
    ),
    ("help", N_("&Help"), ("shortcuts", "about")),
)
SUBMENUS: dict[str, tuple[str, tuple[str, ...]]] = {
    "plan_run": (N_("Plan a Run"), ()),
    "language": (N_("Language"), ("language_en", "language_zh")),
    "appearance": (N_("Appearance"), ("appearance_system", "appearance_light", "appearance_dark")),
    "text_size": (
        N_("Text Size"),
        (*(f"text_size_{size}" for size in TEXT_SIZES), SEPARATOR, "text_larger", "text_smaller", "text_usual"),
    ),
}
OTHER_KEYS = (
    ("← → ↑ ↓", N_("Calendar: day before, day after, week before, week after")),
    ("Home", N_("Calendar: D0")),
    ("T", N_("Calendar: today")),
    ("Page Up, Page Down", N_("Calendar: month before, month after")),
    ("Shift+←, Shift+→", N_("Calendar: move D0 by one day")),
    ("Esc", N_("Calendar: stop dragging the run or a task")),
    ("Menu, Shift+F10", N_("Calendar: tasks of the day that can be moved")),
    ("← → ↑ ↓", N_("Load of all runs: day before, day after, row above, row below")),
    ("Ctrl+←, Ctrl+→", N_("Load of all runs: week before, week after")),
    ("Enter", N_("Load of all runs: open the run")),
    ("T", N_("Load of all runs: today")),
    ("Enter", N_("Findings: go to the place")),
    ("Del", N_("Findings: accept a warning")),
    ("Enter, Tab", N_("Editor: take the cell and go on")),
    ("Ins, Ctrl+Enter", N_("Editor: add a stage or an addition")),
    ("Del, Backspace", N_("Editor: clear a dose; on a name, Del removes the row")),
    ("Ctrl+D", N_("Editor: duplicate")),
    ("Alt+↑, Alt+↓", N_("Editor: move up or down")),
    ("Ctrl+Shift+R", N_("Editor: reset to the template's value")),
    ("Enter", N_("Stocks: from the list into the form")),
    ("Ins, Ctrl+Enter", N_("Stocks: add a stock")),
    ("Ctrl+D", N_("Stocks: duplicate")),
    ("Del", N_("Stocks: archive")),
    ("Space", N_("Working calendar: close or open the chosen day")),
    ("F2, Enter", N_("Working calendar: name the chosen day")),
    ("PgUp, PgDn", N_("Working calendar: month before, month after; with Shift the year")),
    ("Enter", N_("Closing out a sheet: the next field")),
    ("Alt+P", N_("Closing out a sheet: fill in as planned")),
    ("F8", N_("Closing out a sheet: the next finding")),
    ("Ctrl+Enter", N_("Closing out a sheet: keep it")),
    ("Space", N_("Tick or untick")),
    ("← → ↑ ↓, Home, End", N_("Labels: the first label that is printed on")),
    ("Ctrl+Wheel", N_("Preview: size of the page")),
    ("Esc", N_("Take back what is being typed, or leave the findings")),
)
"""Keys that belong to one part of the window, for the list of shortcuts."""


class Commands(QObject):
    """The commands as Qt actions, by id, and the menus made of them."""

    def __init__(self, window: QMainWindow, wording: Wording) -> None:
        super().__init__(window)
        self.wording = wording
        self._actions: dict[str, QAction] = {}
        self.submenus: dict[str, QMenu] = {}
        groups: dict[str, QActionGroup] = {}
        for entry in ENTRIES:
            action = QAction(window)
            action.setObjectName(entry.id)
            wording.bind(action.setText, entry.text)
            action.setShortcuts([QKeySequence(key) for key in entry.keys])
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.setCheckable(entry.checkable or bool(entry.group))
            if entry.group:
                group = groups.setdefault(entry.group, QActionGroup(window))
                group.addAction(action)
            self._actions[entry.id] = action
        for _, title, ids in MENUS:
            menu = window.menuBar().addMenu("")
            wording.bind(menu.setTitle, title)
            self._fill(menu, ids)

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions[action_id]

    def enable(self, action_ids: Iterable[str], enabled: bool) -> None:
        """Make the commands usable, or grey."""
        for action_id in action_ids:
            self._actions[action_id].setEnabled(enabled)

    def shortcuts(self) -> list[tuple[str, str]]:
        """Return keys and text of every command that has keys, in order of the table."""
        rows = []
        for entry in ENTRIES:
            keys = [QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in entry.keys]
            if keys:
                rows.append((", ".join(keys), self.wording.text(entry.text)))
        return rows

    def _fill(self, menu: QMenu, ids: tuple[str, ...]) -> None:
        for each in ids:
            if each == SEPARATOR:
                menu.addSeparator()
            elif each.endswith(">"):
                name = each[:-1]
                title, inner = SUBMENUS[name]
                submenu = menu.addMenu("")
                self.wording.bind(submenu.setTitle, title)
                self._fill(submenu, inner)
                self.submenus[name] = submenu
            else:
                menu.addAction(self._actions[each])
