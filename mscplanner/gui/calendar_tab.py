"""The tab of the working calendar: takes it out of the lab's library, and keeps every edit there."""

from __future__ import annotations

import contextlib
from datetime import date
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QTimer, Signal

from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.domain.work_calendar import WorkCalendar
from mscplanner.gui.calendar_document import CalendarDocument
from mscplanner.gui.keeper import Keeper
from mscplanner.gui.tabbed_place import TabbedPlace
from mscplanner.gui.wording import Wording
from mscplanner.gui.workplace import Workplace
from mscplanner.library.lab_files import settings_folder
from mscplanner.planning.calendar_edits import carried_over

if TYPE_CHECKING:
    from mscplanner.gui.calendar_page import CalendarPage
    from mscplanner.library.faults import LibraryFault
    from mscplanner.library.library import Library
    from mscplanner.library.public_holidays import Country
    from mscplanner.library.work_calendar import CalendarInForce

TAB = "work-calendar"
_TRIED_AGAIN_AFTER_MILLISECONDS = 15_000


class CalendarTab(QObject):
    """Gives the workplace the lab's calendar, once the library is open and at every change.

    A change counts when the library has it. Runs keep the calendar that they were planned with.

    Signals: ``shown`` the tab is to be seen; ``lab_changed`` carries the lab with its new calendar;
    ``refused`` a fault of the library; ``told`` a text, its tone and its ways on.
    """

    shown = Signal()
    lab_changed = Signal(object)
    refused = Signal(object)
    told = Signal(object, str, object)

    def __init__(
        self, keeper: Keeper, workplace: Workplace, wording: Wording, tabs: TabbedPlace, today: date, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._keeper, self._workplace, self._wording, self._tabs = keeper, workplace, wording, tabs
        self._today = today
        self._of_files = workplace.lab.working_calendar
        self.document = CalendarDocument(self._of_files, wording, self)
        self._kept = self._asked = self._taken = self._of_files
        self._looked_for_rescued = self._drops_rescued = False
        self._waiting, self._failed = 0, False
        self._trouble: Message | None = None
        self._editable = True
        self._countries: tuple[Country, ...] = ()
        self._wanted_country = 0
        self.document.changed.connect(self.save)
        keeper.opened.connect(self.read)

    @property
    def _page(self) -> CalendarPage | None:
        return cast("CalendarPage | None", self._tabs.page(TAB))

    def title(self, tab: str) -> str:
        """Return what ``tab`` is called, or "" where it is another one."""
        return self._wording.text(N_("Working calendar")) if tab == TAB else ""

    def open(self) -> None:
        """Show the calendar, with what somebody else may have changed in the meantime."""
        page = self._page
        if page is None:
            # Not before it is wanted: its parts would be in the way of the start.
            from mscplanner.gui.calendar_page import CalendarPage

            page = CalendarPage(self._wording, self.document, self._today)
            page.country_wanted.connect(self.look_up)
            page.left.connect(self._leave)
            self._tabs.open_page(TAB, page, self.title(TAB))
            self._show()
            self._offer_countries()
        self._tabs.show_page(TAB)
        self.shown.emit()
        page.year.setFocus()
        self.read()

    def _leave(self) -> None:
        self.hand_in()
        page = self._tabs.close_page(TAB)
        if page:
            page.deleteLater()

    def hand_in(self) -> None:
        """Take what is half typed, and ask the library to keep what it does not have."""
        if self._page:
            self._page.hand_in()
        self.save()

    # Public holidays

    def _offer_countries(self) -> None:
        def look(_library: Library) -> tuple[Country, ...]:
            from mscplanner.library.public_holidays import countries

            return countries()

        def offer(found: tuple[Country, ...]) -> None:
            self._countries = found
            if self._page:
                self._page.show_countries(found)

        if self._countries:
            offer(self._countries)
        else:
            # Not on the thread of the window: the first look-up loads every country there is.
            self._keeper.ask(look, offer, self.refused.emit)

    def look_up(self, country: str, subdivision: str) -> None:
        """Keep the public holidays of a country, or of none; one step, done when they are found."""
        self._wanted_country += 1
        wanted, before = self._wanted_country, self.document.value

        def look(_library: Library) -> WorkCalendar | Message:
            from mscplanner.library.public_holidays import with_public_holidays, years_around

            return with_public_holidays(before, country, subdivision, years_around(self._today))

        def then(found: WorkCalendar | Message) -> None:
            if wanted == self._wanted_country:
                self._take_holidays(before, found)

        if self._page:
            self._page.holidays.tell_looking()
        self._keeper.ask(look, then, self._not_looked_up)

    def _take_holidays(self, before: WorkCalendar, found: WorkCalendar | Message) -> None:
        page = self._page
        if isinstance(found, WorkCalendar):
            after = carried_over(before, found, self.document.value)
            self.document.change(message(N_("Change the public holidays")), after)
        if page:
            if isinstance(found, Message):
                page.holidays.refuse(found)
            else:
                page.holidays.show_calendar(self.document.value)

    def _not_looked_up(self, fault: LibraryFault) -> None:
        if self._page:
            self._page.holidays.refuse(fault.message)
        self.refused.emit(fault)

    # Keeping

    def save(self) -> None:
        """Ask the library to keep the calendar as it stands, if it was not asked to."""
        value, before = self.document.value, self._asked
        if value == before or not self._editable:
            return
        from mscplanner.library.work_calendar import change_work_calendar

        stamp = self._keeper.stamp()

        def work(library: Library) -> WorkCalendar | Message:
            kept = change_work_calendar(library, self._of_files, lambda now: carried_over(before, value, now), stamp)
            if isinstance(kept, WorkCalendar):
                # Noted here: when the program closes, no answer reaches the window any more.
                self._taken = value
            return kept

        self._asked = value
        self._waiting += 1
        self._keeper.ask(work, self._take_kept, self._not_kept)

    def _take_kept(self, answer: WorkCalendar | Message) -> None:
        self._waiting -= 1
        if isinstance(answer, Message):
            self.told.emit(lambda: answer.written(self._wording.language), "warning", ())
            self.read()
            return
        self._kept = answer
        self._use(answer)
        self._settle()

    def _not_kept(self, fault: LibraryFault) -> None:
        self._waiting -= 1
        self._failed = True
        self.refused.emit(fault)
        QTimer.singleShot(_TRIED_AGAIN_AFTER_MILLISECONDS, self, self.save)
        self._settle()

    def _settle(self) -> None:
        """When nothing is on its way any more: show what is kept, or know what is to be tried again."""
        if self._waiting:
            return
        if self._failed:
            self._asked, self._failed = self._kept, False
        elif self.document.value == self._asked:
            self._show_kept(self._kept)
            self._drop_rescued()

    def _show_kept(self, calendar: WorkCalendar) -> None:
        self._kept = self._asked = self._taken = calendar
        self.document.take_in(calendar)

    # What could not be kept

    def rescue(self) -> None:
        """Write the edits that the library did not take into a file, out of which the next start takes them."""
        from mscplanner.library.rescue import UnsavedCalendar, read_rescued_calendar, write_rescued_calendar

        before, after = self._taken, self.document.value
        if before == after:
            return
        # What nobody has taken out of the file so far stays in it.
        older = None if self._looked_for_rescued else read_rescued_calendar(settings_folder())
        if older:
            before, after = older.before, carried_over(before, after, older.after)
        with contextlib.suppress(OSError):
            write_rescued_calendar(settings_folder(), UnsavedCalendar(before=before, after=after))

    def _take_rescued(self) -> None:
        """Put the edits that an earlier program could not keep upon the calendar, as one step."""
        from mscplanner.library.rescue import read_rescued_calendar

        if self._looked_for_rescued or not self._editable:
            return
        self._looked_for_rescued = True
        unsaved = read_rescued_calendar(settings_folder())
        if unsaved is None:
            return
        self._drops_rescued = True
        after = carried_over(unsaved.before, unsaved.after, self.document.value)
        if after == self.document.value:
            self._drop_rescued()
            return
        self.document.change(message(N_("Take in what was not saved")), after)
        text = N_("The working calendar has now the changes that it could not keep before.")
        self.told.emit(lambda: self._wording.text(text), "note", ())

    def _drop_rescued(self) -> None:
        """Take the file away once the library has all that was in it."""
        from mscplanner.library.rescue import drop_rescued_calendar

        if self._drops_rescued and self._taken == self.document.value:
            self._drops_rescued = False
            with contextlib.suppress(OSError):
                drop_rescued_calendar(settings_folder())

    # What the library has

    def read(self) -> None:
        """Take in what the library has; public holidays that are due are looked up."""
        of_files, today, stamp = self._of_files, self._today, self._keeper.stamp()

        def work(library: Library) -> CalendarInForce:
            from mscplanner.library.work_calendar import calendar_in_force

            return calendar_in_force(library, of_files, today, stamp)

        self._keeper.ask(work, self._take, self.refused.emit)

    def _take(self, found: CalendarInForce) -> None:
        self._trouble = found.trouble
        self._editable = found.editable
        if not found.kept:
            self._of_files = found.calendar
        if not self._waiting and self.document.value == self._asked:
            self._show_kept(found.calendar)
        if found.kept or found.calendar != self._workplace.lab.working_calendar:
            self._use(found.calendar)
        self._show()
        self._take_rescued()
        self.save()

    def _use(self, calendar: WorkCalendar) -> None:
        if calendar != self._workplace.lab.calendar:
            self._workplace.lab = self._workplace.lab.model_copy(update={"calendar": calendar})
            self.lab_changed.emit(self._workplace.lab)

    def _show(self) -> None:
        if self._page:
            self._page.show_trouble(self._trouble, self._editable)
