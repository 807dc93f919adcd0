"""The bundled templates have exactly the findings that they deserve, as a protocol and as a run.

Each line can be traced: the rows of Table 1 and the discrepancies to what review and originals say,
the rest to the recipe and the catalogue. A finding more is a false alarm.
"""

from collections.abc import Callable

import pytest

from mscplanner.domain.finding import Finding, Place
from mscplanner.domain.lab import Lab
from mscplanner.domain.run import Run
from mscplanner.library.templates import read_template, template_ids
from mscplanner.planning.checks import check
from mscplanner.planning.planner import plan

Told = tuple[str, Place]


def step(number: int, *rest: str) -> Place:
    return ("stages", f"step-{number}", *rest)


def dose(number: int, reagent: str) -> Place:
    return step(number, "additions", reagent)


PROTOCOL: Place = ("protocol",)
INTERVAL = [("W-INTERVAL", ("change",))]  # no row of Table 1 prints a medium change
ALWAYS = [
    ("N-METHODS", PROTOCOL),  # nobody has read the Methods of any original
    ("N-START", ("cell_source",)),  # neither seeding density nor passage is printed for any row
]
CARE = [("N-HANDLING", PROTOCOL), *ALWAYS]
MERCAPTO_RECIPE = [
    ("W-NAME", dose(2, "bfgf")),  # printed "β-FGF"
    ("W-DOUBLE-BASAL", dose(2, "l-glutamine")),  # 2 mmol/L on top of what H-DMEM is sold with
    ("W-NAME", dose(3, "bfgf")),
    ("W-SOURCE", dose(3, "bfgf")),  # may be betacellulin
    ("W-INSULIN", ("readouts", "1")),  # B27 in the last medium, and GSIS
    ("W-SOURCE", ("cell_source",)),  # ref 21: rat, 3-D
]
ONE_STEP = [
    ("N-BRIDGE", dose(1, "activin-a")),  # 2 nmol/L, stock by mass
    ("N-BRIDGE", dose(1, "hgf")),  # 100 pmol/L, stock by mass
    ("N-DOUBLE", dose(1, "n2-100x")),  # insulin, transferrin, progesterone, selenite in B27, too
    ("N-SERUM", step(1, "medium")),  # printed "DMEM/F12"
]
SUPPLEMENTS = [("E-QTY-NONE", dose(1, "b27-50x")), ("E-QTY-NONE", dose(1, "n2-100x"))]
CORD = [("W-LENGTH", PROTOCOL), ("W-SOURCE", ("cell_source",))]  # 14 or 15 d; cord or cord blood
POOR_RESPONSE = [("N-SOURCE", ("readouts",))]
TRANSFECTED = [("E-DURATION-NONE", "duration"), ("E-MEDIUM-NONE", "medium")]


def unwritten(*stages: str) -> list[Told]:
    return [(code, ("stages", stage, field)) for stage in stages for code, field in TRANSFECTED]


EXPECTED: dict[str, list[Told]] = {
    "bm-msc-three-step": [
        *MERCAPTO_RECIPE,
        *INTERVAL,
        ("N-SOURCE", ("readouts",)),  # 68 % and 55 % add to more than 100 %
        ("N-SOURCE", ("readouts",)),  # PDX1 is no pass test
        *CARE,
    ],
    "uc-msc-three-step": [("E-DOSE-SOL", dose(1, "retinoic-acid")), *CORD, *INTERVAL, *POOR_RESPONSE, *CARE],
    "adsc-one-step": [
        *SUPPLEMENTS,
        ("W-SOURCE", step(1, "medium")),  # DMEM in the group's own abstract
        ("W-INSULIN", ("readouts", "1")),  # B27 and N-2 in the medium, and GSIS
        *INTERVAL,
        *ONE_STEP,
        ("N-SOURCE", PROTOCOL),
        *CARE,
    ],
    "adsc-one-step-4-day": [
        *SUPPLEMENTS,
        ("E-MEDIUM-NONE", ("stages", "co-culture", "medium")),
        ("W-SOURCE", step(1, "medium")),
        ("W-SOURCE", ("stages", "co-culture")),  # BM-MSC or BM-HSC
        *INTERVAL,
        *ONE_STEP,
        ("N-SOURCE", PROTOCOL),  # route
        ("N-SOURCE", PROTOCOL),  # one cohort or two
        *CARE,
    ],
    "adsc-three-step": [
        *MERCAPTO_RECIPE,
        ("W-SOURCE", PROTOCOL),  # scaffold
        ("W-SOURCE", PROTOCOL),  # whose method
        *INTERVAL,
        ("N-SOURCE", ("readouts",)),
        *CARE,
    ],
    "uc-msc-15-day-reading": [
        ("W-READING", dose(1, "retinoic-acid")),
        ("W-PRINTED", step(1, "duration")),  # 24 h, printed 2 d
        *CORD,
        *INTERVAL,
        ("N-DOSE-SOL", dose(1, "retinoic-acid")),
        *POOR_RESPONSE,
        *CARE,
    ],
    "adsc-mir-375": [*unwritten("transduction", "differentiation"), *POOR_RESPONSE, *ALWAYS],
    "ucb-msc-pdx1-mrna": [
        *unwritten("transfection", "chemical-induction"),
        ("W-SOURCE", ("cell_source",)),
        *ALWAYS,
    ],
}
IN_A_RUN = {"W-INTERVAL", "W-ASSUMED", "W-CLOSED", "W-UNDATED"}
"""What follows from the days and stocks of a run, and not from its protocol."""


def told(findings: tuple[Finding, ...]) -> list[Told]:
    return [(finding.code, finding.place) for finding in findings]


@pytest.mark.parametrize("template_id", template_ids())
def test_that_a_template_has_exactly_its_findings(lab: Lab, template_id: str) -> None:
    template = read_template(template_id)
    assert template
    assert told(check(template, lab)) == EXPECTED[template_id]


@pytest.mark.parametrize("template_id", template_ids())
def test_that_its_run_has_the_same_and_what_days_and_stocks_add(run_of: Callable[[str], Run], template_id: str) -> None:
    found = told(plan(run_of(template_id)).findings)
    assert [each for each in found if each[0] not in IN_A_RUN] == [
        each for each in EXPECTED[template_id] if each[0] not in IN_A_RUN
    ]


RUN = ("run", "change_every_days")


@pytest.mark.parametrize(
    ("template_id", "days"),
    [("bm-msc-three-step", ["D6", "D12"]), ("uc-msc-three-step", ["D6", "D12"]), ("adsc-one-step", [])],
)
def test_that_days_and_stocks_of_the_three_rows_add_exactly_these(
    run_of: Callable[[str], Run], template_id: str, days: list[str]
) -> None:
    found = [each for each in told(plan(run_of(template_id)).findings) if each[0] in IN_A_RUN]
    assert found == [
        ("W-INTERVAL", RUN),
        ("W-ASSUMED", ("stocks",)),
        *(("W-CLOSED", ("days", day)) for day in days),
    ]
