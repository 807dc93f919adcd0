"""A point in time as people read it: the clock of this computer, ISO date, weekday, hours and minutes."""

from datetime import datetime, tzinfo

from mscplanner.domain.language import Language
from mscplanner.domain.message import write_date


def write_moment(at: datetime, language: Language, zone: tzinfo | None = None) -> str:
    """Return ``at`` in ``zone``, by default the time zone of this computer.

    Args:
        at: A point in time that knows its zone.
        language: Language of the weekday.
        zone: Where the reader's clock hangs.

    Example:
        >>> from datetime import UTC
        >>> write_moment(datetime(2026, 11, 23, 9, 5, tzinfo=UTC), "en", UTC)
        '2026-11-23 Mon 09:05'
    """
    local = at.astimezone(zone)
    return f"{write_date(local.date(), language)} {local:%H:%M}"
