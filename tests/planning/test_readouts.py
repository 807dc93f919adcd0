"""Read-outs that cannot be done, or that measure the medium."""

from collections.abc import Callable

import pytest

from mscplanner.domain.finding import Finding
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.protocol import Readout, ReadoutKind

Checked = Callable[..., list[Finding]]


def readout(name: str, at: str = "end", destructive: bool = False) -> Readout:
    return Readout(name=LocalText(plain=name), at=at, destructive=destructive)


STAINED, SECRETION = readout("Dithizone", destructive=True), readout("GSIS")


@pytest.mark.parametrize(
    ("readouts", "codes"),
    [
        ((SECRETION, STAINED), []),
        ((STAINED, SECRETION), ["N-READOUT-ORDER"]),
        ((readout("Dithizone", "b", True), SECRETION), ["N-READOUT-ORDER"]),
        ((readout("Dithizone", "a", True), SECRETION), ["W-READOUT-ORDER"]),
        ((SECRETION, readout("qPCR", "a", True)), ["W-READOUT-ORDER"]),
        ((readout("qPCR", "a", True), STAINED), []),
        ((readout("Morphology", "a"), STAINED), []),
        ((readout("Morphology", "nowhere"), STAINED), []),
    ],
)
def test_that_living_cells_come_before_those_that_are_used_up(
    checked: Checked, readouts: tuple[Readout, ...], codes: list[str]
) -> None:
    found = checked("", "", readouts=readouts)
    assert [each.code for each in found if "READOUT-ORDER" in each.code] == codes


@pytest.mark.parametrize(
    ("media", "name", "at", "told"),
    [
        (("", "b27 2 %"), "GSIS", "end", True),
        (("", "n2 1 %"), "Insulin and C-peptide", "b", True),
        (("", "its 1 %"), "胰岛素免疫染色", "end", True),
        (("", "insulin 10 µg/mL"), "Insulin ELISA", "end", True),
        (("", "b27"), "GSIS", "end", True),
        (("b27 2 %", ""), "GSIS", "a", True),
        (("b27 2 %", "fbs 10 %"), "GSIS", "end", False),
        (("", "b27 2 %"), "C-peptide", "end", False),
        (("", "b27 2 %"), "Dithizone", "end", False),
        (("", "b27 2 %"), "GSIS", "a", False),
        (("", "nicotinamide 10 mM"), "GSIS", "end", False),
    ],
)
def test_that_insulin_of_the_medium_is_told_where_insulin_is_read(
    checked: Checked, media: tuple[str, ...], name: str, at: str, told: bool
) -> None:
    assert bool(checked(*media, code="W-INSULIN", readouts=(readout(name, at),))) == told


def test_that_the_warning_asks_for_wash_c_peptide_and_blanks(checked: Checked) -> None:
    (warning,) = checked("b27 2 %; n2 1 %", code="W-INSULIN", readouts=(STAINED, SECRETION, readout("Insulin")))
    assert warning.title.written("en") == "The medium S1 brings insulin into read-outs: 2"
    assert warning.place == ("readouts", "1")
    assert "Insulin is in B-27 (50×), N-2 (100×);" in warning.reason.written("en")
    assert all(word in warning.way_on.written("en") for word in ("Wash", "C-peptide", "blanks"))


def told(checked: Checked, *readouts: Readout) -> list[str]:
    return [each.title.written("en") for each in checked("", code="W-C-PEPTIDE", readouts=readouts)]


@pytest.mark.parametrize(
    "names",
    [("C-peptide",), ("GSIS", "Insulin and C-peptide"), ("GSIS", "C肽"), ("Dithizone",), ("qPCR of INS",), ("qPCR",)],
)
def test_that_insulin_with_c_peptide_beside_it_is_no_finding(checked: Checked, names: tuple[str, ...]) -> None:
    assert told(checked, *(readout(name) for name in names)) == []


@pytest.mark.parametrize(("name", "kind"), [("GSIS", None), ("胰岛素免疫染色", None), ("Secretion", "gsis")])
def test_that_insulin_alone_is_told(checked: Checked, name: str, kind: ReadoutKind | None) -> None:
    alone = readout(name).model_copy(update={"kind": kind})
    assert told(checked, alone, readout("qPCR")) == ["Insulin is read without C-peptide: 1"]


@pytest.mark.parametrize("detail", ["PDX-1, GLUT-2, insulin", "INS and GCG", "胰岛素、PDX1"])
def test_that_the_insulin_gene_counts_as_c_peptide_does(checked: Checked, detail: str) -> None:
    genes = readout("qPCR").model_copy(update={"detail": LocalText(plain=detail)})
    assert told(checked, readout("GSIS"), genes) == []
