"""Which country's public holidays the lab keeps, and until when they are known."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QWidget

from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, write_date
from mscplanner.domain.work_calendar import WorkCalendar
from mscplanner.gui.country_box import CountryBox
from mscplanner.gui.labels import set_role, text_label
from mscplanner.gui.wording import Wording

if TYPE_CHECKING:
    from mscplanner.library.public_holidays import Country


class HolidayFields(QWidget):
    """Country and part of it; ``country_wanted`` carries both codes, "" for none."""

    country_wanted = Signal(str, str)

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self._wording = wording
        self._calendar = WorkCalendar(closed_weekdays=())
        self._countries: tuple[Country, ...] = ()
        self._refused: Message | None = None
        self._busy = False
        self.country, self.region = CountryBox(), CountryBox()
        self._region_label = text_label(wrap=False)
        self._note = text_label(role="small")
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(8)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._add(form, self.country, text_label(wrap=False), N_("Country"))
        self._add(form, self.region, self._region_label, N_("Region"))
        form.addRow(self._note)
        self.country.code_chosen.connect(lambda code: self.country_wanted.emit(code, ""))
        self.region.code_chosen.connect(lambda code: self.country_wanted.emit(self._calendar.country, code))
        wording.changed.connect(self._fill_choices)
        self._fill_choices()

    def _add(self, form: QFormLayout, box: CountryBox, label: QWidget, text: str) -> None:
        label.setBuddy(box)  # type: ignore[attr-defined]
        self._wording.bind(label.setText, text)  # type: ignore[attr-defined]
        self._wording.bind(box.setAccessibleName, text)
        form.addRow(label, box)

    def show_countries(self, countries: tuple[Country, ...]) -> None:
        """Offer ``countries``."""
        self._countries = countries
        self._fill_choices()

    def show_calendar(self, calendar: WorkCalendar) -> None:
        """Show whose public holidays ``calendar`` keeps."""
        changed = (calendar.country, calendar.subdivision) != (self._calendar.country, self._calendar.subdivision)
        self._calendar, self._busy, self._refused = calendar, False, None
        if changed:
            self._fill_choices()
        self._fill()

    def let_edit(self, editable: bool) -> None:
        """Say whether a country can be chosen."""
        self.country.setEnabled(editable)
        self.region.setEnabled(editable)

    def tell_looking(self) -> None:
        """Tell that the public holidays are being looked up."""
        self._busy, self._refused = True, None
        self._fill()

    def refuse(self, problem: Message) -> None:
        """Tell why public holidays were not looked up; the ones in force stay."""
        self._busy, self._refused = False, problem
        self._fill_choices()

    def _fill_choices(self) -> None:
        wording, language = self._wording, self._wording.language
        names = [(each.code, f"{each.name.written(language)} ({each.code})") for each in self._countries]
        self.country.show_entries(names, wording.text(N_("No public holidays")), language)
        self.country.show_code(self._calendar.country)
        chosen = next((each for each in self._countries if each.code == self._calendar.country), None)
        parts = chosen.subdivisions if chosen else ()
        texts = [(each.code, " · ".join((each.code, *each.names[:1]))) for each in parts]
        self.region.show_entries(texts, wording.text(N_("Whole country")), language)
        self.region.show_code(self._calendar.subdivision)
        for each in (self.region, self._region_label):
            each.setVisible(bool(parts))
        self._fill()

    def _fill(self) -> None:
        set_role(self._note, "error" if self._refused else "small")
        self._note.setText(self._told())

    def _told(self) -> str:
        wording, calendar = self._wording, self._calendar
        if self._refused:
            return self._refused.written(wording.language)
        if self._busy:
            return wording.text(N_("Looking up the public holidays…"))
        if not calendar.country:
            return wording.text(N_("Only the weekly pattern and your own days count."))
        until = calendar.holidays_known_until
        if until is None or calendar.holidays_from is None or until <= calendar.holidays_from:
            return wording.text(N_("Not known yet for the years to come."))
        last = write_date(until - timedelta(days=1), wording.language)
        told = wording.text(N_("Known up to {last}."), last=last)
        if calendar.holidays_until and until < calendar.holidays_until:
            told += " " + wording.text(
                N_("Make-up working days of later years are not announced yet, or not known to this version.")
            )
        return told
