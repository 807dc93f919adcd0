"""Lines of a library's lists."""

from datetime import UTC, date, datetime

from mscplanner.domain.local_text import LocalText
from mscplanner.library.entry import Entry

RUN = Entry(
    id="1",
    kind="run",
    key="R-2026-014",
    title=LocalText(en="BM-MSC, three steps"),
    parent="bm-msc-three-step",
    archived=False,
    changed_at=datetime(2026, 12, 7, 9, tzinfo=UTC),
    changed_by="L. Zhang",
    versions=0,
    start=date(2026, 12, 7),
    last=date(2026, 12, 25),
)


def test_that_a_run_is_called_by_its_number_and_a_protocol_by_its_title() -> None:
    assert RUN.name.written("zh") == "R-2026-014"
    assert RUN.model_copy(update={"kind": "protocol"}).name == RUN.title
