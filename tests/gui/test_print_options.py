from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mscplanner.domain.finding import Finding
from mscplanner.domain.message import message
from mscplanner.gui.preferences import Preferences
from mscplanner.gui.print_options import PrintOptions
from mscplanner.gui.wording import Wording

ERROR = Finding(
    code="X1", severity="error", place=(), title=message("No dose"), reason=message("none"), way_on=message("type one")
)


@pytest.fixture
def options(qtbot: QtBot, tmp_path: Path) -> PrintOptions:
    made = PrintOptions(Wording("en"), Preferences(str(tmp_path / "window.ini")))
    qtbot.addWidget(made)
    return made


def test_that_only_a_draft_can_be_had_while_an_error_stands(options: PrintOptions) -> None:
    options.show_state((ERROR,), ready=True)
    assert [each.isEnabled() for each in options.buttons()] == [False, False, True, True]
    options.show_state((), ready=True)
    assert [each.isEnabled() for each in options.buttons()[:2]] == [True, True]
    assert options.print_draft.isHidden()


def test_that_what_is_chosen_is_how_it_is_printed(qtbot: QtBot, options: PrintOptions) -> None:
    with qtbot.waitSignal(options.changed):
        options.paper.setCurrentIndex(1)
    options.language.setCurrentIndex(2)
    options.copy.setValue(3)
    options.fillable.click()
    options.large.click()
    printing = options.printing(draft=True, parts=("D2",))
    assert (printing.paper, printing.language, printing.copy_number) == ("letter", "both", 3)
    assert (printing.draft, printing.parts, printing.fillable) == (True, ("D2",), True)
    assert printing.large


def test_that_the_paper_is_remembered(options: PrintOptions, tmp_path: Path) -> None:
    options.paper.setCurrentIndex(1)
    options.remember()
    assert Preferences(str(tmp_path / "window.ini")).paper == "letter"


def test_that_no_choice_is_cut_where_the_column_is_low(options: PrintOptions) -> None:
    options.show_state((ERROR,), ready=True)
    options.resize(options.minimumSizeHint().width(), 420)
    options.show()
    for each in (options.paper, options.large, options.fillable, *options.buttons()):
        assert each.height() >= each.sizeHint().height()
