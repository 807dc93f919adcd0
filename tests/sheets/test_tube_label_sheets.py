"""Labels on their sheets: everything inside its label, moved exactly as asked, and legible."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO
from math import hypot
from typing import Any, NamedTuple

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]
import pytest
import zxingcpp
from pydantic import ValidationError
from pypdf import PdfReader

from mscplanner.domain.label_sheet import LabelSheet
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.run import Control, Run
from mscplanner.domain.sheet_mark import parse_sheet_mark
from mscplanner.library.files import Unreadable
from mscplanner.library.lab_files import read_label_sheets
from mscplanner.planning.plan import Plan
from mscplanner.planning.planner import plan
from mscplanner.planning.tube_labels import TubeLabel, tube_labels
from mscplanner.sheets.job import document_code
from mscplanner.sheets.label_calibration import print_calibration
from mscplanner.sheets.label_face import face_of
from mscplanner.sheets.label_printing import LabelPrinting
from mscplanner.sheets.printing import ErrorsStand
from mscplanner.sheets.tube_label_sheets import label_findings, next_free, print_labels

MILLIMETRE = 72 / 25.4
LANGUAGES = ("en", "zh", "both")
PlanOf = Callable[..., Plan]


def bundled() -> tuple[LabelSheet, ...]:
    found = read_label_sheets()
    assert not isinstance(found, Unreadable)
    return found.sheets


SHEETS = {sheet.id: sheet for sheet in bundled()}


class Mark(NamedTuple):
    """A letter or a line on a page, in millimetres from the upper left corner."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    letter: str = ""


def marks_of(data: bytes, lines: bool = True) -> Iterator[Mark]:
    with pypdfium2.PdfDocument(data) as document:
        for number, page in enumerate(document):
            height = page.get_height()
            texts = page.get_textpage()
            text = texts.get_text_range()
            boxes = [(texts.get_charbox(at), text[at]) for at in range(texts.count_chars()) if not text[at].isspace()]
            if lines:
                paths = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH])
                boxes += [(each.get_bounds(), "") for each in paths]
            for (left, bottom, right, top), letter in boxes:
                place = [each / MILLIMETRE for each in (left, height - top, right, height - bottom)]
                yield Mark(number, place[0], place[1], place[2], place[3], letter)


def lies_in(mark: Mark, sheet: LabelSheet, offset: tuple[float, float] = (0.0, 0.0)) -> bool:
    """Return whether a mark lies inside the one label in whose place its middle is."""
    x, y = ((mark.left + mark.right) / 2 - offset[0], (mark.top + mark.bottom) / 2 - offset[1])
    column = min(max(int((x - sheet.left_mm) / sheet.pitch_x_mm), 0), sheet.columns - 1)
    row = min(max(int((y - sheet.top_mm) / sheet.pitch_y_mm), 0), sheet.rows - 1)
    spot = sheet.spot(row * sheet.columns + column + 1)
    left, top = spot.x_mm + offset[0], spot.y_mm + offset[1]
    if sheet.shape == "round":
        radius = sheet.width_mm / 2
        corners = [
            (a - left - radius, b - top - radius) for a in (mark.left, mark.right) for b in (mark.top, mark.bottom)
        ]
        return all(hypot(*corner) <= radius for corner in corners)
    inside = left <= mark.left and mark.right <= left + sheet.width_mm
    return inside and top <= mark.top and mark.bottom <= top + sheet.height_mm


def printing(sheet: str = "a4-65", **options: Any) -> LabelPrinting:
    return LabelPrinting.model_validate({"sheet": SHEETS[sheet]} | options)


@pytest.fixture(scope="module")
def printed(plan_of: PlanOf, whole: Plan) -> Callable[..., bytes]:
    """Print all labels of a template, or of the run that has everything."""

    @cache
    def printing_of(template: str, **options: Any) -> bytes:
        made = whole if template == "whole" else plan_of(template)
        return print_labels(made, tube_labels(made), printing(**{"draft": made.has_errors} | options))

    return printing_of


def letters(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as document:
        return "".join("".join(page.get_textpage().get_text_range().split()) for page in document)


def with_fields(run_of: Callable[[str], Run], **fields: Any) -> Plan:
    return plan(run_of("bm-msc-three-step").model_copy(update=fields))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sheet", SHEETS)
def test_that_everything_lies_inside_its_label_black_and_no_smaller_than_8_points(
    printed: Callable[..., bytes], sheet: str, language: str
) -> None:
    data = printed("whole", sheet=sheet, language=language)
    assert [mark for mark in marks_of(data) if not lies_in(mark, SHEETS[sheet])] == []
    assert sizes(data) >= 8
    greys = set(re.findall(r"(?<![\d.])([\d.]+) [gG]\s", content(data)))
    assert {float(grey) for grey in greys} == {0.0}


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("template", ["bm-msc-three-step", "uc-msc-three-step", "adsc-one-step", "adsc-three-step"])
def test_that_the_labels_of_each_template_lie_inside(printed: Callable[..., bytes], sheet: str, template: str) -> None:
    data = printed(template, sheet=sheet, language="both")
    marks = list(marks_of(data))
    assert marks
    assert [mark for mark in marks if not lies_in(mark, SHEETS[sheet])] == []


@pytest.mark.parametrize("sheet", SHEETS)
def test_that_first_label_and_offset_move_them_exactly(plan_of: PlanOf, sheet: str) -> None:
    made, each = plan_of(), SHEETS[sheet]
    labels = tube_labels(made)[:2]
    plain, moved = (
        list(marks_of(print_labels(made, labels, printing(sheet, **options))))
        for options in ({}, {"first": each.columns + 2, "offset_x_mm": 1.5, "offset_y_mm": -2.0})
    )
    ways = {(round(b.left - a.left, 2), round(b.top - a.top, 2)) for a, b in zip(plain, moved, strict=True)}
    assert ways == {(round(each.pitch_x_mm + 1.5, 2), round(each.pitch_y_mm - 2.0, 2))}


def test_that_the_offset_of_the_sheet_and_of_the_printing_add_up(plan_of: PlanOf) -> None:
    own = SHEETS["a4-65"].model_copy(update={"offset_x_mm": 0.5, "offset_y_mm": -1.0})
    chosen = LabelPrinting(sheet=own, offset_x_mm=0.25)
    data = print_labels(plan_of(), tube_labels(plan_of()), chosen)
    assert chosen.moved == (0.75, -1.0)
    assert all(lies_in(mark, own, (0.75, -1.0)) for mark in marks_of(data))


def test_that_a_first_label_off_the_sheet_and_a_large_offset_are_refused() -> None:
    for fields in ({"first": 66}, {"first": 0}, {"offset_x_mm": 5.5}, {"copies": 0}):
        with pytest.raises(ValidationError):
            printing(**fields)


def test_that_200_vessels_go_on_over_several_sheets(run_of: Callable[[str], Run]) -> None:
    made = with_fields(run_of, count=200, controls=(Control(kind="vehicle", count=3),))
    vessels = [label for label in tube_labels(made) if label.kind == "vessel"]
    options = printing(first=10, copies=2)
    data = print_labels(made, vessels, options)
    assert len(PdfReader(BytesIO(data)).pages) == 7  # 9 skipped and 406 printed
    text = letters(data)
    assert text.count("R-2026-014") == 406
    assert re.findall(r"V200", text) == ["V200", "V200"]
    assert all(lies_in(mark, SHEETS["a4-65"]) for mark in marks_of(data, lines=False))
    assert next_free(options, 406) == 26


@pytest.fixture(scope="module")
def long_names(run_of: Callable[[str], Run]) -> Plan:
    """Return a plan in which every name is as long as a name may well be."""
    run = run_of("bm-msc-three-step")
    long = LocalText(en="Reagent-with-a-name-of-40-characters-ABC", zh="名称有四十个字的试剂" * 4)
    catalogue = run.lab.catalogue.model_copy(
        update={"reagents": tuple(each.model_copy(update={"label": long}) for each in run.lab.catalogue.reagents)}
    )
    settings = run.lab.settings.model_copy(update={"incubator": "37 °C, 5 % CO2, humid, third floor, 1"})
    lab = run.lab.model_copy(update={"catalogue": catalogue, "settings": settings})
    vessel = run.vessel.model_copy(update={"name": long})
    return plan(run.model_copy(update={"lab": lab, "vessel": vessel, "number": "W" * 24}))


@pytest.mark.parametrize("sheet", SHEETS)
def test_that_names_of_40_characters_stay_inside(long_names: Plan, sheet: str) -> None:
    labels = tube_labels(long_names)[:12]
    options = printing(sheet, language="both", draft=True)
    data = print_labels(long_names, labels, options)
    assert [mark for mark in marks_of(data) if not lies_in(mark, SHEETS[sheet])] == []
    assert sizes(data) >= 8
    assert {each.code for each in label_findings(long_names, labels, options)} <= {"W-LABEL-ROOM", "W-LABEL-CODE"}


def content(data: bytes) -> str:
    return "\n".join(page.get_contents().get_data().decode("latin-1") for page in PdfReader(BytesIO(data)).pages)  # type: ignore[union-attr]


def sizes(data: bytes) -> float:
    """Return the smallest size of type."""
    return min(float(size) for size in re.findall(r"/F\S+ ([\d.]+) Tf", content(data)))


def test_that_all_fonts_are_embedded(printed: Callable[..., bytes]) -> None:
    for data in (printed("whole", language="both"), print_calibration(printing())):
        for page in PdfReader(BytesIO(data)).pages:
            fonts = page["/Resources"]["/Font"]  # type: ignore[index]
            assert fonts
            assert all("/FontFile2" in each.get_object()["/FontDescriptor"] for each in fonts.values())


def test_that_the_same_labels_give_the_same_bytes(plan_of: PlanOf) -> None:
    made = plan_of()
    first, second = (print_labels(made, tube_labels(made), printing(language="both")) for _ in range(2))
    assert first == second


def test_that_a_label_says_what_the_plan_knows(plan_of: PlanOf) -> None:
    made = plan_of()
    label = next(each for each in tube_labels(made) if each.id == "S2-1")
    text = letters(print_labels(made, [label], printing("a4-21")))
    for words in (
        "S2-1",
        "R-2026-014",
        "withoutbFGF(FGF-2)",
        "Step2,159mL",
        "D2,D4,D6,D8",
        "keepdark",
        "useby2026-12-16",
    ):
        assert words in text
    for blank in ("storeat", "made", "init."):
        assert blank in text
    chinese = letters(print_labels(made, [label], printing("a4-21", language="zh")))
    for words in ("不含bFGF(FGF-2)", "第二步，159mL", "避光", "使用期限2026-12-16", "储存条件", "配制", "签名"):
        assert words in chinese


def test_that_final_labels_are_refused_while_errors_stand(plan_of: PlanOf) -> None:
    made = plan_of("uc-msc-three-step")
    labels = tube_labels(made)
    assert made.has_errors
    with pytest.raises(ErrorsStand):
        print_labels(made, labels, printing())
    assert letters(print_labels(made, labels, printing(draft=True))).count("DRAFT") == len(labels)
    assert letters(print_labels(made, labels, printing(language="zh", draft=True))).count("草稿") == len(labels)


def test_that_a_round_draft_is_struck_through(plan_of: PlanOf) -> None:
    made = plan_of()
    vessels = [label for label in tube_labels(made) if label.kind == "vessel"]
    final, draft = (print_labels(made, vessels, printing("lids-192", draft=each)) for each in (False, True))
    struck = [mark for mark in marks_of(draft) if not mark.letter]
    assert [mark for mark in marks_of(final) if not mark.letter] == []
    assert len(struck) == 3
    assert all(lies_in(mark, SHEETS["lids-192"]) for mark in struck)


def test_that_a_round_label_has_the_code_alone(plan_of: PlanOf) -> None:
    made = plan_of()
    chosen = [each for each in tube_labels(made) if each.id in ("S2-1", "S2-1/D2", "V1")]
    assert letters(print_labels(made, chosen, printing("lids-192"))) == "V1S2-1S2-1D2"


@pytest.mark.parametrize(("sheet", "least"), [("a4-21", 9), ("letter-30", 9), ("a4-65", 0), ("letter-80", 0)])
def test_that_square_codes_are_read_back_where_they_have_room(plan_of: PlanOf, sheet: str, least: int) -> None:
    made = plan_of()
    labels = tube_labels(made)[:9]
    data = print_labels(made, labels, printing(sheet, language="zh"))
    with pypdfium2.PdfDocument(data) as document:
        image = document[0].render(scale=200 / 72).to_pil().convert("L")
    found = [parse_sheet_mark(each.text) for each in zxingcpp.read_barcodes(image)]
    assert len(found) >= least
    assert all(found)
    assert {mark.code for mark in found if mark} == ({document_code(made)} if least else set())
    parts = {label.part or "overview" for label in labels}
    assert {mark.part for mark in found if mark} == (parts if least else set())


def test_that_what_has_no_room_is_told_and_never_the_code(plan_of: PlanOf) -> None:
    made = plan_of()
    found = label_findings(made, tube_labels(made), printing("letter-80"))
    assert {each.code for each in found} == {"W-LABEL-ROOM"}
    assert "No room for: contents, labels: " in " ".join(each.title.written("en") for each in found)
    assert label_findings(made, tube_labels(made), printing("a4-21")) == ()


def test_that_a_code_that_does_not_fit_is_told_and_not_printed(plan_of: PlanOf) -> None:
    made = plan_of()
    labels: list[TubeLabel] = [each for each in tube_labels(made) if each.kind in ("aliquot", "vessel")]
    found = label_findings(made, labels, printing("lids-192"))
    aliquots = [each for each in labels if each.kind == "aliquot"]
    assert [each.title.written("en") for each in found] == [f"Labels too small for their code: {len(aliquots)}"]
    assert letters(print_labels(made, labels, printing("lids-192"))) == "V1V2V3"


def test_that_a_character_without_a_picture_is_told(run_of: Callable[[str], Run]) -> None:
    made = with_fields(run_of, number="R-🧫")
    found = label_findings(made, tube_labels(made), printing("a4-21"))
    assert [(each.code, each.place) for each in found] == [("E-FONT", ("run", "number"))]


def test_that_no_label_makes_one_empty_page(plan_of: PlanOf) -> None:
    assert letters(print_labels(plan_of(), (), printing())) == ""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sheet", SHEETS)
def test_that_the_calibration_page_has_the_outline_of_each_label(sheet: str, language: str) -> None:
    each = SHEETS[sheet]
    data = print_calibration(printing(sheet, language=language, offset_x_mm=1.0, offset_y_mm=-0.5))
    marks = list(marks_of(data))
    # The reader counts the stroke of half a point to the outline.
    stroke = 0.5 / MILLIMETRE
    outlines = {(round(mark.left + stroke, 2), round(mark.top + stroke, 2)) for mark in marks if not mark.letter}
    spots = [each.spot(number) for number in range(1, each.count + 1)]
    assert {(round(spot.x_mm + 1.0, 2), round(spot.y_mm - 0.5, 2)) for spot in spots} <= outlines
    with pypdfium2.PdfDocument(data) as document:
        assert len(document) == 1
        width, height = (side / MILLIMETRE for side in document[0].get_size())
    assert all(mark.left > 0 and mark.right < width and mark.top > 0 and mark.bottom < height for mark in marks)
    assert sizes(data) >= 8
    assert str(each.count) in letters(data)


@pytest.mark.parametrize("draft", [True, False])
@pytest.mark.parametrize(("language", "said"), [("en", "without bFGF"), ("zh", "不含bFGF"), ("both", "without bFGF")])
@pytest.mark.parametrize("sheet", [name for name, each in SHEETS.items() if each.shape != "round"])
def test_that_what_is_not_in_a_bottle_stands_whole_on_its_label(
    plan_of: PlanOf, sheet: str, language: str, said: str, draft: bool
) -> None:
    label = next(each for each in tube_labels(plan_of()) if each.id == "S2-1")
    languages = ("en", "zh") if language == "both" else (language,)
    face = face_of(label, SHEETS[sheet], languages, draft)  # type: ignore[arg-type]
    assert any(words.text.startswith(said) and words.bold for words in face.words)
    assert "what is not in it" not in face.left_off
