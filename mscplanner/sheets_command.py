"""The command that writes the bench sheets of a run as PDF."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from mscplanner.domain.language import N_
from mscplanner.run_options import UnusableInput, day_of, language_of, moment_of, run_of, say

if TYPE_CHECKING:
    from mscplanner.domain.run import AskedHandOver
    from mscplanner.planning.plan import Plan

_DONE, _ERRORS_STAND = 0, 1
_SPAN = re.compile(r"D?(-?[0-9]{1,3})(?:-D(-?[0-9]{1,3}))?", re.IGNORECASE)


def add_sheet_options(parser: argparse.ArgumentParser, text: Callable[[str], str]) -> None:
    """Add the options of sheets that no other command has; ``text`` translates their help."""
    parser.add_argument("--out", required=True, type=Path, metavar="FILE.pdf")
    parser.add_argument("--large", action="store_true", help=text(N_("larger type, the paper turned on its side")))
    parser.add_argument("--fillable", action="store_true", help=text(N_("what is written by hand can be typed, too")))
    parser.add_argument("--draft", action="store_true", help=text(N_("mark every page DRAFT; errors may stand")))
    parser.add_argument(
        "--hand-over",
        action="append",
        default=[],
        metavar="D5-D6=NAME",
        help=text(N_("a hand-over page for a day, or for several, and to whom; may be repeated")),
    )
    parser.add_argument(
        "--part",
        action="append",
        metavar="ID",
        help=text(N_("only this sheet, e.g. overview, D2, S1-1 or OFF/D5-D6; may be repeated")),
    )


def write_sheets(options: argparse.Namespace) -> int:
    """Write the sheets of the run that the options describe.

    Raises:
        UnusableInput: the options cannot be used.
    """
    from mscplanner.library.files import write_bytes
    from mscplanner.planning.hand_overs import with_hand_over
    from mscplanner.planning.planner import plan
    from mscplanner.report import finding_lines
    from mscplanner.sheets.book import print_book, unprintable
    from mscplanner.sheets.printing import Printing

    language = language_of(options)
    run = run_of(options, day_of(options, "start", options.start))
    for typed in options.hand_over:
        run = with_hand_over(run, _hand_over(options, typed))
    planned = plan(run)
    printing = Printing(
        paper=options.paper,
        language=getattr(options, "language", language),
        draft=options.draft,
        printed_at=moment_of(options),
        parts=_parts(options, planned),
        large=options.large,
        fillable=options.fillable,
    )
    if not options.out.parent.is_dir():
        raise UnusableInput(say(options, N_("there is no folder {folder}; make it first"), folder=options.out.parent))
    errors = [each for each in (*planned.findings, *unprintable(planned, printing)) if each.severity == "error"]
    if errors and not options.draft:
        text = N_("no final sheet is written while errors stand; mend them, or print a draft with --draft")
        print(say(options, text), *finding_lines(errors, language), sep="\n", file=sys.stderr)
        return _ERRORS_STAND
    write_bytes(options.out, print_book(planned, printing))
    print(say(options, N_("written: {file}"), file=options.out))
    return _ERRORS_STAND if errors else _DONE


def _hand_over(options: argparse.Namespace, typed: str) -> AskedHandOver:
    from pydantic import ValidationError

    from mscplanner.domain.run import AskedHandOver

    days, _, name = (part.strip() for part in typed.partition("="))
    found = _SPAN.fullmatch(days)
    first, last = (int(found[1]), int(found[2] or found[1])) if found else (1, 0)
    try:
        if first <= last:
            return AskedHandOver(first_day=first, last_day=last, to=name)
    except ValidationError:
        pass
    text = N_("--hand-over: “{text}” is not of the form D5 or D5-D6, or D5-D6=name")
    raise UnusableInput(say(options, text, text=typed[:40]))


def _parts(options: argparse.Namespace, planned: Plan) -> tuple[str, ...] | None:
    """Return the sheets that were asked for, or None for all of them."""
    from mscplanner.planning.hand_overs import hand_over_id
    from mscplanner.planning.sheet_contents import part_contents

    numbers = [day.number for day in (*planned.preceding, *planned.days)]
    for each in planned.run.hand_overs:
        if not any(each.first_day <= number <= each.last_day for number in numbers):
            days = hand_over_id(each).partition("/")[2]
            raise UnusableInput(say(options, N_("--hand-over: the run has no day {days}"), days=days))
    if options.part is None:
        return None
    known = {part.casefold(): part for part in part_contents(planned)}
    unknown = next((each for each in options.part if each.casefold() not in known), None)
    if unknown is not None:
        text = N_("--part: “{text}” is no sheet of this run; it has {parts}")
        raise UnusableInput(say(options, text, text=unknown[:40], parts=", ".join(known.values())))
    return tuple(known[each.casefold()] for each in options.part)
