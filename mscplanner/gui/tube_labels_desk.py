"""Opens the labels of the run that is shown."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog

from mscplanner.gui.open_documents import OpenDocuments
from mscplanner.gui.preferences import Preferences

if TYPE_CHECKING:
    from mscplanner.gui.actions import Commands
    from mscplanner.gui.tube_labels_dialog import TubeLabelsDialog


class TubeLabelsDesk(QObject):
    """Answers the command of the menu and the button beside the sheets.

    ``opened`` carries the key of the run, and the ``PageOutput`` of its labels.

    Attributes:
        dialog: The labels, while they are open.
    """

    opened = Signal(str, object)

    def __init__(
        self, documents: OpenDocuments, commands: Commands, preferences: Preferences, today: date, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._documents, self._wording = documents, commands.wording
        self._preferences, self._today = preferences, today
        self.dialog: TubeLabelsDialog | None = None
        commands["labels"].triggered.connect(lambda _checked: self.open())
        documents.labels_asked.connect(self.open)

    def open(self) -> None:
        """Show the labels of the current run."""
        from mscplanner.gui.tube_labels_dialog import TubeLabelsDialog
        from mscplanner.library.files import Unreadable
        from mscplanner.library.lab_files import read_label_sheets, settings_folder

        pages = self._documents.run
        if pages is None or self.dialog:
            return
        sheets = read_label_sheets(settings_folder())
        if isinstance(sheets, Unreadable):
            # Told as it is; the sheets that come with the program are there in the meantime.
            fault = sheets
            self._documents.told.emit(lambda: fault.written(self._wording.language), "error", ())
            sheets = read_label_sheets()
        if isinstance(sheets, Unreadable):
            return
        dialog = TubeLabelsDialog(pages.sheets_page.window(), pages.document, sheets, self._preferences, self._today)
        dialog.finding_wanted.connect(self._documents.show_finding)
        dialog.finished.connect(self._closed)
        self.dialog = dialog
        self.opened.emit(self._documents.desk.key_of(pages.document), dialog.output)
        # PySide hides the plain ``open`` of dialogs behind the one with a receiver.
        QDialog.open(dialog)

    def finish(self) -> None:
        """Close the labels and remember what was chosen."""
        if self.dialog:
            self.dialog.reject()

    def _closed(self) -> None:
        self.dialog = None
