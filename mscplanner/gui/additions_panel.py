"""The additions of a stage: their table, its buttons and its menu."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mscplanner.domain.language import N_, P_
from mscplanner.gui.addition_cells import pasted
from mscplanner.gui.addition_model import REAGENT
from mscplanner.gui.addition_rows import addition_rows
from mscplanner.gui.addition_table import AdditionTable
from mscplanner.gui.document import Spot
from mscplanner.gui.entry_menu import EntryMenu
from mscplanner.gui.field_notes import Notes
from mscplanner.gui.labels import button, text_label
from mscplanner.gui.placed_findings import PlacedFindings
from mscplanner.gui.protocol_steps import ProtocolSteps
from mscplanner.gui.reagent_completer import ReagentNames
from mscplanner.gui.was_marks import addition_was
from mscplanner.gui.wording import Wording
from mscplanner.planning.read_back import read_final, read_name

_ADDED = frozenset({"small-molecule", "protein", "supplement", "serum", "solvent", "buffer"})


class AdditionsPanel(QWidget):
    """Shows the additions of one stage and makes every change of them a step of the document."""

    removed = Signal(int)
    fix_wanted = Signal(object, int)
    reset_wanted = Signal(object)

    def __init__(self, wording: Wording, steps: ProtocolSteps) -> None:
        super().__init__()
        self._wording, self._steps = wording, steps
        self._at = 0
        names = ReagentNames(steps.document.lab.catalogue, _ADDED)
        steps.document.changed.connect(lambda: names.use_catalogue(steps.document.lab.catalogue))
        self.table = AdditionTable(wording, names, self._told)
        self.table.setObjectName("additions")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._heading())
        column.addWidget(self.table)
        self._said = text_label(role="muted")
        self._said.hide()
        column.addWidget(self._said)
        self._connect()

    def _heading(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        title = text_label(role="section", wrap=False)
        self._wording.bind(title.setText, N_("Additions"))
        row.addWidget(title)
        row.addStretch(1)
        self.add = button(pressed=self.type_new)
        self.add.setObjectName("add_addition")
        self._wording.bind(self.add.setText, N_("Add Addition"))
        self.more = button(pressed=lambda: self.menu().show_at(self.more.mapToGlobal(self.more.rect().bottomLeft())))
        self.more.setObjectName("addition_menu")
        self._wording.bind(self.more.setText, N_("More"))
        self._wording.bind(self.more.setAccessibleName, N_("More for the chosen addition"))
        row.addWidget(self.add)
        row.addWidget(self.more)
        return row

    def _connect(self) -> None:
        table, steps = self.table, self._steps
        table.began.connect(steps.begin)
        table.typed.connect(self._type)
        table.taken_back.connect(steps.take_back)
        table.add_wanted.connect(self.type_new)
        table.remove_wanted.connect(self._remove)
        table.clear_wanted.connect(lambda rows: steps.clear_finals(self._at, rows))
        table.duplicate_wanted.connect(self._duplicate)
        table.move_wanted.connect(lambda row, to: steps.move_addition(self._at, row, to))
        table.reset_wanted.connect(lambda row, field: self.reset_wanted.emit(Spot(self._at, row, field)))
        table.fix_wanted.connect(self.fix_wanted)
        table.paste_wanted.connect(self._paste)
        table.menu_wanted.connect(lambda place: self.menu().show_at(place))

    @property
    def keys(self) -> frozenset[str]:
        """The keys of the additions that are shown."""
        return frozenset(row.key for row in self.table.rows.rows)

    def show_stage(self, at: int, placed: PlacedFindings, again: bool = False) -> None:
        """Show the additions of stage ``at``."""
        if at != self._at:
            self.table.close_editor()
            self._said.hide()
            self._at, again = at, True
        document, language = self._steps.document, self._wording.language
        rows = addition_rows(document, at, placed)
        text = N_("taken from a dilution of {strength}, which is made first")
        notes = [
            Notes(
                row.label.written(language),
                self._wording.text(text, strength=row.thinned) if row.thinned else "",
                row.findings,
                addition_was(row, self._wording, document.lab),
            )
            for row in rows
        ]
        self.table.show_rows(rows, notes, again)

    def _told(self, row: int, field: str, text: str) -> str:
        """Return what a text is read as; nothing is said of what is still being typed."""
        document = self._steps.document
        stage = document.protocol.stages[self._at]
        held = self.table.rows.row(row)
        if not text.strip():
            return ""
        if field == "reagent":
            back = read_name(text, document.lab.catalogue)
        else:
            back = read_final(text, held.addition.reagent if held else "—", stage, document.lab, document.stocks)
        return back.text.written(self._wording.language) if back.text else "= …"

    def _type(self, row: int, field: str, text: str) -> None:
        if row < self.table.rows.count:
            self._steps.type(Spot(self._at, row, field), text)
        elif text.strip():
            self._steps.add_addition(self._at, row, text)

    def type_new(self) -> None:
        """Open the empty row at the end for the name of another reagent."""
        self.table.close_editor()
        self.table.show_cell(self.table.rows.count, "reagent")

    def _remove(self, rows: list[int]) -> None:
        if rows:
            column = max(self.table.currentIndex().column(), REAGENT)
            self._steps.remove_additions(self._at, rows)
            self.removed.emit(len(rows))
            self.table.setCurrentIndex(self.table.rows.index(min(rows[0], self.table.rows.count), column))

    def _duplicate(self, row: int) -> None:
        self._steps.duplicate_addition(self._at, row)
        self.table.setCurrentIndex(self.table.rows.index(row + 1, max(self.table.currentIndex().column(), 0)))

    def _paste(self, row: int, column: int, cells: list[list[str]]) -> None:
        document = self._steps.document
        changed, taken, left_out = pasted(
            document.protocol, self._at, (row, column), cells, document.lab, self._steps.stored_name
        )
        if changed != document.protocol:
            self._steps.paste(self._at, row, changed, taken)
        said = self._wording.count(
            P_("{count} pasted cell had no row to go into.", "{count} pasted cells had no row to go into."), left_out
        )
        self._said.setText(said)
        self._said.setVisible(bool(left_out))

    # The menu

    def menu(self) -> EntryMenu:
        """Return the menu of the chosen addition: its fixes first, then everything that keys do."""
        table, (row, field) = self.table, self.table.current_cell()
        menu, text = EntryMenu(self), self._wording.text
        held = table.rows.row(row)
        if held:
            self._add_fixes(menu, row)
            menu.entry(text(N_("Edit")), lambda: table.show_cell(row, field), "F2")
        menu.entry(text(N_("Add Addition")), self.type_new, "Ins")
        if held:
            rows = table.chosen_rows() or [row]
            menu.entry(text(N_("Duplicate")), lambda: self._duplicate(row), "Ctrl+D")
            menu.entry(text(N_("Move Up")), lambda: table.move_row(row, row - 1), "Alt+Up", row > 0)
            last = row + 1 >= table.rows.count
            menu.entry(text(N_("Move Down")), lambda: table.move_row(row, row + 1), "Alt+Down", not last)
            menu.entry(text(N_("Remove")), lambda: self._remove(rows), "Del")
            menu.addSeparator()
            menu.entry(text(N_("Cut")), lambda: table.copy(cut=True), "Ctrl+X")
            menu.entry(text(N_("Copy")), table.copy, "Ctrl+C")
        menu.entry(text(N_("Paste")), table.paste, "Ctrl+V")
        return menu

    def _add_fixes(self, menu: EntryMenu, row: int) -> None:
        held, notes = self.table.rows.row(row), self.table.under.of(row)
        for finding in held.findings if held else ():
            for at, fix in enumerate(finding.fixes):
                menu.entry(fix.label.written(self._wording.language), partial(self.fix_wanted.emit, finding, at))
        for was in notes.notes.was if notes else ():
            if was.field:
                text = f"{self._wording.text(N_('Reset'))}: {was.text}"
                menu.entry(text, partial(self.reset_wanted.emit, Spot(self._at, row, was.field)))
        if menu.actions():
            menu.addSeparator()
