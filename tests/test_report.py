"""What the command line answers: values as JSON and as lines of text."""

import json
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest

from mscplanner.domain.lab import Lab
from mscplanner.domain.run import Run
from mscplanner.library.templates import read_template, template_ids
from mscplanner.planning.checks import check
from mscplanner.planning.planner import plan
from mscplanner.report import (
    finding_lines,
    finding_report,
    plan_lines,
    plan_report,
    quantity_report,
    template_report,
    write_json,
)


@pytest.mark.parametrize("template_id", template_ids())
@pytest.mark.parametrize("language", ["en", "zh"])
def test_that_every_plan_can_be_written_and_read_again(
    run_of: Callable[[str], Run], template_id: str, language: Any
) -> None:
    planned = plan(run_of(template_id))
    stream = StringIO()
    write_json(plan_report(planned, language), stream)
    report = json.loads(stream.getvalue())
    assert len(report["days"]) == len(planned.days)
    assert len(report["findings"]) == len(planned.findings)
    assert "None" not in "\n".join(plan_lines(planned, language))


def test_that_chinese_is_written_as_itself() -> None:
    stream = StringIO()
    write_json({"text": "维甲酸 µ"}, stream, indent=None)
    assert stream.getvalue() == '{"text": "维甲酸 µ"}\n'


def test_that_a_recipe_names_stock_dose_and_volume(run_of: Callable[[str], Run]) -> None:
    report = plan_report(plan(run_of("bm-msc-three-step")), "en")
    basal, *others = report["media"][1]["recipe"]
    assert (basal["reagent"], basal["basal"], basal["stock"]) == ("dmem-high-glucose", True, None)
    b27 = next(line for line in others if line["reagent"] == "b27-50x")
    assert (b27["stock"], b27["final"], b27["add"], b27["achieved"]) == ("50×", "2 % v/v", "3.2 mL", "2.012 % v/v")
    assert b27["stock_assumed"] is True


def test_that_what_is_not_known_is_null_and_not_nought(run_of: Callable[[str], Run]) -> None:
    report = plan_report(plan(run_of("adsc-one-step")), "en")
    lines = {line["reagent"]: line for line in report["media"][0]["recipe"]}
    assert lines["b27-50x"]["add"] is None
    assert lines["b27-50x"]["final"] is None
    assert lines["dmem-f12"]["add"] is None


def test_that_a_plan_as_text_says_where_an_amount_is_not_stated(run_of: Callable[[str], Run]) -> None:
    text = "\n".join(plan_lines(plan(run_of("adsc-one-step")), "en"))
    assert text.count("not stated") >= 3
    assert "D5   " not in text
    assert "use by 2026-12-14 Mon" in text
    assert "S1-1/D2  on D2, 39.6 mL" in text


def test_that_a_finding_has_its_fixes_with_their_source(lab: Lab) -> None:
    template = read_template("adsc-one-step")
    assert template
    report = finding_report(check(template, lab)[0], "en")
    (fix,) = report["fixes"]
    assert (fix["field"], fix["value"], fix["place"]) == ("final", "2 % v/v", report["place"])
    assert "not this protocol's" in fix["source"]


def test_that_no_findings_are_told_too() -> None:
    assert finding_lines((), "en") == ["Nothing to fix."]


def test_that_a_template_of_unknown_length_has_no_days(lab: Lab) -> None:
    template = read_template("ucb-msc-pdx1-mrna")
    assert template
    report = template_report(template, check(template, lab), "en")
    assert (report["days"], report["stages"]) == (None, 2)
    assert report["findings"]["error"] == 4


@pytest.mark.parametrize("text", ["", "9**9**9**9", "1" * 10_000, "\ud800 mM", "5 mM\x00"])
def test_that_no_text_breaks_the_answer(text: str) -> None:
    report = quantity_report(text, "zh")
    assert report["error"]["code"].startswith("E-QTY-")
    assert json.loads(json.dumps(report)) == report
