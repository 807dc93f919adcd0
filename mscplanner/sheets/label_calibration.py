"""The calibration page: outlines of all labels and two rulers, to be held against a sheet of labels."""

from io import BytesIO

from mscplanner import __version__
from mscplanner.domain.label_sheet import LabelSheet
from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.sheets.cells import BODY, SMALL, draw_fitted, height_of
from mscplanner.sheets.engine import DOCUMENT_LOCK, new_canvas
from mscplanner.sheets.fonts import REGULAR, load_faces
from mscplanner.sheets.label_printing import LabelPrinting
from mscplanner.sheets.paper import PAPERS, Paper
from mscplanner.sheets.pen import MILLIMETRE, THICK, THIN, Pen
from mscplanner.sheets.speech import Speech
from mscplanner.sheets.wrapping import Fitted, fit

_SMALLEST = 8.0
_BOX = 118.0
_INSIDE = 4.0
# Most printers leave the outer 5 mm of the paper white.
_RULER, _FROM = 6.0, 10


def print_calibration(printing: LabelPrinting) -> bytes:
    """Return the calibration page of a sheet, moved by the offset of ``printing``."""
    sheet, paper = printing.sheet, PAPERS[printing.sheet.paper]
    speech = Speech(printing.languages)
    with DOCUMENT_LOCK:
        load_faces()
        target = BytesIO()
        language = "zh-CN" if printing.language == "zh" else "en"
        canvas = new_canvas(target, paper.width * MILLIMETRE, paper.height * MILLIMETRE, REGULAR, language)
        canvas.setTitle(speech.line(message(N_("Calibration page"))) + f" {sheet.id}")
        canvas.setCreator(f"mscplanner {__version__}")
        pen = Pen(canvas, paper)
        _draw_outlines(pen, sheet, printing.moved)
        _draw_rulers(pen, paper)
        _draw_words(pen, paper, _words(printing, speech))
        canvas.showPage()
        canvas.save()
        return target.getvalue()


def _draw_outlines(pen: Pen, sheet: LabelSheet, moved: tuple[float, float]) -> None:
    for number in range(1, sheet.count + 1):
        spot = sheet.spot(number)
        x, y = spot.x_mm + moved[0], spot.y_mm + moved[1]
        middle = y + spot.height_mm / 2 + 0.36 * _SMALLEST / MILLIMETRE
        if sheet.shape == "round":
            pen.circle(x + spot.width_mm / 2, y + spot.height_mm / 2, spot.width_mm / 2)
        else:
            pen.box(x, y, spot.width_mm, spot.height_mm)
        pen.text(x + spot.width_mm / 2, middle, str(number), _SMALLEST, side="centre")


def _draw_rulers(pen: Pen, paper: Paper) -> None:
    """Draw millimetres from the edges of the paper along its upper and its left edge."""
    for mark in range(_FROM, int(paper.width) - 5):
        long = 3.0 if mark % 10 == 0 else 2.0 if mark % 5 == 0 else 1.2
        pen.line(mark, _RULER, mark, _RULER + long, THIN)
    for mark in range(_FROM, int(paper.height) - 5):
        long = 3.0 if mark % 10 == 0 else 2.0 if mark % 5 == 0 else 1.2
        pen.line(_RULER, mark, _RULER + long, mark, THIN)


def _words(printing: LabelPrinting, speech: Speech) -> tuple[Fitted, ...]:
    sheet, (right, down) = printing.sheet, printing.moved
    width = (_BOX - 2 * _INSIDE) * MILLIMETRE
    said: tuple[tuple[Message, float, bool], ...] = (
        (message(N_("Calibration page: {sheet}"), sheet=sheet.name), BODY, True),
        (
            message(
                N_(
                    "Print it on plain paper at 100 %, without fitting to the page, "
                    "and hold it with a label sheet against a light."
                ),
            ),
            BODY,
            False,
        ),
        (
            message(
                N_(
                    "Where the outlines lie too far left or too high, add the difference to the offset; "
                    "too far right or too low, take it off. At most 5 mm."
                )
            ),
            BODY,
            False,
        ),
        (
            message(N_("The rulers count millimetres from the edges of the paper; a long mark is 10 mm.")),
            SMALL,
            False,
        ),
        (
            message(
                N_("{columns} × {rows} labels of {size} mm, offset {right} mm to the right and {down} mm down."),
                columns=sheet.columns,
                rows=sheet.rows,
                size=f"{round(sheet.width_mm, 1):g} × {round(sheet.height_mm, 1):g}",
                right=f"{right:g}",
                down=f"{down:g}",
            ),
            SMALL,
            False,
        ),
    )
    return tuple(fit(speech.texts(text), bold, size, SMALL, width) for text, size, bold in said)


def _draw_words(pen: Pen, paper: Paper, words: tuple[Fitted, ...]) -> None:
    """Draw what is to be done on a white field in the middle of the page: the outer labels stay in sight."""
    gap = 2.0
    height = sum(height_of(fitted) + gap for fitted in words) - gap + 2 * _INSIDE
    left, top = (paper.width - _BOX) / 2, (paper.height - height) / 2
    pen.fill(left, top, _BOX, height, 1.0)
    pen.box(left, top, _BOX, height, THICK)
    y = top + _INSIDE
    for fitted in words:
        y = draw_fitted(pen, left + _INSIDE, y, fitted) + gap
