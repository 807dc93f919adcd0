"""The single values in which two protocols differ, as they were typed.

Everything a value holds is compared, so a field that is added to the domain is found here
without being named.
"""

import json
from collections.abc import Callable, Hashable, Iterator
from typing import Any, NamedTuple

from mscplanner.domain.language import Language
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.protocol import Disagreement, Protocol, Readout, Source, StageTask
from mscplanner.domain.value import LateValue, Value
from mscplanner.planning.matching import Pair, moved, paired

# Inside a stage or a protocol these are told by the names that they have for an edit.
_PREFIXES = {"start": "", "medium": ""}
_NAMES = frozenset({"id", "title", "derived_from"})
POSITION = "position"


class Difference(NamedTuple):
    """One field and what was and is typed there; see ``ValueChange``."""

    field: str
    before: str
    after: str
    texts: tuple[LocalText | None, LocalText | None] = (None, None)


class ValueChange(LateValue):
    """One value that is not the same in two protocols.

    Attributes:
        stage: Id of its stage, or "" outside the stages.
        addition: Key of its addition (see ``recipes.Part``), or "".
        field: ``duration``, ``basal``, ``final``, ``reading.final``, ``confluence``; an entry of a
            list is counted from 1: ``notes[2]``, ``sources[1].citation``. ``position`` is the place
            in its list, counted from 1.
        before: As typed; "" where it was not there. Languages of a text stand side by side.
        after: As typed; "" where it is no longer there.
        texts: The same two where they carry their own languages.
    """

    stage: str = ""
    addition: str = ""
    field: str
    before: str
    after: str
    texts: tuple[LocalText | None, LocalText | None] = (None, None)

    def written(self, language: Language) -> tuple[str, str]:
        """Return before and after in ``language``; as typed where they would look the same in it."""
        before, after = (text.written(language) if text else "" for text in self.texts)
        if before == after:
            return self.before, self.after
        return before or self.before, after or self.after


def told(value: Any) -> str:
    """Return a value as a person would type it; "" only for what is not there.

    Example:
        >>> told(LocalText(en="Step 1", zh="第一步")), told(("20", "21")), told(False)
        ('Step 1 / 第一步', '20, 21', '')
    """
    match value:
        case None | False:
            return ""
        case True:
            return "yes"
        case LocalText():
            languages = dict.fromkeys(text for text in (value.plain, value.en, value.zh) if text)
            return " / ".join(languages) or _exactly(value)
        case StageTask():
            days = f"{value.day} d -{value.earlier_days}/+{value.later_days} d"
            return f"{told(value.name)} ({value.kind}, {days})"
        case tuple():
            return ", ".join(told(each) for each in value)
        case _:
            return str(value) or _exactly(value)


def _exactly(value: Any) -> str:
    """Return a value so that no other one looks the same."""
    if value is None:
        return ""
    shown = value.model_dump(exclude_none=True) if isinstance(value, Value) else value
    return json.dumps(shown, ensure_ascii=False, default=_exactly)


def _difference(field: str, old: Any, new: Any) -> Difference:
    """Return two different values as two different texts."""
    before, after = told(old), told(new)
    if before == after:
        before, after = _exactly(old), _exactly(new)
    first, second = (each if isinstance(each, LocalText) else None for each in (old, new))
    return Difference(field, before, after, (first, second))


def differences(
    before: Value | None, after: Value | None, skip: frozenset[str] = frozenset(), prefix: str = ""
) -> Iterator[Difference]:
    """Give every value in which ``before`` and ``after`` differ; of a thing that was not there, all it has.

    Args:
        before: A value, or None where there was none.
        after: A value of the same class, or None where there is none any more.
        skip: Fields that are compared elsewhere.
        prefix: Stands before the name of each field.
    """
    either = after if after is not None else before
    for name in type(either).model_fields if either is not None and before is not after else ():
        old, new = getattr(before, name, None), getattr(after, name, None)
        if name in skip or old == new:
            continue
        nested = old if old is not None else new
        if isinstance(nested, Value) and not isinstance(nested, LocalText):
            yield from differences(old, new, prefix=prefix + _PREFIXES.get(name, f"{name}."))
        elif (before is not None and after is not None) or told(old) != told(new):
            yield _difference(prefix + name, old, new)


def position(old: int, new: int) -> Difference:
    """Return that an entry of a list has another place in it."""
    return Difference(POSITION, str(old + 1), str(new + 1))


def stage_pairs(before: Protocol, after: Protocol) -> tuple[Pair, ...]:
    """Return which stage of ``after`` is which of ``before``: by id, the rest in their order."""
    return paired(before.stages, after.stages, lambda stage: stage.id, in_order=True)


def is_related(before: Protocol, after: Protocol) -> bool:
    """Return whether one of the two is a variant of the other."""
    both_new = before.id != after.id and before.derived_from != after.derived_from
    return both_new and (after.derived_from == before.id or before.derived_from == after.id)


def outside(before: Protocol, after: Protocol) -> Iterator[Difference]:
    """Give the differences outside the stages.

    Id, title and parent are not among them where one protocol is a variant of the other: they are
    the name of the variant, not what it does.
    """
    lists = frozenset(name for name in Protocol.model_fields if isinstance(getattr(after, name), tuple))
    yield from differences(before, after, lists | (_NAMES if is_related(before, after) else frozenset()))
    for name in Protocol.model_fields:
        if name in lists and name != "stages" and getattr(before, name) != getattr(after, name):
            yield from _entries(name, getattr(before, name), getattr(after, name))


def _same(entry: Hashable) -> Hashable:
    return entry


_KEYS: dict[str, tuple[Callable[[Any], Hashable], ...]] = {
    "sources": (lambda source: source.id,),
    "readouts": (_same, lambda readout: readout.name),
    "disagreements": (_same, lambda entry: (entry.topic, entry.place)),
}


def _entries(name: str, before: tuple[Value, ...], after: tuple[Value, ...]) -> Iterator[Difference]:
    pairs = paired(before, after, *_KEYS.get(name, (_same,)), in_order=True)
    places = moved(pairs)
    for old, new in pairs:
        if new is None:
            assert old is not None
            yield _difference(f"{name}[{old + 1}]", _named(before[old]), None)
            continue
        field = f"{name}[{new + 1}]"
        if old is None:
            yield _difference(field, None, _named(after[new]))
        elif isinstance(after[new], LocalText) and before[old] != after[new]:
            yield _difference(field, before[old], after[new])
        else:
            yield from differences(before[old], after[new], prefix=f"{field}.")
        if old is not None and new in places:
            yield position(old, new)._replace(field=f"{field}.{POSITION}")


def _named(entry: Value) -> LocalText | str:
    match entry:
        case Source():
            return f"[{entry.id}] {entry.citation}"
        case Readout():
            return entry.name
        case Disagreement():
            return entry.review
        case _:
            return entry if isinstance(entry, LocalText) else _exactly(entry)
