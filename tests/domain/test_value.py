"""Values are frozen, closed and without hidden characters."""

import pytest
from pydantic import ValidationError

from mscplanner.domain.local_text import LocalText
from mscplanner.domain.protocol import Source
from mscplanner.domain.value import hidden_character


def test_that_a_value_cannot_be_changed() -> None:
    source = Source(id="20", citation="Sun 2007")
    with pytest.raises(ValidationError):
        source.citation = "another"  # type: ignore[misc]


@pytest.mark.parametrize("text", ["a\u202eb", "a\x00b", "a\x1bb", "a\ud800b", "a\ufffe"])
def test_that_hidden_characters_are_refused(text: str) -> None:
    assert hidden_character(text)
    with pytest.raises(ValidationError):
        Source(id="20", citation=text)


@pytest.mark.parametrize("text", ["Łódź", "β-巯基乙醇", "tab\tand\nline"])
def test_that_visible_text_is_kept(text: str) -> None:
    assert Source(id="20", citation=text).citation == text


def test_that_a_text_falls_back_to_the_language_it_has() -> None:
    assert LocalText(en="only English").written("zh") == "only English"
    assert LocalText.model_validate("plain").written("zh") == "plain"
