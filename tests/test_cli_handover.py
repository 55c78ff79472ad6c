"""`bezirk handover`: the whole package or nothing, the file as it was, the old passphrase shut out, come what may."""

import errno
import hashlib
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader

from bezirkskoordination.actions import appointing
from bezirkskoordination.actions.desk import Desk
from bezirkskoordination.cli import main
from bezirkskoordination.records.contacts import ContactNote
from bezirkskoordination.records.council import Mandate, MandateRole, Resolution
from bezirkskoordination.records.institutions import ContactPerson, Institution
from bezirkskoordination.records.money import Expense
from bezirkskoordination.records.needs import NeedContact, SupportNeed
from bezirkskoordination.records.network import Order
from bezirkskoordination.records.office import Attachment, Task
from bezirkskoordination.records.people import Person
from bezirkskoordination.records.refusal import Refused
from bezirkskoordination.reports import handover
from bezirkskoordination.reports.handover_protocol import Handed
from bezirkskoordination.store import disk, key
from bezirkskoordination.store import office as store
from bezirkskoordination.store.folder import NewFolder
from bezirkskoordination.store.lists import fill_lists
from bezirkskoordination.store.unit import Unit

OLD, NEW = "regal wolke anker tinte", "mond birke löffel treppe nuss"


def fixed_clock() -> datetime:
    return datetime(2026, 11, 12, 9, 0, tzinfo=UTC)


#: Somebody in need, who is on no paper.
SECRET = "Zzgeheim"


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = store.open_
    monkeypatch.setattr(store, "open_", lambda path, passphrase: opened(path, passphrase, fixed_clock))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "amt.bezirk"
    with store.create(path, OLD, fixed_clock) as office, office.unit() as unit:
        fill_lists(unit)
        old, new = (unit.add(Person(last_name=name, first_name="Ute", phone="")) for name in ("Ahorn", "Birke"))
        voted = unit.add(Resolution(subject="Bestellung", on_date=date(2024, 4, 16), body="Stadtbezirksrat"))
        unit.add(Mandate(person=old.id or 0, valid_from=date(2024, 5, 1), valid_until=date(2026, 11, 30),
                         resolution=voted.id))  # fmt: skip
        unit.add(Mandate(person=new.id or 0, valid_from=date(2026, 12, 1)))
        unit.add(Mandate(person=new.id or 0, valid_from=date(2026, 1, 1), role=MandateRole.DEPUTY))
        house = unit.add(Institution(name="Turnverein", kind="SPORT", phone="030 23125-104"))
        unit.add(ContactPerson(person=new.id or 0, institution=house.id or 0, function="Vorsitz"))
        unit.add(Task(subject="Schlüssel zurückgeben", due_on=date(2026, 11, 1)))
        unit.add(Order(text="Aushang gestalten", given_on=date(2026, 10, 1), institution=house.id))
        unit.add(
            ContactNote(on_date=date(2026, 11, 2), kind="ANRUF", subject="Räume", institution=house.id,
                        follow_up_on=date(2026, 11, 20))
        )  # fmt: skip
        unit.add(Expense(on_date=date(2026, 3, 4), category="PORTO", payee="Post", purpose="Briefe", amount=160))
        need = unit.add(SupportNeed(subject="Lesen üben", category="KINDER.HAUSI", recorded_on=date(2026, 11, 1)))
        unit.add(
            NeedContact(pseudonym="Amsel-27", about=("support_need", need.uid), name=SECRET,
                        expires_on=date(2026, 11, 20))
        )  # fmt: skip
    return path


@pytest.fixture
def run(file: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("BEZIRK_PASSPHRASE", OLD)
    monkeypatch.setenv("BEZIRK_NEW_PASSPHRASE", NEW)

    def ran(target: Path, *arguments: object) -> Result:
        return CliRunner().invoke(main, ["handover", str(file), "-o", str(target), *map(str, arguments)])

    return ran


def visible(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir() if one.name != "home")


def refused(result: Result, said: str, tmp_path: Path, file: Path) -> None:
    """In one line, with nothing written anywhere."""
    assert (result.exit_code, result.stdout) == (1, ""), result.output
    assert len(result.stderr.splitlines()) == 1
    assert said in result.stderr
    assert visible(tmp_path) == ["amt.bezirk"]
    assert noted(file) == []


def noted(file: Path) -> list[Mandate]:
    """The appointments that were handed over, as the file tells; the file is in order."""
    with store.open_(file, OLD) as office:
        assert office.check() == []
        return [one for one in office.read.all(Mandate) if one.handed_over_on is not None]


def pdf_text(path: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


# --- the whole --------------------------------------------------------------------------------


def test_the_package_holds_the_file_and_the_papers(run: Any, file: Path, tmp_path: Path) -> None:
    target = tmp_path / "paket"
    result = run(target)
    assert (result.exit_code, result.stderr) == (0, ""), result.output
    assert "personenbezogene" in result.stdout
    assert visible(target) == ["Unterlagen_zur_Übergabe.pdf", "amt.bezirk", "Übergabeprotokoll.pdf"]
    assert visible(tmp_path) == ["amt.bezirk", "paket"]

    protocol = pdf_text(target / "Übergabeprotokoll.pdf")
    for said in (
        "Übergabe am: 12.11.2026", "Ute Ahorn", "01.05.2024 bis 30.11.2026", "Stadtbezirksrat am 16.04.2024",
        "Ute Birke", "ab 01.12.2026", "Offene Aufgaben 1", "vernichtet bis 12.12.2026", "Unterschrift: übernommen",
    ):  # fmt: skip
        assert said in protocol
    for name in ("amt.bezirk", "Unterlagen_zur_Übergabe.pdf"):
        data = (target / name).read_bytes()
        assert hashlib.sha256(data).hexdigest() in protocol.replace(" ", "")
        assert f"{len(data):,}".replace(",", "\u00a0") in protocol or f"{len(data):,}".replace(",", " ") in protocol
    lists = pdf_text(target / "Unterlagen_zur_Übergabe.pdf")
    for said in (
        "Schlüssel zurückgeben", "030 23125-104", "Ute Birke Vorsitz", "In keinem Antrag steht eine Auslage über 1,60",
        "Aushang gestalten", "Räume", "Enthält personenbezogene Angaben",
    ):  # fmt: skip
        assert said in lists
    assert SECRET not in lists + protocol

    with pytest.raises(Refused, match="Kennwort"):
        store.open_(target / "amt.bezirk", OLD)
    with store.open_(target / "amt.bezirk", NEW) as handed, store.open_(file, OLD) as hers:
        assert handed.check() == []
        for cls in (Person, Institution, NeedContact, Order, Task, Resolution):
            assert handed.read.all(cls) == hers.read.all(cls)
        assert [one.handed_over_on for one in handed.read.all(Mandate)] == [None, None, None]
        (one,) = (each for each in hers.read.all(Mandate) if each.handed_over_on)
        assert (one.person, one.handed_over_on) == (1, date(2026, 11, 12))
        kept = hers.read.get(Attachment, one.handover or 0)
        assert kept.sha256 == hashlib.sha256((target / kept.name).read_bytes()).hexdigest()


def test_metadata_name_nobody(run: Any, tmp_path: Path) -> None:
    target = tmp_path / "paket"
    assert run(target, "--to", "Xaver Übernehmer").exit_code == 0
    assert "Xaver Übernehmer" in pdf_text(target / "Übergabeprotokoll.pdf")
    for path in target.glob("*.pdf"):
        reader = PdfReader(path)
        told = str(reader.metadata) + str(reader.xmp_metadata.stream.get_data() if reader.xmp_metadata else "")
        assert not any(name in told for name in ("Ahorn", "Birke", "Xaver", SECRET))


def test_whose_office_ends_can_be_told(run: Any, file: Path, tmp_path: Path) -> None:
    result = run(tmp_path / "a", "--mandate", 3)
    assert (result.exit_code, "keine Bestellung dazu" in result.stderr) == (1, True)
    assert run(tmp_path / "b", "--mandate", 1, "--on", "30.09.2026").exit_code == 0
    assert [(one.id, one.handed_over_on) for one in noted(file)] == [(1, date(2026, 9, 30))]


# --- refused ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("BEZIRK_NEW_PASSPHRASE", "kurz", "mindestens 10 Zeichen"),
        ("BEZIRK_NEW_PASSPHRASE", "Passwort2026", "zu leicht"),
        ("BEZIRK_NEW_PASSPHRASE", OLD, "bisherige Kennwort"),
        ("BEZIRK_NEW_PASSPHRASE", None, "neue Kennwort fehlt"),
        ("BEZIRK_PASSPHRASE", "falsch falsch falsch", "Kennwort"),
    ],
)
def test_a_wrong_passphrase_changes_nothing(
    run: Any, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str, value: str | None, said: str
) -> None:
    if value is None:
        monkeypatch.delenv(variable)
    else:
        monkeypatch.setenv(variable, value)
    refused(run(tmp_path / "paket"), said, tmp_path, file)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--on", "13.11.2026"), "liegt in der Zukunft"), (("--on", "30.04.2024"), "noch nicht eingetragen"),
        (("--mandate", "2"), "vor dem Beginn"), (("--mandate", "99"), "gibt es nicht"),
    ],
)  # fmt: skip
def test_a_day_or_an_office_that_cannot_be(
    run: Any, file: Path, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    refused(run(tmp_path / "paket", *arguments), said, tmp_path, file)


def test_a_folder_that_is_there_stays_as_it_is(run: Any, file: Path, tmp_path: Path) -> None:
    target = tmp_path / "paket"
    target.mkdir()
    (target / "anderes.txt").write_text("da")
    result = run(target)
    assert (result.exit_code, "gibt es schon" in result.stderr) == (1, True)
    assert visible(target) == ["anderes.txt"]
    assert visible(tmp_path) == ["amt.bezirk", "paket"]
    assert noted(file) == []


def test_an_open_file_is_not_handed_over_by_another_program(run: Any, file: Path, tmp_path: Path) -> None:
    with store.open_(file, OLD):
        result = run(tmp_path / "paket")
    refused(result, "in einem anderen Fenster oder Programm geöffnet", tmp_path, file)


# --- what the disk refuses --------------------------------------------------------------------


@pytest.mark.parametrize("where", ["copy", "papers", "place"])
def test_a_full_disk_leaves_the_file_whole_and_no_package(
    run: Any, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    def full(*_args: object) -> None:
        raise OSError(errno.ENOSPC, "")

    owner, name = {"copy": (disk, "copied_under"), "papers": (Path, "write_bytes"), "place": (os, "rename")}[where]
    with monkeypatch.context() as broken:
        broken.setattr(owner, name, full)
        result = run(tmp_path / "paket")
    refused(result, "voll", tmp_path, file)


def test_a_copy_that_fails_its_proof_is_thrown_away(
    run: Any, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as damaged:
        damaged.setattr(disk, "seals", lambda *_: [disk.Finding("Seite 4")])
        result = run(tmp_path / "paket")
    refused(result, "fehlerhaft und wurde verworfen", tmp_path, file)


def test_what_cannot_be_noted_is_not_placed(
    run: Any, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The note and the package are one step: here the file refuses the note after the package was placed."""
    with monkeypatch.context() as full:
        full.setattr(store.OfficeFile, "unit", _refused_at_the_end)
        result = run(tmp_path / "paket")
    refused(result, "voll", tmp_path, file)


_unit = store.OfficeFile.unit


@contextmanager
def _refused_at_the_end(office: store.OfficeFile) -> Iterator[Unit]:
    with _unit(office) as unit:
        yield unit
        raise Refused(disk._REFUSALS["SQLITE_FULL"])


# --- killed -----------------------------------------------------------------------------------

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes of a Unix")


def _hand_over(file: Path, target: Path, stop_at: str, stop: Any) -> None:
    """As the verb does, stopping for ever at a moment."""

    def step(done: int, _total: int) -> None:
        if stop_at == "copy" or (stop_at == "lists" and done > 60) or (stop_at == "protocol" and done > 85):
            stop()

    with store.open_(file, OLD) as office, NewFolder(target) as folder:
        (one, *_rest) = office.read.all(Mandate)
        day = office.clock().date()
        name, data = handover.pack(office, Handed(day, one), NEW, folder, day, step)

        def place() -> None:
            if stop_at == "note":
                stop()
            folder.place()
            if stop_at == "placed":
                stop()

        Desk(office).do("Übergabe", lambda unit: appointing.note_handover(unit, one, day, name, data, place))
        if stop_at == "done":
            stop()


@needs_fork
@pytest.mark.parametrize("moment", ["copy", "lists", "protocol", "note", "placed", "done"])
def test_killed_at_any_moment_the_file_is_whole_and_the_package_too(file: Path, tmp_path: Path, moment: str) -> None:
    target = tmp_path / "paket"
    ready, told = os.pipe()
    child = os.fork()
    if child == 0:

        def stop() -> None:
            os.write(told, b"x")
            signal.pause()

        try:
            _hand_over(file, target, moment, stop)
        finally:
            os._exit(1)
    os.close(told)
    assert os.read(ready, 1) == b"x"
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(ready)

    assert target.exists() == (moment in ("placed", "done"))
    assert len(noted(file)) == (moment == "done")
    if target.exists():
        assert len(visible(target)) == 3
        assert disk.seals(target / "amt.bezirk", key.derive(NEW, key.salt_of(target / "amt.bezirk"))) == []
    _hand_over(file, tmp_path / "paket2", "", None)  # it can be done again
    assert len(visible(tmp_path / "paket2")) == 3
    with NewFolder(tmp_path / "paket3") as other:
        other.place()
    if moment != "done" and not target.exists():
        _hand_over(file, target, "", None)
        assert [name for name in visible(tmp_path) if name.startswith(".")] == []
