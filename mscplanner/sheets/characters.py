"""Characters that the sheet font has no picture for, found before anything is printed."""

from collections.abc import Iterator

from mscplanner.domain.finding import Finding, Place
from mscplanner.domain.language import N_
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.message import message
from mscplanner.planning.plan import Plan
from mscplanner.sheets.fonts import missing
from mscplanner.sheets.printing import Printing
from mscplanner.sheets.speech import Said, Speech, shortened

_Placed = tuple[Place, Said | None]


def unprintable(plan: Plan, printing: Printing) -> tuple[Finding, ...]:
    """Return an ``E-FONT`` for each character that cannot be printed, with its place.

    On paper such a character stands as ``[U+1F9EB]``; nothing is left out.
    """
    speech = Speech(printing.languages)
    found: dict[tuple[Place, str], Finding] = {}
    for place, said in _printed(plan):
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


def _printed(plan: Plan) -> Iterator[_Placed]:
    """Yield every text of the plan that a sheet shows, with its place."""
    run = plan.run
    yield ("run", "number"), run.number
    yield ("run", "operator"), run.operator
    yield ("run", "vessel"), run.vessel.name
    yield ("lab", "incubator"), run.lab.settings.incubator
    yield from _protocol(plan)
    for procedure in run.lab.procedures:
        for number, step in enumerate(procedure.steps, start=1):
            yield ("lab", "procedures", procedure.moment, str(number)), step.text
            yield ("lab", "procedures", procedure.moment, str(number)), step.planned
    for change in run.changes:
        for text in (change.before, change.edit.value, change.reason):
            yield change.edit.place, text
    yield from _media(plan)
    for day in plan.days:
        for task in day.tasks:
            yield ("days", day.label), task.text
    for finding in plan.findings:
        yield finding.place, finding.title
        yield finding.place, finding.reason


def _protocol(plan: Plan) -> Iterator[_Placed]:
    protocol = plan.run.protocol
    texts: tuple[tuple[str, LocalText | None], ...] = (("title", protocol.title), ("cell_source", protocol.cell_source))
    yield from (((name,), text) for name, text in texts)
    yield from ((("notes",), note) for note in protocol.notes)
    for source in protocol.sources:
        yield from ((("sources", source.id), text) for text in (source.id, source.citation, source.doi, source.note))
    start = protocol.start
    yield from ((("start",), text) for text in (start.confluence, start.seeding_density, start.passage))
    for stage in protocol.stages:
        place = ("stages", stage.id)
        yield from ((place, text) for text in (stage.title, stage.procedure, *stage.sources))
        yield (*place, "medium"), stage.medium.printed if stage.medium else None
        yield from (((*place, "additions", each.reagent), each.printed) for each in stage.additions)
    for number, readout in enumerate(protocol.readouts):
        yield from ((("readouts", str(number)), text) for text in (readout.name, readout.detail))


def _media(plan: Plan) -> Iterator[_Placed]:
    for batch in plan.media:
        place = ("stages", batch.stage)
        yield from ((place, text) for text in (batch.title, batch.shelf_life, batch.origin, *batch.without))
        for line in batch.recipe:
            yield from (((*place, "additions", line.reagent), text) for text in (line.label, line.solvent))
        for each in batch.intermediates:
            yield from (((*place, "additions", each.reagent), text) for text in (each.label, each.diluent))
    for need in plan.needs:
        yield ("stocks", need.reagent), need.label
