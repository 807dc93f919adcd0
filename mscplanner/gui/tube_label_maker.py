"""Makes the pages of labels off the thread of the window."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from mscplanner.domain.finding import Finding
from mscplanner.gui.background import Background
from mscplanner.planning.plan import Plan
from mscplanner.planning.tube_labels import TubeLabel
from mscplanner.sheets.label_calibration import print_calibration
from mscplanner.sheets.label_printing import LabelPrinting
from mscplanner.sheets.tube_label_sheets import label_findings, print_labels


class LabelPages(NamedTuple):
    """Pages as they are handed out.

    Attributes:
        printing: How they were made.
        printed: How many labels are on them.
        findings: What could not be printed of the labels.
        calibration: Whether they are the calibration page.
    """

    data: bytes
    printing: LabelPrinting
    printed: int = 0
    findings: tuple[Finding, ...] = ()
    calibration: bool = False


class TubeLabelMaker(QObject):
    """Makes one thing at a time; ``made`` brings what was asked for last, all before it is dropped."""

    made = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._background = Background(self)
        self._wanted = 0

    def make(self, plan: Plan, labels: Sequence[TubeLabel], printing: LabelPrinting, calibration: bool) -> None:
        """Begin to make the pages of ``labels``, or the calibration page."""
        self._wanted += 1
        number = self._wanted

        def work() -> LabelPages | None:
            if number != self._wanted:
                return None
            if calibration:
                return LabelPages(print_calibration(printing), printing, calibration=True)
            return _pages(plan, labels, printing)

        self._background.ask(work, lambda pages: self._show(number, pages))

    def finish(self) -> None:
        """Wait for what is being made; nothing of it is handed out any more."""
        self._background.finish()

    def _show(self, number: int, pages: LabelPages | None) -> None:
        if pages and number == self._wanted:
            self.made.emit(pages)


def _pages(plan: Plan, labels: Sequence[TubeLabel], printing: LabelPrinting) -> LabelPages:
    found = label_findings(plan, labels, printing)
    # What cannot be printed as it is written makes a draft of it, as errors of the plan do.
    draft = printing.draft or any(finding.severity == "error" for finding in found)
    used = printing.model_copy(update={"draft": draft})
    printed = labels_printed(plan, labels, used)
    data = print_labels(plan, labels, used) if printed else b""
    return LabelPages(data, used, printed * used.copies, found)


def labels_printed(plan: Plan, labels: Sequence[TubeLabel], printing: LabelPrinting) -> int:
    """Return how many of ``labels`` have room for their code."""
    from mscplanner.sheets.tube_label_sheets import laid_out

    return sum(each.face.printed for each in laid_out(plan, labels, printing))
