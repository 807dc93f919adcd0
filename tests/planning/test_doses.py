"""Doses against stock, solubility and the plausible range."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mscplanner.domain.finding import Finding
from mscplanner.domain.lab import Lab
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.protocol import Addition, Protocol, Reading, Stage, StageMedium
from mscplanner.domain.run import Stock
from mscplanner.library.templates import read_template
from mscplanner.planning.doses import check_doses
from mscplanner.planning.subject import subject_of

# A falsifying example names its lab, which is long.
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")


def findings_of(lab: Lab, *additions: Addition, stocks: tuple[Stock, ...] = ()) -> list[Finding]:
    medium = StageMedium(basal="dmem-high-glucose")
    stage = Stage(id="s", title=LocalText(plain="S"), duration="2 d", medium=medium, additions=additions)
    protocol = Protocol(id="x", title=LocalText(plain="X"), stages=(stage,))
    return list(check_doses(subject_of(protocol, lab, stocks)))


def codes_of(lab: Lab, reagent: str, final: str, *stocks: Stock) -> list[str]:
    return [each.code for each in findings_of(lab, Addition(reagent=reagent, final=final), stocks=stocks)]


@pytest.mark.parametrize(
    ("reagent", "final", "codes"),
    [
        ("retinoic-acid", "6 mmol/L", ["E-DOSE-SOL"]),
        ("retinoic-acid", "1.8 mg/mL", ["N-BRIDGE", "E-DOSE-SOL"]),
        ("retinoic-acid", "10 µmol/L", ["N-DOSE-SOL", "W-DOSE-HARM"]),
        ("retinoic-acid", "4 µmol/L", ["N-DOSE-SOL", "W-DOSE-HARM"]),
        ("retinoic-acid", "3.9 µmol/L", ["N-DOSE-SOL"]),
        ("retinoic-acid", "1.3 µg/mL", ["N-BRIDGE", "N-DOSE-SOL", "W-DOSE-HARM"]),
        ("retinoic-acid", "1:2", ["E-DOSE-SOL"]),
        ("retinoic-acid", "1:2000", ["N-DOSE-SOL", "W-DOSE-HARM"]),
        ("retinoic-acid", "1:10000", ["N-DOSE-SOL"]),
        ("retinoic-acid", "0.21 µmol/L", []),
        ("retinoic-acid", "1 nmol/L", ["W-RANGE"]),
        ("nicotinamide", "10 mmol/L", []),
        ("nicotinamide", "100 mmol/L", ["W-RANGE"]),
        ("bfgf", "20 ng/mL", []),
        ("bfgf", "20 µg/mL", ["W-RANGE"]),
        ("bfgf", "1 nmol/L", ["N-BRIDGE"]),
        ("bfgf", "1 µmol/L", ["N-BRIDGE", "W-RANGE"]),
        ("b27", "2 %", []),
        ("b27", "20 %", ["W-RANGE"]),
        ("b27", "1 X", []),
        ("b27", "10 X", ["W-RANGE"]),
        ("egf", "200 µg/mL", ["E-STOCK-LOW", "W-RANGE"]),
        ("egf", "1 %", ["E-DIM-BASIS"]),
        ("unobtainium", "1:500", ["W-REAGENT"]),
        ("unobtainium", "1 mM", ["W-REAGENT", "E-STOCK-NONE"]),
    ],
)
def test_that_a_dose_has_the_findings_it_deserves(lab: Lab, reagent: str, final: str, codes: list[str]) -> None:
    assert codes_of(lab, reagent, final) == codes


def test_that_the_error_of_retinoic_acid_names_limit_and_range(lab: Lab) -> None:
    (error,) = findings_of(lab, Addition(reagent="retinoic-acid", final="6 mmol/L"))
    assert error.title.written("en") == "Retinoic acid 6 mmol/L cannot dissolve"
    reason = error.reason.written("en")
    assert "28\N{NO-BREAK SPACE}600 times" in reason
    assert "0.21 µmol/L" in reason
    assert "10 nmol/L to 10 µmol/L" in reason
    assert error.fixes == ()


def test_that_a_limit_is_told_in_the_kind_of_the_dose(lab: Lab) -> None:
    _, error = findings_of(lab, Addition(reagent="retinoic-acid", final="1.8 mg/mL"))
    assert "63.1 ng/mL" in error.reason.written("en")


def test_that_a_proposed_dose_names_its_source(lab: Lab) -> None:
    reading = Reading(final="1 µmol/L", confidence="inferred", reason=LocalText(plain="lost exponent"))
    (error,) = findings_of(lab, Addition(reagent="retinoic-acid", final="6 mmol/L", reading=reading))
    (fix,) = error.fixes
    assert fix.label.written("en") == "Use 1 µmol/L…"
    assert fix.source
    assert "inferred, not seen in the original" in fix.source.written("en")
    assert "lost exponent" in fix.source.written("en")


def test_that_a_usual_amount_says_that_it_is_not_the_protocols(lab: Lab) -> None:
    (error,) = findings_of(lab, Addition(reagent="n2-100x", printed="N-2"))
    (fix,) = error.fixes
    assert fix.edit.value == "1 % v/v"
    assert fix.source
    assert "not this protocol's" in fix.source.written("en")


def test_that_no_template_proposes_a_dose_without_a_source(lab: Lab) -> None:
    for template_id in ("bm-msc-three-step", "uc-msc-three-step", "adsc-one-step"):
        template = read_template(template_id)
        assert template
        for finding in check_doses(subject_of(template, lab)):
            assert all(fix.source for fix in finding.fixes), finding.code


def test_that_a_confirmed_stock_of_an_unknown_reagent_is_used(lab: Lab) -> None:
    assert codes_of(lab, "unobtainium", "1 mM", Stock(reagent="unobtainium", strength="1 M")) == ["W-REAGENT"]


def test_that_a_molar_dose_of_an_unknown_protein_asks_for_its_mass(lab: Lab) -> None:
    codes = codes_of(lab, "unobtainium", "1 nM", Stock(reagent="unobtainium", strength="1 mg/mL"))
    assert codes == ["W-REAGENT", "E-DIM-MW"]


@pytest.mark.parametrize(("first", "second", "full"), [("50 %", "49.9 %", False), ("50 %", "50 %", True)])
def test_that_additions_leave_room_for_the_basal_medium(lab: Lab, first: str, second: str, full: bool) -> None:
    additions = (Addition(reagent="fbs", final=first), Addition(reagent="FBS", final=second))
    codes = [each.code for each in findings_of(lab, *additions)]
    assert ("E-VOL-SUM" in codes) == full


@given(st.decimals(min_value=Decimal("0.01"), max_value=Decimal(1000), places=2), st.sampled_from(["mM", "µM", "nM"]))
def test_that_more_than_dissolves_never_passes_in_silence(lab: Lab, value: Decimal, unit: str) -> None:
    codes = codes_of(lab, "retinoic-acid", f"{value:f} {unit}")
    micromolar = value * {"mM": Decimal(1000), "µM": Decimal(1), "nM": Decimal("0.001")}[unit]
    if micromolar > 10:
        assert "E-DOSE-SOL" in codes
    else:
        assert ("N-DOSE-SOL" in codes) == (micromolar > Decimal("0.21"))


def test_that_an_emptied_dose_is_offered_as_the_source_prints_it(lab: Lab) -> None:
    (found,) = findings_of(lab, Addition(reagent="nicotinamide", printed="10mmol/L 烟酰胺"))
    (fix,) = found.fixes
    assert (found.code, fix.edit.value) == ("E-QTY-NONE", "10 mmol/L")
    assert fix.source
    assert "10mmol/L 烟酰胺" in fix.source.written("en")


def test_that_a_printed_dose_that_somebody_doubts_is_not_offered(lab: Lab) -> None:
    reading = Reading(final="1 µmol/L", confidence="inferred", reason=LocalText(plain="lost exponent"))
    (found,) = findings_of(lab, Addition(reagent="retinoic-acid", printed="6mmol/L 维甲酸", reading=reading))
    assert "6 mmol/L" not in [fix.edit.value for fix in found.fixes]
