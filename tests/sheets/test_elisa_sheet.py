"""The sheet of insulin and C-peptide."""

from collections.abc import Callable

from pdfplumber.page import Page

from mscplanner.domain.local_text import LocalText
from mscplanner.domain.protocol import StageTask
from mscplanner.domain.run import Control, Withdrawal
from mscplanner.planning.plan import Plan
from mscplanner.planning.plate_maps import ROWS, plate_maps
from mscplanner.planning.readout_sheets import readout_sheets

MILLIMETRE = 72 / 25.4
PartOf = Callable[..., str]
PagesOf = Callable[..., list[str]]


def test_that_the_plate_is_printed_as_it_is_mapped(part_of: PartOf, plan_of: Callable[..., Plan]) -> None:
    sheet = next(each for each in readout_sheets(plan_of()) if each.kind == "elisa")
    (plate,) = plate_maps(sheet.tubes, sheet.blanks)
    text = part_of("D18/ELISA")
    drawn = text.replace(" ", "")
    for title in ("Insulinplate", "C-peptideplate"):
        part = drawn[drawn.index(title) :]
        places = [part.index(name + "".join(cells)) for name, cells in zip(ROWS, plate, strict=True)]
        assert places == sorted(places)


def test_that_wells_are_large_enough_to_write_in(bm_page: Callable[[str], Page]) -> None:
    page = bm_page("D18/ELISA")
    assert "Insulin plate" in page.extract_text()
    sides = [(each["width"] / MILLIMETRE, each["height"] / MILLIMETRE) for each in page.rects]
    wells = [(width, height) for width, height in sides if 12 < width < 16 and height > 9]
    assert len(wells) == 96
    # Below the name of the well there are eight millimetres left.
    assert min(height for _, height in wells) >= 13


def test_that_results_stand_side_by_side(part_of: PartOf) -> None:
    text = part_of("D18/ELISA")
    results = text[text.index("D Results, C-peptide beside insulin") :]
    for tube in ("1L", "1H", "3H", "UL", "UH", "ML", "MH", "W"):
        assert f" {tube} " in results


def test_that_many_vessels_are_taken_in_groups_and_fit_a_plate(plan_of: Callable[..., Plan], pages_of: PagesOf) -> None:
    made = plan_of(count=12, controls=(Control(kind="uninduced", count=12), Control(kind="vehicle", count=12)))
    text = " ".join(pages_of(made, "D18/ELISA"))
    assert text.count("plate 1 of 1") == 2
    assert "V10–V12 induced 4H" in text


def test_that_wells_harvested_early_stand_on_the_plate_and_among_the_results(
    plan_of: Callable[..., Plan], pages_of: PagesOf
) -> None:
    text = " ".join(pages_of(plan_of(withdrawals=(Withdrawal(day=4, wells=2),)), "D18/ELISA"))
    assert "E4 …: spent medium of wells harvested early" in text
    assert text.replace(" ", "").count("E4E4") == 2
    assert "V1–V3 induced, harvested on D4 E4" in text


def test_that_a_readout_within_a_stage_is_not_called_one_of_its_end(
    plan_of: Callable[..., Plan], pages_of: PagesOf
) -> None:
    protocol = plan_of().run.protocol
    task = StageTask(name=LocalText(plain="C-peptide"), kind="readout", day=3)
    stages = tuple(
        each.model_copy(update={"tasks": (task,) if at == 1 else ()}) for at, each in enumerate(protocol.stages)
    )
    made = plan_of(protocol=protocol.model_copy(update={"stages": stages}))
    sheet = readout_sheets(made)[0]
    assert "C-peptide | in S2 | D0" in pages_of(made, sheet.id)[0]
    assert "end of S3 | D0" in pages_of(made, "D18/ELISA")[0]
