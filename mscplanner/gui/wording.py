"""The language of the window, and the texts that follow it while the program runs."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from mscplanner.domain.language import Language, translate, translate_count


def _lives(setter: Callable[[str], object]) -> bool:
    owner = getattr(setter, "__self__", None)
    return owner is None or isValid(owner)


class Wording(QObject):
    """Holds the language of the screen and sets every bound text again when it changes.

    Views bind the texts of widgets that live as long as they do, and listen to ``changed`` for
    everything that they build from a run. A binding ends with the widget that it sets.
    """

    changed = Signal()

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language: Language = language
        self._bound: list[tuple[Callable[[str], object], str]] = []

    @property
    def language(self) -> Language:
        """The language that the window is shown in."""
        return self._language

    def text(self, text: str, **figures: object) -> str:
        """Return a text marked with ``N_`` in the language of the window, its figures in place."""
        return translate(text, self._language).format_map(figures) if figures else translate(text, self._language)

    def count(self, forms: tuple[str, str], count: int) -> str:
        """Return the form of a pair marked with ``P_`` for ``count``."""
        return translate_count(forms, count, self._language)

    def bind(self, setter: Callable[[str], object], text: str) -> None:
        """Call ``setter`` with ``text`` now, and again whenever the language changes."""
        self._bound.append((setter, text))
        setter(self.text(text))

    def set_language(self, language: Language) -> None:
        """Show everything in ``language``."""
        if language == self._language:
            return
        self._language = language
        self._bound = [each for each in self._bound if _lives(each[0])]
        for setter, text in self._bound:
            setter(self.text(text))
        self.changed.emit()
