"""The PDF library behind the sheets, loaded so that nothing outside the program steers it.

On import reportlab runs a ``reportlab_settings.py`` of the working folder and a file of the home
folder, and later obeys ``RL_*`` variables. An empty module of that name stands in while it
loads, and every setting that shapes a sheet is given here.
"""

import sys
from datetime import datetime
from io import BytesIO
from threading import Lock
from types import ModuleType
from typing import Any

_SETTINGS = "reportlab_settings"
# A font of the library knows one document at a time.
DOCUMENT_LOCK = Lock()


def _load() -> tuple[Any, Any, Any, Any]:
    loaded_before = "reportlab.rl_config" in sys.modules
    if not loaded_before:
        sys.modules[_SETTINGS] = ModuleType(_SETTINGS)
    try:
        from reportlab import rl_config
        from reportlab.pdfbase import pdfdoc, pdfmetrics
        from reportlab.pdfbase.ttfonts import TTFont
        from reportlab.pdfgen.canvas import Canvas
    finally:
        if not loaded_before:
            del sys.modules[_SETTINGS]
    # Streams are written as they are: text encoding makes them a quarter longer.
    rl_config.useA85 = 0
    return pdfmetrics, TTFont, Canvas, pdfdoc


_METRICS, _FONT, _CANVAS, PDF = _load()
"""``PDF`` has the plain objects that a document is made of."""


def load_font(name: str, path: str) -> Any:
    """Register the TrueType file at ``path`` as ``name`` and return its face."""
    font = _FONT(name, path, asciiReadable=0, shapable=False)
    _METRICS.registerFont(font)
    return font.face


def new_canvas(target: BytesIO, width_points: float, height_points: float, font: str, language: str) -> Any:
    """Return an empty document: compressed, and the same bytes whenever the same is drawn."""
    return _CANVAS(
        target,
        pagesize=(width_points, height_points),
        pageCompression=1,
        invariant=1,
        pdfVersion=(1, 7),
        initialFontName=font,
        initialFontSize=11,
        lang=language,
    )


def date_document(canvas: Any, moment: datetime) -> None:
    """Let a document say that it was made at ``moment``; without a time zone it is the time of the place."""
    zone = moment.strftime("%z")
    written = moment.strftime("D:%Y%m%d%H%M%S") + (f"{zone[:3]}'{zone[3:5]}'" if zone else "")
    canvas.setDateFormatter(lambda *_parts: written)
