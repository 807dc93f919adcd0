"""The work of all runs as a map: rows for the vessels, shared preparation, each person and run; days as columns."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

from mscplanner.domain.lab import Lab
from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.planning.lab_load import DayLoad, RunLoad, lab_days, other_work
from mscplanner.planning.other_runs import OtherWork
from mscplanner.planning.schedule import is_closed
from mscplanner.planning.shared_preparation import Preparation, SharedPreparation, shared_preparations
from mscplanner.planning.shared_preparation_texts import saving_text, shared_text

RowKind = Literal["vessels", "shared", "person", "run"]
_MOST_SHARED = 12
"""So many shared preparations of a day are told; of more it is said how many."""


class RunWork(NamedTuple):
    """A run of the library with what it asks for.

    Attributes:
        id: Of its document.
        number: Run number.
        start: Date of D0.
        loads: One for each of its days, see ``lab_load.load_of``.
        preparations: What could be done together with other runs.
    """

    id: str
    number: str
    start: date
    loads: tuple[RunLoad, ...]
    preparations: tuple[Preparation, ...] = ()


def work_of_others(runs: Sequence[RunWork], person: str) -> dict[date, OtherWork]:
    """Return what ``runs`` ask of one person by date; what they prepare together counts once."""
    shared = shared_preparations(each for run in runs for each in run.preparations)
    return other_work((load for run in runs for load in run.loads), person, shared)


class MapRow(NamedTuple):
    """One row of the map.

    Attributes:
        kind: What its figures are: vessels in the incubators, preparations that runs share, or hands-on
            minutes of a person, or of a run as if it were alone.
        name: The person, "" for nobody named; or the run number.
        id: Document of the run, "" for other rows.
        person: Whose minutes they are, for a person and for a run.
        start: D0 of the run, None for other rows.
        figures: Vessels, preparations or minutes above 0, by date.
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
        settings, kind = self.lab.settings, self.rows[row].kind
        if kind == "shared":
            return 0
        return (settings.most_vessels or 0) if kind == "vessels" else settings.most_minutes

    def collides(self, row: int, column: int) -> bool:
        """Return whether the cell is part of a collision.

        That is too many vessels, too many minutes of a person or of a run as if it were alone, work
        of somebody who is absent, or vessels of two runs with the same number.
        """
        each, day = self.rows[row], self.days.get(self.date_at(column))
        figure = self.figure(row, column)
        if not figure or day is None:
            return False
        if each.kind == "vessels":
            return bool(self.most(row)) and figure > self.most(row)
        if each.kind == "shared":
            return False
        if each.person in day.away or (each.kind == "run" and each.name in day.twins):
            return True
        return figure > self.lab.settings.most_minutes


def load_map(runs: Sequence[RunWork], lab: Lab, today: date) -> LoadMap:
    """Return the map of ``runs``.

    Args:
        runs: In any order; rows follow D0 and number, persons their names.
        lab: Says which days are closed and what is too much.
        today: The map has its week also where no run has work in it.
    """
    shared = shared_preparations(each for run in runs for each in run.preparations)
    days = {day.date: day for day in lab_days((load for run in runs for load in run.loads), lab, shared)}
    first, last = min([today, *days]), max([today, *days])
    first -= timedelta(days=first.weekday())
    until = last + timedelta(days=7 - last.weekday())
    ordered = sorted(runs, key=lambda run: (run.start, run.number, run.id))
    rows = (_vessels(days), *_shared(days), *_persons(days), *map(_run, ordered))
    return LoadMap(first, until, rows, days, lab)


def _vessels(days: Mapping[date, DayLoad]) -> MapRow:
    return MapRow("vessels", "", "", "", None, {each: day.vessels for each, day in days.items() if day.vessels})


def _shared(days: Mapping[date, DayLoad]) -> Iterable[MapRow]:
    figures = {each: len(day.shared) for each, day in days.items() if day.shared}
    if figures:
        yield MapRow("shared", "", "", "", None, figures)


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
    if row.kind == "shared":
        return message(N_("Shared preparation"))
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
    said += _figure_words(shown, each, figure, when)
    return (*said, *(day.troubles if day else ()))


def shared_words(shown: LoadMap, row: int, column: int) -> tuple[Message, ...]:
    """Return what is done once for several runs on the day of a cell, by the person of its row if it has one."""
    each, day = shown.rows[row], shown.days.get(shown.date_at(column))
    if day is None or each.kind not in ("shared", "person"):
        return ()
    of_row = [part for part in day.shared if each.kind == "shared" or each.person in part.people]
    told = [_shared_line(part) for part in of_row[:_MOST_SHARED]]
    if len(of_row) > _MOST_SHARED:
        told.append(message(N_("+ {count} more"), count=len(of_row) - _MOST_SHARED))
    return tuple(told)


def _figure_words(shown: LoadMap, row: MapRow, figure: int, when: date) -> Iterable[Message]:
    if not figure:
        yield message(N_("nothing"))
    elif row.kind == "vessels":
        yield message(N_("{count} vessels"), count=figure)
        if shown.lab.settings.most_vessels is None:
            yield message(N_("how many the incubators hold is not stated"))
    elif row.kind == "shared":
        yield message(N_("preparations done once for several runs: {count}"), count=figure)
    else:
        yield message(N_("{minutes} min"), minutes=figure)
    if row.kind == "person" and figure:
        saved = dict(shown.days[when].saved).get(row.person, 0)
        if saved:
            yield message(N_("{saved} min saved of {apart} min"), saved=saved, apart=figure + saved)
        yield message(N_("runs: {runs}"), runs=", ".join(_runs_of(shown, row.person, when)))


def _shared_line(shared: SharedPreparation) -> Message:
    work, saving = shared_text(shared), saving_text(shared)
    return message(N_("{work}: {saving}"), work=work, saving=saving) if saving else work


def _runs_of(shown: LoadMap, person: str, when: date) -> list[str]:
    return [row.name for row in shown.rows if row.kind == "run" and row.person == person and when in row.figures]
