"""A read-out is recorded on the sheet of its kind."""

from collections.abc import Callable
from typing import get_args

from mscplanner.domain.local_text import LocalText
from mscplanner.domain.protocol import Readout, ReadoutKind
from mscplanner.planning.plan import Plan
from mscplanner.planning.planner import plan
from mscplanner.planning.readout_sheets import readout_sheets


def test_that_the_kind_decides_on_the_form(plan_of: Callable[..., Plan], pages_of: Callable[..., list[str]]) -> None:
    run, kinds = plan_of().run, get_args(ReadoutKind)
    readouts = tuple(Readout(name=LocalText(plain="Look"), kind=kind, at="end") for kind in kinds)
    made = plan(run.model_copy(update={"protocol": run.protocol.model_copy(update={"readouts": readouts})}))
    sheets = readout_sheets(made)
    assert [sheet.kind for sheet in sheets] == list(kinds)
    forms = ["F-07", "F-08", "F-09", "F-10", "F-11", "F-11", "F-11"]
    text = pages_of(made, *(sheet.id for sheet in sheets))
    for sheet, form in zip(sheets, forms, strict=True):
        pages = [page for page in text if page.split(maxsplit=2)[1] == sheet.id]
        assert pages
        assert all(f"form {form}" in page for page in pages)
