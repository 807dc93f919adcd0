import pytest
from babel.messages.pofile import read_po

from mscplanner.domain.language import translate
from mscplanner.domain.places import resource_folder
from mscplanner.sheets.fonts import BOLD, REGULAR, face_for, missing, printable, width_points


def test_that_a_character_without_picture_is_told_by_its_code() -> None:
    assert printable("cells 🧫 ok") == "cells [U+1F9EB] ok"


def test_that_line_ends_and_tabs_become_spaces() -> None:
    assert printable("one\ntwo\tthree") == "one two three"


def test_that_a_rare_character_of_a_name_is_set_in_regular() -> None:
    assert face_for("张喆", bold=True) == REGULAR
    assert face_for("张三", bold=True) == BOLD


@pytest.mark.parametrize("sign", "µ×±°≥≤–—→βγα²…")
def test_that_the_signs_of_the_bench_can_be_printed(sign: str) -> None:
    assert not missing(sign, BOLD)


def test_that_every_text_of_the_chinese_catalogue_but_those_of_the_window_alone_can_be_printed() -> None:
    path = resource_folder() / "translations" / "zh" / "LC_MESSAGES" / "mscplanner.po"
    with path.open("rb") as opened:
        catalogue = read_po(opened)
    window = "mscplanner/gui/"
    printed = [each for each in catalogue if not all(place.startswith(window) for place, _ in each.locations)]
    assert len(printed) > 500
    assert not missing("".join(f"{each.id}{each.string}" for each in printed))


def test_that_double_size_is_double_width() -> None:
    assert width_points("2 mL", REGULAR, 22) == pytest.approx(2 * width_points("2 mL", REGULAR, 11))


def test_that_the_catalogue_is_there() -> None:
    assert translate("Deviations", "zh") == "偏差"
