"""The page on which one batch of medium is made and recorded."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.domain.protocol import Knowledge
from mscplanner.planning.media import ARM_NAMES
from mscplanner.planning.plan import MediumBatch
from mscplanner.planning.printed import follows_source, printed_texts
from mscplanner.planning.vessel_names import vessels_of
from mscplanner.sheets.blocks import Section, paragraph, row
from mscplanner.sheets.cells import (
    BODY,
    CAPTION,
    FIGURE,
    Cell,
    Piece,
)
from mscplanner.sheets.dilution_table import Mixed, dilution_table
from mscplanner.sheets.frame import sign_off
from mscplanner.sheets.job import Job, Sheet
from mscplanner.sheets.readying import ready_ticks
from mscplanner.sheets.recipe_table import recipe_table
from mscplanner.sheets.sections import deviations, ticked, title_bars

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
    right = job.speech.date(batch.made_on)
    sections = (_source(job, batch), *ready_ticks(job, batch), *worked(job, batch, partial(_finish, job, batch)))
    return Sheet(batch.id, batch.id, right, _subtitle(job, batch), "F-03", sections, sign_off(job))


def worked(job: Job, mixed: Mixed, finish: Callable[[str], Section]) -> tuple[Section, ...]:
    """Return the lettered sections of a page on which something is mixed.

    Args:
        job: The printing.
        mixed: What is mixed.
        finish: Makes the section after the recipe, under the letter that it is given.
    """
    sections = [dilution_table(job, "A", mixed)] if mixed.intermediates else []
    sections.append(recipe_table(job, "AB"[len(sections)], mixed))
    sections.append(finish("ABC"[len(sections)]))
    return (*sections, deviations(job, "ABCD"[len(sections)]))


def _subtitle(job: Job, batch: MediumBatch) -> tuple[str, ...]:
    parts = (
        message(N_("medium {code}, {title}"), code=batch.code, title=batch.title),
        message(N_("make on D{day}"), day=batch.made_on_day),
        message(N_("for {days}"), days=", ".join(f"D{day}" for day in batch.feeds)),
        message(N_("D0 = {day}"), day=job.plan.run.start.isoformat()),
    )
    return job.speech.joined(parts)


def _source(job: Job, batch: MediumBatch) -> Section:
    told = (_of_controls(job, batch),) if "induced" not in batch.arms else (_printed(job, batch), _known(job, batch))
    pieces = [Piece(texts, CAPTION) for texts in told if texts]
    pieces += [Piece(texts, CAPTION, True) for texts in _changed(job, batch)]
    pieces += [
        Piece(
            job.texts(N_("This batch is made without {reagent}: it is given with the first fill only."), reagent=each),
            BODY,
            True,
        )
        for each in batch.without
    ]
    pieces += [Piece(texts, BODY, True) for texts in (_left_out(job, batch),) if texts]
    return Section((paragraph(job.paper.left, job.paper.text_width, tuple(pieces), framed=True),))


def _of_controls(job: Job, batch: MediumBatch) -> tuple[str, ...]:
    whose = tuple(
        message(N_("{vessels}: {arm}"), vessels=vessels_of(job.plan.run, arm), arm=message(ARM_NAMES[arm]))
        for arm in batch.arms
    )
    text = N_("For {vessels}. Basal medium and serum of the stage; no source states it.")
    if "vehicle" in batch.arms and any(
        line.reagent in job.plan.run.lab.settings.solvent_ceilings for line in batch.lines
    ):
        text = N_(
            "For {vessels}. Basal medium and serum of the stage, and as much of each solvent as the stocks bring; "
            "no source states it."
        )
    return job.texts(text, vessels=whose)


def fresh_parts(batch: MediumBatch) -> tuple[Message, ...]:
    """Return the names of what is added to parts of a batch on the days of use."""
    labels = {line.key: line.label for each in batch.completions for line in each.recipe if not line.base}
    return tuple(message(N_("{label}"), label=label) for label in labels.values())


def _left_out(job: Job, batch: MediumBatch) -> tuple[str, ...]:
    if not batch.completions:
        return ()
    days = tuple(
        message(N_("D{day} page {page}"), day=each.day, page=job.page_of(each.id)) for each in batch.completions
    )
    text = N_(
        "This batch is made without {reagents}, added fresh on the day of use: {days}. Not for the cells as it is."
    )
    return job.texts(text, reagents=fresh_parts(batch), days=days)


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
    changes = [
        change
        for change in job.plan.run.changes
        if change.edit.place[:2] == ("stages", batch.stage)
        and ("induced" in batch.arms or change.edit.place[2:3] == ("medium",))
    ]
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


def _finish(job: Job, batch: MediumBatch, letter: str) -> Section:
    first, again = title_bars(job, letter, N_("Finish"))
    left, width = job.paper.left, job.paper.text_width
    label = message(
        N_("Label: {run} | {batch} | made {made} | use by {use_by}"),
        run=job.plan.run.number,
        batch=batch.id,
        made=batch.made_on.isoformat(),
        use_by=batch.use_by.isoformat(),
    )
    parts = fresh_parts(batch)
    if parts:
        label = message(N_("{label} | without {parts}"), label=label, parts=parts)
    checks = (
        tick(job, "finish.mixed", message(N_("Mixed, clear"))),
        noted(job, "finish.colour", N_("pH colour: ________")),
        noted(job, "finish.filter", N_("Filtered sterile, filter lot: ________")),
    )
    rows = (
        row(left, (40.0, 56.0, width - 96.0), checks, 8.0, 9.0),
        row(left, (width,), (tick(job, "finish.labelled", label),), 8.0, 9.0),
        row(left, (64.0, 60.0, width - 124.0), _use_by(job, batch), 13.0, 15.0),
    )
    return Section(rows, first, again, together=True)


def tick(job: Job, name: str, said: Message) -> Cell:
    """Return a cell with one box to tick; ``name`` is that of its field on the screen."""
    return ticked(job, f"{name}-done", job.speech.texts(said))


def noted(job: Job, name: str, text: str) -> Cell:
    """Return a cell with one box to tick, and a line in its text that is written on."""
    told = job.texts(text)
    place = job.blank(f"{name}-noted", tuple(each.rstrip("_ ：:") for each in told))
    return replace(ticked(job, f"{name}-done", told), blanks=(place,) if place else ())


def _use_by(job: Job, batch: MediumBatch) -> tuple[Cell, ...]:
    planned = (
        Piece((job.speech.date(batch.use_by),), FIGURE, True, FIGURE),
        Piece(job.speech.texts(batch.shelf_life), CAPTION),
    )
    dark = any(line.protect_from_light for line in batch.recipe)
    store = N_("Stored in the dark, at (°C)") if dark else N_("Stored at (°C)")
    other, stored = job.texts(N_("Use by, if it was made on another day")), job.texts(store)
    return (
        Cell(planned, caption=job.texts(N_("Use by"))),
        Cell(caption=other, room=8.0, blank=job.blank("finish.use-by", other)),
        Cell(caption=stored, room=8.0, blank=job.blank("finish.stored", stored)),
    )
