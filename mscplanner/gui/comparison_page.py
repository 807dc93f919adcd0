"""The comparison page: two protocols, or two versions of one, stage by stage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from mscplanner.domain.language import N_, P_
from mscplanner.gui.comparison_lines import NO_BRIDGE, comparison_lines, written_lines
from mscplanner.gui.comparison_table import ComparisonTable
from mscplanner.gui.labels import button, guard_wheel, text_label
from mscplanner.gui.wording import Wording

if TYPE_CHECKING:
    from mscplanner.planning.comparison import Comparison

_CHOICES_SHOWN = 16
_SHORTEST_CHOICE = 16
_BESIDE_CHOICE = 48


class ComparisonPage(QWidget):
    """A at the left is what was, B is what is now; ``pair_wanted`` carries the keys of both."""

    pair_wanted = Signal(str, str)
    left = Signal()

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self._wording = wording
        self._comparison: Comparison | None = None
        self._full = (text_label(role="muted"), text_label(role="muted"))
        self.first, self.second = self._choice(N_("A: compare from")), self._choice(N_("B: compare with"))
        self.first.setObjectName("choice_a")
        self.second.setObjectName("choice_b")
        self.table = ComparisonTable(wording)
        wording.bind(self.table.setAccessibleName, N_("Differences"))
        self.only = QCheckBox()
        self.only.setObjectName("only_differences")
        self.only.setChecked(True)
        wording.bind(self.only.setText, N_("Only Differences"))
        self._summary = text_label(role="section")
        self._explained = text_label(role="muted")
        self._lay_out()
        for box in (self.first, self.second):
            box.currentIndexChanged.connect(self._tell_full)
        self.only.toggled.connect(self._fill)
        self.table.copied.connect(self.copy_text)
        wording.changed.connect(self._fill)
        leave = QShortcut(QKeySequence("Esc"), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.left)
        self.setFocusProxy(self.first)
        self._fill()

    def show_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer ``choices``, each a key and the text that is shown; what was chosen stays chosen."""
        for box in (self.first, self.second):
            chosen = box.currentData()
            box.clear()
            for key, text in choices:
                box.addItem(text, key)
            box.setCurrentIndex(box.findData(chosen) if chosen else -1)

    def choose(self, first: str, second: str) -> None:
        """Make ``first`` and ``second`` the chosen ones, without asking for their comparison."""
        for box, key in ((self.first, first), (self.second, second)):
            box.setCurrentIndex(box.findData(key))

    def show_comparison(self, comparison: Comparison | None) -> None:
        """Show ``comparison``; None where there is nothing to compare yet."""
        self._comparison = comparison
        self._fill()

    def text(self) -> str:
        """Return what is shown as text."""
        comparison, language = self._comparison, self._wording.language
        if comparison is None:
            return ""
        titles = [f"A: {comparison.before.title.written(language)}", f"B: {comparison.after.title.written(language)}"]
        return written_lines("\n".join([*titles, self._summary.text()]), self.table.model_of_lines.lines, language)

    def copy_text(self) -> None:
        """Put what is shown on the clipboard."""
        QGuiApplication.clipboard().setText(self.text())

    def _choice(self, name: str) -> QComboBox:
        box = QComboBox()
        box.setMaxVisibleItems(_CHOICES_SHOWN)
        box.setMinimumContentsLength(_SHORTEST_CHOICE)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        box.activated.connect(self._ask)
        guard_wheel(box)
        self._wording.bind(box.setAccessibleName, name)
        self._wording.bind(box.setPlaceholderText, N_("Choose…"))
        return box

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(12)
        column.addLayout(self._header())
        column.addLayout(self._choices())
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._summary, 1)
        row.addWidget(self.only)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        column.addWidget(self._explained)
        self._rest = QWidget()
        column.addWidget(self._rest, 1)

    def _header(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        title = text_label(role="title")
        self._wording.bind(title.setText, N_("Comparison"))
        row.addWidget(title, 1)
        self.copy = button(pressed=self.copy_text)
        self.copy.setObjectName("copy_comparison")
        self._wording.bind(self.copy.setText, N_("Copy as Text"))
        back = button(pressed=self.left.emit)
        back.setObjectName("back")
        self._wording.bind(back.setText, N_("Back"))
        row.addWidget(self.copy)
        row.addWidget(back)
        return row

    def _choices(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        swap = button(pressed=self._swap)
        swap.setObjectName("swap")
        self._wording.bind(swap.setText, N_("Swap"))
        self._wording.bind(swap.setAccessibleName, N_("Swap A and B"))
        for at, widget in enumerate(
            (
                text_label("A", "strong", wrap=False),
                self.first,
                swap,
                text_label("B", "strong", wrap=False),
                self.second,
            )
        ):
            grid.addWidget(widget, 0, at)
        for at, full in zip((1, 4), self._full, strict=True):
            grid.setColumnStretch(at, 1)
            grid.addWidget(full, 1, at, Qt.AlignmentFlag.AlignTop)
        return grid

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_full()

    def _tell_full(self) -> None:
        """Show a choice once more in full below its field where the field is too narrow for it."""
        for box, full in zip((self.first, self.second), self._full, strict=True):
            needed = box.fontMetrics().horizontalAdvance(box.currentText()) + _BESIDE_CHOICE
            full.setText(box.currentText())
            full.setVisible(needed > box.width())

    def _ask(self) -> None:
        first, second = self.first.currentData(), self.second.currentData()
        if first and second:
            self.pair_wanted.emit(first, second)

    def _swap(self) -> None:
        first, second = self.first.currentIndex(), self.second.currentIndex()
        self.first.setCurrentIndex(second)
        self.second.setCurrentIndex(first)
        self._ask()

    def _fill(self) -> None:
        comparison, language = self._comparison, self._wording.language
        for widget in (self.table, self.only, self._explained):
            widget.setVisible(comparison is not None)
        self._rest.setVisible(comparison is None)
        self._tell_full()
        self.copy.setEnabled(comparison is not None)
        if comparison is None:
            self._summary.setText(self._wording.text(N_("Choose two protocols to see what differs.")))
            self.table.show_lines(())
            return
        lines = comparison_lines(comparison, self.only.isChecked(), language)
        count = comparison.count
        counted = self._wording.count(P_("{count} value differs", "{count} values differ"), count)
        self._summary.setText(counted if count else self._wording.text(N_("No value differs")))
        self.table.show_lines(lines)
        explained = [self._wording.text(N_("Fold: the dose of B as so many times the dose of A."))]
        if any(line.fold == NO_BRIDGE for line in lines):
            explained.append(
                self._wording.text(N_("“—”: the two amounts cannot be brought to one unit, or one cannot be read."))
            )
        self._explained.setText(" ".join(explained))
