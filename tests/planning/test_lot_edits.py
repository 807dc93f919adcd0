"""Changes of a lot are carried over field by field, and copies leave out what belongs to one tube."""

from datetime import date

import pytest

from mscplanner.domain.lab import Lab
from mscplanner.domain.stockroom import Lot
from mscplanner.library.templates import read_template
from mscplanner.planning.lot_edits import carried_over, clashes, new_lot, twin_of, usual_strengths

LOT = Lot(id="a" * 32, reagent="egf", strength="100 µg/mL", amount="1 mL", storage="-20 °C")


def with_(**fields: object) -> Lot:
    return Lot.model_validate({**dict(LOT), **fields})


def test_that_the_changes_of_two_people_are_both_kept() -> None:
    mine, theirs = with_(amount="0.8 mL"), with_(storage="-80 °C", expiry=date(2027, 5, 31))
    assert carried_over(LOT, mine, theirs) == with_(amount="0.8 mL", storage="-80 °C", expiry=date(2027, 5, 31))
    assert clashes(LOT, mine, theirs) == ()


def test_that_only_different_values_of_one_field_clash() -> None:
    mine = with_(amount="0.8 mL", storage="-80 °C", number="A12")
    theirs = with_(amount="0.9 mL", storage="-80 °C", supplier="R&D")
    assert clashes(LOT, mine, theirs) == ("amount",)


def test_that_nothing_is_carried_over_where_nothing_changed() -> None:
    theirs = with_(amount="0.9 mL")
    assert carried_over(LOT, LOT, theirs) == theirs


def test_that_a_twin_has_its_own_number_days_and_amount() -> None:
    full = with_(number="A12", received=date(2026, 11, 2), expiry=date(2027, 5, 31), freeze_thaws=2, supplier="R&D")
    twin = twin_of(full, "b" * 32)
    assert twin == Lot(id="b" * 32, reagent="egf", strength="100 µg/mL", storage="-20 °C", supplier="R&D")


@pytest.mark.parametrize("name", ["New stock", "x" * 300])
def test_that_a_new_lot_has_a_name_and_nothing_else(name: str) -> None:
    assert new_lot("b" * 32, name) == Lot(id="b" * 32, reagent=name[:200], strength="")


def test_that_a_template_gives_each_of_its_reagents_once(lab: Lab) -> None:
    template = read_template("adsc-one-step")
    assert template
    strengths = usual_strengths(template, lab)
    assert strengths[:2] == (("nicotinamide", "1 mol/L"), ("activin-a", "100 µg/mL"))
    assert len({reagent for reagent, _ in strengths}) == len(strengths) == 7
