"""Edits by place, as findings name it: functions from a protocol or a run to the next one."""

from typing import Any

from mscplanner.domain.finding import Edit, Fix
from mscplanner.domain.grammar import Misreading, read_quantity
from mscplanner.domain.lab import Lab
from mscplanner.domain.protocol import Addition, Protocol, Stage
from mscplanner.domain.run import Change, Run, Stock
from mscplanner.domain.stockroom import stock_form
from mscplanner.planning.parts import parts_of
from mscplanner.planning.stage_lengths import FIELD, with_length

_STAGE_FIELDS = frozenset({"duration", "change", "longest_gap", "move"})
_ADDITION_FIELDS = frozenset({"final"})
_RUN_FIELDS = frozenset({"well_volume", "dead_volume"})


class NoSuchPlace(LookupError):
    """An edit names a place or a field that the run does not have."""


def apply_fix(run: Run, fix: Fix) -> Run:
    """Return ``run`` with the edit of ``fix`` applied to its copy of the protocol, or to the run itself.

    A change of the protocol is written down in ``run.changes`` with its reason, so that sheets
    can say where the run differs from its template.

    Raises:
        NoSuchPlace: the run has no such place.
    """
    edit = fix.edit
    if edit.place[:1] != ("stages",):
        return _edit_run(run, edit)
    before = _before(run, edit)
    changed = run.model_copy(update={"protocol": edit_protocol(run.protocol, edit, run.lab)})
    change = Change(edit=edit, before=before, reason=fix.source or fix.label)
    return changed.model_copy(update={"changes": (*run.changes, change)})


def edit_protocol(protocol: Protocol, edit: Edit, lab: Lab) -> Protocol:
    """Return ``protocol`` with one field of a stage or of an addition set.

    Raises:
        NoSuchPlace: the protocol has no such stage, addition or field.
    """
    stage = _stage(protocol, edit)
    if len(edit.place) == 2 and edit.field in _STAGE_FIELDS:
        return _with_stage(protocol, stage, {edit.field: edit.value})
    at = _addition_index(stage, edit, lab)
    additions = list(stage.additions)
    additions[at] = additions[at].model_copy(update={edit.field: edit.value})
    return _with_stage(protocol, stage, {"additions": tuple(additions)})


def confirm_stock(run: Run, stock: Stock) -> Run:
    """Return ``run`` with ``stock`` in place of what its reagent was taken from, from the same day on.

    A lot that takes over on another day stays.
    """
    same = (stock.reagent, stock.from_day)
    others = tuple(each for each in run.stocks if (each.reagent, each.from_day) != same)
    return run.model_copy(update={"stocks": (*others, stock)})


def with_strength(run: Run, reagent: str, strength: str, from_day: int = 0) -> Run:
    """Return ``run`` with another strength of a stock, compared with its tube; its lot and solvent stay.

    Args:
        run: Has the stock, or none of the reagent yet.
        reagent: Catalogue id, or the name as typed.
        strength: As typed.
        from_day: Day from which on the stock is used.
    """
    held = next((each for each in run.stocks if (each.reagent, each.from_day) == (reagent, from_day)), None)
    if held is None:
        return confirm_stock(run, Stock(reagent=reagent, strength=strength, from_day=from_day))
    return confirm_stock(run, held.model_copy(update={"strength": strength, "carried": False}))


def _misread_from(run: Run, reagent: str) -> int:
    """Return the day from which on a stock is used whose strength cannot be read; 0 where all can."""
    typed = [each for each in run.stocks if each.reagent == reagent and stock_form(each.strength) == "solution"]
    return next((each.from_day for each in typed if isinstance(read_quantity(each.strength), Misreading)), 0)


def _edit_run(run: Run, edit: Edit) -> Run:
    if edit.place[:1] == ("stocks",) and len(edit.place) == 2 and edit.field == "strength":
        return with_strength(run, edit.place[1], edit.value, _misread_from(run, edit.place[1]))
    if edit.place[:2] == ("run", "lengths") and len(edit.place) == 3 and edit.field == FIELD:
        return with_length(run, edit.place[2], edit.value)
    if edit.place == ("run",) and edit.field in _RUN_FIELDS:
        return run.model_copy(update={edit.field: edit.value})
    raise NoSuchPlace(edit.place, edit.field)


def _with_stage(protocol: Protocol, stage: Stage, update: dict[str, Any]) -> Protocol:
    changed = stage.model_copy(update=update)
    stages = tuple(changed if each is stage else each for each in protocol.stages)
    return protocol.model_copy(update={"stages": stages})


def _stage(protocol: Protocol, edit: Edit) -> Stage:
    stage = protocol.stage(edit.place[1]) if len(edit.place) > 1 else None
    if stage is None:
        raise NoSuchPlace(edit.place)
    return stage


def _addition_index(stage: Stage, edit: Edit, lab: Lab) -> int:
    keys = [part.key for part in parts_of(stage, lab)]
    if len(edit.place) != 4 or edit.place[3] not in keys or edit.field not in _ADDITION_FIELDS:
        raise NoSuchPlace(edit.place, edit.field)
    return keys.index(edit.place[3])


def _before(run: Run, edit: Edit) -> str:
    stage = _stage(run.protocol, edit)
    thing: Stage | Addition = stage
    if len(edit.place) > 2:
        thing = stage.additions[_addition_index(stage, edit, run.lab)]
    return str(getattr(thing, edit.field, None) or "")
