"""What was printed or saved of the sheets of a run."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_TIME = "TIMESTAMP WITH TIME ZONE"


def _in_range(column: str) -> str:
    return f"CHECK ({column} >= '1970-01-01' AND {column} < '2200-01-01')"


TABLES = (
    f"""
    CREATE TABLE hand_outs (
        id VARCHAR(32) NOT NULL PRIMARY KEY CHECK (length(id) = 32),
        run VARCHAR(32) NOT NULL REFERENCES documents (id),
        version VARCHAR(32) NOT NULL REFERENCES versions (id),
        handed_at {_TIME} NOT NULL {_in_range("handed_at")},
        handed_by VARCHAR(200) NOT NULL,
        code VARCHAR(9) NOT NULL CHECK (length(code) = 9),
        digest VARCHAR(64) NOT NULL CHECK (length(digest) = 64),
        content_format INTEGER NOT NULL CHECK (content_format > 0),
        content TEXT NOT NULL
    )""",
    "CREATE INDEX hand_outs_of_run ON hand_outs (run)",
    "CREATE INDEX hand_outs_by_code ON hand_outs (code)",
)


def upgrade() -> None:
    """Make the table beside those that are there."""
    for statement in TABLES:
        op.execute(statement)


def downgrade() -> None:
    """Refuse: a library is never made older; its backup is restored."""
    raise NotImplementedError("restore the backup that was made before")
