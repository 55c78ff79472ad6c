"""What a slip is split into, and that no name, number or address stays in the text that is kept."""

import tomllib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bezirkskoordination import paths
from bezirkskoordination.records.kinds import grid_bit
from bezirkskoordination.records.office import SlipKind
from bezirkskoordination.rules.naming import Kind, Names, without
from bezirkskoordination.rules.slips import Parsed, Words, parse
from bezirkskoordination.store.folding import fold

TODAY = date(2026, 11, 12)
PEOPLE = ((1, "Ayşe", "Kaya"), (2, "Till", "Bäcker"), (3, "Anna", "Sommer"))
NAMES = Names(fold, PEOPLE, ("Sommer im Quartier", "Sohn Tochter Kind"))


def shipped() -> Words:
    told = tomllib.loads(paths.resource("slip_words.toml").read_text(encoding="utf-8"))
    categories = {fold(word): code for code, words in told["categories"].items() for word in words}
    return Words(categories, {fold(word): SlipKind.of(kind) for kind, words in told["kinds"].items() for word in words})


WORDS = shipped()


def read(text: str) -> Parsed:
    return parse(text, NAMES, WORDS, fold, TODAY)


def test_a_call_is_split() -> None:
    found = read("Frau Kaya, 030 23125-199, Sohn braucht Di/Do nachmittags Hilfe in Mathe, Schule rief an")
    assert found.name == "Kaya"
    assert found.people == (1,)
    assert found.phone == "030 23125-199"
    assert found.grid == grid_bit(1, 1) | grid_bit(3, 1)
    assert found.categories == ("KINDER.HAUSI",)
    assert found.kind is SlipKind.NEED
    assert "Kaya" not in found.text
    assert "23125" not in found.text
    assert found.text == "Frau …, Sohn braucht Di/Do nachmittags Hilfe in Mathe, Schule rief an"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Herr Unbekannt möchte ehrenamtlich helfen, kann Fahrrad reparieren", SlipKind.VOLUNTEER),
        ("Briefmarken 8,55 €, Quittung liegt im Ordner", SlipKind.EXPENSE),
        ("Termin mit der Schule am 20.11.", SlipKind.TASK),
        ("Zum Kinderarzt begleiten", SlipKind.NEED),
        ("Bitte melden", SlipKind.UNCLEAR),
    ],
)
def test_what_it_will_become(text: str, kind: SlipKind) -> None:
    assert read(text).kind is kind


def test_numbers_of_money_and_days_are_no_telephone_numbers() -> None:
    found = read("Am 20.11. sind 1.250,00 € fällig, Raum 12")
    assert (found.phone, found.on, found.cents) == ("", date(2026, 11, 20), 125000)


def test_a_day_without_a_year_is_the_next_one() -> None:
    assert read("Treffen am 3.2.").on == date(2027, 2, 3)
    assert read("Treffen am 3.2.2026").on == date(2026, 2, 3)
    assert read("Treffen am 31.2.").on is None


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("Mo vormittags", [(0, 0)]),
        ("Mittwoch um 16 Uhr", [(2, 1)]),
        ("freitagabends", [(4, 2)]),
        ("Sa", [(5, 0), (5, 1), (5, 2)]),
        ("so bald wie möglich, do it", []),
        ("nachmittags", []),
    ],
)
def test_times(text: str, fields: list[tuple[int, int]]) -> None:
    assert read(text).grid == sum(grid_bit(*one) for one in fields)


def test_a_known_name_is_found_however_written_and_an_ordinary_word_is_asked_about() -> None:
    (hit,) = NAMES.find("gestern rief Baecker an")
    assert (hit.text, hit.person, hit.doubtful) == ("Baecker", 2, False)
    (summer,) = NAMES.find("Im Sommer wieder")
    assert summer.doubtful
    assert [hit.doubtful for hit in NAMES.find("Anna kommt")] == [True]
    assert NAMES.find("im sommer, der bäcker am Markt") == []


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Frau Ayşe Neumann ruft an", "Frau … ruft an"),
        ("Frau Neumann Sohn braucht Hilfe", "Frau … Sohn braucht Hilfe"),
        ("Familie Neumann-Öztürk, Umzug", "Familie …, Umzug"),
    ],
)
def test_a_name_after_a_form_of_address_goes_known_or_not(text: str, kept: str) -> None:
    assert read(text).text == kept


@pytest.mark.parametrize("number", ["030 23125-199", "0171 3920001", "+49 171 3920001", "030/23125199"])
def test_telephone_numbers(number: str) -> None:
    (hit,) = NAMES.find(f"bitte zurückrufen: {number}, danke")
    assert (hit.text.strip(), hit.kind) == (number, Kind.PHONE)


ORDINARY = st.sampled_from(["Hilfe", "in", "Mathe", "am", "Di", "bitte", "um", "16 Uhr", ",", "–", "Schule", "\n"])
SECRET = st.sampled_from(
    ["Kaya", "Bäcker", "030 23125-199", "0171 3920001", "kaya@example.org", "Frau Unbekannt", "Familie Neu-Hier"]
)


@given(st.lists(st.one_of(ORDINARY, SECRET), max_size=12))
def test_nothing_personal_is_left_in_the_text(parts: list[str]) -> None:
    text = " ".join(parts)
    kept = read(text).text
    for secret in ("Kaya", "Bäcker", "23125", "3920001", "@", "Unbekannt", "Neu-Hier"):
        assert secret not in kept
    assert without(text, []) or not text.strip(" ,;\t\n")


# --- mails --------------------------------------------------------------------------------------

OUTLOOK = """Von: Sommer, Erika <erika.sommer@example.org>
Gesendet: Montag, 9. November 2026 08:12
An: Kranichfeld, Ines
Betreff: Hilfe in Mathe

Guten Tag,
unser Sommerfest war schön. Erika hat noch eine Frage: Di/Do Hilfe in Mathe?

Mit freundlichen Grüßen
Erika Sommer
Am Anger 4
38104 Braunschweig

> Am 3.11.2026 schrieb Ines Kranichfeld:
> danke"""


def test_a_mail_names_its_sender_only_in_the_vault() -> None:
    found = read(OUTLOOK)
    assert (found.name, found.email) == ("Erika Sommer", "erika.sommer@example.org")
    assert found.address == "Am Anger 4, 38104 Braunschweig"
    for word in ("Erika", "Sommer,", "Sommer\n", "Kranichfeld", "example.org", "Anger", "38104", "Von:", "Gesendet"):
        assert word not in f"{found.text}\n", word
    assert found.text.splitlines()[0] == "Hilfe in Mathe"
    assert "Sommerfest" in found.text
    assert found.kind is SlipKind.NEED


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hallo,\nbrauche Hilfe\nLG Yusuf", "Yusuf"),
        ("Bitte um Rückruf.\nMit freundlichen Grüßen\n\ni. A. Ülkü van der Berg", "Ülkü van der Berg"),
        ("Viele Grüße aus dem Harz", ""),
        ("Von: Montag bis Freitag frei", ""),
        ("an: alle, Betreff: egal", ""),
    ],
)
def test_who_signs_is_known(text: str, name: str) -> None:
    found = read(text)
    assert found.name == name
    assert not name or name not in found.text
    assert name or found.text == text
