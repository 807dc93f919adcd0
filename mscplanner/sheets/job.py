"""What one printing knows while its pages are laid out and drawn."""

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from mscplanner.domain.finding import count_of
from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.domain.protocol import Protocol, Stage
from mscplanner.domain.sheet_mark import SheetMark
from mscplanner.planning.hand_overs import HandOver, hand_overs
from mscplanner.planning.plan import Plan
from mscplanner.planning.readout_sheets import ReadoutSheet, readout_sheets
from mscplanner.planning.replanning import replaced_revision
from mscplanner.sheets.blocks import Block, Section
from mscplanner.sheets.form import Blank
from mscplanner.sheets.paper import PAPERS, Paper
from mscplanner.sheets.printing import Printing
from mscplanner.sheets.speech import Said, Speech


def document_code(plan: Plan) -> str:
    """Return the code of the plan's content: the first eight digits of its SHA-256, ``7f3a-91c2``.

    Sheets that came back filled in are no part of it: nothing is planned from them. Hand-overs are,
    as they are printed; a run without any has the code that it had before they could be asked for.
    """
    left_out: dict[str, Any] = {"closed": True}
    if not plan.run.hand_overs:
        left_out["hand_overs"] = True
    # Which changed sheets were done already is not printed.
    left_out["revisions"] = {"__all__": {"done"}}
    return code_of(plan.model_dump_json(exclude={"run": left_out}))


def code_of(content: str) -> str:
    """Return the first eight digits of the SHA-256 of what a document is made from."""
    digest = hashlib.sha256(content.encode()).hexdigest()
    return f"{digest[:4]}-{digest[4:8]}"


def protocol_version(protocol: Protocol) -> str:
    """Return the first eight digits of the SHA-256 of a protocol, as the library's history shows them: ``91c2a07f``."""
    return hashlib.sha256(protocol.model_dump_json(exclude_none=True).encode()).hexdigest()[:8]


@dataclass(frozen=True)
class Identity:
    """What the frame of every page says of its document.

    Attributes:
        name: What stands large at the upper left: the run number.
        operator: Who prepares it, or "".
        about: What it is printed from, below the header.
        errors: How many findings of severity error stand.
    """

    name: str
    operator: str
    about: tuple[Said, ...]
    errors: int = 0


class Printed(ABC):
    """A document that is being printed.

    Attributes:
        code: Of its content, see ``code_of``.
    """

    printing: Printing
    code: str

    @property
    @abstractmethod
    def identity(self) -> Identity:
        """What the frame says of it."""

    def replaced(self, part: str) -> tuple[Said, ...]:
        """Return what stands bold in the header of a part that is printed anew: the revision that it replaces."""
        return ()

    def mark(self, part: str) -> SheetMark | None:
        """Return what the square code on a part says; None where the document belongs to no run."""
        return None

    @cached_property
    def paper(self) -> Paper:
        """The paper that is printed on."""
        paper = PAPERS[self.printing.paper]
        return paper.large() if self.printing.large else paper

    @cached_property
    def speech(self) -> Speech:
        """The languages that are printed."""
        return Speech(self.printing.languages)

    def texts(self, text: str, /, **figures: "Said | int | tuple[Message, ...]") -> tuple[str, ...]:
        """Return a text of the catalogue, in each language, its figures in place."""
        return self.speech.texts(message(text, **figures)) if figures else _plain(self.speech, text)

    def blank(self, name: str, *told: tuple[str, ...]) -> Blank | None:
        """Return a place to write in, told by texts such as ``texts`` gives; None where only a pen fills the sheet.

        Args:
            name: See ``Blank``.
            told: What it is for: the row, then the column.
        """
        if not self.printing.fillable:
            return None
        count = max(map(len, told))
        lines = (": ".join(each[min(index, len(each) - 1)] for each in told) for index in range(count))
        return Blank(name, " / ".join(lines))


@lru_cache(maxsize=4096)
def _plain(speech: Speech, text: str) -> tuple[str, ...]:
    """Return a text that says the same on every sheet."""
    return speech.texts(message(text))


@dataclass(frozen=True)
class Job(Printed):
    """A plan that is being printed.

    Attributes:
        page_numbers: First page of each part, by its id; empty while pages are counted.
    """

    plan: Plan
    printing: Printing
    code: str
    page_numbers: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def identity(self) -> Identity:
        """What the frame says of the run."""
        run = self.plan.run
        revision = message(N_("plan revision {number}"), number=run.revision)
        version = message(N_("version {number}"), number=protocol_version(run.protocol))
        about = (revision, run.protocol.title, run.protocol.id, version)
        return Identity(run.number, run.operator, about, self.errors)

    def replaced(self, part: str) -> tuple[Said, ...]:
        """Return the revision whose sheet this part replaces; nothing where it is as first printed."""
        number = replaced_revision(self.plan.run, part)
        return () if number is None else (message(N_("replaces revision {number}"), number=number),)

    def mark(self, part: str) -> SheetMark | None:
        """Return what the square code on a part says."""
        run = self.plan.run
        return SheetMark(run=run.number, part=part, revision=run.revision, code=self.code)

    @cached_property
    def readouts(self) -> Mapping[str, ReadoutSheet]:
        """The read-outs that have a sheet of their own, by its id."""
        return {each.id: each for each in readout_sheets(self.plan)}

    @cached_property
    def hand_overs(self) -> Mapping[str, HandOver]:
        """What is handed over, by the id of its page."""
        return {each.id: each for each in hand_overs(self.plan)}

    @cached_property
    def errors(self) -> int:
        """How many findings of severity error stand."""
        return count_of(self.plan.findings, "error")

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
