"""Lots of stocks, and what runs have reserved of them."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_TIME = "TIMESTAMP WITH TIME ZONE"


def _in_range(column: str) -> str:
    return f"CHECK ({column} >= '1970-01-01' AND {column} < '2200-01-01')"


TABLES = (
    f"""
    CREATE TABLE stock_lots (
        id VARCHAR(32) NOT NULL PRIMARY KEY CHECK (length(id) = 32),
        reagent VARCHAR(200) NOT NULL CHECK (length(reagent) > 0),
        changed_at {_TIME} NOT NULL {_in_range("changed_at")},
        changed_by VARCHAR(200) NOT NULL,
        archived_at {_TIME} {_in_range("archived_at")},
        archived_by VARCHAR(200),
        revision INTEGER NOT NULL CHECK (revision > 0),
        digest VARCHAR(64) NOT NULL CHECK (length(digest) = 64),
        content_format INTEGER NOT NULL CHECK (content_format > 0),
        content TEXT NOT NULL,
        CHECK ((archived_at IS NULL) = (archived_by IS NULL))
    )""",
    f"""
    CREATE TABLE stock_reservations (
        run VARCHAR(32) NOT NULL REFERENCES documents (id),
        lot VARCHAR(32) NOT NULL REFERENCES stock_lots (id),
        last_use DATE NOT NULL {_in_range("last_use")},
        changed_at {_TIME} NOT NULL {_in_range("changed_at")},
        changed_by VARCHAR(200) NOT NULL,
        revision INTEGER NOT NULL CHECK (revision > 0),
        digest VARCHAR(64) NOT NULL CHECK (length(digest) = 64),
        content_format INTEGER NOT NULL CHECK (content_format > 0),
        content TEXT NOT NULL,
        PRIMARY KEY (run, lot)
    )""",
    "CREATE INDEX reservations_of_lot ON stock_reservations (lot)",
)


def upgrade() -> None:
    """Make the tables beside those that are there."""
    for statement in TABLES:
        op.execute(statement)


def downgrade() -> None:
    """Refuse: a library is never made older; its backup is restored."""
    raise NotImplementedError("restore the backup that was made before")
