"""The form in which the lab says how it buys a reagent."""

from typing import get_args

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mscplanner.domain.lab import Lab
from mscplanner.domain.language import N_
from mscplanner.domain.stockroom import Product
from mscplanner.gui.field_grid import FieldGrid, FieldPlan
from mscplanner.gui.field_notes import Notes
from mscplanner.gui.labels import text_label
from mscplanner.gui.wording import Wording
from mscplanner.planning.equivalents import Thing
from mscplanner.planning.products import PRODUCT_FIELDS, ProductField, longest, product_text, read_product_field
from mscplanner.planning.purchases import pack_worth

_WORDS: dict[ProductField, str] = {
    "pack": N_("Pack"),
    "strength": N_("Strength of the pack"),
    "supplier": N_("Supplier"),
    "catalogue_number": N_("Catalogue number"),
    "lead_days": N_("Days to deliver"),
}
_EXAMPLES: dict[ProductField, str] = {
    "pack": N_("50 µg, 500 mL"),
    "strength": N_("e.g. 50×"),
    "lead_days": N_("lab setting: {days}"),
}
_PLANS = tuple(FieldPlan(field, _WORDS[field], quantity=field in ("pack", "lead_days")) for field in PRODUCT_FIELDS)


class ProductForm(QWidget):
    """Shows how one reagent is bought; ``product_changed`` carries the new ``Product``.

    A text that a field does not take stays in it, and is told, until it is another one.
    """

    product_changed = Signal(object)

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self._wording = wording
        self._product: Product | None = None
        self._thing: Thing | None = None
        self._lab: Lab | None = None
        self._refused: dict[tuple[str, ProductField], str] = {}
        heading = text_label(role="strong")
        wording.bind(heading.setText, N_("How it is bought"))
        self.fields = FieldGrid(wording, _PLANS, narrow=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 0, 8, 4)
        column.setSpacing(6)
        column.addWidget(heading)
        column.addWidget(self.fields)
        column.addStretch(1)
        for name in PRODUCT_FIELDS:
            field = self.fields.field(name)
            if field:
                field.setMaxLength(longest(name))
        self.fields.typed.connect(lambda name, text: self._take(_field(name), text))
        self.fields.taken_back.connect(self._show_again)
        self.fields.ended.connect(lambda _name: self._show_again())
        wording.changed.connect(self._show_again)

    def show_product(self, product: Product, thing: Thing, lab: Lab) -> None:
        """Show how ``thing`` is bought.

        Args:
            product: As it is kept.
            thing: What runs take, at its strength.
            lab: Gives the bridges between strengths, and its usual days to deliver.
        """
        if self._product is not None and product.reagent != self._product.reagent:
            # What is half typed belongs to the reagent that was shown, never to the next one.
            self.hand_in()
        self._product, self._thing, self._lab = product, thing, lab
        self._show_again()

    def hand_in(self) -> None:
        """Hand in what is half typed."""
        for name in PRODUCT_FIELDS:
            field = self.fields.field(name)
            if field:
                field.hand_in()

    def _take(self, name: ProductField, text: str) -> None:
        product = self._product
        if product is None:
            return
        self._refused.pop((product.reagent, name), None)
        changed = read_product_field(product, name, text)
        if changed is None:
            self._refused[product.reagent, name] = text.strip()
        elif changed != product:
            self._product = changed
            self.product_changed.emit(changed)
        self._show_again()

    def _show_again(self) -> None:
        product, lab = self._product, self._lab
        if product is None or lab is None:
            return
        for name in PRODUCT_FIELDS:
            field = self.fields.field(name)
            if field is None:
                continue
            refused = self._refused.get((product.reagent, name))
            if not field.pending:
                field.show_text(product_text(product, name) if refused is None else refused)
            hint = _EXAMPLES.get(name)
            field.setPlaceholderText(self._wording.text(hint, days=lab.settings.lead_days) if hint else "")
            told = self._told(product, name, lab)
            self.fields.show_notes(name, Notes(self.fields.label(name).text(), told))
            field.setAccessibleDescription(told)

    def _told(self, product: Product, name: ProductField, lab: Lab) -> str:
        if (product.reagent, name) in self._refused:
            return self._wording.text(N_("not kept: whole days from 0 to 365"))
        if name == "pack" and product.pack and self._thing:
            return pack_worth(product, self._thing, lab)[1].written(self._wording.language)
        return ""


def _field(name: str) -> ProductField:
    return next(field for field in get_args(ProductField) if field == name)
