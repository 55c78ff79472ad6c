"""The office file knows what must not be public, and the paper is read to its last word."""

from dataclasses import replace
from datetime import date

from bezirkskoordination.actions import vault
from bezirkskoordination.actions.leaking import leaks_in
from bezirkskoordination.records.consents import Consent, ConsentPurpose, Permission
from bezirkskoordination.records.contacts import ContactNote
from bezirkskoordination.records.council import Consultation, Paper, Publicity, Resolution
from bezirkskoordination.records.needs import SupportNeed
from bezirkskoordination.records.network import Order
from bezirkskoordination.records.people import Person
from bezirkskoordination.rules.leaks import Leak, Passage, Sort
from bezirkskoordination.store.office import OfficeFile

DAY = date(2026, 11, 12)


def found(office: OfficeFile, text: str) -> dict[Sort, Leak]:
    return {one.sort: one for one in leaks_in(office.read, [Passage("hier", text)], DAY)}


def test_everybody_of_the_file_is_known_with_number_and_house(office: OfficeFile) -> None:
    with office.unit() as unit:
        unit.add(
            Person(
                first_name="Zuzanna", last_name="Zzmarker", native_name="Зузанна Змаркер", phone="030 23125-111",
                mobile="0171 3920011", email="zz@example.org", street="Zzweg 5", notes="Hat einen sehr alten Zzhund.",
            )
        )  # fmt: skip
        need = unit.add(
            SupportNeed(number="B-2026-0001", recorded_on=DAY, category="K", subject="sucht Zzhilfe für Zzumzug")
        )
        vault.keep(unit, need, replace(vault.blank(need, DAY), name="Zzvault", phone="030 23125-112"))

    for text, sort in (
        ("Zzmarker", Sort.NAME), ("Змаркер", Sort.NAME), ("030 23125-111", Sort.PHONE), ("0171 3920011", Sort.PHONE),
        ("zz@example.org", Sort.EMAIL), ("Zzweg 5", Sort.ADDRESS), ("Zzvault", Sort.NAME),
        ("030 23125-112", Sort.PHONE),
    ):  # fmt: skip
        assert found(office, f"Dank an {text} dafür")[sort].blocks, text
    for text in ("hat einen sehr alten Zzhund", "sucht Zzhilfe für Zzumzug"):
        assert Sort.NOTE in found(office, text), text


def test_who_agreed_is_asked_about_until_the_consent_is_withdrawn(office: OfficeFile) -> None:
    def named(withdrawn: date | None) -> bool:
        with office.unit() as unit:
            person = unit.add(Person(first_name="Z", last_name=f"Zz{'ja' if withdrawn is None else 'nein'}"))
            tick = Permission(purpose=ConsentPurpose.NAMING, withdrawn_on=withdrawn)
            unit.add(Consent(person=person.id or 0, given_on=date(2026, 1, 1), purposes=(tick,)))
        return found(office, f"Dank an {person.last_name}")[Sort.NAME].blocks

    assert not named(None)
    assert named(DAY)


def test_what_was_decided_behind_doors_is_known_and_what_was_public_is_not(office: OfficeFile) -> None:
    with office.unit() as unit:
        for publicity, word in ((Publicity.CLOSED, "geheim"), (Publicity.PUBLIC, "offen")):
            row = Consultation(body="Stadtbezirksrat", publicity=publicity)
            unit.add(Paper(kind="ANTRAG", subject=f"Vertrag {word} besprechen", consultations=(row,)))
            given = {"body": "Stadtbezirksrat", "wording": f"Es bleibt {word} so"}
            decided = unit.add(Resolution(subject=f"Pacht {word} regeln", on_date=DAY, publicity=publicity, **given))
            unit.add(Order(text=f"Räume {word} suchen", given_on=DAY, resolution=decided.id))
    with office.unit() as unit:
        unit.add(Paper(kind="STELLUNGNAHME", subject="x", statement="Raum geheim vergeben", publicity=Publicity.CLOSED))
    assert found(office, "Raum geheim vergeben")[Sort.CLOSED].blocks
    for text in ("Vertrag {} besprechen", "Pacht {} regeln", "Es bleibt {} so", "Räume {} suchen"):
        assert found(office, text.format("geheim"))[Sort.CLOSED].blocks
        assert not found(office, text.format("offen"))


def test_a_talk_is_internal(office: OfficeFile) -> None:
    with office.unit() as unit:
        unit.add(ContactNote(on_date=DAY, kind="BERATUNG", subject="Streit um den Schlüssel", note="x"))
    assert not found(office, "Es gab Streit um den Schlüssel.")[Sort.NOTE].blocks
