"""What a library did not take is kept in files, and read again."""

from collections.abc import Callable
from pathlib import Path

from mscplanner.domain.run import Run
from mscplanner.library.rescue import FOLDER, read_rescued, write_rescue
from mscplanner.library.templates import read_template


def test_that_protocols_and_runs_come_back_as_they_were(tmp_path: Path, run_of: Callable[[str], Run]) -> None:
    run, protocol = run_of("bm-msc-three-step"), read_template("uc-msc-three-step")
    assert protocol
    write_rescue(tmp_path, "a" * 32, run)
    write_rescue(tmp_path, "b" * 32, protocol)
    assert [(each.document_id, each.content) for each in read_rescued(tmp_path)] == [
        ("a" * 32, run),
        ("b" * 32, protocol),
    ]


def test_that_a_changed_rescue_file_is_left_where_it_is(tmp_path: Path, run_of: Callable[[str], Run]) -> None:
    path = write_rescue(tmp_path, "a" * 32, run_of("bm-msc-three-step"))
    path.write_text(path.read_text("utf-8").replace("10 ng/mL", "10 mg/mL"), "utf-8")
    (tmp_path / FOLDER / "other.json").write_text("[]")
    assert not read_rescued(tmp_path)
    assert path.exists()
