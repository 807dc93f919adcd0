"""What the fields of a protocol, and their values, are called where people read them."""

import re

from mscplanner.domain.language import LANGUAGES, N_, Language
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.message import Message, message
from mscplanner.planning.differences import ValueChange
from mscplanner.planning.readout_kinds import KIND_NAMES

_ENTRY = re.compile(r"([a-z_]+)\[([0-9]+)\](?:\.([a-z_]+))?")
_ENTRIES = {
    "notes": N_("Note {number}"),
    "sources": N_("Source {number}"),
    "readouts": N_("Read-out {number}"),
    "disagreements": N_("Disagreement {number}"),
}
_FIELDS = {
    "id": N_("Id"),
    "title": N_("Title"),
    "cell_source": N_("Cell source"),
    "derived_from": N_("Derived from"),
    "confluence": N_("Confluence"),
    "seeding_density": N_("Seeding density"),
    "passage": N_("Passage"),
    "duration": N_("Duration"),
    "printed_duration": N_("Duration as printed"),
    "change": N_("Medium change"),
    "longest_gap": N_("Longest gap"),
    "move": N_("A change may move by"),
    "skip": N_("One change may be left out"),
    "half": N_("Half changes"),
    "procedure": N_("Procedure"),
    "gate": N_("Before going on"),
    "tasks": N_("Tasks"),
    "basal": N_("Basal medium"),
    "printed": N_("As printed"),
    "sources": N_("Sources"),
    "known": N_("How well known"),
    "reagent": N_("Reagent"),
    "final": N_("Final concentration"),
    "once": N_("First fill only"),
    "reading.final": N_("Reading"),
    "reading.confidence": N_("Confidence of the reading"),
    "reading.reason": N_("Reason of the reading"),
    "position": N_("Position"),
    "citation": N_("Citation"),
    "doi": N_("DOI"),
    "note": N_("Remark"),
    "name": N_("Name"),
    "at": N_("When"),
    "kind": N_("Kind"),
    "destructive": N_("Uses up cells"),
    "detail": N_("Detail"),
    "topic": N_("Topic"),
    "place": N_("Place"),
    "review": N_("The review says"),
    "review_known": N_("How well known (review)"),
    "original": N_("The original says"),
    "original_known": N_("How well known (original)"),
    "severity": N_("Severity"),
}
_YES_OR_NO = ("once", "destructive", "skip", "half")


def field_name(field: str) -> Message:
    """Return the name of a field as ``differences.ValueChange`` has it.

    Example:
        >>> field_name("sources[2].doi").written("en")
        'Source 2, DOI'
    """
    found = _ENTRY.fullmatch(field)
    if found is None or found.group(1) not in _ENTRIES:
        return message(_FIELDS[field]) if field in _FIELDS else message(N_("“{text}”"), text=field)
    entry = message(_ENTRIES[found.group(1)], number=int(found.group(2)))
    if found.group(3) is None:
        return entry
    return message(N_("{entry}, {field}"), entry=entry, field=field_name(found.group(3)))


def change_sides(change: ValueChange, most: int) -> tuple[Message | LocalText, Message | LocalText]:
    """Return before and after of a change as they are told: on one line, of at most ``most`` characters."""
    if change.field.endswith(_YES_OR_NO):
        yes_or_no = [message(N_("yes") if each else N_("no")) for each in (change.before, change.after)]
        return yes_or_no[0], yes_or_no[1]
    if change.field.endswith(".kind"):
        return _kind(change.before), _kind(change.after)
    told = {language: change.written(language) for language in LANGUAGES}
    nothing = message(N_("—")) if _ENTRY.fullmatch(change.field) else message(N_("not stated"))
    return _side(told, 0, most) or nothing, _side(told, 1, most) or nothing


def _kind(kind: str) -> Message:
    return message({str(name): text for name, text in KIND_NAMES.items()}.get(kind, N_("by its name")))


def _side(told: dict[Language, tuple[str, str]], at: int, most: int) -> LocalText | None:
    texts = {language: _short(sides[at], most) for language, sides in told.items()}
    return LocalText(en=texts["en"], zh=texts["zh"]) if any(texts.values()) else None


def _short(text: str, most: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"
