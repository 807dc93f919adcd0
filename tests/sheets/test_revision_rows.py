"""Sheets of a run that slipped: which revision they replace, and what the overview tells of it."""

from collections.abc import Callable

from mscplanner.domain.run import Run
from mscplanner.planning.plan import Plan
from mscplanner.planning.planner import plan
from mscplanner.sheets.job import document_code

PagesOf = Callable[..., list[str]]


def test_that_only_changed_sheets_replace_a_revision(slipped: Plan, pages_of: PagesOf) -> None:
    for part in ("overview", "D9", "S2-1/D9", "S3-1", "D19"):
        assert all("replaces revision 1" in text for text in pages_of(slipped, part)), part
    for part in ("S1-1",):
        assert not any("replaces" in text for text in pages_of(slipped, part)), part
    assert "plan revision 2" in pages_of(slipped, "D0")[0]
    assert "替代第 1 版" in pages_of(slipped, "D9", language="zh")[0]


def test_that_the_overview_lists_revisions_and_what_happened(slipped: Plan, pages_of: PagesOf) -> None:
    text = " ".join(pages_of(slipped, "overview"))
    assert "2: 2026-12-14 Mon, L. Zhang: Move the rest by 1 d. incubator alarm" in text
    assert "Sheets not to be used S2-1/D6, S2-1/D8" in text
    assert "S2: given on D7 instead of D6 (incubator alarm) | Wells lost on D8: 2" in text
    assert "Last written down D8" in text


def test_that_a_run_as_planned_tells_nothing_of_it(run_of: Callable[[str], Run], pages_of: PagesOf) -> None:
    text = " ".join(pages_of(plan(run_of("bm-msc-three-step")), "overview"))
    assert "Happened so far" not in text
    assert "Last written down" not in text
    assert "replaces" not in text


def test_that_what_happened_has_another_document_code(slipped: Plan) -> None:
    run = slipped.run
    (first,) = run.revisions
    other = run.model_copy(update={"revisions": (first.model_copy(update={"by": "M. Wang"}),)})
    assert document_code(plan(run)) != document_code(plan(other))
