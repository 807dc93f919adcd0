"""The checks of a dose against its stock: what is missing to compare them, and what the bridge rests on."""

from collections.abc import Iterator

from mscplanner.domain.finding import Finding, Place
from mscplanner.domain.grammar import kind_name
from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.planning.dilution import Missing, NoBridge, both_ways, resolved, written_mass
from mscplanner.planning.parts import Part
from mscplanner.planning.provenance import known_as


def check_stock(part: Part, place: Place) -> Iterator[Finding]:
    """Find doses that cannot be made from the stock: none known, no bridge, too weak."""
    if part.final is None:
        return
    if isinstance(part.share, NoBridge):
        yield _no_bridge(part, part.share, place)
    elif part.stock is None:
        if part.final.kind != "dilution" and not part.powder:
            yield Finding(
                code="E-STOCK-NONE",
                severity="error",
                place=place,
                title=message(N_("No stock of {name} is known"), name=part.label),
                reason=message(N_("The volume to add follows from the strength of the stock.")),
                way_on=message(N_("Type the strength of your stock under Stocks.")),
            )
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


_GAPS: dict[Missing, tuple[str, str, str]] = {
    "molar-mass": (
        "E-DIM-MW",
        N_("{name}: the molar mass is missing"),
        N_("Enter the molar mass of this salt or isoform, or type the final concentration in the unit of the stock."),
    ),
    "percent-basis": (
        "E-DIM-BASIS",
        N_("{name}: % is not said to be v/v or w/v"),
        N_("Type “% v/v” or “% w/v”, as the source means it."),
    ),
    "fold": (
        "E-DIM-FOLD",
        N_("{name}: how strong 1× is, is missing"),
        N_("Confirm the stock as a multiple, e.g. “50×”, or type the final concentration in the unit of the stock."),
    ),
    "activity": (
        "E-DIM-ACTIVITY",
        N_("{name}: the activity of the lot is missing"),
        N_("Enter the activity of 1 mg from the certificate of the lot, or type both in the same kind of unit."),
    ),
    "density": (
        "E-DIM-DENSITY",
        N_("{name}: the density is missing"),
        N_("Enter the density of the pure liquid, or type the final concentration in the unit of the stock."),
    ),
    "bridge": (
        "E-KIND",
        N_("{name}: final and stock cannot be compared"),
        N_("Type both in the same kind of unit."),
    ),
}


def _no_bridge(part: Part, gap: NoBridge, place: Place) -> Finding:
    code, title, way_on = _GAPS[gap.missing]
    figures: dict[str, Message] = {"final": kind_name_of(gap.first), "stock": kind_name_of(gap.second)}
    return Finding(
        code=code,
        severity="error",
        place=place,
        title=message(title, name=part.label),
        reason=message(N_("Final is {final}, stock is {stock}."), **figures),
        way_on=message(way_on),
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


def check_bridge(part: Part, place: Place) -> Iterator[Finding]:
    """Note doses whose volume follows from a molar mass, with that mass and how well it is known."""
    if part.final is None or part.stock is None or part.reagent is None or isinstance(part.share, NoBridge):
        return
    if {resolved(part.final, part.reagent).kind, part.stock.kind} != {"molar", "mass-per-volume"}:
        return
    twins = both_ways(part.final, part.reagent)
    fact, figure = part.reagent.facts["molar_mass"], part.reagent.figure("molar_mass")
    if twins is None or figure is None:
        return
    reason = message(N_("The volume follows from {mass} ({known})."), mass=written_mass(figure), known=known_as(fact))
    if fact.form:
        reason = message(
            N_("The volume follows from {mass} ({form}; {known})."),
            mass=written_mass(figure),
            form=fact.form,
            known=known_as(fact),
        )
    yield Finding(
        code="N-BRIDGE",
        severity="note",
        place=place,
        title=message(N_("{name}: {twins}"), name=part.label, twins=twins),
        reason=reason,
        way_on=message(N_("Compare salt or isoform and molar mass with the tube.")),
    )
