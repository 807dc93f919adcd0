"""Points in time are shown by the reader's own clock."""

from datetime import UTC, datetime, timedelta, timezone

from mscplanner.gui.moments import write_moment

SHANGHAI = timezone(timedelta(hours=8))


def test_that_a_moment_is_told_by_the_clock_of_the_reader() -> None:
    late = datetime(2026, 11, 22, 22, 30, tzinfo=UTC)
    assert write_moment(late, "en", SHANGHAI) == "2026-11-23 Mon 06:30"
    assert write_moment(late, "zh", SHANGHAI) == "2026-11-23 周一 06:30"


def test_that_the_clock_is_this_computers_unless_another_is_named() -> None:
    at = datetime(2026, 11, 22, 22, 30, tzinfo=UTC)
    assert write_moment(at, "en").endswith(at.astimezone().strftime("%H:%M"))
