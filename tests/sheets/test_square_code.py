"""The codes are read back from rendered pages by a reader of others, also from a copy in black and white."""

from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO

import pypdfium2  # type: ignore[import-untyped]
import pytest
import zxingcpp
from PIL import Image
from pypdf import PdfReader

from mscplanner.domain.sheet_mark import SheetMark, parse_sheet_mark
from mscplanner.domain.stockroom import Stockroom
from mscplanner.planning.plan import Plan
from mscplanner.planning.shopping import shopping_list
from mscplanner.sheets.book import contents, print_book
from mscplanner.sheets.job import document_code
from mscplanner.sheets.printing import Printing
from mscplanner.sheets.shopping_list import print_shopping_list
from mscplanner.sheets.square_code import SIDE, SMALLEST_MODULE, square_code

PRINTED_AT = datetime(2026, 12, 1, 9, 12)
LONGEST = "MSCP/" + "%E6%89%B9" * 24 + "/S12-12%2FD120/99/7f3a-91c2"


def rendered(data: bytes, black_and_white: bool = False, dots: int = 150) -> list[Image.Image]:
    """Return the pages in grey, or as a copier leaves them at ``dots`` an inch."""
    with pypdfium2.PdfDocument(data) as document:
        images = [page.render(scale=dots / 72).to_pil().convert("L") for page in document]
    return (
        [image.point(lambda grey: 255 * (grey > 127)).convert("1") for image in images] if black_and_white else images
    )


def read(image: Image.Image) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(image.convert("L"))]


def printed(plan: Plan, *parts: str, **printing: object) -> bytes:
    options = {"printed_at": PRINTED_AT, "parts": parts or None, "draft": plan.has_errors} | printing
    return print_book(plan, Printing.model_validate(options))


def test_that_each_page_says_which_sheet_of_which_plan_it_is(plan_of: Callable[..., Plan]) -> None:
    plan = plan_of(revision=3)
    parts = [part.id for part in contents(plan)]
    marks = [parse_sheet_mark(text) for image in rendered(printed(plan)) for text in read(image)]
    assert list(dict.fromkeys(mark.part for mark in marks if mark)) == parts
    assert all(marks)
    assert {mark and (mark.run, mark.revision, mark.code) for mark in marks} == {("R-2026-014", 3, document_code(plan))}


@pytest.mark.parametrize(("paper", "language"), [("letter", "en"), ("a4", "zh"), ("letter", "both")])
def test_that_a_copy_in_black_and_white_is_read(paper: str, language: str, whole: Plan) -> None:
    data = printed(whole, "overview", "S2-1/D4", "D4", paper=paper, language=language, draft=True)
    images = rendered(data, black_and_white=True)
    found = [read(image) for image in images]
    assert all(len(texts) == 1 for texts in found)
    marks = [parse_sheet_mark(texts[0]) for texts in found]
    assert {mark.part for mark in marks if mark} == {"overview", "S2-1/D4", "D4"}


def test_that_the_code_of_large_type_is_read(plan_of: Callable[..., Plan]) -> None:
    found = [read(image) for image in rendered(printed(plan_of(), "D4", large=True), black_and_white=True, dots=110)]
    assert [len(texts) for texts in found] == [1, 1]


def test_that_a_run_number_of_24_chinese_characters_is_read(plan_of: Callable[..., Plan]) -> None:
    plan = plan_of(number="骨髓间充质干细胞诱导批次二零二六年第十四号甲乙丙")
    (image,) = rendered(printed(plan, "D2"), black_and_white=True)
    assert [parse_sheet_mark(text) for text in read(image)] == [
        SheetMark(run=plan.run.number, part="D2", revision=1, code=document_code(plan))
    ]


@pytest.mark.parametrize("text", ["MSCP/R-2026-014/D2/1/7f3a-91c2", "MSCP/R-2026-014/S2-1%2FD4/3/7f3a-91c2", LONGEST])
def test_that_no_module_is_too_small_for_a_scanner(text: str) -> None:
    code = square_code(text)
    assert code.module >= SMALLEST_MODULE
    assert code.quiet == 4 * code.module
    assert code.side == pytest.approx(max(SIDE, len(code.rows) * SMALLEST_MODULE))


def test_that_code_and_rim_stand_clear_of_all_text(plan_of: Callable[..., Plan]) -> None:
    millimetre = 72 / 25.4
    code = square_code("MSCP/R-2026-014/D2/1/7f3a-91c2")
    left = (210 - 12 - code.side - code.quiet) * millimetre
    bottom = (297 - 12 - code.side - code.quiet) * millimetre
    with pypdfium2.PdfDocument(printed(plan_of(), language="both")) as document:
        for page in document:
            text = page.get_textpage()
            boxes = [text.get_rect(index) for index in range(text.count_rects())]
            assert not [box for box in boxes if box[2] > left + 0.5 and box[3] > bottom + 0.5]


def test_that_a_shopping_list_has_no_code(plan_of: Callable[..., Plan]) -> None:
    plan = plan_of()
    listed = shopping_list([plan], Stockroom(), plan.run.lab, date(2026, 12, 1))
    images = rendered(print_shopping_list(listed, Printing(printed_at=PRINTED_AT)))
    assert images
    assert not any(read(image) for image in images)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_that_a_day_of_six_steps_and_three_vessels_is_one_page(
    paper: str, language: str, plan_of: Callable[..., Plan]
) -> None:
    pages = PdfReader(BytesIO(printed(plan_of(), "D4", paper=paper, language=language))).pages
    assert len(pages) == 1
