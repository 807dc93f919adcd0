"""The shopping list as a spreadsheet and as comma-separated text.

What people have typed stays text: no cell is read as a formula, whatever it begins with.
"""

import csv
import re
from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from mscplanner import __version__
from mscplanner.domain.language import Language
from mscplanner.domain.quantity import format_number
from mscplanner.library.files import write_bytes
from mscplanner.library.shopping_tables import CellValue, Table, item_table, note_table, share_table, shared_table
from mscplanner.planning.shared_batches import SharedBatch
from mscplanner.planning.shopping_items import ShoppingList

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel takes a file for one of the system's old encoding and shows no Chinese."""
_FORMULA_STARTS = frozenset("=+-@\t\r\n＝＋－＠")
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_LONGEST_CELL = 32_000
_NARROWEST, _WIDEST = 8, 48


def starts_formula(text: str) -> bool:
    """Return whether a spreadsheet program may take a cell of text for a formula.

    Example:
        >>> starts_formula("=1+1"), starts_formula(" @sum"), starts_formula("β-ME")
        (True, True, False)
    """
    return text[:1] in _FORMULA_STARTS or text.lstrip()[:1] in _FORMULA_STARTS


def spreadsheet(listed: ShoppingList, language: Language, shared: Sequence[SharedBatch] = ()) -> bytes:
    """Return the list as an Excel workbook: items, amounts by run, and batches that runs share.

    Args:
        listed: What is written.
        language: Of heads and texts; the names of items stand there in both.
        shared: Batches that its runs share; without any there is no sheet of them.
    """
    from openpyxl import Workbook

    book = Workbook()
    book.properties.creator = f"mscplanner {__version__}"
    book.properties.created = book.properties.modified = datetime.combine(listed.today, time())
    if book.active is not None:
        book.remove(book.active)
    tables = [item_table(listed, language), share_table(listed, language)]
    if shared:
        tables.append(shared_table(shared, language))
    if listed.notes:
        tables.append(note_table(listed, language))
    for table in tables:
        _fill(book.create_sheet(table.name), table)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def _fill(sheet: "Worksheet", table: Table) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    for at, row in enumerate((table.heads, *table.rows), start=1):
        for column, value in enumerate(row, start=1):
            _write(sheet, at, column, value)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    for column in range(1, len(table.heads) + 1):
        texts = [_as_text(row[column - 1]) for row in table.rows]
        widest = max([_width(table.heads[column - 1]), *map(_width, texts)])
        sheet.column_dimensions[get_column_letter(column)].width = min(max(widest + 2, _NARROWEST), _WIDEST)


def _write(sheet: "Worksheet", row: int, column: int, value: CellValue) -> None:
    if value is None or value == "":
        return
    cell = sheet.cell(row, column)
    if not isinstance(value, str):
        cell.value = value
        if isinstance(value, date):
            cell.number_format = "yyyy-mm-dd"
        return
    text = _ESCAPE.sub("_x005F_", _UNREADABLE.sub("\ufffd", value))[:_LONGEST_CELL]
    cell.value = text
    # What begins with = would be a formula, and #N/A an error.
    cell.data_type = "s"
    if starts_formula(text):
        cell.quotePrefix = True


def _width(text: str) -> int:
    """Return how many columns of a letter a text takes; Chinese takes two each."""
    return sum(2 if ord(each) > 0x2E7F else 1 for each in text)


def _as_text(value: CellValue) -> str:
    match value:
        case None:
            return ""
        case Decimal():
            return format_number(value)
        case date():
            return value.isoformat()
        case _:
            return str(value)


def comma_separated(listed: ShoppingList, language: Language, shared: Sequence[SharedBatch] = ()) -> bytes:
    """Return items, batches that runs share, and notes as CSV: UTF-8 with the mark that Excel looks for.

    The shared batches are a table of their own below an empty line and their name. A text that
    would be taken for a formula begins with an apostrophe.

    Args:
        listed: What is written.
        language: Of heads and texts; the names of items stand there in both.
        shared: Batches that its runs share; without any there is nothing of them.
    """
    items, notes = item_table(listed, language), note_table(listed, language)
    rows: list[tuple[CellValue, ...]] = [items.heads, *items.rows]
    if shared:
        batches = shared_table(shared, language)
        rows += [(), (batches.name,), batches.heads, *batches.rows]
    if notes.rows:
        rows += [(), (notes.name,), *notes.rows]
    target = StringIO()
    target.write(_BYTE_ORDER_MARK)
    writer = csv.writer(target)
    writer.writerows([_safe(value) for value in row] for row in rows)
    return target.getvalue().encode("utf-8", errors="replace")


def _safe(value: CellValue) -> str:
    text = _as_text(value)
    return f"'{text}" if isinstance(value, str) and starts_formula(text) else text


def write_shopping_file(
    path: Path, listed: ShoppingList, language: Language, shared: Sequence[SharedBatch] = ()
) -> None:
    """Write the list to ``path``: comma-separated where its name ends with ``.csv``, else a spreadsheet.

    Raises:
        OSError: the folder or the disk does not take it; what was there before is untouched.
    """
    if path.suffix.casefold() == ".csv":
        write_bytes(path, comma_separated(listed, language, shared))
    else:
        write_bytes(path, spreadsheet(listed, language, shared))
