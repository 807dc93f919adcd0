"""Warnings that somebody accepts: who, when and why, until what they say is another thing."""

import hashlib
from datetime import date

from mscplanner.domain.finding import Finding
from mscplanner.domain.run import LEAST_REASON, Acceptance, Run
from mscplanner.planning.protocol_edits import typed_text

LONGEST_REASON = 200
LONGEST_NAME = 80


def can_be_accepted(finding: Finding) -> bool:
    """Return whether ``finding`` is a warning: an error must be solved, a note needs no decision."""
    return finding.severity == "warning"


def accept(run: Run, finding: Finding, by: str, on: date, reason: str) -> Run:
    """Return ``run`` with a warning accepted, in place of an earlier acceptance of it.

    Args:
        run: The run whose plan says ``finding``.
        finding: A warning; anything else is left as it is.
        by: Who decides; nobody is not enough.
        on: The day of the decision.
        reason: At least ``LEAST_REASON`` characters; a shorter one changes nothing.
    """
    name, why = typed_text(by, LONGEST_NAME), typed_text(reason, LONGEST_REASON)
    if not can_be_accepted(finding) or not name or len(why) < LEAST_REASON:
        return run
    made = Acceptance(code=finding.code, place=finding.place, digest=digest_of(finding), by=name, on=on, reason=why)
    return run.model_copy(update={"accepted": (*_others(run, finding), made)})


def withdraw(run: Run, finding: Finding) -> Run:
    """Return ``run`` with ``finding`` open again."""
    return run.model_copy(update={"accepted": _others(run, finding)})


def acceptance_of(run: Run, finding: Finding) -> Acceptance | None:
    """Return how ``finding`` was accepted; None where it was not, or says another thing now."""
    found = next((each for each in run.accepted if (each.code, each.place) == (finding.code, finding.place)), None)
    return found if found and can_be_accepted(finding) and found.digest == digest_of(finding) else None


def digest_of(finding: Finding) -> str:
    """Return the SHA-256 of what ``finding`` says with its figures, in hexadecimal digits."""
    said = finding.model_dump_json(include={"code", "severity", "place", "title", "reason"})
    return hashlib.sha256(said.encode()).hexdigest()


def _others(run: Run, finding: Finding) -> tuple[Acceptance, ...]:
    return tuple(each for each in run.accepted if (each.code, each.place) != (finding.code, finding.place))
