"""The check of typed values against the text of the source that stands beside them."""

from collections.abc import Iterator

from mscplanner.domain.finding import Finding, Fix, Place
from mscplanner.domain.grammar import DurationRange, read_duration, read_quantity
from mscplanner.domain.language import N_
from mscplanner.domain.message import message
from mscplanner.domain.quantity import Quantity, format_number, format_quantity
from mscplanner.planning.bridges import check_stock
from mscplanner.planning.dilution import resolved, stock_part
from mscplanner.planning.doses import check_dose
from mscplanner.planning.parts import Part
from mscplanner.planning.printed_text import as_printed, printed_quantity
from mscplanner.planning.subject import Medium, Subject


def check_printed(subject: Subject) -> Iterator[Finding]:
    """Find doses and durations that are not what the source prints, where both can be read."""
    for medium in subject.media:
        yield from _check_duration(medium)
        for part in medium.parts:
            yield from _check_dose(part, medium.place_of(part))


def _check_duration(medium: Medium) -> Iterator[Finding]:
    stage = medium.stage
    if stage.duration is None or stage.printed_duration is None:
        return
    typed, printed = read_duration(stage.duration), read_duration(stage.printed_duration)
    if not isinstance(typed, DurationRange) or not isinstance(printed, DurationRange) or typed == printed:
        return
    # A stage that is inferred as a whole differs on purpose.
    exact = stage.known != "I" and printed.shortest_hours == printed.longest_hours
    yield Finding(
        code="W-PRINTED",
        severity="warning",
        place=(*medium.place, "duration"),
        title=message(
            N_("{stage} lasts {typed}; printed: {printed}"),
            stage=medium.code,
            typed=stage.duration,
            printed=stage.printed_duration,
        ),
        reason=message(N_("The plan follows what is typed, not what the source prints.")),
        way_on=message(N_("Confirm it with the original before the run.")),
        fixes=(as_printed(medium.place, "duration", _days(printed), stage.printed_duration),) if exact else (),
    )


def _days(duration: DurationRange) -> str:
    hours = duration.shortest_hours
    return f"{format_number(hours)} h" if hours % 24 else f"{format_number(hours / 24)} d"


def _check_dose(part: Part, place: Place) -> Iterator[Finding]:
    if part.final is None or part.addition.printed is None:
        return
    printed = printed_quantity(part.addition.printed)
    if printed is None or _same(part, printed) or _is_reading(part):
        return
    yield Finding(
        code="W-PRINTED",
        severity="warning",
        place=place,
        title=message(
            N_("{name} {final}; printed: {printed}"),
            name=part.label,
            final=part.final,
            printed=format_quantity(printed),
        ),
        reason=message(N_("The plan follows what is typed, not what the source prints.")),
        way_on=message(N_("Confirm it with the original before the run.")),
        fixes=_printed_fix(part, printed, place),
    )


def _same(part: Part, printed: Quantity) -> bool:
    assert part.final is not None
    typed, printed = resolved(part.final, part.reagent), resolved(printed, part.reagent)
    # Of two kinds nobody can say that they differ: what one converts into depends on lot and form.
    return typed.kind != printed.kind or typed.base == printed.base


def _is_reading(part: Part) -> bool:
    reading = part.addition.reading
    meant = read_quantity(reading.final) if reading else None
    return isinstance(meant, Quantity) and part.final is not None and meant.same(part.final)


def _printed_fix(part: Part, printed: Quantity, place: Place) -> tuple[Fix, ...]:
    """Offer the printed dose, unless somebody doubts it or it could not be made."""
    if part.addition.reading:
        return ()
    share = stock_part(printed, part.stock, part.reagent) if part.stock else None
    changed = part.model_copy(update={"final": printed, "share": share})
    if any(each.severity == "error" for check in (check_dose, check_stock) for each in check(changed, place)):
        return ()
    return (as_printed(place, "final", format_quantity(printed), part.addition.printed or ""),)
