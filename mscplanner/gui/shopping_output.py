"""The shopping list out of the window: as PDF, as spreadsheet, as CSV, and to a printer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import cast

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinterInfo
from PySide6.QtWidgets import QComboBox, QDialog, QWidget

from mscplanner.domain.language import N_
from mscplanner.domain.message import message
from mscplanner.gui.paper_printer import PaperPrinter, printer_for
from mscplanner.gui.preferences import Preferences
from mscplanner.gui.save_dialog import ask_file
from mscplanner.gui.wording import Wording
from mscplanner.planning.shared_batches import SharedBatch
from mscplanner.planning.shopping_items import ShoppingList
from mscplanner.sheets.printing import PaperName, Printing, SheetLanguage

_PAPERS = (("a4", "A4"), ("letter", "Letter"))
_LANGUAGES = (("en", "English"), ("zh", "中文"), ("both", "English + 中文"))


class ShoppingOutput(QObject):
    """Hands a shopping list out; ``told`` carries what became of that, and its tone.

    Attributes:
        paper: The choice of the paper.
        language: The choice of the language of paper and files.
    """

    told = Signal(object, str)

    def __init__(self, wording: Wording, preferences: Preferences, owner: QWidget) -> None:
        super().__init__(owner)
        self._wording, self._preferences, self._owner = wording, preferences, owner
        self._listed: ShoppingList | None = None
        self._shared: tuple[SharedBatch, ...] = ()
        self._printed: PaperPrinter | None = None
        self.paper = _choice(_PAPERS, preferences.paper)
        self.language = _choice(_LANGUAGES, wording.language)
        wording.bind(self.paper.setAccessibleName, N_("Paper"))
        wording.bind(self.language.setAccessibleName, N_("Language of the list"))
        self.paper.currentIndexChanged.connect(self._note_paper)

    def take(self, listed: ShoppingList | None, shared: tuple[SharedBatch, ...] = ()) -> None:
        """Hand out this list from now on; None where there is nothing to hand out."""
        self._listed, self._shared = listed, shared

    @property
    def printing(self) -> Printing:
        """How the list is printed, as it is chosen now."""
        return Printing(
            paper=cast(PaperName, self.paper.currentData()),
            language=cast(SheetLanguage, self.language.currentData()),
            printed_at=datetime.now().astimezone().replace(second=0, microsecond=0),
        )

    def pdf(self) -> bytes:
        """Return the list as PDF; nothing where there is no list."""
        from mscplanner.sheets.shopping_list import print_shopping_list

        return print_shopping_list(self._listed, self.printing, self._shared) if self._listed else b""

    def ask_pdf(self) -> None:
        """Ask for a file and write the list to it as PDF."""
        self._ask(N_("Save PDF"), "PDF (*.pdf)", "pdf", self.write_pdf)

    def ask_spreadsheet(self) -> None:
        """Ask for a file and write the list to it as a spreadsheet."""
        self._ask(N_("Save Spreadsheet"), "Excel (*.xlsx)", "xlsx", self.write_file)

    def ask_csv(self) -> None:
        """Ask for a file and write the list to it as comma-separated text."""
        self._ask(N_("Save CSV"), "CSV (*.csv)", "csv", self.write_file)

    def _ask(self, title: str, kinds: str, ending: str, chosen: Callable[[Path], None]) -> None:
        ask_file(self._owner, self._wording.text(title), kinds, f"{self._name()}.{ending}", chosen)

    def _name(self) -> str:
        runs = self._listed.runs if self._listed else ()
        which = runs[0].number if len(runs) == 1 else str(self._listed.today if self._listed else "")
        return f"{self._wording.text(N_('Shopping list'))} {which}".replace("/", "-").strip()

    def write_pdf(self, path: Path) -> None:
        """Write the list to ``path`` as PDF, and say so, or say what stood in the way."""
        from mscplanner.library.files import write_bytes

        self._write(path, lambda: write_bytes(path, self.pdf()))

    def write_file(self, path: Path) -> None:
        """Write the list to ``path`` as its ending says, and say so, or say what stood in the way."""
        from mscplanner.library.shopping_files import write_shopping_file

        listed, shared = self._listed, self._shared
        spoken = self.printing.languages[0] if self.language.currentData() != "both" else self._wording.language
        if listed:
            self._write(path, lambda: write_shopping_file(path, listed, spoken, shared))

    def _write(self, path: Path, write: Callable[[], None]) -> None:
        try:
            write()
        except OSError as fault:
            text = N_("Not saved to {file}: {fault}. Choose another folder.")
            self.told.emit(message(text, file=str(path), fault=fault.strerror or ""), "error")
            return
        self.told.emit(message(N_("Saved: {file}"), file=str(path)), "note")

    def print_list(self) -> None:
        """Open the print dialog of the system, or say that there is no printer."""
        if not QPrinterInfo.availablePrinterNames():
            text = N_("No printer is set up on this computer. Save the PDF and print it elsewhere.")
            self.told.emit(message(text), "warning")
            return
        printer = printer_for(self.paper.currentData(), self._name())
        dialog = QPrintDialog(printer, self._owner)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.send(PaperPrinter(self.pdf(), printer, self)))
        # PySide hides the plain ``open`` of dialogs behind the one with a receiver.
        QDialog.open(dialog)

    def send(self, printed: PaperPrinter) -> None:
        """Send the pages of the list to a printer, and say what became of that."""
        self._printed = printed
        printed.finished.connect(self._sent)
        printed.start()

    def _sent(self, taken: bool) -> None:
        text = N_("Sent to the printer.") if taken else N_("The printer did not take the pages. Save the PDF instead.")
        self.told.emit(message(text), "note" if taken else "error")

    def _note_paper(self) -> None:
        self._preferences.paper = self.paper.currentData()


def _choice(choices: tuple[tuple[str, str], ...], current: str) -> QComboBox:
    box = QComboBox()
    for value, text in choices:
        box.addItem(text, value)
    box.setCurrentIndex(max(box.findData(current), 0))
    return box
