"""The lab's files: catalogues of reagents and vessels, policy, procedures, working calendar, and label sheets.

All of them come with the program. A lab that works otherwise puts a file of the same name into its
settings folder, which then takes the place of the bundled one.
"""

import os
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import Field

from mscplanner.domain.lab import Lab, Procedure, Settings
from mscplanner.domain.label_sheet import LabelSheets
from mscplanner.domain.places import resource_folder
from mscplanner.domain.reagent import Catalogue
from mscplanner.domain.value import Value, VisibleText
from mscplanner.domain.vessel import Vessel
from mscplanner.domain.work_calendar import (
    MOST_ABSENCES,
    MOST_EXCEPTIONS,
    Absence,
    CalendarDay,
    CountryCode,
    Weekday,
    WorkCalendar,
)
from mscplanner.library.files import Problem, Unreadable, read_text
from mscplanner.library.protocol_file import refused_format
from mscplanner.library.toml_text import parse
from mscplanner.library.validation import validated

AnyValue = TypeVar("AnyValue", bound=Value)

CHANGEABLE = (
    "lab_calendar.toml",
    "lab_defaults.toml",
    "lab_procedures.toml",
    "labels.toml",
    "reagents.toml",
    "vessels.toml",
)
"""Files that a lab may replace by its own."""


class _Vessels(Value):
    vessels: tuple[Vessel, ...]


class _Procedures(Value):
    procedures: tuple[Procedure, ...]


class _Calendar(Value):
    """The working calendar as a file has it; a weekly pattern that it leaves out is that of the settings."""

    closed_weekdays: tuple[Weekday, ...] | None = None
    country: CountryCode = ""
    subdivision: Annotated[VisibleText, Field(max_length=40)] = ""
    exceptions: Annotated[tuple[CalendarDay, ...], Field(max_length=MOST_EXCEPTIONS)] = ()
    absences: Annotated[tuple[Absence, ...], Field(max_length=MOST_ABSENCES)] = ()

    def calendar(self, settings: Settings) -> WorkCalendar | None:
        """Return the calendar, or None where the file says nothing."""
        if self == _Calendar():
            return None
        closed = settings.closed_weekdays if self.closed_weekdays is None else self.closed_weekdays
        people = tuple(dict.fromkeys(each.person for each in self.absences))
        return WorkCalendar(
            closed_weekdays=closed,
            country=self.country,
            subdivision=self.subdivision,
            exceptions=tuple({each.day: each for each in self.exceptions}.values()),
            people=people,
            absences=self.absences,
        )


def settings_folder() -> Path:
    """Return the lab's settings folder: ``MSCPLANNER_SETTINGS``, else the user's configuration folder."""
    named = os.environ.get("MSCPLANNER_SETTINGS")
    if named:
        return Path(named)
    import platformdirs

    return Path(platformdirs.user_config_dir("mscplanner", appauthor=False))


def read_lab(folder: Path | None = None) -> Lab | Unreadable:
    """Read the lab's catalogues, policy, procedures and working calendar.

    Public holidays are not looked up: a calendar with a country has none yet.

    Args:
        folder: The lab's settings folder; None reads only what comes with the program.

    Returns:
        The lab, or everything that is wrong with all of its files.
    """
    catalogue = _read(folder, "reagents.toml", "mscplanner-reagents", Catalogue)
    vessels = _read(folder, "vessels.toml", "mscplanner-vessels", _Vessels)
    settings = _read(folder, "lab_defaults.toml", "mscplanner-lab", Settings)
    procedures = _read(folder, "lab_procedures.toml", "mscplanner-procedures", _Procedures)
    calendar = _read(folder, "lab_calendar.toml", "mscplanner-calendar", _Calendar)
    if (
        isinstance(catalogue, Unreadable)
        or isinstance(vessels, Unreadable)
        or isinstance(settings, Unreadable)
        or isinstance(procedures, Unreadable)
        or isinstance(calendar, Unreadable)
    ):
        files = (catalogue, vessels, settings, procedures, calendar)
        return _joined([each for each in files if isinstance(each, Unreadable)])
    return Lab(
        catalogue=catalogue,
        vessels=vessels.vessels,
        settings=settings,
        procedures=procedures.procedures,
        calendar=calendar.calendar(settings),
    )


def read_label_sheets(folder: Path | None = None) -> LabelSheets | Unreadable:
    """Read the label sheets that the lab prints on.

    Args:
        folder: The lab's settings folder; None reads what comes with the program.

    Returns:
        The sheets, or everything that is wrong with their file.
    """
    return _read(folder, "labels.toml", "mscplanner-labels", LabelSheets)


def _joined(faults: list[Unreadable]) -> Unreadable:
    if len(faults) == 1:
        return faults[0]
    problems = tuple(
        Problem(line=problem.line, key=f"{fault.name} {problem.key}".strip(), message=problem.message)
        for fault in faults
        for problem in fault.problems
    )
    return Unreadable(name=", ".join(fault.name for fault in faults), problems=problems)


def _read(folder: Path | None, name: str, file_format: str, model: type[AnyValue]) -> AnyValue | Unreadable:
    own = folder / name if folder else None
    path = own if own and own.exists() else resource_folder() / name
    text = read_text(path)
    if isinstance(text, Unreadable):
        return text
    data: dict[str, Any] | Unreadable = parse(text, path)
    if isinstance(data, Unreadable):
        return data
    refused = refused_format(data, path, file_format, 1)
    if refused:
        return refused
    data.pop("format")
    return validated(model, data, text, path)
