"""The one translation mechanism: gettext catalogues, with the language as an argument.

A text that a person reads is written in English where it is made, marked with ``N_`` (or
``P_`` for a pair of singular and plural), and turned into a language only where it is shown.
"""

import gettext
from functools import lru_cache
from typing import Literal, get_args

from mscplanner.domain.places import resource_folder

Language = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


def N_(text: str) -> str:
    """Mark ``text`` for the catalogue and return it as it is."""
    return text


def P_(singular: str, plural: str) -> tuple[str, str]:
    """Mark a text with a count for the catalogue and return both forms."""
    return singular, plural


@lru_cache
def _catalogue(language: Language) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    return gettext.translation("mscplanner", localedir=str(resource_folder() / "translations"), languages=[language])


def translate(text: str, language: Language) -> str:
    """Return ``text`` in ``language``; an unknown text comes back as it is."""
    return _catalogue(language).gettext(text) if text else ""


def translate_count(forms: tuple[str, str], count: int, language: Language) -> str:
    """Return the form of ``forms`` for ``count`` in ``language``, with the count filled in."""
    singular, plural = forms
    return _catalogue(language).ngettext(singular, plural, count).format(count=count)
