"""The bundled templates: the rows of Table 1 exactly as they are printed."""

import pytest

from mscplanner.domain.grammar import read_quantity
from mscplanner.domain.lab import Lab
from mscplanner.domain.quantity import Quantity
from mscplanner.library.templates import TABLE_1, read_template, read_templates, template_ids
from mscplanner.planning.schedule import stage_windows

# Transcribed from Table 1 of the review: medium, days, and each addition with its amount.
PRINTED: dict[tuple[str, str], tuple[str, str, str, list[tuple[str, str, str | None]]]] = {
    ("bm-msc-three-step", "step-1"): (
        "无血清 H-DMEM",
        "2 天",
        "2 d",
        [("0.5mmol/L β-巯基乙醇", "2-mercaptoethanol", "0.5 mmol/L")],
    ),
    ("bm-msc-three-step", "step-2"): (
        "无血清 H-DMEM",
        "8 天",
        "8 d",
        [
            ("1% 非必需氨基酸", "neaa-100x", "1 % v/v"),
            ("20ng/ml β-FGF", "bfgf", "20 ng/mL"),
            ("2% B27", "b27-50x", "2 % v/v"),
            ("2mmol/L L-谷氨酰胺", "l-glutamine", "2 mmol/L"),
        ],
    ),
    ("bm-msc-three-step", "step-3"): (
        "无血清 H-DMEM",
        "8 天",
        "8 d",
        [
            ("10ng/ml β-FGF", "bfgf", "10 ng/mL"),
            ("10ng/ml 激活素 A", "activin-a", "10 ng/mL"),
            ("2% B27", "b27-50x", "2 % v/v"),
            ("10mmol/L 烟酰胺", "nicotinamide", "10 mmol/L"),
        ],
    ),
    ("uc-msc-three-step", "step-1"): (
        "10% FBS H-DMEM",
        "2 天",
        "2 d",
        [("10% FBS", "fbs", "10 % v/v"), ("6mmol/L 维甲酸", "retinoic-acid", "6 mmol/L")],
    ),
    ("uc-msc-three-step", "step-2"): (
        "10% FBS L-DMEM",
        "6 天",
        "6 d",
        [
            ("10% FBS", "fbs", "10 % v/v"),
            ("10mmol/L 烟酰胺", "nicotinamide", "10 mmol/L"),
            ("20ng/ml 表皮生长因子", "egf", "20 ng/mL"),
        ],
    ),
    ("uc-msc-three-step", "step-3"): (
        "10% FBS L-DMEM",
        "6 天",
        "6 d",
        [("10% FBS", "fbs", "10 % v/v"), ("10nmol/L 肠促胰岛素类似物-4", "exendin-4", "10 nmol/L")],
    ),
    ("adsc-one-step", "step-1"): (
        "DMEM/F12",
        "3 天",
        "3 d",
        [
            ("10mmol/L 烟酰胺", "nicotinamide", "10 mmol/L"),
            ("2nmol/L 激活素-A", "activin-a", "2 nmol/L"),
            ("10nmol/L 肠促胰岛素类似物-4", "exendin-4", "10 nmol/L"),
            ("100pmol/L HGF", "hgf", "100 pmol/L"),
            ("10nmol/L 五肽促胃液素", "pentagastrin", "10 nmol/L"),
            ("B27 血清替代物", "b27-50x", None),
            ("N-2 添加剂", "n2-100x", None),
        ],
    ),
}
BASAL = {
    "无血清 H-DMEM": "dmem-high-glucose",
    "10% FBS H-DMEM": "dmem-high-glucose",
    "10% FBS L-DMEM": "dmem-low-glucose",
    "DMEM/F12": "dmem-f12",
}


def test_that_the_rows_of_table_1_come_first_and_all_open() -> None:
    assert template_ids()[:3] == TABLE_1
    assert [template.id for template in read_templates()] == list(template_ids())
    assert len(template_ids()) == 8


@pytest.mark.parametrize(("template_id", "stage_id"), PRINTED)
def test_that_a_stage_is_as_printed(lab: Lab, template_id: str, stage_id: str) -> None:
    template = read_template(template_id)
    stage = template.stage(stage_id) if template else None
    assert stage
    assert stage.medium
    medium, printed_days, duration, additions = PRINTED[template_id, stage_id]
    assert (stage.medium.printed, stage.printed_duration, stage.duration) == (medium, printed_days, duration)
    assert stage.medium.basal == BASAL[medium]
    ids = [lab.catalogue.find(each.reagent) for each in stage.additions]
    found = [
        (each.printed, reagent.reagent.id if reagent else "", each.final)
        for each, reagent in zip(stage.additions, ids, strict=True)
    ]
    assert found == additions


@pytest.mark.parametrize(("template_id", "stage_id"), PRINTED)
def test_that_the_printed_amount_reads_as_the_one_planned(template_id: str, stage_id: str) -> None:
    for printed, _, final in PRINTED[template_id, stage_id][3]:
        amount = read_quantity(printed.split(" ")[0].removesuffix("HGF"))
        planned = read_quantity(final or "")
        if isinstance(planned, Quantity):
            assert isinstance(amount, Quantity)
            assert amount.value == planned.value
            assert amount.same(planned) or (amount.unit, planned.unit) == ("%", "% v/v")


def test_that_table_1_has_no_other_stages() -> None:
    for template_id in TABLE_1:
        template = read_template(template_id)
        assert template
        assert [stage.id for stage in template.stages] == [stage for row, stage in PRINTED if row == template_id]


@pytest.mark.parametrize(
    ("template_id", "days"),
    [
        ("bm-msc-three-step", 18),
        ("uc-msc-three-step", 14),
        ("adsc-one-step", 3),
        ("adsc-one-step-4-day", 18),
        ("adsc-three-step", 18),
        ("uc-msc-15-day-reading", 15),
    ],
)
def test_that_days_add_up_to_the_printed_length(template_id: str, days: int) -> None:
    template = read_template(template_id)
    assert template
    windows = stage_windows(template, 2)
    assert (len(windows), windows[-1].end_day) == (len(template.stages), days)


def test_that_no_template_invents_a_medium_change_interval() -> None:
    assert all(stage.change is None for template_id in TABLE_1 for stage in (read_template(template_id) or ()).stages)  # type: ignore[union-attr]


def test_that_retinoic_acid_is_one_pulse_with_a_reading_beside_it() -> None:
    template = read_template("uc-msc-three-step")
    assert template
    acid = template.stages[0].additions[1]
    assert acid.once
    assert acid.reading
    assert (acid.reading.final, acid.reading.confidence) == ("1 µmol/L", "inferred")


def test_that_every_text_has_both_languages() -> None:
    for template in read_templates():
        for text in (
            template.title,
            template.cell_source,
            *template.notes,
            *(stage.title for stage in template.stages),
        ):
            assert text
            assert text.plain or (text.en and text.zh)
        for each in template.disagreements:
            assert all(text.en and text.zh for text in (each.review, each.original))


def test_that_cited_sources_exist() -> None:
    for template in read_templates():
        known = {source.id for source in template.sources}
        cited = {source for stage in template.stages for source in stage.sources}
        cited |= {source for readout in template.readouts for source in readout.sources}
        cited |= {source for each in template.disagreements for source in each.sources}
        assert cited <= known, template.id


def test_that_an_unknown_template_is_none() -> None:
    assert read_template("../pyproject") is None
    assert read_template("") is None
