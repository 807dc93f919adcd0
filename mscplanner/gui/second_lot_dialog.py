"""Asks which lot takes over from which day on."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QVBoxLayout, QWidget

from mscplanner.domain.language import N_, translate
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.message import message, write_date
from mscplanner.domain.stockroom import Lot
from mscplanner.gui.labels import number_field, text_label
from mscplanner.gui.lot_box import LotBox
from mscplanner.gui.run_document import RunDocument
from mscplanner.planning.lot_choice import with_lot
from mscplanner.planning.schedule import date_of


class SecondLotDialog(QDialog):
    """One reagent, its lots, and the days of the run after the first."""

    def __init__(self, parent: QWidget, document: RunDocument, reagent: str, label: LocalText) -> None:
        super().__init__(parent)
        self._document, self._label = document, label
        self._language = document.wording.language
        self._lots = document.stockroom.lots_of(reagent)
        self.setObjectName("second_lot_dialog")
        self.setWindowTitle(translate(N_("Second Lot"), self._language))
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(text_label(label.written(self._language), "strong"))
        told = N_("From the chosen day on, media are made with the second lot; those made before stay with the first.")
        column.addWidget(text_label(translate(told, self._language), "muted"))
        form = QFormLayout()
        self.lot = LotBox(document.wording)
        first = document.run.stock(reagent)
        others = [lot for lot in self._lots if not (first and first.lot and first.lot.id == lot.id)]
        nothing = translate(N_("choose a lot"), self._language)
        self.lot.show_lots(others, None, nothing, document.stockroom, document.lab)
        self.lot.setMinimumContentsLength(24)
        last = document.plan.last_day
        self.day = number_field(1, max(last.number if last else 1, 1))
        self.day.setPrefix("D")
        self._date = text_label(role="small")
        for text, field in ((N_("Lot"), self.lot), (N_("From"), self.day)):
            form.addRow(translate(text, self._language), field)
            field.setAccessibleName(translate(text, self._language))
        form.addRow("", self._date)
        column.addLayout(form)
        self._buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self.take = self._buttons.addButton(translate(N_("Use Second Lot"), self._language), role.AcceptRole)
        self._buttons.addButton(translate(N_("Cancel"), self._language), role.RejectRole)
        self._buttons.accepted.connect(self._take)
        self._buttons.rejected.connect(self.reject)
        column.addWidget(self._buttons)
        self.lot.currentIndexChanged.connect(lambda _at: self._renew())
        self.day.valueChanged.connect(lambda _day: self._renew())
        self._renew()

    @property
    def _chosen(self) -> Lot | None:
        return self._document.stockroom.lot(self.lot.currentData() or "")

    def _renew(self) -> None:
        when = date_of(self._document.run.start, self.day.value())
        self._date.setText(write_date(when, self._language))
        self.take.setEnabled(self._chosen is not None)

    def _take(self) -> None:
        lot = self._chosen
        if lot:
            name = message(N_("Use a second lot of {name}"), name=self._label)
            self._document.change(name, with_lot(self._document.run, lot, self.day.value()))
        self.accept()
