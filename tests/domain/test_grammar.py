"""What is read as a quantity, and what is refused with which readings."""

from decimal import Decimal
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mscplanner.domain.grammar import (
    DurationRange,
    Misreading,
    read_change,
    read_duration,
    read_quantity,
)
from mscplanner.domain.quantity import Quantity, format_quantity
from mscplanner.domain.units import CONCENTRATIONS, UNITS, Kind

ANY: frozenset[Kind] = frozenset(unit.kind for unit in UNITS.values())


@pytest.mark.parametrize(
    ("text", "written", "kind"),
    [
        ("10 µM", "10 µM", "molar"),
        ("10 μM", "10 µM", "molar"),
        ("10uM", "10 µM", "molar"),
        ("１０ µM", "10 µM", "molar"),
        ("10 umol/L", "10 µmol/L", "molar"),
        ("5 µmol·L−1", "5 µmol/L", "molar"),
        ("5 μmol L⁻¹", "5 µmol/L", "molar"),
        ("0.5 mmol·L^-1", "0.5 mmol/L", "molar"),
        ("6mmol/L", "6 mmol/L", "molar"),
        ("10^-6 M", "0.000001 M", "molar"),
        ("20 ng mL−1", "20 ng/mL", "mass-per-volume"),
        ("20 ng ml-1", "20 ng/mL", "mass-per-volume"),
        ("20ng/ml", "20 ng/mL", "mass-per-volume"),
        ("1.5 mg/dL", "1.5 mg/dL", "mass-per-volume"),
        ("5 ng/µL", "5 ng/µL", "mass-per-volume"),
        ("10 mcg/mL", "10 µg/mL", "mass-per-volume"),
        ("20 微克/毫升", "20 µg/mL", "mass-per-volume"),
        ("5 毫摩尔/升", "5 mmol/L", "molar"),
        ("2％", "2 %", "percent"),
        ("0.1% (v/v)", "0.1 % v/v", "percent-vv"),
        ("10 mL/L", "10 mL/L", "percent-vv"),
        ("1 %w/v", "1 % w/v", "percent-wv"),
        ("1×", "1×", "fold"),
        ("50x", "50×", "fold"),
        ("100 units/ml", "100 U/mL", "activity-per-volume"),
        ("5 IU/L", "5 IU/L", "international-activity-per-volume"),
        ("1:1000", "1:1000", "dilution"),
        ("10 μМ", "10 µM", "molar"),
        ("20\u202fng/mL", "20 ng/mL", "mass-per-volume"),
        ("2×10^5 cells/mL", "200000 cells/mL", "cells-per-volume"),
        ("２０ｎｇ／ｍＬ", "20 ng/mL", "mass-per-volume"),
        ("20 ng⁄mL", "20 ng/mL", "mass-per-volume"),
        ("20 ng∕mL", "20 ng/mL", "mass-per-volume"),
        ("20 ng per mL", "20 ng/mL", "mass-per-volume"),
        ("20 mg·L⁻¹", "20 mg/L", "mass-per-volume"),
        ("20 ㎍/mL", "20 µg/mL", "mass-per-volume"),
        ("20 ㎎/㎖", "20 mg/mL", "mass-per-volume"),
        ("100 mg/100 mL", "100 mg/dL", "mass-per-volume"),
        ("20纳克/毫升", "20 ng/mL", "mass-per-volume"),
        ("10 微摩/升", "10 µmol/L", "molar"),
        ("5×10⁻⁶ mol/L", "0.000005 mol/L", "molar"),
        ("5 x 10^-6 M", "0.000005 M", "molar"),
        ("10⁻⁶ mol/L", "0.000001 mol/L", "molar"),
        ("1E-6M", "0.000001 M", "molar"),
        ("0.50 mM", "0.5 mM", "molar"),
        ("  10\u00a0mM\t", "10 mM", "molar"),
        ("50X", "50×", "fold"),
        ("100 倍", "100×", "fold"),
        ("1%", "1 %", "percent"),
        ("2 % vol/vol", "2 % v/v", "percent-vv"),
        ("0.1%(w/v)", "0.1 % w/v", "percent-wv"),
        ("1 µL/mL", "1 µL/mL", "percent-vv"),
        ("100 单位/毫升", "100 U/mL", "activity-per-volume"),
        ("10^4 U/mL", "10000 U/mL", "activity-per-volume"),
        ("1 : 50", "1:50", "dilution"),
        ("1：1000", "1:1000", "dilution"),
        ("5·10⁴ cells/cm²", "50000 cells/cm²", "cells-per-area"),
    ],
)
def test_that_the_typography_of_papers_is_read(text: str, written: str, kind: str) -> None:
    reading = read_quantity(text, ANY)
    assert isinstance(reading, Quantity), reading
    assert (format_quantity(reading), reading.kind) == (written, kind)


@pytest.mark.parametrize(
    ("text", "code", "readings"),
    [
        ("1,5 mM", "E-QTY-COMMA", ("1.5 mM", "15 mM")),
        ("1。5 mM", "E-QTY-COMMA", ("1.5 mM", "15 mM")),
        ("1.000,5 mM", "E-QTY-COMMA", ()),
        ("1 000 nM", "E-QTY-SPACE", ("1000 nM",)),
        ("10 mM 5 uM", "E-QTY-LIST", ()),
        ("<10 mM", "E-QTY-ABOUT", ("10 mM",)),
        ("~10 mM", "E-QTY-ABOUT", ("10 mM",)),
        ("ca. 10 mM", "E-QTY-ABOUT", ("10 mM",)),
        ("4.9 ± 0.3 mM", "E-QTY-ABOUT", ("4.9 mM",)),
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
        ("1e400 mM", "E-QTY-POWER", ()),
        ("nan mM", "E-QTY-NUMBER", ()),
        ("٢٠ ng/mL", "E-QTY-NUMBER", ()),
        ("9**9**9**9", "E-QTY-UNIT", ()),
        ("2:3", "E-QTY-RATIO", ()),
        ("1.2345678901234 mM", "E-QTY-DIGITS", ()),
        ("", "E-QTY-NONE", ()),
        ("5 \u202emM", "E-QTY-CHAR", ("5 mM",)),
        ("1'000 mg/mL", "E-QTY-COMMA", ("1 mg/mL", "1000 mg/mL")),
        ("1，5 mM", "E-QTY-COMMA", ("1.5 mM", "15 mM")),
        ("1.5.2 mM", "E-QTY-COMMA", ()),
        ("10 mM; 5 µM", "E-QTY-LIST", ()),
        ("10 mM + 5 µM", "E-QTY-LIST", ()),
        ("10 mg/2 mL", "E-QTY-LIST", ()),
        ("½ mM", "E-QTY-LIST", ()),
        ("1_000 mM", "E-QTY-LIST", ()),
        ("≥10 mM", "E-QTY-ABOUT", ("10 mM",)),
        ("≈5 mM", "E-QTY-ABOUT", ("5 mM",)),
        ("约10 mM", "E-QTY-ABOUT", ("10 mM",)),
        ("5 +/- 1 mM", "E-QTY-ABOUT", ("5 mM",)),
        ("5 to 10 mM", "E-QTY-RANGE", ("5 mM", "10 mM")),
        ("5至10 mM", "E-QTY-RANGE", ("5 mM", "10 mM")),
        ("10−6 mol/L", "E-QTY-POWER", ("0.000001 mol/L",)),
        ("5 × 10-6 M", "E-QTY-POWER", ("0.000005 M",)),
        ("1e-400 mM", "E-QTY-POWER", ()),
        ("inf mM", "E-QTY-NUMBER", ()),
        ("+5 mM", "E-QTY-NUMBER", ("5 mM",)),
        ("–5 mg/mL", "E-QTY-NEGATIVE", ("5 mg/mL",)),
        ("0.0 µM", "E-QTY-ZERO", ()),
        ("5 Mg/mL", "E-QTY-UNIT", ("5 mg/mL",)),
        ("10 NM", "E-QTY-UNIT", ("10 nM",)),
        ("300 × g", "E-QTY-UNIT", ()),
        ("5 ppm", "E-QTY-UNIT", ()),
        ("5 mM (final)", "E-QTY-UNIT", ()),
        ("5 units", "E-QTY-UNIT", ()),
        ("37 °C", "E-QTY-KIND", ()),
        ("2 d", "E-QTY-KIND", ()),
        ("1:1", "E-QTY-RATIO", ()),
        ("1:2:3", "E-QTY-RATIO", ()),
        ("10\u200bmM", "E-QTY-CHAR", ("10 mM",)),
        ("5 mM\x00", "E-QTY-CHAR", ("5 mM",)),
        ("\u3000", "E-QTY-NONE", ()),
        ("1" * 10_000, "E-QTY-LONG", ()),
    ],
)
def test_that_what_can_mean_two_things_is_refused_with_its_readings(
    text: str, code: str, readings: tuple[str, ...]
) -> None:
    refused = read_quantity(text)
    assert isinstance(refused, Misreading), refused
    assert (refused.code, refused.readings) == (code, readings)


@pytest.mark.parametrize("text", ["10 µM", "10 μM", "10uM", "10 umol/L", "１０ µM", "0.01 mM", "10⁻⁵ M", "10000 nM"])
def test_that_spellings_of_one_dose_are_the_same(text: str) -> None:
    reading = read_quantity(text)
    assert isinstance(reading, Quantity)
    assert reading.same(Quantity(value=Decimal(10), unit="µM"))


@pytest.mark.parametrize(
    "text", ["9**9**9**9", "1" * 64, "(" * 64, "1e" * 32, "1 " * 32, "/" * 64, "1:" * 32, "\ufdfa" * 64]
)
def test_that_no_text_takes_long(text: str) -> None:
    started = perf_counter()
    assert isinstance(read_quantity(text, ANY), Misreading)
    assert perf_counter() - started < 1


def test_that_u_and_iu_are_never_merged() -> None:
    first, second = read_quantity("5 U/mL"), read_quantity("5 IU/mL")
    assert isinstance(first, Quantity)
    assert isinstance(second, Quantity)
    assert not first.same(second)


@given(st.text(max_size=80))
def test_that_no_text_raises(text: str) -> None:
    assert isinstance(read_quantity(text, ANY), Quantity | Misreading)


@given(st.text(alphabet="0123456789.,eE+-−x×·^:/% \u00a0mµuMngLlXUI²⁻⁶~±<to", max_size=24))
def test_that_every_offered_reading_reads_as_itself(text: str) -> None:
    refused = read_quantity(text, ANY)
    for reading in refused.readings if isinstance(refused, Misreading) else ():
        again = read_quantity(reading, ANY)
        assert isinstance(again, Quantity)
        assert format_quantity(again) == reading


@given(
    st.integers(1, 10**12 - 1)
    .flatmap(lambda digits: st.integers(-18, 7).map(lambda power: Decimal(digits).scaleb(power)))
    .filter(lambda value: -18 <= value.adjusted() <= 18),
    st.sampled_from(sorted(unit.text for unit in UNITS.values() if unit.kind in CONCENTRATIONS and unit.text != "1:n")),
)
def test_that_what_is_written_reads_back_as_the_same(value: Decimal, unit: str) -> None:
    quantity = Quantity(value=value.normalize() + 0, unit=unit)
    assert read_quantity(format_quantity(quantity)) == quantity


def test_that_durations_may_span() -> None:
    assert read_duration("2-3 d") == DurationRange(shortest_hours=Decimal(48), longest_hours=Decimal(72))
    assert read_duration("24 h") == DurationRange(shortest_hours=Decimal(24), longest_hours=Decimal(24))
    assert isinstance(read_duration("overnight"), Misreading)
    assert isinstance(read_duration("3-2 d"), Misreading)


@pytest.mark.parametrize(("text", "rule"), [("every 2 d", 2), ("every 48 h", 2), ("none", "none")])
def test_that_change_rules_are_read(text: str, rule: int | str) -> None:
    assert read_change(text) == rule


@pytest.mark.parametrize("text", ["daily", "every 36 h", "every", "2 d", "every 0 d"])
def test_that_other_change_rules_are_refused_with_the_way_on(text: str) -> None:
    refused = read_change(text)
    assert isinstance(refused, Misreading)
    assert refused.readings == ("every 2 d", "none")
