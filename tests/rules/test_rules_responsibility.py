"""„Wer ist wofür zuständig?“ answered by any word, in one search."""

from datetime import date, timedelta

from bezirkskoordination.records.institutions import ContactPerson, Institution
from bezirkskoordination.records.people import Person
from bezirkskoordination.rules.responsibility import Responsible, everybody, found
from bezirkskoordination.store.folding import words
from bezirkskoordination.store.search import one_apart

TODAY = date(2026, 11, 12)
MIA = "Mia Sander, Jugendwartin"
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
OFFICE = Institution(
    id=1,
    name="Stadt",
    unit="Fachbereich Soziales",
    kind="VERWALTUNG",
    responsibility="Wohngeld,\nKita-Plätze",
    phone="030 23125-100",
)
CLUB = Institution(id=2, name="SV Grün-Weiß", short_name="SVGW", kind="VEREIN_SPORT")
GONE = Institution(id=3, name="Alte Post", kind="BETRIEB", responsibility="Wohngeld", network_until=YESTERDAY)
CONTACTS = (
    ContactPerson(id=1, institution=2, person=7, function="Jugendwartin", responsibility="Schwimmkurse für Kinder"),
    ContactPerson(id=2, institution=2, person=8, function="Kassenwart", valid_until=YESTERDAY),
    ContactPerson(id=3, institution=2, person=9, function="Vorsitz", valid_from=TOMORROW),
)


PEOPLE = (
    Person(id=7, last_name="Sander", first_name="Mia", mobile="0171 3920001"),
    Person(id=8, last_name="Früher"),
    Person(id=9, last_name="Später"),
)


class Labels:
    """Names of kinds."""

    def label(self, _values: str, code: str) -> str:
        return {"VERWALTUNG": "Städtische Dienststelle", "VEREIN_SPORT": "Sportverein"}.get(code, code)

    def title(self, _type_name: str, record_id: int) -> str:
        return f"Nr. {record_id}"

    def code(self, _values: str, text: str) -> str | None:
        return text

    def find(self, _type_name: str, _text: str) -> int | None:
        return None


EVERYONE = everybody((OFFICE, CLUB, GONE), CONTACTS, PEOPLE, Labels(), TODAY)


def asked(query: str) -> list[str]:
    return [said(one) for one in found(EVERYONE, query, words, one_apart)]


def said(one: Responsible) -> str:
    return one.who or one.institution.name


def test_who_is_there_today_is_asked() -> None:
    assert [said(one) for one in EVERYONE] == ["Stadt", "SV Grün-Weiß", MIA]


def test_the_number_is_that_of_the_person_else_of_the_house() -> None:
    numbers = {said(one): one.number for one in EVERYONE}

    assert numbers == {"Stadt": "030 23125-100", "SV Grün-Weiß": "", MIA: "0171 3920001"}


def test_any_word_finds_and_the_responsibility_comes_first() -> None:
    assert asked("wohng") == ["Stadt"]
    assert asked("kita plaetze") == ["Stadt"]  # folded: ae = ä; both words
    assert asked("Schwimm") == [MIA]
    assert asked("sportverein") == ["SV Grün-Weiß", MIA]
    assert asked("jugendwartin svgw") == [MIA]
    assert asked("sander") == [MIA]
    assert asked("wohngeld sander") == []


def test_a_slip_of_the_finger_is_forgiven_where_nothing_else_is_found() -> None:
    assert asked("Wongeld") == ["Stadt"]
    assert asked("Xyz") == []


def test_without_a_word_whoever_is_responsible_for_something() -> None:
    assert asked(" ") == ["Stadt", MIA]
