"""The editor of a protocol: stages at the left with their source, the fields of one at the right."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QVBoxLayout, QWidget

from mscplanner.domain.finding import SEVERITY_COUNTS, Finding
from mscplanner.domain.language import N_
from mscplanner.gui.additions_panel import AdditionsPanel
from mscplanner.gui.card import Segment
from mscplanner.gui.document import Spot
from mscplanner.gui.fixing import press_fix
from mscplanner.gui.labels import row_height
from mscplanner.gui.placed_findings import PlacedFindings
from mscplanner.gui.protocol_document import ProtocolDocument
from mscplanner.gui.protocol_form import ProtocolForm
from mscplanner.gui.protocol_header import ProtocolHeader
from mscplanner.gui.protocol_steps import ProtocolSteps
from mscplanner.gui.schedule_rules import ScheduleRules
from mscplanner.gui.source_pane import SourcePane
from mscplanner.gui.stage_form import StageForm
from mscplanner.gui.stage_list import StageLine, StageList
from mscplanner.gui.stage_ruler import StageRuler
from mscplanner.gui.typed_field import is_reset
from mscplanner.gui.was_marks import WasMarks
from mscplanner.gui.wording import Wording

_MARGIN = 12
_LEFT_SHARE = 0.24


class ProtocolPage(QWidget):
    """Shows one protocol; every field hands in the next one, and what follows is told beside it."""

    plan_wanted = Signal()
    compare_wanted = Signal()
    history_wanted = Signal()
    version_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, wording: Wording, document: ProtocolDocument) -> None:
        super().__init__()
        self._wording, self._document = wording, document
        self._steps = ProtocolSteps(document)
        self._spot = Spot()
        self._divided = False
        self._renew_placed()
        self.header = ProtocolHeader(wording, self._steps)
        self.ruler = StageRuler()
        self.stages = StageList(wording, self._steps)
        self.source = SourcePane(wording)
        self.form = StageForm(wording, self._steps)
        self.rules = ScheduleRules(wording, self._steps)
        self.additions = AdditionsPanel(wording, self._steps)
        self.protocol = ProtocolForm(wording, self._steps)
        self._lay_out()
        self._connect()
        self._renew(again=True)
        self.stages.choose(0)
        self.setFocusProxy(self.stages.list)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.header)
        ruler = QWidget()
        inner = QVBoxLayout(ruler)
        inner.setContentsMargins(20, 2, 20, 4)
        inner.addWidget(self.ruler)
        column.addWidget(ruler)
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setChildrenCollapsible(False)
        halves.addWidget(self._left())
        halves.addWidget(self._right())
        halves.setStretchFactor(1, 1)
        self._halves = halves
        column.addWidget(halves, 1)

    def _left(self) -> QScrollArea:
        left = QSplitter(Qt.Orientation.Vertical)
        left.setChildrenCollapsible(False)
        left.addWidget(self.stages)
        left.addWidget(self.source)
        left.setStretchFactor(1, 1)
        left.setSizes([230, 300])
        page = QWidget()
        page.setObjectName("page")
        column = QVBoxLayout(page)
        column.setContentsMargins(20, 0, 0, _MARGIN)
        column.addWidget(left)
        area = self._scrolled(page)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._wording.bind(area.setAccessibleName, N_("Stages and source"))
        self._left_area = area
        return area

    @staticmethod
    def _scrolled(part: QWidget) -> QScrollArea:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(part)
        return area

    def _right(self) -> QScrollArea:
        page = QWidget()
        page.setObjectName("page")
        column = QVBoxLayout(page)
        column.setContentsMargins(8, 0, 20, 16)
        column.setSpacing(12)
        for part in (self.form, self.rules, self.additions, self.protocol):
            column.addWidget(part)
        column.addStretch(1)
        area = self._scrolled(page)
        self._wording.bind(area.setAccessibleName, N_("Fields of the protocol"))
        self._area, self._fields = area, page
        return area

    def _connect(self) -> None:
        header, additions, form = self.header, self.additions, self.form
        header.plan_wanted.connect(self.plan_wanted)
        header.compare_wanted.connect(self.compare_wanted)
        header.history_wanted.connect(self.history_wanted)
        header.version_wanted.connect(self.version_wanted)
        header.export_wanted.connect(self.export_wanted)
        self.ruler.chosen.connect(self.stages.choose)
        self.stages.chosen.connect(self._choose)
        self.stages.enter_wanted.connect(self._enter)
        for fields in (form, self.rules):
            fields.spot_chosen.connect(lambda field: self._follow(Spot(self.stages.at, -1, field)))
            fields.reset_wanted.connect(lambda field: self._reset(Spot(self.stages.at, -1, field)))
        additions.table.spot_chosen.connect(lambda row, field: self._follow(Spot(self.stages.at, row, field)))
        additions.table.seen_wanted.connect(self._show_part)
        additions.reset_wanted.connect(self._reset)
        self.protocol.spot_chosen.connect(self._follow)
        self.protocol.reset_wanted.connect(self._reset)
        for part in (form, self.rules, additions, self.protocol, self.source):
            part.fix_wanted.connect(self._press_fix)
        self._document.changed.connect(self._renew)
        self._document.spot_wanted.connect(self._go_back)
        self._wording.changed.connect(lambda: self._renew(again=True))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._divided:
            self._divided = True
            left = max(int(self.width() * _LEFT_SHARE), self._left_area.minimumWidth())
            self._halves.setSizes([left, self.width() - left])

    # What is shown

    def _renew_placed(self) -> None:
        document = self._document
        self._placed = PlacedFindings(document.findings, document.protocol)
        self._marks = WasMarks(document.marks, document.protocol, document.origin)

    def _renew(self, again: bool = False) -> None:
        self._renew_placed()
        self.header.show_protocol()
        self.ruler.show_segments(self._segments())
        self.stages.show_lines(self._lines(), again)
        self._show_stage(again)
        if again:
            self._fit_left()

    def _fit_left(self) -> None:
        """Keep two stages and three lines of the source in sight at any size of text."""
        line = self.fontMetrics().lineSpacing()
        self.stages.list.setMinimumHeight(2 * row_height(self) + 6)
        self.source.text.setMinimumHeight(3 * line + 18)
        self._left_area.setMinimumWidth(self.stages.minimumSizeHint().width() + 40)

    def _segments(self) -> list[Segment]:
        windows = self._document.windows
        dated = [Segment(window.code, window.start_day, window.end_day) for window in windows]
        count = len(self._document.protocol.stages)
        return [*dated, *(Segment(f"S{at}", None, None) for at in range(len(dated) + 1, count + 1))]

    def _lines(self) -> list[StageLine]:
        title = self._wording.text(N_("Protocol"))
        lines = [self._line(-1, title, title)]
        not_stated = self._wording.text(N_("not stated"))
        for at, stage in enumerate(self._document.protocol.stages):
            name, length = stage.title.written(self._wording.language), stage.duration or not_stated
            lines.append(self._line(at, f"S{at + 1}  {name} · {length}", f"S{at + 1}, {name}, {length}"))
        return lines

    def _line(self, at: int, text: str, spoken: str) -> StageLine:
        counts = self._placed.counts(at)
        told = [self._wording.count(SEVERITY_COUNTS[severity], count) for severity, count in counts.items()]
        return StageLine(text, ", ".join((spoken, *told)), next(iter(counts), ""))

    def _show_stage(self, again: bool = False) -> None:
        at = self.stages.at
        inside = 0 <= at < len(self._document.protocol.stages)
        of_stage = ((part, inside) for part in (self.form, self.rules, self.additions))
        for part, shown in (*of_stage, (self.protocol, not inside)):
            if part.isHidden() == shown:
                part.setVisible(shown)
        self.ruler.choose(at)
        if inside:
            self.additions.show_stage(at, self._placed, again)
            self.form.show_stage(at, self._placed, self._marks, self.additions.keys, again)
            self.rules.show_stage(at, self._placed, self._marks, again)
        else:
            self.protocol.show_protocol(self._placed, self._marks, again)
        self._show_source(again)

    def _show_source(self, again: bool = False) -> None:
        self.source.show_spot(self._document.protocol, self._spot, self._findings_here(), again)

    def _findings_here(self) -> tuple[Finding, ...]:
        spot = self._spot
        row = self.additions.table.rows.row(spot.row) if spot.stage >= 0 else None
        return row.findings if row else self._placed.of_field(spot.stage, spot.field)

    # The place that is worked in

    def show_spot(self, spot: Spot) -> None:
        """Go to a field: its stage, the focus in it, its text selected."""
        inside = 0 <= spot.stage < len(self._document.protocol.stages)
        self.additions.table.close_editor()
        self.stages.choose(spot.stage if inside else -1)
        if inside and spot.row >= 0:
            self.additions.table.show_cell(spot.row, spot.field)
            return
        found = self._focus_inside(spot) if inside else self._focus_outside(spot)
        if not found:
            self.stages.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_focus()

    def _focus_inside(self, spot: Spot) -> bool:
        return self.form.focus_field(spot.field) or self.rules.focus_field(spot.field)

    def _focus_outside(self, spot: Spot) -> bool:
        if spot.field == "title":
            self.header.title.setFocus(Qt.FocusReason.OtherFocusReason)
            self.header.title.selectAll()
            return True
        return self.protocol.focus_field(spot)

    def _show_focus(self) -> None:
        focused = self.window().focusWidget()
        if focused and self._area.isAncestorOf(focused):
            self._area.ensureWidgetVisible(focused, 0, 3 * _MARGIN)

    def _show_part(self, part: QRect) -> None:
        place = self.additions.table.mapTo(self._fields, QPoint(0, 0))
        shown = part.translated(place)
        self._area.ensureVisible(shown.left(), shown.bottom(), 0, _MARGIN)
        self._area.ensureVisible(shown.left(), shown.top(), 0, _MARGIN)

    def _go_back(self, spot: Spot) -> None:
        if not self._steps.takes_back and self.isVisible():
            self.show_spot(spot)

    def _choose(self, at: int) -> None:
        self._spot = Spot(at, -1, "title" if at >= 0 else "")
        self._show_stage()

    def _enter(self) -> None:
        """Go from the list into the fields of the chosen entry."""
        self.show_spot(Spot(self.stages.at, -1, "title" if self.stages.at >= 0 else "cell_source"))

    def _follow(self, spot: Spot) -> None:
        self._spot = spot
        self._show_source()

    # What is done

    def _press_fix(self, finding: Finding, fix_at: int) -> None:
        press_fix(self, self._document, finding, fix_at)

    def reset_current(self) -> None:
        """Bring back what the field that is worked in is in the parent, if it differs."""
        self.additions.table.close_editor()
        self._reset(self._spot)

    def _reset(self, spot: Spot) -> None:
        if spot.row >= 0 and spot.stage >= 0:
            row = self.additions.table.rows.row(spot.row)
            was = None if row is None or row.is_new else dict(row.was).get(spot.field)
        else:
            was = self._marks.raw(spot.stage, spot.field)
        if was is not None:
            self._steps.reset(spot, was)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_reset(event):
            self.reset_current()
        else:
            super().keyPressEvent(event)
