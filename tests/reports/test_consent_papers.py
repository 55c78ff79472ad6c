"""The papers about people's data: what they say, to whom, in which languages; never ticked in advance."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader
from tests.reports.tagged import Reading

from bezirkskoordination.actions.settings import change_setting, fill_lists
from bezirkskoordination.records import Institution, Person, VolunteerStatus
from bezirkskoordination.records.consents import ConsentPurpose
from bezirkskoordination.records.people import LanguageSkill
from bezirkskoordination.reports import (
    clearance_request,
    commitment_paper,
    consent_paper,
    consent_texts,
    information_sheet,
    insurance_list,
    pdf,
)
from bezirkskoordination.reports.consent_texts import SHEET, languages, sheet_for, texts
from bezirkskoordination.reports.document import Block, Document, Fields, Letter, Pair, Paragraph, SideBySide, Table
from bezirkskoordination.reports.papers import BY_CODE, PAPERS
from bezirkskoordination.reports.shaping import chunks, chunks_backward, clean
from bezirkskoordination.store.office import OfficeFile
from bezirkskoordination.store.unit import Unit

TODAY = date(2026, 11, 12)
RIMA = Person(
    salutation="FRAU", first_name="Rima", last_name="Al-Sayed", native_name="ريما السيد", phone="030 23125-142",
    email="rima@example.org", street="Am Anger 4", postal_code="38104", city="Braunschweig",
    languages=(LanguageSkill(language="de", level="B2"), LanguageSkill(language="ar", level="M")),
)  # fmt: skip


@pytest.fixture
def office(make_office: Callable[..., OfficeFile]) -> OfficeFile:
    made: OfficeFile = make_office()
    with made.unit() as unit:
        fill_lists(unit)
    return made


def kept(office: OfficeFile, *records: Person) -> list[Person]:
    with office.unit() as unit:
        return [unit.add(record) for record in records]


def paragraphs(blocks: Iterable[Block]) -> str:
    return " ".join(str(block.words) for block in blocks if isinstance(block, Paragraph))


def pairs(document: Document) -> list[Pair]:
    return [row for block in document.blocks if isinstance(block, SideBySide) for row in block.rows]


# --- languages ----------------------------------------------------------------------------


def test_nine_languages_say_the_same_sentences() -> None:
    assert set(languages()) == {"de", "en", "tr", "ar", "fa", "uk", "ti", "ru", "fr"}
    german = texts("de")
    for code in languages():
        one = texts(code)
        assert one.language == code
        assert one.said.keys() == german.said.keys()
        assert one.ticks.keys() == {purpose.value for purpose in SHEET}
        assert one.right_to_left == (code in ("ar", "fa"))
        for key, words in one.said.items():
            assert ("{office}" in words) == ("{office}" in german[key]), (code, key)


@pytest.mark.parametrize("code", ["de", "en", "tr", "ar", "fa", "uk", "ti", "ru", "fr"])
def test_every_letter_of_a_language_has_a_glyph(code: str) -> None:
    one = texts(code)
    for words in (*one.said.values(), *one.ticks.values()):
        line = clean(words.replace("{office}", "Amt"))
        found = [chunk for _at, chunk in chunks_backward([(line, False)])] if one.right_to_left else chunks(line, False)
        for chunk in found:
            missing = set(chunk.text) - chunk.face.has
            assert not missing, (code, missing)
            assert all(glyph.code != "\0" for glyph in chunk.glyphs), (code, chunk.text)


@pytest.mark.parametrize(
    ("spoken", "language"),
    [
        ((("de", "B1"), ("tr", "M")), "tr"),
        ((("prs", "M"),), "fa"),
        ((("de", "M"), ("en", "C1")), "de"),
        ((("so", "M"), ("ar", "B2")), "ar"),
        ((("so", "M"),), "de"),
        ((), "de"),
    ],
)
def test_the_sheet_speaks_what_the_person_speaks_best(spoken: tuple[tuple[str, str], ...], language: str) -> None:
    skills = tuple(LanguageSkill(language=code, level=level) for code, level in spoken)
    assert sheet_for(Person(last_name="A", languages=skills)) == language


# --- the sheet ----------------------------------------------------------------------------


def test_the_sheet_comes_filled_in_and_with_nothing_ticked(office: OfficeFile) -> None:
    (rima,) = kept(office, RIMA)
    document = consent_paper.collect(office.read, rima)
    (fields,) = [block for block in document.blocks if isinstance(block, Fields)]
    assert [value for _label, value in fields.rows] == [
        "Rima Al-Sayed (ريما السيد)", "Am Anger 4, 38104 Braunschweig", "030 23125-142", "rima@example.org",
    ]  # fmt: skip
    squares = [row for row in pairs(document) if row.square]
    assert [row.text[:3] for row in squares] == ["1. ", "2. ", "3. ", "4. ", "5. ", "6. "]
    assert squares[3].text.endswith("öffentlich und im Internet abrufbar.")
    assert all(row.translation for row in pairs(document))
    assert {block.right_to_left for block in document.blocks if isinstance(block, SideBySide)} == {True}
    assert document.footer == "Koordinierungsstelle für Integration · Einwilligung · Fassung 2026-1"
    assert "maßgeblich ist der deutsche Text" in paragraphs(document.blocks)


def test_it_says_what_a_consent_must_say(office: OfficeFile) -> None:
    with office.unit() as unit:
        change_setting(unit, "controller", "Stadt Musterstadt\nRathausplatz 1")
        change_setting(unit, "dpo", "dsb@example.org")
    document = consent_paper.collect(office.read, None)
    said = " ".join(
        [row.text for row in pairs(document)] + [str(b.words) for b in document.blocks if isinstance(b, Paragraph)]
    )
    for words in (
        "Verantwortlich: Stadt Musterstadt, Rathausplatz 1", "Datenschutzbeauftragte/r: dsb@example.org", "freiwillig",
        "keine Nachteile", "jederzeit für die Zukunft widerrufen", "Informationsblatt", "bis ich sie widerrufe",
        "ausdrücklich",
    ):  # fmt: skip
        assert words in said
    assert SHEET[0] is ConsentPurpose.STORAGE
    assert ConsentPurpose.SERVICE not in SHEET


@pytest.mark.parametrize("code", ["de", "en", "tr", "ar", "fa", "uk", "ti", "ru", "fr"])
def test_every_language_fits_on_one_page(office: OfficeFile, code: str) -> None:
    data = pdf.render(consent_paper.collect(office.read, replace(RIMA, id=1), code))
    assert len(PdfReader(BytesIO(data)).pages) == 1


def test_a_page_to_sign_is_never_empty_above_the_line(office: OfficeFile) -> None:
    with office.unit() as unit:
        change_setting(unit, "controller", "\n".join(["Sehr lange Angaben zum Verantwortlichen in vielen Worten"] * 6))
    reader = PdfReader(BytesIO(pdf.render(consent_paper.collect(office.read, replace(RIMA, id=1), "fr"))))
    assert len(reader.pages) == 2
    assert "Informationsblatt" in reader.pages[1].extract_text()


def test_translations_are_marked_as_their_language_and_nobody_is_named_in_the_metadata(office: OfficeFile) -> None:
    (rima,) = kept(office, RIMA)
    seen = Reading(BY_CODE["consent"].make(office.read, rima, TODAY))
    arabic = [node.text for node in seen.tree.nodes() if node.raw.get("/Lang") == "ar"]
    assert len(arabic) > 10
    assert all(any("\u0600" <= char <= "\u06ff" for char in text) for text in arabic)
    assert seen.faults == []
    assert "Al-Sayed" not in str(seen.described)


def test_every_paper_of_these_can_be_made(office: OfficeFile) -> None:
    (rima,) = kept(office, RIMA)
    subjects = {"consent", "information", "commitment", "clearance", "insurance"}
    mine = [paper for paper in PAPERS if paper.code.split("_")[0] in subjects]
    assert len(mine) == 4 + 2 + len(languages())
    for paper in mine:
        data = paper.make(office.read, rima if paper.of else None, TODAY)
        assert data == paper.make(office.read, rima if paper.of else None, TODAY)
        assert len(PdfReader(BytesIO(data)).pages) == 1


# --- information --------------------------------------------------------------------------

HEADINGS = (
    "verantwortlich", "Datenschutzbeauftragte", "Welche Daten", "Rechtsgrundlage", "Wer bekommt", "Land außerhalb",
    "Wie lange", "Rechte", "beschweren", "Müssen Sie", "Entscheidet ein Programm",
)  # fmt: skip


def test_the_information_has_the_headings_of_article_13(office: OfficeFile) -> None:
    document = information_sheet.collect(office.read, None, TODAY)
    headings = [row.text for row in pairs(document) if row.bold]
    assert [any(words in heading for heading in headings) for words in HEADINGS] == [True] * len(HEADINGS)
    assert document.footer.endswith("Art. 13 DSGVO")
    assert "{" not in "".join(row.text for row in pairs(document))


def test_who_was_reported_by_others_reads_by_whom_and_when(office: OfficeFile) -> None:
    with office.unit() as unit:
        parish = unit.add(Institution(name="Kirchengemeinde Am Anger", kind="KIRCHE"))
        rima = unit.add(replace(RIMA, reported_by=parish.id, reported_on=date(2026, 11, 2), legal_basis="A6_1_E"))
    document = information_sheet.collect(office.read, rima, TODAY)
    said = " ".join(row.text for row in pairs(document))
    assert "Kirchengemeinde Am Anger hat uns am 02.11.2026 Ihren Namen" in said
    assert "Art. 6 Abs. 1 e DSGVO" in said
    assert document.footer.endswith("Art. 14 DSGVO")


def test_the_periods_are_those_of_the_office(office: OfficeFile) -> None:
    with office.unit() as unit:
        change_setting(unit, "keep_volunteer_months", "9")
    said = " ".join(row.text for row in pairs(information_sheet.collect(office.read, None, TODAY)))
    assert "Nach dem Ende Ihres Ehrenamts: 9 Monate" in said
    assert "höchstens 6 Monate nach dem Ende der Tätigkeit" in said


# --- letter, declaration, list ------------------------------------------------------------


def test_the_request_confirms_and_asks_and_leaves_the_birthday_to_the_person(office: OfficeFile) -> None:
    with office.unit() as unit:
        club = unit.add(Institution(name="Sportverein Nord", kind="VEREIN_SPORT"))
        rima = unit.add(replace(RIMA, institution=club.id))
    (letter,) = clearance_request.collect(office.read, rima, TODAY).blocks
    assert isinstance(letter, Letter)
    assert letter.address[-2:] == ("Am Anger 4", "38104 Braunschweig")
    said = paragraphs(letter.blocks)
    for words in (
        "§ 30a Abs. 2 BZRG",
        "§ 30a Abs. 1 BZRG liegen vor",
        "von einer Gebühr abzusehen",
        "Sportverein Nord",
    ):
        assert words in said
    (fields,) = [block for block in letter.blocks if isinstance(block, Fields)]
    assert dict(fields.rows)["geboren am, in:"] == "_" * 40
    assert "befreit" not in said  # that is nobody's claim here


def test_the_declaration_says_what_is_promised(office: OfficeFile) -> None:
    said = paragraphs(commitment_paper.collect(office.read, None).blocks)
    assert "nicht an Unbefugte weiterzugeben" in said
    assert "NKomVG" not in said


def _volunteer(unit: Unit, person: Person, *steps: tuple[VolunteerStatus, date]) -> Person:
    made = unit.add(person)
    for status, on in steps:
        made = unit.record_status(made, status, on)
    return made


def test_the_list_for_the_city_holds_name_task_and_span_of_those_on_its_behalf(office: OfficeFile) -> None:
    with office.unit() as unit:
        club = unit.add(Institution(name="Sportverein Nord", kind="VEREIN_SPORT", insurance_route="KOMMUNE"))
        by_club = Person(first_name="Ana", last_name="Zuber", institution=club.id, phone="030 23125-100")
        _volunteer(unit, by_club, (VolunteerStatus.PLACED, date(2026, 2, 1)))
        own = Person(
            first_name="Ben",
            last_name="Ärmel",
            insurance_route="KOMMUNE",
            fields_of_action=("HF5",),
            commissioned_on=date(2026, 3, 15),
        )
        _volunteer(unit, own, (VolunteerStatus.PLACED, date(2026, 3, 1)), (VolunteerStatus.ENDED, date(2026, 6, 30)))
        gone = Person(last_name="Vorbei", insurance_route="KOMMUNE")
        _volunteer(unit, gone, (VolunteerStatus.PLACED, date(2025, 3, 1)), (VolunteerStatus.ENDED, date(2025, 6, 30)))
        _volunteer(
            unit,
            replace(by_club, last_name="Anders", insurance_route="TRAEGER"),
            (VolunteerStatus.PLACED, date(2026, 2, 1)),
        )
        unit.add(Person(last_name="Wartet", insurance_route="KOMMUNE"))
    document = insurance_list.collect(office.read, TODAY)
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    assert table.rows == (
        ("Ärmel, Ben", "Gesundheit", "15.03.2026", "30.06.2026"),
        ("Zuber, Ana", "Sportverein Nord", "01.02.2026", ""),
    )
    (fields,) = [block for block in document.blocks if isinstance(block, Fields)]
    assert "§ 2 Abs. 1 Nr. 10 SGB VII" in str(dict(fields.rows)["Grundlage:"])
    assert "030" not in str(document)


def test_a_language_without_a_sheet_is_no_language() -> None:
    with pytest.raises(KeyError):
        consent_texts.texts("xx")
