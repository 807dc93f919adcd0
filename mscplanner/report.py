"""What the command line answers: values as JSON, and as lines of text."""

import json
from collections.abc import Iterable, Sequence
from typing import Any, TextIO

from mscplanner.domain.finding import SEVERITIES, SEVERITY_COUNTS, Finding, count_of
from mscplanner.domain.grammar import Misreading, read_quantity
from mscplanner.domain.language import N_, P_, Language, translate, translate_count
from mscplanner.domain.message import computed, message, weekday, write_computed, write_date
from mscplanner.domain.protocol import Protocol
from mscplanner.domain.quantity import Quantity, at_least, format_quantity
from mscplanner.domain.units import BASE_UNITS
from mscplanner.planning.plan import Day, Intermediate, MediumBatch, Plan, RecipeLine
from mscplanner.planning.recipes import dilution_text
from mscplanner.planning.schedule import stage_windows
from mscplanner.planning.stage_lengths import length_texts


def write_json(value: Any, stream: TextIO, indent: int | None = 2) -> None:
    """Write ``value`` as one JSON document and a line end."""
    json.dump(value, stream, ensure_ascii=False, indent=indent)
    stream.write("\n")


def quantity_report(text: str, language: Language) -> dict[str, Any]:
    """Return how ``text`` reads as a concentration.

    Example:
        >>> quantity_report("10 nM", "en")["kind"]
        'molar'
    """
    reading = read_quantity(text)
    if isinstance(reading, Misreading):
        told = {"code": reading.code, "message": reading.message.written(language), "readings": list(reading.readings)}
        return {"text": text, "error": told}
    kind = reading.kind
    return {
        "text": text,
        "value": float(reading.base),
        "unit": BASE_UNITS[kind],
        "kind": "activity-per-volume" if kind == "international-activity-per-volume" else kind,
        "display": format_quantity(reading),
    }


def finding_report(finding: Finding, language: Language) -> dict[str, Any]:
    """Return a finding as JSON: ``message`` is its title, the reason and the way on stand beside it."""
    return {
        "code": finding.code,
        "severity": finding.severity,
        "place": list(finding.place),
        "message": finding.title.written(language),
        "reason": finding.reason.written(language),
        "way_on": finding.way_on.written(language),
        "fixes": [
            {
                "label": fix.label.written(language),
                "place": list(fix.edit.place),
                "field": fix.edit.field,
                "value": fix.edit.value or None,
                "source": fix.source.written(language) if fix.source else None,
            }
            for fix in finding.fixes
        ],
    }


_SEVERITY_WORDS = {"error": N_("error"), "warning": N_("warning"), "note": N_("note")}


def finding_lines(findings: Iterable[Finding], language: Language) -> list[str]:
    """Return findings as text, three lines each."""
    lines = []
    for finding in findings:
        severity = translate(_SEVERITY_WORDS[finding.severity], language)
        lines += [
            f"{severity} {finding.code}  {finding.title.written(language)}  [{' > '.join(finding.place)}]",
            f"    {finding.reason.written(language)}",
            f"    {finding.way_on.written(language)}",
        ]
    return lines or [translate(N_("Nothing to fix."), language)]


def template_report(protocol: Protocol, findings: tuple[Finding, ...], language: Language) -> dict[str, Any]:
    """Return one row of the list of templates; ``days`` is None where a length is not stated."""
    windows = stage_windows(protocol, 1)
    dated = len(windows) == len(protocol.stages) and bool(windows)
    return {
        "id": protocol.id,
        "title": protocol.title.written(language),
        "days": windows[-1].end_day if dated else None,
        "stages": len(protocol.stages),
        "findings": {severity: count_of(findings, severity) for severity in SEVERITIES},
    }


def template_lines(rows: Sequence[dict[str, Any]], language: Language) -> list[str]:
    """Return the list of templates as text."""
    lines = []
    for row in rows:
        days = translate_count(P_("{count} day", "{count} days"), row["days"], language) if row["days"] else None
        counts = ", ".join(
            translate_count(SEVERITY_COUNTS[severity], row["findings"][severity], language) for severity in SEVERITIES
        )
        length = days or translate(N_("length not stated"), language)
        lines.append(f"{row['id']:<24}{row['title']}\n{'':<24}{length} · {counts}")
    return lines


def plan_report(plan: Plan, language: Language) -> dict[str, Any]:
    """Return a whole plan as JSON."""
    run = plan.run
    return {
        "run": {
            "number": run.number,
            "protocol": run.protocol.id,
            "title": run.protocol.title.written(language),
            "start": run.start.isoformat(),
            "vessel": run.vessel.id,
            "count": run.count,
            "wells": plan.wells,
            "well_volume": _written(plan.well_volume),
            "revision": run.revision,
        },
        "stages": [
            {
                "id": each.stage,
                "code": each.code,
                "start_day": each.start_day,
                "end_day": each.end_day,
                "feeds": list(each.feeds),
                "change_every_days": each.interval_days,
                "change_is_lab_setting": each.lab_interval,
                "start_hours": float(each.start_hours),
                "end_hours": float(each.end_hours),
                "length_is_lab_setting": each.lab_length,
            }
            for each in plan.stages
        ],
        "before": [_day_report(day, language) for day in plan.preceding],
        "days": [_day_report(day, language) for day in plan.days],
        "media": [_batch_report(batch, language) for batch in plan.media],
        "needs": [
            {
                "reagent": need.reagent,
                "name": need.name.written(language),
                "stock": _written(need.stock),
                "amount": format_quantity(need.amount),
                "powder": need.powder,
                "rinse": need.rinse,
                "lot": need.lot or None,
                "first_day": need.first_day,
                "last_day": need.last_day,
            }
            for need in plan.needs
        ],
        "findings": [finding_report(finding, language) for finding in plan.findings],
    }


def _written(quantity: Quantity | None) -> str | None:
    return format_quantity(quantity) if quantity else None


def _day_report(day: Day, language: Language) -> dict[str, Any]:
    return {
        "day": day.number,
        "label": day.label,
        "date": day.date.isoformat(),
        "weekday": weekday(day.date, language),
        "closed": day.closed,
        "closed_name": day.closed_name.written(language) if day.closed_name else None,
        "tasks": [
            {
                "kind": task.kind,
                "stage": task.stage,
                "text": task.text.written(language),
                "medium": task.batch or task.medium or None,
                "volume": _written(task.volume),
                "arm": task.arm,
                "needed_day": task.needed_day,
                "moved_from_day": task.moved.from_day if task.moved else None,
                "moved_by_hand": bool(task.moved and task.moved.pin),
                "moved_by": task.moved.pin.by or None if task.moved and task.moved.pin else None,
            }
            for task in day.tasks
        ],
    }


def _batch_report(batch: MediumBatch, language: Language) -> dict[str, Any]:
    return {
        "id": batch.id,
        "stage": batch.stage,
        "arms": list(batch.arms),
        "made_on": batch.made_on.isoformat(),
        "made_on_day": batch.made_on_day,
        "use_by": batch.use_by.isoformat(),
        "shelf_life": batch.shelf_life.written(language),
        "used_on_days": list(batch.feeds),
        "needed": format_quantity(batch.needed),
        "wanted": format_quantity(batch.wanted),
        "volume": format_quantity(batch.volume),
        "origin": batch.origin.written(language),
        "intermediates": [_intermediate_report(each, language) for each in batch.intermediates],
        "recipe": [_line_report(line, language) for line in batch.recipe],
        "completions": [
            {
                "id": each.id,
                "day": each.day,
                "date": each.date.isoformat(),
                "needed": format_quantity(each.needed),
                "volume": format_quantity(each.volume),
                "intermediates": [_intermediate_report(made, language) for made in each.intermediates],
                "recipe": [_line_report(line, language) for line in each.recipe],
            }
            for each in batch.completions
        ],
    }


def _intermediate_report(each: Intermediate, language: Language) -> dict[str, Any]:
    return {
        "code": each.code,
        "reagent": each.reagent,
        "from": each.source or None,
        "take": format_quantity(each.take),
        "diluent": each.diluent.written(language),
        "diluent_volume": format_quantity(each.diluent_volume),
        "volume": format_quantity(each.volume),
        "strength": format_quantity(each.strength),
        "made_on_day": each.made_on_day,
        "use_by_day": each.use_by_day,
        "used_for": list(each.used_for),
    }


def _line_report(line: RecipeLine, language: Language) -> dict[str, Any]:
    error = line.error_percent
    return {
        "reagent": line.reagent,
        "name": line.name.written(language),
        "stock": _written(line.stock),
        "stock_assumed": line.assumed,
        "powder": line.powder,
        "final": _written(line.final),
        "add": _written(line.add),
        "achieved": _written(line.achieved),
        "error_percent": None if error is None else float(round(error, 3)),
        "from_intermediate": line.intermediate or None,
        "from_batch": line.base or None,
        "lot": line.lot or None,
        "basal": line.basal,
    }


def plan_lines(plan: Plan, language: Language) -> list[str]:
    """Return a plan as text: days with work, media with recipes, findings."""
    lines = [f"{plan.run.number}  {plan.run.protocol.title.written(language)}", ""]
    lengths = [text.written(language) for text in length_texts(plan.run)]
    lines += [*lengths, ""] if lengths else []
    for day in plan.working_days:
        closed = translate(N_("closed day"), language) if day.closed else ""
        if day.closed_name:
            closed = message(N_("closed day: {name}"), name=day.closed_name).written(language)
        lines.append(f"{day.label:<5}{write_date(day.date, language)}  {closed}".rstrip())
        lines += [f"       {task.text.written(language)}" for task in day.tasks]
    for batch in plan.media:
        use_by = message(N_("use by {date}"), date=batch.use_by).written(language)
        lines += ["", f"{batch.id}  {write_computed(batch.volume)}  {use_by} ({batch.shelf_life.written(language)})"]
        lines.append(f"       {batch.origin.written(language)}")
        lines += _recipe_text(batch.intermediates, batch.recipe, language)
        for each in batch.completions:
            text = message(N_("on D{day}, {volume}"), day=each.day, volume=computed(each.volume))
            lines.append(f"  {each.id}  {text.written(language)}")
            lines += _recipe_text(each.intermediates, each.recipe, language)
    needs = [(need.label.written(language), format_quantity(at_least(need.amount))) for need in plan.needs]
    totals = [f"  {name:<28}{amount:>12}" for name, amount in needs]
    return [*lines, "", translate(N_("Needed in all"), language), *totals, "", *finding_lines(plan.findings, language)]


def _recipe_text(intermediates: Sequence[Intermediate], recipe: Sequence[RecipeLine], language: Language) -> list[str]:
    made = [f"       {dilution_text(each).written(language)}" for each in intermediates]
    return [*made, *(_line_text(line, language) for line in recipe)]


def _line_text(line: RecipeLine, language: Language) -> str:
    add = format_quantity(line.add) if line.add else translate(N_("not stated"), language)
    stock = format_quantity(line.stock) if line.stock else ""
    stock = f"{line.intermediate} {stock}" if line.intermediate else stock
    final = format_quantity(line.final) if line.final else ""
    return f"       {line.label.written(language):<28}{stock:>14}{final:>14}{add:>14}".rstrip()
