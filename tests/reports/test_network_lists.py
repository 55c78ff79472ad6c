"""The telephone list and the list of who works together, as a person would read them."""

from datetime import date, timedelta

import pytest

from bezirkskoordination.records import ContactPerson, Cooperation, Institution, Person
from bezirkskoordination.records.institutions import CooperationKind
from bezirkskoordination.reports import cooperation_list, phone_list
from bezirkskoordination.reports.document import Document, Heading, Paragraph, Run, Table
from bezirkskoordination.store.office import OfficeFile

TODAY = date(2026, 11, 12)
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def network(office: OfficeFile) -> OfficeFile:
    since = {"network_from": date(2020, 1, 1)}
    with office.unit() as unit:
        club = unit.add(Institution(name="SV Ährenfeld", kind="VEREIN_SPORT", phone="030 23125-101", **since))
        unit.add(Institution(name="SV Adler", kind="VEREIN_SPORT", **since))
        unit.add(Institution(name="SV Alt", kind="VEREIN_SPORT", network_until=YESTERDAY, **since))
        city = unit.add(
            Institution(
                name="Stadt", unit="Soziales", kind="VERWALTUNG", fax="030 23125-199",
                opening_hours="Mo 9–12\nDo 14–16", by_appointment=True, **since,
            )
        )  # fmt: skip
        people = [
            unit.add(Person(last_name="Zabel", first_name="Ina", mobile="0171 3920001")),
            unit.add(Person(last_name="Öhme", academic_title="Dr.", phone="030 23125-777")),
            unit.add(Person(last_name="Ostwald", contact_block=True, phone="030 23125-778")),
            unit.add(Person(last_name="Früher", phone="030 23125-779")),
        ]
        roles = ({"primary": True, "function": "Wartin"}, {"responsibility": "Kasse"}, {}, {"valid_until": YESTERDAY})
        for person, values in zip(people, roles, strict=True):
            unit.add(ContactPerson(institution=club.id, person=person.id, **values))
        unit.add(Cooperation(institution=club.id, partner=city.id, kind=CooperationKind.ROOMS, since=date(2024, 5, 1)))
    return office


def plain(cell: object) -> str:
    return "".join(run.text for run in cell) if isinstance(cell, tuple) else str(cell)  # type: ignore[attr-defined]


def read(document: Document) -> list[object]:
    """Headings as texts, tables as lists of rows."""
    found: list[object] = []
    for block in document.blocks:
        if isinstance(block, Heading):
            found.append(block.text)
        elif isinstance(block, Table):
            found.append([tuple(plain(cell) for cell in row) for row in block.rows])
    return found


def test_the_telephone_list_is_sorted_like_a_german_directory(network: OfficeFile) -> None:
    document = phone_list.collect(network.read, None, TODAY)

    assert read(document) == [
        "Telefonliste der Institutionen",
        "Sportverein",
        [
            ("SV Adler", "", "", ""),
            ("SV Ährenfeld", "", "030\u00a023125-101", ""),  # ä is ae
            ("– Ina Zabel", "Wartin", "", "0171\u00a03920001"),  # the main contact leads
            ("– Dr. Öhme", "Kasse", "030\u00a023125-777", ""),
        ],
        "Städtische Dienststelle",
        [("Stadt\nSoziales", "Mo 9–12 · Do 14–16 · Termin nach Vereinbarung", "", "Fax\u00a0030\u00a023125-199")],
    ]
    assert "personenbezogene" in str(document.blocks[-1])
    assert not any(word in document.title + document.footer for word in ("Zabel", "Öhme"))


def test_an_empty_office_has_an_empty_list(office: OfficeFile) -> None:
    title, *rest = phone_list.collect(office.read, None, TODAY).blocks

    assert title == Heading("Telefonliste der Institutionen", 0)
    assert rest == [Paragraph("Noch ist keine Institution eingetragen.", small=True)]


def test_every_tie_is_told_from_either_side(network: OfficeFile) -> None:
    _title, rows = read(cooperation_list.collect(network.read, None, TODAY))

    assert rows == [
        ("Stadt, Soziales", "stellt Räume für", "SV Ährenfeld (seit\u00a02024)"),
        ("SV Adler", "keine Verbindung", ""),
        ("SV Ährenfeld", "nutzt Räume bei", "Stadt, Soziales (seit\u00a02024)"),
    ]
    (table,) = (b for b in cooperation_list.collect(network.read, None, TODAY).blocks if isinstance(b, Table))
    assert table.rows[0][0] == (Run("Stadt, Soziales", bold=True),)
