"""Moves one task of a day to another one: which, to which day, and what that brings, before it is done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from mscplanner.domain.language import N_
from mscplanner.domain.message import write_date
from mscplanner.domain.run import Pin
from mscplanner.gui.dialog_room import room_for, scrolled_fields
from mscplanner.gui.form_section import visible
from mscplanner.gui.labels import button_text, number_field, text_label
from mscplanner.gui.run_document import RunDocument
from mscplanner.gui.way_cards import WayCards
from mscplanner.planning.happenings import has_begun
from mscplanner.planning.replanning import WayOn
from mscplanner.planning.task_moves import (
    MovableTask,
    back_way,
    day_without_hand,
    movable_tasks,
    move_way,
    possible_days,
)

_LONGEST_NAME, _LONGEST_NOTE = 80, 200


class TaskMoveDialog(QDialog):
    """Moves a task as one step of ``document`` that can be undone.

    ``taken`` carries the day that it lies on then and whether the plan has a new revision.
    """

    taken = Signal(int, bool)

    def __init__(
        self,
        parent: QWidget,
        document: RunDocument,
        day: int,
        today: date,
        author: str,
        wanted: Sequence[Pin] = (),
        to_day: int | None = None,
    ) -> None:
        """Ask for a task of ``D{day}`` and for its day.

        Args:
            parent: The page of the run.
            document: Its run.
            day: The day whose tasks are offered.
            today: The day of the decision.
            author: Who moves it, as far as is known.
            wanted: What the tasks are that are offered, see ``MovableTask.own``; () for all of the day.
            to_day: The day that is proposed.
        """
        super().__init__(parent)
        self._document, self._wording, self._today, self._day = document, document.wording, today, day
        self._wanted, self._to_day = tuple(wanted), to_day
        self._tasks: tuple[MovableTask, ...] = ()
        self._way: WayOn | None = None
        self.setObjectName("move_task_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        when = write_date(document.run.start + timedelta(days=day), self._wording.language)
        self.setWindowTitle(self._wording.text(N_("Move a task of {day}"), day=f"D{day}, {when}"))
        column = QVBoxLayout(self)
        column.setSpacing(10)
        body = QHBoxLayout()
        body.setSpacing(18)
        body.addWidget(scrolled_fields(self._fields(author), self._wording.text(N_("Task"))))
        body.addWidget(self._ways_area(), 1)
        column.addLayout(body, 1)
        column.addWidget(self._button_box())
        self.resize(room_for(self, 96, 31))
        document.changed.connect(self._fill)
        self._fill()

    def _fields(self, author: str) -> QVBoxLayout:
        column, form = QVBoxLayout(), QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self.task, self.number, self._date = QComboBox(), number_field(0, 0), text_label()
        self.name, self.note = QLineEdit(author), QLineEdit()
        self.task.setObjectName("moved_task")
        self.number.setObjectName("moved_day")
        self.number.setPrefix("D")
        self._room = text_label(role="small")
        for text, field in (
            (N_("Task"), self.task),
            (N_("Move to"), self.number),
            (N_("Moved by"), self.name),
            (N_("Remark"), self.note),
        ):
            label = text_label(self._wording.text(text), wrap=False)
            label.setBuddy(field)
            field.setAccessibleName(label.text())
            field.setMinimumWidth(30 * self.fontMetrics().averageCharWidth())
            form.addRow(label, field)
            if field is self.number:
                form.addRow(self._date)
                form.addRow(self._room)
        self.name.setMaxLength(_LONGEST_NAME)
        self.note.setMaxLength(_LONGEST_NOTE)
        if not has_begun(self._document.run, self._today):
            # A remark is kept with the revision of a plan that is under way.
            form.setRowVisible(self.note, False)
        self.task.currentIndexChanged.connect(lambda _at: self._task_chosen())
        self.number.valueChanged.connect(lambda _value: self._renew())
        column.addLayout(form)
        column.addStretch(1)
        return column

    def _ways_area(self) -> QWidget:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        self._heading = text_label(role="section")
        self.ways = WayCards(self._wording, self._document)
        self.ways.setObjectName("page")
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        area.setWidget(self.ways)
        column.addWidget(self._heading)
        column.addWidget(area, 1)
        return right

    def _button_box(self) -> QDialogButtonBox:
        box, roles = QDialogButtonBox(), QDialogButtonBox.ButtonRole
        self.apply = box.addButton(self._wording.text(N_("Move")), roles.AcceptRole)
        self.apply.setObjectName("apply")
        self.back = box.addButton("", roles.ActionRole)
        self.back.setObjectName("move_back")
        self.back.clicked.connect(lambda _checked: self._take_back())
        box.addButton(self._wording.text(N_("Cancel")), roles.RejectRole)
        box.accepted.connect(lambda: self._take(self._renewed_way(), self.number.value()))
        box.rejected.connect(self.reject)
        return box

    # Showing

    def _fill(self) -> None:
        """Offer the tasks of the day as the plan has them now; the one that was chosen stays."""
        kept = self.task.currentText()
        every = movable_tasks(self._document.plan, self._day)
        self._tasks = tuple(each for each in every if not self._wanted or each.own in self._wanted) or every
        self.task.blockSignals(True)
        self.task.clear()
        self.task.addItems([each.name.written(self._wording.language) for each in self._tasks])
        self.task.setCurrentIndex(max(self.task.findText(kept), 0 if self._tasks else -1))
        self.task.blockSignals(False)
        self._task_chosen()

    @property
    def chosen(self) -> MovableTask | None:
        """The task that is to be moved, or None where the day has none any more."""
        at = self.task.currentIndex()
        return self._tasks[at] if 0 <= at < len(self._tasks) else None

    def _task_chosen(self) -> None:
        chosen, language = self.chosen, self._wording.language
        self.number.setEnabled(chosen is not None)
        self.back.setVisible(bool(chosen and chosen.held))
        if chosen is None:
            self._room.setText(self._wording.text(N_("No task of this day can be moved any more.")))
            self._renew()
            return
        room = chosen.room
        wanted = self._to_day if self._to_day is not None else min(chosen.day + 1, room.last)
        wanted = wanted if wanted != chosen.day else max(chosen.day - 1, room.first)
        self.number.blockSignals(True)
        self.number.setRange(min(room.first, chosen.day), max(room.last, chosen.day))
        self.number.setValue(wanted)
        self.number.blockSignals(False)
        told = (possible_days(room), room.why_first, room.why_last)
        self._room.setText(" ".join(each.written(language) for each in told))
        if chosen.held:
            day = day_without_hand(self._document.plan, chosen)
            text = self._wording.text(N_("Move Back to {day}"), day=f"D{day}")
            self.back.setText(button_text(text if day is not None else self._wording.text(N_("Move Back"))))
        self._renew()

    def _renewed_way(self) -> WayOn | None:
        document, chosen = self._document, self.chosen
        if chosen is None:
            return None
        by = visible(self.name.text())
        return move_way(document.plan, chosen, self.number.value(), by, document.stockroom, self._today)

    def _renew(self) -> None:
        """Work out what the move brings; it takes less time than a key stroke."""
        when = self._document.run.start + timedelta(days=self.number.value())
        self._date.setText(write_date(when, self._wording.language))
        self._way = self._renewed_way()
        heading = N_("What follows") if self._way else N_("The plan stays as it is.")
        self._heading.setText(self._wording.text(heading))
        self.ways.show_ways((self._way,) if self._way else ())
        self.apply.setEnabled(self._way is not None)

    def _take_back(self) -> None:
        if self.chosen:
            day = day_without_hand(self._document.plan, self.chosen)
            way = back_way(self._document.plan, self.chosen, self._document.stockroom)
            self._take(way, self._day if day is None else day)

    def _take(self, way: WayOn | None, day: int) -> None:
        if way is None:
            return
        # Another plan from here on: what is shown is no longer worked out.
        self._document.changed.disconnect(self._fill)
        revised = self._document.take_way(way, visible(self.name.text()), self._today, visible(self.note.text()))
        self.accept()
        self.taken.emit(day, revised)
