"""Stages whose source states no length: how long the lab plans them, which is never told as the source's."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from mscplanner.domain.finding import Edit, Finding, Fix, Place
from mscplanner.domain.grammar import DURATION, Misreading, read_quantity
from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.domain.protocol import Protocol, Stage
from mscplanner.domain.quantity import Quantity, format_number
from mscplanner.domain.run import LAST_DAY, Run, StageLength
from mscplanner.planning.misreadings import misread
from mscplanner.planning.plan import StageWindow
from mscplanner.planning.read_back import ReadBack
from mscplanner.planning.stage_rules import written_moment

FIELD = "length"
"""The field of a stage's length in an edit of a run."""


def length_place(stage_id: str) -> Place:
    """Return the place of the length that the lab plans for a stage."""
    return "run", "lengths", stage_id


def open_stages(protocol: Protocol) -> tuple[tuple[str, Stage], ...]:
    """Return the stages whose source states no length, each with its code: ``S1`` for the first stage."""
    return tuple((f"S{at}", stage) for at, stage in enumerate(protocol.stages, start=1) if stage.duration is None)


def with_length(run: Run, stage_id: str, typed: str) -> Run:
    """Return ``run`` with a length that the lab plans for a stage; an empty text takes it back."""
    lengths = {each.stage: each for each in run.lengths}
    if typed.strip():
        lengths[stage_id] = StageLength(stage=stage_id, length=typed.strip())
    else:
        lengths.pop(stage_id, None)
    order = [stage.id for stage in run.protocol.stages]
    found = sorted(lengths.values(), key=lambda each: order.index(each.stage) if each.stage in order else len(order))
    return run.model_copy(update={"lengths": tuple(found)})


def planned_protocol(run: Run) -> Protocol:
    """Return the protocol as ``run`` is dated by it: open stages have the length that the lab plans, if it can be read.

    Example: a stage of no duration lasts ``7 d`` in a run whose lab has typed that.
    """
    return run.protocol.model_copy(update={"stages": tuple(_planned(run, stage) for stage in run.protocol.stages)})


def _planned(run: Run, stage: Stage) -> Stage:
    typed = run.length(stage.id) if stage.duration is None else None
    if typed is None or isinstance(read_stage_length(typed), Misreading):
        return stage
    return stage.model_copy(update={"duration": typed})


def read_stage_length(typed: str) -> Quantity | Misreading:
    """Read the length of a stage: one length, as what slips is counted from its end.

    Example:
        >>> read_stage_length("7 d").base
        Decimal('168')
        >>> read_stage_length("7-9 d").code
        'E-QTY-RANGE'
    """
    return read_quantity(typed, DURATION)


def length_read_back(typed: str, window: StageWindow | None) -> ReadBack:
    """Return what a planned length was read as, and from when to when the stage lasts by it.

    Args:
        typed: As typed.
        window: Where the stage lies with it; None where that is not known.
    """
    if not typed:
        return ReadBack(text=message(N_("not stated: nothing after it is dated")))
    reading = read_stage_length(typed)
    if isinstance(reading, Misreading):
        return ReadBack(problem=reading)
    hours = _number(reading.base)
    if window is None:
        return ReadBack(text=message(N_("= {hours} h · lab setting"), hours=hours))
    told = N_("= {hours} h · {begin} to {end} · lab setting")
    begin, end = written_moment(window.start_hours), written_moment(window.start_hours + reading.base)
    return ReadBack(text=message(told, hours=hours, begin=begin, end=end))


def length_texts(run: Run) -> tuple[Message, ...]:
    """Return of each open stage how long it lasts, and that the lab decided it; () where there is none."""
    return tuple(_length_text(run, code, stage) for code, stage in open_stages(run.protocol))


def lab_lengths(run: Run, windows: Sequence[StageWindow], day: int = LAST_DAY) -> tuple[Message, ...]:
    """Return of each stage that has begun by ``D{day}`` and whose length is the lab's, that it is."""
    begun = {window.stage for window in windows if window.lab_length and window.start_day <= day}
    return tuple(_length_text(run, code, stage) for code, stage in open_stages(run.protocol) if stage.id in begun)


def _length_text(run: Run, code: str, stage: Stage) -> Message:
    reading = read_stage_length(run.length(stage.id) or "")
    if isinstance(reading, Misreading):
        return message(N_("{code}: not stated"), code=code)
    return message(N_("{code}: {length} (lab setting, not from the source)"), code=code, length=reading)


def _number(hours: Decimal) -> str:
    return format_number(round(hours, 2))


def check_lengths(run: Run, windows: Sequence[StageWindow]) -> Iterator[Finding]:
    """Find open stages without a length, lengths that cannot be read, and say of the others that they are the lab's."""
    by_id = {window.stage: window for window in windows}
    for code, stage in open_stages(run.protocol):
        typed = run.length(stage.id)
        if typed is None:
            yield _not_stated(stage)
            continue
        reading = read_stage_length(typed)
        if isinstance(reading, Misreading):
            yield misread(reading, length_place(stage.id), FIELD)
            continue
        yield Finding(
            code="W-LAB-LENGTH",
            severity="warning",
            place=length_place(stage.id),
            title=message(N_("{code} lasts {length} by a lab setting"), code=code, length=reading),
            reason=message(N_("The source states no length for {stage}."), stage=stage.title),
            way_on=message(N_("Keep it, or plan another length in the run.")),
        )
        if stage.id in by_id:
            yield from _over(run, by_id[stage.id])


def _not_stated(stage: Stage) -> Finding:
    edit = Edit(place=length_place(stage.id), field=FIELD, value="")
    return Finding(
        code="E-DURATION-NONE",
        severity="error",
        place=("stages", stage.id, "duration"),
        title=message(N_("{stage} has no duration"), stage=stage.title),
        reason=message(N_("The source states none; days after it cannot be dated.")),
        way_on=message(N_("Type the length that your lab plans for it; it stays a setting of the lab.")),
        fixes=(Fix(label=message(N_("Type Its Length…")), edit=edit),),
    )


def _over(run: Run, window: StageWindow) -> Iterator[Finding]:
    """Find a length that ends before the stage was fed last."""
    given = [each.day for each in run.happened if each.kind == "fed" and each.stage == window.stage]
    last = max(given, default=window.start_day)
    if last > window.end_day:
        yield Finding(
            code="W-LENGTH-OVER",
            severity="warning",
            place=length_place(window.stage),
            title=message(
                N_("{code}: fed on D{day}, planned up to D{end}"), code=window.code, day=last, end=window.ending_day
            ),
            reason=message(N_("What happened is kept; what follows is planned from D{end} on."), end=window.ending_day),
            way_on=message(N_("Plan a longer stage.")),
        )
