"""Recipes on the run page: what is typed in them is told at each key, planned with at Enter, and never lost."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from mscplanner.domain.protocol import Addition
from mscplanner.domain.run import Control, Stock
from mscplanner.gui.recipe_card import RecipeCard
from mscplanner.gui.recipe_rows import ADD, FINAL, STOCK

Planning = Callable[..., Any]
ACTIVIN = 2
"""Row of activin A in the recipe of S3-1."""


@pytest.fixture
def planner(planning: Planning) -> Any:
    made = planning()
    made.page.calendar.choose(10)
    return made


def row(card: RecipeCard, at: int) -> list[str]:
    cells = [card.table.item(at, column) for column in range(card.table.columnCount())]
    return [cell.text() for cell in cells if cell]


def texts(card: RecipeCard) -> str:
    return "\n".join(label.text() for label in card.findChildren(QLabel) if label.isVisibleTo(card))


def test_that_a_recipe_shows_what_is_taken_added_and_reached(planner: Any) -> None:
    card = planner.card("S3-1")
    assert row(card, ACTIVIN) == ["Activin A", "100 µg/mL", "10 ng/mL", "15.9 µL", "9.999 ng/mL", "−0.01 %"]
    assert row(card, 0) == ["High-glucose DMEM", "—", "—", "154.2 mL", "—", "—"]
    assert row(card, 4) == ["Total", "", "", "159.0059 mL", "", ""]


def test_that_origin_shelf_life_and_use_by_stand_below(planner: Any) -> None:
    shown = texts(planner.card("S3-1"))
    assert "3 vessels × 6 wells × 2 mL × 4 fills = 144 mL, + 10 % (lab setting)" in shown
    assert "lab setting: 7 d with Nicotinamide · use by 2026-12-24 Thu (D17)" in shown


def test_that_what_is_added_fresh_is_a_recipe_of_its_own(planner: Any) -> None:
    card = planner.card("S3-1/D10")
    assert row(card, 0)[0] == "S3-1"
    assert row(card, 1) == ["bFGF (FGF-2)", "100 µg/mL", "10 ng/mL", "3.96 µL", "9.999 ng/mL", "−0.01 %"]
    assert "S3-1/D10: 39.6 mL of S3-1, completed on D10" in texts(card)


def test_that_a_dose_is_read_back_before_it_is_handed_in(planner: Any) -> None:
    card, before = planner.card("S3-1"), planner.document.run
    planner.type(card.table, ACTIVIN, FINAL, "20 ng/mL")
    assert card.read_back.text() == "= 20 ng/mL = 769 pmol/L (26 kDa) · 31.8 µL in 159 mL · gives 20 ng/mL, −0.02 %"
    assert planner.document.run == before


def test_that_wrong_text_is_told_while_it_is_typed_and_stays_when_it_is_entered(planner: Any) -> None:
    card = planner.card("S3-1")
    field = planner.type(card.table, ACTIVIN, FINAL, "1,5 ng/mL")
    assert (card.read_back.property("role"), "two numbers" in card.read_back.text()) == ("error", True)
    QTest.keyClick(field, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert row(planner.card("S3-1"), ACTIVIN)[FINAL] == "1,5 ng/mL"
    assert "E-QTY-COMMA" in [finding.code for finding in planner.document.findings]


def test_that_an_entered_dose_is_one_named_step_and_undo_brings_it_back(planner: Any) -> None:
    before = planner.document.run
    planner.enter(planner.card("S3-1").table, ACTIVIN, FINAL, "20 ng/mL")
    assert planner.step == "Change the final concentration of Activin A"
    assert row(planner.card("S3-1"), ACTIVIN)[FINAL:] == ["20 ng/mL", "31.8 µL", "20 ng/mL", "−0.02 %"]
    planner.document.undo_stack.undo()
    assert planner.document.run == before
    assert row(planner.card("S3-1"), ACTIVIN)[ADD] == "15.9 µL"


def test_that_a_stock_is_typed_and_read_back_in_its_recipe(planner: Any) -> None:
    card = planner.card("S3-1")
    field = planner.type(card.table, ACTIVIN, STOCK, "10 µg/mL")
    assert card.read_back.text().startswith("= 10 µg/mL · ")
    assert "gives" in card.read_back.text()
    QTest.keyClick(field, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert planner.document.run.stocks == (Stock(reagent="activin-a", strength="10 µg/mL"),)
    assert planner.step == "Change the stock of Activin A"
    assert row(planner.card("S3-1"), ACTIVIN)[STOCK] == "10 µg/mL"


def test_that_escape_takes_back_what_was_typed(planner: Any) -> None:
    card, before = planner.card("S3-1"), planner.document.run
    QTest.keyClick(planner.type(card.table, ACTIVIN, FINAL, "20 ng/mL"), Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert planner.document.run == before
    assert row(card, ACTIVIN)[FINAL] == "10 ng/mL"
    assert "15.9 µL in 159 mL" in card.read_back.text()


def test_that_half_typed_text_survives_a_change_of_the_run(planner: Any) -> None:
    field = planner.type(planner.card("S3-1").table, ACTIVIN, FINAL, "25 ng/m")
    planner.change(count=4)
    planner.wording.set_language("zh")
    assert (field.isVisible(), field.text()) == (True, "25 ng/m")


def test_that_a_field_whose_reagent_goes_away_hands_nothing_in_for_another(planner: Any) -> None:
    field = planner.type(planner.card("S3-1").table, ACTIVIN, FINAL, "25 ng/mL")
    stage = planner.document.run.protocol.stages[2]
    rest = tuple(each for each in stage.additions if each.reagent != "activin-a")
    stages = (*planner.document.run.protocol.stages[:2], stage.model_copy(update={"additions": rest}))
    planner.change(protocol=planner.document.run.protocol.model_copy(update={"stages": stages}))
    QApplication.processEvents()
    assert "25 ng/mL" not in [each.final for each in planner.document.run.protocol.stages[2].additions]
    assert QApplication.focusWidget() is not field


def test_that_leaving_the_field_hands_its_text_in(planner: Any) -> None:
    planner.type(planner.card("S3-1").table, ACTIVIN, FINAL, "25 ng/mL")
    planner.page.form.number.setFocus()
    QApplication.processEvents()
    assert row(planner.card("S3-1"), ACTIVIN)[FINAL] == "25 ng/mL"


def test_that_a_second_addition_of_a_reagent_is_edited_and_no_other(planning: Planning, run_of: Any) -> None:
    run = run_of("bm-msc-three-step")
    stage = run.protocol.stages[2]
    twice = stage.model_copy(update={"additions": (*stage.additions, stage.additions[0])})
    protocol = run.protocol.model_copy(update={"stages": (*run.protocol.stages[:2], twice)})
    planner = planning(run, protocol=protocol)
    planner.page.calendar.choose(10)
    found = [(card, at) for card in planner.page.panel.shown_cards for at in range(len(card.mix.lines))]
    card, at = next((card, at) for card, at in found if card.mix.lines[at].key.endswith("#2"))
    planner.enter(card.table, at, FINAL, "7 ng/mL")
    finals = [each.final for each in planner.document.run.protocol.stages[2].additions]
    assert (finals[-1], finals.count("7 ng/mL")) == ("7 ng/mL", 1)


def test_that_a_dilution_is_told_before_the_recipe_and_named_where_it_was_made_before(planning: Planning) -> None:
    stocks = (Stock(reagent="bfgf", strength="10 mg/mL"), Stock(reagent="activin-a", strength="10 mg/mL"))
    planner = planning(stocks=stocks, count=1)
    planner.page.calendar.choose(10)
    shown = texts(planner.card("S3-1"))
    line = next(line for line in planner.document.plan.batch("S3-1").recipe if line.key == "activin-a")
    assert f"First {line.intermediate}: " in shown
    assert "· for S3-1 · use by D" in shown
    assert (
        f"{line.intermediate} · "
        in row(planner.card("S3-1"), ACTIVIN + 1)[STOCK] + row(planner.card("S3-1"), ACTIVIN)[STOCK]
    )


def test_that_a_dilution_of_an_earlier_day_is_named_with_that_day(planning: Planning, run_of: Any) -> None:
    run = run_of("bm-msc-three-step")
    first = run.protocol.stages[0]
    activin = (Addition(reagent="activin-a", final="10 ng/mL"),)
    stages = tuple(
        first.model_copy(update={"id": name, "duration": "2 d", "change": "none", "additions": activin})
        for name in ("a", "b")
    )
    protocol = run.protocol.model_copy(update={"stages": stages, "readouts": ()})
    planner = planning(run, protocol=protocol, stocks=(Stock(reagent="activin-a", strength="10 mg/mL"),))
    (made,) = planner.document.plan.media[0].intermediates
    assert made.used_for == ("S1-1", "S2-1")
    planner.page.calendar.choose(0)
    assert f"First {made.code}: " in texts(planner.card("S1-1"))
    assert "· for S1-1, S2-1 · use by D" in texts(planner.card("S1-1"))
    planner.page.calendar.choose(planner.document.plan.media[1].made_on_day)
    assert f"{made.code} was made on D0: Activin A, " in texts(planner.card("S2-1"))


def test_that_a_powder_is_weighed_in(planning: Planning) -> None:
    planner = planning(stocks=(Stock(reagent="nicotinamide", strength="powder"),))
    planner.page.calendar.choose(10)
    card = planner.card("S3-1")
    found = next(row(card, at) for at in range(card.table.rowCount()) if row(card, at)[0] == "Nicotinamide")
    assert found[STOCK:4] == ["powder", "10 mmol/L", "194.2 mg"]


def test_that_the_medium_of_controls_is_shown_and_not_edited(planning: Planning) -> None:
    planner = planning("uc-msc-three-step", controls=(Control(kind="uninduced"),))
    planner.page.calendar.choose(0)
    card = planner.card("C1-1")
    flags = [card.table.item(1, column).flags() for column in (STOCK, FINAL)]
    assert not any(each & Qt.ItemFlag.ItemIsEditable for each in flags)
    assert "uninduced control" in texts(card)


def test_that_cells_are_named_for_those_who_hear_them(planner: Any) -> None:
    item = planner.card("S3-1").table.item(ACTIVIN, FINAL)
    assert item.data(Qt.ItemDataRole.AccessibleTextRole) == "Activin A, Final, 10 ng/mL"


def test_that_figures_stand_at_the_right_and_are_of_one_width(planner: Any) -> None:
    table = planner.card("S3-1").table
    for column in range(1, table.columnCount()):
        item = table.item(ACTIVIN, column)
        assert item.textAlignment() & Qt.AlignmentFlag.AlignRight
        assert item.font().isFeatureSet(item.font().Tag("tnum"))
