"""Saving, deleting, copying, attaching; and what may not be kept is refused beside its field."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from bezirkskoordination.actions import editing
from bezirkskoordination.actions.editing import Step
from bezirkskoordination.records import (
    RECORD_TYPES,
    Budget,
    ContactNote,
    Expense,
    Institution,
    Paper,
    Person,
    Report,
    Task,
    Training,
    VolunteerStatus,
)
from bezirkskoordination.records import kinds as k
from bezirkskoordination.records.consents import ConsentPurpose, Permission
from bezirkskoordination.records.fields import Record, RecordType
from bezirkskoordination.records.institutions import ContactPerson
from bezirkskoordination.records.office import Attachment, AttachmentKind, District, StatusEvent
from bezirkskoordination.records.people import Absence, Qualification
from bezirkskoordination.records.refusal import BadValue, Refused, Stale
from bezirkskoordination.records.trainings import Participant
from bezirkskoordination.rules import validity
from bezirkskoordination.store.office import OfficeFile

TODAY = date(2026, 11, 12)
TOMORROW, YESTERDAY = TODAY + timedelta(1), TODAY - timedelta(1)

_SOMETHING = {
    k.DATE: YESTERDAY, k.MONEY: 100, k.WHOLE: 2026, k.MINUTES: 60, k.ANYREF: ("person", "x"),
    k.ROWS: (Permission(purpose=ConsentPurpose.NEWS),),
}  # fmt: skip


@pytest.fixture
def office(make_office: Callable[..., OfficeFile]) -> OfficeFile:
    """An office file without value lists: quicker to make."""
    made: OfficeFile = make_office()
    return made


#: Of some types a rule asks for one of several fields.
_ONE_OF = {"contact_note": {"person": 1}}


def complete(of: RecordType) -> Record:
    """A record with something in every required field; two references lead to two records."""
    required = [f for f in of.fields if f.required]
    references = {f.name: at for at, f in enumerate((f for f in required if f.kind is k.REF), 1)}
    something = {f.name: _SOMETHING.get(f.kind, "etwas") for f in required}
    return of.cls(**something | references | _ONE_OF.get(of.name, {}))


def expense(**values) -> Expense:
    usual = {"on_date": YESTERDAY, "category": "PORTO", "payee": "Post", "purpose": "Briefe", "amount": 160}
    return Expense(**usual | values)


def talk(**values) -> ContactNote:
    return ContactNote(**{"on_date": YESTERDAY, "kind": "BERATUNG", "subject": "etwas", "person": 1} | values)


def course(**values) -> Training:
    return Training(**{"name": "etwas", "start_on": YESTERDAY} | values)


def learnt(**values) -> Qualification:
    return Qualification(**{"qualification": "ERSTE_HILFE"} | values)


REQUIRED = [(of, f) for of in RECORD_TYPES.values() for f in of.fields if f.required]
DATES = [(of, f) for of in RECORD_TYPES.values() for f in of.fields if f.kind is k.DATE]


# --- what a record must fulfil ---


@pytest.mark.parametrize("of", RECORD_TYPES.values(), ids=repr)
def test_a_record_with_all_it_needs_has_no_problem(of: RecordType) -> None:
    assert validity.problems(complete(of), TODAY) == []


@pytest.mark.parametrize(("of", "field"), REQUIRED, ids=[f"{of.name}.{f.name}" for of, f in REQUIRED])
def test_every_missing_required_field_is_named(of: RecordType, field) -> None:
    empties = (None, "", "  \n") if field.kind in (k.TEXT, k.NOTE, k.LISTED) else (None,)
    for empty in empties:
        said = dict(validity.problems(replace(complete(of), **{field.name: empty}), TODAY))
        assert said[field.name] == f"„{field.label}“ fehlt noch."


@pytest.mark.parametrize("typed", [0, False])
def test_nought_is_not_missing(typed: int) -> None:
    assert dict(validity.problems(Budget(year=2026, amount=typed), TODAY)) == {}


@pytest.mark.parametrize(("of", "field"), DATES, ids=[f"{of.name}.{f.name}" for of, f in DATES])
def test_a_day_to_come_is_kept_only_where_plans_are_made(of: RecordType, field) -> None:
    plans = {
        "district.valid_from", "district.valid_until", "institution.network_until", "contact_person.valid_from",
        "contact_person.valid_until", "task.due_on", "paper.on_date", "report.dated_on",
        "contact_note.follow_up_on", "training.start_on", "training.end_on",
        "mandate.valid_from", "mandate.valid_until", "meeting.on_date", "meeting.answer_by",
        "meeting.submission_deadline", "order.given_on", "order.due_on",
        "cooperation.since", "cooperation.until", "consent.expires_on",
        "support_need.wanted_from", "support_need.wanted_until", "need_contact.expires_on",
        "boundary_check.valid_until", "activity_profile.start_on", "activity_profile.end_on",
    }  # fmt: skip
    said = dict(validity.problems(replace(complete(of), **{field.name: TOMORROW}), TODAY))
    if f"{of.name}.{field.name}" in plans:
        assert field.name not in said
    else:
        assert "liegt in der Zukunft" in said[field.name]
    on_the_day = dict(validity.problems(replace(complete(of), **{field.name: TODAY}), TODAY))
    assert "Zukunft" not in on_the_day.get(field.name, "")


@pytest.mark.parametrize(("of", "field"), DATES, ids=[f"{of.name}.{f.name}" for of, f in DATES])
def test_a_mistyped_year_is_asked_about(of: RecordType, field) -> None:
    said = dict(validity.problems(replace(complete(of), **{field.name: date(226, 4, 3)}), TODAY))
    assert "03.04.0226" in said[field.name]


@pytest.mark.parametrize(
    ("record", "field"),
    [
        (replace(complete(District.type), valid_from=TODAY, valid_until=YESTERDAY), "valid_until"),
        (Institution(name="A", kind="B", network_from=TODAY, network_until=YESTERDAY), "network_until"),
        (ContactPerson(person=1, institution=1, valid_from=TODAY, valid_until=YESTERDAY), "valid_until"),
        (Report(subject="A", period_from=TODAY, reference_date=YESTERDAY, dated_on=TODAY), "reference_date"),
        (Report(subject="A", period_from=YESTERDAY, reference_date=TODAY, dated_on=YESTERDAY), "dated_on"),
        (expense(amount=0), "amount"),
        (expense(amount=-1), "amount"),
        (Budget(year=26, amount=1), "year"),
        (Budget(year=2026, amount=-1), "amount"),
        (Person(last_name="A", minutes_per_week=80 * 60 + 1), "minutes_per_week"),
        (Institution(id=7, name="A", kind="B", parent=7), "parent"),
        (talk(person=None), "person"),
        (talk(minutes=0), "minutes"),
        (talk(minutes=1441), "minutes"),
        (talk(follow_up_on=YESTERDAY - timedelta(1)), "follow_up_on"),
        (course(places=0), "places"),
        (course(units=0), "units"),
        (course(cost=-1), "cost"),
        (course(end_on=YESTERDAY - timedelta(1)), "end_on"),
        (course(participants=(Participant(person=1), Participant(person=1))), "participants"),
        (course(units=100, participants=(Participant(person=1, units=101),)), "participants"),
        (Person(last_name="A", absences=(Absence(first=TOMORROW, last=TODAY),)), "absences"),
        (Person(last_name="A", qualifications=(learnt(acquired_on=TOMORROW),)), "qualifications"),
        (Person(last_name="A", qualifications=(learnt(acquired_on=TODAY, valid_until=YESTERDAY),)), "qualifications"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_beside_its_field(office: OfficeFile, record: Record, field: str) -> None:
    assert [name for name, _said in validity.problems(record, TODAY)] == [field]
    with pytest.raises(BadValue) as refusal, office.unit() as unit:
        editing.save(unit, None, replace(record, id=None) if field != "parent" else record)
    assert refusal.value.field == field
    assert str(refusal.value)
    assert office.read.count(record.type) == 0


def test_a_span_of_one_day_is_a_span() -> None:
    assert validity.problems(Report(subject="A", period_from=TODAY, reference_date=TODAY, dated_on=TODAY), TODAY) == []


def test_hints_stop_nobody(office: OfficeFile) -> None:
    record = expense(category="SONST")
    assert [name for name, _ in validity.hints(record)] == ["category", "receipt"]
    with office.unit() as unit:
        assert editing.save(unit, None, record).id


# --- saving ---


def test_saving_keeps_a_record_and_its_steps_as_one(office: OfficeFile) -> None:
    steps = (Step(VolunteerStatus.INTERESTED, YESTERDAY), Step(VolunteerStatus.TALKED, TODAY, note="im Rathaus"))
    with office.unit() as unit:
        kept = editing.save(unit, None, Person(last_name="Muster"), steps)
    assert kept == office.read.get(Person, kept.id)
    assert kept.volunteering is VolunteerStatus.TALKED
    assert [(e.status, e.note) for e in office.read.history(kept)] == [("INTERESSE", ""), ("GESPRAECH", "im Rathaus")]


def test_a_step_that_is_refused_keeps_the_record_from_being_saved(office: OfficeFile) -> None:
    for step, said in [
        (Step(VolunteerStatus.ENDED, TODAY), "führt kein Schritt"),
        (Step(VolunteerStatus.INTERESTED, TOMORROW), "liegt in der Zukunft"),
    ]:
        with pytest.raises(Refused, match=said), office.unit() as unit:
            editing.save(unit, None, Person(last_name="Muster"), (step,))
    assert office.read.count(Person.type) == office.read.count(StatusEvent.type) == 0


def test_a_step_before_the_last_is_refused_at_its_day(office: OfficeFile) -> None:
    with office.unit() as unit:
        kept = editing.save(unit, None, Person(last_name="Muster"), (Step(VolunteerStatus.INTERESTED, TODAY),))
    with pytest.raises(BadValue, match=r"12\.11\.2026") as refusal, office.unit() as unit:
        editing.take(unit, kept, Step(VolunteerStatus.TALKED, YESTERDAY))
    assert refusal.value.field == "effective_on"


def test_saving_what_was_not_changed_is_no_change(office: OfficeFile) -> None:
    with office.unit() as unit:
        kept = editing.save(unit, None, Person(last_name="Muster"))
    with office.unit() as unit:
        assert editing.save(unit, kept, kept) == kept
        assert unit.changes == []


def test_saving_over_somebody_elses_change_is_stale(office: OfficeFile) -> None:
    with office.unit() as unit:
        before = editing.save(unit, None, Person(last_name="Muster"))
    with office.unit() as unit:
        editing.save(unit, before, replace(before, city="Oelde"))
    with pytest.raises(Stale, match="inzwischen geändert"), office.unit() as unit:
        editing.save(unit, before, replace(before, city="Anderswo"))


def test_taking_back_without_a_step_is_refused(office: OfficeFile) -> None:
    with office.unit() as unit:
        kept = editing.save(unit, None, Person(last_name="Muster"))
    with pytest.raises(Refused, match="noch keinen Schritt"), office.unit() as unit:
        editing.take_back(unit, kept)


# --- deleting ---


def test_deleting_goes_from_the_users_to_the_used_in_any_order(office: OfficeFile) -> None:
    with office.unit() as unit:
        person = unit.add(Person(last_name="Muster"))
        place = unit.add(Institution(name="Verein", kind="VEREIN"))
        contact = unit.add(ContactPerson(person=person.id, institution=place.id))
        task = unit.add(Task(subject="Anrufen", about=("person", person.uid)))
    with office.unit() as unit:
        editing.delete(unit, [person, place, contact, task, person])
    assert [office.read.count(of) for of in (Person.type, Institution.type, ContactPerson.type, Task.type)] == [0] * 4


def test_deleting_several_of_which_one_is_needed_deletes_none(office: OfficeFile) -> None:
    with office.unit() as unit:
        free = unit.add(Person(last_name="Frei"))
        used = unit.add(Person(last_name="Gebraucht"))
        place = unit.add(Institution(name="Verein", kind="VEREIN"))
        unit.add(ContactPerson(person=used.id, institution=place.id))
    with pytest.raises(Refused, match="„Gebraucht“ wird noch gebraucht"), office.unit() as unit:
        editing.delete(unit, [free, used])
    assert office.read.count(Person.type) == 2


def test_papers_that_answer_each_other_can_go_together_one_after_the_other(office: OfficeFile) -> None:
    with office.unit() as unit:
        first = unit.add(Paper(kind="ANFRAGE", subject="Frage"))
        second = unit.add(Paper(kind="MITTEILUNG", subject="Antwort", answers=first.id))
    with office.unit() as unit:
        editing.delete(unit, [first, second])
    assert office.read.count(Paper.type) == 0


# --- copying ---


def test_a_copy_has_no_number_status_attachment_or_history(office: OfficeFile) -> None:
    with office.unit() as unit:
        receipt = editing.attach_bytes(unit, "a.jpg", b"...", AttachmentKind.RECEIPT)
        paid = editing.save(unit, None, expense(receipt=receipt.id, receipt_place="Ordner 2026"))
        volunteer = editing.save(unit, None, Person(last_name="M"), (Step(VolunteerStatus.INTERESTED, TODAY),))
    copy = editing.copy_of(paid)
    assert (copy.id, copy.uid, copy.number, copy.receipt) == (None, "", "", None)
    assert (copy.payee, copy.receipt_place) == (paid.payee, paid.receipt_place)
    with office.unit() as unit:
        again = editing.save(unit, None, copy)
        twin = editing.save(unit, None, editing.copy_of(volunteer))
    assert again.number == "K-2026-0002"
    assert twin.volunteering is VolunteerStatus.NONE
    assert office.read.history(twin) == []


# --- attaching ---


def test_what_cannot_be_attached_is_told(office: OfficeFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editing, "LARGEST_FILE", 1024**2)
    (tmp_path / "gross.tif").write_bytes(b"x" * (1024**2 + 1))
    for name, said in [("gross.tif", "größer als 1 MB"), ("fehlt.pdf", "lässt sich nicht lesen"), ("home", "lesen")]:
        (tmp_path / "home").mkdir(exist_ok=True)
        with pytest.raises(Refused, match=said), office.unit() as unit:
            editing.attach(unit, tmp_path / name, AttachmentKind.OTHER)
    assert office.read.count(Attachment.type) == 0
