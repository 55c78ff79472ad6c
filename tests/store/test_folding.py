"""One spelling for searching, one for sorting; every name is found as people type it, letter by letter."""

import random
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bezirkskoordination.records import RECORD_TYPES, VOLUNTEERS, Expense, Person, VolunteerStatus
from bezirkskoordination.records import kinds as k
from bezirkskoordination.records.office import ListItem
from bezirkskoordination.store import office as office_store
from bezirkskoordination.store.folding import fold, sort_key, words
from bezirkskoordination.store.office import OfficeFile
from bezirkskoordination.store.query import Query


def fixed_clock() -> datetime:
    return datetime(2026, 11, 12, 9, 0, tzinfo=ZoneInfo("Europe/Berlin"))


#: What is typed, and the name as it is written.
SPELLINGS = [
    ("Müller", "Müller"), ("Mueller", "Müller"), ("Muller", "Müller"), ("Hauptstraße", "Hauptstraße"),
    ("Hauptstrasse", "Hauptstraße"), ("Yilmaz", "Yılmaz"), ("Lukasiewicz", "Łukasiewicz"), ("Soren", "Søren"),
    ("Nguyen", "Nguyễn"), ("Grossmann", "Großmann"), ("OBrien", "O’Brien"), ("O´Brien", "O'Brien"),
    ("Ġorġ", "Gorg"), ("MÜLLER", "müller"), ("Mue", "Müller"), ("Michae", "Michael"), ("Aenne", "Änne"),
]  # fmt: skip

SCRIPTS = ["محمد", "Олена", "Ґалаґан", "ሓጎስ", "हिन्दी", "ไทย", "ကရင်", "𞤀𞤣𞤤𞤢𞤥", "李娜", "Άννας"]

ALPHABET = "aeouäöüßbcdhklmnrst'-éłøı’"
NAME = st.text(ALPHABET, min_size=1, max_size=12)


@pytest.fixture
def office(make_office: Callable[..., OfficeFile]) -> OfficeFile:
    """An office file without value lists: quicker to make."""
    made: OfficeFile = make_office()
    return made


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[OfficeFile, dict[str, int]]]:
    """Everybody of the spellings and scripts below, and their ids by name."""
    with office_store.create(tmp_path_factory.mktemp("crowd") / "amt.bezirk", "", fixed_clock) as office:
        names = [*dict.fromkeys(written for _typed, written in SPELLINGS), *SCRIPTS]
        yield office, {name: volunteer(office, last_name=name).id or 0 for name in names}


def volunteer(office: OfficeFile, **values: str) -> Person:
    with office.unit() as unit:
        kept = unit.add(Person(**values))
        return unit.record_status(kept, VolunteerStatus.INTERESTED, date(2026, 1, 2))


def filtered(office: OfficeFile, typed: str) -> list[int]:
    return list(office.lists.order(Query.of(VOLUNTEERS).narrowed(search=typed)))


Crowd = tuple[OfficeFile, dict[str, int]]


@pytest.mark.parametrize(("typed", "written"), SPELLINGS)
def test_every_spelling_finds_the_name_everywhere(crowd: Crowd, typed: str, written: str) -> None:
    office, ids = crowd
    meant = {ids[name] for name in ids if fold(name).startswith(fold(written))}
    assert {(hit.id, hit.meant) for hit in office.search(typed)} == {(one, "") for one in meant}
    assert set(filtered(office, typed)) == meant
    assert set(office.lists.matching(Query.of(VOLUNTEERS).narrowed(search=typed))) == meant
    assert ids[written] in meant


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert words(" ".join(words(text))) == words(text)


def test_every_character_folds_once_and_for_all() -> None:
    every = [chr(code) for code in (*range(0x3400), *range(0xF900, 0x10000), *range(0x1D400, 0x1F200))]
    assert [c for c in every if fold(fold(c)) != fold(c)] == []
    assert [c for c in every if fold(unicodedata.normalize("NFD", c)) != fold(c)] == []


@given(st.text(ALPHABET, max_size=14))
def test_however_it_was_composed_it_folds_and_sorts_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)
    assert sort_key(unicodedata.normalize("NFD", text)) == sort_key(text)


@given(NAME)
def test_a_folded_beginning_begins_the_folded_word(name: str) -> None:
    """No exception for German: an e that is dropped is dropped at the next keystroke, too."""
    for end in range(1, len(name) + 1):
        assert fold(name).startswith(fold(name[:end]))


@settings(max_examples=25)
@given(st.lists(NAME.filter(lambda name: name[0].isalnum()), min_size=1, max_size=2), st.data())
def test_no_keystroke_loses_the_hit(office: OfficeFile, names: list[str], data: st.DataObject) -> None:
    """Typed letter by letter, as written or with ae, oe, ue, ss, composed or not."""
    written = " ".join(names)
    with office.unit() as unit:
        kept = unit.add(Person(last_name=written))
    typed = data.draw(
        st.sampled_from(
            [
                written,
                unicodedata.normalize("NFD", written),
                written.translate({ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue", ord("ß"): "ss"}),
                written.upper(),
            ]
        )
    )
    for end in range(1, len(typed) + 1):
        hits = {(hit.type.name, hit.id) for hit in office.search(typed[:end], 10_000)}
        assert not words(typed[:end]) or ("person", kept.id) in hits
    with office.unit() as unit:
        unit.remove(kept)


@pytest.mark.parametrize("name", SCRIPTS)
def test_other_scripts_survive_and_are_found(crowd: Crowd, name: str) -> None:
    office, ids = crowd
    assert [hit.id for hit in office.search(name)] == [ids[name]]
    assert [hit.id for hit in office.search(name.upper())] == [ids[name]]
    assert filtered(office, name[:2]) == [ids[name]]


def test_names_sort_as_in_a_telephone_book() -> None:
    """DIN 5007-2: ä as ae, ß as ss; other accents do not count."""
    assert sort_key("Ärmel") < sort_key("Affe")
    assert sort_key("Göbel") < sort_key("Goethe") < sort_key("Götz") < sort_key("Gold")
    assert sort_key("Muench") == sort_key("Münch") < sort_key("Muff")
    assert sort_key("Straße") == sort_key("STRASSE") < sort_key("Stráte")
    assert sort_key("O'Brien") == sort_key("O’Brien") == sort_key("OBrien")
    assert sort_key("Meyer-Landrut,  Eva") == sort_key("Meyer Landrut Eva")


def test_telephone_numbers_are_found_however_they_are_written(office: OfficeFile) -> None:
    meant = volunteer(office, last_name="Muster", phone="030 23125-017", mobile="+49 (0)171 3920000")
    for typed in (
        "030 23125",
        "03023125017",
        "030/23125-0",
        "0171 3920000",
        "01713920000",
        "+49 171 392",
        "0049171",
        "3920000",
    ):
        assert [hit.id for hit in office.search(typed)] == [meant.id], typed
        assert filtered(office, typed) == [meant.id], typed


def test_a_running_number_is_found_without_its_letter(office: OfficeFile) -> None:
    with office.unit() as unit:
        meant = unit.add(
            Expense(on_date=date(2026, 3, 4), category="PORTO", payee="Post", purpose="Briefe", amount=100)
        )
    assert [hit.id for hit in office.search("K-2026-0001")] == [meant.id]
    assert [hit.id for hit in office.search("2026-0001")] == [meant.id]


@pytest.mark.parametrize(
    "typed", ["", "  ", '"', "*", "NOT", "AND OR", "a\x00b", "title:", "(", "^", "{x}", "½", "-", "+"]
)
def test_no_input_breaks_the_search(office: OfficeFile, typed: str) -> None:
    volunteer(office, last_name="Notar", first_name="Andor")
    office.search(typed)
    office.lists.order(Query.of(VOLUNTEERS).narrowed(search=typed))


def test_only_plain_text_is_searched() -> None:
    """A searched label or title of another record would go stale in the index when that changes."""
    plain = {k.TEXT, k.NOTE, k.PHONE, k.EMAIL, k.ROWS}
    assert [(of, f.name) for of in RECORD_TYPES.values() for f in of.fields if f.searched and f.kind not in plain] == []


@pytest.mark.parametrize(
    ("values", "code", "typed"),
    [
        ("expense_category", "BUERO", "BUERO"),
        ("expense_category", "BUERO", "buero"),
        ("language", "fr", "Franzoesisch"),
        ("language", "fr", "FRANZÖSISCH"),
        ("language", None, "Klingonisch"),
    ],
)
def test_a_list_value_is_known_by_code_and_by_label_however_spelt(
    office: OfficeFile, values: str, code: str | None, typed: str
) -> None:
    with office.unit() as unit:
        unit.add(ListItem(values="expense_category", code="BUERO", label="Büromaterial"))
        unit.add(ListItem(values="language", code="fr", label="Französisch"))
    assert office.names.code(values, typed) == code


# --- typos ---

SYLLABLES = (
    "ba", "be", "dor", "fen", "gir", "hal", "ko", "lam", "mis", "nor", "pe", "qua", "ros", "schu", "tal", "wen", "zir",
)  # fmt: skip


def vocabulary(chance: random.Random, size: int) -> list[str]:
    """Fictional names of six letters and more, no two of them a letter apart in most cases."""
    made: dict[str, None] = {}
    while len(made) < size:
        word = "".join(chance.choices(SYLLABLES, k=chance.choice((3, 3, 4))))
        if len(word) >= 6 and len(words(word)) == 1:
            made[word.capitalize()] = None
    return list(made)


def mistyped(chance: random.Random, word: str) -> str:
    place, letter = chance.randrange(1, len(word) - 1), chance.choice("abdeghiklmnorstuz")
    kind = chance.choice(("left out", "added", "changed", "swapped"))
    if kind == "left out":
        return word[:place] + word[place + 1 :]
    if kind == "added":
        return word[:place] + letter + word[place:]
    if kind == "changed":
        return word[:place] + letter + word[place + 1 :]
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def test_one_wrong_letter_is_forgiven(office: OfficeFile) -> None:
    """200 seeded typos over 1,200 names: the meant one is among the first ten in 99 of 100 cases."""
    chance = random.Random(111)
    names = vocabulary(chance, 1200)
    with office.unit() as unit:
        ids = {name: unit.add(Person(last_name=name)).id for name in names}
    first_ten = at_all = 0
    for _ in range(200):
        name = chance.choice(names)
        hits = [hit.id for hit in office.search(mistyped(chance, name), 50)]
        first_ten += ids[name] in hits[:10]
        at_all += ids[name] in hits
    assert first_ten >= 198, (first_ten, at_all)


def test_a_typo_beside_a_short_right_word_is_forgiven(office: OfficeFile) -> None:
    meant = volunteer(office, last_name="Schmidtke", first_name="Eva")
    hits = office.search("Eva Schmditke")
    assert [(hit.id, hit.meant) for hit in hits] == [(meant.id, "eva schmidtke")]


@pytest.mark.parametrize("typed", ["Hgaenkrug", "Haenkrug"])
def test_a_typo_that_looks_like_an_umlaut_is_forgiven(office: OfficeFile, typed: str) -> None:
    meant = volunteer(office, last_name="Hagenkrug")
    assert [hit.id for hit in office.search(typed)] == [meant.id]


def test_a_number_is_not_corrected(office: OfficeFile) -> None:
    volunteer(office, last_name="Lamtor", email="lamtor20417@example.org")
    assert office.search("lamtor20418") == []


def test_two_readings_of_a_typo_are_both_shown_and_said(office: OfficeFile) -> None:
    one, other = volunteer(office, last_name="Lamdor"), volunteer(office, last_name="Lamtor")
    hits = office.search("Lamkor")
    assert {hit.id for hit in hits} == {one.id, other.id}
    assert {hit.meant for hit in hits} == {"lamdor oder lamtor"}


def test_what_is_found_exactly_is_not_corrected(office: OfficeFile) -> None:
    volunteer(office, last_name="Lamdor")
    meant = volunteer(office, last_name="Lamtor")
    assert [(hit.id, hit.meant) for hit in office.search("Lamtor")] == [(meant.id, "")]
    assert office.search("Xyloph") == []


def test_the_typo_table_follows_what_is_written(office: OfficeFile) -> None:
    assert office.search("Lamtro") == []
    kept = volunteer(office, last_name="Lamtor")
    assert [hit.id for hit in office.search("Lamtro")] == [kept.id]
    with office.unit() as unit:
        unit.remove(kept)
    assert office.search("Lamtro") == []
