"""The records of a run as a file: every entry, every correction, and no formula."""

import csv
from collections.abc import Callable
from datetime import UTC, datetime
from io import StringIO

import pytest

from mscplanner.domain.close_out import CloseOut, typed_into
from mscplanner.domain.run import Run
from mscplanner.library.close_out_files import close_out_file
from mscplanner.planning.close_out import corrected, with_close_out
from mscplanner.planning.close_out_form import close_out_form
from mscplanner.planning.planner import plan

AT = datetime(2026, 12, 9, 16, tzinfo=UTC)


@pytest.fixture(scope="module")
def run(run_of: Callable[[str], Run]) -> Run:
    planned = plan(run_of("bm-msc-three-step"))
    form = close_out_form(planned, "D2")
    assert form is not None
    rows = typed_into(form.rows, "steps/1", "time", "14:30")
    rows = typed_into(rows, "observations/V1", "remarks", '=HYPERLINK("x")')
    record = CloseOut(part="D2", day=2, revision=1, code="7f3a-91c2", at=AT, by="Ada", rows=rows)
    record = corrected(record, typed_into(rows, "steps/1", "time", "14:35"), AT, "Eve", "misread")
    return with_close_out(planned.run, record)


def table(run: Run, language: str = "en") -> list[dict[str, str]]:
    text = close_out_file(run, language).decode("utf-8-sig")  # type: ignore[arg-type]
    return list(csv.DictReader(StringIO(text)))


def test_that_every_entry_and_every_correction_has_a_line(run: Run) -> None:
    lines = table(run)
    cells = sum(len(row.cells) for row in run.closed[0].rows)
    assert len(lines) == cells + 1
    assert {line["Sheet"] for line in lines} == {"D2"}
    times = [line for line in lines if line["Column"] == "Time" and line["Section"] == "Steps"]
    assert times[0]["Recorded"] == "14:35"
    assert times[1]["Recorded"] == "not recorded"
    assert (lines[-1]["Recorded"], lines[-1]["Corrected from"], lines[-1]["Reason"]) == ("14:35", "14:30", "misread")
    assert (lines[-1]["By whom"], lines[-1]["When"]) == ("Eve", "2026-12-09 16:00:00")


def test_that_no_text_is_a_formula(run: Run) -> None:
    (line,) = [line for line in table(run) if "HYPERLINK" in line["Recorded"]]
    assert line["Recorded"].startswith("'=")


def test_that_the_file_is_chinese_where_it_is_wanted(run: Run) -> None:
    assert "未记录" in {line["记录值"] for line in table(run, "zh")}


def test_that_a_read_out_has_the_headings_of_its_paper(run_of: Callable[[str], Run]) -> None:
    planned = plan(run_of("bm-msc-three-step"))
    form = close_out_form(planned, "D18/QPCR")
    assert form is not None
    rows = typed_into(form.rows, "E-1-2", "ct-3", "24.3")
    record = CloseOut(part="D18/QPCR", day=18, revision=1, at=AT, by="Ada", rows=rows)
    record = corrected(record, typed_into(rows, "E-1-2", "ct-3", "undetermined"), AT, "Eve", "misread")
    *lines, last = table(with_close_out(planned.run, record))
    (line,) = [line for line in lines if line["Recorded"] == "undetermined"]
    told = ("Ct values, in triplicate", "2  V2, induced", "PDX1 · Ct 3")
    assert (line["Section"], line["Row"], line["Column"]) == told
    assert (last["Section"], last["Row"], last["Column"]) == told
    assert (last["Recorded"], last["Corrected from"]) == ("undetermined", "24.3")
