"""The findings of a protocol by the field that they are about, so that each is told at its field."""

from collections import defaultdict

from mscplanner.domain.finding import SEVERITIES, Finding, Place, Severity
from mscplanner.domain.protocol import Protocol, Stage

_FIELD_OF = {"medium": "basal"}
_LAB_INTERVAL: Place = ("change",)


class PlacedFindings:
    """Findings by stage, field and addition. None is left out: what has no field stands with its stage."""

    def __init__(self, findings: tuple[Finding, ...], protocol: Protocol) -> None:
        self._protocol = protocol
        self._at: dict[tuple[int, str], list[Finding]] = defaultdict(list)
        self._additions: dict[tuple[int, str], list[Finding]] = defaultdict(list)
        stages: dict[str, int] = {}
        for at, stage in enumerate(protocol.stages):
            stages.setdefault(stage.id, at)
        for finding in findings:
            self._place(finding, stages)

    def of_field(self, at: int, field: str) -> tuple[Finding, ...]:
        """Return the findings of a field of stage ``at``, or of the protocol (-1)."""
        return tuple(self._at.get((at, field), ()))

    def of_addition(self, at: int, key: str) -> tuple[Finding, ...]:
        """Return the findings of the addition ``key`` of stage ``at``."""
        return tuple(self._additions.get((at, key), ()))

    def outside(self, at: int, fields: frozenset[str], keys: frozenset[str] = frozenset()) -> tuple[Finding, ...]:
        """Return the findings of stage ``at`` (-1: the protocol) that are of none of ``fields`` and ``keys``."""
        kept = [found for (stage, field), found in self._at.items() if stage == at and field not in fields]
        kept += [found for (stage, key), found in self._additions.items() if stage == at and key not in keys]
        return tuple(finding for found in kept for finding in found)

    def counts(self, at: int) -> dict[Severity, int]:
        """Return how many findings stage ``at`` (-1: the protocol) has, by severity."""
        here = [found for (stage, _), found in (*self._at.items(), *self._additions.items()) if stage == at]
        severities = [finding.severity for found in here for finding in found]
        return {each: severities.count(each) for each in SEVERITIES if each in severities}

    def _place(self, finding: Finding, stages: dict[str, int]) -> None:
        place = finding.place
        at = stages.get(place[1], -1) if place[:1] == ("stages",) and len(place) > 1 else -1
        if place == _LAB_INTERVAL:
            for stage_at in _silent(self._protocol):
                self._at[stage_at, "change"].append(finding)
        elif at < 0:
            self._at[-1, place[0] if place else ""].append(finding)
        elif len(place) > 3 and place[2] == "additions":
            self._additions[at, place[3]].append(finding)
        else:
            field = place[2] if len(place) > 2 else "title"
            self._at[at, _FIELD_OF.get(field, field)].append(finding)


def _silent(protocol: Protocol) -> list[int]:
    """Return the stages that are fed by the lab's own interval, see ``checks.check_interval``."""
    found = [at for at, stage in enumerate(protocol.stages) if _is_silent(stage)]
    return found or [-1]


def _is_silent(stage: Stage) -> bool:
    return bool(stage.duration and stage.medium and stage.change is None)
