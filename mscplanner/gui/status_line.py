"""The line at the foot of the window: counts of findings, what is saved, language, size of text."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QStatusBar, QWidget

from mscplanner.domain.language import LANGUAGES, N_, Language
from mscplanner.gui.labels import button, text_label
from mscplanner.gui.severity_counts import SeverityCounts
from mscplanner.gui.wording import Wording

_NAMES: dict[Language, str] = {"en": "EN", "zh": "中文"}
_FULL_NAMES: dict[Language, str] = {"en": "English", "zh": "中文"}


class StatusLine(QStatusBar):
    """Shows the state of the run, and switches the language with one press."""

    language_chosen = Signal(str)
    findings_wanted = Signal()
    text_size_wanted = Signal()

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self._wording = wording
        self.setSizeGripEnabled(False)
        self.counts = SeverityCounts(wording)
        self.counts.clicked.connect(self.findings_wanted)
        self.counts.hide()
        self.addWidget(self.counts)
        self._saved = text_label(role="muted", wrap=False)
        self._state: tuple[str, str] = ("", "")
        self._size = button("plain", self.text_size_wanted.emit)
        self._percent = 100
        right = QWidget()
        row = QHBoxLayout(right)
        row.setContentsMargins(0, 2, 12, 2)
        row.setSpacing(4)
        row.addWidget(self._saved)
        row.addSpacing(12)
        row.addWidget(self._size)
        group = QButtonGroup(self)
        self._languages: dict[Language, QPushButton] = {}
        for language in LANGUAGES:
            made = button("plain", partial(self.language_chosen.emit, language))
            made.setCheckable(True)
            made.setText(_NAMES[language])
            made.setAccessibleName(_FULL_NAMES[language])
            group.addButton(made)
            row.addWidget(made)
            self._languages[language] = made
        self.addPermanentWidget(right)
        wording.changed.connect(self._renew)
        self._renew()

    def show_text_size(self, percent: int) -> None:
        """Show the size of text in use."""
        self._percent = percent
        self._renew()

    def show_saved(self, text: str, time: str = "") -> None:
        """Show how far the work is kept: an English text, in which ``{time}`` may stand."""
        self._state = (text, time)
        self._renew()

    def _renew(self) -> None:
        text, time = self._state
        self._saved.setText(self._wording.text(text, time=time) if text else "")
        self._languages[self._wording.language].setChecked(True)
        self._size.setText(self._wording.text(N_("Text {percent} %"), percent=self._percent))
