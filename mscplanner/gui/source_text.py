"""What the source says of a field: as printed, another reading, references, and what they disagree on."""

from typing import NamedTuple

from mscplanner.domain.language import N_
from mscplanner.domain.protocol import Disagreement, Knowledge, Protocol, Source, Stage
from mscplanner.gui.document import Spot
from mscplanner.gui.wording import Wording
from mscplanner.planning.doses import CONFIDENCES

KNOWN: dict[Knowledge, str] = {
    "S": N_("printed in the review"),
    "A": N_("in the abstract of the original"),
    "F": N_("in a figure of the original"),
    "R": N_("from a secondary source"),
    "I": N_("inferred"),
    "K": N_("recalled, not checked"),
    "N": N_("looked for and not found"),
}
_OF_READOUTS = ("readouts", "detail", "glucose")


class Paragraph(NamedTuple):
    """A heading and the texts under it, as they are read."""

    heading: str
    texts: tuple[str, ...]


class SourceText:
    """Writes what the source says in the language of the window."""

    def __init__(self, protocol: Protocol, wording: Wording) -> None:
        self._protocol, self._wording, self._language = protocol, wording, wording.language

    def of(self, spot: Spot) -> tuple[Paragraph, ...]:
        """Return what the source says of the field at ``spot``."""
        protocol = self._protocol
        if not 0 <= spot.stage < len(protocol.stages):
            found = (*self._readout(spot), self._references(protocol.sources, None))
            return (*found, *self._disagreements(None))
        stage = protocol.stages[spot.stage]
        used = tuple(source for source in protocol.sources if source.id in stage.sources)
        references = self._references(used, stage.known)
        return (self._printed(stage, spot), *self._reading(stage, spot), references, *self._disagreements(stage.id))

    def _printed(self, stage: Stage, spot: Spot) -> Paragraph:
        if 0 <= spot.row < len(stage.additions):
            text = stage.additions[spot.row].printed
        elif spot.field == "duration":
            text = stage.printed_duration
        elif spot.field == "basal":
            text = stage.medium.printed if stage.medium else None
        else:
            parts = [stage.printed_duration, stage.medium.printed if stage.medium else None]
            text = " · ".join(each for each in (*parts, *(each.printed for each in stage.additions)) if each)
            text = text if spot.field in ("title", "") else None
        said = self._text(N_("“{printed}”"), printed=text) if text else self._text(N_("not stated"))
        return Paragraph(self._text(N_("As printed in the source")), (said,))

    def _reading(self, stage: Stage, spot: Spot) -> tuple[Paragraph, ...]:
        reading = stage.additions[spot.row].reading if 0 <= spot.row < len(stage.additions) else None
        if reading is None:
            return ()
        confidence = self._text(CONFIDENCES[reading.confidence])
        said = self._text(N_("{value} ({confidence})"), value=reading.final, confidence=confidence)
        heading = self._text(N_("Another reading, never applied by itself"))
        return (Paragraph(heading, (said, reading.reason.written(self._language))),)

    def _references(self, sources: tuple[Source, ...], known: Knowledge | None) -> Paragraph:
        texts = [self._reference(source) for source in sources]
        if known:
            texts.append(self._known(known))
        return Paragraph(self._text(N_("References")), tuple(texts or [self._text(N_("none"))]))

    def _known(self, known: Knowledge) -> str:
        return self._text(N_("How well it is known: {known}"), known=self._text(KNOWN[known]))

    def _reference(self, source: Source) -> str:
        parts = [f"[{source.id}] {source.citation}"]
        parts += [f"doi:{source.doi}"] if source.doi else []
        parts += [source.note.written(self._language)] if source.note else []
        return " · ".join(parts)

    def _disagreements(self, stage_id: str | None) -> tuple[Paragraph, ...]:
        here = [each for each in self._protocol.disagreements if self._stage_of(each) == stage_id]
        texts = [text for each in here for text in self._both(each)]
        return (Paragraph(self._text(N_("Sources disagree")), tuple(texts)),) if texts else ()

    def _both(self, each: Disagreement) -> tuple[str, str]:
        review, other = each.review.written(self._language), each.original.written(self._language)
        return (
            self._text(N_("Review ({known}): {said}"), known=self._text(KNOWN[each.review_known]), said=review),
            self._text(N_("Other source ({known}): {said}"), known=self._text(KNOWN[each.original_known]), said=other),
        )

    def _stage_of(self, each: Disagreement) -> str | None:
        stage = each.place[1] if each.place[:1] == ("stages",) and len(each.place) > 1 else None
        return stage if stage and self._protocol.stage(stage) else None

    def _readout(self, spot: Spot) -> tuple[Paragraph, ...]:
        if spot.field not in _OF_READOUTS or not 0 <= spot.row < len(self._protocol.readouts):
            return ()
        readout = self._protocol.readouts[spot.row]
        texts = [readout.detail.written(self._language)] if readout.detail else []
        texts += [self._known(readout.known)] if readout.known else []
        said = tuple(texts or [self._text(N_("not stated"))])
        return (Paragraph(readout.name.written(self._language), said),)

    def _text(self, text: str, **figures: str) -> str:
        return self._wording.text(text, **figures)
