"""Reading what strangers send, and writing so that nothing is lost."""

import os
import stat
import sys
from pathlib import Path

import pytest

from mscplanner.domain.message import message
from mscplanner.library.files import LARGEST_BYTES, Problem, Unreadable, read_text, unreadable, write_bytes

UNIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")


def refused(path: Path) -> str:
    text = read_text(path)
    assert isinstance(text, Unreadable)
    assert text.name == path.name
    return text.problems[0].message.written("en")


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"a = 1\n", "a = 1\n"),
        (b"\xef\xbb\xbfa = 1", "a = 1"),
        (b"a\r\nb", "a\r\nb"),
        ("µ中".encode(), "µ中"),
        (b"", ""),
    ],
)
def test_that_utf_8_is_read_with_and_without_its_mark(tmp_path: Path, data: bytes, text: str) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(data)
    assert read_text(path) == text


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "latin-1", "gb18030"])
def test_that_another_encoding_is_told(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes("µ é ü".encode(encoding))
    assert "not UTF-8" in refused(path)


def test_that_a_file_of_three_megabytes_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b"#" * 3_000_000)
    assert "larger than 2 MB" in refused(path)
    path.write_bytes(b"#" * LARGEST_BYTES)
    assert isinstance(read_text(path), str)


@UNIX
def test_that_nothing_but_an_ordinary_file_is_waited_for(tmp_path: Path) -> None:
    pipe, endless = tmp_path / "pipe.toml", tmp_path / "zero.toml"
    os.mkfifo(pipe)
    endless.symlink_to("/dev/zero")
    assert "not an ordinary file" in refused(pipe)
    assert "not an ordinary file" in refused(endless)


def test_that_a_folder_is_no_file(tmp_path: Path) -> None:
    assert refused(tmp_path)


@UNIX
def test_that_missing_files_and_loops_are_told(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    assert "no such file" in refused(tmp_path / "none.toml")
    assert "no such file" in refused(tmp_path / "gone")
    assert "cannot be opened" in refused(tmp_path / "loop")
    assert refused(Path("a\0b"))


def test_that_problems_are_told_with_place_and_at_most_so_many() -> None:
    text = message("is missing; add it")
    assert Problem(line=3, key="a.b", message=text).written("en") == "line 3, a.b: is missing; add it"
    assert Problem(line=3, key="", message=text).written("en") == "line 3: is missing; add it"
    assert Problem(line=None, key="a", message=text).written("en") == "a: is missing; add it"
    many = unreadable(Path("x.toml"), "is missing; add it").model_copy(
        update={"problems": tuple(Problem(line=at, key="a", message=text) for at in range(1, 31))}
    )
    lines = many.written("en").splitlines()
    assert len(lines) == 21
    assert lines[0] == "x.toml: line 1, a: is missing; add it"
    assert lines[-1].strip() == "and 10 more"


def test_that_new_content_takes_the_place_of_the_old(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    write_bytes(path, b"old")
    write_bytes(path, b"new" * 100_000)
    assert path.read_bytes() == b"new" * 100_000
    assert [each.name for each in tmp_path.iterdir()] == ["a.pdf"]


def test_that_a_missing_folder_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_bytes(tmp_path / "none" / "a.pdf", b"new")
    assert list(tmp_path.iterdir()) == []


def test_that_a_folder_as_target_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(OSError, match="a"):
        write_bytes(tmp_path / "a", b"new")
    assert [each.name for each in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize("failing", ["os.fsync", "pathlib.Path.replace"])
def test_that_a_fault_while_writing_keeps_the_old_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "a.pdf"
    write_bytes(path, b"old")
    monkeypatch.setattr(failing, full)
    with pytest.raises(OSError, match="No space"):
        write_bytes(path, b"new")
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["a.pdf"]


@UNIX
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write anywhere")
def test_that_a_read_only_folder_keeps_the_old_content(tmp_path: Path) -> None:
    write_bytes(tmp_path / "a.pdf", b"old")
    tmp_path.chmod(0o500)
    with pytest.raises(PermissionError):
        write_bytes(tmp_path / "a.pdf", b"new")
    tmp_path.chmod(0o700)
    assert (tmp_path / "a.pdf").read_bytes() == b"old"


@UNIX
def test_that_a_link_stays_a_link_and_rights_stay_as_they_were(tmp_path: Path) -> None:
    target, link = tmp_path / "real" / "a.pdf", tmp_path / "link.pdf"
    target.parent.mkdir()
    write_bytes(target, b"old")
    assert stat.S_IMODE(target.stat().st_mode) == 0o644
    target.chmod(0o640)
    link.symlink_to(target)
    write_bytes(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
