"""What the square code on a sheet says, so that paper finds its way back to its run."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote, unquote

from pydantic import Field

from mscplanner.domain.value import Value, VisibleText

_FIRST = "MSCP"
MARK_BEGINS = f"{_FIRST}/"
_FIELDS = 4


class SheetMark(Value):
    """Which sheet a piece of paper is.

    Attributes:
        run: Number of the run.
        part: Id of the part of the book: ``D2``, ``S2-1/D4``, ``overview``.
        revision: Of the plan that it was printed from.
        code: Of that plan's content, ``7f3a-91c2``.
    """

    run: Annotated[VisibleText, Field(min_length=1, max_length=24)]
    part: Annotated[VisibleText, Field(min_length=1, max_length=80)]
    revision: Annotated[int, Field(ge=1)]
    code: Annotated[str, Field(pattern=r"^[0-9a-f]{4}-[0-9a-f]{4}$")]

    @property
    def written(self) -> str:
        """The text inside the square code, in printable ASCII.

        >>> SheetMark(run="R-2026-014", part="S2-1/D4", revision=3, code="7f3a-91c2").written
        'MSCP/R-2026-014/S2-1%2FD4/3/7f3a-91c2'
        """
        fields = (self.run, self.part, str(self.revision), self.code)
        return "/".join([_FIRST, *(quote(field, safe="") for field in fields)])


def parse_sheet_mark(text: str) -> SheetMark | None:
    """Return the mark that a scanner typed, or None where the text is none.

    >>> parse_sheet_mark(" MSCP/R-2026-014/D2/1/7f3a-91c2").part
    'D2'
    >>> parse_sheet_mark("R-2026-014") is None
    True
    """
    first, *fields = text[:600].strip().split("/")
    if first.upper() != _FIRST or len(fields) != _FIELDS:
        return None
    run, part, revision, code = (unquote(field) for field in fields)
    if not (revision.isascii() and revision.isdecimal() and len(revision) < 10):
        return None
    try:
        return SheetMark(run=run, part=part, revision=int(revision), code=code.lower())
    except ValueError:
        return None
