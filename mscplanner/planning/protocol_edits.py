"""Edits of a protocol by position: each takes a protocol and returns the next one.

Stages (``at``) and additions (``row``) are counted from 0. What is typed is kept as typed; only
what cannot be stored at all is left out: characters that cannot be seen, and text beyond the
longest that a field takes. A position that is not there raises ``IndexError``.
"""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from mscplanner.domain.lab import Lab
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.protocol import Addition, Protocol, Readout, Stage, StageMedium, StageTask, StartConditions
from mscplanner.domain.value import Value, hidden_character
from mscplanner.planning.glucose_pairs import read_levels, with_levels

LONGEST_TYPED = 400
LONGEST_NAME = 200
LONGEST_DETAIL = 4000
MOST_STAGES = 200
MOST_ADDITIONS = 200
MOST_TASKS = 100

AnyValue = TypeVar("AnyValue", bound=Value)
Item = TypeVar("Item")


def typed_text(text: str, longest: int = LONGEST_TYPED) -> str:
    """Return ``text`` as a field keeps it: on one line, without hidden characters, not too long.

    Example:
        >>> typed_text(" 20 ng/mL\\n")
        '20 ng/mL'
    """
    seen = "".join(" " if each in "\t\n\r" else each for each in text if each in "\t\n\r" or not hidden_character(each))
    return seen.strip()[:longest].strip()


def _with(value: AnyValue, **parts: Any) -> AnyValue:
    # Unlike model_copy, this looks at the new parts: what is held can always be stored.
    return type(value).model_validate({**dict(value), **parts})


def _placed(items: Sequence[Item], at: int, *new: Item) -> tuple[Item, ...]:
    return (*items[:at], *new, *items[at + 1 :])


def _moved(items: Sequence[Item], at: int, to: int) -> tuple[Item, ...]:
    rest = [*items[:at], *items[at + 1 :]]
    return (*rest[:to], items[at], *rest[to:])


def set_title(protocol: Protocol, title: str) -> Protocol:
    """Return ``protocol`` with another title, the same in every language; an empty one changes nothing."""
    text = typed_text(title, LONGEST_NAME)
    return _with(protocol, title=LocalText(plain=text)) if text else protocol


def set_cell_source(protocol: Protocol, text: str) -> Protocol:
    """Return ``protocol`` with another cell source, the same in every language."""
    kept = typed_text(text, LONGEST_NAME)
    return _with(protocol, cell_source=LocalText(plain=kept) if kept else None)


def set_start(protocol: Protocol, field: str, text: str) -> Protocol:
    """Return ``protocol`` with one start condition set: ``confluence``, ``seeding_density`` or ``passage``."""
    start: StartConditions = _with(protocol.start, **{field: typed_text(text) or None})
    return _with(protocol, start=start)


def _with_stage(protocol: Protocol, at: int, stage: Stage) -> Protocol:
    return _with(protocol, stages=_placed(protocol.stages, at, stage))


def set_stage(protocol: Protocol, at: int, field: str, text: str) -> Protocol:
    """Return ``protocol`` with one field of a stage set.

    Args:
        protocol: Has a stage number ``at``.
        at: Stage, from 0.
        field: ``title``, ``duration``, ``change``, ``basal``, ``procedure``, ``longest_gap``,
            ``move``, ``gate``, or ``skip`` and ``half`` (``yes`` or nothing).
        text: As typed. Nothing takes the value away; a title cannot be taken away.
    """
    stage = protocol.stages[at]
    kept = typed_text(text, LONGEST_NAME if field in ("title", "basal") else LONGEST_TYPED)
    if field in ("skip", "half"):
        return _with_stage(protocol, at, _with(stage, **{field: kept == "yes"}))
    if field in ("title", "procedure", "gate"):
        if not kept and field == "title":
            return protocol
        return _with_stage(protocol, at, _with(stage, **{field: LocalText(plain=kept) if kept else None}))
    if field == "basal":
        printed = stage.medium.printed if stage.medium else None
        return _with_stage(
            protocol, at, _with(stage, medium=StageMedium(basal=kept, printed=printed) if kept else None)
        )
    return _with_stage(protocol, at, _with(stage, **{field: kept or None}))


def new_stage(protocol: Protocol) -> Stage:
    """Return an empty stage with an id that ``protocol`` does not have yet."""
    taken = {stage.id for stage in protocol.stages}
    number = next(number for number in range(len(taken) + 1, 2 * len(taken) + 3) if f"step-{number}" not in taken)
    return Stage(id=f"step-{number}", title=LocalText(en=f"Step {number}", zh=f"第 {number} 步"))


def add_stage(protocol: Protocol, at: int) -> Protocol:
    """Return ``protocol`` with an empty stage put in before stage ``at``; a full one stays as it is."""
    if len(protocol.stages) >= MOST_STAGES:
        return protocol
    stages = protocol.stages
    return _with(protocol, stages=(*stages[:at], new_stage(protocol), *stages[at:]))


def duplicate_stage(protocol: Protocol, at: int) -> Protocol:
    """Return ``protocol`` with a copy of stage ``at`` behind it, under an id of its own."""
    if len(protocol.stages) >= MOST_STAGES:
        return protocol
    twin = _with(protocol.stages[at], id=new_stage(protocol).id)
    return _with(protocol, stages=_placed(protocol.stages, at, protocol.stages[at], twin))


def remove_stage(protocol: Protocol, at: int) -> Protocol:
    """Return ``protocol`` without stage ``at``."""
    return _with(protocol, stages=_placed(protocol.stages, at))


def move_stage(protocol: Protocol, at: int, to: int) -> Protocol:
    """Return ``protocol`` with stage ``at`` at position ``to``; its doses go with it."""
    return _with(protocol, stages=_moved(protocol.stages, at, to))


def _with_additions(protocol: Protocol, at: int, additions: Iterable[Addition]) -> Protocol:
    return _with_stage(protocol, at, _with(protocol.stages[at], additions=tuple(additions)))


def set_addition(protocol: Protocol, at: int, row: int, field: str, text: str, lab: Lab) -> Protocol:
    """Return ``protocol`` with one field of an addition set.

    Args:
        protocol: Has an addition number ``row`` in its stage number ``at``.
        at: Stage, from 0.
        row: Addition, from 0.
        field: ``reagent``, ``final``, or ``once`` (``yes`` or nothing).
        text: As typed. An empty final concentration means that none is stated; an empty name
            changes nothing.
        lab: Says whether a new name is another reagent. A reading belongs to the reagent it was
            given for and goes with it; the printed text stays.
    """
    addition = protocol.stages[at].additions[row]
    if field == "once":
        changed = _with(addition, once=text == "yes")
    elif field == "final":
        changed = _with(addition, final=typed_text(text) or None)
    else:
        name = typed_text(text, LONGEST_NAME)
        if not name:
            return protocol
        same = lab.catalogue.reagent(name) is not None
        same = same and lab.catalogue.reagent(name) == lab.catalogue.reagent(addition.reagent)
        changed = _with(addition, reagent=name, reading=addition.reading if same else None)
    return _with_additions(protocol, at, _placed(protocol.stages[at].additions, row, changed))


def add_addition(protocol: Protocol, at: int, row: int, reagent: str, final: str = "") -> Protocol:
    """Return ``protocol`` with an addition put in before ``row``; without a name nothing is put in."""
    name, additions = typed_text(reagent, LONGEST_NAME), protocol.stages[at].additions
    if not name or len(additions) >= MOST_ADDITIONS:
        return protocol
    added = Addition(reagent=name, final=typed_text(final) or None)
    return _with_additions(protocol, at, (*additions[:row], added, *additions[row:]))


def duplicate_addition(protocol: Protocol, at: int, row: int) -> Protocol:
    """Return ``protocol`` with a copy of an addition behind it."""
    additions = protocol.stages[at].additions
    if len(additions) >= MOST_ADDITIONS:
        return protocol
    return _with_additions(protocol, at, _placed(additions, row, additions[row], additions[row]))


def remove_addition(protocol: Protocol, at: int, row: int) -> Protocol:
    """Return ``protocol`` without an addition."""
    return _with_additions(protocol, at, _placed(protocol.stages[at].additions, row))


def move_addition(protocol: Protocol, at: int, row: int, to: int) -> Protocol:
    """Return ``protocol`` with an addition at position ``to`` of its stage."""
    return _with_additions(protocol, at, _moved(protocol.stages[at].additions, row, to))


def add_stage_task(protocol: Protocol, at: int, name: str) -> Protocol:
    """Return ``protocol`` with a task on the first day of stage ``at``; without a name none is added."""
    text, stage = typed_text(name, LONGEST_NAME), protocol.stages[at]
    if not text or len(stage.tasks) >= MOST_TASKS:
        return protocol
    return _with_tasks(protocol, at, (*stage.tasks, StageTask(name=LocalText(plain=text))))


def set_stage_task(protocol: Protocol, at: int, row: int, field: str, text: str) -> Protocol:
    """Return ``protocol`` with one field of a task of a stage set.

    Args:
        protocol: Has a task number ``row`` in its stage number ``at``.
        at: Stage, from 0.
        row: Task, from 0.
        field: ``name``, ``kind``, ``day``, ``earlier_days`` or ``later_days``.
        text: As typed: a name, one of the kinds of a ``StageTask``, or a whole number of days. An
            empty name, and a kind or number that a task does not take, change nothing.
    """
    tasks = protocol.stages[at].tasks
    kept = typed_text(text, LONGEST_NAME)
    if not kept:
        return protocol
    try:
        value = LocalText(plain=kept) if field == "name" else kept if field == "kind" else int(kept)
        changed = _with(tasks[row], **{field: value})
    except ValueError:
        return protocol
    return _with_tasks(protocol, at, _placed(tasks, row, changed))


def remove_stage_task(protocol: Protocol, at: int, row: int) -> Protocol:
    """Return ``protocol`` without a task of stage ``at``."""
    return _with_tasks(protocol, at, _placed(protocol.stages[at].tasks, row))


def move_stage_task(protocol: Protocol, at: int, row: int, to: int) -> Protocol:
    """Return ``protocol`` with a task at position ``to`` of its stage."""
    return _with_tasks(protocol, at, _moved(protocol.stages[at].tasks, row, to))


def _with_tasks(protocol: Protocol, at: int, tasks: Iterable[StageTask]) -> Protocol:
    return _with_stage(protocol, at, _with(protocol.stages[at], tasks=tuple(tasks)))


def new_protocol(protocol_id: str, title: LocalText) -> Protocol:
    """Return a protocol with one empty stage."""
    return add_stage(Protocol(id=protocol_id, title=title), 0)


def variant_of(parent: Protocol, taken: Iterable[str]) -> Protocol:
    """Return a copy of ``parent`` that knows it, with an id that is not among ``taken``."""
    used = set(taken)
    stem = parent.id[:60]
    number = next(number for number in range(1, len(used) + 2) if f"{stem}-copy-{number}" not in used)
    title = LocalText(
        en=f"{parent.title.written('en')[:150]}, copy {number}", zh=f"{parent.title.written('zh')[:150]}，副本 {number}"
    )
    return _with(parent, id=f"{stem}-copy-{number}", title=title, derived_from=parent.id)


MOST_READOUTS = 200


def add_readout(protocol: Protocol, name: str) -> Protocol:
    """Return ``protocol`` with a read-out at its end behind the others; without a name none is added."""
    text = typed_text(name, LONGEST_NAME)
    if not text or len(protocol.readouts) >= MOST_READOUTS:
        return protocol
    return _with(protocol, readouts=(*protocol.readouts, Readout(name=LocalText(plain=text), at="end")))


def set_readout(protocol: Protocol, row: int, field: str, text: str) -> Protocol:
    """Return ``protocol`` with one field of a read-out set; an empty name or time changes nothing.

    Args:
        protocol: Has a read-out number ``row``.
        row: Read-out, from 0.
        field: ``name``, ``at`` (id of a stage, or ``end``), ``destructive`` (``yes`` or nothing),
            ``kind`` (one of ``ReadoutKind``, or nothing: its name says it), ``detail``, or
            ``glucose`` (see ``read_levels``; what it does not understand changes nothing).
        text: As typed.
    """
    readout, kept = protocol.readouts[row], typed_text(text, LONGEST_DETAIL if field == "detail" else LONGEST_NAME)
    if field == "detail":
        changed = _with(readout, detail=LocalText(plain=kept) if kept else None)
    elif field == "glucose":
        levels = read_levels(kept)
        if kept and levels is None:
            return protocol
        changed = _with(readout, detail=with_levels(readout.detail, levels))
    elif field == "kind":
        changed = _with(readout, kind=kept or None)
    elif field == "destructive":
        changed = _with(readout, destructive=kept == "yes")
    elif not kept:
        return protocol
    else:
        changed = _with(readout, **{field: LocalText(plain=kept) if field == "name" else kept})
    return _with(protocol, readouts=_placed(protocol.readouts, row, changed))


def remove_readout(protocol: Protocol, row: int) -> Protocol:
    """Return ``protocol`` without a read-out."""
    return _with(protocol, readouts=_placed(protocol.readouts, row))
