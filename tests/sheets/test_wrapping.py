import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mscplanner.sheets.fonts import width_points
from mscplanner.sheets.wrapping import NO_END, NO_START, break_lines, chunks, fit

WORDS = st.text("abcdefgh ,.()µ–-/中文换液培养基，。（）：0123456789", max_size=120)
WIDTHS = st.floats(40, 300)


def measure(text: str) -> float:
    return 5.0 * len(text) + 5.0 * sum(ord(each) > 0x2E80 for each in text)


def without_spaces(text: str) -> str:
    return "".join(text.split())


@given(WORDS, WIDTHS)
def test_that_no_character_is_lost(text: str, width: float) -> None:
    lines, _ = break_lines(text, measure, width)
    assert without_spaces("".join(lines)) == without_spaces(text)


@given(WORDS, WIDTHS)
def test_that_every_line_fits(text: str, width: float) -> None:
    lines, _ = break_lines(text, measure, width)
    assert all(measure(line) <= width for line in lines if len(line) > 4)


@given(WORDS, WIDTHS)
def test_that_no_line_starts_with_closing_or_ends_with_opening_punctuation(text: str, width: float) -> None:
    lines, rough = break_lines(" ".join(text.split()), measure, width)
    assume(rough == 0)
    spaced = {part.split()[0][0] for part in chunks(" ".join(text.split())) if part.strip()}
    assert all(line[0] not in NO_START or line[0] in spaced for line in lines[1:])
    assert all(line[-1] not in NO_END or len(line) == 1 for line in lines[:-1] if " " not in text)


@given(
    st.decimals(0, 9999, places=2), st.sampled_from(["mL", "µL", "mmol/L", "µg/mL", "°C", "min", "孔", "分钟", "% v/v"])
)
def test_that_a_number_keeps_its_unit(number: object, unit: str) -> None:
    lines, _ = break_lines(f"Add exactly {number} {unit} slowly", measure, 100.0)
    assert any(f"{number} {unit.split(maxsplit=1)[0]}" in line for line in lines)


@given(WORDS)
def test_that_the_chunks_are_the_text(text: str) -> None:
    assert "".join(chunks(text)) == text


def test_that_chinese_breaks_between_characters() -> None:
    lines, rough = break_lines("培养基已预热至三十七度", measure, 50.0)
    assert (lines, rough) == (("培养基已预", "热至三十七", "度"), 0)


def test_that_a_full_stop_stays_with_its_sentence() -> None:
    lines, _ = break_lines("细胞计数。换液", measure, 40.0)
    assert lines == ("细胞计", "数。换液")


@pytest.mark.parametrize(("text", "whole"), [("made on D2, page 11", "page 11"), ("配制，第 11 页", "第 11 页")])
def test_that_a_page_keeps_its_number(text: str, whole: str) -> None:
    lines, _ = break_lines(text, measure, 50.0)
    assert whole in lines[-1]


def test_that_a_year_does_not_hold_on_to_what_follows_its_comma() -> None:
    assert chunks("Kassem 2016, 5.5 mmol/L. Ref. 21: seen") == (
        "Kassem ",
        "2016, ",
        "5.5 mmol/L. ",
        "Ref. ",
        "21: ",
        "seen",
    )


def test_that_a_long_word_breaks_after_its_dash() -> None:
    lines, rough = break_lines("Penicillin–streptomycin", measure, 80.0)
    assert (lines, rough) == (("Penicillin–", "streptomycin"), 1)


def test_that_a_word_gets_a_little_smaller_before_it_is_broken() -> None:
    at_eleven = width_points("Mercaptoethanol", "mscplanner-regular", 11)
    fitted = fit(("Mercaptoethanol",), False, 11, 8.5, at_eleven - 4)
    assert len(fitted.lines) == 1
    assert 8.5 <= fitted.size < 11


@pytest.mark.parametrize("word", ["x" * 4000, "汉" * 4000, "</b>" * 1000])
def test_that_a_word_of_4000_characters_is_broken_anywhere(word: str) -> None:
    fitted = fit((word,), False, 11, 8.5, 200.0)
    assert "".join(line.text for line in fitted.lines) == word
    assert all(width_points(line.text, line.face, fitted.size) <= 200.0 for line in fitted.lines)


def test_that_both_languages_are_a_paragraph_each() -> None:
    assert [line.text for line in fit(("Yes", "有"), False, 11, 8.5, 200.0).lines] == ["Yes", "有"]
