"""The page with the work of all runs: the map, and a line about the chosen cell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from mscplanner.domain.lab import Lab
from mscplanner.domain.language import N_, P_
from mscplanner.gui.labels import button, text_label
from mscplanner.gui.load_view import LoadView
from mscplanner.gui.wording import Wording
from mscplanner.planning.load_map import RunWork, load_map

TITLE = N_("Load of All Runs")
_TOLD_LINES = 5
_WAITING = P_("{count} run is still being read.", "{count} runs are still being read.")
_UNREAD = P_("{count} run cannot be read.", "{count} runs cannot be read.")


class LoadPage(QWidget):
    """Shows what runs ask for; ``open_wanted`` carries the id of a run."""

    open_wanted = Signal(str)

    def __init__(self, wording: Wording, today: date) -> None:
        super().__init__()
        self._wording, self._today = wording, today
        self._runs: tuple[RunWork, ...] = ()
        self._lab: Lab | None = None
        self._counts = (0, 0)
        self._stale = False
        self._room = QScrollArea()
        self.view = LoadView(wording, today)
        self._title, self._note = text_label(role="title"), text_label(role="small")
        self.told = text_label(selectable=True)
        self._open, self._go_today = button(pressed=self.view.open_chosen), button(pressed=self.view.choose_today)
        self._open.setObjectName("open_run")
        self._lay_out()
        wording.bind(self._title.setText, TITLE)
        wording.bind(self._open.setText, N_("Open Run"))
        wording.bind(self._go_today.setText, N_("Today"))
        self.view.chosen.connect(self._tell)
        self.view.opened.connect(self.open_wanted)
        wording.changed.connect(self._renew)
        self.setFocusProxy(self.view)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._go_today)
        head.addWidget(self._open)
        column.addLayout(head)
        column.addWidget(self._note)
        column.addWidget(self.view, 1)
        self.told.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._room.setObjectName("page")
        self._room.setFrameShape(QFrame.Shape.NoFrame)
        self._room.setWidgetResizable(True)
        self._room.setWidget(self.told)
        self._fit_room()
        column.addWidget(self._room)

    def _fit_room(self) -> None:
        # Always the same room: the map stays where it is while cells are walked.
        self._room.setFixedHeight(_TOLD_LINES * self.told.fontMetrics().lineSpacing() + 10)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_room()

    def show_runs(self, runs: Sequence[RunWork], lab: Lab, waiting: int, unread: int) -> None:
        """Show the work of ``runs``.

        Args:
            runs: Those that have been planned.
            lab: As it is now: it says what is too much.
            waiting: How many are still to be planned.
            unread: How many cannot be read.
        """
        self._runs, self._lab, self._counts = tuple(runs), lab, (waiting, unread)
        self._renew()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._renew()

    def _renew(self) -> None:
        self._stale = not self.isVisible()
        if self._stale or self._lab is None:
            return
        self._note.setText(self._note_text(self._lab))
        self.view.show_map(load_map(self._runs, self._lab, self._today))

    def _note_text(self, lab: Lab) -> str:
        most = self._wording.text(
            N_("Hands-on minutes of each day; above {most} for one person (lab setting) they have a warning sign."),
            most=lab.settings.most_minutes,
        )
        shared = self._wording.text(
            N_(
                "Preparation that runs share counts once for each person: its own minutes, not those of each vessel;"
                " the row of a run shows the run as if it were alone."
            )
        )
        counts = zip((_WAITING, _UNREAD), self._counts, strict=True)
        return " ".join([most, shared, *(self._wording.count(forms, count) for forms, count in counts if count)])

    def _tell(self) -> None:
        self.told.setText(self.view.words)
        self._open.setEnabled(self.view.has_run)
