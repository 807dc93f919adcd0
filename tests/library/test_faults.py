"""Every fault names its place and the way on, in both languages, and nothing that a person cannot use."""

from collections.abc import Iterator

import pytest

from mscplanner.domain.language import LANGUAGES, Language
from mscplanner.library.faults import Conflict, LibraryFault

PLACE = "/lab/library.db"


def kinds(kind: type[LibraryFault] = LibraryFault) -> Iterator[type[LibraryFault]]:
    """Return every kind of fault but the conflict, which carries a document."""
    yield kind
    for narrower in kind.__subclasses__():
        if narrower is not Conflict:
            yield from kinds(narrower)


@pytest.mark.parametrize("kind", list(kinds()))
@pytest.mark.parametrize("language", LANGUAGES)
def test_that_a_fault_names_the_place_and_the_way_on(kind: type[LibraryFault], language: Language) -> None:
    text = kind(PLACE, name="own-1").message.written(language)
    assert PLACE in text
    assert text.count("." if language == "en" else "。") >= 2
