"""The checks of read-outs: their stage, their order, and insulin that comes with the medium."""

from collections.abc import Iterator

from mscplanner.domain.finding import Finding
from mscplanner.domain.lab import Lab
from mscplanner.domain.language import N_
from mscplanner.domain.message import message
from mscplanner.domain.protocol import Protocol, Readout
from mscplanner.planning.parts import Part
from mscplanner.planning.subject import Medium, Subject

_INSULIN_WORDS = ("insulin", "gsis", "胰岛素")
_INSULIN = "insulin"


def check_readouts(subject: Subject) -> Iterator[Finding]:
    """Find read-outs at a stage that the protocol does not have."""
    known = {medium.stage.id for medium in subject.media} | {"end"}
    for at, readout in enumerate(subject.protocol.readouts):
        if readout.at not in known:
            yield Finding(
                code="W-READOUT-AT",
                severity="warning",
                place=("readouts", str(at)),
                title=message(N_("Read-out at “{stage}”, a stage that is not there"), stage=readout.at[:20]),
                reason=message(N_("{readout} is planned on no day."), readout=readout.name),
                way_on=message(N_("Type the id of a stage, or “end”.")),
            )


def check_readout_order(subject: Subject) -> Iterator[Finding]:
    """Find read-outs that destroy cells which a later one needs alive."""
    order = _order(subject.protocol)
    spoilt: tuple[int, Readout] | None = None
    for at, readout in enumerate(subject.protocol.readouts):
        day = order.get(readout.at)
        if day is None:
            continue
        later = [each for each in subject.protocol.readouts if not each.destructive and order.get(each.at, -1) > day]
        if readout.destructive and later:
            yield _destroyed(at, readout, later[0])
        elif readout.destructive:
            spoilt = (day, readout)
        elif spoilt and spoilt[0] == day:
            yield _turned_round(at, spoilt[1], readout)


def _order(protocol: Protocol) -> dict[str, int]:
    order = {stage.id: at for at, stage in enumerate(protocol.stages)}
    return order | {"end": max(len(protocol.stages) - 1, 0)}


def _destroyed(at: int, readout: Readout, later: Readout) -> Finding:
    return Finding(
        code="W-READOUT-ORDER",
        severity="warning",
        place=("readouts", str(at)),
        title=message(N_("Read-out {number} destroys cells that are needed later"), number=at + 1),
        reason=message(
            N_("{readout} uses its cells up; {later} comes later and needs them alive."),
            readout=readout.name,
            later=later.name,
        ),
        way_on=message(N_("Keep wells of their own for each, or move it to the end.")),
    )


def _turned_round(at: int, destructive: Readout, readout: Readout) -> Finding:
    return Finding(
        code="N-READOUT-ORDER",
        severity="note",
        place=("readouts", str(at)),
        title=message(N_("Read-out {number} comes before the destructive ones"), number=at + 1),
        reason=message(
            N_("{readout} needs living cells; it is typed after {destructive}, on the same day."),
            readout=readout.name,
            destructive=destructive.name,
        ),
        way_on=message(N_("The plan puts it first on that day; keep wells of their own for each.")),
    )


def check_insulin(subject: Subject) -> Iterator[Finding]:
    """Find media whose own insulin can be measured as the cells'."""
    for at, medium in enumerate(subject.media):
        names = {medium.stage.id, "end"} if at == len(subject.media) - 1 else {medium.stage.id}
        concerned = [
            (index, each)
            for index, each in enumerate(subject.protocol.readouts)
            if each.at in names and _reads_insulin(each)
        ]
        bringing = [part for part in medium.parts if _brings_insulin(part, subject.lab)] if concerned else []
        if bringing:
            yield _own_insulin(medium, bringing, concerned)


def _reads_insulin(readout: Readout) -> bool:
    name = f"{readout.name.written('en')} {readout.name.written('zh')}".casefold()
    return any(word in name for word in _INSULIN_WORDS)


def _brings_insulin(part: Part, lab: Lab) -> bool:
    # Serum holds traces; only what holds insulin as an ingredient counts.
    if part.reagent is None or not part.reagent.contains_insulin:
        return False
    named = (part.reagent.id, *part.reagent.contains)
    return any(found.id == _INSULIN for found in map(lab.catalogue.reagent, named) if found)


def _own_insulin(medium: Medium, bringing: list[Part], concerned: list[tuple[int, Readout]]) -> Finding:
    return Finding(
        code="W-INSULIN",
        severity="warning",
        place=("readouts", str(concerned[0][0])),
        title=message(
            N_("The medium {stage} brings insulin into read-outs: {count}"), stage=medium.code, count=len(concerned)
        ),
        reason=message(
            N_("Insulin is in {names}; cells take it up from the medium (Hansson 2004). Concerned: {readouts}."),
            names=tuple(message("{name}", name=part.label) for part in bringing),
            readouts=tuple(message("{name}", name=readout.name) for _, readout in concerned),
        ),
        way_on=message(
            N_("Wash in medium without insulin, measure C-peptide as well, and run uninduced MSC and medium as blanks.")
        ),
    )
