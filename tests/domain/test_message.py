"""Texts with figures, written in the language of whoever reads them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from mscplanner.domain.language import Language
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.message import Message, computed, message, weekday, write_date
from mscplanner.domain.quantity import Quantity, format_quantity

WELLS = "{count} wells"


@pytest.mark.parametrize(
    ("figure", "written"),
    [
        (3, "3 wells"),
        ("many", "many wells"),
        (Decimal("1.50"), "1.5 wells"),
        (Quantity(value=Decimal("0.50"), unit="mM"), "0.5 mM wells"),
        (date(2026, 12, 7), "2026-12-07 Mon wells"),
        (LocalText(en="six", zh="六"), "six wells"),
    ],
)
def test_that_each_kind_of_figure_is_written(
    figure: str | int | Decimal | date | Quantity | LocalText, written: str
) -> None:
    assert message(WELLS, count=figure).written("en") == written


def test_that_a_message_inside_a_message_is_in_the_same_language() -> None:
    inner = message(WELLS, count=LocalText(en="six", zh="六"))
    assert message("{name}", name=inner).written("zh") == "六 孔"
    assert message("{name}", name=inner).written("en") == "six wells"


def test_that_several_messages_are_parted_as_the_language_does() -> None:
    several = tuple(message("{name}", name=name) for name in ("FBS", "B27"))
    assert message("{names}", names=several).written("en") == "FBS, B27"
    assert message("{names}", names=several).written("zh") == "FBS、B27"


@pytest.mark.parametrize("figure", ["{count}", "{0}", "{name.__class__}", "}{", "%s"])
def test_that_braces_in_a_figure_stay_as_they_are(figure: str) -> None:
    assert message("{name}", name=figure).written("en") == figure


@pytest.mark.parametrize(("language", "first", "last"), [("en", "Mon", "Sun"), ("zh", "周一", "周日")])
def test_that_weekdays_are_those_of_the_calendar(language: Language, first: str, last: str) -> None:
    monday = date(2026, 12, 7)
    days = [weekday(monday + timedelta(days=day), language) for day in range(7)]
    assert (days[0], days[-1], len(set(days))) == (first, last, 7)


def test_that_dates_are_iso_with_their_weekday() -> None:
    assert write_date(date(2028, 2, 29), "en") == "2028-02-29 Tue"
    assert write_date(date(2028, 2, 29), "zh") == "2028-02-29 周二"


def test_that_a_computed_figure_has_three_digits_and_a_legible_unit() -> None:
    assert format_quantity(computed(Quantity(value=Decimal("0.0000631234"), unit="mg/mL"))) == "63.1 ng/mL"


plain_figures = st.one_of(
    st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=8),
    st.integers(),
    st.decimals(allow_nan=False, allow_infinity=False),
    st.dates(),
    st.builds(Quantity, value=st.decimals(allow_nan=False, allow_infinity=False), unit=st.sampled_from(["mM", "1:n"])),
    st.builds(LocalText, plain=st.none() | st.just("3"), en=st.none() | st.just("2026-12-07")),
)
nested_messages = st.recursive(
    st.builds(lambda figure: message(WELLS, count=figure), plain_figures),
    lambda inner: st.builds(
        lambda one, more: message("{a}{b}", a=one, b=tuple(more)), inner, st.lists(inner, max_size=3)
    ),
    max_leaves=5,
)


@given(nested_messages)
def test_that_json_keeps_the_kind_of_every_figure(one: Message) -> None:
    again = Message.model_validate_json(one.model_dump_json(exclude_none=True))
    assert (again, repr(again)) == (one, repr(one))


@pytest.mark.parametrize("text", ["{count:>99999999}", "{count!r}", "{count.__class__}", "{other}", "{", "{}"])
def test_that_a_text_out_of_a_file_only_puts_figures_in_place(text: str) -> None:
    stored = message(WELLS, count=3).model_dump_json().replace(WELLS, text)
    with pytest.raises(ValidationError):
        Message.model_validate_json(stored)


@pytest.mark.parametrize(
    "figure", ["3", "null", '{"int": "x"}', '{"eval": "3"}', '{"Decimal": "x"}', '{"date": 3}', "{}"]
)
def test_that_a_figure_of_no_known_kind_is_refused(figure: str) -> None:
    with pytest.raises(ValidationError):
        Message.model_validate_json(f'{{"text": "{WELLS}", "figures": [["count", {figure}]]}}')
