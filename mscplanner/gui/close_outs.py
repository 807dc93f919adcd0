"""Sheets that come back: each is closed out in its form, from its day, from a command, or from a scan."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog

from mscplanner.domain.close_out import ColumnName, Row, has_entries
from mscplanner.domain.language import N_
from mscplanner.domain.run import Run
from mscplanner.gui.close_out_beginnings import Draft, Scanned
from mscplanner.gui.close_out_dialog import CloseOutDialog
from mscplanner.gui.desk import CLOSE_NOTE
from mscplanner.gui.half_filled_forms import HalfFilledForms
from mscplanner.gui.save_dialog import ask_file
from mscplanner.gui.step_notes import StepNotes
from mscplanner.gui.wording import Wording
from mscplanner.library.half_filled import HalfFilled
from mscplanner.planning.close_out import closed_part
from mscplanner.planning.close_out_form import CloseOutForm, closable_parts, close_out_form
from mscplanner.planning.sheet_state import sheet_state

if TYPE_CHECKING:
    from mscplanner.gui.keeper import Keeper
    from mscplanner.gui.open_documents import OpenDocuments, RunPages
    from mscplanner.gui.run_document import RunDocument

Ways = tuple[tuple[str, Callable[[], object]], ...]
_OF_THE_PERSON: tuple[ColumnName, ...] = ("initials", "name")


class CloseOuts(QObject):
    """Opens the forms, keeps those that are half filled, and tells what was closed out.

    Signals: ``told`` a text of the moment, its tone and its ways on; ``told_over`` such a text that no
    longer holds; ``place_wanted`` carries ``runs``; ``scanned`` the code of a sheet that was scanned
    while a form was open.
    """

    told = Signal(object, str, object)
    told_over = Signal(object)
    place_wanted = Signal(str)
    scanned = Signal(str)

    def __init__(
        self, documents: OpenDocuments, keeper: Keeper, wording: Wording, today: date, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._documents, self._keeper, self._wording, self._today = documents, keeper, wording, today
        self.half_filled = HalfFilledForms(self)
        self.half_filled.refused.connect(self._tell_not_kept)
        self._notes = StepNotes(self)
        self._notes.told.connect(self.told)
        self._notes.told_over.connect(self.told_over)
        self._carried: dict[ColumnName, str] = {}
        self._carried_day: tuple[str, int] = ("", 0)

    def attend(self, pages: RunPages) -> None:
        """Follow the button of a run's page."""
        pages.run_page.close_out.clicked.connect(lambda _checked: self.open_chosen())

    def open_chosen(self) -> None:
        """Open the first sheet of the chosen day that is not closed out yet; the day's own where all are."""
        pages = self._documents.run
        if pages is None:
            return
        part = self._next(pages, pages.run_page.calendar.chosen)
        day = pages.run_page.calendar.chosen
        parts = closable_parts(pages.document.plan, day)
        if parts:
            self.open(pages, part or (f"D{day}" if f"D{day}" in parts else parts[-1]))

    def _next(self, pages: RunPages, day: int) -> str:
        run = pages.document.run
        parts = closable_parts(pages.document.plan, day)
        return next((part for part in parts if closed_part(run, part) is None), "")

    def _open_next(self, pages: RunPages, day: int) -> None:
        part = self._next(pages, day)
        if part:
            self.open(pages, part)

    def can_open(self, pages: RunPages, part: str) -> bool:
        """Return whether there is a form, or a record, of a part of the book."""
        return self._form(pages, part) is not None

    def open(self, pages: RunPages, part: str, scanned: Scanned | None = None) -> None:
        """Open the form of a part of the book of an open run, or what was closed out of it."""
        form = self._form(pages, part)
        if form is None:
            return
        self.place_wanted.emit("runs")
        key, document = self._documents.desk.key_of(pages.document), pages.document
        run = self._id_of(key)
        kept = self.half_filled.find(run, part)
        if kept and kept.revision and scanned is None:
            scanned = Scanned(kept.revision, kept.code, self._told_of(document, part, kept.revision))
        dialog = CloseOutDialog(
            pages.run_page.window(),
            document,
            form,
            self._today,
            self._keeper.stamp,
            self._offered(key, form.day),
            Draft(kept.rows, kept.at) if kept else None,
            scanned,
            {each for each in closable_parts(document.plan, form.day) if self.half_filled.find(run, each)},
        )
        dialog.next_wanted.connect(partial(self._open_next, pages, form.day))
        dialog.typed.connect(partial(self._keep, run, scanned))
        dialog.half_filled.connect(self._tell_half_filled)
        dialog.scanned.connect(self.scanned)
        dialog.part_wanted.connect(lambda wanted: self.open(pages, wanted))
        dialog.closed.connect(partial(self._closed, key, pages, dialog))
        dialog.revised.connect(partial(self._documents.replanning.tell_revision, pages))
        # PySide hides the plain ``open`` of dialogs behind the one with a receiver.
        QDialog.open(dialog)

    def _form(self, pages: RunPages, part: str) -> CloseOutForm | None:
        form = close_out_form(pages.document.plan, part)
        record = closed_part(pages.document.run, part)
        if form is None and record:
            # The plan has no such sheet any more; what was done of it stays readable.
            return CloseOutForm(part=part, kind="completion", day=record.day, rows=record.rows)
        return form

    def ask_export(self) -> None:
        """Ask for a file and write the records of the current run to it."""
        pages = self._documents.run
        if pages is None:
            return
        run = pages.document.run
        if not run.closed:
            self._say(N_("No sheet of {run} is closed out yet."), "warning", run=run.number)
            return
        ask_file(
            pages.run_page.window(),
            self._wording.text(N_("Export Records")),
            self._wording.text(N_("Comma-separated text (*.csv)")),
            f"{run.number}.csv",
            partial(self.export, run),
            "records_dialog",
        )

    def export(self, run: Run, path: Path) -> None:
        """Write the records of ``run`` to ``path``, and say so, or say what stood in the way."""
        from mscplanner.library.close_out_files import write_close_out_file

        try:
            write_close_out_file(path, run, self._wording.language)
        except OSError as fault:
            text = N_("Not saved to {file}: {fault}. Choose another folder.")
            self._say(text, "error", file=path, fault=fault.strerror or "")
            return
        self._say(N_("Saved: {file}"), "note", file=path)

    def _say(self, text: str, tone: str, **figures: object) -> None:
        self.told.emit(lambda: self._wording.text(text, **figures), tone, ())

    # What is kept between two forms

    def _offered(self, key: str, day: int) -> dict[ColumnName, str]:
        if self._carried_day == (key, day):
            return dict(self._carried)
        return {column: text for column, text in self._carried.items() if column in _OF_THE_PERSON}

    def _keep(self, run: str, scanned: Scanned | None, part: str, rows: tuple[Row, ...]) -> None:
        if not has_entries(rows):
            self.half_filled.drop(run, part)
            return
        revision, code, _ = scanned or Scanned()
        at = self._keeper.stamp().at
        self.half_filled.keep(HalfFilled(run=run, part=part, at=at, revision=revision, code=code, rows=rows))

    def _tell_half_filled(self, part: str) -> None:
        text = N_("What was typed of {part} is kept for when its form is opened again; nothing of it is recorded yet.")
        self._say(text, "note", part=part)

    def _tell_not_kept(self, fault: OSError) -> None:
        text = N_("What is typed cannot be kept on this computer ({fault}): it is lost where the program ends.")
        self._say(text, "warning", fault=fault.strerror or "")

    def _told_of(self, document: RunDocument, part: str, revision: int) -> str:
        """Return what has become of a sheet that was scanned in an earlier session, "" where it is right."""
        state = sheet_state(document.plan, part, revision)
        return "" if state.is_right else state.text.written(self._wording.language)

    def _id_of(self, key: str) -> str:
        held = self._documents.desk.held(key)
        return held.id if held else key

    def _closed(self, key: str, pages: RunPages, dialog: CloseOutDialog, part: str) -> None:
        self.half_filled.close(self._id_of(key), part)
        self._carried = dict(dialog.fields.carried)
        record = closed_part(pages.document.run, part)
        day = record.day if record else 0
        self._carried_day = (key, day)
        # A step can be taken back; its version stays.
        self._documents.desk.make_version(key, f"{CLOSE_NOTE}{part}")
        following = self._next(pages, day)
        ways: Ways = ((N_("Next Sheet…"), partial(self.open, pages, following)),) if following else ()
        number = pages.document.run.number
        self._notes.tell(
            pages.document,
            lambda: self._wording.text(N_("{part} of {run} is closed out."), part=part, run=number),
            ways=ways,
        )
