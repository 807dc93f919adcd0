"""The command line: its answers, its exit codes, and one line where it cannot work."""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from mscplanner.domain.places import resource_folder
from mscplanner.library.templates import template_ids
from mscplanner.run_options import system_language

START = ("--start", "2026-12-07")
PLATES = ("--vessel", "plate-6", "--count", "3")
ROOT = Path(__file__).parents[1]


Command = Callable[..., Any]


def test_that_templates_answer_with_their_contract(command: Command) -> None:
    answer = command("templates", "--json")
    rows = {row["id"]: row for row in answer.data["templates"]}
    assert (answer.code, list(rows)) == (0, list(template_ids()))
    assert {key: rows["bm-msc-three-step"][key] for key in ("title", "days", "stages")} == {
        "title": "BM-MSC, three steps (Table 1)",
        "days": 18,
        "stages": 3,
    }
    assert rows["uc-msc-three-step"]["findings"] == {"error": 1, "warning": 3, "note": 4}
    assert rows["adsc-mir-375"]["days"] is None


def test_that_templates_are_listed_as_text_in_chinese(command: Command) -> None:
    assert "BM-MSC 三步诱导（表 1）" in command("templates", "--language", "zh").out


@pytest.mark.parametrize(
    ("text", "value", "unit", "kind", "display"),
    [
        ("10uM", 1e-5, "mol/L", "molar", "10 µM"),
        ("20ng/ml", 2e-5, "g/L", "mass-per-volume", "20 ng/mL"),
        ("1%", 1, "%", "percent", "1 %"),
        ("10 mL/L", 1, "% v/v", "percent-vv", "10 mL/L"),
        ("50x", 50, "X", "fold", "50×"),
        ("5 U/mL", 5, "U/mL", "activity-per-volume", "5 U/mL"),
        ("5 IU/mL", 5, "IU/mL", "activity-per-volume", "5 IU/mL"),
        ("1:1000", 1000, "1:n", "dilution", "1:1000"),
    ],
)
def test_that_a_quantity_answers_with_its_contract(
    command: Command, text: str, value: float, unit: str, kind: str, display: str
) -> None:
    answer = command("quantity", text)
    assert answer.code == 0
    assert answer.data == {
        "text": text,
        "value": pytest.approx(value, rel=1e-12),
        "unit": unit,
        "kind": kind,
        "display": display,
    }


def test_that_quantities_are_answered_one_a_line(command: Command) -> None:
    answer = command("quantity", "10 mM", "1,5 mM", "-5 mM")
    good, comma, negative = (json.loads(line) for line in answer.out.splitlines())
    assert answer.code == 1
    assert good["display"] == "10 mM"
    assert (comma["error"]["code"], comma["error"]["readings"]) == ("E-QTY-COMMA", ["1.5 mM", "15 mM"])
    assert negative["error"]["code"] == "E-QTY-NEGATIVE"


def test_that_quantities_are_read_from_standard_input(program: Command) -> None:
    answer = program("quantity", "--stdin", text="10 µM\r\n9**9**9**9\n")
    assert [json.loads(line)["text"] for line in answer.out.splitlines()] == ["10 µM", "9**9**9**9"]
    assert (answer.code, answer.err) == (1, "")


@pytest.mark.parametrize("locale", ["de_DE.UTF-8", "fr_FR.UTF-8", "zh_CN.UTF-8", "C"])
def test_that_figures_are_the_same_in_every_country(program: Command, locale: str) -> None:
    answer = program("quantity", "0.5 mmol/L", "1,5 mM", "--language", "en", LC_ALL=locale, PYTHONIOENCODING="ascii")
    good, bad = (json.loads(line) for line in answer.out.splitlines())
    assert (good["value"], good["display"]) == (0.0005, "0.5 mmol/L")
    assert bad["error"]["message"] == "“1,5 mM” can be read as two numbers"


def test_that_check_tells_place_and_fixes(command: Command) -> None:
    answer = command("check", "uc-msc-three-step", "--json")
    error = answer.data["findings"][0]
    assert (answer.code, answer.data["protocol"]) == (1, "uc-msc-three-step")
    assert (error["code"], error["severity"]) == ("E-DOSE-SOL", "error")
    assert error["place"] == ["stages", "step-1", "additions", "retinoic-acid"]
    assert error["message"] == "Retinoic acid 6 mmol/L cannot dissolve"
    assert [fix["value"] for fix in error["fixes"]] == ["1 µmol/L"]


def test_that_check_without_errors_is_done(command: Command) -> None:
    answer = command("check", "bm-msc-three-step")
    assert answer.code == 0
    assert "W-NAME" in answer.out
    assert "error" not in answer.out


def test_that_a_plan_answers_with_its_contract(command: Command) -> None:
    answer = command("plan", "bm-msc-three-step", *START, *PLATES, "--change-every", "2", "--json")
    plan = answer.data
    assert answer.code == 0
    assert {"run", "days", "media", "needs", "findings"} <= set(plan)
    assert [day["date"] for day in plan["days"]] == [
        (date(2026, 12, 7) + timedelta(days=day)).isoformat() for day in range(19)
    ]
    assert {"day", "date", "weekday", "tasks"} <= set(plan["days"][0])
    assert {"kind", "stage", "text", "medium", "volume"} <= set(plan["days"][0]["tasks"][0])
    assert {"id", "stage", "made_on", "use_by", "volume", "recipe"} <= set(plan["media"][0])
    assert {"reagent", "stock", "final", "add", "achieved"} <= set(plan["media"][0]["recipe"][0])
    assert plan["run"]["wells"] == 18


@pytest.mark.parametrize(("template_id", "code"), [("uc-msc-three-step", 1), ("bm-msc-three-step", 0)])
def test_that_a_plan_as_text_names_days_media_and_needs(command: Command, template_id: str, code: int) -> None:
    answer = command("plan", template_id, *START)
    assert answer.code == code
    assert "D2   2026-12-09 Wed" in answer.out
    assert "Needed in all" in answer.out


def test_that_options_of_a_run_reach_the_plan(command: Command) -> None:
    options = ("--well-volume", "1.5 mL", "--overage", "20", "--change-every", "3", "--stock", "egf=1 mg/mL")
    plan = command("plan", "uc-msc-three-step", *START, *options, "--number", "R-7", "--json").data
    assert (plan["run"]["number"], plan["run"]["well_volume"]) == ("R-7", "1.5 mL")
    assert plan["stages"][1]["feeds"] == [2, 5]
    egf = next(line for line in plan["media"][1]["recipe"] if line["reagent"] == "egf")
    assert egf["stock_assumed"] is False
    assert "+ 20 %" in plan["media"][1]["origin"]


def test_that_start_dates_are_ranked(command: Command) -> None:
    span = ("--from", "2026-12-07", "--to", "2026-12-13", "--change-every", "2")
    answer = command("starts", "bm-msc-three-step", *span, "--json")
    starts = answer.data["starts"]
    assert (answer.code, len(starts)) == (0, 7)
    assert {each["weekday"]: len(each["closed_days"]) for each in starts} == {
        **dict.fromkeys(("Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), 3),
        "Mon": 2,
    }
    assert [(starts[0]["date"], starts[0]["rank"]), starts[0]["closed_days"][0]["day"]] == [("2026-12-07", 1), 6]
    told = command("starts", "bm-msc-three-step", *span, "--language", "zh")
    assert "休息日" in told.out


@pytest.mark.parametrize("last", ["2026-12-06", "2036-12-06", "soon"])
def test_that_a_span_of_start_dates_must_be_one(command: Command, last: str) -> None:
    answer = command("starts", "bm-msc-three-step", "--from", "2026-12-07", "--to", last)
    assert (answer.code, "--to" in answer.err, answer.out) == (2, True, "")


def test_that_two_protocols_are_compared(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    text = (ROOT / "protocols" / "bm-msc-three-step.toml").read_text("utf-8")
    path.write_text(text.replace('printed = "10ng/ml 激活素 A"', "once = true").replace('"8 d"', '"9 d"', 1), "utf-8")
    answer = command("compare", "bm-msc-three-step", str(path), "--json")
    assert (answer.code, answer.err, answer.data["count"]) == (0, "", 3)
    assert [stage["shift_days"] for stage in answer.data["stages"]] == [0, 0, 1]
    table = command("compare", "bm-msc-three-step", str(path), "--language", "zh")
    assert (table.code, "3 处不同" in table.out) == (0, True)


def test_that_a_comparison_that_differs_or_holds_errors_is_done(command: Command) -> None:
    assert command("compare", "uc-msc-three-step", "adsc-mir-375").code == 0
    same = command("compare", "uc-msc-three-step", "uc-msc-three-step", "--json")
    assert (same.code, same.data["count"]) == (0, 0)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("plan", "nothing", *START), "bm-msc-three-step"),
        (("plan", "nothing.toml", *START), "nothing.toml"),
        (("plan", "pyproject.toml", *START), "mscplanner-protocol/1"),
        (("plan", ".", *START), "mscplanner: .: "),
        (("plan", "bm-msc-three-step"), "--start"),
        (("plan", "bm-msc-three-step", "--start", "7.12.2026"), "7.12.2026"),
        (("plan", "bm-msc-three-step", "--start", "2026-02-30"), "2026-02-30"),
        (("plan", "bm-msc-three-step", "--start", "2026-W01-1"), "2026-W01-1"),
        (("plan", "bm-msc-three-step", "--start", "1999-12-31"), "start"),
        (("plan", "bm-msc-three-step", *START, "--count", "0"), "count"),
        (("plan", "bm-msc-three-step", *START, "--count", "x"), "--count"),
        (("plan", "bm-msc-three-step", *START, "--change-every", "0"), "change_every_days"),
        (("plan", "bm-msc-three-step", *START, "--vessel", "bucket"), "plate-6"),
        (("plan", "bm-msc-three-step", *START, "--overage", "10 %"), "--overage"),
        (("plan", "bm-msc-three-step", *START, "--withdraw", "soon"), "--withdraw"),
        (("plan", "bm-msc-three-step", *START, "--withdraw", "4=0"), "wells"),
        (("plan", "bm-msc-three-step", *START, "--vehicle", "-1"), "count"),
        (("plan", "bm-msc-three-step", *START, "--stock", "egf"), "--stock"),
        (("plan", "bm-msc-three-step", *START, "--stock", "egf=1,5 mg/mL"), "1,5 mg/mL"),
        (("plan", "bm-msc-three-step", *START, "--number", "R\x1b[31m"), "number"),
        (("sheets", "bm-msc-three-step", *START), "--out"),
        (("sheets", "bm-msc-three-step", *START, "--out", "/no/such/folder/a.pdf"), "/no/such/folder"),
        (("sheets", "bm-msc-three-step", *START, "--out", "a.pdf", "--printed-at", "noon"), "noon"),
        (("settings", "--copy", "../cli.py"), "reagents.toml"),
        (("quantity",), "--stdin"),
        (("compare", "bm-msc-three-step"), "B"),
        (("compare", "nothing", "bm-msc-three-step"), "nothing"),
        (("compare", "bm-msc-three-step", "pyproject.toml"), "mscplanner-protocol/1"),
        (("nonsense",), "nonsense"),
        (("--language", "fr", "templates"), "fr"),
    ],
)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_that_what_cannot_be_used_is_told_in_one_line(
    command: Command, words: tuple[str, ...], named: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8" if language == "zh" else "en_US.UTF-8")
    answer = command(*words)
    assert (answer.code, answer.out) == (2, "")
    assert len(answer.err.splitlines()) == 1
    assert named in answer.err
    assert "Traceback" not in answer.err
    assert "\x1b" not in answer.err


def test_that_a_faulty_file_is_told_with_line_and_key(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('format = "mscplanner-protocol/1"\nid = "x"\ntitle = "X"\nstagess = []\n', "utf-8")
    answer = command("check", str(path))
    assert answer.code == 2
    assert "line 4, stagess: is not a key of this format; meant is perhaps “stages”" in answer.err


@pytest.mark.parametrize(
    ("words", "code"),
    [((), 2), (("templates",), 0), (("check", "uc-msc-three-step"), 1), (("plan", "nothing", *START), 2)],
)
def test_that_the_program_ends_with_its_exit_code(program: Command, words: tuple[str, ...], code: int) -> None:
    answer = program(*words, LC_ALL="C.UTF-8")
    assert answer.code == code
    assert len(answer.err.splitlines()) == (1 if code == 2 else 0)
    assert "Traceback" not in answer.err


def test_that_without_a_display_the_window_says_so(program: Command, tmp_path: Path) -> None:
    answer = program(LC_ALL="C.UTF-8", HOME=str(tmp_path))
    told = "there is no display to open a window on; the command line works: mscplanner --help"
    assert answer == (2, "", f"mscplanner: {told}\n")
    assert "没有" in program("--language", "zh").err


def test_that_a_reader_who_leaves_is_no_fault() -> None:
    command = f'"{sys.executable}" -m mscplanner plan bm-msc-three-step --start 2026-12-07 --json | head -c 1'
    done = subprocess.run(command, shell=True, capture_output=True, text=True, cwd=ROOT, timeout=60, check=False)
    assert (done.stdout, done.stderr) == ("{", "")


@pytest.mark.parametrize(("named", "language"), [("zh_TW.UTF-8", "zh"), ("de_DE", "en"), ("C", "en")])
def test_that_the_language_is_the_systems(monkeypatch: pytest.MonkeyPatch, named: str, language: str) -> None:
    monkeypatch.setenv("LC_ALL", named)
    assert system_language() == language


@pytest.mark.parametrize("words", [("--language", "zh", "check"), ("check", "--language=zh")])
def test_that_the_language_may_stand_anywhere(command: Command, words: tuple[str, ...]) -> None:
    assert "视黄酸" in command(*words, "uc-msc-three-step").out


def test_that_a_file_is_copied_to_the_settings_once(command: Command, tmp_path: Path) -> None:
    copied = tmp_path / "settings" / "lab_defaults.toml"
    assert command("settings").out.strip() == str(tmp_path / "settings")
    assert command("settings", "--copy", "lab_defaults.toml").code == 0
    copied.write_text(copied.read_text("utf-8").replace("change_every_days = 2", "change_every_days = 3"), "utf-8")
    assert command("settings", "--copy", "lab_defaults.toml").code == 2
    plan = command("plan", "bm-msc-three-step", *START, "--json").data
    assert plan["stages"][1]["feeds"] == [2, 5, 8]


def test_that_a_broken_settings_file_is_told_with_its_line(command: Command, tmp_path: Path) -> None:
    (tmp_path / "settings").mkdir()
    (tmp_path / "settings" / "lab_defaults.toml").write_text('format = "mscplanner-lab/1"\nx = 1 2\n', "utf-8")
    answer = command("templates")
    assert (answer.code, answer.err) == (
        2,
        "mscplanner: lab_defaults.toml: line 2: is not TOML; check quotes and brackets there\n",
    )


@pytest.mark.parametrize(("language", "page"), [("en", "findings.md"), ("zh", "findings.zh.md")])
def test_that_every_finding_is_listed_as_in_the_documentation(command: Command, language: str, page: str) -> None:
    answer = command("findings", "--language", language)
    assert (answer.code, answer.out) == (0, (resource_folder() / "documentation" / page).read_text("utf-8"))
