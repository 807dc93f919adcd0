"""The start page: a card for each protocol, and the way back to the run that is open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from mscplanner.domain.language import N_, P_
from mscplanner.gui.labels import button, button_text, text_label
from mscplanner.gui.severity_counts import SeverityCounts
from mscplanner.gui.stage_strip import Segment, StageStrip
from mscplanner.gui.wording import Wording

if TYPE_CHECKING:
    from mscplanner.domain.local_text import LocalText


_CARD_WIDTH = 44
"""Width of a card, in average characters."""


class Card(NamedTuple):
    """What a card shows of one protocol."""

    protocol_id: str
    title: LocalText
    cell_source: LocalText | None
    stages: int
    days: int | None
    segments: tuple[Segment, ...]
    counts: Mapping[str, int]


class StartPage(QScrollArea):
    """Cards of the rows of Table 1 first, then the variants."""

    plan_wanted = Signal(str)
    continue_wanted = Signal()

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self._wording = wording
        self._cards: tuple[Card, ...] = ()
        self._table_1 = 0
        self._shown_columns = 0
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        wording.bind(self.setAccessibleName, N_("Start"))
        page = QWidget()
        page.setObjectName("page")
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(24, 20, 24, 24)
        self._column.setSpacing(10)
        self._open_run = self._open_run_panel()
        self._column.addWidget(self._open_run)
        self._heading(N_("Plan a new run"), "title")
        self._heading(
            N_("The protocols of the review's Table 1, as printed. Plan a run, then print its bench sheets."),
            "muted",
        )
        self._first = self._grid()
        self._column.addSpacing(10)
        self._variants_heading = self._heading(N_("Variants described in the review's text"), "section")
        self._second = self._grid()
        self._column.addStretch(1)
        self.setWidget(page)
        self._variants_heading.hide()
        wording.changed.connect(self._fill)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._columns() != self._shown_columns:
            self._fill()

    def _columns(self) -> int:
        """Return how many cards fit beside each other at the size of text in use."""
        return min(max(self.viewport().width() // (_CARD_WIDTH * self.fontMetrics().averageCharWidth()), 1), 3)

    def show_cards(self, table_1: Sequence[Card], variants: Sequence[Card]) -> None:
        """Show the cards of the bundled protocols."""
        self._cards, self._table_1 = (*table_1, *variants), len(table_1)
        self._variants_heading.setVisible(bool(variants))
        self._fill()

    def show_open_run(self, title: str) -> None:
        """Show the run that is open, so that it can be gone on with."""
        self._open_title.setText(title)
        self._open_run.show()

    def _open_run_panel(self) -> QFrame:
        panel = QFrame()
        panel.setObjectName("panel")
        row = QHBoxLayout(panel)
        row.setContentsMargins(16, 10, 12, 10)
        self._open_title = text_label(role="strong")
        row.addWidget(self._open_title, 1)
        go_on = button("primary", self.continue_wanted.emit)
        self._wording.bind(go_on.setText, N_("Continue"))
        row.addWidget(go_on)
        panel.hide()
        return panel

    def _heading(self, text: str, role: str) -> QWidget:
        label = text_label(role=role)
        self._wording.bind(label.setText, text)
        self._column.addWidget(label)
        return label

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(16)
        self._column.addLayout(grid)
        return grid

    def _fill(self) -> None:
        columns = self._shown_columns = self._columns()
        for grid in (self._first, self._second):
            while (item := grid.takeAt(0)) is not None:
                if widget := item.widget():
                    widget.setParent(None)
                    widget.deleteLater()
            for column in range(3):
                grid.setColumnStretch(column, int(column < columns))
        for at, card in enumerate(self._cards):
            first = at < self._table_1
            place = at if first else at - self._table_1
            grid = self._first if first else self._second
            grid.addWidget(self._card(card, first), place // columns, place % columns)

    def _card(self, card: Card, first: bool) -> QFrame:
        language = self._wording.language
        frame = QFrame()
        frame.setObjectName("card")
        frame.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(frame)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(6)
        title = card.title.written(language)
        column.addWidget(text_label(title, "section"))
        if card.cell_source:
            column.addWidget(text_label(card.cell_source.written(language), "muted"))
        strip = StageStrip()
        strip.show_segments(card.segments)
        column.addWidget(strip)
        stages = self._wording.count(P_("{count} stage", "{count} stages"), card.stages)
        length = self._wording.text(N_("length not stated"))
        if card.days is not None:
            length = self._wording.count(P_("{count} day", "{count} days"), card.days)
        column.addWidget(text_label(f"{stages} · {length}"))
        counts = SeverityCounts(self._wording, pressable=False)
        counts.show_counts(card.counts)
        column.addWidget(counts)
        column.addStretch(1)
        plan = button("primary" if first else "", lambda: self.plan_wanted.emit(card.protocol_id))
        plan.setObjectName(f"plan_{card.protocol_id}")
        plan.setText(button_text(self._wording.text(N_("Plan Run"))))
        plan.setAccessibleName(f"{self._wording.text(N_('Plan Run'))}: {title}")
        column.addWidget(plan)
        return frame
