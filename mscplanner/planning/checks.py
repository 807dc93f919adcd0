"""The checks of a protocol: named functions from values to findings.

Each looks at everything and hides nothing. A finding says what, where, why and the way on;
errors stop the final print, never the saving.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from mscplanner.domain.finding import SEVERITIES, Finding, Place
from mscplanner.domain.grammar import Misreading, read_change, read_duration
from mscplanner.domain.lab import Lab
from mscplanner.domain.language import N_
from mscplanner.domain.message import message
from mscplanner.domain.protocol import Protocol, Stage
from mscplanner.domain.run import Run, Stock
from mscplanner.planning.doses import check_doses
from mscplanner.planning.doubling import check_doubling
from mscplanner.planning.handling import check_carriers, check_handling, check_pulses, check_repeated_pulses
from mscplanner.planning.misreadings import misread
from mscplanner.planning.printed_values import check_printed
from mscplanner.planning.readouts import check_c_peptide, check_insulin, check_readout_order, check_readouts
from mscplanner.planning.schedule import LONGEST_RUN_DAYS, stage_duration, stage_interval
from mscplanner.planning.solvents import check_solvents
from mscplanner.planning.sources import check_serum, check_sources, check_start, check_unseen
from mscplanner.planning.stage_doses import check_stage_doses
from mscplanner.planning.stage_lengths import planned_protocol
from mscplanner.planning.subject import Check, Subject, subject_of


def check(protocol: Protocol, lab: Lab, stocks: Sequence[Stock] = ()) -> tuple[Finding, ...]:
    """Return all findings of ``protocol``: errors first, then in order of the protocol.

    Args:
        protocol: As typed.
        lab: Its catalogue gives figures, and the usual strength of every stock that is not in ``stocks``.
        stocks: Stocks that the lab has confirmed.
    """
    subject = subject_of(protocol, lab, stocks)
    every = (check_stated_lengths, *CHECKS, *WITHOUT_A_RUN)
    return ordered([finding for each in every for finding in each(subject)], protocol)


def check_protocol_of(run: Run) -> list[Finding]:
    """Return the findings of the protocol of ``run`` that do not depend on its days, in no order."""
    subject = subject_of(planned_protocol(run), run.lab, run.stocks)
    return [finding for each in CHECKS for finding in each(subject)]


def ordered(findings: Sequence[Finding], protocol: Protocol) -> tuple[Finding, ...]:
    """Return ``findings`` with errors first, each severity in order of the protocol's stages."""
    stages = {stage.id: at for at, stage in enumerate(protocol.stages)}

    def rank(finding: Finding) -> tuple[int, int]:
        place = finding.place
        stage = stages.get(place[1], len(stages)) if len(place) > 1 and place[0] == "stages" else len(stages)
        return SEVERITIES.index(finding.severity), stage

    return tuple(sorted(findings, key=rank))


def check_structure(subject: Subject) -> Iterator[Finding]:
    """Find missing stages, stages that share an id, and what no run can be planned without."""
    if not subject.media:
        yield Finding(
            code="E-STAGES-NONE",
            severity="error",
            place=("stages",),
            title=message(N_("The protocol has no stages")),
            reason=message(N_("A run is planned from its stages.")),
            way_on=message(N_("Add the first stage.")),
        )
    seen: set[str] = set()
    for stage in (medium.stage for medium in subject.media):
        if stage.id in seen:
            yield Finding(
                code="E-STAGE-TWICE",
                severity="error",
                place=("stages", stage.id),
                title=message(N_("Two stages are called {stage}"), stage=stage.id),
                reason=message(N_("Findings and sheets name a stage by its id.")),
                way_on=message(N_("Give one of them another id.")),
            )
        seen.add(stage.id)
        yield from _check_stage_structure(stage)


def _check_stage_structure(stage: Stage) -> Iterator[Finding]:
    if stage.medium is None:
        yield Finding(
            code="E-MEDIUM-NONE",
            severity="error",
            place=("stages", stage.id, "medium"),
            title=message(N_("{stage} has no basal medium"), stage=stage.title),
            reason=message(N_("The source states none; its medium cannot be made.")),
            way_on=message(N_("Type the basal medium.")),
        )


def check_stated_lengths(subject: Subject) -> Iterator[Finding]:
    """Find stages whose source states no length: a run has the lab's own, see ``stage_lengths``."""
    for stage in (medium.stage for medium in subject.media):
        if stage.duration is None:
            yield Finding(
                code="E-DURATION-NONE",
                severity="error",
                place=("stages", stage.id, "duration"),
                title=message(N_("{stage} has no duration"), stage=stage.title),
                reason=message(N_("The source states none; days after it cannot be dated.")),
                way_on=message(N_("Type how long it lasts, e.g. “2 d” or “24 h”.")),
            )


def check_durations(subject: Subject) -> Iterator[Finding]:
    """Find durations and medium-change rules that cannot be read, and spans that need a decision."""
    for stage in (medium.stage for medium in subject.media):
        duration = read_duration(stage.duration) if stage.duration is not None else None
        if isinstance(duration, Misreading):
            yield misread(duration, ("stages", stage.id), "duration")
        elif duration and duration.shortest_hours != duration.longest_hours:
            yield Finding(
                code="N-DURATION-SPAN",
                severity="note",
                place=("stages", stage.id, "duration"),
                title=message(N_("{stage} may last {span}"), stage=stage.title, span=stage.duration or ""),
                reason=message(N_("The plan takes the length with the least work on closed days, else the shortest.")),
                way_on=message(N_("Type one duration to plan another.")),
            )
        change = read_change(stage.change) if stage.change is not None else None
        if isinstance(change, Misreading):
            yield misread(change, ("stages", stage.id), "change")
        for field, typed in (("longest_gap", stage.longest_gap), ("move", stage.move)):
            reading = read_duration(typed) if typed is not None else None
            if isinstance(reading, Misreading):
                yield misread(reading, ("stages", stage.id), field)


def check_length(subject: Subject) -> Iterator[Finding]:
    """Find the stage at which the protocol becomes longer than any run that is planned."""
    hours = Decimal(0)
    for stage in (medium.stage for medium in subject.media):
        duration = stage_duration(stage)
        hours += duration.shortest_hours if duration else 0
        if hours > LONGEST_RUN_DAYS * 24:
            yield Finding(
                code="E-DURATION-LONG",
                severity="error",
                place=("stages", stage.id, "duration"),
                title=message(N_("{stage} ends later than D{last}"), stage=stage.title, last=LONGEST_RUN_DAYS),
                reason=message(N_("No run is planned that far; what comes later has no date.")),
                way_on=message(N_("Check number and unit of the duration.")),
            )
            return


def check_interval(subject: Subject) -> Iterator[Finding]:
    """Find that the source prints no medium-change interval, so that the lab's own is used."""
    silent = [each for each in subject.media if each.stage.duration and each.stage.medium and not each.stage.change]
    if not silent:
        return
    interval, _ = stage_interval(silent[0].stage, subject.lab.settings.change_every_days)
    yield interval_finding(("change",), interval or 0, [medium.code for medium in silent])


def interval_finding(place: Place, days: int, codes: Sequence[str]) -> Finding:
    """Return that the stages ``codes`` are fed every ``days`` days by a lab setting."""
    return Finding(
        code="W-INTERVAL",
        severity="warning",
        place=place,
        title=message(N_("Medium change every {days} d is a lab setting"), days=days),
        reason=message(N_("The source prints no interval for: {stages}."), stages=", ".join(codes)),
        way_on=message(N_("Keep it, or set the interval of the run.")),
    )


def check_basal_media(subject: Subject) -> Iterator[Finding]:
    """Note basal media that no catalogue knows, and reagents that are no medium."""
    for medium in subject.media:
        stage, reagent = medium.stage, medium.basal
        if stage.medium is None:
            continue
        if reagent is None:
            yield Finding(
                code="N-BASAL-UNKNOWN",
                severity="note",
                place=("stages", stage.id, "medium"),
                title=message(N_("Basal medium {name} is not in the catalogue"), name=stage.medium.basal),
                reason=message(N_("Its glucose, glutamine and shelf life are not known here.")),
                way_on=message(N_("Keep it, or type a name that the catalogue knows.")),
            )
        elif reagent.kind not in ("basal-medium", "buffer"):
            yield Finding(
                code="W-BASAL-KIND",
                severity="warning",
                place=("stages", stage.id, "medium"),
                title=message(N_("{name} is not a basal medium"), name=reagent.label),
                reason=message(N_("The rest of the volume is filled up with it.")),
                way_on=message(N_("Type the basal medium of the stage.")),
            )


CHECKS: tuple[Check, ...] = (
    check_structure,
    check_durations,
    check_length,
    check_doses,
    check_stage_doses,
    check_doubling,
    check_solvents,
    check_carriers,
    check_repeated_pulses,
    check_printed,
    check_basal_media,
    check_readouts,
    check_readout_order,
    check_insulin,
    check_c_peptide,
    check_serum,
    check_sources,
    check_handling,
    check_unseen,
    check_start,
)

WITHOUT_A_RUN: tuple[Check, ...] = (check_interval, check_pulses)
"""What depends on the interval of medium changes: a run has its own (``run_checks``)."""
