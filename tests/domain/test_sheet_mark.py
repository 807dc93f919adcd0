import pytest
from hypothesis import given
from hypothesis import strategies as st

from mscplanner.domain.sheet_mark import SheetMark, parse_sheet_mark

NAMES = st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=24)


@given(
    run=NAMES,
    part=NAMES,
    revision=st.integers(1, 99_999),
    code=st.from_regex(r"[0-9a-f]{4}-[0-9a-f]{4}", fullmatch=True),
)
def test_that_a_mark_is_read_back_as_it_was_written(run: str, part: str, revision: int, code: str) -> None:
    mark = SheetMark(run=run, part=part, revision=revision, code=code)
    assert mark.written.isascii()
    assert " " not in mark.written
    assert parse_sheet_mark(mark.written) == mark


@pytest.mark.parametrize(
    "text",
    [
        "",
        "MSCP",
        "R-2026-014",
        "MSCP/R-1/D2/1",
        "MSCP/R-1/D2/0/7f3a-91c2",
        "MSCP/R-1/D2/²/7f3a-91c2",
        "MSCP/R-1/D2/1/7f3a91c2",
        "MSCP//D2/1/7f3a-91c2",
        "MSCP/R-1/D2/1/7f3a-91c2/x",
        "https://R-1/D2/1/7f3a-91c2",
        "MSCP/R%E2%80%AE-1/D2/1/7f3a-91c2",
        "9" * 100_000,
    ],
)
def test_that_any_other_text_is_no_mark(text: str) -> None:
    assert parse_sheet_mark(text) is None


def test_that_a_scanner_with_capitals_is_understood() -> None:
    mark = SheetMark(run="R-1", part="D2", revision=1, code="7f3a-91c2")
    assert parse_sheet_mark("mscp/R-1/D2/1/7F3A-91C2\n") == mark
