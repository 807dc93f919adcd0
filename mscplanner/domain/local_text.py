"""Text that carries its own languages: titles, names and notes out of data files."""

from typing import Any

from pydantic import Field, model_validator

from mscplanner.domain.language import Language
from mscplanner.domain.value import Value, VisibleText


class LocalText(Value):
    """One text in one or more languages.

    A data file writes it as a plain string (the same in every language) or as a table
    ``{ en = "…", zh = "…" }``. Each is at most 4,000 characters long.
    """

    plain: VisibleText | None = Field(default=None, max_length=4000)
    en: VisibleText | None = Field(default=None, max_length=4000)
    zh: VisibleText | None = Field(default=None, max_length=4000)

    @model_validator(mode="before")
    @classmethod
    def _from_string(cls, data: Any) -> Any:
        return {"plain": data} if isinstance(data, str) else data

    def written(self, language: Language) -> str:
        """Return the text in ``language``, else in whatever language there is."""
        first, second = (self.zh, self.en) if language == "zh" else (self.en, self.zh)
        return next((text for text in (self.plain, first, second) if text), "")
