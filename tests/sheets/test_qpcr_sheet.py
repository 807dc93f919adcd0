"""The sheet of a qPCR."""

from collections.abc import Callable

from mscplanner.planning.plan import Plan

PartOf = Callable[..., str]
PagesOf = Callable[..., list[str]]
UC = "uc-msc-three-step"


def test_that_the_genes_of_the_source_stand_there_with_free_reference_genes(part_of: PartOf) -> None:
    text = part_of("D14/QPCR", UC)
    genes = text[text.index("C Genes") :]
    for gene in ("insulin", "glucagon", "Glut-2", "PDX1", "Pax4", "Ngn3"):
        assert gene in genes
    assert genes.count("reference gene (not stated):") == 2
    assert "PDX1 alone proves no β cell" in text


def test_that_each_gene_has_three_ct_values_of_each_sample(part_of: PartOf) -> None:
    text = part_of("D14/QPCR", UC)
    bands = text[text.index("E Ct values") :]
    # Six genes and two reference genes: three tables of three.
    assert bands.count("Ct 1 Ct 2 Ct 3") == 9
    assert bands.count("1 V1") == bands.count("3 V3") == 4
    assert "fold = 2^(−ΔΔCt)" in bands


def test_that_wells_harvested_early_are_samples_and_the_control_may_calibrate(whole: Plan, pages_of: PagesOf) -> None:
    text = " ".join(pages_of(whole, "D18/QPCR"))
    assert "1 V1–V2 induced, harvested on D4" in text
    assert "3 U1 uninduced control, harvested on D10" in text
    assert "uninduced MSC, samples 3, 7, 8, 9" in text


def test_that_a_run_without_control_calibrates_with_something_else(part_of: PartOf) -> None:
    text = part_of("D18/QPCR")
    assert "uninduced MSC: this run has no such vessels; from" in text
    assert "cells of D0, kept before the induction" in text
    assert "No fold that must be reached was found" in text
