"""What is printed or saved is the plan as it stands, and nothing of an earlier one."""

import threading
from datetime import date
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mscplanner.domain.message import message
from mscplanner.domain.protocol import Addition
from mscplanner.gui.main_window import MainWindow
from mscplanner.gui.paper_printer import PaperPrinter, printer_for
from mscplanner.gui.run_document import RunDocument
from mscplanner.gui.sheets_page import SheetsPage

LONG = 30_000


def opened(window: MainWindow, protocol_id: str = "bm-msc-three-step") -> tuple[RunDocument, SheetsPage]:
    window.plan_run(protocol_id)
    document, page = window.document, window.sheets_page
    assert document is not None
    assert page is not None
    return document, page


def made(qtbot: QtBot, page: SheetsPage) -> bytes:
    qtbot.waitUntil(lambda: bool(page.data), timeout=LONG)
    return page.data


def ticked(page: SheetsPage) -> list[str]:
    return list(page.parts.ticked)


def text_of(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)


def test_that_after_a_change_nothing_of_the_plan_before_can_be_had(qtbot: QtBot, window: MainWindow) -> None:
    document, page = opened(window)
    window.go_to("sheets")
    made(qtbot, page)
    document.change(message("change"), document.run.model_copy(update={"count": 5}))
    assert page.data == b""
    assert not any(each.isEnabled() for each in page.buttons())
    assert "5 × 6-well plate" in text_of(made(qtbot, page))
    assert page.options.print_button.isEnabled()


def test_that_a_file_asked_for_while_the_book_is_made_holds_the_new_plan(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    document, page = opened(window)
    window.go_to("sheets")
    made(qtbot, page)
    document.change(message("change"), document.run.model_copy(update={"number": "R-NEW"}))
    page.write_pdf(tmp_path / "run.pdf")
    qtbot.waitUntil((tmp_path / "run.pdf").exists, timeout=LONG)
    assert "R-NEW" in text_of((tmp_path / "run.pdf").read_bytes())


def test_that_the_sheets_of_a_day_are_its_page_and_the_media_made_on_it(qtbot: QtBot, window: MainWindow) -> None:
    _, page = opened(window)
    page.tick_day(2)
    assert ticked(page) == ["S2-1", "S2-1/D2", "D2"]
    page.tick_day(4)
    assert ticked(page) == ["S2-1/D4", "D4", "OFF/D5-D6"]
    page.tick_day(0)
    assert ticked(page) == ["overview", "S1-1", "D0"]


def test_that_days_before_day_0_are_printed_with_it(qtbot: QtBot, window: MainWindow) -> None:
    document, page = opened(window)
    serum = Addition(reagent="fbs", final="10 % v/v")
    first, *rest = document.run.protocol.stages
    first = first.model_copy(update={"additions": (*first.additions, serum)})
    protocol = document.run.protocol.model_copy(update={"stages": (first, *rest)})
    monday = {"protocol": protocol, "start": date(2026, 12, 7)}
    document.change(message("change"), document.run.model_copy(update=monday))
    page.tick_day(0)
    assert ticked(page) == ["overview", "D-3", "S1-1", "D0"]


def test_that_from_today_leaves_out_what_is_past(qtbot: QtBot, window: MainWindow) -> None:
    _, page = opened(window)
    assert window.run_page is not None
    window.run_page.move_start(-9)
    page.parts["from_today"].click()
    assert ticked(page)[:2] == ["S2-1/D6", "D6"]
    assert "overview" not in ticked(page)


def test_that_the_printer_gets_the_pages_it_was_asked_for(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    _, page = opened(window)
    page.tick_day(2)
    window.go_to("sheets")
    data = made(qtbot, page)
    printer = printer_for("letter", "R-2026-001")
    printer.setResolution(100)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    printing = PaperPrinter(data, printer, page)
    with qtbot.waitSignal(printing.finished, timeout=LONG) as ended:
        printing.start()
        page.options.copy.setValue(2)
    printed = PdfReader(tmp_path / "paper.pdf").pages
    assert ended.args == [True]
    assert len(printed) == len(PdfReader(BytesIO(data)).pages)
    assert [round(float(side)) for side in printed[0].mediabox[2:]] == [612, 792]


def test_that_the_printer_turns_the_paper_for_large_type(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    _, page = opened(window)
    page.tick_day(4)
    page.options.large.click()
    window.go_to("sheets")
    data = made(qtbot, page)
    printer = printer_for("a4", "R-2026-001")
    printer.setResolution(100)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    printing = PaperPrinter(data, printer, page)
    with qtbot.waitSignal(printing.finished, timeout=LONG):
        printing.start()
    printed = PdfReader(tmp_path / "paper.pdf").pages
    assert len(printed) == len(PdfReader(BytesIO(data)).pages)
    assert {tuple(round(float(side)) for side in each.mediabox[2:]) for each in printed} == {(842, 595)}


def test_that_nothing_goes_on_after_the_window_is_closed(qtbot: QtBot, window: MainWindow) -> None:
    _, page = opened(window)
    window.go_to("sheets")
    page.options.copy.setValue(3)
    window.close()
    assert not [each.name for each in threading.enumerate() if each.name.startswith("sheets")]
    assert not [each for each in QApplication.topLevelWidgets() if each.isVisible()]
