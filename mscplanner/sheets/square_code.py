"""The square code (QR) that leads from a sheet of paper back to its run, as dark and light squares.

``segno`` and not the encoder of the PDF library: that one draws in its whole graphics package,
half a second of imports, and takes three times as long for each code.
"""

from functools import lru_cache
from typing import NamedTuple

SIDE = 13.2
SMALLEST_MODULE = 0.33
"""What office scanners and cameras read also from a copy in black and white at 150 dots an inch."""
_QUIET = 4


class SquareCode(NamedTuple):
    """A code to be drawn.

    Attributes:
        rows: Whether each module is dark, from the upper left.
    """

    rows: tuple[tuple[bool, ...], ...]

    @property
    def module(self) -> float:
        """The side of one module, in millimetres."""
        return max(SMALLEST_MODULE, SIDE / len(self.rows))

    @property
    def side(self) -> float:
        """The side of the whole code, in millimetres."""
        return self.module * len(self.rows)

    @property
    def quiet(self) -> float:
        """The width of the rim that must stay free around it, in millimetres."""
        return self.module * _QUIET


@lru_cache(maxsize=2048)
def square_code(text: str) -> SquareCode:
    """Return the code of ``text``; it can be read with a seventh of it dirty or torn.

    Example:
        >>> code = square_code("MSCP/R-2026-014/D2/1/7f3a-91c2")
        >>> len(code.rows), round(code.module, 2)
        (29, 0.46)
    """
    import segno

    made = segno.make_qr(text, error="m")
    return SquareCode(tuple(tuple(map(bool, row)) for row in made.matrix))
