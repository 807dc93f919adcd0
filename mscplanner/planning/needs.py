"""What a run takes in all: stocks, basal media, powders and rinses."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from mscplanner.domain.local_text import LocalText
from mscplanner.domain.quantity import Quantity, legible
from mscplanner.domain.run import Run
from mscplanner.planning.media import ARMS, wells_on
from mscplanner.planning.plan import MediumBatch, Need, RecipeLine, StageWindow


class Use(NamedTuple):
    """What is taken of one thing on one day, in millilitres or grams.

    Attributes:
        completing: Whether it goes into what is completed on the day, and not into the batch itself.
    """

    day: int
    line: RecipeLine
    amount: Decimal
    batch: str
    completing: bool = False


def uses_of(media: Sequence[MediumBatch]) -> Iterator[Use]:
    """Give everything that goes out of a tube or a bottle: a dilution once, when it is made, with its diluent."""
    for batch in media:
        basal = next((line for line in batch.recipe if line.basal and line.add), None)
        contexts = [(batch.made_on_day, batch.recipe, batch.intermediates, False)]
        contexts += [(each.day, each.recipe, each.intermediates, True) for each in batch.completions]
        for day, lines, dilutions, completing in contexts:
            for line in lines:
                if line.add is not None and not line.base and not line.intermediate:
                    yield Use(day, line, line.add.base, batch.id, completing)
            for made in dilutions:
                tube = next((line for line in lines if line.key == made.reagent), None)
                if tube and not made.source:
                    yield Use(day, tube, made.take.base, batch.id, completing)
                if basal:
                    yield Use(day, basal, made.diluent_volume.base, batch.id, completing)


def uses_left(run: Run, media: Sequence[MediumBatch]) -> Iterator[Use]:
    """Give what is still to be taken: neither for batches that were made, nor for what was given to the wells."""
    made = made_already(run, media)
    given = {(each.stage, each.day) for each in run.happened if each.kind == "fed"}
    stages = {batch.id: batch.stage for batch in media}
    for use in uses_of(media):
        done = (stages[use.batch], use.day) in given if use.completing else use.batch in made
        if not done:
            yield use


def made_already(run: Run, media: Sequence[MediumBatch]) -> frozenset[str]:
    """Return the ids of the batches that were made, as it happened."""
    # A batch that is planned anew may have the number of one that is no longer used: the day tells them apart.
    made = {(each.batch.rpartition("-")[0], each.day) for each in run.happened if each.kind == "made"}
    return frozenset(batch.id for batch in media if (batch.code, batch.made_on_day) in made)


def needs_of(
    run: Run, media: Sequence[MediumBatch], windows: Sequence[StageWindow], well_volume: Quantity
) -> tuple[Need, ...]:
    """Return what the run still takes, basal media first, with the days of the first and the last use.

    What has been made, given or rinsed by now, as it happened, is not needed any more.

    Args:
        run: Gives the rinses, and what happened so far.
        media: Their recipes are added up; a volume that is not known counts for nothing.
        windows: Where the stages lie.
        well_volume: Medium in one well.
    """
    totals: dict[tuple[str, ...], Need] = {}
    for use in uses_left(run, media):
        line = use.line
        strength = line.tube
        key = (line.reagent, str(line.basal), str(line.powder), str(strength), line.lot)
        unit = "g" if line.powder else "mL"
        need = totals.get(key) or Need(
            reagent=line.reagent,
            name=line.name,
            label=line.label,
            basal=line.basal,
            stock=strength,
            amount=Quantity(value=Decimal(0), unit=unit),
            first_day=use.day,
            last_day=use.day,
            powder=line.powder,
            lot=line.lot,
        )
        totals[key] = need.model_copy(
            update={
                "amount": Quantity(value=need.amount.value + use.amount, unit=unit),
                "first_day": min(need.first_day, use.day),
                "last_day": max(need.last_day, use.day),
            }
        )
    found = sorted(totals.values(), key=lambda need: (not need.basal, need.reagent, need.first_day))
    rinse = _rinse(run, windows, well_volume)
    every = (*found, *((rinse,) if rinse else ()))
    return tuple(need.model_copy(update={"amount": legible(need.amount)}) for need in every)


def _rinse(run: Run, windows: Sequence[StageWindow], well_volume: Quantity) -> Need | None:
    """Return what the vessels are rinsed with, or None where they are not."""
    settings = run.lab.settings
    taken: dict[int, Decimal] = {}
    each = well_volume.base * settings.rinse_percent / 100
    given = {(each.stage, each.day) for each in run.happened if each.kind == "fed"}
    for window in windows:
        for at, day in enumerate(window.feeds):
            if (window.stage, day) in given:
                continue
            times = settings.rinses_at_change if at else settings.rinses_at_start
            wells = sum(wells_on(run, arm, day) for arm in ARMS)
            if times * wells * each:
                taken[day] = taken.get(day, Decimal(0)) + times * wells * each
    if not taken:
        return None
    buffer = run.lab.catalogue.reagent(settings.rinse_buffer)
    name = buffer.name if buffer else LocalText(plain=settings.rinse_buffer)
    return Need(
        reagent=settings.rinse_buffer,
        name=name,
        label=buffer.label if buffer else name,
        basal=False,
        stock=None,
        amount=Quantity(value=sum(taken.values(), Decimal(0)), unit="mL"),
        first_day=min(taken),
        last_day=max(taken),
        rinse=True,
    )
