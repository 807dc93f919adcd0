"""What the overview tells of a run that slipped: the revisions of its plan, and what happened so far."""

from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.domain.run import Revision
from mscplanner.planning.happening_texts import otherwise
from mscplanner.planning.happenings import latest
from mscplanner.sheets.job import Job
from mscplanner.sheets.speech import NOTHING

_IN_ROW = 5


def revision_facts(job: Job) -> list[tuple[str, tuple[str, ...]]]:
    """Return captions and texts for the revisions and for what happened; none for a run as it was planned."""
    facts: list[tuple[str, tuple[str, ...]]] = []
    for each in job.plan.run.revisions:
        facts.append((N_("Plan revision"), job.speech.texts(_revision(each))))
        if each.withdrawn:
            facts.append((N_("Sheets not to be used"), (", ".join(each.withdrawn),)))
    told = list(otherwise(job.plan))
    rows = [tuple(told[start : start + _IN_ROW]) for start in range(0, len(told), _IN_ROW)]
    facts += [(N_("Happened so far"), job.speech.joined(row)) for row in rows]
    last = latest(job.plan.run)
    if last is not None:
        facts.append((N_("Last written down"), (f"D{last}",)))
    return facts


def _revision(each: Revision) -> Message:
    by = each.by or NOTHING
    return message(N_("{number}: {date}, {by}: {reason}"), number=each.number, date=each.on, by=by, reason=each.reason)
