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
    more = ("medium_stability", "harmful_from", "density", "base_glucose", "base_glutamine")
    for reagent in every_reagent(lab):
        for name in (*used, *more):
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


def test_that_every_vehicle_is_a_solvent_of_the_catalogue(lab: Lab) -> None:
    for reagent in every_reagent(lab):
        solvent = lab.catalogue.reagent(reagent.vehicle) if reagent.vehicle else None
        assert reagent.vehicle is None or (solvent and solvent.kind == "solvent"), reagent.id


def test_that_what_a_basal_medium_may_hold_is_a_nutrient(lab: Lab) -> None:
    nutrients = {f"base_{each.nutrient}" for each in every_reagent(lab) if each.nutrient}
    held = {name for each in every_reagent(lab) for name in each.facts if name.startswith("base_")}
    assert nutrients == held == {"base_glucose", "base_glutamine"}


def test_that_insulin_is_an_ingredient_of_what_holds_it_as_one(lab: Lab) -> None:
    holders = {each.id for each in every_reagent(lab) if "insulin" in each.contains}
    assert holders == {"b27-50x", "n2-100x", "its-100x"}
    assert all(each.contains_insulin for each in every_reagent(lab) if each.id in holders)
