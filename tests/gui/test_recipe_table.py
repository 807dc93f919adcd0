"""The table of a recipe gives figures the room they need, and scrolls where there is too little."""

from pytestqt.qtbot import QtBot

from mscplanner.gui.recipe_rows import HEADS, RecipeCell, RecipeRow
from mscplanner.gui.recipe_table import RecipeTable
from mscplanner.gui.wording import Wording


def line(name: str, typed: str | None = None) -> RecipeRow:
    texts = ("100 µg/mL", "10 ng/mL", "15.9 µL", "9.999 ng/mL", "−0.01 %")
    return (RecipeCell(name), *(RecipeCell(text, typed) for text in texts))


def shown(qtbot: QtBot, width: int, *rows: RecipeRow) -> RecipeTable:
    table = RecipeTable(Wording("en"))
    qtbot.addWidget(table)
    table.show_rows(rows)
    table.resize(width, table.sizeHint().height())
    table.show()
    return table


def test_that_no_figure_is_cut_however_narrow_it_is(qtbot: QtBot) -> None:
    for width in (900, 300):
        table = shown(
            qtbot, width, line("Activin A"), line("A reagent with a name that is far too long for any column")
        )
        for column in range(1, len(HEADS)):
            assert table.columnWidth(column) >= table.sizeHintForColumn(column)
        assert table.horizontalScrollBar().maximum() == 0 or width == 300


def test_that_all_rows_and_a_scroll_bar_are_to_be_seen(qtbot: QtBot) -> None:
    wide, narrow = shown(qtbot, 900, line("A"), line("B")), shown(qtbot, 300, line("A"), line("B"))
    assert narrow.sizeHint().height() > wide.sizeHint().height()
    narrow.resize(300, narrow.sizeHint().height())
    assert narrow.viewport().height() >= 2 * narrow.verticalHeader().defaultSectionSize()


def test_that_the_total_is_the_last_row_and_bold(qtbot: QtBot) -> None:
    table = shown(qtbot, 900, line("A"), line("Total"))
    fonts = [item.font().bold() for row in (0, 1) if (item := table.item(row, 0))]
    assert fonts == [False, True]


def test_that_an_emptied_cell_shows_again_what_it_was(qtbot: QtBot) -> None:
    table = shown(qtbot, 900, line("A", "10 ng/mL"), line("Total"))
    item = table.item(0, 2)
    assert item
    with qtbot.assertNotEmitted(table.typed):
        item.setText("  ")
    assert item.text() == "10 ng/mL"
    with qtbot.waitSignal(table.typed) as typed:
        item.setText(" 20 ng/mL ")
    assert typed.args == [0, 2, "20 ng/mL"]
    assert item.text() == "10 ng/mL"
