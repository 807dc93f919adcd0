"""The second section of a run: vessels, volumes, controls, and what is harvested early."""

from decimal import Decimal
from functools import partial

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QSpinBox, QToolTip, QWidget

from mscplanner.domain.language import N_
from mscplanner.domain.message import message
from mscplanner.domain.quantity import format_quantity
from mscplanner.domain.run import MOST_VESSELS, ControlKind
from mscplanner.gui.form_section import FormSection, VolumeField, tell_back, visible
from mscplanner.gui.harvest_table import HarvestTable
from mscplanner.gui.labels import guard_wheel, number_field, plain_tip, set_tip, text_label
from mscplanner.gui.run_document import RunDocument
from mscplanner.gui.stage_length_fields import StageLengthFields
from mscplanner.gui.wording import Wording
from mscplanner.planning.arm_edits import with_control
from mscplanner.planning.line_read_back import read_dead_volume, read_well_volume
from mscplanner.planning.plan import Plan


class VesselSection(FormSection):
    """What is planned for: induced and control vessels, medium in a well, what is made above it."""

    def __init__(self, wording: Wording, document: RunDocument) -> None:
        super().__init__(wording, document, N_("2  Vessels"))
        self.count = self.add_spin(1, MOST_VESSELS, "count", N_("Change the number of vessels"))
        self.add_row(N_("How many"), self.count)
        self.vessel = QComboBox()
        guard_wheel(self.vessel)
        self.vessel.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.vessel.setMinimumContentsLength(10)
        for each in document.run.lab.vessels:
            self.vessel.addItem("", each.id)
        self.vessel.currentIndexChanged.connect(self._vessel_changed)
        self.add_row(N_("Vessel"), self.vessel)
        self._add_controls()
        self._add_volumes()
        self.interval = self.add_spin(1, 60, "change_every_days", N_("Change the medium-change interval"))
        self._interval_note = text_label(role="small")
        self.add_row(N_("Medium change every"), self.interval, self._interval_note)
        self._numbers = (self.count, self.uninduced, self.vehicle, self.overage, self.interval)
        for spin in self._numbers:
            # A digit that is not taken must not leave another number behind without a word.
            spin.lineEdit().inputRejected.connect(partial(self._tell_limits, spin))
        self.lengths = StageLengthFields(wording, document)
        self.column.addWidget(self.lengths)
        self.harvests = HarvestTable(wording, document)
        self.column.addWidget(self.harvests)

    def _add_controls(self) -> None:
        self.uninduced = self._control("uninduced", N_("Change the uninduced control"))
        self.add_row(N_("Uninduced control"), self.uninduced)
        self.vehicle = self._control("vehicle", N_("Change the vehicle control"))
        self.add_row(N_("Vehicle control"), self.vehicle)

    def _control(self, kind: ControlKind, name: str) -> QSpinBox:
        spin = number_field(0, MOST_VESSELS)
        spin.valueChanged.connect(
            lambda count: self.document.change(
                message(name), with_control(self.document.run, kind, count), f"control_{kind}"
            )
        )
        return spin

    def _add_volumes(self) -> None:
        self.well_volume, self._well_note = VolumeField(), text_label(role="small")
        self.well_volume.typed.connect(
            lambda text: self.change(
                N_("Change the medium in a well"), {"well_volume": visible(text) or None}, "well_volume"
            )
        )
        self.well_volume.textChanged.connect(lambda _text: self._tell_volumes())
        self.add_row(N_("Medium in a well"), self.well_volume, self._well_note)
        self.overage = number_field(0, 100)
        self.overage.setSuffix(" %")
        self.overage.valueChanged.connect(
            lambda value: self.change(N_("Change the overage"), {"overage_percent": Decimal(value)}, "overage")
        )
        self.add_row(N_("Overage"), self.overage)
        self.dead_volume, self._dead_note = VolumeField(), text_label(role="small")
        self.dead_volume.typed.connect(
            lambda text: self.change(
                N_("Change the dead volume"), {"dead_volume": visible(text) or None}, "dead_volume"
            )
        )
        self.dead_volume.textChanged.connect(lambda _text: self._tell_volumes())
        self.add_row(N_("Dead volume"), self.dead_volume, self._dead_note)

    def fields(self) -> dict[str, QWidget]:
        return {
            "well_volume": self.well_volume,
            "dead_volume": self.dead_volume,
            "change_every_days": self.interval,
            "change": self.interval,
            "controls": self.vehicle if self.document.run.control("vehicle") else self.uninduced,
            "withdrawals": self.harvests,
            **self.lengths.fields(),
        }

    def _limits(self, spin: QSpinBox) -> str:
        told = N_("From {low} to {high}; a digit that would lead beyond is not taken.")
        return self.wording.text(told, low=spin.minimum(), high=spin.maximum())

    def _tell_limits(self, spin: QSpinBox) -> None:
        QToolTip.showText(spin.mapToGlobal(spin.rect().bottomLeft()), plain_tip(self._limits(spin)), spin)

    def _vessel_changed(self) -> None:
        vessel = self.document.run.lab.vessel(self.vessel.currentData())
        if vessel:
            self.change(N_("Change the vessel"), {"vessel": vessel, "well_volume": None}, "vessel")

    def show_plan(self) -> None:
        run, settings = self.document.run, self.document.run.lab.settings
        fields = (self.count, self.vessel, self.uninduced, self.vehicle, self.overage, self.interval)
        blockers = [QSignalBlocker(field) for field in fields]
        self.count.setValue(run.count)
        for at, vessel in enumerate(run.lab.vessels):
            self.vessel.setItemText(at, vessel.name.written(self.wording.language))
        self.vessel.setCurrentIndex(self.vessel.findData(run.vessel.id))
        for spin, kind in ((self.uninduced, "uninduced"), (self.vehicle, "vehicle")):
            spin.setSpecialValueText(self.wording.text(N_("none")))
            spin.setValue(run.vessels(kind))  # type: ignore[arg-type]
        self.overage.setValue(int(settings.overage_percent if run.overage_percent is None else run.overage_percent))
        for spin in self._numbers:
            set_tip(spin, self._limits(spin))
        self.interval.setSuffix(" " + self.wording.text(N_("days")))
        self.interval.setValue(run.change_every_days or settings.change_every_days)
        del blockers
        usual = run.vessel.figure("volume_usual")
        self.well_volume.show_typed(run.well_volume, format_quantity(usual) if usual else "")
        lost = settings.dead_volume
        self.dead_volume.show_typed(run.dead_volume, format_quantity(lost) if lost else self.wording.text(N_("none")))
        self._tell_volumes()
        self._show_interval_note(self.document.plan)
        self.lengths.show_plan()
        self.harvests.show_run(run)

    def _tell_volumes(self) -> None:
        run = self.document.run
        tell_back(self._well_note, read_well_volume(run, visible(self.well_volume.text())), self.wording)
        tell_back(self._dead_note, read_dead_volume(run, visible(self.dead_volume.text())), self.wording)

    def _show_interval_note(self, plan: Plan) -> None:
        own = ", ".join(window.code for window in plan.stages if window.lab_interval)
        text = N_("Lab setting: the source prints no interval for {stages}.")
        silent = self.wording.text(N_("The source states its own rule.")) if plan.stages else ""
        self._interval_note.setText(self.wording.text(text, stages=own) if own else silent)
