"""Paper sizes, margins and the places on a page, in millimetres from the upper left corner."""

from dataclasses import dataclass

from mscplanner.sheets.printing import PaperName

MARGIN = 12.0
PUNCHED_MARGIN = 20.0
# All tables are laid out for the narrower of the two papers.
LAID_OUT_FOR = 178.0


LARGER = 1.3
"""How much larger everything is in large type: read at 70 cm instead of 50."""


@dataclass(frozen=True)
class Paper:
    """A sheet of paper. The left margin takes a two-hole punch.

    Attributes:
        width: In millimetres as they are drawn.
        height: The same.
        scale: How large a drawn millimetre gets on the sheet; the margins are those of the sheet.
    """

    width: float
    height: float
    scale: float = 1.0

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the sheet in points."""
        return self.width * self.scale * 72 / 25.4, self.height * self.scale * 72 / 25.4

    @property
    def left(self) -> float:
        """Where the text starts."""
        return PUNCHED_MARGIN / self.scale

    @property
    def right(self) -> float:
        """Where the text ends."""
        return self.width - MARGIN / self.scale

    @property
    def text_width(self) -> float:
        """The width that sheets are drawn in."""
        return self.right - self.left

    @property
    def top(self) -> float:
        """Where the header starts."""
        return MARGIN / self.scale

    @property
    def bottom(self) -> float:
        """Where the footer ends."""
        return self.height - MARGIN / self.scale

    def columns(self, widths: tuple[float, ...], widest: int) -> tuple[float, ...]:
        """Return ``widths``, laid out for 178 mm, with what this paper has more given to one of them."""
        more = self.text_width - LAID_OUT_FOR
        return tuple(width + more if index == widest else width for index, width in enumerate(widths))

    def least(self, height: float) -> float:
        """Return how high a row is drawn that is as high on the sheet as ``height`` millimetres in usual type."""
        return height / self.scale

    def large(self) -> "Paper":
        """Return this sheet turned on its side, everything on it larger.

        Upright, larger columns would not fit; on its side the page is wide enough, and a day takes two.
        """
        return Paper(self.height / LARGER, self.width / LARGER, LARGER)


PAPERS: dict[PaperName, Paper] = {"a4": Paper(210.0, 297.0), "letter": Paper(215.9, 279.4)}
