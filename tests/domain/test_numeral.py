"""The number at the beginning of a text, and what alone is accepted."""

import pytest

from mscplanner.domain.numeral import exact, numeral


@pytest.mark.parametrize(
    ("text", "digits", "power", "rest"),
    [
        ("10 mM", "10", 0, " mM"),
        ("1.5e-6 M", "1.5", -6, " M"),
        ("2 × 10^5 cells", "2", 5, " cells"),
        ("2x10(5) cells", "2", 5, " cells"),
        ("10^-6 M", "1", -6, " M"),
        ("10(-6) M", "1", -6, " M"),
        ("10(6) M", "10", 0, "(6) M"),
        ("5x", "5", 0, "x"),
    ],
)
def test_that_a_number_is_taken_with_its_power(text: str, digits: str, power: int, rest: str) -> None:
    number = numeral(text)
    assert number is not None
    assert (number.digits, number.power, number.rest) == (digits, power, rest)


@pytest.mark.parametrize("text", ["", "mM", ".5 mM", "+5 mM", "٢٠ mM", "five mM", "(10 mM)"])
def test_that_what_begins_otherwise_has_no_number(text: str) -> None:
    assert numeral(text) is None


@pytest.mark.parametrize(
    "text",
    [
        *("1,5 mM", "1 000 nM", "1:1", "05 mM", "0 mM", "-5 mM", "-274 °C", "10e5 nM", "106 cells/mL"),
        *("10.000 U/mL", "4.500 mg/L", "1:10.000", "1e19 nM", "1.0000000000000 mM", "10^2^3 mM", "10 mM glucose", "5"),
        *("5 100mL", "5 100 mL", "1.06e2 cells/mL"),
    ],
)
def test_that_what_is_not_exact_is_nothing(text: str) -> None:
    assert exact(text) is None


@pytest.mark.parametrize(
    "text", ["0.500 mM", "5.50 mM", "1.234 mM", "1.250 mL", "10.000 g", "107.5 cells/mL", "-20 °C"]
)
def test_that_trailing_zeros_of_a_plain_number_are_no_matter(text: str) -> None:
    assert exact(text) is not None
