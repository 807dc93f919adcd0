from datetime import date
from decimal import Decimal

import pytest

from mscplanner.domain.local_text import LocalText
from mscplanner.domain.message import message
from mscplanner.domain.quantity import Quantity
from mscplanner.sheets.speech import Speech, shortened, write_volume

BOTH = Speech(("en", "zh"))


def test_that_both_languages_are_said_english_first() -> None:
    assert BOTH.texts(message("Deviations")) == ("Deviations", "偏差")


def test_that_a_text_that_is_the_same_in_both_is_said_once() -> None:
    assert BOTH.texts(LocalText(plain="B-27 (50×)")) == ("B-27 (50×)",)


def test_that_a_date_is_said_once_with_both_weekdays() -> None:
    assert BOTH.date(date(2026, 12, 7)) == "2026-12-07 Mon 周一"


def test_that_curly_quotes_are_straight_in_english_only() -> None:
    quoted = LocalText(en="“β-FGF” is bFGF", zh="“β-FGF”按 bFGF 处理")
    assert BOTH.texts(quoted) == ('"β-FGF" is bFGF', "“β-FGF”按 bFGF 处理")


def test_that_a_note_of_20_kilobytes_ends_with_an_ellipsis() -> None:
    said = shortened("note " * 4000)
    assert len(said) == 400
    assert said.endswith("…")


def test_that_400_characters_are_not_shortened() -> None:
    assert shortened("x" * 400) == "x" * 400


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [("0.04", "mL", "40 µL"), ("0.00052", "mL", "0.52 µL"), ("38.39200", "mL", "38.392 mL"), ("1500", "mL", "1.5 L")],
)
def test_that_a_volume_is_written_as_pipettes_say_it(value: str, unit: str, text: str) -> None:
    assert write_volume(Quantity(value=Decimal(value), unit=unit)) == text


def test_that_no_volume_is_a_dash() -> None:
    assert write_volume(None) == "—"
