"""Days are read in one form; every other one is refused with what it can mean."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mscplanner.domain.day_text import FIRST_DAY, LAST_DAY, read_day
from mscplanner.domain.misreading import Misreading


@given(st.dates(FIRST_DAY, LAST_DAY))
def test_that_a_day_as_it_is_written_is_that_day(day: date) -> None:
    assert read_day(day.isoformat()) == read_day(f" {day.isoformat()}\t") == day


def test_that_wide_digits_are_digits() -> None:
    assert read_day("２０２７-０５-３１") == date(2027, 5, 31)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2027/5/31", ("2027-05-31",)),
        ("2027.05.31", ("2027-05-31",)),
        ("2027年5月31日", ("2027-05-31",)),
        ("20270531", ("2027-05-31",)),
        ("31.05.2027", ("2027-05-31",)),
        ("31.05.27", ("2027-05-31",)),
        ("05/06/2027", ("2027-06-05", "2027-05-06")),
        ("2028-02", ("2028-02-29",)),
        ("02/2027", ("2027-02-28",)),
        ("2027-02-29", ()),
        ("1999-12-31", ()),
        ("2200-01-01", ()),
        ("0000-00-00", ()),
        ("next May", ()),
        ("", ()),
        ("2027-05-31" * 7, ()),
        ("9" * 60, ()),
    ],
)
def test_that_another_form_is_refused_with_what_it_can_mean(typed: str, meant: tuple[str, ...]) -> None:
    refused = read_day(typed)
    assert isinstance(refused, Misreading)
    assert (refused.code, refused.readings) == ("E-DATE", meant)


@given(st.text(max_size=80))
def test_that_no_text_breaks_it_and_each_reading_is_a_day(text: str) -> None:
    read = read_day(text)
    if isinstance(read, Misreading):
        assert all(isinstance(read_day(each), date) for each in read.readings)
        assert len(read.message.written("en")) <= 60
