"""The shopping list on paper: reagents, plastics, what people add by hand, and batches that runs share."""

from io import BytesIO

from mscplanner import __version__
from mscplanner.domain.language import N_, translate
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.message import Message, message
from mscplanner.planning.shared_batches import SharedBatch
from mscplanner.planning.shopping_items import ShoppingList
from mscplanner.sheets.blocks import Block, Section, paragraph
from mscplanner.sheets.cells import BODY, Cell, Piece
from mscplanner.sheets.engine import DOCUMENT_LOCK, date_document, new_canvas
from mscplanner.sheets.fonts import REGULAR, load_faces
from mscplanner.sheets.frame import content_bottom, content_top, draw_frame, sign_off
from mscplanner.sheets.job import Sheet, code_of
from mscplanner.sheets.layout import Page, pages
from mscplanner.sheets.pen import Pen
from mscplanner.sheets.printing import Printing
from mscplanner.sheets.sections import heads, title_bars
from mscplanner.sheets.shopping_rows import (
    ListJob,
    blank_row,
    item_row,
    named,
    plastic_row,
    shared_row,
    text_row,
)
from mscplanner.sheets.speech import SEPARATOR

_HEADS = (N_("Got"), N_("Item"), N_("Need"), N_("Pack"), N_("Buy / on hand"), N_("Cat. no. / lot / expiry"))
_BY_HAND = (
    N_("Gloves, gown, eye protection"),
    N_("Disinfectant"),
    N_("Sterile filters"),
    N_("Pipettes, tips, tubes"),
)
_FREE_ROWS = 2
_MOST_RUNS = 8


def print_shopping_list(listed: ShoppingList, printing: Printing, shared: tuple[SharedBatch, ...] = ()) -> bytes:
    """Return the shopping list as PDF; the same list, printing and batches give the same bytes.

    Args:
        listed: What is printed.
        printing: How it is printed; its parts are of no matter.
        shared: Batches that its runs share.
    """
    code = code_of(listed.model_dump_json() + "".join(each.model_dump_json() for each in shared))
    with DOCUMENT_LOCK:
        load_faces()
        job = ListJob(listed, shared, printing, code)
        sheet = shopping_sheet(job)
        cut = pages(sheet.sections, content_top(job, sheet), content_bottom(job), sheet.sign_off)
        return _drawn(job, sheet, cut)


def _drawn(job: ListJob, sheet: Sheet, cut: tuple[Page, ...]) -> bytes:
    target, paper = BytesIO(), job.paper
    language = "zh-CN" if job.printing.language == "zh" else "en"
    canvas = new_canvas(target, *paper.size, REGULAR, language)
    canvas.setTitle(" ".join([*job.texts(N_("Shopping list")), *(run.number for run in job.listed.runs)]))
    canvas.setAuthor("mscplanner")
    canvas.setCreator(f"mscplanner {__version__}")
    canvas.setKeywords([*(run.number for run in job.listed.runs), job.code])
    date_document(canvas, job.printing.printed_at)
    pen = Pen(canvas, paper)
    for number, page in enumerate(cut, start=1):
        draw_frame(pen, job, sheet, (number, len(cut)), number, len(cut))
        for block, top, height in page.blocks:
            block.draw(pen, top, height)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def shopping_sheet(job: ListJob) -> Sheet:
    """Return the list before it is cut into pages."""
    made = [_reagents, _plastics, _by_hand]
    if job.shared:
        made.append(_shared)
    if any(item.left for item in job.listed.items) or job.listed.notes:
        made.append(_not_counted)
    sections = tuple(make(job, letter) for letter, make in zip("ABCDE", made, strict=False))
    mark = job.speech.line(message(N_("SHOPPING LIST")))
    sign = sign_off(job, N_("Listed by"), N_("Ordered by"))
    return Sheet("shopping", mark, _right(job), _subtitle(job), "F-06", sections, sign)


def _right(job: ListJob) -> str:
    first = job.listed.order_by
    if first:
        return job.texts(N_("order by {day}"), day=job.speech.date(first))[0]
    return job.texts(N_("all on hand"))[0] if job.listed.items else ""


def _subtitle(job: ListJob) -> tuple[str, ...]:
    runs = job.listed.runs
    if not runs:
        return job.texts(N_("no runs"))
    told = [f"{run.number}: D0 = {job.speech.date(run.start)}" for run in runs[:_MOST_RUNS]]
    if len(runs) > _MOST_RUNS:
        told.append(job.speech.line(message(N_("+ {count} more"), count=len(runs) - _MOST_RUNS)))
    return (SEPARATOR.join(told),)


def _line(job: ListJob, said: Message) -> Block:
    return paragraph(job.paper.left, job.paper.text_width, (Piece(job.speech.texts(said), BODY),), framed=True)


def _reagents(job: ListJob, letter: str) -> Section:
    missing = job.listed.missing
    note = job.texts(N_("{count} to buy"), count=len(missing))
    first, again = title_bars(job, letter, N_("Reagents"), note)
    every = (*missing, *(item for item in job.listed.items if item.purchase is None))
    rows = tuple(item_row(job, item) for item in every)
    return Section(rows or (_line(job, message(N_("None"))),), first, again, heads(job, job.widths, _HEADS))


def _plastics(job: ListJob, letter: str) -> Section:
    first, again = title_bars(job, letter, N_("Plastics"), job.texts(N_("control vessels included")))
    rows = tuple(plastic_row(job, item) for item in job.listed.plastics)
    return Section(rows or (_line(job, message(N_("None"))),), first, again, heads(job, job.widths, _HEADS))


def _by_hand(job: ListJob, letter: str) -> Section:
    first, again = title_bars(job, letter, N_("Safety and small goods"), job.texts(N_("write in what is needed")))
    names = (LocalText(en=text, zh=translate(text, "zh")) for text in _BY_HAND)
    rows = [blank_row(job, name) for name in names]
    rows += [blank_row(job, LocalText(plain="")) for _ in range(_FREE_ROWS)]
    return Section(tuple(rows), first, again, heads(job, job.widths, _HEADS), together=True)


def _shared(job: ListJob, letter: str) -> Section:
    saved = sum({batch.code: batch.saves for batch in job.shared}.values())
    note = job.texts(N_("makings saved: {count}"), count=saved)
    first, again = title_bars(job, letter, N_("Batches that runs can share"), note)
    return Section(tuple(shared_row(job, batch) for batch in job.shared), first, again)


def _not_counted(job: ListJob, letter: str) -> Section:
    first, again = title_bars(job, letter, N_("Not counted"))
    rows = [_line(job, note) for note in job.listed.notes]
    for item in job.listed.items:
        told = tuple(
            message(N_("lot {lot}: {reason}"), lot=each.lot.number or "—", reason=each.reason) for each in item.left
        )
        if told:
            rows.append(text_row(job, Cell((named(item.label),)), told))
    return Section(tuple(rows), first, again)
