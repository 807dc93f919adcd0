"""What many tests start from: the bundled lab, and runs of the bundled templates."""

import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import configuration, settings

from mscplanner.domain.lab import Lab
from mscplanner.domain.run import Run
from mscplanner.library.files import Unreadable
from mscplanner.library.lab_files import read_lab
from mscplanner.library.templates import read_template

MONDAY = date(2026, 12, 7)

# Nothing is left behind in the source tree, and a slow machine is no fault of the program.
configuration.set_hypothesis_home_dir(Path(tempfile.gettempdir()) / "mscplanner-hypothesis")
settings.register_profile("mscplanner", deadline=None, database=None, max_examples=100)
settings.load_profile("mscplanner")


@pytest.fixture(scope="session")
def lab() -> Lab:
    bundled = read_lab()
    assert not isinstance(bundled, Unreadable)
    return bundled


@pytest.fixture(scope="session")
def run_of(lab: Lab) -> Callable[[str], Run]:
    """Make a run of a template: three 6-well plates from a Monday on."""

    def made(template_id: str) -> Run:
        protocol, vessel = read_template(template_id), lab.vessel("plate-6")
        assert protocol
        assert vessel
        return Run(number="R-2026-014", protocol=protocol, start=MONDAY, lab=lab, vessel=vessel, count=3)

    return made
