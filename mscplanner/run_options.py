"""A run as the options of a command describe it, and what is told where they cannot be used.

Heavy rooms are imported where they are needed, so that the bare command opens its window without
waiting for them.
"""

from __future__ import annotations

import argparse
import locale
import os
import re
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mscplanner.domain.language import LANGUAGES, N_, Language, translate

if TYPE_CHECKING:
    from mscplanner.domain.lab import Lab
    from mscplanner.domain.protocol import Protocol
    from mscplanner.domain.run import Control, Run, StageLength, Stock, Withdrawal
    from mscplanner.domain.vessel import Vessel
    from mscplanner.domain.work_calendar import WorkCalendar
    from mscplanner.planning.plan import Plan


class UnusableInput(Exception):
    """Input that a command cannot work with; its text is the one line that is told."""


def system_language() -> Language:
    """Return the language of the system: Chinese for any ``zh`` locale, else English."""
    named = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), None)
    if named is None:
        named = locale.getlocale()[0] or ""
    return "zh" if named.casefold().startswith(("zh", "chinese")) else "en"


def language_of(options: argparse.Namespace) -> Language:
    """Return the language that a command answers in: as asked, else the system's."""
    asked = getattr(options, "language", None)
    return asked if asked in LANGUAGES else system_language()


def say(options: argparse.Namespace, text: str, /, **figures: object) -> str:
    """Return a text in the language of a command, with its figures in place."""
    return translate(text, language_of(options)).format(**figures)


def add_run_options(parser: argparse.ArgumentParser, text: Callable[[str], str]) -> None:
    """Add the options that describe a run, but for its start; ``text`` translates their help."""
    parser.add_argument("--vessel", default="plate-6", help=text(N_("kind of vessel, e.g. plate-6, t75, dish-100")))
    parser.add_argument("--count", type=int, default=1, help=text(N_("how many vessels")))
    parser.add_argument("--well-volume", metavar="VOLUME", help=text(N_("medium in one well, e.g. “2 mL”")))
    parser.add_argument("--overage", metavar="PERCENT", help=text(N_("medium made above what the wells take")))
    parser.add_argument("--dead-volume", metavar="VOLUME", help=text(N_("lost by each making, e.g. “1 mL”")))
    parser.add_argument("--uninduced", type=int, default=0, metavar="N", help=text(N_("vessels that are not induced")))
    parser.add_argument("--vehicle", type=int, default=0, metavar="N", help=text(N_("vessels of the vehicle control")))
    parser.add_argument(
        "--withdraw", action="append", default=[], metavar="DAY=WELLS", help=text(N_("wells harvested early, e.g. 4=6"))
    )
    parser.add_argument("--change-every", type=int, metavar="DAYS", help=text(N_("where the source prints none")))
    parser.add_argument(
        "--length",
        action="append",
        default=[],
        metavar="STAGE=LENGTH",
        help=text(N_("how long your lab plans a stage whose source states no length, e.g. S2=7d")),
    )
    parser.add_argument(
        "--stock",
        action="append",
        default=[],
        metavar="REAGENT=STRENGTH",
        help=text(N_("a confirmed stock, or neat, or powder")),
    )
    parser.add_argument("--number", metavar="R-2026-001", help=text(N_("number of the run")))
    parser.add_argument("--operator", default="", help=text(N_("who prepares the run")))


def lab_on_start(options: argparse.Namespace, start: date) -> Lab:
    """Return the lab with the calendar that it plans by, and the public holidays around ``start``.

    That is the calendar of its library, which the window edits, else that of its files. What is
    kept there in a way that cannot be used is told in a line on standard error.

    Raises:
        UnusableInput: there is a library that cannot be read, or a file that cannot be used.
    """
    from mscplanner.domain.message import Message
    from mscplanner.library.public_holidays import lab_on

    of_files = lab_of(options)
    kept = _kept_calendar(options)
    if kept is not None:
        of_library = of_files.model_copy(update={"calendar": kept})
        lab = lab_on(of_library, start)
        if isinstance(lab, Message):
            # What was looked up before is kept with the calendar.
            _warn(lab.written(language_of(options)))
            return of_library
        return lab
    lab = lab_on(of_files, start)
    if isinstance(lab, Message):
        raise UnusableInput(f"lab_calendar.toml: {lab.written(language_of(options))}")
    return lab


def _kept_calendar(options: argparse.Namespace) -> WorkCalendar | None:
    """Return the working calendar of the library, or None where there is none that can be used."""
    from mscplanner.domain.message import Message
    from mscplanner.library.faults import LibraryFault
    from mscplanner.library.place import library_place

    try:
        place = library_place()
        if place.file and not os.path.lexists(place.file):
            # The rooms of the library take longer to enter than a whole plan.
            return None
        from mscplanner.library.work_calendar import calendar_at_a_glance

        kept = calendar_at_a_glance(place)
    except LibraryFault as fault:
        raise UnusableInput(_one_line(fault.message.written(language_of(options)))) from None
    if isinstance(kept, Message):
        _warn(kept.written(language_of(options)))
        return None
    return kept


def _warn(text: str) -> None:
    print(f"mscplanner: {_one_line(text)}", file=sys.stderr)


def lab_of(options: argparse.Namespace) -> Lab:
    """Return the lab of the settings folder.

    Raises:
        UnusableInput: one of its files cannot be used.
    """
    from mscplanner.library.files import Unreadable
    from mscplanner.library.lab_files import read_lab, settings_folder

    lab = read_lab(settings_folder())
    if isinstance(lab, Unreadable):
        raise UnusableInput(_one_line(lab.written(language_of(options))))
    return lab


def _one_line(text: str) -> str:
    return "; ".join(line.strip() for line in text.splitlines())


def protocol_of(options: argparse.Namespace, name: str) -> Protocol:
    """Return the template or the protocol file called ``name``.

    Raises:
        UnusableInput: there is none, or it cannot be read.
    """
    from mscplanner.library.files import Unreadable
    from mscplanner.library.protocol_file import read_protocol
    from mscplanner.library.templates import read_template, template_ids

    template = read_template(name)
    if template:
        return template
    path = Path(name)
    if not path.suffix and not path.exists():
        raise UnusableInput(
            say(
                options,
                N_("there is no template or file {name}; templates: {ids}"),
                name=ascii(name)[1:-1][:80],
                ids=", ".join(template_ids()),
            )
        )
    protocol = read_protocol(path)
    if isinstance(protocol, Unreadable):
        raise UnusableInput(_one_line(protocol.written(language_of(options))))
    return protocol


def _parent(protocol: Protocol) -> Protocol | None:
    """Return the bundled template that ``protocol`` is, or was derived from, or None."""
    from mscplanner.library.templates import read_template

    itself = read_template(protocol.id)
    return itself or (read_template(protocol.derived_from) if protocol.derived_from else None)


def plan_of(options: argparse.Namespace) -> Plan:
    """Return the plan of the run that the options of a command describe.

    Raises:
        UnusableInput: they describe none.
    """
    from mscplanner.planning.planner import plan

    return plan(run_of(options, day_of(options, "start", options.start)))


def run_of(options: argparse.Namespace, start: date) -> Run:
    """Return the run that the options of a command describe, with its D0 on ``start``.

    Raises:
        UnusableInput: they describe none.
    """
    from pydantic import ValidationError

    from mscplanner.domain.run import Run
    from mscplanner.library.validation import key_of

    lab = lab_on_start(options, start)
    protocol = protocol_of(options, options.protocol)
    figures: dict[str, Any] = {
        "number": options.number or f"R-{start.year}-001",
        "protocol": protocol,
        "parent": _parent(protocol),
        "start": start,
        "lab": lab,
        "vessel": _vessel(options, lab),
        "count": options.count,
        "well_volume": options.well_volume,
        "overage_percent": _percent(options),
        "change_every_days": options.change_every,
        "dead_volume": options.dead_volume,
        "stocks": tuple(_stock(options, text, lab) for text in options.stock),
        "operator": options.operator,
        "lengths": _lengths(options, protocol),
    }
    try:
        withdrawals = tuple(_withdrawal(options, text) for text in options.withdraw)
        return Run(**figures, controls=_controls(options), withdrawals=withdrawals)
    except ValidationError as fault:
        errors = fault.errors(include_input=False)
        limits = [f"{key_of(each['loc'])} {_limits(each.get('ctx', {}))}".strip() for each in errors]
        raise UnusableInput(
            say(options, N_("outside of what can be planned: {keys}"), keys=", ".join(limits))
        ) from None


def _limits(context: dict[str, Any]) -> str:
    """Return the limits that a field broke, e.g. ``≥ 1``."""
    signs = {"ge": "≥", "le": "≤", "max_length": "≤", "min_length": "≥"}
    return " ".join(f"{signs[name]} {value}" for name, value in context.items() if name in signs)


_DATE_OPTIONS = {"start": "--start", "first": "--from", "last": "--to"}


def day_of(options: argparse.Namespace, name: str, typed: str) -> date:
    """Return the date that was typed for the option ``name``.

    Raises:
        UnusableInput: it is none.
    """
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", typed):
            return date.fromisoformat(typed)
    except ValueError:
        pass
    text = N_("{option}: “{text}” is not a date like 2026-12-07")
    raise UnusableInput(say(options, text, option=_DATE_OPTIONS[name], text=typed[:40]))


def moment_of(options: argparse.Namespace) -> datetime:
    """Return the time that is printed on sheets: as asked, else now.

    Raises:
        UnusableInput: what was asked for is none.
    """
    if options.printed_at is None:
        return datetime.now().astimezone().replace(second=0, microsecond=0)
    try:
        return datetime.fromisoformat(options.printed_at)
    except ValueError:
        text = N_("--printed-at: “{text}” is not a time like 2026-12-07T09:12")
        raise UnusableInput(say(options, text, text=options.printed_at[:40])) from None


def _percent(options: argparse.Namespace) -> Any:
    from decimal import Decimal

    if options.overage is None:
        return None
    if not re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,2})?", options.overage):
        raise UnusableInput(say(options, N_("--overage: “{text}” is not a percentage"), text=options.overage[:40]))
    return Decimal(options.overage)


def _vessel(options: argparse.Namespace, lab: Lab) -> Vessel:
    vessel = lab.find_vessel(options.vessel)
    if vessel is None:
        ids = ", ".join(each.id for each in lab.vessels)
        raise UnusableInput(
            say(options, N_("--vessel: “{text}” is not known; known are {ids}"), text=options.vessel[:40], ids=ids)
        )
    return vessel


def _controls(options: argparse.Namespace) -> tuple[Control, ...]:
    from mscplanner.domain.run import Control, ControlKind

    asked: tuple[tuple[ControlKind, int], ...] = (("uninduced", options.uninduced), ("vehicle", options.vehicle))
    return tuple(Control(kind=kind, count=count) for kind, count in asked if count)


def _withdrawal(options: argparse.Namespace, text: str) -> Withdrawal:
    from mscplanner.domain.run import Withdrawal

    found = re.fullmatch(r"D?([0-9]{1,3})=([0-9]{1,4})", text.strip())
    if found is None:
        raise UnusableInput(say(options, N_("--withdraw: “{text}” is not of the form 4=6 (day=wells)"), text=text[:40]))
    return Withdrawal(day=int(found.group(1)), wells=int(found.group(2)))


def _lengths(options: argparse.Namespace, protocol: Protocol) -> tuple[StageLength, ...]:
    lengths = [_length(options, text, protocol) for text in options.length]
    return tuple({each.stage: each for each in lengths}.values())


def _length(options: argparse.Namespace, text: str, protocol: Protocol) -> StageLength:
    from mscplanner.domain.grammar import Misreading
    from mscplanner.domain.run import StageLength
    from mscplanner.planning.stage_lengths import open_stages, read_stage_length

    name, _, typed = (part.strip() for part in text.partition("="))
    without = open_stages(protocol)
    found = next((stage.id for code, stage in without if name in (code, code.casefold(), stage.id)), None)
    if not without:
        raise UnusableInput(
            say(options, N_("--length: the source of {id} states the length of each stage"), id=protocol.id)
        )
    if not typed or found is None:
        text_of = N_("--length: “{text}” is not of the form S2=7d; stages without a length: {stages}")
        stages = ", ".join(f"{code} ({stage.id})" for code, stage in without)
        raise UnusableInput(say(options, text_of, text=text[:60], stages=stages))
    reading = read_stage_length(typed)
    if isinstance(reading, Misreading):
        raise UnusableInput(f"--length: {reading.message.written(language_of(options))}")
    return StageLength(stage=found, length=typed)


def _stock(options: argparse.Namespace, text: str, lab: Lab) -> Stock:
    from mscplanner.domain.grammar import Misreading, read_quantity
    from mscplanner.domain.run import Stock
    from mscplanner.domain.stockroom import stock_form

    name, _, strength = text.partition("=")
    reagent = lab.catalogue.reagent(name.strip())
    reading = read_quantity(strength) if stock_form(strength) == "solution" else None
    if strength and reagent is None:
        known = ", ".join(each.id for each in lab.catalogue.reagents)
        text_of = N_("--stock: “{name}” is no reagent of the catalogue; known are {known}")
        raise UnusableInput(say(options, text_of, name=name[:40], known=known))
    if strength and isinstance(reading, Misreading):
        raise UnusableInput(f"--stock: {reading.message.written(language_of(options))}")
    if reagent is None or isinstance(reading, Misreading):
        raise UnusableInput(
            say(options, N_("--stock: “{text}” is not of the form activin-a=100 µg/mL"), text=text[:60])
        )
    return Stock(reagent=reagent.id, strength=strength.strip())
