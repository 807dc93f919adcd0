"""Label sheets: where labels lie, and which sizes are refused."""

from typing import Any

import pytest
from pydantic import ValidationError

from mscplanner.domain.label_sheet import PAPER_SIZES, LabelSheet, LabelSheets
from mscplanner.library.files import Unreadable
from mscplanner.library.lab_files import read_label_sheets

SIZES = {
    "id": "own",
    "name": "Own",
    "paper": "a4",
    "columns": 5,
    "rows": 13,
    "width_mm": 38.1,
    "height_mm": 21.2,
    "left_mm": 4.75,
    "top_mm": 10.7,
    "pitch_x_mm": 40.6,
    "pitch_y_mm": 21.2,
}


def sheet(**fields: Any) -> LabelSheet:
    return LabelSheet.model_validate(SIZES | fields)


def bundled() -> LabelSheets:
    found = read_label_sheets()
    assert not isinstance(found, Unreadable)
    return found


def test_that_labels_are_counted_along_the_rows() -> None:
    spots = [sheet().spot(number) for number in (1, 5, 6, 65)]
    places = [(round(spot.x_mm, 2), round(spot.y_mm, 2)) for spot in spots]
    assert places == [(4.75, 10.7), (167.15, 10.7), (4.75, 31.9), (167.15, 265.1)]


@pytest.mark.parametrize("each", bundled().sheets, ids=lambda each: each.id)
def test_that_the_labels_of_each_bundled_sheet_lie_in_the_middle_of_its_paper(each: LabelSheet) -> None:
    width, height = PAPER_SIZES[each.paper]
    last = each.spot(each.count)
    right, bottom = width - last.x_mm - last.width_mm, height - last.y_mm - last.height_mm
    assert right == pytest.approx(each.left_mm, abs=1.7)
    assert bottom == pytest.approx(each.top_mm, abs=0.2)
    assert each.source


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"pitch_x_mm": 38.0}, "labels_overlap"),
        ({"pitch_y_mm": 21.1}, "labels_overlap"),
        ({"left_mm": 10.0}, "labels_outside"),
        ({"rows": 14}, "labels_outside"),
        ({"paper": "letter"}, "labels_outside"),
        ({"shape": "round"}, "label_not_round"),
        ({"width_mm": 0}, "greater_than"),
        ({"rows": 0}, "greater_than_equal"),
        ({"offset_x_mm": 5.1}, "less_than_equal"),
        ({"height_mm": float("nan")}, "finite_number"),
    ],
)
def test_that_sizes_that_cannot_be_are_refused(fields: dict[str, Any], kind: str) -> None:
    with pytest.raises(ValidationError) as refused:
        sheet(**fields)
    assert [error["type"] for error in refused.value.errors()] == [kind]


def test_that_one_row_needs_no_pitch_that_clears_it() -> None:
    assert sheet(rows=1, pitch_y_mm=1.0).count == 5


def test_that_no_two_sheets_have_one_id() -> None:
    with pytest.raises(ValidationError, match="two sheets have one id"):
        LabelSheets(sheets=(sheet(), sheet()))
    assert bundled().sheet("lids-192")
    assert bundled().sheet("none") is None
