"""The checks of a protocol: named functions from values to findings.

Each looks at everything and hides nothing. A finding says what, where, why and the way on;
errors stop the final print, never the saving.
"""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from mscplanner.domain.finding import SEVERITIES, Finding, Place
from mscplanner.domain.grammar import Misreading, read_change, read_duration
from mscplanner.domain.lab import Lab
from mscplanner.domain.language import N_
from mscplanner.domain.message import message
from mscplanner.domain.protocol import Disagreement, Protocol, Stage
from mscplanner.domain.run import Stock
from mscplanner.planning.doses import check_doses
from mscplanner.planning.misreadings import misread
from mscplanner.planning.schedule import LONGEST_RUN_DAYS, stage_code, stage_duration, stage_interval

Check = Callable[[Protocol, Lab, Sequence[Stock]], Iterator[Finding]]


def check(protocol: Protocol, lab: Lab, stocks: Sequence[Stock] = ()) -> tuple[Finding, ...]:
    """Return all findings of ``protocol``: errors first, then in order of the protocol.

    Args:
        protocol: As typed.
        lab: Its catalogue gives figures, and the usual strength of every stock that is not in ``stocks``.
        stocks: Stocks that the lab has confirmed.
    """
    findings = [finding for each in CHECKS for finding in each(protocol, lab, stocks)]
    return ordered(findings, protocol)


def ordered(findings: Sequence[Finding], protocol: Protocol) -> tuple[Finding, ...]:
    """Return ``findings`` with errors first, each severity in order of the protocol's stages."""
    stages = {stage.id: at for at, stage in enumerate(protocol.stages)}

    def rank(finding: Finding) -> tuple[int, int]:
        place = finding.place
        stage = stages.get(place[1], len(stages)) if len(place) > 1 and place[0] == "stages" else len(stages)
        return SEVERITIES.index(finding.severity), stage

    return tuple(sorted(findings, key=rank))


def check_structure(protocol: Protocol, lab: Lab, stocks: Sequence[Stock]) -> Iterator[Finding]:
    """Find missing stages, stages that share an id, and what no run can be planned without."""
    if not protocol.stages:
        yield Finding(
            code="E-STAGES-NONE",
            severity="error",
            place=("stages",),
            title=message(N_("The protocol has no stages")),
            reason=message(N_("A run is planned from its stages.")),
            way_on=message(N_("Add the first stage.")),
        )
    seen: set[str] = set()
    for stage in protocol.stages:
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
    if stage.duration is None:
        yield Finding(
            code="E-DURATION-NONE",
            severity="error",
            place=("stages", stage.id, "duration"),
            title=message(N_("{stage} has no duration"), stage=stage.title),
            reason=message(N_("The source states none; days after it cannot be dated.")),
            way_on=message(N_("Type how long it lasts, e.g. “2 d” or “24 h”.")),
        )
    if stage.medium is None:
        yield Finding(
            code="E-MEDIUM-NONE",
            severity="error",
            place=("stages", stage.id, "medium"),
            title=message(N_("{stage} has no basal medium"), stage=stage.title),
            reason=message(N_("The source states none; its medium cannot be made.")),
            way_on=message(N_("Type the basal medium.")),
        )


def check_durations(protocol: Protocol, lab: Lab, stocks: Sequence[Stock]) -> Iterator[Finding]:
    """Find durations and medium-change rules that cannot be read, and spans that need a decision."""
    for stage in protocol.stages:
        duration = read_duration(stage.duration) if stage.duration is not None else None
        if isinstance(duration, Misreading):
            yield misread(duration, ("stages", stage.id), "duration")
        elif duration and duration.shortest_hours != duration.longest_hours:
            yield Finding(
                code="N-DURATION-SPAN",
                severity="note",
                place=("stages", stage.id, "duration"),
                title=message(N_("{stage} may last {span}"), stage=stage.title, span=stage.duration or ""),
                reason=message(N_("The plan takes the shorter end of the span.")),
                way_on=message(N_("Type one duration to plan another.")),
            )
        change = read_change(stage.change) if stage.change is not None else None
        if isinstance(change, Misreading):
            yield misread(change, ("stages", stage.id), "change")


def check_length(protocol: Protocol, lab: Lab, stocks: Sequence[Stock]) -> Iterator[Finding]:
    """Find the stage at which the protocol becomes longer than any run that is planned."""
    hours = Decimal(0)
    for stage in protocol.stages:
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


def check_interval(protocol: Protocol, lab: Lab, stocks: Sequence[Stock]) -> Iterator[Finding]:
    """Find that the source prints no medium-change interval, so that the lab's own is used."""
    silent = [stage for stage in protocol.stages if stage.duration and stage.medium and stage.change is None]
    if not silent:
        return
    interval, _ = stage_interval(silent[0], lab.settings.change_every_days)
    yield interval_finding(("change",), interval or 0, [stage_code(protocol, stage.id) for stage in silent])


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


def check_basal_media(protocol: Protocol, lab: Lab, stocks: Sequence[Stock]) -> Iterator[Finding]:
    """Note basal media that no catalogue knows, and reagents that are no medium."""
    for stage in protocol.stages:
        if stage.medium is None:
            continue
        reagent = lab.catalogue.reagent(stage.medium.basal)
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


def check_readouts(protocol: Protocol, lab: Lab, stocks: Sequence[Stock]) -> Iterator[Finding]:
    """Find read-outs at a stage that the protocol does not have."""
    known = {stage.id for stage in protocol.stages} | {"end"}
    for at, readout in enumerate(protocol.readouts):
        if readout.at not in known:
            yield Finding(
                code="W-READOUT-AT",
                severity="warning",
                place=("readouts", str(at)),
                title=message(N_("Read-out at “{stage}”, a stage that is not there"), stage=readout.at[:20]),
                reason=message(N_("{readout} is planned on no day."), readout=readout.name),
                way_on=message(N_("Type the id of a stage, or “end”.")),
            )


_TOPICS = {
    "length": N_("Review and original differ on the length"),
    "cell-source": N_("Review and original differ on the cell source"),
    "species": N_("Review and original differ on species or format"),
    "dose": N_("Review and original differ on a dose"),
    "basal-medium": N_("Review and original differ on the basal medium"),
    "co-culture": N_("Review and original differ on the co-culture"),
    "result": N_("Review and original differ on the result"),
    "reagent": N_("Which reagent was used is not certain"),
    "method": N_("Review and original differ on the method"),
}


_BOTH_SAY = N_("Review ({review_code}): {review} Original ({original_code}): {original}")
_OTHERS_SAY = N_("Review ({review_code}): {review} Other source ({original_code}): {original}")
_SEEN_IN_ORIGINAL = frozenset({"S", "A", "F", "N"})


def check_sources(protocol: Protocol, lab: Lab, stocks: Sequence[Stock]) -> Iterator[Finding]:
    """Show what review and original say differently, both with how well each is known."""
    for each in protocol.disagreements:
        yield Finding(
            code=_disagreement_code(each),
            severity=each.severity,
            place=each.place or ("protocol",),
            title=message(_TOPICS[each.topic]),
            reason=message(
                _BOTH_SAY if each.original_known in _SEEN_IN_ORIGINAL else _OTHERS_SAY,
                review_code=each.review_known,
                review=each.review,
                original_code=each.original_known,
                original=each.original,
            ),
            way_on=message(
                N_("Decide which of the two holds for your run; the plan follows the stages as they stand.")
            ),
        )


def _disagreement_code(each: Disagreement) -> str:
    if each.severity == "note":
        return "N-SOURCE"
    return "W-LENGTH" if each.topic == "length" else "W-SOURCE"


CHECKS: tuple[Check, ...] = (
    check_structure,
    check_durations,
    check_length,
    check_doses,
    check_basal_media,
    check_readouts,
    check_interval,
    check_sources,
)

IN_A_RUN: tuple[Check, ...] = tuple(each for each in CHECKS if each is not check_interval)
"""The same for the protocol of a run, which has an interval of its own (``run_checks``)."""
