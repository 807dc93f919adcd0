"""The lab's own reagents in a library: whole, or not used and not touched."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mscplanner.domain.message import Message, message
from mscplanner.domain.own_reagents import OwnFigure, OwnReagent, OwnReagents
from mscplanner.library.entry import Stamp
from mscplanner.library.library import Library, open_library
from mscplanner.library.own_reagents import (
    SETTING,
    change_own_reagents,
    kept_own_reagents,
    read_own_reagents,
    write_own_reagents,
)
from mscplanner.library.place import LibraryPlace, file_place

STAMP = Stamp(at=datetime(2026, 12, 4, 9, 0, tzinfo=UTC), author="A. Chen")
DAY = date(2026, 12, 4)
FIGURE = OwnFigure(reagent="retinoic-acid", fact="stock", value="5 mM", by="A. Chen", on=DAY)
OWN = OwnReagents(
    reagents=(OwnReagent(id="mine", name="抑制剂", kind="protein", solvent="水", aliases=("M1",), by="陈", on=DAY),),
    figures=(FIGURE,),
)


@pytest.fixture
def place(tmp_path: Path) -> LibraryPlace:
    return file_place(tmp_path / "library.db")


def test_that_what_is_kept_comes_back_as_it_was(place: LibraryPlace) -> None:
    library = open_library(place, STAMP)
    assert kept_own_reagents(library) == OwnReagents()
    assert change_own_reagents(library, lambda _own: OWN, STAMP) == OWN
    library.close(STAMP)
    again = open_library(place, STAMP)
    assert kept_own_reagents(again) == OWN
    again.close(STAMP)


SEEN = st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Cn"))


@given(st.text(SEEN, min_size=1, max_size=60), st.text(SEEN, max_size=60))
def test_that_any_text_goes_there_and_back(name: str, solvent: str) -> None:
    made = OwnReagent(id="mine", name=name, kind="protein", solvent=solvent, aliases=(name,), by=solvent, on=DAY)
    own = OwnReagents(reagents=(made,))
    assert read_own_reagents(write_own_reagents(own)) == own


DAMAGED = [
    "",
    "{",
    "[]",
    "null",
    "[" * 100_000,
    "{}",
    '{"format":"mscplanner-own-reagents/1","figures":[{"reagent":"a"}]}',
    '{"format":"mscplanner-own-reagents/²"}',
    '{"format":"other/1"}',
    write_own_reagents(OWN).replace("5 mM", "5\\u0000mM"),
    write_own_reagents(OWN).replace("2026-12-04", "2026-13-04"),
]


@pytest.mark.parametrize("text", DAMAGED, ids=range(len(DAMAGED)))
def test_that_a_damaged_text_is_refused_and_never_overwritten(place: LibraryPlace, text: str) -> None:
    library = open_library(place, STAMP)
    library.keep_setting(SETTING, text, STAMP)
    answer = change_own_reagents(library, lambda _own: OWN, STAMP)
    assert isinstance(answer, Message)
    assert "damaged" in answer.written("en")
    assert library.setting(SETTING) == text
    library.close(STAMP)


def test_that_the_text_of_a_newer_program_is_told_apart_from_a_damaged_one() -> None:
    content = json.loads(write_own_reagents(OWN)) | {"format": "mscplanner-own-reagents/2", "lots": []}
    answer = read_own_reagents(json.dumps(content))
    assert isinstance(answer, Message)
    assert "newer mscplanner" in answer.written("en")


def test_that_what_somebody_else_kept_meanwhile_stays(place: LibraryPlace) -> None:
    mine, theirs = open_library(place, STAMP), open_library(place, STAMP)
    other = FIGURE.model_copy(update={"reagent": "activin-a"})
    change_own_reagents(mine, lambda own: own.with_figure(FIGURE), STAMP)
    answer = change_own_reagents(theirs, lambda own: own.with_figure(other), STAMP)
    assert answer == kept_own_reagents(mine) == OwnReagents(figures=(FIGURE, other))
    for library in (mine, theirs):
        library.close(STAMP)


def test_that_a_refused_change_writes_nothing(place: LibraryPlace) -> None:
    library: Library = open_library(place, STAMP)
    refusal = message("no")
    assert change_own_reagents(library, lambda _own: refusal, STAMP) == refusal
    assert library.setting(SETTING) is None
    library.close(STAMP)
