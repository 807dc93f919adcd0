"""The check of solvents: what the stocks of a medium bring along, and the control that matches it."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from mscplanner.domain.finding import Finding
from mscplanner.domain.grammar import read_quantity
from mscplanner.domain.lab import Lab
from mscplanner.domain.language import N_
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.message import message
from mscplanner.domain.quantity import Quantity, legible, rounded, volume
from mscplanner.domain.reagent import Reagent
from mscplanner.planning.dilution import legible_dose
from mscplanner.planning.doses import cannot_dissolve
from mscplanner.planning.parts import Part
from mscplanner.planning.provenance import known_as
from mscplanner.planning.subject import Medium, Subject

_CONTROL_ML = 10


class Vehicle(NamedTuple):
    """A solvent that a medium holds: the share of the volume, and the parts that bring it."""

    solvent: str
    share: Decimal
    parts: tuple[Part, ...]

    @property
    def percent(self) -> Quantity:
        """The share as a percentage by volume."""
        return Quantity(value=self.share * 100, unit="% v/v")

    def control(self, total: Quantity) -> Quantity:
        """Return how much of the solvent alone goes into ``total`` of the vehicle control."""
        return volume(self.share * total.base)


def vehicles(parts: Sequence[Part], lab: Lab) -> tuple[Vehicle, ...]:
    """Return the solvents of a medium that a lab has a ceiling for; each stock counts as pure solvent."""
    brought: dict[str, list[Part]] = {}
    for part in parts:
        solvent = _solvent_of(part, lab)
        if solvent and isinstance(part.share, Decimal) and part.share <= 1:
            brought.setdefault(solvent, []).append(part)
    return tuple(
        Vehicle(
            solvent, sum((each.share for each in found if isinstance(each.share, Decimal)), Decimal(0)), tuple(found)
        )
        for solvent, found in brought.items()
    )


def _solvent_of(part: Part, lab: Lab) -> str | None:
    reagent = part.reagent
    if reagent and reagent.id in lab.settings.solvent_ceilings:
        return reagent.id
    usual = reagent.solvent if reagent else None
    if part.solvent is None or part.solvent == usual:
        return reagent.vehicle if reagent else None
    # The lab confirmed another solvent than the usual one.
    named = [each for each in lab.settings.solvent_ceilings if _names(part.solvent, lab.catalogue.reagent(each))]
    return named[0] if len(named) == 1 else reagent.vehicle if reagent and named else None


def _names(text: LocalText, solvent: Reagent | None) -> bool:
    written = f"{text.written('en')} {text.written('zh')}".casefold()
    return solvent is not None and any(alias.casefold() in written for alias in solvent.aliases)


def check_solvents(subject: Subject) -> Iterator[Finding]:
    """Find solvents above the lab's ceiling, with the control that matches.

    A dose that cannot dissolve is told as such; what it would bring along is not counted.
    """
    ceilings = subject.lab.settings.solvent_ceilings
    for medium in subject.media if ceilings else ():
        for vehicle in vehicles(medium.parts, subject.lab):
            if vehicle.solvent in ceilings and not any(cannot_dissolve(part) for part in vehicle.parts):
                yield from _above(medium, vehicle, subject.lab)


def _above(medium: Medium, vehicle: Vehicle, lab: Lab) -> Iterator[Finding]:
    fact = lab.settings.solvent_ceilings[vehicle.solvent]
    ceiling = read_quantity(fact.value)
    if not isinstance(ceiling, Quantity) or vehicle.share * 100 <= ceiling.base:
        return
    solvent = lab.catalogue.reagent(vehicle.solvent)
    name = solvent.label if solvent else LocalText(plain=vehicle.solvent)
    control = legible(rounded(vehicle.control(volume(_CONTROL_ML))))
    yield Finding(
        code="W-SOLVENT",
        severity="warning",
        place=medium.place,
        title=message(
            N_("{solvent} reaches {percent} in {stage}, ceiling {ceiling}"),
            solvent=name,
            percent=legible_dose(vehicle.percent),
            stage=medium.code,
            ceiling=ceiling,
        ),
        reason=message(
            N_("From {names}. The ceiling is a lab setting ({known})."),
            names=tuple(message("{name}", name=part.label) for part in vehicle.parts),
            known=known_as(fact),
        ),
        way_on=message(
            N_("Confirm stronger stocks. Vehicle control: the same medium with {volume} of {solvent} in {total}."),
            volume=control,
            solvent=name,
            total=volume(_CONTROL_ML),
        ),
    )
