"""From parsed data to values: every problem once, with the key as it is told."""

from pathlib import Path

import pytest

from mscplanner.domain.protocol import Protocol, Stage
from mscplanner.library.files import Unreadable
from mscplanner.library.validation import key_of, validated

FILE = Path("x.toml")


@pytest.mark.parametrize(
    ("place", "key"),
    [
        ((), ""),
        (("stages",), "stages"),
        (("stages", 0), "stages[1]"),
        (("stages", 1, "additions", 2, "final"), "stages[2].additions[3].final"),
    ],
)
def test_that_entries_are_counted_from_one(place: tuple[str | int, ...], key: str) -> None:
    assert key_of(place) == key


def test_that_good_data_becomes_a_value() -> None:
    data = {"id": "s", "title": "S", "sources": ["1", "2"]}
    stage = validated(Stage, data, "", FILE)
    assert isinstance(stage, Stage)
    assert stage.sources == ("1", "2")


def test_that_problems_come_in_the_order_of_their_lines() -> None:
    text = 'a = 1\nb = 2\ntitle = "T"\nid = "x"\n'
    refused = validated(Protocol, {"b": 2, "title": "T", "id": "x", "a": 1}, text, FILE)
    assert isinstance(refused, Unreadable)
    assert [(problem.line, problem.key) for problem in refused.problems] == [(1, "a"), (2, "b")]


@pytest.mark.parametrize(("typed", "near"), [("stage", "stages"), ("titel", "title"), ("zzz", None)])
def test_that_a_misspelt_key_is_told_what_was_meant(typed: str, near: str | None) -> None:
    refused = validated(Protocol, {"id": "x", "title": "X", typed: "y"}, f"{typed} = 'y'", FILE)
    assert isinstance(refused, Unreadable)
    text = refused.problems[0].message.written("en")
    assert (f"“{near}”" in text) if near else ("leave it out" in text)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_that_no_problem_speaks_of_pydantic(language: str) -> None:
    data = {"id": 5, "title": None, "stages": [{"id": "s", "additions": [{"once": 1}]}], "readouts": 7, "start": []}
    refused = validated(Protocol, data, "", FILE)
    assert isinstance(refused, Unreadable)
    text = refused.written("zh" if language == "zh" else "en")
    assert len(refused.problems) >= 6
    assert not any(word in text for word in ("Input", "valid", "pydantic", "{", "type=", "None"))
