from collections.abc import Callable
from datetime import datetime
from decimal import Decimal

import pytest
from pdfplumber.page import Page

from mscplanner.domain.protocol import Addition
from mscplanner.domain.quantity import Quantity
from mscplanner.library.templates import read_templates
from mscplanner.planning.plan import Plan
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
        for line in batch.recipe:
            assert flat(line.label.written("en" if language == "en" else "zh")) in text
            assert line.add is None or flat(write_volume(line.add)) in text


def test_that_reagents_stand_in_the_order_of_addition(plan_of: PlanOf, pages_of: PagesOf) -> None:
    plan = plan_of()
    batch = plan.media[1]
    text = flat("".join(pages_of(plan, batch.id)))
    start = text.index("Recipe")
    places = [text.index(flat(line.label.written("en")), start) for line in batch.recipe]
    assert places == sorted(places)


def test_that_volumes_to_add_are_fourteen_points_bold_or_more(bm_page: Callable[[int], Page], plan_of: PlanOf) -> None:
    words = bm_page(5).extract_words(extra_attrs=["size", "fontname"])
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


def test_that_a_strength_that_differs_after_three_digits_is_shown(plan_of: PlanOf, pages_of: PagesOf) -> None:
    plan = with_line(plan_of(), achieved=Quantity(value=Decimal("0.4954"), unit="mmol/L"))
    assert "gives 0.495 mmol/L" in pages_of(plan, plan.media[0].id)[0]


def test_that_a_strength_that_is_the_same_in_three_digits_is_not_shown(plan_of: PlanOf, pages_of: PagesOf) -> None:
    plan = with_line(plan_of(), achieved=Quantity(value=Decimal("500.2"), unit="µmol/L"))
    assert "gives" not in pages_of(plan, plan.media[0].id)[0]


def test_that_a_light_sensitive_reagent_is_kept_dark(plan_of: PlanOf, pages_of: PagesOf) -> None:
    plan = with_line(plan_of(), protect_from_light=True)
    text = pages_of(plan, plan.media[0].id)[0]
    assert "keep dark" in text
    assert "Stored in the dark" in text


def test_that_a_weighed_reagent_has_room_for_what_was_weighed(plan_of: PlanOf, pages_of: PagesOf) -> None:
    plan = with_line(plan_of(), add=Quantity(value=Decimal("0.0125"), unit="g"), stock=None)
    text = pages_of(plan, plan.media[0].id)[0]
    assert "12.5 mg" in text
    assert "weighed:" in text


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


def test_that_an_intermediate_is_made_first(plan_of: PlanOf, pages_of: PagesOf) -> None:
    plan = plan_of(count=1, well_volume="0.5 mL")
    batch = next((each for each in plan.media if each.intermediates), None)
    assert batch
    text = pages_of(plan, batch.id)[0]
    made = batch.intermediates[0]
    assert text.index("Intermediate dilutions, made first") < text.index("Recipe")
    assert write_volume(made.take) in text
    assert write_volume(made.diluent_volume) in text
    assert f"from {made.code}" in text
