"""Which view is whose, and what its declaration says."""

import pytest

from bezirkskoordination import paths
from bezirkskoordination.records import (
    EXPENSES,
    PERSONS,
    TASKS,
    TYPES,
    VIEWS,
    VOLUNTEERS,
    ContactPerson,
    Person,
    Task,
    VolunteerStatus,
    home_of,
    view,
)
from bezirkskoordination.records.fields import Record, View


@pytest.mark.parametrize(
    ("record", "home"),
    [
        (Person(last_name="Müller", volunteering=VolunteerStatus.PAUSED), VOLUNTEERS),
        (Person(last_name="Müller"), PERSONS),
        (Task(subject="Anrufen"), TASKS),
    ],
)
def test_a_record_is_at_home_where_it_is_shown(record: Record, home: View) -> None:
    assert home_of(record) is home


def test_a_record_without_a_page_of_the_sidebar_has_the_plain_one() -> None:
    assert home_of(ContactPerson(institution=1, person=1)).name == "contact_person"


@pytest.mark.parametrize("cls", TYPES, ids=lambda cls: cls.type.name)
def test_every_type_has_a_drawing(cls: type[Record]) -> None:
    assert paths.resource("icons", f"{cls.type.icon}.svg").is_file()


def test_every_view_can_be_named() -> None:
    assert [view(one.name) for one in VIEWS] == list(VIEWS)
    assert all(one.columns for one in VIEWS)
    with pytest.raises(KeyError):
        view("nichts")
    assert EXPENSES.type.icon == "money"
