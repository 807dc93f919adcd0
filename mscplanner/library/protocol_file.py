"""Protocol files, format 1: one protocol in TOML, readable by people and by version control."""

import re
from pathlib import Path
from typing import Any

from mscplanner.domain.language import N_
from mscplanner.domain.protocol import Protocol
from mscplanner.library.files import Unreadable, read_text, unreadable
from mscplanner.library.toml_text import parse
from mscplanner.library.validation import validated

FORMAT = "mscplanner-protocol"
NEWEST = 1
_FORMAT = re.compile(r"([a-z-]{1,40})/([0-9]{1,6})")


def read_protocol(path: Path) -> Protocol | Unreadable:
    """Read a protocol file, however it came here.

    Returns:
        The protocol with every value as typed, or all that is wrong with the file's structure.
        The file is never changed.
    """
    text = read_text(path)
    if isinstance(text, Unreadable):
        return text
    data = parse(text, path)
    if isinstance(data, Unreadable):
        return data
    refused = refused_format(data, path, FORMAT, NEWEST)
    if refused:
        return refused
    data.pop("format")
    return validated(Protocol, data, text, path)


def refused_format(data: dict[str, Any], path: Path, name: str, newest: int) -> Unreadable | None:
    """Return why a file is not of the format ``name`` up to ``newest``, or None if it is."""
    found = _FORMAT.fullmatch(data["format"]) if isinstance(data.get("format"), str) else None
    if found is None or found.group(1) != name:
        return unreadable(path, N_("is not of the format {format}; its first line says the format"), format=f"{name}/1")
    if int(found.group(2)) > newest:
        return unreadable(
            path, N_("was written by a newer mscplanner ({format}); update the program"), format=data["format"]
        )
    if int(found.group(2)) < 1:
        return unreadable(path, N_("is not of the format {format}; its first line says the format"), format=f"{name}/1")
    return None
