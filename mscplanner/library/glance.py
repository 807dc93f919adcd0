"""A glance into a library from outside: nothing is made, brought up to date or written, and no session begins."""

from sqlalchemy import create_engine
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from mscplanner.library.database import Database, connect_file, told
from mscplanner.library.place import LibraryPlace
from mscplanner.library.schema import MIGRATIONS, Migrations, file_revision, server_revision
from mscplanner.library.settings import read_setting


def setting_at_a_glance(place: LibraryPlace, name: str, migrations: Migrations = MIGRATIONS) -> str | None:
    """Return a setting of a library, or None where it was never set or there is no library.

    Raises:
        LibraryFault: there is a library, and it cannot be read.
    """
    return _of_file(place, name, migrations) if place.file else _of_server(place, name, migrations)


def _of_file(place: LibraryPlace, name: str, migrations: Migrations) -> str | None:
    file = place.file
    if file is None or file_revision(place, migrations) is None:
        return None
    with told(place):
        engine = create_engine("sqlite://", creator=lambda: connect_file(file, "ro"), poolclass=NullPool)
        with Session(engine) as session:
            return read_setting(session, name, place.shown)


def _of_server(place: LibraryPlace, name: str, migrations: Migrations) -> str | None:
    database = Database(place)

    def work(session: Session) -> str | None:
        revision = server_revision(session.connection(), place, migrations)
        return None if revision is None else read_setting(session, name, place.shown)

    try:
        return database.read(work)
    finally:
        database.engine.dispose()
