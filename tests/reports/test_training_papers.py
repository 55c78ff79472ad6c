"""Papers of trainings, Integrationslotsen, an engagement and today's calls: what they say, and what they leave open."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from bezirkskoordination.actions import editing
from bezirkskoordination.actions.editing import Step
from bezirkskoordination.records import ContactNote, Institution, Person, Task, Training
from bezirkskoordination.records.people import Qualification, VolunteerStatus
from bezirkskoordination.records.refusal import Refused
from bezirkskoordination.records.trainings import Participant, Participation
from bezirkskoordination.reports import call_list, certificates, engagement, guide_list, training_list
from bezirkskoordination.reports.document import Document, Fields, Heading, Items, PageBreak, Paragraph, SignHere, Table
from bezirkskoordination.reports.papers import BY_CODE
from bezirkskoordination.store.office import OfficeFile

TODAY = date(2026, 11, 12)
P, V = Participation, VolunteerStatus


def said(words: Any) -> str:
    return words if isinstance(words, str) else "".join(run.text for run in words)


def only(paper: Document, kind: type) -> list[Any]:
    return [block for block in paper.blocks if isinstance(block, kind)]


def texts(paper: Document) -> list[str]:
    return [said(block.words) for block in only(paper, Paragraph)]


def volunteer(office: OfficeFile, first: str, last: str, *steps: Step, **values: Any) -> Person:
    with office.unit() as unit:
        return editing.save(unit, None, Person(first_name=first, last_name=last, **values), steps)


@pytest.fixture
def people(office: OfficeFile) -> list[Person]:
    return [
        volunteer(office, "Rima", "Al-Ali", Step(V.PLACED, date(2025, 8, 17)), salutation="FRAU"),
        volunteer(office, "Jonas", "Berg", Step(V.AVAILABLE, date(2026, 1, 5)), salutation="HERR"),
        volunteer(office, "Kim", "Conrad", Step(V.INTERESTED, date(2026, 1, 5))),
    ]


@pytest.fixture
def held(office: OfficeFile, people: list[Person]) -> Training:
    with office.unit() as unit:
        school = unit.add(Institution(name="Lernhaus Nord", kind="BILDUNG"))
        rows = tuple(
            Participant(person=one.id or 0, status=status, units=units)
            for one, status, units in zip(people, (P.ATTENDED, P.ATTENDED, P.MISSED), (400, 300, None), strict=True)
        )
        course = Training(
            name="Datenschutz im Ehrenamt", qualification="DATENSCHUTZ", provider=school.id, start_on=date(2026, 9, 24),
            units=400, places=3, contents="- Was darf ich?\n\nFotos", participants=rows, hours="18:00 Uhr",
        )  # fmt: skip
        return editing.save(unit, None, course)


# --- certificates -------------------------------------------------------------------------


def test_a_certificate_says_what_was_attended_and_no_more(office: OfficeFile, held: Training) -> None:
    paper = certificates.collect(office.read, certificates.attended(held))
    assert [one.text for one in only(paper, Heading) if one.level == 1] == ["Frau Rima Al-Ali", "Herr Jonas Berg"]
    assert [block.rows[0] for block in only(paper, Fields)] == [
        ("Umfang:", "4 Unterrichtsstunden zu je 45 Minuten"),
        ("Umfang:", "3 von 4 Unterrichtsstunden zu je 45 Minuten besucht"),
    ]
    assert [text for text in texts(paper) if "Qualifikation" in text] == [
        "Damit ist die Qualifikation „Datenschutz im Ehrenamt“ erworben."
    ]
    assert only(paper, Items)[0].entries == ("Was darf ich?", "Fotos")
    assert "hat am 24.09.2026 an der folgenden Schulung teilgenommen:" in texts(paper)
    assert len(only(paper, PageBreak)) == 1
    assert len(only(paper, SignHere)) == 2


def test_everybody_has_a_page_without_a_count_and_no_name_in_the_metadata(office: OfficeFile, held: Training) -> None:
    data = BY_CODE["training_certificate"].make(office.read, held, TODAY)
    read = PdfReader(BytesIO(data))
    pages = [page.extract_text() for page in read.pages]
    assert [name in page for page, name in zip(pages, ("Al-Ali", "Berg"), strict=True)] == [True, True]
    assert not any("Seite" in page for page in pages)
    assert "Ali" not in str(read.metadata)
    assert data == BY_CODE["training_certificate"].make(office.read, held, TODAY)


def test_a_longer_training_names_both_days(office: OfficeFile, held: Training) -> None:
    longer = replace(held, end_on=date(2026, 9, 26))
    paper = certificates.collect(office.read, certificates.attended(longer, (longer.participants[0].person,)))
    assert "hat vom 24.09.2026 bis 26.09.2026 an der folgenden Schulung teilgenommen:" in texts(paper)
    assert paper.title == "Teilnahmebescheinigung"


def test_who_did_not_take_part_gets_none(office: OfficeFile, held: Training, people: list[Person]) -> None:
    nobody = replace(held, participants=held.participants[2:])
    with pytest.raises(Refused, match="Niemand steht"):
        BY_CODE["training_certificate"].make(office.read, nobody, TODAY)
    with pytest.raises(Refused, match="Conrad, Kim steht bei keiner Schulung"):
        BY_CODE["person_certificates"].make(office.read, people[2], TODAY)
    mine = PdfReader(BytesIO(BY_CODE["person_certificates"].make(office.read, people[1], TODAY)))
    assert len(mine.pages) == 1


# --- list of a training -------------------------------------------------------------------


def test_the_list_has_room_to_sign_for_who_has_a_seat(office: OfficeFile, held: Training) -> None:
    rows = (*held.participants, Participant(person=1, status=P.WAITING), Participant(person=2, status=P.CANCELLED))
    paper = training_list.collect(office.read, replace(held, participants=rows), TODAY)
    (table,) = only(paper, Table)
    assert table.roomy
    assert [row[:2] for row in table.rows] == [
        ("1", "Al-Ali, Rima"), ("2", "Berg, Jonas"), ("3", "Conrad, Kim"), ("4", ""), ("5", ""), ("6", ""),
    ]  # fmt: skip
    assert {row[2] for row in table.rows} == {""}
    assert only(paper, Items)[0].entries == ("Al-Ali, Rima",)
    assert dict(only(paper, Fields)[0].rows) == {
        "Zeit:": "24.09.2026, 18:00 Uhr", "Träger:": "Lernhaus Nord", "Unterrichtsstunden:": "4",
        "Plätze:": "3 von 3 vergeben",
    }  # fmt: skip


# --- Integrationslotsen -------------------------------------------------------------------


def test_the_list_of_guides_tells_modules_proofs_and_what_is_due(office: OfficeFile) -> None:
    old = Qualification(qualification="ILO_BASIS", acquired_on=date(2024, 10, 19), proof="Ordner 3")
    new = Qualification(qualification="ILO_NACH", acquired_on=date(2026, 10, 17))
    placed = Step(V.PLACED, date(2025, 1, 5))
    volunteer(office, "Zoe", "Adam", placed, qualifications=(old,))
    volunteer(office, "Ali", "Zander", placed, qualifications=(old, new))
    volunteer(office, "Weg", "Ex", placed, Step(V.ENDED, TODAY), qualifications=(old,))
    volunteer(office, "Ole", "Other", placed, qualifications=(replace(old, qualification="JULEICA"),))
    (table,) = only(guide_list.collect(office.read, TODAY), Table)
    assert [tuple(map(said, row)) for row in table.rows] == [
        ("Adam, Zoe", "", "19.10.2024\nNachweis: Ordner 3", "–", "–", "fällig: 19.10.2026"),
        ("Zander, Ali", "", "19.10.2024\nNachweis: Ordner 3", "17.10.2026\nNachweis fehlt", "–", "17.10.2028"),
    ]


def test_without_guides_the_list_says_so(office: OfficeFile) -> None:
    assert "Zurzeit hat niemand ein Modul der Integrationslotsen." in texts(guide_list.collect(office.read, TODAY))


# --- Engagementnachweis -------------------------------------------------------------------


def test_an_engagement_tells_when_where_and_what_was_learnt(
    office: OfficeFile, people: list[Person], held: Training
) -> None:
    paper = engagement.collect(office.read, office.read.get(Person, people[0].id or 0), TODAY)
    facts = dict(only(paper, Fields)[0].rows)
    assert facts["Im Einsatz:"] == "seit 17.08.2025"
    assert set(said(facts["Umfang (Stunden):"])) == {"_"}  # nobody invents hours
    (table,) = only(paper, Table)
    assert table.rows == (("Datenschutz im Ehrenamt", "24.09.2026", "4"),)
    assert "engagiert sich ehrenamtlich." in texts(paper)
    with office.unit() as unit:
        over = editing.take(unit, unit.get(Person, people[0].id or 0), Step(V.ENDED, date(2026, 10, 31)))
    ended = engagement.collect(office.read, over, TODAY)
    assert dict(only(ended, Fields)[0].rows)["Im Einsatz:"] == "17.08.2025 – 31.10.2026"
    assert "hat sich ehrenamtlich engagiert." in texts(ended)


def test_who_was_never_placed_has_no_engagement_to_prove(office: OfficeFile, people: list[Person]) -> None:
    for one in people[1:]:
        with pytest.raises(Refused, match="noch nicht im Einsatz"):
            engagement.collect(office.read, one, TODAY)


# --- today's calls ------------------------------------------------------------------------


def test_calls_are_what_is_due_with_the_numbers_in_the_order_to_try(office: OfficeFile) -> None:
    rima = volunteer(office, "Rima", "Al-Ali", phone="030 23125-201", mobile="0171 3920007")
    shy = volunteer(office, "Kim", "Conrad", phone="030 23125-202", contact_block=True)
    with office.unit() as unit:
        school = unit.add(Institution(name="Grundschule", kind="SCHULE", phone="030 23125-300"))
        for due, done, values in (
            (date(2026, 11, 10), False, {"subject": "Rückruf", "person": rima.id}),
            (date(2026, 11, 12), False, {"subject": "Raum", "person": rima.id, "institution": school.id}),
            (date(2026, 11, 12), False, {"subject": "Still", "person": shy.id}),
            (date(2026, 11, 13), False, {"subject": "Morgen", "person": rima.id}),
            (date(2026, 11, 10), True, {"subject": "Erledigt", "person": rima.id}),
        ):
            note = ContactNote(on_date=date(2026, 11, 2), kind="BERATUNG", follow_up_on=due, followed_up=done, **values)
            kept = unit.add(note)
        unit.add(Task(subject="Schlüssel", due_on=date(2026, 11, 11), about=("institution", school.uid)))
        unit.add(Task(subject="Nachhaken", due_on=TODAY, about=("contact_note", kept.uid)))
        unit.add(Task(subject="Ohne Bezug", due_on=TODAY))
        unit.add(Task(subject="Ohne Tag"))
    found = call_list.calls(office.read, TODAY)
    assert [(one.who, one.about, one.due.day) for one in found] == [
        ("Al-Ali, Rima", "Rückruf", 10), ("Grundschule", "Schlüssel", 11), ("", "Ohne Bezug", 12),
        ("Al-Ali, Rima", "Nachhaken", 12), ("Al-Ali, Rima (Grundschule)", "Raum", 12),
        ("Conrad, Kim (Kontaktsperre)", "Still", 12),
    ]  # fmt: skip
    numbers = {one.about: [number.replace("\u00a0", " ") for number in one.phones] for one in found}
    assert numbers["Raum"] == ["0171 3920007", "030 23125-201", "030 23125-300"]
    assert numbers["Still"] == []
    paper = call_list.collect(office.read, TODAY)
    assert len(only(paper, Table)[0].rows) == 4
    assert only(paper, Items)[0].entries == (
        "Ohne Bezug · 12.11.2026", "Conrad, Kim (Kontaktsperre) · Still · 12.11.2026",
    )  # fmt: skip
    assert "Namen und Telefonnummern" in texts(paper)[0]
    assert (
        "Namen und Telefonnummern"
        in PdfReader(BytesIO(call_list.make(office.read, None, TODAY))).pages[0].extract_text()
    )


def test_a_day_without_calls_says_so(office: OfficeFile) -> None:
    assert "Heute ist nichts nachzufragen." in texts(call_list.collect(office.read, TODAY))
