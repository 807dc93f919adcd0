"""The third section of a run: what each reagent is taken from."""

from PySide6.QtWidgets import QDialog, QHBoxLayout, QTableWidget, QWidget

from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.domain.run import Stock
from mscplanner.gui.form_section import FormSection, tell_back
from mscplanner.gui.labels import button, text_label
from mscplanner.gui.run_document import RunDocument
from mscplanner.gui.second_lot_dialog import SecondLotDialog
from mscplanner.gui.stock_table import STRENGTH, StockTable
from mscplanner.gui.wording import Wording
from mscplanner.planning.edits import confirm_stock, with_strength
from mscplanner.planning.line_read_back import read_strength
from mscplanner.planning.lot_choice import suggested_lots, with_lot, with_only_lot, without_lot, without_stock
from mscplanner.planning.read_back import ReadBack
from mscplanner.planning.stock_rows import StockRow


class StockSection(FormSection):
    """Strengths compared with their tubes, and lots out of the stockroom."""

    def __init__(self, wording: Wording, document: RunDocument) -> None:
        super().__init__(wording, document, N_("3  Stocks"))
        note = text_label(role="small")
        wording.bind(
            note.setText,
            N_("Compare with the tubes in your freezer; type the strength that is on the tube, or “neat” or “powder”."),
        )
        self.column.addWidget(note)
        self.stocks = StockTable(wording, document)
        self.column.addWidget(self.stocks)
        self._read_back = text_label(role="small")
        self.column.addWidget(self._read_back)
        self.confirm = button(pressed=self.confirm_stocks)
        wording.bind(self.confirm.setText, N_("Confirm Stocks"))
        self.choose_lots = button(pressed=self.take_suggested_lots)
        self.choose_lots.setObjectName("choose_lots")
        wording.bind(self.choose_lots.setText, N_("Choose Lots"))
        self.second_lot = button(pressed=self.ask_second_lot)
        self.second_lot.setObjectName("second_lot")
        wording.bind(self.second_lot.setText, N_("Second Lot…"))
        for made in ((self.confirm,), (self.choose_lots, self.second_lot)):
            row = QHBoxLayout()
            row.setSpacing(8)
            for each in made:
                row.addWidget(each)
            row.addStretch(1)
            self.column.addLayout(row)
        self._lots_note = text_label(role="small")
        self._without_lot: tuple[Message, ...] | None = None
        self.column.addWidget(self._lots_note)
        self.stocks.strength_typed.connect(self._change_strength)
        self.stocks.lot_picked.connect(self._pick_lot)
        self.stocks.pointed.connect(self._renew_current)
        self.stocks.cells.typing.connect(self._tell_typed)
        self.stocks.cells.ended.connect(self._renew_current)

    def fields(self) -> dict[str, QWidget]:
        return {"stocks": self.stocks}

    def show_plan(self) -> None:
        self.stocks.show_run()
        rows = self.stocks.rows
        self.confirm.setEnabled(any(row.state in ("assumed", "carried") and row.strength for row in rows))
        has_lots = bool(self.document.stockroom.lots)
        self.choose_lots.setVisible(has_lots)
        self.second_lot.setVisible(has_lots)
        self._renew_current()
        self._show_without_lot()

    def confirm_stocks(self) -> None:
        """Take every strength of the table as compared with its tube."""
        run = self.document.run
        for row in self.stocks.rows:
            if row.state == "carried" and row.stock:
                run = confirm_stock(run, row.stock.model_copy(update={"carried": False}))
            elif row.state == "assumed" and row.stock is None and row.strength:
                run = confirm_stock(run, Stock(reagent=row.reagent, strength=row.strength))
        self.document.change(message(N_("Confirm stocks")), run)

    def take_suggested_lots(self) -> None:
        """Choose for every reagent the lot that expires first of those that last and suffice."""
        run = self.document.run
        found = suggested_lots(self.document.plan, self.document.stockroom)
        for lot in found.values():
            run = with_only_lot(run, lot)
        labels = {row.reagent: row.label for row in self.stocks.rows}
        self._without_lot = tuple(
            message("{name}", name=label) for reagent, label in labels.items() if reagent not in found
        )
        self.document.change(message(N_("Choose lots")), run)
        self._show_without_lot()

    def _show_without_lot(self) -> None:
        names = self._without_lot
        told = message(N_("No lot lasts and suffices for: {names}."), names=names or ())
        text = told.written(self.wording.language) if names else ""
        if names == ():
            text = self.wording.text(N_("A lot is chosen for every reagent."))
        self._lots_note.setText(text)
        self._lots_note.setVisible(bool(text))

    def ask_second_lot(self) -> None:
        """Ask for the lot that takes over, and from which day on."""
        row = self.stocks.current
        if row:
            asked = SecondLotDialog(self, self.document, row.reagent, row.label)
            asked.finished.connect(asked.deleteLater)
            # PySide hides the plain ``open`` of dialogs behind the one with a receiver.
            QDialog.open(asked)

    def _change_strength(self, row: StockRow, text: str) -> None:
        name = message(N_("Change the stock of {name}"), name=row.label)
        self.document.change(name, with_strength(self.document.run, row.reagent, text, row.from_day))

    def _pick_lot(self, row: StockRow, lot_id: str) -> None:
        run, lot = self.document.run, self.document.stockroom.lot(lot_id)
        name = message(N_("Choose a lot of {name}"), name=row.label)
        if lot:
            # Walking the lots with the arrow keys is one choice.
            self.document.change(name, with_lot(run, lot, row.from_day), f"lot_{row.reagent}_{row.from_day}")
        elif not lot_id and row.from_day:
            name = message(N_("Remove the second lot of {name}"), name=row.label)
            self.document.change(name, without_stock(run, row.reagent, row.from_day))
        elif not lot_id:
            self.document.change(name, without_lot(run, row.reagent))
        self.stocks.show_run()

    def _renew_current(self) -> None:
        row = self.stocks.current
        lots = self.document.stockroom.lots_of(row.reagent) if row else ()
        self.second_lot.setEnabled(bool(lots))
        if self.stocks.state() == QTableWidget.State.EditingState:
            return
        if row and self.stocks.currentColumn() == STRENGTH:
            self._tell(row, row.strength)
        else:
            tell_back(self._read_back, ReadBack(), self.wording)

    def _tell_typed(self, at: int, _column: int, text: str) -> None:
        if 0 <= at < len(self.stocks.rows):
            self._tell(self.stocks.rows[at], text)

    def _tell(self, row: StockRow, text: str) -> None:
        back = read_strength(self.document.run, row.reagent, row.from_day, None, text) if text.strip() else ReadBack()
        tell_back(self._read_back, back, self.wording)
