"""Which read-outs of a run have a sheet, and what it is made of."""

from collections.abc import Callable
from datetime import date

from mscplanner.domain.local_text import LocalText
from mscplanner.domain.protocol import Readout, StageTask
from mscplanner.domain.run import Control, Run, Withdrawal
from mscplanner.library.templates import read_templates
from mscplanner.planning.plan import Plan
from mscplanner.planning.planner import plan
from mscplanner.planning.readout_sheets import readout_sheets
from mscplanner.planning.replanning import stopped
from mscplanner.planning.sheet_contents import changed_parts
from mscplanner.planning.task_moves import movable_tasks, move_way
from mscplanner.planning.tube_labels import tube_labels

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


EARLY = (Withdrawal(day=4, wells=2),)


def test_that_wells_harvested_early_have_their_tubes_in_the_elisa(run_of: RunOf) -> None:
    run = run_of(BM).model_copy(update={"withdrawals": EARLY})
    sheets = {each.kind: each for each in readout_sheets(plan(run))}
    assert sheets["elisa"].tubes == ("1L", "1H", "2L", "2H", "3L", "3H", "E4", "E5", "UL", "UH")
    assert [each.day for each in sheets["elisa"].early] == [4, 4]
    assert sheets["gsis"].tubes == ("1L", "1H", "2L", "2H", "3L", "3H", "UL", "UH")
    (alone,) = readout_sheets(with_readouts(run, named("C-peptide")))
    assert alone.tubes == ("1", "2", "3", "4", "5", "U")
    assert [each.day for each in alone.samples] == [4, 4, 18, 18, 18]
    assert alone.early == ()


def test_that_a_readout_before_an_early_harvest_knows_nothing_of_it(run_of: RunOf) -> None:
    run = run_of(BM).model_copy(update={"withdrawals": EARLY})
    (sheet,) = readout_sheets(with_readouts(run, named("C-peptide", "step-1")))
    assert sheet.tubes == ("1", "2", "3", "U")


def test_that_a_readout_moved_by_hand_takes_its_sheet_its_tubes_and_its_glucose_along(run_of: RunOf) -> None:
    run = run_of(BM)
    tasks = tuple(
        StageTask(name=LocalText(plain=name), kind="readout", day=day, earlier_days=1, later_days=3)
        for name, day in (("GSIS", 3), ("C-peptide", 4))
    )
    stages = tuple(
        each.model_copy(update={"tasks": tasks if at == 1 else ()}) for at, each in enumerate(run.protocol.stages)
    )
    before = plan(run.model_copy(update={"protocol": run.protocol.model_copy(update={"stages": stages})}))
    assert [(each.id, each.glucose) for each in readout_sheets(before)][:2] == [("D4/GSIS", True), ("D7/ELISA", False)]
    task = next(each for each in movable_tasks(before, 4) if each.own.kind == "task")
    way = move_way(before, task, 7, "Ada")
    assert way
    after = plan(way.run)
    # On one day they belong together: the ELISA measures the tubes of the secretion.
    assert [(each.id, each.glucose) for each in readout_sheets(after)][:2] == [("D7/GSIS", True), ("D7/ELISA", True)]
    assert {"D7/GSIS", "D7/ELISA"} <= set(way.changed)
    assert way.withdrawn == ("D4/GSIS",)
    tubes = {each.id: each.day for each in tube_labels(after) if each.part == "D7/GSIS"}
    assert tubes["D7/GSIS/1L"] == 7
    assert not [each for each in tube_labels(after) if each.part == "D7/ELISA"]
