"""Where the library is: a file of this computer, or a database server that a lab shares."""

import os
import re
from pathlib import Path
from typing import Annotated

from pydantic import Field

from mscplanner.domain.language import N_
from mscplanner.domain.value import LateValue
from mscplanner.library.faults import Unreachable

FILE_NAME = "library.db"
_SERVERS = ("postgresql", "postgres", "postgresql+psycopg")
# Where a sign of the password is not written as %40 or the like, nobody can tell where it ends: then nothing is shown.
_PLAIN_ADDRESS = re.compile(r"(?:[^@/?#]*@)?(?P<shown>[^@/?#]*(?:/[^@/?#]*)?)(?:\?[^@]*)?")


class LibraryPlace(LateValue):
    """The place of a library.

    Attributes:
        url: SQLAlchemy URL; it may hold a password and is never shown.
        file: The SQLite file; None on a server.
        shown: What people see of the place, without account and password.
    """

    url: Annotated[str, Field(repr=False)]
    file: Path | None
    shown: str


def library_place() -> LibraryPlace:
    """Return the place named in ``MSCPLANNER_LIBRARY``, else a file in the user's data folder.

    Raises:
        Unreachable: the variable names a kind of server that cannot hold a library.
    """
    named = os.environ.get("MSCPLANNER_LIBRARY", "").strip()
    if "://" in named:
        return server_place(named)
    if named:
        return file_place(Path(named).expanduser())
    import platformdirs

    return file_place(Path(platformdirs.user_data_dir("mscplanner", appauthor=False)))


def file_place(path: Path) -> LibraryPlace:
    """Return the place of a library file, or of ``library.db`` in a folder."""
    is_file = path.suffix.lower() == ".db" and not path.is_dir()
    file = (path if is_file else path / FILE_NAME).absolute()
    return LibraryPlace(url=f"sqlite:///{file.as_posix()}", file=file, shown=str(file))


def server_place(url: str) -> LibraryPlace:
    """Return the place of a library on a PostgreSQL server.

    Raises:
        Unreachable: ``url`` does not begin with ``postgresql://``.
    """
    scheme, _, rest = url.partition("://")
    if scheme.lower() not in _SERVERS:
        raise Unreachable(scheme, N_("MSCPLANNER_LIBRARY names a folder, a .db file or postgresql://…, not {place}."))
    plain = _PLAIN_ADDRESS.fullmatch(rest)
    shown = plain["shown"] if plain else "…"
    return LibraryPlace(url=f"postgresql+psycopg://{rest}", file=None, shown=f"postgresql://{shown}")
