"""Protocols and runs in the database: working copies, their versions, and the labs of runs.

Everything here happens inside a transaction that ``library.Library`` begins and ends.
"""

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session, defer

from mscplanner.domain.language import N_
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.protocol import Protocol
from mscplanner.domain.run import Run
from mscplanner.domain.value import hidden_character
from mscplanner.library.content import (
    CONTENT_FORMAT,
    DamagedContent,
    LabMemory,
    StoredContent,
    read_protocol,
    read_run,
    stored,
)
from mscplanner.library.entry import Entry, Kind, Record, Stamp, Version
from mscplanner.library.faults import Conflict, Damaged, NewerLibrary, NoSuchRecord
from mscplanner.library.records import UNREADABLE_DAY, UNREADABLE_TIME, DocumentRow, LabRow, Sealed, VersionRow

_MOST_AUTHOR = 200
_MOST_NOTE = 4000
_VERSIONS = (
    select(func.coalesce(func.max(VersionRow.number), 0))
    .where(VersionRow.document == DocumentRow.id)
    .correlate(DocumentRow)
    .scalar_subquery()
)
_ENTRY = select(
    DocumentRow.id,
    DocumentRow.kind,
    DocumentRow.key,
    DocumentRow.title,
    DocumentRow.title_en,
    DocumentRow.title_zh,
    DocumentRow.parent,
    DocumentRow.archived_at,
    DocumentRow.changed_at,
    DocumentRow.changed_by,
    DocumentRow.start,
    DocumentRow.last,
    _VERSIONS.label("versions"),
)


def plain_text(text: str, most: int) -> str:
    """Return ``text`` without hidden characters, at most ``most`` characters long."""
    return "".join(each for each in text if hidden_character(each) is None).strip()[:most]


def author_of(stamp: Stamp) -> str:
    """Return the author as it is stored."""
    return plain_text(stamp.author, _MOST_AUTHOR)


class Documents:
    """The documents of one library, as one session of the program sees them.

    Attributes:
        place: What people see of the library's place.
        session_id: The session that saves are written down for.
    """

    def __init__(self, place: str, session_id: str) -> None:
        self.place = place
        self.session_id = session_id
        self._labs = LabMemory()

    def stored(self, content: Protocol | Run) -> StoredContent:
        """Return ``content`` as it is stored; done before a transaction is begun, because it takes time."""
        return stored(content, self._labs)

    def entries(self, session: Session, kind: Kind, archived: bool) -> tuple[Entry, ...]:
        """Return the documents of a kind, the one changed last first."""
        is_archived = DocumentRow.archived_at.is_not(None)
        wanted = _ENTRY.where(DocumentRow.kind == kind, is_archived if archived else ~is_archived)
        return _entries(session, wanted)

    def saved_last_in(self, session: Session, session_ids: tuple[str, ...]) -> tuple[Entry, ...]:
        """Return the documents whose last save was in one of these sessions."""
        return _entries(session, _ENTRY.where(DocumentRow.session.in_(session_ids))) if session_ids else ()

    def add(
        self,
        session: Session,
        content: StoredContent,
        stamp: Stamp,
        document_id: str,
        protocol_version: str,
        last: date | None,
    ) -> Record:
        """Add a document; one that is there already with this content is left as it is (see H17).

        Raises:
            Conflict: the id is taken by another content.
            NoSuchRecord: there is no such protocol version.
        """
        there = session.get(DocumentRow, document_id)
        if there:
            if there.content_digest != content.digest:
                raise Conflict(self.place, self.read(session, document_id))
            return self._record(session, there, content.content)
        if protocol_version and session.get(VersionRow, protocol_version) is None:
            raise NoSuchRecord(self.place, name=protocol_version)
        row = DocumentRow(
            id=document_id,
            created_at=stamp.at,
            created_by=author_of(stamp),
            archived_at=None,
            archived_by=None,
            protocol_version=protocol_version or None,
        )
        self._fill(session, row, content, stamp, last)
        row.revision = 1
        session.add(row)
        return self._record(session, row, content.content)

    def save(
        self, session: Session, document_id: str, content: StoredContent, revision: int, stamp: Stamp, last: date | None
    ) -> Record:
        """Put ``content`` in the place of the working copy that was read as ``revision``.

        Raises:
            Conflict: it was saved since, with another content.
        """
        row = self._locked(session, document_id)
        same = row.content_digest == content.digest and row.kind == content.kind
        if row.revision != revision and not same:
            raise Conflict(self.place, self.read(session, document_id))
        if row.kind != content.kind:
            raise NoSuchRecord(self.place, name=document_id)
        if not same or (row.last != last and row.revision == revision):
            self._fill(session, row, content, stamp, last)
            row.revision += 1
        return self._record(session, row, content.content)

    def _fill(
        self, session: Session, row: DocumentRow, content: StoredContent, stamp: Stamp, last: date | None
    ) -> None:
        if content.lab and session.get(LabRow, content.lab.digest) is None:
            session.add(LabRow(digest=content.lab.digest, content=content.lab.text))
            session.flush()
        row.kind, row.key, row.parent = content.kind, content.key, content.parent
        row.title, row.title_en, row.title_zh = content.title.plain, content.title.en, content.title.zh
        row.start, row.last = content.start, last
        row.changed_at, row.changed_by, row.session = stamp.at, author_of(stamp), self.session_id
        row.content_format, row.content_digest, row.content = CONTENT_FORMAT, content.digest, content.text
        row.lab = content.lab.digest if content.lab else None

    def read(self, session: Session, document_id: str) -> Record:
        """Return a document, once its digests say that it is what was written."""
        row = session.get(DocumentRow, document_id)
        if row is None:
            raise NoSuchRecord(self.place, name=document_id)
        return self._record(session, row, self._content(session, row))

    def _record(self, session: Session, row: DocumentRow, content: Protocol | Run) -> Record:
        session.flush()
        (entry,) = _entries(session, _ENTRY.where(DocumentRow.id == row.id))
        return Record(entry=entry, content=content, revision=row.revision, protocol_version=row.protocol_version or "")

    def _content(self, session: Session, row: DocumentRow | VersionRow) -> Protocol | Run:
        self._refuse_damaged(row)
        if row.content_format > CONTENT_FORMAT:
            raise NewerLibrary(self.place)
        try:
            if row.kind == "protocol" or row.lab is None:
                return read_protocol(row.content, row.content_digest)
            lab = self._labs.known(row.lab)
            if lab is None:
                lab = self._labs.read(session.get_one(LabRow, row.lab).content, row.lab)
            return read_run(row.content, row.content_digest, lab, row.lab)
        except DamagedContent as fault:
            raise self._damaged(row) from fault

    def _refuse_damaged(self, row: Sealed) -> None:
        if not row.intact:
            raise self._damaged(row)

    def _damaged(self, row: Sealed) -> Damaged:
        text = N_(
            "{name} in the library {place} is no longer what was written there. Open one of its versions, "
            "or restore the last backup."
        )
        return Damaged(self.place, text, name=plain_text(str(getattr(row, "key", "") or getattr(row, "id", "")), 80))

    def _locked(self, session: Session, document_id: str) -> DocumentRow:
        row = session.get(DocumentRow, document_id, with_for_update=True)
        if row is None:
            raise NoSuchRecord(self.place, name=document_id)
        # What is written anew gets a new digest: damage must not be covered by it.
        self._refuse_damaged(row)
        return row

    def archive(self, session: Session, document_id: str, stamp: Stamp, archived: bool) -> None:
        """Put a document into the archive, or take it out again."""
        row = self._locked(session, document_id)
        if (row.archived_at is not None) != archived:
            row.archived_at = stamp.at if archived else None
            row.archived_by = author_of(stamp) if archived else None

    def make_version(
        self, session: Session, document_id: str, stamp: Stamp, note: str, under_note: bool = False
    ) -> Version:
        """Return a version of the working copy as it stands: a new one, or the newest if it is the same.

        ``under_note`` takes the newest only where it has this very note.
        """
        document = self._locked(session, document_id)
        self._content(session, document)
        newest = session.scalars(_versions_of(document_id).limit(1)).first()
        if newest:
            self._refuse_damaged(newest)
            same_note = not under_note or newest.note == plain_text(note, _MOST_NOTE)
            if newest.content_digest == document.content_digest and same_note:
                return _version(newest)
        row = VersionRow(
            id=uuid.uuid4().hex,
            document=document_id,
            number=newest.number + 1 if newest else 1,
            parent=newest.id if newest else None,
            kind=document.kind,
            made_at=stamp.at,
            made_by=author_of(stamp),
            note=plain_text(note, _MOST_NOTE),
            content_format=document.content_format,
            content_digest=document.content_digest,
            lab=document.lab,
            content=document.content,
        )
        session.add(row)
        return _version(row)

    def versions(self, session: Session, document_id: str) -> tuple[Version, ...]:
        """Return the versions of a document, the newest first."""
        return tuple(map(_version, session.scalars(_versions_of(document_id))))

    def read_version(self, session: Session, version_id: str) -> Protocol | Run:
        """Return the content of a version, once its digests say that it is what was written."""
        row = session.get(VersionRow, version_id)
        if row is None:
            raise NoSuchRecord(self.place, name=version_id)
        return self._content(session, row)

    def document_of(self, session: Session, version_id: str) -> str:
        """Return the id of the document that a version was made of."""
        document = session.scalar(select(VersionRow.document).where(VersionRow.id == version_id))
        if document is None:
            raise NoSuchRecord(self.place, name=version_id)
        return document


def _versions_of(document_id: str) -> "Select[VersionRow]":
    return (
        select(VersionRow)
        .where(VersionRow.document == document_id)
        .order_by(VersionRow.number.desc())
        .options(defer(VersionRow.content))
    )


def _version(row: VersionRow) -> Version:
    return Version(
        id=row.id,
        document=row.document,
        number=row.number,
        parent=row.parent or "",
        made_at=row.made_at,
        made_by=row.made_by,
        note=row.note,
        digest=row.content_digest,
    )


def _entries(session: Session, wanted: "Select[*tuple[Any, ...]]") -> tuple[Entry, ...]:
    rows: Iterable[Row[Any]] = session.execute(wanted.order_by(DocumentRow.changed_at.desc(), DocumentRow.id))
    return tuple(map(_entry, rows))


def _entry(row: Row[Any]) -> Entry:
    # Taken apart at once and not by name: lists are long.
    document_id, kind, key, plain, en, zh, parent, archived_at, changed_at, changed_by, start, last, versions = tuple(
        row
    )
    try:
        return Entry(
            id=document_id,
            kind=kind,
            key=key,
            title=_title(plain, en, zh),
            parent=parent,
            archived=archived_at is not None,
            changed_at=changed_at,
            changed_by=changed_by,
            versions=versions,
            start=start,
            last=last,
        )
    except ValidationError:
        return _damaged_entry(str(document_id), "run" if start else "protocol", archived_at is not None)


def _title(plain: Any, en: Any, zh: Any) -> LocalText:
    if all(text is None or (isinstance(text, str) and text.isprintable()) for text in (plain, en, zh)):
        # Printable text holds nothing hidden: lists are not slowed down by looking at each character again.
        return LocalText.model_construct(plain=plain, en=en, zh=zh)
    return LocalText(plain=plain, en=en, zh=zh)


def _damaged_entry(document_id: str, kind: Kind, archived: bool) -> Entry:
    """Return a line that keeps a damaged row from hiding the others; reading it tells that it is damaged."""
    return Entry(
        id=document_id,
        kind=kind,
        key="?",
        title=LocalText(plain="?"),
        parent="",
        archived=archived,
        changed_at=UNREADABLE_TIME,
        changed_by="",
        versions=0,
        start=UNREADABLE_DAY if kind == "run" else None,
        last=None,
    )
