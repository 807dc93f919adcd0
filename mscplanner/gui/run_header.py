"""The head of the run page: what run it is, from when to when, and the ways on."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from mscplanner.domain.language import N_
from mscplanner.domain.message import message, write_date
from mscplanner.gui.labels import button, set_role, text_label
from mscplanner.gui.wording import Wording
from mscplanner.planning.media import ARM_NAMES
from mscplanner.planning.plan import Plan


class RunHeader(QWidget):
    """Title, dates, vessels; buttons for history, file and sheets."""

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self._wording = wording
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(20, 14, 20, 6)
        self._row.setSpacing(8)
        titles = QVBoxLayout()
        titles.setSpacing(2)
        self._title = text_label(role="title")
        self._subtitle = text_label(role="muted")
        self.newer = button("link")
        wording.bind(self.newer.setText, N_("The protocol was changed since this run was planned. Compare…"))
        self.newer.hide()
        titles.addWidget(self._title)
        titles.addWidget(self._subtitle)
        titles.addWidget(self.newer, alignment=Qt.AlignmentFlag.AlignLeft)
        self._row.addLayout(titles, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        self._row.addLayout(buttons)
        self.history, self.save, self.sheets = button(), button(), button("primary")
        self.sheets.setObjectName("to_sheets")
        for made, text in (
            (self.history, N_("History…")),
            (self.save, N_("Save PDF…")),
            (self.sheets, N_("Sheets…")),
        ):
            wording.bind(made.setText, text)
            buttons.addWidget(made)

    def show_compact(self, compact: bool) -> None:
        """Show a smaller title with the buttons below it, or all of it on one line."""
        set_role(self._title, "section" if compact else "title")
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.TopToBottom if compact else directions.LeftToRight)

    def show_plan(self, plan: Plan) -> None:
        """Show number, title, dates and vessels of a run."""
        run, language = plan.run, self._wording.language
        self._title.setText(f"{run.number}  ·  {run.protocol.title.written(language)}")
        dates = self._wording.text(N_("D0 {start}"), start=write_date(run.start, language))
        if plan.last_day:
            dates += "  –  " + f"{plan.last_day.label} {write_date(plan.last_day.date, language)}"
        vessels = message(N_("{count} × {vessel}"), count=run.count, vessel=run.vessel.name).written(language)
        texts = [dates, vessels, self._wording.text(N_("{wells} wells"), wells=plan.wells)]
        for control in run.controls:
            name = self._wording.text(ARM_NAMES[control.kind])
            texts.append(self._wording.text(N_("{arm}: {count}"), arm=name, count=control.count))
        self._subtitle.setText("  ·  ".join(texts))
