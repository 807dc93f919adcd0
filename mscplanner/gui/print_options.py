"""The right column of the sheets page: how they are printed, and the buttons that print and save."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import cast, get_args

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QFrame,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from mscplanner.domain.finding import Finding
from mscplanner.domain.language import N_, P_
from mscplanner.gui.labels import button, number_field, set_tip, text_label
from mscplanner.gui.preferences import Preferences
from mscplanner.gui.wording import Wording
from mscplanner.sheets.printing import PaperName, Printing, SheetLanguage

PAPERS = (("a4", "A4"), ("letter", "Letter"))
LANGUAGES = (("en", "English"), ("zh", "中文"), ("both", "English + 中文"))
_WIDTH = 220


class _Upright(QScrollArea):
    """Scrolls up and down only, and is as wide as what it holds."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def minimumSizeHint(self) -> QSize:
        inner, bar = self.widget(), self.verticalScrollBar().sizeHint().width()
        return QSize(inner.sizeHint().width() + bar if inner else 0, super().minimumSizeHint().height())


class PrintOptions(QWidget):
    """Asks how the sheets are printed.

    Attributes:
        paper: The choice of the paper.
        language: The choice of the language of the sheets.
        copy: The copy number.
        large: Whether they are printed in large type.
        fillable: Whether the sheets are a form for the screen, too.
    """

    changed = Signal()
    error_wanted = Signal()
    print_wanted = Signal()
    save_wanted = Signal()
    history_wanted = Signal()

    def __init__(self, wording: Wording, preferences: Preferences) -> None:
        super().__init__()
        self._wording, self._preferences = wording, preferences
        self._tips: list[tuple[QWidget, str]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.show_history = button("link", self.history_wanted.emit)
        wording.bind(self.show_history.setText, N_("Print History…"))
        column.addWidget(self._choices(), 1)
        self._reason = text_label(role="error")
        self._reason.setMinimumWidth(_WIDTH)
        self.show_error = button("link", self.error_wanted.emit)
        self.print_button = button("primary", self.print_wanted.emit)
        self.print_button.setObjectName("print")
        self.save_button = button(pressed=self.save_wanted.emit)
        self.save_button.setObjectName("save")
        self.print_draft = button(pressed=self.print_wanted.emit)
        self.save_draft = button(pressed=self.save_wanted.emit)
        column.addWidget(self._reason)
        for made, text in (
            (self.show_error, N_("Show the error")),
            (self.print_button, N_("Print…")),
            (self.save_button, N_("Save PDF…")),
            (self.print_draft, N_("Print Draft…")),
            (self.save_draft, N_("Save Draft…")),
        ):
            wording.bind(made.setText, text)
            column.addWidget(made)
        wording.changed.connect(self._show_tips)
        self._show_tips()

    def _choices(self) -> QScrollArea:
        """Return what is chosen; it scrolls where the text is large, and what prints stays in sight."""
        inner = QWidget()
        within = QVBoxLayout(inner)
        within.setContentsMargins(0, 0, 2, 0)
        within.addLayout(self._form())
        within.addWidget(self.show_history)
        within.addStretch(1)
        area = _Upright()
        area.setWidget(inner)
        return area

    def _form(self) -> QFormLayout:
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self.paper = self._choice(PAPERS, self._preferences.paper)
        self.language = self._choice(LANGUAGES, self._wording.language)
        self.copy = number_field(1, 99)
        self.copy.valueChanged.connect(self.changed)
        for text, field in (
            (N_("Paper"), self.paper),
            (N_("Language of the sheets"), self.language),
            (N_("Copy number"), self.copy),
        ):
            label = text_label(wrap=False)
            label.setBuddy(field)
            self._wording.bind(label.setText, text)
            self._wording.bind(field.setAccessibleName, text)
            form.addRow(label, field)
        self.large = self._tick(
            N_("Large type"),
            N_("1.3 times as large, to be read at 70 cm: the paper lies on its side, and a day takes two pages."),
        )
        form.addRow(self.large)
        self.fillable = self._tick(
            N_("Fillable form"),
            N_("What is written by hand can be typed in a PDF viewer, too. The file gets 5 MB larger: a whole font."),
        )
        form.addRow(self.fillable)
        return form

    def _tick(self, text: str, tip: str) -> QCheckBox:
        box = QCheckBox()
        self._wording.bind(box.setText, text)
        self._tips.append((box, tip))
        box.toggled.connect(self.changed)
        return box

    def _show_tips(self) -> None:
        for widget, tip in self._tips:
            set_tip(widget, self._wording.text(tip))

    def _choice(self, choices: tuple[tuple[str, str], ...], current: str) -> QComboBox:
        box = QComboBox()
        for value, text in choices:
            box.addItem(text, value)
        box.setCurrentIndex(max(box.findData(current), 0))
        box.currentIndexChanged.connect(self.changed)
        return box

    def remember(self) -> None:
        """Keep what is chosen for the next start of the program."""
        self._preferences.paper = self.paper.currentData()

    def printing(self, draft: bool, parts: tuple[str, ...] | None) -> Printing:
        """Return how the sheets are printed now, ``parts`` of them, as it is chosen."""
        language = self.language.currentData()
        return Printing(
            paper=cast(PaperName, self.paper.currentData()),
            language=cast(SheetLanguage, language if language in get_args(SheetLanguage) else "en"),
            draft=draft,
            printed_at=datetime.now().astimezone().replace(second=0, microsecond=0),
            copy_number=self.copy.value(),
            parts=parts,
            large=self.large.isChecked(),
            fillable=self.fillable.isChecked(),
        )

    def show_state(self, errors: Collection[Finding], ready: bool) -> None:
        """Enable what can be had: a draft only while ``errors`` stand, nothing before the pages are ``ready``."""
        text = self._wording.count(
            P_(
                "{count} error must be mended before the final print:",
                "{count} errors must be mended before the final print:",
            ),
            len(errors),
        )
        first = next((error.title.written(self._wording.language) for error in errors), "")
        self._reason.setText(f"{text}\n{first}" if errors else "")
        for widget in (self._reason, self.show_error, self.print_draft, self.save_draft):
            widget.setVisible(bool(errors))
        for made in (self.print_button, self.save_button):
            made.setEnabled(ready and not errors)
        for made in (self.print_draft, self.save_draft):
            made.setEnabled(ready)

    def buttons(self) -> tuple[QPushButton, ...]:
        """The buttons that print and save, final first."""
        return self.print_button, self.save_button, self.print_draft, self.save_draft
