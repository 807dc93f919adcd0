"""The form of a hand-over page: closed days, what is where, and who gave it to whom."""

from collections.abc import Callable

from mscplanner.domain.run import Run
from mscplanner.planning.close_out import likely_outcome, outcomes
from mscplanner.planning.close_out_form import as_planned, close_out_form
from mscplanner.planning.planner import plan


def test_that_each_closed_day_is_recorded_and_nothing_of_the_run_changes(run_of: Callable[[str], Run]) -> None:
    planned = plan(run_of("bm-msc-three-step"))
    form = close_out_form(planned, "OFF/D5-D6")
    assert form is not None
    assert (form.kind, form.day) == ("hand-over", 4)
    told = {row.id: (row.label.written("en"), row.detail) for row in form.rows}
    assert told["last"] == ("Change to fresh S2, 36 mL", "D4")
    assert told["D5-1"] == ("Look after it; no work planned", "D5")
    assert told["D6-2"] == ("Change to fresh S2, 36 mL", "D6")
    assert told["kept-1"] == ("V1–V3: induced", "")
    assert [row.label.written("zh") for row in form.rows[-2:]] == ["交班人", "接班人"]
    assert outcomes(planned, form) == ("nothing",)
    assert likely_outcome(planned, form, as_planned(form.rows, "en")) == "nothing"
