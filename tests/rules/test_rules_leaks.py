"""What must not be public is found wherever it stands; what may be an ordinary word is asked about."""

import pytest

from bezirkskoordination.rules.leaks import Known, Leak, Passage, Secret, Sort, digits, find
from bezirkskoordination.rules.naming import Names
from bezirkskoordination.store.folding import fold

PEOPLE = (
    (1, "Ayşe", "Kaya"), (2, "Till", "Müller"), (3, "Anna", "Sommer"), (4, "Gert", "Oldenburg"), (-1, "", "Farah Noor"),
    (5, "", "محمد العلي"), (6, "Thu", "Li"),
)  # fmt: skip
KNOWN = Known(
    fold=fold,
    names=Names(fold, PEOPLE, ("Sommer Weg Kurz",)),
    agreed=frozenset({4}),
    signers=frozenset({"Ayşe Kaya"}),
    public_names=("Tischlerei Müller",),
    phones=frozenset({digits("030 23125-101")}),
    public_phones=frozenset({digits("030 23125-900")}),
    emails=frozenset({"a.kaya@example.org"}),
    public_emails=frozenset({"buero@example.org"}),
    secrets=(
        Secret(Sort.NOTE, "Ruft seit dem Umzug der Tochter nur noch abends zurück."),
        Secret(Sort.NOTE, "kommt mit Hund"),
        Secret(Sort.CLOSED, "Vergleich mit dem früheren Vermieter über die Räume"),
        Secret(Sort.CLOSED, "Personalangelegenheit"),
        Secret(Sort.CASE, "Amsel-27"),
        Secret(Sort.ADDRESS, "Erlenring 4"),
    ),
)  # fmt: skip


def leaks(text: str, **said: bool) -> list[Leak]:
    return find([Passage("hier", text, **said)], KNOWN)


@pytest.mark.parametrize(
    ("text", "sort", "found"),
    [
        ("Mit Kaya gesprochen", Sort.NAME, "Kaya"),
        ("Dank an KAYA", Sort.NAME, "KAYA"),
        ("Ka\u00adya half", Sort.NAME, "Kaya"),
        ("Ka\u200bya half", Sort.NAME, "Kaya"),
        ("Frau Mueller half", Sort.NAME, "Mueller"),
        ("Sommer, Anna", Sort.NAME, "Sommer, Anna"),  # together they are no ordinary words
        ("Frau Sommer half", Sort.NAME, "Sommer"),
        ("für Noor", Sort.NAME, "Noor"),  # out of the vault
        ("مع محمد العلي هنا", Sort.NAME, "محمد العلي"),
        ("Tel. +49 30 23125101", Sort.PHONE, "+49 30 23125101"),
        ("Durchwahl 23125-101", Sort.PHONE, "23125-101"),
        ("an A.Kaya@example.org.", Sort.EMAIL, "A.Kaya@example.org"),
        ("B-2026-0017 ist gedeckt", Sort.CASE, "B-2026-0017"),
        ("Familie Amsel 27", Sort.CASE, "Amsel 27"),
        ("am Erlenring 4", Sort.ADDRESS, "Erlenring 4"),
        ("IBAN DE02 1203 0000 0000 2020 51", Sort.ADDRESS, "DE02 1203 0000 0000 2020 51"),
        ("sie ruft seit dem Umzug der Tochter später an", Sort.NOTE, "Ruft seit dem Umzug der Tochter"),
        ("der vergleich mit dem früheren VERMIETER über …", Sort.CLOSED, "Vergleich mit dem früheren Vermieter über"),
    ],
)  # fmt: skip
def test_it_stops_the_release(text: str, sort: Sort, found: str) -> None:
    hits = [one for one in leaks(text) if one.sort is sort]
    assert [(one.blocks, one.text) for one in hits] == [(True, found)]
    assert hits[0].places == ("hier",)
    assert hits[0].advice == str(sort.remedy)


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("Sommer im Quartier", Sort.NAME),  # an ordinary word
        ("Anna", Sort.NAME),  # a first name alone
        ("Dank an Gert Oldenburg", Sort.NAME),  # agreed
        ("Die Tischlerei Müller stellt Räume", Sort.NAME),  # an institution is called so
        ("Frau Bürgermeisterin dankt", Sort.NAME),  # nobody here
        ("Eine junge Familie aus Eritrea fand eine Wohnung", Sort.SINGLE),
        ("und einem Mann mit Rollstuhl", Sort.SINGLE),
        ("0171 3920055", Sort.PHONE),  # nobody's here
        ("fremd@example.org", Sort.EMAIL),
        ("wer kommt mit Hund?", Sort.NOTE),  # few words may be chance
        ("keine Personalangelegenheit", Sort.CLOSED),
    ],
)  # fmt: skip
def test_it_asks(text: str, sort: Sort) -> None:
    hits = [one for one in leaks(text) if one.sort is sort]
    assert [(one.blocks, one.advice) for one in hits] == [(False, str(sort.question))]


@pytest.mark.parametrize(
    "text",
    [
        "Drs. 16-01716 und 20-13891-03, KfI 111-2026-02", "01.05.–31.10.2026", "1.234.567,00 €", "Familie und Beruf",
        "die kaya ist ein Felsen",
        "Eine Familie aus dem Ort (Beispiel, verändert)", "Familien aus dem Bezirk",
        "buero@example.org, 030 23125-900", "", "Alle kurz vor dem Sommerfest",
    ],
)  # fmt: skip
def test_it_lets_pass(text: str) -> None:
    assert leaks(text) == []


def test_a_signature_is_no_leak_and_the_same_name_elsewhere_is() -> None:
    assert leaks("Ayşe Kaya", signed=True) == []
    assert leaks("Till Müller", signed=True)[0].blocks
    assert leaks("Ayşe Kaya")[0].blocks


def test_a_files_name_is_read_whatever_its_capitals() -> None:
    (one,) = leaks("bericht_kaya_2026.pdf", loose=True)
    assert (one.sort, one.blocks) == (Sort.NAME, True)


def test_a_name_is_told_once_with_all_its_places_and_what_stops_comes_first() -> None:
    said = [Passage("eins", "Anna"), Passage("zwei", "Kaya"), Passage("drei", "kam mit KAYA"), Passage("zwei", "Kaya")]
    first, second = find(said, KNOWN)
    assert (first.text, first.places, first.blocks) == ("Kaya", ("zwei", "drei"), True)
    assert (second.text, second.blocks) == ("Anna", False)
