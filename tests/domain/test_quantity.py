"""Numbers with units: exact arithmetic and the one way of writing."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from mscplanner.domain.quantity import (
    Quantity,
    at_least,
    at_most,
    format_number,
    format_quantity,
    legible,
    rounded,
    total,
    volume,
)

NUMBERS = st.decimals(min_value=Decimal("1e-12"), max_value=Decimal(10**12), allow_nan=False, places=12)


def test_that_an_unknown_unit_is_refused() -> None:
    with pytest.raises(ValidationError):
        Quantity(value=Decimal(1), unit="furlong")


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity"])
def test_that_only_finite_numbers_are_taken(value: str) -> None:
    with pytest.raises(ValidationError):
        Quantity(value=Decimal(value), unit="mM")


@given(NUMBERS)
def test_that_a_number_is_written_in_full(value: Decimal) -> None:
    text = format_number(value)
    assert re.fullmatch(r"(0|[1-9][0-9]*)(\.[0-9]*[1-9])?", text)
    assert Decimal(text) == value


@pytest.mark.parametrize(
    ("value", "text"),
    [("0.50", "0.5"), ("1E+3", "1000"), ("1E-7", "0.0000001"), ("100", "100"), ("1.000", "1"), ("0", "0")],
)
def test_that_numbers_have_no_exponent_and_no_trailing_zero(value: str, text: str) -> None:
    assert format_number(Decimal(value)) == text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("0.04", "mL", "40 µL"),
        ("999", "mL", "999 mL"),
        ("1000", "mL", "1 L"),
        ("0.0000005", "L", "0.5 µL"),
        ("0.000001", "mol/L", "1 µmol/L"),
        ("1500", "nM", "1.5 µM"),
        ("0.00002", "mg/mL", "20 ng/mL"),
        ("50", "X", "50×"),
        ("2", "% v/v", "2 % v/v"),
    ],
)
def test_that_legible_units_give_one_to_a_thousand(value: str, unit: str, text: str) -> None:
    assert format_quantity(legible(Quantity(value=Decimal(value), unit=unit))) == text


@given(NUMBERS, st.sampled_from(["L", "mL", "µL", "M", "mM", "mol/L", "mg/mL", "g"]))
def test_that_legible_is_as_much_as_before(value: Decimal, unit: str) -> None:
    quantity = Quantity(value=value, unit=unit)
    assert legible(quantity).same(quantity)


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [("9.0909", 3, "9.09"), ("1234", 3, "1230"), ("0.0012345", 3, "0.00123"), ("2.5", 1, "2"), ("0", 3, "0")],
)
def test_that_rounding_keeps_so_many_digits(value: str, digits: int, text: str) -> None:
    assert format_number(rounded(Quantity(value=Decimal(value), unit="mM"), digits).value) == text


@given(st.lists(st.decimals(min_value=0, max_value=1000, places=4), max_size=20))
def test_that_a_total_is_exact(amounts: list[Decimal]) -> None:
    assert total(volume(each) for each in amounts).base == sum(amounts)


def test_that_sameness_looks_through_units_but_not_through_kinds() -> None:
    assert Quantity(value=Decimal("0.01"), unit="M").same(Quantity(value=Decimal(10), unit="mmol/L"))
    assert not Quantity(value=Decimal(1), unit="%").same(Quantity(value=Decimal(1), unit="% v/v"))
    assert not Quantity(value=Decimal(1), unit="mL").same(Quantity(value=Decimal(1), unit="L"))


@pytest.mark.parametrize(("minutes", "hours"), [("30", "0.5"), ("1440", "24"), ("20160", "336")])
def test_that_minutes_are_as_much_as_their_hours(minutes: str, hours: str) -> None:
    first, second = Quantity(value=Decimal(minutes), unit="min"), Quantity(value=Decimal(hours), unit="h")
    assert first.same(second)
    assert first.to("s").value == Decimal(minutes) * 60


def test_that_a_third_of_a_litre_goes_there_and_back() -> None:
    start = Quantity(value=Decimal("0.333"), unit="mL")
    assert start.to("µL").to("L").to("mL") == start


@pytest.mark.parametrize(
    ("amount", "needed", "there"),
    [
        ("346.4", "347 mL", "346 mL"),
        ("346", "346 mL", "346 mL"),
        ("0.04752", "47.6 µL", "47.5 µL"),
        ("999.6", "1 L", "999 mL"),
        ("1234", "1.24 L", "1.23 L"),
        ("59.99999999999999999", "60 mL", "60 mL"),
        ("60.00000000000000001", "60 mL", "60 mL"),
        ("0", "0 µL", "0 µL"),
    ],
)
def test_that_a_need_is_never_told_as_less_and_what_is_there_never_as_more(
    amount: str, needed: str, there: str
) -> None:
    exact = Quantity(value=Decimal(amount), unit="mL")
    assert (format_quantity(at_least(exact)), format_quantity(at_most(exact))) == (needed, there)
