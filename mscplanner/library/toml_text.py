"""TOML from strangers: limits before parsing, and the line of every key after it."""

import re
from pathlib import Path
from typing import Any

import tomli

from mscplanner.domain.language import N_
from mscplanner.domain.message import message
from mscplanner.library.files import Problem, Unreadable, unreadable

Path_ = tuple[str | int, ...]
DEEPEST = 40
_MOST_DOTS = 1000
_LONGEST_NUMBER = re.compile(r"[0-9A-Fa-f_]{4000}")
_HEADER = re.compile(r"\s*(\[\[?)([^\[\]]+)\]\]?\s*(?:#.*)?")
_KEY = re.compile(r"\s*((?:[A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*')(?:\s*\.\s*(?:[A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*'))*)\s*=")
_TOKENS = re.compile(r"\"\"\"|'''|\"(?:[^\"\\]|\\.)*\"|'[^']*'|#.*|[\[\]{}]")


def parse(text: str, path: Path) -> dict[str, Any] | Unreadable:
    """Parse TOML, refusing what would take a parser minutes or gigabytes."""
    if any(line.count(".") > _MOST_DOTS for line in text.splitlines()) or _LONGEST_NUMBER.search(text):
        return unreadable(path, N_("holds a number or a key of absurd length; no protocol file does"))
    try:
        data = tomli.loads(text)
        return data if _depth(data) <= DEEPEST else unreadable(path, N_("is nested too deeply"))
    except tomli.TOMLDecodeError as fault:
        found = re.search(r"\(at line (\d+), column (\d+)\)", str(fault))
        line = int(found.group(1)) if found else len(text.splitlines())
        problem = Problem(line=line, key="", message=message(N_("is not TOML; check quotes and brackets there")))
        return Unreadable(name=path.name, problems=(problem,))
    except (ValueError, RecursionError):
        return unreadable(path, N_("is nested too deeply or holds an absurd number"))


def _depth(data: Any) -> int:
    deepest, pending = 0, [(data, 1)]
    while pending:
        each, depth = pending.pop()
        deepest = max(deepest, depth)
        if deepest > DEEPEST:
            return deepest
        if isinstance(each, dict):
            pending += [(value, depth + 1) for value in each.values()]
        elif isinstance(each, list):
            pending += [(value, depth + 1) for value in each]
    return deepest


def tuples(data: Any) -> Any:
    """Return parsed TOML with every list as a tuple, as frozen values want it."""
    if isinstance(data, dict):
        return {key: tuples(value) for key, value in data.items()}
    return tuple(tuples(value) for value in data) if isinstance(data, list) else data


def lines_of(text: str) -> dict[Path_, int]:
    """Return the line of every table and of every key that begins a line.

    Tables of an array are counted from 0, as in the parsed data. A key inside an inline table or
    an array stands on the line of the key that holds it.
    """
    lines: dict[Path_, int] = {(): 1}
    counts: dict[Path_, int] = {}
    table: Path_ = ()
    depth, quote = 0, ""
    for number, line in enumerate(text.splitlines(), start=1):
        if not depth and not quote:
            header, key = _HEADER.fullmatch(line), _KEY.match(line)
            if header:
                table = _table(_names(header.group(2)), header.group(1) == "[[", counts)
                lines.setdefault(table, number)
                continue
            if key:
                lines.setdefault((*table, *_names(key.group(1))), number)
        depth, quote = _carried(line, depth, quote)
    return lines


def _names(dotted: str) -> tuple[str, ...]:
    parts = re.findall(r"\"[^\"]*\"|'[^']*'|[^.\s]+", dotted)
    return tuple(part.strip("\"'") for part in parts)


def _table(names: tuple[str, ...], repeated: bool, counts: dict[Path_, int]) -> Path_:
    """Return the path of a table header: each array of tables on the way stands at its last entry."""
    path: Path_ = ()
    for at, name in enumerate(names):
        path = (*path, name)
        if repeated and at == len(names) - 1:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path


def _carried(line: str, depth: int, quote: str) -> tuple[int, str]:
    """Return the open brackets and the open multi-line quote at the end of ``line``."""
    at = 0
    while at < len(line):
        if quote:
            end = line.find(quote, at)
            if end < 0:
                return depth, quote
            at, quote = end + 3, ""
            continue
        token = _TOKENS.search(line, at)
        if token is None:
            break
        at = token.end()
        match token.group():
            case '"""' | "'''":
                quote = token.group()
            case "[" | "{":
                depth += 1
            case "]" | "}":
                depth -= 1
    return depth, quote


def line_at(place: Path_, lines: dict[Path_, int]) -> int:
    """Return the line of ``place``, or of the nearest thing around it."""
    while place not in lines:
        place = place[:-1]
    return lines[place]
