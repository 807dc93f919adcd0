"""Line breaking for English and Chinese, by width.

Lines end at spaces and between Chinese characters; never between a number and its unit, never
before closing punctuation, never after an opening bracket. A word that is wider than its column
is broken after a dash or a slash, and only then anywhere.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from mscplanner.sheets.fonts import Face, face_for, printable, width_points

NO_START = frozenset("。，、：；！？）】》〉」』”’％…°)]},.:;!?%")
NO_END = frozenset("（【《〈「『“‘([{")
_NUMBER = re.compile(r"[(<>≥≤±~=×]*\d([\d.,:–-]*\d)?\Z")
_WORD_ENDS = re.compile("[ ，。：；、]")
_SIGNS = frozenset("≥≤=<>±×+~→")
_BEFORE_NUMBERS = ("page", "p.", "第")
_WHOLE = frozenset({"分钟", "小时"})
_WAYS_DOWN = 0.82

Measure = Callable[[str], float]


class Line(NamedTuple):
    """One line of text and the face that it is set in."""

    text: str
    face: Face


class Fitted(NamedTuple):
    """A text broken into lines that fit their column at ``size`` points."""

    lines: tuple[Line, ...]
    size: float


@lru_cache(maxsize=2048)
def _wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"


def _glued(text: str, space: int) -> bool:
    """Return whether the word before the space at ``space`` holds on to the word after it."""
    before, after = _WORD_ENDS.split(text[:space])[-1], text[space + 1 : space + 2]
    return (
        before in _SIGNS
        or after in _SIGNS
        or (after.isdigit() and before.endswith(_BEFORE_NUMBERS))
        or bool(_NUMBER.match(before))
    )


def _may_break(text: str, index: int) -> bool:
    before, after = text[index - 1], text[index]
    if after == " " or after in NO_START or before in NO_END:
        return False
    if before == " ":
        return not _glued(text, index - 1)
    if before + after in _WHOLE or (before.isdigit() and _wide(after)):
        return False
    return _wide(before) or _wide(after)


def chunks(text: str) -> tuple[str, ...]:
    """Return the parts of ``text`` that a line may hold whole; joined they are ``text`` again.

    Example:
        >>> chunks("Add 2 mL slowly")
        ('Add ', '2 mL ', 'slowly')
    """
    ends = [index for index in range(1, len(text)) if _may_break(text, index)]
    return tuple(text[start:end] for start, end in zip([0, *ends], [*ends, len(text)], strict=True) if end > start)


def _softer(chunk: str) -> list[str]:
    return re.findall(r"[^ –\-/]*[ –\-/]+[,.;:)\]]*|[^ –\-/]+", chunk)


def _letters(chunk: str) -> list[str]:
    closing = re.escape("".join(NO_START))
    return re.findall(rf"[^ ][{closing}]{{0,3}} *| +", chunk)


def _parts(text: str, measure: Measure, width: float) -> Iterator[tuple[str, int]]:
    """Yield the parts of ``text`` that fit ``width``, with how roughly each was broken: 0 to 2."""
    for chunk in chunks(text):
        if measure(chunk.rstrip()) <= width:
            yield chunk, 0
            continue
        for part in _softer(chunk):
            if measure(part.rstrip()) <= width:
                yield part, 1
            else:
                yield from ((letter, 2) for letter in _letters(part))


def break_lines(text: str, measure: Measure, width: float) -> tuple[tuple[str, ...], int]:
    """Return the lines of ``text`` and how roughly it was broken.

    Returns:
        The lines, and 0 (at spaces or between Chinese characters), 1 (after a dash or slash)
        or 2 (inside a word).
    """
    lines: list[str] = []
    current, roughest = "", 0
    for part, rough in _parts(text, measure, width):
        roughest = max(roughest, rough)
        if current and measure((current + part).rstrip()) > width:
            lines.append(current.rstrip())
            current = ""
        current += part
    if current.strip():
        lines.append(current.rstrip())
    return tuple(lines), roughest


@lru_cache(maxsize=8192)
def _paragraph(text: str, bold: bool, size: float, width: float) -> tuple[tuple[Line, ...], int]:
    face = face_for(text, bold)
    lines, rough = break_lines(text, lambda part: width_points(part, face, size), width)
    return tuple(Line(each, face) for each in lines), rough


def fit(texts: tuple[str, ...], bold: bool, size: float, smallest: float, width: float) -> Fitted:
    """Return ``texts``, a paragraph each, broken for a column of ``width`` points.

    A little smaller is tried before a word is broken at its dashes, and ``smallest`` before it
    is broken anywhere.
    """
    drawn = tuple(printable(text) for text in texts if text.strip())
    slightly = max(smallest, size * _WAYS_DOWN)
    steps = ((0, size), (0, slightly), (1, size), (1, slightly), (1, smallest), (2, smallest))
    lines: tuple[Line, ...] = ()
    for roughest, attempt in steps:
        broken = [_paragraph(text, bold, attempt, width) for text in drawn]
        lines = tuple(line for paragraph, _ in broken for line in paragraph)
        if all(rough <= roughest for _, rough in broken):
            return Fitted(lines, attempt)
    return Fitted(lines, smallest)
