"""What stands on a label, in the languages of the sheet and in the order in which it stands there."""

import re
from dataclasses import dataclass
from typing import Literal

from mscplanner.domain.language import N_
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.message import message
from mscplanner.planning.tube_labels import Begun, TubeLabel, lacking_text
from mscplanner.sheets.speech import Speech

ItemKind = Literal["run", "draft", "dark", "use-by", "lacking", "days", "begun", "contents", "storage", "initials"]
LEAVING: tuple[ItemKind, ...] = ("days", "begun", "contents", "storage", "initials")
"""What may be left off a label that has no room for all, the most important coming first."""
ITEM_NAMES: dict[ItemKind, str] = {
    "initials": N_("initials"),
    "storage": N_("storage"),
    "contents": N_("contents"),
    "begun": N_("date by hand"),
    "days": N_("days of use"),
    "use-by": N_("use by"),
    "lacking": N_("what is not in it"),
    "dark": N_("keep dark"),
    "draft": N_("draft"),
    "run": N_("Run number"),
}
SECOND_LANGUAGE = N_("Chinese words")
CODE_WHOLE = N_("the whole code")

_BRACKETS = re.compile(r"[ ]?[(（][^()（）]*[)）]$")

_BEGUN: dict[Begun, str] = {
    "made": N_("made"),
    "thawed": N_("thawed"),
    "seeded": N_("seeded"),
    "taken": N_("taken"),
}


@dataclass(frozen=True)
class Item:
    """One thing that a label says.

    Attributes:
        short: What stands in its place where there is less room.
        blank: Least length of the line that is written on behind it, in millimetres; 0 for none.
        breaks: Whether it may go on in a second line.
    """

    kind: ItemKind
    text: str
    short: str = ""
    blank: float = 0.0
    bold: bool = False
    breaks: bool = False

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The text of each language that begins a line of its own."""
        return tuple(self.text.split("\n"))


def code_text(label: TubeLabel, speech: Speech) -> str:
    """Return the code of a label; the name of a reagent in the languages of the sheet."""
    return speech.line(label.code)


def items_of(label: TubeLabel, speech: Speech, captions: Speech, draft: bool) -> tuple[Item, ...]:
    """Return what stands below the code.

    Args:
        label: What it is about.
        speech: The languages of what is in it.
        captions: Those of the words before a date or a line to write on.
        draft: Whether it says that it is none to be used.
    """
    contents = "\n".join(text for text in speech.texts(label.contents) if text)
    found = [
        Item("draft", _words(speech, N_("DRAFT")), bold=True) if draft else None,
        _lacking(label, speech),
        Item("contents", contents, breaks=True) if contents else None,
        _days(label),
        Item("dark", _words(speech, N_("keep dark")), bold=True) if label.dark else None,
        _storage(label, speech, captions),
        _use_by(label, captions),
        Item("begun", _words(captions, _BEGUN[label.begun]), blank=9.5),
        Item("initials", _words(captions, N_("init.")), blank=5.5),
    ]
    return tuple(item for item in found if item)


def _words(speech: Speech, text: str) -> str:
    return speech.line(message(text))


def _lacking(label: TubeLabel, speech: Speech) -> Item | None:
    """Return what is not in a bottle: to be taken for a complete medium is the worst that can happen to it."""
    if not label.lacking:
        return None
    short = tuple(map(_short_name, label.lacking))
    whole, brief = (
        "\n".join(speech.texts(lacking_text(names)))
        for names in (label.lacking, short if len(set(short)) == len(short) else label.lacking)
    )
    return Item("lacking", whole, short=brief, bold=True, breaks=True)


def _short_name(name: LocalText) -> LocalText:
    """Return a name without what stands behind it in brackets: ``bFGF`` of ``bFGF (FGF-2)``."""
    texts = ((field, getattr(name, field)) for field in type(name).model_fields)
    return name.model_copy(update={field: _BRACKETS.sub("", text) or text for field, text in texts if text})


def _days(label: TubeLabel) -> Item | None:
    if not label.days:
        return None
    first, last = f"D{label.days[0]}", f"D{label.days[-1]}"
    if first == last:
        return Item("days", first)
    if label.kind == "vessel":
        return Item("days", f"{first}–{last}")
    return Item("days", ", ".join(f"D{day}" for day in label.days), short=f"{first}–{last} ({len(label.days)}×)")


def _storage(label: TubeLabel, speech: Speech, captions: Speech) -> Item | None:
    if label.storage:
        return Item("storage", speech.line(label.storage))
    # What is used up on its day is put away nowhere.
    waits = label.kind == "sample" or (bool(label.days) and label.days[-1] > label.day)
    return Item("storage", _words(captions, N_("store at")), blank=10.0) if waits else None


def _use_by(label: TubeLabel, captions: Speech) -> Item | None:
    if label.kind in ("vessel", "sample"):
        return None
    words = _words(captions, N_("use by"))
    if label.use_by is None:
        return Item("use-by", words, blank=9.5)
    return Item("use-by", f"{words} {label.use_by.isoformat()}")
