"""Every sample is on a plate, in two wells side by side, and nothing is there twice."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mscplanner.planning.plate_maps import COLUMNS, ROWS, plate_maps


@given(count=st.integers(0, 400), blanks=st.integers(0, 5))
def test_that_every_sample_is_placed_once(count: int, blanks: int) -> None:
    samples, others = [f"{at}L" for at in range(count)], [f"M{at}" for at in range(blanks)]
    plates = plate_maps(samples, others)
    assert plates == plate_maps(samples, others)
    wells = [[text for row in plate for text in row] for plate in plates]
    assert all(len(plate) == len(ROWS) * COLUMNS for plate in wells)
    placed = Counter(text for plate in wells for text in plate if text)
    assert all(placed[sample] == 2 for sample in samples)
    assert all(placed[each] == 2 * len(plates) for each in (*others, *(f"S{number}" for number in range(1, 9))))
    assert sum(placed.values()) == 2 * (count + len(plates) * (blanks + 8))
    for plate in plates:
        assert all(row[at] == row[at + 1] for row in plate for at in range(0, COLUMNS, 2))
        assert [row[0] for row in plate] == [f"S{number}" for number in range(1, 9)]
    assert len(plates) == max(1, -(-count // (40 - blanks)))


def test_that_samples_go_down_the_rows_and_on_to_a_second_plate() -> None:
    first, second = plate_maps([str(number) for number in range(1, 42)], ["M"])
    assert [row[2] for row in first] == ["M", "1", "2", "3", "4", "5", "6", "7"]
    assert first[7][10:] == ("39", "39")
    assert [row[2] for row in second] == ["M", "40", "41", "", "", "", "", ""]


def test_that_blanks_alone_never_fill_a_plate() -> None:
    with pytest.raises(ValueError, match="no room"):
        plate_maps(["1"], ["M"] * 40)
