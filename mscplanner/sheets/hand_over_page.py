"""The page for who looks after a run for some days: a weekend, a holiday, or whenever it was asked for."""

from mscplanner.domain.finding import Finding
from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.planning.acceptance import acceptance_of
from mscplanner.planning.day_boxes import told_ahead
from mscplanner.planning.hand_over_form import LOOK_FOR, WHOM_TO_CALL, work_parts
from mscplanner.planning.hand_overs import HandOver
from mscplanner.planning.media import ARM_NAMES
from mscplanner.planning.plan import Day, MediumBatch
from mscplanner.planning.vessel_names import vessels_of
from mscplanner.sheets.blocks import Block, Section, paragraph, row
from mscplanner.sheets.cells import BODY, CAPTION, EMPTY, TICK_CELL, Cell, Piece, text_cell
from mscplanner.sheets.frame import sign_off
from mscplanner.sheets.job import Job, Sheet
from mscplanner.sheets.medium_page import fresh_parts
from mscplanner.sheets.sections import captioned, heads, ticked, title_bars, written
from mscplanner.sheets.speech import NOTHING, Said

_MOST_FINDINGS = 2
_ROW = (7.0, 8.4)


def hand_over_page(job: Job, left: HandOver) -> Sheet:
    """Return the page for the days of ``left``."""
    sections = (
        _last(job, left),
        _to_do(job, left),
        _kept(job, left),
        _look_for(job),
        _whom_to_call(job),
        _open(job, left),
        _coming(job, left),
    )
    right = job.speech.date(left.covered[0].date)
    sign = sign_off(job, N_("Handed over by"), N_("Taken over by"))
    return Sheet(left.id, left.id, right, _subtitle(job, left), "F-12", sections, sign)


def _subtitle(job: Job, left: HandOver) -> tuple[str, ...]:
    first, last = left.covered[0], left.covered[-1]
    one = first == last
    if all(day.closed for day in left.covered):
        dates = N_("closed: {date}") if one else N_("closed: {first} to {last}")
    else:
        dates = N_("on {date}") if one else N_("{first} to {last}")
    told: list[Said] = [message(N_("Hand-over")), message(dates, date=first.date, first=first.date, last=last.date)]
    told += [message(N_("to: {name}"), name=left.to)] if left.to else []
    told += dict.fromkeys(day.closed_name for day in left.covered if day.closed_name)
    told.append(message(N_("D0 = {day}"), day=job.plan.run.start.isoformat()))
    return job.speech.joined(tuple(told))


def _dated(day: Day) -> Message:
    return message(N_("{day}, {date}"), day=day.label, date=day.date)


def _work(job: Job, day: Day) -> tuple[str, ...]:
    """Return what is done on a day, in few words: what is thawed and warmed for it stands on its sheet."""
    told = told_ahead(day) or [task.text for task in day.tasks]
    return job.speech.joined(tuple(told), "; ")


def _line(job: Job, texts: tuple[str, ...], bold: bool = False) -> Block:
    return paragraph(job.paper.left, job.paper.text_width, (Piece(texts, 10.0, bold),), framed=True)


def _last(job: Job, left: HandOver) -> Section:
    if left.last is None:
        first, again = title_bars(job, "A", N_("Done last"))
        return Section((_line(job, job.texts(N_("Nothing of this run yet."))),), first, again)
    first, again = title_bars(job, "A", N_("Done last"), job.speech.texts(_dated(left.last)))
    widths = job.paper.columns((10.0, 104.0, 64.0), 1)
    open_yet = captioned(job, "last.otherwise", N_("Not done, or otherwise"), 8.0)
    cells = (TICK_CELL, text_cell(_work(job, left.last), 10.0), open_yet)
    named = written(job, "last", job.texts(N_("Done last")), cells, (N_("Done"), "", ""))
    return Section((row(job.paper.left, widths, named, 10.5, 18.0),), first, again, together=True)


def _to_do(job: Job, left: HandOver) -> Section:
    closed = all(day.closed for day in left.covered)
    title = N_("To do while the lab is closed") if closed else N_("To do on these days")
    first, again = title_bars(job, "B", title)
    widths = job.paper.columns((29.0, 10.0, 75.0, 46.0, 18.0), 2)
    captions = (N_("Day"), N_("Done"), N_("What"), N_("By whom"), N_("Time"))
    rows = []
    for day in left.covered:
        pieces = [Piece((day.label,), 12.0, True), Piece((job.speech.date(day.date),), CAPTION)]
        if day.tasks:
            pieces.append(Piece(job.texts(N_("page {page}"), page=job.page_of(day.label)), CAPTION))
        who = Cell(tuple(pieces))
        texts = [job.speech.joined(tuple(each), "; ") for each in work_parts(day)] or [
            job.texts(N_("Look after it; no work planned"))
        ]
        for at, text in enumerate(texts):
            what = text_cell(text, 10.0, bold=bool(day.tasks))
            cells = (who if at == 0 else EMPTY, TICK_CELL, what, EMPTY, EMPTY)
            named = written(job, f"{day.label}-{at + 1}", (day.label,), cells, ("", *captions[1:]))
            rows.append(row(job.paper.left, widths, named, 8.4, 11.0))
    return Section(tuple(rows), first, again, heads(job, widths, captions))


def _kept(job: Job, left: HandOver) -> Section:
    first, again = title_bars(job, "C", N_("What is where"))
    widths = job.paper.columns((80.0, 44.0, 54.0), 0)
    captions = (N_("What"), N_("Use by"), N_("Fridge, incubator, place"))
    told: list[tuple[tuple[str, ...], tuple[str, ...]]] = []
    told += [(_vessels(job, left, at), (NOTHING,)) for at in range(len(left.wells))]
    told += [(_batch(job, each), (f"D{each.use_by_day}  {job.speech.date(each.use_by)}",)) for each in left.batches]
    told += [
        (job.speech.texts(each.text), job.texts(N_("for {days}"), days=", ".join(f"D{day}" for day in each.days)))
        for each in left.prepared
    ]
    rows = []
    for number, (what, use_by) in enumerate(told, start=1):
        cells = (text_cell(what, 10.0), text_cell(use_by, 10.0, True), EMPTY)
        rows.append(row(job.paper.left, widths, written(job, f"kept-{number}", what, cells, captions), *_ROW))
    if not rows:
        rows = [_line(job, job.texts(N_("None")))]
    return Section(tuple(rows), first, again, heads(job, widths, captions))


def _vessels(job: Job, left: HandOver, at: int) -> tuple[str, ...]:
    arm, wells = left.wells[at]
    run = job.plan.run
    return job.texts(
        N_("{vessels} ({arm}), wells: {wells}, {incubator}"),
        vessels=vessels_of(run, arm),
        arm=message(ARM_NAMES[arm]),
        wells=wells,
        incubator=run.lab.settings.incubator,
    )


def _batch(job: Job, batch: MediumBatch) -> tuple[str, ...]:
    told = message(N_("Medium {batch} for {days}"), batch=batch.id, days=", ".join(f"D{day}" for day in batch.feeds))
    parts = fresh_parts(batch)
    return job.speech.texts(message(N_("{label}, without {parts}"), label=told, parts=parts) if parts else told)


def _look_for(job: Job) -> Section:
    note = job.texts(N_("lab procedure, not from the source"))
    first, again = title_bars(job, "D", N_("What to look for"), note)
    half = job.paper.text_width / 2
    texts = [ticked(job, f"look-{number}.done", job.texts(text)) for number, text in enumerate(LOOK_FOR, start=1)]
    rows = [
        row(job.paper.left, (half, half), tuple(texts[at : at + 2]), 7.8, 8.6, framed=False)
        for at in range(0, len(texts), 2)
    ]
    return Section(tuple(rows), first, again, together=True)


def _whom_to_call(job: Job) -> Section:
    first, again = title_bars(job, "E", N_("Whom to call"))
    third = job.paper.text_width / 3
    cells = tuple(captioned(job, f"call-{number}.text", text, 8.0) for number, text in enumerate(WHOM_TO_CALL, start=1))
    return Section((row(job.paper.left, (third,) * 3, cells, 10.5, 13.5),), first, again, together=True)


def _open(job: Job, left: HandOver) -> Section:
    days = {day.label for day in left.covered}
    found = [each for each in job.plan.findings if each.severity != "note" and not acceptance_of(job.plan.run, each)]
    # What is about these days comes first.
    found.sort(key=lambda each: (not _is_about(each, days), each.severity != "error"))
    first, again = title_bars(job, "F", N_("Open findings"), (str(len(found)),))
    rows = [_finding(job, each) for each in found[:_MOST_FINDINGS]] or [_line(job, job.texts(N_("None")))]
    more = len(found) - _MOST_FINDINGS
    if more > 0:
        text = N_("All the others, {count}: overview, page {page}")
        rows.append(_line(job, job.texts(text, count=more, page=job.page_of("overview"))))
    return Section(tuple(rows), first, again)


def _is_about(finding: Finding, days: set[str]) -> bool:
    return finding.place[:1] == ("days",) and bool(days.intersection(finding.place))


def _finding(job: Job, finding: Finding) -> Block:
    widths = (40.0, job.paper.text_width - 40.0)
    cells = (text_cell((finding.code,), CAPTION, True), text_cell(job.speech.texts(finding.title), CAPTION))
    return row(job.paper.left, widths, cells, 5.2, 6.0)


def _coming(job: Job, left: HandOver) -> Section:
    if left.coming is None:
        first, again = title_bars(job, "G", N_("Next day with work"))
        return Section((_line(job, job.texts(N_("No work comes after these days."))),), first, again, together=True)
    note = job.speech.texts(_dated(left.coming))
    first, again = title_bars(job, "G", N_("Next day with work"), note)
    widths = job.paper.columns((138.0, 40.0), 0)
    page = job.texts(N_("page {page}"), page=job.page_of(left.coming.label))
    cells = (text_cell(_work(job, left.coming), 10.0), text_cell(page, BODY, True))
    return Section((row(job.paper.left, widths, cells, 9.0, 20.0),), first, again, together=True)
