"""The first tables: protocols and runs, their versions, labs, stocks, settings, sessions.

The statements are written out, and are the same for SQLite and PostgreSQL: a library is known
again by them, whatever a later SQLAlchemy would write.
"""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TIME = "TIMESTAMP WITH TIME ZONE"


def _in_range(column: str) -> str:
    return f"CHECK ({column} >= '1970-01-01' AND {column} < '2200-01-01')"


TABLES = (
    f"""
    CREATE TABLE sessions (
        id VARCHAR(32) NOT NULL PRIMARY KEY,
        host VARCHAR(200) NOT NULL,
        pid INTEGER NOT NULL,
        process VARCHAR(80) NOT NULL,
        program VARCHAR(80) NOT NULL,
        started_at {_TIME} NOT NULL {_in_range("started_at")},
        ended_at {_TIME} {_in_range("ended_at")}
    )""",
    """
    CREATE TABLE labs (
        digest VARCHAR(64) NOT NULL PRIMARY KEY CHECK (length(digest) = 64),
        content TEXT NOT NULL
    )""",
    f"""
    CREATE TABLE documents (
        id VARCHAR(32) NOT NULL PRIMARY KEY CHECK (length(id) = 32),
        kind VARCHAR(8) NOT NULL CHECK (kind IN ('protocol', 'run')),
        key VARCHAR(80) NOT NULL CHECK (length(key) > 0),
        title TEXT,
        title_en TEXT,
        title_zh TEXT,
        parent VARCHAR(80) NOT NULL,
        start DATE {_in_range("start")},
        last DATE {_in_range("last")},
        created_at {_TIME} NOT NULL {_in_range("created_at")},
        created_by VARCHAR(200) NOT NULL,
        changed_at {_TIME} NOT NULL {_in_range("changed_at")},
        changed_by VARCHAR(200) NOT NULL,
        archived_at {_TIME} {_in_range("archived_at")},
        archived_by VARCHAR(200),
        session VARCHAR(32) NOT NULL REFERENCES sessions (id),
        protocol_version VARCHAR(32),
        revision INTEGER NOT NULL CHECK (revision > 0),
        digest VARCHAR(64) NOT NULL CHECK (length(digest) = 64),
        content_format INTEGER NOT NULL CHECK (content_format > 0),
        content_digest VARCHAR(64) NOT NULL CHECK (length(content_digest) = 64),
        lab VARCHAR(64) REFERENCES labs (digest),
        content TEXT NOT NULL,
        CHECK ((kind = 'run') = (start IS NOT NULL)),
        CHECK ((kind = 'run') = (lab IS NOT NULL))
    )""",
    f"""
    CREATE TABLE versions (
        id VARCHAR(32) NOT NULL PRIMARY KEY CHECK (length(id) = 32),
        document VARCHAR(32) NOT NULL REFERENCES documents (id),
        number INTEGER NOT NULL CHECK (number > 0),
        parent VARCHAR(32) REFERENCES versions (id),
        kind VARCHAR(8) NOT NULL CHECK (kind IN ('protocol', 'run')),
        made_at {_TIME} NOT NULL {_in_range("made_at")},
        made_by VARCHAR(200) NOT NULL,
        note TEXT NOT NULL,
        digest VARCHAR(64) NOT NULL CHECK (length(digest) = 64),
        content_format INTEGER NOT NULL CHECK (content_format > 0),
        content_digest VARCHAR(64) NOT NULL CHECK (length(content_digest) = 64),
        lab VARCHAR(64) REFERENCES labs (digest),
        content TEXT NOT NULL,
        CHECK ((number = 1) = (parent IS NULL)),
        CHECK ((kind = 'run') = (lab IS NOT NULL))
    )""",
    f"""
    CREATE TABLE stocks (
        reagent VARCHAR(80) NOT NULL PRIMARY KEY,
        changed_at {_TIME} NOT NULL {_in_range("changed_at")},
        changed_by VARCHAR(200) NOT NULL,
        revision INTEGER NOT NULL CHECK (revision > 0),
        digest VARCHAR(64) NOT NULL CHECK (length(digest) = 64),
        content TEXT NOT NULL
    )""",
    f"""
    CREATE TABLE settings (
        name VARCHAR(80) NOT NULL PRIMARY KEY,
        changed_at {_TIME} NOT NULL {_in_range("changed_at")},
        changed_by VARCHAR(200) NOT NULL,
        revision INTEGER NOT NULL CHECK (revision > 0),
        digest VARCHAR(64) NOT NULL CHECK (length(digest) = 64),
        value TEXT NOT NULL
    )""",
    """
    CREATE TABLE run_numbers (
        year INTEGER NOT NULL PRIMARY KEY CHECK (year BETWEEN 2000 AND 2199),
        last INTEGER NOT NULL CHECK (last > 0)
    )""",
    "CREATE INDEX documents_of_session ON documents (session)",
    "CREATE INDEX runs_by_number ON documents (key)",
    "CREATE UNIQUE INDEX versions_of_document ON versions (document, number)",
)


def upgrade() -> None:
    """Make all tables."""
    for statement in TABLES:
        op.execute(statement)


def downgrade() -> None:
    """Refuse: a library is never made older; its backup is restored."""
    raise NotImplementedError("restore the backup that was made before")
