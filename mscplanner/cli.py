"""The command line: the window's headless twin for scripts and checks.

Exit codes: 0 done; 1 done, and a finding of severity error stands; 2 unreadable input or wrong
usage, told in one line on standard error. Heavy rooms are imported by the command that needs
them, so that the bare command opens its window without waiting for them.
"""

from __future__ import annotations

import argparse
import gettext
import locale
import os
import re
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from mscplanner import __version__
from mscplanner.domain.language import LANGUAGES, N_, Language, translate
from mscplanner.domain.places import resource_folder

if TYPE_CHECKING:
    from mscplanner.domain.lab import Lab
    from mscplanner.domain.protocol import Protocol
    from mscplanner.domain.run import Control, Run, Stock, Withdrawal
    from mscplanner.domain.vessel import Vessel
    from mscplanner.planning.plan import Plan

DONE, ERRORS_STAND, UNUSABLE = 0, 1, 2

# What argparse says by itself, so that the catalogue has it.
_ARGPARSE_TEXTS = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("expected one argument"),
)


class UnusableInput(Exception):
    """Input that a command cannot work with; its text is the one line that is told."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(UNUSABLE, f"{self.prog}: {message} ({self.prog} --help)\n")


def system_language() -> Language:
    """Return the language of the system: Chinese for any ``zh`` locale, else English."""
    named = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), None)
    if named is None:
        named = locale.getlocale()[0] or ""
    return "zh" if named.casefold().startswith(("zh", "chinese")) else "en"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    language = _language_of(words)
    _speak(language)
    try:
        options = _parser(language).parse_args(words)
        command: Callable[[argparse.Namespace], int] = options.command
        return command(options)
    except UnusableInput as fault:
        print(f"mscplanner: {fault}", file=sys.stderr)
        return UNUSABLE
    except BrokenPipeError:
        # Whoever read our output has gone; Python must not complain about it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return UNUSABLE
    except OSError as fault:
        text = translate(N_("{name} cannot be used: {fault}; check the folder and its rights"), language)
        told = text.format(name=fault.filename or "—", fault=fault.strerror or type(fault).__name__)
        print(f"mscplanner: {told}", file=sys.stderr)
        return UNUSABLE
    except Exception as fault:
        text = translate(N_("something unexpected happened ({fault}); what led to it is written in {file}"), language)
        print(f"mscplanner: {text.format(fault=type(fault).__name__, file=_fault_file())}", file=sys.stderr)
        return UNUSABLE


def _fault_file() -> str:
    """Write the fault that is being handled to a new file and return its name: no traceback on a screen."""
    with tempfile.NamedTemporaryFile("w", prefix="mscplanner-", suffix=".txt", delete=False, encoding="utf-8") as file:
        file.write(f"mscplanner {__version__}\n{traceback.format_exc()}")
    return file.name


def _language_of(words: Sequence[str]) -> Language:
    """Return the language of messages: ``--language``, wherever it stands, else the system's."""
    for at, word in enumerate(words):
        name, _, value = word.partition("=")
        if name == "--language":
            asked = value or (words[at + 1] if at + 1 < len(words) else "")
            for language in LANGUAGES:
                if asked == language:
                    return language
    return system_language()


def _speak(language: Language) -> None:
    """Let argparse, which asks the process-wide catalogue, speak ``language`` too."""
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain("mscplanner", str(resource_folder() / "translations"))
    gettext.textdomain("mscplanner")


def _parser(language: Language) -> argparse.ArgumentParser:
    def text(english: str) -> str:
        return translate(english, language)

    parser = _Parser(
        prog="mscplanner",
        description=text(N_("Plans staged inductions, checks every concentration, prints bench sheets.")),
        epilog=text(N_("Without a command the window opens.")),
    )
    parser.add_argument("--version", action="version", version=f"mscplanner {__version__}")
    _add_language(parser, text)
    parser.set_defaults(command=_window)
    commands = parser.add_subparsers(title=text(N_("commands")), metavar="COMMAND", parser_class=_Parser)

    def command(name: str, function: Callable[[argparse.Namespace], int], help_text: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=text(help_text), description=text(help_text))
        added.set_defaults(command=function)
        return added

    listing = command("templates", _templates, N_("list the bundled templates"))
    reading = command("quantity", _quantity, N_("read concentrations, one JSON object a line"))
    reading.add_argument("texts", nargs="*", metavar="TEXT")
    reading.add_argument("--stdin", action="store_true", help=text(N_("read one text a line from standard input")))
    checking = command("check", _check, N_("tell what is wrong with a protocol"))
    planning = command("plan", _plan, N_("plan a run day by day"))
    printing = command("sheets", _sheets, N_("write the bench sheets as PDF"))
    needing = command("needs", _needs, N_("tell what a run takes in all, or write it as shopping list"))
    starting = command("starts", _starts, N_("rank start dates by what falls on closed days"))
    comparing = command("compare", _compare, N_("tell what differs between two protocols"))
    comparing.add_argument("before", metavar="A", help=text(N_("id of a template, or a protocol file")))
    comparing.add_argument("after", metavar="B", help=text(N_("what it is compared with")))
    dating = command(
        "calendar", _calendar, N_("write the work of each day as a calendar file; its events are known by --number")
    )
    dating.add_argument("--out", required=True, type=Path, metavar="FILE.ics")
    catalogue = command("findings", _findings, N_("list every finding: what it says, why, and the way on"))
    folder = command("settings", _settings, N_("name the lab's settings folder, or copy a file into it"))
    folder.add_argument("--copy", metavar="FILE", help=text(N_("copy this bundled file there, to be changed")))
    for each in (checking, planning, printing, needing, dating, starting):
        each.add_argument("protocol", metavar="PROTOCOL", help=text(N_("id of a template, or a protocol file")))
    for each in (planning, printing, needing, dating):
        each.add_argument("--start", required=True, metavar="YYYY-MM-DD", help=text(N_("date of D0")))
    for each in (planning, printing, needing, dating, starting):
        _add_run_options(each, text)
    starting.add_argument(
        "--from", required=True, dest="first", metavar="YYYY-MM-DD", help=text(N_("first date that is looked at"))
    )
    starting.add_argument(
        "--to", required=True, dest="last", metavar="YYYY-MM-DD", help=text(N_("last date that is looked at"))
    )
    for each in (listing, reading, checking, planning, needing, starting, comparing):
        each.add_argument("--json", action="store_true", help=text(N_("answer as JSON")))
    for each in (listing, reading, checking, planning, starting, comparing, dating, catalogue, folder):
        _add_language(each, text)
    printing.add_argument("--out", required=True, type=Path, metavar="FILE.pdf")
    needing.add_argument("--out", type=Path, metavar="FILE.pdf|.xlsx|.csv", help=text(N_("write a shopping list")))
    for each in (printing, needing):
        each.add_argument("--paper", choices=("a4", "letter"), default="a4")
        each.add_argument("--language", choices=("en", "zh", "both"), default=argparse.SUPPRESS)
        each.add_argument("--printed-at", metavar="YYYY-MM-DDTHH:MM", help=text(N_("time printed on the sheets")))
    printing.add_argument("--draft", action="store_true", help=text(N_("mark every page DRAFT; errors may stand")))
    return parser


def _add_language(parser: argparse.ArgumentParser, text: Callable[[str], str]) -> None:
    parser.add_argument("--language", choices=LANGUAGES, default=argparse.SUPPRESS, help=text(N_("language of texts")))


def _add_run_options(parser: argparse.ArgumentParser, text: Callable[[str], str]) -> None:
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
        "--stock",
        action="append",
        default=[],
        metavar="REAGENT=STRENGTH",
        help=text(N_("a confirmed stock, or neat, or powder")),
    )
    parser.add_argument("--number", metavar="R-2026-001", help=text(N_("number of the run")))
    parser.add_argument("--operator", default="", help=text(N_("who prepares the run")))


def _language(options: argparse.Namespace) -> Language:
    asked = getattr(options, "language", None)
    return asked if asked in LANGUAGES else system_language()


def _say(options: argparse.Namespace, text: str, /, **figures: object) -> str:
    return translate(text, _language(options)).format(**figures)


def _window(options: argparse.Namespace) -> int:
    from mscplanner.gui.display import has_display

    if not has_display():
        raise UnusableInput(
            _say(options, N_("there is no display to open a window on; the command line works: mscplanner --help"))
        )
    try:
        from mscplanner.gui.application import run_window
    except ImportError as fault:
        raise UnusableInput(
            _say(options, N_("a system library of the window is missing ({fault}); the README names them"), fault=fault)
        ) from None
    return run_window([], getattr(options, "language", None))


def _templates(options: argparse.Namespace) -> int:
    from mscplanner.library.templates import read_templates
    from mscplanner.planning.checks import check
    from mscplanner.report import template_lines, template_report, write_json

    lab = _lab(options)
    rows = [template_report(each, check(each, lab), _language(options)) for each in read_templates()]
    if options.json:
        write_json({"templates": rows}, sys.stdout)
    else:
        print("\n".join(template_lines(rows, _language(options))))
    return DONE


def _quantity(options: argparse.Namespace) -> int:
    from mscplanner.report import quantity_report, write_json

    texts: Iterable[str] = options.texts
    if options.stdin:
        # A file saved on Windows begins with a mark; bytes that are no UTF-8 are refused in their own line.
        sys.stdin.reconfigure(encoding="utf-8-sig", errors="replace")  # type: ignore[union-attr]
        texts = chain(texts, (line.rstrip("\r\n") for line in sys.stdin))
    elif not options.texts:
        raise UnusableInput(_say(options, N_("no text to read; type one, or use --stdin")))
    refused = False
    for text in texts:
        report = quantity_report(text, _language(options))
        refused = refused or "error" in report
        write_json(report, sys.stdout, indent=None)
    return ERRORS_STAND if refused else DONE


def _check(options: argparse.Namespace) -> int:
    from mscplanner.planning.checks import check
    from mscplanner.report import finding_lines, finding_report, write_json

    protocol, lab = _protocol(options, options.protocol), _lab(options)
    findings = check(protocol, lab)
    if options.json:
        reports = [finding_report(each, _language(options)) for each in findings]
        write_json({"protocol": protocol.id, "findings": reports}, sys.stdout)
    else:
        print("\n".join(finding_lines(findings, _language(options))))
    return ERRORS_STAND if any(each.severity == "error" for each in findings) else DONE


def _plan(options: argparse.Namespace) -> int:
    from mscplanner.report import plan_lines, plan_report, write_json

    planned = _planned(options)
    if options.json:
        write_json(plan_report(planned, _language(options)), sys.stdout)
    else:
        print("\n".join(plan_lines(planned, _language(options))))
    return ERRORS_STAND if planned.has_errors else DONE


def _sheets(options: argparse.Namespace) -> int:
    from mscplanner.library.files import write_bytes
    from mscplanner.report import finding_lines
    from mscplanner.sheets.book import print_book, unprintable
    from mscplanner.sheets.printing import Printing

    language = _language(options)
    planned = _planned(options)
    printing = Printing(
        paper=options.paper,
        language=getattr(options, "language", language),
        draft=options.draft,
        printed_at=_moment(options),
    )
    _check_folder(options)
    errors = [each for each in (*planned.findings, *unprintable(planned, printing)) if each.severity == "error"]
    if errors and not options.draft:
        text = N_("no final sheet is written while errors stand; mend them, or print a draft with --draft")
        print(_say(options, text), *finding_lines(errors, language), sep="\n", file=sys.stderr)
        return ERRORS_STAND
    write_bytes(options.out, print_book(planned, printing))
    print(_say(options, N_("written: {file}"), file=options.out))
    return ERRORS_STAND if errors else DONE


def _needs(options: argparse.Namespace) -> int:
    from mscplanner.domain.stockroom import Stockroom
    from mscplanner.needs_report import ENDINGS, needs_lines, needs_report, write_needs
    from mscplanner.planning.shopping import shopping_list
    from mscplanner.report import write_json
    from mscplanner.sheets.printing import Printing

    language, moment, out = _language(options), _moment(options), options.out
    if out and out.suffix.casefold() not in ENDINGS:
        raise UnusableInput(_say(options, N_("--out: the name must end with .pdf, .xlsx or .csv")))
    if out and not out.parent.is_dir():
        raise UnusableInput(_say(options, N_("there is no folder {folder}; make it first"), folder=out.parent))
    planned = _planned(options)
    listed = shopping_list([planned], Stockroom(), planned.run.lab, moment.date())
    if out:
        spoken = getattr(options, "language", language)
        write_needs(out, listed, Printing(paper=options.paper, language=spoken, printed_at=moment), language)
    if options.json:
        write_json(needs_report(listed, language), sys.stdout)
    else:
        print(_say(options, N_("written: {file}"), file=out) if out else "\n".join(needs_lines(listed, language)))
    return ERRORS_STAND if planned.has_errors else DONE


def _starts(options: argparse.Namespace) -> int:
    from datetime import timedelta

    from mscplanner.planning.start_dates import MOST_STARTS, ranked_starts
    from mscplanner.report import write_json
    from mscplanner.starts_report import start_lines, start_report

    first, last = (_day(options, name, getattr(options, name)) for name in ("first", "last"))
    if not 0 <= (last - first).days < MOST_STARTS:
        text = N_("--to: must not be before --from, nor more than {most} days after it")
        raise UnusableInput(_say(options, text, most=MOST_STARTS - 1))
    found = ranked_starts(_run(options, first), first, last + timedelta(days=1))
    if options.json:
        write_json({"starts": [start_report(each, _language(options)) for each in found]}, sys.stdout)
    else:
        print("\n".join(line for each in found for line in start_lines(each, _language(options))))
    return DONE


def _check_folder(options: argparse.Namespace) -> None:
    if not options.out.parent.is_dir():
        raise UnusableInput(_say(options, N_("there is no folder {folder}; make it first"), folder=options.out.parent))


def _calendar(options: argparse.Namespace) -> int:
    from mscplanner.library.calendar_file import calendar_file
    from mscplanner.library.files import write_bytes
    from mscplanner.report import finding_lines

    language, planned = _language(options), _planned(options)
    _check_folder(options)
    errors = [each for each in planned.findings if each.severity == "error"]
    if not planned.working_days:
        text = N_("no calendar is written: no work can be dated yet")
        print(_say(options, text), *finding_lines(errors, language), sep="\n", file=sys.stderr)
        return ERRORS_STAND
    if errors:
        text = N_("errors stand: every event is marked DRAFT")
        print(_say(options, text), *finding_lines(errors, language), sep="\n", file=sys.stderr)
    write_bytes(options.out, calendar_file(planned, datetime.now().astimezone(), language))
    print(_say(options, N_("written: {file}"), file=options.out))
    return ERRORS_STAND if errors else DONE


def _compare(options: argparse.Namespace) -> int:
    from mscplanner.comparison_report import comparison_lines, comparison_report
    from mscplanner.planning.comparison import compare
    from mscplanner.report import write_json

    before, after = (_protocol(options, name) for name in (options.before, options.after))
    comparison = compare(before, after, _lab(options))
    if options.json:
        write_json(comparison_report(comparison, _language(options)), sys.stdout)
    else:
        print("\n".join(comparison_lines(comparison, _language(options))))
    return DONE


def _findings(options: argparse.Namespace) -> int:
    from mscplanner.planning.finding_catalogue import catalogue_page

    sys.stdout.write(catalogue_page(_language(options)))
    return DONE


def _settings(options: argparse.Namespace) -> int:
    from mscplanner.library.files import write_bytes
    from mscplanner.library.lab_files import CHANGEABLE, settings_folder

    folder = settings_folder()
    if options.copy is None:
        print(folder)
        return DONE
    if options.copy not in CHANGEABLE:
        raise UnusableInput(_say(options, N_("only these can be copied: {names}"), names=", ".join(CHANGEABLE)))
    target = folder / options.copy
    if target.exists():
        raise UnusableInput(_say(options, N_("{file} is there already; it is left as it is"), file=target))
    folder.mkdir(parents=True, exist_ok=True)
    write_bytes(target, (resource_folder() / options.copy).read_bytes())
    print(_say(options, N_("written: {file}"), file=target))
    return DONE


def _lab_on(options: argparse.Namespace, start: date) -> Lab:
    """Return the lab, with the public holidays around ``start``."""
    from mscplanner.domain.message import Message
    from mscplanner.library.public_holidays import lab_on

    lab = lab_on(_lab(options), start)
    if isinstance(lab, Message):
        raise UnusableInput(f"lab_calendar.toml: {lab.written(_language(options))}")
    return lab


def _lab(options: argparse.Namespace) -> Lab:
    from mscplanner.library.files import Unreadable
    from mscplanner.library.lab_files import read_lab, settings_folder

    lab = read_lab(settings_folder())
    if isinstance(lab, Unreadable):
        raise UnusableInput(_one_line(lab.written(_language(options))))
    return lab


def _one_line(text: str) -> str:
    return "; ".join(line.strip() for line in text.splitlines())


def _protocol(options: argparse.Namespace, name: str) -> Protocol:
    from mscplanner.library.files import Unreadable
    from mscplanner.library.protocol_file import read_protocol
    from mscplanner.library.templates import read_template, template_ids

    template = read_template(name)
    if template:
        return template
    path = Path(name)
    if not path.suffix and not path.exists():
        raise UnusableInput(
            _say(
                options,
                N_("there is no template or file {name}; templates: {ids}"),
                name=ascii(name)[1:-1][:80],
                ids=", ".join(template_ids()),
            )
        )
    protocol = read_protocol(path)
    if isinstance(protocol, Unreadable):
        raise UnusableInput(_one_line(protocol.written(_language(options))))
    return protocol


def _parent(protocol: Protocol) -> Protocol | None:
    """Return the bundled template that ``protocol`` is, or was derived from, or None."""
    from mscplanner.library.templates import read_template

    itself = read_template(protocol.id)
    return itself or (read_template(protocol.derived_from) if protocol.derived_from else None)


def _planned(options: argparse.Namespace) -> Plan:
    from mscplanner.planning.planner import plan

    return plan(_run(options, _day(options, "start", options.start)))


def _run(options: argparse.Namespace, start: date) -> Run:
    from pydantic import ValidationError

    from mscplanner.domain.run import Run
    from mscplanner.library.validation import key_of

    lab = _lab_on(options, start)
    protocol = _protocol(options, options.protocol)
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
    }
    try:
        withdrawals = tuple(_withdrawal(options, text) for text in options.withdraw)
        return Run(**figures, controls=_controls(options), withdrawals=withdrawals)
    except ValidationError as fault:
        errors = fault.errors(include_input=False)
        limits = [f"{key_of(each['loc'])} {_limits(each.get('ctx', {}))}".strip() for each in errors]
        raise UnusableInput(
            _say(options, N_("outside of what can be planned: {keys}"), keys=", ".join(limits))
        ) from None


def _limits(context: dict[str, Any]) -> str:
    """Return the limits that a field broke, e.g. ``≥ 1``."""
    signs = {"ge": "≥", "le": "≤", "max_length": "≤", "min_length": "≥"}
    return " ".join(f"{signs[name]} {value}" for name, value in context.items() if name in signs)


_DATE_OPTIONS = {"start": "--start", "first": "--from", "last": "--to"}


def _day(options: argparse.Namespace, name: str, typed: str) -> date:
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", typed):
            return date.fromisoformat(typed)
    except ValueError:
        pass
    text = N_("{option}: “{text}” is not a date like 2026-12-07")
    raise UnusableInput(_say(options, text, option=_DATE_OPTIONS[name], text=typed[:40]))


def _moment(options: argparse.Namespace) -> datetime:
    if options.printed_at is None:
        return datetime.now().astimezone().replace(second=0, microsecond=0)
    try:
        return datetime.fromisoformat(options.printed_at)
    except ValueError:
        text = N_("--printed-at: “{text}” is not a time like 2026-12-07T09:12")
        raise UnusableInput(_say(options, text, text=options.printed_at[:40])) from None


def _percent(options: argparse.Namespace) -> Any:
    from decimal import Decimal

    if options.overage is None:
        return None
    if not re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,2})?", options.overage):
        raise UnusableInput(_say(options, N_("--overage: “{text}” is not a percentage"), text=options.overage[:40]))
    return Decimal(options.overage)


def _vessel(options: argparse.Namespace, lab: Lab) -> Vessel:
    vessel = lab.find_vessel(options.vessel)
    if vessel is None:
        ids = ", ".join(each.id for each in lab.vessels)
        raise UnusableInput(
            _say(options, N_("--vessel: “{text}” is not known; known are {ids}"), text=options.vessel[:40], ids=ids)
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
        raise UnusableInput(
            _say(options, N_("--withdraw: “{text}” is not of the form 4=6 (day=wells)"), text=text[:40])
        )
    return Withdrawal(day=int(found.group(1)), wells=int(found.group(2)))


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
        raise UnusableInput(_say(options, text_of, name=name[:40], known=known))
    if strength and isinstance(reading, Misreading):
        raise UnusableInput(f"--stock: {reading.message.written(_language(options))}")
    if reagent is None or isinstance(reading, Misreading):
        raise UnusableInput(
            _say(options, N_("--stock: “{text}” is not of the form activin-a=100 µg/mL"), text=text[:60])
        )
    return Stock(reagent=reagent.id, strength=strength.strip())
