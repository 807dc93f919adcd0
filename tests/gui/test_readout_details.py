"""How a read-out is done is typed in the editor, and the glucose of a test, with what was understood of it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mscplanner.domain.local_text import LocalText
from mscplanner.domain.protocol import Protocol, Readout
from mscplanner.gui.document import Spot
from mscplanner.gui.typed_field import TypedField
from mscplanner.library.protocol_file import read_protocol, write_protocol
from mscplanner.planning.comparison import compare
from mscplanner.planning.glucose_pairs import stated_levels

ADSC, GSIS, MORPHOLOGY = "adsc-one-step", 1, 0


class Typing:
    """The editor of a protocol, with one of its read-outs chosen."""

    def __init__(self, editor: Any, row: int) -> None:
        self.editor, self.row = editor, row
        self.details = editor.page.protocol.details
        editor.page.stages.choose(-1)
        editor.page.protocol.readouts.setCurrentCell(row, 0)

    @property
    def protocol(self) -> Protocol:
        protocol: Protocol = self.editor.document.protocol
        return protocol

    @property
    def readout(self) -> Readout:
        return self.protocol.readouts[self.row]

    def type(self, field: str, text: str) -> TypedField:
        self.editor.page.show_spot(Spot(-1, self.row, field))
        found: TypedField = self.editor.field()
        found.selectAll()
        QTest.keyClicks(found, text)
        return found

    @property
    def read_back(self) -> str:
        text: str = self.details.glucose.notes("glucose").notes.read_back
        return text


@pytest.fixture
def typing(editing: Callable[..., Any]) -> Typing:
    return Typing(editing(ADSC), GSIS)


def test_that_levels_are_read_back_while_they_are_typed_and_taken_over(typing: Typing) -> None:
    before = typing.readout.detail
    assert typing.read_back == "The sheet names what others used, and the lab ticks one."
    field = typing.type("glucose", "2.8 and 16.7")
    assert typing.read_back.startswith("Not understood")
    QTest.keyClicks(field, " mmol/L")
    assert typing.read_back == "= low 2.8 mmol/L, high 16.7 mmol/L: so printed"
    QTest.keyClick(field, Qt.Key.Key_Return)
    detail = typing.readout.detail
    assert detail
    assert stated_levels(detail) == ("2.8 mmol/L", "16.7 mmol/L")
    assert detail.written("en").startswith("Glucose: 2.8 and 16.7 mmol/L. Levels for refs 26 and 27 not found.")
    assert detail.written("zh").startswith("葡萄糖：2.8 与 16.7 mmol/L。未查到文献")
    typing.editor.document.undo_stack.undo()
    assert typing.readout.detail == before
    assert field.text() == ""


def test_that_what_is_not_understood_is_not_taken_over(typing: Typing) -> None:
    before = typing.protocol
    field = typing.type("glucose", "16,7 mM")
    QTest.keyClick(field, Qt.Key.Key_Return)
    typing.editor.page.show_spot(Spot(-1, typing.row, "detail"))
    assert typing.protocol == before
    assert field.text() == ""


def test_that_a_detail_is_typed_compared_exported_and_read_again(typing: Typing, tmp_path: Path) -> None:
    before = typing.protocol
    field = typing.type("detail", "Day 18. Glucose: 3 and 20 mM, 2 h each")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert typing.readout.detail == LocalText(plain="Day 18. Glucose: 3 and 20 mM, 2 h each")
    assert typing.details.glucose.field("glucose").text() == "3 and 20 mM"
    changes = compare(before, typing.protocol, typing.editor.document.lab).changes
    assert [each.after for each in changes if each.field.endswith("detail")] == [typing.readout.detail.plain]
    write_protocol(typing.protocol, tmp_path / "own.toml")
    read = read_protocol(tmp_path / "own.toml")
    assert isinstance(read, Protocol)
    assert read.readouts == typing.protocol.readouts


def test_that_only_a_secretion_test_has_glucose_levels(typing: Typing) -> None:
    assert typing.details.glucose.isVisible()
    typing.editor.page.protocol.readouts.setCurrentCell(MORPHOLOGY, 0)
    assert not typing.details.glucose.isVisible()
    detail = typing.protocol.readouts[MORPHOLOGY].detail
    assert typing.details.fields.field("detail").text() == (detail.written("en") if detail else "")
