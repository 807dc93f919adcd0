"""Genes stand on the sheet as the source writes them."""

import pytest

from mscplanner.domain.local_text import LocalText
from mscplanner.library.templates import read_templates
from mscplanner.planning.named_genes import genes_named
from mscplanner.planning.readout_kinds import kind_of


@pytest.mark.parametrize(
    ("text", "genes"),
    [
        (
            "Abstract of ref. 22: insulin, glucagon, Glut-2, PDX1, Pax4, Ngn3.",
            "insulin glucagon Glut-2 PDX1 Pax4 Ngn3",
        ),
        ("Abstract: ISL-1, PAX-6, IPF-1 (= PDX1). Assay type not stated.", "ISL-1 PAX-6 IPF-1"),
        ("Pdx-1, Nkx2.2, Isl-1, MafA", "Pdx-1 Nkx2.2 Isl-1 MafA"),
        ("insulin-positive cells, INSR, PDX12", ""),
        ("genes of β-cell function; not listed", ""),
    ],
)
def test_that_genes_are_found_once_as_written(text: str, genes: str) -> None:
    assert [each.written("en") for each in genes_named(LocalText(plain=text))] == genes.split()


def test_that_words_are_chinese_and_symbols_stay() -> None:
    found = genes_named(LocalText(en="PDX-1, insulin", zh="PDX-1、胰岛素"))
    assert [each.written("zh") for each in found] == ["PDX-1", "胰岛素"]
    assert genes_named(None) == ()


def test_that_all_templates_but_one_name_genes() -> None:
    found = {
        template.id: len(genes_named(readout.detail))
        for template in read_templates()
        for readout in template.readouts
        if kind_of(readout) == "qpcr"
    }
    assert [name for name, count in found.items() if not count] == ["ucb-msc-pdx1-mrna"]
