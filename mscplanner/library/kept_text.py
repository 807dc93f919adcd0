"""Texts that a library keeps of the lab's own data: each names its format and version, and a damaged one is told."""

import json
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from mscplanner.domain.message import Message, message

Kept = TypeVar("Kept", bound=BaseModel)


def read_kept_text(
    text: str, file_format: str, known: int, model: type[Kept], damaged: Message, newer: str
) -> Kept | Message:
    """Return the value of a kept text, or why it cannot be used: then it must not be overwritten.

    Args:
        text: JSON with the key ``format``, as ``name/version``, beside the fields of ``model``.
        file_format: The name that the format must have.
        known: The version that this program reads.
        model: What the text holds.
        damaged: Told of a text that is none of these.
        newer: Told, with ``{format}``, of a text in another version.
    """
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return damaged
    written = content.pop("format", "") if isinstance(content, dict) else ""
    name, _, version = str(written).partition("/")
    if name != file_format or not (version.isascii() and version.isdigit()):
        return damaged
    if version != str(known):
        return message(newer, format=str(written)[:60])
    try:
        return model.model_validate_json(json.dumps(content))
    except ValidationError:
        return damaged
