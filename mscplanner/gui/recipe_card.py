"""The recipe of one batch, or of what completes it: dilutions made first, the table, and what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.gui.labels import button, set_role, text_label
from mscplanner.gui.recipe_rows import FINAL, STOCK, Mix, recipe_rows
from mscplanner.gui.recipe_table import RecipeTable
from mscplanner.gui.wording import Wording
from mscplanner.planning.line_read_back import Spot, read_dose, read_strength, told_line
from mscplanner.planning.media import ARM_NAMES
from mscplanner.planning.recipes import dilution_text

if TYPE_CHECKING:
    from mscplanner.planning.plan import Intermediate, Plan
    from mscplanner.planning.read_back import ReadBack


class RecipeCard(QWidget):
    """Stock strengths and final concentrations can be typed; what follows is told at each key.

    Signals: ``dose_typed`` stage, key of the addition and text; ``stock_typed`` reagent, day from
    which on the stock is used, and text; ``volume_wanted`` id of the batch and whether what is added
    fresh is meant.
    """

    dose_typed = Signal(str, str, str)
    stock_typed = Signal(str, int, str)
    volume_wanted = Signal(str, bool)

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self._wording = wording
        self._mix: Mix | None = None
        self._plan: Plan | None = None
        self._hinted = True
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(4)
        self._heading = text_label(role="strong")
        self.other_volume = button("link", self._want_volume)
        wording.bind(self.other_volume.setText, N_("Recipe for Another Volume…"))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._heading, 1)
        head.addWidget(self.other_volume, alignment=Qt.AlignmentFlag.AlignBottom)
        self._dilutions = text_label()
        self.table = RecipeTable(wording)
        self.read_back = text_label(role="muted")
        self._origin = text_label(role="small")
        column.addLayout(head)
        for each in (self._dilutions, self.table, self.read_back, self._origin):
            column.addWidget(each)
        self.table.typed.connect(self._take)
        self.table.pointed.connect(self._tell_current)
        self.table.cells.typing.connect(self._tell_typed)
        self.table.cells.ended.connect(self._tell_current)

    @property
    def mix(self) -> Mix | None:
        """What is shown."""
        return self._mix

    def show_mix(self, mix: Mix, plan: Plan, hinted: bool = True) -> None:
        """Show the recipe of ``mix``, which is one of ``plan``.

        ``hinted`` says below the table what can be typed in it, while no cell is chosen.
        """
        self._hinted = hinted and not mix.is_control
        other = self._mix is None or self._mix.id != mix.id
        self._mix, self._plan = mix, plan
        if other:
            self.table.leave()
        language = self._wording.language
        self._heading.setText(_heading(mix).written(language))
        told = _dilutions(mix, plan)
        self._dilutions.setText("\n".join(each.written(language) for each in told))
        self._dilutions.setVisible(bool(told))
        self._origin.setText(" · ".join(each.written(language) for each in _origin(mix)))
        name = self._wording.text(N_("Recipe of {batch}"), batch=mix.id)
        self.table.setAccessibleName(name)
        self.other_volume.setAccessibleName(f"{self.other_volume.text()}: {mix.id}")
        self.table.show_rows(recipe_rows(mix, plan.run, self._wording))
        self._tell_current()

    def focus_dose(self, key: str) -> bool:
        """Put the focus on the final concentration of an addition; return whether it is in this recipe."""
        lines = self._mix.lines if self._mix else ()
        row = next((row for row, line in enumerate(lines) if line.key == key and key), None)
        if row is None:
            return False
        self.table.setCurrentCell(row, FINAL)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _want_volume(self) -> None:
        if self._mix:
            self.volume_wanted.emit(self._mix.batch.id, self._mix.completion is not None)

    def _take(self, row: int, column: int, text: str) -> None:
        if self._mix is None or self._plan is None:
            return
        line = self._mix.lines[row]
        if column == FINAL:
            self.dose_typed.emit(self._mix.batch.stage, line.key, text)
        elif column == STOCK:
            stock = self._mix.stock_of(self._plan.run, line.reagent)
            self.stock_typed.emit(line.reagent, stock.from_day if stock else 0, text)

    def _tell_typed(self, row: int, column: int, text: str) -> None:
        if self._mix is None or self._plan is None or not 0 <= row < len(self._mix.lines):
            return
        run, line = self._plan.run, self._mix.lines[row]
        spot = Spot(self._mix.id, line.key)
        if not text.strip():
            self._tell("", "muted")
        elif column == FINAL:
            self._tell_back(read_dose(run, self._mix.batch.stage, spot, text))
        else:
            stock = self._mix.stock_of(run, line.reagent)
            self._tell_back(read_strength(run, line.reagent, stock.from_day if stock else 0, spot, text))

    def _tell_back(self, back: ReadBack) -> None:
        if back.problem:
            self._tell(back.problem.message.written(self._wording.language), "error")
        elif back.text:
            self._tell(back.text.written(self._wording.language), "muted")

    def _tell_current(self) -> None:
        """Tell what the current cell comes to; without one, what can be typed here."""
        row, column = self.table.currentRow(), self.table.currentColumn()
        lines = self._mix.lines if self._mix else ()
        item = self.table.item(row, column)
        if self.table.state() == RecipeTable.State.EditingState:
            return
        if self._plan and item and item.flags() & Qt.ItemFlag.ItemIsEditable and 0 <= row < len(lines):
            typed = item.data(Qt.ItemDataRole.UserRole)
            if typed:
                self._tell_typed(row, column, typed)
            elif self._mix:
                self._tell(told_line(lines[row], self._mix.volume, self._plan.run).written(self._wording.language))
        else:
            hint = N_("Type a stock or a final concentration: what follows is told here.")
            self._tell(self._wording.text(hint) if self._hinted else "")

    def _tell(self, text: str, role: str = "muted") -> None:
        set_role(self.read_back, role)
        self.read_back.setText(text)


def _heading(mix: Mix) -> Message:
    batch, done = mix.batch, mix.completion
    if done:
        taken = done.recipe[0].add
        return message(
            N_("{id}: {taken} of {batch}, completed on {day}"),
            id=done.id,
            taken=taken or "—",
            batch=batch.id,
            day=f"D{done.day}",
        )
    figures: dict[str, Message | str] = {"batch": batch.id, "arms": _arms(batch.arms)}
    if batch.without:
        names = tuple(message("{name}", name=each) for each in batch.without)
        return message(N_("{batch}, without {names}, which is given once"), **figures, names=names)
    if mix.is_control:
        return message(N_("{batch}, for: {arms}"), **figures)
    if batch.completions:
        return message(N_("{batch}, without what is added fresh"), **figures)
    return message("{batch}", **figures)


def _arms(arms: tuple[str, ...]) -> Message:
    names = tuple(message(name) for arm, name in ARM_NAMES.items() if arm in arms)
    return message("{names}", names=names)


def _origin(mix: Mix) -> tuple[Message, ...]:
    """Return where the volume comes from, how long it keeps and why."""
    if mix.completion:
        used = message(N_("used at once"))
        return (message(N_("the wells take {needed}"), needed=mix.completion.needed), used)
    batch = mix.batch
    until = message(N_("use by {date} (D{day})"), date=batch.use_by, day=batch.use_by_day)
    return (batch.origin, batch.shelf_life, until)


def _dilutions(mix: Mix, plan: Plan) -> tuple[Message, ...]:
    """Return the dilutions of a recipe in the order they are made, and those that were made before."""
    own = {each.code for each in mix.intermediates}
    told = [_made_first(each) for each in mix.intermediates]
    every = {each.code: each for batch in plan.media for each in batch.dilutions}
    for line in mix.lines:
        if line.intermediate in every and line.intermediate not in own:
            told.append(_made_before(every[line.intermediate]))
    return tuple(told)


def _made_first(made: Intermediate) -> Message:
    if not made.used_for:
        return dilution_text(made)
    used = tuple(message("{id}", id=each) for each in made.used_for)
    return message(
        N_("{dilution} · for {used} · use by D{day}"), dilution=dilution_text(made), used=used, day=made.use_by_day
    )


def _made_before(made: Intermediate) -> Message:
    return message(
        N_("{code} was made on D{day}: {name}, {strength} · use by D{last}"),
        code=made.code,
        day=made.made_on_day,
        name=made.label,
        strength=made.strength,
        last=made.use_by_day,
    )
