"""A medium of the run for any volume: the recipe as it is typed, to be read or copied."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QVBoxLayout, QWidget

from mscplanner.domain.grammar import VOLUME, Misreading, read_quantity
from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.domain.quantity import Quantity, format_quantity, legible
from mscplanner.gui.form_section import VolumeField, visible
from mscplanner.gui.labels import guard_wheel, set_role, text_label
from mscplanner.gui.recipe_rows import RecipeCell, RecipeRow
from mscplanner.gui.recipe_table import RecipeTable
from mscplanner.gui.run_document import RunDocument
from mscplanner.planning.recipes import dilution_text
from mscplanner.planning.volume_recipe import (
    Extent,
    VolumeRecipe,
    extents_of,
    line_cells,
    planned_recipe,
    recipe_text,
    volume_recipe,
)

_EXTENTS: dict[Extent, str] = {
    "kept": N_("{batch}, without what is added fresh"),
    "completion": N_("{batch}, completed for one day"),
    "whole": N_("{batch}, everything at once"),
}

_BESIDE = 60
"""Margins of the dialog and of its window, in pixels."""


class VolumeDialog(QDialog):
    """Nothing that is typed here changes the run; it follows the run while it is open."""

    def __init__(self, parent: QWidget, document: RunDocument, batch_id: str, extent: Extent) -> None:
        super().__init__(parent)
        self._document, self._wording = document, document.wording
        self._made: VolumeRecipe | None = None
        self.setObjectName("volume_dialog")
        self.setWindowTitle(self._wording.text(N_("Recipe for Another Volume")))
        column = QVBoxLayout(self)
        column.setSpacing(8)
        form = QFormLayout()
        self.medium, self.volume = QComboBox(), VolumeField()
        guard_wheel(self.medium)
        self.medium.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for text, field in ((N_("Medium"), self.medium), (N_("How much?"), self.volume)):
            label = text_label(self._wording.text(text), wrap=False)
            label.setBuddy(field)
            field.setAccessibleName(self._wording.text(text))
            form.addRow(label, field)
        self._read_back = text_label(role="small")
        form.addRow("", self._read_back)
        column.addLayout(form)
        self._dilutions = text_label(selectable=True)
        self.table = RecipeTable(self._wording)
        column.addWidget(self._dilutions)
        column.addWidget(self.table)
        column.addStretch(1)
        self._buttons = QDialogButtonBox()
        roles = QDialogButtonBox.ButtonRole
        self.copy = self._buttons.addButton(self._wording.text(N_("Copy as Text")), roles.ActionRole)
        self.copy.clicked.connect(lambda _checked: self._copy())
        closing = self._buttons.addButton(self._wording.text(N_("Close")), roles.RejectRole)
        self._buttons.rejected.connect(self.reject)
        for each in (self.copy, closing):
            each.setAutoDefault(False)
        column.addWidget(self._buttons)
        self._fill_media(batch_id, extent)
        self.medium.currentIndexChanged.connect(lambda _at: self._medium_changed())
        self.volume.textChanged.connect(lambda _text: self._renew())
        document.changed.connect(self._renew)
        self._medium_changed()
        self.volume.setFocus()

    def _fill_media(self, batch_id: str, extent: Extent) -> None:
        plan = self._document.plan
        for batch in plan.media:
            extents = extents_of(plan, batch.id)
            for each in extents:
                text = self._wording.text(_EXTENTS[each], batch=batch.id) if len(extents) > 1 else batch.id
                self.medium.addItem(text, (batch.id, each))
        found = [self.medium.itemData(at) for at in range(self.medium.count())]
        wanted = (batch_id, extent) if (batch_id, extent) in found else (batch_id, "whole")
        self.medium.setCurrentIndex(found.index(wanted) if wanted in found else 0)

    @property
    def _chosen(self) -> tuple[str, Extent]:
        chosen: tuple[str, Extent] = self.medium.currentData() or ("", "whole")
        return chosen

    def _medium_changed(self) -> None:
        planned = planned_recipe(self._document.plan, *self._chosen)
        self.volume.setPlaceholderText(format_quantity(legible(planned.wanted)) if planned else "")
        self._renew()

    def _renew(self) -> None:
        typed, plan = visible(self.volume.text()), self._document.plan
        reading = read_quantity(typed, VOLUME) if typed else None
        set_role(self._read_back, "error" if isinstance(reading, Misreading) else "small")
        if isinstance(reading, Misreading):
            # The recipe that is shown is that of the last volume that could be read.
            self._read_back.setText(reading.message.written(self._wording.language))
            self.copy.setEnabled(False)
            return
        batch_id, extent = self._chosen
        if reading:
            self._made = volume_recipe(plan, batch_id, extent, reading)
        else:
            self._made = planned_recipe(plan, batch_id, extent)
        self._show(self._made, reading)

    def _show(self, made: VolumeRecipe | None, typed: Quantity | None) -> None:
        language = self._wording.language
        self.copy.setEnabled(made is not None)
        self._read_back.setText(_told(made, typed).written(language) if made else "—")
        self._dilutions.setText(
            "\n".join(dilution_text(each).written(language) for each in made.intermediates) if made else ""
        )
        self._dilutions.setVisible(bool(made and made.intermediates))
        self.table.show_rows(self._rows(made) if made else ())
        self.table.setAccessibleName(self._wording.text(N_("Recipe of {batch}"), batch=self.medium.currentText()))
        room = self.screen().availableGeometry().width() - _BESIDE
        self.table.setMinimumWidth(min(max(self.table.comfortable_width(), self.table.minimumWidth()), room))

    def _rows(self, made: VolumeRecipe) -> tuple[RecipeRow, ...]:
        rows = [
            tuple(RecipeCell(text) for text in line_cells(line, self._wording.language)) for line in made.recipe.lines
        ]
        total = format_quantity(made.recipe.total) if made.complete else self._wording.text(N_("not known"))
        texts = (self._wording.text(N_("Total")), "", "", total, "", "")
        return (*rows, tuple(RecipeCell(text) for text in texts))

    def _copy(self) -> None:
        if self._made:
            run = self._document.run
            title = f"{run.number} · {self.medium.currentText()} · {format_quantity(legible(self._made.wanted))}"
            QGuiApplication.clipboard().setText(recipe_text(self._made, title, self._wording.language))


def _told(made: VolumeRecipe, typed: Quantity | None) -> Message:
    if not made.complete:
        return message(N_("A volume is not known: see the findings."))
    if typed is None:
        return message(
            N_("= {wanted}, as planned · makes {total}"), wanted=legible(made.wanted), total=made.recipe.total
        )
    return message(N_("= {wanted} · makes {total}"), wanted=legible(made.wanted), total=made.recipe.total)
