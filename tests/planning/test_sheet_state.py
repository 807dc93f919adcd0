"""A sheet that is no longer right is told from one that is, whatever was planned and written down since."""

from collections.abc import Callable
from datetime import date

import pytest

from mscplanner.domain.message import message
from mscplanner.domain.run import Revision, Run
from mscplanner.planning.day_record import record_ways
from mscplanner.planning.plan import Plan
from mscplanner.planning.planner import plan
from mscplanner.planning.replanning import day_done, decided
from mscplanner.planning.sheet_state import StateKind, outdated_parts, sheet_state

ON = date(2026, 12, 14)


@pytest.fixture(scope="module")
def printed(run_of: Callable[[str], Run]) -> Plan:
    return plan(run_of("bm-msc-three-step"))


@pytest.fixture(scope="module")
def slipped(printed: Plan) -> Plan:
    """D6 was fed on D7, and the rest moved."""
    way = next(each for each in record_ways(printed, 6, "other-day", 7) if each.kind == "move-rest")
    return plan(decided(way, "Ada", ON, "late delivery"))


def test_that_a_sheet_stays_current_while_work_is_only_written_down(printed: Plan) -> None:
    later = plan(day_done(printed.run, printed, 0))
    assert sheet_state(later, "D2", 1, printed).kind == "current"
    assert sheet_state(later, "D2", 1, same_code=True).kind == "current"
    assert sheet_state(later, "D2", 1).kind == "not-known"


@pytest.mark.parametrize(
    ("part", "kind"), [("D2", "unchanged"), ("S1-1", "unchanged"), ("D9", "outdated"), ("overview", "outdated")]
)
def test_that_a_later_revision_outdates_what_it_changed_and_nothing_else(
    printed: Plan, slipped: Plan, part: str, kind: StateKind
) -> None:
    for known in (printed, None):
        state = sheet_state(slipped, part, 1, known)
        assert state.kind == kind
        assert state.is_right == (kind == "unchanged")
    if kind == "outdated":
        assert sheet_state(slipped, part, 1).text.written("en") == (
            "This sheet is outdated: it changed with plan revision 2 "
            "(2026-12-14 Mon, Move the rest by 1 d. late delivery)."
        )
    assert sheet_state(slipped, part, 2, slipped).kind == "current"


def test_that_a_withdrawn_sheet_is_told(printed: Plan, slipped: Plan) -> None:
    (revision,) = slipped.run.revisions
    assert revision.withdrawn
    state = sheet_state(slipped, revision.withdrawn[0], 1, printed)
    assert state.kind == "withdrawn"
    assert "nothing takes its place" in state.text.written("en")


@pytest.mark.parametrize("change", [{"count": 5}, {"start": date(2026, 12, 8)}])
def test_that_a_change_without_a_revision_is_told(printed: Plan, change: dict[str, object]) -> None:
    now = plan(printed.run.model_copy(update=change))
    assert sheet_state(now, "D4", 1, printed).kind == "changed"


def test_that_a_change_of_a_step_is_told(printed: Plan) -> None:
    settings = printed.run.lab.settings.model_copy(update={"incubator": "38 °C"})
    now = plan(printed.run.model_copy(update={"lab": printed.run.lab.model_copy(update={"settings": settings})}))
    assert sheet_state(now, "D4", 1, printed).kind == "changed"


def test_that_a_sheet_of_a_revision_that_was_taken_back_is_told(printed: Plan) -> None:
    assert sheet_state(printed, "D2", 2).kind == "newer"


def test_that_a_part_that_is_not_there_is_told(printed: Plan, slipped: Plan) -> None:
    assert sheet_state(printed, "D77", 1).kind == "no-part"
    shorter = plan(printed.run.model_copy(update={"change_every_days": 6}))
    kept = {day.label for day in shorter.working_days}
    gone = next(day.label for day in printed.working_days if day.label not in kept)
    assert sheet_state(shorter, gone, 1, printed).kind == "no-part"


def test_that_of_a_sheet_without_a_code_only_the_standing_revision_is_told(slipped: Plan) -> None:
    state = sheet_state(slipped, "D2")
    assert state.kind == "not-known"
    assert "revision 2 stands" in state.text.written("en")


def test_that_sheets_printed_before_a_revision_changed_them_are_outdated(run_of: Callable[[str], Run]) -> None:
    on, reason = date(2026, 12, 9), message("moved")
    revisions = (
        Revision(number=2, on=on, reason=reason, changed=("D4", "D6")),
        Revision(number=3, on=on, reason=reason, changed=("D6", "D8")),
    )
    run = run_of("bm-msc-three-step").model_copy(update={"revision": 3, "revisions": revisions})
    assert outdated_parts(run, {}) == {"D6", "D8"}
    assert outdated_parts(run, {"D4": 1, "D6": 2, "D8": 3}) == {"D4", "D6"}
