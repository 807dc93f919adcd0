import pytest

from mscplanner.sheets.paper import PAPERS


@pytest.mark.parametrize("name", ["a4", "letter"])
def test_that_columns_are_as_wide_as_the_text(name: str) -> None:
    paper = PAPERS["a4" if name == "a4" else "letter"]
    assert sum(paper.columns((100.0, 78.0), 1)) == pytest.approx(paper.text_width)


def test_that_the_room_for_the_punch_is_on_the_left() -> None:
    assert PAPERS["a4"].left == 20.0
    assert PAPERS["a4"].width - PAPERS["a4"].right == 12.0
