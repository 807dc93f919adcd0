"""The lab's files: bundled ones, and those of the lab that take their place."""

from datetime import date
from pathlib import Path

import pytest

from mscplanner.domain.lab import Lab
from mscplanner.domain.label_sheet import LabelSheets
from mscplanner.domain.places import resource_folder
from mscplanner.library.files import Unreadable
from mscplanner.library.lab_files import CHANGEABLE, read_lab, read_label_sheets, settings_folder

DEFAULTS = (resource_folder() / "lab_defaults.toml").read_text("utf-8")


def own(folder: Path, text: str, name: str = "lab_defaults.toml") -> Lab | Unreadable:
    (folder / name).write_text(text, "utf-8")
    return read_lab(folder)


@pytest.mark.parametrize("missing", [True, False])
def test_that_without_files_of_its_own_a_lab_is_the_bundled_one(lab: Lab, tmp_path: Path, missing: bool) -> None:
    assert read_lab(tmp_path / "none" if missing else tmp_path) == lab


def test_that_an_own_file_takes_the_place_of_the_bundled_one(lab: Lab, tmp_path: Path) -> None:
    changed = own(tmp_path, DEFAULTS.replace("change_every_days = 2", "change_every_days = 3"))
    assert isinstance(changed, Lab)
    assert changed.settings.change_every_days == 3
    assert changed.catalogue == lab.catalogue


@pytest.mark.parametrize("name", CHANGEABLE)
def test_that_each_bundled_file_can_be_copied_and_read(lab: Lab, tmp_path: Path, name: str) -> None:
    assert own(tmp_path, (resource_folder() / name).read_text("utf-8"), name) == lab


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("change_every_days = 2 ", "change_every_days = 0 ", "must be at least 1"),
        ("change_every_days = 2 ", "change_every_days = 2.5 ", "must be a whole number"),
        ("overage_percent = 10 ", "overage_percent = 101 ", "must be at most 100"),
        ('batch_step = "1 mL"', 'batch_step = "1,5 mL"', "is not a volume such as “2 mL”"),
        ('"sat", "sun"', '"saturday"', "must be one of"),
        ("incubator =", "incubater =", "meant is perhaps “incubator”"),
    ],
)
def test_that_a_fault_in_an_own_file_is_told_with_its_line(tmp_path: Path, old: str, new: str, words: str) -> None:
    assert old in DEFAULTS
    text = DEFAULTS.replace(old, new)
    line = next(at for at, each in enumerate(text.splitlines(), start=1) if new.split(" ", maxsplit=1)[0] in each)
    refused = own(tmp_path, text)
    assert isinstance(refused, Unreadable)
    assert refused.name == "lab_defaults.toml"
    problem = next(each for each in refused.problems if words in each.message.written("en"))
    assert problem.line == line or "closed_weekdays" in problem.key


CALENDAR = """format = "mscplanner-calendar/1"
country = "CN"
[[exceptions]]
day = 2026-12-24
open = false
name = { en = "Retreat", zh = "团建" }
[[absences]]
person = "L. Zhang"
first = 2026-12-14
until = 2026-12-19
"""


def test_that_a_calendar_of_the_labs_own_is_read_without_looking_anything_up(lab: Lab, tmp_path: Path) -> None:
    changed = own(tmp_path, CALENDAR, "lab_calendar.toml")
    assert isinstance(changed, Lab)
    calendar = changed.calendar
    assert calendar
    assert (calendar.country, calendar.holidays, calendar.people) == ("CN", (), ("L. Zhang",))
    assert calendar.closed_weekdays == lab.settings.closed_weekdays
    assert calendar.is_closed(date(2026, 12, 24))
    assert [calendar.absent("L. Zhang", date(2026, 12, day)) for day in (13, 14, 18, 19)] == [False, True, True, False]


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ('"CN"', '"China"', 2, "must be two capital letters"),
        ("2026-12-24", '"2026-12-24"', 4, "must be a date"),
        ("2026-12-24", "1999-12-24", 4, "must be at least 2000-01-01"),
        ("until = 2026-12-19", "until = 2026-12-14", 7, "must be a later day"),
        ("open = false", "closed = true", 3, "is missing"),
    ],
)
def test_that_a_fault_in_the_calendar_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, words: str
) -> None:
    refused = own(tmp_path, CALENDAR.replace(old, new), "lab_calendar.toml")
    assert isinstance(refused, Unreadable)
    assert (line, True) in [(each.line, words in each.message.written("en")) for each in refused.problems], refused


def test_that_faults_of_several_files_are_told_together(tmp_path: Path) -> None:
    (tmp_path / "vessels.toml").write_text("format = 1", "utf-8")
    refused = own(tmp_path, 'format = "mscplanner-lab/1"\nwhat = 1\n')
    assert isinstance(refused, Unreadable)
    assert refused.name == "vessels.toml, lab_defaults.toml"
    told = refused.written("en", most=100)
    assert "vessels.toml: is not of the format mscplanner-vessels/1" in told
    assert "line 2, lab_defaults.toml what: is not a key" in told


def test_that_a_newer_file_asks_for_an_update(tmp_path: Path) -> None:
    refused = own(tmp_path, DEFAULTS.replace("mscplanner-lab/1", "mscplanner-lab/2"))
    assert isinstance(refused, Unreadable)
    assert "newer mscplanner" in refused.written("en")


def test_that_the_settings_folder_can_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MSCPLANNER_SETTINGS", str(tmp_path))
    assert settings_folder() == tmp_path
    monkeypatch.delenv("MSCPLANNER_SETTINGS")
    assert settings_folder().name == "mscplanner"


LABELS = (resource_folder() / "labels.toml").read_text("utf-8")


def own_labels(folder: Path, text: str) -> LabelSheets | Unreadable:
    (folder / "labels.toml").write_text(text, "utf-8")
    return read_label_sheets(folder)


def test_that_a_lab_can_have_label_sheets_of_its_own(tmp_path: Path) -> None:
    assert read_label_sheets(tmp_path) == read_label_sheets()
    changed = own_labels(tmp_path, LABELS.replace("left_mm = 4.75", "left_mm = 4.75\noffset_x_mm = -0.5"))
    assert isinstance(changed, LabelSheets)
    assert changed.sheets[0].offset_x_mm == -0.5


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("pitch_x_mm = 40.6", "pitch_x_mm = 30", "sheets[1]: holds labels that overlap"),
        ("left_mm = 4.75", "left_mm = 44", "sheets[1]: ends outside the paper, at 244.5 × 286.3 mm of 210 × 297 mm"),
        ("\nwidth_mm = 38.1", "\nwidth_mm = 0", "sheets[1].width_mm: must be more than 0"),
        ("\nheight_mm = 9.525", "\nheight_mm = 9", "sheets[5]: is round: width and height must be the same"),
        ('id = "a4-21"', 'id = "a4-65"', "line 1: has two sheets called “a4-65”"),
        ("\nrows = 7", '\nrows = "x"', "sheets[2].rows: must be a whole number"),
        ("left_mm = 4.75", 'left_mm = "4,75"', "sheets[1].left_mm: must be a number"),
        ("left_mm = 4.75", "left = 4.75", "meant is perhaps “left_mm”"),
    ],
)
def test_that_what_is_wrong_with_a_label_sheet_is_told(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert old in LABELS
    refused = own_labels(tmp_path, LABELS.replace(old, new))
    assert isinstance(refused, Unreadable)
    assert told in refused.written("en")
