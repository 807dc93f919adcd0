"""The form of a product: what is typed is handed in, what a field does not take stays in it and is told."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mscplanner.domain.lab import Lab
from mscplanner.domain.quantity import Quantity
from mscplanner.domain.stockroom import Product
from mscplanner.gui.product_form import ProductForm
from mscplanner.gui.typed_field import TypedField
from mscplanner.gui.wording import Wording
from mscplanner.planning.equivalents import Thing
from mscplanner.planning.products import PRODUCT_FIELDS

ACTIVIN = Thing("activin-a", Quantity(value=Decimal(100), unit="µg/mL"))
HGF = Thing("hgf", Quantity(value=Decimal(50), unit="µg/mL"))


@pytest.fixture
def form(qtbot: QtBot) -> ProductForm:
    made = ProductForm(Wording("en"))
    qtbot.addWidget(made)
    made.resize(420, 400)
    made.show()
    made.activateWindow()
    assert QTest.qWaitForWindowActive(made)
    return made


@pytest.fixture
def changes(form: ProductForm) -> list[Product]:
    found: list[Product] = []
    form.product_changed.connect(found.append)
    return found


def field(form: ProductForm, name: str) -> TypedField:
    found = form.fields.field(name)
    assert found
    return found


def enter(form: ProductForm, name: str, text: str) -> None:
    line = field(form, name)
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Qt.Key.Key_Return)


def told(form: ProductForm, name: str) -> str:
    return field(form, name).accessibleDescription()


def test_that_each_field_hands_in_what_is_typed(form: ProductForm, changes: list[Product], lab: Lab) -> None:
    form.show_product(Product(reagent="activin-a"), ACTIVIN, lab)
    typed = {
        "pack": "10 µg",
        "strength": "1 mg/mL",
        "supplier": "Maker",
        "catalogue_number": "120-14",
        "lead_days": "7",
    }
    for name, text in typed.items():
        enter(form, name, text)
    assert changes[-1] == Product(
        reagent="activin-a", pack="10 µg", strength="1 mg/mL", supplier="Maker", catalogue_number="120-14", lead_days=7
    )
    assert len(changes) == len(PRODUCT_FIELDS)


def test_that_a_pack_is_read_back_at_the_planned_strength(form: ProductForm, lab: Lab) -> None:
    form.show_product(Product(reagent="activin-a", pack="10 µg"), ACTIVIN, lab)
    assert told(form, "pack") == "10 µg, gives 100 µL at 100 µg/mL"
    form.show_product(Product(reagent="activin-a", pack="a box"), ACTIVIN, lab)
    assert told(form, "pack") == "“a box” is no volume or mass"


def test_that_days_that_are_none_stay_and_are_told_and_nothing_is_handed_in(
    form: ProductForm, changes: list[Product], lab: Lab
) -> None:
    form.show_product(Product(reagent="activin-a", lead_days=5), ACTIVIN, lab)
    enter(form, "lead_days", "soon")
    assert changes == []
    assert field(form, "lead_days").text() == "soon"
    assert told(form, "lead_days") == "not kept: whole days from 0 to 365"
    form.show_product(Product(reagent="hgf"), HGF, lab)
    form.show_product(Product(reagent="activin-a", lead_days=5), ACTIVIN, lab)
    assert field(form, "lead_days").text() == "soon"
    enter(form, "lead_days", "9")
    assert changes[-1].lead_days == 9
    assert told(form, "lead_days") == ""


def test_that_a_half_typed_text_belongs_to_the_reagent_it_was_typed_for(
    form: ProductForm, changes: list[Product], lab: Lab
) -> None:
    form.show_product(Product(reagent="activin-a"), ACTIVIN, lab)
    field(form, "supplier").setFocus()
    QTest.keyClicks(field(form, "supplier"), "Maker")
    form.show_product(Product(reagent="hgf"), HGF, lab)
    assert [(each.reagent, each.supplier) for each in changes] == [("activin-a", "Maker")]
    assert field(form, "supplier").text() == ""


def test_that_the_lab_setting_is_told_where_no_days_are_typed(form: ProductForm, lab: Lab) -> None:
    form.show_product(Product(reagent="activin-a"), ACTIVIN, lab)
    assert field(form, "lead_days").placeholderText() == "lab setting: 14"


def test_that_each_field_has_a_name_and_texts_follow_the_language(qtbot: QtBot, lab: Lab) -> None:
    wording = Wording("en")
    made = ProductForm(wording)
    qtbot.addWidget(made)
    made.show_product(Product(reagent="activin-a", pack="10 µg"), ACTIVIN, lab)
    wording.set_language("zh")
    assert [field(made, name).accessibleName() for name in PRODUCT_FIELDS] == [
        "包装",
        "包装浓度",
        "供应商",
        "货号",
        "到货天数",
    ]
    assert told(made, "pack") == "10 µg，可配 100 µg/mL 100 µL"
