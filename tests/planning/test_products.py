import pytest
from hypothesis import given
from hypothesis import strategies as st

from mscplanner.domain.stockroom import Product
from mscplanner.planning.products import PRODUCT_FIELDS, ProductField, longest, product_text, read_product_field

EGF = Product(reagent="egf", pack="50 µg", lead_days=10)


@pytest.mark.parametrize(
    ("field", "typed", "shown"),
    [
        ("pack", " 500 mL ", "500 mL"),
        ("strength", "50×", "50×"),
        ("supplier", "R&D\tSystems", "R&D Systems"),
        ("catalogue_number", "236-EG", "236-EG"),
        ("lead_days", "14", "14"),
        ("lead_days", "14 d", "14"),
        ("lead_days", "0", "0"),
        ("lead_days", "365 天", "365"),
        ("lead_days", "", ""),
    ],
)
def test_that_what_is_typed_is_kept(field: ProductField, typed: str, shown: str) -> None:
    made = read_product_field(EGF, field, typed)
    assert made
    assert product_text(made, field) == shown
    others = [each for each in PRODUCT_FIELDS if each != field]
    assert [product_text(made, each) for each in others] == [product_text(EGF, each) for each in others]


@pytest.mark.parametrize("typed", ["soon", "-1", "366", "1.5", "二", "1e2", "14 weeks", "٣"])
def test_that_days_to_deliver_are_whole_days_of_a_year(typed: str) -> None:
    assert read_product_field(EGF, "lead_days", typed) is None


@given(st.sampled_from(PRODUCT_FIELDS), st.text(max_size=300))
def test_that_whatever_is_typed_makes_a_product_that_can_be_stored(field: ProductField, typed: str) -> None:
    made = read_product_field(EGF, field, typed)
    if made is not None:
        assert Product.model_validate_json(made.model_dump_json(), strict=False) == made
        assert len(product_text(made, field)) <= longest(field)
