"""One calm bar at the top of the window for what has happened, with the ways on."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from mscplanner.domain.language import N_
from mscplanner.gui.icons import icon
from mscplanner.gui.labels import button, button_text, put_away, text_label
from mscplanner.gui.wording import Wording


class MessageBar(QFrame):
    """Shows one message at a time; the newest takes the place of the one before."""

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self.setObjectName("messageBar")
        self._wording = wording
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(24, 8, 12, 8)
        self._row.setSpacing(8)
        self._label = text_label(selectable=True)
        self._row.addWidget(self._label, 1)
        self._buttons: list[QPushButton] = []
        self._close = button("plain", self.hide)
        wording.bind(self._close.setText, N_("Close"))
        self._row.addWidget(self._close)
        self._content: Callable[[], str] = str
        self._fresh = False
        wording.changed.connect(self._renew)
        self.hide()

    def show_message(
        self,
        content: Callable[[], str],
        tone: str = "note",
        ways_on: tuple[tuple[str, Callable[[], object]], ...] = (),
    ) -> None:
        """Show what ``content`` returns, in the language of the moment.

        Args:
            content: Called now and at each change of language.
            tone: ``note``, ``warning`` or ``error``: the tint of the bar.
            ways_on: Buttons, each with its English text and what it does.
        """
        for old in self._buttons:
            put_away(old)
        self._buttons = []
        for at, (text, pressed) in enumerate(ways_on, start=1):
            made = button(pressed=partial(self._do, pressed))
            made.setText(button_text(self._wording.text(text)))
            made.setProperty("source_text", text)
            self._row.insertWidget(at, made)
            self._buttons.append(made)
        self._content = content
        self.setProperty("tone", tone)
        self.style().unpolish(self)
        self.style().polish(self)
        self._renew()
        self._fresh = True
        # What is told along with a step, or with the way to another page, is not over by them.
        QTimer.singleShot(0, self, self._grow_old)
        self.show()

    def end(self, content: Callable[[], str]) -> None:
        """Take the message away if it is ``content``: what it tells is over."""
        if self._content is content:
            self.hide()

    def leave_news(self) -> None:
        """Take mere news away, as something else is done or shown now; what warns or leads on stays."""
        if not self._fresh and not self._buttons and self.property("tone") == "note":
            self.hide()

    def _grow_old(self) -> None:
        self._fresh = False

    def _do(self, pressed: Callable[[], object]) -> None:
        # A way on is gone once; what it leads to may have something to say itself.
        self.hide()
        pressed()

    def text(self) -> str:
        """Return what is shown."""
        return self._label.text()

    def draw_icons(self) -> None:
        """Draw the icons in the colours of the theme."""
        self._close.setIcon(icon("close"))

    def _renew(self) -> None:
        self._label.setText(self._content())
        for made in self._buttons:
            made.setText(button_text(self._wording.text(str(made.property("source_text")))))
