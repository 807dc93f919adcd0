"""Where the bundled data are: one function for the resources, one for the templates."""

from pathlib import Path

_PACKAGE = Path(__file__).parents[1]


def _bundled(folder: str) -> Path:
    # An installed wheel carries the folder inside the package; a source tree beside it.
    installed = _PACKAGE / folder
    return installed if installed.is_dir() else _PACKAGE.parent / folder


def resource_folder() -> Path:
    """Return the folder of fonts, icons, translations, catalogues and lab defaults."""
    return _bundled("resources")


def protocol_folder() -> Path:
    """Return the folder of the bundled protocol templates."""
    return _bundled("protocols")
