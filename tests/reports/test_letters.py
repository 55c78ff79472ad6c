"""Letters: what an envelope's window shows, however the sheet slides in it, and how people are addressed."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from tests.conftest import TODAY

from bezirkskoordination.actions.desk import Desk
from bezirkskoordination.actions.settings import begin_office, change_setting, shipped_offices
from bezirkskoordination.records import Institution, Person
from bezirkskoordination.reports import pdf
from bezirkskoordination.reports.document import Document, Letter, Paragraph, Run
from bezirkskoordination.reports.letters import Sender, addressee, letter
from bezirkskoordination.rules.addressing import Addressee, address, greeting
from bezirkskoordination.store.office import OfficeFile

MM = 72 / 25.4
#: DIN 680: a window of 90 × 45 mm in an envelope of 220 × 110 mm, 20 mm from the left and 15 mm from the bottom.
#: A sheet of 210 mm, folded to 105 mm, slides 10 mm sideways and 5 mm up.
WINDOW_WIDTH, WINDOW_HEIGHT, SIDE, UP = 90.0, 45.0, 10.0, 5.0

SENDER = Sender(
    ("Koordinierungsstelle für Integration", "Stadtbezirk 111 Hondelage-Volkmarode"),
    "Koordinierungsstelle für Integration · Am Anger 12 · 38104 Braunschweig",
    (("Unser Zeichen:", "KfI 111"), ("E-Mail:", "koordination@example.org"), ("Datum:", "12.11.2026")),
    "Ines Kranichfeld",
)  # fmt: skip
RIMA = Person(
    salutation="FRAU", academic_title="Dr.", first_name="Rima", last_name="Al-Sayed", street="Lindenring 4",
    postal_code="38104", city="Braunschweig",
)  # fmt: skip
CLUB = Institution(
    name="Förderverein für Begegnung, Sprache und Nachbarschaft in Volkmarode und Dibbesdorf e. V.", kind="SONSTIGE",
    street="Am Mühlenteich 3", postal_code="38108", city="Braunschweig",
)  # fmt: skip
BODY = (Paragraph("wir laden Sie herzlich ein."),)


class Word(NamedTuple):
    """A stretch of text on a page: its left end and its baseline in mm from the upper left corner."""

    text: str
    left: float
    base: float
    size: float


def words_on(page: Any) -> list[Word]:
    found: list[Word] = []

    def visit(text: str, cm: Any, tm: Any, _font: Any, size: float) -> None:
        if text.strip():
            found.append(Word(text.strip(), (tm[4] + cm[4]) / MM, 297 - (tm[5] + cm[5]) / MM, size))

    page.extract_text(visitor_text=visit)
    return found


def printed(*letters: Letter) -> PdfReader:
    return PdfReader(BytesIO(pdf.render(Document("Einladung", "Koordinierungsstelle", letters))))


def windows() -> Iterator[tuple[float, float, float, float]]:
    """What the window shows of the sheet in its four extreme positions: left, top, right, bottom in mm."""
    for side in (0.0, SIDE):
        for up in (0.0, UP):
            left, top = 20 - side, 45 + up
            yield left, top, left + WINDOW_WIDTH, top + WINDOW_HEIGHT


def in_window(word: Word, window: tuple[float, float, float, float]) -> bool:
    left, top, right, bottom = window
    return left < word.left < right and top < word.base - word.size / MM and word.base < bottom


def test_the_window_shows_address_and_sender_and_nothing_else_however_the_sheet_slides() -> None:
    (page,) = printed(letter(SENDER, Addressee(RIMA, CLUB), "Einladung", BODY, ("Persönlich",))).pages
    words = words_on(page)
    address_words = {"Frau Dr. Rima Al-Sayed", "Am Mühlenteich 3", "38108 Braunschweig", "Persönlich", SENDER.line}
    for window in windows():
        shown = [word for word in words if in_window(word, window)]
        said = {word.text for word in shown}
        assert address_words <= said
        rest = " ".join(word.text for word in shown if word.text not in address_words)
        assert rest == CLUB.name
    # nothing is cut at the window's edge: no word begins inside and ends outside
    widest = max(word.left for word in words if word.text in address_words)
    assert widest == pytest.approx(25, abs=0.01)


def test_the_measures_are_those_of_form_b() -> None:
    (page,) = printed(letter(SENDER, Addressee(RIMA), "Einladung zum Treffen", BODY)).pages
    at = {word.text: word for word in words_on(page)}
    assert at["Frau Dr. Rima Al-Sayed"].left == pytest.approx(25, abs=0.01)
    assert 62.7 < at["Frau Dr. Rima Al-Sayed"].base < 62.7 + 27.3 / 6
    block = next(word for said, word in at.items() if said.startswith("Unser Zeichen"))
    assert block.left == pytest.approx(125, abs=0.01)
    assert 50 < block.base < 56
    assert 98.46 < at["Einladung zum Treffen"].base < 104
    rules = page.get_contents().get_data().decode("latin-1")
    marks = [line.split() for line in rules.splitlines() if line.endswith(" l S")]
    heights = [round(297 - float(words[words.index("m") - 1]) / MM, 1) for words in marks if float(words[6]) < 15 * MM]
    assert {105.0, 148.5, 210.0} <= set(heights)


@given(st.lists(st.text(st.characters(codec="latin-1", categories=("L", "Zs", "Nd")), max_size=90), max_size=6))
@settings(deadline=None, max_examples=40)
def test_any_address_stays_in_its_zone(lines: list[str]) -> None:
    (page, *_) = printed(Letter(tuple(lines), (Paragraph("Betreff"),))).pages
    for word in words_on(page):
        if word.text != "Betreff":
            assert 62.7 < word.base <= 90.01
            assert 25 - 0.01 <= word.left < 105


def test_every_letter_counts_its_own_pages() -> None:
    long = tuple(Paragraph(f"Absatz {at}") for at in range(60))
    reader = printed(
        letter(SENDER, Addressee(RIMA), "kurz", BODY),
        letter(SENDER, Addressee(RIMA, CLUB), "lang", long),
        letter(SENDER, Addressee(None, CLUB), "kurz", BODY),
    )
    feet = [[word.text for word in words_on(page) if word.text.startswith("Seite ")] for page in reader.pages]
    assert feet == [[], ["Seite 1 von 3"], ["Seite 2 von 3"], ["Seite 3 von 3"], []]
    assert [CLUB.name.split()[0] in page.extract_text() for page in reader.pages] == [False, True, False, False, True]


def test_what_stands_before_and_behind_letters_counts_for_itself() -> None:
    document = Document(
        "Einladung", "KfI", (Paragraph("davor"), letter(SENDER, Addressee(RIMA), "kurz", BODY), Paragraph("danach"))
    )
    pages = PdfReader(BytesIO(pdf.render(document))).pages
    assert ["Seite 1 von 1" in page.extract_text() for page in pages] == [True, False, True]
    assert "danach" in pages[2].extract_text()


def test_no_name_stands_in_the_description_of_the_file() -> None:
    reader = printed(letter(SENDER, Addressee(RIMA), "Einladung", BODY))
    assert not any("Al-Sayed" in str(value) for value in (reader.metadata or {}).values())
    assert reader.outline == []


# --- who is addressed how -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("person", "greeted", "named"),
    [
        (RIMA, "Sehr geehrte Frau Dr. Al-Sayed,", "Frau Dr. Rima Al-Sayed"),
        (Person(salutation="HERR", first_name="Jörn", last_name="Kern"), "Sehr geehrter Herr Kern,", "Herrn Jörn Kern"),
        (Person(first_name="Mebrahtu", last_name="Tesfay"), "Guten Tag Mebrahtu Tesfay,", "Mebrahtu Tesfay"),
        (Person(salutation="NEUTRAL", first_name="Kim", last_name="Berg"), "Guten Tag Kim Berg,", "Kim Berg"),
        (Person(salutation="FAMILIE", last_name="Berg"), "Sehr geehrte Familie Berg,", "Familie Berg"),
        (Person(salutation="FIRMA", last_name="Bäckerei"), "Sehr geehrte Damen und Herren,", "Bäckerei"),
        (None, "Sehr geehrte Damen und Herren,", ""),
    ],
)  # fmt: skip
def test_people_are_greeted_as_they_wish_and_neutrally_when_nobody_knows(
    person: Person | None, greeted: str, named: str
) -> None:
    assert greeting(person) == greeted
    if person is not None:
        assert address(Addressee(person))[0] == named


def test_a_person_at_an_institution_gets_her_letter_there() -> None:
    assert address(Addressee(RIMA, CLUB)) == (
        CLUB.name, "Frau Dr. Rima Al-Sayed", "Am Mühlenteich 3", "38108 Braunschweig",
    )  # fmt: skip
    assert Addressee(RIMA, CLUB).has_address
    assert not Addressee(Person(last_name="Berg"), None).has_address
    assert not Addressee(RIMA, Institution(name="Verein", kind="X")).has_address
    assert address(Addressee()) == ()


def test_the_sender_is_made_of_the_settings_and_leaves_out_what_is_missing(office: OfficeFile) -> None:
    desk = Desk(office)
    desk.do("Bezirk", lambda unit: begin_office(unit, shipped_offices()[0]))
    bare = Sender.of(office.read, TODAY)
    assert bare.line == "Koordinierungsstelle für Integration"
    assert not bare.has_address
    assert dict(bare.information) == {"Unser Zeichen:": "KfI 111", "Datum:": "12.11.2026"}
    for name, value in (
        ("office_address", "Am Anger 12\n\n 38104 Braunschweig "), ("office_phone", "030 23125-002"),
        ("office_email", "koordination@example.org"), ("coordinator", "Ines Kranichfeld"),
    ):  # fmt: skip
        desk.do("Einstellung", lambda unit, name=name, value=value: change_setting(unit, name, value))
    whole = Sender.of(office.read, TODAY, "RT-2026-03")
    assert whole.has_address
    assert whole.line == SENDER.line
    assert whole.head == SENDER.head
    assert dict(whole.information)["Unser Zeichen:"] == "KfI 111 RT-2026-03"
    assert whole.signs == "Ines Kranichfeld"


def test_a_letter_begins_with_its_subject() -> None:
    written = letter(SENDER, Addressee(RIMA), "Einladung", BODY)
    assert written.blocks[0] == Paragraph((Run("Einladung\n", bold=True),))
    assert written.blocks[1] == Paragraph("Sehr geehrte Frau Dr. Al-Sayed,")


def test_a_letter_to_a_unit_names_what_it_is_part_of(office) -> None:
    with office.unit() as unit:
        whole = unit.add(
            Institution(name="Stadt", kind="VERWALTUNG", post_line="Postfach 1", post_code="1", post_city="Ort")
        )
        part = unit.add(Institution(name="Stadt", unit="Fachbereich Soziales", kind="VERWALTUNG", parent=whole.id))
    to = addressee(office.read, RIMA, part)

    assert to.address.lines == ("Stadt", "Fachbereich Soziales", "Frau Dr. Rima Al-Sayed", "Postfach 1", "1 Ort")
