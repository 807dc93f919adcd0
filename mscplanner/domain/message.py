"""A text with figures, kept apart from any language until it is shown."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from string import Formatter
from typing import Any, TypeVar

from pydantic import ValidationInfo, field_serializer, field_validator
from pydantic_core import to_json

from mscplanner.domain.language import N_, Language, translate
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.quantity import Quantity, format_number, format_quantity, legible, rounded
from mscplanner.domain.value import Value

AnyValue = TypeVar("AnyValue", bound=Value)
Figure = str | int | Decimal | date | Quantity | LocalText

_WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))


def weekday(day: date, language: Language) -> str:
    """Return the short weekday of ``day``.

    Example:
        >>> weekday(date(2026, 12, 7), "en")
        'Mon'
    """
    return translate(_WEEKDAYS[day.weekday()], language)


def write_date(day: date, language: Language) -> str:
    """Return ``day`` as ISO date with its weekday, the one form used everywhere.

    Example:
        >>> write_date(date(2026, 12, 7), "en")
        '2026-12-07 Mon'
    """
    return f"{day.isoformat()} {weekday(day, language)}"


def write_figure(figure: "Figure | Message", language: Language) -> str:
    """Return one figure of a message as text in ``language``."""
    match figure:
        case Message():
            return figure.written(language)
        case Quantity():
            return format_quantity(figure)
        case LocalText():
            return figure.written(language)
        case date():
            return write_date(figure, language)
        case Decimal():
            return format_number(figure)
        case _:
            return str(figure)


class Message(Value):
    """An English text of the catalogue with ``{named}`` places, and what stands in them.

    JSON names the kind of each figure, so that a message is read back as it was: a date is no
    text, and three is not "3".
    """

    text: str
    figures: "tuple[tuple[str, Figure | Message | tuple[Message, ...]], ...]" = ()

    @field_serializer("figures", when_used="json")
    def _tagged(self, figures: "tuple[tuple[str, Figure | Message | tuple[Message, ...]], ...]") -> list[list[Any]]:
        return [[name, _tagged(figure)] for name, figure in figures]

    @field_validator("figures", mode="before")
    @classmethod
    def _read(cls, figures: Any, info: ValidationInfo) -> Any:
        if info.mode != "json":
            return figures
        try:
            read = tuple((name, _figure(tagged)) for name, tagged in figures)
        except (KeyError, TypeError, AttributeError, ArithmeticError) as fault:
            raise ValueError("no figure of a message") from fault
        _check_places(info.data.get("text", ""), {name for name, _ in read})
        return read

    def written(self, language: Language) -> str:
        """Return the text in ``language`` with its figures in place."""
        values = {}
        for name, figure in self.figures:
            if isinstance(figure, tuple):
                separator = translate(N_(", "), language)
                values[name] = separator.join(each.written(language) for each in figure)
            else:
                values[name] = write_figure(figure, language)
        return translate(self.text, language).format_map(values)


def _tagged(figure: Figure | Message | tuple[Message, ...]) -> str | dict[str, Any]:
    match figure:
        case tuple():
            return {"messages": [each.model_dump(mode="json", exclude_none=True) for each in figure]}
        case Message() | Quantity() | LocalText():
            return {type(figure).__name__: figure.model_dump(mode="json", exclude_none=True)}
        case Decimal() | int():
            return {type(figure).__name__: str(figure)}
        case date():
            return {"date": figure.isoformat()}
        case _:
            return figure


_READERS: dict[str, Callable[[Any], Figure | Message | tuple[Message, ...]]] = {
    "messages": lambda each: tuple(_from_json(Message, part) for part in each),
    "Message": lambda data: _from_json(Message, data),
    "Quantity": lambda data: _from_json(Quantity, data),
    "LocalText": lambda data: _from_json(LocalText, data),
    "Decimal": Decimal,
    "int": int,
    "date": date.fromisoformat,
}


def _from_json(model: type[AnyValue], data: Any) -> AnyValue:
    # Only JSON mode knows that a text may stand for a decimal, so the part is JSON once more.
    return model.model_validate_json(to_json(data))


def _figure(tagged: Any) -> Any:
    if isinstance(tagged, str):
        return tagged
    ((kind, data),) = tagged.items()
    return _READERS[kind](data)


def _check_places(text: str, names: set[str]) -> None:
    """Refuse a text from a file that would do more than put its figures in place."""
    for _, name, form, conversion in Formatter().parse(text):
        if name is not None and (name not in names or form or conversion):
            raise ValueError(f"no figure for {{{name}}}")


def message(text: str, /, **figures: "Figure | Message | tuple[Message, ...]") -> Message:
    """Return a message of ``text``, which must be marked with ``N_`` where it is written.

    Example:
        >>> message("{count} plates", count=3).written("en")
        '3 plates'
    """
    return Message(text=text, figures=tuple(figures.items()))


def computed(quantity: Quantity) -> Quantity:
    """Return a computed figure as it is told in a message: three digits, a legible unit."""
    return rounded(legible(quantity))


def write_computed(quantity: Quantity) -> str:
    """Return a sum, or another figure that nobody measures out, as it is shown and printed.

    What a pipette or a balance takes is written in full, by ``format_quantity``.

    Example:
        >>> write_computed(Quantity(value=Decimal("12.345678"), unit="mL"))
        '12.3 mL'
    """
    return format_quantity(computed(quantity))
