"""What one printing knows while its pages are laid out and drawn."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from mscplanner.domain.finding import count_of
from mscplanner.domain.message import Message, message
from mscplanner.domain.protocol import Stage
from mscplanner.planning.plan import Plan
from mscplanner.sheets.blocks import Block, Section
from mscplanner.sheets.paper import PAPERS, Paper
from mscplanner.sheets.printing import Printing
from mscplanner.sheets.speech import Said, Speech


def document_code(plan: Plan) -> str:
    """Return the code of the plan's content: the first eight digits of its SHA-256, ``7f3a-91c2``."""
    digest = hashlib.sha256(plan.model_dump_json().encode()).hexdigest()
    return f"{digest[:4]}-{digest[4:8]}"


@dataclass(frozen=True)
class Job:
    """A plan that is being printed.

    Attributes:
        page_numbers: First page of each part, by its id; empty while pages are counted.
    """

    plan: Plan
    printing: Printing
    code: str
    page_numbers: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def paper(self) -> Paper:
        """The paper that is printed on."""
        return PAPERS[self.printing.paper]

    @cached_property
    def speech(self) -> Speech:
        """The languages that are printed."""
        return Speech(self.printing.languages)

    @cached_property
    def errors(self) -> int:
        """How many findings of severity error stand."""
        return count_of(self.plan.findings, "error")

    def texts(self, text: str, /, **figures: "Said | int | tuple[Message, ...]") -> tuple[str, ...]:
        """Return a text of the catalogue, in each language, its figures in place."""
        return self.speech.texts(message(text, **figures))

    def page_of(self, part: str) -> str:
        """Return the number of the page on which a part starts."""
        return str(self.page_numbers.get(part, "–"))

    def stage(self, stage_id: str) -> Stage | None:
        """Return a stage of the protocol."""
        return self.plan.run.protocol.stage(stage_id)

    def stage_number(self, stage_id: str) -> int:
        """Return which stage of the protocol it is, counted from 1; 0 if it is none of them."""
        ids = [stage.id for stage in self.plan.run.protocol.stages]
        return ids.index(stage_id) + 1 if stage_id in ids else 0

    def stage_code(self, stage_id: str) -> str:
        """Return ``S2`` for the second stage, or the id of what is no stage."""
        number = self.stage_number(stage_id)
        return f"S{number}" if number else stage_id


@dataclass(frozen=True)
class Sheet:
    """One part of the book before it is cut into pages.

    Attributes:
        part: Id of the part, as in ``book.contents``.
        mark: What stands in the middle of the header: ``D2``, ``S2-1``.
        right: What stands right in the header: the date.
        lines: The lines below it, one for each language.
        form: Number of the form.
    """

    part: str
    mark: str
    right: str
    lines: tuple[str, ...]
    form: str
    sections: tuple[Section, ...]
    sign_off: Block
