"""Every change that the editor makes of its protocol, by name; typing in one field is one step."""

from collections.abc import Callable, Sequence

from mscplanner.domain.language import N_
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.message import Figure, Message, message
from mscplanner.domain.protocol import Addition, Protocol
from mscplanner.gui.document import Spot
from mscplanner.gui.protocol_document import ProtocolDocument
from mscplanner.planning import protocol_edits as edits

Change = Callable[[Protocol], Protocol]

_NAMES = {
    "final": N_("Change final concentration of {name}"),
    "reagent": N_("Change reagent {name}"),
    "once": N_("Change when {name} is given"),
    "duration": N_("Change duration of {name}"),
    "change": N_("Change medium change of {name}"),
    "basal": N_("Change basal medium of {name}"),
    "procedure": N_("Change procedure of {name}"),
    "longest_gap": N_("Change longest gap of {name}"),
    "move": N_("Change how far a change of {name} may move"),
    "gate": N_("Change what is seen before going on from {name}"),
    "title": N_("Rename {name}"),
    "cell_source": N_("Change cell source"),
    "confluence": N_("Change confluence at D0"),
    "seeding_density": N_("Change seeding density"),
    "passage": N_("Change passage"),
    "detail": N_("Change how {name} is done"),
    "glucose": N_("Change the glucose of {name}"),
}


class ProtocolSteps:
    """Hands the next protocol in, with the name of the step and the place it was made at."""

    def __init__(self, document: ProtocolDocument) -> None:
        self.document = document
        self.takes_back = False
        self._number = 0
        self._base = self._last = document.protocol

    # Typing

    def begin(self) -> None:
        """Begin to type in a field: what follows is one step until ``begin`` is called again."""
        self._number += 1
        self._base = self._last = self.document.protocol

    def type(self, spot: Spot, text: str) -> None:
        """Set the field at ``spot``; everything typed since ``begin`` counts as one text.

        A half-typed name must not cost what belongs to the whole one: each text is set in the
        protocol that the field was entered with.
        """
        protocol = self.document.protocol
        if protocol is not self._last:
            self.begin()
        base = self._base
        if base.id != protocol.id:
            own = {"id": protocol.id, "title": protocol.title, "derived_from": protocol.derived_from}
            base = base.model_copy(update=own)
        field = f"{spot.stage} {spot.row} {spot.field} {self._number}"
        self.document.change(self._name(base, spot), self._typed(base, spot, text), field, spot)
        self._last = self.document.protocol

    def take_back(self) -> None:
        """Take back what was handed in since ``begin``."""
        if self.document.protocol is self._last and self._last is not self._base:
            self.takes_back = True
            self.document.undo_stack.undo()
            self.takes_back = False
        self.begin()

    def _typed(self, protocol: Protocol, spot: Spot, text: str) -> Protocol:
        stage, row, field = spot
        if field in ("reagent", "basal"):
            text = self.stored_name(text)
        if stage >= 0 and row >= 0:
            return edits.set_addition(protocol, stage, row, field, text, self.document.lab)
        if stage >= 0:
            return edits.set_stage(protocol, stage, field, text)
        if field == "title":
            return edits.set_title(protocol, text)
        if field == "cell_source":
            return edits.set_cell_source(protocol, text)
        if 0 <= row < len(protocol.readouts):
            return edits.set_readout(protocol, row, field, text)
        return edits.set_start(protocol, field, text)

    def stored_name(self, text: str) -> str:
        """Return the catalogue id for a name that the window itself shows: it holds in every language."""
        found = self.document.lab.catalogue.find(text)
        if found is None or found.misnomer:
            return text
        label = found.reagent.label
        return found.reagent.id if text.strip() in (label.plain, label.en, label.zh) else text

    def _name(self, protocol: Protocol, spot: Spot) -> Message:
        if spot.stage < 0 and spot.field == "title":
            return message(N_("Rename the protocol"))
        return message(_NAMES[spot.field], name=self._called(protocol, spot))

    def _called(self, protocol: Protocol, spot: Spot) -> Figure:
        if spot.stage < 0:
            return protocol.readouts[spot.row].name if 0 <= spot.row < len(protocol.readouts) else protocol.title
        stage = protocol.stages[spot.stage]
        if not 0 <= spot.row < len(stage.additions):
            return stage.title
        return self._reagent(stage.additions[spot.row].reagent)

    def _reagent(self, typed: str) -> LocalText:
        known = self.document.lab.catalogue.reagent(typed)
        return known.label if known else LocalText(plain=edits.typed_text(typed, edits.LONGEST_NAME) or "—")

    # Stages

    def add_stage(self, at: int) -> None:
        """Put an empty stage in before stage ``at``."""
        protocol = self.document.protocol
        title = edits.new_stage(protocol).title
        self._change(N_("Add {name}"), title, edits.add_stage(protocol, at), Spot(at, -1, "title"))

    def duplicate_stage(self, at: int) -> None:
        """Put a copy of stage ``at`` behind it."""
        changed = edits.duplicate_stage(self.document.protocol, at)
        self._change(N_("Duplicate {name}"), self._title(at), changed, Spot(at + 1, -1, "title"))

    def remove_stage(self, at: int) -> None:
        """Remove stage ``at``."""
        changed = edits.remove_stage(self.document.protocol, at)
        self._change(N_("Remove {name}"), self._title(at), changed, Spot(at))

    def move_stage(self, at: int, to: int) -> None:
        """Put stage ``at`` at position ``to``."""
        changed = edits.move_stage(self.document.protocol, at, to)
        self._change(N_("Move {name}"), self._title(at), changed, Spot(to))

    def _title(self, at: int) -> LocalText:
        return self.document.protocol.stages[at].title

    # Additions

    def add_addition(self, at: int, row: int, reagent: str) -> None:
        """Put an addition of ``reagent`` in before ``row`` of stage ``at``."""
        changed = edits.add_addition(self.document.protocol, at, row, self.stored_name(reagent))
        self._change(N_("Add {name}"), self._reagent(reagent), changed, Spot(at, row, "reagent"))

    def duplicate_addition(self, at: int, row: int) -> None:
        """Put a copy of an addition behind it."""
        changed = edits.duplicate_addition(self.document.protocol, at, row)
        self._change(N_("Duplicate {name}"), self._addition(at, row), changed, Spot(at, row + 1, "final"))

    def remove_additions(self, at: int, rows: Sequence[int]) -> None:
        """Remove additions of stage ``at``, as one step."""
        changed = self.document.protocol
        for row in sorted(rows, reverse=True):
            changed = edits.remove_addition(changed, at, row)
        if len(rows) == 1:
            self._change(N_("Remove {name}"), self._addition(at, rows[0]), changed, Spot(at, rows[0], "final"))
        elif rows:
            self._change(N_("Remove {name} additions"), len(rows), changed, Spot(at, min(rows), "final"))

    def clear_finals(self, at: int, rows: Sequence[int]) -> None:
        """Take the final concentration of additions away, as one step."""
        changed = self.document.protocol
        for row in rows:
            changed = edits.set_addition(changed, at, row, "final", "", self.document.lab)
        if rows:
            spot = Spot(at, rows[0], "final")
            self._change(_NAMES["final"], self._addition(at, rows[0]), changed, spot)

    def move_addition(self, at: int, row: int, to: int) -> None:
        """Put an addition at position ``to`` of its stage."""
        changed = edits.move_addition(self.document.protocol, at, row, to)
        self._change(N_("Move {name}"), self._addition(at, row), changed, Spot(at, to, "reagent"))

    def paste(self, at: int, row: int, changed: Protocol, count: int) -> None:
        """Make ``changed``, into which ``count`` cells were pasted from ``row`` on, the protocol."""
        self._change(N_("Paste {name} cells"), count, changed, Spot(at, row, "reagent"))

    def _addition(self, at: int, row: int) -> LocalText:
        return self._reagent(self.document.protocol.stages[at].additions[row].reagent)

    # Everything else

    def reset(self, spot: Spot, was: str) -> None:
        """Bring back what the field at ``spot`` is in the parent, which the mark tells as ``was``."""
        protocol, origin = self.document.protocol, self.document.origin
        if origin is None:
            return
        stage = origin.stage(protocol.stages[spot.stage].id) if spot.stage >= 0 else None
        changed = protocol if spot.field == "tasks" else self._typed(protocol, spot, was)
        if spot.stage < 0 and spot.field == "cell_source":
            changed = changed.model_copy(update={"cell_source": origin.cell_source})
        elif stage and spot.row < 0:
            # The parent's own value: all its languages, and what its source prints.
            field = "medium" if spot.field == "basal" else spot.field
            changed = _with_stage(changed, spot.stage, {field: getattr(stage, field)})
        elif stage and spot.field == "reagent":
            given = next((each for each in stage.additions if each.reagent == was), None)
            changed = _with_reading(changed, spot, given)
        name = message(N_("Reset {name}"), name=self._called(protocol, spot))
        self.change(name, changed, spot)

    def change(self, name: Message, changed: Protocol, spot: Spot) -> None:
        """Make ``changed`` the protocol, as one step of its own."""
        self.begin()
        self.document.change(name, changed, "", spot)

    def _change(self, text: str, name: Figure, changed: Protocol, spot: Spot) -> None:
        self.change(message(text, name=name), changed, spot)


def _with_stage(protocol: Protocol, at: int, update: dict[str, object]) -> Protocol:
    stages = list(protocol.stages)
    stages[at] = stages[at].model_copy(update=update)
    return protocol.model_copy(update={"stages": tuple(stages)})


def _with_reading(protocol: Protocol, spot: Spot, given: Addition | None) -> Protocol:
    if given is None:
        return protocol
    additions = list(protocol.stages[spot.stage].additions)
    additions[spot.row] = additions[spot.row].model_copy(update={"reading": given.reading})
    return _with_stage(protocol, spot.stage, {"additions": tuple(additions)})
