"""The command that writes labels, or the calibration page of their sheet, as PDF."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mscplanner.domain.language import N_
from mscplanner.run_options import UnusableInput, language_of, plan_of, say

if TYPE_CHECKING:
    from mscplanner.domain.label_sheet import LabelSheets
    from mscplanner.planning.plan import Plan
    from mscplanner.planning.tube_labels import TubeLabel
    from mscplanner.sheets.label_printing import LabelPrinting

_DONE, _ERRORS_STAND = 0, 1


def add_label_options(parser: argparse.ArgumentParser, text: Callable[[str], str]) -> None:
    """Add the options of labels; ``text`` translates their help."""
    parser.add_argument("--out", required=True, type=Path, metavar="FILE.pdf")
    parser.add_argument("--sheet", metavar="ID", help=text(N_("label sheet by its id; without it the lab's usual one")))
    parser.add_argument("--first", type=int, default=1, metavar="N", help=text(N_("first label that is not used yet")))
    parser.add_argument(
        "--offset", metavar="X,Y", help=text(N_("millimetres to the right and down, e.g. --offset=-0.5,1"))
    )
    parser.add_argument("--copies", type=int, default=1, metavar="N", help=text(N_("how often each label is printed")))
    parser.add_argument("--day", metavar="D4", help=text(N_("only the labels of one day")))
    parser.add_argument("--kind", action="append", metavar="KIND", help=text(N_("only this kind; may be repeated")))
    parser.add_argument("--language", choices=("en", "zh", "both"), default=argparse.SUPPRESS)
    parser.add_argument("--draft", action="store_true", help=text(N_("mark every label DRAFT; errors may stand")))
    parser.add_argument(
        "--calibration", action="store_true", help=text(N_("write the page that is held against a label sheet"))
    )


def write_labels(options: argparse.Namespace) -> int:
    """Write the labels of the run that the options describe.

    Raises:
        UnusableInput: the options cannot be used.
    """
    from mscplanner.library.files import write_bytes
    from mscplanner.report import finding_lines
    from mscplanner.sheets.label_calibration import print_calibration
    from mscplanner.sheets.tube_label_sheets import label_findings, print_labels

    if not options.out.parent.is_dir():
        raise UnusableInput(say(options, N_("there is no folder {folder}; make it first"), folder=options.out.parent))
    printing, language = _printing(options), language_of(options)
    if options.calibration:
        write_bytes(options.out, print_calibration(printing))
        print(say(options, N_("written: {file}"), file=options.out))
        return _DONE
    planned = plan_of(options)
    labels = _chosen(options, planned)
    told = label_findings(planned, labels, printing)
    errors = [each for each in (*planned.findings, *told) if each.severity == "error"]
    if errors and not options.draft:
        text = N_("no final labels are written while errors stand; mend them, or print drafts with --draft")
        print(say(options, text), *finding_lines(errors, language), sep="\n", file=sys.stderr)
        return _ERRORS_STAND
    if told:
        print(*finding_lines(told, language), sep="\n", file=sys.stderr)
    write_bytes(options.out, print_labels(planned, labels, printing))
    print(say(options, N_("written: {file}"), file=options.out))
    return _ERRORS_STAND if errors else _DONE


def _printing(options: argparse.Namespace) -> LabelPrinting:
    from pydantic import ValidationError

    from mscplanner.sheets.label_printing import LabelPrinting

    sheets = _sheets(options)
    sheet = sheets.sheet(options.sheet) if options.sheet else sheets.sheets[0]
    if sheet is None:
        ids = ", ".join(each.id for each in sheets.sheets)
        text = N_("--sheet: “{text}” is no label sheet of the lab; known are {ids}")
        raise UnusableInput(say(options, text, text=options.sheet[:40], ids=ids))
    right, down = _offset(options)
    figures: dict[str, Any] = {"offset_x_mm": right, "offset_y_mm": down, "copies": options.copies}
    language = getattr(options, "language", language_of(options))
    try:
        return LabelPrinting(sheet=sheet, first=options.first, language=language, draft=options.draft, **figures)
    except ValidationError as fault:
        keys = {"first": "--first", "copies": "--copies", "offset_x_mm": "--offset", "offset_y_mm": "--offset"}
        signs = {"ge": "≥", "le": "≤"}
        limits = []
        for each in fault.errors(include_input=False, include_url=False):
            broken = (f"{signs[name]} {value:g}" for name, value in each.get("ctx", {}).items() if name in signs)
            limits.append(" ".join([keys.get(str(each["loc"][0]), str(each["loc"][0])), *broken]))
        text = N_("outside of what can be printed: {keys}")
        raise UnusableInput(say(options, text, keys=", ".join(limits))) from None


def _sheets(options: argparse.Namespace) -> LabelSheets:
    from mscplanner.library.files import Unreadable
    from mscplanner.library.lab_files import read_label_sheets, settings_folder

    sheets = read_label_sheets(settings_folder())
    if isinstance(sheets, Unreadable):
        lines = sheets.written(language_of(options)).splitlines()
        raise UnusableInput("; ".join(line.strip() for line in lines))
    return sheets


def _offset(options: argparse.Namespace) -> tuple[float, float]:
    if options.offset is None:
        return 0.0, 0.0
    number = r"\s*([+-]?[0-9]{1,3}(?:\.[0-9]{1,3})?)\s*"
    found = re.fullmatch(f"{number},{number}", options.offset)
    if found is None:
        text = N_("--offset: “{text}” is not of the form 0.5,-1 (millimetres to the right and down)")
        raise UnusableInput(say(options, text, text=options.offset[:40]))
    return float(found.group(1)), float(found.group(2))


def _chosen(options: argparse.Namespace, planned: Plan) -> tuple[TubeLabel, ...]:
    from mscplanner.planning.tube_labels import LABEL_KINDS, tube_labels

    kinds = options.kind or list(LABEL_KINDS)
    unknown = [each for each in kinds if each not in LABEL_KINDS]
    if unknown:
        text = N_("--kind: “{text}” is no kind of label; known are {kinds}")
        raise UnusableInput(say(options, text, text=unknown[0][:40], kinds=", ".join(LABEL_KINDS)))
    if options.day is not None and not re.fullmatch(r"D?-?[0-9]{1,3}", options.day):
        raise UnusableInput(say(options, N_("--day: “{text}” is not a day like D4"), text=options.day[:40]))
    day = int(options.day.removeprefix("D")) if options.day else None
    return tuple(each for each in tube_labels(planned) if each.kind in kinds and day in (None, each.day))
