"""Search in the lists of a library."""

from datetime import UTC, datetime

import pytest

from mscplanner.domain.local_text import LocalText
from mscplanner.library.entry import Entry, matching

NINE = datetime(2026, 12, 7, 9, tzinfo=UTC)


def entry(key: str, **titles: str) -> Entry:
    title = LocalText(**titles)
    return Entry(
        id=key,
        kind="protocol",
        key=key,
        title=title,
        parent="parent-of-all",
        archived=False,
        changed_at=NINE,
        changed_by="L. Zhang",
        versions=0,
        start=None,
        last=None,
    )


ENTRIES = (
    entry("own-1", en="BM-MSC, three steps", zh="BM-MSC 三步诱导"),
    entry("own-2", en="UC-MSC, one step", zh="UC-MSC 一步诱导"),
    entry("own-3", plain="Straße"),
)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("", ["own-1", "own-2", "own-3"]),
        ("msc", ["own-1", "own-2"]),
        ("MSC step", ["own-1", "own-2"]),
        ("step three", ["own-1"]),
        ("三步", ["own-1"]),
        ("诱导 one", ["own-2"]),
        ("STRASSE", ["own-3"]),
        ("own-2", ["own-2"]),
        ("zhang", ["own-1", "own-2", "own-3"]),
        ("steps\nBM", ["own-1"]),
        ("parent-of-all four", []),
    ],
)
def test_that_every_word_must_occur(text: str, keys: list[str]) -> None:
    assert [each.key for each in matching(ENTRIES, text)] == keys
