"""Characters that the sheet font has no picture for, found before anything is printed."""

from collections.abc import Iterable, Iterator

from mscplanner.domain.finding import Finding, Place
from mscplanner.domain.language import N_
from mscplanner.domain.message import message
from mscplanner.planning.plan import Plan
from mscplanner.sheets.differences import listed_differences
from mscplanner.sheets.fonts import missing
from mscplanner.sheets.printing import Printing
from mscplanner.sheets.speech import Said, Speech, shortened

_Placed = tuple[Place, Said | None]


def unprintable(plan: Plan, printing: Printing) -> tuple[Finding, ...]:
    """Return an ``E-FONT`` for each character that cannot be printed, with its place.

    On paper such a character stands as ``[U+1F9EB]``; nothing is left out.
    """
    return missing_characters(_printed(plan), Speech(printing.languages))


def missing_characters(placed: Iterable[tuple[Place, Said | None]], speech: Speech) -> tuple[Finding, ...]:
    """Return an ``E-FONT`` for each character of texts that cannot be printed.

    Args:
        placed: What is printed, each with the place that it comes from.
        speech: The languages that are printed.
    """
    found: dict[tuple[Place, str], Finding] = {}
    for place, said in placed:
        for text in speech.texts(said) if said else ():
            for character in missing(text):
                found.setdefault((place, character), _finding(place, character, text))
    return tuple(found.values())


def _finding(place: Place, character: str, text: str) -> Finding:
    code = f"U+{ord(character):04X}"
    return Finding(
        code="E-FONT",
        severity="error",
        place=place,
        title=message(N_("The sheet font lacks the character {code}"), code=code),
        reason=message(
            N_("It stands in: {text}. On paper it would read [{code}]."), text=shortened(text, 60), code=code
        ),
        way_on=message(N_("Write it another way.")),
    )


def _at(place: Place, *texts: Said | None) -> Iterator[_Placed]:
    yield from ((place, text) for text in texts)


def _printed(plan: Plan) -> Iterator[_Placed]:
    """Yield every text of the plan that a sheet shows, with its place."""
    run = plan.run
    yield from _at(("run", "number"), run.number)
    yield from _at(("run", "operator"), run.operator)
    yield from _at(("run", "vessel"), run.vessel.name)
    yield from _at(("lab", "incubator"), run.lab.settings.incubator)
    yield from _protocol(plan)
    for procedure in run.lab.procedures:
        for number, step in enumerate(procedure.steps, start=1):
            yield from _at(("lab", "procedures", procedure.moment, str(number)), step.text, step.planned)
    for change in run.changes:
        yield from _at(change.edit.place, change.before, change.edit.value, change.reason)
    for accepted in run.accepted:
        yield from _at(accepted.place, accepted.by, accepted.reason)
    for listed in listed_differences(run):
        # Only what the run's protocol says: nobody could write the template another way.
        yield from _at(listed.place, listed.after)
    yield from _media(plan)
    for day in (*plan.preceding, *plan.days):
        yield from _at(("days", day.label), *(task.text for task in day.tasks))
    for finding in plan.findings:
        yield from _at(finding.place, finding.title, finding.reason, *finding.place)


def _protocol(plan: Plan) -> Iterator[_Placed]:
    protocol = plan.run.protocol
    yield from _at(("title",), protocol.title)
    yield from _at(("cell_source",), protocol.cell_source)
    yield from _at(("notes",), *protocol.notes)
    for source in protocol.sources:
        yield from _at(("sources", source.id), source.id, source.citation, source.doi, source.note)
    start = protocol.start
    yield from _at(("start",), start.confluence, start.seeding_density, start.passage)
    for stage in protocol.stages:
        place = ("stages", stage.id)
        yield from _at(place, stage.title, stage.procedure, *stage.sources)
        yield from _at((*place, "medium"), stage.medium.printed if stage.medium else None)
        for each in stage.additions:
            yield from _at((*place, "additions", each.reagent), each.printed)
    for number, readout in enumerate(protocol.readouts):
        yield from _at(("readouts", str(number)), readout.name, readout.detail)


def _media(plan: Plan) -> Iterator[_Placed]:
    for batch in plan.media:
        place = ("stages", batch.stage)
        yield from _at(place, batch.title, batch.shelf_life, batch.origin, *batch.without)
        for line in batch.lines:
            yield from _at((*place, "additions", line.reagent), line.label, line.solvent)
            yield from _at(("stocks", line.reagent), line.lot)
        for each in batch.dilutions:
            yield from _at((*place, "additions", each.reagent), each.label, each.diluent)
    for need in plan.needs:
        yield from _at(("stocks", need.reagent), need.label)
