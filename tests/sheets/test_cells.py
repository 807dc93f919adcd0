from hypothesis import given
from hypothesis import strategies as st

from mscplanner.sheets.cells import TALLEST_TEXT, Cell, Piece, height_of, measure
from mscplanner.sheets.fonts import width_points
from mscplanner.sheets.pen import MILLIMETRE

TEXTS = st.lists(st.text("abc de-/中文。，0123 mLµ🧫<>&", max_size=400), min_size=1, max_size=2)


@given(TEXTS, st.floats(14, 178), st.booleans())
def test_that_every_cell_holds_its_text_in_width_and_height(texts: list[str], width: float, bold: bool) -> None:
    measured = measure(Cell((Piece(tuple(texts), bold=bold),)), width)
    (fitted,) = measured.pieces
    inner = (width - 2.4) * MILLIMETRE
    assert all(width_points(line.text, line.face, fitted.size) <= inner + 0.01 for line in fitted.lines)
    assert height_of(fitted) <= measured.height - 1.5


def test_that_a_text_higher_than_a_page_ends_with_an_ellipsis() -> None:
    fitted = Piece(("汉字" * 400,)).fitted(15.0)
    assert height_of(fitted) <= TALLEST_TEXT
    assert fitted.lines[-1].text.endswith("…")


def test_that_two_lines_to_write_on_are_eight_millimetres_each() -> None:
    assert measure(Cell(lines=(("Lot",), ("Expiry",))), 35.0).height == 16.0


def test_that_a_line_to_write_on_is_higher_below_a_long_caption() -> None:
    known = Cell(lines=(("Lot: " + "W" * 40,), ("Expiry",)), line_height=8.5)
    measured = measure(known, 35.0)
    lot, expiry = measured.line_heights
    assert expiry == 8.5
    assert lot - height_of(measured.lines[0]) > expiry - height_of(measured.lines[1]) - 0.1
