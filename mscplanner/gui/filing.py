"""Files in and out, versions by name, backups, and what the library has to say."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QInputDialog, QLineEdit, QWidget

from mscplanner.domain.language import N_
from mscplanner.domain.message import message
from mscplanner.domain.run import protocol_of
from mscplanner.gui.calendar_export import CalendarExport
from mscplanner.gui.desk import Desk, Held
from mscplanner.gui.keeper import Keeper
from mscplanner.gui.moments import write_moment
from mscplanner.gui.open_documents import OpenDocuments
from mscplanner.gui.status_line import StatusLine
from mscplanner.gui.wording import Wording
from mscplanner.library.files import Problem, Unreadable
from mscplanner.library.lab_files import settings_folder
from mscplanner.library.protocol_file import read_protocol, write_protocol

if TYPE_CHECKING:
    from mscplanner.domain.protocol import Protocol
    from mscplanner.gui.stocks_desk import StocksDesk
    from mscplanner.library.entry import Entry, Record, Restored
    from mscplanner.library.faults import LibraryFault
    from mscplanner.library.library import Library
    from mscplanner.library.place import LibraryPlace

Ways = tuple[tuple[str, Callable[[], object]], ...]
Teller = Callable[[Callable[[], str], str, Ways], None]
SUFFIX = ".toml"
_LONGEST_NOTE = 200


class Filing(QObject):
    """Asks for files and notes, and tells what became of them in the bar of the window."""

    def __init__(
        self,
        window: QWidget,
        keeper: Keeper,
        documents: OpenDocuments,
        wording: Wording,
        status: StatusLine,
        tell: Teller,
    ) -> None:
        super().__init__(window)
        self._window, self._keeper, self._documents = window, keeper, documents
        self._wording, self._status, self._tell = wording, status, tell
        self.calendars = CalendarExport(window, keeper, documents, wording, tell)
        self._place: LibraryPlace | None = None
        self._fault: LibraryFault | None = None
        self._stocks: StocksDesk | None = None
        desk = documents.desk
        keeper.opened.connect(self._opened)
        keeper.refused.connect(self._not_opened)
        desk.refused.connect(self._refused)
        desk.doubled.connect(self._tell_double)
        desk.restored.connect(self._tell_restored)
        desk.waiting.connect(lambda: self._status.show_saved(N_("Saving…")))
        desk.saved.connect(self._saved)
        documents.version_asked.connect(self.ask_version)
        documents.export_asked.connect(self.ask_export)
        documents.protocols_page.import_wanted.connect(self.ask_import)
        documents.protocols_page.export_wanted.connect(lambda each: desk.open_protocol(each, self.ask_export))

    def attend(self, stocks: StocksDesk) -> None:
        """Tell what becomes of the stocks, too."""
        self._stocks = stocks
        keeping = stocks.keeping
        keeping.refused.connect(self._refused)
        keeping.waiting.connect(lambda: self._status.show_saved(N_("Saving…")))
        keeping.saved.connect(self._saved)

    def save(self) -> None:
        """Keep everything that waits, now."""
        self._desk.save()
        if self._stocks:
            self._stocks.finish()

    @property
    def _desk(self) -> Desk:
        return self._documents.desk

    def open_library(self) -> None:
        """Begin to open the library, where there is a place for it."""
        from mscplanner.library.faults import LibraryFault
        from mscplanner.library.place import library_place

        try:
            self._place = library_place()
        except LibraryFault as fault:
            self._not_opened(fault)
            return
        self._keeper.open(self._place)

    # What the library says

    def _opened(self) -> None:
        self._fault = None
        self._take_rescued()
        self._back_up_daily()

    def _back_up_daily(self) -> None:
        from mscplanner.library.backups import back_up_daily

        place, day = self._place, datetime.now().date()
        if place and place.file:
            self._keeper.ask(lambda library: back_up_daily(place, day), None, self._tell_no_backup)

    def _tell_no_backup(self, fault: LibraryFault) -> None:
        self._tell(
            lambda: self._wording.text(
                N_("No backup was made today. {fault}"), fault=fault.message.written(self._wording.language)
            ),
            "warning",
            (),
        )

    def _saved(self) -> None:
        if self._desk.waits or (self._stocks and self._stocks.keeping.waits):
            return
        self._fault = None
        self._status.show_saved(N_("Saved {time}"), f"{datetime.now():%H:%M}")

    def _not_opened(self, fault: LibraryFault) -> None:
        from mscplanner.library.faults import Damaged

        self._fault = fault
        ways: list[tuple[str, Callable[[], object]]] = [(N_("Try Again"), self.open_library)]
        if isinstance(fault, Damaged) and self._place and self._place.file:
            ways.append((N_("Use Last Backup"), self._restore_backup))
        self._status.show_saved(N_("Not saved"))
        self._tell(lambda: fault.message.written(self._wording.language), "error", tuple(ways))

    def _refused(self, fault: LibraryFault) -> None:
        self._status.show_saved(N_("Not saved"))
        if self._fault is None or type(fault) is not type(self._fault):
            again = self.save if self._fault is None else self.open_library
            self._fault = fault
            self._tell(lambda: fault.message.written(self._wording.language), "error", ((N_("Try Again"), again),))

    def _restore_backup(self) -> None:
        from mscplanner.library.backups import restore_last_backup
        from mscplanner.library.faults import LibraryFault

        if self._place is None:
            return
        self._keeper.leave()
        try:
            restore_last_backup(self._place, self._keeper.stamp())
        except LibraryFault as fault:
            self._not_opened(fault)
            return
        self._tell(
            lambda: self._wording.text(N_("The last backup is in use; the damaged library is kept beside it.")),
            "note",
            (),
        )
        self.open_library()

    def _tell_double(self, held: Held, theirs: Record) -> None:
        document = held.document
        self._tell(
            lambda: self._wording.text(
                N_("{author} saved this first. Nothing is overwritten: your changes go on as “{title}”."),
                author=theirs.entry.changed_by,
                title=document.title,
            ),
            "warning",
            ((N_("Compare…"), partial(self._compare_double, held, theirs)),),
        )

    def _compare_double(self, held: Held, theirs: Record) -> None:
        self._documents.comparison.show_pair(protocol_of(theirs.content), held.document.protocol)

    def _tell_restored(self, restored: Sequence[Restored]) -> None:
        names = [(each.entry, each.saved_at) for each in restored]
        self._tell_kept(N_("mscplanner did not close properly. Restored as last saved: {names}."), names)

    def _tell_taken_in(self, entry: Entry) -> None:
        self._desk.take_in(entry)
        self._tell_kept(N_("The library has now what it could not take before: {names}."), [(entry, entry.changed_at)])

    def _tell_kept(self, text: str, kept: Sequence[tuple[Entry, datetime]]) -> None:
        first = kept[0][0]
        opened = self._documents.open_run if first.kind == "run" else self._documents.open_protocol

        def told() -> str:
            language = self._wording.language
            names = tuple(
                message(
                    N_("{title} ({time})"),
                    title=entry.name,
                    time=write_moment(at, language),
                )
                for entry, at in kept[:3]
            )
            return message(text, names=names).written(language)

        self._tell(told, "note", ((N_("Open"), partial(opened, first.id)),))

    # Rescue

    def rescue(self, left: Sequence[Held]) -> None:
        """Write what the library did not take into files, from which the next start takes it."""
        from mscplanner.library.rescue import write_rescue

        for held in left:
            with contextlib.suppress(OSError):
                write_rescue(settings_folder(), held.id, held.document.value)

    def _take_rescued(self) -> None:
        from mscplanner.library.faults import NoSuchRecord
        from mscplanner.library.rescue import read_rescued

        for found in read_rescued(settings_folder()):

            def work(library: Library, found=found) -> Entry:  # type: ignore[no-untyped-def]
                stamp = self._keeper.stamp()
                try:
                    record = library.read(found.document_id)
                except NoSuchRecord:
                    entry = library.add(found.content, stamp, document_id=found.document_id).entry
                else:
                    library.make_version(found.document_id, stamp)
                    entry = library.save(found.document_id, found.content, record.revision, stamp).entry
                found.path.unlink()
                return entry

            self._keeper.ask(work, self._tell_taken_in, self._refused)

    # Files

    def ask_import(self) -> None:
        """Ask for a protocol file and take it into the library."""
        asked = self._file_dialog(N_("Import a Protocol"), QFileDialog.AcceptMode.AcceptOpen)
        asked.setObjectName("import_dialog")
        asked.setFileMode(QFileDialog.FileMode.ExistingFiles)
        asked.filesSelected.connect(lambda names: self.import_files([Path(name) for name in names]))
        asked.open()

    def import_files(self, paths: Sequence[Path]) -> None:
        """Take protocol files into the library; each that cannot be read is told with all that is wrong with it."""
        faults: list[Unreadable] = []
        for path in paths:
            protocol = read_protocol(path)
            if isinstance(protocol, Unreadable):
                faults.append(protocol)
            else:
                self._documents.add_protocol(protocol)
                self._tell_imported(protocol)
        if faults:
            self._tell(lambda: self._not_imported(faults), "error", ())

    def _tell_imported(self, protocol: Protocol) -> None:
        known = any(entry.key == protocol.id for entry in self._desk.entries("protocol"))
        text = N_("“{title}” is imported. The protocol of the same id stays as it is beside it.")
        self._tell(
            lambda: self._wording.text(
                text if known else N_("“{title}” is imported."), title=protocol.title.written(self._wording.language)
            ),
            "note",
            (),
        )

    def _not_imported(self, faults: Sequence[Unreadable]) -> str:
        lines = [fault.written(self._wording.language, most=8) for fault in faults[:3]]
        return "\n".join([self._wording.text(N_("Nothing was imported: this is no protocol file.")), *lines])

    def ask_export(self, key: str) -> None:
        """Ask for a file and write the protocol of a document to it."""
        held = self._desk.held(key)
        if held is None:
            return
        protocol = held.document.protocol
        asked = self._file_dialog(N_("Export Protocol"), QFileDialog.AcceptMode.AcceptSave)
        asked.setObjectName("export_dialog")
        asked.setDefaultSuffix(SUFFIX.removeprefix("."))
        asked.selectFile(f"{protocol.id}{SUFFIX}")
        asked.fileSelected.connect(lambda name: self.export_protocol(protocol, Path(name)))
        asked.open()

    def export_protocol(self, protocol: Protocol, path: Path) -> None:
        """Write ``protocol`` to ``path``, and say so, or say what stood in the way."""
        try:
            write_protocol(protocol, path)
        except OSError as fault:
            reason = fault.strerror or ""
            self._tell(
                lambda: self._wording.text(
                    N_("Not saved to {file}: {fault}. Choose another folder."), file=path, fault=reason
                ),
                "error",
                (),
            )
            return
        self._tell(lambda: self._wording.text(N_("Saved: {file}"), file=path), "note", ())

    def _file_dialog(self, title: str, mode: QFileDialog.AcceptMode) -> QFileDialog:
        asked = QFileDialog(self._window, self._wording.text(title))
        asked.setAcceptMode(mode)
        asked.setNameFilter(self._wording.text(N_("Protocol files (*.toml)")))
        asked.setDirectory(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return asked

    # Versions and backups

    def ask_version(self, key: str) -> None:
        """Ask for a note and keep the document as it stands as a version."""
        held = self._desk.held(key)
        if held is None:
            return
        if held.is_template:
            self._tell(lambda: self._wording.text(N_("A template has no versions: it never changes.")), "note", ())
            return
        asked = QInputDialog(self._window)
        asked.setObjectName("version_dialog")
        asked.setWindowTitle(self._wording.text(N_("Save Version")))
        asked.setLabelText(self._wording.text(N_("Note, for example what was changed and why:")))
        asked.setOkButtonText(self._wording.text(N_("Save Version")))
        asked.setCancelButtonText(self._wording.text(N_("Cancel")))
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        line = asked.findChild(QLineEdit)
        if line:
            line.setMaxLength(_LONGEST_NOTE)
        asked.textValueSelected.connect(lambda note: self._make_version(key, note))
        asked.open()

    def _make_version(self, key: str, note: str) -> None:
        self._desk.make_version(
            key,
            note.strip(),
            lambda version: self._tell(
                lambda: self._wording.text(N_("Version {number} is saved; it never changes."), number=version.number),
                "note",
                (),
            ),
        )

    def ask_backup(self) -> None:
        """Ask for a file and copy the whole library to it."""
        asked = self._file_dialog(N_("Back Up Library"), QFileDialog.AcceptMode.AcceptSave)
        asked.setObjectName("backup_dialog")
        asked.setNameFilter("mscplanner (*.db)")
        asked.setDefaultSuffix("db")
        asked.fileSelected.connect(lambda name: self.back_up(Path(name)))
        asked.open()

    def back_up(self, path: Path) -> None:
        """Copy the whole library to ``path``."""
        self._desk.save()
        self._keeper.ask(
            lambda library: library.back_up(path),
            lambda _: self._tell(lambda: self._wording.text(N_("Saved: {file}"), file=path), "note", ()),
            self._refused,
        )

    def check_library(self) -> None:
        """Look at every record of the library, and tell what is no longer what was written."""
        self._desk.save()
        self._keeper.ask(lambda library: library.verify(), self._tell_checked, self._refused)

    def _tell_checked(self, problems: Sequence[Problem]) -> None:
        place = self._place.shown if self._place else ""
        if not problems:
            self._tell(lambda: self._wording.text(N_("Every record of {place} is sound."), place=place), "note", ())
            return

        def told() -> str:
            lines = [problem.written(self._wording.language) for problem in problems[:5]]
            return "\n".join([self._wording.text(N_("Damaged records in {place}:"), place=place), *lines])

        self._tell(told, "error", ((N_("Use Last Backup"), self._restore_backup),))
