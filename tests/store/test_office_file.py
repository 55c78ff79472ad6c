"""The office file as people treat it: copied, cut off, mistyped, opened twice, on full disks, killed while saving."""

import os
import random
import resource
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
import traceback
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bezirkskoordination import paths
from bezirkskoordination.actions import editing
from bezirkskoordination.actions.desk import Desk
from bezirkskoordination.records import Person
from bezirkskoordination.records.office import Attachment, AttachmentKind
from bezirkskoordination.records.refusal import Refused
from bezirkskoordination.store import disk, key, schema
from bezirkskoordination.store import office as store
from bezirkskoordination.store.office import OfficeFile
from bezirkskoordination.store.unit import Unit

NAME = "Xaverowitsch"
PASSPHRASE = "Grüße aus Zürich ’26"
needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes of a Unix")


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An encrypted file with one person, several hundred pages and a key check on this machine; copy it first."""
    folder = tmp_path_factory.mktemp("sealed")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        with store.create(folder / "amt.bezirk", PASSPHRASE) as office, office.unit() as unit:
            for number in range(60):
                unit.add(Person(last_name=f"{NAME}{number}", notes="Notiz " * 400))
        yield folder / "amt.bezirk"


@pytest.fixture
def path(sealed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy that this machine has opened before."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "home"))
    copy = Path(shutil.copy(sealed, tmp_path / "amt.bezirk"))
    key.remember(copy, _raw(copy))
    return copy


_RAW: dict[bytes, bytes] = {}


def _raw(path: Path) -> bytes:
    salt = key.salt_of(path)
    if salt not in _RAW:
        _RAW[salt] = key.derive(PASSPHRASE, salt)
    return _RAW[salt]


def refusal(path: Path, passphrase: str = PASSPHRASE) -> str:
    """What opening says; and that it leaves the file, and nothing beside it."""
    before, beside = path.read_bytes(), sorted(path.parent.iterdir())
    with pytest.raises(Refused) as refused:
        store.open_(path, passphrase).close()
    assert path.read_bytes() == before
    assert sorted(path.parent.iterdir()) == beside
    return str(refused.value)


def flipped(path: Path, offset: int) -> None:
    with path.open("rb+") as file:
        file.seek(offset)
        byte = file.read(1)[0]
        file.seek(offset)
        file.write(bytes([byte ^ 0x20]))


def visible(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir() if entry.name != "home")


# --- the seal ---


def test_nothing_can_be_read_from_the_bytes(tmp_path: Path) -> None:
    with store.create(tmp_path / "amt.bezirk", PASSPHRASE) as office:
        with office.unit() as unit:
            unit.add(Person(last_name=NAME, notes=NAME * 400))
        office.keep_draft("person", NAME)
        files = [tmp_path / "amt.bezirk", tmp_path / "amt.bezirk-wal", tmp_path / "amt.bezirk-shm"]
        for file in files:
            data = file.read_bytes()
            assert data
            for secret in (b"SQLite format", NAME.encode(), NAME.lower().encode(), b"CREATE TABLE"):
                assert secret not in data, (file.name, secret)
        assert len(files[1].read_bytes()) > disk.PAGE


def test_a_passphrase_opens_however_it_was_composed(path: Path) -> None:
    for form in ("NFC", "NFD", "NFC"):
        with store.open_(path, unicodedata.normalize(form, PASSPHRASE)) as office:
            assert office.read.count(Person.type) == 60


def test_a_passphrase_of_any_characters_opens(tmp_path: Path) -> None:
    odd = "a'b\"c;--\\ %s:/?#\n\U0001f511"
    folder = tmp_path / "Büro #1 50% ?mode=ro"
    folder.mkdir()
    with store.create(folder / "amt & so.bezirk", odd):
        pass
    with store.open_(folder / "amt & so.bezirk", odd) as office:
        assert office.encrypted


def test_no_salt_looks_like_something_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file begins with its salt: one that were a text or picture by chance could never be opened again."""
    drawn = iter(
        [b"sixteen letters!", b"\x89PNG" + b"\xff" * 12, b"\xff\xd8\xff" + b"\xee" * 13, b"\xd0" * 16, b"\xc3" * 16]
    )
    monkeypatch.setattr(os, "urandom", lambda _count: next(drawn))
    assert key.new_salt() == b"\xc3" * 16


# --- what is refused, and how ---


def test_a_wrong_passphrase_is_told(path: Path) -> None:
    assert "Das Kennwort ist falsch" in refusal(path, "grüße aus zürich ’26")


def test_a_file_never_seen_here_is_told_honestly(path: Path, tmp_path: Path) -> None:
    other = Path(shutil.copy(path, tmp_path / "fremd.bezirk"))
    assert "Entweder" in refusal(other, "falsch")


def test_another_file_in_the_same_place_is_no_damage(path: Path, tmp_path: Path) -> None:
    with store.create(tmp_path / "zwei.bezirk", "anderes"):
        pass
    os.replace(tmp_path / "zwei.bezirk", path)
    assert "Entweder" in refusal(path)


@pytest.mark.parametrize("offset", [3, 100, 4000])
def test_a_flipped_byte_on_the_first_page_is_damage_not_a_wrong_passphrase(path: Path, offset: int) -> None:
    flipped(path, offset)
    assert "beschädigt; das Kennwort stimmt" in refusal(path)
    assert "Das Kennwort ist falsch" in refusal(path, "falsch")


def _page_of_people(path: Path) -> int:
    """A page in the middle that holds rows of people, and not the schema, without which nothing can be opened."""
    for page in range(path.stat().st_size // disk.PAGE // 2, path.stat().st_size // disk.PAGE):
        flipped(path, page * disk.PAGE + 1000)
        try:
            connection = disk.connector(path, _raw(path), read_only=True)()
        except disk.DriverError:
            continue
        finally:
            flipped(path, page * disk.PAGE + 1000)
        flipped(path, page * disk.PAGE + 1000)
        try:
            connection.execute("SELECT notes FROM person").fetchall()
        except disk.DriverError:
            return page
        finally:
            connection.close()
            flipped(path, page * disk.PAGE + 1000)
    raise AssertionError("no page of people")


def test_wherever_a_byte_is_damaged_it_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(key, "derive", lambda _passphrase, salt: _RAW[salt])
    for page in range(1, path.stat().st_size // disk.PAGE, 11):
        flipped(path, page * disk.PAGE + 77)
        try:
            with store.open_(path, PASSPHRASE) as office:
                said = [finding.message for finding in office.check()]
        except Refused as refused:
            said = [str(refused)] if "beschädigt" in str(refused) else []
        assert said, page
        flipped(path, page * disk.PAGE + 77)
    with store.open_(path, PASSPHRASE) as office:
        assert office.check() == []


def test_a_flipped_byte_in_the_middle_is_found_and_never_read_as_data(path: Path) -> None:
    flipped(path, _page_of_people(path) * disk.PAGE + 1000)
    with store.open_(path, PASSPHRASE) as office:
        findings = [finding.message for finding in office.check()]
        assert any("HMAC" in finding for finding in findings)
        with pytest.raises(Refused, match="beschädigt"):
            office.read.all(Person)
        with pytest.raises(Refused, match="HMAC"):
            office.backup(path.with_name("sicherung.bezirk"))
    assert not path.with_name("sicherung.bezirk").exists()


def test_a_truncated_file_is_told_as_such(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2 + 17])
    assert "unvollständig" in refusal(path)
    path.write_bytes(whole[: 20 * disk.PAGE])
    assert "beschädigt; das Kennwort stimmt" in refusal(path)
    path.write_bytes(b"")
    assert "unvollständig" in refusal(path)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bericht.pdf", b"%PDF-1.7" + b"\xe2" * 8184),
        ("liste.xlsx", b"PK\x03\x04" + b"\xe2" * 8188),
        ("alt.doc", b"\xd0\xcf\x11\xe0" + b"\xe2" * 8188),
        ("brief.txt", b"Sehr geehrte Damen und Herren\n" * 1024),
        ("umbenannt.bezirk", b"Sehr geehrte Damen und Herren\n" * 1024),
        ("bild.bezirk", b"\x89PNG" + b"\xe2" * 8188),
        ("leer.txt", b""),
    ],
)
def test_what_is_not_ours_is_told(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    assert "ist keine Datei der Bezirkskoordination" in refusal(tmp_path / name)


@pytest.mark.parametrize("mode", ["delete", "wal"])
def test_a_database_of_others_is_told_and_left_alone(tmp_path: Path, mode: str) -> None:
    path = tmp_path / "kontakte.db"
    with sqlite3.connect(path) as other:
        other.execute(f"PRAGMA journal_mode={mode}")
        other.execute("CREATE TABLE contacts (name)")
    other.close()
    assert "ist keine Datei der Bezirkskoordination" in refusal(path)


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="nicht gefunden"):
        store.open_(tmp_path / "fort.bezirk", "")
    with pytest.raises(Refused, match="nicht gefunden"):
        store.open_(tmp_path, "")
    assert visible(tmp_path) == []


def test_nothing_is_overwritten_by_a_new_file(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(Refused, match="nichts überschrieben"):
        store.create(path, "")
    assert path.read_bytes() == before


def test_a_new_file_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(schema.metadata, "create_all", full)
    with pytest.raises(Refused, match="ist voll"):
        store.create(tmp_path / "amt.bezirk", "")
    assert visible(tmp_path) == []


@needs_fork
def test_a_new_file_is_there_as_a_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "amt.bezirk"
    ready, told = os.pipe()
    child = os.fork()
    if child == 0:

        def begin(unit: Unit) -> None:
            unit.add(Person(last_name=NAME))
            os.write(told, b"x")
            time.sleep(60)

        store.create(path, PASSPHRASE, begin=begin)
        os._exit(0)
    os.read(ready, 1)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    assert not path.exists()
    with store.create(path, PASSPHRASE, begin=lambda unit: unit.add(Person(last_name="Amsel"))) as office:
        assert [one.last_name for one in office.read.all(Person)] == ["Amsel"]
        assert office.check() == []
    assert visible(tmp_path) == ["amt.bezirk"]  # what the killed one left is gone


def test_a_newer_file_stays_untouched(make_office: Callable[..., OfficeFile], tmp_path: Path) -> None:
    office = make_office("neu.bezirk")
    disk.outside_transaction(office._writer, f"PRAGMA user_version={schema.VERSION + 1}")
    office.close()
    assert "neueren Fassung" in refusal(tmp_path / "neu.bezirk", "")


def test_a_state_folder_that_cannot_be_written_keeps_nobody_from_working(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(*_parts: str) -> Path:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(paths, "state", denied)
    with store.open_(path, PASSPHRASE) as office:
        assert office.read.count(Person.type) == 60
    assert "Entweder" in refusal(path, "falsch")


# --- other users and programs ---


def in_child(act: Callable[[], object]) -> str:
    """What `act` gives, or the error it raises, in a process of its own that cannot harm this one."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            said = str(act())
        except BaseException as error:
            said = f"{type(error).__name__}: {error}" if isinstance(error, Refused) else traceback.format_exc()
        os.write(write, said.encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        said = pipe.read().decode()
    os.waitpid(child, 0)
    return said


@pytest.fixture
def shared_folder() -> Iterator[Path]:
    """A folder that other users may enter."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def as_nobody(act: Callable[[], object]) -> object:
    if os.getuid() == 0:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)
    return act()


@needs_fork
@pytest.mark.parametrize(("file_mode", "folder_mode"), [(0o444, 0o777), (0o666, 0o555)])
def test_what_may_not_be_written_is_told_before_anything_happens(
    shared_folder: Path, file_mode: int, folder_mode: int
) -> None:
    path = shared_folder / "amt.bezirk"
    store.create(path, "").close()
    path.chmod(file_mode)
    shared_folder.chmod(folder_mode)
    before = path.read_bytes()
    said = in_child(lambda: as_nobody(lambda: store.open_(path, "").close()))
    assert said.startswith("Refused"), said
    assert "schreibgeschützt" in said
    if folder_mode == 0o555:
        said = in_child(lambda: as_nobody(lambda: store.create(shared_folder / "neu.bezirk", "")))
        assert "darf nicht geschrieben werden" in said
    assert path.read_bytes() == before
    assert visible(shared_folder) == ["amt.bezirk"]


@needs_fork
def test_one_program_at_a_time_and_a_killed_one_does_not_block(tmp_path: Path) -> None:
    path = tmp_path / "amt.bezirk"
    store.create(path, "").close()
    ready, told = os.pipe()
    child = os.fork()
    if child == 0:
        held = store.open_(path, "")
        os.write(told, b"x")
        time.sleep(60)
        os._exit(held is None)
    os.read(ready, 1)
    try:
        with pytest.raises(Refused, match="schon in einem anderen Fenster"):
            store.open_(path, "")
        with store.create(tmp_path / "andere.bezirk", "") as other, pytest.raises(Refused, match="anderen Fenster"):
            other.backup(path)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    with store.open_(path, "") as office:
        assert office.check() == []


def test_the_same_program_does_not_open_it_twice_either(make_office: Callable[..., OfficeFile], tmp_path: Path) -> None:
    office = make_office()
    with pytest.raises(Refused, match="schon in einem anderen Fenster"):
        store.open_(tmp_path / "amt.bezirk", "")
    office.close()
    store.open_(tmp_path / "amt.bezirk", "").close()


# --- crashes ---


def _write_for_ever(path: Path, passphrase: str, acknowledge: int) -> None:
    """Add records and acknowledge each after it was committed: until killed."""
    with store.open_(path, passphrase) as office:
        number = 0
        while True:
            number += 1
            with office.unit() as unit:
                person = unit.add(Person(last_name=f"{NAME} {number}", notes="Notiz " * (number % 900)))
                if number % 3 == 0:
                    unit.change(person, replace(person, city="Oelde"))
            os.write(acknowledge, f"{person.id}\n".encode())


def _killed_while_writing(path: Path, passphrase: str, after: float) -> list[int]:
    """The ids that were acknowledged before the writer was killed."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(read)
            _write_for_ever(path, passphrase, write)
        except BaseException:
            traceback.print_exc(file=sys.__stderr__)
        finally:
            os._exit(1)
    os.close(write)
    with os.fdopen(read, "rb", buffering=0) as pipe:
        said = pipe.read(1)  # it writes
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
        said += b"".join(iter(lambda: pipe.read(65536), b""))
    os.waitpid(child, 0)
    return [int(line) for line in said.decode().split("\n")[:-1]]


@needs_fork
@pytest.mark.parametrize(("passphrase", "kills"), [("", 12), (PASSPHRASE, 2)])
def test_what_was_acknowledged_outlives_a_kill_at_any_moment(tmp_path: Path, passphrase: str, kills: int) -> None:
    chance = random.Random(111)
    path = tmp_path / "amt.bezirk"
    store.create(path, passphrase).close()
    acknowledged: list[int] = []
    for _ in range(kills):
        acknowledged += _killed_while_writing(path, passphrase, chance.uniform(0, 0.06))
        assert path.with_name("amt.bezirk-wal").stat().st_size > 0  # the log is where the latest records are
        with store.open_(path, passphrase) as office:
            there = {person.id for person in office.read.all(Person)}
            assert set(acknowledged) <= there
            assert office.check() == []
            assert {hit.id for hit in office.search(NAME, 100_000)} == there
        assert visible(tmp_path) == ["amt.bezirk"]
    assert len(acknowledged) > kills


# --- full and failing disks ---


def test_a_full_disk_loses_nothing_and_the_next_save_works(make_office: Callable[..., OfficeFile]) -> None:
    office = make_office()
    with office.unit() as unit:
        before = unit.add(Person(last_name="Vorher"))
    writer = office._writer
    (pages,) = disk.outside_transaction(writer, "PRAGMA page_count")[0]
    disk.outside_transaction(writer, f"PRAGMA max_page_count={pages + 2}")
    with pytest.raises(Refused, match=r"voll.*nichts gespeichert"), office.unit() as unit:
        unit.add(Person(last_name="Zuviel", notes="Notiz " * 10_000))
    with pytest.raises(Refused, match="voll"):
        office.keep_draft("person", "Entwurf " * 10_000)
    assert office.read.all(Person) == [before]
    assert office.search("Zuviel") == []
    disk.outside_transaction(writer, "PRAGMA max_page_count=1000000")
    with office.unit() as unit:
        unit.add(Person(last_name="Zuviel", notes="Notiz " * 10_000))
    assert office.read.count(Person.type) == 2
    assert office.check() == []


@needs_fork
def test_a_disk_that_refuses_to_write_is_told(tmp_path: Path) -> None:
    path = tmp_path / "amt.bezirk"
    store.create(path, "").close()

    def act() -> str:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        with store.open_(path, "") as office:
            with office.unit() as unit:
                unit.add(Person(last_name="Vorher"))
            limit = path.stat().st_size
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
            try:
                with office.unit() as unit:
                    unit.add(Person(last_name="Zuviel", notes="Notiz " * limit))
            except Refused as refused:
                said = str(refused)
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
            with office.unit() as unit:
                unit.add(Person(last_name="Nachher"))
            return f"{said} {[person.last_name for person in office.read.all(Person)]} {office.check()}"

    said = in_child(act)
    assert "Der Datenträger" in said, said
    assert said.endswith("['Vorher', 'Nachher'] []")


# --- closing ---


def test_closed_it_is_one_file(make_office: Callable[..., OfficeFile], tmp_path: Path) -> None:
    office = make_office()
    with office.unit() as unit:
        unit.add(Person(last_name=NAME))
    office.read.all(Person)
    assert len(visible(tmp_path)) > 1
    office.close()
    office.close()
    assert visible(tmp_path) == ["amt.bezirk"]
    with store.open_(tmp_path / "amt.bezirk", "") as again:
        assert again.read.count(Person.type) == 1


def test_a_reader_that_is_still_reading_does_not_cut_off_a_backup(
    make_office: Callable[..., OfficeFile], tmp_path: Path
) -> None:
    """Copying the file while its log cannot be folded in would lose the latest records."""
    office = make_office()
    disk.outside_transaction(office._writer, "PRAGMA busy_timeout=10")
    other = disk.connector(tmp_path / "amt.bezirk", None, read_only=True)()
    other.execute("BEGIN")
    other.execute("SELECT count(*) FROM person").fetchall()
    with office.unit() as unit:
        unit.add(Person(last_name=NAME))
    with pytest.raises(Refused, match="belegt"):
        office.backup(tmp_path / "sicherung.bezirk")
    assert not (tmp_path / "sicherung.bezirk").exists()
    other.close()
    office.backup(tmp_path / "sicherung.bezirk")
    with store.open_(tmp_path / "sicherung.bezirk", "") as backup:
        assert backup.read.count(Person.type) == 1


# --- backup ---


def test_a_backup_is_the_whole_content_under_the_same_passphrase(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "sicherung.bezirk"
    with store.open_(path, PASSPHRASE) as office:
        with office.unit() as unit:
            unit.add(Person(last_name="Zuletzt"))
        office.backup(target)
        everybody = office.read.all(Person)
        with office.unit() as unit:  # work goes on
            unit.add(Person(last_name="Danach"))
    assert b"SQLite format" not in target.read_bytes()
    with store.open_(target, PASSPHRASE) as backup:
        assert backup.read.all(Person) == everybody
        assert backup.check() == []
    assert "Das Kennwort ist falsch" in refusal(target, "falsch")
    assert visible(tmp_path) == ["amt.bezirk", "sicherung.bezirk"]


def test_a_backup_replaces_an_older_one_and_what_a_crash_left_beside_it(
    make_office: Callable[..., OfficeFile], tmp_path: Path
) -> None:
    office, target = make_office(), tmp_path / "sicherung.bezirk"
    office.backup(target)
    for left in disk.logs(target):
        left.write_bytes(b"left over by a crash")
    with office.unit() as unit:
        unit.add(Person(last_name=NAME))
    office.backup(target)
    assert not any(left.exists() for left in disk.logs(target))
    with store.open_(target, "") as backup:
        assert [person.last_name for person in backup.read.all(Person)] == [NAME]


@pytest.mark.parametrize("failing", ["copy", "flush", "seal"])
def test_an_interrupted_backup_leaves_the_older_one(
    make_office: Callable[..., OfficeFile], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    office, target = make_office(), tmp_path / "sicherung.bezirk"
    office.backup(target)
    before = target.read_bytes()

    def half(source: Path, copy: Path) -> None:
        Path(copy).write_bytes(Path(source).read_bytes()[:5000])
        raise OSError(28, "No space left on device")

    def fail(_handle: int) -> None:
        raise OSError(5, "Input/output error")

    with office.unit() as unit:
        unit.add(Person(last_name=NAME))
    with monkeypatch.context() as patch:
        if failing == "copy":
            patch.setattr(shutil, "copyfile", half)
        elif failing == "flush":
            patch.setattr(os, "fsync", fail)
        else:
            patch.setattr(disk, "seals", lambda *_: [disk.Finding("HMAC verification failed for page 4")])
        with pytest.raises(Refused, match=r"ist voll|Fehler \(Nr|HMAC"):
            office.backup(target)
    assert target.read_bytes() == before
    assert not list(tmp_path.glob(".sicherung*"))
    with office.unit() as unit:  # and work goes on
        unit.add(Person(last_name="Danach"))
    assert office.read.count(Person.type) == 2


def test_a_backup_onto_itself_is_refused(make_office: Callable[..., OfficeFile], tmp_path: Path) -> None:
    office = make_office()
    (tmp_path / "verweis.bezirk").symlink_to(tmp_path / "amt.bezirk")
    for target in (tmp_path / "amt.bezirk", tmp_path / "home" / ".." / "amt.bezirk", tmp_path / "verweis.bezirk"):
        with pytest.raises(Refused, match="anderen Namen"):
            office.backup(target)
    assert office.check() == []


def test_a_backup_into_no_folder_is_refused(make_office: Callable[..., OfficeFile], tmp_path: Path) -> None:
    office = make_office()
    (tmp_path / "datei").write_text("")
    with pytest.raises(Refused):
        office.backup(tmp_path / "datei" / "sicherung.bezirk")


# --- attachments ---


def receipts(office: OfficeFile) -> int:
    return int(office.read.connection.exec_driver_sql("SELECT count(*) FROM blob").scalar())


def test_a_file_comes_back_byte_for_byte_and_lies_here_once(
    make_office: Callable[..., OfficeFile], tmp_path: Path
) -> None:
    data = random.Random(111).randbytes(300_000)
    scan = tmp_path / "Quittung März.jpg"
    scan.write_bytes(data)
    office = make_office()
    with office.unit() as unit:
        one = editing.attach(unit, scan, AttachmentKind.RECEIPT)
        two = editing.attach_bytes(unit, "kopie.jpg", data, AttachmentKind.OTHER)
    assert (one.name, one.size) == (scan.name, len(data))
    assert one.sha256 == two.sha256
    assert receipts(office) == 1
    office.close()
    with store.open_(tmp_path / "amt.bezirk", "") as again:
        assert again.read.blob(one.sha256) == data
        assert again.check() == []


def test_bytes_stay_while_undoing_may_need_them_and_go_on_closing(
    make_office: Callable[..., OfficeFile], tmp_path: Path
) -> None:
    desk = Desk(make_office())
    kept = desk.do("Beleg", lambda unit: editing.attach_bytes(unit, "a.jpg", b"bleibt", AttachmentKind.RECEIPT))
    gone = desk.do("Beleg", lambda unit: editing.attach_bytes(unit, "b.jpg", b"geht", AttachmentKind.RECEIPT))
    desk.do("Löschen", lambda unit: unit.remove(gone))
    desk.undo()
    assert desk.office.read.blob(gone.sha256) == b"geht"
    desk.redo()
    assert receipts(desk.office) == 2
    desk.office.close()
    with store.open_(tmp_path / "amt.bezirk", "") as again:
        assert receipts(again) == 1
        assert again.read.blob(kept.sha256) == b"bleibt"
        assert again.read.all(Attachment) == [kept]
        with pytest.raises(Refused, match="Anlage fehlt"):
            again.read.blob(gone.sha256)


def test_check_finds_an_attachment_without_bytes(make_office: Callable[..., OfficeFile]) -> None:
    office = make_office()
    with office.unit() as unit:
        unit.add(Attachment(name="a.jpg", sha256="0" * 64))
    assert [finding.message for finding in office.check()] == ["Anlage ohne Inhalt: 000000000000"]


# --- forgetting ---


@pytest.mark.parametrize("others", [0, 400])
def test_a_removed_name_is_nowhere_in_the_bytes(
    make_office: Callable[..., OfficeFile], tmp_path: Path, others: int
) -> None:
    """Neither in tables, nor in sort keys, nor in the search index or its prefixes, nor in freed pages."""
    office = make_office()
    with office.unit() as unit:
        for number in range(others):
            unit.add(Person(last_name=f"Andere{number}", first_name="Eva", notes=f"Notiz {number}"))
    with office.unit() as unit:
        person = unit.add(
            Person(last_name=NAME, first_name="Quirinus", street="Zwölfbotengasse 7", notes=f"Frau {NAME} kommt " * 200)
        )
        person = unit.change(person, replace(person, last_name=f"{NAME}-Wondraschek"))
    with office.unit() as unit:
        for number in range(others):
            unit.add(Person(last_name=f"Weitere{number}"))
    office.keep_draft("person", NAME)
    office.keep_draft("person", "")
    assert office.search("wondraschek")
    with office.unit() as unit:
        unit.remove(person)
    office.close()
    data = (tmp_path / "amt.bezirk").read_bytes().lower()
    for secret in (NAME, "wondraschek", "quirinus", "zwolfbotengas", "botengasse", "averowit", "ondrasch"):
        assert secret.lower().encode() not in data, secret


# --- the rest of an office ---


def test_drafts_outlive_a_close_and_are_dropped_when_empty(
    make_office: Callable[..., OfficeFile], tmp_path: Path
) -> None:
    office = make_office()
    office.keep_draft("person/1", "halb „fertig“")
    office.keep_draft("person/1", "fast fertig")
    office.close()
    with store.open_(tmp_path / "amt.bezirk", "") as again:
        assert again.draft("person/1") == "fast fertig"
        again.keep_draft("person/1", "")
        assert again.draft("person/1") == ""


def test_the_clock_is_the_districts() -> None:
    moment = store.now()
    assert moment.tzinfo == ZoneInfo("Europe/Berlin")
    assert abs(moment - datetime.now(ZoneInfo("UTC"))).total_seconds() < 60
