"""Sheets of a run that slipped: which revision they replace, and what the overview tells of it."""

from collections.abc import Callable
from datetime import date

import pytest

from mscplanner.domain.run import Run
from mscplanner.planning.day_record import record_ways
from mscplanner.planning.plan import Plan
from mscplanner.planning.planner import plan
from mscplanner.planning.replanning import decided, wells_lost
from mscplanner.sheets.book import print_book
from mscplanner.sheets.job import document_code
from mscplanner.sheets.printing import Printing
from tests.sheets.test_frame import EVERY, PRINTED_AT, crossings, inside

PagesOf = Callable[..., list[str]]


def late(run: Run) -> Run:
    """Return a run whose D6 was fed on D7 and whose rest was moved."""
    way = record_ways(plan(run), 6, "other-day", 7, "L. Zhang", "incubator alarm")[0]
    return decided(way, "L. Zhang", date(2026, 12, 14), "incubator alarm")


@pytest.fixture(scope="module")
def revised(run_of: Callable[[str], Run]) -> Plan:
    return plan(wells_lost(late(run_of("bm-msc-three-step")), 8, 2))


def test_that_only_changed_sheets_replace_a_revision(revised: Plan, pages_of: PagesOf) -> None:
    for part in ("overview", "D9", "S2-1/D9", "S3-1", "D19"):
        assert all("replaces revision 1" in text for text in pages_of(revised, part)), part
    for part in ("D0", "D7", "S2-1"):
        assert not any("replaces" in text for text in pages_of(revised, part)), part
    assert "plan revision 2" in pages_of(revised, "D0")[0]
    assert "替代第 1 版" in pages_of(revised, "D9", language="zh")[0]


def test_that_the_overview_lists_revisions_and_what_happened(revised: Plan, pages_of: PagesOf) -> None:
    text = " ".join(pages_of(revised, "overview"))
    assert "2: 2026-12-14 Mon, L. Zhang: Move the rest by 1 d. incubator alarm" in text
    assert "Not to be used any more: S2-1/D8" in text
    assert "S2: given on D7 instead of D6 (incubator alarm) | Wells lost on D8: 2" in text
    assert "Last written down D8" in text


def test_that_a_run_as_planned_tells_nothing_of_it(run_of: Callable[[str], Run], pages_of: PagesOf) -> None:
    text = " ".join(pages_of(plan(run_of("bm-msc-three-step")), "overview"))
    assert "Happened so far" not in text
    assert "Last written down" not in text
    assert "replaces" not in text


def test_that_what_happened_has_another_document_code(run_of: Callable[[str], Run]) -> None:
    run = late(run_of("bm-msc-three-step"))
    (first,) = run.revisions
    other = run.model_copy(update={"revisions": (first.model_copy(update={"by": "M. Wang"}),)})
    assert document_code(plan(run)) != document_code(plan(other))


@pytest.mark.parametrize(("paper", "language"), EVERY)
def test_that_revised_sheets_keep_to_their_cells(revised: Plan, paper: str, language: str) -> None:
    options = {"printed_at": PRINTED_AT, "paper": paper, "language": language, "draft": revised.has_errors}
    data = print_book(revised, Printing.model_validate(options))
    assert crossings(data) == []
    assert inside(data, paper)
