"""What cards show of protocols: plain values, so that they are made before any widget."""

from collections.abc import Mapping
from typing import NamedTuple

from mscplanner.domain.local_text import LocalText


class Segment(NamedTuple):
    """One stage: its code, its first day, and the day it ends (None: length not stated)."""

    code: str
    start_day: int | None
    end_day: int | None


class Card(NamedTuple):
    """What a card shows of one protocol."""

    protocol_id: str
    title: LocalText
    cell_source: LocalText | None
    stages: int
    days: int | None
    segments: tuple[Segment, ...]
    counts: Mapping[str, int]
