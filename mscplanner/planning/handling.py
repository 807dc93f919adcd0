"""The checks of handling: what needs care at the bench, carrier proteins, and pulses."""

from collections.abc import Iterator, Sequence

from mscplanner.domain.finding import Finding
from mscplanner.domain.grammar import read_quantity
from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.domain.protocol import Protocol
from mscplanner.domain.quantity import Quantity
from mscplanner.domain.reagent import Reagent
from mscplanner.planning.dilution import NoBridge, ratio
from mscplanner.planning.parts import Part
from mscplanner.planning.plan import StageWindow
from mscplanner.planning.provenance import known_as
from mscplanner.planning.schedule import stage_windows
from mscplanner.planning.subject import Subject


def check_handling(subject: Subject) -> Iterator[Finding]:
    """Note, once for the protocol, what is volatile, sensitive to light or air, or added fresh."""
    used = {part.reagent.id: part.reagent for medium in subject.media for part in medium.parts if part.reagent}
    dark = [each for each in used.values() if each.light_sensitive]
    air = [each for each in used.values() if each.oxygen_sensitive]
    volatile = [each for each in used.values() if each.volatile]
    fresh = [each for each in used.values() if each.add_fresh]
    concerned = {each.id for each in (*dark, *air, *volatile, *fresh)}
    if not concerned:
        return
    yield Finding(
        code="N-HANDLING",
        severity="note",
        place=("protocol",),
        title=message(N_("Reagents that need care: {count}"), count=len(concerned)),
        reason=message(
            N_("Light: {dark}. Air: {air}. Volatile: {volatile}. Added fresh: {fresh}."),
            dark=_labels(dark),
            air=_labels(air),
            volatile=_labels(volatile),
            fresh=_labels(fresh),
        ),
        way_on=message(N_("Keep these closed and in the dark until they are used, and add them last.")),
    )


def _labels(reagents: Sequence[Reagent]) -> tuple[Message, ...] | str:
    return tuple(message("{name}", name=each.label) for each in reagents) or "—"


def check_carriers(subject: Subject) -> Iterator[Finding]:
    """Find media with proteins at a low dose and nothing that keeps them off the plastic."""
    fact = subject.lab.settings.carrier_below
    limit = read_quantity(fact.value) if fact else None
    for medium in subject.media if fact and isinstance(limit, Quantity) else ():
        present = [medium.basal, *(part.reagent for part in medium.parts)]
        if any(each and each.provides_carrier for each in present):
            continue
        bare = [part for part in medium.parts if isinstance(limit, Quantity) and _is_dilute(part, limit)]
        if bare and fact:
            yield Finding(
                code="W-CARRIER",
                severity="warning",
                place=medium.place,
                title=message(
                    N_("{stage} has no carrier protein; proteins: {count}"), stage=medium.code, count=len(bare)
                ),
                reason=message(
                    N_("{names}: below {limit} a protein sticks to plastic (lab setting; {known})."),
                    names=tuple(message("{name}", name=part.label) for part in bare),
                    limit=limit if isinstance(limit, Quantity) else "—",
                    known=known_as(fact),
                ),
                way_on=message(N_("Add a carrier such as BSA if the protocol allows it.")),
            )


def _is_dilute(part: Part, limit: Quantity) -> bool:
    if part.final is None or part.reagent is None or not part.reagent.needs_carrier:
        return False
    times = ratio(part.final, limit, part.reagent, part.stock)
    return not isinstance(times, NoBridge) and times < 1


def check_repeated_pulses(subject: Subject) -> Iterator[Finding]:
    """Find pulses that every medium change would bring again."""
    for medium in subject.media:
        once = {part.reagent.id for part in medium.parts if part.addition.once and part.reagent}
        for part in medium.parts:
            if part.reagent and part.reagent.id in once and not part.addition.once:
                yield Finding(
                    code="W-PULSE",
                    severity="warning",
                    place=medium.place_of(part),
                    title=message(
                        N_("{name} is a pulse, and in every fill of {stage}"), name=part.label, stage=medium.code
                    ),
                    reason=message(N_("It is typed once for the first fill only, and once for every fill.")),
                    way_on=message(N_("Leave one of the two out.")),
                )


def check_pulses(subject: Subject) -> Iterator[Finding]:
    """Note where a pulse ends before its stage does, at the lab's own interval."""
    if any(part.addition.once for medium in subject.media for part in medium.parts):
        windows = stage_windows(subject.protocol, subject.lab.settings.change_every_days)
        yield from pulses_of(subject.protocol, windows)


def pulses_of(protocol: Protocol, windows: Sequence[StageWindow]) -> Iterator[Finding]:
    """Note where a medium change ends a pulse before its stage ends, as ``windows`` have it."""
    for window, stage in zip(windows, protocol.stages, strict=False):
        given = [addition for addition in stage.additions if addition.once]
        if given and len(window.feeds) > 1:
            yield Finding(
                code="N-PULSE",
                severity="note",
                place=("stages", stage.id),
                title=message(N_("{stage}: the pulse ends on D{day}"), stage=window.code, day=window.feeds[1]),
                reason=message(
                    N_("Given with the first fill only: {names}. The stage lasts to D{end}."),
                    names=tuple(message("{name}", name=addition.reagent) for addition in given),
                    end=window.end_day,
                ),
                way_on=message(N_("Make the pulse a stage of its own if it lasts for a time of its own.")),
            )
