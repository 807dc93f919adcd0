"""The bundled protocol templates: ordinary protocol files that nobody writes to."""

from functools import lru_cache

from mscplanner.domain.places import protocol_folder
from mscplanner.domain.protocol import Protocol
from mscplanner.library.files import Unreadable
from mscplanner.library.protocol_file import read_protocol

TABLE_1 = ("bm-msc-three-step", "uc-msc-three-step", "adsc-one-step")
"""The rows of the review's Table 1, in its order; all other templates follow them by id."""


class DamagedTemplate(RuntimeError):
    """A bundled template cannot be read: the installation is damaged."""


def read_templates() -> tuple[Protocol, ...]:
    """Return the bundled templates: the rows of Table 1 first.

    Raises:
        DamagedTemplate: one of the files that came with the program cannot be read.
    """
    return tuple(_read(name) for name in template_ids())


def read_template(template_id: str) -> Protocol | None:
    """Return the template called ``template_id``, or None."""
    if template_id not in template_ids():
        return None
    return _read(template_id)


@lru_cache
def template_ids() -> tuple[str, ...]:
    """Return the ids of the bundled templates, those of Table 1 first."""
    return tuple(sorted((path.stem for path in protocol_folder().glob("*.toml")), key=_rank))


def _rank(name: str) -> tuple[int, str]:
    return (TABLE_1.index(name) if name in TABLE_1 else len(TABLE_1), name)


@lru_cache
def _read(name: str) -> Protocol:
    protocol = read_protocol(protocol_folder() / f"{name}.toml")
    if isinstance(protocol, Unreadable):
        raise DamagedTemplate(protocol.written("en"))
    return protocol
