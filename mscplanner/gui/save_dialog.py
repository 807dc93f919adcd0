"""Asks where a file is to be written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget


def ask_file(
    owner: QWidget, title: str, kinds: str, proposed: str, then: Callable[[Path], object], name: str = "save_dialog"
) -> None:
    """Open the dialog; ``then`` gets the file that was chosen, and nothing happens where none was.

    Args:
        owner: The widget that the dialog stands before.
        title: Of the dialog, in the language of the window.
        kinds: Files to be shown, as Qt has them: ``PDF (*.pdf)``.
        proposed: Name of the file; its ending is added where none is typed.
        then: Writes the file.
        name: Object name of the dialog.
    """
    asked = QFileDialog(owner, title)
    asked.setObjectName(name)
    asked.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    asked.setNameFilter(kinds)
    asked.setDefaultSuffix(proposed.rpartition(".")[2])
    asked.setDirectory(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    asked.selectFile(proposed.replace("/", "-"))
    asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    asked.fileSelected.connect(lambda path: then(Path(path)))
    asked.open()
