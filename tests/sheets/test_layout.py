from collections.abc import Sequence
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mscplanner.sheets.blocks import Block, Section
from mscplanner.sheets.layout import Page, pages


def block(minimum: float, maximum: float | None = None) -> Block:
    return Block(minimum, minimum if maximum is None else maximum, lambda pen, top, height: None)


SIGN_OFF, BAR, HEAD = block(17.0), block(6.2), block(5.6)


def laid(*sections: Section, room: float = 200.0) -> tuple[Page, ...]:
    return pages(sections, 30.0, 30.0 + room, SIGN_OFF)


def blocks(page: Page) -> Sequence[Block]:
    return [each for each, _, _ in page.blocks]


HEIGHTS = st.lists(st.floats(5, 60), min_size=1, max_size=30)


@given(st.lists(HEIGHTS, min_size=1, max_size=5))
def test_that_every_row_stands_once_inside_the_page(sections: list[list[float]]) -> None:
    rows = [tuple(block(height, height + 2) for height in section) for section in sections]
    made = laid(*(Section(each, BAR, BAR, HEAD) for each in rows))
    for each in (row for section in rows for row in section):
        assert sum(blocks(page).count(each) for page in made) == 1
    assert all(top >= 30 and top + height <= 230.001 for page in made for _, top, height in page.blocks)


@given(HEIGHTS)
def test_that_no_two_blocks_overlap(heights: list[float]) -> None:
    for page in laid(Section(tuple(block(height) for height in heights), BAR)):
        ends = [top + height for _, top, height in page.blocks]
        starts = [top for _, top, _ in page.blocks]
        assert all(end <= start + 1e-6 for end, start in zip(ends, starts[1:], strict=False))


@given(HEIGHTS)
def test_that_the_sign_off_ends_the_last_page_only(heights: list[float]) -> None:
    made = laid(Section(tuple(block(height) for height in heights), BAR))
    assert [SIGN_OFF in blocks(page) for page in made] == [False] * (len(made) - 1) + [True]


def test_that_heads_are_repeated_where_rows_go_on() -> None:
    again = block(6.2)
    first, second = laid(Section(tuple(block(15.0) for _ in range(14)), BAR, again, HEAD))
    assert blocks(first)[:2] == [BAR, HEAD]
    assert blocks(second)[:2] == [again, HEAD]


def test_that_a_continued_page_opens_with_what_is_carried() -> None:
    carried = {}

    def carry(done: int) -> Block:
        carried["rows"] = done
        return block(7.0)

    first, _ = laid(Section(tuple(block(15.0) for _ in range(14)), BAR, BAR, carried=carry))
    assert carried["rows"] == len(blocks(first)) - 1


def test_that_a_section_kept_together_starts_on_a_new_page() -> None:
    steps = Section((block(100.0),), BAR)
    seen = Section(tuple(block(10.0) for _ in range(8)), BAR, together=True)
    _, second = laid(steps, seen)
    assert len(blocks(second)) == 1 + 8 + 1


def test_that_sections_that_belong_together_move_together() -> None:
    steps = Section((block(100.0),), BAR)
    seen = Section((block(40.0),), BAR, together=True, with_next=True)
    deviations = Section((block(30.0, inf),), BAR, together=True)
    first, second = laid(steps, seen, deviations)
    assert (len(first.blocks), SIGN_OFF in blocks(second)) == (3, True)


def test_that_a_section_that_no_page_holds_with_the_next_stays_in_one_piece() -> None:
    plate = Section(tuple(block(20.0) for _ in range(8)), BAR, together=True, with_next=True)
    standards = Section((block(40.0),), together=True)
    before, second, third = laid(Section((block(60.0),), BAR), plate, standards)
    assert all(row not in blocks(before) for row in plate.rows)
    assert all(row in blocks(second) for row in plate.rows)
    assert standards.rows[0] in blocks(third)


def test_that_rows_stretch_before_the_rest_is_left_to_writing() -> None:
    row, lines = block(10.0, 12.0), block(10.0, inf)
    (page,) = laid(Section((row, lines)))
    heights = {id(each): height for each, _, height in page.blocks}
    assert heights[id(row)] == pytest.approx(12.0)
    assert heights[id(lines)] > 100.0
