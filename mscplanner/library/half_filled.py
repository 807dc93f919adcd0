"""Forms of sheets that are half filled in: kept in files of this computer until they are closed out."""

from pathlib import Path
from typing import Annotated

from pydantic import AwareDatetime, Field

from mscplanner.domain.close_out import MOST_ROWS, Row
from mscplanner.domain.value import LateValue, VisibleText
from mscplanner.library.sealed_files import read_sealed, write_sealed

FOLDER = "half-filled"
_KEY = "form"


class HalfFilled(LateValue):
    """What was typed of a sheet that is not closed out.

    Attributes:
        run: Id of the document.
        part: Id of the part of the book.
        at: When something was typed last.
        revision: Of the plan that the sheet was printed from; None where it was not scanned.
        code: Document code of the sheet; "" where it was not scanned.
    """

    run: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,80}$")]
    part: Annotated[VisibleText, Field(min_length=1, max_length=80)]
    at: AwareDatetime
    revision: Annotated[int, Field(ge=1)] | None = None
    code: str = ""
    rows: Annotated[tuple[Row, ...], Field(max_length=MOST_ROWS)]


def write_half_filled(folder: Path, form: HalfFilled) -> Path:
    """Write a half filled form, in the place of an earlier one of the same sheet, and return the file.

    Raises:
        OSError: the folder or the disk does not take it; what was there before is untouched.
    """
    return write_sealed(_path(folder, form.run, form.part), _KEY, form)


def read_half_filled(folder: Path, run: str, part: str) -> HalfFilled | None:
    """Return the half filled form of a sheet, or None where there is none that can be read."""
    found = read_sealed(_path(folder, run, part), _KEY, HalfFilled)
    return found if found and (found.run, found.part) == (run, part) else None


def drop_half_filled(folder: Path, run: str, part: str) -> None:
    """Take the half filled form of a sheet away.

    Raises:
        OSError: it cannot be taken away.
    """
    _path(folder, run, part).unlink(missing_ok=True)


def _path(folder: Path, run: str, part: str) -> Path:
    return folder / FOLDER / f"{run}.{part.replace('/', '_')}.json"
