"""Labels from the command line."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from mscplanner.domain.places import resource_folder

Command = Callable[..., Any]
START = ("--start", "2026-12-07", "--count", "3")


def text_of(path: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(path.read_bytes())).pages)


@pytest.fixture
def labels(command: Command, tmp_path: Path) -> Callable[..., Any]:
    out = tmp_path / "labels.pdf"
    return lambda *words, protocol="bm-msc-three-step": (
        command("labels", protocol, *START, "--out", str(out), *words),
        out,
    )


def test_that_all_labels_of_a_run_are_written(labels: Callable[..., Any]) -> None:
    answer, out = labels("--sheet", "a4-21")
    assert (answer.code, answer.err) == (0, "")
    text = text_of(out)
    for code in ("S1-1", "S2-1/D4", "V3", "Nicotinamide", "R-2026-001"):
        assert code in text


def test_that_one_day_and_one_kind_can_be_had(labels: Callable[..., Any]) -> None:
    _, out = labels("--day", "D4", "--kind", "completion", "--sheet", "a4-21")
    assert "S2-1/D4" in text_of(out)
    assert "S2-1/D6" not in text_of(out)
    assert "bFGF" not in text_of(out)


def test_that_what_has_no_room_is_told(labels: Callable[..., Any]) -> None:
    answer, out = labels("--sheet", "lids-192")
    assert answer.code == 0
    assert "W-LABEL-CODE" in answer.err
    assert out.exists()


def test_that_first_label_copies_and_offset_are_used(labels: Callable[..., Any]) -> None:
    _, out = labels("--first", "60", "--kind", "vessel", "--copies", "3")
    assert len(PdfReader(out).pages) == 2
    before = out.read_bytes()
    labels("--first", "60", "--kind", "vessel", "--copies", "3", "--offset=-0.5,1")
    assert out.read_bytes() != before


def test_that_the_calibration_page_needs_no_run_without_errors(labels: Callable[..., Any]) -> None:
    answer, out = labels("--calibration", "--language", "both", protocol="uc-msc-three-step")
    assert answer.code == 0
    assert "Calibration page: 65 labels 38.1 × 21.2 mm" in text_of(out)
    assert "校准页" in text_of(out)


def test_that_final_labels_are_refused_while_an_error_stands(labels: Callable[..., Any]) -> None:
    answer, out = labels(protocol="uc-msc-three-step")
    assert (answer.code, out.exists()) == (1, False)
    assert "E-DOSE-SOL" in answer.err
    answer, out = labels("--draft", protocol="uc-msc-three-step")
    assert answer.code == 1
    assert "DRAFT" in text_of(out)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--sheet", "a5"), "--sheet: “a5” is no label sheet of the lab; known are a4-65, a4-21"),
        (("--first", "66"), "outside of what can be printed: --first ≤ 65"),
        (("--first", "0"), "outside of what can be printed: --first ≥ 1"),
        (("--copies", "51"), "outside of what can be printed: --copies ≤ 50"),
        (("--offset", "6,0"), "outside of what can be printed: --offset ≤ 5"),
        (("--offset", "1;2"), "--offset: “1;2” is not of the form"),
        (("--kind", "tube"), "--kind: “tube” is no kind of label; known are medium, completion"),
        (("--day", "four"), "--day: “four” is not a day like D4"),
    ],
)
def test_that_options_that_cannot_be_used_are_told(labels: Callable[..., Any], words: Any, told: str) -> None:
    answer, out = labels(*words)
    assert (answer.code, out.exists()) == (2, False)
    assert told in answer.err
    assert "Traceback" not in answer.err


def test_that_a_lab_prints_on_its_own_sheets_and_is_told_what_is_wrong_with_them(
    labels: Callable[..., Any], own_settings: Path
) -> None:
    own_settings.mkdir(parents=True)
    bundled = (resource_folder() / "labels.toml").read_text("utf-8")
    (own_settings / "labels.toml").write_text(bundled.replace('id = "a4-65"', 'id = "mine"'), "utf-8")
    assert labels("--sheet", "mine")[0].code == 0
    (own_settings / "labels.toml").write_text(bundled.replace("pitch_x_mm = 40.6", "pitch_x_mm = 4"), "utf-8")
    answer, _ = labels()
    assert answer.code == 2
    assert "labels.toml: line 12, sheets[1]: holds labels that overlap" in answer.err
