"""The work of all runs as a map: a row for the vessels, one for each person, one for each run; days as columns."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

from mscplanner.domain.lab import Lab
from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.planning.lab_load import DayLoad, RunLoad, lab_days
from mscplanner.planning.schedule import is_closed

RowKind = Literal["vessels", "person", "run"]


class RunWork(NamedTuple):
    """A run of the library with what it asks for.

    Attributes:
        id: Of its document.
        number: Run number.
        start: Date of D0.
        loads: One for each of its days, see ``lab_load.load_of``.
    """

    id: str
    number: str
    start: date
    loads: tuple[RunLoad, ...]


class MapRow(NamedTuple):
    """One row of the map.

    Attributes:
        kind: What its figures are: vessels in the incubators, or hands-on minutes of a person or a run.
        name: The person, "" for nobody named; or the run number.
        id: Document of the run, "" for other rows.
        person: Whose minutes they are, for a person and for a run.
        start: D0 of the run, None for other rows.
        figures: Vessels or minutes above 0, by date.
    """

    kind: RowKind
    name: str
    id: str
    person: str
    start: date | None
    figures: Mapping[date, int]


class LoadMap(NamedTuple):
    """The rows, and the days from the first Monday up to, but not with, the Monday after the last work."""

    first: date
    until: date
    rows: tuple[MapRow, ...]
    days: Mapping[date, DayLoad]
    lab: Lab

    @property
    def day_count(self) -> int:
        """How many columns there are, always whole weeks."""
        return (self.until - self.first).days

    def date_at(self, column: int) -> date:
        """Return the date of a column, counted from 0."""
        return self.first + timedelta(days=column)

    def is_closed(self, column: int) -> bool:
        """Return whether nobody works on the day of a column."""
        return is_closed(self.date_at(column), self.lab)

    def figure(self, row: int, column: int) -> int:
        """Return the minutes or vessels of a cell, 0 for none."""
        return self.rows[row].figures.get(self.date_at(column), 0)

    def most(self, row: int) -> int:
        """Return the figure of a row that is still not too much; 0 where nothing is."""
        settings = self.lab.settings
        return (settings.most_vessels or 0) if self.rows[row].kind == "vessels" else settings.most_minutes

    def is_too_much(self, row: int, column: int) -> bool:
        """Return whether the cell is part of what is too much: for an incubator, a person, or the person of a run."""
        each, day = self.rows[row], self.days.get(self.date_at(column))
        figure = self.figure(row, column)
        if not figure or day is None:
            return False
        if each.kind == "vessels":
            return bool(self.most(row)) and figure > self.most(row)
        return dict(day.minutes).get(each.person, 0) > self.lab.settings.most_minutes


def load_map(runs: Sequence[RunWork], lab: Lab, today: date) -> LoadMap:
    """Return the map of ``runs``.

    Args:
        runs: In any order; rows follow D0 and number, persons their names.
        lab: Says which days are closed and what is too much.
        today: The map has its week also where no run has work in it.
    """
    days = {day.date: day for day in lab_days((load for run in runs for load in run.loads), lab.settings)}
    first, last = min([today, *days]), max([today, *days])
    first -= timedelta(days=first.weekday())
    until = last + timedelta(days=7 - last.weekday())
    ordered = sorted(runs, key=lambda run: (run.start, run.number, run.id))
    rows = (_vessels(days), *_persons(days), *map(_run, ordered))
    return LoadMap(first, until, rows, days, lab)


def _vessels(days: Mapping[date, DayLoad]) -> MapRow:
    return MapRow("vessels", "", "", "", None, {each: day.vessels for each, day in days.items() if day.vessels})


def _persons(days: Mapping[date, DayLoad]) -> Iterable[MapRow]:
    found: dict[str, dict[date, int]] = {}
    for each, day in days.items():
        for person, minutes in day.minutes:
            found.setdefault(person, {})[each] = minutes
    # Nobody named comes last.
    for person in sorted(found, key=lambda name: (not name, name)):
        yield MapRow("person", person, "", person, None, found[person])


def _run(run: RunWork) -> MapRow:
    person = run.loads[0].person if run.loads else ""
    minutes = {each.date: each.minutes for each in run.loads if each.minutes}
    return MapRow("run", run.number, run.id, person, run.start, minutes)


def row_name(row: MapRow) -> Message | str:
    """Return what a row is called."""
    if row.kind == "vessels":
        return message(N_("Vessels in incubators"))
    return row.name or message(N_("nobody named"))


def cell_words(shown: LoadMap, row: int, column: int) -> tuple[Message, ...]:
    """Return what there is to say of a cell: whose, when, how much, and what is too much on that day."""
    each, when = shown.rows[row], shown.date_at(column)
    figure, day = shown.figure(row, column), shown.days.get(when)
    if each.start is not None and figure:
        number = (when - each.start).days
        said = [message(N_("{name}, D{day}, {date}"), name=row_name(each), day=number, date=when)]
    else:
        said = [message(N_("{name}, {date}"), name=row_name(each), date=when)]
    if shown.is_closed(column):
        said.append(message(N_("closed day")))
    if not figure:
        said.append(message(N_("nothing")))
    elif each.kind == "vessels":
        said.append(message(N_("{count} vessels"), count=figure))
    else:
        said.append(message(N_("{minutes} min"), minutes=figure))
    if each.kind == "person" and figure:
        said.append(message(N_("runs: {runs}"), runs=", ".join(_runs_of(shown, each.person, when))))
    return (*said, *(day.troubles if day else ()))


def _runs_of(shown: LoadMap, person: str, when: date) -> list[str]:
    return [row.name for row in shown.rows if row.kind == "run" and row.person == person and when in row.figures]
