"""Each field of a lot tells what it understood; what is wrong is told and, where it can be, kept as typed."""

from datetime import date

import pytest

from mscplanner.domain.lab import Lab
from mscplanner.domain.stockroom import Lot
from mscplanner.planning.lot_fields import (
    LOT_FIELDS,
    LotField,
    longest,
    lot_text,
    read_count,
    read_lot_field,
    set_lot_field,
)

TODAY = date(2026, 12, 4)
LOT = Lot(id="a" * 32, reagent="activin-a", strength="100 µg/mL")


def told(lab: Lab, field: LotField, text: str, **fields: object) -> str:
    lot = Lot.model_validate({**dict(LOT), **fields})
    reading = read_lot_field(lot, field, text, lab.catalogue, TODAY)
    return reading.text.written("en") if reading.text else reading.problem.code if reading.problem else ""


def test_that_every_field_of_a_lot_can_be_typed() -> None:
    assert set(LOT_FIELDS) == set(Lot.model_fields) - {"id"}


@pytest.mark.parametrize(
    ("field", "text", "back"),
    [
        ("reagent", "β-FGF", "read as basic fibroblast growth factor (bFGF, FGF-2), but that is not its name"),
        ("reagent", "our powder", "not in the catalogue: kept as typed"),
        ("reagent", " ", ""),
        ("strength", "0.1 mg/mL", "= 100 µg/mL = 3.85 µmol/L (26 kDa)"),
        ("strength", "Neat", "= the pure liquid; how strong it is, is not known"),
        ("strength", "粉末", "= a powder that is weighed"),
        ("strength", "1,5 mM", "E-QTY-COMMA"),
        ("strength", "1:1000", "E-QTY-KIND"),
        ("strength", "", "E-QTY-NONE"),
        ("amount", "1500 µL", "= 1.5 mL"),
        ("amount", "50 µg", "= 50 µg · not dissolved yet"),
        ("amount", "10 mM", "E-QTY-KIND"),
        ("amount", "a few", "E-QTY-NUMBER"),
        ("amount", "", ""),
        ("expiry", "2026-12-20", "= 2026-12-20 Sun · 16 d from today"),
        ("expiry", "2026-12-01", "= 2026-12-01 Tue · expired 3 d ago"),
        ("opened", "2026-12-01", "= 2026-12-01 Tue"),
        ("received", "1/12/2026", "E-DATE"),
        ("freeze_thaws", "2", ""),
        ("freeze_thaws", "two", "E-COUNT"),
        ("storage", "-20 °C", ""),
    ],
)
def test_that_a_field_tells_what_it_understood(lab: Lab, field: LotField, text: str, back: str) -> None:
    assert told(lab, field, text) == back


def test_that_tubes_are_counted_from_either_field(lab: Lab) -> None:
    assert told(lab, "amount", "1.02 mL", aliquot="50 µL") == "= 1.02 mL · 20 tubes"
    assert told(lab, "aliquot", "50 µL", amount="1.02 mL") == "= 50 µL · 20 tubes"
    assert told(lab, "aliquot", "50 µL", amount="5 mg") == "= 50 µL"


def test_that_a_neat_liquid_has_the_strength_of_the_catalogue(lab: Lab) -> None:
    assert told(lab, "strength", "neat", reagent="2-mercaptoethanol") == "= the pure liquid, 14.3 mol/L"


def test_that_a_powder_is_left_as_a_mass(lab: Lab) -> None:
    assert told(lab, "amount", "1 mL", strength="powder") == "E-QTY-KIND"
    assert told(lab, "amount", "500 mg", strength="powder") == "= 500 mg"


@pytest.mark.parametrize("field", LOT_FIELDS)
@pytest.mark.parametrize("text", ["", "1,5 mM", "9" * 500, "a\u202eb\nc", "2027-05-31", "7", " "])
def test_that_any_text_gives_a_lot_that_can_be_kept(lab: Lab, field: LotField, text: str) -> None:
    after = set_lot_field(LOT, field, text, lab.catalogue)
    assert Lot.model_validate_json(after.model_dump_json()) == after
    assert after.model_copy(update={field: getattr(LOT, field)}) == LOT
    assert len(lot_text(after, field)) <= longest(field)
    reading = read_lot_field(LOT, field, text, lab.catalogue, TODAY)
    assert reading.kept or after == LOT


@pytest.mark.parametrize("name", ["β-FGF", "bFGF", "碱性成纤维细胞生长因子", "FGF-2"])
def test_that_a_reagent_that_is_known_is_kept_by_its_id(lab: Lab, name: str) -> None:
    assert set_lot_field(LOT, "reagent", name, lab.catalogue).reagent == "bfgf"
    assert set_lot_field(LOT, "reagent", "our powder ", lab.catalogue).reagent == "our powder"


def test_that_a_day_is_kept_and_shown_as_it_is_read(lab: Lab) -> None:
    after = set_lot_field(LOT, "expiry", " 2027-05-31", lab.catalogue)
    assert (after.expiry, lot_text(after, "expiry")) == (date(2027, 5, 31), "2027-05-31")
    assert lot_text(set_lot_field(after, "expiry", "", lab.catalogue), "expiry") == ""
    assert set_lot_field(after, "expiry", "31/05/2027", lab.catalogue) == after


@pytest.mark.parametrize("text", ["-1", "100", "1.5", "²", "٣", "", "1 "])
def test_that_only_small_whole_numbers_are_counts(text: str) -> None:
    assert isinstance(read_count(text), int) == (text == "1 ")
