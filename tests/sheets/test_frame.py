import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from io import BytesIO

import pypdfium2  # type: ignore[import-untyped]
import pytest
from pdfplumber.page import Page
from pypdf import PdfReader

from mscplanner.domain.message import weekday
from mscplanner.library.templates import read_templates
from mscplanner.planning.plan import Plan
from mscplanner.sheets.book import contents, print_book
from mscplanner.sheets.paper import PAPERS
from mscplanner.sheets.printing import Printing

TEMPLATES = [template.id for template in read_templates()]
PRINTED_AT = datetime(2026, 12, 1, 9, 12)
MILLIMETRE = 72 / 25.4
Box = tuple[float, float, float, float]
BookOf = Callable[..., bytes]
TextsOf = Callable[..., list[str]]


def boxes(data: bytes) -> Iterator[list[Box]]:
    """Yield the boxes of the words of each page: left, bottom, right, top in points; not the draft mark's."""
    for page in pypdfium2.PdfDocument(data):
        text = page.get_textpage()
        found = [text.get_rect(index) for index in range(text.count_rects())]
        yield [box for box in found if box[3] - box[1] < 24]


def overlap(one: Box, other: Box) -> float:
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return max(0.0, width) * max(0.0, height)


@pytest.mark.parametrize("template_id", TEMPLATES)
@pytest.mark.parametrize(("paper", "language"), [("letter", "en"), ("a4", "zh"), ("letter", "both")])
def test_that_all_words_stand_inside_the_margins(template_id: str, language: str, paper: str, book_of: BookOf) -> None:
    size = PAPERS["a4" if paper == "a4" else "letter"]
    left, right = size.left * MILLIMETRE, size.right * MILLIMETRE
    bottom, top = 12 * MILLIMETRE, (size.height - 12) * MILLIMETRE
    for words in boxes(book_of(template_id, paper=paper, language=language)):
        assert words
        assert all(left - 0.5 <= box[0] and box[2] <= right + 0.5 for box in words)
        assert all(bottom - 0.5 <= box[1] and box[3] <= top + 0.5 for box in words)


@pytest.mark.parametrize("language", ["en", "zh", "both"])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_that_no_text_crosses_another(language: str, paper: str, book_of: BookOf) -> None:
    for words in boxes(book_of(paper=paper, language=language)):
        for index, box in enumerate(words):
            assert all(overlap(box, other) < 1.0 for other in words[index + 1 :])


@pytest.mark.parametrize("template_id", TEMPLATES)
def test_that_pages_are_numbered_through(template_id: str, texts_of: TextsOf) -> None:
    texts = texts_of(template_id)
    numbers = [re.findall(r"Page (\d+) of (\d+)", text) for text in texts]
    assert numbers == [[(str(number), str(len(texts)))] for number in range(1, len(texts) + 1)]


def test_that_the_overview_points_to_the_page_of_each_day(texts_of: TextsOf, plan_of: Callable[..., Plan]) -> None:
    texts = texts_of()
    pointed = [int(number) for number in re.findall(r"p\. (\d+)", texts[0])]
    days = [part.id for part in contents(plan_of()) if part.kind == "day"]
    assert len(pointed) == len(days)
    marks = [re.findall(r"R-2026-014\s+(\w+)", texts[page - 1])[0] for page in pointed]
    assert marks == days


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("template_id", TEMPLATES)
def test_that_the_weekday_is_that_of_the_date(template_id: str, language: str, texts_of: TextsOf) -> None:
    names = "Mon|Tue|Wed|Thu|Fri|Sat|Sun" if language == "en" else "周[一二三四五六日]"
    text = " ".join(texts_of(template_id, language=language))
    dated = re.findall(rf"(2\d{{3}}-\d\d-\d\d) ({names})", text)
    assert dated
    assert all(weekday(date.fromisoformat(day), "zh" if language == "zh" else "en") == name for day, name in dated)


def test_that_every_page_says_run_plan_code_printing_and_program(texts_of: TextsOf) -> None:
    for text in texts_of():
        for part in (
            "R-2026-014",
            "plan revision 1",
            "bm-msc-three-step",
            "printed 2026-12-01 09:12",
            "copy 1",
            "form F-0",
        ):
            assert part in text
        assert re.search(r"code [0-9a-f]{4}-[0-9a-f]{4}", text)
        assert re.search(r"mscplanner \d", text)


def test_that_a_revised_plan_says_which_it_replaces(plan_of: Callable[..., Plan]) -> None:
    data = print_book(plan_of(revision=3), Printing(printed_at=PRINTED_AT))
    assert all("replaces revision 2" in page.extract_text() for page in PdfReader(BytesIO(data)).pages)


@pytest.mark.parametrize("language", ["en", "zh", "both"])
def test_that_a_draft_says_so_on_each_page(language: str, texts_of: TextsOf) -> None:
    word = "草稿" if language == "zh" else "DRAFT"
    for text in texts_of("uc-msc-three-step", language=language):
        assert word in text
        assert "DRAFT" in text


def test_that_a_final_book_says_draft_nowhere(texts_of: TextsOf) -> None:
    assert not any("DRAFT" in text for text in texts_of())


@pytest.mark.parametrize("language", ["en", "zh", "both"])
def test_that_all_fonts_are_embedded(language: str, book_of: BookOf) -> None:
    for page in PdfReader(BytesIO(book_of(language=language))).pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            assert "/FontFile2" in font["/FontDescriptor"]
            assert "Helvetica" not in font["/BaseFont"]


@pytest.mark.parametrize("number", [1, 2, 5, 6, 22])
def test_that_nothing_is_smaller_than_eight_and_a_half_points(number: int, bm_page: Callable[[int], Page]) -> None:
    assert min(letter["size"] for letter in bm_page(number).chars) >= 8.49


def test_that_a_run_number_of_24_wide_letters_stays_clear_of_the_rest(plan_of: Callable[..., Plan]) -> None:
    data = print_book(plan_of(number="W" * 24), Printing(printed_at=PRINTED_AT, language="both"))
    for words in boxes(data):
        header = [box for box in words if box[3] > 800]
        assert all(overlap(one, other) < 1.0 for index, one in enumerate(header) for other in header[index + 1 :])
