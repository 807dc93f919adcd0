"""The checks of read-outs: their stage, their order, insulin of the medium, and C-peptide beside insulin."""

import re
from collections.abc import Iterator

from mscplanner.domain.finding import Finding
from mscplanner.domain.lab import Lab
from mscplanner.domain.language import N_
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.message import message
from mscplanner.domain.protocol import Protocol, Readout
from mscplanner.planning.parts import Part
from mscplanner.planning.readout_kinds import kind_of
from mscplanner.planning.subject import Medium, Subject

_INSULIN_WORDS = ("insulin", "gsis", "胰岛素")
_C_PEPTIDE_WORDS = ("c-peptide", "c peptide", "c 肽", "c肽")
_INSULIN_GENE = re.compile(r"insulin|胰岛素|\bins\b")
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
        bringing = [part for part in medium.parts if brings_insulin(part, subject.lab)] if concerned else []
        if bringing:
            yield _own_insulin(medium, bringing, concerned)


def check_c_peptide(subject: Subject) -> Iterator[Finding]:
    """Find insulin that is measured as a protein with neither C-peptide nor its mRNA beside it."""
    readouts = subject.protocol.readouts
    concerned = [(at, each) for at, each in enumerate(readouts) if reads_insulin_protein(each)]
    if concerned and not any(_shows_own_insulin(each) for each in readouts):
        yield Finding(
            code="W-C-PEPTIDE",
            severity="warning",
            place=("readouts", str(concerned[0][0])),
            title=message(N_("Insulin is read without C-peptide: {count}"), count=len(concerned)),
            reason=message(
                N_("{readouts}: insulin taken up from the medium reads the same (Hansson 2004, Rajagopal 2003)."),
                readouts=tuple(message("{name}", name=readout.name) for _, readout in concerned),
            ),
            way_on=message(N_("Add C-peptide, or qPCR of the insulin gene, as a read-out.")),
        )


def _shows_own_insulin(readout: Readout) -> bool:
    if any(word in _told(readout.name) for word in _C_PEPTIDE_WORDS):
        return True
    genes = _told(readout.name) + (_told(readout.detail) if readout.detail else "")
    return kind_of(readout) == "qpcr" and bool(_INSULIN_GENE.search(genes))


def _told(text: LocalText) -> str:
    return f"{text.written('en')} {text.written('zh')}".casefold()


def reads_insulin_protein(readout: Readout) -> bool:
    """Return whether a read-out measures or stains insulin itself, and not its mRNA."""
    return _reads_insulin(readout) and kind_of(readout) != "qpcr"


def _reads_insulin(readout: Readout) -> bool:
    return kind_of(readout) == "gsis" or any(word in _told(readout.name) for word in _INSULIN_WORDS)


def brings_insulin(part: Part, lab: Lab) -> bool:
    """Return whether a part of a medium holds insulin as an ingredient."""
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
