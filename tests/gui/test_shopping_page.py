"""The shopping page: what is short first, which runs are in it, how it is bought, and out of the window."""

import csv
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot
from python_calamine import CalamineWorkbook

from mscplanner.domain.lab import Lab
from mscplanner.domain.run import Run
from mscplanner.domain.stockroom import Lot, Product, Stockroom
from mscplanner.gui.paper_printer import PaperPrinter, printer_for
from mscplanner.gui.preferences import Preferences
from mscplanner.gui.shopping_page import RunChoice, ShoppingPage
from mscplanner.gui.shopping_rows import BY_STATE
from mscplanner.gui.wording import Wording
from mscplanner.planning.plan import Plan
from mscplanner.planning.planner import plan
from mscplanner.planning.shared_batches import shared_batches
from mscplanner.planning.shopping import shopping_list

TODAY = date(2026, 11, 25)
ROOM = Stockroom(
    lots=(
        Lot(id="1" * 32, reagent="activin-a", strength="100 µg/mL", amount="1 mL", number="A-1", storage="box 3"),
        Lot(id="2" * 32, reagent="activin-a", strength="5000 U/mL", amount="1 mL", number="A-2"),
    ),
    products=(Product(reagent="bfgf", pack="10 µg", lead_days=3),),
)


@pytest.fixture(scope="module")
def plans(run_of: Callable[[str], Run]) -> list[Plan]:
    run = run_of("bm-msc-three-step")
    return [plan(run), plan(run.model_copy(update={"number": "R-2026-015"}))]


@pytest.fixture
def wording() -> Wording:
    return Wording("en")


@pytest.fixture
def page(
    qtbot: QtBot, qapp: QApplication, lab: Lab, plans: list[Plan], wording: Wording, tmp_path: Path
) -> ShoppingPage:
    made = ShoppingPage(wording, Preferences(str(tmp_path / "window.ini")))
    qtbot.addWidget(made)
    made.resize(930, 600)
    made.show()
    made.activateWindow()
    assert QTest.qWaitForWindowActive(made)
    runs = [each.run for each in plans]
    made.show_runs([RunChoice(run.number, run.number, run.protocol.title, "D0") for run in runs], ["R-2026-014"])
    show(made, plans[:1], lab)
    return made


def show(page: ShoppingPage, plans: list[Plan], lab: Lab) -> None:
    page.show_list(shopping_list(plans, ROOM, lab, TODAY), shared_batches(plans), lab)


def column(page: ShoppingPage, at: int) -> list[str]:
    rows = (page.table.entries.row_at(line) for line in range(page.table.entries.rowCount()))
    return [row.cells[at] for row in rows if row]


def choose(page: ShoppingPage, reagent: str) -> None:
    rows = (page.table.entries.row_at(line) for line in range(page.table.entries.rowCount()))
    page.table.choose(next(row.id for row in rows if row and f":{reagent}:" in row.id))


def label(page: ShoppingPage, name: str) -> QLabel:
    found = page.findChild(QLabel, name)
    assert isinstance(found, QLabel)
    return found


def text(page: ShoppingPage, name: str) -> str:
    return label(page, name).text()


def test_that_what_is_short_stands_first(page: ShoppingPage) -> None:
    states = column(page, BY_STATE)
    assert states == sorted(states, key=["Late", "To buy", "On hand", "Vessels"].index)
    assert text(page, "shopping_counts") == "8 items to buy · 3 of them late · first order by 2026-11-23 Mon"


def test_that_the_chosen_item_tells_runs_lots_and_what_does_not_count(page: ShoppingPage) -> None:
    choose(page, "activin-a")
    lines = text(page, "chosen_item").splitlines()
    assert lines[0] == "R-2026-014: 15.9 µL, D10, 2026-12-17 Thu"
    assert "100 µg/mL is assumed: compare it with the tube" in lines
    assert "On hand: lot A-1: 15.9 µL, box 3" in lines
    assert lines[-1].startswith("Not counted: lot A-2: ")


def test_that_a_vessel_has_no_form_of_a_product(page: ShoppingPage) -> None:
    page.table.choose("vessel:plate-6")
    assert not page.form.isVisible()
    assert text(page, "chosen_item") == "R-2026-014: 3"


def test_that_ticking_a_run_asks_for_another_list(qtbot: QtBot, page: ShoppingPage) -> None:
    with qtbot.waitSignal(page.runs_chosen) as asked:
        page.runs.item(1).setCheckState(Qt.CheckState.Checked)
    assert asked.args == [("R-2026-014", "R-2026-015")]
    assert page.chosen_runs == ("R-2026-014", "R-2026-015")


def test_that_a_run_is_ticked_with_the_keyboard(qtbot: QtBot, page: ShoppingPage) -> None:
    page.runs.setFocus()
    page.runs.setCurrentRow(0)
    with qtbot.waitSignal(page.runs_chosen) as asked:
        QTest.keyClick(page.runs, Qt.Key.Key_Space)
    assert asked.args == [()]


def test_that_what_runs_could_share_is_told(page: ShoppingPage, plans: list[Plan], lab: Lab) -> None:
    assert not label(page, "shared_batches").isVisible()
    show(page, plans, lab)
    assert text(page, "shared_batches").startswith("3 makings can be saved")


def test_that_while_runs_are_planned_nothing_can_be_handed_out(page: ShoppingPage) -> None:
    page.show_waiting()
    assert not any(page.buttons[name].isEnabled() for name in ("save_pdf", "save_spreadsheet", "save_csv", "print"))
    assert page.output.pdf() == b""


def test_that_without_runs_the_way_on_is_shown(qtbot: QtBot, page: ShoppingPage) -> None:
    page.show_runs([], [])
    way_on = page.findChild(QAbstractButton, "plan_first")
    assert isinstance(way_on, QAbstractButton)
    assert way_on.isVisible()
    with qtbot.waitSignal(page.plan_wanted):
        QTest.mouseClick(way_on, Qt.MouseButton.LeftButton)


def test_that_no_ticked_run_gives_an_empty_list(page: ShoppingPage, lab: Lab) -> None:
    show(page, [], lab)
    assert column(page, 0) == []
    assert not page.buttons["print"].isEnabled()


def test_that_a_changed_product_is_told(qtbot: QtBot, page: ShoppingPage) -> None:
    choose(page, "bfgf")
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    pack = page.form.fields.field("pack")
    assert pack
    assert pack.hasFocus()
    pack.selectAll()
    QTest.keyClicks(pack, "50 µg")
    with qtbot.waitSignal(page.product_changed) as told:
        QTest.keyClick(pack, Qt.Key.Key_Return)
    assert told.args == [Product(reagent="bfgf", pack="50 µg", lead_days=3)]


def test_that_the_list_is_saved_as_pdf_spreadsheet_and_csv(qtbot: QtBot, page: ShoppingPage, tmp_path: Path) -> None:
    told: list[tuple[str, str]] = []
    page.told.connect(lambda text, tone: told.append((text.written("en"), tone)))
    for ending, write in (
        ("pdf", page.output.write_pdf),
        ("xlsx", page.output.write_file),
        ("csv", page.output.write_file),
    ):
        write(tmp_path / f"list.{ending}")
    assert told == [(f"Saved: {tmp_path / f'list.{ending}'}", "note") for ending in ("pdf", "xlsx", "csv")]
    with pypdfium2.PdfDocument(tmp_path / "list.pdf") as pages:
        assert "R-2026-014" in pages[0].get_textpage().get_text_range()
    book = CalamineWorkbook.from_path(str(tmp_path / "list.xlsx"))
    assert book.sheet_names == ["Shopping list", "By run"]
    heads, *_ = csv.reader(StringIO((tmp_path / "list.csv").read_text("utf-8-sig"), newline=""))
    assert heads[5] == "Need"


@pytest.mark.parametrize(("name", "ending"), [("save_pdf", "pdf"), ("save_spreadsheet", "xlsx"), ("save_csv", "csv")])
def test_that_each_button_asks_for_a_file_of_its_kind(page: ShoppingPage, name: str, ending: str) -> None:
    page.buttons[name].click()
    dialog = page.findChild(QFileDialog, "save_dialog")
    assert isinstance(dialog, QFileDialog)
    assert dialog.defaultSuffix() == ending
    assert dialog.selectedFiles()[0].endswith(f"Shopping list R-2026-014.{ending}")
    dialog.reject()


def test_that_a_folder_that_takes_nothing_is_told_with_the_way_on(page: ShoppingPage, tmp_path: Path) -> None:
    told: list[tuple[str, str]] = []
    page.told.connect(lambda text, tone: told.append((text.written("en"), tone)))
    page.output.write_file(tmp_path / "no" / "list.csv")
    ((text, tone),) = told
    assert tone == "error"
    assert "Choose another folder." in text


def test_that_the_pages_are_sent_to_a_printer(qtbot: QtBot, page: ShoppingPage, tmp_path: Path) -> None:
    printer = printer_for("a4", "list")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setResolution(100)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    with qtbot.waitSignal(page.told) as told:
        page.output.send(PaperPrinter(page.output.pdf(), printer, page))
    assert (told.args[0].written("en"), told.args[1]) == ("Sent to the printer.", "note")
    with pypdfium2.PdfDocument(tmp_path / "printed.pdf") as pages, pypdfium2.PdfDocument(page.output.pdf()) as shown:
        assert len(pages) == len(shown)


def test_that_paper_and_language_are_those_chosen(page: ShoppingPage) -> None:
    page.output.paper.setCurrentIndex(page.output.paper.findData("letter"))
    page.output.language.setCurrentIndex(page.output.language.findData("both"))
    assert (page.output.printing.paper, page.output.printing.language) == ("letter", "both")


def test_that_everything_speaks_chinese(page: ShoppingPage, wording: Wording) -> None:
    choose(page, "activin-a")
    wording.set_language("zh")
    assert text(page, "shopping_counts") == "待采购 8 项 · 其中 3 项已晚 · 最早订购期限 2026-11-23 周一"
    assert "库存：批号 A-1：15.9 µL，box 3" in text(page, "chosen_item")
    assert [page.buttons[name].text() for name in ("save_spreadsheet", "print")] == ["保存电子表格…", "打印…"]


def test_that_everything_that_can_be_reached_has_a_name(page: ShoppingPage) -> None:
    named = (page.runs, page.table, page.table.sort_box, page.output.paper, page.output.language)
    assert all(each.accessibleName() for each in named)


def test_that_the_page_is_left_with_the_keys_that_close(qtbot: QtBot, page: ShoppingPage) -> None:
    page.table.setFocus()
    with qtbot.waitSignal(page.left):
        QTest.keyClick(page.table, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)


def test_that_the_form_goes_below_where_there_is_too_little_room(page: ShoppingPage) -> None:
    QApplication.processEvents()
    beside = label(page, "chosen_item")
    assert page.form.x() > beside.x()
    page.resize(600, 560)
    QApplication.processEvents()
    assert page.form.y() > beside.y()
    assert page.form.x() == beside.x()


def test_that_everything_fits_a_small_window(page: ShoppingPage) -> None:
    page.resize(930, 560)
    QApplication.processEvents()
    for name in ("save_pdf", "save_spreadsheet", "save_csv", "print"):
        made = page.buttons[name]
        corner = made.mapTo(page, made.rect().bottomRight())
        assert page.rect().contains(corner)
    assert page.table.height() >= 4 * 32
