"""The office file as bytes on a disk: connections to it, its seals, copies that take its place when whole."""

import contextlib
import errno
import glob
import os
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlcipher3

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.refusal import Refused
from bezirkskoordination.store import key
from bezirkskoordination.store.key import Key
from bezirkskoordination.store.late import Late

if TYPE_CHECKING:
    import sqlalchemy as sa
else:
    sa = Late("sqlalchemy")

PAGE = 4096
SUFFIX = ".bezirk"
DriverError = sqlcipher3.dbapi2.Error
#: The bug that could lose commits of a write-ahead log is mended from here on.
_LEAST_SQLITE = (3, 51, 3)
#: What is remembered of the file, decrypted, for each connection. Lists and search read indexes, never all rows; those
#: of 100,000 people take about half of it.
_CACHE_KIB = 32_768
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


#: Asks in plain SQL, with the values for its question marks, and gives the rows.
Ask = Callable[[str, Sequence[Any]], list[Any]]


def asked(driver: Any, question: str, values: Sequence[Any] = ()) -> list[Any]:
    """Ask a connection of the driver; what the disk or the system refuses is refused in words."""
    try:
        rows: list[Any] = driver.execute(question, values).fetchall()
    except DriverError as error:
        if said := refusal(error):
            raise said from error
        raise
    return rows


def asking(connection: "sa.Connection") -> Ask:
    """How to ask in the transaction of a connection of SQLAlchemy."""
    return partial(asked, connection.connection.driver_connection)


def engine(path: Path, raw: Key | None, read_only: bool = False) -> "sa.Engine":
    """One connection, held open."""
    return around(connector(path, raw, read_only), read_only)


def around(connect: Callable[[], Any], read_only: bool) -> "sa.Engine":
    """SQLAlchemy upon one connection of the driver. Writers begin their transactions at once: none fails half way."""
    # Not the „pysqlcipher“ dialect: it sets an empty key on every connection after ours.
    made = sa.create_engine("sqlite://", module=sqlcipher3, creator=connect, poolclass=sa.StaticPool)
    sa.event.listen(made, "handle_error", _say_why)
    if not read_only:
        sa.event.listen(made, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return made


def _say_why(context: "sa.ExceptionContext") -> None:
    """Reading and writing alike: what the disk or the system refuses is refused in words."""
    if said := refusal(context.original_exception):
        raise said from context.original_exception


class Readers:
    """Reads on one connection a thread: none is ever used by two threads at once.

    Asks in plain SQL (`ask`), or answers like a Connection of SQLAlchemy, which is loaded with the first such question.
    """

    def __init__(self, connect: Callable[[], Any]) -> None:
        self._connect = connect
        self._drivers: dict[int, Any] = {}
        self._made: dict[int, sa.Connection] = {}
        self.closed = False

    def _driver(self) -> Any:
        if self.closed:  # a new connection would hold the key of a locked file
            raise RuntimeError("the office file is closed")
        mine = threading.get_ident()
        if mine not in self._drivers:
            self._drivers[mine] = self._connect()
        return self._drivers[mine]

    def ask(self, question: str, values: Sequence[Any] = ()) -> list[Any]:
        """Ask on the connection of this thread."""
        return asked(self._driver(), question, values)

    @property
    def here(self) -> "sa.Connection":
        """SQLAlchemy upon the connection of this thread."""
        driver, mine = self._driver(), threading.get_ident()
        if mine not in self._made:
            # Reading needs no transaction of its own; each question sees what was last committed.
            made = around(lambda: driver, read_only=True).connect()
            self._made[mine] = made.execution_options(isolation_level="AUTOCOMMIT")
        return self._made[mine]

    def execute(self, *args: Any, **named: Any) -> "sa.CursorResult[Any]":
        """As a Connection does."""
        return self.here.execute(*args, **named)

    def exec_driver_sql(self, statement: str) -> "sa.CursorResult[Any]":
        """As a Connection does."""
        return self.here.exec_driver_sql(statement)

    def close(self) -> None:
        """Close the connections of all threads; none may be reading, now or later."""
        self.closed = True
        for connection in self._made.values():
            connection.close()
            connection.engine.dispose()
        for driver in self._drivers.values():
            driver.close()
        self._made.clear()
        self._drivers.clear()


def outside_transaction(connection: "sa.Connection", statement: str) -> list[Any]:
    """Run a PRAGMA that no transaction may surround; SQLAlchemy would begin one. Gives its rows."""
    driver: Any = connection.connection.driver_connection
    return list(driver.execute(statement))


def checkpoint(driver: Any) -> None:
    """Bring everything into the file itself; refuses when a reader holds the log, because a copy would lack it."""
    busy, *_pages = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise Refused(_BUSY)


def refusal(error: BaseException) -> Refused | None:
    """What to say of an error of the driver; None when it is a bug."""
    name = _name_of(error)
    return next((Refused(said) for beginning, said in _REFUSALS.items() if name.startswith(beginning)), None)


def _name_of(error: BaseException) -> str:
    """The name of an error. The driver gives constraints no name of their own, and what ends a backup none at all."""
    named = getattr(error, "sqlite_errorname", "") or ""
    return next((name for words, name in _UNNAMED.items() if words in str(error)), named)


_UNNAMED = {
    "FOREIGN KEY": "SQLITE_CONSTRAINT_FOREIGNKEY",
    "database or disk is full": "SQLITE_FULL",
    "disk I/O error": "SQLITE_IOERR",
}
_BUSY = N_("Store", "Die Datei ist gerade belegt. Bitte gleich noch einmal versuchen.")
_REFUSALS = {
    "SQLITE_FULL": N_(
        "Store",
        "Der Datenträger ist voll. Es wurde nichts gespeichert; Ihre Eingaben sind noch da."
        " Bitte Platz schaffen und erneut speichern.",
    ),
    "SQLITE_READONLY": N_(
        "Store",
        "Die Datei oder ihr Ordner ist schreibgeschützt. Es wurde nichts geändert."
        " Bitte an einen beschreibbaren Ort kopieren.",
    ),
    "SQLITE_CANTOPEN": N_(
        "Store", "Die Datei lässt sich nicht öffnen. Bitte prüfen, ob der Ordner noch da und beschreibbar ist."
    ),
    "SQLITE_BUSY": _BUSY,
    "SQLITE_IOERR": N_(
        "Store",
        "Der Datenträger meldet einen Fehler. Es wurde nichts gespeichert. Bitte Kabel und Datenträger prüfen.",
    ),
    "SQLITE_CORRUPT": N_("Store", "Die Datei ist beschädigt. Bitte eine Sicherung zurückholen."),
    "SQLITE_NOTADB": N_("Store", "Die Datei ist beschädigt. Bitte eine Sicherung zurückholen."),
    "SQLITE_CONSTRAINT_FOREIGNKEY": N_(
        "Store",
        "Ein Eintrag, auf den hier verwiesen wird, ist nicht mehr da. Es wurde nichts gespeichert;"
        " bitte den Verweis neu wählen.",
    ),
}


def is_encrypted(path: Path) -> bool:
    """Whether a passphrase is needed."""
    return not (path.is_file() and is_plain(path))


def is_plain(path: Path) -> bool:
    """Whether the file is an unencrypted database."""
    return key.salt_of(path) == key.PLAIN


_FOREIGN = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff")


def recognise(path: Path) -> None:
    """Refuse what cannot be an office file before anything touches it."""
    with saying_why(path):
        if not path.is_file():
            raise Refused(N_("Store", "„{}“ wurde nicht gefunden."), path.name)
        size, head = path.stat().st_size, key.salt_of(path)
    plain = is_plain(path)
    if head.startswith(_FOREIGN) or (head and head.isascii() and not plain):
        raise Refused(NOT_OURS, path.name)
    if size < PAGE or size % PAGE:
        raise Refused(_CUT_OFF if path.suffix == SUFFIX else NOT_OURS, path.name)


_CUT_OFF = N_(
    "Store",
    "„{}“ ist unvollständig; vermutlich ist das Kopieren abgebrochen. Bitte noch einmal kopieren"
    " oder eine Sicherung zurückholen. Die Datei wurde nicht verändert.",
)


def seals(path: Path, raw: Key | None) -> list[Finding]:
    """What SQLCipher's seals say of every page; without passphrase there are none, and the structure is read."""
    return _asked(path, raw, "cipher_integrity_check") if raw is not None else structure(path, raw)


#: Pages that are copied between two words about how far it is: about a megabyte.
_PAGES_A_STEP = 256


def copied_under(path: Path, raw: Key, target: Path, other: Key, told: Callable[[int, int], object]) -> None:
    """Copy an encrypted database page by page under another key: nothing of the copy was ever written with the first.

    `told(done, total)` hears of it, in pages, and may refuse to go on. The copy is flushed to the disk.
    """
    source, copy = connector(path, raw, read_only=True)(), connector(target, other, read_only=False)()
    try:
        source.backup(copy, pages=_PAGES_A_STEP, progress=lambda _status, left, total: told(total - left, total))
    except DriverError as error:
        if _name_of(error).startswith("SQLITE_FULL"):
            raise Refused(_NO_SPACE, target.name) from error
        if said := refusal(error):
            raise said from error
        raise
    finally:
        source.close()
        copy.close()
    remove(*logs(target))
    with target.open("rb+") as written:
        os.fsync(written.fileno())


def structure(path: Path, raw: Key | None) -> list[Finding]:
    """What SQLite finds wrong with tables, indexes and search index.

    Asked on a connection of its own: an older one checks the search index against what it remembers of it,
    and calls every later write damage.
    """
    return [finding for finding in _asked(path, raw, "quick_check") if finding.message != "ok"]


def _asked(path: Path, raw: Key | None, pragma: str) -> list[Finding]:
    connection = sqlcipher3.connect(str(path))
    try:
        connection.execute("PRAGMA cipher_log_level=NONE")
        if raw is not None:
            connection.execute(f"PRAGMA key=\"x'{raw.hex()}'\"")
        return [Finding(str(row[0])) for row in connection.execute(f"PRAGMA {pragma}")]
    except DriverError as error:
        return [Finding(str(refusal(error) or error))]
    finally:
        connection.close()


#: How a file is called while it is made.
_UNDER_WAY = ".neu-"


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A new file beside the target that takes its place when all went well, and else leaves nothing behind.

    What a program that was killed half way left here goes, too. One at a time: whoever calls holds the target's lock.
    """
    for left in target.parent.glob(glob.escape(f".{target.name}{_UNDER_WAY}") + "*"):
        remove(left)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}{_UNDER_WAY}")
    os.close(handle)
    copy = Path(name)
    try:
        yield copy
        # A log that a crash left beside the target belongs to the file before; SQLite would play it into the new one.
        remove(*logs(target))
        os.replace(copy, target)
        flush_folder(target.parent)
    finally:
        remove(copy, *logs(copy))


def logs(path: Path) -> tuple[Path, Path]:
    """What SQLite keeps beside an open file."""
    return path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")


def remove(*paths: Path) -> None:
    """Remove files that may be there."""
    for path in paths:
        path.unlink(missing_ok=True)


def flush_folder(folder: Path) -> None:
    """Make a renaming outlast a power cut, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


_NO_SPACE = N_("Store", "„{}“: Der Datenträger ist voll. Es wurde nichts geändert; bitte Platz schaffen.")
_NO_WAY = N_("Store", "Den Ordner für „{}“ gibt es nicht. Es wurde nichts geändert; bitte einen anderen wählen.")
_WHY = {
    errno.ENOSPC: _NO_SPACE,
    errno.EDQUOT: _NO_SPACE,
    errno.ENOENT: _NO_WAY,
    errno.ENOTDIR: _NO_WAY,
    errno.EEXIST: _NO_WAY,  # a folder was to be made where a file lies
    errno.EISDIR: N_("Store", "„{}“ ist ein Ordner. Bitte einen Dateinamen angeben."),
    errno.ENAMETOOLONG: N_("Store", "Der Name „{}“ ist zu lang. Bitte einen kürzeren wählen."),
}
_OTHERWISE = N_("Store", "„{}“: Der Datenträger meldet einen Fehler (Nr. {}). Es wurde nichts geändert.")


@contextmanager
def saying_why(path: Path) -> Iterator[None]:
    """Say in German what the disk refuses."""
    try:
        yield
    except OSError as error:
        if isinstance(error, PermissionError) or error.errno == errno.EROFS:
            raise Refused(
                N_(
                    "Store",
                    "In „{}“ darf nicht geschrieben werden. Es wurde nichts geändert;"
                    " bitte einen anderen Ordner wählen.",
                ),
                path.parent.name or str(path.parent),
            ) from error
        raise Refused(_WHY.get(error.errno or 0, _OTHERWISE), path.name, error.errno or 0) from error
