"""Every fault names its place and the way on, in both languages, and nothing that a person cannot use."""

from collections.abc import Iterator
from decimal import Decimal

import pytest

from mscplanner.domain.language import LANGUAGES, Language
from mscplanner.domain.quantity import volume
from mscplanner.domain.stockroom import Lot
from mscplanner.library.faults import Conflict, LibraryFault, Overdrawn

PLACE = "/lab/library.db"


def kinds(kind: type[LibraryFault] = LibraryFault) -> Iterator[type[LibraryFault]]:
    """Return every kind of fault but those that carry what they are about."""
    yield kind
    for narrower in kind.__subclasses__():
        if narrower not in (Conflict, Overdrawn):
            yield from kinds(narrower)


@pytest.mark.parametrize("kind", list(kinds()))
@pytest.mark.parametrize("language", LANGUAGES)
def test_that_a_fault_names_the_place_and_the_way_on(kind: type[LibraryFault], language: Language) -> None:
    text = kind(PLACE, name="own-1").message.written(language)
    assert PLACE in text
    assert text.count("." if language == "en" else "。") >= 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_an_overdrawn_lot_is_named_with_what_is_wanted_and_what_is_free(language: Language) -> None:
    lot = Lot(id="a" * 32, reagent="egf", strength="100 µg/mL", number="A12")
    text = Overdrawn(PLACE, lot, volume("0.4"), volume(Decimal("-0.05"))).message.written(language)
    assert all(part in text for part in (PLACE, "egf 100 µg/mL", "A12", "400 µL", "-50 µL"))
