"""Labels on sheets, as PDF: each at its place, the used labels of the first sheet skipped."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any, NamedTuple

from mscplanner import __version__
from mscplanner.domain.finding import Finding
from mscplanner.domain.label_sheet import LabelSheet
from mscplanner.domain.language import N_
from mscplanner.domain.message import message
from mscplanner.domain.sheet_mark import SheetMark
from mscplanner.planning.plan import Plan
from mscplanner.planning.tube_labels import TubeLabel
from mscplanner.sheets.characters import missing_characters
from mscplanner.sheets.engine import DOCUMENT_LOCK, new_canvas
from mscplanner.sheets.fonts import REGULAR, load_faces
from mscplanner.sheets.job import document_code
from mscplanner.sheets.label_face import Face, face_of
from mscplanner.sheets.label_printing import LabelPrinting
from mscplanner.sheets.paper import PAPERS
from mscplanner.sheets.pen import MILLIMETRE, THIN, Pen
from mscplanner.sheets.printing import ErrorsStand
from mscplanner.sheets.speech import Speech
from mscplanner.sheets.square_code import SquareCode, square_code

_WITHOUT_PART = "overview"
"""Where the square code of a label leads to that belongs to no sheet."""


class Labelled(NamedTuple):
    """A label, how it is drawn, and its square code."""

    label: TubeLabel
    face: Face
    square: SquareCode | None


def laid_out(plan: Plan, labels: Sequence[TubeLabel], printing: LabelPrinting) -> tuple[Labelled, ...]:
    """Return labels as they are drawn, those without room for their code among them."""
    code = document_code(plan)
    return tuple(_labelled(plan, each, printing, code) for each in labels)


def _labelled(plan: Plan, label: TubeLabel, printing: LabelPrinting, code: str) -> Labelled:
    part = label.part or _WITHOUT_PART
    mark = SheetMark(run=plan.run.number, part=part, revision=plan.run.revision, code=code)
    square = square_code(mark.written)
    face = face_of(label, printing.sheet, printing.languages, printing.draft, square)
    return Labelled(label, face, square if face.square else None)


def label_findings(plan: Plan, labels: Sequence[TubeLabel], printing: LabelPrinting) -> tuple[Finding, ...]:
    """Return what cannot be printed of labels: characters without a picture, and what has no room."""
    with DOCUMENT_LOCK:
        load_faces()
        found = [*missing_characters(_texts(plan, labels), Speech(printing.languages))]
        left_off: dict[str, list[Labelled]] = {}
        for each in laid_out(plan, labels, printing):
            for name in each.face.left_off:
                left_off.setdefault(name if each.face.printed else "", []).append(each)
    found += [_finding(name, each, printing.sheet) for name, each in left_off.items()]
    return tuple(found)


def _texts(plan: Plan, labels: Sequence[TubeLabel]) -> Iterator[tuple[tuple[str, ...], Any]]:
    yield ("run", "number"), plan.run.number
    for label in labels:
        place = ("labels", label.id)
        yield from ((place, said) for said in (label.code, label.contents, *label.lacking, label.storage))


def _finding(name: str, labelled: Sequence[Labelled], sheet: LabelSheet) -> Finding:
    first = message(N_("{code}"), code=labelled[0].label.code)
    size = f"{round(sheet.width_mm, 1):g} × {round(sheet.height_mm, 1):g} mm"
    if not name:
        return Finding(
            code="W-LABEL-CODE",
            severity="warning",
            place=("labels", sheet.id),
            title=message(N_("Labels too small for their code: {count}"), count=len(labelled)),
            reason=message(N_("They are not printed, {first} among them: a label has {size}."), first=first, size=size),
            way_on=message(N_("Choose a sheet with larger labels for them.")),
        )
    return Finding(
        code="W-LABEL-ROOM",
        severity="warning",
        place=("labels", sheet.id),
        title=message(N_("No room for: {what}, labels: {count}"), what=message(name), count=len(labelled)),
        reason=message(N_("{first} is among them: a label has {size}."), first=first, size=size),
        way_on=message(N_("Write it by hand, or choose a sheet with larger labels.")),
    )


def print_labels(plan: Plan, labels: Sequence[TubeLabel], printing: LabelPrinting) -> bytes:
    """Return labels as PDF; the same plan, labels and printing give the same bytes.

    Labels without room for their code are not printed, and take no place (see ``label_findings``).

    Raises:
        ErrorsStand: final labels were asked for while a finding of severity error stands.
    """
    if plan.has_errors and not printing.draft:
        raise ErrorsStand("a finding of severity error stands; only a draft can be printed")
    with DOCUMENT_LOCK:
        load_faces()
        found = [each for each in laid_out(plan, labels, printing) if each.face.printed]
        every = [each for each in found for _ in range(printing.copies)]
        target, paper = BytesIO(), PAPERS[printing.sheet.paper]
        canvas = new_canvas(
            target,
            paper.width * MILLIMETRE,
            paper.height * MILLIMETRE,
            REGULAR,
            "zh-CN" if printing.language == "zh" else "en",
        )
        canvas.setTitle(f"{plan.run.number} " + Speech(printing.languages).line(message(N_("labels"))))
        canvas.setAuthor(plan.run.operator or "mscplanner")
        canvas.setCreator(f"mscplanner {__version__}")
        pen = Pen(canvas, paper)
        number = printing.first
        for each in every:
            if number > printing.sheet.count:
                canvas.showPage()
                number = 1
            _draw(pen, each, printing, number)
            number += 1
        canvas.showPage()
        canvas.save()
        return target.getvalue()


def next_free(printing: LabelPrinting, printed: int) -> int:
    """Return the first label that is free on the last sheet after ``printed`` labels."""
    return (printing.first - 1 + printed) % printing.sheet.count + 1


def _draw(pen: Pen, labelled: Labelled, printing: LabelPrinting, number: int) -> None:
    spot, face = printing.sheet.spot(number), labelled.face
    right, down = printing.moved
    x, y = spot.x_mm + right, spot.y_mm + down
    if printing.draft:
        _strike(pen, printing.sheet, x, y)
    for words in face.words:
        pen.text(x + words.x, y + words.baseline, words.text, words.size, words.bold)
    for line in face.lines:
        pen.line(x + line.x, y + line.y, x + line.to_x, y + line.y, THIN)
    if face.square and labelled.square:
        pen.squares(x + face.square[0], y + face.square[1], labelled.square.module, labelled.square.rows)


def _strike(pen: Pen, sheet: LabelSheet, x: float, y: float) -> None:
    """Draw a line across a label of a draft: also where the word has no room."""
    # Within a round label the line ends where the circle does.
    edge = 0.18 if sheet.shape == "round" else 0.03
    left, top = edge * sheet.width_mm, edge * sheet.height_mm
    pen.line(x + left, y + sheet.height_mm - top, x + sheet.width_mm - left, y + top, THIN)
