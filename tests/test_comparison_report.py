"""What ``compare`` answers."""

import pytest

from mscplanner.comparison_report import comparison_lines, comparison_report
from mscplanner.domain.lab import Lab
from mscplanner.domain.protocol import Protocol
from mscplanner.library.templates import read_template
from mscplanner.planning.comparison import Comparison, compare
from mscplanner.planning.protocol_edits import remove_addition, set_addition, set_stage, variant_of


def template(template_id: str) -> Protocol:
    protocol = read_template(template_id)
    assert protocol
    return protocol


@pytest.fixture
def edited(lab: Lab) -> Comparison:
    """Compare BM with a copy that is a week longer, has twice the activin A and no nicotinamide."""
    parent = template("bm-msc-three-step")
    variant = set_addition(variant_of(parent, ()), 2, 1, "final", "20 ng/mL", lab)
    return compare(parent, set_stage(remove_addition(variant, 2, 3), 1, "duration", "15 d"), lab)


def test_that_json_has_its_keys(edited: Comparison) -> None:
    report = comparison_report(edited, "en")
    assert list(report) == ["before", "after", "count", "changes", "stages"]
    assert report["before"] == {"id": "bm-msc-three-step", "title": "BM-MSC, three steps (Table 1)"}
    assert (report["count"], report["changes"]) == (3, [])
    stage = report["stages"][2]
    assert {key: value for key, value in stage.items() if key != "additions"} == {
        "before": "S3",
        "after": "S3",
        "title": "Step 3",
        "status": "changed",
        "start_before": 10,
        "start_after": 17,
        "days_before": 8,
        "days_after": 8,
        "shift_days": 7,
        "changes": [],
    }
    assert stage["additions"][1] == {
        "key": "activin-a",
        "label": "Activin A",
        "status": "changed",
        "final_before": "10 ng/mL",
        "final_after": "20 ng/mL",
        "fold": 2.0,
        "exposure_before": {"value": 80.0, "unit": "ng/mL·d"},
        "exposure_after": {"value": 160.0, "unit": "ng/mL·d"},
        "changes": [{"field": "final", "name": "Final concentration", "before": "10 ng/mL", "after": "20 ng/mL"}],
    }
    assert stage["additions"][3]["final_after"] == ""
    assert stage["additions"][3]["exposure_after"] is None


def test_that_the_table_reads_stage_by_stage(edited: Comparison) -> None:
    assert comparison_lines(edited, "en") == [
        "BM-MSC, three steps (Table 1)  [bm-msc-three-step]",
        "→ BM-MSC, three steps (Table 1), copy 1  [bm-msc-three-step-copy-1]",
        "3 values differ",
        "",
        "S1  Step 1: the same",
        "",
        "S2  Step 2: changed  8 d → 15 d",
        "    Duration                      8 d → 15 d",
        "    NEAA (100×)                   1 % v/v                               (8 % v/v·d → 15 % v/v·d)",
        "    bFGF (FGF-2)                  20 ng/mL                              (160 ng/mL·d → 300 ng/mL·d)",
        "    B-27 (50×)                    2 % v/v                               (16 % v/v·d → 30 % v/v·d)",
        "    L-Glutamine                   2 mmol/L                              (16 mmol/L·d → 30 mmol/L·d)",
        "",
        "S3  Step 3: changed  D10 → D17",
        "    Activin A                     10 ng/mL → 20 ng/mL                   ×2  (80 ng/mL·d → 160 ng/mL·d)",
        "    Nicotinamide (removed)        10 mmol/L                             (80 mmol/L·d → —)",
    ]


def test_that_the_table_is_aligned_in_chinese(edited: Comparison) -> None:
    lines = comparison_lines(edited, "zh")
    assert "3 处不同" in lines
    assert "S1  第一步：相同" in lines
    activin = "    激活素 A                      10 ng/mL → 20 ng/mL                   ×2  (80 ng/mL·d → 160 ng/mL·d)"
    assert activin in lines
    assert any(line.startswith("    烟酰胺（") and "— " not in line for line in lines)


def test_that_what_came_is_told_and_what_has_no_dose_is_not_stated(lab: Lab) -> None:
    lines = comparison_lines(compare(template("uc-msc-three-step"), template("uc-msc-15-day-reading"), lab), "en")
    assert "S2  Step 1, without retinoic acid: added" in lines
    assert "S3 → S4  Step 3: the same  D8 → D9" in lines
    assert "    Read-out 1, When              end → step-2" in lines
    after = set_addition(template("bm-msc-three-step"), 2, 1, "final", "", lab)
    lines = comparison_lines(compare(template("bm-msc-three-step"), after, lab), "en")
    assert any("10 ng/mL → not stated" in line for line in lines)


def test_that_long_texts_stay_on_one_line(lab: Lab) -> None:
    for line in comparison_lines(compare(template("bm-msc-three-step"), template("adsc-three-step"), lab), "en"):
        assert len(line) < 170
        assert "\n" not in line


def test_that_the_keys_are_documented() -> None:
    assert comparison_report.__doc__
    for key in ("before", "after", "count", "changes", "field", "status", "shift_days", "fold", "exposure_"):
        assert key in comparison_report.__doc__
