from collections.abc import Callable
from io import BytesIO

import pdfplumber
import pytest

from mscplanner.planning.plan import Plan
from mscplanner.sheets.paper import PAPERS


@pytest.mark.parametrize("name", ["a4", "letter"])
def test_that_columns_are_as_wide_as_the_text(name: str) -> None:
    paper = PAPERS["a4" if name == "a4" else "letter"]
    assert sum(paper.columns((100.0, 78.0), 1)) == pytest.approx(paper.text_width)


def test_that_the_room_for_the_punch_is_on_the_left() -> None:
    assert PAPERS["a4"].left == 20.0
    assert PAPERS["a4"].width - PAPERS["a4"].right == 12.0


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_that_a_normal_day_in_large_type_is_two_pages(
    paper: str, language: str, plan_of: Callable[..., Plan], pages_of: Callable[..., list[str]]
) -> None:
    for part in ("D0", "D2", "D4", "D16"):
        assert len(pages_of(plan_of(), part, paper=paper, language=language, large=True)) == 2


def test_that_large_type_is_larger_on_the_same_paper(book_of: Callable[..., bytes]) -> None:
    sizes = {}
    for large in (False, True):
        with pdfplumber.open(BytesIO(book_of(parts=("D4", "S2-1/D4"), large=large))) as document:
            pages = document.pages
            sizes[large] = max(letter["size"] for letter in pages[-1].chars), min(c["size"] for c in pages[0].chars)
            assert (round(pages[0].width), round(pages[0].height)) == ((842, 595) if large else (595, 842))
    assert [after / before for before, after in zip(*sizes.values(), strict=True)] == pytest.approx([1.3, 1.3])


def test_that_large_type_leaves_no_less_room_for_the_hand(book_of: Callable[..., bytes]) -> None:
    with pdfplumber.open(BytesIO(book_of(parts=("D4",), large=True))) as document:
        page = document.pages[0]
        boxes = [box for box in page.rects if not box["fill"]]
        ticks = [box for box in boxes if abs(box["width"] - box["height"]) < 0.1]
        assert {round(box["height"] * 25.4 / 72, 1) for box in ticks} == {7.8}
        initials = [box for box in boxes if box["x1"] > page.width - 13 * 72 / 25.4 and box["width"] < 80]
        _, *steps = sorted(initials, key=lambda box: float(box["top"]))
        assert len(steps) == 5
        assert min(box["height"] for box in steps) >= 9 * 72 / 25.4


def test_that_the_margins_are_those_of_the_sheet() -> None:
    paper = PAPERS["letter"].large()
    assert paper.size == pytest.approx((279.4 * 72 / 25.4, 215.9 * 72 / 25.4))
    assert paper.left * paper.scale == pytest.approx(20)
    assert (paper.width - paper.right) * paper.scale == pytest.approx(12)
    assert (paper.height - paper.bottom) * paper.scale == pytest.approx(paper.top * paper.scale) == pytest.approx(12)
