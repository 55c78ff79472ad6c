"""`bezirk slip`: an e-mail or a text becomes a slip, its names go to the vault, what is no mail changes nothing."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bezirkskoordination.cli import main
from bezirkskoordination.records.needs import NeedContact
from bezirkskoordination.records.office import Slip
from bezirkskoordination.store import office as office_store
from bezirkskoordination.store.lists import fill_lists

MAIL = b"From: Erika Neumann <erika@example.org>\r\nSubject: Hilfe\r\n\r\nSohn braucht Hilfe in Mathe, 030 23125-199"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "amt.bezirk"
    with office_store.create(path, "") as office, office.unit() as unit:
        fill_lists(unit)
    return path


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["slip", *words])


def test_a_mail_becomes_a_slip_without_its_sender(file: Path, tmp_path: Path) -> None:
    (tmp_path / "brief.eml").write_bytes(MAIL)
    told = run(str(file), str(tmp_path / "brief.eml"), "--json")
    assert told.exit_code == 0, told.output
    shown = json.loads(told.stdout)
    assert (shown["kind"], shown["text"]) == ("BEDARF", "Hilfe\nSohn braucht Hilfe in Mathe")
    assert "Neumann" not in told.output
    with office_store.open_(file, "") as office:
        (contact,) = office.read.all(NeedContact)
        assert (contact.name, contact.phone) == ("Erika Neumann", "030 23125-199")


def test_a_text_becomes_a_slip(file: Path, tmp_path: Path) -> None:
    (tmp_path / "notiz.txt").write_text("Frau Neumann sucht Hilfe", encoding="utf-8")
    told = run(str(file), str(tmp_path / "notiz.txt"))
    assert (told.exit_code, told.output) == (0, "Zettel 1: wird wohl Bedarf\n")


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("x.eml", b"\x00", "keine E-Mail"), ("x.msg", b"x", "Outlook-Datei"), ("x.txt", b"\xff\xfe\xff", "UTF-8"),
        ("x.txt", b"  ", "leer"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_changes_nothing(file: Path, tmp_path: Path, name: str, data: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(data)
    told = run(str(file), str(tmp_path / name))
    assert told.exit_code == 1
    assert said in told.stderr
    assert len(told.stderr.splitlines()) == 1
    with office_store.open_(file, "") as office:
        assert office.read.all(Slip) == []
