"""Wells that are harvested before the end: day, how many, and of which arm."""

from __future__ import annotations

from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QPushButton, QSpinBox, QVBoxLayout, QWidget

from mscplanner.domain.language import N_
from mscplanner.domain.message import message
from mscplanner.domain.run import LAST_DAY, MOST_VESSELS, ArmKind, Run
from mscplanner.gui.labels import button, guard_wheel, number_field, set_tip, text_label
from mscplanner.gui.run_document import RunDocument
from mscplanner.gui.wording import Wording
from mscplanner.planning.arm_edits import with_new_withdrawal, with_withdrawal, without_withdrawal
from mscplanner.planning.media import ARM_NAMES, ARMS

_BESIDE_DIGITS = 48
"""Frame, margins and arrows of a field for a number, in pixels."""
_MOST_WELLS = MOST_VESSELS * 96


class _Line(NamedTuple):
    day: QSpinBox
    wells: QSpinBox
    arm: QComboBox
    remove: QPushButton

    def show(self, shown: bool) -> None:
        """Show or hide the fields of the line."""
        for each in self:
            each.setVisible(shown)


class HarvestTable(QWidget):
    """One line for each early harvest; lines are kept, so that a field keeps the focus while it changes."""

    def __init__(self, wording: Wording, document: RunDocument) -> None:
        super().__init__()
        self._wording, self._document = wording, document
        self.lines: list[_Line] = []
        self._shown = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        heading = text_label(wrap=False)
        wording.bind(heading.setText, N_("Early harvests"))
        column.addWidget(heading)
        self._heads = []
        self._grid = QGridLayout()
        self._grid.setSpacing(6)
        for at, text in enumerate((N_("Day"), N_("Wells"), N_("Arm"))):
            head = text_label(role="small", wrap=False)
            wording.bind(head.setText, text)
            self._grid.addWidget(head, 0, at)
            self._heads.append(head)
        self._grid.setColumnStretch(2, 1)
        column.addLayout(self._grid)
        self.add = button(pressed=self.add_harvest)
        self.add.setObjectName("add_harvest")
        wording.bind(self.add.setText, N_("Add Early Harvest"))
        column.addWidget(self.add, alignment=Qt.AlignmentFlag.AlignLeft)

    def add_harvest(self) -> None:
        """Add a line and go into it."""
        self._document.change(message(N_("Add an early harvest")), with_new_withdrawal(self._document.run))
        if self._shown:
            field = self.lines[self._shown - 1].day
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            field.selectAll()

    def show_run(self, run: Run) -> None:
        """Show the early harvests of ``run``."""
        while len(self.lines) < len(run.withdrawals):
            self._make_line()
        self._shown = len(run.withdrawals)
        # Who is led here comes to the first line, or where there is none, to the way to one.
        self.setFocusProxy(self.lines[0].wells if self._shown else self.add)
        for head in self._heads:
            head.setVisible(bool(run.withdrawals))
        arms = [arm for arm in ARMS if run.vessels(arm) or any(each.arm == arm for each in run.withdrawals)]
        for at, line in enumerate(self.lines):
            line.show(at < self._shown)
            if at < self._shown:
                self._show_line(at, line, run, arms)

    def _show_line(self, at: int, line: _Line, run: Run, arms: list[ArmKind]) -> None:
        withdrawal = run.withdrawals[at]
        blockers = [QSignalBlocker(field) for field in line[:3]]
        line.day.setValue(withdrawal.day)
        line.wells.setValue(withdrawal.wells)
        if [line.arm.itemData(row) for row in range(line.arm.count())] != arms:
            line.arm.clear()
            for arm in arms:
                line.arm.addItem("", arm)
        for row, arm in enumerate(arms):
            line.arm.setItemText(row, self._wording.text(ARM_NAMES[arm]))
        line.arm.setCurrentIndex(line.arm.findData(withdrawal.arm))
        set_tip(line.remove, self._wording.text(N_("Remove")))
        del blockers
        number = self._wording.text(N_("Early harvest {number}"), number=at + 1)
        for field, text in zip(line, (N_("Day"), N_("Wells"), N_("Arm"), N_("Remove")), strict=True):
            field.setAccessibleName(f"{number}: {self._wording.text(text)}")

    def _make_line(self) -> None:
        at = len(self.lines)
        day, wells, arm = number_field(0, LAST_DAY), number_field(1, _MOST_WELLS), QComboBox()
        day.setPrefix("D")
        for spin, digits in ((day, "D400"), (wells, "19200")):
            spin.setMaximumWidth(spin.fontMetrics().horizontalAdvance(digits) + _BESIDE_DIGITS)
        guard_wheel(arm)
        arm.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        arm.setMinimumContentsLength(6)
        remove = button("plain", partial(self._remove, at))
        remove.setText("✕")
        line = _Line(day, wells, arm, remove)
        day.valueChanged.connect(lambda value: self._change(at, "day", value))
        wells.valueChanged.connect(lambda value: self._change(at, "wells", value))
        arm.currentIndexChanged.connect(lambda _row: self._change(at, "arm", arm.currentData()))
        for place, field in enumerate(line):
            self._grid.addWidget(field, at + 1, place)
        self.lines.append(line)

    def _change(self, at: int, field: str, value: Any) -> None:
        changed = with_withdrawal(self._document.run, at, **{field: value})
        self._document.change(message(N_("Change an early harvest")), changed, f"withdrawal_{at}_{field}")

    def _remove(self, at: int) -> None:
        removed = without_withdrawal(self._document.run, at)
        self._document.change(message(N_("Remove an early harvest")), removed)
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)
