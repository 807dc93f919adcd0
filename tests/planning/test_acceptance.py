"""Accepting a warning says who, when and why, and lasts until the warning says another thing."""

from collections.abc import Callable
from datetime import date

import pytest

from mscplanner.domain.finding import Finding
from mscplanner.domain.run import Run
from mscplanner.planning.acceptance import accept, acceptance_of, withdraw
from mscplanner.planning.planner import plan

ON = date(2026, 12, 4)


def finding(run: Run, code: str) -> Finding:
    return next(each for each in plan(run).findings if each.code == code)


@pytest.fixture
def run(run_of: Callable[[str], Run]) -> Run:
    return run_of("bm-msc-three-step")


def test_that_an_accepted_warning_says_who_when_and_why(run: Run) -> None:
    warning = finding(run, "W-INTERVAL")
    accepted = accept(run, warning, "L. Zhang", ON, " our usual interval ")
    made = acceptance_of(accepted, warning)
    assert made
    assert (made.by, made.on, made.reason) == ("L. Zhang", ON, "our usual interval")
    assert acceptance_of(run, warning) is None


def test_that_other_figures_open_it_again(run: Run) -> None:
    accepted = accept(run, finding(run, "W-INTERVAL"), "L. Zhang", ON, "our usual interval")
    changed = accepted.model_copy(update={"change_every_days": 3})
    again = [each for each in plan(changed).findings if each.code == "W-INTERVAL"]
    assert all(acceptance_of(changed, each) is None for each in again)


def test_that_an_error_cannot_be_accepted(run_of: Callable[[str], Run]) -> None:
    run = run_of("uc-msc-three-step")
    assert accept(run, finding(run, "E-DOSE-SOL"), "L. Zhang", ON, "we know better") == run


@pytest.mark.parametrize(("by", "reason"), [("", "a good reason"), ("L. Zhang", "ok"), ("L. Zhang", "  a  ")])
def test_that_nobody_and_no_reason_accept_nothing(run: Run, by: str, reason: str) -> None:
    assert accept(run, finding(run, "W-INTERVAL"), by, ON, reason) == run


def test_that_accepting_twice_keeps_the_last_and_withdrawing_takes_it_away(run: Run) -> None:
    warning = finding(run, "W-INTERVAL")
    twice = accept(accept(run, warning, "L. Zhang", ON, "first"), warning, "W. Li", ON, "second")
    assert [each.by for each in twice.accepted] == ["W. Li"]
    assert withdraw(twice, warning) == run
