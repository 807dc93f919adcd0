"""A pair of glucose levels is taken from the protocol only where it states one of its own."""

import pytest

from mscplanner.domain.local_text import LocalText
from mscplanner.library.templates import read_templates
from mscplanner.planning.glucose_pairs import SEEN_PAIRS, read_levels, stated_levels, with_levels


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("Glucose: 2.8 and 16.7 mmol/L.", ("2.8 mmol/L", "16.7 mmol/L")),
        ("On day 18; Glucose: 5.5 then 22 mM, 1 h each", ("5.5 mM", "22 mM")),
        ("葡萄糖：2.8 与 16.7 mmol/L", ("2.8 mmol/L", "16.7 mmol/L")),
        ("Elsewhere: Kassem 2016, 5.5 and 16.7 mmol/L", None),
        ("No Glucose: 2.8 and 16.7 mmol/L", None),
        ("Glucose: low and 25 mmol/L", None),
        ("Glucose: 2.8 and 16.7 mg", None),
    ],
)
def test_that_only_the_form_of_its_own_is_read(text: str, levels: tuple[str, str] | None) -> None:
    assert stated_levels(LocalText(plain=text)) == levels


def test_that_no_template_states_a_pair() -> None:
    assert not any(stated_levels(readout.detail) for each in read_templates() for readout in each.readouts)
    assert stated_levels(None) is None


def test_that_the_pairs_seen_elsewhere_carry_their_sources() -> None:
    assert [each.levels.split(" mmol")[0] for each in SEEN_PAIRS] == [
        "5.5 and 16.7",
        "5.5, then 22",
        "2.8 and 16.7",
        "low and 25",
    ]
    assert all(each.source and each.known in "FA" for each in SEEN_PAIRS)


@pytest.mark.parametrize(
    ("typed", "levels"),
    [
        ("2.8 and 16.7 mmol/L", ("2.8 mmol/L", "16.7 mmol/L")),
        ("2.8 mM / 20 mM", ("2.8 mM", "20 mM")),
        ("2.8，16.7 mmol/l", ("2.8 mmol/L", "16.7 mmol/L")),
        ("2.8 与 16.7 mmol/L", ("2.8 mmol/L", "16.7 mmol/L")),
        ("16.7 and 2.8 mmol/L", None),
        ("2.8 and 16.7", None),
        ("2,8 and 16,7 mmol/L", None),
        ("2.8 mM and 16.7 mmol/L", None),
        ("2.8 and 16.7 MM", None),
        ("5.5 and 16.7 and 22 mmol/L", None),
        ("", None),
    ],
)
def test_that_levels_are_read_only_where_both_and_their_unit_are_typed(
    typed: str, levels: tuple[str, str] | None
) -> None:
    assert read_levels(typed) == levels


@pytest.mark.parametrize(
    "detail",
    [
        None,
        LocalText(plain="Day 18. Elsewhere: 5.5 and 16.7 mmol/L."),
        LocalText(plain="Day 18; Glucose: 5 and 20 mM, 1 h each"),
        LocalText(en="Glucose: 5 and 20 mM.", zh="葡萄糖：5 与 20 mM。第 18 天。"),
        LocalText(zh="第 18 天。"),
    ],
)
def test_that_levels_are_stated_once_in_each_language_and_can_be_taken_away(detail: LocalText | None) -> None:
    levels = ("2.8 mmol/L", "16.7 mmol/L")
    told = with_levels(detail, levels)
    assert told
    for written in filter(None, (told.plain, told.en, told.zh)):
        assert stated_levels(LocalText(plain=written)) == levels
    without = with_levels(told, None)
    assert stated_levels(without) is None
    if detail and stated_levels(detail) is None:
        assert without == detail
