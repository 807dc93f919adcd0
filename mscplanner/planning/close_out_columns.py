"""What the columns and sections of a filled-in sheet are called, and how their entries are read."""

import re
from collections.abc import Sequence

from mscplanner.domain.close_out import Cell, CellKind, CloseOut, ColumnName, Row, Section
from mscplanner.domain.language import N_, Language, translate
from mscplanner.domain.message import message

_SECTION_NAMES: dict[Section, str] = {
    "before": N_("Before you start"),
    "medium": N_("Medium for today"),
    "dilutions": N_("Intermediate dilutions, made first"),
    "recipe": N_("Recipe"),
    "steps": N_("Steps"),
    "finish": N_("Finish"),
    "observations": N_("Observations"),
    "next": N_("Tonight and next"),
    "record": N_("Record"),
    "deviations": N_("Deviations"),
    "sign-off": N_("Sign-off"),
}
_COLUMN_NAMES: dict[ColumnName, str] = {
    "done": N_("Done"),
    "batch": N_("Batch no. on the bottle"),
    "use_by": N_("Use by on the bottle"),
    "lot": N_("Lot"),
    "expiry": N_("Expiry"),
    "outcome": N_("Decision"),
    "actual": N_("Actual"),
    "time": N_("Time"),
    "initials": N_("Initials"),
    "confluence": N_("Confluence %"),
    "clusters": N_("Clusters / morphology"),
    "contamination": N_("Contamination"),
    "remarks": N_("Remarks"),
    "answer": N_("Deviations"),
    "text": N_("As written"),
    "name": N_("Name of the person"),
    "date": N_("Date"),
}
_COLUMN_KINDS: dict[ColumnName, CellKind] = {
    **dict.fromkeys(_COLUMN_NAMES, "text"),
    "done": "tick",
    "use_by": "expiry",
    "expiry": "expiry",
    "outcome": "choice",
    "time": "time",
    "initials": "initials",
    "confluence": "percent",
    "contamination": "choice",
    "answer": "choice",
    "date": "date",
}
CHOICES: dict[ColumnName, dict[str, str]] = {
    "outcome": {"pass": N_("pass"), "extend": N_("extend"), "stop": N_("stop")},
    "contamination": {"none": N_("None"), "seen": N_("Seen")},
    "answer": {"none": N_("None"), "yes": N_("Yes")},
}
"""What can be chosen, and the words for it."""
TICKED = "yes"


def kind_of(cell: Cell) -> CellKind:
    """Return how an entry is written."""
    return cell.kind or _COLUMN_KINDS.get(cell.column, "text")


def heading_of(cell: Cell, language: Language) -> str:
    """Return what stands above an entry."""
    if cell.heading:
        return cell.heading.written(language)
    return translate(_COLUMN_NAMES[cell.column], language) if cell.column in _COLUMN_NAMES else cell.column


def heading_in(record: CloseOut, row: str, column: ColumnName, language: Language) -> str:
    """Return what stands above an entry of a sheet that was closed out."""
    found = record.row(row)
    return heading_of((found.cell(column) if found else None) or Cell(column=column), language)


def title_of(row: Row, language: Language) -> str:
    """Return the heading of the section of a row."""
    return row.title.written(language) if row.title else translate(_SECTION_NAMES[row.section], language)


def shown(cell: Cell, language: Language) -> str:
    """Return an entry as people read it: the word of a choice, "✓" of a tick, else what was typed."""
    kind = kind_of(cell)
    if cell.typed and kind == "choice":
        told = CHOICES.get(cell.column, {}).get(cell.typed)
        return message(told).written(language) if told else cell.typed
    return "✓" if kind in ("tick", "option") and cell.typed else cell.typed


def keys_of(captions: Sequence[str]) -> tuple[str, ...]:
    """Return a short name for each column with this head, a marked text; "" where nothing is written.

    Example:
        >>> keys_of(["No.", "Insulin, low", "SI", "", "SI"])
        ('no', 'insulin-low', 'si', '', 'si-2')
    """
    keys: list[str] = []
    for at, caption in enumerate(captions):
        key = "-".join(re.findall("[a-z0-9]+", caption.casefold()))
        before = list(captions[:at]).count(caption)
        keys.append(f"{key}-{before + 1}" if key and before else key)
    return tuple(keys)
