"""The way of paper: out to the bench, with a history of what was printed, and back in again."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from mscplanner.domain.language import N_
from mscplanner.gui.close_out_beginnings import Scanned
from mscplanner.gui.close_outs import CloseOuts
from mscplanner.gui.hand_over_desk import HandOverDesk
from mscplanner.gui.print_history import PrintHistory
from mscplanner.gui.sheet_field import SheetDialog
from mscplanner.gui.sheet_finder import FoundSheet, SheetFinder, Ways
from mscplanner.gui.wording import Wording

if TYPE_CHECKING:
    from mscplanner.gui.actions import Commands
    from mscplanner.gui.keeper import Keeper
    from mscplanner.gui.open_documents import OpenDocuments, RunPages
    from mscplanner.sheets.book import Part


class PaperTrail(QObject):
    """Attends every run that is opened, and the commands that are about paper.

    Signals: ``told`` a text of the moment, its tone and its ways on; ``told_over`` such a text
    that no longer holds; ``place_wanted`` carries ``runs`` or ``sheets``.
    """

    told = Signal(object, str, object)
    told_over = Signal(object)
    place_wanted = Signal(str)

    def __init__(
        self,
        documents: OpenDocuments,
        keeper: Keeper,
        commands: Commands,
        wording: Wording,
        today: date,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._documents, self._wording, self._window = documents, wording, window
        self.history = PrintHistory(documents, keeper, self)
        self.history.place_wanted.connect(self.place_wanted)
        self.finder = SheetFinder(documents, keeper, wording, self)
        self.finder.told.connect(self.told)
        self.finder.found.connect(self._show_found)
        self.close_outs = CloseOuts(documents, keeper, wording, today, self)
        self.close_outs.told.connect(self.told)
        self.close_outs.told_over.connect(self.told_over)
        self.close_outs.place_wanted.connect(self.place_wanted)
        self.hand_overs = HandOverDesk(documents, commands, self)
        self.hand_overs.place_wanted.connect(self.place_wanted)
        self.close_outs.scanned.connect(self.finder.find)
        documents.run_opened.connect(self._attend)
        for name, done in (
            ("print_history", self.history.show),
            ("find_sheet", self.ask_sheet),
            ("close_out", self.close_outs.open_chosen),
            ("export_records", self.close_outs.ask_export),
        ):
            commands[name].triggered.connect(lambda _checked, done=done: done())

    def _attend(self, key: str) -> None:
        pages = self._documents.run_pages(key)
        if pages:
            self.history.attend(key, pages)
            self.close_outs.attend(pages)
            self.hand_overs.attend(pages)

    # Paper that comes back

    def ask_sheet(self) -> None:
        """Ask for the code of a sheet."""
        asked = SheetDialog(self._window, self._wording)
        asked.field.entered.connect(self.finder.find)
        asked.finished.connect(asked.deleteLater)
        # PySide hides the plain ``open`` of dialogs behind the one with a receiver.
        QDialog.open(asked)

    def close_out_day(self, document_id: str, number: int) -> None:
        """Open a run of the library at ``D{number}``, with the form of its first sheet that is not closed out."""

        def shown(key: str) -> None:
            self._documents.show_run(key)
            pages = self._documents.run_pages(key)
            if pages:
                pages.run_page.calendar.choose(number)
                self.close_outs.open_chosen()

        self._documents.desk.open_run(document_id, shown)

    def _show_found(self, found: FoundSheet) -> None:
        """Go to the day of the sheet, say what has become of it, and open its form."""
        self._documents.show_run(found.key)
        pages = self._documents.run_pages(found.key)
        if pages is None:
            return
        taken = found.state.successor if found.state else ""
        part = next((each for each in _contents(pages) if each.id == (taken or found.part)), None)
        if part and part.day is not None:
            pages.run_page.calendar.choose(part.day)
        number, wording = pages.document.run.number, self._wording

        def told() -> str:
            if found.state is None:
                text = N_("This sheet is of {run}. Which one it is, its page tells: type it behind the code.")
                return wording.text(text, run=number)
            sheet = wording.text(N_("Sheet {part} of {run}."), part=found.part, run=number)
            return f"{sheet} {found.state.text.written(wording.language)}"

        right = found.state is not None and found.state.is_right
        show = partial(self._show_sheets, pages, taken or found.part)
        ways: Ways = ((N_("Print the Current Sheet…"), show),) if part and not right else ()
        if taken and self.close_outs.can_open(pages, taken):
            # What is on the withdrawn sheet is not written down as that of its place: its form is only offered.
            ways = ((N_("Open the Form of Its Place"), partial(self.close_outs.open, pages, taken)), *ways)
        self.told.emit(told, "note" if right else "warning", ways)
        if self.close_outs.can_open(pages, found.part):
            warning = "" if right else told()
            self.close_outs.open(pages, found.part, Scanned(found.revision, found.code, warning))

    def _show_sheets(self, pages: RunPages, part: str) -> None:
        pages.sheets_page.tick_parts((part,))
        self.place_wanted.emit("sheets")


def _contents(pages: RunPages) -> tuple[Part, ...]:
    from mscplanner.sheets.book import contents

    return contents(pages.document.plan)
