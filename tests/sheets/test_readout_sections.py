"""What the sheets of all read-outs have."""

from collections.abc import Callable
from io import BytesIO

import pdfplumber
import pytest

from mscplanner.domain.local_text import LocalText
from mscplanner.domain.protocol import Readout
from mscplanner.domain.run import Run
from mscplanner.planning.plan import Plan
from mscplanner.planning.planner import plan
from mscplanner.planning.readout_sheets import readout_sheets

PartOf = Callable[..., str]
PagesOf = Callable[..., list[str]]
SHEETS = ["D18/R1", "D18/GSIS", "D18/ELISA", "D18/QPCR", "D18/R2", "D18/DTZ"]
FORMS = ["F-11", "F-09", "F-10", "F-08", "F-11", "F-07"]


@pytest.mark.parametrize("language", ["en", "zh", "both"])
def test_that_each_sheet_prints_what_the_protocol_says_with_its_sources(
    language: str, part_of: PartOf, plan_of: Callable[..., Plan]
) -> None:
    made = plan_of()
    for part, readout, form in zip(SHEETS, made.run.protocol.readouts, FORMS, strict=True):
        text = "".join(part_of(part, paper="letter" if language == "both" else "a4", language=language).split())
        assert readout.detail
        for each in ("en", "zh") if language == "both" else (language,):
            assert "".join(readout.detail.written("zh" if each == "zh" else "en").split()) in text
        assert all(f"[{source}]" in text for source in readout.sources)
        assert form in text
        assert ("Usesupthecells." in text or "消耗细胞" in text) >= readout.destructive


def test_that_the_sheet_is_signed_and_has_room_for_deviations(part_of: PartOf) -> None:
    for part in SHEETS:
        text = part_of(part)
        assert text.count("Performed by") == text.count("Checked by") == 1
        assert "Deviations" in text


def test_that_insulin_brings_its_note(part_of: PartOf) -> None:
    noted = [part for part in SHEETS if "Show C-peptide or INS mRNA beside it." in part_of(part)]
    assert noted == ["D18/GSIS", "D18/ELISA", "D18/R2"]


def test_that_a_readout_without_any_wells_or_words_is_a_sheet(run_of: Callable[[str], Run], pages_of: PagesOf) -> None:
    run = run_of("bm-msc-three-step")
    names = ("GSIS", "ELISA", "qPCR", "Dithizone", "Weight")
    readouts = tuple(Readout(name=LocalText(plain=name), at="end") for name in names)
    taken = [{"day": 4, "wells": 18}]
    protocol = run.protocol.model_copy(update={"readouts": readouts})
    changed = run.model_dump() | {"protocol": protocol, "lab": run.lab, "vessel": run.vessel, "withdrawals": ()}
    made = plan(Run.model_validate(changed | {"withdrawals": tuple(taken)}))
    for sheet in readout_sheets(made):
        text = " ".join(pages_of(made, sheet.id))
        assert "How it is done is not stated." in text
        assert "Source: not stated" in text
        # The wells harvested early are samples of the qPCR all the same.
        assert ("No wells are left on this day." in text) == (sheet.kind in ("other", "gsis"))


def test_that_all_there_is_to_write_on_is_eight_millimetres_high(book_of: Callable[..., bytes]) -> None:
    least = 8 * 72 / 25.4 - 0.1
    seen = 0
    # The read-outs are the last sheets of the book.
    for page in pdfplumber.open(BytesIO(book_of(paper="letter"))).pages[-12:]:
        mark = page.extract_words()[1]["text"]
        if mark not in SHEETS:
            continue
        words = page.extract_words()
        for cell in page.rects:
            holds = [w for w in words if cell["x0"] <= w["x0"] and w["x1"] <= cell["x1"] and _inside(w, cell)]
            if not holds and cell["width"] > 30:
                seen += 1
                assert cell["height"] >= least, (mark, cell["top"])
    assert seen > 200


def _inside(word: dict[str, float], cell: dict[str, float]) -> bool:
    return bool(cell["top"] - 1 <= word["top"] and word["bottom"] <= cell["bottom"] + 1)
