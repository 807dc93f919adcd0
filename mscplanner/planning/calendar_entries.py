"""What stands in a calendar: the tasks of a plan, those together that are done in one go.

What is prepared for one day is one entry, and so are the fills of one stage, whatever vessels get
them. Every other task is an entry of its own.
"""

from collections import Counter
from collections.abc import Hashable, Sequence

from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.domain.value import LateValue
from mscplanner.planning.plan import FEEDINGS, Day, Plan, Task, TaskKind
from mscplanner.planning.task_identity import KnownTask, known_tasks

_PREPARED: dict[TaskKind, str] = {
    "dissolve": N_("dissolve"),
    "thaw": N_("thaw"),
    "coat": N_("coat"),
    "warm": N_("warm"),
    "complete-medium": N_("complete"),
}


class CalendarEntry(LateValue):
    """One entry of a calendar; it lasts for the whole of its day.

    Attributes:
        identity: The one of its first task, or of the task that it prepares for. No two entries of
            a plan have the same, and an entry keeps it when it moves to another day.
        title: What is done, without run and day.
        tasks: In order of the work; never empty. Each task of the plan is in one entry.
    """

    identity: str
    day: Day
    title: Message
    tasks: tuple[Task, ...]

    @property
    def kind(self) -> TaskKind:
        """What kind of work it is."""
        return self.tasks[0].kind


def calendar_entries(plan: Plan) -> tuple[CalendarEntry, ...]:
    """Return the entries of ``plan`` in order of the days and of the work."""
    groups: dict[Hashable, list[KnownTask]] = {}
    needs: dict[int, str] = {}
    for known in known_tasks(plan):
        groups.setdefault(_group(known), []).append(known)
        if known.task.kind not in _PREPARED:
            _note_need(needs, known)
    count: Counter[str] = Counter()
    return tuple(_entry(group, needs, count) for group in groups.values())


def _group(known: KnownTask) -> Hashable:
    task, day = known.task, known.day.number
    if task.kind in _PREPARED:
        return "prepare", day, _needed_day(known)
    return (task.kind, day, task.stage) if task.kind in FEEDINGS else known.identity


def _needed_day(known: KnownTask) -> int:
    needed = known.task.needed_day
    return known.day.number if needed is None else needed


def _note_need(needs: dict[int, str], known: KnownTask) -> None:
    """Keep what a day is prepared for: its first fill, which follows from the protocol alone, else its first task."""
    noted = needs.get(known.day.number, "")
    if not noted or (known.task.kind in FEEDINGS and noted.partition("/")[0] not in FEEDINGS):
        needs[known.day.number] = known.identity


def _entry(group: Sequence[KnownTask], needs: dict[int, str], count: Counter[str]) -> CalendarEntry:
    first = group[0]
    identity, title = first.identity, _title(group)
    if first.task.kind in _PREPARED:
        ahead = "prepare-ahead" if _needed_day(first) > first.day.number else "prepare"
        identity = f"{ahead}/{needs.get(_needed_day(first), identity)}"
        # What one day needs may be prepared on several.
        count[identity] += 1
        identity = f"{identity}/{count[identity]}"
    return CalendarEntry(identity=identity, day=first.day, title=title, tasks=tuple(each.task for each in group))


def _title(group: Sequence[KnownTask]) -> Message:
    first = group[0]
    if len(group) == 1:
        return first.task.text
    if first.task.kind in FEEDINGS and first.task.arm == "induced":
        return message(N_("{task} · with controls"), task=first.task.text)
    if first.task.kind in FEEDINGS:
        return message("{tasks}", tasks=tuple(each.task.text for each in group))
    kinds = tuple(message(text) for text in dict.fromkeys(_PREPARED[each.task.kind] for each in group))
    if _needed_day(first) > first.day.number:
        return message(N_("Prepare for D{day}: {kinds}"), day=_needed_day(first), kinds=kinds)
    return message(N_("Prepare: {kinds}"), kinds=kinds)
