"""The checks of doses: kind, stock, volume, plausible range, solubility, and names."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from mscplanner.domain.finding import Edit, Finding, Fix, Place
from mscplanner.domain.grammar import Misreading, kind_name, read_quantity
from mscplanner.domain.lab import Lab
from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, computed, message
from mscplanner.domain.protocol import Protocol, Stage
from mscplanner.domain.quantity import Quantity, format_quantity
from mscplanner.domain.reagent import Fact
from mscplanner.domain.run import Stock
from mscplanner.planning.dilution import NoBridge, in_kind, ratio
from mscplanner.planning.misreadings import misread
from mscplanner.planning.recipes import Part, parts_of

KNOWN_AS = {
    "page": N_("read on a page: {source}"),
    "secondary": N_("from a secondary page, not confirmed"),
    "review": N_("printed in Table 1 of the review"),
    "knowledge": N_("general bench knowledge, no page behind it"),
    "derived": N_("worked out from a cited figure"),
    "lab": N_("the lab's own figure"),
}


def known_as(fact: Fact) -> Message:
    """Return how well a fact is known, as a text."""
    return message(KNOWN_AS[fact.known], source=fact.source or "—")


def check_doses(protocol: Protocol, lab: Lab, stocks: Sequence[Stock]) -> Iterator[Finding]:
    """Check every addition of every stage, and what the additions of a stage add up to."""
    for stage in protocol.stages:
        parts = parts_of(stage, lab, stocks)
        for part in parts:
            place = ("stages", stage.id, "additions", part.key)
            yield from check_name(part, place)
            yield from check_amount(part, place)
            yield from check_stock(part, place)
            yield from check_dose(part, place)
            yield from check_reading(part, place)
        yield from check_volume(stage, parts)


def check_name(part: Part, place: Place) -> Iterator[Finding]:
    """Find names that no catalogue knows, and names that are only read as a reagent."""
    if part.reagent is None:
        yield Finding(
            code="W-REAGENT",
            severity="warning",
            place=place,
            title=message(N_("{name} is not in the catalogue"), name=part.addition.reagent[:30]),
            reason=message(N_("Its dose, solubility and shelf life cannot be checked.")),
            way_on=message(N_("Type a name that the catalogue knows, or confirm its stock.")),
        )
    elif part.misnomer:
        yield Finding(
            code="W-NAME",
            severity="warning",
            place=place,
            title=message(N_("“{name}” is read as {reagent}"), name=part.addition.reagent, reagent=part.reagent.label),
            reason=message(N_("The printed name is not a name of it; the original was not seen.")),
            way_on=message(N_("Check the original before ordering, or type another name.")),
        )


def check_amount(part: Part, place: Place) -> Iterator[Finding]:
    """Find amounts that are not stated or cannot be read as a concentration."""
    typed = part.addition.final
    if typed is None:
        yield Finding(
            code="E-QTY-NONE",
            severity="error",
            place=place,
            title=message(N_("{name} has no final concentration"), name=part.label),
            reason=message(N_("The source states no amount (“{printed}”)."), printed=part.addition.printed or "—"),
            way_on=message(N_("Type the amount that your lab uses.")),
            fixes=_usual_amount(part, place),
        )
        return
    reading = read_quantity(typed)
    if isinstance(reading, Misreading):
        yield misread(reading, place, "final")


def _usual_amount(part: Part, place: Place) -> tuple[Fix, ...]:
    fact = part.reagent.facts.get("working_typical") if part.reagent else None
    if fact is None:
        return ()
    usual = message(
        N_("{value} is the usual strength of {name}, not this protocol's: {known}."),
        value=fact.value,
        name=part.label,
        known=known_as(fact),
    )
    edit = Edit(place=place, field="final", value=fact.value)
    return (Fix(label=message(N_("Use {value}…"), value=fact.value), edit=edit, source=usual),)


def check_stock(part: Part, place: Place) -> Iterator[Finding]:
    """Find doses that cannot be made from the stock: none known, no bridge, too weak."""
    if part.final is None:
        return
    if part.stock is None:
        if part.final.kind != "dilution":
            yield Finding(
                code="E-STOCK-NONE",
                severity="error",
                place=place,
                title=message(N_("No stock of {name} is known"), name=part.label),
                reason=message(N_("The volume to add follows from the strength of the stock.")),
                way_on=message(N_("Type the strength of your stock under Stocks.")),
            )
    elif isinstance(part.share, NoBridge):
        yield _no_bridge(part, part.share, place)
    elif part.share is not None and part.share > 1:
        yield Finding(
            code="E-STOCK-LOW",
            severity="error",
            place=place,
            title=message(
                N_("{name}: final {final} is above the stock {stock}"),
                name=part.label,
                final=part.final,
                stock=part.stock,
            ),
            reason=message(N_("Nothing is concentrated by dilution.")),
            way_on=message(N_("Change the final concentration, or confirm a stronger stock.")),
        )


def _no_bridge(part: Part, gap: NoBridge, place: Place) -> Finding:
    figures: dict[str, Message] = {"final": kind_name_of(gap.first), "stock": kind_name_of(gap.second)}
    if gap.missing == "molar-mass":
        code, title = "E-DIM-MW", N_("{name}: the molar mass is missing")
        way_on = message(N_("Type the final concentration in the unit of the stock."))
    else:
        code, title = "E-KIND", N_("{name}: final and stock cannot be compared")
        way_on = message(N_("Type both in the same kind of unit."))
    return Finding(
        code=code,
        severity="error",
        place=place,
        title=message(title, name=part.label),
        reason=message(N_("Final is {final}, stock is {stock}."), **figures),
        way_on=way_on,
    )


_KIND_NAMES = {
    "molar": N_("a molar concentration"),
    "mass-per-volume": N_("a mass concentration"),
    "percent": N_("a percentage that may be v/v or w/v"),
    "percent-vv": N_("a percentage by volume"),
    "percent-wv": N_("a percentage by weight"),
    "fold": N_("a multiple of the working strength"),
    "activity-per-volume": N_("an enzyme activity"),
    "international-activity-per-volume": N_("an international activity"),
    "dilution": N_("a dilution"),
}


def kind_name_of(kind: str) -> Message:
    """Return what a kind of concentration is called where two of them meet."""
    return message(_KIND_NAMES[kind]) if kind in _KIND_NAMES else kind_name(kind)


def check_dose(part: Part, place: Place) -> Iterator[Finding]:
    """Find doses above solubility and doses outside the plausible range.

    A dose above both is an error; one that is above solubility in water but within the range is
    noted, because proteins of the medium can carry it. One finding a value: the error names the
    range, too.
    """
    if part.final is None or part.reagent is None:
        return
    above = _times(part, "aqueous_solubility")
    too_high = _times(part, "working_high")
    too_low = _times(part, "working_low")
    beyond = too_high is not None and too_high > 1
    if above is not None and above > 1:
        yield _insoluble(part, place, above) if beyond or too_high is None else _carried(part, place)
        if beyond or too_high is None:
            return
    if beyond or (too_low is not None and too_low < 1):
        yield _out_of_range(part, place)


def _times(part: Part, fact: str) -> Decimal | None:
    limit = part.reagent.figure(fact) if part.reagent else None
    if limit is None or part.final is None:
        return None
    times = ratio(part.final, limit, part.reagent)
    return times if isinstance(times, Decimal) else None


def _limit(part: Part, fact: str) -> Quantity:
    """Return a limit in the kind of the dose, so that both can be read side by side."""
    figure = part.reagent.figure(fact) if part.reagent else None
    if figure is None or part.final is None:
        raise KeyError(fact)
    if figure.kind == part.final.kind:
        return figure
    same = in_kind(figure, part.final.kind, part.reagent)
    if isinstance(same, NoBridge):
        return figure
    return computed(same.to("mg/mL") if same.unit == "g/L" else same)


def _insoluble(part: Part, place: Place, times: Decimal) -> Finding:
    assert part.reagent is not None
    assert part.final is not None
    fact = part.reagent.facts["aqueous_solubility"]
    return Finding(
        code="E-DOSE-SOL",
        severity="error",
        place=place,
        title=message(N_("{name} {final} cannot dissolve"), name=part.label, final=part.final),
        reason=message(
            N_("{times} times what dissolves in water: {limit} ({known}). Plausible in culture: {low} to {high}."),
            times=_whole(times),
            limit=_limit(part, "aqueous_solubility"),
            known=known_as(fact),
            low=_limit(part, "working_low") if "working_low" in part.reagent.facts else "—",
            high=_limit(part, "working_high") if "working_high" in part.reagent.facts else "—",
        ),
        way_on=message(N_("Check the original; type the dose that your lab stands behind.")),
        fixes=_reading_fix(part, place),
    )


def _whole(times: Decimal) -> str:
    digits = max(times.adjusted() - 2, 0)
    return f"{int(round(times, -digits)):,}".replace(",", "\N{NO-BREAK SPACE}")


def _carried(part: Part, place: Place) -> Finding:
    return Finding(
        code="N-DOSE-SOL",
        severity="note",
        place=place,
        title=message(N_("{name}: above its solubility in water"), name=part.label),
        reason=message(
            N_("{final} against {limit} in water without protein; serum or albumin carries it."),
            final=part.final or "—",
            limit=_limit(part, "aqueous_solubility"),
        ),
        way_on=message(N_("Add it last, into medium that holds its protein, and mix at once.")),
    )


def _out_of_range(part: Part, place: Place) -> Finding:
    assert part.reagent is not None
    fact = part.reagent.facts.get("working_high") or part.reagent.facts["working_low"]
    return Finding(
        code="W-RANGE",
        severity="warning",
        place=place,
        title=message(N_("{name} {final} is outside the usual range"), name=part.label, final=part.final or "—"),
        reason=message(
            N_("Plausible in culture: {low} to {high} ({known})."),
            low=_limit(part, "working_low") if "working_low" in part.reagent.facts else "—",
            high=_limit(part, "working_high") if "working_high" in part.reagent.facts else "—",
            known=known_as(fact),
        ),
        way_on=message(N_("Check number and unit against the source.")),
    )


def _reading_fix(part: Part, place: Place) -> tuple[Fix, ...]:
    reading = part.addition.reading
    if reading is None or reading.final == part.addition.final:
        return ()
    edit = Edit(place=place, field="final", value=reading.final)
    label = message(N_("Use {value}…"), value=reading.final)
    confidence = message(CONFIDENCES[reading.confidence])
    source = message(
        N_("{value} is a reading, not what is printed ({confidence}). {reason}"),
        value=reading.final,
        confidence=confidence,
        reason=reading.reason,
    )
    return (Fix(label=label, edit=edit, source=source),)


CONFIDENCES = {
    "stated": N_("stated in the original"),
    "secondary": N_("from a secondary source"),
    "inferred": N_("inferred, not seen in the original"),
    "recalled": N_("recalled, not checked"),
}


def check_reading(part: Part, place: Place) -> Iterator[Finding]:
    """Find doses that are a reading and not what the source prints."""
    reading = part.addition.reading
    if reading is None or part.final is None:
        return
    meant = read_quantity(reading.final)
    if isinstance(meant, Quantity) and meant.same(part.final):
        yield Finding(
            code="W-READING",
            severity="warning",
            place=place,
            title=message(N_("{name} {final} is a reading"), name=part.label, final=part.final),
            reason=message(
                N_("Printed: “{printed}” ({confidence}). {reason}"),
                printed=part.addition.printed or "—",
                confidence=message(CONFIDENCES[reading.confidence]),
                reason=reading.reason,
            ),
            way_on=message(N_("Confirm it with the original before the run.")),
        )


def check_volume(stage: Stage, parts: Sequence[Part]) -> Iterator[Finding]:
    """Find stages whose additions take up the whole medium or more."""
    shares = [(part.share, part) for part in parts if isinstance(part.share, Decimal)]
    together = sum((share for share, _ in shares), Decimal(0))
    if together >= 1 and all(share <= 1 for share, _ in shares):
        _, largest = max(shares, key=lambda each: each[0])
        ten = Quantity(value=together * 10, unit="mL")
        yield Finding(
            code="E-VOL-SUM",
            severity="error",
            place=("stages", stage.id),
            title=message(
                N_("{stage}: additions are {sum} of a 10 mL medium"),
                stage=stage.title,
                sum=format_quantity(computed(ten)),
            ),
            reason=message(N_("Nothing is left for the basal medium. Largest: {name}."), name=largest.label),
            way_on=message(N_("Confirm stronger stocks, or change a final concentration.")),
        )
