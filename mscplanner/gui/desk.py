"""The desk: the documents that are open, each kept in the library within two seconds of a change."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QTimer, Signal

from mscplanner.domain.language import N_
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.message import message
from mscplanner.domain.protocol import Protocol
from mscplanner.domain.run import Run, Stock
from mscplanner.gui.document import Document
from mscplanner.gui.keeper import Keeper
from mscplanner.gui.preferences import Preferences
from mscplanner.gui.protocol_document import ProtocolDocument
from mscplanner.gui.run_document import RunDocument
from mscplanner.gui.wording import Wording
from mscplanner.gui.workplace import Workplace
from mscplanner.library.templates import read_template, template_ids
from mscplanner.planning.protocol_edits import new_protocol, variant_of

if TYPE_CHECKING:
    from mscplanner.domain.lab import Lab
    from mscplanner.library.entry import Entry, Record, Version
    from mscplanner.library.faults import LibraryFault
    from mscplanner.library.library import Library
    from mscplanner.planning.plan import Plan

SAVED_AFTER_MILLISECONDS = 700
_TRIED_AGAIN_AFTER_MILLISECONDS = 15_000
RUN_NOTE, PRINT_NOTE, RESTORE_NOTE, CALENDAR_NOTE, CLOSE_NOTE = "run:", "print:", "restore:", "calendar:", "close:"
"""How the notes of versions begin that the program makes by itself."""


class Held:
    """One open document, and where it is kept.

    Attributes:
        id: Id of its record, made here, so that a save whose outcome is not known can be repeated.
        revision: Of the record as it was last seen; 0 while there is none.
        kept: The value that the library holds.
        protocol_version: For a run, the version of the library's protocol that it started with.
    """

    def __init__(
        self, document: Document, document_id: str = "", revision: int = 0, protocol_version: str = ""
    ) -> None:
        self.document = document
        self.id = document_id or uuid.uuid4().hex
        self.revision = revision
        self.kept: Protocol | Run | None = document.value if revision else None
        self.archived = False
        self.protocol_version = protocol_version

    @property
    def is_template(self) -> bool:
        """Whether the document is a bundled template as it came."""
        return isinstance(self.document, ProtocolDocument) and self.document.is_template

    @property
    def waits(self) -> bool:
        """Whether the library does not hold the value as it stands."""
        if self.is_template:
            return bool(self.revision) and not self.archived
        return self.archived or self.kept is None or self.kept != self.document.value


class Desk(QObject):
    """Opens, keeps and closes documents; the window shows them by their keys.

    Signals: ``listed`` the lists changed; ``saved`` nothing waits any more; ``waiting`` something
    does; ``refused`` a fault of the library; ``doubled`` somebody else saved a document first,
    with the held copy and the other's record; ``restored`` what a crashed session had saved.
    """

    listed = Signal()
    saved = Signal()
    waiting = Signal()
    refused = Signal(object)
    doubled = Signal(object, object)
    restored = Signal(object)

    def __init__(
        self, keeper: Keeper, workplace: Workplace, wording: Wording, preferences: Preferences, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._keeper, self._workplace, self._wording, self._preferences = keeper, workplace, wording, preferences
        self._held: dict[str, Held] = {}
        self._stocks: tuple[Stock, ...] = ()
        self._entries: dict[str, Entry] = {}
        self._told_waiting = False
        self._saving = QTimer(self)
        self._saving.setSingleShot(True)
        self._saving.timeout.connect(self.save)
        keeper.opened.connect(self._read_lists)

    # Lists

    def entries(self, kind: str, archived: bool = False) -> tuple[Entry, ...]:
        """Return what the library holds of ``kind``, newest change first."""
        found = [each for each in self._entries.values() if each.kind == kind and each.archived == archived]
        return tuple(sorted(found, key=lambda each: each.changed_at, reverse=True))

    def entry(self, document_id: str) -> Entry | None:
        """Return the line of a document in the lists, or None where it is not kept yet."""
        return self._entries.get(document_id)

    def _read_lists(self) -> None:
        def work(library: Library) -> tuple[list[Entry], tuple[Stock, ...], object]:
            kinds = [(kind, archived) for kind in ("protocol", "run") for archived in (False, True)]
            entries = [entry for kind, archived in kinds for entry in library.entries(kind, archived)]  # type: ignore[arg-type]
            return entries, library.stocks(), library.restored

        def then(found: tuple[list[Entry], tuple[Stock, ...], object]) -> None:
            entries, self._stocks, restored = found
            self._entries = {entry.id: entry for entry in entries}
            self.listed.emit()
            if restored:
                self.restored.emit(restored)
            self.save()

        self._keeper.ask(work, then, self.refused.emit)

    def take_in(self, entry: Entry) -> None:
        """List a document as the library holds it now."""
        self._entries[entry.id] = entry
        self.listed.emit()

    # Open documents

    def held(self, key: str) -> Held | None:
        """Return the open document called ``key``, or None."""
        return self._held.get(key)

    def open_plan(self, document_id: str) -> Plan | None:
        """Return the plan of a run that is open, or None."""
        held = next((held for held in self._held.values() if held.id == document_id), None)
        return held.document.plan if held and isinstance(held.document, RunDocument) else None

    def key_of(self, document: Document) -> str:
        """Return the key of an open document."""
        return next(key for key, held in self._held.items() if held.document is document)

    def _open_key(self, document_id: str) -> str | None:
        return next((key for key, held in self._held.items() if held.id == document_id), None)

    def _hold(self, held: Held) -> str:
        # A document that became a copy of its own may still have the key of the one it was.
        key = held.id if held.id not in self._held else uuid.uuid4().hex
        self._held[key] = held
        held.document.changed.connect(self._begin_saving)
        if held.waits:
            self._begin_saving()
        return key

    def let_go(self, key: str) -> None:
        """Keep what is not kept yet, and close the document."""
        held = self._held.get(key)
        if held is None:
            return
        if held.waits:
            self._save(held)
        del self._held[key]
        held.document.deleteLater()

    def taken(self) -> set[str]:
        """Return the ids that a new protocol must not have."""
        kept = {entry.key for entry in self._entries.values()}
        return kept | {held.document.protocol.id for held in self._held.values()} | set(template_ids())

    def open_template(self, template_id: str) -> str | None:
        """Open a bundled template and return its key, or None where there is no such template."""
        for key, held in self._held.items():
            if held.is_template and held.document.protocol.id == template_id:
                return key
        template = read_template(template_id)
        if template is None:
            return None
        return self._hold(Held(self._protocol_document(template, template=True)))

    def new_protocol(self) -> str:
        """Begin a protocol from nothing and return its key."""
        taken = self.taken()
        number = next(number for number in range(1, len(taken) + 2) if f"protocol-{number}" not in taken)
        title = LocalText(en=f"New protocol {number}", zh=f"新方案 {number}")
        return self._hold(Held(self._protocol_document(new_protocol(f"protocol-{number}", title))))

    def add_protocol(self, protocol: Protocol) -> str:
        """Take a protocol from elsewhere into the library, under an id of its own, and return its key."""
        taken = self.taken()
        if protocol.id in taken:
            copy = variant_of(protocol, taken)
            protocol = protocol.model_copy(update={"id": copy.id})
        origin = read_template(protocol.derived_from) if protocol.derived_from else None
        return self._hold(Held(self._protocol_document(protocol, origin=origin)))

    def open_protocol(self, document_id: str, then: Callable[[str], None]) -> None:
        """Open a protocol of the library; ``then`` gets its key."""
        key = self._open_key(document_id)
        if key is not None:
            then(key)
            return

        def work(library: Library) -> tuple[Record, Protocol | None]:
            record = library.read(document_id)
            return record, self._origin(library, record)

        def opened(found: tuple[Record, Protocol | None]) -> None:
            record, origin = found
            key = self._open_key(document_id)
            if key is None and isinstance(record.content, Protocol):
                document = self._protocol_document(record.content, origin=origin)
                key = self._hold(Held(document, record.entry.id, record.revision))
            if key:
                then(key)

        self._keeper.ask(work, opened, self.refused.emit)

    def _origin(self, library: Library, record: Record) -> Protocol | None:
        parent = record.entry.parent
        if parent in template_ids():
            return read_template(parent)
        entry = next((each for each in self._entries.values() if each.kind == "protocol" and each.key == parent), None)
        content = library.read(entry.id).content if entry and parent else None
        return content if isinstance(content, Protocol) else None

    def _protocol_document(
        self, protocol: Protocol, template: bool = False, origin: Protocol | None = None
    ) -> ProtocolDocument:
        return ProtocolDocument(
            protocol,
            self._workplace.lab,
            self._wording,
            template=template,
            origin=origin,
            taken=self.taken,
            stocks=self._stocks,
            parent=self,
        )

    def use_lab(self, lab: Lab) -> None:
        """Look at every open protocol with another lab; runs keep the one they were planned with."""
        for document in self._protocols():
            document.use_lab(lab)

    def _protocols(self) -> list[ProtocolDocument]:
        return [held.document for held in self._held.values() if isinstance(held.document, ProtocolDocument)]

    # Runs

    def plan_template(self, template_id: str) -> str | None:
        """Begin a run of a bundled template and return its key."""
        template = read_template(template_id)
        return self._plan(template, template) if template else None

    def plan_protocol(self, key: str) -> str | None:
        """Begin a run of an open protocol: a version of it is made, which the run keeps."""
        held = self._held.get(key)
        if held is None or not isinstance(held.document, ProtocolDocument):
            return None
        if held.is_template:
            return self._plan(held.document.protocol, held.document.protocol)
        run_key = self._plan(held.document.protocol, held.document.origin)
        run = self._held[run_key]
        number = run.document.value.number if isinstance(run.document.value, Run) else ""
        self._save(held)

        def work(library: Library) -> None:
            run.protocol_version = library.make_version(held.id, self._keeper.stamp(), f"{RUN_NOTE}{number}").id

        self._keeper.ask(work, None, self.refused.emit)
        return run_key

    def plan_again(self, document_id: str, then: Callable[[str], None]) -> None:
        """Begin a new run with the settings of an earlier one, on the next working day."""

        def work(library: Library) -> Record:
            return library.read(document_id)

        def read(record: Record) -> None:
            if isinstance(record.content, Run):
                then(self._begin(self._workplace.again(record.content, self._next_number()), record.protocol_version))

        self._keeper.ask(work, read, self.refused.emit)

    def _plan(self, protocol: Protocol, origin: Protocol | None) -> str:
        number = self._next_number()
        return self._begin(self._workplace.new_run(protocol, self._preferences, number, origin, self._stocks))

    def _begin(self, run: Run, protocol_version: str = "") -> str:
        return self._hold(Held(RunDocument(run, self._wording, self), protocol_version=protocol_version))

    def _next_number(self) -> str:
        """Return a run number that was never given, by the library where there is one."""
        year = self._workplace.next_working_day().year
        last = self._preferences.last_run_number(year)

        def work(library: Library) -> str:
            number = library.next_run_number(year, self._keeper.stamp())
            while number <= last:
                number = library.next_run_number(year, self._keeper.stamp())
            return number

        number = self._keeper.answer(work) or self._preferences.number_after(year)
        self._preferences.note_run_number(number)
        return number

    def open_run(self, document_id: str, then: Callable[[str], None]) -> None:
        """Open a run of the library; ``then`` gets its key."""
        key = self._open_key(document_id)
        if key is not None:
            then(key)
            return

        def opened(record: Record) -> None:
            key = self._open_key(document_id)
            if key is None and isinstance(record.content, Run):
                document = RunDocument(record.content, self._wording, self)
                key = self._hold(Held(document, record.entry.id, record.revision, record.protocol_version))
            if key:
                then(key)

        self._keeper.ask(lambda library: library.read(document_id), opened, self.refused.emit)

    def newest_protocol(self, key: str, then: Callable[[Protocol | None], None]) -> None:
        """Hand the protocol that a run was planned from to ``then``, as the library holds it now, or None."""
        held = self._held.get(key)
        version = held.protocol_version if held else ""

        def work(library: Library) -> Protocol | None:
            document = library.document_of(version)
            content = library.read(document).content
            return content if isinstance(content, Protocol) else None

        if version:
            self.save()
            self._keeper.ask(work, then, self.refused.emit)
        else:
            then(None)

    # Keeping

    def _begin_saving(self) -> None:
        self._told_waiting = True
        self.waiting.emit()
        # Not begun anew by each change: the first one is in the library in time, whatever follows.
        if not self._saving.isActive():
            self._saving.start(SAVED_AFTER_MILLISECONDS)

    def save(self) -> None:
        """Keep every document that waits, now."""
        self._saving.stop()
        for held in self._held.values():
            if held.waits:
                self._save(held)
        # A change that was taken back, or another lab, leaves nothing to keep.
        if self._told_waiting:
            self._tell_saved()

    @property
    def waits(self) -> bool:
        """Whether the library does not hold every document as it stands."""
        return any(each.waits for each in self._held.values())

    def _tell_saved(self) -> None:
        if not self.waits:
            self._told_waiting = False
            self.saved.emit()

    def _save(self, held: Held) -> None:
        value, template = held.document.value, held.is_template
        last = held.document.plan.last_day if isinstance(held.document, RunDocument) else None

        def work(library: Library) -> Entry | None:
            stamp = self._keeper.stamp()
            if held.revision and held.archived != template:
                library.archive(held.id, stamp, archived=template)
                held.revision, held.archived = library.read(held.id).revision, template
            if template:
                return library.read(held.id).entry if held.revision else None
            day = last.date if last else None
            if held.revision == 0:
                record = library.add(value, stamp, held.protocol_version, day, held.id)
            elif value != held.kept:
                record = library.save(held.id, value, held.revision, stamp, day)
            else:
                return library.read(held.id).entry
            held.revision, held.kept = record.revision, value
            return record.entry

        def then(entry: Entry | None) -> None:
            if entry:
                self.take_in(entry)
            self._keep_stocks(value)
            self._tell_saved()

        self._keeper.ask(work, then, lambda fault: self._refuse(held, fault))

    def _keep_stocks(self, value: Protocol | Run) -> None:
        """Remember the stocks that were confirmed for a run, for the next one."""
        confirmed = [stock for stock in value.stocks if not stock.carried] if isinstance(value, Run) else []
        new = [stock for stock in confirmed if stock not in self._stocks]
        if not new:
            return
        others = [each for each in self._stocks if each.reagent not in {stock.reagent for stock in new}]
        self._stocks = (*others, *new)
        for document in self._protocols():
            document.use_stocks(self._stocks)

        def work(library: Library) -> None:
            for stock in new:
                library.keep_stock(stock, self._keeper.stamp())

        self._keeper.ask(work, None, self.refused.emit)

    def _refuse(self, held: Held, fault: LibraryFault) -> None:
        from mscplanner.library.faults import Conflict

        if not isinstance(fault, Conflict):
            self.refused.emit(fault)
            QTimer.singleShot(_TRIED_AGAIN_AFTER_MILLISECONDS, self, self.save)
            return
        # Nothing of either is lost: what is here goes on as a document of its own.
        theirs = cast("Record", fault.theirs)
        held.id, held.revision, held.kept = uuid.uuid4().hex, 0, None
        document = held.document
        if isinstance(document, ProtocolDocument):
            document.change(message(N_("Keep as a copy")), variant_of(document.protocol, self.taken()))
        elif isinstance(document, RunDocument):
            copy = document.run.model_copy(update={"number": self._next_number()})
            document.change(message(N_("Keep as a copy")), copy)
        self.save()
        self.take_in(theirs.entry)
        self.doubled.emit(held, theirs)

    # Versions

    def make_version(self, key: str, note: str, then: Callable[[Version], None] | None = None) -> None:
        """Keep the document as it stands for ever, under ``note``."""
        held = self._held.get(key)
        if held is None or held.is_template:
            return
        self._save(held)

        def made(found: tuple[Version, Entry]) -> None:
            version, entry = found
            self.take_in(entry)
            if then:
                then(version)

        def work(library: Library) -> tuple[Version, Entry]:
            version = library.make_version(held.id, self._keeper.stamp(), note)
            return version, library.read(held.id).entry

        self._keeper.ask(work, made, self.refused.emit)

    def history(self, document_id: str, then: Callable[[tuple[Version, ...]], None]) -> None:
        """Hand the versions of a document to ``then``, newest first."""
        self.save()
        self._keeper.ask(lambda library: library.versions(document_id), then, self.refused.emit)

    def version(self, version_id: str, then: Callable[[Protocol | Run], None]) -> None:
        """Hand the content of a version to ``then``."""
        self._keeper.ask(lambda library: library.read_version(version_id), then, self.refused.emit)

    def restore(self, key: str, number: int, content: Protocol | Run) -> None:
        """Make a version the value again: what stood there is made a version first, and undo goes back to it."""
        held = self._held.get(key)
        if held is None:
            return
        self.make_version(key, f"{RESTORE_NOTE}{number}")
        held.document.change_value(message(N_("Restore version {number}"), number=number), content)

    def archive(self, document_id: str, archived: bool) -> None:
        """Put a document away, or bring it back; nothing is ever deleted."""
        held = next((each for each in self._held.values() if each.id == document_id), None)

        def work(library: Library) -> Record:
            library.archive(document_id, self._keeper.stamp(), archived)
            record = library.read(document_id)
            if held:
                held.revision = record.revision
            return record

        self._keeper.ask(work, lambda record: self.take_in(record.entry), self.refused.emit)

    def contents(self, document_ids: Sequence[str], then: Callable[[list[Protocol | Run]], None]) -> None:
        """Hand the contents of documents to ``then``, as the library holds them."""
        self.save()
        self._keeper.ask(lambda library: [library.read(each).content for each in document_ids], then, self.refused.emit)

    def finish(self) -> tuple[Held, ...]:
        """Keep everything and close the library; return what could not be kept."""
        self.save()
        self._keeper.finish()
        return tuple(held for held in self._held.values() if held.waits and not held.is_template)
