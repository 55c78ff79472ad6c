"""The office file: created, opened with a passphrase, read, written in Units, backed up, checked, closed.

One program at a time, one connection for writing, one for each thread that reads, all held open: a new one pays
a cold cache. Reading is safe from any thread; writing is for one thread at a time, any other is refused.
"""

import contextlib
import hashlib
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from zoneinfo import ZoneInfo

import sqlcipher3
from filelock import FileLock, Timeout

from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records import RECORD_TYPES
from bezirkskoordination.records import kinds as k
from bezirkskoordination.records.council import Snapshot
from bezirkskoordination.records.office import StatusEvent, in_order
from bezirkskoordination.records.refusal import BadValue, Refused
from bezirkskoordination.store import disk, key
from bezirkskoordination.store.columns import APPLICATION_ID, VERSION
from bezirkskoordination.store.disk import SUFFIX as SUFFIX
from bezirkskoordination.store.disk import Finding
from bezirkskoordination.store.key import Key
from bezirkskoordination.store.late import Late
from bezirkskoordination.store.names import StoredNames
from bezirkskoordination.store.query import Lists
from bezirkskoordination.store.search import Hit, Typos, search
from bezirkskoordination.store.unit import Change, Reader, Unit, random_uid, refusing

if TYPE_CHECKING:
    import sqlalchemy as sa

    from bezirkskoordination.store import schema
else:
    sa, schema = Late("sqlalchemy"), Late("bezirkskoordination.store.schema")

_DANGLING = N_("Store", "Verweis ins Leere: {} Zeile {}")
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
        self._driver = disk.connector(path, raw, read_only=False)()
        self._writing = threading.Lock()
        self._waiting_drafts: dict[str, str] = {}
        self._readers = disk.Readers(disk.connector(path, raw, read_only=True))
        self._write_names = StoredNames(partial(disk.asked, self._driver))
        self.names = StoredNames(self._readers.ask)
        self.lists = Lists(self._readers.ask, self.names)
        self.read = Reader(cast("sa.Connection", self._readers), self.names)
        self._typos = Typos()

    @cached_property
    def _writer(self) -> "sa.Connection":
        return disk.around(lambda: self._driver, read_only=False).connect()

    @contextmanager
    def unit(self) -> Iterator[Unit]:
        """A transaction: committed as a whole when the block ends, otherwise nothing of it is kept.

        Refuses while another is under way in another thread.
        """
        with self._alone(), refusing():
            try:
                with self._writer.begin():
                    unit = Unit(self._writer, self._write_names, self.clock(), self.new_uid)
                    yield unit
            except BaseException:
                self._write_names.forget(RECORD_TYPES)
                raise
        self.forget(unit.changes)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Have the writing connection alone; drafts that came meanwhile are kept afterwards."""
        if not self._writing.acquire(blocking=False):
            raise Refused(N_("Store", "Bitte einen Augenblick: Es wird gerade gespeichert. Es wurde nichts geändert."))
        try:
            yield
        finally:
            self._writing.release()
            self._keep_waiting()

    def _keep_waiting(self) -> None:
        """Keep the drafts that came while somebody else was writing."""
        waiting, self._waiting_drafts = self._waiting_drafts, {}
        for name, payload in waiting.items():
            try:
                self.keep_draft(name, payload)
            except Refused:  # still in memory; what was to be saved has its own say
                self._waiting_drafts.setdefault(name, payload)

    @property
    def is_open(self) -> bool:
        """Whether it can be asked; a page may outlive its file by a moment."""
        return not self._readers.closed

    def forget(self, changes: list[Change]) -> None:
        """Drop what was remembered of changed records."""
        self.names.forget({change.record.type.name for change in changes})
        if changes:
            self._typos.forget()

    def search(self, query: str, limit: int = 50) -> list[Hit]:
        """Records over all types for what somebody typed."""
        return search(self._readers.ask, self._typos, query, limit)

    def draft(self, name: str) -> str:
        """Unfinished input kept under this name; empty if there is none."""
        if name in self._waiting_drafts:
            return self._waiting_drafts[name]
        found = self._readers.ask("SELECT payload FROM draft WHERE key = ?", (name,))
        return found[0][0] if found else ""

    def drafts(self) -> list[str]:
        """The names under which unfinished input is kept."""
        return [row[0] for row in self._readers.ask("SELECT key FROM draft ORDER BY key")]

    def keep_draft(self, name: str, payload: str) -> None:
        """Keep unfinished input under this name; an empty payload drops it. Waits for a Unit that is under way."""
        if not self._writing.acquire(blocking=False):
            self._waiting_drafts[name] = payload
            return
        try:
            if payload:
                disk.asked(self._driver, "REPLACE INTO draft (key, payload) VALUES (?, ?)", (name, payload))
            else:
                disk.asked(self._driver, "DELETE FROM draft WHERE key = ?", (name,))
        finally:
            self._writing.release()

    def backup(self, target: Path) -> None:
        """A proven copy: locked against writing, copied, flushed to the disk, every page's seal checked."""
        target = target.resolve()
        if target == self.path:
            raise Refused(N_("Store", "Die Sicherung braucht einen anderen Namen als die Datei selbst."))
        with disk.saying_why(target):
            target.parent.stat()  # never made on the way: behind its name a stick may be missing
        with self._alone(), refusing(), disk.saying_why(target), _locking(target):
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

    def opens_with(self, passphrase: str) -> bool:
        """Whether this is the passphrase of the file; without encryption none is."""
        return self._raw is not None and key.derive(passphrase, self._raw[key.KEY_BYTES :]) == self._raw

    def copy_under(self, target: Path, passphrase: str, told: Callable[[int, int], object] = lambda *_: None) -> None:
        """A proven copy that this passphrase opens and the file's own does not; the file stays as it is.

        `told(done, total)` hears how far it is and may refuse to go on. Refuses the passphrase that the file has, and
        a file without one; leaves nothing behind when it fails.
        """
        if self._raw is None:
            raise Refused(N_("Store", "„{}“ hat kein Kennwort: Sie ist nur zum Üben da."), self.path.name)
        if self.opens_with(passphrase):
            raise BadValue(N_("Store", "Das ist das bisherige Kennwort. Die übergebene Datei braucht ein eigenes.")).at(
                "passphrase"
            )
        other = key.derive(passphrase, key.new_salt())
        try:
            with self._alone(), refusing(), disk.saying_why(target):
                self._checkpoint()
                disk.copied_under(self.path, self._raw, target, other, told)
            if findings := disk.seals(target, other) + disk.structure(target, other):
                raise Refused(N_("Store", "Die Kopie ist fehlerhaft und wurde verworfen: {}"), findings[0].message)
        except BaseException:
            disk.remove(target, *disk.logs(target))
            raise

    def check(self) -> list[Finding]:
        """Everything that can be proven of the file: seals, structure, references, blobs, statuses."""
        with self._alone():
            self._checkpoint()
        findings = disk.seals(self.path, self._raw) + disk.structure(self.path, self._raw)
        for part in (self._check_foreign_keys, self._check_links, self._check_blobs, self._check_statuses):
            try:
                findings += part()
            except Refused as unreadable:
                findings.append(Finding(str(unreadable)))
        return list(dict.fromkeys(findings))

    def _check_foreign_keys(self) -> list[Finding]:
        dangling: list[Any] = list(self._readers.exec_driver_sql("PRAGMA foreign_key_check"))
        return [Finding(_DANGLING(row[0], row[1])) for row in dangling]

    def _check_links(self) -> list[Finding]:
        """References by type and uid, which no foreign key watches."""
        findings = []
        for mapping in schema.MAPPINGS.values():
            for field in (one for one in mapping.type.fields if one.kind is k.ANYREF):
                of_type, of_uid = mapping.table.c[f"{field.name}_type"], mapping.table.c[f"{field.name}_uid"]
                for target in schema.MAPPINGS.values():
                    there = sa.select(target.table.c.uid)
                    lost = sa.select(mapping.table.c.id).where(of_type == target.type.name, of_uid.not_in(there))
                    ids = self._readers.execute(lost).scalars()
                    findings += [Finding(_DANGLING(mapping.type.name, one)) for one in ids]
        return findings

    def _check_blobs(self) -> list[Finding]:
        attached = schema.MAPPINGS["attachment"].table.c.sha256
        missing = sa.select(attached).where(attached.not_in(sa.select(schema.blob.c.sha256)))
        lost = self._readers.execute(missing).scalars()
        return [
            *(Finding(N_("Store", "Anlage ohne Inhalt: {}")(sha256[:12])) for sha256 in lost),
            *self._check_seals(),
        ]

    def _check_seals(self) -> list[Finding]:
        """Every kept file and every frozen set of figures against its own checksum."""
        findings = []
        for sha256 in list(self._readers.execute(sa.select(schema.blob.c.sha256)).scalars()):
            if hashlib.sha256(self.read.blob(sha256)).hexdigest() != sha256:
                findings.append(Finding(N_("Store", "Anlage verändert: {}")(sha256[:12])))
        for one in self.read.all(Snapshot):
            if hashlib.sha256(one.payload.encode()).hexdigest() != one.sha256:
                findings.append(Finding(N_("Store", "Zahlenstand verändert: {}")(one.title(self.names))))
        return findings

    def _check_statuses(self) -> list[Finding]:
        last = {event.about: event.status for event in in_order(self.read.all(StatusEvent))}
        findings = []
        for of in RECORD_TYPES.values():
            if of.status is None:
                continue
            for record in self.read.all(of.cls):
                status = last.get((of.name, record.uid), of.status.default.value)
                if getattr(record, of.status.name).value != status:
                    findings.append(Finding(N_("Store", "Status passt nicht zum Verlauf: {} {}")(of.label, record.id)))
        return findings

    def settle(self) -> None:
        """Fold the log into the file, so that what was removed for good stays nowhere; if a reader holds it, later."""
        with contextlib.suppress(Refused), self._alone():
            self._checkpoint()

    def _checkpoint(self) -> None:
        with refusing():
            disk.checkpoint(self._driver)

    def close(self) -> None:
        """Sweep unreferenced blobs, fold the log into the file, let go of it. One file is left. Twice does nothing."""
        if not self.is_open:
            return
        try:
            self._readers.close()
            self._keep_waiting()
            with contextlib.suppress(Refused), refusing():
                disk.asked(self._driver, "DELETE FROM blob WHERE sha256 NOT IN (SELECT sha256 FROM attachment)")
                self._checkpoint()
        finally:
            if "_writer" in vars(self):  # made with the first Unit
                self._writer.close()
                self._writer.engine.dispose()
            self._driver.close()
            _unlock(self._lock)

    def __enter__(self) -> "OfficeFile":
        """The open file, for a `with` block."""
        return self

    def __exit__(self, *_exc: object) -> None:
        self.close()


# --- creating and opening -----------------------------------------------------------------


def create(
    path: Path, passphrase: str, clock: Clock = now, begin: Callable[[Unit], object] | None = None
) -> OfficeFile:
    """A new office file with what it begins with; refuses to overwrite anything.

    It is there as a whole or not at all, whatever stops the program: it is made under a passing name beside its
    place. Without a passphrase it is not encrypted (sample only).
    """
    path = path.resolve()
    with disk.saying_why(path):
        if path.exists():
            raise Refused(
                N_("Store", "„{}“ gibt es schon. Es wurde nichts überschrieben; bitte einen anderen Namen wählen."),
                path.name,
            )
        raw = key.derive(passphrase, key.new_salt()) if passphrase else None
        lock = _locked(path)
        try:
            with refusing():
                with disk.replacing(path) as laid:
                    _lay_out(laid, raw, clock, begin)
                office = OfficeFile(path, raw, lock, clock)
        except BaseException:
            _unlock(lock)
            raise
    if raw is not None:
        key.remember(path, raw)
    return office


def _lay_out(path: Path, raw: Key | None, clock: Clock, begin: Callable[[Unit], object] | None) -> None:
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
        if begin is not None:
            begin(Unit(connection, StoredNames(disk.asking(connection)), clock(), random_uid))
    engine.dispose()
    with path.open("rb+") as written:
        os.fsync(written.fileno())


def open_(
    path: Path, passphrase: str, clock: Clock = now, derived: Callable[[], Key | None] = lambda: None
) -> OfficeFile:
    """Open an office file; says in German whose fault it is when it cannot be opened.

    `derived` gives the key where somebody has begun to derive it already, see `opening`.
    """
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
        raw = None if disk.is_plain(path) else derived() or key.derive(passphrase, key.salt_of(path))
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
            _unlock(lock)
            raise
    if raw is not None:
        key.remember(path, raw)
    return office


def _version(path: Path, raw: Key | None, passphrase: str) -> int:
    """The schema version, read without writing; here the passphrase meets the file."""
    # „immutable“ leaves nothing beside a file that is not opened in the end; a log must be read, though.
    mode = "mode=ro" if disk.logs(path)[0].exists() else "mode=ro&immutable=1"
    connection = sqlcipher3.connect(f"{path.as_uri()}?{mode}", uri=True)
    try:
        connection.execute("PRAGMA cipher_log_level=NONE")
        if raw is not None:
            connection.execute(f"PRAGMA key=\"x'{raw.hex()}'\"")
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    except disk.DriverError as error:
        name = getattr(error, "sqlite_errorname", "")
        if name.startswith("SQLITE_CORRUPT"):  # the key was right, or nothing could be read at all
            raise Refused(_DAMAGED if raw is None else _DAMAGED_BUT_RIGHT, path.name) from error
        if name != "SQLITE_NOTADB":
            with refusing():
                raise
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


def _unlock(lock: FileLock) -> None:
    """Let go, and leave no file behind. Removed while still held: who waits for the old file notices (st_nlink)."""
    with contextlib.suppress(OSError):
        os.unlink(lock.lock_file)
    lock.release()


@contextmanager
def _locking(path: Path) -> Iterator[None]:
    """Refuse to write over a file that is open somewhere."""
    lock = _locked(path)
    try:
        yield
    finally:
        _unlock(lock)


def _migrate(path: Path, raw: Key | None, version: int) -> None:
    """Upgrade a copy and put it in the file's place; the file before stays beside it until then."""
    from bezirkskoordination.store import migrate  # late: Alembic is slow to load and rarely needed

    before = disk.connector(path, raw, read_only=False)()
    try:
        disk.checkpoint(before)
    finally:
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
