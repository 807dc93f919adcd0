"""How labels are printed: label sheet, first label, offset, language, copies; remembered for each sheet."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QLocale, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QHBoxLayout, QVBoxLayout, QWidget

from mscplanner.domain.label_sheet import LARGEST_OFFSET_MM, LabelSheet, LabelSheets
from mscplanner.domain.language import N_
from mscplanner.gui.label_sheet_picture import LabelSheetPicture
from mscplanner.gui.labels import guard_wheel, number_field, text_label
from mscplanner.gui.preferences import Preferences
from mscplanner.gui.print_options import LANGUAGES
from mscplanner.gui.wording import Wording
from mscplanner.sheets.label_printing import MOST_COPIES, LabelPrinting
from mscplanner.sheets.printing import SheetLanguage


class LabelOptions(QWidget):
    """``changed`` says that something is chosen otherwise."""

    changed = Signal()

    def __init__(self, wording: Wording, preferences: Preferences, sheets: LabelSheets) -> None:
        super().__init__()
        self._wording, self._preferences, self._sheets = wording, preferences, sheets
        self._count = 0
        self.sheet, self.language, self.picture = QComboBox(), QComboBox(), LabelSheetPicture(wording)
        self.first, self.copies = number_field(1, 1), number_field(1, MOST_COPIES)
        self.right, self.down = _offset_field(), _offset_field()
        self._own = text_label(role="small")
        for each in sheets.sheets:
            self.sheet.addItem(each.name.written(wording.language), each.id)
        self.sheet.setCurrentIndex(max(self.sheet.findData(preferences.label_sheet), 0))
        self.sheet.setMinimumContentsLength(12)
        self.sheet.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        # The field shows where a name begins; the list has room for all of it.
        self.sheet.view().setMinimumWidth(self.sheet.view().sizeHintForColumn(0) + 24)
        for value, text in LANGUAGES:
            self.language.addItem(text, value)
        at = self.language.findData(preferences.label_language or wording.language)
        self.language.setCurrentIndex(max(at, 0))
        for box in (self.sheet, self.language):
            guard_wheel(box)
        for field in (self.first, self.copies, self.right, self.down, self.language):
            field.setMinimumWidth(60)
        self._lay_out()
        self._take_up()
        self.sheet.currentIndexChanged.connect(self._sheet_changed)
        self.picture.first_chosen.connect(self.first.setValue)
        for field in (self.first, self.copies, self.right, self.down):
            field.valueChanged.connect(lambda _value: self._chosen())
        self.language.currentIndexChanged.connect(lambda _at: self._chosen())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 6, 0)
        column.addLayout(self._field(N_("Label sheet"), self.sheet))
        column.addLayout(self._field(N_("First free label"), self.first))
        column.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignHCenter)
        for left, right in (
            ((N_("Offset to the right"), self.right), (N_("Offset down"), self.down)),
            ((N_("Copies of each"), self.copies), (N_("Language"), self.language)),
        ):
            row = QHBoxLayout()
            row.addLayout(self._field(*left), 1)
            row.addLayout(self._field(*right), 1)
            column.addLayout(row)
        column.addWidget(self._own)
        column.addStretch(1)

    def _field(self, text: str, field: QWidget) -> QVBoxLayout:
        """Return a field with its label above it."""
        column = QVBoxLayout()
        column.setSpacing(3)
        label = text_label(self._wording.text(text), wrap=False)
        label.setBuddy(field)
        field.setAccessibleName(self._wording.text(text))
        column.addWidget(label)
        column.addWidget(field)
        return column

    @property
    def chosen_sheet(self) -> LabelSheet:
        """The label sheet that is chosen."""
        return self._sheets.sheet(self.sheet.currentData()) or self._sheets.sheets[0]

    def printing(self, draft: bool) -> LabelPrinting:
        """Return how labels are printed, as it is chosen."""
        return LabelPrinting(
            sheet=self.chosen_sheet,
            first=self.first.value(),
            offset_x_mm=round(self.right.value(), 1),
            offset_y_mm=round(self.down.value(), 1),
            copies=self.copies.value(),
            language=cast(SheetLanguage, self.language.currentData()),
            draft=draft,
        )

    def show_count(self, count: int) -> None:
        """Show how many labels are printed from the first one on."""
        self._count = count
        self._show_picture()

    def _show_picture(self) -> None:
        self.picture.show_sheet(self.chosen_sheet, self.first.value(), self._count)

    def _sheet_changed(self) -> None:
        self._take_up()
        self.changed.emit()

    def _take_up(self) -> None:
        """Show what was chosen last for the sheet."""
        sheet = self.chosen_sheet
        numbers = self._preferences.label_numbers(sheet.id)
        blocked = [QSignalBlocker(field) for field in (self.first, self.right, self.down)]
        self.first.setRange(1, sheet.count)
        self.first.setValue(numbers.first)
        self.right.setValue(numbers.right)
        self.down.setValue(numbers.down)
        del blocked
        own = self._wording.text(
            N_("labels.toml moves this sheet by {right} and {down} mm already; what is set here is added."),
            right=f"{sheet.offset_x_mm:g}",
            down=f"{sheet.offset_y_mm:g}",
        )
        self._own.setText(own)
        self._own.setVisible(bool(sheet.offset_x_mm or sheet.offset_y_mm))
        self._show_picture()

    def _chosen(self) -> None:
        self._show_picture()
        self.changed.emit()

    def remember(self, first: int) -> None:
        """Keep what is chosen; next time printing begins with label ``first`` of this sheet."""
        self._preferences.label_sheet = self.chosen_sheet.id
        self._preferences.label_language = self.language.currentData()
        self._preferences.note_label_numbers(self.chosen_sheet.id, first, self.right.value(), self.down.value())


def _offset_field() -> QDoubleSpinBox:
    field = QDoubleSpinBox()
    field.setRange(-LARGEST_OFFSET_MM, LARGEST_OFFSET_MM)
    field.setDecimals(1)
    field.setSingleStep(0.1)
    field.setSuffix(" mm")
    field.setLocale(QLocale.c())
    field.lineEdit().setTextMargins(6, 0, 0, 0)
    guard_wheel(field)
    return field
