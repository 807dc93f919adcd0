"""The catalogue finds reagents by every name they have."""

import pytest

from mscplanner.domain.lab import Lab
from mscplanner.domain.quantity import Quantity
from mscplanner.domain.reagent import Reagent


@pytest.mark.parametrize(
    ("name", "reagent"),
    [
        ("retinoic-acid", "retinoic-acid"),
        ("ATRA", "retinoic-acid"),
        ("维甲酸", "retinoic-acid"),
        ("B27", "b27-50x"),
        ("b-27", "b27-50x"),
        ("H-DMEM", "dmem-high-glucose"),
        ("DMEM/F12", "dmem-f12"),
        ("激活素-A", "activin-a"),
    ],
)
def test_that_a_reagent_is_found_under_its_names(lab: Lab, name: str, reagent: str) -> None:
    found = lab.catalogue.find(name)
    assert found
    assert (found.reagent.id, found.misnomer) == (reagent, False)


def test_that_beta_fgf_is_read_as_bfgf_but_is_no_name_of_it(lab: Lab) -> None:
    found = lab.catalogue.find("β-FGF")
    assert found
    assert (found.reagent.id, found.misnomer) == ("bfgf", True)


def test_that_no_catalogue_knows_any_other_name(lab: Lab) -> None:
    assert lab.catalogue.find("unobtainium") is None


def every_reagent(lab: Lab) -> tuple[Reagent, ...]:
    return lab.catalogue.reagents


def test_that_every_figure_used_in_plans_reads(lab: Lab) -> None:
    used = ("molar_mass", "stock", "working_low", "working_high", "working_typical", "aqueous_solubility")
    for reagent in every_reagent(lab):
        for name in (*used, "medium_stability"):
            if name in reagent.facts:
                assert isinstance(reagent.figure(name), Quantity), (reagent.id, name)


def test_that_every_fact_says_how_well_it_is_known(lab: Lab) -> None:
    for reagent in every_reagent(lab):
        for name, fact in reagent.facts.items():
            assert fact.known != "page" or fact.source, (reagent.id, name)


def test_that_no_name_stands_for_two_reagents(lab: Lab) -> None:
    for reagent in every_reagent(lab):
        for name in (reagent.id, *reagent.aliases, *reagent.misnomers):
            found = lab.catalogue.find(name)
            assert found
            assert found.reagent.id == reagent.id, name
