import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import pdfplumber
import pytest
from pdfplumber.page import Page

from mscplanner.domain.language import Language, translate
from mscplanner.domain.protocol import Addition
from mscplanner.domain.quantity import format_quantity
from mscplanner.library.templates import read_templates
from mscplanner.planning.plan import Plan
from mscplanner.sheets.book import print_book
from mscplanner.sheets.dilution_table import mixed_in
from mscplanner.sheets.printing import Printing
from mscplanner.sheets.recipe_table import error_text
from mscplanner.sheets.speech import write_volume

PRINTED_AT = datetime(2026, 12, 1, 9, 12)
PlanOf = Callable[..., Plan]
PagesOf = Callable[..., list[str]]


def flat(text: str) -> str:
    return "".join(text.split())


def with_line(plan: Plan, **update: object) -> Plan:
    first = plan.media[0]
    line = first.recipe[-1].model_copy(update=update)
    return plan.model_copy(update={"media": (first.model_copy(update={"recipe": (*first.recipe[:-1], line)}),)})


@pytest.mark.parametrize("template_id", [template.id for template in read_templates()])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_that_every_reagent_and_volume_is_in_the_book(
    template_id: str, language: str, texts_of: Callable[..., list[str]], plan_of: PlanOf
) -> None:
    text = flat("".join(texts_of(template_id, language=language)))
    for batch in plan_of(template_id).media:
        assert flat(write_volume(batch.volume)) in text
        for line in batch.lines:
            assert flat(line.label.written("en" if language == "en" else "zh")) in text
            assert line.add is None or flat(write_volume(line.add)) in text
        for each in batch.completions:
            assert flat(write_volume(each.volume)) in text


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("template_id", ["bm-msc-three-step", "uc-msc-three-step", "adsc-three-step"])
def test_that_every_reagent_and_its_volume_stand_in_the_order_of_addition(
    template_id: str, language: Language, plan_of: PlanOf, sheets_of: Callable[..., dict[str, list[str]]]
) -> None:
    sheets = sheets_of(template_id, language=language)
    mixed = mixed_in(plan_of(template_id))
    assert mixed
    for each in mixed:
        text = flat("".join(sheets[each.id]))
        place = text.index(flat(translate("Recipe", language)) + flat(translate("in this order", language)))
        for line in each.recipe:
            place = text.index(flat(line.base or line.label.written(language)), place)
            place = text.index(flat(write_volume(line.add)), place)
        assert text.index(flat(translate("Second person: volumes and sum checked", language)), place)


def test_that_volumes_to_add_are_fourteen_points_bold_or_more(bm_page: Callable[[str], Page], plan_of: PlanOf) -> None:
    words = bm_page("S2-1").extract_words(extra_attrs=["size", "fontname"])
    for line in plan_of().media[1].recipe:
        number = write_volume(line.add).split()[0]
        assert any(word["text"] == number and word["size"] >= 14 and "Bold" in word["fontname"] for word in words)


def test_that_an_assumed_stock_says_so(plan_of: PlanOf, pages_of: PagesOf) -> None:
    assert "(assumed: check the tube)" in pages_of(plan_of(), plan_of().media[0].id)[0]


def test_that_an_unknown_amount_is_never_a_number(plan_of: PlanOf, pages_of: PagesOf) -> None:
    plan = with_line(plan_of(), final=None, add=None, achieved=None)
    text = pages_of(plan, plan.media[0].id)[0]
    assert text.count("not stated") == 2
    assert "364 µL" not in text
    assert "a volume is not known" in text


def test_that_each_addition_tells_what_its_volume_gives(plan_of: PlanOf, pages_of: PagesOf) -> None:
    plan = plan_of()
    for mixed in mixed_in(plan):
        (text,) = pages_of(plan, mixed.id)
        for line in mixed.recipe:
            if not line.basal:
                assert line.final
                assert line.achieved
                assert line.error_percent is not None
                given = f"gives {format_quantity(line.achieved)} ({error_text(line.error_percent)} %)"
                assert f"{format_quantity(line.final)} {given}" in text


def test_that_what_the_paper_says_is_given_follows_from_the_volumes_on_it(whole: Plan, pages_of: PagesOf) -> None:
    """Only read from the page: dilution, volume added and total give the strength that is printed."""
    for day in (10, 12, 14, 16):
        (text,) = pages_of(whole, f"S3-1/D{day}")
        total = Decimal(re.findall(r"Total ([\d.]+) mL", text)[0])
        strength, final, given, add = re.findall(
            r"I\d+ ([\d.]+) µmol/L from the table above ([\d.]+) nmol/L gives ([\d.]+) nmol/L \([^)]+\) ([\d.]+) µL",
            text,
        )[0]
        assert abs(Decimal(strength) * Decimal(add) / total - Decimal(given)) < Decimal("0.001")
        assert abs(Decimal(given) / Decimal(final) - 1) < Decimal("0.02")


@pytest.mark.parametrize(
    ("percent", "text"),
    [
        ("0.1989", "+0.2"),
        ("-0.0247", "-0.02"),
        ("1.26", "+1.3"),
        ("-12", "-12"),
        ("0.0049", "<0.01"),
        ("-0.001", "<0.01"),
    ],
)
def test_that_an_error_has_its_sign_and_at_most_two_decimals(percent: str, text: str) -> None:
    assert error_text(Decimal(percent)) == text


def test_that_a_dose_without_any_error_is_called_exact(plan_of: PlanOf, pages_of: PagesOf) -> None:
    plan = with_line(plan_of(), error_percent=Decimal(0))
    assert "gives 0.501 mmol/L (exact)" in pages_of(plan, plan.media[0].id)[0]


def test_that_an_error_above_the_tolerance_is_bold(plan_of: PlanOf) -> None:
    def bold(percent: str) -> bool:
        plan = with_line(plan_of(), error_percent=Decimal(percent))
        data = print_book(plan, Printing(printed_at=PRINTED_AT, parts=("S1-1",), draft=True))
        with pdfplumber.open(BytesIO(data)) as document:
            words = document.pages[0].extract_words(extra_attrs=["fontname"])
        return any("Bold" in word["fontname"] for word in words if word["text"] == "gives")

    assert bold("2.1")
    assert not bold("1.9")


def test_that_a_light_sensitive_reagent_is_kept_dark(plan_of: PlanOf, pages_of: PagesOf) -> None:
    plan = with_line(plan_of(), protect_from_light=True)
    text = pages_of(plan, plan.media[0].id)[0]
    assert "keep dark" in text
    assert "Stored in the dark" in text


def test_that_marks_stand_beside_the_volume(plan_of: PlanOf, pages_of: PagesOf) -> None:
    plan = with_line(plan_of(), protect_from_light=True, heat_sensitive=True, add_fresh=True)
    assert "364 µL keep dark, keep cold, add fresh" in pages_of(plan, "S1-1")[0]
    assert "364µL避光、保持低温、临用现加" in flat(pages_of(plan, "S1-1", language="zh")[0])
    assert "add fresh" not in pages_of(plan_of(), "S2-1/D4")[0]


def test_that_a_powder_is_a_mass_with_room_for_what_was_weighed(whole: Plan, pages_of: PagesOf) -> None:
    (line,) = [line for batch in whole.media for line in batch.lines if line.powder]
    assert line.add
    assert line.achieved
    text = " ".join(pages_of(whole, "S3-1"))
    assert f"Nicotinamide powder 10 mmol/L gives {format_quantity(line.achieved)}" in text
    assert f"%) {write_volume(line.add)} weighed:" in text
    assert line.add.unit == "mg"


def test_that_a_powder_without_a_mass_has_a_dash(plan_of: PlanOf, pages_of: PagesOf) -> None:
    plan = with_line(plan_of(), powder=True, stock=None, add=None, achieved=None)
    text = pages_of(plan, "S1-1")[0]
    assert "weighed:" not in text
    assert "powder 0.5 mmol/L —" in text


def test_that_a_neat_liquid_is_called_neat(whole: Plan, pages_of: PagesOf) -> None:
    assert "neat 14.3 mol/L" in pages_of(whole, "S1-1")[0]
    assert "neat" not in pages_of(whole, "S2-1")[0]


def test_that_lot_and_expiry_are_printed_where_they_are_known(whole: Plan, pages_of: PagesOf) -> None:
    text = " ".join(pages_of(whole, "S3-1"))
    assert "Lot: C98" in text
    assert "Expiry: 2028-03-31" in text
    assert text.count("Lot Expiry") == 2
    assert "Lot: B229107 Expiry" in " ".join(pages_of(whole, "S3-1/D12"))
    assert "Lot of the tube: A551 Expiry: 2027-01-31" in " ".join(pages_of(whole, "S2-1"))


def test_that_a_lot_number_of_80_letters_stays_in_its_cell(whole: Plan, pages_of: PagesOf) -> None:
    plan = with_line(whole, lot="W" * 80, expiry=date(2028, 3, 31))
    assert "W" * 80 in flat(pages_of(plan, "S1-1")[0])


def test_that_a_dilution_made_earlier_names_where(whole: Plan, pages_of: PagesOf) -> None:
    page = re.findall(r"Page (\d+) of", pages_of(whole, "S2-1")[0])[0]
    text = " ".join(pages_of(whole, "S3-1"))
    assert f"I1 500 ng/mL made on D2 with S2-1, page {page} 0.02 ng/mL" in text
    assert "Code on the tube: I1 Made on: 2026-12-09" in text


def test_that_the_total_is_the_exact_sum_beside_what_was_wanted(plan_of: PlanOf, pages_of: PagesOf) -> None:
    (text,) = pages_of(plan_of(), "S3-1")
    (batch,) = [batch for batch in plan_of().media if batch.id == "S3-1"]
    assert "Total 159.0059 mL wanted: 159 mL 3 vessels × 6 wells × 2 mL × 4 fills = 144 mL" in text
    assert batch.volume.base == sum(line.add.base for line in batch.recipe if line.add) == Decimal("159.0059")


def test_that_volumes_on_paper_add_up_to_the_total_on_paper(whole: Plan, pages_of: PagesOf) -> None:
    for mixed in mixed_in(whole):
        text = " ".join(pages_of(whole, mixed.id))
        recipe = text[text.index("Recipe in this order") : text.index("Total")]
        total = re.findall(r"Total ([\d.]+) (mL|µL)", text)[0]
        volumes = [write_volume(line.add) for line in mixed.recipe if line.add and not line.powder]
        assert all(volume in recipe for volume in volumes)
        assert sum(map(millilitres, volumes)) == millilitres(" ".join(total))


def millilitres(text: str) -> Decimal:
    number, unit = text.split()
    return Decimal(number) / (1000 if unit == "µL" else 1)


def many_additions(plan: Plan) -> tuple[Addition, ...]:
    kinds = ("small-molecule", "protein", "supplement")
    reagents = [each for each in plan.run.lab.catalogue.reagents if each.kind in kinds and each.figure("stock")]
    return tuple(Addition(reagent=each.id, final="1 µmol/L") for each in reagents[:15])


def test_that_fifteen_additions_go_on_with_the_subtotal_carried(plan_of: PlanOf, pages_of: PagesOf) -> None:
    plan = plan_of()
    stage = plan.run.protocol.stages[0].model_copy(update={"additions": many_additions(plan)})
    protocol = plan.run.protocol.model_copy(update={"stages": (stage,)})
    wide = plan_of(protocol=protocol)
    texts = pages_of(wide, wide.media[0].id)
    assert len(wide.media[0].recipe) == 16
    assert len(texts) >= 2
    assert "Subtotal carried, lines 1 to" in texts[1]
    assert "Reagent" in texts[1]
