"""How the rows of a form are put together, and the rows with which most sheets end."""

from collections.abc import Iterator, Sequence

from mscplanner.domain.close_out import Cell, CellKind, ColumnName, Row, Section
from mscplanner.domain.language import N_
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.message import Figure, Message, message


def row(section: Section, name: str, label: LocalText, *columns: ColumnName, detail: str = "") -> Row:
    """Return a row of a section with an empty entry for each column."""
    cells = tuple(Cell(column=column) for column in columns)
    return Row(id=f"{section}/{name}", section=section, label=label, detail=detail, cells=cells)


def record(title: str, row_id: str, label: LocalText, cells: Sequence[Cell], detail: str = "") -> Row:
    """Return a row of a section that has a heading of its own, a marked text.

    Args:
        title: The heading, as the paper has it.
        row_id: The first part of the names that the fields of the row have on the paper.
        label: What the row is about.
        cells: Its entries.
        detail: What is planned, say.
    """
    return Row(id=row_id, section="record", title=text(title), label=label, detail=detail[:200], cells=tuple(cells))


def entry(column: ColumnName, kind: CellKind = "text", heading: LocalText | None = None) -> Cell:
    """Return an empty entry."""
    return Cell(column=column, kind=kind, heading=heading)


def text(told: str, **figures: Figure | Message) -> LocalText:
    """Return a marked text with its figures, in both languages."""
    return both(message(told, **figures))


def both(told: Message | LocalText) -> LocalText:
    """Return a message in both languages."""
    return told if isinstance(told, LocalText) else LocalText(en=told.written("en"), zh=told.written("zh"))


def joined(parts: Sequence[Message | LocalText], separator: str) -> LocalText:
    """Return several texts as one, in both languages."""
    english, chinese = (separator.join(part.written(language) for part in parts) for language in ("en", "zh"))
    return LocalText(en=english[:4000], zh=chinese[:4000])


def same(told: str) -> LocalText:
    """Return a text that is the same in every language."""
    return LocalText(plain=told)


def closing_rows() -> Iterator[Row]:
    """Give the rows for deviations and for the names of two people."""
    yield row("deviations", "all", text(N_("Deviations")), "answer", "text")
    yield row("sign-off", "performed", text(N_("Performed by")), "name", "date", "time")
    yield row("sign-off", "checked", text(N_("Checked by")), "name", "date", "time")


def handing_rows() -> Iterator[Row]:
    """Give the rows for who hands a run over and who takes it."""
    yield row("sign-off", "handed", text(N_("Handed over by")), "name", "date", "time")
    yield row("sign-off", "taken", text(N_("Taken over by")), "name", "date", "time")
