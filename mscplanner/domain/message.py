"""A text with figures, kept apart from any language until it is shown."""

from datetime import date
from decimal import Decimal

from mscplanner.domain.language import N_, Language, translate
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.quantity import Quantity, format_number, format_quantity, legible, rounded
from mscplanner.domain.value import Value

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
    """An English text of the catalogue with ``{named}`` places, and what stands in them."""

    text: str
    figures: "tuple[tuple[str, Figure | Message | tuple[Message, ...]], ...]" = ()

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
