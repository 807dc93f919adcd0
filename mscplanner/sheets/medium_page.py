"""The page on which one batch of medium is made and recorded."""

from collections.abc import Sequence

from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.domain.protocol import Knowledge
from mscplanner.planning.plan import MediumBatch
from mscplanner.planning.printed import follows_source, printed_texts
from mscplanner.sheets.blocks import Section, paragraph, row
from mscplanner.sheets.cells import (
    BODY,
    CAPTION,
    FIGURE,
    Cell,
    Piece,
)
from mscplanner.sheets.frame import sign_off
from mscplanner.sheets.job import Job, Sheet
from mscplanner.sheets.recipe_table import intermediate_table, recipe_table
from mscplanner.sheets.sections import deviations, title_bars

KNOWLEDGE_NAMES: dict[Knowledge, str] = {
    "S": N_("printed in the review"),
    "A": N_("in the original's abstract"),
    "F": N_("in the original's figures"),
    "R": N_("from a secondary source"),
    "I": N_("inferred"),
    "K": N_("recalled, not checked"),
    "N": N_("looked for, not found"),
}


def medium_page(job: Job, batch: MediumBatch) -> Sheet:
    """Return the preparation page of ``batch``."""
    makers = [intermediate_table, recipe_table, _finish] if batch.intermediates else [recipe_table, _finish]
    made = [make(job, letter, batch) for letter, make in zip("ABC", makers, strict=False)]
    sections = (_source(job, batch), *made, deviations(job, "ABCD"[len(makers)]))
    right = job.speech.date(batch.made_on)
    return Sheet(batch.id, batch.id, right, _subtitle(job, batch), "F-03", sections, sign_off(job))


def _subtitle(job: Job, batch: MediumBatch) -> tuple[str, ...]:
    parts = (
        message(N_("medium {code}, {title}"), code=batch.code, title=batch.title),
        message(N_("make on D{day}"), day=batch.made_on_day),
        message(N_("for {days}"), days=", ".join(f"D{day}" for day in batch.feeds)),
        message(N_("D0 = {day}"), day=job.plan.run.start.isoformat()),
    )
    return job.speech.joined(parts)


def _source(job: Job, batch: MediumBatch) -> Section:
    pieces = [Piece(texts, CAPTION) for texts in (_printed(job, batch), _known(job, batch)) if texts]
    pieces += [Piece(texts, CAPTION, True) for texts in _changed(job, batch)]
    pieces += [
        Piece(
            job.texts(N_("This batch is made without {reagent}: it is given with the first fill only."), reagent=each),
            BODY,
            True,
        )
        for each in batch.without
    ]
    return Section((paragraph(job.paper.left, job.paper.text_width, tuple(pieces), framed=True),))


def _printed(job: Job, batch: MediumBatch) -> tuple[str, ...]:
    printed = printed_texts(job.plan.run, batch.stage)
    if not printed:
        return job.texts(N_("The source's own wording is not recorded."))
    return job.texts(N_("as printed: {text}"), text="; ".join(printed))


def _known(job: Job, batch: MediumBatch) -> tuple[str, ...]:
    stage = job.stage(batch.stage)
    if not stage or not stage.sources:
        return job.texts(N_("Source: not stated"))
    sources = ", ".join(stage.sources)
    if not follows_source(job.plan.run, batch.stage):
        return job.texts(
            N_("Sources: {sources}. This recipe is not the printed one: the overview lists what differs."),
            sources=sources,
        )
    if stage.known is None:
        return job.texts(N_("Sources: {sources}"), sources=sources)
    known = message(KNOWLEDGE_NAMES[stage.known])
    return job.texts(
        N_("Sources: {sources}. The recipe is {known} ({code})."), sources=sources, known=known, code=stage.known
    )


def _changed(job: Job, batch: MediumBatch) -> list[tuple[str, ...]]:
    """Return what this run has otherwise than its template, in this stage."""
    changes = [change for change in job.plan.run.changes if change.edit.place[:2] == ("stages", batch.stage)]
    return [
        job.texts(
            N_("Changed for this run: {part}, {before} → {after}. {reason}"),
            part=_part_name(job, change.edit.place),
            before=change.before or message(N_("not stated")),
            after=change.edit.value,
            reason=change.reason,
        )
        for change in changes
    ]


def _part_name(job: Job, place: Sequence[str]) -> "Message | str":
    reagent = job.plan.run.lab.catalogue.reagent(place[3]) if len(place) > 3 else None
    return message(N_("{label}"), label=reagent.label) if reagent else place[-1]


def _finish(job: Job, letter: str, batch: MediumBatch) -> Section:
    first, again = title_bars(job, letter, N_("Finish"))
    left, width = job.paper.left, job.paper.text_width
    label = job.texts(
        N_("Label: {run} | {batch} | made {made} | use by {use_by}"),
        run=job.plan.run.number,
        batch=batch.id,
        made=batch.made_on.isoformat(),
        use_by=batch.use_by.isoformat(),
    )
    checks = (N_("Mixed, clear"), N_("pH colour: ________"), N_("Filtered sterile, filter lot: ________"))
    rows = (
        row(left, (40.0, 56.0, width - 96.0), tuple(_tick(job, text) for text in checks), 8.0, 9.0),
        row(left, (width,), (Cell(ticks=(label,)),), 8.0, 9.0),
        row(left, (64.0, 60.0, width - 124.0), _use_by(job, batch), 13.0, 15.0),
    )
    return Section(rows, first, again, together=True)


def _tick(job: Job, text: str) -> Cell:
    return Cell(ticks=(job.texts(text),))


def _use_by(job: Job, batch: MediumBatch) -> tuple[Cell, ...]:
    planned = (
        Piece((job.speech.date(batch.use_by),), FIGURE, True, FIGURE),
        Piece(job.speech.texts(batch.shelf_life), CAPTION),
    )
    dark = any(line.protect_from_light for line in batch.recipe)
    store = N_("Stored in the dark, at (°C)") if dark else N_("Stored at (°C)")
    return (
        Cell(planned, caption=job.texts(N_("Use by"))),
        Cell(caption=job.texts(N_("Use by, if it was made on another day")), room=8.0),
        Cell(caption=job.texts(store), room=8.0),
    )
