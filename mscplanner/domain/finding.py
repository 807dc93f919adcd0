"""Findings: what a check has to say about a value, with its place and the ways on."""

from typing import Literal

from mscplanner.domain.language import P_
from mscplanner.domain.message import Message
from mscplanner.domain.value import Value

Severity = Literal["error", "warning", "note"]
Tool = Literal["find-start"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
SEVERITY_COUNTS: dict[Severity, tuple[str, str]] = {
    "error": P_("{count} error", "{count} errors"),
    "warning": P_("{count} warning", "{count} warnings"),
    "note": P_("{count} note", "{count} notes"),
}
Place = tuple[str, ...]


class Edit(Value):
    """One field of a protocol or run set to another text: ``planning.edits`` applies it.

    ``place`` names the thing (a stage, an addition, a stock), ``field`` its field; ``value`` is
    what a person would type there.
    """

    place: Place
    field: str
    value: str


class Fix(Value):
    """A way on that one press can do.

    ``source`` says where a proposed dose comes from; a fix that has one asks before it acts,
    because no dose is replaced without a person deciding it. A fix whose edit has no value only
    leads to the field: what stands there is for a person to decide.
    """

    label: Message
    edit: Edit
    source: Message | None = None

    @property
    def leads(self) -> bool:
        """Whether it leads to a field instead of setting it."""
        return not self.edit.value


class Finding(Value):
    """What is wrong or worth knowing, where, why, and the way on.

    Attributes:
        code: Stable name such as ``E-DOSE-SOL``; never used again for anything else.
        place: Path of the thing, e.g. ``("stages", "step-1", "additions", "retinoic-acid")``.
        title: What: at most 60 characters in English, with the figure in it.
        reason: Why: the limit and where it comes from.
        way_on: What to do about it, also where no fix can do it.
        tool: What helps to decide where no edit is known beforehand: the window opens it.
    """

    code: str
    severity: Severity
    place: Place
    title: Message
    reason: Message
    way_on: Message
    fixes: tuple[Fix, ...] = ()
    tool: Tool | None = None


def count_of(findings: tuple[Finding, ...], severity: Severity) -> int:
    """Return how many of ``findings`` are of ``severity``."""
    return sum(finding.severity == severity for finding in findings)
