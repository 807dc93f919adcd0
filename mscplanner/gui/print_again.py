"""The very pages of a hand-out once more: made anew from its version, and compared with what was handed out."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from shiboken6 import isValid

from mscplanner import __version__
from mscplanner.domain.language import N_
from mscplanner.domain.run import Run
from mscplanner.gui.book_maker import BookMaker
from mscplanner.gui.page_output import Book, PageOutput
from mscplanner.gui.print_history_dialog import PrintHistoryDialog
from mscplanner.gui.wording import Wording
from mscplanner.planning.planner import plan

if TYPE_CHECKING:
    from mscplanner.library.entry import HandOut, HandOutKind
    from mscplanner.planning.plan import Plan


class PrintAgain(QObject):
    """Makes the pages of one hand-out at a time, for the dialog that shows the history.

    Attributes:
        output: Hands them out.
        hand_out: The one that is wanted again, or None.
    """

    def __init__(self, dialog: PrintHistoryDialog, wording: Wording, parent: QObject) -> None:
        super().__init__(parent)
        self._dialog, self._wording = dialog, wording
        self.output = PageOutput(wording, dialog)
        self.output.told.connect(lambda text, tone: dialog.tell(text.written(wording.language), tone))
        self.hand_out: HandOut | None = None
        self._kind: HandOutKind = "printed"
        self._book: Book | None = None
        self._maker = BookMaker(self)
        self._maker.made.connect(self._take)
        self._maker.failed.connect(lambda text: dialog.tell(text, "error"))

    def begin(self, hand_out: HandOut, run: Run, kind: HandOutKind) -> None:
        """Make the pages of ``hand_out`` from ``run``, its version, and hand them out if they are the same bytes."""
        from mscplanner.sheets.printing import Printing

        self.hand_out, self._kind = hand_out, kind
        self._dialog.show_working(True)
        made = plan(run, hand_out.stockroom)
        try:
            if hand_out.labels is not None:
                self._make_labels(hand_out, made)
                return
            printing = Printing.model_validate_json(hand_out.printing)
        except ValueError:
            self._refuse(self._wording.text(N_("How they were printed is written in a way that is not known here.")))
            return
        self._book = Book(b"", made, printing, hand_out.parts, hand_out.stockroom)
        self._maker.make(made, printing)

    def _make_labels(self, hand_out: HandOut, made: Plan) -> None:
        """Make the pages of labels.

        Raises:
            ValueError: how they were printed is not known here.
        """
        from mscplanner.planning.tube_labels import tube_labels
        from mscplanner.sheets.label_printing import LabelPrinting
        from mscplanner.sheets.printing import Printing
        from mscplanner.sheets.tube_label_sheets import print_labels

        printing, wanted = LabelPrinting.model_validate_json(hand_out.printing), hand_out.labels or ()
        labels = [each for each in tube_labels(made) if each.id in wanted]
        of_pages = Printing(draft=printing.draft, printed_at=hand_out.at, parts=())
        self._book = Book(b"", made, of_pages, (), hand_out.stockroom, hand_out.labels, printing)
        self._maker.make_by(lambda _progress: print_labels(made, labels, printing))

    def finish(self) -> None:
        """Wait for what is being made; nothing of it is handed out any more."""
        self._maker.finish()

    def _take(self, data: bytes) -> None:
        hand_out, book = self.hand_out, self._book
        if not isValid(self._dialog) or hand_out is None or book is None:
            return
        self._dialog.show_working(False)
        if hashlib.sha256(data).hexdigest() != hand_out.bytes_digest:
            self._refuse(self._differences(hand_out, book.plan))
            return
        self._book = whole = book._replace(data=data)
        number, labels = whole.plan.run.number, whole.label_printing
        told = [self._wording.text(N_("These are the very pages: no byte differs."))]
        if labels:
            told.append(self._wording.text(N_("They begin with label {number}, as then."), number=labels.first))
        self._dialog.tell(" ".join(told), "muted")
        if self._kind == "saved":
            kind = self._wording.text(N_("labels")) if labels else str(hand_out.copy_number)
            name = f"{number}-{hand_out.code}-{kind}.pdf"
            self.output.ask_file(name, lambda path: self.output.write(path, whole))
        else:
            self.output.ask_printer(hand_out.paper, number, lambda: whole)

    def _refuse(self, why: str) -> None:
        self._dialog.show_working(False)
        way_on = self._wording.text(N_("Print the sheets as they are now instead: they are another copy."))
        self._dialog.tell(f"{why} {way_on}", "warning")

    def _differences(self, hand_out: HandOut, made: Plan) -> str:
        from mscplanner.sheets.job import document_code

        found = [self._wording.text(N_("The pages would not be the same as those that were handed out."))]
        if hand_out.program != __version__:
            text = N_("mscplanner {before} made them; this is mscplanner {now}.")
            found.append(self._wording.text(text, before=hand_out.program, now=__version__))
        code = document_code(made)
        if code != hand_out.code:
            text = N_("The plan of that version has now the code {now} instead of {before}.")
            found.append(self._wording.text(text, now=code, before=hand_out.code))
        if len(found) == 1:
            found.append(self._wording.text(N_("The plan is the same; fonts or parts of the program are others.")))
        return " ".join(found)
