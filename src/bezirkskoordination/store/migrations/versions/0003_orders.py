"""Every order of a list is read from an index. Indexes are made anew whenever revisions run; nothing else is to do."""

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    pass
