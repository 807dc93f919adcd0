"""The checks of what is in a medium twice: by the basal medium, or by two additions that hold it."""

from collections.abc import Iterator

from mscplanner.domain.finding import Finding
from mscplanner.domain.lab import Lab
from mscplanner.domain.language import N_
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.message import Message, message
from mscplanner.domain.quantity import Quantity
from mscplanner.domain.reagent import Reagent
from mscplanner.planning.dilution import in_kind, legible_dose
from mscplanner.planning.parts import Part
from mscplanner.planning.provenance import known_as
from mscplanner.planning.subject import Medium, Subject

_INGREDIENTS = {
    "transferrin": N_("transferrin"),
    "progesterone": N_("progesterone"),
    "putrescine": N_("putrescine"),
    "selenite": N_("selenite"),
}


def check_doubling(subject: Subject) -> Iterator[Finding]:
    """Find additions that come on top of the basal medium, or of one another."""
    for medium in subject.media:
        yield from _check_basal(medium)
        if len(medium.parts) > 1:
            yield from _check_additions(medium, subject.lab)


def _check_basal(medium: Medium) -> Iterator[Finding]:
    basal = medium.basal
    for part in medium.parts:
        if basal is None or part.reagent is None or part.reagent.nutrient is None or part.final is None:
            continue
        fact = basal.facts.get(f"base_{part.reagent.nutrient}")
        base = basal.figure(f"base_{part.reagent.nutrient}")
        if fact is None or base is None:
            continue
        yield Finding(
            code="W-DOUBLE-BASAL",
            severity="warning",
            place=medium.place_of(part),
            title=message(
                N_("{name}: {final} on top of the medium's {base}"), name=part.label, final=part.final, base=base
            ),
            reason=message(
                N_("{medium} as it is usually sold holds {base} ({known}); together {sum}."),
                medium=basal.label,
                base=base,
                known=known_as(fact),
                sum=_sum(part, base),
            ),
            way_on=message(
                N_("Read the label of the bottle; decide whether the final concentration counts what is in it.")
            ),
        )


def _sum(part: Part, base: Quantity) -> Quantity | str:
    same = in_kind(base, part.final.kind, part.reagent, part.stock) if part.final else None
    if not isinstance(same, Quantity) or part.final is None:
        return "—"
    return legible_dose(Quantity(value=same.to(part.final.unit).value + part.final.value, unit=part.final.unit))


def _check_additions(medium: Medium, lab: Lab) -> Iterator[Finding]:
    """Compare each addition with those before it, by what they are and what they hold."""
    holders: dict[str, Part] = {}
    for part in medium.parts:
        own = part.reagent.id if part.reagent else part.addition.reagent
        held = {own, *_ingredients(part.reagent, lab)}
        shared: dict[str, list[str]] = {}
        for name in held:
            if name in holders:
                shared.setdefault(holders[name].key, []).append(name)
        for key, names in shared.items():
            other = next(each for each in medium.parts if each.key == key)
            yield from _doubled(medium, part, other, names, lab)
        holders = dict.fromkeys(held, part) | holders


def _ingredients(reagent: Reagent | None, lab: Lab) -> Iterator[str]:
    if reagent is None:
        return
    if reagent.nutrient:
        yield reagent.nutrient
    for text in reagent.contains:
        # "bovine insulin (trace)" and "ethanolamine (ITS-X only)" are no dose that counts.
        if "(" not in text:
            known = lab.catalogue.reagent(text)
            yield known.id if known else text


def _doubled(medium: Medium, part: Part, other: Part, names: list[str], lab: Lab) -> Iterator[Finding]:
    own = {each.reagent.id if each.reagent else each.addition.reagent for each in (part, other)}
    if len(own) == 1:
        # Once with the first fill and once with every fill is a matter of the pulse.
        if part.addition.once == other.addition.once:
            yield _twice(medium, part)
        return
    dosed = own & set(names) or any(each.reagent and each.reagent.nutrient in names for each in (part, other))
    written = tuple(_written(name, lab) for name in sorted(names))
    reason = message(N_("Both hold: {names}."), names=written)
    if dosed:
        yield Finding(
            code="W-DOUBLE",
            severity="warning",
            place=medium.place_of(part),
            title=message(N_("{name} on top of {other}"), name=part.label, other=other.label),
            reason=reason,
            way_on=message(N_("Decide whether the final concentration counts what the other one brings.")),
        )
        return
    yield Finding(
        code="N-DOUBLE",
        severity="note",
        place=medium.place_of(part),
        title=message(
            N_("Ingredients in both {first} and {second}: {count}"),
            first=other.label,
            second=part.label,
            count=len(names),
        ),
        reason=reason,
        way_on=message(N_("Keep both if the source has both; their amounts add up.")),
    )


def _twice(medium: Medium, part: Part) -> Finding:
    return Finding(
        code="W-DOUBLE",
        severity="warning",
        place=medium.place_of(part),
        title=message(N_("{name} is added twice in {stage}"), name=part.label, stage=medium.code),
        reason=message(N_("Both amounts go into the medium and add up.")),
        way_on=message(N_("Leave one of them out, or type the sum as one addition.")),
    )


def _written(name: str, lab: Lab) -> Message:
    if name in _INGREDIENTS:
        return message(_INGREDIENTS[name])
    known = lab.catalogue.reagent(name)
    return message("{name}", name=known.label if known else LocalText(plain=name))
