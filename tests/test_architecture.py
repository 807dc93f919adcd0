"""The direction of imports, and who alone may import which library."""

import ast
from pathlib import Path

import pytest

import mscplanner

PACKAGE = Path(mscplanner.__file__).parent
ALLOWED = {
    "domain": {"domain"},
    "planning": {"domain", "planning"},
    "library": {"domain", "planning", "library"},
    "sheets": {"domain", "planning", "sheets"},
    "gui": {"domain", "planning", "library", "sheets", "gui"},
    "": {"domain", "planning", "library", "sheets", "gui", ""},
}
ONLY_IN = {
    "PySide6": {"gui"},
    "reportlab": {"sheets"},
    "segno": {"sheets"},
    "sqlalchemy": {"library"},
    "alembic": {"library"},
    "psycopg": {"library"},
    "icalendar": {"library"},
    "tomli": {"library"},
    "openpyxl": {"library"},
    "tomllib": set(),
    "pint": {"domain/units.py"},
    "holidays": {"library/public_holidays.py"},
}
BANNED_NAMES = {"utils", "helpers", "common", "constants", "manager", "helper", "util"}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def imported(source: str) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            names |= {f"{node.module}.{alias.name}" for alias in node.names} | {str(node.module)}
    return names


def room_of(name: str) -> str:
    parts = name.split(".")
    return parts[1] if len(parts) > 1 and parts[1] in ALLOWED else ""


def faults(where: str, source: str) -> list[str]:
    """Return what ``source`` imports although a module at ``where`` (``planning/plan.py``) must not."""
    room = where.split("/", maxsplit=1)[0] if "/" in where else ""
    found = []
    for name in imported(source):
        top = name.split(".")[0]
        if (
            top == "mscplanner"
            and room_of(name) not in ALLOWED[room]
            and name not in ("mscplanner", "mscplanner.__version__")
        ):
            found.append(f"{where} imports {name}")
        if top in ONLY_IN and not {room, where} & ONLY_IN[top]:
            found.append(f"{where} imports {top}")
    return found


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_that_imports_point_in_one_direction(path: Path) -> None:
    assert not faults(path.relative_to(PACKAGE).as_posix(), path.read_text("utf-8"))


@pytest.mark.parametrize(
    ("where", "planted"),
    [
        ("domain/protocol.py", "from mscplanner.planning.plan import Plan"),
        ("planning/plan.py", "from mscplanner.library.files import read_text"),
        ("sheets/book.py", "import mscplanner.library.files"),
        ("library/files.py", "def late():\n    from mscplanner.sheets import book"),
        ("planning/plan.py", "import pint"),
        ("library/files.py", "from PySide6.QtCore import Qt"),
        ("gui/start_page.py", "import reportlab.pdfgen"),
        ("planning/calendar_entries.py", "from icalendar import Calendar"),
        ("domain/run.py", "import tomllib"),
        ("library/work_calendar.py", "def late():\n    import holidays"),
    ],
)
def test_that_a_planted_wrong_import_is_found(where: str, planted: str) -> None:
    assert faults(where, planted)


def test_that_no_module_has_a_name_that_says_nothing() -> None:
    assert not [path for path in modules() if path.stem in BANNED_NAMES]


VIEWS = [path for path in modules() if path.parent.name == "gui" and path.stem.endswith(("_page", "_dock"))]


@pytest.mark.parametrize("path", VIEWS, ids=lambda path: path.stem)
def test_that_views_do_not_import_each_other(path: Path) -> None:
    others = {f"mscplanner.gui.{other.stem}" for other in VIEWS if other != path}
    assert not imported(path.read_text("utf-8")) & others


def test_that_the_window_is_entered_without_heavy_rooms() -> None:
    light = {"mscplanner.domain.language", "mscplanner.domain.places"}
    tree = ast.parse((PACKAGE / "gui" / "application.py").read_text("utf-8"))
    at_top = {
        node.module
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        and str(node.module).startswith("mscplanner.")
        and ".gui" not in str(node.module)
    }
    assert at_top <= light
