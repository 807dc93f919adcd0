"""The base of all values: frozen, strict, and closed against unknown fields."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

# Bidirectional controls make the same text read differently on screen and on paper.
_BIDIRECTIONAL = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class Value(BaseModel):
    """A frozen value: an edit makes a new one with ``model_copy(update=...)``."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", allow_inf_nan=False)


class LateValue(Value):
    """A value whose validator is built when the first one is made: the start of the program makes none."""

    model_config = ConfigDict(defer_build=True)


def hidden_character(text: str) -> str | None:
    """Return the first character of ``text`` that cannot be seen for what it is.

    Control characters (but not tab and line feed), surrogates and bidirectional controls count.

    Example:
        >>> hidden_character("BM-MSC") is None
        True
        >>> hidden_character("50 \\u202egm 5")
        '\\u202e'
    """
    for character in text:
        point = ord(character)
        if (
            (point < 0x20 and character not in "\t\n")
            or 0x7F <= point <= 0x9F
            or 0xD800 <= point <= 0xDFFF
            or point in (0xFFFE, 0xFFFF)
            or character in _BIDIRECTIONAL
        ):
            return character
    return None


def _visible(text: str) -> str:
    character = hidden_character(text)
    if character is not None:
        raise PydanticCustomError("hidden_character", "hidden character U+{point}", {"point": f"{ord(character):04X}"})
    return text


VisibleText = Annotated[str, AfterValidator(_visible)]
Name = Annotated[VisibleText, Field(min_length=1, max_length=200)]
Identifier = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]{0,79}$")]
