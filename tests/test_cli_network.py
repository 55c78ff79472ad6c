"""`bezirk who` and `bezirk network`: who is responsible, and the network as a file."""

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bezirkskoordination.cli import main
from bezirkskoordination.records import ContactPerson, Cooperation, Institution, Person
from bezirkskoordination.store import office as office_store
from bezirkskoordination.store.lists import fill_lists


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "amt.bezirk"
    with office_store.create(path, "") as office, office.unit() as unit:
        fill_lists(unit)
        since = {"network_from": date(2020, 1, 1)}
        club = unit.add(Institution(name="SV Grün-Weiß", kind="VEREIN_SPORT", phone="030 23125-101", **since))
        city = unit.add(
            Institution(
                name="Stadt", unit="Soziales", kind="VERWALTUNG", responsibility="Wohngeld,\nKita-Platz",
                network_from=date(2024, 1, 1),
            )
        )  # fmt: skip
        unit.add(Cooperation(institution=club.id, partner=city.id))
        person = unit.add(Person(last_name="Sander", first_name="Mia", phone="030 23125-200"))
        unit.add(ContactPerson(institution=club.id, person=person.id, function="Wartin", responsibility="Schwimmkurse"))
    return path


def bezirk(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def test_who_is_responsible_is_answered_by_any_word(file: Path) -> None:
    told = json.loads(bezirk("who", file, "schwim", "kurs", "--json").output or "[]")
    assert told == []  # „kurs“ begins no word
    told = json.loads(bezirk("who", file, "schwimmkurse", "--json").output)
    assert told == [
        {"what": "Schwimmkurse", "who": "Mia Sander, Wartin", "institution": "SV Grün-Weiß", "phone": "030 23125-200"}
    ]
    lines = bezirk("who", file, "Wongeld").output.splitlines()
    assert lines[0].split() == ["Zuständig", "für", "Wer", "Institution", "Telefon"]
    assert "Wohngeld, Kita-Platz" in lines[2]
    everything = bezirk("who", file).output.splitlines()[2:]
    assert [line.split()[0] for line in everything] == ["Schwimmkurse", "Wohngeld,"]


def test_the_network_is_written_as_the_name_says(file: Path, tmp_path: Path) -> None:
    for name, begins in (("netz.pdf", b"%PDF"), ("netz.svg", b"<?xml")):
        result = bezirk("network", file, "-o", tmp_path / name)
        assert result.exit_code == 0, result.output
        assert (tmp_path / name).read_bytes().startswith(begins)
    assert bezirk("network", file, "--on", "2022-01-01", "-o", tmp_path / "alt.svg").exit_code == 0
    assert "1 Institution, keine Verbindung, Stand 01.01.2022" in (tmp_path / "alt.svg").read_text(encoding="utf-8")


def test_what_cannot_be_drawn_is_refused(file: Path, tmp_path: Path) -> None:
    refused = bezirk("network", file, "--on", "2010-01-01", "-o", tmp_path / "leer.svg")
    assert refused.exit_code == 1
    assert "im Netzwerk seit" in refused.output
    assert not (tmp_path / "leer.svg").exists()
    wrong = bezirk("network", file, "-o", tmp_path / "netz.png")
    assert wrong.exit_code == 2
    assert ".svg" in wrong.output
