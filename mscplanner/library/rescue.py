"""What the library did not take when the program closed: kept in files until it does."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from mscplanner.domain.protocol import Protocol
from mscplanner.domain.run import Run
from mscplanner.domain.stockroom import Lot
from mscplanner.domain.value import LateValue
from mscplanner.domain.work_calendar import WorkCalendar
from mscplanner.library.content import DamagedContent, LabMemory, read_protocol, read_run, stored
from mscplanner.library.files import Unreadable, read_text, write_bytes
from mscplanner.library.sealed_files import read_sealed, write_sealed

FOLDER = "rescued"
_SUFFIX = ".json"
_LOTS = "stocks.lots"
_CALENDAR = "work.calendar"


class Rescued(NamedTuple):
    """A document out of a rescue file."""

    path: Path
    document_id: str
    content: Protocol | Run


class UnsavedLot(LateValue):
    """A lot as the window had it, and as the library had it before that; None where it had none."""

    before: Lot | None
    lot: Lot
    archived: bool


class UnsavedCalendar(LateValue):
    """The working calendar as the window had it, and as it was before the edits that the library did not take."""

    before: WorkCalendar
    after: WorkCalendar


class _UnsavedLots(LateValue):
    lots: tuple[UnsavedLot, ...]


def write_rescue(folder: Path, document_id: str, content: Protocol | Run) -> Path:
    """Write a document that the library could not take, and return the file.

    Raises:
        OSError: this folder cannot be written to either.
    """
    labs = LabMemory()
    kept = stored(content, labs)
    data = {
        "id": document_id,
        "kind": kept.kind,
        "content": kept.text,
        "digest": kept.digest,
        "lab": kept.lab.text if kept.lab else None,
        "lab_digest": kept.lab.digest if kept.lab else None,
    }
    (folder / FOLDER).mkdir(parents=True, exist_ok=True)
    path = folder / FOLDER / f"{document_id}{_SUFFIX}"
    write_bytes(path, json.dumps(data, ensure_ascii=False).encode())
    return path


def read_rescued(folder: Path) -> tuple[Rescued, ...]:
    """Return the documents in the rescue files of ``folder``; a file that is none stays where it is."""
    found = (_read(path) for path in sorted((folder / FOLDER).glob(f"*{_SUFFIX}")))
    return tuple(each for each in found if each)


def _read(path: Path) -> Rescued | None:
    text = read_text(path)
    if isinstance(text, Unreadable):
        return None
    try:
        data = json.loads(text)
        if data["kind"] == "protocol":
            content: Protocol | Run = read_protocol(data["content"], data["digest"])
        else:
            lab = LabMemory().read(data["lab"], data["lab_digest"])
            content = read_run(data["content"], data["digest"], lab, data["lab_digest"])
    except (ValueError, KeyError, TypeError, DamagedContent, RecursionError):
        return None
    return Rescued(path, str(data["id"]), content)


def write_rescued_lots(folder: Path, lots: Sequence[UnsavedLot]) -> Path:
    """Write the lots that the library could not take, and return the file.

    Raises:
        OSError: this folder cannot be written to either.
    """
    return write_sealed(folder / FOLDER / _LOTS, "lots", _UnsavedLots(lots=tuple(lots)))


def read_rescued_lots(folder: Path) -> tuple[UnsavedLot, ...]:
    """Return the lots in the rescue file of ``folder``; a file that is none stays where it is."""
    found = read_sealed(folder / FOLDER / _LOTS, "lots", _UnsavedLots)
    return found.lots if found else ()


def drop_rescued_lots(folder: Path) -> None:
    """Take the rescue file of lots away: the library has them now."""
    (folder / FOLDER / _LOTS).unlink(missing_ok=True)


def write_rescued_calendar(folder: Path, unsaved: UnsavedCalendar) -> Path:
    """Write the edits of the working calendar that the library could not take, and return the file.

    Raises:
        OSError: this folder cannot be written to either.
    """
    return write_sealed(folder / FOLDER / _CALENDAR, "calendar", unsaved)


def read_rescued_calendar(folder: Path) -> UnsavedCalendar | None:
    """Return the edits in the rescue file of ``folder``, or None; a file that is none stays where it is."""
    return read_sealed(folder / FOLDER / _CALENDAR, "calendar", UnsavedCalendar)


def drop_rescued_calendar(folder: Path) -> None:
    """Take the rescue file of the working calendar away: the library has its edits now."""
    (folder / FOLDER / _CALENDAR).unlink(missing_ok=True)
