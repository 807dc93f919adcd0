"""Prepares what is derived from sources when the package is built, so that only sources are kept in git.

Gettext catalogues are compiled, and pint's conversion factors are written down: reading them takes
a millisecond, while pint itself takes longer to load than a window to appear.
"""

import json
import sys
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

RESOURCES = Path(__file__).parent


class Prepare(BuildHookInterface[Any]):
    """Runs for wheels and for a checkout that is run in place."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the derived files before files are collected."""
        for source in RESOURCES.glob("translations/*/LC_MESSAGES/*.po"):
            with source.open("rb") as stream:
                catalogue = read_po(stream)
            with source.with_suffix(".mo").open("wb") as target:
                write_mo(target, catalogue)
        sys.path.insert(0, str(RESOURCES.parent))
        from mscplanner.domain.units import BASE_UNITS, FACTORS_FILE, UNITS, computed_factor

        factors = {unit.text: str(computed_factor(unit.text, BASE_UNITS[unit.kind])) for unit in UNITS.values()}
        (RESOURCES / FACTORS_FILE).write_text(json.dumps(factors, ensure_ascii=False, indent=1), encoding="utf-8")
