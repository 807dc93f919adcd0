"""What a dose, a stock or a volume leads to in the media of a run, told while somebody types it.

The answer comes out of the plan itself, made with the typed text: what is read back is what
will be planned, diluted and pipetted.
"""

from collections.abc import Iterator
from typing import NamedTuple

from mscplanner.domain.finding import Edit
from mscplanner.domain.grammar import VOLUME, Misreading, read_quantity
from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.domain.quantity import Quantity, legible, rounded, signed_percent, volume
from mscplanner.domain.run import Run
from mscplanner.domain.stockroom import stock_form
from mscplanner.planning.dilution import both_ways
from mscplanner.planning.edits import NoSuchPlace, edit_protocol, with_strength
from mscplanner.planning.media import ARMS, wells_on
from mscplanner.planning.plan import Completion, MediumBatch, RecipeLine
from mscplanner.planning.planner import media_of, windows_of
from mscplanner.planning.read_back import ReadBack
from mscplanner.planning.run_checks import well_volume


class Spot(NamedTuple):
    """A line of a recipe: the batch or completion it stands in, and its key there."""

    where: str
    key: str


def read_dose(run: Run, stage: str, spot: Spot, text: str) -> ReadBack:
    """Return what a final concentration was read as, and what it leads to in a recipe.

    Args:
        run: Planned with the typed text in the place of its own.
        stage: Id of the stage whose addition it is.
        spot: The line that is told.
        text: As typed.
    """
    reading = read_quantity(text)
    if isinstance(reading, Misreading):
        return ReadBack(problem=reading)
    reagent = run.lab.catalogue.reagent(spot.key.split("#")[0])
    shown = both_ways(legible(reading), reagent) or message("{amount}", amount=legible(reading))
    edit = Edit(place=("stages", stage, "additions", spot.key), field="final", value=text.strip())
    try:
        trial = run.model_copy(update={"protocol": edit_protocol(run.protocol, edit, run.lab)})
    except NoSuchPlace:
        return ReadBack(text=message("= {shown}", shown=shown))
    return ReadBack(text=_led_to(trial, spot, shown))


def read_strength(run: Run, reagent: str, from_day: int, spot: Spot | None, text: str) -> ReadBack:
    """Return what the strength of a stock was read as, and what it leads to in a recipe.

    Args:
        run: Planned with the typed text in the place of its own.
        reagent: Whose stock it is.
        from_day: Day from which on the stock is used.
        spot: The line that is told; None takes the first one that is made with the stock.
        text: As typed.
    """
    form = stock_form(text)
    shown = message(N_("neat liquid")) if form == "neat" else message(N_("powder, weighed in"))
    if form == "solution":
        reading = read_quantity(text)
        if isinstance(reading, Misreading):
            return ReadBack(problem=reading)
        shown = message("{amount}", amount=legible(reading))
    trial = with_strength(run, reagent, text.strip(), from_day)
    return ReadBack(text=_led_to(trial, spot or _first_spot(trial, reagent, from_day), shown))


def read_well_volume(run: Run, text: str) -> ReadBack:
    """Return what the medium in a well was read as, and what all wells of the run take of it on a day.

    Args:
        run: Gives the vessels, and the usual volume where ``text`` is empty.
        text: As typed.
    """
    reading = read_quantity(text, VOLUME) if text else None
    if isinstance(reading, Misreading):
        return ReadBack(problem=reading)
    each = reading or well_volume(run.model_copy(update={"well_volume": None}))
    if each is None:
        return ReadBack(text=message(N_("not stated")))
    wells = sum(wells_on(run, arm, 0) for arm in ARMS)
    told = N_("= {each} × {wells} = {total}") if text else N_("= {each} × {wells} = {total}, usual for this vessel")
    counted = message(N_("1 well")) if wells == 1 else message(N_("{count} wells"), count=wells)
    return ReadBack(text=message(told, each=legible(each), wells=counted, total=legible(volume(each.base * wells))))


def read_dead_volume(run: Run, text: str) -> ReadBack:
    """Return what the dead volume was read as; empty text takes the lab setting."""
    reading = read_quantity(text, VOLUME) if text else None
    if isinstance(reading, Misreading):
        return ReadBack(problem=reading)
    usual = run.lab.settings.dead_volume
    if reading:
        return ReadBack(text=message(N_("= {amount} more in each making"), amount=legible(reading)))
    if usual is None:
        return ReadBack(text=message(N_("= none (lab setting)")))
    return ReadBack(text=message(N_("= {amount} (lab setting)"), amount=legible(usual)))


def told_line(line: RecipeLine, total: Quantity, run: Run, shown: Message | None = None) -> Message:
    """Return what a line of a recipe comes to, in one sentence.

    Args:
        line: The line.
        total: The volume that it goes into.
        run: Gives the lab.
        shown: What was typed, as it was read; None takes the final concentration.
    """
    if shown is None:
        final = legible(line.final) if line.final else None
        reagent = run.lab.catalogue.reagent(line.key.split("#")[0])
        twin = both_ways(final, reagent) if final else None
        shown = twin or (message("{amount}", amount=final) if final else message(N_("not stated")))
    if line.add is None:
        return _unknown(line, shown)
    figures: dict[str, Message | Quantity | str] = {"shown": shown, "add": line.add, "total": rounded(total, 4)}
    if line.intermediate:
        figures |= {"code": line.intermediate, "strength": line.stock or "—"}
    if _too_little(line, run):
        figures["add"] = legible(rounded(line.exact or line.add))
        told = N_("= {shown} · {add} in {total}: too little for a pipette")
        return message(
            N_("= {shown} · {add} in {total}: too little for the balance") if line.powder else told, **figures
        )
    if line.achieved is None or line.error_percent is None:
        return message(N_("= {shown} · {add} in {total}"), **figures)
    figures |= {"achieved": legible(line.achieved), "error": signed_percent(line.error_percent)}
    if line.intermediate:
        return message(N_("= {shown} · {add} of {code} ({strength}) in {total} · gives {achieved}, {error}"), **figures)
    return message(N_("= {shown} · {add} in {total} · gives {achieved}, {error}"), **figures)


def _too_little(line: RecipeLine, run: Run) -> bool:
    settings = run.lab.settings
    least = settings.smallest_mass if line.powder else settings.smallest_volume
    return bool(line.add and line.add.base < least.base)


def _unknown(line: RecipeLine, shown: Message) -> Message:
    """Return why the volume of a line is not known."""
    if line.final is None:
        return message(N_("= {shown} · the final concentration is not stated"), shown=shown)
    if line.powder:
        return message(N_("= {shown} · {final} is not known as a mass"), shown=shown, final=line.final)
    if line.tube is None:
        return message(N_("= {shown} · no stock is known"), shown=shown)
    if line.final.kind == line.tube.kind and line.final.base > line.tube.base:
        return message(
            N_("= {shown} · the final concentration is above the stock: {final}, stock {stock}"),
            shown=shown,
            final=line.final,
            stock=line.tube,
        )
    return message(
        N_("= {shown} · cannot be made: final concentration {final}, stock {stock}"),
        shown=shown,
        final=line.final,
        stock=line.tube,
    )


def _made(media: tuple[MediumBatch, ...]) -> Iterator[MediumBatch | Completion]:
    for batch in media:
        yield batch
        yield from batch.completions


def _led_to(trial: Run, spot: Spot | None, shown: Message) -> Message:
    for made in _made(media_of(trial, windows_of(trial))) if spot else ():
        for line in made.recipe if spot and made.id == spot.where else ():
            if spot and line.key == spot.key:
                return told_line(line, made.volume, trial, shown)
    return message("= {shown}", shown=shown)


def _first_spot(run: Run, reagent: str, from_day: int) -> Spot | None:
    for batch in media_of(run, windows_of(run)):
        for made in _made((batch,)) if batch.feeds[0] >= from_day else ():
            key = next((line.key for line in made.recipe if line.reagent == reagent), None)
            if key is not None:
                return Spot(made.id, key)
    return None
