"""A pair of glucose levels is taken from the protocol only where it states one of its own."""

import pytest

from mscplanner.domain.local_text import LocalText
from mscplanner.library.templates import read_templates
from mscplanner.planning.glucose_pairs import SEEN_PAIRS, stated_levels


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
