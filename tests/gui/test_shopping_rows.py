from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from mscplanner.domain.lab import Lab
from mscplanner.domain.quantity import Quantity
from mscplanner.domain.run import Control, Run
from mscplanner.domain.stockroom import Lot, Product, Stockroom
from mscplanner.gui.entry_model import Row
from mscplanner.gui.shopping_rows import BY_STATE, amount_text, item_row, plastic_row
from mscplanner.gui.wording import Wording
from mscplanner.planning.planner import plan
from mscplanner.planning.shopping import shopping_list

PRODUCTS = (Product(reagent="bfgf", pack="1 µg", lead_days=3),)
LOTS = (Lot(id="1" * 32, reagent="b27-50x", strength="50×", amount="10 mL"),)


@pytest.fixture
def rows(lab: Lab, run_of: Callable[[str], Run]) -> dict[str, Row]:
    run = run_of("bm-msc-three-step").model_copy(update={"controls": (Control(kind="uninduced"),)})
    room = Stockroom(lots=LOTS, products=PRODUCTS)
    listed = shopping_list([plan(run)], room, lab, date(2026, 11, 25))
    made = {item.reagent: item_row(item, Wording("en")) for item in listed.items}
    return made | {item.vessel: plastic_row(item, Wording("en")) for item in listed.plastics}


def test_that_an_item_to_buy_says_packs_and_the_last_day_to_order(rows: dict[str, Row]) -> None:
    row = rows["bfgf"]
    assert row.cells[1:7] == ("100 µg/mL", "To buy", "47.6 µL", "—", "5 × 1 µg", "2026-12-04 Fri")
    assert (row.sign, row.strong) == (None, (BY_STATE, 5))


def test_that_an_order_that_is_late_is_told_by_shape_and_word(rows: dict[str, Row]) -> None:
    row = rows["2-mercaptoethanol"]
    assert (row.cells[2], row.sign) == ("Late", (BY_STATE, "warning"))


def test_that_what_is_on_hand_needs_nothing(rows: dict[str, Row]) -> None:
    row = rows["b27-50x"]
    assert row.cells[2:7] == ("On hand", "6.4 mL", "6.4 mL", "—", "—")
    assert (row.sign, row.strong) == (None, ())


def test_that_what_is_late_stands_first_and_what_is_on_hand_last(rows: dict[str, Row]) -> None:
    ordered = sorted(rows.values(), key=lambda row: row.keys[BY_STATE])
    states = list(dict.fromkeys(row.cells[BY_STATE] for row in ordered))
    assert states == ["Late", "To buy", "On hand", "Vessels"]


def test_that_every_column_can_be_sorted_by(rows: dict[str, Row]) -> None:
    for column in range(8):
        assert len(sorted(rows.values(), key=lambda row: row.keys[column])) == len(rows)


def test_that_control_vessels_are_counted(rows: dict[str, Row]) -> None:
    assert rows["plate-6"].cells[3] == "4"


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [("0", "mL", "—"), ("0.0475", "mL", "47.5 µL"), ("346.4", "mL", "347 mL"), ("346.41234567", "mL", "347 mL")],
)
def test_that_amounts_are_legible(value: str, unit: str, text: str) -> None:
    assert amount_text(Quantity(value=Decimal(value), unit=unit)) == text
