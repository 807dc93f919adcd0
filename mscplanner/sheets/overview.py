"""The overview of a run: its picture, what it rests on, what is open, and the approval."""

from collections.abc import Sequence

from mscplanner.domain.finding import Finding
from mscplanner.domain.language import N_, P_
from mscplanner.domain.message import Message, message
from mscplanner.domain.protocol import Source
from mscplanner.domain.quantity import format_number
from mscplanner.domain.run import Acceptance
from mscplanner.planning.acceptance import acceptance_of
from mscplanner.planning.plan import MediumBatch
from mscplanner.planning.stage_lengths import length_texts
from mscplanner.planning.vessel_names import told_arms, vessels_of
from mscplanner.sheets.blocks import Block, Section, paragraph, row
from mscplanner.sheets.calendar_grid import calendar, stage_strip
from mscplanner.sheets.cells import BODY, CAPTION, SMALL, Cell, Piece, text_cell
from mscplanner.sheets.differences import differences
from mscplanner.sheets.frame import sign_off
from mscplanner.sheets.job import Job, Sheet
from mscplanner.sheets.medium_page import KNOWLEDGE_NAMES, fresh_parts
from mscplanner.sheets.revision_rows import revision_facts
from mscplanner.sheets.sections import heads, interval, place_name, title_bars
from mscplanner.sheets.speech import NOTHING, SEPARATOR, Speech, write_volume

_CAPTION_WIDTH = 44.0
_HARVESTS_IN_ROW = 10


def overview(job: Job) -> Sheet:
    """Return the overview of the run."""
    plan = job.plan
    sections: list[Section] = []
    if plan.stages:
        sections.append(Section((stage_strip(job),)))
    if plan.days:
        sections.append(calendar(job))
    sections += [_run_data(job), _media(job), _start(job), _open(job), differences(job, "E"), _sources(job)]
    mark = job.speech.line(message(N_("OVERVIEW")))
    right = job.speech.line(message(N_("D0 = {day}"), day=job.speech.date(plan.run.start)))
    sign = sign_off(job, N_("Planned by"), N_("Approved by"))
    return Sheet("overview", mark, right, _subtitle(job), "F-01", tuple(sections), sign)


def _subtitle(job: Job) -> tuple[str, ...]:
    plan = job.plan
    counts = [(P_("{count} stage", "{count} stages"), len(plan.run.protocol.stages))]
    if plan.last_day:
        counts.append((P_("{count} day", "{count} days"), plan.last_day.number))
    lines = []
    for language in job.speech.languages:
        speech = Speech((language,))
        cells = speech.texts(plan.run.protocol.cell_source or plan.run.protocol.title)
        counted = [speech.count(forms, count)[0] for forms, count in counts]
        lines.append(SEPARATOR.join([*cells, *counted, *speech.texts(_vessels(job))]))
    return tuple(dict.fromkeys(lines))


def _vessels(job: Job) -> Message:
    run = job.plan.run
    return message(N_("{count} × {vessel}"), count=run.count, vessel=run.vessel.name)


def _facts(job: Job, facts: Sequence[tuple[str, tuple[str, ...]]]) -> tuple[Block, ...]:
    widths = (_CAPTION_WIDTH, job.paper.text_width - _CAPTION_WIDTH)
    return tuple(
        row(
            job.paper.left,
            widths,
            (text_cell(job.texts(caption), CAPTION, True), text_cell(texts, 10.0)),
            6.0,
            6.6,
        )
        for caption, texts in facts
    )


def _run_data(job: Job) -> Section:
    first, again = title_bars(job, "A", N_("Run"))
    plan, speech = job.plan, job.speech
    run = plan.run
    well = message(
        N_("{vessels}, {wells} wells, {volume} per well"),
        vessels=_vessels(job),
        wells=plan.wells,
        volume=write_volume(plan.well_volume),
    )
    if run.well_volume is None:
        well = message(N_("{text} (usual volume of the vessel)"), text=well)
    facts = [
        (N_("Protocol"), speech.joined((run.protocol.title, run.protocol.id))),
        (N_("Cell source"), speech.texts(run.protocol.cell_source) if run.protocol.cell_source else _not_stated(job)),
        (N_("Vessels"), speech.texts(well)),
        (N_("Overage"), speech.texts(_overage(job))),
        (N_("Feeding"), _feeding(job)),
        (N_("Operator"), (run.operator or NOTHING,)),
    ]
    lengths = length_texts(run)
    if lengths:
        facts.insert(4, (N_("Stage lengths"), speech.joined(lengths)))
    facts[3:3] = _arms(job)
    if run.protocol.derived_from:
        facts.insert(1, (N_("Own copy of"), (run.protocol.derived_from,)))
    return Section(_facts(job, [*facts, *revision_facts(job)]), first, again)


def _arms(job: Job) -> list[tuple[str, tuple[str, ...]]]:
    """Return the control vessels and the wells that are harvested early, where there are any."""
    run, speech = job.plan.run, job.speech
    facts = []
    if run.controls:
        facts.append((N_("Controls"), speech.joined(told_arms(run))))
    told = [
        message(N_("D{day}: {wells} of {vessels}"), day=each.day, wells=each.wells, vessels=vessels_of(run, each.arm))
        for each in sorted(run.withdrawals, key=lambda each: each.day)
    ]
    rows = [told[start : start + _HARVESTS_IN_ROW] for start in range(0, len(told), _HARVESTS_IN_ROW)]
    facts += [(N_("Wells harvested early"), speech.joined(tuple(row))) for row in rows]
    return facts


def _media(job: Job) -> Section:
    first, again = title_bars(job, "B", N_("Media"))
    if not job.plan.media:
        return Section((_line(job, (NOTHING,)),), first, again, together=True)
    widths = job.paper.columns((17.0, 49.0, 33.0, 26.0, 26.0, 27.0), 1)
    captions = (N_("Batch"), N_("Medium"), N_("Volume"), N_("Made on"), N_("Use by"), N_("Used on"))
    rows = tuple(row(job.paper.left, widths, _medium(job, batch), 8.0, 9.0) for batch in job.plan.media)
    return Section(rows, first, again, heads(job, widths, captions))


def _medium(job: Job, batch: MediumBatch) -> tuple[Cell, ...]:
    speech = job.speech
    pieces = [Piece(speech.texts(batch.title), 10.0)]
    pieces += [Piece(job.texts(N_("without {reagent}"), reagent=each), CAPTION) for each in batch.without]
    if batch.completions:
        text = job.texts(N_("completed on each day of use with {parts}"), parts=fresh_parts(batch))
        pieces.append(Piece(text, CAPTION, True))
    page = job.texts(N_("page {page}"), page=job.page_of(batch.id))
    made = Piece((f"D{batch.made_on_day}", batch.made_on.isoformat()), 10.0)
    return (
        Cell((Piece((batch.id,), BODY, True), Piece(page, SMALL))),
        Cell(tuple(pieces)),
        text_cell((write_volume(batch.volume),), BODY, True),
        Cell((made,)),
        text_cell((f"D{batch.use_by_day}", batch.use_by.isoformat()), 10.0),
        text_cell((", ".join(f"D{day}" for day in batch.feeds),), 10.0),
    )


def _not_stated(job: Job) -> tuple[str, ...]:
    return job.texts(N_("not stated"))


def _overage(job: Job) -> Message:
    overage = job.plan.run.overage_percent
    if overage is None:
        lab = format_number(job.plan.run.lab.settings.overage_percent)
        return message(N_("{percent} % (lab setting)"), percent=lab)
    return message(N_("{percent} %"), percent=format_number(overage))


def _feeding(job: Job) -> tuple[str, ...]:
    """Return how often each stage is fed, stages of the same interval together."""
    codes: dict[Message, list[str]] = {}
    for window in job.plan.stages:
        codes.setdefault(interval(window), []).append(window.code)
    told = [
        message(N_("{stages}: {interval}"), stages=", ".join(group), interval=each) for each, group in codes.items()
    ]
    return tuple(text for each in told for text in job.speech.texts(each)) or (NOTHING,)


def _start(job: Job) -> Section:
    first, again = title_bars(job, "C", N_("Start conditions, as the source states them"))
    start = job.plan.run.protocol.start
    facts = [
        (caption, (value,) if value else _not_stated(job))
        for caption, value in (
            (N_("Confluence"), start.confluence),
            (N_("Seeding density"), start.seeding_density),
            (N_("Passage"), start.passage),
        )
    ]
    width = job.paper.text_width / 3
    cells = tuple(Cell((Piece(texts, 10.0),), caption=job.texts(caption)) for caption, texts in facts)
    return Section((row(job.paper.left, (width,) * 3, cells, 10.0, 11.0),), first, again, together=True)


def _open(job: Job) -> Section:
    run = job.plan.run
    told = [(finding, acceptance_of(run, finding)) for finding in job.plan.findings if finding.severity != "note"]
    # What still needs a decision stands first.
    told.sort(key=lambda each: each[1] is not None)
    left = sum(accepted is None for _, accepted in told)
    title = N_("Open errors and warnings at printing") if job.errors else N_("Open warnings at printing")
    note: tuple[str, ...] = (str(left),)
    if left < len(told):
        note = job.texts(N_("{open} open, {accepted} accepted"), open=left, accepted=len(told) - left)
    first, again = title_bars(job, "D", title, note)
    rows = [_finding(job, finding, accepted) for finding, accepted in told]
    if not left:
        rows.insert(0, _line(job, job.texts(N_("None"))))
    return Section(tuple(rows), first, again, together=not told)


def _line(job: Job, texts: tuple[str, ...]) -> Block:
    return paragraph(job.paper.left, job.paper.text_width, (Piece(texts, 10.0),), framed=True)


def _finding(job: Job, finding: Finding, accepted: Acceptance | None) -> Block:
    speech = job.speech
    place = speech.texts(place_name(job, finding.place))
    code = Cell((Piece((finding.code,), CAPTION, True), Piece(place, CAPTION)))
    pieces = [Piece(speech.texts(finding.title), 10.0, True), Piece(speech.texts(finding.reason), CAPTION)]
    if accepted:
        said = message(N_("Accepted by {by}, {on}: {reason}"), by=accepted.by, on=accepted.on, reason=accepted.reason)
        pieces.append(Piece(speech.texts(said), CAPTION, True))
    text = Cell(tuple(pieces))
    widths = (_CAPTION_WIDTH, job.paper.text_width - _CAPTION_WIDTH)
    return row(job.paper.left, widths, (code, text), 9.0, 9.6)


def _sources(job: Job) -> Section:
    first, again = title_bars(job, "F", N_("Sources and notes of the protocol"))
    protocol = job.plan.run.protocol
    cited = {source for stage in protocol.stages for source in stage.sources}
    rows = [_source(job, source) for source in protocol.sources if source.id in cited or len(protocol.sources) <= 4]
    rows += [_line(job, job.speech.texts(note)) for note in protocol.notes]
    return Section(tuple(rows) or (_line(job, _not_stated(job)),), first, again)


def _source(job: Job, source: Source) -> Block:
    text = f"[{source.id}] {source.citation}" + (f" doi:{source.doi}" if source.doi else "")
    pieces = [Piece(job.speech.texts(text), CAPTION)]
    if source.note:
        pieces.append(Piece(job.speech.texts(source.note), CAPTION))
    elif source.known:
        pieces.append(Piece(job.texts(KNOWLEDGE_NAMES[source.known]), CAPTION))
    return paragraph(job.paper.left, job.paper.text_width, tuple(pieces), framed=True)
