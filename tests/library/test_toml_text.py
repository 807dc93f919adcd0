"""TOML from strangers: limits before parsing, lines after it."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mscplanner.library.files import Unreadable
from mscplanner.library.toml_text import DEEPEST, line_at, lines_of, parse, tuples

FILE = Path("some.toml")
TEXT = '''format = "x/1"
title = { en = "a", zh = "b" }

# a comment = not a key
notes = [
  "one",
  "[not a table]",
  "key = 1",
]
text = """
[neither]
key = 2
"""

[start]
passage = "P3"

[[stages]]
id = "one"

[[stages.additions]]
reagent = "fbs"

[[stages.additions]]
reagent = "egf"
[stages.additions.reading]
final = "1 µM"

[[stages]]
"id" = "two"
medium.basal = 'x'  # dotted
'''


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ((), 1),
        (("format",), 1),
        (("title", "en"), 2),
        (("notes", 1), 5),
        (("text",), 10),
        (("start", "passage"), 16),
        (("start", "nothing"), 15),
        (("stages", 0), 18),
        (("stages", 0, "id"), 19),
        (("stages", 0, "additions", 0, "reagent"), 22),
        (("stages", 0, "additions", 1, "reagent"), 25),
        (("stages", 0, "additions", 1, "reading", "final"), 27),
        (("stages", 1, "id"), 30),
        (("stages", 1, "medium", "basal"), 31),
        (("stages", 1, "missing"), 29),
        (("neither", "key"), 1),
    ],
)
def test_that_every_key_is_told_with_its_line(place: tuple[str | int, ...], line: int) -> None:
    assert line_at(place, lines_of(TEXT)) == line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a = 1\nb = \n", 2),
        ('a = "x\nb = 2', 1),
        ("a = 1\na = 2", 2),
        ("a = 1\n[a]\nb = 1", 2),
        ("a = [1,\n2,\n", 2),
        ("“a” = 1", 1),
        ("a: 1", 1),
        ("a = 1\n<html>", 2),
        ('a = "\x1b"', 1),
        ("a = 'b'\rc = 1", 1),
    ],
)
def test_that_what_is_not_toml_is_told_with_its_line(text: str, line: int) -> None:
    refused = parse(text, FILE)
    assert isinstance(refused, Unreadable)
    assert [problem.line for problem in refused.problems] == [line]


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 500 + "]" * 500,
        "a = " + "[" * 100_000,
        "a = " + "{b = " * 300 + "1" + "}" * 300,
        ".".join(["a"] * 20_000) + " = 1",
        "a = 0x" + "f" * 1_000_000,
        "a = " + "1" * 5_000,
        "a = " + "1_" * 5_000 + "1",
        "[" + ".".join(["a"] * 20_000) + "]",
        "a = " + "[" * (DEEPEST + 1) + "]" * (DEEPEST + 1),
    ],
)
def test_that_what_takes_a_parser_minutes_is_refused_at_once(text: str) -> None:
    assert isinstance(parse(text, FILE), Unreadable)


@pytest.mark.parametrize(
    "text",
    [
        "[" + " " * 50_000 + '"a[b"' + " " * 50_000 + "]",
        "a" + " " * 100_000 + "= 1",
        '"' + "z" * 100_000 + '" = 1',
        "a = [" + '"[",' * 30_000 + "]",
        "a = '" + '"' * 100_001 + "'",
        "a.b . c" + " " * 100_000 + "= 1",
    ],
)
def test_that_finding_lines_takes_no_time(text: str) -> None:
    assert not isinstance(parse(text, FILE), Unreadable)
    lines_of(text)


def test_that_lists_become_tuples_all_the_way_down() -> None:
    assert tuples({"a": [1, [2, {"b": [3]}]]}) == {"a": (1, (2, {"b": (3,)}))}


@given(st.text(max_size=200))
def test_that_any_text_is_either_data_or_told(text: str) -> None:
    data: dict[str, Any] | Unreadable = parse(text, FILE)
    assert isinstance(data, dict | Unreadable)
    assert lines_of(text)[()] == 1


@given(st.lists(st.sampled_from(TEXT.splitlines()), max_size=30))
def test_that_lines_in_any_order_have_lines(lines: list[str]) -> None:
    found = lines_of("\n".join(lines))
    assert all(1 <= line <= max(len(lines), 1) for line in found.values())
