"""A sheet of labels as a small picture: what is used, what will be printed on, and where printing begins."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from mscplanner.domain.label_sheet import PAPER_SIZES, LabelSheet
from mscplanner.domain.language import N_
from mscplanner.gui.theme import tokens
from mscplanner.gui.wording import Wording

_HEIGHT = 260


class LabelSheetPicture(QWidget):
    """The first label is chosen with the mouse or the arrow keys; ``first_chosen`` carries its number.

    Used labels are crossed out; those that will be printed on are filled.
    """

    first_chosen = Signal(int)

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self._wording = wording
        self._sheet: LabelSheet | None = None
        self._first, self._count = 1, 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_sheet(self, sheet: LabelSheet, first: int, count: int) -> None:
        """Show a sheet.

        Args:
            sheet: Whose labels are shown.
            first: The label that is printed on first, counted from 1.
            count: How many labels are printed, also on further sheets.
        """
        self._sheet, self._first, self._count = sheet, first, count
        row, column = divmod(first - 1, sheet.columns)
        text = N_("First label: {number}, row {row}, column {column}")
        self.setAccessibleName(self._wording.text(text, number=first, row=row + 1, column=column + 1))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width, height = PAPER_SIZES[self._sheet.paper] if self._sheet else PAPER_SIZES["a4"]
        return QSize(round(_HEIGHT * width / height), _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def place(self, number: int) -> QRectF:
        """Return where a label stands in the picture."""
        sheet = self._sheet
        if sheet is None:
            return QRectF()
        scale = self.height() / PAPER_SIZES[sheet.paper][1]
        spot = sheet.spot(number)
        return QRectF(spot.x_mm * scale, spot.y_mm * scale, spot.width_mm * scale, spot.height_mm * scale)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, sheet = tokens(), self._sheet
        painter.setPen(QPen(QColor(colours.edge), 1))
        painter.setBrush(QColor(colours.base))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        for number in range(1, sheet.count + 1) if sheet else ():
            self._draw_label(painter, number)
        if sheet:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.text), 2.5))
            self._outline(painter, self.place(self._first))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()

    def _draw_label(self, painter: QPainter, number: int) -> None:
        colours, place = tokens(), self.place(number).adjusted(0.5, 0.5, -0.5, -0.5)
        printed = self._first <= number < self._first + self._count
        painter.setPen(QPen(QColor(colours.edge), 1))
        painter.setBrush(QColor(colours.accent if printed else colours.base))
        self._outline(painter, place)
        if number < self._first:
            painter.drawLine(place.bottomLeft(), place.topRight())

    def _outline(self, painter: QPainter, place: QRectF) -> None:
        if self._sheet and self._sheet.shape == "round":
            painter.drawEllipse(place)
        else:
            painter.drawRect(place)

    # Choosing

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self._at(event.position())
        if number:
            self._choose(number)

    def _at(self, point: QPointF) -> int:
        """Return the number of the label nearest to a point of the picture."""
        numbers = range(1, self._sheet.count + 1) if self._sheet else range(0)
        return min(numbers, key=lambda each: (self.place(each).center() - point).manhattanLength(), default=0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        sheet = self._sheet
        if sheet is None:
            super().keyPressEvent(event)
            return
        keys = Qt.Key
        targets = {
            keys.Key_Left: self._first - 1,
            keys.Key_Right: self._first + 1,
            keys.Key_Up: self._first - sheet.columns,
            keys.Key_Down: self._first + sheet.columns,
            keys.Key_Home: 1,
            keys.Key_End: sheet.count,
        }
        target = targets.get(keys(event.key()))
        if target is None:
            super().keyPressEvent(event)
        elif 1 <= target <= sheet.count:
            self._choose(target)

    def _choose(self, number: int) -> None:
        if number != self._first:
            self.first_chosen.emit(number)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
