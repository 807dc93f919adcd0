"""The checks of what was taken over from a sheet: told, and never in the way of keeping it."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date, time

from mscplanner.domain.close_out import Cell, Row
from mscplanner.domain.day_text import read_day
from mscplanner.domain.finding import Finding
from mscplanner.domain.language import N_
from mscplanner.domain.message import Figure, Message, message
from mscplanner.domain.misreading import Misreading
from mscplanner.planning.close_out_columns import kind_of
from mscplanner.planning.finding_close_out_texts import CLOSE_OUT_TEXTS
from mscplanner.planning.misreadings import misread
from mscplanner.planning.stimulation_index import differs, indices_of, is_measured

PLACE = "close-out"
SECOND_CHECK = "recipe/check"
"""The row for the initials of a second person."""
_TIME = re.compile(r"([0-9]{1,2})[:.]([0-9]{2})|([0-9]{1,2})([0-9]{2})")
_NUMBER = re.compile(r"[0-9]{1,3}(?:\.[0-9]+)?")
_LABELS_TOLD = 3
_FORMS = frozenset({"date", "expiry", "time", "percent", "number", "index"})
_NOT_APPLICABLE = frozenset({"n/a", "na", "-", "–", "—", "不适用"})


def read_time(text: str) -> time | None:
    """Return the time of the day that is written, or None.

    Example:
        >>> read_time("905"), read_time("9.05"), read_time("14:30"), read_time("25:00")
        (datetime.time(9, 5), datetime.time(9, 5), datetime.time(14, 30), None)
    """
    found = _TIME.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if found is None:
        return None
    hours, minutes = (int(found.group(at) or found.group(at + 2)) for at in (1, 2))
    return time(hours, minutes) if hours < 24 and minutes < 60 else None


def close_out_findings(rows: Sequence[Row], used_on: date) -> tuple[Finding, ...]:
    """Return what is to be said of a filled-in sheet, in its order.

    What differs from the plan is told only where no deviation is recorded, and where there is a place for one.

    Args:
        rows: Its rows. The place of a finding is ``("close-out", row, column)``.
        used_on: The day on which it was worked with; a date of signing that can be read takes its place.
            Of an empty sheet nothing is said.
    """
    if not any(cell.typed for row in rows for cell in row.cells):
        return ()
    day = performed_on(rows) or used_on
    told = _answer(rows) == "yes" or not any(row.section == "deviations" for row in rows)
    found = [finding for row in rows for cell in row.cells for finding in _of_cell(row, cell, day, told)]
    found += [*_ticks(rows, told), *_deviations(rows), *_second_check(rows), *_signed(rows)]
    order = {row.id: at for at, row in enumerate(rows)}
    return tuple(sorted(found, key=lambda finding: order.get(finding.place[1], len(order))))


def performed_on(rows: Sequence[Row]) -> date | None:
    """Return the date at “Performed by”, or None where there is none that can be read."""
    typed = next((row.typed("date") for row in rows if row.id == "sign-off/performed"), "")
    read = read_day(typed) if typed else None
    return read if isinstance(read, date) else None


def _answer(rows: Sequence[Row]) -> str:
    return next((row.typed("answer") for row in rows if row.section == "deviations"), "")


def _of_cell(row: Row, cell: Cell, day: date, told: bool) -> Iterator[Finding]:
    typed = cell.typed.strip()
    if not typed:
        return
    kind = kind_of(cell)
    if kind in _FORMS and typed.casefold() in _NOT_APPLICABLE:
        # The paper asks for it: no blanks.
        return
    if kind in ("date", "expiry"):
        yield from _date(row, cell, day)
    elif kind == "time" and read_time(typed) is None:
        yield _finding("W-CLOSE-TIME", row, cell, text=_short(typed))
    elif kind == "percent" and not _is_percent(typed):
        yield _finding("W-CLOSE-PERCENT", row, cell, text=_short(typed))
    elif kind in ("number", "index") and not is_measured(typed):
        yield _finding("W-CLOSE-NUMBER", row, cell, text=_short(typed))
    elif kind == "index":
        yield from _index(row, cell)
    elif cell.column in ("lot", "batch") and _differs(cell) and not told:
        yield _of_planned("W-CLOSE-LOT", row, cell)
    elif cell.column == "actual" and _differs(cell) and not told:
        yield _of_planned("W-CLOSE-ACTUAL", row, cell)
    elif cell.column == "contamination" and typed == "seen" and not told:
        yield _finding("W-CLOSE-SEEN", row, cell, label=row.label)


def _date(row: Row, cell: Cell, day: date) -> Iterator[Finding]:
    read = read_day(cell.typed)
    if isinstance(read, Misreading):
        place = (PLACE, row.id, cell.column)
        yield misread(read, place, "expiry").model_copy(update={"place": place})
    elif kind_of(cell) == "expiry" and read < day:
        yield _finding("W-CLOSE-EXPIRED", row, cell, label=row.label, day=day, expiry=read)


def _index(row: Row, cell: Cell) -> Iterator[Finding]:
    found = next((each for each in indices_of(row) if each.column == cell.column), None)
    if found and differs(found, cell.typed):
        figures = {"typed": _short(cell.typed.strip()), "high": _short(found.high), "low": _short(found.low)}
        yield _finding("W-CLOSE-INDEX", row, cell, label=row.label, index=found.value, **figures)


def _is_percent(text: str) -> bool:
    plain = unicodedata.normalize("NFKC", text).strip().removesuffix("%").strip().removeprefix("~")
    return bool(_NUMBER.fullmatch(plain)) and float(plain) <= 100


def _differs(cell: Cell) -> bool:
    """Return whether something else was typed than was planned, in either language; spaces do not count."""
    planned = {_plain(cell.planned.written("en")), _plain(cell.planned.written("zh"))}
    return bool(planned - {""}) and _plain(cell.typed) not in planned


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold().replace("μ", "µ")


def _letters(initials: str) -> str:
    """Return initials without what one person writes now so, now so: “L. Z.” is “lz”."""
    return "".join(each for each in unicodedata.normalize("NFKC", initials).casefold() if each.isalnum())


def _ticks(rows: Sequence[Row], told: bool) -> Iterator[Finding]:
    ticks = [(row, cell) for row in rows for cell in row.cells if kind_of(cell) == "tick"]
    open_ticks = [(row, cell) for row, cell in ticks if not cell.typed]
    if open_ticks and len(open_ticks) < len(ticks) and not told:
        labels = tuple(message(N_("{label}"), label=row.label) for row, _ in open_ticks[:_LABELS_TOLD])
        row, cell = open_ticks[0]
        yield _finding("W-CLOSE-TICKS", row, cell, labels=labels)


def _deviations(rows: Sequence[Row]) -> Iterator[Finding]:
    for row in rows:
        if row.section == "deviations" and (row.typed("answer") == "yes") != bool(row.typed("text").strip()):
            yield _finding("W-CLOSE-WORDS", row, row.cells[1] if row.typed("answer") == "yes" else row.cells[0])


def _second_check(rows: Sequence[Row]) -> Iterator[Finding]:
    row = next((row for row in rows if row.id == SECOND_CHECK), None)
    initials = row.typed("initials").strip() if row else ""
    mixed_by = {_letters(each.typed("initials")) for each in rows if each.id != SECOND_CHECK}
    if row and _letters(initials) in mixed_by - _NOT_APPLICABLE - {""}:
        yield _finding("W-CLOSE-CHECKED", row, row.cells[0], name=_short(initials))


def _signed(rows: Sequence[Row]) -> Iterator[Finding]:
    performed, checked = (
        next((row for row in rows if row.id == f"sign-off/{name}"), None) for name in ("performed", "checked")
    )
    if performed is None or checked is None:
        return
    name = performed.typed("name").strip()
    if not name:
        yield _finding("W-CLOSE-SIGNED", performed, performed.cells[0])
    elif not performed.typed("date").strip():
        yield _finding("W-CLOSE-DATED", performed, performed.cells[1], name=_short(name))
    if name and name.casefold() == checked.typed("name").strip().casefold():
        yield _finding("W-CLOSE-CHECKED", checked, checked.cells[0], name=_short(name))


def _of_planned(code: str, row: Row, cell: Cell) -> Finding:
    return _finding(code, row, cell, label=row.label, typed=_short(cell.typed.strip()), planned=cell.planned)


def _short(text: str) -> str:
    return text if len(text) <= 20 else f"{text[:19]}…"


def _finding(code: str, row: Row, cell: Cell, **figures: Figure | Message | tuple[Message, ...]) -> Finding:
    title, reason, way_on = CLOSE_OUT_TEXTS[code]

    def written(text: str) -> Message:
        return message(text, **{name: figure for name, figure in figures.items() if f"{{{name}}}" in text})

    return Finding(
        code=code,
        severity="warning",
        place=(PLACE, row.id, cell.column),
        title=written(title),
        reason=written(reason),
        way_on=written(way_on),
    )
