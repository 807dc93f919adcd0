"""Where the parts of the run page stand: beside each other, or in one column where that is too wide."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from mscplanner.domain.language import N_
from mscplanner.gui.run_header import RunHeader
from mscplanner.gui.wording import Wording

_SCROLL_BAR = 20
_USUAL_FORM = 52
"""Width of the fields where there is room, in average characters."""
_PLAN_WIDTH = 70
"""Least width of the plan beside the fields, in average characters."""


class RunLayout(QWidget):
    """Header above, fields and plan beside each other; in a narrow window all three in one column that scrolls."""

    def __init__(self, wording: Wording, header: RunHeader, form: QWidget, plan: QWidget) -> None:
        super().__init__()
        self._header, self._form, self._plan = header, form, plan
        self._narrow: bool | None = None
        self._needed = 0
        self._left, self._right, self._all = _area(), _area(), _area()
        wording.bind(self._left.setAccessibleName, N_("Fields of the run"))
        wording.bind(self._right.setAccessibleName, N_("Plan"))
        wording.bind(self._all.setAccessibleName, N_("Run"))
        self._halves = QSplitter(Qt.Orientation.Horizontal)
        self._halves.setChildrenCollapsible(False)
        self._halves.addWidget(self._left)
        self._halves.addWidget(self._right)
        self._halves.setStretchFactor(1, 1)
        wide = QWidget()
        self._wide_column = QVBoxLayout(wide)
        self._wide_column.setContentsMargins(0, 0, 0, 0)
        self._wide_column.setSpacing(0)
        self._wide_column.addWidget(self._halves, 1)
        self._one = QWidget()
        self._one.setObjectName("page")
        self._one_column = QVBoxLayout(self._one)
        self._one_column.setContentsMargins(0, 0, 0, 0)
        self._one_column.setSpacing(0)
        self._all.setWidget(self._one)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(wide)
        self._stack.addWidget(self._all)
        form.installEventFilter(self)
        self.arrange()

    @property
    def is_narrow(self) -> bool:
        """Whether all parts stand in one column."""
        return bool(self._narrow)

    def arrange(self) -> None:
        """Put the parts where the width and the size of text ask for."""
        form_width = self._form.minimumSizeHint().width() + _SCROLL_BAR
        needed = form_width + _PLAN_WIDTH * self.fontMetrics().averageCharWidth()
        if self._narrow:
            # What was too narrow stays so until there is more room: the fields may ask for less in one column.
            needed = max(needed, self._needed)
        wanted = self.width() < needed
        self._needed = needed if wanted else 0
        if not wanted:
            self._left.setMinimumWidth(form_width)
        if wanted == self._narrow:
            return
        self._narrow = wanted
        self._header.show_compact(wanted)
        if wanted:
            self._left.takeWidget()
            self._right.takeWidget()
            for each in (self._header, self._form, self._plan):
                self._one_column.addWidget(each)
        else:
            self._wide_column.insertWidget(0, self._header)
            self._left.setWidget(self._form)
            self._right.setWidget(self._plan)
            usual = max(form_width, min(_USUAL_FORM * self.fontMetrics().averageCharWidth(), self.width() // 3))
            self._halves.setSizes([usual, max(self.width() - usual, 1)])
        for each in (self._header, self._form, self._plan):
            each.show()
        self._stack.setCurrentIndex(1 if wanted else 0)

    def show_widget(self, widget: QWidget | None) -> None:
        """Scroll until ``widget`` is to be seen."""
        if widget is None:
            return
        for area in (self._all, self._left, self._right):
            inner = area.widget()
            if inner is not None and inner.isAncestorOf(widget):
                area.ensureWidgetVisible(widget, 20, 40)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            # Fields came or went: they may ask for another width.
            self.arrange()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._needed = 0
            self.arrange()


def _area() -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    # A bar that comes and goes changes the width, which changes the heights, which brings the bar back, for ever.
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    return area
