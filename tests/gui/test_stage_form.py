"""The fields of a stage."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mscplanner.gui.document import Spot

BM, UC, ADSC = "bm-msc-three-step", "uc-msc-three-step", "adsc-one-step"
Editing = Callable[..., Any]


def test_that_a_reset_of_a_name_brings_both_languages_back(editing: Editing) -> None:
    editor = editing()
    editor.page.show_spot(Spot(0, -1, "title"))
    QTest.keyClicks(editor.field(), "Wake up")
    QTest.keyClick(editor.field(), Qt.Key.Key_Return)
    assert editor.document.protocol.stages[0].title.written("zh") == "Wake up"
    editor.page.reset_current()
    assert editor.document.protocol.stages[0].title.written("zh") == "第一步"


def test_that_a_duration_follows_into_list_and_ruler(editing: Editing) -> None:
    editor = editing()
    editor.page.show_spot(Spot(0, -1, "duration"))
    QTest.keyClicks(editor.field(), "3 d")
    assert editor.page.form.notes("duration").texts() == ["= 72 h · D0 to D3"]
    QTest.keyClick(editor.field(), Qt.Key.Key_Return)
    assert "3 d" in editor.page.stages.list.item(1).text()
    assert "S2 D3–D11" in editor.page.ruler.accessibleName()
    assert "was 2 d" in editor.page.form.notes("duration").texts()


def test_that_a_basal_medium_is_completed_and_kept_by_its_id(editing: Editing) -> None:
    editor = editing()
    editor.page.show_spot(Spot(0, -1, "basal"))
    field = editor.field()
    QTest.keyClicks(field, "RPMI")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    medium = editor.document.protocol.stages[0].medium
    assert medium
    assert medium.basal == "rpmi-1640"


def test_that_an_emptied_name_comes_back_when_the_field_is_left(editing: Editing) -> None:
    editor = editing()
    editor.page.show_spot(Spot(0, -1, "title"))
    editor.field().clear()
    editor.field().textEdited.emit("")
    editor.page.show_spot(Spot(0, -1, "duration"))
    assert editor.page.form.field("title").text() == "Step 1"


def test_that_a_basal_medium_that_was_emptied_and_typed_again_keeps_its_printed_text(editing: Editing) -> None:
    editor = editing()
    editor.page.show_spot(Spot(0, -1, "basal"))
    field = editor.field()
    QTest.keyClick(field, Qt.Key.Key_Delete)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert editor.document.protocol.stages[0].medium is None
    QTest.keyClicks(field, "L-DMEM")
    QTest.keyClick(QApplication.activePopupWidget() or field, Qt.Key.Key_Return)
    medium = editor.document.protocol.stages[0].medium
    assert medium
    assert (medium.basal, medium.printed) == ("L-DMEM", "无血清 H-DMEM")
