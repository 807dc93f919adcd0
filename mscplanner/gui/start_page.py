"""The start page: what is to be done today, a card for each template, and one's own protocols."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from mscplanner.domain.language import N_, P_
from mscplanner.gui.card import Card
from mscplanner.gui.labels import button, button_text, put_away, text_label
from mscplanner.gui.severity_counts import SeverityCounts
from mscplanner.gui.sheet_field import SheetField
from mscplanner.gui.stage_strip import StageStrip
from mscplanner.gui.wording import Wording
from mscplanner.gui.work_list import MissedLine, SharedLine, WorkLine, WorkList

if TYPE_CHECKING:
    from mscplanner.library.entry import Entry


_OWN_SHOWN = 5
_CARD_WIDTH = 44
"""Width of a card, in average characters."""


class StartPage(QScrollArea):
    """Cards of the rows of Table 1 first, then the variants."""

    plan_wanted = Signal(str)
    open_wanted = Signal(str)
    run_wanted = Signal(str)
    print_wanted = Signal(str, int)
    close_out_wanted = Signal(str, int)
    protocol_wanted = Signal(str)
    protocols_wanted = Signal()
    new_wanted = Signal()
    sheet_entered = Signal(str)

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self._wording = wording
        self._cards: tuple[Card, ...] = ()
        self._table_1 = 0
        self._shown_columns = 0
        self._entries: tuple[Entry, ...] = ()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        wording.bind(self.setAccessibleName, N_("Start"))
        page = QWidget()
        page.setObjectName("page")
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(24, 20, 24, 24)
        self._column.setSpacing(10)
        self._work = WorkList(wording)
        self._work.open_wanted.connect(self.run_wanted)
        self._work.print_wanted.connect(self.print_wanted)
        self._work.close_out_wanted.connect(self.close_out_wanted)
        self._work_heading = self._heading(N_("Work"), "title")
        self._work_heading.hide()
        self._column.addWidget(self._work)
        self.sheet_field = SheetField(wording)
        self.sheet_field.entered.connect(self.sheet_entered)
        self._column.addWidget(self.sheet_field)
        self._column.addSpacing(6)
        self._heading(N_("Plan a new run"), "title")
        self._heading(
            N_("The protocols of the review's Table 1, as printed. Plan a run, then print its bench sheets."),
            "muted",
        )
        self._first = self._grid()
        self._column.addSpacing(10)
        self._heading(N_("My protocols"), "section")
        self._column.addWidget(self._own_panel())
        self._column.addSpacing(10)
        self._variants_heading = self._heading(N_("Variants described in the review's text"), "section")
        self._second = self._grid()
        self._column.addStretch(1)
        self.setWidget(page)
        self._variants_heading.hide()
        wording.changed.connect(self._fill)
        wording.changed.connect(self._fill_own)
        self._fill_own()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._columns() != self._shown_columns:
            self._fill()

    def _columns(self) -> int:
        """Return how many cards fit beside each other at the size of text in use.

        The scroll bar is always counted: a number that depended on it would come and go with it.
        """
        width = self.width() - self.verticalScrollBar().sizeHint().width()
        return min(max(width // (_CARD_WIDTH * self.fontMetrics().averageCharWidth()), 1), 3)

    def show_cards(self, table_1: Sequence[Card], variants: Sequence[Card]) -> None:
        """Show the cards of the bundled protocols."""
        self._cards, self._table_1 = (*table_1, *variants), len(table_1)
        self._variants_heading.setVisible(bool(variants))
        self._fill()

    def show_work(
        self,
        lines: Sequence[WorkLine],
        today: date,
        shared: Sequence[SharedLine] = (),
        missed: Sequence[MissedLine] = (),
    ) -> None:
        """Show what was not written down, and what is to be done today and next, in all runs."""
        self._work_heading.setVisible(bool(lines or missed))
        self._work.show_work(lines, today, shared, missed)

    def show_protocols(self, entries: Sequence[Entry]) -> None:
        """Show one's own protocols, those changed last."""
        self._entries = tuple(entries)
        self._fill_own()

    def _own_panel(self) -> QFrame:
        panel = QFrame()
        panel.setObjectName("panel")
        column = QVBoxLayout(panel)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(4)
        self._own = QVBoxLayout()
        self._own.setSpacing(2)
        column.addLayout(self._own)
        row = QHBoxLayout()
        self._own_hint = text_label(role="muted")
        row.addWidget(self._own_hint, 1)
        for text, pressed in (
            (N_("All Protocols"), self.protocols_wanted.emit),
            (N_("New Protocol"), self.new_wanted.emit),
        ):
            made = button(pressed=pressed)
            self._wording.bind(made.setText, text)
            row.addWidget(made)
        column.addLayout(row)
        return panel

    def _fill_own(self) -> None:
        while (item := self._own.takeAt(0)) is not None:
            if widget := item.widget():
                put_away(widget)
        language = self._wording.language
        for entry in self._entries[:_OWN_SHOWN]:
            made = button("link", partial(self.protocol_wanted.emit, entry.id))
            title = entry.title.written(language)
            made.setText(button_text(title))
            made.setAccessibleName(f"{self._wording.text(N_('Open'))}: {title}")
            made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            self._own.addWidget(made)
        more = len(self._entries) - _OWN_SHOWN
        hint = N_(
            "No protocol of your own yet. Open a template: the first change makes your own copy. "
            "A protocol file can be dropped here."
        )
        text = self._wording.text(N_("A protocol file can be dropped here.") if self._entries else hint)
        if more > 0:
            text = f"{self._wording.count(P_('and {count} more', 'and {count} more'), more)} · {text}"
        self._own_hint.setText(text)

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
                    put_away(widget)
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
        look = button(pressed=lambda: self.open_wanted.emit(card.protocol_id))
        look.setObjectName(f"open_{card.protocol_id}")
        look.setText(button_text(self._wording.text(N_("Open"))))
        look.setAccessibleName(f"{self._wording.text(N_('Open'))}: {title}")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(plan, 1)
        row.addWidget(look)
        column.addLayout(row)
        return frame
