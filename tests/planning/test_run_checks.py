"""Checks of a run: vessel, volumes, stocks, interval and closed days."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from mscplanner.domain.finding import Finding
from mscplanner.domain.run import Run, Stock
from mscplanner.planning.planner import plan
from mscplanner.planning.run_checks import check_number


def of_code(run: Run, code: str) -> list[Finding]:
    return [finding for finding in plan(run).findings if finding.code == code]


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        (None, []),
        ("2 mL", []),
        ("1.5 mL", []),
        ("3000 µL", []),
        ("1.4 mL", ["W-WELL-VOLUME"]),
        ("20 mL", ["W-WELL-VOLUME"]),
        ("20.1 mL", ["E-WELL-VOLUME"]),
        ("99999 L", ["E-WELL-VOLUME"]),
        ("2,5 mL", ["E-QTY-COMMA"]),
        ("2", ["E-QTY-BARE"]),
        ("2 mM", ["E-QTY-KIND"]),
    ],
)
def test_that_the_well_volume_suits_the_vessel(
    run_of: Callable[[str], Run], typed: str | None, codes: list[str]
) -> None:
    planned = plan(run_of("bm-msc-three-step").model_copy(update={"well_volume": typed}))
    assert [each.code for each in planned.findings if each.place[0] == "run" and each.code != "W-INTERVAL"] == codes


def test_that_an_unreadable_well_volume_makes_no_medium(run_of: Callable[[str], Run]) -> None:
    planned = plan(run_of("bm-msc-three-step").model_copy(update={"well_volume": "2,5 mL"}))
    assert planned.well_volume is None
    assert planned.media == ()
    assert len(planned.days) == 19


def test_that_assumed_stocks_are_named_until_each_is_confirmed(run_of: Callable[[str], Run]) -> None:
    run = run_of("uc-msc-three-step")
    (warning,) = of_code(run, "W-ASSUMED")
    assert warning.title.written("en") == "Stocks not confirmed: 5"
    assert "FBS" in warning.reason.written("en")
    usual = {
        part: run.lab.catalogue.reagent(part) for part in ("fbs", "retinoic-acid", "nicotinamide", "egf", "exendin-4")
    }
    stocks = tuple(
        Stock(reagent=name, strength=reagent.facts["stock"].value) for name, reagent in usual.items() if reagent
    )
    assert of_code(run.model_copy(update={"stocks": stocks}), "W-ASSUMED") == []
    assert of_code(run.model_copy(update={"stocks": stocks[:4]}), "W-ASSUMED") != []


def test_that_an_unreadable_stock_is_told_and_the_usual_one_assumed(run_of: Callable[[str], Run]) -> None:
    run = run_of("uc-msc-three-step").model_copy(update={"stocks": (Stock(reagent="egf", strength="1,5 mg/mL"),)})
    (error,) = of_code(run, "E-QTY-COMMA")
    assert error.place == ("stocks", "egf")
    assert [fix.edit.value for fix in error.fixes] == ["1.5 mg/mL", "15 mg/mL"]
    assert "EGF" in of_code(run, "W-ASSUMED")[0].reason.written("en")


@pytest.mark.parametrize("days", [1, 2, 3, 5])
def test_that_the_interval_told_is_the_one_planned(run_of: Callable[[str], Run], days: int) -> None:
    run = run_of("bm-msc-three-step").model_copy(update={"change_every_days": days})
    (warning,) = of_code(run, "W-INTERVAL")
    assert warning.title.written("en") == f"Medium change every {days} d is a lab setting"
    assert warning.reason.written("en").endswith("S1, S2, S3.")


def test_that_work_on_each_closed_day_is_told_with_its_tasks(run_of: Callable[[str], Run]) -> None:
    planned = plan(run_of("bm-msc-three-step"))
    told = {finding.place[1] for finding in planned.findings if finding.code == "W-CLOSED"}
    assert told == {day.label for day in planned.days if day.date.weekday() >= 5 and day.tasks} == {"D6", "D12"}
    first = of_code(run_of("bm-msc-three-step"), "W-CLOSED")[0]
    assert first.tool == "find-start"
    assert first.title.written("en") == "D6 is 2026-12-13 Sun, a closed day"
    assert "Change to fresh S2, 36 mL" in first.reason.written("en")


def test_that_a_lab_open_all_week_has_no_closed_days(run_of: Callable[[str], Run]) -> None:
    run = run_of("bm-msc-three-step")
    settings = run.lab.settings.model_copy(update={"closed_weekdays": ()})
    assert of_code(run.model_copy(update={"lab": run.lab.model_copy(update={"settings": settings})}), "W-CLOSED") == []


def test_that_another_start_moves_the_closed_days(run_of: Callable[[str], Run]) -> None:
    run = run_of("adsc-one-step")
    told = [
        len(of_code(run.model_copy(update={"start": date(2026, 12, 7) + timedelta(days=at)}), "W-CLOSED"))
        for at in range(7)
    ]
    # Work on D0, D2 and D3: a week has two closed days, each of which meets each of the three once.
    assert sum(told) == 6


def test_that_a_volume_too_small_is_told_once_a_stage(run_of: Callable[[str], Run]) -> None:
    stocks = (Stock(reagent="exendin-4", strength="1000 mol/L"),)
    run = run_of("uc-msc-three-step").model_copy(update={"stocks": stocks, "count": 1})
    assert [finding.place for finding in of_code(run, "E-VOL-MIN")] == [
        ("stages", "step-3", "additions", "exendin-4"),
    ]


def test_that_stages_behind_an_unknown_length_are_told(run_of: Callable[[str], Run]) -> None:
    (warning,) = of_code(run_of("adsc-mir-375"), "W-UNDATED")
    assert warning.title.written("en") == "Stages without dates: 2"
    assert "miR-375 transduction" in warning.reason.written("en")


def test_that_the_number_of_another_run_is_a_warning_at_its_field(run_of: Callable[[str], Run]) -> None:
    run = run_of("bm-msc-three-step")
    (found,) = check_number(run, {run.number, "R-2"})
    assert (found.code, found.severity, found.place) == ("W-NUMBER", "warning", ("run", "number"))
    assert not list(check_number(run, {"R-2"}))
