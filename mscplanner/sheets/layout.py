"""Sections on pages: shrink first, then go on to the next page; a row is never split."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from mscplanner.sheets.blocks import Block, Section

_GAP = Block(1.3, 2.6, lambda pen, top, height: None)


@dataclass(frozen=True)
class Page:
    """The blocks of a page with their upper edges and heights."""

    blocks: tuple[tuple[Block, float, float], ...]


class _Filling:
    """Pages while they are being filled, at the least heights."""

    def __init__(self, room: float, sign_off: float) -> None:
        self.room, self.sign_off = room, sign_off
        self.pages: list[list[Block]] = [[]]
        self.used = 0.0

    @property
    def empty(self) -> bool:
        return not self.pages[-1]

    def fits(self, height: float) -> bool:
        return self.used + height <= self.room + 1e-6

    def new_page(self) -> None:
        self.pages.append([])
        self.used = 0.0

    def add(self, *blocks: Block) -> None:
        self.pages[-1] += blocks
        self.used += sum(block.minimum for block in blocks)


def _lead(section: Section, again: bool, done: int = 0) -> list[Block]:
    bar = section.again if again and section.again else section.bar
    carried = section.carried(done) if again and section.carried else None
    return [block for block in (bar, section.head, carried) if block]


def _height(section: Section) -> float:
    return sum(block.minimum for block in (*_lead(section, again=False), *section.rows))


def _group(sections: Sequence[Section], index: int) -> float:
    """Return the least height of what starts at ``index`` and must not be torn apart, or 0."""
    if not sections[index].together:
        return 0.0
    height = _height(sections[index])
    while sections[index].with_next and index + 1 < len(sections):
        index += 1
        height += _GAP.minimum + _height(sections[index])
    return height


def _kept(filling: _Filling, sections: Sequence[Section], index: int) -> float:
    """Return the least height that stays in one piece: the group, or the section alone where no page holds both."""
    group = _group(sections, index) + (filling.sign_off if _reaches_end(sections, index) else 0.0)
    alone = _height(sections[index]) if sections[index].together else 0.0
    return next((each for each in (group, alone) if each <= filling.room), 0.0)


def _place(filling: _Filling, section: Section, last: bool) -> None:
    for index, row in enumerate(section.rows):
        reserved = filling.sign_off if last and index + 1 == len(section.rows) else 0.0
        lead = _lead(section, again=False) if index == 0 else []
        needed = sum(block.minimum for block in (*lead, row)) + reserved
        if not filling.fits(needed) and not filling.empty:
            filling.new_page()
            lead = _lead(section, again=index > 0, done=index)
        filling.add(*lead, row)


def _stretched(blocks: list[Block], top: float, room: float) -> Page:
    """Give the room that is left to the blocks that can take it."""
    extra = room - sum(block.minimum for block in blocks)
    growing: list[float] = [min(block.maximum, 1e3) - block.minimum if block.maximum < inf else 0.0 for block in blocks]
    share = min(1.0, extra / sum(growing)) if extra > 0 and any(growing) else 0.0
    heights = [block.minimum + share * grow for block, grow in zip(blocks, growing, strict=True)]
    endless = [index for index, block in enumerate(blocks) if block.maximum == inf]
    rest = room - sum(heights)
    if endless and rest > 0:
        heights[endless[-1]] += rest
    placed, y = [], top
    for block, height in zip(blocks, heights, strict=True):
        placed.append((block, y, height))
        y += height
    return Page(tuple(placed))


def pages(sections: Sequence[Section], top: float, bottom: float, sign_off: Block) -> tuple[Page, ...]:
    """Return the pages of a sheet; the last one ends with ``sign_off``.

    Args:
        sections: What stands on it, in order.
        top: Where a page starts, in millimetres.
        bottom: Where it ends.
        sign_off: Drawn at the foot of the last page.
    """
    filling = _Filling(bottom - top, sign_off.minimum + _GAP.minimum)
    for index, section in enumerate(sections):
        last = index + 1 == len(sections)
        if not filling.empty and filling.fits(_GAP.minimum):
            filling.add(_GAP)
        if not filling.empty and not filling.fits(_kept(filling, sections, index)):
            filling.new_page()
        _place(filling, section, last)
    if not filling.fits(filling.sign_off):
        filling.new_page()
    done = [_stretched(blocks, top, bottom - top) for blocks in filling.pages[:-1]]
    room = bottom - top - filling.sign_off
    final = _stretched(filling.pages[-1], top, room)
    signed = (sign_off, bottom - sign_off.minimum, sign_off.minimum)
    return (*done, Page((*final.blocks, signed)))


def _reaches_end(sections: Sequence[Section], index: int) -> bool:
    while sections[index].together and sections[index].with_next and index + 1 < len(sections):
        index += 1
    return sections[index].together and index + 1 == len(sections)
