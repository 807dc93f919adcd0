"""Which read-outs of a run have a sheet, and what it is made of."""

from collections.abc import Callable
from datetime import date

from mscplanner.domain.local_text import LocalText
from mscplanner.domain.protocol import Readout, StageTask
from mscplanner.domain.run import Control, Run
from mscplanner.library.templates import read_templates
from mscplanner.planning.plan import Plan
from mscplanner.planning.planner import plan
from mscplanner.planning.readout_sheets import readout_sheets
from mscplanner.planning.replanning import changed_parts, stopped

RunOf = Callable[[str], Run]
BM = "bm-msc-three-step"


def with_readouts(run: Run, *readouts: Readout) -> Plan:
    return plan(run.model_copy(update={"protocol": run.protocol.model_copy(update={"readouts": readouts})}))


def named(name: str, at: str = "end") -> Readout:
    return Readout(name=LocalText(plain=name), at=at)


def test_that_each_readout_of_a_template_has_a_sheet_on_its_day(run_of: RunOf) -> None:
    for template in read_templates():
        made = plan(run_of(template.id))
        tasks = [day.number for day in made.days for task in day.tasks if task.kind == "readout"]
        assert [each.day for each in readout_sheets(made)] == tasks
        assert len({each.id for each in readout_sheets(made)}) == len(tasks)
    names = [each.id for each in readout_sheets(plan(run_of(BM)))]
    assert names == ["D18/R1", "D18/GSIS", "D18/ELISA", "D18/QPCR", "D18/R2", "D18/DTZ"]


def test_that_two_of_a_kind_on_one_day_are_two_sheets(run_of: RunOf) -> None:
    made = with_readouts(run_of(BM), named("GSIS"), named("GSIS"), named("GSIS", "step-1"), named("Weight"))
    assert [(each.id, each.stage) for each in readout_sheets(made)] == [
        ("D2/GSIS", "step-1"),
        ("D18/GSIS", "step-3"),
        ("D18/GSIS-2", "step-3"),
        ("D18/R1", "step-3"),
    ]


def test_that_a_readout_within_a_stage_has_a_sheet(run_of: RunOf) -> None:
    run = run_of(BM)
    task = StageTask(name=LocalText(plain="qPCR"), kind="readout", day=3)
    stage = run.protocol.stages[1].model_copy(update={"tasks": (task, task.model_copy(update={"kind": "sample"}))})
    stages = (run.protocol.stages[0], stage, run.protocol.stages[2])
    made = plan(run.model_copy(update={"protocol": run.protocol.model_copy(update={"stages": stages})}))
    first = readout_sheets(made)[0]
    assert (first.id, first.kind, first.stage, first.date) == ("D5/QPCR", "qpcr", "step-2", date(2026, 12, 12))


def test_that_a_stopped_run_has_no_sheets_of_what_is_not_done(run_of: RunOf) -> None:
    made = plan(run_of(BM))
    assert readout_sheets(plan(stopped(made.run, made, 6))) == ()


def test_that_insulin_of_the_medium_glucose_and_blanks_are_known(run_of: RunOf) -> None:
    sheets = {each.kind: each for each in readout_sheets(plan(run_of(BM)))}
    assert [label.written("en") for label in sheets["gsis"].insulin_from] == ["B-27 (50×)"]
    assert sheets["gsis"].blanks == ("ML", "MH", "W")
    assert sheets["elisa"].tubes == ("1L", "1H", "2L", "2H", "3L", "3H", "UL", "UH")
    assert [each for each in sheets if sheets[each].reads_insulin] == ["gsis", "elisa", "immunostaining"]


def test_that_insulin_without_glucose_is_one_tube_a_sample(run_of: RunOf) -> None:
    controlled = run_of(BM).model_copy(update={"controls": (Control(kind="uninduced"),)})
    (sheet,) = readout_sheets(with_readouts(controlled, named("C-peptide")))
    assert sheet.tubes == ("1", "2", "3", "4", "5", "6")
    assert (sheet.blanks, sheet.glucose, sheet.has_control) == (("M",), False, True)


def test_that_a_run_with_more_vessels_changes_the_sheets(run_of: RunOf) -> None:
    before = plan(run_of(BM))
    after = plan(before.run.model_copy(update={"controls": (Control(kind="uninduced"),)}))
    assert {each.id for each in readout_sheets(after)} <= set(changed_parts(before, after))
    assert not changed_parts(before, before)
