"""What many tests start from: the bundled lab, and runs of the bundled templates."""

import gettext
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import configuration, settings

from mscplanner.cli import main
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


class Answer(NamedTuple):
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Keep the settings and the language of whoever runs the tests out of them."""
    monkeypatch.setenv("MSCPLANNER_SETTINGS", str(tmp_path / "settings"))
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    domain = gettext.textdomain()
    yield tmp_path / "settings"
    gettext.textdomain(domain)


@pytest.fixture
def command(own_settings: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Answer]:
    """Run a command of the program in this process."""

    def running(*words: str) -> Answer:
        try:
            code = main(words)
        except SystemExit as end:
            code = int(end.code or 0)
        said = capsys.readouterr()
        return Answer(code, said.out, said.err)

    return running


@pytest.fixture
def program(own_settings: Path) -> Callable[..., Answer]:
    """Run the program as its own process without any display."""

    def running(*words: str, text: str | None = None, **environment: str) -> Answer:
        display = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
        kept = {name: value for name, value in os.environ.items() if name not in display}
        done = subprocess.run(
            [sys.executable, "-m", "mscplanner", *words],
            input=text,
            capture_output=True,
            encoding="utf-8",
            cwd=Path(__file__).parents[1],
            env=kept | environment,
            timeout=60,
            check=False,
        )
        return Answer(done.returncode, done.stdout, done.stderr)

    return running
