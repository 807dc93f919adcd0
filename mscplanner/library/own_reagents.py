"""The lab's own reagents in its library: one setting, read and changed as a whole."""

import json
from collections.abc import Callable

from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.domain.own_reagents import OwnReagents
from mscplanner.library.entry import Stamp
from mscplanner.library.kept_text import read_kept_text
from mscplanner.library.library import Library

SETTING = "own-reagents"
_FORMAT, _VERSION = "mscplanner-own-reagents", 1

Change = Callable[[OwnReagents], OwnReagents | Message]
"""Makes other own reagents of those that are kept, or says why it does not."""


def write_own_reagents(own: OwnReagents) -> str:
    """Return ``own`` as the text that a library keeps; ``read_own_reagents`` gives it back as it was."""
    content = own.model_dump(mode="json")
    return json.dumps({"format": f"{_FORMAT}/{_VERSION}", **content}, ensure_ascii=False, separators=(",", ":"))


def read_own_reagents(text: str) -> OwnReagents | Message:
    """Return the own reagents of a text, or why it cannot be used: then it must not be overwritten."""
    damaged = message(
        N_("The lab's own reagents in the library are damaged. They stay as they are; the bundled catalogue is used.")
    )
    newer = N_(
        "A newer mscplanner has written the lab's own reagents ({format}). "
        "They stay as they are; the bundled catalogue is used."
    )
    return read_kept_text(text, _FORMAT, _VERSION, OwnReagents, damaged, newer)


def kept_own_reagents(library: Library) -> OwnReagents | Message:
    """Return what ``library`` keeps, or why that cannot be used.

    Raises:
        LibraryFault: the library cannot be read.
    """
    text = library.setting(SETTING)
    return OwnReagents() if text is None else read_own_reagents(text)


def change_own_reagents(library: Library, change: Change, stamp: Stamp) -> OwnReagents | Message:
    """Apply ``change`` to what is kept now, keep the result and return it.

    What another program has kept since stays. Nothing is written where ``change`` refuses, and
    where what is kept cannot be read.

    Raises:
        LibraryFault: the library cannot be read or written.
    """
    before = kept_own_reagents(library)
    if isinstance(before, Message):
        return before
    after = change(before)
    if isinstance(after, OwnReagents) and after != before:
        library.keep_setting(SETTING, write_own_reagents(after), stamp)
    return after
