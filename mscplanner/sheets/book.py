"""The book of a run: overview, then the pages of each day in the order of the work."""

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any, Literal

from mscplanner import __version__
from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.domain.value import Value
from mscplanner.planning.hand_overs import HandOver, hand_overs
from mscplanner.planning.plan import Plan
from mscplanner.planning.readout_sheets import readout_sheets
from mscplanner.sheets.characters import unprintable
from mscplanner.sheets.completion_page import completion_page
from mscplanner.sheets.day_sheet import day_sheet
from mscplanner.sheets.engine import DOCUMENT_LOCK, date_document, new_canvas
from mscplanner.sheets.fonts import REGULAR, load_faces
from mscplanner.sheets.form import Form
from mscplanner.sheets.frame import content_bottom, content_top, draw_frame
from mscplanner.sheets.hand_over_page import hand_over_page
from mscplanner.sheets.job import Job, Sheet, document_code
from mscplanner.sheets.layout import Page, pages
from mscplanner.sheets.medium_page import medium_page
from mscplanner.sheets.overview import overview
from mscplanner.sheets.pen import Pen
from mscplanner.sheets.printing import ErrorsStand, Printing
from mscplanner.sheets.readout_page import readout_page

__all__ = ["Part", "contents", "print_book", "unprintable"]

Progress = Callable[[int, int], None]
PartKind = Literal["overview", "medium", "completion", "day", "readout", "hand-over"]


class Part(Value):
    """One sheet of the book.

    Attributes:
        id: ``overview``, ``D0``, ``S1-1``, ``S1-1/D4``, ``D18/GSIS`` or ``OFF/D5-D6``.
        day: Day on which it is worked with; None of the overview.
    """

    id: str
    title: Message
    kind: PartKind
    day: int | None = None


def contents(plan: Plan) -> tuple[Part, ...]:
    """Return the sheets of the book: the overview, then those of each day.

    Of a day there are the media made, those completed, its sheet, those of its read-outs, and the
    hand-over where closed days follow. Hand-overs that were asked for stand last: with one more of
    them, what was printed before keeps its page numbers.
    """
    media = [
        Part(id=batch.id, title=message(N_("Medium {batch}"), batch=batch.id), kind="medium", day=batch.made_on_day)
        for batch in plan.media
    ]
    completions = [
        Part(
            id=each.id,
            title=message(N_("Completion {completion}"), completion=each.id),
            kind="completion",
            day=each.day,
        )
        for batch in plan.media
        for each in batch.completions
    ]
    days = [
        Part(id=day.label, title=message(N_("{day}, {date}"), day=day.label, date=day.date), kind="day", day=day.number)
        for day in plan.working_days
    ]
    readouts = [
        Part(
            id=each.id,
            title=message(N_("D{day}: {readout}"), day=each.day, readout=each.name),
            kind="readout",
            day=each.day,
        )
        for each in readout_sheets(plan)
    ]
    left, asked = (
        [_handed_over(each) for each in hand_overs(plan) if each.asked is wanted] for wanted in (False, True)
    )
    first = Part(id="overview", title=message(N_("Run overview")), kind="overview")
    # Sorting keeps the order within a day.
    dated = sorted((*media, *completions, *days, *readouts, *left), key=lambda part: part.day or 0)
    return (first, *dated, *asked)


def _handed_over(left: HandOver) -> Part:
    return Part(id=left.id, title=message(N_("Hand-over for {days}"), days=left.days), kind="hand-over", day=left.day)


def print_book(plan: Plan, printing: Printing, progress: Progress | None = None) -> bytes:
    """Return the book as PDF.

    Args:
        plan: What is printed.
        printing: How it is printed.
        progress: Called after each page with the pages done and the pages to do.

    Raises:
        ErrorsStand: a final book was asked for while a finding of severity error stands.
    """
    if plan.has_errors and not printing.draft:
        raise ErrorsStand("a finding of severity error stands; only a draft can be printed")
    with DOCUMENT_LOCK:
        load_faces()
        job = Job(plan, printing, document_code(plan))
        book, job = _laid_out(job)
        return _drawn(job, book, progress)


def page_ranges(plan: Plan, printing: Printing) -> Mapping[str, range]:
    """Return the pages of each part of the book, counted from 1, by its id; parts that are not printed count, too."""
    with DOCUMENT_LOCK:
        load_faces()
        book, job = _laid_out(Job(plan, printing, document_code(plan)))
        first = job.page_numbers
        return {sheet.part: range(first[sheet.part], first[sheet.part] + len(cut)) for sheet, cut in book}


_Laid = tuple[Sheet, tuple[Page, ...]]


def _sheet(job: Job, part: Part) -> Sheet:
    plan = job.plan
    if part.kind in ("medium", "completion"):
        batch = plan.batch(part.id.split("/", maxsplit=1)[0])
        completion = batch.completion(part.day or 0) if batch and part.kind == "completion" else None
        if completion:
            return completion_page(job, completion)
        if batch:
            return medium_page(job, batch)
    if part.kind == "readout":
        return readout_page(job, job.readouts[part.id])
    if part.kind == "hand-over":
        return hand_over_page(job, job.hand_overs[part.id])
    day = plan.day(part.day) if part.day is not None else None
    return day_sheet(job, day) if day else overview(job)


def _once(job: Job) -> list[_Laid]:
    laid = []
    for part in contents(job.plan):
        sheet = _sheet(job, part)
        cut = pages(sheet.sections, content_top(job, sheet), content_bottom(job), sheet.sign_off)
        laid.append((sheet, cut))
    return laid


def _numbers(book: list[_Laid]) -> Mapping[str, int]:
    numbers, number = {}, 1
    for sheet, cut in book:
        numbers[sheet.part] = number
        number += len(cut)
    return numbers


def _laid_out(job: Job) -> tuple[list[_Laid], Job]:
    """Lay the book out until the page numbers that stand on its pages are those of its pages."""
    book = _once(job)
    for _ in range(4):
        numbers = _numbers(book)
        if numbers == job.page_numbers:
            break
        job = Job(job.plan, job.printing, job.code, numbers)
        book = _once(job)
    return book, job


def _document(job: Job, target: BytesIO) -> Any:
    """Return an empty document that says what it is."""
    paper, run = job.paper, job.plan.run
    language = "zh-CN" if job.printing.language == "zh" else "en"
    canvas = new_canvas(target, *paper.size, REGULAR, language)
    canvas.setTitle(f"{run.number} " + job.speech.line(message(N_("bench sheets"))))
    canvas.setAuthor(run.operator or "mscplanner")
    canvas.setSubject(job.speech.line(run.protocol.title))
    canvas.setCreator(f"mscplanner {__version__}")
    revision = job.speech.line(message(N_("plan revision {number}"), number=run.revision))
    canvas.setKeywords([run.number, job.code, revision, run.protocol.id])
    # The title and not the name of the file stands above the pages in a viewer.
    canvas.setViewerPreference("DisplayDocTitle", "true")
    date_document(canvas, job.printing.printed_at)
    return canvas


def _drawn(job: Job, book: list[_Laid], progress: Progress | None) -> bytes:
    target = BytesIO()
    canvas = _document(job, target)
    chosen = [(sheet, cut) for sheet, cut in book if job.printing.parts is None or sheet.part in job.printing.parts]
    wanted, done = sum(len(cut) for _, cut in chosen), 0
    count = sum(len(cut) for _, cut in book)
    form = Form(canvas) if job.printing.fillable else None
    pen = Pen(canvas, job.paper, form)
    titles = {part.id: job.speech.line(part.title) for part in contents(job.plan)}
    for sheet, cut in chosen:
        pen.part = sheet.part
        canvas.bookmarkPage(sheet.part, fit="XYZ", left=0, top=job.paper.size[1], zoom=0)
        canvas.addOutlineEntry(titles[sheet.part], sheet.part, 0)
        for index, page in enumerate(cut):
            canvas.addPageLabel(done, style="ARABIC", start=index + 1, prefix=f"{sheet.mark} · ")
            draw_frame(pen, job, sheet, (index + 1, len(cut)), job.page_numbers[sheet.part] + index, count)
            for block, top, height in page.blocks:
                block.draw(pen, top, height)
            canvas.showPage()
            done += 1
            if progress:
                progress(done, wanted)
    if form:
        form.finish()
    canvas.save()
    return target.getvalue()
