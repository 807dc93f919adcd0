"""What was printed or saved of runs: a row for each hand-out, kept as it is for ever.

Everything here happens inside a transaction that ``library.Library`` begins and ends.
"""

from pydantic import ValidationError
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from mscplanner.domain.language import N_
from mscplanner.library.documents import plain_text
from mscplanner.library.entry import HandOut
from mscplanner.library.faults import Damaged, LibraryFault, NewerLibrary, NoSuchRecord
from mscplanner.library.records import HandOutRow, VersionRow

HAND_OUT_FORMAT = 2
"""Counts up when a newer program stores what this one would not understand; labels came with 2."""
_OF_SHEETS = 1
_MOST_AUTHOR = 200


class HandOuts:
    """The hand-outs of one library; ``place`` is what people see of the library's place."""

    def __init__(self, place: str) -> None:
        self.place = place

    def add(self, session: Session, hand_out: HandOut) -> HandOut:
        """Add a hand-out; one that is there already is left as it is.

        Raises:
            NoSuchRecord: there is no such version of that run.
            LibraryFault: its id is taken by another hand-out.
        """
        kept = hand_out.model_copy(update={"by": plain_text(hand_out.by, _MOST_AUTHOR)})
        there = session.get(HandOutRow, kept.id)
        if there:
            if self._hand_out(there) != kept:
                raise LibraryFault(self.place)
            return kept
        if session.scalar(select(VersionRow.document).where(VersionRow.id == kept.version)) != kept.run:
            raise NoSuchRecord(self.place, name=kept.version)
        row = HandOutRow(
            id=kept.id,
            run=kept.run,
            version=kept.version,
            handed_at=kept.at,
            handed_by=kept.by,
            code=kept.code,
            content_format=_OF_SHEETS if kept.labels is None else HAND_OUT_FORMAT,
            content=kept.model_dump_json(exclude_none=True),
        )
        session.add(row)
        return kept

    def of_run(self, session: Session, run: str) -> tuple[HandOut, ...]:
        """Return what was handed out of a run, the newest first."""
        return self._found(session, HandOutRow.run == run)

    def of_code(self, session: Session, code: str) -> tuple[HandOut, ...]:
        """Return what was handed out under a document code, the newest first."""
        return self._found(session, HandOutRow.code == code)

    def _found(self, session: Session, wanted: ColumnElement[bool]) -> tuple[HandOut, ...]:
        rows = select(HandOutRow).where(wanted).order_by(HandOutRow.handed_at.desc(), HandOutRow.id)
        return tuple(map(self._hand_out, session.scalars(rows)))

    def _hand_out(self, row: HandOutRow) -> HandOut:
        if row.content_format > HAND_OUT_FORMAT:
            raise NewerLibrary(self.place)
        try:
            if row.intact:
                # The digest says that we wrote it. Strict reading would refuse times, which are text in JSON.
                return HandOut.model_validate_json(row.content, strict=False)
        except ValidationError as fault:
            raise self._damaged(row) from fault
        raise self._damaged(row)

    def _damaged(self, row: HandOutRow) -> Damaged:
        text = N_(
            "The print history {name} in the library {place} is no longer what was written there. "
            "Restore the last backup to see it."
        )
        return Damaged(self.place, text, name=plain_text(str(row.code), 9))
