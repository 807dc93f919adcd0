"""Sheets that are filled in on the screen, as programs of others read and fill them."""

import re
from collections.abc import Callable
from datetime import datetime
from functools import cache
from io import BytesIO
from itertools import pairwise
from typing import Any

import pdfplumber
import pypdfium2  # type: ignore[import-untyped]
import pytest
from pypdf import PdfReader, PdfWriter
from pypdfium2 import raw

from mscplanner.domain.run import Run
from mscplanner.planning.close_out_form import close_out_form
from mscplanner.planning.plan import Plan
from mscplanner.planning.planner import plan
from mscplanner.sheets.book import print_book
from mscplanner.sheets.printing import Printing

PRINTED_AT = datetime(2026, 12, 1, 9, 12)
LAID = [("a4", "en"), ("letter", "en"), ("letter", "zh"), ("a4", "both")]
MILLIMETRE = 72 / 25.4
Box = tuple[float, float, float, float]
FormOf = Callable[..., bytes]


@pytest.fixture(scope="session")
def form_of(whole: Plan) -> FormOf:
    """Print a form of a run with all that a plan can hold."""

    @cache
    def printed(paper: str = "a4", language: str = "en", *parts: str, **more: Any) -> bytes:
        options = {"printed_at": PRINTED_AT, "paper": paper, "language": language, "draft": True, "fillable": True}
        return print_book(whole, Printing.model_validate(options | {"parts": parts or None} | more))

    return printed


def fields(data: bytes) -> dict[str, Any]:
    return PdfReader(BytesIO(data)).get_fields() or {}


def without_lines(names: list[str]) -> list[str]:
    """Return names without those of further writing lines: there are as many as the page has room for."""
    return [name for name in names if not re.search(r"\.deviations\.text-(?!1$)[0-9]+$", name)]


def names(data: bytes) -> list[str]:
    return [name for name, field in fields(data).items() if "/FT" in field]


@pytest.mark.parametrize(
    ("part", "wanted"),
    [
        ("D4", {"D4.step-3.actual", "D4.step-1.done", "D4.step-2.time", "D4.step-2.initials", "D4.next.done"}),
        ("D4", {"D4.vessel-V1.confluence", "D4.vessel-VC1.contamination-2", "D4.deviations.text-1"}),
        ("D4", {"D4.medium-S2-1.batch", "D4.medium-S2-1.use-by", "D4.sign-off-1.name", "D4.sign-off-2.time"}),
        ("S2-1", {"S2-1.line-2.lot", "S2-1.line-2.expiry", "S2-1.line-1.initials", "S2-1.total.checked"}),
        ("S2-1", {"S2-1.finish.colour-noted", "S2-1.finish.filter-done", "S2-1.finish.use-by", "S2-1.deviations.none"}),
        ("S2-1/D4", {"S2-1/D4.line-1.batch", "S2-1/D4.finish.completed"}),
        (
            "D18/GSIS",
            {"D18/GSIS.C-1.low-on", "D18/GSIS.D-1.si-2", "D18/GSIS.glucose-other.time", "D18/GSIS.step-1.time"},
        ),
        ("D18/ELISA", {"D18/ELISA.plate-B1.A1", "D18/ELISA.plate-C1.S8", "D18/ELISA.D-1L.insulin"}),
        ("D18/QPCR", {"D18/QPCR.E-1-1.ct-3", "D18/QPCR.gene-4.gene", "D18/QPCR.F-C.gene-1", "D18/QPCR.A-C.rna-ng-l"}),
        ("D18/DTZ", {"D18/DTZ.C-1.stained", "D18/DTZ.control-1.done", "D18/DTZ.field-6.text"}),
        ("OFF/D5-D6", {"OFF/D5-D6.D6-1.done", "OFF/D5-D6.look-4.done", "OFF/D5-D6.kept-1.fridge-incubator-place"}),
        ("overview", {"overview.D4.done", "overview.D4.initials", "overview.sign-off-2.date"}),
    ],
)
def test_that_what_is_written_has_a_name(part: str, wanted: set[str], form_of: FormOf) -> None:
    assert wanted <= set(names(form_of("a4", "en", part)))


def test_that_names_depend_neither_on_paper_nor_on_language(form_of: FormOf) -> None:
    days = ("overview", "D-3", "S1-1", "D1", "S2-1", "S2-1/D4", "D4", "OFF/D5-D6")
    parts = (*days, "D18/GSIS", "D18/ELISA", "D18/QPCR", "D18/DTZ")
    first, *others = (without_lines(names(form_of(*laid, *parts))) for laid in LAID)
    assert len(first) == len(set(first)) > 200
    assert all(other == first for other in others)


def test_that_names_do_not_depend_on_the_size_of_type_and_fields_lie_on_the_page(form_of: FormOf) -> None:
    large = form_of("a4", "en", "D4", "S2-1", large=True)
    assert without_lines(names(large)) == without_lines(names(form_of("a4", "en", "D4", "S2-1")))
    pages = PdfReader(BytesIO(large)).pages
    rects = [field.get_object()["/Rect"] for page in pages for field in page.get("/Annots", [])]
    assert max(float(rect[2]) for rect in rects) > 700
    assert all(float(rect[2]) <= 842 - 12 * MILLIMETRE + 0.5 and float(rect[3]) <= 595 for rect in rects)


def test_that_a_part_printed_alone_has_the_names_of_the_book(form_of: FormOf) -> None:
    whole = names(form_of())
    assert names(form_of("a4", "en", "D4")) == [name for name in whole if name.startswith("D4.")]


@pytest.mark.parametrize(
    ("language", "tip"),
    [("en", "Step 3: Actual"), ("zh", "第 3 步: 实际值"), ("both", "Step 3: Actual / 第 3 步: 实际值")],
)
def test_that_a_field_tells_what_it_is_for(language: str, tip: str, form_of: FormOf) -> None:
    assert fields(form_of("a4", language, "D4"))["D4.step-3.actual"]["/TU"] == tip


def test_that_nothing_but_the_embedded_font_is_named(form_of: FormOf) -> None:
    data = form_of("a4", "en", "D4", "S2-1")
    form = PdfReader(BytesIO(data)).root_object["/AcroForm"]
    assert not [name for name in (b"Helv", b"ZaDb", b"Zapf", b"NeedAppearances") if name in data]
    assert list(form["/DR"]["/Font"]) == ["/Sheet"]  # type: ignore[index]
    (glyphs,) = form["/DR"]["/Font"]["/Sheet"]["/DescendantFonts"]  # type: ignore[index]
    assert glyphs["/FontDescriptor"]["/FontFile2"].get_data().startswith(b"\x00\x01\x00\x00")


def printed_on(page: Any) -> list[Box]:
    """Return the boxes of the words of a page and of the lines between its cells."""
    text = page.get_textpage()
    words = [text.get_rect(index) for index in range(text.count_rects())]
    found = [box for box in words if box[3] - box[1] < 24]
    for each in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = each.get_bounds()
        segments = raw.FPDFPath_CountSegments(each.raw)
        if segments == 2:
            found.append((left, bottom, right, top))
        if segments in (4, 5) and right - left > 20 and top - bottom > 10:
            found += [(x, bottom, x, top) for x in (left, right)] + [(left, y, right, y) for y in (bottom, top)]
    return found


@pytest.mark.parametrize(("paper", "language"), LAID)
def test_that_fields_keep_to_their_cells(paper: str, language: str, form_of: FormOf) -> None:
    data = form_of(paper, language)
    with pypdfium2.PdfDocument(data) as document:
        for page, drawn in zip(PdfReader(BytesIO(data)).pages, document, strict=True):
            others = printed_on(drawn)
            for annotation in page.get("/Annots", []):
                field = annotation.get_object()
                left, bottom, right, top = (float(each) for each in field["/Rect"])
                assert right - left >= 4.5 * MILLIMETRE
                assert top - bottom >= 3 * MILLIMETRE, field
                # These stand over the lines that are written on, and tick boxes on their own edges.
                lined = field["/Parent"]["/T"] != "deviations" and field["/T"].startswith("text-")
                if field["/FT"] == "/Tx" and not lined and not field["/T"].endswith("-noted"):
                    assert not [other for other in others if meets(other, (left, bottom, right, top))], field


def meets(one: Box, other: Box) -> bool:
    return min(one[2], other[2]) > max(one[0], other[0]) and min(one[3], other[3]) > max(one[1], other[1])


def test_that_the_tab_key_goes_as_the_sheet_is_read(form_of: FormOf) -> None:
    for page in PdfReader(BytesIO(form_of("a4", "en", "D4", "S2-1", "S2-1/D4"))).pages:
        placed = [[float(each) for each in annotation.get_object()["/Rect"]] for annotation in page["/Annots"]]  # type: ignore[attr-defined]
        for before, after in pairwise(placed):
            below, beside = after[3] <= before[1] + 1, after[0] >= before[2] - 1
            assert below or beside


def test_that_an_empty_form_looks_like_the_paper_sheet(form_of: FormOf) -> None:
    pages = []
    for fillable in (True, False):
        with pypdfium2.PdfDocument(form_of("a4", "en", "D4", "S2-1", fillable=fillable)) as document:
            document.init_forms()
            pages.append([page.render(scale=1, may_draw_forms=True).to_pil().tobytes() for page in document])
    assert pages[0] == pages[1]


def test_that_the_same_form_has_the_same_bytes(whole: Plan, form_of: FormOf) -> None:
    printing = Printing(printed_at=PRINTED_AT, parts=("D4",), draft=True, fillable=True)
    assert print_book(whole, printing) == form_of("a4", "en", "D4")


TYPED = {"D4.step-3.actual": "36 mL, 张喆", "D4.deviations.text-2": "细胞团 ≥ 50 µm", "D4.vessel-V1.confluence": "85"}


def test_that_what_is_typed_is_read_back_and_seen(form_of: FormOf) -> None:
    data = form_of("a4", "zh", "D4")
    writer = PdfWriter(clone_from=BytesIO(data))
    for page in writer.pages:
        writer.update_page_form_field_values(page, {**TYPED, "D4.step-1.done": "/Yes"}, auto_regenerate=False)
    target = BytesIO()
    writer.write(target)
    read = fields(target.getvalue())
    assert {name: read[name]["/V"] for name in TYPED} == TYPED
    assert read["D4.step-1.done"]["/V"] == "/Yes"
    assert read["D4.step-2.done"]["/V"] == "/Off"
    for name in (*TYPED, "D4.step-1.done"):
        assert ink(target.getvalue(), name) > ink(data, name) + 20


def ink(data: bytes, name: str) -> int:
    """Return how many dark dots a page shows inside a field."""
    group, last = name.rsplit(".", 1)
    for number, page in enumerate(PdfReader(BytesIO(data)).pages):
        for annotation in page["/Annots"]:  # type: ignore[attr-defined]
            field = annotation.get_object()
            if field["/T"] == last and field["/Parent"]["/T"] == group.split(".")[1]:
                left, bottom, right, top = (float(each) * 2 for each in field["/Rect"])
                with pypdfium2.PdfDocument(data) as document:
                    document.init_forms()
                    image = document[number].render(scale=2).to_pil().convert("L")
                upper, lower = image.height - top, image.height - bottom
                area = image.crop((int(left) + 3, int(upper) + 3, int(right) - 3, int(lower) - 3))
                return sum(area.histogram()[:128])
    raise AssertionError(name)


ON_PAPER_OTHERWISE = ("deviations.", "sign-off-")
"""The same on every sheet; on the screen an answer is chosen."""
ON_SCREEN_ALONE = ("D-unit.insulin-unit", "D-unit.c-peptide-unit")
"""On the paper the unit is written into the head of a column."""


def on_screen(plan: Plan, part: str) -> list[str]:
    form = close_out_form(plan, part)
    assert form is not None
    cells = [
        (row.id.partition("/")[0], cell.column) for row in form.rows if row.section == "record" for cell in row.cells
    ]
    return [f"{row}.{column}" for row, column in cells]


@pytest.mark.parametrize("controls", [True, False])
@pytest.mark.parametrize(
    "part", ["D18/GSIS", "D18/ELISA", "D18/QPCR", "D18/DTZ", "D18/R1", "D18/R2", "OFF/D5-D6", "OFF/D12-D13"]
)
def test_that_the_form_in_which_it_is_taken_over_has_each_field_of_the_paper_in_its_order(
    part: str, controls: bool, whole: Plan, run_of: Callable[[str], Run]
) -> None:
    planned = whole if controls else plan(run_of("bm-msc-three-step"))
    data = print_book(
        planned,
        Printing(printed_at=PRINTED_AT, paper="a4", language="en", draft=True, fillable=True, parts=(part,)),
    )
    paper = [name.removeprefix(f"{part}.") for name in names(data)]
    paper = [name for name in paper if not name.startswith(ON_PAPER_OTHERWISE)]
    screen = [name for name in on_screen(planned, part) if name not in ON_SCREEN_ALONE]
    assert screen == paper


def test_that_each_writing_line_is_a_field_of_one_line_that_stands_on_it(form_of: FormOf) -> None:
    data = form_of("a4", "en", "D4")
    found = []
    for page in PdfReader(BytesIO(data)).pages:
        for annotation in page.get("/Annots", []):
            field = annotation.get_object()
            if field["/Parent"]["/T"] == "deviations" and field["/FT"] == "/Tx":
                assert not int(field["/Ff"]) & (1 << 12)
                found.append([float(each) for each in field["/Rect"]])
    assert len(found) > 1
    steps = {round(above[1] - below[1], 1) for above, below in pairwise(found)}
    assert len(steps) == 1
    with pdfplumber.open(BytesIO(data)) as document:
        page_lines = [round(float(line["bottom"]), 1) for page in document.pages for line in page.lines]
        height = float(document.pages[0].height)
    assert all(min(abs(height - rect[1] - y) for y in page_lines) < 4 for rect in found[:-1])
