"""What is the same on every page: header, footer, sign-off, and the draft mark."""

from mscplanner import __version__
from mscplanner.domain.language import N_, P_
from mscplanner.domain.message import message
from mscplanner.sheets.blocks import Block
from mscplanner.sheets.cells import ASCENT, BODY, CAPTION, LINE_HEIGHT, SMALL, draw_fitted, height_of, shortened_to
from mscplanner.sheets.fonts import printable
from mscplanner.sheets.form import Blank
from mscplanner.sheets.job import Printed, Sheet
from mscplanner.sheets.pen import MILLIMETRE, RULE, THICK, THIN, Pen, width_mm
from mscplanner.sheets.speech import SEPARATOR
from mscplanner.sheets.square_code import SquareCode, square_code
from mscplanner.sheets.wrapping import Fitted, fit

_NAME, _MARK, _DATE, _SECOND_LINE = 20.0, 20.0, 16.0, 10.5
_SIGN_OFF_HEIGHT = 17.0
_PAGE_LINE = 4.6
_MOST_LINES = 3
_BLANK = "______________"


def _fill_in(job: Printed) -> Fitted:
    width = job.paper.text_width - max(width_mm(each, True, BODY) for each in _page_texts(job, 888, 888)) - 3
    texts = job.texts(N_("Ink only. Correct with one line through, new value, initials, date. No blanks: write N/A."))
    if job.printing.draft:
        draft = job.texts(N_("DRAFT: not for use at the bench."))
        count = job.identity.errors
        errors = job.speech.count(P_("{count} error stands.", "{count} errors stand."), count) if count else ()
        texts = (" ".join([*draft, *errors]), *texts)
    return fit(texts, job.printing.draft, SMALL, SMALL, width * MILLIMETRE)


def _identity(job: Printed, form: str) -> Fitted:
    identity, speech = job.identity, job.speech
    printed_at = job.printing.printed_at.strftime("%Y-%m-%d %H:%M")
    labelled = (
        (N_("code"), job.code),
        (N_("printed"), printed_at),
        (N_("printed by"), identity.operator or _BLANK),
        (N_("form"), form),
    )
    copy = speech.line(message(N_("copy {number}"), number=job.printing.copy_number))
    parts = [f"{speech.line(message(label))} {text}" for label, text in labelled]
    text = SEPARATOR.join([identity.name, *parts[:3], copy, f"mscplanner {__version__}", parts[3]])
    return fit((text,), False, SMALL, SMALL, job.paper.text_width * MILLIMETRE)


def _page_texts(job: Printed, number: int, count: int) -> tuple[str, ...]:
    return job.texts(N_("Page {number} of {count}"), number=str(number), count=str(count))


def _fill_in_height(job: Printed) -> float:
    """Return the height of the upper part of the footer: how to fill in, and the page number beside it."""
    return max(height_of(_fill_in(job)), _PAGE_LINE * len(_page_texts(job, 1, 1)) - 1.4)


def _footer_height(job: Printed) -> float:
    return _fill_in_height(job) + height_of(_identity(job, "F-88")) + 2.4


def content_bottom(job: Printed) -> float:
    """Return where the content of a page ends, in millimetres."""
    return job.paper.bottom - _footer_height(job) - 1.2


def _replaced(job: Printed, sheet: Sheet) -> str:
    """Return which revision the sheet replaces, in the languages of the sheet on one line; "" where it is the first."""
    return SEPARATOR.join(text for said in job.replaced(sheet.part) for text in job.speech.texts(said))


def _code(job: Printed, sheet: Sheet) -> SquareCode | None:
    mark = job.mark(sheet.part)
    return square_code(mark.written) if mark else None


def _header_right(job: Printed, sheet: Sheet) -> float:
    """Return where the texts of the header end: left of the square code; the margin is free around it, too."""
    code = _code(job, sheet)
    return job.paper.right - (code.side + code.quiet if code else 0.0)


def _header_width(job: Printed, sheet: Sheet) -> float:
    return _header_right(job, sheet) - job.paper.left


def _plan_line(job: Printed, sheet: Sheet) -> Fitted:
    replaced = _replaced(job, sheet)
    beside = width_mm(replaced, True, BODY) + 4.0 if replaced else 0.0
    texts = job.speech.joined(job.identity.about)
    return _in_header(texts, CAPTION, _header_width(job, sheet) - beside)


def _second_lines(job: Printed, sheet: Sheet) -> Fitted:
    return _in_header(sheet.lines, _SECOND_LINE, _header_width(job, sheet))


def _in_header(texts: tuple[str, ...], size: float, width: float) -> Fitted:
    """Return texts for the header, each ended with … where it would take more than a few lines."""
    fitted = fit(texts, False, size, SMALL, width * MILLIMETRE)
    if len(fitted.lines) <= _MOST_LINES * len(texts):
        return fitted
    most = _MOST_LINES * LINE_HEIGHT * SMALL / MILLIMETRE
    each = (shortened_to(fit((text,), False, SMALL, SMALL, width * MILLIMETRE), most) for text in texts)
    return Fitted(tuple(line for one in each for line in one.lines), SMALL)


def _header_bottom(job: Printed, sheet: Sheet) -> float:
    """Return where the rule below the header stands, in millimetres."""
    code = _code(job, sheet)
    texts = 9.0 + height_of(_second_lines(job, sheet)) + 0.8 + height_of(_plan_line(job, sheet)) + 1.2
    return job.paper.top + max(texts, code.side + code.quiet if code else 0.0)


def content_top(job: Printed, sheet: Sheet) -> float:
    """Return where the content of a page starts, in millimetres."""
    return _header_bottom(job, sheet) + 1.6


def _largest(text: str, size: float, width: float) -> float:
    """Return ``size``, or the smaller size at which ``text`` is as wide as ``width`` millimetres."""
    actual = width_mm(text, True, size)
    return size if actual <= width else max(SMALL, size * width / actual)


def _cut(text: str, size: float, width: float) -> str:
    """Return ``text``, ended with … where it is wider than ``width`` millimetres: the footer has it in full."""
    drawn = printable(text)
    if width_mm(drawn, True, size) <= width:
        return drawn
    while drawn and width_mm(drawn + "…", True, size) > width:
        drawn = drawn[:-1]
    return drawn + "…"


def _draw_title_line(pen: Pen, job: Printed, sheet: Sheet, mark: str) -> None:
    paper, baseline, right, end = job.paper, job.paper.top + 6.6, sheet.right, _header_right(job, sheet)
    date_size = _largest(right, _DATE, 64.0)
    date_start = end - width_mm(right, True, date_size)
    number = job.identity.name
    # The mark gives way where even the smallest number would leave it no room.
    mark_size = _largest(mark, _MARK, min(52.0, date_start - paper.left - width_mm(number, True, SMALL) - 8.0))
    mark_width = width_mm(mark, True, mark_size)
    number_room = date_start - paper.left - mark_width - 8.0
    number_size = _largest(number, _NAME, number_room)
    # Only characters that the font lacks, each drawn as its code, make a number that long.
    number = _cut(number, number_size, number_room)
    name_end = paper.left + width_mm(number, True, number_size)
    middle = (paper.left + end) / 2
    if not name_end + 3 <= middle - mark_width / 2 <= date_start - mark_width - 3:
        middle = (name_end + date_start) / 2
    pen.text(paper.left, baseline, number, number_size, True)
    pen.text(middle, baseline, mark, mark_size, True, "centre")
    pen.text(end, baseline, right, date_size, True, "right")


def draw_frame(pen: Pen, job: Printed, sheet: Sheet, place: tuple[int, int], number: int, count: int) -> None:
    """Draw the header and footer of a page, and the draft mark behind everything.

    Args:
        pen: Draws on the page.
        job: The printing.
        sheet: Whose page it is.
        place: Which page of its sheet, counted from 1, and how many the sheet has.
        number: Its page number in the book.
        count: Pages of the book.
    """
    paper = job.paper
    pen.start_page()
    if job.printing.draft:
        pen.across("DRAFT" if job.printing.language == "en" else "DRAFT 草稿")
    at, pages = place
    _draw_title_line(pen, job, sheet, sheet.mark if pages == 1 else f"{sheet.mark}{SEPARATOR}{at}/{pages}")
    if code := _code(job, sheet):
        pen.squares(paper.right - code.side, paper.top, code.module, code.rows)
    y = draw_fitted(pen, paper.left, paper.top + 9.0, _second_lines(job, sheet))
    if replaced := _replaced(job, sheet):
        baseline = y + 0.8 + ASCENT * BODY / MILLIMETRE
        pen.text(_header_right(job, sheet), baseline, replaced, BODY, True, "right")
    draw_fitted(pen, paper.left, y + 0.8, _plan_line(job, sheet))
    y = _header_bottom(job, sheet)
    pen.line(paper.left, y, paper.right, y, RULE)
    top = paper.bottom - _footer_height(job)
    pen.line(paper.left, top, paper.right, top, THIN)
    draw_fitted(pen, paper.left, top + 0.8, _fill_in(job))
    draw_fitted(pen, paper.left, top + 1.8 + _fill_in_height(job), _identity(job, sheet.form))
    for index, text in enumerate(_page_texts(job, number, count)):
        pen.text(paper.right, top + 4.0 + _PAGE_LINE * index, text, BODY, True, "right")


def sign_off(job: Printed, first: str = N_("Performed by"), second: str = N_("Checked by")) -> Block:
    """Return the field for two people's names, signatures, dates and times."""
    left, half = job.paper.left, job.paper.text_width / 2
    blanks = [_signature_blanks(job, f"sign-off-{number}", title) for number, title in enumerate((first, second), 1)]

    def draw(pen: Pen, top: float, height: float) -> None:
        for index, title in enumerate((first, second)):
            _draw_signature(pen, job, (left + index * half, top, half, height), title, blanks[index])

    return Block(_SIGN_OFF_HEIGHT, _SIGN_OFF_HEIGHT, draw)


_SIGNED = (
    ("name", N_("Name / signature"), 0.52),
    ("date", N_("Date"), 0.26),
    ("time", N_("Time"), 0.22),
)


def _signature_blanks(job: Printed, name: str, title: str) -> tuple[Blank | None, ...]:
    return tuple(job.blank(f"{name}.{key}", job.texts(title), job.texts(caption)) for key, caption, _ in _SIGNED)


def _draw_signature(
    pen: Pen, job: Printed, area: tuple[float, float, float, float], title: str, blanks: tuple[Blank | None, ...]
) -> None:
    x, top, width, height = area
    pen.box(x, top, width, height, THICK)
    pen.text(x + 1.4, top + 4.0, " ".join(job.texts(title)), 10.0, True)
    start = x
    for (_, caption, part), blank in zip(_SIGNED, blanks, strict=True):
        pen.text(start + 1.4, top + 8.0, " ".join(job.texts(caption)), SMALL)
        if start > x:
            pen.line(start, top + 5.2, start, top + height)
        if blank:
            pen.blank(blank, start, top + 9.0, width * part, height - 9.0)
        start += width * part
