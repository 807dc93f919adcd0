"""Small files that only this program writes: one value with a digest, so that a torn one is known for what it is."""

import json
from pathlib import Path
from typing import TypeVar

from mscplanner.domain.value import Value
from mscplanner.library.content import digest_of
from mscplanner.library.files import Unreadable, read_text, write_bytes

AnyValue = TypeVar("AnyValue", bound=Value)


def write_sealed(path: Path, key: str, value: Value) -> Path:
    """Write ``value`` to ``path`` under ``key``, make the folder where there is none, and return the file.

    Raises:
        OSError: this folder cannot be written to.
    """
    text = value.model_dump_json()
    path.parent.mkdir(parents=True, exist_ok=True)
    write_bytes(path, json.dumps({key: text, "digest": digest_of(text)}, ensure_ascii=False).encode())
    return path


def read_sealed(path: Path, key: str, model: type[AnyValue]) -> AnyValue | None:
    """Return the value in ``path``, or None where there is no such file, or another one, or a torn one."""
    text = read_text(path)
    if isinstance(text, Unreadable):
        return None
    try:
        data = json.loads(text)
        return model.model_validate_json(data[key]) if digest_of(data[key]) == data["digest"] else None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
