"""The rows of a day sheet: the lab's procedures with the day's figures in them."""

from collections.abc import Callable
from typing import Any

import pytest

from mscplanner.domain.lab import Lab, Procedure, Step
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.protocol import Stage, StageTask
from mscplanner.domain.run import ArmKind, Control, Run, Withdrawal
from mscplanner.library.templates import template_ids
from mscplanner.planning.plan import Plan
from mscplanner.planning.planner import plan
from mscplanner.planning.steps import is_at_the_cells, steps_before, steps_of


def with_step(lab: Lab, moment: str, text: str) -> Lab:
    procedure = Procedure.model_validate({"moment": moment, "steps": (Step(text=LocalText(plain=text)),)})
    return lab.model_copy(update={"procedures": (procedure,)})


def test_that_a_change_day_feeds_and_then_ends_the_work(run_of: Callable[[str], Run]) -> None:
    planned = plan(run_of("bm-msc-three-step"))
    texts = [step.text.written("en") for step in steps_of(planned, planned.days[4])]
    assert "Add medium S2-1/D4, 37 °C, down the wall" in texts
    assert texts[-2] == "Return vessels to the incubator, 37 °C, 5 % CO2"


def test_that_volumes_per_well_are_planned(run_of: Callable[[str], Run]) -> None:
    planned = plan(run_of("bm-msc-three-step"))
    figures = [step.planned.written("en") for step in steps_of(planned, planned.days[0])]
    assert {"1 mL/well", "2 mL/well"} <= set(figures)


def test_that_cells_do_not_go_back_after_the_harvest(run_of: Callable[[str], Run]) -> None:
    planned = plan(run_of("bm-msc-three-step"))
    assert planned.last_day
    texts = [step.text.written("en") for step in steps_of(planned, planned.last_day)]
    assert "Collect the spent medium, label it R-2026-014 D18" in texts
    assert not any("incubator" in text for text in texts)


_LAST_DAY = ("Photograph", "Collect", "Read-out", "Harvest", "Count", "Inactivate")


def test_that_a_day_without_work_has_no_steps(run_of: Callable[[str], Run]) -> None:
    planned = plan(run_of("bm-msc-three-step"))
    assert steps_of(planned, planned.days[1]) == ()


def test_that_the_run_number_is_checked_before_any_work(run_of: Callable[[str], Run]) -> None:
    planned = plan(run_of("bm-msc-three-step"))
    for day in planned.working_days:
        texts = [text.written("en") for text in steps_before(planned, day)]
        assert "Label on every vessel reads R-2026-014" in texts
        assert ("Medium warmed to 37 °C" in texts) == (day.label != "D18")


def test_that_spent_medium_is_collected_before_read_outs_use_the_cells_up(run_of: Callable[[str], Run]) -> None:
    planned = plan(run_of("bm-msc-three-step"))
    texts = [step.text.written("en") for step in steps_of(planned, planned.days[-1])]
    order = [texts.index(next(text for text in texts if text.startswith(start))) for start in _LAST_DAY]
    assert order == sorted(order)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("template_id", template_ids())
def test_that_no_brace_is_left_on_paper(run_of: Callable[[str], Run], template_id: str, language: str) -> None:
    planned = plan(run_of(template_id))
    for day in planned.days:
        for step in steps_of(planned, day):
            for text in (step.text, step.planned):
                assert "{" not in text.written("en" if language == "en" else "zh")


@pytest.mark.parametrize("text", ["{", "{0}", "{unknown}", "{run.__class__}", "100 %s {}"])
def test_that_a_labs_text_is_never_a_format_string(run_of: Callable[[str], Run], text: str) -> None:
    run = run_of("adsc-one-step")
    planned = plan(run.model_copy(update={"lab": with_step(run.lab, "start", text)}))
    assert steps_of(planned, planned.days[0])[0].text.written("en") == text


def test_that_a_figure_in_braces_is_not_filled_again(run_of: Callable[[str], Run]) -> None:
    run = run_of("adsc-one-step")
    named = run.model_copy(update={"number": "{wells}", "lab": with_step(run.lab, "start", "{run} in {wells}")})
    planned = plan(named)
    assert steps_of(planned, planned.days[0])[0].text.written("zh") == "{wells} in 18"


BM = "bm-msc-three-step"
BOTH_CONTROLS = (Control(kind="uninduced"), Control(kind="vehicle"))


def texts_on(planned: Plan, day: int) -> list[tuple[str, tuple[ArmKind, ...]]]:
    return [(step.text.written("en"), step.arms) for step in steps_of(planned, planned.days[day])]


def test_that_a_medium_completed_on_the_day_is_called_by_its_bottle(run_of: Callable[[str], Run]) -> None:
    planned = plan(run_of(BM))
    given = [text for text, _ in texts_on(planned, 0) + texts_on(planned, 6) if text.startswith("Add medium")]
    assert given == ["Add medium S1-1, 37 °C, down the wall", "Add medium S2-1/D6, 37 °C, down the wall"]


def test_that_a_step_that_is_the_same_for_controls_stands_once(run_of: Callable[[str], Run]) -> None:
    planned = plan(run_of(BM).model_copy(update={"controls": BOTH_CONTROLS}))
    steps = texts_on(planned, 4)
    assert [text for text, _ in steps].count("Photograph two wells, 10× objective") == 1
    assert ("Photograph two wells, 10× objective", ("induced", "uninduced", "vehicle")) in steps


def test_that_each_medium_has_a_step_with_the_vessels_it_is_for(run_of: Callable[[str], Run]) -> None:
    planned = plan(run_of(BM).model_copy(update={"controls": BOTH_CONTROLS}))
    given = [(text.split(",")[0], arms) for text, arms in texts_on(planned, 4) if text.startswith("Add")]
    assert given == [("Add medium S2-1/D4", ("induced",)), ("Add medium C1-1", ("uninduced", "vehicle"))]


def test_that_two_stages_that_start_on_one_day_keep_their_own_steps(run_of: Callable[[str], Run]) -> None:
    run = run_of(BM)
    first = run.protocol.stages[0].model_copy(update={"duration": "12 h"})
    protocol = run.protocol.model_copy(update={"stages": (first, *run.protocol.stages[1:])})
    planned = plan(run.model_copy(update={"protocol": protocol}))
    texts = [text for text, _ in texts_on(planned, 0)]
    assert texts.count("Rinse once with DPBS, 37 °C") == 2
    assert sum(text.startswith("Add medium") for text in texts) == 2


def test_that_wells_are_harvested_early_before_the_others_are_fed(run_of: Callable[[str], Run]) -> None:
    planned = plan(run_of(BM).model_copy(update={"withdrawals": (Withdrawal(day=4, wells=3),)}))
    first = steps_of(planned, planned.days[4])[0]
    assert first.text.written("en").startswith("Harvest wells early")
    assert (first.planned.written("en"), first.planned.written("zh")) == ("wells: 3", "3 孔")


def test_that_an_early_harvest_without_steps_of_the_lab_is_still_there(run_of: Callable[[str], Run]) -> None:
    run = run_of(BM)
    lab = with_step(run.lab, "finish", "Done")
    harvest = Withdrawal(day=3, wells=3, arm="uninduced")
    planned = plan(run.model_copy(update={"lab": lab, "controls": BOTH_CONTROLS, "withdrawals": (harvest,)}))
    assert texts_on(planned, 3) == [("Harvest 3 wells early (uninduced control)", ("uninduced",)), ("Done", ())]


def test_that_a_day_of_preparing_is_not_at_the_cells(run_of: Callable[[str], Run]) -> None:
    planned = plan(run_of("uc-msc-15-day-reading"))
    assert [day.label for day in planned.working_days if not is_at_the_cells(day)] == ["D-3"]


def test_that_each_readout_is_named_in_its_language(run_of: Callable[[str], Run]) -> None:
    planned = plan(run_of("uc-msc-three-step"))
    assert planned.last_day
    steps = steps_of(planned, planned.last_day)
    assert any("双硫腙染色" in step.text.written("zh") for step in steps)
    assert any("Dithizone staining" in step.text.written("en") for step in steps)


HALF = {"change": "every 2 d", "half": True}


def with_stage(run: Run, **parts: Any) -> Run:
    protocol = run.protocol
    first = Stage.model_validate({**dict(protocol.stages[0]), **parts})
    return run.model_copy(update={"protocol": protocol.model_copy(update={"stages": (first, *protocol.stages[1:])})})


def rows(planned: Plan, day: int) -> list[tuple[str, str]]:
    return [(step.text.written("en"), step.planned.written("en")) for step in steps_of(planned, planned.days[day])]


def test_that_a_half_change_takes_half_away_and_adds_half(run_of: Callable[[str], Run]) -> None:
    planned = plan(with_stage(run_of("bm-msc-three-step"), duration="4 d", **HALF))
    assert ("Aspirate half of the old medium; leave the rest on the cells", "1 mL/well") in rows(planned, 2)
    assert [figure for text, figure in rows(planned, 2) if text.startswith("Add half: medium S1")] == ["1 mL/well"]
    assert not any(figure == "all" for _, figure in rows(planned, 2))
    assert "2 mL/well" in [figure for _, figure in rows(planned, 0)]


def test_that_a_half_change_stays_on_the_sheet_of_a_lab_that_has_no_steps_of_it(run_of: Callable[[str], Run]) -> None:
    run = with_stage(run_of("bm-msc-three-step"), duration="4 d", **HALF)
    planned = plan(run.model_copy(update={"lab": with_step(run.lab, "change", "Aspirate all")}))
    texts = [text for text, _ in rows(planned, 2)]
    assert texts[0].startswith("Change half to fresh S1")
    assert "Aspirate all" not in texts


def test_that_a_whole_change_takes_the_whole_volume(run_of: Callable[[str], Run]) -> None:
    run = run_of("bm-msc-three-step")
    planned = plan(run.model_copy(update={"lab": with_step(run.lab, "change", "Change {change_volume}")}))
    assert ("Change 2 mL", "") in rows(planned, 4)


def test_that_what_a_stage_asks_for_besides_feeding_is_a_row(run_of: Callable[[str], Run]) -> None:
    task = StageTask(name=LocalText(en="Seed islets", zh="接种"), kind="seed", day=1)
    gate = LocalText(en="Clusters above 100 µm", zh="细胞团大于 100 µm")
    planned = plan(with_stage(run_of("bm-msc-three-step"), gate=gate, tasks=(task,)))
    assert ("Seed islets", "") in rows(planned, 1)
    assert rows(planned, 2)[0] == ("Before going on from S1: Clusters above 100 µm", "")
    first = steps_of(planned, planned.days[2])[0]
    assert first.text.written("zh") == "S1 结束前确认：细胞团大于 100 µm"
    assert [each.written("en") for each in first.outcomes] == ["pass", "extend", "stop"]
    assert [each.written("zh") for each in first.outcomes] == ["通过", "延长", "停止"]


def test_that_a_gate_comes_before_cells_and_medium_are_taken(run_of: Callable[[str], Run]) -> None:
    run = run_of("adsc-one-step")
    planned = plan(with_stage(run, gate=LocalText(plain="Clusters seen")))
    assert planned.last_day
    assert steps_of(planned, planned.last_day)[0].text.written("en").endswith("Clusters seen")


def test_that_a_stage_that_begins_within_a_day_has_its_hour_before_its_steps(run_of: Callable[[str], Run]) -> None:
    run = run_of("bm-msc-three-step")
    first, second, third = run.protocol.stages
    pulse = first.model_copy(update={"duration": "10 h", "gate": LocalText(plain="clusters")})
    run = run.model_copy(update={"protocol": run.protocol.model_copy(update={"stages": (pulse, second, third)})})
    planned = plan(run)
    day = planned.day(0)
    assert day
    texts = [step.text.written("en") for step in steps_of(planned, day)]
    hour = texts.index("From 10 h after the hour of D0 on")
    assert texts[hour + 1] == "Before going on from S1: clusters"
    assert [at for at, text in enumerate(texts) if text.startswith("Add medium")] == [hour - 1, hour + 5]
    assert steps_of(planned, day)[hour].planned.written("zh") == "+ 10 h"
