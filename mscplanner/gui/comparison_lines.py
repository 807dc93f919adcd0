"""A comparison as lines of words and figures, the same for the table and for text that is copied."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from mscplanner.domain.language import N_, Language, translate
from mscplanner.domain.message import message
from mscplanner.planning.exposure import fold_text
from mscplanner.planning.field_names import change_sides, field_name

if TYPE_CHECKING:
    from mscplanner.planning.comparison import (
        AdditionComparison,
        Comparison,
        Exposure,
        StageComparison,
        Status,
        ValueChange,
    )

HEADS = (N_("Difference"), N_("Value"), "A", "B", N_("Fold"), N_("Dose × days"))
NO_BRIDGE = "—"
STATUS_WORDS: dict[Status, str] = {
    "added": N_("added"),
    "removed": N_("removed"),
    "changed": N_("changed"),
    "same": N_("same"),
}
STATUS_SIGNS: dict[Status, str] = {"added": "+", "removed": "−", "changed": "≠", "same": "="}
_YES_OR_NO = frozenset({"once", "destructive"})
_TOLD_OF_WHOLE = frozenset({"once"})
"""Fields of an addition that came or went which are worth a line of their own."""


_MOST = 2000
"""Characters of a value that are shown; paper and window have no room for more."""


class Line(NamedTuple):
    """One line: a heading across all columns, or a value with what it is in A and in B."""

    status: Status | Literal[""]
    name: str
    before: str = ""
    after: str = ""
    fold: str = ""
    exposure: str = ""

    def cells(self, language: Language) -> tuple[str, ...]:
        """Return the texts of all columns; a heading has one."""
        if not self.status:
            return (self.name,)
        status = f"{STATUS_SIGNS[self.status]} {translate(STATUS_WORDS[self.status], language)}"
        return (status, self.name, self.before, self.after, self.fold, self.exposure)


def comparison_lines(comparison: Comparison, only_differences: bool, language: Language) -> tuple[Line, ...]:
    """Return ``comparison`` as lines: first what lies outside the stages, then stage by stage."""
    lines: list[Line] = []
    if comparison.changes:
        lines.append(Line("", translate(N_("Whole protocol"), language)))
        lines += [_change(change, language) for change in comparison.changes]
    for stage in comparison.stages:
        if only_differences and stage.status == "same" and not stage.shift_days:
            continue
        lines.append(Line("", _stage_heading(stage, language)))
        lines += [_change(change, language) for change in stage.changes if stage.status in ("changed", "same")]
        for addition in stage.additions:
            if not only_differences or addition.status != "same":
                lines += _addition(addition, language)
    return tuple(lines)


def written_lines(title: str, lines: Sequence[Line], language: Language) -> str:
    """Return ``lines`` as text with tabs, as spreadsheets and notebooks take it."""
    rows = ["\t".join(translate(head, language) for head in HEADS)]
    rows += ["\t".join(_one_line(cell) for cell in line.cells(language)) for line in lines]
    return "\n".join([title, *rows]) + "\n"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _change(change: ValueChange, language: Language, of: str = "") -> Line:
    status: Status = "added" if change.after else "removed"
    if (change.before and change.after) or change.field.rpartition(".")[2] in _YES_OR_NO:
        status = "changed"
    name = field_name(change.field).written(language)
    before, after = (side.written(language) for side in change_sides(change, _MOST))
    return Line(status, f"{of} · {name}" if of else name, before, after)


def _addition(addition: AdditionComparison, language: Language) -> Iterator[Line]:
    label = addition.label.written(language)
    unstated = translate(N_("not stated"), language)
    there = (addition.status != "added", addition.status != "removed")
    finals = (addition.final_before, addition.final_after)
    before, after = (final or unstated if is_there else "" for final, is_there in zip(finals, there, strict=True))
    fold = ""
    if addition.fold is not None:
        fold = fold_text(addition.fold)
    elif all(finals):
        fold = NO_BRIDGE
    exposure = _exposure(addition.exposure_before, addition.exposure_after)
    yield Line(addition.status, label, before, after, fold, exposure)
    for change in addition.changes:
        if change.field in _TOLD_OF_WHOLE or (addition.status == "changed" and change.field != "final"):
            yield _change(change, language, label)


def _exposure(before: Exposure | None, after: Exposure | None) -> str:
    if before is None or after is None:
        only = before or after
        return only.text if only else ""
    if before.unit != after.unit:
        return f"{before.text} → {after.text}"
    if before.text == after.text:
        return before.text
    return f"{before.text.removesuffix(before.unit).strip()} → {after.text}"


def _stage_heading(stage: StageComparison, language: Language) -> str:
    code = stage.code_after or stage.code_before
    if stage.code_before and stage.code_after:
        code = f"{stage.code_before} → {stage.code_after}"
    parts = [code, stage.title.written(language)]
    if stage.status != "changed":
        parts.append(translate(STATUS_WORDS[stage.status], language))
    days = _span(stage.days_before, stage.days_after)
    if days:
        parts.append(message(N_("{days} d"), days=days).written(language))
    start = _span(stage.start_before, stage.start_after, "D")
    if start:
        parts.append(message(N_("starts {day}"), day=start).written(language))
    if stage.shift_days:
        parts.append(message(N_("shift {days} d"), days=f"{stage.shift_days:+d}".replace("-", "−")).written(language))
    return " · ".join(parts)


def _span(before: int | None, after: int | None, sign: str = "") -> str:
    known = [f"{sign}{each}" for each in dict.fromkeys((before, after)) if each is not None]
    return " → ".join(known)
