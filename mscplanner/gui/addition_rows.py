"""The additions of a stage as the table shows them: one row each, with all that is told of it."""

from typing import NamedTuple

from mscplanner.domain.finding import Finding
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.protocol import Addition
from mscplanner.domain.quantity import Quantity, format_quantity
from mscplanner.gui.placed_findings import PlacedFindings
from mscplanner.gui.protocol_document import ProtocolDocument
from mscplanner.planning.parts import parts_of
from mscplanner.planning.read_back import READ_BACK_TOTAL
from mscplanner.planning.recipes import addition_lines

FIELDS = ("reagent", "final", "stock", "add", "once")
EDITABLE = frozenset({"reagent", "final", "once"})


class AdditionRow(NamedTuple):
    """One addition.

    Attributes:
        key: Last word of its place, see ``parts.Part.key``.
        label: The short name, or what was typed where that is not a name of a reagent.
        stock: Strength of the tube, or "".
        assumed: Whether that strength is the catalogue's and not confirmed.
        add: Volume in 10 mL of medium, or "".
        thinned: Strength of the dilution that ``add`` is taken from, or "".
        was: What a field was in the parent, by field; "" for what it did not have.
    """

    key: str
    addition: Addition
    label: LocalText
    stock: str
    assumed: bool
    add: str
    thinned: str
    findings: tuple[Finding, ...]
    was: tuple[tuple[str, str], ...] = ()

    @property
    def is_new(self) -> bool:
        """Whether the parent has no such addition."""
        return ("reagent", "") in self.was


def addition_rows(document: ProtocolDocument, at: int, placed: PlacedFindings) -> tuple[AdditionRow, ...]:
    """Return the rows of stage ``at``."""
    stage = document.protocol.stages[at]
    parts = parts_of(stage, document.lab, document.stocks)
    lines, thinned = addition_lines(stage, parts, READ_BACK_TOTAL, document.lab)
    strengths = {each.code: format_quantity(each.strength) for each in thinned}
    marks: dict[int, dict[str, str]] = {}
    here = [mark for mark in document.marks if mark.stage_at == at]
    # A stage that the parent does not have says so once.
    new_stage = any(mark.field == "id" and not mark.was and mark.addition_at is None for mark in here)
    for mark in here:
        if mark.addition_at is not None and not new_stage:
            marks.setdefault(mark.addition_at, {})[mark.field] = mark.was
    rows = []
    for row, (part, line) in enumerate(zip(parts, lines, strict=True)):
        was = marks.get(row, {})
        rows.append(
            AdditionRow(
                key=part.key,
                addition=part.addition,
                label=LocalText(plain=part.addition.reagent) if part.misnomer else part.label,
                stock=_written(part.stock),
                assumed=part.assumed,
                add=_written(line.add),
                thinned=strengths.get(line.intermediate, ""),
                findings=placed.of_addition(at, part.key),
                was=tuple(was.items()),
            )
        )
    return tuple(rows)


def _written(quantity: Quantity | None) -> str:
    return format_quantity(quantity) if quantity else ""
