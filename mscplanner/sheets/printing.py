"""How a book of sheets is printed: paper, language, draft or final, when, which copy."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from mscplanner.domain.language import LANGUAGES, Language
from mscplanner.domain.value import Value

PaperName = Literal["a4", "letter"]
SheetLanguage = Literal["en", "zh", "both"]


class ErrorsStand(ValueError):
    """A final sheet was asked for while a finding of severity error stands."""


class Printing(Value):
    """One printing.

    Attributes:
        printed_at: Local time as it stands in the footer; the same time gives the same bytes.
        parts: Ids of ``book.contents`` to print; None prints all. Page numbers stay those of the
            whole book, so that a sheet printed again replaces the one with the same number.
        large: Whether everything is 1.3 times as large, on the same paper turned on its side.
        fillable: Whether what is written by hand can be typed in a viewer, too.
    """

    paper: PaperName = "a4"
    language: SheetLanguage = "en"
    draft: bool = False
    printed_at: datetime
    copy_number: Annotated[int, Field(ge=1)] = 1
    parts: tuple[str, ...] | None = None
    large: bool = False
    fillable: bool = False

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages on the sheet, in the order in which they stand there."""
        return LANGUAGES if self.language == "both" else (self.language,)
