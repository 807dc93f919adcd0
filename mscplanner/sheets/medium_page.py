"""The page on which one batch of medium is made and recorded."""

from collections.abc import Sequence

from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.domain.protocol import Knowledge
from mscplanner.domain.quantity import Quantity, format_quantity, rounded, total
from mscplanner.planning.plan import Intermediate, MediumBatch, RecipeLine
from mscplanner.sheets.blocks import (
    BODY,
    CAPTION,
    DOSE,
    EMPTY,
    FIGURE,
    SMALL,
    SMALLEST_DOSE,
    TICK_CELL,
    Block,
    Cell,
    Piece,
    Section,
    paragraph,
    row,
    text_cell,
)
from mscplanner.sheets.frame import sign_off
from mscplanner.sheets.job import Job, Sheet
from mscplanner.sheets.sections import deviations, heads, title_bars
from mscplanner.sheets.speech import NOTHING, write_volume

KNOWLEDGE_NAMES: dict[Knowledge, str] = {
    "S": N_("printed in the review"),
    "A": N_("in the original's abstract"),
    "F": N_("in the original's figures"),
    "R": N_("from a secondary source"),
    "I": N_("inferred"),
    "K": N_("recalled, not checked"),
    "N": N_("looked for, not found"),
}
_RECIPE_COLUMNS = (8.0, 10.0, 32.0, 25.5, 23.0, 31.5, 34.5, 13.5)
_INTERMEDIATE_COLUMNS = (12.0, 10.0, 40.0, 28.0, 36.0, 38.0, 14.0)


def medium_page(job: Job, batch: MediumBatch) -> Sheet:
    """Return the preparation page of ``batch``."""
    makers = [_intermediates, _recipe, _finish] if batch.intermediates else [_recipe, _finish]
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
    stage = job.stage(batch.stage)
    printed = [stage.medium.printed] if stage and stage.medium and stage.medium.printed else []
    printed += [addition.printed for addition in stage.additions if addition.printed] if stage else []
    if not printed:
        return job.texts(N_("The source's own wording is not recorded."))
    return job.texts(N_("as printed: {text}"), text="; ".join(printed))


def _known(job: Job, batch: MediumBatch) -> tuple[str, ...]:
    stage = job.stage(batch.stage)
    if not stage or not stage.sources:
        return job.texts(N_("Source: not stated"))
    sources = ", ".join(stage.sources)
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


def _intermediates(job: Job, letter: str, batch: MediumBatch) -> Section:
    first, again = title_bars(job, letter, N_("Intermediate dilutions, made first"))
    widths = job.paper.columns(_INTERMEDIATE_COLUMNS, 2)
    captions = (N_("Code"), N_("Done"), N_("Reagent"), N_("TAKE"), N_("Into"), N_("Gives"), N_("Initials"))
    rows = tuple(
        row(job.paper.left, widths, _intermediate_cells(job, batch, each), 13.0, 14.0) for each in batch.intermediates
    )
    return Section(rows, first, again, heads(job, widths, captions), together=True)


def _intermediate_cells(job: Job, batch: MediumBatch, each: Intermediate) -> tuple[Cell, ...]:
    diluent = (
        Piece((write_volume(each.diluent_volume),), FIGURE, True, FIGURE),
        Piece(job.speech.texts(each.diluent), 10.0),
    )
    gives = (Piece((format_quantity(each.strength),), BODY), Piece(job.texts(N_("mix, use today")), SMALL))
    return (
        text_cell((each.code,), FIGURE, True, 10.0),
        TICK_CELL,
        text_cell(job.speech.texts(each.label)),
        text_cell((write_volume(each.take),), DOSE, True, SMALLEST_DOSE),
        Cell(diluent),
        Cell(gives),
        EMPTY,
    )


def _recipe(job: Job, letter: str, batch: MediumBatch) -> Section:
    note = job.texts(N_("in this order"))
    first, again = title_bars(job, letter, N_("Recipe"), note)
    widths = job.paper.columns(_RECIPE_COLUMNS, 6)
    captions = (
        "#",
        N_("Done"),
        N_("Reagent"),
        N_("Stock"),
        N_("Final"),
        N_("ADD"),
        N_("Lot / expiry"),
        N_("Initials"),
    )
    rows = [
        row(job.paper.left, widths, _recipe_cells(job, number, line), 15.0, 16.0)
        for number, line in enumerate(batch.recipe, start=1)
    ]
    rows.append(_total(job, batch))
    return Section(
        tuple(rows), first, again, heads(job, widths, captions), carried=lambda done: _carried(job, batch, done)
    )


def _recipe_cells(job: Job, number: int, line: RecipeLine) -> tuple[Cell, ...]:
    lot = Cell(lines=(job.texts(N_("Lot")), job.texts(N_("Expiry"))))
    return (
        text_cell((str(number),), bold=True, centred=True),
        TICK_CELL,
        Cell(_reagent(job, line)),
        Cell(_stock(job, line)),
        Cell(_final(job, line)),
        _dose(job, line),
        lot,
        EMPTY,
    )


def _reagent(job: Job, line: RecipeLine) -> tuple[Piece, ...]:
    pieces = [Piece(job.speech.texts(line.label), BODY, smallest=CAPTION)]
    if line.solvent:
        pieces.append(Piece(job.texts(N_("stock in {solvent}"), solvent=line.solvent), SMALL))
    if line.intermediate:
        pieces.append(Piece(job.texts(N_("from {code}"), code=line.intermediate), CAPTION, True))
    if line.protect_from_light:
        pieces.append(Piece(job.texts(N_("keep dark")), CAPTION, True))
    if line.add_fresh:
        pieces.append(Piece(job.texts(N_("add fresh")), CAPTION, True))
    return tuple(pieces)


def _stock(job: Job, line: RecipeLine) -> tuple[Piece, ...]:
    if line.basal:
        return (Piece(job.texts(N_("basal medium")), CAPTION),)
    if line.stock is None:
        return (Piece(job.texts(N_("not stated")), BODY),)
    pieces = [Piece((format_quantity(line.stock),), BODY)]
    if line.assumed:
        pieces.append(Piece(job.texts(N_("(assumed: check the tube)")), SMALL))
    return tuple(pieces)


def _final(job: Job, line: RecipeLine) -> tuple[Piece, ...]:
    if line.basal:
        return (Piece((NOTHING,), BODY),)
    if line.final is None:
        return (Piece(job.texts(N_("not stated")), BODY),)
    pieces = [Piece((format_quantity(line.final),), BODY)]
    gives = _differing(line.final, line.achieved)
    if gives:
        pieces.append(Piece(job.texts(N_("gives {strength}"), strength=gives), SMALL))
    return tuple(pieces)


def _differing(final: Quantity, achieved: Quantity | None) -> Quantity | None:
    """Return ``achieved`` with three digits if that is not what was wanted."""
    if achieved is None or achieved.kind != final.kind:
        return None
    reached = rounded(achieved.to(final.unit))
    return None if reached.same(rounded(final)) else reached


def _dose(job: Job, line: RecipeLine) -> Cell:
    if line.add is None:
        return (
            text_cell(job.texts(N_("not stated")), BODY, True)
            if line.final is None
            else text_cell((NOTHING,), DOSE, True)
        )
    pieces = [Piece((write_volume(line.add),), DOSE, True, SMALLEST_DOSE)]
    if line.add.kind == "mass":
        pieces.append(Piece(job.texts(N_("weighed:")), SMALL))
    return Cell(tuple(pieces))


def _total(job: Job, batch: MediumBatch) -> Block:
    left, width = job.paper.left, job.paper.text_width
    widths = (51.0, 77.0, width - 128.0)
    name = Piece(job.texts(N_("Total")), BODY, True)
    if not batch.complete:
        name = Piece(job.texts(N_("Wanted; a volume is not known")), BODY, True)
    volumes = Cell((name, Piece((write_volume(batch.volume),), FIGURE, True, FIGURE)))
    cells = (
        volumes,
        text_cell(job.speech.texts(batch.origin), CAPTION),
        Cell(caption=job.texts(N_("Second person: volumes and sum checked"))),
    )
    return row(left, widths, cells, 12.0, 14.0)


def _carried(job: Job, batch: MediumBatch, done: int) -> Block:
    lines = batch.recipe[:done]
    known = total(line.add for line in lines if line.add is not None and line.add.kind == "volume")
    text = N_("Subtotal carried, lines 1 to {count}: {volume}")
    if any(line.add is None for line in lines):
        text = N_("Subtotal carried, lines 1 to {count}, known volumes only: {volume}")
    cell = text_cell(job.texts(text, count=len(lines), volume=write_volume(known)), BODY, True)
    return row(job.paper.left, (job.paper.text_width,), (cell,), 7.0, 8.0)


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
