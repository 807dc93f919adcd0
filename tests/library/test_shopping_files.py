"""Files of the shopping list, opened by other readers than the library that wrote them."""

import csv
import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from mscplanner.domain.lab import Lab
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.message import message
from mscplanner.domain.quantity import Quantity
from mscplanner.domain.run import Control, Run
from mscplanner.domain.stockroom import Lot, Product, Stockroom
from mscplanner.library.shopping_files import comma_separated, spreadsheet, starts_formula, write_shopping_file
from mscplanner.planning.planner import plan
from mscplanner.planning.shared_batches import SharedBatch, shared_batches
from mscplanner.planning.shopping import shopping_list
from mscplanner.planning.shopping_items import ShoppingItem, ShoppingList

# A falsifying example names its list, which is long.
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")

TODAY = date(2026, 11, 25)
LOTS = (Lot(id="1" * 32, reagent="activin-a", strength="100 µg/mL", amount="10 µL", number="A-17", storage="box 3"),)
PRODUCTS = (Product(reagent="activin-a", pack="10 µg", supplier="Maker", catalogue_number="120-14", lead_days=5),)
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@pytest.fixture(scope="module")
def made(lab: Lab, run_of: Callable[[str], Run]) -> tuple[ShoppingList, tuple[SharedBatch, ...]]:
    run = run_of("bm-msc-three-step")
    other = {"number": "R-2026-015", "controls": (Control(kind="uninduced"),)}
    plans = [plan(run), plan(run.model_copy(update=other))]
    room = Stockroom(lots=LOTS, products=PRODUCTS)
    return shopping_list(plans, room, lab, TODAY), shared_batches(plans)


def sheet(data: bytes, at: int = 0) -> list[dict[str, Any]]:
    """Return the rows of a sheet by the heads of their columns."""
    heads, *rows = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(at).to_python()
    return [dict(zip(map(str, heads), row, strict=True)) for row in rows]


def row_of(rows: list[dict[str, Any]], name: str) -> dict[str, Any]:
    return next(row for row in rows if row["Item (English)"] == name)


def test_that_amounts_are_numbers_with_their_unit_beside_them(made: tuple[ShoppingList, Any]) -> None:
    activin = row_of(sheet(spreadsheet(made[0], "en")), "Activin A")
    assert (activin["Need"], activin["Unit of need"]) == (31.8, "µL")
    assert (activin["On hand"], activin["Unit on hand"]) == (10, "µL")
    assert (activin["Missing"], activin["Unit missing"]) == (21.8, "µL")
    assert (activin["Packs to buy"], activin["Supplier"], activin["Catalogue number"]) == (1, "Maker", "120-14")
    assert (activin["Order by"], activin["First use"]) == (date(2026, 12, 11), date(2026, 12, 17))
    assert activin["Lots on hand"] == "lot A-17: 10 µL, box 3"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_that_no_two_columns_have_one_head(language: Any, made: tuple[ShoppingList, tuple[SharedBatch, ...]]) -> None:
    book = CalamineWorkbook.from_filelike(BytesIO(spreadsheet(made[0], language, made[1])))
    for at in range(len(book.sheet_names)):
        heads = book.get_sheet_by_index(at).to_python()[0]
        assert len(set(heads)) == len(heads)


@pytest.mark.parametrize(("language", "name"), [("en", "Shared batches"), ("zh", "共用配制")])
def test_that_shared_batches_are_a_table_of_the_text_file_too(
    language: Any, name: str, made: tuple[ShoppingList, tuple[SharedBatch, ...]]
) -> None:
    listed, shared = made
    rows = list(csv.reader(StringIO(comma_separated(listed, language, shared).decode("utf-8-sig"))))
    at = rows.index([name])
    assert rows[at - 1] == []
    heads, *lines = rows[at + 1 :]
    assert len(set(heads)) == len(heads) == 15
    assert {line[0] for line in lines} == {batch.id for batch in shared}
    assert [name] not in list(csv.reader(StringIO(comma_separated(listed, language).decode("utf-8-sig"))))


def test_that_a_ratio_is_told_without_endless_digits(lab: Lab, run_of: Callable[[str], Run]) -> None:
    lot = LOTS[0].model_copy(update={"strength": "30 µg/mL", "amount": "1 µL"})
    listed = shopping_list([plan(run_of("bm-msc-three-step"))], Stockroom(lots=(lot,)), lab, TODAY)
    activin = row_of(sheet(spreadsheet(listed, "en")), "Activin A")
    # 1 µL of 30 µg/mL as 100 µg/mL; 15.9 µL are needed.
    assert (activin["On hand"], activin["Unit on hand"], activin["Missing"]) == (0.3, "µL", 15.6)
    third = listed.items[0].model_copy(update={"needed": Quantity(value=Decimal(100) / 3, unit="mL")})
    text = comma_separated(listed.model_copy(update={"items": (third,)}), "en").decode("utf-8-sig")
    assert ",33.3333,mL," in text


def test_that_each_item_and_vessel_has_a_row(made: tuple[ShoppingList, Any]) -> None:
    listed, _ = made
    rows = sheet(spreadsheet(listed, "en"))
    assert len(rows) == len(listed.items) + len(listed.plastics)
    plates = row_of(rows, "6-well plate")
    assert (plates["Item (Chinese)"], plates["Need"], plates["Unit of need"]) == ("6 孔板", 7, "vessels")


def test_that_amounts_by_run_add_up_to_the_list(made: tuple[ShoppingList, Any]) -> None:
    shares = sheet(spreadsheet(made[0], "en"), 1)
    amounts = [row["Need"] for row in shares if row["Item (English)"] == "bFGF (FGF-2)"]
    assert amounts == [47.52, 47.52]
    assert [row["Need"] for row in shares if row["Item (English)"] == "6-well plate"] == [3, 4]


def test_that_shared_batches_have_their_recipes(made: tuple[ShoppingList, tuple[SharedBatch, ...]]) -> None:
    listed, shared = made
    rows = sheet(spreadsheet(listed, "en", shared), 2)
    assert {row["Batch"] for row in rows} == {batch.id for batch in shared}
    for batch in shared:
        mine = [row for row in rows if row["Batch"] == batch.id and row["Added on"] == batch.made_on]
        assert {row["Made on"] for row in mine} == {batch.made_on}
        added = [row["Add"] for row in mine if not row["From dilution"]]
        assert [line.add and float(line.add.value) for line in batch.recipe] == added[: len(batch.recipe)]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_that_heads_stay_in_sight_and_columns_are_wide_enough(language: Any, made: tuple[ShoppingList, Any]) -> None:
    with zipfile.ZipFile(BytesIO(spreadsheet(made[0], language))) as parts:
        root = ElementTree.fromstring(parts.read("xl/worksheets/sheet1.xml"))
    pane = root.find(f".//{_SHEET}pane")
    assert pane is not None
    assert (pane.get("state"), pane.get("topLeftCell")) == ("frozen", "B2")
    widths = [float(each.get("width") or 0) for each in root.iter(f"{_SHEET}col")]
    assert len(widths) >= 20
    assert all(8 <= width <= 48 for width in widths)


def test_that_chinese_heads_and_texts_are_written(made: tuple[ShoppingList, Any]) -> None:
    rows = sheet(spreadsheet(made[0], "zh"))
    assert "需要量" in rows[0]
    assert any(row["物品（中文）"] == "激活素 A" for row in rows)
    text = comma_separated(made[0], "zh").decode("utf-8-sig")
    assert "激活素 A" in text


def test_that_excel_is_told_the_encoding_of_the_text_file(made: tuple[ShoppingList, Any]) -> None:
    assert comma_separated(made[0], "zh").startswith(b"\xef\xbb\xbf")


def test_that_notes_are_in_both_files(made: tuple[ShoppingList, Any]) -> None:
    listed = made[0].model_copy(update={"notes": (message("{text}", text="R-1: not all known"),)})
    assert comma_separated(listed, "en").decode("utf-8-sig").splitlines()[-1] == "R-1: not all known"
    assert [list(row.values()) for row in sheet(spreadsheet(listed, "en"), 2)] == [["R-1: not all known"]]


def test_that_the_ending_of_the_name_chooses_the_file(tmp_path: Path, made: tuple[ShoppingList, Any]) -> None:
    listed, shared = made
    text, book = tmp_path / "清单.CSV", tmp_path / "list.xlsx"
    write_shopping_file(text, listed, "en", shared)
    write_shopping_file(book, listed, "en", shared)
    assert text.read_bytes() == comma_separated(listed, "en", shared)
    assert len(CalamineWorkbook.from_path(str(book)).sheet_names) == 3
    assert [path.name for path in tmp_path.iterdir()] in (["清单.CSV", "list.xlsx"], ["list.xlsx", "清单.CSV"])


def with_texts(listed: ShoppingList, text: str) -> ShoppingList:
    """Return a list of one item with ``text`` wherever people can type."""
    product = Product.model_construct(reagent="x", supplier=text, catalogue_number=text, pack=text)
    first = listed.items[0]
    item: ShoppingItem = first.model_copy(
        update={"label": LocalText.model_construct(plain=text), "product": product, "purchase": None}
    )
    return listed.model_copy(update={"items": (item,), "plastics": ()})


HOSTILE = st.sampled_from(
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        " =1",
        "＝1",
        "#N/A",
        "#REF!",
        "1e5",
        "2026-01-01",
        "TRUE",
        "_x0041_",
        "'=1",
    ]
) | st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), min_size=1, max_size=8)


@given(HOSTILE)
def test_that_typed_text_is_text_in_a_spreadsheet_whatever_it_begins_with(
    made: tuple[ShoppingList, Any], text: str
) -> None:
    data = spreadsheet(with_texts(made[0], text), "en")
    with zipfile.ZipFile(BytesIO(data)) as parts:
        root = ElementTree.fromstring(parts.read("xl/worksheets/sheet1.xml"))
    assert not list(root.iter(f"{_SHEET}f"))
    cells = {str(cell.get("r")): cell for cell in root.iter(f"{_SHEET}c")}
    for name in ("A2", "M2", "N2", "O2"):
        assert cells[name].get("t") == "inlineStr"
        written = "".join(part.text or "" for part in cells[name].iter(f"{_SHEET}t"))
        assert written.replace("_x005F_", "_") == text.replace("\r", "\n")
    (row,) = sheet(data)
    read = row["Supplier"].replace("_x005F_", "_")
    # What reads it here takes a cell of blanks alone for an empty one.
    assert read.replace("\r", "\n") == text.replace("\r", "\n") or not (read or text.strip())


@given(HOSTILE)
def test_that_typed_text_is_text_in_a_comma_separated_file(made: tuple[ShoppingList, Any], text: str) -> None:
    data = comma_separated(with_texts(made[0], text), "en").decode("utf-8-sig")
    heads, row, *_ = csv.reader(StringIO(data, newline=""))
    for name in ("Item (English)", "Supplier", "Catalogue number", "Pack"):
        cell = row[heads.index(name)]
        assert not starts_formula(cell)
        assert cell == (f"'{text}" if starts_formula(text) else text)


def test_that_numbers_of_a_comma_separated_file_can_be_added_up(made: tuple[ShoppingList, Any]) -> None:
    heads, *rows = csv.reader(StringIO(comma_separated(made[0], "en").decode("utf-8-sig"), newline=""))
    bfgf = next(row for row in rows if row[0] == "bFGF (FGF-2)")
    assert Decimal(bfgf[heads.index("Need")]) == Decimal("95.04")
    assert bfgf[heads.index("Need") + 1] == "µL"
