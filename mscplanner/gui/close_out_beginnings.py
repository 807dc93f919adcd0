"""What is known of a sheet before its form is opened: what a scan told, and what was typed earlier."""

from datetime import datetime
from typing import NamedTuple

from mscplanner.domain.close_out import Row


class Scanned(NamedTuple):
    """What a scan told of the sheet that is closed out.

    Attributes:
        warning: What is wrong with the sheet, in the language of the window, or "".
    """

    revision: int | None = None
    code: str = ""
    warning: str = ""


class Draft(NamedTuple):
    """What was typed of a sheet before, and when."""

    rows: tuple[Row, ...]
    at: datetime
