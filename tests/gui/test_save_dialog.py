from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from mscplanner.gui.save_dialog import ask_file


def test_that_a_file_is_proposed_and_handed_over(qtbot: QtBot, tmp_path: Path) -> None:
    owner, chosen = QWidget(), list[Path]()
    qtbot.addWidget(owner)
    owner.show()
    ask_file(owner, "Save PDF", "PDF (*.pdf)", "R/2026.pdf", chosen.append)
    (asked,) = owner.findChildren(QFileDialog, "save_dialog")
    assert (asked.windowTitle(), asked.defaultSuffix(), asked.nameFilters()) == ("Save PDF", "pdf", ["PDF (*.pdf)"])
    assert asked.acceptMode() == QFileDialog.AcceptMode.AcceptSave
    assert [Path(each).name for each in asked.selectedFiles()] == ["R-2026.pdf"]
    asked.fileSelected.emit(str(tmp_path / "a.pdf"))
    assert chosen == [tmp_path / "a.pdf"]
    asked.close()
