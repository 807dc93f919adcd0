"""The sheets of a day to choose from: which are closed out, and which are half filled in."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox

from mscplanner.domain.language import N_
from mscplanner.gui.labels import guard_wheel
from mscplanner.gui.wording import Wording
from mscplanner.planning.close_out import closed_part
from mscplanner.planning.close_out_form import CloseOutForm, closable_parts
from mscplanner.planning.plan import Plan


class SheetsOfDay(QComboBox):
    """Shows the sheet of ``form`` among those of its day; ``part_wanted`` carries another one that was chosen."""

    part_wanted = Signal(str)

    def __init__(self, wording: Wording, plan: Plan, form: CloseOutForm, begun: Collection[str]) -> None:
        super().__init__()
        self.setAccessibleName(wording.text(N_("Sheets of this day")))
        for part in dict.fromkeys((*closable_parts(plan, form.day), form.part)):
            text = part
            if closed_part(plan.run, part):
                text = f"{part} ✓"
            elif part in begun:
                text = wording.text(N_("{part}, half filled"), part=part)
            self.addItem(text, part)
        self.setCurrentIndex(self.findData(form.part))
        guard_wheel(self)
        self.activated.connect(lambda _at: self._tell(form.part))

    def _tell(self, shown: str) -> None:
        if self.currentData() != shown:
            self.part_wanted.emit(str(self.currentData()))
