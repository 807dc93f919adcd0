"""How labels are printed: on which sheet, from which label on, how far moved, how often each."""

from typing import Annotated

from pydantic import Field, field_validator
from pydantic_core import PydanticCustomError
from pydantic_core.core_schema import ValidationInfo

from mscplanner.domain.label_sheet import LabelSheet, Offset
from mscplanner.domain.language import LANGUAGES, Language
from mscplanner.domain.value import Value
from mscplanner.sheets.printing import SheetLanguage

MOST_COPIES = 50


class LabelPrinting(Value):
    """One printing of labels.

    Attributes:
        first: Label of the first sheet that is printed on, counted from 1 along the rows; those before
            it have been used.
        offset_x_mm: Everything is printed so far to the right, on top of the offset of the sheet itself.
        offset_y_mm: The same, downwards.
        copies: How often each label is printed.
    """

    sheet: LabelSheet
    first: Annotated[int, Field(ge=1)] = 1
    offset_x_mm: Offset = 0.0
    offset_y_mm: Offset = 0.0
    copies: Annotated[int, Field(ge=1, le=MOST_COPIES)] = 1
    language: SheetLanguage = "en"
    draft: bool = False

    @field_validator("first")
    @classmethod
    def _on_the_sheet(cls, first: int, info: ValidationInfo) -> int:
        sheet = info.data.get("sheet")
        if sheet and first > sheet.count:
            raise PydanticCustomError("less_than_equal", "not on the sheet", {"le": sheet.count})
        return first

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages on the labels, in the order in which they stand there."""
        return LANGUAGES if self.language == "both" else (self.language,)

    @property
    def moved(self) -> tuple[float, float]:
        """How far everything is moved to the right and downwards, in millimetres."""
        return self.sheet.offset_x_mm + self.offset_x_mm, self.sheet.offset_y_mm + self.offset_y_mm
