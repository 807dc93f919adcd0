"""The batches of a run along its days: a row for each medium, a bar from making to use-by."""

from typing import NamedTuple

from mscplanner.domain.language import N_
from mscplanner.domain.message import write_computed, write_date
from mscplanner.gui.wording import Wording
from mscplanner.planning.plan import MediumBatch, Plan


class Bar(NamedTuple):
    """One batch.

    Attributes:
        lane: Line in its row, from 0: batches of one medium may be in date together.
        first: Day on which it is made; ``last`` the last one on which it may be used.
    """

    batch: MediumBatch
    lane: int

    @property
    def first(self) -> int:
        """Day on which it is made."""
        return self.batch.made_on_day

    @property
    def last(self) -> int:
        """Last day on which it may be used."""
        return self.batch.use_by_day


class MediumRow(NamedTuple):
    """The batches of one medium.

    Attributes:
        stage_at: Number of its stage, from 0, for its colour; None of a medium for control vessels.
        lanes: How many lines its batches take.
    """

    code: str
    stage_at: int | None
    bars: tuple[Bar, ...]
    lanes: int


def medium_rows(plan: Plan) -> tuple[MediumRow, ...]:
    """Return a row for each medium of ``plan``, in its order."""
    codes = {window.code: at for at, window in enumerate(plan.stages)}
    rows = []
    for code in dict.fromkeys(batch.code for batch in plan.media):
        bars = _bars([batch for batch in plan.media if batch.code == code])
        lanes = max(bar.lane for bar in bars) + 1
        rows.append(MediumRow(code, codes.get(code), bars, lanes))
    return tuple(rows)


def _bars(batches: list[MediumBatch]) -> tuple[Bar, ...]:
    """Return bars that do not lie on each other: each in the first line that is free by its day."""
    free: list[int] = []
    bars = []
    for batch in sorted(batches, key=lambda each: each.made_on_day):
        lane = next((at for at, day in enumerate(free) if day < batch.made_on_day), len(free))
        free[lane : lane + 1] = [batch.use_by_day]
        bars.append(Bar(batch, lane))
    return tuple(bars)


def span_of(plan: Plan) -> tuple[int, int]:
    """Return the first day with work and the last one of the run; bars that go on beyond it are cut there."""
    numbers = [day.number for day in (*plan.preceding, *plan.days)] + [batch.made_on_day for batch in plan.media]
    return min(numbers, default=0), max(numbers, default=0)


def bar_words(batch: MediumBatch, wording: Wording) -> str:
    """Return everything that a bar shows, in words."""
    words = [
        batch.id,
        wording.text(N_("made on D{day}"), day=batch.made_on_day),
        write_computed(batch.volume),
        wording.text(N_("used on {days}"), days=_days(batch.feeds)),
    ]
    if batch.completions:
        completed = tuple(each.day for each in batch.completions)
        words.append(wording.text(N_("completed on {days}"), days=_days(completed)))
    until = write_date(batch.use_by, wording.language)
    words.append(wording.text(N_("use by D{day}, {date}"), day=batch.use_by_day, date=until))
    return ", ".join(words)


def _days(days: tuple[int, ...]) -> str:
    return ", ".join(f"D{day}" for day in days)
