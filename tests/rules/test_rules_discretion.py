"""What may not be kept about people in anybody's own words."""

from datetime import date

import pytest

from bezirkskoordination.records import Cooperation, Institution, ListItem, Person, Placement
from bezirkskoordination.records.people import Commitment
from bezirkskoordination.rules import validity
from bezirkskoordination.rules.discretion import CAUTION, caution, forbidden, names_certificate

TODAY = date(2026, 11, 12)

RESULTS = (
    "Führungszeugnis: Eintrag vorhanden",
    "FÜHRUNGSZEUGNIS OHNE EINTRAG",
    "erw. Fuehrungszeugnis war sauber",
    "eFZ negativ",
    "Zeugnis nach § 30a BZRG: zwei Eintragungen",
    "Führungszeugnis gesehen, alles in Ordnung",
    "ist vorbestraft",
    "hat Vorstrafen",
    "Keine Freigabe nach Führungszeugnis",
    "Führungszeugnis mit Einträgen",
    "Führungszeugnis: ungeeignet",
    "Führungszeugnis: Freigabe nicht erteilt",
    "wegen Führungszeugnis nicht vermittelbar",
    "Fu\u0308hrungszeugnis negativ",
    "Führungs\u00adzeugnis negativ",
    "erw. FZ ohne Eintrag",
    "hat einen Eintrag im BZR",
)
HARMLESS = (
    "",
    "Führungszeugnis am 12.11. bitte noch eintragen",
    "Bittet um das Schreiben für das Führungszeugnis",
    "nicht an Freitagen",
    "Eintrag ins Vereinsregister prüfen",
    "sauber geführte Listen",
    "hat einschlägige Erfahrung mit Jugendgruppen",
)


@pytest.mark.parametrize("text", RESULTS)
def test_a_result_is_refused_good_or_bad(text: str) -> None:
    assert forbidden(text).startswith("Ergebnisse eines Führungszeugnisses dürfen nicht festgehalten werden.")
    assert caution(text) == str(CAUTION)
    for record, field in (
        (Person(last_name="A", notes=text), "notes"),
        (Person(last_name="A", source=text), "source"),
        (Person(last_name="A", commitments=(Commitment(kind="KINDERSCHUTZ", filed=text),)), "commitments"),
        (Institution(name="A", kind="B", notes=text), "notes"),
        (ListItem(values="volunteer_exit_reason", code="X", label=text), "label"),
        (Placement(person=1, feedback=text), "feedback"),
        (Cooperation(institution=1, partner=2, notes=text), "notes"),
    ):
        assert dict(validity.problems(record, TODAY)) == {field: forbidden(text)}


@pytest.mark.parametrize("text", HARMLESS)
def test_everyday_words_are_kept(text: str) -> None:
    assert not forbidden(text)
    assert validity.problems(Person(last_name="A", notes=text), TODAY) == []


def test_the_word_alone_is_warned_of() -> None:
    assert caution("Führungszeugnis liegt bald vor") == str(CAUTION)
    assert caution("wurde verurteilt") == "Angaben zu Straftaten dürfen nicht festgehalten werden (Art. 10 DSGVO)."
    assert not caution("hilft bei Hausaufgaben")


def test_a_file_tells_by_its_name() -> None:
    assert names_certificate("Führungszeugnis_2026.pdf")
    assert not names_certificate("Zeugnis der Klasse 4.pdf")
