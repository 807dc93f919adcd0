"""Turns parsed data into values, telling all that is wrong at once, with line and key."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.domain.value import Value
from mscplanner.library.files import Problem, Unreadable, unreadable
from mscplanner.library.toml_text import Path_, line_at, lines_of, tuples

AnyValue = TypeVar("AnyValue", bound=Value)

# A file with more of them is no protocol, and telling them all would take minutes.
_MOST_PROBLEMS = 1000

_MESSAGES = {
    "missing": N_("is missing; add it"),
    "string_type": N_("must be text in quotes"),
    "bool_type": N_("must be true or false"),
    "int_type": N_("must be a whole number"),
    "decimal_type": N_("must be a number"),
    "float_type": N_("must be a number"),
    "date_type": N_("must be a date"),
    "tuple_type": N_("must be a list in square brackets"),
    "dict_type": N_("must be a table"),
    "model_type": N_("must be a table"),
    "string_too_short": N_("is empty; type it or leave the key out"),
    "string_too_long": N_("is too long"),
    "too_long": N_("has too many entries"),
    "hidden_character": N_("holds a hidden character (U+{point}); type it anew"),
    "literal_error": N_("must be one of {expected}"),
    "string_pattern_mismatch": N_("must be lower-case letters, digits and hyphens"),
    "greater_than_equal": N_("must be at least {ge}"),
    "less_than_equal": N_("must be at most {le}"),
    "greater_than": N_("must be more than {gt}"),
    "labels_overlap": N_("holds labels that overlap; the pitch is at least as much as the label"),
    "labels_outside": N_("ends outside the paper, at {right} × {bottom} mm of {width} × {height} mm"),
    "label_not_round": N_("is round: width and height must be the same"),
    "sheet_twice": N_("has two sheets called “{id}”; give one of them another id"),
    "quantity": N_("is not a volume such as “2 mL”"),
    "country": N_("must be two capital letters such as “CN”"),
    "range_of_days": N_("must be a later day than “first”"),
}


def validated(model: type[AnyValue], data: Mapping[str, Any], text: str, path: Path) -> AnyValue | Unreadable:
    """Return ``data`` as a value of ``model``, or every problem with its line in ``text``."""
    try:
        return model.model_validate(tuples(dict(data)))
    except ValidationError as fault:
        lines = lines_of(text)
        errors = fault.errors(include_input=False, include_url=False)[:_MOST_PROBLEMS]
        problems = [_problem(error, lines, model) for error in errors]
        return Unreadable(name=path.name, problems=tuple(sorted(problems, key=lambda each: each.line or 0)))
    except RecursionError:
        return unreadable(path, N_("is nested too deeply"))


def _problem(error: ErrorDetails, lines: dict[Path_, int], model: type[Value]) -> Problem:
    place = error["loc"]
    return Problem(line=line_at(place, lines), key=key_of(place), message=_message(error, model))


def key_of(place: Path_) -> str:
    """Return a place as it is told: entries of a list are counted from 1.

    Example:
        >>> key_of(("stages", 0, "duration"))
        'stages[1].duration'
    """
    text = ""
    for part in place:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def _message(error: ErrorDetails, model: type[Value]) -> Message:
    kind, context = error["type"], error.get("ctx", {})
    if kind == "extra_forbidden":
        import difflib

        near = difflib.get_close_matches(str(error["loc"][-1]), sorted(_keys(model)), n=1)
        if near:
            return message(N_("is not a key of this format; meant is perhaps “{near}”"), near=near[0])
        return message(N_("is not a key of this format; leave it out"))
    if context.get("field_type") == "Value":
        # Pydantic says so of a text whose length is looked at after its characters.
        kind = {"too_long": "string_too_long", "too_short": "string_too_short"}.get(kind, kind)
    if kind in _MESSAGES:
        return message(_MESSAGES[kind], **{name: str(value) for name, value in context.items()})
    return message(N_("cannot be used here"))


def _keys(model: type[Value]) -> set[str]:
    """Return the keys of ``model`` and of every value inside it."""
    known: set[str] = set()
    pending: list[Any] = [model]
    while pending:
        each = pending.pop()
        if isinstance(each, type) and issubclass(each, Value):
            if not known.issuperset(each.model_fields):
                known |= set(each.model_fields)
                pending += [field.annotation for field in each.model_fields.values()]
        else:
            pending += list(getattr(each, "__args__", ()))
    return known
