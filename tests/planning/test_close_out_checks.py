"""What was typed of a sheet is looked through: told in its place, and never changed."""

from collections.abc import Callable
from datetime import date

import pytest

from mscplanner.domain.close_out import ColumnName, Row, typed_into
from mscplanner.domain.run import Run
from mscplanner.planning.close_out_checks import close_out_findings, performed_on, read_time
from mscplanner.planning.close_out_form import as_planned, close_out_form
from mscplanner.planning.planner import plan

D2 = date(2026, 12, 9)
Entry = tuple[str, ColumnName, str]
SIGNED: tuple[Entry, ...] = (
    ("recipe/2", "initials", "LZ"),
    ("recipe/check", "initials", "ML"),
    ("sign-off/performed", "name", "L. Zhang"),
    ("sign-off/performed", "date", "2026-12-09"),
    ("deviations/all", "answer", "none"),
)


@pytest.fixture(scope="module")
def rows_of(run_of: Callable[[str], Run]) -> Callable[..., tuple[Row, ...]]:
    """Return the rows of a part as planned and signed, with other entries."""
    planned = plan(run_of("bm-msc-three-step"))

    def made(part: str, *entries: Entry) -> tuple[Row, ...]:
        form = close_out_form(planned, part)
        assert form is not None
        rows = as_planned(form.rows, "en")
        for entry in (*SIGNED, *entries):
            rows = typed_into(rows, *entry)
        return rows

    return made


def test_that_a_sheet_as_planned_and_an_empty_one_have_no_findings(
    rows_of: Callable[..., tuple[Row, ...]], run_of: Callable[[str], Run]
) -> None:
    for part in ("D2", "S2-1", "S2-1/D2", "D18"):
        assert close_out_findings(rows_of(part), D2) == ()
    form = close_out_form(plan(run_of("bm-msc-three-step")), "D2")
    assert form is not None
    assert close_out_findings(form.rows, D2) == ()


@pytest.mark.parametrize(
    ("part", "entry", "code"),
    [
        ("D2", ("steps/1", "time", "25:00"), "W-CLOSE-TIME"),
        ("D2", ("steps/1", "time", "noon"), "W-CLOSE-TIME"),
        ("D2", ("before/3", "done", ""), "W-CLOSE-TICKS"),
        ("S2-1", ("recipe/check", "initials", "lz"), "W-CLOSE-CHECKED"),
        ("S2-1/D2", ("recipe/check", "initials", "L. Z."), "W-CLOSE-CHECKED"),
        ("D18/GSIS", ("C-1", "low-on", "9h"), "W-CLOSE-TIME"),
        ("D18/GSIS", ("D-1", "insulin-low", "5,0"), "W-CLOSE-NUMBER"),
        ("D18/GSIS", ("step-3", "done", ""), "W-CLOSE-TICKS"),
        ("D18/QPCR", ("E-1-1", "ct-2", "24.3.1"), "W-CLOSE-NUMBER"),
        ("D18/DTZ", ("C-1", "stained", "104"), "W-CLOSE-PERCENT"),
        ("D18/DTZ", ("field-2", "text", "2026-12-08"), "W-CLOSE-EXPIRED"),
        ("D18/ELISA", ("plate-B1/A", "A3", "0.12a"), "W-CLOSE-NUMBER"),
        ("D2", ("observations/V1", "confluence", "120"), "W-CLOSE-PERCENT"),
        ("D2", ("observations/V1", "confluence", "nan"), "W-CLOSE-PERCENT"),
        ("D2", ("medium/S2-1/D2", "batch", "S2-2/D2"), "W-CLOSE-LOT"),
        ("D2", ("medium/S2-1/D2", "use_by", "2026-12-08"), "W-CLOSE-EXPIRED"),
        ("D2", ("medium/S2-1/D2", "use_by", "9.12.26"), "E-DATE"),
        ("D2", ("steps/3", "actual", "3 mL/well"), "W-CLOSE-ACTUAL"),
        ("D2", ("steps/3", "done", ""), "W-CLOSE-TICKS"),
        ("D2", ("observations/V1", "contamination", "seen"), "W-CLOSE-SEEN"),
        ("D2", ("deviations/all", "text", "spilt"), "W-CLOSE-WORDS"),
        ("D2", ("deviations/all", "answer", "yes"), "W-CLOSE-WORDS"),
        ("D2", ("sign-off/performed", "name", ""), "W-CLOSE-SIGNED"),
        ("D2", ("sign-off/performed", "date", ""), "W-CLOSE-DATED"),
        ("D2", ("sign-off/checked", "name", "l. zhang"), "W-CLOSE-CHECKED"),
        ("S2-1", ("recipe/2", "expiry", "2026-12-01"), "W-CLOSE-EXPIRED"),
        ("S2-1", ("finish/use_by", "use_by", "2026-12-08"), "W-CLOSE-EXPIRED"),
    ],
)
def test_that_what_is_not_right_is_told_at_its_place(
    rows_of: Callable[..., tuple[Row, ...]], part: str, entry: Entry, code: str
) -> None:
    (finding,) = close_out_findings(rows_of(part, entry), D2)
    assert finding.code == code
    assert finding.place[:2] == ("close-out", entry[0])
    for language in ("en", "zh"):
        assert all(each.written(language) for each in (finding.title, finding.reason, finding.way_on))


@pytest.mark.parametrize(
    "entry",
    [
        ("steps/1", "time", "905"),
        ("steps/1", "time", "9.05"),
        ("steps/1", "time", "２１：０５"),
        ("observations/V1", "confluence", "~80 %"),
        ("medium/S2-1/D2", "batch", " s2-1/d2 "),
        ("medium/S2-1/D2", "use_by", "2026-12-09"),
        ("steps/3", "actual", "1mL/well"),
        ("steps/3", "actual", "1 mL/孔"),
        ("observations/V1", "contamination", "none"),
        ("sign-off/checked", "name", "M. Li"),
    ],
)
def test_that_what_means_the_same_is_right(rows_of: Callable[..., tuple[Row, ...]], entry: Entry) -> None:
    assert close_out_findings(rows_of("D2", entry), D2) == ()


def test_that_a_told_deviation_answers_what_differs(rows_of: Callable[..., tuple[Row, ...]]) -> None:
    told: tuple[Entry, ...] = (("deviations/all", "answer", "yes"), ("deviations/all", "text", "rinsed twice"))
    rows = rows_of("D2", ("steps/3", "actual", "2 mL/well"), ("steps/5", "done", ""), *told)
    assert close_out_findings(rows, D2) == ()


def test_that_the_readings_of_a_date_can_be_taken(rows_of: Callable[..., tuple[Row, ...]]) -> None:
    rows = rows_of("D2", ("sign-off/performed", "date", "09/12/2026"))
    (finding,) = close_out_findings(rows, D2)
    assert [fix.edit.value for fix in finding.fixes] == ["2026-12-09", "2026-09-12"]
    assert performed_on(rows) is None
    assert performed_on(rows_of("D2")) == D2


@pytest.mark.parametrize("text", ["", "24:00", "12:60", "1", "12345", "9.5", "24.00", "-1:00", "٠٩:٠٠"])
def test_that_nothing_else_is_a_time(text: str) -> None:
    assert read_time(text) is None


@pytest.mark.parametrize(
    ("part", "entry"),
    [
        ("D2", ("steps/1", "time", "N/A")),
        ("D2", ("observations/V1", "confluence", "n/a")),
        ("S2-1", ("recipe/1", "expiry", "不适用")),
        ("D18/QPCR", ("E-1-1", "ct-2", "Undetermined")),
        ("D18/QPCR", ("E-1-1", "ct-2", "24.3")),
        ("D18/QPCR", ("A-1", "rna-ng-l", "N/A")),
        ("D18/ELISA", ("plate-B1/A", "A3", "> 4.0")),
        ("D18/GSIS", ("glucose-2", "done", "yes")),
        ("OFF/D5-D6", ("look-2", "done", "")),
        ("OFF/D5-D6", ("D6-1", "time", "10:30")),
    ],
)
def test_that_what_the_paper_asks_for_and_an_instrument_gives_is_no_finding(
    part: str, entry: Entry, rows_of: Callable[..., tuple[Row, ...]]
) -> None:
    assert close_out_findings(rows_of(part, entry), D2) == ()


def test_that_an_index_is_compared_with_its_two_values(rows_of: Callable[..., tuple[Row, ...]]) -> None:
    measured: tuple[Entry, ...] = (("D-1", "insulin-low", "5.0"), ("D-1", "insulin-high", "16.2"))
    for typed in ("3.2", "3.24", "3"):
        assert close_out_findings(rows_of("D18/GSIS", *measured, ("D-1", "si", typed)), D2) == ()
    (finding,) = close_out_findings(rows_of("D18/GSIS", *measured, ("D-1", "si", "2.3")), D2)
    assert (finding.code, finding.place) == ("W-CLOSE-INDEX", ("close-out", "D-1", "si"))
    assert "16.2 ÷ 5.0 is 3.24" in finding.title.written("en")


def test_that_only_what_is_missing_at_the_foot_is_told(rows_of: Callable[..., tuple[Row, ...]]) -> None:
    (finding,) = close_out_findings(rows_of("D2", ("sign-off/performed", "date", "")), D2)
    assert finding.title.written("en") == "The day is missing on which L. Zhang performed it"
    assert finding.place[2] == "date"
    nobody: tuple[Entry, ...] = (("sign-off/performed", "name", ""), ("sign-off/performed", "date", ""))
    (finding,) = close_out_findings(rows_of("D2", *nobody), D2)
    assert (finding.code, finding.place[2]) == ("W-CLOSE-SIGNED", "name")
