"""The Einsatzvereinbarung and the list of whom to ask for hours: prefilled, nobody in need named, nothing made up."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from tests.conftest import TODAY

from bezirkskoordination.actions import boundaries, editing, hours, placing, vault
from bezirkskoordination.actions.desk import Desk
from bezirkskoordination.actions.editing import Step
from bezirkskoordination.actions.settings import begin_office, change_setting, shipped_offices
from bezirkskoordination.records import Institution, Person
from bezirkskoordination.records.activities import ActivityProfile, Placement
from bezirkskoordination.records.kinds import grid_bit
from bezirkskoordination.records.needs import SupportNeed
from bezirkskoordination.records.people import Commitment, VolunteerStatus
from bezirkskoordination.reports import hours_list, placement_paper
from bezirkskoordination.reports.document import Document, Fields, Items, Paragraph, SignHere, Table, plain

HELPED = "Familie Geheimname"
BEGUN = date(2026, 9, 14)


def told(document: Document) -> str:
    """Everything that the paper says."""
    words: list[str] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            words.append(plain(block.words))
        elif isinstance(block, Fields):
            words += [f"{label} {plain(value)}" for label, value in block.rows]
        elif isinstance(block, Items):
            words += [plain(one) for one in block.entries]
        elif isinstance(block, Table):
            words += [" | ".join(plain(cell).strip("\u00a0") for cell in row) for row in block.rows]
    return "\n".join(words).replace("\u00a0", " ")


@pytest.fixture
def desk(make_office: Callable[..., Any]) -> Desk:
    desk = Desk(make_office())

    def begin(unit: Any) -> None:
        begin_office(unit, shipped_offices()[0])
        change_setting(unit, "coordinator", "Ines Kranichfeld")
        change_setting(unit, "office_phone", "030 23125-002")

    desk.do("Anfang", begin)
    return desk


@pytest.fixture
def place(desk: Desk) -> Callable[..., Placement]:
    """Makes a placement that runs since the middle of September."""

    def made(name: str, **more: Any) -> Placement:
        signed = (Commitment(kind="VERSCHWIEGENHEIT", signed_on=date(2026, 9, 1)),)
        given = {"insurance_route": "TRAEGER", "commitments": signed, "legal_basis": "A6_1_E"} | more
        ready = [Step(VolunteerStatus.AVAILABLE, date(2026, 3, 2))]
        person = desk.do("vorher", lambda unit: editing.save(unit, None, Person(last_name=name, **given), ready))
        need = SupportNeed(
            subject="Lernhilfe Klasse 4", category="SPRACHE.TANDEM", target_groups=("ERW",),
            recorded_on=date(2026, 9, 1), time_grid=grid_bit(1, 1), minutes_per_week=90,
        )  # fmt: skip
        kept = desk.do("Bedarf", lambda unit: editing.save(unit, None, need))
        check = replace(boundaries.drafted(desk.office.read, kept, TODAY), checked_on=date(2026, 9, 2))
        desk.do("prüfen", lambda unit: boundaries.decide(unit, kept, check))
        desk.do("Kontakt", lambda unit: vault.keep(unit, kept, replace(vault.blank(kept, TODAY), name=HELPED)))
        begun = desk.do("Ja", lambda unit: placing.begin(unit, person.id or 0, kept.id, None, BEGUN))
        if placing.missing(desk.office.read, begun, BEGUN):
            return begun  # type: ignore[no-any-return]
        return desk.do("läuft", lambda unit: placing.run(unit, begun, BEGUN))  # type: ignore[no-any-return]

    return made


def test_the_agreement_comes_filled_in_and_names_nobody_in_need(desk: Desk, place: Any) -> None:
    placement = place("Anders", first_name="Birgit", street="Am Anger 4", postal_code="38104", city="Braunschweig")
    document = placement_paper.collect(desk.office.read, placement, TODAY)
    said = told(document)
    for words in (
        "Name: Birgit Anders", "Anschrift: Am Anger 4, 38104 Braunschweig", "Lernhilfe Klasse 4",
        "für den Bedarf: B-2026-0001", "Zeiten: Di nachm.", "Umfang: 1,5 Stunden pro Woche", "Beginn: 14.09.2026",
        "über Träger/Verein", "am 01.09.2026 unterschrieben", "Ines Kranichfeld, 030 23125-002",
        "Nach 14 und nach 90 Tagen",
    ):  # fmt: skip
        assert words in said, words
    assert "Geheimname" not in said
    assert sum(isinstance(block, SignHere) for block in document.blocks) == 2
    assert document.author == "Koordinierungsstelle für Integration"
    printed = PdfReader(BytesIO(placement_paper.make(desk.office.read, placement, TODAY)))
    assert len(printed.pages) == 1
    assert "Anders" not in str(printed.metadata)


def test_what_is_not_known_is_a_line_and_no_insurer_is_invented(desk: Desk, place: Any) -> None:
    said = told(placement_paper.collect(desk.office.read, place("Brandt", insurance_route="", commitments=()), TODAY))
    assert "Anschrift: ____" in said
    assert "noch nicht geklärt. Der Einsatz beginnt erst danach." in said
    assert "wird vor Beginn gesondert unterschrieben" in said
    assert "Beginn: ____" in said
    city = told(placement_paper.collect(desk.office.read, place("Coers", insurance_route="KOMMUNE"), TODAY))
    assert "im Auftrag der Kommune. Gesetzliche Unfallversicherung für Ehrenamtliche im Auftrag" in city
    desk.do("leer", lambda unit: change_setting(unit, "insurance_basis", "Nach Auskunft der Stadt vom 01.10.2026"))
    again = told(placement_paper.collect(desk.office.read, place("Dorn", insurance_route="KOMMUNE"), TODAY))
    assert "im Auftrag der Kommune. Nach Auskunft der Stadt vom 01.10.2026." in again


def test_a_house_that_takes_somebody_in_signs_too(desk: Desk) -> None:
    house = desk.do("Haus", lambda unit: editing.save(unit, None, Institution(name="Sportverein", kind="VEREIN_SPORT")))
    profile = ActivityProfile(
        institution=house.id, intents=("EA_GESUCHT",), name="Kinderturnen", category="BEGEGN.SPORT", place="Turnhalle",
        seats_wanted=2, expenses_covered=True,
    )  # fmt: skip
    kept = desk.do("Profil", lambda unit: editing.save(unit, None, profile))
    available = [Step(VolunteerStatus.AVAILABLE, TODAY)]
    person = desk.do("Person", lambda unit: editing.save(unit, None, Person(last_name="Anders"), available))
    placement = desk.do("Einsatz", lambda unit: editing.save(unit, None, Placement(person=person.id, profile=kept.id)))
    document = placement_paper.collect(desk.office.read, placement, TODAY)
    said = told(document)
    assert "Einrichtung: Sportverein" in said
    assert "Einsatzort: Turnhalle" in said
    assert "Auslagen werden nach vorheriger Absprache" in said
    assert "Für Sportverein:" in said
    assert sum(isinstance(block, SignHere) for block in document.blocks) == 3


# --- the call list ------------------------------------------------------------------------------


def test_who_has_not_told_the_hours_is_listed_by_number(desk: Desk, place: Any) -> None:
    first, second = place("Zander", phone="030 23125-110"), place("Anders", phone="030 23125-220")
    place("Brandt")
    october = date(2026, 10, 1)
    said = told(hours_list.collect(desk.office.read, TODAY))
    assert "3 von 3 fehlen noch" in said
    assert said.index("030 23125-110 | Zander") < said.index("030 23125-220 | Anders")
    assert "Brandt · V-2026-0003" in said
    entered = {first.id: hours.Told(120), second.id: hours.Told(60)}
    desk.do("Stunden", lambda unit: hours.keep(unit, october, entered))
    said = told(hours_list.collect(desk.office.read, TODAY))
    assert "1 von 3 fehlen noch" in said
    assert "Zander" not in said


def test_who_wants_no_calls_has_no_number_on_the_list(desk: Desk, place: Any) -> None:
    place("Anders", phone="030 23125-220")
    person = desk.office.read.all(Person)[0]
    desk.do("Sperre", lambda unit: editing.save(unit, person, replace(person, contact_block=True)))
    assert "23125" not in told(hours_list.collect(desk.office.read, TODAY))
