"""Text of people and files is shown as it is: one module makes labels, tooltips and message boxes."""

import ast
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

import mscplanner.gui
from mscplanner.gui.labels import button_text, question, set_tip, text_label

ROOM = Path(mscplanner.gui.__file__).parent
ONLY_IN_LABELS = {"QLabel", "QMessageBox", "setToolTip", "QTextBrowser", "QTextEdit", "setHtml", "setWhatsThis"}
MARKUP = "<b>5</b> <img src=/etc/passwd> & x"


def called(source: str) -> set[str]:
    calls = [node.func for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    return {call.attr if isinstance(call, ast.Attribute) else getattr(call, "id", "") for call in calls}


@pytest.mark.parametrize("path", sorted(ROOM.glob("*.py")), ids=lambda path: path.name)
def test_that_only_labels_makes_what_could_take_text_for_markup(path: Path) -> None:
    assert path.name == "labels.py" or not called(path.read_text("utf-8")) & ONLY_IN_LABELS


def test_that_the_rule_finds_a_label_made_elsewhere() -> None:
    assert called("QtWidgets.QLabel('x'); box.setToolTip('y')") & ONLY_IN_LABELS == {"QLabel", "setToolTip"}


def test_that_a_label_shows_markup_as_it_was_typed(qapp: QApplication) -> None:
    plain = text_label(MARKUP, wrap=False)
    assert plain.sizeHint().width() > plain.fontMetrics().horizontalAdvance("5 & x") * 2


def test_that_every_text_of_a_message_box_is_plain(qapp: QApplication) -> None:
    parent = QWidget()
    box = question(parent, "title", MARKUP, MARKUP)
    formats = {label.textFormat().name for label in box.findChildren(QLabel) if label.text()}
    assert formats == {"PlainText"}


def test_that_a_tooltip_holds_no_markup_of_others(qapp: QApplication) -> None:
    widget = QWidget()
    set_tip(widget, MARKUP)
    assert "<b>" not in widget.toolTip()
    assert "&lt;b&gt;" in widget.toolTip()


def test_that_an_ampersand_on_a_button_marks_no_key() -> None:
    assert button_text("A & B") == "A && B"
