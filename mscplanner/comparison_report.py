"""What ``compare`` answers: two protocols side by side, as JSON and as lines of text."""

import unicodedata
from collections.abc import Iterable
from typing import Any

from mscplanner.domain.language import N_, P_, Language, translate, translate_count
from mscplanner.domain.message import Message, message
from mscplanner.domain.protocol import Protocol
from mscplanner.planning.comparison import AdditionComparison, Comparison, Exposure, StageComparison, ValueChange
from mscplanner.planning.exposure import fold_text
from mscplanner.planning.field_names import change_sides, field_name

_NAME_WIDTH, _VALUE_WIDTH = 28, 36
_LONGEST_VALUE = 60


def comparison_report(comparison: Comparison, language: Language) -> dict[str, Any]:
    """Return a comparison as JSON.

    Keys, beside those that say it by themselves:

    * ``before``, ``after``: ``{"id", "title"}``; ``count``: how many values differ, a whole stage,
      addition or entry that came or went being one.
    * ``changes``: ``[{"field", "name", "before", "after"}]``, texts as typed, "" for what is not
      there: at the top what differs outside the stages.
    * ``stages``: ``"before"`` and ``"after"`` are codes such as ``S2``, "" for none; ``status`` is
      ``same``, ``changed``, ``added`` or ``removed``; ``start_*`` are days from D0 and ``days_*``
      lengths in days, null where they are not known; ``shift_days`` is how much later it starts.
    * ``additions`` of a stage: ``final_*`` as typed; ``fold`` is the dose after as so many times the
      dose before, null where nothing bridges them; ``exposure_*`` is dose times days,
      ``{"value", "unit"}`` or null.
    """
    return {
        "before": _head(comparison.before, language),
        "after": _head(comparison.after, language),
        "count": comparison.count,
        "changes": _changes(comparison.changes, language),
        "stages": [_stage_report(stage, language) for stage in comparison.stages],
    }


def _head(protocol: Protocol, language: Language) -> dict[str, str]:
    return {"id": protocol.id, "title": protocol.title.written(language)}


def _changes(changes: Iterable[ValueChange], language: Language) -> list[dict[str, str]]:
    return [
        {
            "field": each.field,
            "name": field_name(each.field).written(language),
            "before": each.before,
            "after": each.after,
        }
        for each in changes
    ]


def _stage_report(stage: StageComparison, language: Language) -> dict[str, Any]:
    return {
        "before": stage.code_before,
        "after": stage.code_after,
        "title": stage.title.written(language),
        "status": stage.status,
        "start_before": stage.start_before,
        "start_after": stage.start_after,
        "days_before": stage.days_before,
        "days_after": stage.days_after,
        "shift_days": stage.shift_days,
        "changes": _changes(stage.changes, language),
        "additions": [_addition_report(each, language) for each in stage.additions],
    }


def _addition_report(addition: AdditionComparison, language: Language) -> dict[str, Any]:
    return {
        "key": addition.key,
        "label": addition.label.written(language),
        "status": addition.status,
        "final_before": addition.final_before,
        "final_after": addition.final_after,
        "fold": None if addition.fold is None else float(addition.fold),
        "exposure_before": _exposure(addition.exposure_before),
        "exposure_after": _exposure(addition.exposure_after),
        "changes": _changes(addition.changes, language),
    }


def _exposure(exposure: Exposure | None) -> dict[str, Any] | None:
    return {"value": float(exposure.value), "unit": exposure.unit} if exposure else None


def comparison_lines(comparison: Comparison, language: Language) -> list[str]:
    """Return a comparison as text: what differs outside the stages, then stage by stage."""
    count = translate_count(P_("{count} value differs", "{count} values differ"), comparison.count, language)
    lines = [f"{each.title.written(language)}  [{each.id}]" for each in (comparison.before, comparison.after)]
    lines = [lines[0], f"→ {lines[1]}", count]
    if comparison.changes:
        lines += ["", translate(N_("Protocol"), language), *_change_lines(comparison.changes, language)]
    for stage in comparison.stages:
        lines += ["", _stage_line(stage, language), *_change_lines(stage.changes, language)]
        for addition in stage.additions:
            if addition.status != "same" or addition.exposure_before != addition.exposure_after:
                lines += _addition_lines(addition, language)
    return lines


def _change_lines(changes: Iterable[ValueChange], language: Language) -> list[str]:
    return [
        f"    {_padded(field_name(each.field).written(language), _NAME_WIDTH)}{_arrow(each, language)}"
        for each in changes
    ]


def _arrow(change: ValueChange, language: Language) -> str:
    return " → ".join(side.written(language) for side in change_sides(change, _LONGEST_VALUE))


def _stage_line(stage: StageComparison, language: Language) -> str:
    codes = " → ".join(dict.fromkeys(code for code in (stage.code_before, stage.code_after) if code))
    status = message(N_("{field}: {text}"), field=stage.title, text=message(_STATUS[stage.status]))
    parts = [codes, status.written(language)]
    starts, days = (stage.start_before, stage.start_after), (stage.days_before, stage.days_after)
    if stage.shift_days:
        parts.append(f"D{starts[0]} → D{starts[1]}")
    if stage.status in ("same", "changed") and days[0] != days[1]:
        parts.append(" → ".join("—" if each is None else f"{each} d" for each in days))
    return "  ".join(parts)


_STATUS = {
    "same": N_("the same"),
    "changed": N_("changed"),
    "added": N_("added"),
    "removed": N_("removed"),
}


def _addition_lines(addition: AdditionComparison, language: Language) -> list[str]:
    name = addition.label.written(language)
    if addition.status in ("added", "removed"):
        name = _with_status(addition, name).written(language)
    dose = ValueChange(field="final", before=addition.final_before, after=addition.final_after)
    sides = [side.written(language) for side in change_sides(dose, _LONGEST_VALUE)]
    told = {"added": sides[1], "removed": sides[0]}.get(addition.status) or " → ".join(dict.fromkeys(sides))
    line = f"    {_padded(name, _NAME_WIDTH)}{_padded(told, _VALUE_WIDTH)}"
    if addition.fold is not None and addition.fold != 1:
        line += f"{fold_text(addition.fold)}  "
    exposures = [each.text if each else "—" for each in (addition.exposure_before, addition.exposure_after)]
    if exposures[0] != exposures[1]:
        line += f"({' → '.join(exposures)})"
    if addition.status != "changed":
        return [line.rstrip()]
    others = [each for each in addition.changes if each.field != "final"]
    return [line.rstrip(), *(f"  {each}" for each in _change_lines(others, language))]


def _with_status(addition: AdditionComparison, name: str) -> Message:
    return message(N_("{name} ({status})"), name=name, status=message(_STATUS[addition.status]))


def _padded(text: str, width: int) -> str:
    """Return ``text`` with spaces up to ``width`` columns of a terminal, and two behind it."""
    columns = sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text)
    return text + " " * (max(width - columns, 0) + 2)
