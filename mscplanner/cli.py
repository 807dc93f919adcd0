"""The command line: the window's headless twin for scripts and checks.

Exit codes: 0 done; 1 done, and a finding of severity error stands; 2 unreadable input or wrong
usage, told in one line on standard error. Heavy rooms are imported by the command that needs
them, so that the bare command opens its window without waiting for them.
"""

from __future__ import annotations

import argparse
import gettext
import os
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import NoReturn

from mscplanner import __version__
from mscplanner.domain.language import LANGUAGES, N_, Language, translate
from mscplanner.domain.places import resource_folder
from mscplanner.labels_command import add_label_options, write_labels
from mscplanner.run_options import (
    UnusableInput,
    add_run_options,
    day_of,
    lab_of,
    language_of,
    moment_of,
    plan_of,
    protocol_of,
    run_of,
    say,
    system_language,
)
from mscplanner.sheets_command import add_sheet_options, write_sheets

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


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(UNUSABLE, f"{self.prog}: {message} ({self.prog} --help)\n")


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
    printing = command("sheets", write_sheets, N_("write the bench sheets as PDF"))
    labelling = command("labels", write_labels, N_("write the labels of tubes, bottles and vessels as PDF"))
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
    for each in (checking, planning, printing, labelling, needing, dating, starting):
        each.add_argument("protocol", metavar="PROTOCOL", help=text(N_("id of a template, or a protocol file")))
    for each in (planning, printing, labelling, needing, dating):
        each.add_argument("--start", required=True, metavar="YYYY-MM-DD", help=text(N_("date of D0")))
    for each in (planning, printing, labelling, needing, dating, starting):
        add_run_options(each, text)
    add_label_options(labelling, text)
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
    needing.add_argument("--out", type=Path, metavar="FILE.pdf|.xlsx|.csv", help=text(N_("write a shopping list")))
    for each in (printing, needing):
        each.add_argument("--paper", choices=("a4", "letter"), default="a4")
        each.add_argument("--language", choices=("en", "zh", "both"), default=argparse.SUPPRESS)
        each.add_argument("--printed-at", metavar="YYYY-MM-DDTHH:MM", help=text(N_("time printed on the sheets")))
    add_sheet_options(printing, text)
    return parser


def _add_language(parser: argparse.ArgumentParser, text: Callable[[str], str]) -> None:
    parser.add_argument("--language", choices=LANGUAGES, default=argparse.SUPPRESS, help=text(N_("language of texts")))


def _window(options: argparse.Namespace) -> int:
    from mscplanner.gui.display import has_display

    if not has_display():
        raise UnusableInput(
            say(options, N_("there is no display to open a window on; the command line works: mscplanner --help"))
        )
    try:
        from mscplanner.gui.application import run_window
    except ImportError as fault:
        raise UnusableInput(
            say(options, N_("a system library of the window is missing ({fault}); the README names them"), fault=fault)
        ) from None
    return run_window([], getattr(options, "language", None))


def _templates(options: argparse.Namespace) -> int:
    from mscplanner.library.templates import read_templates
    from mscplanner.planning.checks import check
    from mscplanner.report import template_lines, template_report, write_json

    lab = lab_of(options)
    rows = [template_report(each, check(each, lab), language_of(options)) for each in read_templates()]
    if options.json:
        write_json({"templates": rows}, sys.stdout)
    else:
        print("\n".join(template_lines(rows, language_of(options))))
    return DONE


def _quantity(options: argparse.Namespace) -> int:
    from mscplanner.report import quantity_report, write_json

    texts: Iterable[str] = options.texts
    if options.stdin:
        # A file saved on Windows begins with a mark; bytes that are no UTF-8 are refused in their own line.
        sys.stdin.reconfigure(encoding="utf-8-sig", errors="replace")  # type: ignore[union-attr]
        texts = chain(texts, (line.rstrip("\r\n") for line in sys.stdin))
    elif not options.texts:
        raise UnusableInput(say(options, N_("no text to read; type one, or use --stdin")))
    refused = False
    for text in texts:
        report = quantity_report(text, language_of(options))
        refused = refused or "error" in report
        write_json(report, sys.stdout, indent=None)
    return ERRORS_STAND if refused else DONE


def _check(options: argparse.Namespace) -> int:
    from mscplanner.planning.checks import check
    from mscplanner.report import finding_lines, finding_report, write_json

    protocol, lab = protocol_of(options, options.protocol), lab_of(options)
    findings = check(protocol, lab)
    if options.json:
        reports = [finding_report(each, language_of(options)) for each in findings]
        write_json({"protocol": protocol.id, "findings": reports}, sys.stdout)
    else:
        print("\n".join(finding_lines(findings, language_of(options))))
    return ERRORS_STAND if any(each.severity == "error" for each in findings) else DONE


def _plan(options: argparse.Namespace) -> int:
    from mscplanner.report import plan_lines, plan_report, write_json

    planned = plan_of(options)
    if options.json:
        write_json(plan_report(planned, language_of(options)), sys.stdout)
    else:
        print("\n".join(plan_lines(planned, language_of(options))))
    return ERRORS_STAND if planned.has_errors else DONE


def _needs(options: argparse.Namespace) -> int:
    from mscplanner.domain.stockroom import Stockroom
    from mscplanner.needs_report import ENDINGS, needs_lines, needs_report, write_needs
    from mscplanner.planning.shopping import shopping_list
    from mscplanner.report import write_json
    from mscplanner.sheets.printing import Printing

    language, moment, out = language_of(options), moment_of(options), options.out
    if out and out.suffix.casefold() not in ENDINGS:
        raise UnusableInput(say(options, N_("--out: the name must end with .pdf, .xlsx or .csv")))
    if out and not out.parent.is_dir():
        raise UnusableInput(say(options, N_("there is no folder {folder}; make it first"), folder=out.parent))
    planned = plan_of(options)
    listed = shopping_list([planned], Stockroom(), planned.run.lab, moment.date())
    if out:
        spoken = getattr(options, "language", language)
        write_needs(out, listed, Printing(paper=options.paper, language=spoken, printed_at=moment), language)
    if options.json:
        write_json(needs_report(listed, language), sys.stdout)
    else:
        print(say(options, N_("written: {file}"), file=out) if out else "\n".join(needs_lines(listed, language)))
    return ERRORS_STAND if planned.has_errors else DONE


def _starts(options: argparse.Namespace) -> int:
    from datetime import timedelta

    from mscplanner.planning.start_dates import MOST_STARTS, ranked_starts
    from mscplanner.report import write_json
    from mscplanner.starts_report import start_lines, start_report

    first, last = (day_of(options, name, getattr(options, name)) for name in ("first", "last"))
    if not 0 <= (last - first).days < MOST_STARTS:
        text = N_("--to: must not be before --from, nor more than {most} days after it")
        raise UnusableInput(say(options, text, most=MOST_STARTS - 1))
    found = ranked_starts(run_of(options, first), first, last + timedelta(days=1))
    if options.json:
        write_json({"starts": [start_report(each, language_of(options)) for each in found]}, sys.stdout)
    else:
        print("\n".join(line for each in found for line in start_lines(each, language_of(options))))
    return DONE


def _check_folder(options: argparse.Namespace) -> None:
    if not options.out.parent.is_dir():
        raise UnusableInput(say(options, N_("there is no folder {folder}; make it first"), folder=options.out.parent))


def _calendar(options: argparse.Namespace) -> int:
    from mscplanner.library.calendar_file import calendar_file
    from mscplanner.library.files import write_bytes
    from mscplanner.report import finding_lines

    language, planned = language_of(options), plan_of(options)
    _check_folder(options)
    errors = [each for each in planned.findings if each.severity == "error"]
    if not planned.working_days:
        text = N_("no calendar is written: no work can be dated yet")
        print(say(options, text), *finding_lines(errors, language), sep="\n", file=sys.stderr)
        return ERRORS_STAND
    if errors:
        text = N_("errors stand: every event is marked DRAFT")
        print(say(options, text), *finding_lines(errors, language), sep="\n", file=sys.stderr)
    write_bytes(options.out, calendar_file(planned, datetime.now().astimezone(), language))
    print(say(options, N_("written: {file}"), file=options.out))
    return ERRORS_STAND if errors else DONE


def _compare(options: argparse.Namespace) -> int:
    from mscplanner.comparison_report import comparison_lines, comparison_report
    from mscplanner.planning.comparison import compare
    from mscplanner.report import write_json

    before, after = (protocol_of(options, name) for name in (options.before, options.after))
    comparison = compare(before, after, lab_of(options))
    if options.json:
        write_json(comparison_report(comparison, language_of(options)), sys.stdout)
    else:
        print("\n".join(comparison_lines(comparison, language_of(options))))
    return DONE


def _findings(options: argparse.Namespace) -> int:
    from mscplanner.planning.finding_catalogue import catalogue_page

    sys.stdout.write(catalogue_page(language_of(options)))
    return DONE


def _settings(options: argparse.Namespace) -> int:
    from mscplanner.library.files import write_bytes
    from mscplanner.library.lab_files import CHANGEABLE, settings_folder

    folder = settings_folder()
    if options.copy is None:
        print(folder)
        return DONE
    if options.copy not in CHANGEABLE:
        raise UnusableInput(say(options, N_("only these can be copied: {names}"), names=", ".join(CHANGEABLE)))
    target = folder / options.copy
    if target.exists():
        raise UnusableInput(say(options, N_("{file} is there already; it is left as it is"), file=target))
    folder.mkdir(parents=True, exist_ok=True)
    write_bytes(target, (resource_folder() / options.copy).read_bytes())
    print(say(options, N_("written: {file}"), file=target))
    return DONE
