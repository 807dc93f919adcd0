"""The wheel: built, installed into an empty environment, and used there."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

UV = os.environ.get("UV", "uv")
ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([UV, "build", "--wheel", "--quiet", "--out-dir", folder, ROOT], check=True)
    return next(folder.glob("*.whl"))


def test_that_resources_and_templates_reach_the_wheel(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        "mscplanner/protocols/bm-msc-three-step.toml",
        "mscplanner/resources/units.txt",
        "mscplanner/resources/unit_factors.json",
        "mscplanner/resources/reagents.toml",
        "mscplanner/resources/fonts/NotoSansSC-Regular.ttf",
        "mscplanner/resources/fonts/OFL.txt",
        "mscplanner/resources/translations/zh/LC_MESSAGES/mscplanner.mo",
    }
    assert wanted <= names


def test_that_an_installed_wheel_plans_and_prints_outside_the_source_tree(wheel: Path, tmp_path: Path) -> None:
    environment = tmp_path / "environment"
    python = environment / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    subprocess.run([UV, "venv", "--quiet", "--python", sys.executable, environment], check=True)
    subprocess.run([UV, "pip", "install", "--quiet", "--python", python, wheel], check=True)
    command = [str(python), "-m", "mscplanner"]
    listed = subprocess.run([*command, "templates", "--json"], cwd=tmp_path, check=True, capture_output=True)
    assert len(json.loads(listed.stdout)["templates"]) == 8
    run = ["sheets", "bm-msc-three-step", "--start", "2026-12-07", "--language", "zh", "--out", "run.pdf"]
    subprocess.run([*command, *run], cwd=tmp_path, check=True)
    assert (tmp_path / "run.pdf").read_bytes().startswith(b"%PDF")
