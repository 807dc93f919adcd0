"""Every finding can come about, says what it should, and hides no other."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import mscplanner
from mscplanner.domain.finding import SEVERITIES, Finding
from mscplanner.domain.lab import Lab
from mscplanner.domain.language import LANGUAGES
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.protocol import Addition, Protocol, Reading, Readout, Stage, StageMedium
from mscplanner.domain.quantity import volume
from mscplanner.domain.run import Control, Happening, Pin, Run, StageLength, Stock, Withdrawal
from mscplanner.domain.stockroom import Lot
from mscplanner.domain.work_calendar import Absence, WorkCalendar
from mscplanner.library.templates import read_template, read_templates
from mscplanner.planning.checks import check
from mscplanner.planning.planner import plan

BASAL = StageMedium(basal="dmem-high-glucose")
ADDITION = ("stages", "s", "additions")


def text(plain: str) -> LocalText:
    return LocalText(plain=plain)


def stage(*additions: Addition, **more: Any) -> Stage:
    given: dict[str, Any] = {"id": "s", "title": text("S"), "duration": "2 d", "change": "every 2 d", "medium": BASAL}
    return Stage(additions=additions, **(given | more))


def dosed(final: str | None, reagent: str = "nicotinamide", **more: Any) -> Stage:
    return stage(Addition(reagent=reagent, final=final, **more))


STAGES: dict[str, tuple[tuple[Stage, ...], tuple[str, ...]]] = {
    "E-STAGES-NONE": ((), ("stages",)),
    "E-STAGE-TWICE": ((stage(), stage()), ("stages", "s")),
    "E-DURATION-NONE": ((stage(duration=None),), ("stages", "s", "duration")),
    "E-DURATION-LONG": ((stage(duration="57 weeks"), stage(id="t")), ("stages", "t", "duration")),
    "E-MEDIUM-NONE": ((stage(medium=None),), ("stages", "s", "medium")),
    "E-QTY-NONE": ((dosed(None),), (*ADDITION, "nicotinamide")),
    "E-QTY-COMMA": ((dosed("1,5 mM"),), (*ADDITION, "nicotinamide")),
    "E-QTY-SPACE": ((dosed("1 000 nM"),), (*ADDITION, "nicotinamide")),
    "E-QTY-ABOUT": ((dosed("~10 mM"),), (*ADDITION, "nicotinamide")),
    "E-QTY-RANGE": ((dosed("5-10 mM"),), (*ADDITION, "nicotinamide")),
    "E-QTY-LIST": ((dosed("10 mM 5 uM"),), (*ADDITION, "nicotinamide")),
    "E-QTY-POWER": ((dosed("10-6 M"),), (*ADDITION, "nicotinamide")),
    "E-QTY-KIND": ((dosed("20 ng"),), (*ADDITION, "nicotinamide")),
    "E-QTY-UNIT": ((dosed("10 MM"),), (*ADDITION, "nicotinamide")),
    "E-QTY-BARE": ((stage(duration="2"),), ("stages", "s", "duration")),
    "E-QTY-BARE-UNIT": ((dosed("mM"),), (*ADDITION, "nicotinamide")),
    "E-QTY-NUMBER": ((stage(duration="overnight"),), ("stages", "s", "duration")),
    "E-QTY-NEGATIVE": ((dosed("-5 mM"),), (*ADDITION, "nicotinamide")),
    "E-QTY-ZERO": ((dosed("0 mM"),), (*ADDITION, "nicotinamide")),
    "E-QTY-DIGITS": ((dosed("1.2345678901234 mM"),), (*ADDITION, "nicotinamide")),
    "E-QTY-LONG": ((dosed("10 mM of it, as every paper of the field says and none explains why"),), ADDITION),
    "E-QTY-CHAR": ((dosed("10\u200bmM"),), (*ADDITION, "nicotinamide")),
    "E-QTY-RATIO": ((dosed("2:5"),), (*ADDITION, "nicotinamide")),
    "E-QTY-LIMIT": ((dosed("<10 mM"),), (*ADDITION, "nicotinamide")),
    "E-QTY-SPREAD": ((dosed("4.9 ± 0.3 mM"),), (*ADDITION, "nicotinamide")),
    "E-QTY-WORDS": ((dosed("5 mM (final)"),), (*ADDITION, "nicotinamide")),
    "E-QTY-EXPONENT": ((dosed("1e400 mM"),), (*ADDITION, "nicotinamide")),
    "E-QTY-FINITE": ((dosed("inf mM"),), (*ADDITION, "nicotinamide")),
    "E-QTY-PREFIX": ((dosed("50 ?M"),), (*ADDITION, "nicotinamide")),
    "E-CHANGE": ((stage(change="daily"),), ("stages", "s", "change")),
    "E-STOCK-NONE": ((dosed("10 mM", "unobtainium"),), (*ADDITION, "unobtainium")),
    "E-DIM-MW": ((dosed("10 nmol/L", "mystery"),), (*ADDITION, "mystery")),
    "E-DIM-BASIS": ((dosed("1 %"),), (*ADDITION, "nicotinamide")),
    "E-DIM-FOLD": ((dosed("1 X"),), (*ADDITION, "nicotinamide")),
    "E-DIM-ACTIVITY": ((dosed("10 U/mL", "heparin"),), (*ADDITION, "heparin")),
    "E-DIM-DENSITY": ((dosed("1 % v/v"),), (*ADDITION, "nicotinamide")),
    "E-KIND": ((dosed("10 U/mL"),), (*ADDITION, "nicotinamide")),
    "E-STOCK-LOW": ((dosed("2 mol/L"),), (*ADDITION, "nicotinamide")),
    "E-VOL-SUM": (
        (stage(Addition(reagent="fbs", final="60 %"), Addition(reagent="FBS", final="40 %")),),
        ("stages", "s"),
    ),
    "E-VOL-MIN": ((dosed("0.001 pmol/L"),), (*ADDITION, "nicotinamide")),
    "E-RECIPE-OPEN": ((dosed("99.9999 % v/v", "fbs"),), ("stages", "s")),
    "E-DOSE-SOL": ((dosed("6 mmol/L", "retinoic-acid"),), (*ADDITION, "retinoic-acid")),
    "N-DOSE-SOL": ((dosed("1 µmol/L", "retinoic-acid"),), (*ADDITION, "retinoic-acid")),
    "W-RANGE": ((dosed("300 ng/mL", "egf"),), (*ADDITION, "egf")),
    "W-DOSE-HARM": ((dosed("4 µmol/L", "retinoic-acid"),), (*ADDITION, "retinoic-acid")),
    "W-DOSE-SPREAD": (
        (dosed("1 mM"), stage(Addition(reagent="nicotinamide", final="10 mM"), id="t")),
        ("stages", "t", "additions", "nicotinamide"),
    ),
    "W-DOSE-KINDS": (
        (dosed("10 ng/mL", "activin-a"), stage(Addition(reagent="activin-a", final="2 nmol/L"), id="t")),
        ("stages", "t", "additions", "activin-a"),
    ),
    "W-DOUBLE-BASAL": ((dosed("2 mmol/L", "l-glutamine"),), (*ADDITION, "l-glutamine")),
    "W-DOUBLE": (
        (stage(Addition(reagent="b27", final="2 %"), Addition(reagent="insulin", final="10 µg/mL")),),
        (*ADDITION, "insulin"),
    ),
    "N-DOUBLE": (
        (stage(Addition(reagent="ITS", final="1 %"), Addition(reagent="b27", final="2 %")),),
        (*ADDITION, "b27-50x"),
    ),
    "W-SOLVENT": ((stage(), stage(Addition(reagent="chir99021", final="20 µmol/L"), id="t")), ("stages", "t")),
    "W-CARRIER": ((dosed("20 ng/mL", "egf"),), ("stages", "s")),
    "W-PULSE": (
        (stage(Addition(reagent="ra", final="1 µM", once=True), Addition(reagent="ra", final="1 µM")),),
        (*ADDITION, "retinoic-acid#2"),
    ),
    "N-PULSE": (
        (stage(Addition(reagent="ra", final="1 µM", once=True), duration="6 d"),),
        ("stages", "s"),
    ),
    "W-PRINTED": ((dosed("10 µM", printed="10mmol/L 烟酰胺"),), (*ADDITION, "nicotinamide")),
    "N-BRIDGE": ((dosed("2 nmol/L", "activin-a"),), (*ADDITION, "activin-a")),
    "N-HANDLING": ((dosed("1 µmol/L", "retinoic-acid"),), ("protocol",)),
    "N-METHODS": ((stage(known="S"),), ("protocol",)),
    "N-START": ((stage(),), ("cell_source",)),
    "N-SERUM": (
        (stage(medium=StageMedium(basal="dmem-f12", printed="DMEM/F12")),),
        ("stages", "s", "medium"),
    ),
    "W-NAME": ((dosed("20 ng/mL", "β-FGF"),), (*ADDITION, "bfgf")),
    "W-REAGENT": ((dosed("10 mM", "unobtainium"),), (*ADDITION, "unobtainium")),
    "W-READING": (
        (dosed("1 µM", reading=Reading(final="1 µmol/L", confidence="inferred", reason=text("why"))),),
        (*ADDITION, "nicotinamide"),
    ),
    "W-INTERVAL": ((stage(change=None),), ("run", "change_every_days")),
    "W-BASAL-KIND": ((stage(medium=StageMedium(basal="fbs")),), ("stages", "s", "medium")),
    "N-BASAL-UNKNOWN": ((stage(medium=StageMedium(basal="moon water")),), ("stages", "s", "medium")),
    "N-DURATION-SPAN": ((stage(duration="2-3 d"),), ("stages", "s", "duration")),
    "W-UNDATED": ((stage(duration=None), stage(id="t")), ("stages", "t")),
    "W-ASSUMED": ((dosed("10 mM"),), ("stocks",)),
    "W-CLOSED": ((stage(duration="5 d"),), ("days", "D5")),
}
A, B = ("a" * 32, "b" * 32)


def tube(reagent: str, lot_id: str = A, **fields: Any) -> Lot:
    return Lot(id=lot_id, reagent=reagent, strength="100 µg/mL", number=f"N{lot_id[0]}", **fields)


def taken(reagent: str, from_day: int = 0, lot_id: str = A, **fields: Any) -> Stock:
    return Stock(reagent=reagent, strength="100 µg/mL", lot=tube(reagent, lot_id, **fields), from_day=from_day)


EGF = stage(Addition(reagent="egf", final="20 ng/mL"), duration="6 d")
RUNS: dict[str, tuple[Stage, dict[str, Any], tuple[str, ...]]] = {
    "E-WELL-VOLUME": (stage(), {"well_volume": "99999 L"}, ("run", "well_volume")),
    "W-WELL-VOLUME": (stage(), {"well_volume": "9 mL"}, ("run", "well_volume")),
    "E-WELLS": (stage(), {"withdrawals": (Withdrawal(day=1, wells=99),)}, ("run", "withdrawals")),
    "N-VEHICLE": (stage(), {"controls": (Control(kind="vehicle"),)}, ("run", "controls")),
    "E-MASS-MIN": (
        dosed("10 µmol/L"),
        {"stocks": (Stock(reagent="nicotinamide", strength="powder"),)},
        (*ADDITION, "nicotinamide"),
    ),
    "W-ACHIEVED": (EGF, {"lab": "coarse"}, (*ADDITION, "egf")),
    "W-GAP": (stage(duration="6 d", change="every 3 d", longest_gap="2 d"), {}, ("stages", "s")),
    "W-EXPIRY": (EGF, {"stocks": (taken("egf", expiry=date(2026, 12, 6)),)}, ("stocks", "egf")),
    "W-AMOUNT": (EGF, {"stocks": (taken("egf", amount="1 µL"),)}, ("stocks", "egf")),
    "W-FREEZE-THAW": (EGF, {"stocks": (taken("egf", freeze_thaws=3),)}, ("stocks", "egf")),
    "W-LOT-STRENGTH": (
        EGF,
        {"stocks": (Stock(reagent="egf", strength="50 µg/mL", lot=tube("egf")),)},
        ("stocks", "egf"),
    ),
    "W-LAB-LENGTH": (
        stage(duration=None),
        {"lengths": (StageLength(stage="s", length="7 d"),)},
        ("run", "lengths", "s"),
    ),
    "W-LENGTH-OVER": (
        stage(duration=None),
        {
            "lengths": (StageLength(stage="s", length="4 d"),),
            "happened": (Happening(kind="fed", stage="s", fill=3, day=6, planned_day=6),),
        },
        ("run", "lengths", "s"),
    ),
    "W-LOT-CHANGE": (EGF, {"stocks": (taken("egf"), taken("egf", 4, B))}, ("stocks", "egf")),
}


ABSENCE = Absence(person="L. Zhang", first=date(2026, 12, 8), until=date(2026, 12, 19))
CALENDAR = WorkCalendar(closed_weekdays=(), country="CN", absences=(ABSENCE,))
RUNS |= {
    "W-MOVED": (EGF, {"pins": (Pin(kind="fill", stage="s", number=1, day=3, planned_day=2),)}, ("stages", "s")),
    "W-PIN": (EGF, {"pins": (Pin(kind="fill", stage="s", number=1, day=5, planned_day=2),)}, ("days", "D2")),
    "W-CALENDAR": (stage(), {"calendar": CALENDAR}, ("days", "D0")),
    "W-ABSENT": (stage(), {"calendar": CALENDAR, "operator": "l.  zhang"}, ("days", "D2")),
}


def coarse(lab: Lab) -> Lab:
    """Return the lab with one pipette of 1 mL steps."""
    one = lab.settings.pipettes[-1].model_copy(update={"smallest": volume("0.0005"), "step": volume("0.005")})
    return lab.model_copy(update={"settings": lab.settings.model_copy(update={"pipettes": (one,)})})


def found_in_run(run: Run, code: str) -> tuple[Finding, ...]:
    staged, update, _ = RUNS[code]
    lab = coarse(run.lab) if update.get("lab") == "coarse" else run.lab
    lab = lab.model_copy(update={"calendar": update.get("calendar")})
    own = {name: value for name, value in update.items() if name != "calendar"}
    return found(run, staged, **(own | {"lab": lab}))


DITHIZONE = Readout(name=text("Dithizone"), at="end", destructive=True)
SECRETION = Readout(name=text("GSIS"), at="end")
READOUTS: dict[str, tuple[tuple[Readout, ...], tuple[str, ...]]] = {
    "W-READOUT-AT": ((SECRETION.model_copy(update={"at": "step-9"}),), ("readouts", "0")),
    "W-READOUT-ORDER": ((SECRETION, DITHIZONE.model_copy(update={"at": "s"})), ("readouts", "1")),
    "N-READOUT-ORDER": ((DITHIZONE, SECRETION), ("readouts", "1")),
    "W-INSULIN": ((DITHIZONE, SECRETION), ("readouts", "1")),
    "W-C-PEPTIDE": ((DITHIZONE, SECRETION), ("readouts", "1")),
}
MYSTERY = (Stock(reagent="mystery", strength="1 mg/mL"),)
FROM_TEMPLATES = {
    "W-LENGTH": "uc-msc-three-step",
    "W-SOURCE": "bm-msc-three-step",
    "N-SOURCE": "adsc-one-step",
}


def found(run: Run, *stages: Stage, **update: Any) -> tuple[Finding, ...]:
    protocol = Protocol(id="x", title=text("X"), stages=stages)
    return plan(run.model_copy(update={"protocol": protocol, "stocks": MYSTERY, **update})).findings


@pytest.mark.parametrize("code", STAGES)
def test_that_each_fault_of_a_protocol_is_found_at_its_place(run_of: Callable[[str], Run], code: str) -> None:
    stages, place = STAGES[code]
    findings = [each for each in found(run_of("adsc-one-step"), *stages) if each.code == code]
    assert findings
    assert findings[0].place[: len(place)] == place
    assert findings[0].severity == {"E": "error", "W": "warning", "N": "note"}[code[0]]


@pytest.mark.parametrize("code", FROM_TEMPLATES)
def test_that_what_review_and_original_say_differently_is_shown(lab: Lab, code: str) -> None:
    template = read_template(FROM_TEMPLATES[code])
    assert template
    findings = [each for each in check(template, lab) if each.code == code]
    assert len(findings) >= 1
    assert all("Review (S)" in each.reason.written("en") for each in findings)


@pytest.mark.parametrize("code", READOUTS)
def test_that_each_fault_of_a_read_out_is_found_at_its_place(lab: Lab, code: str) -> None:
    readouts, place = READOUTS[code]
    stages = (stage(), stage(Addition(reagent="b27", final="2 %"), id="t"))
    protocol = Protocol(id="x", title=text("X"), stages=stages, readouts=readouts)
    assert [each.place for each in check(protocol, lab) if each.code == code] == [place]


@pytest.mark.parametrize("code", RUNS)
def test_that_each_fault_of_a_run_is_found_at_its_place(run_of: Callable[[str], Run], code: str) -> None:
    findings = [each for each in found_in_run(run_of("adsc-one-step"), code) if each.code == code]
    assert [each.place for each in findings] == [RUNS[code][2]]
    assert findings[0].severity == {"E": "error", "W": "warning", "N": "note"}[code[0]]


OF_LOTS = ("E-DATE", "E-COUNT")
"""What is told of a field of a lot, and never of a protocol: their cases are in ``test_lot_fields``."""

OF_STOCKROOM = ("E-LOT-WEAK", "W-THAWS")
"""What is told of a lot that a run takes: the cases are in ``test_lot_checks``."""

OF_CLOSE_OUTS = re.findall(r"W-CLOSE-[A-Z]+", (Path(__file__).parent / "test_close_out_checks.py").read_text("utf-8"))
"""What is told of a sheet that came back: the cases are there."""

OF_OTHER_RUNS = ("W-NUMBER",)
"""What is told of a run beside all others: the cases are in ``test_run_checks``."""

OF_SHEETS = ("E-FONT", "W-LABEL-CODE", "W-LABEL-ROOM")
"""What is told when something is printed: their cases are in the tests of the sheets."""


def test_that_no_finding_of_the_source_lacks_a_case() -> None:
    package = Path(mscplanner.__file__).parent
    sources = [path.read_text("utf-8") for room in ("domain", "planning") for path in (package / room).glob("*.py")]
    written = {code for source in sources for code in re.findall(r'"([EWN]-[A-Z]+(?:-[A-Z]+)*)"', source)}
    assert written == {
        *STAGES,
        *FROM_TEMPLATES,
        *READOUTS,
        *RUNS,
        *OF_LOTS,
        *OF_STOCKROOM,
        *OF_CLOSE_OUTS,
        *OF_SHEETS,
    } | {*OF_OTHER_RUNS}


def test_that_an_error_of_the_first_stage_hides_none_of_the_third(run_of: Callable[[str], Run]) -> None:
    stages = (
        stage(Addition(reagent="nicotinamide", final="10 MM"), id="one", duration="overnight"),
        stage(id="two"),
        stage(Addition(reagent="retinoic-acid", final="6 mmol/L"), Addition(reagent="b27"), id="three", change="daily"),
    )
    codes = {each.code for each in found(run_of("adsc-one-step"), *stages) if each.place[:2] == ("stages", "three")}
    assert codes == {"E-DOSE-SOL", "E-QTY-NONE", "E-CHANGE"}


def test_that_errors_come_first_and_each_severity_follows_the_stages(lab: Lab) -> None:
    for template in read_templates():
        ranks = [SEVERITIES.index(each.severity) for each in check(template, lab)]
        assert ranks == sorted(ranks)
        order = [each.id for each in template.stages]
        errors = [each for each in check(template, lab) if each.severity == "error"]
        at = [order.index(each.place[1]) for each in errors]
        assert at == sorted(at)


def every_finding(lab: Lab, run_of: Callable[[str], Run]) -> list[Finding]:
    findings = [each for stages, _ in STAGES.values() for each in found(run_of("adsc-one-step"), *stages)]
    findings += [each for code in RUNS for each in found_in_run(run_of("adsc-one-step"), code)]
    for readouts, _ in READOUTS.values():
        stages = (stage(), stage(Addition(reagent="b27", final="2 %"), id="t"))
        findings += check(Protocol(id="x", title=text("X"), stages=stages, readouts=readouts), lab)
    for template in read_templates():
        findings += [*check(template, lab), *plan(run_of(template.id)).findings]
    return findings


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_every_finding_says_what_why_and_the_way_on(lab: Lab, run_of: Callable[[str], Run], language: Any) -> None:
    for each in every_finding(lab, run_of):
        texts = [each.title, each.reason, each.way_on, *(fix.label for fix in each.fixes)]
        texts += [fix.source for fix in each.fixes if fix.source]
        for message in texts:
            written = message.written(language)
            assert written.strip(), each.code
            assert not re.search(r"[{}]|\bNone\b|\bnan\b|\bDecimal\b", written), written


def test_that_the_chinese_of_a_finding_is_chinese(lab: Lab, run_of: Callable[[str], Run]) -> None:
    for each in every_finding(lab, run_of):
        for message in (each.reason, each.way_on):
            assert re.search("[\u4e00-\u9fff]", message.written("zh")), message.text


def test_that_titles_are_short(lab: Lab, run_of: Callable[[str], Run]) -> None:
    for each in every_finding(lab, run_of):
        typed = any(len(str(figure)) > 30 for _, figure in each.title.figures if isinstance(figure, str))
        assert typed or len(each.title.written("en")) <= 60, each.title.written("en")
