"""What was typed of a sheet comes back as it was, or not at all."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from mscplanner.domain.close_out import Cell, Row
from mscplanner.domain.local_text import LocalText
from mscplanner.library.half_filled import HalfFilled, drop_half_filled, read_half_filled, write_half_filled

RUN = "a" * 32
AT = datetime(2026, 12, 9, 16, tzinfo=UTC)


def form(part: str = "S2-1/D2", typed: str = "约 9 点") -> HalfFilled:
    row = Row(
        id="steps/1", section="steps", label=LocalText(en="Feed", zh="换液"), cells=(Cell(column="time", typed=typed),)
    )
    return HalfFilled(run=RUN, part=part, at=AT, revision=2, code="0123-abcd", rows=(row,))


def test_that_each_sheet_of_a_run_has_its_own_file(tmp_path: Path) -> None:
    assert read_half_filled(tmp_path, RUN, "S2-1/D2") is None
    for part in ("S2-1", "S2-1/D2"):
        write_half_filled(tmp_path, form(part))
    newer = form(typed="09:05")
    write_half_filled(tmp_path, newer)
    assert read_half_filled(tmp_path, RUN, "S2-1/D2") == newer
    assert read_half_filled(tmp_path, RUN, "S2-1") == form("S2-1")
    assert read_half_filled(tmp_path, "b" * 32, "S2-1") is None
    for _ in range(2):
        drop_half_filled(tmp_path, RUN, "S2-1")
    assert read_half_filled(tmp_path, RUN, "S2-1") is None
    assert read_half_filled(tmp_path, RUN, "S2-1/D2") == newer


@pytest.mark.parametrize("change", [("9 点", "8 点"), ("{", ""), ('"form"', '"from"'), ("", "[" * 3000)])
def test_that_a_changed_file_is_left_where_it_is(tmp_path: Path, change: tuple[str, str]) -> None:
    path = write_half_filled(tmp_path, form())
    path.write_text(path.read_text("utf-8").replace(*change, 1), "utf-8")
    assert read_half_filled(tmp_path, RUN, "S2-1/D2") is None
    assert path.exists()


def test_that_a_file_under_the_name_of_another_sheet_is_not_taken(tmp_path: Path) -> None:
    path = write_half_filled(tmp_path, form("D2"))
    path.rename(path.with_name(f"{RUN}.D4.json"))
    assert read_half_filled(tmp_path, RUN, "D4") is None
