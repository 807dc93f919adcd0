"""Which labels a run needs, and what each of them says."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from mscplanner.domain.local_text import LocalText
from mscplanner.domain.protocol import StageTask
from mscplanner.domain.run import Control, Run, Stock
from mscplanner.domain.stockroom import Lot
from mscplanner.planning.plan import Plan
from mscplanner.planning.planner import plan
from mscplanner.planning.readout_sheets import readout_sheets
from mscplanner.planning.tube_labels import TubeLabel, day_on, tube_labels

RunOf = Callable[[str], Run]
BM, ADSC = "bm-msc-three-step", "adsc-one-step-4-day"


@pytest.fixture(scope="module")
def planned(run_of: RunOf) -> Callable[..., Plan]:
    return lambda template=BM, **fields: plan(run_of(template).model_copy(update=fields))


def labels(made: Plan, kind: str) -> dict[str, TubeLabel]:
    return {each.id: each for each in tube_labels(made) if each.kind == kind}


def told(label: TubeLabel) -> str:
    return label.contents.written("en")


def lot(reagent: str, number: str, **fields: Any) -> Stock:
    held = Lot.model_validate({"id": number.lower().ljust(32, "0"), "reagent": reagent, "number": number} | fields)
    return Stock(reagent=reagent, strength=held.strength, lot=held)


def test_that_each_batch_and_each_completed_portion_has_one_label(planned: Callable[..., Plan]) -> None:
    made = planned()
    assert list(labels(made, "medium")) == [batch.id for batch in made.media]
    assert list(labels(made, "completion")) == [each.id for batch in made.media for each in batch.completions]


def test_that_a_batch_says_what_it_lacks_and_how_long_it_keeps(planned: Callable[..., Plan]) -> None:
    label = labels(planned(), "medium")["S2-1"]
    assert told(label) == "Step 2, 159 mL"
    assert [each.written("en") for each in label.lacking] == ["bFGF (FGF-2)"]
    assert (label.day, label.days, label.use_by) == (2, (2, 4, 6, 8), date(2026, 12, 16))
    assert label.dark
    assert label.part == "S2-1"
    assert label.storage is None  # nobody has said where it is kept


def test_that_a_completed_portion_is_for_its_day_only_and_as_dark_as_its_batch(planned: Callable[..., Plan]) -> None:
    label = labels(planned(), "completion")["S2-1/D4"]
    assert (label.days, label.use_by, label.dark) == ((4,), date(2026, 12, 11), True)
    assert told(label) == "Step 2, 39.6 mL, complete"


def test_that_dilutions_have_their_code_and_the_page_they_are_made_on(planned: Callable[..., Plan]) -> None:
    label = labels(planned(ADSC), "dilution")["I1"]
    assert label.code.plain == "I1"
    assert told(label) == "Pentagastrin 100 µmol/L in DMEM/F-12, 500 µL"
    assert label.part == "S1-1/D0"
    assert label.days == (0,)


def test_that_a_dilution_that_another_one_is_made_of_has_a_label_too(planned: Callable[..., Plan]) -> None:
    made = planned("uc-msc-15-day-reading", count=1, stocks=(Stock(reagent="exendin-4", strength="1 mol/L"),))
    codes = {each.code for batch in made.media for each in batch.dilutions}
    assert set(labels(made, "dilution")) == codes
    assert len(codes) > 2


def test_that_each_vessel_of_each_arm_has_a_label(planned: Callable[..., Plan]) -> None:
    found = labels(planned(controls=(Control(kind="uninduced"), Control(kind="vehicle", count=2))), "vessel")
    assert list(found) == ["V1", "V2", "V3", "U1", "VC1", "VC2"]
    assert told(found["VC2"]) == "vehicle control, 6-well plate"
    assert found["V1"].days == (0, 18)
    assert found["V1"].begun == "seeded"
    assert found["V1"].storage
    assert found["V1"].storage.written("zh") == "37 °C, 5 % CO2"


def test_that_thawed_tubes_are_counted_by_what_one_holds(planned: Callable[..., Plan]) -> None:
    stock = lot(
        "bfgf", "B7", strength="100 µg/mL", amount="1 mL", aliquot="5 µL", storage="-80 °C", expiry=date(2026, 12, 9)
    )
    found = [each for each in labels(planned(stocks=(stock,)), "aliquot").values() if "bfgf" in each.id]
    first = found[0]
    assert [told(each) for each in found[:2]] == [
        "100 µg/mL, lot B7, tube 1 of 2",
        "100 µg/mL, lot B7, tube 2 of 2",
    ]
    assert first.code.written("en") == "bFGF (FGF-2)"
    assert first.begun == "thawed"
    assert (first.day, first.days, first.use_by) == (2, (2,), date(2026, 12, 9))
    assert [each.day for each in found] == [2, 2, 4, 4, 6, 6, 8, 8, 10, 12, 14, 16]  # stage 3 takes half as much


def test_that_what_is_thawed_the_evening_before_says_for_which_days_and_where_it_waits(
    planned: Callable[..., Plan],
) -> None:
    b27 = next(each for each in labels(planned(), "aliquot").values() if each.id.startswith("b27"))
    assert (b27.day, b27.days, b27.use_by) == (0, (2, 10), date(2026, 12, 21))
    assert b27.storage
    assert b27.storage.written("en") == "2–8 °C"
    assert told(b27) == "50× (assumed)"
    assert b27.dark


def test_that_what_is_dissolved_is_divided_as_its_lot_says(planned: Callable[..., Plan]) -> None:
    stock = lot("activin-a", "A5", strength="100 µg/mL", amount="50 µg", aliquot="100 µL", storage="-20 °C, box 3")
    found = [each for each in labels(planned(stocks=(stock,)), "aliquot").values() if "activin" in each.id]
    assert len(found) == 5
    assert {(each.begun, each.use_by) for each in found} == {("made", None)}
    assert found[0].storage
    assert found[0].storage.written("en") == "-20 °C, box 3"


def test_that_a_lot_in_absurdly_many_tubes_does_not_flood_the_labels(planned: Callable[..., Plan]) -> None:
    stock = lot("bfgf", "B7", strength="100 µg/mL", amount="1 mL", aliquot="1 nL", storage="-80 °C")
    found = [each for each in labels(planned(stocks=(stock,)), "aliquot").values() if "bfgf" in each.id]
    assert len(found) == 200 * 8
    assert told(found[0]).startswith("100 µg/mL, lot B7, tube 1 of ")


def test_that_two_lots_of_a_reagent_are_thawed_apart(planned: Callable[..., Plan]) -> None:
    first = lot("bfgf", "B1", strength="100 µg/mL", amount="1 mL", storage="-80 °C")
    second = lot("bfgf", "B2", strength="50 µg/mL", amount="1 mL", storage="-80 °C")
    made = planned(stocks=(first, second.model_copy(update={"from_day": 10})))
    found = [each for each in labels(made, "aliquot").values() if "bfgf" in each.id]
    assert [told(each) for each in found] == ["100 µg/mL, lot B1"] * 4 + ["50 µg/mL, lot B2"] * 4


def test_that_a_sample_of_a_stage_has_a_tube_for_each_vessel(run_of: RunOf) -> None:
    run = run_of(BM)
    task = StageTask(name=LocalText(plain="spent medium"), kind="sample", day=2)
    stage = run.protocol.stages[1].model_copy(update={"tasks": (task,)})
    stages = (run.protocol.stages[0], stage, *run.protocol.stages[2:])
    changed = run.model_copy(update={"protocol": run.protocol.model_copy(update={"stages": stages}), "count": 2})
    found = {name: each for name, each in labels(plan(changed), "sample").items() if name.startswith("sample/")}
    assert [each.code.plain for each in found.values()] == ["V1/D4", "V2/D4"]
    assert told(next(iter(found.values()))) == "S2: spent medium, induced"


def test_that_the_tubes_of_a_read_out_are_those_of_its_sheet(planned: Callable[..., Plan]) -> None:
    made = planned(count=1)
    sheets = {each.id: each for each in readout_sheets(made)}
    found = labels(made, "sample")
    assert set(found) == {
        f"{sheet.id}/{tube}"
        for sheet in sheets.values()
        for tube in ((*sheet.tubes, *sheet.blanks) if sheet.kind == "gsis" else sheet.tubes[: len(sheet.samples)])
        if sheet.kind in ("gsis", "qpcr")
    }
    low = found["D18/GSIS/1L"]
    assert (low.code.plain, low.day, low.part, low.begun) == ("GSIS 1L", 18, "D18/GSIS", "taken")
    assert told(low) == "induced, low glucose"
    assert told(found["D18/GSIS/ML"]) == "without cells, low glucose"
    assert told(found["D18/GSIS/UH"]) == "uninduced MSC, high glucose"
    assert told(found["D18/GSIS/W"]) == "last wash"
    assert told(found["D18/QPCR/1"]) == "induced"
    assert not [each for each in found if "DTZ" in each]


@pytest.mark.parametrize("template", [BM, ADSC, "uc-msc-three-step", "adsc-mir-375", "adsc-three-step"])
def test_that_labels_differ_and_come_in_the_order_of_the_days(planned: Callable[..., Plan], template: str) -> None:
    found = tube_labels(planned(template))
    assert len({each.id for each in found}) == len(found)
    days = [each.day for each in found]
    assert days == sorted(days)


def test_that_today_is_counted_from_d0(planned: Callable[..., Plan]) -> None:
    made = planned()
    assert [day_on(made, date(2026, 12, day)) for day in (4, 7, 9)] == [-3, 0, 2]
