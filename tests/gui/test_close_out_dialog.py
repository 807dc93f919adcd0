"""A sheet is taken over with the keyboard alone, as one step, and every correction leaves its trace."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QLabel, QLineEdit, QPushButton, QWidget

from mscplanner.domain.run import Run
from mscplanner.gui.close_out_beginnings import Draft, Scanned
from mscplanner.gui.close_out_dialog import CloseOutDialog
from mscplanner.gui.happening_dialog import HappeningDialog
from mscplanner.library.entry import Stamp
from mscplanner.planning.close_out import closed_part
from mscplanner.planning.close_out_form import close_out_form
from mscplanner.planning.replanning import is_done
from mscplanner.sheets.job import document_code

TODAY = date(2026, 12, 14)
AT = datetime(2026, 12, 9, 16, tzinfo=UTC)
Opening = Callable[..., tuple[Any, CloseOutDialog]]


@pytest.fixture
def opening(planning: Callable[..., Any]) -> Opening:
    """Open the form of a part of a run; further words go to the dialog."""
    planner = planning()

    def opened(part: str, **words: Any) -> tuple[Any, CloseOutDialog]:
        form = close_out_form(planner.document.plan, part)
        assert form is not None
        dialog = CloseOutDialog(
            planner.page,
            planner.document,
            form,
            TODAY,
            lambda: Stamp(at=AT, author="Ada"),
            words.pop("carried", {}),
            **words,
        )
        QDialog.open(dialog)
        QApplication.processEvents()
        return planner, dialog

    return opened


def field(dialog: CloseOutDialog, name: str) -> QWidget:
    found = dialog.fields.findChild(QWidget, name)
    assert found is not None, name
    return found


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifiers)


def enter(text: str = "") -> None:
    """Type into the field that has the focus, and go on."""
    focused = QApplication.focusWidget()
    assert focused is not None
    if text:
        QTest.keyClicks(focused, text)
    press(Qt.Key.Key_Return)


def typed(dialog: CloseOutDialog, row: str, column: str) -> str:
    found = next(each for each in dialog.fields.rows if each.id == row)
    return found.typed(column)


def take_as_it_is(dialog: CloseOutDialog) -> None:
    """Keep a form with its findings: the first press tells them."""
    dialog.take()
    assert dialog.notes.stands
    dialog.take()


def name(dialog: CloseOutDialog) -> str:
    focused = QApplication.focusWidget()
    return focused.objectName() if focused else ""


def test_that_a_day_is_closed_out_with_the_keyboard_alone(opening: Opening) -> None:
    planner, dialog = opening("D2")
    code = document_code(planner.document.plan)
    dialog.activateWindow()
    assert QTest.qWaitForWindowActive(dialog)
    assert name(dialog) == "before/all"
    assert dialog.outcome.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    assert name(dialog) == "steps/1/time"
    enter("1412")
    assert typed(dialog, "steps/1", "time") == "14:12"
    enter("LZ")
    assert name(dialog) == "steps/2/time"  # done and actual of the next step stand there already
    enter("14:20")
    assert name(dialog) == "steps/2/initials"
    enter()
    assert typed(dialog, "steps/2", "initials") == "LZ"
    dialog.fields.focus_field("deviations/all", "answer")
    press(Qt.Key.Key_N)
    enter()
    assert name(dialog) == "sign-off/performed/name"  # nothing happened: there is nothing to tell
    enter("L. Zhang")
    enter("1209")
    assert typed(dialog, "sign-off/performed", "date") == "2026-12-09"
    enter("1500")
    assert name(dialog) == "sign-off/checked/name"
    enter("M. Li")
    enter()
    assert typed(dialog, "sign-off/checked", "date") == "2026-12-09"
    enter()
    assert name(dialog) == "take"
    before = planner.document.undo_stack.count()
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    run: Run = planner.document.run
    record = closed_part(run, "D2")
    assert record is not None
    assert (record.by, record.at, record.revision) == ("Ada", AT, 1)
    row = record.row("steps/3")
    assert row is not None
    assert (row.typed("actual"), row.typed("time"), row.typed("initials")) == ("1 mL/well", "", "")
    assert is_done(planner.document.plan, 2)
    assert {each.by for each in run.happened} == {"L. Zhang"}
    assert (planner.document.undo_stack.count(), run.revision) == (before + 1, 1)
    assert document_code(planner.document.plan) != code  # what happened is part of the plan
    planner.document.undo_stack.undo()
    assert (planner.document.run.closed, planner.document.run.happened) == ((), ())
    assert document_code(planner.document.plan) == code


def test_that_a_record_alone_leaves_the_document_code(opening: Opening) -> None:
    planner, dialog = opening("S2-1/D2")
    code = document_code(planner.document.plan)
    dialog.fields.set_typed("recipe/2", "lot", "L77")
    take_as_it_is(dialog)
    assert closed_part(planner.document.run, "S2-1/D2") is not None
    assert document_code(planner.document.plan) == code


def test_that_a_day_done_late_leads_to_the_ways_on_and_is_one_step(opening: Opening) -> None:
    planner, dialog = opening("D4")
    dialog.planned.click()
    for row, column, text in (
        ("sign-off/performed", "name", "L. Zhang"),
        ("sign-off/performed", "date", "2026-12-12"),
        ("deviations/all", "text", "late delivery"),
    ):
        dialog.fields.set_typed(row, column, text)
    dialog.check()
    assert dialog.outcome.kind == "other-day"
    revised: list[bool] = []
    dialog.revised.connect(lambda: revised.append(True))
    take_as_it_is(dialog)
    asked = dialog.findChild(HappeningDialog)
    assert asked is not None
    assert (asked.kind, asked.number.value(), asked.name.text()) == ("other-day", 5, "L. Zhang")
    assert asked.note.text() == "late delivery"
    assert planner.document.run.closed == ()
    before = planner.document.undo_stack.count()
    asked.ways.findChildren(QWidget, "way_move-rest")
    cards = asked.ways.findChildren(QWidget)
    choice = next(each for each in cards if getattr(each, "isCheckable", lambda: False)())
    QTest.keyClick(choice, Qt.Key.Key_Space)
    QTest.mouseClick(asked.apply, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    run: Run = planner.document.run
    assert [each.part for each in run.closed] == ["D4"]
    assert (run.revision, planner.document.undo_stack.count(), revised) == (2, before + 1, [True])
    assert [each.day for each in run.happened if each.kind == "fed" and each.planned_day == 4] == [5]


def test_that_leaving_the_question_goes_back_to_the_form(opening: Opening) -> None:
    planner, dialog = opening("D4")
    dialog.planned.click()
    dialog.fields.set_typed("sign-off/performed", "date", "2026-12-12")
    take_as_it_is(dialog)
    asked = dialog.findChild(HappeningDialog)
    assert asked is not None
    asked.reject()
    assert dialog.isVisible()
    assert typed(dialog, "sign-off/performed", "date") == "2026-12-12"
    assert planner.document.run.closed == ()


def test_that_a_medium_made_on_another_day_tells_what_follows(opening: Opening) -> None:
    planner, dialog = opening("S2-1")
    dialog.planned.click()
    dialog.fields.set_typed("sign-off/performed", "date", "2026-12-10")
    dialog.check()
    assert (dialog.outcome.kind, dialog.outcome.day) == ("made", 3)
    take_as_it_is(dialog)
    made = [each for each in planner.document.run.happened if each.kind == "made"]
    assert [(each.batch, each.day) for each in made] == [("S2-1", 3)]
    assert planner.document.run.revision == 2


def test_that_nothing_typed_is_lost_when_the_form_is_left(opening: Opening) -> None:
    _, dialog = opening("D2")
    kept: list[Any] = []
    left: list[str] = []
    dialog.typed.connect(lambda part, rows: kept.append((part, rows)))
    dialog.half_filled.connect(left.append)
    dialog.fields.set_typed("steps/1", "time", "25:99 or so")
    dialog.reject()
    assert ([part for part, _ in kept], left) == (["D2"], ["D2"])
    _, again = opening("D2", draft=Draft(kept[0][1], AT))
    line = field(again, "steps/1/time")
    assert isinstance(line, QLineEdit)
    assert line.text() == "25:99 or so"
    assert again.notes.findings[0].code == "W-CLOSE-TIME"
    empty: list[Any] = []
    _, untouched = opening("D2")
    untouched.half_filled.connect(empty.append)
    untouched.typed.connect(empty.append)
    untouched.reject()
    assert empty == []


def test_that_a_finding_leads_to_its_field_and_can_be_mended(opening: Opening) -> None:
    _, dialog = opening("D2")
    dialog.fields.set_typed("sign-off/performed", "date", "09/12/2026")
    dialog.fields.set_typed("sign-off/performed", "name", "L. Zhang")
    dialog.check()
    assert [each.code for each in dialog.notes.findings] == ["E-DATE"]
    dialog.activateWindow()
    assert QTest.qWaitForWindowActive(dialog)
    QTest.keyClick(dialog, Qt.Key.Key_F8)
    assert name(dialog) == "sign-off/performed/date"
    mend = next(each for each in dialog.notes.findChildren(QPushButton) if each.text() == "Use 2026-12-09")
    mend.click()
    assert typed(dialog, "sign-off/performed", "date") == "2026-12-09"
    assert dialog.notes.findings == ()


def test_that_a_record_is_read_only_until_it_is_corrected_with_a_reason(opening: Opening) -> None:
    planner, dialog = opening("S2-1/D2")
    dialog.fields.set_typed("recipe/2", "lot", "L77")
    take_as_it_is(dialog)
    _, shown = opening("S2-1/D2")
    lot, tick = field(shown, "recipe/2/lot"), field(shown, "recipe/1/done")
    assert isinstance(lot, QLineEdit)
    assert isinstance(tick, QCheckBox)
    assert (lot.isReadOnly(), tick.isEnabled(), shown.close_out.isVisible()) == (True, False, False)
    shown.correct.click()
    shown.fields.set_typed("recipe/2", "lot", "L78")
    shown.take()
    assert shown.isVisible()
    shown.reason.setText("read again")
    shown.take()
    record = closed_part(planner.document.run, "S2-1/D2")
    assert record is not None
    (correction,) = record.corrections
    assert (correction.before, correction.after, correction.by) == ("L77", "L78", "Ada")
    _, again = opening("S2-1/D2")
    assert "“L77” → “L78”. read again" in again._told.text()


def test_that_a_warning_of_the_scan_stands_above_the_form(opening: Opening) -> None:
    planner, dialog = opening("S2-1/D2", scanned=Scanned(1, "7f3a-91c2", "This sheet is outdated."))
    assert dialog._warning.text() == "This sheet is outdated."
    dialog.take()
    record = closed_part(planner.document.run, "S2-1/D2")
    assert record is not None
    assert record.code == "7f3a-91c2"


def test_that_what_the_person_typed_before_is_offered_and_not_filled_in(opening: Opening) -> None:
    _, dialog = opening("D2", carried={"initials": "LZ", "name": "L. Zhang"})
    line = field(dialog, "steps/1/initials")
    assert isinstance(line, QLineEdit)
    assert (line.text(), line.placeholderText()) == ("", "↵ LZ")
    assert typed(dialog, "steps/1", "initials") == ""
    checked = field(dialog, "sign-off/checked/name")
    assert isinstance(checked, QLineEdit)
    assert checked.placeholderText() == ""


def test_that_every_field_has_a_name_of_its_own(opening: Opening) -> None:
    _, dialog = opening("S2-1")
    names = [each.accessibleName() for each in dialog.fields._keys]
    assert all(names)
    assert len(names) == len(set(names))


def test_that_one_press_ticks_all_boxes_and_an_open_one_is_recorded_by_itself(opening: Opening) -> None:
    _, dialog = opening("D2")
    dialog.activateWindow()
    assert QTest.qWaitForWindowActive(dialog)
    (more,) = dialog.fields.findChildren(QPushButton, "single_boxes")
    assert more.text() == "One by One (0 of 6)"
    press(Qt.Key.Key_Space)
    assert typed(dialog, "before/1", "done") == typed(dialog, "before/6", "done") == "yes"
    assert more.text() == "One by One (6 of 6)"
    more.click()
    box = field(dialog, "before/3/done")
    assert isinstance(box, QCheckBox)
    box.click()
    every = field(dialog, "before/all")
    assert isinstance(every, QCheckBox)
    assert (typed(dialog, "before/3", "done"), every.isChecked()) == ("", False)
    dialog.check()
    assert dialog.notes.findings[0].place == ("close-out", "before/3", "done")
    more.click()
    assert box.isHidden() or not box.isVisible()
    dialog.notes.walk()
    assert name(dialog) == "before/3/done"
    take_as_it_is(dialog)
    record = closed_part(dialog._document.run, "D2")
    assert record
    assert [row.id for row in record.rows if row.section == "before" and not row.typed("done")] == ["before/3"]


def test_that_a_read_out_is_taken_over_and_its_index_is_worked_out_beside_it(opening: Opening) -> None:
    planner, dialog = opening("D18/GSIS")
    assert not dialog.outcome.isVisible()
    dialog.fields.set_typed("D-1", "insulin-low", "5.0")
    dialog.fields.set_typed("D-1", "insulin-high", "16.2")
    told = [each.text() for each in dialog.fields.findChildren(QLabel) if "worked out" in each.text()]
    assert told == ["1  V1, induced\nInsulin, worked out: SI = high ÷ low = 16.2 ÷ 5.0 = 3.24"]
    take_as_it_is(dialog)
    record = closed_part(planner.document.run, "D18/GSIS")
    assert record
    row = record.row("D-1")
    assert row
    # What was worked out is shown and never recorded.
    assert [(cell.column, cell.typed) for cell in row.cells if cell.typed] == [
        ("insulin-low", "5.0"),
        ("insulin-high", "16.2"),
    ]
    _, shown = opening("OFF/D5-D6")
    assert shown.notes.findings == ()


def test_that_a_block_of_a_reader_fills_the_plate(opening: Opening) -> None:
    _, dialog = opening("D18/ELISA")
    dialog.activateWindow()
    assert QTest.qWaitForWindowActive(dialog)
    QApplication.clipboard().setText("0.051\t0.052\n0.101\tOVER\r\n")
    start = dialog.fields.focus_field("plate-B1/G", "G11")
    assert start
    QTest.keyClick(start, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    wells = ("plate-B1/G", "G11"), ("plate-B1/G", "G12"), ("plate-B1/H", "H11"), ("plate-B1/H", "H12")
    assert [typed(dialog, *each) for each in wells] == ["0.051", "0.052", "0.101", "OVER"]
    assert sum(bool(cell.typed) for row in dialog.fields.rows for cell in row.cells) == 4
    QApplication.clipboard().setText("0.2")
    QTest.keyClick(start, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(start, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert typed(dialog, "plate-B1/G", "G11") == "0.2"


@pytest.mark.parametrize("into", ["steps/1/time", "observations/V1/contamination", "steps/1/done"])
def test_that_a_sheet_scanned_into_a_field_is_opened_and_the_field_stays_as_it_was(into: str, opening: Opening) -> None:
    _, dialog = opening("D2")
    dialog.activateWindow()
    assert QTest.qWaitForWindowActive(dialog)
    dialog.fields.set_typed("steps/1", "time", "09:05")
    before = dialog.fields.rows
    scanned: list[str] = []
    dialog.scanned.connect(scanned.append)
    row, _, column = into.rpartition("/")
    assert dialog.fields.focus_field(row, column)
    kept: list[Any] = []
    dialog.typed.connect(lambda _part, rows: kept.append(rows))
    enter("MSCP/R-2026-014/D4/1/7f3a-91c2")
    assert scanned == ["MSCP/R-2026-014/D4/1/7f3a-91c2"]
    assert (kept[-1] if kept else before) == before


@pytest.mark.parametrize("part", ["D2", "D18/ELISA"])
def test_that_the_field_that_is_typed_into_is_always_seen(part: str, opening: Opening) -> None:
    _, dialog = opening(part)
    dialog.activateWindow()
    assert QTest.qWaitForWindowActive(dialog)
    for _ in range(40):
        enter()
        focused = QApplication.focusWidget()
        assert focused is not None
        assert not focused.visibleRegion().isEmpty(), focused.objectName()


def test_that_a_form_that_is_opened_again_shows_where_it_was_left(opening: Opening) -> None:
    form = close_out_form(opening("D2")[0].document.plan, "D2")
    assert form
    rows = tuple(
        row.model_copy(update={"cells": tuple(cell.model_copy(update={"typed": "x"}) for cell in row.cells)})
        for row in form.rows
        if row.section != "sign-off"
    )
    _, dialog = opening("D2", draft=Draft(rows, AT))
    QApplication.processEvents()
    focused = dialog.focusWidget()
    assert focused
    assert focused.objectName() == "sign-off/performed/name"
    assert not focused.visibleRegion().isEmpty()
    anew = dialog.findChild(QPushButton, "begin_anew")
    assert anew
    anew.click()
    anew.click()
    QApplication.processEvents()
    focused = dialog.focusWidget()
    assert focused
    assert (focused.objectName(), focused.visibleRegion().isEmpty()) == ("sign-off/performed/name", False)


def test_that_what_is_to_be_looked_at_is_told_at_the_first_press_and_kept_at_the_next(opening: Opening) -> None:
    planner, dialog = opening("D2")
    dialog.activateWindow()
    assert QTest.qWaitForWindowActive(dialog)
    for row, column, text in (
        ("medium/S2-1/D2", "use_by", "yesterday"),
        ("steps/1", "time", "25:99"),
        ("observations/V1", "confluence", "1e9"),
        ("sign-off/performed", "name", "L. Zhang"),
        ("sign-off/performed", "date", "2026-12-09"),
    ):
        dialog.fields.set_typed(row, column, text)
    assert dialog.close_out.text() == "Close Out"
    dialog.take_and_go_on()
    assert closed_part(planner.document.run, "D2") is None
    assert [each.code for each in dialog.notes.findings] == ["E-DATE", "W-CLOSE-TIME", "W-CLOSE-PERCENT"]
    told = [each.text() for each in dialog.notes.findChildren(QLabel)]
    assert "3 entries are to be looked at: mend them, or press once more to keep what was typed." in told
    assert (name(dialog), dialog.close_out.text()) == ("medium/S2-1/D2/use_by", "Close Out As It Is")
    QTest.keyClick(dialog, Qt.Key.Key_F8)
    assert name(dialog) == "steps/1/time"
    dialog.fields.set_typed("steps/1", "time", "25:98")
    dialog.check()
    assert dialog.close_out.text() == "Close Out"
    following: list[bool] = []
    dialog.next_wanted.connect(lambda: following.append(True))
    dialog.take()  # another finding than the one that was told
    assert closed_part(planner.document.run, "D2") is None
    assert name(dialog) == "steps/1/time"
    dialog.take()
    record = closed_part(planner.document.run, "D2")
    assert record
    assert [row.typed("time") for row in record.rows if row.id == "steps/1"] == ["25:98"]
    assert following == []
    _, shown = opening("D2")
    assert [each.code for each in shown.notes.findings] == ["E-DATE", "W-CLOSE-TIME", "W-CLOSE-PERCENT"]


def test_that_a_correction_is_held_back_only_for_what_is_new(opening: Opening) -> None:
    planner, dialog = opening("D2")
    dialog.fields.set_typed("steps/1", "time", "25:99")
    dialog.take()
    dialog.take()
    _, shown = opening("D2")
    shown.correct.click()
    shown.reason.setText("read again")
    shown.fields.set_typed("steps/2", "time", "26:00")
    assert shown.close_out.text() == "Keep Correction"
    shown.take()
    assert (shown.isVisible(), shown.close_out.text()) == (True, "Keep As It Is")
    shown.fields.set_typed("steps/2", "time", "16:00")
    shown.check()
    assert shown.close_out.text() == "Keep Correction"
    shown.take()
    record = closed_part(planner.document.run, "D2")
    assert record
    assert [each.after for each in record.corrections] == ["16:00"]
    _, again = opening("D2")
    assert "· 1 correction\n" in again._told.text() or "· 1 correction ·" in again._told.text()


def test_that_a_record_and_its_correction_are_never_filled_in_as_planned(opening: Opening) -> None:
    _, dialog = opening("D2")
    dialog.fields.set_typed("steps/1", "time", "09:05")
    take_as_it_is(dialog)
    _, shown = opening("D2")
    before = shown.fields.rows
    shown.activateWindow()
    assert QTest.qWaitForWindowActive(shown)
    for _ in range(2):
        QTest.keyClick(shown, Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
        assert shown.fields.rows == before
        shown.correct.click()
    assert "Alt+P" not in shown._keys.text()


def test_that_a_record_shows_its_ticked_boxes_as_ticked(opening: Opening) -> None:
    _, dialog = opening("D0")
    dialog.planned.click()
    take_as_it_is(dialog)
    _, shown = opening("D0")
    for _ in range(2):
        told = [(each.every.isChecked(), each.more.text()) for each in shown.fields._groups.values()]
        assert told == [(True, "One by One (6 of 6)"), (True, "One by One (2 of 2)")]
        shown.correct.click()


@pytest.mark.parametrize("part", ["S1-1", "S2-1/D2"])
def test_that_the_second_person_is_never_offered_the_initials_of_the_first(part: str, opening: Opening) -> None:
    _, dialog = opening(part, carried={"initials": "LZ", "name": "L. Zhang"})
    dialog.activateWindow()
    assert QTest.qWaitForWindowActive(dialog)
    assert dialog.fields.focus_field("recipe/1", "initials")
    enter("9A")
    line = field(dialog, "recipe/check/initials")
    assert isinstance(line, QLineEdit)
    assert line.placeholderText() == ""
    assert dialog.fields.focus_field("recipe/check", "initials")
    enter()
    assert typed(dialog, "recipe/check", "initials") == ""
    assert dialog.fields.focus_field("recipe/check", "initials")
    enter("9a")
    assert "W-CLOSE-CHECKED" in [each.code for each in dialog.notes.findings]
    assert dialog.fields.carried["initials"] == "9A"


def test_that_findings_take_the_room_that_they_need_and_hide_no_field_that_is_typed_into(opening: Opening) -> None:
    _, dialog = opening("D2")
    dialog.activateWindow()
    assert QTest.qWaitForWindowActive(dialog)
    assert dialog.notes.height() < 2 * dialog.fontMetrics().lineSpacing()
    for row in ("steps/1", "steps/2", "steps/3"):
        dialog.fields.set_typed(row, "time", "25:99")
    line = dialog.fields.focus_field("observations/V1", "confluence")
    assert line
    # The field stands at the lower edge of what is seen.
    bar = dialog._area.verticalScrollBar()
    bottom = line.mapTo(dialog.fields, line.rect().bottomLeft()).y()
    bar.setValue(bottom + 2 - dialog._area.viewport().height())
    assert bar.value() > 0
    before = dialog.notes.height()
    dialog.check()
    QApplication.processEvents()
    assert dialog.notes.height() > before + 2 * dialog.fontMetrics().lineSpacing()
    seen = line.mapTo(dialog._area.viewport(), line.rect().bottomLeft()).y()
    assert 0 < seen < dialog._area.viewport().height()
