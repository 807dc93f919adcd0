"""What a field understood of the text in it, told back while somebody types.

The read-back is the double check of a number: the person sees the amount that the program
took, and the volume it leads to, before anything is made of it.
"""

import re
from collections.abc import Sequence
from decimal import Decimal

from mscplanner.domain.grammar import NO_CHANGE, Misreading, read_change, read_duration, read_quantity
from mscplanner.domain.lab import Lab
from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, computed, message
from mscplanner.domain.protocol import Addition, Stage
from mscplanner.domain.quantity import Quantity, format_number, legible, rounded, volume
from mscplanner.domain.reagent import Catalogue
from mscplanner.domain.run import Stock
from mscplanner.domain.value import LateValue
from mscplanner.planning.dilution import both_ways
from mscplanner.planning.parts import Part, parts_of
from mscplanner.planning.recipes import addition_lines

READ_BACK_TOTAL = volume(10)
"""The volume of medium that a read-back counts with."""
_NUMBER = re.compile(r"([^0-9]*)(1\s?:\s?)?([0-9]{1,12}(?:\.[0-9]{1,12})?)(?![0-9])")


class ReadBack(LateValue):
    """What was understood, or why nothing was.

    Attributes:
        text: What was understood; None where the text cannot be read.
        problem: Why it cannot be read, with the likely readings.
    """

    text: Message | None = None
    problem: Misreading | None = None


def read_final(text: str, reagent: str, stage: Stage, lab: Lab, stocks: Sequence[Stock] = ()) -> ReadBack:
    """Return what a final concentration was read as, and the volume it takes in 10 mL.

    Args:
        text: As typed.
        reagent: Name of the reagent, as typed.
        stage: Its basal medium thins what is too little for a pipette.
        lab: Gives the stock where ``stocks`` has none, and the pipettes.
        stocks: Stocks that the lab has confirmed.
    """
    reading = read_quantity(text)
    if isinstance(reading, Misreading):
        return ReadBack(problem=reading)
    trial = stage.model_copy(update={"additions": (Addition(reagent=reagent, final=text),)})
    part = parts_of(trial, lab, stocks)[0]
    return ReadBack(text=_understood(part, legible(reading), trial, lab))


def _understood(part: Part, final: Quantity, stage: Stage, lab: Lab) -> Message:
    # A molar dose stands beside its mass, so that ng/mL typed for nM is seen.
    shown = both_ways(final, part.reagent) or final
    if isinstance(part.share, Decimal) and part.share <= 1:
        return _volume(part, part.share, final, shown, stage, lab)
    if part.stock is None:
        return message(N_("= {final} · no stock is known"), final=shown)
    if isinstance(part.share, Decimal):
        return message(N_("= {final} · above the stock, {stock}"), final=shown, stock=part.stock)
    return message(N_("= {final} · cannot be compared with the stock, {stock}"), final=shown, stock=part.stock)


def _volume(part: Part, share: Decimal, final: Quantity, shown: Message | Quantity, stage: Stage, lab: Lab) -> Message:
    (line,), thinned = addition_lines(stage, (part,), READ_BACK_TOTAL, lab)
    add = line.add or computed(volume(share * READ_BACK_TOTAL.base))
    if thinned:
        text = N_("= {final} · {add} of a dilution of {strength} in {total}")
        return message(text, final=shown, add=add, strength=thinned[0].strength, total=READ_BACK_TOTAL)
    if final.kind == "dilution":
        return message(N_("= {final} · {add} in {total}"), final=shown, add=add, total=READ_BACK_TOTAL)
    parts = rounded(Quantity(value=1 / share, unit="1:n"))
    text = N_("= {final} · {add} in {total} · {parts}")
    return message(text, final=shown, add=add, total=READ_BACK_TOTAL, parts=parts)


def read_length(text: str, begin_hours: Decimal | None) -> ReadBack:
    """Return what the duration of a stage was read as.

    Args:
        text: As typed.
        begin_hours: Hours from D0 to the start of the stage; None where that is not known.
    """
    reading = read_duration(text)
    if isinstance(reading, Misreading):
        return ReadBack(problem=reading)
    shortest = reading.shortest_hours
    if reading.longest_hours != shortest:
        return ReadBack(
            text=message(
                N_("= {low} h to {high} h · planned with {low} h"),
                low=format_number(shortest),
                high=format_number(reading.longest_hours),
            )
        )
    if begin_hours is None or shortest % 24 or begin_hours % 24:
        return ReadBack(text=message(N_("= {hours} h"), hours=format_number(shortest)))
    begin = int(begin_hours / 24)
    return ReadBack(
        text=message(
            N_("= {hours} h · D{begin} to D{end}"),
            hours=format_number(shortest),
            begin=begin,
            end=begin + int(shortest / 24),
        )
    )


def read_rule(text: str) -> ReadBack:
    """Return what a medium-change rule was read as."""
    rule = read_change(text)
    if isinstance(rule, Misreading):
        return ReadBack(problem=rule)
    if rule == NO_CHANGE:
        return ReadBack(text=message(N_("= one fill, no medium change")))
    return ReadBack(text=message(N_("= fresh medium every {days} d"), days=rule))


def read_name(text: str, catalogue: Catalogue) -> ReadBack:
    """Return which reagent a name was read as; a name that no catalogue knows is kept, too."""
    found = catalogue.find(text)
    if found is None:
        return ReadBack(text=message(N_("not in the catalogue: kept as typed")))
    if found.misnomer:
        return ReadBack(text=message(N_("read as {name}, but that is not its name"), name=found.reagent.name))
    return ReadBack(text=message(N_("= {name}"), name=found.reagent.name))


def stepped(text: str, steps: int) -> str:
    """Return ``text`` with the last digit of its number changed by ``steps``; never down to zero.

    Example:
        >>> stepped("0.5 mmol/L", 1)
        '0.6 mmol/L'
        >>> stepped("1:1000", -1)
        '1:999'
        >>> stepped("1 d", -1)
        '1 d'
    """
    found = _NUMBER.match(text)
    if found is None:
        return text
    number = Decimal(found.group(3))
    exponent = number.as_tuple().exponent
    moved = number + Decimal(steps).scaleb(exponent if isinstance(exponent, int) else 0)
    if moved <= 0:
        return text
    return f"{text[: found.start(3)]}{moved:f}{text[found.end() :]}"
