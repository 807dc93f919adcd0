"""What the checks of a protocol look at: its stages, with every addition worked out once."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from mscplanner.domain.finding import Finding, Place
from mscplanner.domain.lab import Lab
from mscplanner.domain.protocol import Protocol, Stage
from mscplanner.domain.reagent import Reagent
from mscplanner.domain.run import Stock
from mscplanner.planning.parts import Part, parts_of


class Medium(NamedTuple):
    """A stage with the parts of its medium.

    Attributes:
        code: ``S1`` for the first stage.
        basal: None where none is stated or no catalogue knows it.
    """

    code: str
    stage: Stage
    basal: Reagent | None
    parts: tuple[Part, ...]

    @property
    def place(self) -> Place:
        """The place of the stage."""
        return "stages", self.stage.id

    def place_of(self, part: Part) -> Place:
        """Return the place of one of the parts."""
        return "stages", self.stage.id, "additions", part.key


class Subject(NamedTuple):
    """A protocol, the lab that checks it, and the media of its stages in order."""

    protocol: Protocol
    lab: Lab
    media: tuple[Medium, ...]


Check = Callable[[Subject], Iterator[Finding]]


def subject_of(protocol: Protocol, lab: Lab, stocks: Sequence[Stock] = ()) -> Subject:
    """Return what the checks look at; stocks that are not in ``stocks`` have their usual strength."""
    media = tuple(
        Medium(
            code=f"S{at}",
            stage=stage,
            basal=lab.catalogue.reagent(stage.medium.basal) if stage.medium else None,
            parts=parts_of(stage, lab, stocks),
        )
        for at, stage in enumerate(protocol.stages, start=1)
    )
    return Subject(protocol=protocol, lab=lab, media=media)
