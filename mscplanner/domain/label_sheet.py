"""Sheets of labels: where each label lies on the paper, in millimetres from its upper left corner."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from mscplanner.domain.local_text import LocalText
from mscplanner.domain.value import Identifier, Value, VisibleText

LabelPaper = Literal["a4", "letter"]
PAPER_SIZES: dict[LabelPaper, tuple[float, float]] = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}
"""Width and height of a sheet, in millimetres."""
LARGEST_OFFSET_MM = 5.0
MOST_SHEETS = 100
# Half a printed hairline: sums of inches turned into millimetres end a little beside the edge.
_ROUNDING_MM = 0.06

Length = Annotated[float, Field(gt=0, le=300)]
Margin = Annotated[float, Field(ge=0, le=300)]
Offset = Annotated[float, Field(ge=-LARGEST_OFFSET_MM, le=LARGEST_OFFSET_MM)]


class Spot(Value):
    """Where one label lies: its upper left corner, and its size."""

    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float


class LabelSheet(Value):
    """A kind of label sheet that can be bought.

    Attributes:
        shape: ``round`` labels lie in the square of their diameter.
        columns: Labels beside each other.
        rows: Labels below each other.
        left_mm: From the left edge of the paper to the first label.
        top_mm: From the upper edge of the paper to the first label.
        pitch_x_mm: From the left edge of a label to that of the next one.
        pitch_y_mm: From the upper edge of a label to that of the one below.
        offset_x_mm: Printed so far to the right of where it should be, for a printer that prints too far left.
        offset_y_mm: The same, downwards.
        source: Who states the sizes.
    """

    id: Identifier
    name: LocalText
    paper: LabelPaper
    shape: Literal["rectangle", "round"] = "rectangle"
    columns: Annotated[int, Field(ge=1, le=60)]
    rows: Annotated[int, Field(ge=1, le=60)]
    width_mm: Length
    height_mm: Length
    left_mm: Margin
    top_mm: Margin
    pitch_x_mm: Length
    pitch_y_mm: Length
    offset_x_mm: Offset = 0.0
    offset_y_mm: Offset = 0.0
    source: Annotated[VisibleText, Field(max_length=400)] = ""

    @model_validator(mode="after")
    def _fits(self) -> Self:
        beside = self.columns > 1 and self.pitch_x_mm < self.width_mm - _ROUNDING_MM
        if beside or (self.rows > 1 and self.pitch_y_mm < self.height_mm - _ROUNDING_MM):
            raise PydanticCustomError("labels_overlap", "labels overlap")
        if self.shape == "round" and abs(self.width_mm - self.height_mm) > _ROUNDING_MM:
            raise PydanticCustomError("label_not_round", "a round label is as wide as it is high")
        width, height = PAPER_SIZES[self.paper]
        last = self.spot(self.count)
        right, bottom = last.x_mm + last.width_mm, last.y_mm + last.height_mm
        if right > width + _ROUNDING_MM or bottom > height + _ROUNDING_MM:
            raise PydanticCustomError(
                "labels_outside",
                "the last label ends outside the paper",
                {"right": f"{right:.1f}", "bottom": f"{bottom:.1f}", "width": f"{width:g}", "height": f"{height:g}"},
            )
        return self

    @property
    def count(self) -> int:
        """How many labels a sheet has."""
        return self.columns * self.rows

    def spot(self, number: int) -> Spot:
        """Return where label ``number`` lies, counted from 1 along the rows.

        Example:
            >>> sheet = LabelSheet(id="a", name=LocalText(plain="A"), paper="a4", columns=2, rows=2, width_mm=60,
            ...     height_mm=30, left_mm=10, top_mm=20, pitch_x_mm=70, pitch_y_mm=30)
            >>> sheet.spot(3).x_mm, sheet.spot(3).y_mm
            (10.0, 50.0)
        """
        row, column = divmod(number - 1, self.columns)
        return Spot(
            x_mm=self.left_mm + column * self.pitch_x_mm,
            y_mm=self.top_mm + row * self.pitch_y_mm,
            width_mm=self.width_mm,
            height_mm=self.height_mm,
        )


class LabelSheets(Value):
    """The label sheets that a lab has; the first one is its usual one."""

    sheets: Annotated[tuple[LabelSheet, ...], Field(min_length=1, max_length=MOST_SHEETS)]

    @model_validator(mode="after")
    def _differ(self) -> Self:
        ids = [each.id for each in self.sheets]
        twice = next((each for each in ids if ids.count(each) > 1), None)
        if twice:
            raise PydanticCustomError("sheet_twice", "two sheets have one id", {"id": twice})
        return self

    def sheet(self, sheet_id: str) -> LabelSheet | None:
        """Return the sheet called ``sheet_id``, or None."""
        return next((each for each in self.sheets if each.id == sheet_id), None)
