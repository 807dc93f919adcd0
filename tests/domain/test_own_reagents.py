"""The lab's own reagents and figures beside the bundled catalogue."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from mscplanner.domain.grammar import Misreading
from mscplanner.domain.lab import Lab
from mscplanner.domain.message import Message
from mscplanner.domain.own_reagents import (
    FIGURE_NAMES,
    FigureName,
    OwnFigure,
    OwnReagent,
    OwnReagents,
    bundled_fact,
    conflicts,
    contradiction,
    extended,
    name_problem,
    new_reagent,
    own_figure,
    read_figure,
)
from mscplanner.domain.reagent import Catalogue, Fact

DAY = date(2026, 12, 4)


@pytest.fixture
def catalogue(lab: Lab) -> Catalogue:
    return lab.catalogue


def figure(reagent: str, fact: FigureName, text: str) -> OwnFigure:
    made = own_figure(reagent, fact, text, "A. Chen", DAY)
    assert isinstance(made, OwnFigure)
    return made


def added(catalogue: Catalogue, name: str, aliases: str = "") -> OwnReagent:
    made = new_reagent(catalogue, name, "small-molecule", "A. Chen", DAY, "DMSO", aliases)
    assert isinstance(made, OwnReagent)
    return made


def test_that_an_own_figure_counts_and_the_bundled_one_stays_to_be_seen(catalogue: Catalogue) -> None:
    own = OwnReagents().with_figure(figure("retinoic-acid", "stock", "5mM"))
    reagent = extended(catalogue, own).reagent("ATRA")
    assert reagent
    assert reagent.facts["stock"] == Fact(value="5 mM", known="lab", source="A. Chen, 2026-12-04")
    assert reagent.figure("stock") == read_figure("stock", "5 mM")
    bundled = bundled_fact(catalogue, "retinoic-acid", "stock")
    assert bundled
    assert bundled.value == "10 mmol/L"


def test_that_nothing_own_leaves_the_catalogue_as_it_is(catalogue: Catalogue) -> None:
    assert extended(catalogue, OwnReagents()) == catalogue


def test_that_an_own_reagent_is_found_by_name_id_and_other_names(catalogue: Catalogue) -> None:
    made = added(catalogue, "SB-999 inhibitor", "SB 999; 抑制剂九")
    own = OwnReagents().with_reagent(made).with_figure(figure(made.id, "molar_mass", "384.4 g/mol"))
    known = extended(catalogue, own)
    assert made.id == "sb-999-inhibitor"
    found = [known.reagent(name) for name in ("sb-999 INHIBITOR", "sb-999-inhibitor", "SB999", "抑制剂九")]
    assert {each.id for each in found if each} == {made.id}
    assert all(found)


@pytest.mark.parametrize(
    "name", ["ATRA", "retinoic-acid", "Retinoic acid", "全反式维甲酸", "β-FGF", "all trans retinoic acid"]
)
def test_that_a_bundled_name_is_never_taken(catalogue: Catalogue, name: str) -> None:
    made = new_reagent(catalogue, name, "small-molecule", "", DAY)
    assert isinstance(made, Message)
    assert "already" in made.written("en")
    assert isinstance(new_reagent(catalogue, "New thing", "protein", "", DAY, aliases=f"x1; {name}"), Message)


@pytest.mark.parametrize("name", ["", "  ", "—", "a\u202eb", "x" * 61])
def test_that_a_name_without_use_is_refused(catalogue: Catalogue, name: str) -> None:
    assert isinstance(name_problem(catalogue, name), Message)


def test_that_a_chinese_name_gets_an_id_of_its_own(catalogue: Catalogue) -> None:
    first = added(catalogue, "抑制剂甲")
    second = added(extended(catalogue, OwnReagents().with_reagent(first)), "抑制剂乙")
    assert (first.id, second.id) == ("reagent", "reagent-2")


def test_that_a_reagent_bundled_later_is_told_and_not_overwritten(catalogue: Catalogue) -> None:
    mine = OwnReagent(id="retinoic-acid", name="My ATRA", kind="protein", by="", on=DAY)
    own = OwnReagents(reagents=(mine,))
    reagent = extended(catalogue, own).reagent("retinoic-acid")
    assert reagent
    assert reagent.kind == "small-molecule"
    assert len(extended(catalogue, own).reagents) == len(catalogue.reagents)
    assert "My ATRA" in conflicts(catalogue, own)[0].written("en")


def test_that_an_alias_bundled_later_stays_with_the_bundled_reagent(catalogue: Catalogue) -> None:
    mine = OwnReagent(id="mine", name="Mine", kind="protein", aliases=("ATRA", "M1"), by="", on=DAY)
    own = OwnReagents(reagents=(mine,))
    known = extended(catalogue, own)
    assert [getattr(known.reagent(name), "id", "") for name in ("ATRA", "M1")] == ["retinoic-acid", "mine"]
    assert [each.written("en") for each in conflicts(catalogue, own)] == [
        "“ATRA” does not find the lab's own Mine: it is a name of all-trans retinoic acid."
    ]


def test_that_two_own_reagents_of_one_name_are_told(catalogue: Catalogue) -> None:
    two = [OwnReagent(id=each, name="Twin", kind="protein", by="", on=DAY) for each in ("twin", "twin-2")]
    own = OwnReagents(reagents=tuple(two))
    assert extended(catalogue, own).reagent("Twin")
    assert len(conflicts(catalogue, own)) == 1


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        ("stock", "1,5 mM"),
        ("stock", "1:1000"),
        ("stock", "10 mL"),
        ("molar_mass", "384"),
        ("molar_mass", "10 mM"),
        ("working_low", "1-10 µM"),
        ("working_high", "0 nM"),
        ("aqueous_solubility", "50×"),
        ("aqueous_solubility", ""),
    ],
)
def test_that_a_text_of_another_kind_is_no_figure(fact: FigureName, text: str) -> None:
    refused = own_figure("retinoic-acid", fact, text, "", DAY)
    assert isinstance(refused, Misreading)
    assert refused.message.written("en") != refused.message.written("zh")


@pytest.mark.parametrize("fact", FIGURE_NAMES)
def test_that_every_bundled_figure_could_be_given_by_a_lab(catalogue: Catalogue, fact: FigureName) -> None:
    given_facts = [each.facts[fact].value for each in catalogue.reagents if fact in each.facts]
    assert given_facts
    assert [text for text in given_facts if isinstance(read_figure(fact, text), Misreading)] == []


@given(st.text(max_size=80), st.sampled_from(FIGURE_NAMES))
def test_that_any_text_is_a_figure_or_refused(text: str, fact: FigureName) -> None:
    made = own_figure("x", fact, text, "", DAY)
    assert isinstance(made, Misreading) or read_figure(fact, made.value) == read_figure(fact, text)


def test_that_a_figure_no_longer_readable_is_kept_and_not_counted(catalogue: Catalogue) -> None:
    own = OwnReagents(figures=(OwnFigure(reagent="retinoic-acid", fact="stock", value="much", by="", on=DAY),))
    reagent = extended(catalogue, own).reagent("retinoic-acid")
    assert reagent
    assert reagent.facts["stock"].value == "10 mmol/L"
    assert "not used" in conflicts(catalogue, own)[0].written("en")


def test_that_a_figure_of_an_unknown_reagent_is_told(catalogue: Catalogue) -> None:
    own = OwnReagents().with_figure(figure("gone", "stock", "5 mM"))
    assert "“gone”" in conflicts(catalogue, own)[0].written("en")


def test_that_a_range_upside_down_is_told(catalogue: Catalogue) -> None:
    own = OwnReagents().with_figure(figure("retinoic-acid", "working_high", "0.01 nM"))
    reagent, before = extended(catalogue, own).reagent("retinoic-acid"), catalogue.reagent("retinoic-acid")
    assert reagent
    assert before
    assert contradiction(reagent)
    assert contradiction(before) is None


def test_that_removing_takes_an_own_reagent_and_never_the_figures_of_a_bundled_one(catalogue: Catalogue) -> None:
    made = added(catalogue, "Mine")
    corrected = figure("retinoic-acid", "stock", "5 mM")
    own = OwnReagents().with_reagent(made).with_figure(figure(made.id, "stock", "1 mM")).with_figure(corrected)
    assert own.without_reagent("retinoic-acid") == own
    assert own.without_reagent(made.id) == OwnReagents(figures=(corrected,))


def test_that_a_second_figure_takes_the_place_of_the_first() -> None:
    own = OwnReagents().with_figure(figure("a", "stock", "5 mM")).with_figure(figure("a", "stock", "6 mM"))
    assert [each.value for each in own.figures] == ["6 mM"]
    assert own.without_figure("a", "stock") == OwnReagents()
    with pytest.raises(ValidationError):
        OwnReagents(figures=(figure("a", "stock", "5 mM"), figure("a", "stock", "6 mM")))
