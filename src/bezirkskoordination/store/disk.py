"""The office file as bytes on a disk: connections to it, its seals, copies that take its place when whole."""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlcipher3
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.refusal import Refused
from bezirkskoordination.store import key
from bezirkskoordination.store.key import Key

PAGE = 4096
#: The bug that could lose commits of a write-ahead log is mended from here on.
_LEAST_SQLITE = (3, 51, 3)
_CACHE_KIB = 65_536
NOT_OURS = N_("Store", "„{}“ ist keine Datei der Bezirkskoordination. Sie wurde nicht verändert.")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check found wrong."""

    message: str


def connector(path: Path, raw: Key | None, read_only: bool) -> Callable[[], Any]:
    """How to connect: keyed, careful with what is deleted, and for readers unable to write."""

    def connect() -> Any:
        if sqlcipher3.sqlite_version_info < _LEAST_SQLITE:
            raise RuntimeError(f"SQLite {sqlcipher3.sqlite_version} is older than {_LEAST_SQLITE}")
        connection = sqlcipher3.connect(str(path), timeout=5, check_same_thread=False, isolation_level=None)
        try:
            connection.execute("PRAGMA cipher_log_level=NONE")
            if raw is not None:
                connection.execute(f"PRAGMA key=\"x'{raw.hex()}'\"")
            for pragma in ("foreign_keys=ON", "synchronous=FULL", f"cache_size=-{_CACHE_KIB}", "secure_delete=ON"):
                connection.execute(f"PRAGMA {pragma}")
            if read_only:
                connection.execute("PRAGMA query_only=ON")
        except BaseException:
            connection.close()
            raise
        return connection

    return connect


def engine(path: Path, raw: Key | None, read_only: bool = False) -> Engine:
    """One connection, held open. Writers begin their transactions at once, so that none fails half way."""
    # Not the „pysqlcipher“ dialect: it sets an empty key on every connection after ours.
    made = create_engine("sqlite://", module=sqlcipher3, creator=connector(path, raw, read_only), poolclass=StaticPool)
    if not read_only:
        event.listen(made, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return made


def outside_transaction(connection: Connection, statement: str) -> None:
    """Run a PRAGMA that no transaction may surround; SQLAlchemy would begin one."""
    driver: Any = connection.connection.driver_connection
    driver.execute(statement)


def is_encrypted(path: Path) -> bool:
    """Whether a passphrase is needed."""
    return not (path.is_file() and is_plain(path))


def is_plain(path: Path) -> bool:
    """Whether the file is an unencrypted database."""
    return key.salt_of(path) == b"SQLite format 3\x00"


_FOREIGN = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff")


def recognise(path: Path) -> None:
    """Refuse what cannot be an office file before anything touches it."""
    if not path.is_file():
        raise Refused(N_("Store", "„{}“ wurde nicht gefunden."), path.name)
    with saying_why(path):
        size, head = path.stat().st_size, key.salt_of(path)
    if size < PAGE or size % PAGE or head.startswith(_FOREIGN) or (head.isascii() and not is_plain(path)):
        raise Refused(NOT_OURS, path.name)


def seals(path: Path, raw: Key | None) -> list[Finding]:
    """What SQLCipher's seals say of every page; a file without passphrase has none."""
    if raw is None:
        return []
    connection = sqlcipher3.connect(str(path))
    try:
        connection.execute("PRAGMA cipher_log_level=NONE")
        connection.execute(f"PRAGMA key=\"x'{raw.hex()}'\"")
        return [Finding(str(row[0])) for row in connection.execute("PRAGMA cipher_integrity_check")]
    finally:
        connection.close()


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A new file beside the target that takes its place when all went well, and else leaves nothing behind."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    os.close(handle)
    copy = Path(name)
    try:
        yield copy
        os.replace(copy, target)
    finally:
        for left in (copy, Path(f"{name}-wal"), Path(f"{name}-shm")):
            left.unlink(missing_ok=True)


@contextmanager
def saying_why(path: Path) -> Iterator[None]:
    """Say in German what the disk refuses."""
    try:
        yield
    except PermissionError as error:
        raise Refused(
            N_(
                "Store",
                "In „{}“ darf nicht geschrieben werden. Es wurde nichts geändert; bitte einen anderen Ordner wählen.",
            ),
            str(path.parent.name),
        ) from error
    except OSError as error:
        raise Refused(
            N_("Store", "„{}“: Der Datenträger meldet „{}“. Es wurde nichts geändert."), path.name, error.strerror or ""
        ) from error
