"""Work that a person has put on a day: which of it a schedule can keep, and what is said of it."""

from collections.abc import Callable, Mapping, Sequence

from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.domain.run import Pin, Run
from mscplanner.planning.media import Mixture
from mscplanner.planning.plan import MediumBatch, Serving, StageWindow, Task

Left = Callable[[Mapping[int, int]], Mapping[int, int]]


def is_same_work(one: Pin, other: Pin) -> bool:
    """Return whether two pins are about the same piece of work, on whatever days."""
    return _work(one) == _work(other)


def _work(pin: Pin) -> tuple[object, ...]:
    return pin.kind, pin.stage, pin.number, pin.arm or pin.medium, pin.reagent, pin.needed_day


def with_pin(run: Run, pin: Pin) -> Run:
    """Return ``run`` with a piece of work on the day of ``pin``, in place of an earlier pin of it."""
    return run.model_copy(update={"pins": (*without_pin(run, pin).pins, pin)})


def without_pin(run: Run, pin: Pin) -> Run:
    """Return ``run`` with a piece of work where the plan has it without any hand."""
    return run.model_copy(update={"pins": tuple(each for each in run.pins if not is_same_work(each, pin))})


def by_hand(pin: Pin) -> Message:
    """Return why work lies on its day: a person put it there."""
    return message(N_("by hand, {by}"), by=pin.by) if pin.by else message(N_("by hand"))


def moved_text(work: Message, from_day: int, reason: Message) -> Message:
    """Return ``work`` with the day that it was moved from, and why."""
    return message(N_("{feeding}; moved from D{day}: {reason}"), feeding=work, day=from_day, reason=reason)


def kept_fills(days: Mapping[int, int], pins: Sequence[Pin], begin: int, end: int, left: Left) -> dict[int, Pin]:
    """Return the pins of fills that a stage can keep, by the number of the fill.

    A fill stays within its stage, and between the fill before it and the one after it. The first
    fill of a stage is its beginning, and stays.

    Args:
        days: The day of each fill that is still to be given, or was, by its number.
        pins: In the order in which they were made; where two exclude each other, the earlier stays.
        begin: First day of the stage.
        end: Day after its last one.
        left: Returns the days of those fills that there still are where fills have days like these.
    """
    possible = [pin for pin in pins if pin.number in days and pin.number and begin < pin.day < end]
    if _fit(days, possible, left):
        return {pin.number: pin for pin in possible}
    kept: list[Pin] = []
    # A fill may have room only after one that comes later in the list has left its day.
    for _ in possible:
        more = next((pin for pin in possible if pin not in kept and _fit(days, [*kept, pin], left)), None)
        if more is None:
            break
        kept.append(more)
    return {pin.number: pin for pin in kept}


def _fit(days: Mapping[int, int], pins: Sequence[Pin], left: Left) -> bool:
    placed = left({**days, **{pin.number: pin.day for pin in pins}})
    return all(
        pin.number in placed
        and all(
            (number < pin.number) == (day < pin.day) and day != pin.day
            for number, day in placed.items()
            if number != pin.number
        )
        for pin in pins
    )


def fixed_makings(
    pins: Sequence[Pin], media: Sequence[Mixture], windows: Sequence[StageWindow]
) -> tuple[dict[int, int], ...]:
    """Return on which day each of ``media`` is made by hand, by a day of its use."""
    fixed: tuple[dict[int, int], ...] = tuple({} for _ in media)
    for pin in pins:
        use = first_use(pin, windows) if pin.kind == "make" else None
        for medium, days in zip(media, fixed, strict=True):
            if use is not None and _is_given(medium, pin, use):
                days[use] = pin.day
    return fixed


def _is_given(medium: Mixture, pin: Pin, use: int) -> bool:
    if pin.arm is None:
        return medium.code == pin.medium
    return any((fill.stage, fill.arm, fill.day) == (pin.stage, pin.arm, use) for fill in medium.fills)


def first_use(pin: Pin, windows: Sequence[StageWindow]) -> int | None:
    """Return the day of the first fill that a medium was made for when it was moved; None where it is not given."""
    window = next((window for window in windows if window.stage == pin.stage), None)
    found = dict(zip(window.fills, window.feeds, strict=True)) if window else {}
    return found.get(pin.number)


def fixed_thawings(pins: Sequence[Pin], reagent: str, days: Sequence[int]) -> dict[int, int]:
    """Return on which day a reagent is thawed by hand, by a day of its use.

    Where nothing is taken of it any more on the day that it was thawed for, it is for the first
    use from then on.
    """
    fixed: dict[int, int] = {}
    for pin in pins:
        if pin.kind == "thaw" and pin.reagent == reagent:
            later = (day for day in days if day >= pin.day)
            use = pin.needed_day if pin.needed_day in days else next(later, None)
            if use is not None:
                fixed.setdefault(use, pin.day)
    return fixed


def pin_for(day: int, task: Task, windows: Sequence[StageWindow], media: Sequence[MediumBatch]) -> Pin | None:
    """Return the pin that would keep a task on ``D{day}``, where it lies; None of work that never moves by itself.

    Args:
        day: The day of the task.
        task: Any task of a plan.
        windows: The stages of that plan.
        media: Its batches.
    """
    match task.kind:
        case "change-medium":
            return Pin(kind="fill", day=day, planned_day=day, stage=task.stage, number=task.fill)
        case "stage-task":
            return Pin(kind="task", day=day, planned_day=day, stage=task.stage, number=task.fill)
        case "dissolve" | "thaw" | "coat":
            return Pin(
                kind=task.kind,
                day=day,
                planned_day=day,
                stage=task.stage,
                reagent=task.reagent,
                needed_day=task.needed_day,
            )
        case "make-medium":
            return _making_pin(day, task, windows, media)
        case _:
            return None


def _making_pin(day: int, task: Task, windows: Sequence[StageWindow], media: Sequence[MediumBatch]) -> Pin | None:
    batch = next((batch for batch in media if batch.id == task.batch), None)
    first = batch.servings[0] if batch and batch.servings else None
    number = _number(first, windows) if first else None
    if batch is None or first is None or number is None:
        return None
    return Pin(
        kind="make", day=day, planned_day=day, stage=first.stage, number=number, medium=batch.code, arm=first.arm
    )


def _number(serving: Serving, windows: Sequence[StageWindow]) -> int | None:
    """Return which fill of its stage a serving is."""
    window = next((window for window in windows if window.stage == serving.stage), None)
    return dict(zip(window.feeds, window.fills, strict=True)).get(serving.day) if window else None


def held_pin(pins: Sequence[Pin], own: Pin, batch: MediumBatch | None, windows: Sequence[StageWindow]) -> Pin | None:
    """Return the pin that a person has made of a piece of work, whether the plan can keep it or not, or None.

    Args:
        pins: Those of the run.
        own: The pin that would keep the work where it lies, see ``pin_for``.
        batch: What is made, of a making.
        windows: The stages of the plan.
    """
    same = [pin for pin in pins if is_same_work(pin, own)]
    if own.kind == "make" and batch:
        # The batch may serve more fills by now than the one that it was made for first.
        same = [pin for pin in pins if pin.kind == "make" and _is_of(batch, pin, first_use(pin, windows))]
    if own.kind == "thaw":
        same = same or [pin for pin in pins if (pin.kind, pin.reagent, pin.day) == ("thaw", own.reagent, own.day)]
    if own.kind == "dissolve":
        same = [pin for pin in pins if (pin.kind, pin.reagent) == ("dissolve", own.reagent)]
    if own.kind == "coat":
        same = [pin for pin in pins if (pin.kind, pin.stage, pin.reagent) == ("coat", own.stage, own.reagent)]
    return next((pin for pin in same if pin.day == own.day), same[-1] if same else None)


def _is_of(batch: MediumBatch, pin: Pin, use: int | None) -> bool:
    if pin.arm is None:
        return batch.code == pin.medium and use in batch.feeds
    return any((each.stage, each.arm, each.day) == (pin.stage, pin.arm, use) for each in batch.servings)
