"""The check of one reagent's doses across the stages of a protocol."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from mscplanner.domain.finding import Finding
from mscplanner.domain.language import N_
from mscplanner.domain.message import message
from mscplanner.domain.quantity import Quantity
from mscplanner.planning.dilution import both_ways, ratio, resolved
from mscplanner.planning.parts import Part
from mscplanner.planning.subject import Medium, Subject

FARTHEST = 10
"""How many times the smallest dose of a protocol the largest may be before it is told."""


class _Dose(NamedTuple):
    medium: Medium
    part: Part
    final: Quantity
    times: Decimal | None


def check_stage_doses(subject: Subject) -> Iterator[Finding]:
    """Find reagents whose doses differ ten-fold between stages, or are written in two kinds of unit."""
    found: dict[str, list[_Dose]] = defaultdict(list)
    for medium in subject.media:
        for part in medium.parts:
            if part.final is not None:
                doses = found[part.reagent.id if part.reagent else part.addition.reagent]
                first = doses[0].final if doses else part.final
                times = ratio(part.final, first, part.reagent, part.stock)
                doses.append(_Dose(medium, part, part.final, times if isinstance(times, Decimal) else None))
    for doses in found.values():
        yield from _compare(doses)


def _compare(doses: list[_Dose]) -> Iterator[Finding]:
    comparable = [dose for dose in doses if dose.times is not None]
    low = min(comparable, key=lambda dose: dose.times or 0, default=doses[0])
    high = max(comparable, key=lambda dose: dose.times or 0, default=doses[0])
    fold = (high.times or Decimal(0)) / (low.times or Decimal(1))
    if fold >= FARTHEST and low.medium is not high.medium:
        yield _far_apart(low, high, fold)
        return
    first = doses[0]
    kind = resolved(first.final, first.part.reagent).kind
    for dose in doses[1:]:
        if resolved(dose.final, dose.part.reagent).kind != kind and dose.medium is not first.medium:
            yield _mixed(first, dose)
            return


def _far_apart(low: _Dose, high: _Dose, fold: Decimal) -> Finding:
    later = max(low, high, key=lambda dose: int(dose.medium.code[1:]))
    return Finding(
        code="W-DOSE-SPREAD",
        severity="warning",
        place=later.medium.place_of(later.part),
        title=message(
            N_("{name}: {low} and {high}, {times}-fold apart"),
            name=high.part.label,
            low=low.final,
            high=high.final,
            times=int(fold),
        ),
        reason=message(
            N_("{low} in {low_stage}, {high} in {high_stage}; doses ten-fold apart are often a slip of the unit."),
            low=low.final,
            low_stage=low.medium.code,
            high=high.final,
            high_stage=high.medium.code,
        ),
        way_on=message(N_("Check number and unit of both against the source.")),
    )


def _mixed(first: _Dose, second: _Dose) -> Finding:
    twins = both_ways(second.final, second.part.reagent)
    reason = message(N_("The two are different kinds of concentration."))
    if twins:
        reason = message(N_("The two are different kinds of concentration: {twins}."), twins=twins)
    return Finding(
        code="W-DOSE-KINDS",
        severity="warning",
        place=second.medium.place_of(second.part),
        title=message(
            N_("{name}: {first} in {one}, {second} in {two}"),
            name=second.part.label,
            first=first.final,
            one=first.medium.code,
            second=second.final,
            two=second.medium.code,
        ),
        reason=reason,
        way_on=message(N_("Check both against the source; type both in the same kind of unit.")),
    )
