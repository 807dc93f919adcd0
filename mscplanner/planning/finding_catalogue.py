"""Every finding there is, with what it says, why, and the way on: the page of the documentation.

Texts of refused quantities come from the grammar itself, which is given an example of each.
"""

from collections import defaultdict
from typing import NamedTuple

from mscplanner.domain.day_text import read_day
from mscplanner.domain.finding import SEVERITIES, Severity
from mscplanner.domain.grammar import Misreading, read_change, read_quantity
from mscplanner.domain.language import N_, Language, translate
from mscplanner.planning.finding_close_out_texts import CLOSE_OUT_TEXTS
from mscplanner.planning.finding_texts import TEXTS
from mscplanner.planning.lot_fields import read_count
from mscplanner.planning.misreadings import misread

EXAMPLES = (
    "",
    "1,5 mM",
    "1 000 nM",
    "~10 mM",
    "<10 mM",
    "4.9 ± 0.3 mM",
    "5-10 mM",
    "10 mM 5 µM",
    "5 mM (final)",
    "10-6 M",
    "1e400 mM",
    "50 ?M",
    "20 ng",
    "10 MM",
    "10",
    "mM",
    "overnight",
    "nan mM",
    "-5 mM",
    "0 mM",
    "1.2345678901234 mM",
    "10 mM, as every paper of the field has it and none of them explains",
    "10\u200bmM",
    "2:5",
)
"""A text for each way in which a concentration is refused."""
_CHANGE_EXAMPLE = "daily"
_DATE_EXAMPLE = "05/06/2027"
_COUNT_EXAMPLE = "twice"

_SEVERITIES: dict[str, Severity] = {severity[0].upper(): severity for severity in SEVERITIES}
_HEADINGS: dict[Severity, tuple[str, str]] = {
    "error": (
        N_("Findings that are errors"),
        N_("An error stops the final print. A draft can always be printed, and saved work is safe."),
    ),
    "warning": (
        N_("Findings that are warnings"),
        N_("A warning is probably not meant, or needs a decision. It is printed on the overview."),
    ),
    "note": (N_("Findings that are notes"), N_("A note is good to know. It is not printed.")),
}


class Entry(NamedTuple):
    """One finding in one language; ``…`` stands for its figures."""

    code: str
    severity: Severity
    says: str
    why: str
    way_on: str


def entries(language: Language) -> tuple[Entry, ...]:
    """Return every finding there is, by severity and then by code."""
    found = [_entry(code, texts, language) for code, texts in (TEXTS | CLOSE_OUT_TEXTS).items()]
    found += [_refused(read_quantity(text), "final", language) for text in EXAMPLES]
    found.append(_refused(read_change(_CHANGE_EXAMPLE), "change", language))
    found.append(_refused(read_day(_DATE_EXAMPLE), "expiry", language))
    found.append(_refused(read_count(_COUNT_EXAMPLE), "freeze_thaws", language))
    return tuple(sorted(found, key=lambda entry: (SEVERITIES.index(entry.severity), entry.code)))


def _entry(code: str, texts: tuple[str, str, str], language: Language) -> Entry:
    figures: dict[str, str] = defaultdict(lambda: "…")
    says, why, way_on = (translate(text, language).format_map(figures) for text in texts)
    return Entry(code=code, severity=_SEVERITIES[code[0]], says=says, why=why, way_on=way_on)


def _refused(reading: object, field: str, language: Language) -> Entry:
    assert isinstance(reading, Misreading), reading
    finding = misread(reading, (), field)
    says, why, way_on = (each.written(language) for each in (finding.title, finding.reason, finding.way_on))
    return Entry(code=finding.code, severity=finding.severity, says=says, why=why, way_on=way_on)


def catalogue_page(language: Language) -> str:
    """Return the page of the documentation that lists every finding, as Markdown."""
    lines = [f"# {translate(N_('Findings'), language)}", ""]
    lines += [translate(N_("Each finding has a code that is never used for anything else."), language), ""]
    every = entries(language)
    for severity, (heading, meaning) in _HEADINGS.items():
        lines += [f"## {translate(heading, language)}", "", translate(meaning, language), ""]
        for entry in every:
            if entry.severity == severity:
                lines += [f"### {entry.code}", "", f"**{entry.says}**", "", entry.why, "", entry.way_on, ""]
    return "\n".join(lines)
