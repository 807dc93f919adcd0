import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from datetime import date, datetime
from io import BytesIO

import pypdfium2  # type: ignore[import-untyped]
import pytest
from pdfplumber.page import Page
from pypdf import PdfReader
from pypdfium2 import raw

from mscplanner import __version__
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.message import message, weekday
from mscplanner.domain.protocol import Addition
from mscplanner.domain.run import Revision
from mscplanner.library.content import LabMemory, stored
from mscplanner.library.templates import read_templates
from mscplanner.planning.plan import Plan
from mscplanner.sheets.book import contents, print_book
from mscplanner.sheets.job import document_code, protocol_version
from mscplanner.sheets.paper import PAPERS
from mscplanner.sheets.pen import BAR_GREY, CLOSED_GREY, DRAFT_GREY, HEAD_GREY
from mscplanner.sheets.printing import Printing

TEMPLATES = [template.id for template in read_templates()]
PRINTED_AT = datetime(2026, 12, 1, 9, 12)
MILLIMETRE = 72 / 25.4
Box = tuple[float, float, float, float]
BookOf = Callable[..., bytes]
PlanOf = Callable[..., Plan]
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
    # Letters of one line may lean over each other by a hair.
    return width * height if width > 0.65 and height > 0 else 0.0


READOUTS = ["D18/R1", "D18/GSIS", "D18/ELISA", "D18/QPCR", "D18/DTZ"]
LAID = [("letter", "en"), ("a4", "zh"), ("letter", "both")]
EVERY = [(paper, language) for paper in ("a4", "letter") for language in ("en", "zh", "both")]


@pytest.mark.parametrize("template_id", TEMPLATES)
@pytest.mark.parametrize(("paper", "language"), LAID)
def test_that_all_words_stand_inside_the_margins(template_id: str, language: str, paper: str, book_of: BookOf) -> None:
    assert all(boxes(book_of(template_id, paper=paper, language=language)))
    assert inside(book_of(template_id, paper=paper, language=language), paper)


def inside(data: bytes, paper: str, large: bool = False) -> bool:
    size = PAPERS["a4" if paper == "a4" else "letter"]
    width, height = (size.height, size.width) if large else (size.width, size.height)
    left, right = 20 * MILLIMETRE - 0.5, (width - 12) * MILLIMETRE + 0.5
    bottom, top = 12 * MILLIMETRE - 0.5, (height - 12) * MILLIMETRE + 0.5
    return all(
        left <= box[0] and box[2] <= right and bottom <= box[1] and box[3] <= top
        for words in boxes(data)
        for box in words
    )


def crossings(data: bytes) -> list[tuple[Box, Box]]:
    """Return the words that stand on another word or on a line between two cells."""
    found = []
    for words, lines in zip(boxes(data), edges(data), strict=True):
        rising, edged = sorted(words, key=_bottom), sorted(lines, key=_bottom)
        tallest = max((top - bottom for _, bottom, _, top in lines), default=0.0)
        for index, box in enumerate(rising):
            # Only what begins below the upper edge of the word can touch it.
            beside = rising[index + 1 : bisect_left(rising, box[3], key=_bottom)]
            found += [(box, other) for other in beside if overlap(box, other) >= 1.0]
            first, last = (bisect_left(edged, edge, key=_bottom) for edge in (box[1] - tallest - 1, box[3]))
            found += [(box, line) for line in edged[first:last] if crosses(box, line)]
    return found


def _bottom(box: Box) -> float:
    return box[1]


def edges(data: bytes) -> Iterator[list[Box]]:
    """Yield the lines of each page, and the edges of its rectangles, all upright or level."""
    for page in pypdfium2.PdfDocument(data):
        found: list[Box] = []
        for each in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
            left, bottom, right, top = each.get_bounds()
            segments = raw.FPDFPath_CountSegments(each.raw)
            if segments == 2 and min(right - left, top - bottom) < 2:
                found.append((left, bottom, right, top))
            if segments in (4, 5) and right - left > 20 and top - bottom > 10:
                found += [(x, bottom, x, top) for x in (left, right)] + [(left, y, right, y) for y in (bottom, top)]
        yield found


def crosses(word: Box, line: Box) -> bool:
    """Return whether a line runs through a word, and not only along its edge."""
    left, bottom, right, top = line
    if right - left < 2:
        return word[0] + 0.6 < left < word[2] - 0.6 and min(word[3], top) - max(word[1], bottom) > 1.0
    return word[1] + 1.0 < bottom < word[3] - 1.0 and min(word[2], right) - max(word[0], left) > 1.0


def test_that_a_word_on_a_line_is_found() -> None:
    assert crosses((10, 10, 40, 20), (25, 0, 25, 100))
    assert crosses((10, 10, 40, 20), (0, 15, 100, 15))
    assert not crosses((10, 10, 40, 20), (40, 0, 40, 100))
    assert not crosses((10, 10, 40, 20), (0, 9, 100, 9))


@pytest.mark.parametrize(("paper", "language"), EVERY)
def test_that_no_text_crosses_another_or_its_cell(language: str, paper: str, book_of: BookOf) -> None:
    assert crossings(book_of(paper=paper, language=language)) == []


@pytest.mark.parametrize("template_id", [each for each in TEMPLATES if each != "bm-msc-three-step"])
@pytest.mark.parametrize(("paper", "language"), LAID)
def test_that_the_sheets_of_every_template_keep_to_their_cells(
    template_id: str, paper: str, language: str, book_of: BookOf
) -> None:
    assert crossings(book_of(template_id, paper=paper, language=language)) == []


@pytest.mark.parametrize(("paper", "language"), EVERY)
def test_that_controls_powders_lots_dilutions_and_revisions_keep_to_their_cells(
    paper: str, language: str, whole: Plan, two_steps: Plan, slipped: Plan
) -> None:
    for made in (whole, two_steps, slipped):
        options = {"printed_at": PRINTED_AT, "paper": paper, "language": language, "draft": made.has_errors}
        data = print_book(made, Printing.model_validate(options))
        assert crossings(data) == []
        assert inside(data, paper)


@pytest.mark.parametrize(("paper", "language"), LAID)
def test_that_names_of_40_letters_keep_to_their_cells(paper: str, language: str, whole: Plan) -> None:
    name = "W" * 40
    media = tuple(
        batch.model_copy(
            update={
                "title": LocalText(plain=name),
                "recipe": tuple(line.model_copy(update={"label": LocalText(plain=name)}) for line in batch.recipe),
            }
        )
        for batch in whole.media
    )
    options = {"printed_at": PRINTED_AT, "paper": paper, "language": language, "draft": True}
    data = print_book(whole.model_copy(update={"media": media}), Printing.model_validate(options))
    assert crossings(data) == []
    assert inside(data, paper)


@pytest.mark.parametrize(("paper", "language"), LAID)
def test_that_large_type_keeps_to_its_cells_and_margins(paper: str, language: str, book_of: BookOf) -> None:
    for template_id in ("bm-msc-three-step", "uc-msc-15-day-reading"):
        data = book_of(template_id, paper=paper, language=language, large=True)
        assert crossings(data) == []
        assert inside(data, paper, large=True)


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("text", ["汉" * 3900, ("A note of many words. " * 500)[:3900]])
def test_that_texts_as_long_as_they_may_be_keep_to_the_page(
    text: str, large: bool, plan_of: Callable[..., Plan]
) -> None:
    protocol = plan_of().run.protocol
    told = LocalText(plain=text)
    stages = tuple(each.model_copy(update={"title": told, "procedure": told}) for each in protocol.stages)
    update = {"title": told, "notes": (told,), "stages": stages[:1]}
    made = plan_of(protocol=protocol.model_copy(update=update), operator=text[:80])
    data = print_book(made, Printing(printed_at=PRINTED_AT, language="both", large=large, draft=made.has_errors))
    assert inside(data, "a4", large)


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


@pytest.mark.parametrize(("paper", "language"), [("a4", "en"), *LAID[1:]])
@pytest.mark.parametrize("template_id", TEMPLATES)
def test_that_the_weekday_is_that_of_the_date(template_id: str, paper: str, language: str, texts_of: TextsOf) -> None:
    for text in texts_of(template_id, paper=paper, language=language):
        dated = re.findall(r"(2\d{3}-\d\d-\d\d) (Mon|Tue|Wed|Thu|Fri|Sat|Sun)?\s?(周[一二三四五六日])?", text)
        named = [(weekday(date.fromisoformat(day), "en"), weekday(date.fromisoformat(day), "zh")) for day, *_ in dated]
        assert all(
            said in ("", right)
            for (_, *names), pair in zip(dated, named, strict=True)
            for said, right in zip(names, pair, strict=True)
        )
        # In the header stands the date of the sheet with its weekday, in both languages where both are printed.
        header = [bool(english) + 2 * bool(chinese) for _, english, chinese in dated]
        assert {"en": 1, "zh": 2, "both": 3}[language] in header


FRAMES = {
    "en": ("plan revision 1", "printed 2026-12-01 09:12", "printed by ___", "copy 1", "form F-", "Page "),
    "both": (
        "plan revision 1",
        "计划第 1 版",
        "printed 打印 2026-12-01 09:12",
        "copy 1 第 1 份",
        "form 表单 F-",
        "Page ",
    ),
    "zh": ("计划第 1 版", "打印 2026-12-01 09:12", "打印人 ___", "第 1 份", "表单 F-", "页 共 "),
}


@pytest.mark.parametrize(("paper", "language"), [("a4", "en"), *LAID[1:]])
@pytest.mark.parametrize("template_id", TEMPLATES)
def test_that_every_page_says_run_day_0_plan_code_printing_and_program(
    template_id: str, paper: str, language: str, sheets_of: Callable[..., dict[str, list[str]]], plan_of: PlanOf
) -> None:
    code, version = document_code(plan_of(template_id)), protocol_version(plan_of(template_id).run.protocol)
    for part, pages in sheets_of(template_id, paper=paper, language=language).items():
        for text in pages:
            fixed = ("R-2026-014", "D0 = 2026-12-07", template_id, version, code, f"mscplanner {__version__}")
            assert [each for each in (*FRAMES[language], *fixed) if each not in text] == []
            assert part == "overview" or part in text[:60]
            assert not re.search(r"\b[Dd]ay [01]\b|第\s?[01一]\s?天", text)


@pytest.mark.parametrize(("paper", "language"), [("a4", "en"), *LAID[1:]])
@pytest.mark.parametrize("template_id", TEMPLATES)
def test_that_the_last_page_of_every_sheet_is_signed_and_no_other(
    template_id: str, paper: str, language: str, sheets_of: Callable[..., dict[str, list[str]]]
) -> None:
    signed = {"en": "Name / signature Date Time", "zh": "姓名/签名 日期 时间"}
    signed["both"] = "Name / signature 姓名/签名 Date 日期 Time 时间"
    for pages in sheets_of(template_id, paper=paper, language=language).values():
        assert [text.count(signed[language]) for text in pages] == [0] * (len(pages) - 1) + [2]


UNITS = "mL|µL|(?:mmol|µmol|nmol|mol|g)/L|(?:mg|µg|ng|I?U)/mL|%(?: [vw]/v)?|°C|mm|µm|µg|mg|g|h|min"
QUANTITY = re.compile(rf"(?<![0-9a-f])[+-]?\d[\d.,]*(?: ?(?:{UNITS})(?![A-Za-z])|×)")
CODE = re.compile(
    r"\b(?:[SCI]\d+-\d+(?:/D-?\d+)?|D-?\d+(?:/[A-Z]+\d*)?|[VU]C?\d+|[A-Z]-[A-Z-]+|\d{4}-\d\d-\d\d|F-\d+)\b"
)


def figures_of(pages: list[str]) -> tuple[set[str], set[str]]:
    text = " ".join(pages).replace("分钟", "min")
    return {each.replace(" ", "") for each in QUANTITY.findall(text)}, set(CODE.findall(text))


@pytest.mark.parametrize("template_id", TEMPLATES)
def test_that_quantities_and_codes_are_the_same_in_both_languages(
    template_id: str, sheets_of: Callable[..., dict[str, list[str]]]
) -> None:
    english = sheets_of(template_id, paper="a4", language="en")
    chinese = sheets_of(template_id, paper="a4", language="zh")
    both = sheets_of(template_id, paper="letter", language="both")
    assert english.keys() == chinese.keys() == both.keys()
    for part, pages in english.items():
        quantities, codes = figures_of(pages)
        assert codes
        assert figures_of(chinese[part]) == (quantities, codes)
        # On more pages more subtotals are carried.
        more, same = figures_of(both[part])
        assert (quantities - more, same) == (set(), codes)


def drawing(data: bytes) -> str:
    """Return how the pages of a book are drawn, without what is written there."""
    pages = PdfReader(BytesIO(data)).pages
    drawn = "\n".join(page.get_contents().get_data().decode("latin-1") for page in pages)  # type: ignore[union-attr]
    return re.sub(r"\((?:\\.|[^\\()])*\) Tj", "", drawn, flags=re.DOTALL)


@pytest.mark.parametrize(("paper", "language"), LAID)
def test_that_every_book_is_black_on_light_grey_with_large_letters_and_tick_boxes(
    paper: str, language: str, book_of: BookOf
) -> None:
    for template_id in ("bm-msc-three-step", "uc-msc-three-step"):
        drawn = drawing(book_of(template_id, paper=paper, language=language))
        assert not re.search(r"\s(?:rg|RG|k|K|cs|CS|scn?|SCN?)\s", drawn)
        greys = {float(grey) for grey in re.findall(r"(?<![\d.])([\d.]+) g\s", drawn)}
        # All but black turn white in a copy of one bit, and black is read well on each.
        assert greys <= {0.0, 1.0, HEAD_GREY, BAR_GREY, CLOSED_GREY, DRAFT_GREY}
        assert min(greys - {0.0}) >= 0.88
        assert {float(grey) for grey in re.findall(r"(?<![\d.])([\d.]+) G\s", drawn)} == {0.0}
        assert min(float(size) for size in re.findall(r"/F\S+ ([\d.]+) Tf", drawn)) >= 8.49
        squares = re.findall(r" ([\d.]+) ([\d.]+) re S", drawn)
        ticks = {float(width) for width, height in squares if width == height and float(width) < 30}
        assert {round(tick / MILLIMETRE, 2) for tick in ticks} == {6.0}


CROWDED = ("W" * 40, "<img src='x'>&amp;</para> %s {x}", "שלום 𬭎 🧫 喆", "名称有四十个字的试剂" * 4)


@pytest.mark.parametrize(("paper", "language"), LAID)
def test_that_24_vessels_15_additions_and_any_names_keep_to_their_cells(
    paper: str, language: str, plan_of: PlanOf
) -> None:
    run = plan_of().run
    found = [each for each in run.lab.catalogue.reagents if each.kind == "small-molecule" and each.figure("stock")]
    names = {each.id: LocalText(plain=CROWDED[index % 4]) for index, each in enumerate(found[:15])}
    reagents = tuple(
        each.model_copy(update={"label": names.get(each.id, each.label)}) for each in run.lab.catalogue.reagents
    )
    lab = run.lab.model_copy(update={"catalogue": run.lab.catalogue.model_copy(update={"reagents": reagents})})
    additions = tuple(Addition(reagent=each, final="1 µmol/L", printed=CROWDED[1]) for each in names)
    first, *others = run.protocol.stages
    stages = (first.model_copy(update={"title": LocalText(plain=CROWDED[2]), "additions": additions}), *others)
    protocol = run.protocol.model_copy(update={"title": LocalText(plain=CROWDED[1]), "stages": stages})
    made = plan_of(protocol=protocol, lab=lab, count=24, operator=CROWDED[0], number=CROWDED[2])
    assert len(made.media[0].recipe) == 16
    part = made.media[0].id
    options = {"printed_at": PRINTED_AT, "paper": paper, "language": language, "draft": True}
    data = print_book(made, Printing.model_validate(options | {"parts": ("overview", part, "D0", "D18", "D18/GSIS")}))
    assert crossings(data) == []
    assert inside(data, paper)
    text = "".join("".join(page.extract_text().split()) for page in PdfReader(BytesIO(data)).pages)
    assert "".join(CROWDED[1].split()) in text
    assert "[U+05E9]" in text


def test_that_the_version_of_the_protocol_is_that_of_the_library(
    texts_of: TextsOf, plan_of: Callable[..., Plan]
) -> None:
    digest = stored(plan_of().run.protocol, LabMemory()).digest
    assert all(f"version {digest[:8]}" in text for text in texts_of())


def test_that_a_revised_plan_says_which_it_replaces(plan_of: Callable[..., Plan]) -> None:
    parts = tuple(part.id for part in contents(plan_of()))
    third = Revision(number=3, on=PRINTED_AT.date(), reason=message("moved"), changed=parts)
    data = print_book(plan_of(revision=3, revisions=(third,)), Printing(printed_at=PRINTED_AT))
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


@pytest.mark.parametrize("part", ["overview", "S1-1", "S2-1", "S2-1/D4", "D0", "D2", *READOUTS, "OFF/D5-D6"])
def test_that_nothing_is_smaller_than_eight_and_a_half_points(part: str, bm_page: Callable[[str], Page]) -> None:
    assert min(letter["size"] for letter in bm_page(part).chars) >= 8.49


def test_that_a_run_number_of_24_wide_letters_stays_clear_of_the_rest(plan_of: Callable[..., Plan]) -> None:
    data = print_book(plan_of(number="W" * 24), Printing(printed_at=PRINTED_AT, language="both"))
    for words in boxes(data):
        header = [box for box in words if box[3] > 800]
        assert all(overlap(one, other) < 1.0 for index, one in enumerate(header) for other in header[index + 1 :])
