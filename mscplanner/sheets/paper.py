"""Paper sizes, margins and the places on a page, in millimetres from the upper left corner."""

from dataclasses import dataclass

from mscplanner.sheets.printing import PaperName

MARGIN = 12.0
PUNCHED_MARGIN = 20.0
# All tables are laid out for the narrower of the two papers.
LAID_OUT_FOR = 178.0


@dataclass(frozen=True)
class Paper:
    """A sheet of paper, upright. The left margin takes a two-hole punch."""

    width: float
    height: float

    @property
    def left(self) -> float:
        """Where the text starts."""
        return PUNCHED_MARGIN

    @property
    def right(self) -> float:
        """Where the text ends."""
        return self.width - MARGIN

    @property
    def text_width(self) -> float:
        """The width that sheets are drawn in."""
        return self.right - self.left

    @property
    def top(self) -> float:
        """Where the header starts."""
        return MARGIN

    @property
    def bottom(self) -> float:
        """Where the footer ends."""
        return self.height - MARGIN

    def columns(self, widths: tuple[float, ...], widest: int) -> tuple[float, ...]:
        """Return ``widths``, laid out for 178 mm, with what this paper has more given to one of them."""
        more = self.text_width - LAID_OUT_FOR
        return tuple(width + more if index == widest else width for index, width in enumerate(widths))


PAPERS: dict[PaperName, Paper] = {"a4": Paper(210.0, 297.0), "letter": Paper(215.9, 279.4)}
