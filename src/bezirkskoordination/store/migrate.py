"""Brings an older office file to today's schema, on a copy, so that a failure leaves the file as it was.

Alembic runs a linear chain of frozen revisions; the version lies in `PRAGMA user_version`, so that Alembic is
loaded only when a file is older. Loaded late for that reason.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import Script, ScriptDirectory
from sqlalchemy import Connection, text

from bezirkskoordination.store import disk, search
from bezirkskoordination.store.columns import VERSION
from bezirkskoordination.store.lists import fill_lists
from bezirkskoordination.store.names import StoredNames
from bezirkskoordination.store.schema import metadata, search_ddl
from bezirkskoordination.store.unit import Reader, Unit

_FOLDER = Path(__file__).parent / "migrations"


def chain() -> list[Script]:
    """The revisions, oldest first."""
    directory = ScriptDirectory(str(_FOLDER))
    return list(reversed(list(directory.walk_revisions())))


def _missing(version: int) -> Iterator[Script]:
    return (script for script in chain() if int(script.revision) > version)


def upgrade(connection: Connection, version: int) -> None:
    """Run the missing revisions on an open connection, without foreign keys; then indexes, search, value lists."""
    disk.outside_transaction(connection, "PRAGMA foreign_keys=OFF")
    with connection.begin():
        operations = Operations(MigrationContext.configure(connection, opts={"render_as_batch": True}))
        drop_indexes(connection)  # one may hold a column that a revision takes away
        for script in _missing(version):
            with Operations.context(operations.migration_context):
                script.module.upgrade()
        rebuild_indexes(connection)
        rebuild_search(connection)
        fill_lists(Unit(connection, StoredNames(disk.asking(connection)), datetime.now(UTC)))
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            raise RuntimeError(f"migration leaves {len(broken)} dangling references")
        connection.exec_driver_sql(f"PRAGMA user_version={VERSION}")
    disk.outside_transaction(connection, "PRAGMA foreign_keys=ON")


def drop_indexes(connection: Connection) -> None:
    """Drop every index that was made on its own."""
    made = text("SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
    for name in connection.execute(made).scalars().all():
        connection.exec_driver_sql(f"DROP INDEX {name}")


def rebuild_indexes(connection: Connection) -> None:
    """Drop every index and make those that are declared: they are derived, so no revision needs to know them."""
    drop_indexes(connection)
    for table in metadata.tables.values():
        for index in table.indexes:
            index.create(connection)


def rebuild_search(connection: Connection) -> None:
    """Drop and fill every search table: it is derived, so no revision needs to know it."""
    names = StoredNames(disk.asking(connection))
    reader = Reader(connection, names)
    found = text(
        "SELECT name FROM sqlite_master WHERE name LIKE '%\\_fts' ESCAPE '\\' OR name LIKE '%\\_vocab' ESCAPE '\\'"
    )
    for name in sorted(connection.execute(found).scalars(), reverse=True):
        connection.exec_driver_sql(f"DROP TABLE {name}")
    for statement in search_ddl():
        connection.exec_driver_sql(statement)
    for of in search.SEARCHED:
        for record in reader.all(of.cls):
            search.index(disk.asking(connection), None, record, names)
