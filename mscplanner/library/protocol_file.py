"""Protocol files, format 1: one protocol in TOML, readable by people and by version control."""

import errno
import re
from pathlib import Path
from typing import Any

from mscplanner.domain.language import N_
from mscplanner.domain.protocol import Protocol
from mscplanner.library.files import LARGEST_BYTES, Unreadable, read_text, unreadable, write_bytes
from mscplanner.library.protocol_text import FORMAT, NEWEST, format_protocol
from mscplanner.library.toml_text import parse
from mscplanner.library.validation import validated

__all__ = ["Unwritable", "format_protocol", "read_protocol", "read_protocol_text", "write_protocol"]

_FORMAT = re.compile(r"([a-z-]{1,40})/([0-9]{1,6})")


class Unwritable(OSError):
    """A protocol that no file could give back, with the reason why in ``unreadable``."""

    def __init__(self, found: Unreadable) -> None:
        super().__init__(errno.EINVAL, found.problems[0].written("en"), found.name)
        self.unreadable = found


def read_protocol(path: Path) -> Protocol | Unreadable:
    """Read a protocol file, however it came here.

    Returns:
        The protocol with every value as typed, or all that is wrong with the file's structure.
        The file is never changed.
    """
    text = read_text(path)
    return text if isinstance(text, Unreadable) else read_protocol_text(text, path)


def read_protocol_text(text: str, path: Path) -> Protocol | Unreadable:
    """Read the text of a protocol file; ``path`` only gives the name that problems are told with."""
    if len(text.encode("utf-8", "surrogatepass")) > LARGEST_BYTES:
        return unreadable(path, N_("is larger than 2 MB; a protocol file is a few kB of text"))
    data = parse(text, path)
    if isinstance(data, Unreadable):
        return data
    refused = refused_format(data, path, FORMAT, NEWEST)
    if refused:
        return refused
    data.pop("format")
    return validated(Protocol, data, text, path)


def write_protocol(protocol: Protocol, path: Path) -> None:
    """Write ``protocol`` to ``path``, which holds either the old content or all of the new.

    Raises:
        Unwritable: what would be written does not read as the same protocol, for instance because
            it is larger than a protocol file may be; nothing is written.
        OSError: the folder or the disk does not take it; what was there before is untouched.
    """
    text = format_protocol(protocol)
    found = read_protocol_text(text, path)
    if isinstance(found, Unreadable):
        raise Unwritable(found)
    if found != protocol:
        raise Unwritable(unreadable(path, N_("does not read as what was to be written; nothing is written")))
    write_bytes(path, text.encode())


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
