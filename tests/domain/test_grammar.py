"""What is read as a quantity, whatever the typography."""

import unicodedata
from decimal import Decimal

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from mscplanner.domain.grammar import (
    DURATION,
    MASS,
    SEEDING_DENSITY,
    TEMPERATURE,
    VOLUME,
    DurationRange,
    Misreading,
    read_change,
    read_duration,
    read_quantity,
)
from mscplanner.domain.quantity import Quantity, format_quantity
from mscplanner.domain.units import UNITS, Kind

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
        ("10 µmol.L-1", "10 µmol/L", "molar"),
        ("10 µmol•L⁻¹", "10 µmol/L", "molar"),
        ("10 mmolL-1", "10 mmol/L", "molar"),
        ("10 µmol dm−3", "10 µmol/L", "molar"),
        ("10 mmol/dm³", "10 mmol/L", "molar"),
        ("10 micromolar", "10 µM", "molar"),
        ("10 μΜ", "10 µM", "molar"),
        ("10 мМ", "10 mM", "molar"),
        ("１０ｍＭ", "10 mM", "molar"),
        ("10 𝜇M", "10 µM", "molar"),
        ("1 x 10(-5) M", "0.00001 M", "molar"),
        ("10(-5) M", "0.00001 M", "molar"),
        ("1e−6 M", "0.000001 M", "molar"),
        ("2 纳摩尔每升", "2 nmol/L", "molar"),
        ("10 µmol per liter", "10 µmol/L", "molar"),
        ("20 ng.mL-1", "20 ng/mL", "mass-per-volume"),
        ("20 ng.ml⁻¹", "20 ng/mL", "mass-per-volume"),
        ("20 ng mL -1", "20 ng/mL", "mass-per-volume"),
        ("20 ng/mℓ", "20 ng/mL", "mass-per-volume"),
        ("20 nɡ/mL", "20 ng/mL", "mass-per-volume"),
        ("20 ng cm-3", "20 ng/mL", "mass-per-volume"),
        ("20 ng/cc", "20 ng/mL", "mass-per-volume"),
        ("20 nanograms per milliliter", "20 ng/mL", "mass-per-volume"),
        ("50 рg/mL", "50 pg/mL", "mass-per-volume"),
        ("20 µg·L⁻¹", "20 µg/L", "mass-per-volume"),
        ("4.5 克/升", "4.5 g/L", "mass-per-volume"),
        ("10 vol.%", "10 % v/v", "percent-vv"),
        ("10%（v/v）", "10 % v/v", "percent-vv"),
        ("10% (v / v)", "10 % v/v", "percent-vv"),
        ("100 ml L-1", "100 mL/L", "percent-vv"),
        ("0.1% (wt/vol)", "0.1 % w/v", "percent-wv"),
        ("0.1% m/v", "0.1 % w/v", "percent-wv"),
        ("1х", "1×", "fold"),
        ("50 X", "50×", "fold"),
        ("100 U.mL-1", "100 U/mL", "activity-per-volume"),
        ("100 Units/mL", "100 U/mL", "activity-per-volume"),
        ("0.1 kU/mL", "0.1 kU/mL", "activity-per-volume"),
        ("20 µU/mL", "20 µU/mL", "activity-per-volume"),
        ("1 x 10(3) U/ml", "1000 U/mL", "activity-per-volume"),
        ("20 μIU/ml", "20 µIU/mL", "international-activity-per-volume"),
        ("100 I.U./mL", "100 IU/mL", "international-activity-per-volume"),
        ("100 international units/mL", "100 IU/mL", "international-activity-per-volume"),
        ("100 国际单位/毫升", "100 IU/mL", "international-activity-per-volume"),
        ("1∶1000", "1:1000", "dilution"),
        ("5 x 10(3) cells/cm2", "5000 cells/cm²", "cells-per-area"),
        ("5000 个/平方厘米", "5000 cells/cm²", "cells-per-area"),
        ("5000 cells/㎠", "5000 cells/cm²", "cells-per-area"),
        ("5000 cells·cm⁻²", "5000 cells/cm²", "cells-per-area"),
        ("10 mls", "10 mL", "volume"),
        ("10 cm³", "10 mL", "volume"),
        ("500 ㎕", "500 µL", "volume"),
        ("5 milligrams", "5 mg", "mass"),
        ("48hrs", "48 h", "duration"),
        ("24个小时", "24 h", "duration"),
        ("7 Days", "7 d", "duration"),
        ("1 wk", "1 weeks", "duration"),
        ("37 ºC", "37 °C", "temperature"),
        ("37˚C", "37 °C", "temperature"),
        ("37 °С", "37 °C", "temperature"),
        ("37 degrees C", "37 °C", "temperature"),
        ("−80℃", "-80 °C", "temperature"),
        ("0 °C", "0 °C", "temperature"),
    ],
)
def test_that_the_typography_of_papers_is_read(text: str, written: str, kind: str) -> None:
    reading = read_quantity(text, ANY)
    assert isinstance(reading, Quantity), reading
    assert (format_quantity(reading), reading.kind) == (written, kind)


@pytest.mark.parametrize("text", ["10 µM", "10 μM", "10uM", "10 umol/L", "１０ µM", "0.01 mM", "10⁻⁵ M", "10000 nM"])
def test_that_spellings_of_one_dose_are_the_same(text: str) -> None:
    reading = read_quantity(text)
    assert isinstance(reading, Quantity)
    assert reading.same(Quantity(value=Decimal(10), unit="µM"))


@pytest.mark.parametrize(
    "text", ["9**9**9**9", "1" * 64, "(" * 64, "1e" * 32, "1 " * 32, "/" * 64, "1:" * 32, "\ufdfa" * 64]
)
def test_that_no_text_takes_long(text: str) -> None:
    assert isinstance(read_quantity(text, ANY), Misreading)


def test_that_u_and_iu_are_never_merged() -> None:
    first, second = read_quantity("5 U/mL"), read_quantity("5 IU/mL")
    assert isinstance(first, Quantity)
    assert isinstance(second, Quantity)
    assert not first.same(second)


SPELLED = st.sampled_from(
    (
        *(
            "10 µM",
            "1.5 mmol·L−1",
            "20 ng mL⁻¹",
            "0.1% (v/v)",
            "2×10⁵ cells/mL",
            "100 units/ml",
            "1:1000",
            "5 毫摩尔/升",
        ),
        *("50–60 nM", "4.9 ± 0.3 mM", "1,5 mM", "1 h 30 min", "10 mM glucose", "2-3 d", "-20 °C", "10 lM"),
    )
)
SIGNS = "0123456789.,:eExX×·^+-−–±~<>/%() \t\u00a0\u2009\u200bmµμunpkdcgMLlUIhs°C²⁻⁶½毫升。\ufffd\ud800"


@st.composite
def mutated(draw: st.DrawFn) -> str:
    letters = list(draw(SPELLED))
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(letters)))
        letters[at : at + draw(st.integers(0, 1))] = draw(st.lists(st.sampled_from(SIGNS), max_size=1))
    return "".join(letters)


@given(st.one_of(st.text(max_size=80), st.text(alphabet=SIGNS, max_size=40), mutated()))
@example("\ud800" * 9)
def test_that_every_text_is_read_or_refused(text: str) -> None:
    assert isinstance(read_quantity(text, ANY), Quantity | Misreading)
    assert isinstance(read_duration(text), DurationRange | Misreading)
    assert isinstance(read_change(text), int | str | Misreading)


@given(st.one_of(st.text(alphabet=SIGNS, max_size=24), mutated()))
def test_that_every_offered_reading_reads_as_itself(text: str) -> None:
    refused = read_quantity(text, ANY)
    for reading in refused.readings if isinstance(refused, Misreading) else ():
        again = read_quantity(reading, ANY)
        assert isinstance(again, Quantity)
        assert format_quantity(again) == reading


@given(mutated())
def test_that_what_was_read_reads_the_same_in_its_normal_form(text: str) -> None:
    quantity = read_quantity(text, ANY)
    assume(isinstance(quantity, Quantity))
    assert isinstance(quantity, Quantity)
    assert read_quantity(format_quantity(quantity), ANY) == quantity


DIGITS = st.integers(1, 10**12 - 1).filter(lambda each: each % 10)
VALUES = st.tuples(DIGITS, st.integers(-18, 7)).map(lambda parts: Decimal(parts[0]).scaleb(parts[1]))
TEXTS = st.sampled_from(sorted(UNITS))


@given(VALUES.filter(lambda value: -18 <= value.adjusted() <= 18), TEXTS)
def test_that_what_is_written_reads_back_as_the_same(value: Decimal, unit: str) -> None:
    assume(unit != "1:n" or value > 1)
    assume(not (UNITS[unit].kind.startswith("cells") and 103 <= value <= 109))
    quantity = Quantity(value=Decimal(f"{value:f}"), unit=unit)
    assert read_quantity(format_quantity(quantity), ANY) == quantity


@given(st.decimals(-273, 1000, places=2))
def test_that_a_temperature_may_be_below_zero(value: Decimal) -> None:
    quantity = read_quantity(format_quantity(Quantity(value=value, unit="°C")), TEMPERATURE)
    assert isinstance(quantity, Quantity)
    assert quantity.value == value


def told(text: str) -> object:
    reading = read_quantity(text, ANY)
    return reading if isinstance(reading, Quantity) else (reading.code, reading.readings)


@given(st.one_of(st.text(max_size=40), mutated()))
@example("10 \u212bM")
def test_that_composed_and_decomposed_spellings_are_one(text: str) -> None:
    composed, decomposed = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    assume(max(len(composed), len(decomposed)) <= 64)
    assert told(composed) == told(decomposed)


@pytest.mark.parametrize(
    "text", ["10 µM", "２０ｎｇ／ｍＬ", "2％", "５ ㎎/㎖", "1：1000", "37℃", "50～60 nM", "1，5 mM"]
)
def test_that_the_compatibility_form_of_a_text_without_raised_figures_is_the_same(text: str) -> None:
    assert told(unicodedata.normalize("NFKC", text)) == told(text)


@given(SPELLED, st.sampled_from(["\u00a0", "\u2009", "\u202f", "\u3000", "\t", "  ", "\u2002"]))
def test_that_spaces_of_every_width_are_one(text: str, space: str) -> None:
    assert told(text.replace(" ", space)) == told(text)
    assert told(f"{space}{text}{space}") == told(text)


@pytest.mark.parametrize(
    ("kinds", "text"),
    [(VOLUME, "2 mL"), (MASS, "5 mg"), (DURATION, "24 h"), (TEMPERATURE, "4 °C"), (SEEDING_DENSITY, "5000 cells/cm²")],
)
def test_that_each_field_takes_its_own_kind_alone(kinds: frozenset[Kind], text: str) -> None:
    assert isinstance(read_quantity(text, kinds), Quantity)
    refused = read_quantity(text)
    assert isinstance(refused, Misreading)
    assert refused.code == "E-QTY-KIND"


@pytest.mark.parametrize(
    "text", ["2-3 d", "2–3 days", "2 to 3 days", "2～3天", "48–72 h", "48 h–72 h", "2 d - 3 d", "2到3天"]
)
def test_that_durations_may_span(text: str) -> None:
    assert read_duration(text) == DurationRange(shortest_hours=Decimal(48), longest_hours=Decimal(72))


@pytest.mark.parametrize("text", ["24 h", "1 d", "1440 min", "24小时", "86400 s"])
def test_that_a_day_is_a_day_in_every_unit(text: str) -> None:
    assert read_duration(text) == DurationRange(shortest_hours=Decimal(24), longest_hours=Decimal(24))


@pytest.mark.parametrize("text", ["overnight", "3-2 d", "2 or 3 d", "0-3 d", "2-3", "2-3 mM", "2\u200b-3 d"])
def test_that_no_other_duration_is_taken(text: str) -> None:
    assert isinstance(read_duration(text), Misreading)


@pytest.mark.parametrize(("text", "rule"), [("every 2 d", 2), ("every 48 h", 2), ("none", "none")])
def test_that_change_rules_are_read(text: str, rule: int | str) -> None:
    assert read_change(text) == rule


@pytest.mark.parametrize("text", ["daily", "every 36 h", "every", "2 d", "every 0 d"])
def test_that_other_change_rules_are_refused_with_the_way_on(text: str) -> None:
    refused = read_change(text)
    assert isinstance(refused, Misreading)
    assert refused.readings == ("every 2 d", "none")
