"""The page on which a part of a batch is completed on the day it is used."""

from functools import partial

from mscplanner.domain.language import N_
from mscplanner.domain.message import message
from mscplanner.planning.plan import Completion, MediumBatch
from mscplanner.sheets.blocks import Section, paragraph, row
from mscplanner.sheets.cells import BODY, CAPTION, Cell, Piece
from mscplanner.sheets.frame import sign_off
from mscplanner.sheets.job import Job, Sheet
from mscplanner.sheets.medium_page import fresh_parts, tick, worked
from mscplanner.sheets.readying import ready_ticks
from mscplanner.sheets.sections import title_bars


def completion_page(job: Job, completion: Completion) -> Sheet:
    """Return the page of ``completion``."""
    batch = job.plan.batch(completion.batch)
    right = job.speech.date(completion.date)
    recipe = worked(job, completion, partial(_finish, job, completion, batch))
    sections = (_what(job, completion, batch), *ready_ticks(job, completion), *recipe)
    lines = _subtitle(job, completion, batch)
    return Sheet(completion.id, completion.id, right, lines, "F-05", sections, sign_off(job))


def _subtitle(job: Job, completion: Completion, batch: MediumBatch | None) -> tuple[str, ...]:
    parts = [message(N_("for {days}"), days=f"D{completion.day}")]
    if batch:
        parts.insert(0, message(N_("complete medium {code}, {title}"), code=batch.code, title=batch.title))
    parts.append(message(N_("D0 = {day}"), day=job.plan.run.start.isoformat()))
    return job.speech.joined(tuple(parts))


def _what(job: Job, completion: Completion, batch: MediumBatch | None) -> Section:
    pieces = [Piece(job.texts(N_("For this day only: what is added here does not keep in the medium.")), BODY, True)]
    if batch:
        text = job.texts(
            N_("{batch} was made on D{day} without {parts}: page {page}, also for what the source prints."),
            batch=batch.id,
            day=batch.made_on_day,
            parts=fresh_parts(batch),
            page=job.page_of(batch.id),
        )
        pieces.append(Piece(text, CAPTION))
    return Section((paragraph(job.paper.left, job.paper.text_width, tuple(pieces), framed=True),))


def _finish(job: Job, completion: Completion, batch: MediumBatch | None, letter: str) -> Section:
    first, again = title_bars(job, letter, N_("Finish"))
    left, width = job.paper.left, job.paper.text_width
    label = message(
        N_("Label: {run} | {completion} | complete | use on {day} only"),
        run=job.plan.run.number,
        completion=completion.id,
        day=completion.date.isoformat(),
    )
    last = batch is None or completion.day == max(batch.feeds)
    rest = (
        N_("The rest of {batch} is not needed any more: discarded")
        if last
        else N_("The rest of {batch} is back in the cold")
    )
    mixed = tick(job, "finish.mixed", message(N_("Mixed, clear")))
    put_away = tick(job, "finish.rest", message(rest, batch=completion.batch))
    at = job.texts(N_("Completed at (time)"))
    completed = Cell(caption=at, room=6.0, blank=job.blank("finish.completed", at))
    rows = (
        row(left, (40.0, width - 40.0), (mixed, tick(job, "finish.labelled", label)), 8.0, 9.0),
        row(left, (width - 60.0, 60.0), (put_away, completed), 11.0, 13.0),
    )
    return Section(rows, first, again, together=True)
