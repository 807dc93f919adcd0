"""The revisions of a plan: all of them, newest first, in the language of the window."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from mscplanner.domain.message import message
from mscplanner.domain.run import Run
from mscplanner.gui.revisions_dialog import RevisionsDialog
from mscplanner.planning.day_record import record_ways
from mscplanner.planning.planner import plan
from mscplanner.planning.replanning import decided


@pytest.fixture(scope="module")
def revised(run_of: Callable[[str], Run]) -> Run:
    run = run_of("bm-msc-three-step")
    late = decided(record_ways(plan(run), 6, "other-day", 7)[1], "L. Zhang", date(2026, 12, 14), "alarm")
    lost = record_ways(plan(late), 8, "lost", 2)[0]
    return decided(lost, "", date(2026, 12, 15))


def test_that_each_revision_says_when_who_what_and_which_sheets(planning: Callable[..., Any], revised: Run) -> None:
    planner = planning(revised)
    dialog = RevisionsDialog(planner.page, planner.document)
    texts = dialog.texts
    assert texts[0] == "Plan revision 3 · 2026-12-15 Tue"
    at = texts.index("Plan revision 2 · 2026-12-14 Mon · L. Zhang")
    assert texts[at + 1] == "Absorb it within S2. alarm"
    assert texts[at + 2] == "Changed sheets: Run overview, S2-1/D7, D7"
    assert texts[-3:] == ("What happened so far", "S2: given on D7 instead of D6", "Wells lost on D8: 2")


def test_that_a_plan_of_one_revision_has_nothing_to_print_anew(planning: Callable[..., Any]) -> None:
    planner = planning(language="zh")
    dialog = RevisionsDialog(planner.page, planner.document)
    assert dialog.texts == ("计划第 1 版", "最初的计划。")
    assert not dialog.print_changed.isEnabled()


def test_that_it_follows_the_run(planning: Callable[..., Any], revised: Run) -> None:
    planner = planning()
    dialog = RevisionsDialog(planner.page, planner.document)
    planner.document.change(message("edit"), revised)
    assert dialog.texts[0].startswith("Plan revision 3")
    planner.document.undo_stack.undo()
    assert len(dialog.texts) == 2
