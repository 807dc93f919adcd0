"""The lab's files: catalogues of reagents and vessels, policy, and hands-on procedures.

All four come with the program. A lab that works otherwise puts a file of the same name into its
settings folder, which then takes the place of the bundled one.
"""

import os
from pathlib import Path
from typing import Any, TypeVar

from mscplanner.domain.lab import Lab, Procedure, Settings
from mscplanner.domain.places import resource_folder
from mscplanner.domain.reagent import Catalogue
from mscplanner.domain.value import Value
from mscplanner.domain.vessel import Vessel
from mscplanner.library.files import Problem, Unreadable, read_text
from mscplanner.library.protocol_file import refused_format
from mscplanner.library.toml_text import parse
from mscplanner.library.validation import validated

AnyValue = TypeVar("AnyValue", bound=Value)

CHANGEABLE = ("lab_defaults.toml", "lab_procedures.toml", "reagents.toml", "vessels.toml")
"""Files that a lab may replace by its own."""


class _Vessels(Value):
    vessels: tuple[Vessel, ...]


class _Procedures(Value):
    procedures: tuple[Procedure, ...]


def settings_folder() -> Path:
    """Return the lab's settings folder: ``MSCPLANNER_SETTINGS``, else the user's configuration folder."""
    named = os.environ.get("MSCPLANNER_SETTINGS")
    if named:
        return Path(named)
    import platformdirs

    return Path(platformdirs.user_config_dir("mscplanner", appauthor=False))


def read_lab(folder: Path | None = None) -> Lab | Unreadable:
    """Read the lab's catalogues, policy and procedures.

    Args:
        folder: The lab's settings folder; None reads only what comes with the program.

    Returns:
        The lab, or everything that is wrong with all of its files.
    """
    catalogue = _read(folder, "reagents.toml", "mscplanner-reagents", Catalogue)
    vessels = _read(folder, "vessels.toml", "mscplanner-vessels", _Vessels)
    settings = _read(folder, "lab_defaults.toml", "mscplanner-lab", Settings)
    procedures = _read(folder, "lab_procedures.toml", "mscplanner-procedures", _Procedures)
    if (
        isinstance(catalogue, Unreadable)
        or isinstance(vessels, Unreadable)
        or isinstance(settings, Unreadable)
        or isinstance(procedures, Unreadable)
    ):
        return _joined([each for each in (catalogue, vessels, settings, procedures) if isinstance(each, Unreadable)])
    return Lab(catalogue=catalogue, vessels=vessels.vessels, settings=settings, procedures=procedures.procedures)


def _joined(faults: list[Unreadable]) -> Unreadable:
    if len(faults) == 1:
        return faults[0]
    problems = tuple(
        Problem(line=problem.line, key=f"{fault.name} {problem.key}".strip(), message=problem.message)
        for fault in faults
        for problem in fault.problems
    )
    return Unreadable(name=", ".join(fault.name for fault in faults), problems=problems)


def _read(folder: Path | None, name: str, file_format: str, model: type[AnyValue]) -> AnyValue | Unreadable:
    own = folder / name if folder else None
    path = own if own and own.exists() else resource_folder() / name
    text = read_text(path)
    if isinstance(text, Unreadable):
        return text
    data: dict[str, Any] | Unreadable = parse(text, path)
    if isinstance(data, Unreadable):
        return data
    refused = refused_format(data, path, file_format, 1)
    if refused:
        return refused
    data.pop("format")
    return validated(model, data, text, path)
