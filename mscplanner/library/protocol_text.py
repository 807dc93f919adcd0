"""The text of a protocol file: the layout and the order of keys that the bundled files have."""

import json
import re
from collections.abc import Iterator
from typing import Any

from mscplanner.domain.local_text import LocalText
from mscplanner.domain.protocol import Disagreement, Protocol, Readout, Stage, StageMedium
from mscplanner.domain.value import Value

FORMAT, NEWEST = "mscplanner-protocol", 1

# Where a file's order of keys is not that of the value; what is not named here follows in the value's order.
_ORDER: dict[type[Value], tuple[str, ...]] = {
    Stage: (
        "id",
        "title",
        "duration",
        "printed_duration",
        "change",
        "longest_gap",
        "move",
        "skip",
        "half",
        "procedure",
    ),
    StageMedium: ("printed", "basal"),
}
# Written although it is what is taken without it: a reader should not have to know.
_ALWAYS = {(Readout, "destructive"), (Disagreement, "place"), (Disagreement, "severity")}
_LONGEST_LIST = 120
# What reads a file refuses a line with a thousand dots or four thousand hexadecimal digits before it is parsed.
_MOST_DOTS = 200
_DIGITS = re.compile(r"[0-9A-Fa-f_]{1000}")
_LINE_ENDS = {0x2028: "\\u2028", 0x2029: "\\u2029"}


def format_protocol(protocol: Protocol) -> str:
    """Return ``protocol`` as the text of a file of format 1, which reads as the same protocol.

    What is not there, and what is taken anyway where nothing is written, is left out.
    """
    return "\n".join([f'format = "{FORMAT}/{NEWEST}"', *_table(protocol, "")]) + "\n"


def _table(value: Value, path: str) -> Iterator[str]:
    """Give the lines of a table: its keys, then the tables inside it."""
    inside: list[tuple[str, Any]] = []
    for name in _keys(type(value)):
        part = getattr(value, name)
        if part == type(value).model_fields[name].default and (type(value), name) not in _ALWAYS:
            continue
        if _is_table(part) or (isinstance(part, tuple) and part and _is_table(part[0])):
            inside.append((f"{path}{name}", part))
        else:
            yield f"{name} = {_written(part, len(name))}"
    for header, part in inside:
        for entry in part if isinstance(part, tuple) else (part,):
            yield ""
            yield f"[[{header}]]" if isinstance(part, tuple) else f"[{header}]"
            yield from _table(entry, f"{header}.")


def _keys(model: type[Value]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*_ORDER.get(model, ()), *model.model_fields)))


def _is_table(part: Any) -> bool:
    return isinstance(part, Value) and not isinstance(part, LocalText)


def _written(part: Any, indent: int = 0) -> str:
    match part:
        case bool():
            return "true" if part else "false"
        case int():
            return str(part)
        case LocalText():
            return _local_text(part)
        case tuple():
            return _list(part, indent)
        case _:
            return _text(str(part))


def _local_text(text: LocalText) -> str:
    if text.plain is not None and text.en is None and text.zh is None:
        return _text(text.plain)
    there = ((name, getattr(text, name)) for name in LocalText.model_fields)
    parts = ", ".join(f"{name} = {_text(written)}" for name, written in there if written is not None)
    return f"{{ {parts} }}" if parts else "{}"


def _list(parts: tuple[Any, ...], indent: int) -> str:
    written = [_written(part) for part in parts]
    on_one_line = f"[{', '.join(written)}]"
    if not any(isinstance(part, LocalText) for part in parts) and indent + len(on_one_line) + 3 <= _LONGEST_LIST:
        return on_one_line
    return "\n".join(["[", *(f"  {each}," for each in written), "]"])


def _text(text: str) -> str:
    # A JSON string of visible characters is a TOML string: same quotes, same escapes.
    written = json.dumps(text, ensure_ascii=False).translate(_LINE_ENDS)
    if written.count(".") > _MOST_DOTS:
        written = written.replace(".", "\\u002E")
    return _DIGITS.sub(lambda run: f"\\u{ord(run.group()[0]):04X}{run.group()[1:]}", written)
