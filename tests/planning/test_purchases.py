from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mscplanner.domain.lab import Lab
from mscplanner.domain.quantity import Quantity, format_quantity, volume
from mscplanner.domain.stockroom import Product
from mscplanner.planning.equivalents import Thing
from mscplanner.planning.purchases import Purchase, last_open_date, pack_worth, purchase

pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")

ACTIVIN = Thing("activin-a", Quantity(value=Decimal(100), unit="µg/mL"))
MEDIUM = Thing("dmem-high-glucose", None)
MONDAY, TODAY = date(2026, 12, 21), date(2026, 11, 25)


def bought(lab: Lab, missing: str, thing: Thing = ACTIVIN, today: date = TODAY, **product: object) -> Purchase:
    made = Product.model_validate({"reagent": thing.reagent, **product}) if product else None
    return purchase(volume(missing), thing, made, lab, MONDAY, today)


@pytest.mark.parametrize(("missing", "packs"), [("0.0001", 1), ("0.5", 1), ("0.50001", 2), ("1", 2), ("1.2", 3)])
def test_that_packs_are_rounded_up(lab: Lab, missing: str, packs: int) -> None:
    assert bought(lab, missing, pack="50 µg").packs == packs


@pytest.mark.parametrize(
    ("product", "worth", "text"),
    [
        ({"pack": "50 µg"}, "0.5 mL", "50 µg, gives 500 µL at 100 µg/mL"),
        ({"pack": "1 mL", "strength": "1 mg/mL"}, "10 mL", "1 mL at 1 mg/mL, as 10 mL at 100 µg/mL"),
        ({"pack": "1 mL", "strength": "0.1 mg/mL"}, "1 mL", "1 mL"),
        ({"pack": "1 mL"}, None, "1 mL: its strength is not known"),
        ({"pack": "1 mL", "strength": "5000 U/mL"}, None, "the activity of the lot is missing"),
        ({"pack": "1 mL", "strength": "0 µg/mL"}, None, "its strength is not known"),
        ({"pack": "a box"}, None, "“a box” is no volume or mass"),
        ({"pack": "0 mg"}, None, "“0 mg” is no volume or mass"),
        ({"supplier": "A"}, None, "pack not known"),
    ],
)
def test_that_a_pack_is_worth_what_it_gives_at_the_planned_strength(
    lab: Lab, product: dict[str, str], worth: str | None, text: str
) -> None:
    found, told = pack_worth(Product.model_validate({"reagent": "activin-a", **product}), ACTIVIN, lab)
    assert (format_quantity(found) if found else None) == worth
    assert text in told.written("en")


def test_that_a_bottle_of_medium_needs_no_strength(lab: Lab) -> None:
    assert bought(lab, "501", MEDIUM, pack="500 mL").packs == 2
    assert "it is a mass, and a volume is taken" in bought(lab, "1", MEDIUM, pack="10 g").pack_text.written("en")


def test_that_without_a_product_no_packs_are_counted(lab: Lab) -> None:
    found = bought(lab, "1")
    assert (found.pack, found.packs, found.pack_text.written("en")) == (None, None, "pack not known")


def test_that_the_lead_days_of_the_lab_are_said_to_be_its_own(lab: Lab) -> None:
    assert (bought(lab, "1").lead_days, bought(lab, "1").lab_lead) == (14, True)
    stated = bought(lab, "1", lead_days=0)
    assert (stated.lead_days, stated.lab_lead, stated.order_by) == (0, False, MONDAY)


def test_that_an_order_goes_out_on_an_open_day(lab: Lab) -> None:
    assert bought(lab, "1", lead_days=1).order_by == date(2026, 12, 18)
    assert bought(lab, "1", lead_days=3).order_by == date(2026, 12, 18)
    assert bought(lab, "1", lead_days=4).order_by == date(2026, 12, 17)


def test_that_an_order_is_late_once_its_day_has_passed(lab: Lab) -> None:
    assert not bought(lab, "1", today=date(2026, 12, 7)).late
    assert bought(lab, "1", today=date(2026, 12, 8)).late


@given(st.dates(date(2026, 1, 1), date(2027, 1, 1)), st.frozensets(st.sampled_from(range(7))))
def test_that_the_last_open_date_is_the_nearest_one_before(lab: Lab, day: date, closed: frozenset[int]) -> None:
    names = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    settings = lab.settings.model_copy(update={"closed_weekdays": tuple(names[each] for each in closed)})
    found = last_open_date(day, lab.model_copy(update={"settings": settings, "calendar": None}))
    if len(closed) == 7:
        assert found == day
        return
    assert found.weekday() not in closed
    between = range(found.toordinal() + 1, day.toordinal() + 1)
    assert all(date.fromordinal(each).weekday() in closed for each in between)
