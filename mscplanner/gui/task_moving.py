"""Moves single tasks of the runs that are open: by mouse, by menu and by keys, and back again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QDialog

from mscplanner.domain.language import N_
from mscplanner.domain.message import Message
from mscplanner.gui.entry_menu import EntryMenu
from mscplanner.gui.step_notes import StepNotes
from mscplanner.gui.task_move_dialog import TaskMoveDialog
from mscplanner.planning.replanning import WayOn
from mscplanner.planning.task_moves import (
    MovableTask,
    back_way,
    day_without_hand,
    movable_tasks,
    move_way,
    refusal,
    stays,
)

if TYPE_CHECKING:
    from mscplanner.gui.actions import Commands
    from mscplanner.gui.open_documents import RunPages


class TaskMoving(QObject):
    """Attends the calendars of runs and the commands of the Run menu.

    A move that breaks nothing is done at once, with an undo in the bar; one that brings a warning,
    an error or one more making is shown with all that it brings before it is done.

    Signals: ``told`` a text of the moment, its tone and its ways on; ``told_over`` such a text that
    no longer holds; ``revised`` that the plan of the current run has a new revision;
    ``place_wanted`` carries ``runs``.
    """

    told = Signal(object, str, object)
    told_over = Signal(object)
    revised = Signal()
    place_wanted = Signal(str)

    def __init__(
        self, current: Callable[[], RunPages | None], today: date, author: Callable[[], str], parent: QObject
    ) -> None:
        """Attend the run that ``current`` gives; ``author`` is asked where the run names nobody."""
        super().__init__(parent)
        self._current, self._today, self._author = current, today, author
        self._notes = StepNotes(self)
        self._notes.told.connect(self.told)
        self._notes.told_over.connect(self.told_over)

    def take_commands(self, commands: Commands) -> None:
        """Do what the Run menu asks for."""
        commands["move_task"].triggered.connect(lambda _checked: self.ask())
        commands["task_back"].triggered.connect(lambda _checked: self.move_back())

    def attend(self, pages: RunPages) -> None:
        """Follow the calendar of a run."""
        calendar = pages.run_page.calendar
        calendar.tasks_dragged.connect(self._dragged)
        calendar.menu_wanted.connect(self.show_menu)

    # By menu and keys

    def ask(self, tasks: Sequence[MovableTask] = (), to_day: int | None = None) -> None:
        """Ask which task of the chosen day goes to which day.

        Args:
            tasks: What is offered; () for all of the day.
            to_day: The day that is proposed.
        """
        pages = self._current()
        if pages is None:
            return
        day = tasks[0].day if tasks else pages.run_page.calendar.chosen
        if not movable_tasks(pages.document.plan, day):
            self._refuse(pages, stays(pages.document.plan, day))
            return
        self.place_wanted.emit("runs")
        wanted = tuple(task.own for task in tasks)
        asked = TaskMoveDialog(
            pages.run_page, pages.document, day, self._today, self._by(pages), wanted=wanted, to_day=to_day
        )
        asked.taken.connect(partial(self._taken, pages))
        # PySide hides the plain ``open`` of dialogs behind the one with a receiver.
        QDialog.open(asked)

    def move_back(self) -> None:
        """Let the plan place the task of the chosen day that was moved by hand; of several, ask which one."""
        pages = self._current()
        if pages is None:
            return
        plan, day = pages.document.plan, pages.run_page.calendar.chosen
        held = [task for task in movable_tasks(plan, day) if task.held]
        if len(held) == 1:
            self._back(held[0])
        elif held:
            self.ask(held)
        else:
            wording = pages.document.wording
            self.told.emit(lambda: wording.text(N_("No task of {day} was moved by hand."), day=f"D{day}"), "note", ())

    def show_menu(self, place: QPoint) -> None:
        """Offer what can be moved of the chosen day, at a place on the screen."""
        pages = self._current()
        if pages:
            self.menu(pages).show_at(place)

    def menu(self, pages: RunPages) -> EntryMenu:
        """Return the menu of the chosen day of a run."""
        wording, plan = pages.document.wording, pages.document.plan
        tasks = movable_tasks(plan, pages.run_page.calendar.chosen)
        menu = EntryMenu(pages.run_page)
        menu.setObjectName("task_menu")
        for task in tasks:
            name = task.name.written(wording.language)
            menu.entry(wording.text(N_("Move {work}…"), work=name), partial(self.ask, (task,)))
            if task.held:
                day = day_without_hand(plan, task)
                text = wording.text(N_("Move {work} Back to {day}"), work=name, day=f"D{day}")
                if day is None:
                    text = wording.text(N_("Move {work} Back"), work=name)
                menu.entry(text, partial(self._back, task))
        if not tasks:
            menu.entry(wording.text(N_("Move Task…")), self.ask, "Ctrl+Shift+M")
        return menu

    # By mouse

    def _dragged(self, tasks: Sequence[MovableTask], day: int) -> None:
        pages = self._current()
        if pages is None:
            return
        possible = [task for task in tasks if refusal(task, day) is None]
        if not possible:
            why = refusal(tasks[0], day)
            if why:
                self._refuse(pages, why)
            return
        document = pages.document
        way = move_way(document.plan, possible[0], day, self._by(pages), document.stockroom, self._today)
        if len(tasks) > 1 or way is None or way.breaks or pages.document.too_full(way):
            self.ask(possible, day)
        else:
            self._take(pages, way, day)

    # Doing it

    def _by(self, pages: RunPages) -> str:
        return pages.document.run.operator or self._author()

    def _back(self, task: MovableTask) -> None:
        pages = self._current()
        if pages is None:
            return
        plan = pages.document.plan
        way, day = back_way(plan, task, pages.document.stockroom), day_without_hand(plan, task)
        if way:
            self._take(pages, way, task.day if day is None else day)

    def _take(self, pages: RunPages, way: WayOn, day: int) -> None:
        self._taken(pages, day, pages.document.take_way(way, self._by(pages), self._today))

    def _taken(self, pages: RunPages, day: int, revised: bool) -> None:
        """Show the day that the task lies on now, and tell of the step."""
        document, calendar = pages.document, pages.run_page.calendar
        calendar.choose(day)
        calendar.setFocus(Qt.FocusReason.OtherFocusReason)
        if revised:
            self.revised.emit()
        else:
            name, wording = document.step_message(-1), document.wording
            self._notes.tell(document, lambda: name.written(wording.language) if name else "")

    def _refuse(self, pages: RunPages, why: Message) -> None:
        wording = pages.document.wording
        self.told.emit(lambda: why.written(wording.language), "warning", ())
