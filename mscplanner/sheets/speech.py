"""What is said on a sheet, in one language or in both."""

from dataclasses import dataclass
from datetime import date

from mscplanner.domain.language import Language, translate_count
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.message import Message, weekday, write_date
from mscplanner.domain.quantity import Quantity, format_quantity, legible

SEPARATOR = " | "
NOTHING = "—"
MOST_CHARACTERS = 400
_MOST_CHARACTERS_OF_A_MESSAGE = 1500
_BELOW_PIPETTES = ("nL", "pL")

_STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})

Said = Message | LocalText | Quantity | date | str


def shortened(text: str, most: int = MOST_CHARACTERS) -> str:
    """Return ``text``, ended with … where it is longer than ``most`` characters."""
    return text if len(text) <= most else text[: most - 1] + "…"


def write_volume(quantity: Quantity | None) -> str:
    """Return a quantity in its legible unit, unrounded; a dash where there is none.

    Pipettes are marked in microlitres, so a smaller volume stays in them: ``0.52 µL``.
    """
    if quantity is None:
        return NOTHING
    shown = legible(quantity)
    return format_quantity(shown.to("µL") if shown.unit in _BELOW_PIPETTES else shown)


@dataclass(frozen=True)
class Speech:
    """Says things in the languages of a sheet. A plain ``str`` is a name or code: it is said as it is."""

    languages: tuple[Language, ...]

    def texts(self, said: Said) -> tuple[str, ...]:
        """Return ``said`` in each language, English first, and once where both are the same."""
        return tuple(dict.fromkeys(self._written(said, language) for language in self.languages))

    def line(self, said: Said) -> str:
        """Return ``said`` in all languages on one line."""
        if isinstance(said, date):
            return self.date(said)
        return " ".join(self.texts(said))

    def joined(self, parts: tuple[Said, ...], separator: str = SEPARATOR) -> tuple[str, ...]:
        """Return one text for each language, made of all ``parts``."""
        said = (separator.join(self._written(part, language) for part in parts) for language in self.languages)
        return tuple(dict.fromkeys(said))

    def date(self, day: date) -> str:
        """Return a date with its weekday in each language."""
        return " ".join([day.isoformat(), *(weekday(day, language) for language in self.languages)])

    def count(self, forms: tuple[str, str], count: int) -> tuple[str, ...]:
        """Return a count in each language."""
        return tuple(dict.fromkeys(translate_count(forms, count, language) for language in self.languages))

    @staticmethod
    def _written(said: Said, language: Language) -> str:
        text = _text(said, language)
        # The sheet font draws curly quotes as wide as a Chinese character: in English they look like gaps.
        return text.translate(_STRAIGHT) if language == "en" else text


def _text(said: Said, language: Language) -> str:
    match said:
        case Message():
            return shortened(said.written(language), _MOST_CHARACTERS_OF_A_MESSAGE)
        case LocalText():
            return shortened(said.written(language))
        case Quantity():
            return format_quantity(said)
        case date():
            return write_date(said, language)
        case _:
            return shortened(said)
