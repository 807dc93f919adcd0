"""Icons of our own: line drawings in one colour, drawn again for each appearance."""

from PySide6.QtCore import QByteArray, QSize
from PySide6.QtGui import QIcon, QPixmap

from mscplanner.domain.places import resource_folder
from mscplanner.gui.theme import tokens

_DRAWN_STROKE = "#7b8791"
_SIZES = (24, 48)


def icon(name: str, colour: str | None = None) -> QIcon:
    """Return the icon ``name`` in ``colour``, by default the colour of text."""
    drawing = (resource_folder() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    made = QIcon()
    for mode, stroke in (
        (QIcon.Mode.Normal, colour or tokens().text),
        (QIcon.Mode.Disabled, tokens().disabled),
    ):
        coloured = drawing.replace(_DRAWN_STROKE, stroke)
        for size in _SIZES:
            scaled = coloured.replace('width="24" height="24"', f'width="{size}" height="{size}"')
            picture = QPixmap(QSize(size, size))
            if picture.loadFromData(QByteArray(scaled.encode()), "SVG"):
                made.addPixmap(picture, mode)
    return made
