"""To whom an invitation goes, and to whom it does not."""

from datetime import date, timedelta
from typing import Any

import pytest

from bezirkskoordination.records.consents import Consent, ConsentPurpose, Permission
from bezirkskoordination.records.institutions import ContactPerson, Institution
from bezirkskoordination.records.network import Attendance, Meeting
from bezirkskoordination.records.people import Person, VolunteerStatus
from bezirkskoordination.rules.inviting import Asked, asked

TODAY = date(2026, 11, 12)
HOUSE = {"street": "Lindenring 1", "postal_code": "38104", "city": "Braunschweig"}
CLUB = Institution(id=1, uid="c", name="Sportverein", kind="VEREIN_SPORT", email="verein@example.org", **HOUSE)
RIMA = Person(
    id=1, uid="r", salutation="FRAU", first_name="Rima", last_name="Al-Sayed", email="rima@example.org", **HOUSE
)
JOERN = Person(id=2, uid="j", salutation="HERR", first_name="Jörn", last_name="Kern", **HOUSE)
NEWS = Consent(id=1, uid="s", person=1, given_on=date(2026, 1, 5), purposes=(Permission(purpose=ConsentPurpose.NEWS),))


class Kept:
    """Records in memory."""

    def __init__(self, *records: Any) -> None:
        self.records = records

    def all(self, cls: type) -> list[Any]:
        return [one for one in self.records if isinstance(one, cls)]

    def where(self, cls: type, **values: Any) -> list[Any]:
        return [one for one in self.all(cls) if all(getattr(one, name) == value for name, value in values.items())]


def told(rows: tuple[Attendance, ...], *records: Any) -> list[Asked]:
    return asked(Kept(CLUB, RIMA, JOERN, *records), Meeting(body=1, on_date=TODAY, attendance=rows), TODAY)


def test_somebody_for_an_institution_is_written_to_there_without_a_consent() -> None:
    (one,) = told((Attendance(institution=1, person=1),))
    assert one.to.address.lines[:2] == ("Sportverein", "Frau Rima Al-Sayed")
    assert (one.obstacle, one.no_letter, one.no_mail) == ("", "", "")
    assert (one.name, one.email) == ("Sportverein (Rima Al-Sayed)", "rima@example.org")


def test_an_institution_alone_is_greeted_by_its_main_contact_of_the_day() -> None:
    contacts = (
        ContactPerson(id=1, uid="a", institution=1, person=1),
        ContactPerson(id=2, uid="b", institution=1, person=2, primary=True),
    )
    (one,) = told((Attendance(institution=1),), *contacts)
    assert one.to.person == JOERN
    assert one.email == "verein@example.org"  # he has no address of his own
    ended = ContactPerson(id=2, uid="b", institution=1, person=2, primary=True, valid_until=TODAY - timedelta(1))
    (one,) = told((Attendance(institution=1),), contacts[0], ended)
    assert one.to.person == RIMA
    (one,) = told((Attendance(institution=1),))
    assert one.to.person is None


@pytest.mark.parametrize(
    ("person", "sheets", "obstacle"),
    [
        (RIMA, (NEWS,), ""),
        (RIMA, (), "keine Einwilligung „Einladungen und Infopost“"),
        (Person(**{**vars(RIMA), "contact_block": True}), (NEWS,), "Kontaktsperre"),
    ],
)  # fmt: skip
def test_a_volunteer_is_written_to_with_consent_only(
    person: Person, sheets: tuple[Consent, ...], obstacle: str
) -> None:
    kept = Kept(CLUB, person, *sheets)
    (one,) = asked(kept, Meeting(body=1, on_date=TODAY, attendance=(Attendance(person=1),)), TODAY)
    assert one.obstacle == one.no_letter == one.no_mail == obstacle


def test_a_withdrawn_consent_stops_the_invitation() -> None:
    withdrawn = Consent(
        id=1, uid="s", person=1, given_on=date(2026, 1, 5),
        purposes=(Permission(purpose=ConsentPurpose.NEWS, withdrawn_on=TODAY),),
    )  # fmt: skip
    (one,) = told((Attendance(person=1),), withdrawn)
    assert "widerrufen" in one.obstacle


def test_who_is_blocked_is_left_out_also_at_an_institution_and_others_greet_for_it() -> None:
    blocked = Person(**{**vars(JOERN), "contact_block": True})
    kept = (CLUB, RIMA, blocked, ContactPerson(id=2, uid="b", institution=1, person=2, primary=True))
    rows = (Attendance(institution=1, person=2), Attendance(institution=1))
    named, house = asked(Kept(*kept), Meeting(body=1, on_date=TODAY, attendance=rows), TODAY)
    assert named.no_letter == "Kontaktsperre"
    assert (house.to.person, house.no_letter) == (None, "")


def test_without_an_address_there_is_no_letter_and_without_mail_no_mail() -> None:
    bare = Institution(id=1, uid="c", name="Sportverein", kind="VEREIN_SPORT")
    (one,) = asked(Kept(bare), Meeting(body=1, on_date=TODAY, attendance=(Attendance(institution=1),)), TODAY)
    assert (one.no_letter, one.no_mail) == ("keine Anschrift", "keine E-Mail-Adresse")


def test_only_who_is_to_be_invited_is_and_nobody_twice() -> None:
    rows = (
        Attendance(institution=1), Attendance(institution=1), Attendance(institution=1, person=1, invited=False),
    )  # fmt: skip
    assert [one.name for one in told(rows)] == ["Sportverein"]
    assert told(()) == []


def test_somebody_who_stopped_volunteering_is_not_written_to() -> None:
    ended = Person(**{**vars(RIMA), "volunteering": VolunteerStatus.ENDED})
    kept = Kept(ended, NEWS)
    (one,) = asked(kept, Meeting(body=1, on_date=TODAY, attendance=(Attendance(person=1),)), TODAY)
    assert "gesperrt" in one.obstacle
