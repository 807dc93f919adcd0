"""The checks of one dose: its name, amount, solubility, harm, plausible range, and reading."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from mscplanner.domain.finding import Edit, Finding, Fix, Place
from mscplanner.domain.grammar import Misreading, read_quantity
from mscplanner.domain.language import N_
from mscplanner.domain.message import computed, message
from mscplanner.domain.protocol import Stage
from mscplanner.domain.quantity import Quantity, format_quantity
from mscplanner.planning.bridges import check_bridge, check_stock
from mscplanner.planning.dilution import NoBridge, in_kind, legible_dose, ratio
from mscplanner.planning.misreadings import misread
from mscplanner.planning.parts import Part
from mscplanner.planning.printed_text import as_printed, printed_quantity
from mscplanner.planning.provenance import known_as
from mscplanner.planning.subject import Subject


def check_doses(subject: Subject) -> Iterator[Finding]:
    """Check every addition of every stage, and what the additions of a stage add up to."""
    for medium in subject.media:
        for part in medium.parts:
            place = medium.place_of(part)
            yield from check_name(part, place)
            yield from check_amount(part, place)
            yield from check_stock(part, place)
            yield from check_bridge(part, place)
            yield from check_dose(part, place)
            yield from check_reading(part, place)
        yield from check_volume(medium.stage, medium.parts)


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


_NOT_STATED = N_("The source states no amount (“{printed}”).")


def check_amount(part: Part, place: Place) -> Iterator[Finding]:
    """Find amounts that are not stated or cannot be read as a concentration."""
    typed = part.addition.final
    if part.final is not None:
        return
    if typed is None:
        text = part.addition.printed or "—"
        printed = printed_quantity(text)
        # A printed amount that somebody doubts is not offered.
        stated = printed is not None and part.addition.reading is None
        said = N_("No amount is typed; the source prints “{printed}”.") if printed else _NOT_STATED
        yield Finding(
            code="E-QTY-NONE",
            severity="error",
            place=place,
            title=message(N_("{name} has no final concentration"), name=part.label),
            reason=message(said, printed=text),
            way_on=message(N_("Type the amount that your lab uses.")),
            fixes=(as_printed(place, "final", format_quantity(printed), text),)
            if printed and stated
            else _usual_amount(part, place),
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


def check_dose(part: Part, place: Place) -> Iterator[Finding]:
    """Find doses above solubility, doses that harm, and doses outside the plausible range.

    A dose above solubility and range is an error; one that is above solubility in water but within
    the range is noted, because proteins of the medium can carry it. One finding a value: the error
    names the range, too, and a harmful dose is not called unusual as well.
    """
    if part.final is None or part.reagent is None:
        return
    if cannot_dissolve(part):
        yield _insoluble(part, place)
        return
    if (_times(part, "aqueous_solubility") or 0) > 1:
        yield _carried(part, place)
    too_low, too_high = _times(part, "working_low"), _times(part, "working_high")
    if (_times(part, "harmful_from") or 0) >= 1:
        yield _harmful(part, place)
    elif (too_high or 0) > 1 or (too_low is not None and too_low < 1):
        yield _out_of_range(part, place)


def cannot_dissolve(part: Part) -> bool:
    """Return whether a dose is above its solubility in water and above what is plausible in culture."""
    too_high = _times(part, "working_high")
    return (_times(part, "aqueous_solubility") or 0) > 1 and (too_high is None or too_high > 1)


def _times(part: Part, fact: str) -> Decimal | None:
    limit = part.reagent.figure(fact) if part.reagent and fact in part.reagent.facts else None
    if limit is None or part.final is None:
        return None
    times = ratio(part.final, limit, part.reagent, part.stock)
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
    return legible_dose(same)


def _insoluble(part: Part, place: Place) -> Finding:
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
            times=_whole(_times(part, "aqueous_solubility") or Decimal(0)),
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


def _harmful(part: Part, place: Place) -> Finding:
    assert part.reagent is not None
    return Finding(
        code="W-DOSE-HARM",
        severity="warning",
        place=place,
        title=message(N_("{name} {final} may harm MSC"), name=part.label, final=part.final or "—"),
        reason=message(
            N_("MSC were harmed from {limit} on ({known})."),
            limit=_limit(part, "harmful_from"),
            known=known_as(part.reagent.facts["harmful_from"]),
        ),
        way_on=message(N_("Stay below it, or test the dose on a few wells of these cells first.")),
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
