"""The shopping list on paper: what it says, that everything fits, and that the same list gives the same bytes."""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import cache
from io import BytesIO
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pytest
from pypdf import PdfReader

from mscplanner.domain.lab import Lab
from mscplanner.domain.message import weekday
from mscplanner.domain.quantity import at_least, format_quantity
from mscplanner.domain.run import Control
from mscplanner.domain.stockroom import Lot, Product, Stockroom
from mscplanner.planning.plan import Plan
from mscplanner.planning.shared_batches import shared_batches
from mscplanner.planning.shopping import shopping_list
from mscplanner.sheets.paper import PAPERS
from mscplanner.sheets.printing import Printing
from mscplanner.sheets.shopping_list import print_shopping_list

PlanOf = Callable[..., Plan]
Printed = Callable[..., bytes]
MILLIMETRE = 72 / 25.4
Box = tuple[float, float, float, float]
TODAY = date(2026, 11, 25)
LOTS = (
    Lot(
        id="1" * 32,
        reagent="activin-a",
        strength="50 µg/mL",
        amount="40 µL",
        number="A-17",
        storage="-80 °C, box 3",
        expiry=date(2027, 1, 31),
    ),
    Lot(id="2" * 32, reagent="activin-a", strength="5000 U/mL", amount="1 mL", number="A-18"),
    Lot(id="3" * 32, reagent="nicotinamide", strength="powder", amount="25 g", number="N-1"),
)
PRODUCTS = (
    Product(reagent="dmem-high-glucose", supplier="Maker", catalogue_number="11965-092", pack="500 mL", lead_days=2),
    Product(reagent="bfgf", pack="10 µg", supplier="Another maker with a long name", catalogue_number="100-18B"),
)
ROOM = Stockroom(lots=LOTS, products=PRODUCTS)


@pytest.fixture(scope="module")
def plans(plan_of: PlanOf) -> list[Plan]:
    """Return three runs: two of one medium in one week, one with controls and errors."""
    controls = (Control(kind="uninduced"),)
    return [
        plan_of(),
        plan_of(number="R-2026-015", start=date(2026, 12, 9)),
        plan_of("uc-msc-three-step", number="R-2026-016", controls=controls),
    ]


@pytest.fixture(scope="module")
def printed(lab: Lab, plans: list[Plan]) -> Printed:
    """Print the list of the first ``count`` runs with the batches that they share."""

    @cache
    def printing(count: int = 3, **options: Any) -> bytes:
        chosen = plans[:count]
        listed = shopping_list(chosen, ROOM, lab, TODAY)
        how = {"printed_at": datetime(2026, 11, 25, 9, 0)} | options
        return print_shopping_list(listed, Printing.model_validate(how), shared_batches(chosen))

    return printing


def text_of(document: bytes) -> str:
    with pypdfium2.PdfDocument(document) as pages:
        texts = [page.get_textpage().get_text_range() for page in pages]
    return " ".join(" ".join(texts).split())


def test_that_every_item_stands_there_with_both_names_whatever_the_language(
    lab: Lab, plans: list[Plan], printed: Printed
) -> None:
    for language in ("en", "zh"):
        text = text_of(printed(language=language)).replace(" ", "")
        for item in shopping_list(plans, ROOM, lab, TODAY).items:
            for name in {item.label.written("en"), item.label.written("zh")}:
                assert name.replace(" ", "") in text
            assert format_quantity(at_least(item.needed)).replace(" ", "") in text


def test_that_packs_and_dates_of_order_are_told(printed: Printed) -> None:
    text = text_of(printed(1))
    assert "order by 2026-11-23 Mon" in text
    assert "LATE: that day has passed" in text
    assert "14 d to deliver (lab setting)" in text
    assert "BUY 1 ×" in text
    assert "500 mL Maker 11965-092" in text
    assert "10 µg, gives 100 µL at 100 µg/mL" in text


def test_that_lots_on_hand_stand_there_with_their_place(printed: Printed) -> None:
    text = text_of(printed(1))
    assert "lot A-17, 50 µg/mL: 31.8 µL as 15.9 µL, -80 °C, box 3" in text
    assert "lot A-17, expiry 2027-01-31 Sun" in text
    assert "lot A-18: " in text
    assert "Not counted" in text


def test_that_amounts_are_split_by_run_where_there_are_several(printed: Printed) -> None:
    assert "R-2026-014: 47.6 µL | R-2026-015: 47.6 µL" in text_of(printed(2))
    assert "R-2026-014: 47.6 µL" not in text_of(printed(1))


def test_that_vessels_of_controls_are_counted(printed: Printed) -> None:
    assert "R-2026-014: 3 | R-2026-015: 3 | R-2026-016: 4" in text_of(printed())


def test_that_shared_batches_stand_there_with_day_volume_and_recipe(
    plans: list[Plan], plan_of: PlanOf, lab: Lab
) -> None:
    chosen = [plans[0], plan_of(number="R-2026-099")]
    shared = shared_batches(chosen)
    listed = shopping_list(chosen, ROOM, lab, TODAY)
    text = text_of(print_shopping_list(listed, Printing(printed_at=datetime(2026, 11, 25)), shared))
    assert "makings saved: 3" in text
    assert "M1-1 79.926 mL made on 2026-12-07 Mon use by 2026-12-07 Mon" in text
    assert "instead of S1-1 of R-2026-014, S1-1 of R-2026-099" in text
    assert "Recipe: High-glucose DMEM 79.2 mL, β-Mercaptoethanol 726 µL" in text
    assert "on 2026-12-09 Wed: M2-1 79.2 mL, bFGF (FGF-2) 15.84 µL" in text


def test_that_what_is_not_in_the_totals_is_told(printed: Printed) -> None:
    assert "R-2026-016: errors stand in its plan, so its amounts may still change" in text_of(printed())


def test_that_pages_are_numbered_and_the_weekdays_are_those_of_the_dates(printed: Printed) -> None:
    document = printed()
    count = len(PdfReader(BytesIO(document)).pages)
    text = text_of(document)
    assert re.findall(r"Page (\d+) of (\d+)", text) == [(str(at), str(count)) for at in range(1, count + 1)]
    dated = re.findall(r"(2\d{3}-\d\d-\d\d) (Mon|Tue|Wed|Thu|Fri|Sat|Sun)", text)
    assert dated
    assert all(weekday(date.fromisoformat(day), "en") == name for day, name in dated)


def test_that_the_same_list_gives_the_same_bytes(lab: Lab, plans: list[Plan], printed: Printed) -> None:
    listed = shopping_list(plans, ROOM, lab, TODAY)
    again = print_shopping_list(listed, Printing(printed_at=datetime(2026, 11, 25, 9, 0)), shared_batches(plans))
    assert again == printed()


def test_that_all_fonts_are_embedded_and_the_last_page_alone_is_signed(printed: Printed) -> None:
    pages = PdfReader(BytesIO(printed(language="both"))).pages
    fonts = [font.get_object() for page in pages for font in page["/Resources"]["/Font"].values()]  # type: ignore[index]
    assert fonts
    assert all("/FontFile2" in font["/FontDescriptor"] and "Helvetica" not in font["/BaseFont"] for font in fonts)
    signed = [page.extract_text().count("Ordered by") for page in pages]
    assert signed == [0] * (len(pages) - 1) + [1]


def test_that_a_list_of_no_runs_is_printed(lab: Lab) -> None:
    nothing = shopping_list([], ROOM, lab, TODAY)
    text = text_of(print_shopping_list(nothing, Printing(printed_at=datetime(2026, 11, 25))))
    assert "no runs" in text
    assert "all on hand" not in text


def boxes(data: bytes) -> Iterator[list[Box]]:
    for page in pypdfium2.PdfDocument(data):
        text = page.get_textpage()
        yield [text.get_rect(index) for index in range(text.count_rects())]


def overlap(one: Box, other: Box) -> float:
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return max(0.0, width) * max(0.0, height)


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("language", ["en", "zh", "both"])
def test_that_everything_stands_inside_the_margins_and_nothing_crosses(
    paper: str, language: str, printed: Printed
) -> None:
    size = PAPERS["a4" if paper == "a4" else "letter"]
    left, right = size.left * MILLIMETRE, size.right * MILLIMETRE
    bottom, top = 12 * MILLIMETRE, (size.height - 12) * MILLIMETRE
    for words in boxes(printed(paper=paper, language=language)):
        assert words
        assert all(left - 0.5 <= box[0] and box[2] <= right + 0.5 for box in words)
        assert all(bottom - 0.5 <= box[1] and box[3] <= top + 0.5 for box in words)
        for index, box in enumerate(words):
            assert all(overlap(box, other) < 1.0 for other in words[index + 1 :])


@pytest.mark.parametrize("text", ["<b>bold & (", "W" * 80, "汉" * 80, "{braces} %s"])
def test_that_hostile_text_fits_its_cell(lab: Lab, plans: list[Plan], text: str) -> None:
    lots = tuple(lot.model_copy(update={"number": text, "storage": text}) for lot in LOTS)
    products = tuple(product.model_copy(update={"supplier": text, "catalogue_number": text}) for product in PRODUCTS)
    listed = shopping_list(plans[:1], Stockroom(lots=lots, products=products), lab, TODAY)
    document = print_shopping_list(listed, Printing(printed_at=datetime(2026, 11, 25), language="both"))
    assert "".join(text.split()) in "".join(text_of(document).split())
    right = PAPERS["a4"].right * MILLIMETRE
    for words in boxes(document):
        assert all(box[2] <= right + 0.5 for box in words)
        for index, box in enumerate(words):
            assert all(overlap(box, other) < 1.0 for other in words[index + 1 :])
