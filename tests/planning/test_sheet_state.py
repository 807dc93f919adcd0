"""A sheet that is no longer right is told from one that is, whatever was planned and written down since."""

from collections.abc import Callable
from datetime import date

import pytest

from mscplanner.domain.message import message
from mscplanner.domain.run import Revision, Run
from mscplanner.planning.day_record import record_ways
from mscplanner.planning.plan import Plan
from mscplanner.planning.planner import plan
from mscplanner.planning.replanning import as_it_happened, day_done, decided, left_out
from mscplanner.planning.sheet_state import StateKind, outdated_parts, parts_gone, sheet_state

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
    ("part", "kind"),
    [("D2", "done"), ("S2-1", "done"), ("S1-1", "unchanged"), ("D9", "outdated"), ("overview", "outdated")],
)
def test_that_a_later_revision_outdates_what_it_changed_and_nothing_else(
    printed: Plan, slipped: Plan, part: str, kind: StateKind
) -> None:
    for known in (printed, None):
        state = sheet_state(slipped, part, 1, known)
        assert state.kind == kind
        assert state.is_right == (kind != "outdated")
    if kind == "outdated":
        assert sheet_state(slipped, part, 1).text.written("en") == (
            "This sheet is outdated: it changed with plan revision 2 "
            "(2026-12-14 Mon, Move the rest by 1 d. late delivery)."
        )
    assert sheet_state(slipped, part, 2, slipped).kind == "current"


def test_that_a_withdrawn_sheet_is_told(printed: Plan, slipped: Plan) -> None:
    (revision,) = slipped.run.revisions
    assert revision.withdrawn
    state = sheet_state(slipped, revision.withdrawn[0], 1)
    assert state.kind == "withdrawn"
    assert "the plan has no such sheet now" in state.text.written("en")


@pytest.mark.parametrize(
    ("part", "place"), [("D6", "D7"), ("D8", "D9"), ("S2-1/D6", "S2-1/D7"), ("D18", "D19"), ("D18/GSIS", "D19/GSIS")]
)
def test_that_what_takes_the_place_of_a_withdrawn_sheet_is_told(
    printed: Plan, slipped: Plan, part: str, place: str
) -> None:
    state = sheet_state(slipped, part, 1, printed)
    assert (state.kind, state.successor) == ("withdrawn", place)
    assert f"its place is taken by {place} (2026-12-14 Mon, Move" in state.text.written("en")


def test_that_a_withdrawn_sheet_without_a_place_is_told(printed: Plan) -> None:
    way = as_it_happened(printed, left_out(printed.run, printed, "step-2", 2), "absorb", message("Leave it out"))
    state = sheet_state(plan(decided(way, "Ada", ON)), "D6", 1, printed)
    assert (state.kind, state.successor) == ("withdrawn", "")
    assert "nothing takes its place" in state.text.written("en")


def test_that_a_sheet_of_a_done_day_is_told_to_have_changed_with_its_revision(printed: Plan, slipped: Plan) -> None:
    told = sheet_state(slipped, "D0", 1, printed).text.written("en")
    assert told.startswith("Its day was done before plan revision 2 changed this sheet: it needs no new print (2026")


def test_that_a_sheet_outdated_before_its_day_was_done_stays_outdated(run_of: Callable[[str], Run]) -> None:
    reason = message("moved")
    revisions = (
        Revision(number=2, on=ON, reason=reason, changed=("D4",)),
        Revision(number=3, on=ON, reason=reason, changed=("D4",), done=("D4",)),
    )
    now = plan(run_of("bm-msc-three-step").model_copy(update={"revision": 3, "revisions": revisions}))
    assert [sheet_state(now, "D4", each).kind for each in (1, 2)] == ["outdated", "done"]
    assert outdated_parts(now.run, {"D4": 2}) == frozenset()


@pytest.mark.parametrize("part", ["D0", "S1-1", "D7"])
def test_that_an_invented_code_is_told(slipped: Plan, part: str) -> None:
    state = sheet_state(slipped, part, 1 if part != "D7" else 2, unknown_code="ffff-ffff")
    assert state.kind == "not-known"
    assert "No plan with the code ffff-ffff is known here" in state.text.written("en")


@pytest.mark.parametrize("change", [{"count": 5}, {"start": date(2026, 12, 8)}])
def test_that_a_change_without_a_revision_is_told(printed: Plan, change: dict[str, object]) -> None:
    now = plan(printed.run.model_copy(update=change))
    assert sheet_state(now, "D4", 1, printed).kind == "changed"


def test_that_a_change_of_a_step_is_told(printed: Plan) -> None:
    settings = printed.run.lab.settings.model_copy(update={"incubator": "38 °C"})
    now = plan(printed.run.model_copy(update={"lab": printed.run.lab.model_copy(update={"settings": settings})}))
    assert sheet_state(now, "D4", 1, printed).kind == "changed"


def test_that_a_sheet_of_a_revision_that_was_taken_back_is_told(printed: Plan) -> None:
    later = plan(printed.run.model_copy(update={"revision": 2}))
    taken = sheet_state(printed, "D2", 2, later)
    assert taken.kind == "newer"
    assert taken.text.written("en").endswith("it was taken back.")


def test_that_a_revision_that_never_was_is_told(slipped: Plan, printed: Plan) -> None:
    for known in (printed, None):
        assert sheet_state(slipped, "D9", 7, known).text.written("en") == (
            "No revision 7 of this plan is known: revision 2 stands."
        )


def test_that_a_part_that_is_not_there_is_told(printed: Plan, slipped: Plan) -> None:
    for state in (
        sheet_state(printed, "D77", 1),
        sheet_state(slipped, "D77", 1, printed),
        sheet_state(printed, "D77", 1, same_code=True),
    ):
        assert state.kind == "no-part"
        assert "none of its revisions names one" in state.text.written("en")
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


def test_that_the_sheets_of_a_printing_that_are_withdrawn_or_replaced_are_named(slipped: Plan) -> None:
    assert parts_gone(slipped.run, ("overview", "D0", "D6", "S1-1", "D9"), 1) == ("overview", "D6", "D9")
    assert parts_gone(slipped.run, ("overview", "D9"), 2) == ()
