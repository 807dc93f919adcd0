"""What is refused, with which code and which readings, and how it is told."""

from collections.abc import Callable

import pytest

from mscplanner.domain.grammar import (
    DURATION,
    MASS,
    SEEDING_DENSITY,
    TEMPERATURE,
    VOLUME,
    Misreading,
    read_duration,
    read_quantity,
)
from mscplanner.domain.language import LANGUAGES, Language
from mscplanner.domain.misreading import LONGEST_TITLE, TITLES
from mscplanner.domain.units import UNITS, Kind

ANY: frozenset[Kind] = frozenset(unit.kind for unit in UNITS.values())
REFUSED = [
    ("1,5 mM", "E-QTY-COMMA", ("1.5 mM", "15 mM")),
    ("1。5 mM", "E-QTY-COMMA", ("1.5 mM", "15 mM")),
    ("1.000,5 mM", "E-QTY-COMMA", ("1000.5 mM",)),
    ("1 000 nM", "E-QTY-SPACE", ("1000 nM",)),
    ("10 mM 5 uM", "E-QTY-LIST", ("10 mM", "5 µM")),
    ("<10 mM", "E-QTY-LIMIT", ("10 mM",)),
    ("~10 mM", "E-QTY-ABOUT", ("10 mM",)),
    ("ca. 10 mM", "E-QTY-ABOUT", ("10 mM",)),
    ("4.9 ± 0.3 mM", "E-QTY-SPREAD", ("4.9 mM",)),
    ("50–60 nM", "E-QTY-RANGE", ("50 nM", "60 nM")),
    ("10 MM", "E-QTY-UNIT", ("10 mM",)),
    ("10 m M", "E-QTY-UNIT", ()),
    ("10 n g/mL", "E-QTY-UNIT", ()),
    ("10 mm", "E-QTY-KIND", ("10 mM",)),
    ("37 C", "E-QTY-UNIT", ()),
    ("5 mg", "E-QTY-KIND", ()),
    ("5", "E-QTY-BARE", ()),
    ("mM", "E-QTY-BARE-UNIT", ()),
    ("0 nM", "E-QTY-ZERO", ()),
    ("−5 mM", "E-QTY-NEGATIVE", ("5 mM",)),
    (".5 mM", "E-QTY-NUMBER", ("0.5 mM",)),
    ("05 mM", "E-QTY-NUMBER", ("5 mM", "0.5 mM")),
    ("10-6 M", "E-QTY-POWER", ("0.000001 M",)),
    ("1 x 106 M", "E-QTY-POWER", ("1000000 M",)),
    ("1e400 mM", "E-QTY-EXPONENT", ()),
    ("nan mM", "E-QTY-FINITE", ()),
    ("٢٠ ng/mL", "E-QTY-NUMBER", ()),
    ("9**9**9**9", "E-QTY-UNIT", ()),
    ("2:3", "E-QTY-RATIO", ()),
    ("1.2345678901234 mM", "E-QTY-DIGITS", ()),
    ("", "E-QTY-NONE", ()),
    ("5 \u202emM", "E-QTY-CHAR", ("5 mM",)),
    ("1'000 mg/mL", "E-QTY-COMMA", ("1000 mg/mL",)),
    ("1，5 mM", "E-QTY-COMMA", ("1.5 mM", "15 mM")),
    ("1.5.2 mM", "E-QTY-COMMA", ()),
    ("10 mM; 5 µM", "E-QTY-LIST", ("10 mM", "5 µM")),
    ("10 mM + 5 µM", "E-QTY-LIST", ("10 mM", "5 µM")),
    ("10 mg/2 mL", "E-QTY-LIST", ()),
    ("1_000 mM", "E-QTY-UNIT", ()),
    ("≥10 mM", "E-QTY-LIMIT", ("10 mM",)),
    ("≈5 mM", "E-QTY-ABOUT", ("5 mM",)),
    ("约10 mM", "E-QTY-ABOUT", ("10 mM",)),
    ("5 +/- 1 mM", "E-QTY-SPREAD", ("5 mM",)),
    ("5 to 10 mM", "E-QTY-RANGE", ("5 mM", "10 mM")),
    ("5至10 mM", "E-QTY-RANGE", ("5 mM", "10 mM")),
    ("10−6 mol/L", "E-QTY-POWER", ("0.000001 mol/L",)),
    ("5 × 10-6 M", "E-QTY-POWER", ("0.000005 M",)),
    ("1e-400 mM", "E-QTY-EXPONENT", ()),
    ("inf mM", "E-QTY-FINITE", ()),
    ("+5 mM", "E-QTY-NUMBER", ("5 mM",)),
    ("–5 mg/mL", "E-QTY-NEGATIVE", ("5 mg/mL",)),
    ("0.0 µM", "E-QTY-ZERO", ()),
    ("5 Mg/mL", "E-QTY-UNIT", ("5 mg/mL",)),
    ("10 NM", "E-QTY-UNIT", ("10 nM",)),
    ("300 × g", "E-QTY-UNIT", ()),
    ("5 ppm", "E-QTY-UNIT", ()),
    ("5 mM (final)", "E-QTY-WORDS", ("5 mM",)),
    ("5 units", "E-QTY-UNIT", ()),
    ("37 °C", "E-QTY-KIND", ()),
    ("2 d", "E-QTY-KIND", ()),
    ("1:1", "E-QTY-RATIO", ()),
    ("1:2:3", "E-QTY-RATIO", ()),
    ("10\u200bmM", "E-QTY-CHAR", ("10 mM",)),
    ("5 mM\x00", "E-QTY-CHAR", ("5 mM",)),
    ("\u3000", "E-QTY-NONE", ()),
    ("4.500 mg/L", "E-QTY-COMMA", ("4500 mg/L", "4.5 mg/L")),
    ("10.000 U/mL", "E-QTY-COMMA", ("10000 U/mL", "10 U/mL")),
    ("10,000 U/mL", "E-QTY-COMMA", ("10000 U/mL", "10 U/mL")),
    ("1,000,000 U/L", "E-QTY-COMMA", ("1000000 U/L",)),
    ("1,234.5 mM", "E-QTY-COMMA", ("1234.5 mM",)),
    ("0,5 µM", "E-QTY-COMMA", ("0.5 µM",)),
    ("0·5 mM", "E-QTY-COMMA", ("0.5 mM",)),
    ("1:1,000", "E-QTY-COMMA", ("1:1000",)),
    ("1:10.000", "E-QTY-COMMA", ("1:10000",)),
    ("1 .5 mM", "E-QTY-SPACE", ("1.5 mM",)),
    ("1 5 mM", "E-QTY-SPACE", ("1.5 mM", "15 mM")),
    ("1\u2009000 nM", "E-QTY-SPACE", ("1000 nM",)),
    ("1:1 000", "E-QTY-SPACE", ("1:1000",)),
    ("1-5 × 10⁻⁶ M", "E-QTY-RANGE", ("0.000001 M", "0.000005 M")),
    ("50 nM to 60 nM", "E-QTY-RANGE", ("50 nM", "60 nM")),
    ("between 50 and 60 nM", "E-QTY-RANGE", ("50 nM", "60 nM")),
    ("10 or 20 nM", "E-QTY-RANGE", ("10 nM", "20 nM")),
    ("1:500-1:1000", "E-QTY-RANGE", ("1:500", "1:1000")),
    ("0-10 mM", "E-QTY-RANGE", ("10 mM",)),
    ("10/20 ng/mL", "E-QTY-LIST", ("10 ng/mL", "20 ng/mL")),
    ("10, 20 and 50 µM", "E-QTY-LIST", ("10 µM", "20 µM", "50 µM")),
    ("1/2 mM", "E-QTY-LIST", ()),
    ("approximately 39 µM", "E-QTY-ABOUT", ("39 µM",)),
    ("39 µM左右", "E-QTY-ABOUT", ("39 µM",)),
    ("~1-2 mM", "E-QTY-ABOUT", ("1 mM", "2 mM")),
    ("<= 10 mM", "E-QTY-LIMIT", ("10 mM",)),
    ("up to 10 mM", "E-QTY-LIMIT", ("10 mM",)),
    ("不超过10 mM", "E-QTY-LIMIT", ("10 mM",)),
    ("4.9 mM ± 10%", "E-QTY-SPREAD", ("4.9 mM",)),
    ("10 lM", "E-QTY-PREFIX", ("10 µM",)),
    ("10 \uf06dg/ml", "E-QTY-PREFIX", ("10 µg/mL",)),
    ("10 Âµg/mL", "E-QTY-PREFIX", ("10 µg/mL",)),
    ("10 Î¼M", "E-QTY-PREFIX", ("10 µM",)),
    ("10-12 M", "E-QTY-POWER", ("0.000000000001 M",)),
    ("10-12 mM", "E-QTY-RANGE", ("10 mM", "12 mM")),
    ("1 × 10 −6 M", "E-QTY-POWER", ("0.000001 M",)),
    ("10E-6 M", "E-QTY-POWER", ("0.000001 M", "0.00001 M")),
    ("2x10e5 U/mL", "E-QTY-POWER", ("200000 U/mL", "2000000 U/mL")),
    ("5.10⁻⁶ M", "E-QTY-POWER", ("0.000005 M",)),
    ("10(3) U/mL", "E-QTY-POWER", ("1000 U/mL",)),
    ("5 x 1000 U/mL", "E-QTY-LIST", ()),
    ("05e3 nM", "E-QTY-NUMBER", ("5000 nM",)),
    ("½ mM", "E-QTY-NUMBER", ("0.5 mM",)),
    ("1½ mM", "E-QTY-NUMBER", ("1.5 mM",)),
    ("10₂ mM", "E-QTY-NUMBER", ()),
    ("① mM", "E-QTY-NUMBER", ()),
    ("l0 mM", "E-QTY-NUMBER", ()),
    ("∞ mM", "E-QTY-FINITE", ()),
    ("1.0000000000000 mM", "E-QTY-DIGITS", ()),
    ("1e1000000 mM", "E-QTY-EXPONENT", ()),
    ("1/1000", "E-QTY-RATIO", ("1:1000",)),
    ("1 in 1000", "E-QTY-RATIO", ("1:1000",)),
    ("1000:1", "E-QTY-RATIO", ()),
    ("10 mM\ufe0f", "E-QTY-CHAR", ("10 mM",)),
    ("10\u00admM", "E-QTY-CHAR", ("10 mM",)),
    ("10 mM\ud800", "E-QTY-CHAR", ()),
    ("10 \udcc2\udcb5M", "E-QTY-CHAR", ()),
    ("10 \x01M", "E-QTY-CHAR", ()),
    ("-20 °C", "E-QTY-KIND", ()),
    ("10 UM", "E-QTY-UNIT", ("10 µM",)),
    ("100 u/mL", "E-QTY-UNIT", ("100 U/mL",)),
    ("1 MU/mL", "E-QTY-UNIT", ()),
    ("20 ng mL", "E-QTY-UNIT", ("20 ng/mL",)),
    ("20 ng/mL-1", "E-QTY-UNIT", ("20 ng/mL",)),
    ("10 mM-1", "E-QTY-UNIT", ()),
    ("5 µ/mL", "E-QTY-UNIT", ()),
    ("5 γ/mL", "E-QTY-UNIT", ("5 µg/mL",)),
    ("5 mg%", "E-QTY-UNIT", ("5 mg/dL",)),
    ("10 mM/L", "E-QTY-UNIT", ()),
    ("5 % w/w", "E-QTY-UNIT", ()),
    ("10 мкМ", "E-QTY-UNIT", ()),
    ("20 ng/mL EGF", "E-QTY-WORDS", ("20 ng/mL",)),
    ("1× ITS", "E-QTY-WORDS", ("1×",)),
    ("(10 mM)", "E-QTY-WORDS", ("10 mM",)),
    ("10 mM per day", "E-QTY-UNIT", ()),
    ("1:100 dilution", "E-QTY-WORDS", ("1:100",)),
    ("1" * 10_000, "E-QTY-LONG", ()),
]
REFUSED_IN_FIELDS: list[tuple[frozenset[Kind], str, str, tuple[str, ...]]] = [
    (VOLUME, "2,5 mL", "E-QTY-COMMA", ("2.5 mL", "25 mL")),
    (VOLUME, "2 ML", "E-QTY-UNIT", ("2 mL",)),
    (VOLUME, "2 mL/well", "E-QTY-WORDS", ("2 mL",)),
    (VOLUME, "5 ll", "E-QTY-PREFIX", ("5 µL",)),
    (VOLUME, "2 x 5 mL", "E-QTY-LIST", ()),
    (VOLUME, "1 pt", "E-QTY-UNIT", ()),
    (VOLUME, "2 mM", "E-QTY-KIND", ()),
    (MASS, "5 Mg", "E-QTY-UNIT", ("5 mg",)),
    (MASS, "300 × g", "E-QTY-UNIT", ()),
    (MASS, "5 mg/kg", "E-QTY-UNIT", ()),
    (MASS, "5 γ", "E-QTY-UNIT", ("5 µg",)),
    (DURATION, "overnight", "E-QTY-NUMBER", ()),
    (DURATION, "10-6 h", "E-QTY-RANGE", ("10 h", "6 h")),
    (DURATION, "24 H", "E-QTY-UNIT", ("24 h",)),
    (DURATION, "1 h 30 min", "E-QTY-LIST", ("90 min",)),
    (DURATION, "3 m", "E-QTY-KIND", ()),
    (DURATION, "1 month", "E-QTY-UNIT", ()),
    (DURATION, "12:30", "E-QTY-RATIO", ()),
    (DURATION, "24 ± 2 h", "E-QTY-SPREAD", ("24 h",)),
    (TEMPERATURE, "37 C", "E-QTY-UNIT", ("37 °C",)),
    (TEMPERATURE, "370C", "E-QTY-UNIT", ()),
    (TEMPERATURE, "RT", "E-QTY-NUMBER", ()),
    (TEMPERATURE, "2-8 °C", "E-QTY-RANGE", ("2 °C", "8 °C")),
    (TEMPERATURE, "-20 to -80 °C", "E-QTY-RANGE", ("-20 °C", "-80 °C")),
    (TEMPERATURE, "-300 °C", "E-QTY-NEGATIVE", ()),
    (TEMPERATURE, "-20", "E-QTY-BARE", ()),
    (TEMPERATURE, "98.6 °F", "E-QTY-UNIT", ()),
    (SEEDING_DENSITY, "5.000 cells/cm²", "E-QTY-COMMA", ("5000 cells/cm²", "5 cells/cm²")),
    (SEEDING_DENSITY, "5 000 cells/cm2", "E-QTY-SPACE", ("5000 cells/cm²",)),
    (SEEDING_DENSITY, "106 cells/cm²", "E-QTY-POWER", ("1000000 cells/cm²",)),
    (SEEDING_DENSITY, "5 × 104 cells/cm2", "E-QTY-POWER", ("50000 cells/cm²",)),
    (SEEDING_DENSITY, "1×10⁴–2×10⁴ cells/cm²", "E-QTY-RANGE", ("10000 cells/cm²", "20000 cells/cm²")),
    (SEEDING_DENSITY, "1e6 cells/mL", "E-QTY-KIND", ()),
    (SEEDING_DENSITY, "5000 cells/well", "E-QTY-UNIT", ()),
]


@pytest.mark.parametrize(("text", "code", "readings"), REFUSED)
def test_that_what_can_mean_two_things_is_refused_with_its_readings(
    text: str, code: str, readings: tuple[str, ...]
) -> None:
    refused = read_quantity(text)
    assert isinstance(refused, Misreading), refused
    assert (refused.code, refused.readings) == (code, readings)


@pytest.mark.parametrize(("kinds", "text", "code", "readings"), REFUSED_IN_FIELDS)
def test_that_each_field_offers_readings_of_its_own_kind(
    kinds: frozenset[Kind], text: str, code: str, readings: tuple[str, ...]
) -> None:
    refused = read_quantity(text, kinds)
    assert isinstance(refused, Misreading), refused
    assert (refused.code, refused.readings) == (code, readings)


@pytest.mark.parametrize("text", [row[0] for row in REFUSED])
def test_that_no_refused_text_is_a_quantity_of_another_kind(text: str) -> None:
    refused = read_quantity(text)
    assert isinstance(refused, Misreading)
    assert isinstance(read_quantity(text, ANY), Misreading) or refused.code == "E-QTY-KIND"


LONG = [f"{row[0]} {'x' * 30}"[:64] for row in REFUSED]


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_every_title_is_short_and_quotes_no_hidden_character(language: Language) -> None:
    for text in [*(row[0] for row in REFUSED), *LONG, *(row[1] for row in REFUSED_IN_FIELDS)]:
        for kinds in (ANY, VOLUME, SEEDING_DENSITY, DURATION, TEMPERATURE):
            refused = read_quantity(text, kinds)
            title = refused.message.written(language) if isinstance(refused, Misreading) else "-"
            assert 0 < len(title) <= LONGEST_TITLE, title
            assert title.isprintable()


def test_that_every_title_is_told_of_some_text() -> None:
    told = {row[1] for row in REFUSED} | {row[2] for row in REFUSED_IN_FIELDS}
    assert told == set(TITLES) - {"E-CHANGE", "E-DATE", "E-COUNT"}


@pytest.mark.parametrize(
    ("kinds", "text", "title"),
    [
        (DURATION, "overnight", "“overnight” is no number of hours or days"),
        (TEMPERATURE, "RT", "“RT” is no number of degrees"),
        (TEMPERATURE, "-300 °C", "“-300 °C” is below absolute zero"),
        (VOLUME, "2 mM", "“2 mM” is a concentration, not a volume"),
        (SEEDING_DENSITY, "1e6 cells/mL", "“1e6 cells/mL” is a cell density, not a seeding density"),
        (VOLUME, "2x10e5 µL", "“2x10e5 µL” can mean two powers of ten"),
    ],
)
def test_that_a_field_tells_what_it_needs(kinds: frozenset[Kind], text: str, title: str) -> None:
    refused = read_quantity(text, kinds)
    assert isinstance(refused, Misreading)
    assert refused.message.written("en") == title


@pytest.mark.parametrize("read", [read_quantity, read_duration])
def test_that_a_long_text_is_refused_without_being_looked_at(read: Callable[[str], object]) -> None:
    refused = read("\u200b1e" * 20_000_000)
    assert isinstance(refused, Misreading)
    assert refused.code == "E-QTY-LONG"
