"""Settings of the lab that belong to its library: named texts, each with a digest."""

from sqlalchemy.orm import Session

from mscplanner.library.documents import author_of
from mscplanner.library.entry import Stamp
from mscplanner.library.faults import Damaged
from mscplanner.library.records import SettingRow


def read_setting(session: Session, name: str, place: str) -> str | None:
    """Return a setting, or None where it was never set.

    Raises:
        Damaged: it is no longer what was written; ``place`` is named.
    """
    row = session.get(SettingRow, name)
    if row and not row.intact:
        raise Damaged(place)
    return row.value if row else None


def write_setting(session: Session, name: str, value: str, stamp: Stamp) -> None:
    """Keep a setting, in the place of the one before."""
    row = session.get(SettingRow, name, with_for_update=True) or SettingRow(name=name)
    row.value, row.changed_at, row.changed_by = value, stamp.at, author_of(stamp)
    session.add(row)
