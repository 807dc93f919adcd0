"""The two faces of the sheets, what they can print, and how wide it gets.

Noto Sans SC is embedded as a subset. Regular knows GBK, Bold GB2312; a text that Bold cannot
write is set in Regular as a whole.
"""

from functools import lru_cache
from typing import Any, Literal

from mscplanner.domain.places import resource_folder
from mscplanner.sheets.engine import load_font

Face = Literal["mscplanner-regular", "mscplanner-bold"]
REGULAR: Face = "mscplanner-regular"
BOLD: Face = "mscplanner-bold"
_FILES: dict[Face, str] = {REGULAR: "NotoSansSC-Regular.ttf", BOLD: "NotoSansSC-Bold.ttf"}


@lru_cache
def _loaded(face: Face) -> Any:
    return load_font(face, str(resource_folder() / "fonts" / _FILES[face]))


def load_faces() -> None:
    """Make both faces known to the PDF library; they are read from the disk once."""
    for face in _FILES:
        _loaded(face)


def face_data(face: Face) -> Any:
    """Return what the PDF library knows of a face: its file, its glyphs and its measures."""
    return _loaded(face)


def missing(text: str, face: Face = REGULAR) -> tuple[str, ...]:
    """Return the characters of ``text`` that ``face`` has no picture for, each once, in order."""
    known = _loaded(face).charToGlyph
    return tuple(dict.fromkeys(each for each in text if ord(each) not in known and each not in "\n\t"))


@lru_cache(maxsize=4096)
def printable(text: str) -> str:
    """Return ``text`` on one line, each character without a picture as ``[U+1F9EB]``."""
    known = _loaded(REGULAR).charToGlyph
    drawn = "".join(each if ord(each) in known or each in "\n\t" else f"[U+{ord(each):04X}]" for each in text)
    return " ".join(drawn.split())


@lru_cache(maxsize=4096)
def face_for(text: str, bold: bool) -> Face:
    """Return the face that ``text`` is set in."""
    return BOLD if bold and not missing(text, BOLD) else REGULAR


@lru_cache(maxsize=8192)
def width_points(text: str, face: Face, size: float) -> float:
    """Return how wide ``text`` is at ``size`` points."""
    widths = _loaded(face).charWidths
    fallback = _loaded(face).defaultWidth
    return float(sum(widths.get(ord(each), fallback) for each in text)) * size / 1000
