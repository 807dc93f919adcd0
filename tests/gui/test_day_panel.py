"""The panel of a day: its tasks in order, its recipes, what the source says; also before D0."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QLabel

from mscplanner.domain.run import Stock
from mscplanner.domain.stockroom import Lot

Planning = Callable[..., Any]
POWDERED = Lot(id="a" * 32, reagent="2-mercaptoethanol", strength="55 mmol/L", number="7", amount="40 mg")


def ids(planner: Any) -> list[str]:
    return [card.mix.id for card in planner.page.panel.shown_cards]


def test_that_tasks_stand_in_the_order_of_the_work(planning: Planning) -> None:
    planner = planning()
    planner.page.calendar.choose(2)
    told = [task.text.written("en") for task in planner.document.plan.day(2).tasks]
    assert list(planner.page.panel.tasks) == told
    assert [text.split()[0] for text in told] == ["Thaw", "Thaw", "Make", "Complete", "Start"]


def test_that_a_day_shows_the_recipe_of_every_batch_and_of_every_completion(planning: Planning) -> None:
    planner = planning()
    shown = {}
    for day in (0, 1, 2, 4, 10, 12, 18):
        planner.page.calendar.choose(day)
        shown[day] = ids(planner)
    assert shown == {
        0: ["S1-1"],
        1: [],
        2: ["S2-1", "S2-1/D2"],
        4: ["S2-1/D4"],
        10: ["S3-1", "S3-1/D10"],
        12: ["S3-1/D12"],
        18: [],
    }


def test_that_a_day_without_work_says_so_and_a_closed_one_too(planning: Planning) -> None:
    planner = planning()
    planner.page.calendar.choose(1)
    assert planner.page.panel.tasks == ("No work on this day.",)
    planner.page.calendar.choose(5)
    assert planner.page.panel.tasks == ("Closed day",)


def test_that_a_day_before_the_first_is_shown_with_its_work(planning: Planning) -> None:
    planner = planning(stocks=(Stock(reagent=POWDERED.reagent, strength="55 mmol/L", lot=POWDERED),))
    assert [day.number for day in planner.document.plan.preceding] == [-3]
    planner.page.calendar.choose(-3)
    assert planner.page.panel.tasks[0].startswith("Dissolve 40 mg β-Mercaptoethanol")
    assert planner.page.print_day.text() == "Print D-3…"


def test_that_what_the_source_prints_stands_with_the_stage_that_begins(planning: Planning) -> None:
    planner = planning()
    planner.page.calendar.choose(0)
    assert "As printed in the source" in [label.text() for label in planner.page.panel.findChildren(QLabel)]


def test_that_without_any_date_the_way_on_is_told(planning: Planning, run_of: Any) -> None:
    run = run_of("bm-msc-three-step")
    first = run.protocol.stages[0].model_copy(update={"duration": None})
    undated = run.protocol.model_copy(update={"stages": (first,)})
    planner = planning(run, protocol=undated, start=date(2026, 12, 7))
    assert planner.page.panel.tasks == ("No day can be dated yet: see the findings.",)
    assert ids(planner) == []


def test_that_everything_is_told_in_chinese(planning: Planning) -> None:
    planner = planning(language="zh")
    planner.page.calendar.choose(2)
    assert planner.page.panel.tasks[2] == "配制 S2-1，159 mL，不含现加成分"
    heads = [planner.card("S2-1").table.horizontalHeaderItem(at).text() for at in range(6)]
    assert heads == ["试剂", "母液", "终浓度", "加入量", "实际浓度", "误差 %"]
