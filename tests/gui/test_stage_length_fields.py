"""Lengths of stages whose source states none: typed in the run, read back, told as the lab's, undone."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from mscplanner.domain.run import StageLength
from mscplanner.gui.findings_dock import FindingsDock

Planning = Callable[..., Any]
OPEN = "adsc-mir-375"


def shown(planner: Any) -> list[str]:
    return [label.text() for label in planner.page.form.findChildren(QLabel) if label.isVisibleTo(planner.page.form)]


def test_that_only_a_run_with_stages_of_open_length_has_the_fields(planning: Planning) -> None:
    assert not planning().page.form.lengths.isVisibleTo(planning().page.form)
    planner = planning(OPEN)
    assert [line.label.text() for line in planner.page.form.lengths.lines] == [
        "S1  miR-375 transduction",
        "S2  Differentiation after transduction",
    ]


def test_that_a_length_is_read_back_at_each_key_and_dates_the_run(planning: Planning) -> None:
    planner = planning(OPEN)
    before = planner.document.run
    first, second = (line.field for line in planner.page.form.lengths.lines)
    assert shown(planner).count("not stated: nothing after it is dated") == 2
    QTest.keyClicks(second, "7 d")
    assert "= 168 h · lab setting" in shown(planner)
    QTest.keyClick(second, Qt.Key.Key_Return)
    QTest.keyClicks(first, "34 h")
    assert "= 34 h · D0 to D1 + 10 h · lab setting" in shown(planner)
    assert not planner.document.plan.days
    QTest.keyClick(first, Qt.Key.Key_Return)
    assert "= 168 h · D1 + 10 h to D8 + 10 h · lab setting" in shown(planner)
    assert planner.step == "Change the length of S1"
    assert planner.document.plan.last_day.label == "D8"
    planner.document.undo_stack.undo()
    planner.document.undo_stack.undo()
    assert planner.document.run == before
    assert (first.text(), second.text()) == ("", "")


def test_that_a_length_that_cannot_be_read_stays_and_its_finding_leads_to_it(planning: Planning) -> None:
    planner = planning(OPEN, lengths=(StageLength(stage="differentiation", length="7-9 d"),))
    field = planner.page.form.lengths.lines[1].field
    finding = next(each for each in planner.document.findings if each.code == "E-QTY-RANGE")
    planner.page.show_place(finding)
    assert field.hasFocus()
    planner.document.apply_fix(finding.fixes[0].label, finding, 0)
    assert field.text() == planner.document.run.length("differentiation") == finding.fixes[0].edit.value


def test_that_the_way_on_of_a_missing_length_leads_to_its_field(planning: Planning) -> None:
    planner = planning(OPEN)
    dock = FindingsDock(planner.wording)
    dock.place_wanted.connect(planner.page.show_place)
    dock.show_document(planner.document)
    before = planner.document.run
    for at, stage in enumerate(planner.document.protocol.stages):
        dock.choose(next(each for each in planner.document.findings if each.place == ("stages", stage.id, "duration")))
        dock.fix_current()
        assert QApplication.focusWidget() is planner.page.form.lengths.lines[at].field
    assert planner.document.run == before
    dock.deleteLater()


def test_that_the_fields_speak_chinese(planning: Planning) -> None:
    planner = planning(OPEN, "zh", lengths=(StageLength(stage="transduction", length="2 d"),))
    assert "= 48 h · D0 至 D2 · 实验室设定" in shown(planner)
    assert "阶段时长" in shown(planner)
