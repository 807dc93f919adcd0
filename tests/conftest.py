"""What many tests start from: the bundled lab, and runs of the bundled templates."""

from collections.abc import Callable
from datetime import date

import pytest

from mscplanner.domain.lab import Lab
from mscplanner.domain.run import Run
from mscplanner.library.files import Unreadable
from mscplanner.library.lab_files import read_lab
from mscplanner.library.templates import read_template

MONDAY = date(2026, 12, 7)


@pytest.fixture(scope="session")
def lab() -> Lab:
    bundled = read_lab()
    assert not isinstance(bundled, Unreadable)
    return bundled


@pytest.fixture
def run_of(lab: Lab) -> Callable[[str], Run]:
    """Make a run of a template: three 6-well plates from a Monday on."""

    def made(template_id: str) -> Run:
        protocol, vessel = read_template(template_id), lab.vessel("plate-6")
        assert protocol
        assert vessel
        return Run(number="R-2026-014", protocol=protocol, start=MONDAY, lab=lab, vessel=vessel, count=3)

    return made
