"""How well a figure is known, in words."""

import pytest

from mscplanner.domain.lab import Lab
from mscplanner.domain.reagent import Fact
from mscplanner.planning.provenance import KNOWN_AS, known_as


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("https://pubmed.ncbi.nlm.nih.gov/1898007/", "https://pubmed.ncbi.nlm.nih.gov/1898007/"),
        ("https://example.org/" + "a-long-title-" * 8, "example.org/…"),
        (None, "—"),
    ],
)
def test_that_a_page_is_named_by_its_address_or_its_site(source: str | None, shown: str) -> None:
    assert known_as(Fact(value="1 mM", known="page", source=source)).written("en") == f"read on a page: {shown}"


def test_that_every_fact_of_the_catalogue_can_say_how_it_is_known(lab: Lab) -> None:
    known = {fact.known for reagent in lab.catalogue.reagents for fact in reagent.facts.values()}
    assert known <= set(KNOWN_AS)
    assert "lab" in KNOWN_AS
