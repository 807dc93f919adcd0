"""A form that was left half filled is there again, whatever ended the program."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from mscplanner.gui.close_out_dialog import CloseOutDialog
from mscplanner.gui.half_filled_forms import KEPT_AFTER_MILLISECONDS, HalfFilledForms
from mscplanner.gui.main_window import MainWindow
from mscplanner.library.half_filled import FOLDER, HalfFilled, read_half_filled

Opener = Callable[[], MainWindow]


def form_of(window: MainWindow, part: str) -> CloseOutDialog:
    pages = window.documents.run if window.documents else None
    assert pages
    window.paper.close_outs.open(pages, part)
    QApplication.processEvents()
    return next(each for each in window.findChildren(CloseOutDialog) if each.isVisible())


def run_id(window: MainWindow) -> str:
    assert window.documents
    assert window.document
    held = window.documents.desk.held(window.documents.desk.key_of(window.document))
    assert held
    return held.id


def lot(dialog: CloseOutDialog) -> str:
    return next(row for row in dialog.fields.rows if row.id == "recipe/2").typed("lot")


def test_that_a_form_is_there_again_after_a_crash_and_after_closing(
    qtbot: QtBot, opened: Opener, tmp_path: Path
) -> None:
    assert KEPT_AFTER_MILLISECONDS < 2000
    window = opened()
    window.plan_run("bm-msc-three-step")
    run = run_id(window)
    form_of(window, "S2-1").fields.set_typed("recipe/2", "lot", "L77")
    # Nothing was closed or left: the file alone is what a crash leaves.
    qtbot.waitUntil(lambda: read_half_filled(tmp_path, run, "S2-1") is not None)
    kept = read_half_filled(tmp_path, run, "S2-1")
    assert kept
    assert [row.typed("lot") for row in kept.rows if row.id == "recipe/2"] == ["L77"]
    form_of(window, "S2-1").fields.set_typed("recipe/2", "lot", "L78")
    window.close()
    again = opened()
    assert again.documents
    desk, documents = again.documents.desk, again.documents
    qtbot.waitUntil(lambda: bool(desk.entries("run")))
    desk.open_run(run, documents.show_run)
    qtbot.waitUntil(lambda: again.document is not None)
    dialog = form_of(again, "S2-1")
    assert lot(dialog) == "L78"
    assert again.document
    assert again.document.run.closed == ()
    anew = dialog.findChild(QPushButton, "begin_anew")
    assert anew
    anew.click()
    assert (lot(dialog), again.paper.close_outs.half_filled.find(run, "S2-1")) == ("", None)
    anew.click()
    assert lot(dialog) == "L78"
    dialog.take()
    dialog.take()  # nobody is named: the first press said so
    qtbot.waitUntil(lambda: not list((tmp_path / FOLDER).iterdir()))


def test_that_what_was_closed_out_and_taken_back_is_not_typed_twice(window: MainWindow, tmp_path: Path) -> None:
    window.plan_run("bm-msc-three-step")
    dialog = form_of(window, "S2-1")
    dialog.fields.set_typed("recipe/2", "lot", "L77")
    dialog.take()
    dialog.take()  # nobody is named: the first press said so
    assert window.document
    window.document.undo_stack.undo()
    assert lot(form_of(window, "S2-1")) == "L77"


def test_that_a_folder_that_takes_nothing_is_told(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, window: MainWindow
) -> None:
    monkeypatch.setenv("MSCPLANNER_SETTINGS", str(tmp_path / "file"))
    (tmp_path / "file").write_text("no folder")
    forms = HalfFilledForms(window)
    window.plan_run("bm-msc-three-step")
    rows = form_of(window, "D2").fields.rows
    with qtbot.waitSignal(forms.refused):
        forms.keep(HalfFilled(run="a", part="D2", at=window.paper.close_outs._keeper.stamp().at, rows=rows))
    forms.finish()
    assert not forms.waits
