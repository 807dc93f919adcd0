"""A part of a form under a heading that opens and closes it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mscplanner.domain.language import N_
from mscplanner.gui.icons import icon
from mscplanner.gui.labels import button, text_label
from mscplanner.gui.wording import Wording


class Disclosure(QWidget):
    """Shows its heading, and what stands under it while it is open; beside it, what is in it while it is closed."""

    toggled = Signal(bool)

    def __init__(self, wording: Wording, title: str, body: QWidget) -> None:
        """Make it, closed.

        Args:
            wording: The language of the window.
            title: The heading, marked with ``N_``.
            body: What is opened and closed.
        """
        super().__init__()
        self._wording, self._title = wording, title
        self.body, self.is_open = body, False
        self.heading = button("heading", self._toggle)
        self.heading.setProperty("role", "section")
        self.summary = text_label(role="muted")
        self.summary.setObjectName("summary")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.heading)
        row.addWidget(self.summary, 1)
        row.addStretch(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(body)
        wording.changed.connect(self._write)
        self.show_open(False)

    def show_open(self, is_open: bool) -> None:
        """Open or close it."""
        self.is_open = is_open
        self.body.setVisible(is_open)
        self._write()

    def show_summary(self, text: str) -> None:
        """Say what is in it while it is closed."""
        self.summary.setText(text)
        self.summary.setVisible(not self.is_open)
        self.heading.setAccessibleDescription("" if self.is_open else text)

    def _toggle(self) -> None:
        self.show_open(not self.is_open)
        self.toggled.emit(self.is_open)

    def _write(self) -> None:
        title = self._wording.text(self._title)
        self.heading.setText(title)
        self.heading.setIcon(icon("chevron-down" if self.is_open else "next"))
        state = self._wording.text(N_("open") if self.is_open else N_("closed"))
        self.heading.setAccessibleName(f"{title}, {state}")
        self.show_summary(self.summary.text())
