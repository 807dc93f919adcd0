"""What the source says of a field."""

from mscplanner.gui.document import Spot
from mscplanner.gui.source_text import SourceText
from mscplanner.gui.wording import Wording
from mscplanner.library.templates import read_template


def said(template: str, spot: Spot) -> dict[str, tuple[str, ...]]:
    protocol = read_template(template)
    assert protocol
    return {each.heading: each.texts for each in SourceText(protocol, Wording("en")).of(spot)}


def test_that_a_dose_is_told_as_printed_with_its_other_reading() -> None:
    texts = said("uc-msc-three-step", Spot(0, 1, "final"))
    assert texts["As printed in the source"] == ("“6mmol/L 维甲酸”",)
    first, reason = texts["Another reading, never applied by itself"]
    assert first == "1 µmol/L (inferred, not seen in the original)"
    assert "10^-6" in reason


def test_that_a_field_of_which_the_source_says_nothing_says_so() -> None:
    assert said("bm-msc-three-step", Spot(0, -1, "change"))["As printed in the source"] == ("not stated",)


def test_that_only_the_references_of_the_stage_are_told() -> None:
    references = said("bm-msc-three-step", Spot(2, 0, "final"))["References"]
    assert [text[:4] for text in references[:-1]] == ["[20]", "[21]"]
    assert references[-1] == "How well it is known: printed in the review"


def test_that_sources_that_disagree_are_told_with_how_well_each_is_known() -> None:
    review, other = said("bm-msc-three-step", Spot(2, 0, "final"))["Sources disagree"]
    assert review.startswith("Review (printed in the review): Table 1 prints β-FGF")
    assert other.startswith("Other source (recalled, not checked): ")


def test_that_a_read_out_is_told_with_its_detail() -> None:
    texts = said("bm-msc-three-step", Spot(-1, 5, "readouts"))
    assert "Toxic" in texts["Dithizone staining"][0]
