"""What a library gives and takes: entries of its lists, records, versions. None of it knows a database."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from mscplanner.domain.local_text import LocalText
from mscplanner.domain.message import Message
from mscplanner.domain.protocol import Protocol
from mscplanner.domain.run import Run
from mscplanner.domain.stockroom import Lot, Stockroom, lot_title
from mscplanner.domain.value import LateValue

Kind = Literal["protocol", "run"]


class Stamp(LateValue):
    """When something is written, and by whom. Nothing below the window asks for the time."""

    at: AwareDatetime
    author: str


class Entry(LateValue):
    """A line of the library's lists.

    Attributes:
        id: UUID as 32 hexadecimal digits, given by the program that added the document.
        key: Id of a protocol, or number of a run.
        title: Title of the protocol, or of a run's protocol.
        parent: Id of the protocol that this one was derived from, or "".
        changed_at: In UTC.
        versions: How many versions were made of it.
        start: D0 of a run.
        last: Last planned day of a run.
    """

    id: str
    kind: Kind
    key: str
    title: LocalText
    parent: str
    archived: bool
    changed_at: AwareDatetime
    changed_by: str
    versions: int
    start: date | None
    last: date | None

    @property
    def name(self) -> LocalText:
        """What people call it: the number of a run, the title of a protocol."""
        return LocalText(plain=self.key) if self.kind == "run" else self.title


class Record(LateValue):
    """A document with its content.

    Attributes:
        revision: Counts the saves; handed back when saving, so that nobody's work is overwritten.
        protocol_version: Id of the protocol version that a run started with, or "".
    """

    entry: Entry
    content: Protocol | Run
    revision: int
    protocol_version: str

    @property
    def name(self) -> LocalText:
        """What people call the document."""
        return self.entry.name

    @property
    def changed_by(self) -> str:
        """Who saved it last."""
        return self.entry.changed_by


class LotRecord(LateValue):
    """A lot of a stock as the library holds it.

    Attributes:
        revision: Counts the saves; handed back when saving, so that nobody's work is overwritten.
        changed_at: In UTC.
    """

    lot: Lot
    revision: int
    archived: bool
    changed_at: AwareDatetime
    changed_by: str

    @property
    def name(self) -> Message:
        """What people call the lot."""
        return lot_title(self.lot)


class Version(LateValue):
    """A version of a document; its row is never changed again.

    Attributes:
        document: Id of the document.
        number: 1, 2, … within the document.
        parent: Id of the version before, or "".
        digest: SHA-256 of its content, in hexadecimal digits.
    """

    id: str
    document: str
    number: Annotated[int, Field(ge=1)]
    parent: str
    made_at: AwareDatetime
    made_by: str
    note: str
    digest: str


HandOutKind = Literal["printed", "saved"]


class HandOut(LateValue):
    """Sheets or labels of a run that were printed or saved; its row is never changed again.

    Attributes:
        id: UUID as 32 hexadecimal digits, given by the program that handed them out.
        run: Id of the run's document.
        version: Id of the version that they were printed from.
        at: When they were handed out.
        kind: To a printer, or into a file.
        draft: Whether DRAFT stands across them.
        code: Document code of the plan, ``7f3a-91c2``.
        plan_revision: Revision of the plan.
        copy_number: As it stands in the footer; 1 of labels, which have none.
        parts: Ids of the parts of the book, in its order.
        labels: Ids of the labels that were chosen, in their order; None where it is about sheets.
        pages: How many pages.
        paper: ``a4`` or ``letter``.
        language: ``en``, ``zh`` or ``both``.
        printing: How they were printed, time of the footer included, as the program writes it down for itself.
        program: Version of the program.
        bytes_digest: SHA-256 of the PDF.
        stockroom: What the plan knew of the lab's lots: with it, the version gives the same plan again.
    """

    id: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
    run: str
    version: str
    at: AwareDatetime
    by: str
    kind: HandOutKind
    draft: bool
    code: Annotated[str, Field(pattern=r"^[0-9a-f]{4}-[0-9a-f]{4}$")]
    plan_revision: Annotated[int, Field(ge=1)]
    copy_number: Annotated[int, Field(ge=1)]
    parts: tuple[str, ...]
    pages: Annotated[int, Field(ge=1)]
    paper: str
    language: str
    printing: str
    program: str
    bytes_digest: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    stockroom: Stockroom = Stockroom()
    labels: tuple[str, ...] | None = None


class Restored(LateValue):
    """What a program that did not close had saved last."""

    entry: Entry
    saved_at: AwareDatetime
