"""A protocol as it was typed: sources, start conditions, stages and read-outs.

Values stay the text that somebody typed. They are read where they are needed, so that a value
that cannot be used is kept, shown and flagged, and a file that is read and written again is
the same.
"""

from typing import Annotated, Literal

from pydantic import Field

from mscplanner.domain.local_text import LocalText
from mscplanner.domain.value import Identifier, Name, Value, VisibleText

Knowledge = Literal["S", "A", "F", "R", "I", "K", "N"]
"""How well a statement is known: printed in the review (S), in the original's abstract (A) or
figures (F), in a secondary source (R), inferred (I), recalled (K), looked for and not found (N)."""

Typed = Annotated[VisibleText, Field(max_length=400)]


class Source(Value):
    """A publication that a protocol rests on."""

    id: Name
    citation: Typed
    doi: Typed | None = None
    note: LocalText | None = None
    known: Knowledge | None = None


class StartConditions(Value):
    """What must be true on D0, as the source states it."""

    confluence: Typed | None = None
    seeding_density: Typed | None = None
    passage: Typed | None = None


class Reading(Value):
    """Another value that somebody thinks was meant. It is never applied by itself."""

    final: Typed
    confidence: Literal["stated", "secondary", "inferred", "recalled"]
    reason: LocalText


class Addition(Value):
    """A reagent in a stage's medium.

    Attributes:
        reagent: Catalogue id, name or alias, as typed.
        final: Final concentration as typed; None where the source states no amount.
        printed: The text of the source.
        once: Given with the first fill of the stage only.
    """

    reagent: Name
    final: Typed | None = None
    printed: Typed | None = None
    once: bool = False
    reading: Reading | None = None


class StageMedium(Value):
    """The basal medium of a stage and the text of the source."""

    basal: Name
    printed: Typed | None = None


class StageTask(Value):
    """Work of one day within a stage, besides feeding: seeding, a sample, a read-out.

    Attributes:
        day: Days from the start of the stage; below zero before it.
        earlier_days: By how many days it may come earlier.
        later_days: By how many days it may come later.
    """

    name: LocalText
    kind: Literal["seed", "sample", "readout", "harvest", "other"] = "other"
    day: Annotated[int, Field(ge=-30, le=400)] = 0
    earlier_days: Annotated[int, Field(ge=0, le=30)] = 0
    later_days: Annotated[int, Field(ge=0, le=30)] = 0


class Stage(Value):
    """One stage of an induction.

    Attributes:
        duration: ``2 d``, ``24 h``, ``2-3 d`` as typed; None where the source states none.
        change: ``every 2 d`` or ``none`` as typed; None where the source states no interval.
        longest_gap: Longest time between two fills, as typed; None where nothing is said.
        move: By how much a change may come earlier or later, as typed; None allows no move.
        skip: Whether one change may be left out.
        half: Whether a change replaces half of the medium only.
        procedure: What is done at the start of the stage besides feeding.
        gate: What must be seen or measured at its end before the next stage begins.
    """

    id: Identifier
    title: LocalText
    duration: Typed | None = None
    printed_duration: Typed | None = None
    change: Typed | None = None
    longest_gap: Typed | None = None
    move: Typed | None = None
    skip: bool = False
    half: bool = False
    sources: tuple[Name, ...] = ()
    known: Knowledge | None = None
    procedure: LocalText | None = None
    gate: LocalText | None = None
    medium: StageMedium | None = None
    additions: Annotated[tuple[Addition, ...], Field(max_length=200)] = ()
    tasks: Annotated[tuple[StageTask, ...], Field(max_length=100)] = ()


ReadoutKind = Literal["dithizone", "qpcr", "gsis", "elisa", "immunostaining", "morphology", "other"]
"""How a read-out is recorded: each kind has a sheet of its own."""


class Readout(Value):
    """What is looked at or measured, on the last day of a stage or at the end.

    Attributes:
        kind: Which sheet it is recorded on; None lets its name say so.
        at: Id of a stage, or ``end``.
    """

    name: LocalText
    kind: ReadoutKind | None = None
    at: Name
    destructive: bool = False
    detail: LocalText | None = None
    sources: tuple[Name, ...] = ()
    known: Knowledge | None = None


class Disagreement(Value):
    """What the review says beside what its original says. Neither is applied."""

    topic: Literal[
        "length", "cell-source", "species", "dose", "basal-medium", "co-culture", "result", "reagent", "method"
    ]
    place: tuple[Name, ...] = ()
    review: LocalText
    review_known: Knowledge
    original: LocalText
    original_known: Knowledge
    sources: tuple[Name, ...] = ()
    severity: Literal["warning", "note"] = "warning"


class Protocol(Value):
    """A staged induction protocol: a bundled template, or a variant that knows its parent."""

    id: Identifier
    title: LocalText
    cell_source: LocalText | None = None
    derived_from: Identifier | None = None
    notes: Annotated[tuple[LocalText, ...], Field(max_length=100)] = ()
    sources: Annotated[tuple[Source, ...], Field(max_length=100)] = ()
    start: StartConditions = StartConditions()
    stages: Annotated[tuple[Stage, ...], Field(max_length=200)] = ()
    readouts: Annotated[tuple[Readout, ...], Field(max_length=200)] = ()
    disagreements: Annotated[tuple[Disagreement, ...], Field(max_length=200)] = ()

    def stage(self, stage_id: str) -> Stage | None:
        """Return the stage called ``stage_id``, or None."""
        return next((stage for stage in self.stages if stage.id == stage_id), None)
