"""The office file: created, opened with a passphrase, read, written in Units, backed up, checked, closed.

One program at a time, one connection for writing, few for reading, all held open: a new one pays a cold cache.
"""

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import sqlcipher3
from filelock import FileLock, Timeout
from sqlalchemy import delete, select

from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records import RECORD_TYPES
from bezirkskoordination.records.refusal import Refused
from bezirkskoordination.store import disk, key, schema
from bezirkskoordination.store.disk import Finding
from bezirkskoordination.store.key import Key
from bezirkskoordination.store.names import StoredNames
from bezirkskoordination.store.query import Lists
from bezirkskoordination.store.schema import APPLICATION_ID, MAPPINGS, VERSION
from bezirkskoordination.store.search import Hit, Typos, search
from bezirkskoordination.store.unit import Change, Reader, Unit, by_event, random_uid, refusing

SUFFIX = ".bezirk"
_SYSTEM = ZoneInfo("Europe/Berlin")

Clock = Callable[[], datetime]


def now() -> datetime:
    """The time in the district."""
    return datetime.now(_SYSTEM)


class OfficeFile:
    """An open office file. Make one with `create` or `open_`; close it when done."""

    def __init__(self, path: Path, raw: Key | None, lock: FileLock, clock: Clock) -> None:
        self.path = path
        self.encrypted = raw is not None
        self.clock = clock
        #: Names new records; the sample puts its own in, so that two builds are equal.
        self.new_uid: Callable[[], str] = random_uid
        self._lock = lock
        self._raw = raw
        self._writer = disk.engine(path, raw).connect()
        self._reader = disk.engine(path, raw, read_only=True).connect()
        # Reading needs no transaction of its own; each question sees what was last committed.
        self._reader = self._reader.execution_options(isolation_level="AUTOCOMMIT")
        self._write_names = StoredNames(self._writer)
        self.names = StoredNames(self._reader)
        self.lists = Lists(self._reader, self.names)
        self.read = Reader(self._reader, self.names)
        self._typos = Typos()

    @contextmanager
    def unit(self) -> Iterator[Unit]:
        """A transaction: committed as a whole when the block ends, otherwise nothing of it is kept."""
        with refusing():
            try:
                with self._writer.begin():
                    unit = Unit(self._writer, self._write_names, self.clock(), self.new_uid)
                    yield unit
            except BaseException:
                self._write_names.forget(RECORD_TYPES)
                raise
        self.forget(unit.changes)

    def forget(self, changes: list[Change]) -> None:
        """Drop what was remembered of changed records."""
        self.names.forget({change.record.type.name for change in changes})
        if changes:
            self._typos.forget()

    def search(self, query: str, limit: int = 50) -> list[Hit]:
        """Records over all types for what somebody typed."""
        return search(self._reader, self._typos, query, limit)

    def draft(self, name: str) -> str:
        """Unfinished input kept under this name; empty if there is none."""
        found = self._reader.execute(select(schema.draft.c.payload).where(schema.draft.c.key == name)).scalar()
        return found or ""

    def keep_draft(self, name: str, payload: str) -> None:
        """Keep unfinished input under this name; an empty payload drops it."""
        with refusing(), self._writer.begin():
            self._writer.execute(delete(schema.draft).where(schema.draft.c.key == name))
            if payload:
                self._writer.execute(schema.draft.insert().values(key=name, payload=payload))

    def backup(self, target: Path) -> None:
        """A proven copy: locked against writing, copied, flushed to the disk, every page's seal checked."""
        target = target.resolve()
        if target == self.path:
            raise Refused(N_("Store", "Die Sicherung braucht einen anderen Namen als die Datei selbst."))
        with refusing(), disk.saying_why(target):
            self._checkpoint()
            with self._writer.begin(), disk.replacing(target) as copy:
                shutil.copyfile(self.path, copy)
                with copy.open("rb+") as written:
                    os.fsync(written.fileno())
                if findings := disk.seals(copy, self._raw):
                    raise Refused(
                        N_("Store", "Die Sicherung ist fehlerhaft und wurde verworfen: {}"), findings[0].message
                    )
        if self._raw is not None:
            key.remember(target, self._raw)

    def check(self) -> list[Finding]:
        """Everything that can be proven of the file: seals, structure, references, blobs, statuses."""
        self._checkpoint()
        findings = disk.seals(self.path, self._raw)
        for row in self._reader.exec_driver_sql("PRAGMA quick_check").scalars():
            if row != "ok":
                findings.append(Finding(str(row)))
        for row in self._reader.exec_driver_sql("PRAGMA foreign_key_check"):
            findings.append(Finding(N_("Store", "Verweis ins Leere: {} Zeile {}")(row[0], row[1])))
        findings += self._check_blobs()
        findings += self._check_statuses()
        return findings

    def _check_blobs(self) -> list[Finding]:
        attached = MAPPINGS["attachment"].table.c.sha256
        missing = select(attached).where(attached.not_in(select(schema.blob.c.sha256)))
        lost = self._reader.execute(missing).scalars()
        return [Finding(N_("Store", "Anlage ohne Inhalt: {}")(sha256[:12])) for sha256 in lost]

    def _check_statuses(self) -> list[Finding]:
        findings = []
        for of in RECORD_TYPES.values():
            if of.status is None:
                continue
            for record in self.read.all(of.cls):
                history = sorted(self.read.history(record), key=by_event)
                last = history[-1].status if history else of.status.default.value
                if getattr(record, of.status.name).value != last:
                    findings.append(Finding(N_("Store", "Status passt nicht zum Verlauf: {} {}")(of.label, record.id)))
        return findings

    def _checkpoint(self) -> None:
        with refusing():
            disk.outside_transaction(self._writer, "PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Sweep unreferenced blobs, fold the log into the file, let go of it."""
        with contextlib.suppress(Refused), refusing():
            attached = select(MAPPINGS["attachment"].table.c.sha256)
            with self._writer.begin():
                self._writer.execute(delete(schema.blob).where(schema.blob.c.sha256.not_in(attached)))
            self._checkpoint()
        for connection in (self._reader, self._writer):
            connection.close()
            connection.engine.dispose()
        self._lock.release()

    def __enter__(self) -> "OfficeFile":
        """The open file, for a `with` block."""
        return self

    def __exit__(self, *_exc: object) -> None:
        self.close()


# --- creating and opening -----------------------------------------------------------------


def create(path: Path, passphrase: str, clock: Clock = now) -> OfficeFile:
    """A new office file; refuses to overwrite anything. Without a passphrase it is not encrypted (sample only)."""
    path = path.resolve()
    if path.exists():
        raise Refused(
            N_("Store", "„{}“ gibt es schon. Es wurde nichts überschrieben; bitte einen anderen Namen wählen."),
            path.name,
        )
    with disk.saying_why(path):
        raw = key.derive(passphrase, key.new_salt()) if passphrase else None
        lock = _locked(path)
        try:
            with refusing():
                _lay_out(path, raw)
                office = OfficeFile(path, raw, lock, clock)
        except BaseException:
            path.unlink(missing_ok=True)
            lock.release()
            raise
    if raw is not None:
        key.remember(path, raw)
    return office


def _lay_out(path: Path, raw: Key | None) -> None:
    laid = disk.connector(path, raw, read_only=False)()
    laid.execute("PRAGMA journal_mode=WAL")
    laid.close()
    engine = disk.engine(path, raw)
    with engine.connect() as connection, connection.begin():
        schema.metadata.create_all(connection)
        for statement in schema.search_ddl():
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version={VERSION}")
    engine.dispose()


def open_(path: Path, passphrase: str, clock: Clock = now) -> OfficeFile:
    """Open an office file; says in German whose fault it is when it cannot be opened."""
    path = path.resolve()
    disk.recognise(path)
    with disk.saying_why(path):
        if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
            raise Refused(
                N_(
                    "Store",
                    "„{}“ oder der Ordner ist schreibgeschützt."
                    " Bitte die Datei an einen beschreibbaren Ort kopieren und dort öffnen.",
                ),
                path.name,
            )  # fmt: skip
        raw = None if disk.is_plain(path) else key.derive(passphrase, key.salt_of(path))
        lock = _locked(path)
        try:
            version = _version(path, raw, passphrase)
            if version > VERSION:
                raise Refused(
                    N_(
                        "Store",
                        "„{}“ wurde mit einer neueren Fassung des Programms bearbeitet und bleibt unverändert."
                        " Bitte das Programm aktualisieren.",
                    ),
                    path.name,
                )  # fmt: skip
            with refusing():
                if version < VERSION:
                    _migrate(path, raw, version)
                office = OfficeFile(path, raw, lock, clock)
        except BaseException:
            lock.release()
            raise
    if raw is not None:
        key.remember(path, raw)
    return office


def _version(path: Path, raw: Key | None, passphrase: str) -> int:
    """The schema version, read without writing; here the passphrase meets the file."""
    connection = sqlcipher3.connect(path.as_uri() + "?mode=ro", uri=True)
    try:
        connection.execute("PRAGMA cipher_log_level=NONE")
        if raw is not None:
            connection.execute(f"PRAGMA key=\"x'{raw.hex()}'\"")
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    except sqlcipher3.dbapi2.DatabaseError as error:
        raise Refused(_why_not(path, passphrase), path.name) from error
    finally:
        connection.close()
    if application != APPLICATION_ID:
        raise Refused(disk.NOT_OURS, path.name)
    return version


def _why_not(path: Path, passphrase: str) -> Text:
    if disk.is_plain(path):
        return _DAMAGED
    match key.is_right(path, passphrase):
        case True:
            return _DAMAGED_BUT_RIGHT
        case False:
            return _WRONG
    return _EITHER


_DAMAGED = N_("Store", "„{}“ ist beschädigt. Bitte eine Sicherung zurückholen und die beschädigte Datei aufheben.")
_DAMAGED_BUT_RIGHT = N_(
    "Store",
    "„{}“ ist beschädigt; das Kennwort stimmt. Bitte eine Sicherung zurückholen und die beschädigte Datei aufheben.",
)
_WRONG = N_("Store", "Das Kennwort ist falsch. Bitte noch einmal eingeben; Groß- und Kleinschreibung zählt.")
_EITHER = N_(
    "Store",
    "Entweder ist das Kennwort falsch, oder „{}“ ist beschädigt. Die Datei wurde auf diesem Rechner noch nie geöffnet;"
    " deshalb lässt sich das nicht unterscheiden.",
)


def _locked(path: Path) -> FileLock:
    lock = FileLock(path.with_name(path.name + ".lock"))
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise Refused(
            N_("Store", "„{}“ ist schon in einem anderen Fenster oder Programm geöffnet. Bitte dort schließen."),
            path.name,
        ) from None
    return lock


def _migrate(path: Path, raw: Key | None, version: int) -> None:
    """Upgrade a copy and put it in the file's place; the file before stays beside it until then."""
    from bezirkskoordination.store import migrate  # late: Alembic is slow to load and rarely needed

    before = disk.connector(path, raw, read_only=False)()
    before.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before.close()
    with disk.replacing(path) as copy:
        shutil.copyfile(path, copy)
        engine = disk.engine(copy, raw)
        with engine.connect() as connection:
            migrate.upgrade(connection, version)
        engine.dispose()
        if findings := disk.seals(copy, raw):
            raise Refused(
                N_("Store", "Die Umstellung auf das neue Format ist fehlgeschlagen, die Datei ist unverändert: {}"),
                findings[0].message,
            )
        with copy.open("rb+") as written:
            os.fsync(written.fileno())
