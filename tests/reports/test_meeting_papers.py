"""The papers about a meeting: what they say, whom they leave out, how they fold and are cut."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest
from pypdf import PdfReader
from tests.conftest import TODAY

from bezirkskoordination.actions import editing, meetings
from bezirkskoordination.actions.desk import Desk
from bezirkskoordination.actions.editing import Step
from bezirkskoordination.actions.settings import begin_office, change_setting, shipped_offices
from bezirkskoordination.records import Body, Institution, Meeting, Person
from bezirkskoordination.records.consents import Consent, ConsentPurpose, Permission
from bezirkskoordination.records.fields import View
from bezirkskoordination.records.network import (
    AgendaLine,
    Answer,
    Attendance,
    LineKind,
    MeetingStatus,
    Presence,
)
from bezirkskoordination.records.refusal import Refused
from bezirkskoordination.reports import attendance_list, invitation, minutes_paper, name_cards, pdf
from bezirkskoordination.reports.document import Document, Fields, Heading, Items, Letter, Paragraph, SignHere, Table
from bezirkskoordination.reports.name_cards import Card
from bezirkskoordination.reports.papers import BY_CODE, papers_of
from bezirkskoordination.store.office import OfficeFile

K, P = LineKind, Presence
DAY = date(2026, 10, 15)
HOUSE = {"street": "Lindenring 1", "postal_code": "38104", "city": "Braunschweig"}


@pytest.fixture
def desk(make_office: Any) -> Desk:
    made: OfficeFile = make_office()
    desk = Desk(made)

    def begin(unit: Any) -> None:
        begin_office(unit, shipped_offices()[0])
        for name, value in (
            ("office_address", "Am Anger 12\n38104 Braunschweig"), ("office_phone", "030 23125-002"),
            ("coordinator", "Ines Kranichfeld"),
        ):  # fmt: skip
            change_setting(unit, name, value)
        unit.add(Institution(name="Sportverein", kind="VEREIN_SPORT", **HOUSE))
        unit.add(Institution(name="Ärzteverein", kind="VEREIN_SOZIAL"))
        for first, last in (("Rima", "Al-Sayed"), ("Jörn", "Kern"), ("Mebrahtu", "Tesfay")):
            unit.add(Person(first_name=first, last_name=last, **HOUSE))
        for person, purpose in ((2, ConsentPurpose.NEWS), (3, ConsentPurpose.NAMING)):
            unit.add(Consent(person=person, given_on=date(2026, 1, 5), purposes=(Permission(purpose=purpose),)))

    desk.do("Anfang", begin)
    return desk


AGENDA = (
    AgendaLine(text="Begrüßung", presenter="Pfarramt"),
    AgendaLine(text="Sommerfest"),
    AgendaLine(kind=K.ORDER, text="Raum anfragen", institution=1, due_on=DAY + timedelta(30)),
    AgendaLine(kind=K.INFORMATION, text="Das Fest war gut besucht."),
    AgendaLine(kind=K.RECOMMENDATION, text="Der Stadtbezirksrat möge prüfen."),
)
PEOPLE = (
    Attendance(institution=1, person=1, presence=P.PRESENT), Attendance(institution=2, presence=P.GUEST),
    Attendance(person=2, presence=P.PRESENT), Attendance(person=3, presence=P.PRESENT),
)  # fmt: skip


def kept(desk: Desk, **values: Any) -> Meeting:
    body = desk.office.read.where(Body, kind="RUNDER_TISCH")[0]
    usual = {"on_date": DAY, "time_from": "18:00", "place": "Saal", "agenda": AGENDA, "attendance": PEOPLE}
    return desk.do("Treffen", lambda unit: editing.save(unit, None, Meeting(body=body.id or 0, **usual | values)))


def said(document: Document) -> str:
    """Everything that a paper says."""
    return pdf_text(pdf.render(document))


def pdf_text(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)


# --- invitation ---------------------------------------------------------------------------


def test_everybody_who_may_gets_a_letter_and_nobody_reads_who_does_not(desk: Desk) -> None:
    meeting = kept(desk)
    told = invitation.collect(desk.office.read, meeting, TODAY)
    letters = [block for block in told.blocks if isinstance(block, Letter)]
    assert len(letters) == len(told.blocks) == 2
    assert [letter.address[0] for letter in letters] == ["Sportverein", "Jörn Kern"]
    text = said(told)
    assert "Tesfay" not in text  # no consent to be written to
    assert "Ärzteverein" not in text  # no address
    assert "Kontaktsperre" not in text
    assert all("Kern" not in str(value) for value in (told.title, told.author, told.header, told.footer))


def test_a_letter_says_when_and_where_and_about_what(desk: Desk) -> None:
    meeting = kept(
        desk, time_until="20:00", accessible=True, interpreting="Arabisch", childcare=True, answer_by=DAY - timedelta(7)
    )
    (letter, *_) = invitation.collect(desk.office.read, meeting, TODAY).blocks
    assert isinstance(letter, Letter)
    facts, agenda = (dict(block.rows) for block in letter.blocks if isinstance(block, Fields))
    assert facts == {
        "Termin:": "Do., 15.10.2026, 18:00 bis 20:00 Uhr", "Ort:": "Saal", "Barrierefrei:": "ja",
        "Sprachmittlung:": "Arabisch", "Kinderbetreuung:": "ja",
    }  # fmt: skip
    assert agenda == {"TOP 1": "Begrüßung (Pfarramt)", "TOP 2": "Sommerfest"}  # an order of this meeting is none yet
    words = [block.words for block in letter.blocks if isinstance(block, Paragraph)]
    assert "zum Treffen „Runder Tisch“ lade ich Sie herzlich ein." in words
    assert "Bitte geben Sie Bescheid, ob Sie kommen (bis zum 08.10.2026): 030 23125-002." in words
    assert letter.information[0] == ("Unser Zeichen:", "KfI 111")


def test_orders_that_are_brought_along_stand_on_the_agenda(desk: Desk) -> None:
    first = kept(desk)
    carried = replace(first.agenda[2], carried=3)
    later = kept(desk, on_date=DAY + timedelta(60), agenda=(AgendaLine(text="Offene Aufträge"), carried))
    _subject, text = invitation.text(desk.office.read, later)
    assert "TOP 1  Offene Aufträge\n– Raum anfragen (Sportverein, bis 14.11.2026, zum 3. Mal übertragen)" in text


def test_own_words_take_the_place_of_the_usual_ones_and_a_mail_names_nobody(desk: Desk) -> None:
    meeting = kept(desk, invitation="zum letzten Treffen des Jahres lade ich Sie ein.")
    subject, text = invitation.text(desk.office.read, meeting)
    assert subject == "Einladung: Runder Tisch am 15.10.2026"
    assert text.startswith("Guten Tag,\n\nzum letzten Treffen des Jahres lade ich Sie ein.\n\nTermin: Do., 15.10.2026")
    assert text.endswith("Mit freundlichen Grüßen\nInes Kranichfeld\nKoordinierungsstelle für Integration")
    assert not any(name in text for name in ("Al-Sayed", "Kern", "Tesfay"))


def test_without_anybody_to_write_to_there_is_no_paper(desk: Desk) -> None:
    meeting = kept(desk, attendance=(Attendance(person=3),))
    with pytest.raises(Refused, match="niemanden"):
        invitation.collect(desk.office.read, meeting, TODAY)


# --- attendance list ------------------------------------------------------------------------


def test_the_list_names_whoever_did_not_decline_and_has_room_for_guests(desk: Desk) -> None:
    rows = (*PEOPLE[:3], replace(PEOPLE[3], answer=Answer.NO))
    told = attendance_list.collect(desk.office.read, kept(desk, attendance=rows), TODAY)
    (table,) = (block for block in told.blocks if isinstance(block, Table))
    assert table.rows[:3] == (
        ("1", "", "Ärzteverein", ""), ("2", "Rima Al-Sayed", "Sportverein", ""), ("3", "Jörn Kern", "", ""),
    )  # fmt: skip
    assert all(row[1:] == ("", "", "") for row in table.rows[3:])
    assert len(table.rows) == 8
    assert table.roomy


def test_a_row_to_sign_in_is_a_hand_high(desk: Desk) -> None:
    data = pdf.render(attendance_list.collect(desk.office.read, kept(desk), TODAY))
    rules = PdfReader(BytesIO(data)).pages[0].get_contents().get_data().decode("latin-1")  # type: ignore[union-attr]
    heights = sorted({float(line.split()[7]) for line in rules.splitlines() if line.endswith(" l S")})
    gaps = [later - earlier for earlier, later in pairwise(heights)]
    assert sum(abs(gap - 30) < 0.1 for gap in gaps) >= 8


# --- name cards ---------------------------------------------------------------------------


def test_there_is_a_card_for_everybody_by_family_name(desk: Desk) -> None:
    rows = (*PEOPLE[:3], replace(PEOPLE[3], answer=Answer.NO), Attendance(institution=1, person=1))
    cards = name_cards.collect(desk.office.read, kept(desk, attendance=rows), TODAY)
    assert cards == [Card("Ärzteverein"), Card("Rima Al-Sayed", "Sportverein"), Card("Jörn Kern")]  # ä sorts as ae


def test_ten_cards_are_a_sheet_with_marks_outside_of_them(desk: Desk) -> None:
    def many(unit: Any) -> tuple[Attendance, ...]:
        return tuple(Attendance(person=unit.add(Person(last_name=f"N{at:02d}")).id) for at in range(11))

    meeting = kept(desk, attendance=desk.do("Leute", many))
    reader = PdfReader(BytesIO(name_cards.make(desk.office.read, meeting, TODAY)))
    assert [page.extract_text().split() for page in reader.pages] == [[f"N{at:02d}" for at in range(10)], ["N10"]]
    mm = 72 / 25.4
    rules = reader.pages[0].get_contents().get_data().decode("latin-1")  # type: ignore[union-attr]
    marks = [line.split() for line in rules.splitlines() if line.endswith(" l S")]
    upright = sorted({round(float(m[6]) / mm, 1) for m in marks if m[6] == m[9]})
    level = sorted({round(float(m[7]) / mm, 1) for m in marks if m[7] == m[10]})
    assert upright == [15.0, 105.0, 195.0]
    assert level == [13.5, 67.5, 121.5, 175.5, 229.5, 283.5]
    for m in marks:  # no line runs into a card
        left, bottom, right, top = (float(m[at]) / mm for at in (6, 7, 9, 10))
        assert right < 15 or left > 195 or top < 13.5 or bottom > 283.5


def test_a_long_name_stays_on_its_card(desk: Desk) -> None:
    long = Person(first_name="Maximiliane-Alexandrina", last_name="von Hohenlohe-Waldenburg-Schillingsfürst")
    person = desk.do("Name", lambda unit: unit.add(long))
    meeting = kept(desk, attendance=(Attendance(person=person.id, institution=1),))
    assert "Schillingsfürst" in pdf_text(name_cards.make(desk.office.read, meeting, TODAY)).replace("-\n", "-")


def test_without_anybody_there_are_no_cards(desk: Desk) -> None:
    with pytest.raises(Refused, match="noch niemand"):
        name_cards.make(desk.office.read, kept(desk, attendance=()), TODAY)


# --- minutes ------------------------------------------------------------------------------


def test_minutes_say_who_met_and_what_came_of_each_point(desk: Desk) -> None:
    meeting = kept(desk, chair=1)
    told = minutes_paper.collect(desk.office.read, meeting, TODAY)
    head = dict(next(block for block in told.blocks if isinstance(block, Fields)).rows)
    assert head["Leitung:"] == "Rima Al-Sayed"
    assert head["Anwesend:"] == "Sportverein; Mebrahtu Tesfay; eine weitere Person"  # he agreed to be named
    assert head["Als Gast:"] == "Ärzteverein"
    headings = [(block.number, block.text) for block in told.blocks if isinstance(block, Heading)]
    assert headings == [("", "Protokoll"), ("TOP 1", "Begrüßung"), ("TOP 2", "Sommerfest"), ("", "Aufträge")]
    (items,) = (block for block in told.blocks if isinstance(block, Items))
    assert ["".join(run.text for run in entry) for entry in items.entries] == [  # type: ignore[union-attr]
        "Auftrag: Raum anfragen (Sportverein, bis 14.11.2026)", "Information: Das Fest war gut besucht.",
        "Empfehlung: Der Stadtbezirksrat möge prüfen.",
    ]  # fmt: skip
    (table,) = (block for block in told.blocks if isinstance(block, Table))
    assert table.rows == (("Raum anfragen", "Sportverein", "14.11.2026", ""),)


def test_a_draft_says_so_until_it_is_approved(desk: Desk) -> None:
    meeting = kept(desk)
    assert minutes_paper.collect(desk.office.read, meeting, TODAY).draft == "Entwurf"

    def approve(unit: Any) -> Meeting:
        one = meetings.hold(unit, meeting, DAY)
        for to in (MeetingStatus.DRAFTED, MeetingStatus.APPROVED):
            one = editing.take(unit, one, Step(to, TODAY))
        return one

    assert minutes_paper.collect(desk.office.read, desk.do("Genehmigt", approve), TODAY).draft == ""


def test_nobody_is_one_more_where_nobody_is_named(desk: Desk) -> None:
    """„eine weitere Person“ follows somebody; alone it is „eine Person“."""
    absent = [replace(one, presence=Presence.ABSENT) for one in PEOPLE]
    alone = {"eine Person": absent[2:3], "Mebrahtu Tesfay; eine weitere Person": absent[2:]}
    for words, rows in alone.items():
        told = minutes_paper.collect(desk.office.read, kept(desk, attendance=tuple(rows)), TODAY)
        head = dict(next(block for block in told.blocks if isinstance(block, Fields)).rows)
        assert head["Nicht erschienen:"] == words


def test_the_next_meeting_is_the_nearest_one_that_takes_place(desk: Desk) -> None:
    meeting = kept(desk)
    for weeks in (20, 8):
        kept(desk, on_date=DAY + timedelta(weeks=weeks), time_from="17:30", agenda=())
    cancelled = kept(desk, on_date=DAY + timedelta(1), agenda=())
    desk.do("Fällt aus", lambda unit: editing.take(unit, cancelled, Step(MeetingStatus.CANCELLED, TODAY)))
    told = minutes_paper.collect(desk.office.read, meeting, TODAY)
    end = [block for block in told.blocks if isinstance(block, Fields)][-1]
    assert dict(end.rows)["Nächstes Treffen:"] == "Do., 10.12.2026, 17:30 Uhr, Saal"


def test_nobody_signs_a_page_with_nothing_else_on_it(desk: Desk) -> None:
    """However long the minutes are, the lines to sign on stay with the end of what they sign."""
    for count in range(20, 40):
        lines = tuple(AgendaLine(kind=K.INFORMATION, text=f"Zeile {at}") for at in range(count))
        told = minutes_paper.collect(
            desk.office.read, replace(kept(desk), agenda=(AgendaLine(text="A"), *lines)), TODAY
        )
        assert isinstance(told.blocks[-1], SignHere)
        last = PdfReader(BytesIO(pdf.render(told))).pages[-1].extract_text()
        assert "Verteiler" in last


# --- all of them ----------------------------------------------------------------------------


def test_they_are_offered_at_a_meeting_and_named_on_the_command_line() -> None:
    codes = [paper.code for paper in papers_of(View.plain(Meeting.type))]
    assert codes == ["invitation", "attendance_list", "name_cards", "minutes"]
    assert set(codes) <= BY_CODE.keys()


@pytest.mark.parametrize("code", ["invitation", "attendance_list", "name_cards", "minutes"])
def test_no_name_of_a_person_stands_in_the_description_of_a_file(desk: Desk, code: str) -> None:
    data = BY_CODE[code].make(desk.office.read, kept(desk), TODAY)
    reader = PdfReader(BytesIO(data))
    told = " ".join(map(str, (reader.metadata or {}).values()))
    assert not any(name in told for name in ("Al-Sayed", "Kern", "Tesfay"))
    assert data == BY_CODE[code].make(desk.office.read, desk.office.read.all(Meeting)[-1], TODAY)
