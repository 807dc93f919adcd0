from collections.abc import Callable
from datetime import datetime

import pytest

from mscplanner.domain.local_text import LocalText
from mscplanner.domain.protocol import Addition, Protocol, StartConditions
from mscplanner.domain.run import Run, Stock
from mscplanner.domain.stockroom import Lot
from mscplanner.planning.plan import Plan
from mscplanner.planning.planner import plan
from mscplanner.sheets.book import unprintable
from mscplanner.sheets.printing import Printing

BM, PRINTED_AT = "bm-msc-three-step", datetime(2026, 12, 1, 9, 12)
DISH = "🧫"
PagesOf = Callable[..., list[str]]
PRINTING = Printing(printed_at=PRINTED_AT, draft=True, language="zh")


def with_title(protocol: Protocol) -> Protocol:
    return protocol.model_copy(update={"title": LocalText(plain=f"My {DISH} protocol")})


def with_unknown_reagent(protocol: Protocol) -> Protocol:
    first = protocol.stages[0]
    stage = first.model_copy(update={"additions": (*first.additions, Addition(reagent=f"Mix {DISH}", final="1 µM"))})
    return protocol.model_copy(update={"stages": (stage, *protocol.stages[1:])})


def with_printed(protocol: Protocol) -> Protocol:
    first = protocol.stages[0]
    addition = first.additions[0].model_copy(update={"printed": f"0.5 mM {DISH}"})
    stage = first.model_copy(update={"additions": (addition,)})
    return protocol.model_copy(update={"stages": (stage, *protocol.stages[1:])})


def with_stage_title(protocol: Protocol) -> Protocol:
    stage = protocol.stages[0].model_copy(update={"title": LocalText(en="Step 1", zh=f"第一步{DISH}")})
    return protocol.model_copy(update={"stages": (stage, *protocol.stages[1:])})


def with_procedure(protocol: Protocol) -> Protocol:
    stage = protocol.stages[0].model_copy(update={"procedure": LocalText(plain=f"Coat {DISH}")})
    return protocol.model_copy(update={"stages": (stage, *protocol.stages[1:])})


def with_start(protocol: Protocol) -> Protocol:
    return protocol.model_copy(update={"start": StartConditions(confluence=f"80 % {DISH}")})


def with_note(protocol: Protocol) -> Protocol:
    return protocol.model_copy(update={"notes": (LocalText(plain=f"See {DISH}"),)})


def with_readout(protocol: Protocol) -> Protocol:
    readout = protocol.readouts[0].model_copy(update={"detail": LocalText(plain=f"Look {DISH}")})
    return protocol.model_copy(update={"readouts": (readout, *protocol.readouts[1:])})


def with_source(protocol: Protocol) -> Protocol:
    source = protocol.sources[0].model_copy(update={"citation": f"Sun {DISH} 2007"})
    return protocol.model_copy(update={"sources": (source, *protocol.sources[1:])})


@pytest.mark.parametrize(
    "write",
    [
        with_title,
        with_unknown_reagent,
        with_printed,
        with_stage_title,
        with_procedure,
        with_start,
        with_note,
        with_readout,
        with_source,
    ],
)
def test_that_what_is_printed_as_a_code_was_found_before(
    write: Callable[[Protocol], Protocol], run_of: Callable[[str], Run], pages_of: Callable[..., list[str]]
) -> None:
    run = run_of(BM)
    made = plan(run.model_copy(update={"protocol": write(run.protocol)}))
    pages = pages_of(made, "overview", "S1-1", "D0", "D18", language="zh")
    assert any("U+1F9EB" in page for page in pages)
    assert "E-FONT" in {finding.code for finding in unprintable(made, PRINTING)}


def test_that_an_operator_with_an_emoji_is_an_error_with_its_place(plan_of: Callable[..., Plan]) -> None:
    (finding,) = unprintable(plan_of(operator=f"Zhang {DISH}"), PRINTING)
    assert (finding.code, finding.severity, finding.place) == ("E-FONT", "error", ("run", "operator"))
    assert finding.title.written("en") == "The sheet font lacks the character U+1F9EB"
    assert finding.title.written("zh") == "记录单字体缺少字符 U+1F9EB"


def test_that_a_text_of_the_other_language_is_not_checked(run_of: Callable[[str], Run]) -> None:
    run = run_of(BM)
    made = plan(run.model_copy(update={"protocol": with_stage_title(run.protocol)}))
    assert not unprintable(made, Printing(printed_at=PRINTED_AT, language="en"))


@pytest.mark.parametrize("template_id", [BM, "uc-msc-three-step", "adsc-one-step", "adsc-three-step"])
def test_that_the_bundled_templates_print_in_full(template_id: str, plan_of: Callable[..., Plan]) -> None:
    assert unprintable(plan_of(template_id), PRINTING.model_copy(update={"language": "both"})) == ()


def with_lot(run: Run, reagent: str, strength: str, **fields: str) -> Run:
    lot = Lot.model_validate({"id": "a" * 32, "reagent": reagent, "strength": strength, **fields})
    return run.model_copy(update={"stocks": (Stock(reagent=reagent, strength=strength, lot=lot),)})


def test_that_a_lot_number_of_a_completion_is_checked(run_of: Callable[[str], Run], pages_of: PagesOf) -> None:
    made = plan(with_lot(run_of(BM), "bfgf", "100 µg/mL", number=f"L{DISH}"))
    assert "Lot: L[U+1F9EB]" in pages_of(made, "S2-1/D4")[0]
    assert ("stocks", "bfgf") in [finding.place for finding in unprintable(made, PRINTING)]


def test_that_what_is_prepared_before_day_0_is_checked(run_of: Callable[[str], Run], pages_of: PagesOf) -> None:
    run = with_lot(run_of(BM), "2-mercaptoethanol", "55 mmol/L", amount="1 g", solvent=f"PBS {DISH}")
    made = plan(run)
    assert "PBS [U+1F9EB]" in pages_of(made, "D-3")[0]
    assert ("days", "D-3") in [finding.place for finding in unprintable(made, PRINTING)]


def test_that_a_run_with_all_there_is_prints_in_full(whole: Plan, two_steps: Plan) -> None:
    both = PRINTING.model_copy(update={"language": "both"})
    assert unprintable(whole, both) == unprintable(two_steps, both) == ()


def test_that_rare_characters_of_names_print(plan_of: Callable[..., Plan]) -> None:
    assert unprintable(plan_of(operator="喆堃玥昇犇镕"), PRINTING) == ()


@pytest.mark.parametrize("character", ["𬭎", "🧫", "ש", "\u0663"])
def test_that_a_name_that_the_font_lacks_is_an_error_before_it_is_printed(
    character: str, plan_of: Callable[..., Plan], pages_of: PagesOf
) -> None:
    made = plan_of(operator=f"Li {character}")
    code = f"U+{ord(character):04X}"
    (finding,) = unprintable(made, PRINTING)
    assert (finding.code, finding.severity, finding.place) == ("E-FONT", "error", ("run", "operator"))
    assert f"printed by Li [{code}]" in pages_of(made, "D2")[0]
