"""The place of the library: named or usual, and shown without a password."""

from pathlib import Path

import pytest

from mscplanner.library.faults import Unreachable
from mscplanner.library.place import file_place, library_place, server_place


def test_that_the_library_is_in_the_folder_of_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MSCPLANNER_LIBRARY", raising=False)
    place = library_place()
    assert place.file
    assert place.file.parts[-2:] == ("mscplanner", "library.db")


@pytest.mark.parametrize(
    ("named", "file"),
    [("lab", "lab/library.db"), ("lab/ours.db", "lab/ours.db"), ("lab 100%?#ä", "lab 100%?#ä/library.db")],
)
def test_that_a_folder_or_a_file_can_be_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str, file: str
) -> None:
    monkeypatch.setenv("MSCPLANNER_LIBRARY", str(tmp_path / named))
    place = library_place()
    assert (place.file, place.shown) == (tmp_path / file, str(tmp_path / file))


def test_that_a_folder_may_be_called_like_a_file(tmp_path: Path) -> None:
    (tmp_path / "lab.db").mkdir()
    assert file_place(tmp_path / "lab.db").file == tmp_path / "lab.db" / "library.db"


def test_that_a_server_is_shown_without_account_and_password(monkeypatch: pytest.MonkeyPatch) -> None:
    address = "postgresql://ada:s3cret@db.lab:5432/msc?sslmode=require"
    monkeypatch.setenv("MSCPLANNER_LIBRARY", address)
    place = library_place()
    assert (place.file, place.shown) == (None, "postgresql://db.lab:5432/msc")
    assert place.url == address.replace("postgresql:", "postgresql+psycopg:")
    assert "s3cret" not in repr(place)


@pytest.mark.parametrize(
    "rest", ["a:s3/cret@h/d", "a:s3?cret@h/d", "a:s3#cret@h/d", "a:s3@cret@h/d", "h/d?password=s3@cret", "s3cret?a@h"]
)
def test_that_a_password_with_any_sign_in_it_is_not_shown(rest: str) -> None:
    shown = server_place(f"postgresql://{rest}").shown
    assert "s3" not in shown
    assert "cret" not in shown


def test_that_other_servers_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MSCPLANNER_LIBRARY", "mysql://ada:s3cret@db/msc")
    with pytest.raises(Unreachable) as caught:
        library_place()
    assert "mysql" in caught.value.message.written("en")
    assert "s3cret" not in caught.value.message.written("en")
