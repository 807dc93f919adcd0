"""Dialogs are as large as their text asks for, and no field is cut where the screen is small."""

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QLineEdit, QVBoxLayout
from pytestqt.qtbot import QtBot

from mscplanner.gui.dialog_room import room_for, scrolled_fields
from mscplanner.gui.theme import apply_theme


def test_that_a_dialog_grows_with_the_text_up_to_the_screen(qapp: QApplication, qtbot: QtBot) -> None:
    sizes = []
    for percent in (100, 175, 400):
        apply_theme(qapp, "light", percent)
        dialog = QDialog()
        qtbot.addWidget(dialog)
        sizes.append(room_for(dialog, 40, 20))
        screen = dialog.screen().availableGeometry()
    apply_theme(qapp, "light", 100)
    assert sizes[0].width() < sizes[1].width() <= sizes[2].width() <= screen.width()
    assert sizes[0].height() < sizes[1].height() <= sizes[2].height() <= screen.height()


def test_that_fields_higher_than_their_dialog_scroll_and_keep_their_size(qapp: QApplication, qtbot: QtBot) -> None:
    dialog, column = QDialog(), QVBoxLayout()
    qtbot.addWidget(dialog)
    fields = [QLineEdit() for _ in range(12)]
    for field in fields:
        field.setMinimumWidth(200)
        column.addWidget(field)
    area = scrolled_fields(column, "Fields")
    outer = QHBoxLayout(dialog)
    outer.addWidget(area)
    dialog.resize(320, 150)
    dialog.show()
    qtbot.waitExposed(dialog)
    assert {field.height() for field in fields} == {fields[0].sizeHint().height()}
    assert area.verticalScrollBar().maximum() > 0
    seen = QRect(area.viewport().mapTo(dialog, area.viewport().rect().topLeft()), area.viewport().size())
    area.ensureWidgetVisible(fields[-1])
    place = fields[-1].mapTo(dialog, fields[-1].rect().topLeft())
    assert seen.contains(QRect(place, fields[-1].size()))
