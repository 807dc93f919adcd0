"""What somebody scans or types to name a sheet of paper."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Annotated

from pydantic import Field

from mscplanner.domain.sheet_mark import parse_sheet_mark
from mscplanner.domain.value import LateValue

_LONGEST = 600
_CODE = re.compile(r"([0-9a-f]{4})-?([0-9a-f]{4})")
_PAGE = re.compile(r"(?:p|page|第)?([0-9]{1,4})页?")
_PART = re.compile(
    r"D-?[0-9]{1,3}(?:/[A-Z]{1,5}(?:-?[0-9]{1,3})?)?"
    r"|[A-Z]{1,2}[0-9]{1,2}-[0-9]{1,3}(?:/D-?[0-9]{1,3})?"
    r"|OFF/D-?[0-9]{1,3}(?:-D-?[0-9]{1,3})?"
    r"|overview",
    re.IGNORECASE,
)
_BREAKS = re.compile(r"[\s,;:·、，]+")


class SheetReference(LateValue):
    """A sheet as it was scanned or typed; what was not said is empty.

    Attributes:
        run: Number of the run.
        part: Id of the part of the book.
        page: Page of the book, counted from 1.
        revision: Revision of the plan that the sheet was printed from.
        code: Document code of that plan.
    """

    run: str = ""
    part: str = ""
    page: Annotated[int, Field(ge=1)] | None = None
    revision: Annotated[int, Field(ge=1)] | None = None
    code: str = ""


def read_sheet_reference(text: str, numbers: Iterable[str]) -> SheetReference | None:
    """Return the sheet that ``text`` names, or None where it names none.

    Args:
        text: What a scanner typed, a document code, or the number of a run; behind the last two may
            stand the page or the part.
        numbers: Of the runs there are. A mark that was scanned may name another one.

    Example:
        >>> read_sheet_reference("7f3a-91c2 D2", ()).part
        'D2'
        >>> read_sheet_reference("r-2026-014 page 3", ["R-2026-014"]).page
        3
    """
    numbers = tuple(numbers)
    known = {_plain(number): number for number in numbers}
    # A Chinese input method makes full-width characters of what a scanner types.
    text = unicodedata.normalize("NFKC", text[:_LONGEST])
    mark = parse_sheet_mark(text)
    if mark:
        run = mark.run if mark.run in numbers else known.get(_plain(mark.run), mark.run)
        return SheetReference(run=run, part=mark.part, revision=mark.revision, code=mark.code)
    words = [word for word in _BREAKS.split(text.strip()) if word]
    for at in range(len(words), 0, -1):
        name, rest = " ".join(words[:at]).casefold(), "".join(words[at:])
        code = _CODE.fullmatch(name)
        named = {"run": known[name]} if name in known else {"code": "-".join(code.groups())} if code else None
        if named is None:
            continue
        place = _place(rest)
        if place is not None:
            return SheetReference.model_validate({**named, **place})
    return None


def _plain(number: str) -> str:
    return " ".join(number.split()).casefold()


def _place(rest: str) -> dict[str, str | int] | None:
    """Return the page or the part; nothing where none is named, None where ``rest`` is neither."""
    if not rest:
        return {}
    part = _PART.fullmatch(rest)
    if part:
        return {"part": rest.lower() if rest.lower() == "overview" else rest.upper()}
    page = _PAGE.fullmatch(rest.casefold())
    return {"page": int(page.group(1))} if page and int(page.group(1)) else None
