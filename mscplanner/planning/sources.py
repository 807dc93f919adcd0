"""The checks of what a protocol rests on: what sources say differently, and what none of them says."""

from collections.abc import Iterator

from mscplanner.domain.finding import Finding
from mscplanner.domain.language import N_
from mscplanner.domain.message import message
from mscplanner.domain.protocol import Disagreement, Knowledge
from mscplanner.planning.subject import Medium, Subject

TOPICS = {
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


def check_sources(subject: Subject) -> Iterator[Finding]:
    """Show what review and original say differently, both with how well each is known."""
    for each in subject.protocol.disagreements:
        yield Finding(
            code=_disagreement_code(each),
            severity=each.severity,
            place=each.place or ("protocol",),
            title=message(TOPICS[each.topic]),
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


_UNSEEN: dict[Knowledge, str] = {
    "S": N_("{stages}: printed in the review (S)"),
    "A": N_("{stages}: stated in the original's abstract (A)"),
    "R": N_("{stages}: from a secondary source (R)"),
    "I": N_("{stages}: inferred (I)"),
    "K": N_("{stages}: recalled, not checked (K)"),
    "N": N_("{stages}: looked for and not found (N)"),
}


def check_unseen(subject: Subject) -> Iterator[Finding]:
    """Note, once for the protocol, the stages that nobody has seen in the original itself."""
    stages: dict[Knowledge, list[str]] = {}
    for medium in subject.media:
        if medium.stage.known in _UNSEEN:
            stages.setdefault(medium.stage.known, []).append(medium.code)
    if not stages:
        return
    said = tuple(message(_UNSEEN[known], stages=", ".join(codes)) for known, codes in stages.items())
    yield Finding(
        code="N-METHODS",
        severity="note",
        place=("protocol",),
        title=message(N_("Stages not seen in the original's Methods: {count}"), count=sum(map(len, stages.values()))),
        reason=message(N_("{said}."), said=said),
        way_on=message(N_("Read the Methods of the original before the run, and correct what differs.")),
    )


def check_start(subject: Subject) -> Iterator[Finding]:
    """Note, once for the protocol, what is not stated about the cells on D0."""
    start = subject.protocol.start
    missing = [
        text
        for value, text in (
            (start.confluence, N_("confluence")),
            (start.seeding_density, N_("seeding density")),
            (start.passage, N_("passage")),
        )
        if value is None
    ]
    if missing and subject.media:
        yield Finding(
            code="N-START",
            severity="note",
            place=("cell_source",),
            title=message(N_("Start conditions not stated: {count}"), count=len(missing)),
            reason=message(N_("Not stated: {names}."), names=tuple(message(text) for text in missing)),
            way_on=message(N_("Type what your lab uses; it is what makes two runs comparable.")),
        )


_SERUM_WORDS = ("serum", "fbs", "fcs", "血清")


def check_serum(subject: Subject) -> Iterator[Finding]:
    """Note media of which the source says neither that they hold serum nor that they do not."""
    for medium in subject.media:
        printed = medium.stage.medium.printed if medium.stage.medium else None
        if printed is None or _says_serum(printed) or any(_is_serum(medium)):
            continue
        yield Finding(
            code="N-SERUM",
            severity="note",
            place=(*medium.place, "medium"),
            title=message(N_("{stage}: serum or serum-free is not stated"), stage=medium.code),
            reason=message(N_("The source prints “{printed}” and no serum."), printed=printed[:60]),
            way_on=message(N_("Look it up in the original; add serum only if it says so.")),
        )


def _says_serum(text: str) -> bool:
    folded = text.casefold()
    return any(word in folded for word in _SERUM_WORDS)


def _is_serum(medium: Medium) -> Iterator[bool]:
    for part in medium.parts:
        yield part.reagent.kind == "serum" if part.reagent else _says_serum(part.addition.reagent)
