"""One short transaction: nothing is written unless the whole of it is, nothing in use is removed, nothing repeats."""

import contextlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bezirkskoordination.records import Budget, Expense, Institution, Paper, Person, SubArea, Task, VolunteerStatus
from bezirkskoordination.records.council import Consultation
from bezirkskoordination.records.institutions import ContactPerson
from bezirkskoordination.records.money import ExpenseStatus
from bezirkskoordination.records.office import ListItem, StatusEvent
from bezirkskoordination.records.people import LanguageSkill
from bezirkskoordination.records.refusal import BadValue, Refused, Stale
from bezirkskoordination.store.office import OfficeFile
from bezirkskoordination.store.unit import Change, Unit

DAY = date(2026, 3, 4)


@pytest.fixture
def office(make_office: Callable[..., OfficeFile]) -> OfficeFile:
    """An office file without value lists: quicker to make."""
    made: OfficeFile = make_office()
    return made


def kept(office: OfficeFile, *records):
    with office.unit() as unit:
        made = [unit.add(record) for record in records]
    return made[0] if len(made) == 1 else made


def an_expense(**values) -> Expense:
    return Expense(
        **{"on_date": DAY, "category": "PORTO", "payee": "Post", "purpose": "Briefe", "amount": 160} | values
    )


def counts(office: OfficeFile) -> dict[str, int]:
    return {
        cls.__name__: office.read.count(cls.type) for cls in (Person, Institution, ContactPerson, Task, StatusEvent)
    }


# --- add, change, read ---


def test_what_was_added_is_read_back_as_it_was(office: OfficeFile) -> None:
    person = Person(
        last_name="Ärger\u0301", native_name="محمد", notes="a\nb\x00c", informed_on=DAY, minutes_per_week=0,
        languages=(LanguageSkill(language="ar", level="L1", interprets=True), LanguageSkill(language="de")),
        fields_of_action=("B", "A"), available=2**21 - 1, contact_block=True,
    )  # fmt: skip
    made = kept(office, person)
    assert made == replace(person, id=made.id, uid=made.uid)
    assert made.uid
    assert office.read.get(Person, made.id) == made
    assert office.read.by_uid(Person.type, made.uid) == made


def test_owned_rows_keep_their_order_and_go_with_their_owner(office: OfficeFile) -> None:
    rows = tuple(Consultation(body=f"Gremium {n}", on_date=DAY + timedelta(n)) for n in (3, 1, 2))
    paper = kept(office, Paper(kind="ANTRAG", subject="Bank", consultations=rows))
    with office.unit() as unit:
        turned = unit.change(paper, replace(paper, consultations=rows[::-1]))
    assert office.read.get(Paper, paper.id).consultations == rows[::-1]
    with office.unit() as unit:
        unit.remove(turned)
    left = office.read.connection.exec_driver_sql("SELECT count(*) FROM paper_consultations").scalar()
    assert left == 0


def test_a_change_from_what_is_no_longer_there_is_stale(office: OfficeFile) -> None:
    first = kept(office, Person(last_name="Muster"))
    with office.unit() as unit:
        second = unit.change(first, replace(first, city="Oelde"))
    with pytest.raises(Stale, match="Muster"), office.unit() as unit:
        unit.change(first, replace(first, city="Anderswo"))
    with pytest.raises(Stale), office.unit() as unit:
        unit.remove(first)
    assert office.read.get(Person, first.id) == second


def test_a_change_of_a_removed_record_is_stale(office: OfficeFile) -> None:
    person = kept(office, Person(last_name="Muster"))
    with office.unit() as unit:
        unit.remove(person)
    with pytest.raises(Stale), office.unit() as unit:
        unit.change(person, replace(person, city="Oelde"))
    with pytest.raises(Stale, match="Person"):
        office.read.get(Person, person.id)


def test_a_change_to_another_record_is_a_bug(office: OfficeFile) -> None:
    one, other = kept(office, Person(last_name="Eins"), Person(last_name="Zwei"))
    with pytest.raises(ValueError, match="uid"), office.unit() as unit:
        unit.change(one, replace(other, city="Oelde"))
    assert office.read.get(Person, other.id) == other


def test_a_reference_to_nothing_is_refused_in_words(office: OfficeFile) -> None:
    with pytest.raises(Refused, match="nicht mehr da"), office.unit() as unit:
        unit.add(Person(last_name="Muster", sub_area=4711))
    assert office.read.count(Person.type) == 0


def test_pages_and_titles_may_be_long(office: OfficeFile) -> None:
    ids = [person.id for person in kept(office, *(Person(last_name=f"P{n}") for n in range(600)))]
    assert [person.id for person in office.read.page(Person.type, reversed(ids))] == ids[::-1]
    office.names.read_titles("person", range(40_000))
    assert office.names.title("person", ids[-1]) == "P599"


# --- all or nothing ---


def test_a_failing_block_leaves_nothing(office: OfficeFile) -> None:
    item = kept(office, ListItem(values="language", code="de", label="Deutsch"))
    person = kept(office, Person(last_name="Muster"))

    def fail(unit: Unit) -> None:
        unit.change(item, replace(item, label="Germanisch"))
        changed = unit.change(person, replace(person, last_name="Falsch"))
        assert unit.names.label("language", "de") == "Germanisch"
        assert unit.names.title("person", person.id) == "Falsch"
        unit.record_status(changed, VolunteerStatus.INTERESTED, DAY)
        raise RuntimeError("mittendrin")

    with pytest.raises(RuntimeError), office.unit() as unit:
        fail(unit)
    assert office.names.label("language", "de") == "Deutsch"
    assert office.names.title("person", person.id) == "Muster"
    assert office.search("Falsch") == []
    assert office.read.all(StatusEvent) == []
    with office.unit() as unit:
        assert unit.names.label("language", "de") == "Deutsch"
        assert unit.names.title("person", person.id) == "Muster"


def test_a_unit_within_a_unit_is_refused_and_harms_nothing(office: OfficeFile) -> None:
    with office.unit() as unit:
        unit.add(Person(last_name="Außen"))
        with pytest.raises(Refused, match="Augenblick"), office.unit():
            pass
    assert [person.last_name for person in office.read.all(Person)] == ["Außen"]


def test_the_journal_keeps_field_names_and_no_values(office: OfficeFile) -> None:
    person = kept(office, Person(last_name="Geheimrat"))
    with office.unit() as unit:
        unit.change(person, replace(person, last_name="Verschwiegen", city="Oelde"))
    rows = office.read.connection.exec_driver_sql("SELECT type, uid, verb, fields FROM journal").all()
    assert [tuple(row) for row in rows] == [
        ("person", person.uid, "added", ""),
        ("person", person.uid, "changed", "last_name city"),
    ]


# --- removing ---


def test_what_is_referred_to_stays_and_its_users_are_named(office: OfficeFile) -> None:
    person = kept(office, Person(last_name="Muster", first_name="Eva"))
    place = kept(office, Institution(name="Verein", kind="VEREIN"))
    kept(
        office,
        ContactPerson(institution=place.id, person=person.id, function="Vorsitz"),
        Task(subject="Anrufen", about=("person", person.uid)),
    )
    before = counts(office)

    def try_it(unit: Unit) -> None:
        unit.add(Person(last_name="Mitgegangen"))
        unit.remove(person)

    with pytest.raises(Refused) as refusal, office.unit() as unit:
        try_it(unit)
    assert "Ansprechperson Muster, Eva · Vorsitz" in str(refusal.value)
    assert "Aufgabe Anrufen" in str(refusal.value)
    assert counts(office) == before


def test_users_in_lists_of_references_count_too_but_not_oneself(office: OfficeFile) -> None:
    one = kept(office, SubArea(name="Nord"))
    other = kept(office, SubArea(name="Süd", neighbours=(one.id,)))
    with pytest.raises(Refused, match="Ortsteil Süd"), office.unit() as unit:
        unit.remove(one)
    with office.unit() as unit:
        selfish = unit.change(other, replace(other, neighbours=(other.id,)))
        assert unit.users(selfish) == []
        unit.remove(selfish)
        unit.remove(one)
    assert office.read.count(SubArea.type) == 0


def test_a_user_is_named_once(office: OfficeFile) -> None:
    area = kept(office, SubArea(name="Nord"))
    kept(office, Person(last_name="Muster", sub_area=area.id), Person(last_name="Zweite", sub_area=area.id))
    assert [user.title(office.names) for user in office.read.users(area)] == ["Muster", "Zweite"]


def test_status_events_go_with_their_record(office: OfficeFile) -> None:
    person = kept(office, Person(last_name="Muster"))
    with office.unit() as unit:
        taken = unit.record_status(person, VolunteerStatus.INTERESTED, DAY)
    with office.unit() as unit:
        unit.remove(taken)
    assert office.read.all(StatusEvent) == []
    assert office.check() == []


# --- status ---


def test_a_status_changes_by_an_event_only(office: OfficeFile) -> None:
    person = kept(office, Person(last_name="Muster"))
    with pytest.raises(ValueError, match="event"), office.unit() as unit:
        unit.change(person, replace(person, volunteering=VolunteerStatus.PLACED))
    with pytest.raises(ValueError, match="event"), office.unit() as unit:
        unit.add(Person(last_name="Neu", volunteering=VolunteerStatus.PLACED))
    assert office.read.all(Person) == [person]


def test_a_status_is_that_of_the_latest_event(office: OfficeFile) -> None:
    person = kept(office, Person(last_name="Muster"))
    with office.unit() as unit:
        person = unit.record_status(person, VolunteerStatus.TALKED, DAY)
        person = unit.record_status(person, VolunteerStatus.AVAILABLE, DAY)
        assert person.volunteering is VolunteerStatus.AVAILABLE  # on one day the later recorded counts
        person = unit.record_status(person, VolunteerStatus.INTERESTED, DAY - timedelta(9))
        assert person.volunteering is VolunteerStatus.AVAILABLE  # what is recorded late does not overtake
    assert [event.status for event in office.read.history(person)] == ["INTERESSE", "GESPRAECH", "VERMITTELBAR"]
    assert office.check() == []


def test_taking_back_goes_back_step_by_step(office: OfficeFile) -> None:
    person = kept(office, Person(last_name="Muster"))
    steps = (VolunteerStatus.INTERESTED, VolunteerStatus.TALKED, VolunteerStatus.PLACED)
    with office.unit() as unit:
        for step in steps:
            person = unit.record_status(person, step, DAY)
        for expected in (VolunteerStatus.TALKED, VolunteerStatus.INTERESTED, VolunteerStatus.NONE):
            person = unit.take_back_status(person)
            assert person.volunteering is expected
    assert office.check() == []
    assert office.read.all(StatusEvent) == []


def test_the_night_the_clocks_go_back_keeps_the_order(office: OfficeFile) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    person = kept(office, Person(last_name="Muster"))
    for minute, fold, status in ((50, 0, VolunteerStatus.TALKED), (10, 1, VolunteerStatus.AVAILABLE)):
        office.clock = lambda m=minute, f=fold: datetime(2026, 10, 25, 2, m, fold=f, tzinfo=berlin)
        with office.unit() as unit:
            person = unit.record_status(person, status, DAY)
    assert person.volunteering is VolunteerStatus.AVAILABLE
    recorded = [event.recorded_at for event in office.read.all(StatusEvent)]
    assert recorded == sorted(recorded)


def test_check_finds_a_status_that_is_not_that_of_the_last_event(office: OfficeFile) -> None:
    person = kept(office, Person(last_name="Muster"))
    office.read.connection.exec_driver_sql("PRAGMA query_only=OFF")
    office.read.connection.exec_driver_sql("UPDATE person SET volunteering = 'EINSATZ'")
    assert ["Status" in finding.message for finding in office.check()] == [True]
    assert str(person.id) in office.check()[0].message


def test_check_finds_links_to_nothing(office: OfficeFile) -> None:
    task = kept(office, Task(subject="Anrufen", about=("person", "weg")))
    assert [finding.message for finding in office.check()] == [f"Verweis ins Leere: task Zeile {task.id}"]


# --- running numbers ---


def test_numbers_run_through_the_year_and_begin_anew(office: OfficeFile) -> None:
    numbers = [expense.number for expense in kept(office, an_expense(), an_expense())]
    office.clock = lambda: datetime(2027, 1, 1, 0, 0, 1, tzinfo=ZoneInfo("Europe/Berlin"))
    numbers.append(kept(office, an_expense()).number)
    assert numbers == ["K-2026-0001", "K-2026-0002", "K-2027-0001"]


def test_a_number_is_never_given_twice(office: OfficeFile) -> None:
    first = kept(office, an_expense())
    with office.unit() as unit:
        unit.remove(first)
    second = kept(office, an_expense())
    brought_along = kept(office, an_expense(number="K-2026-0040"))
    with office.unit() as unit:
        unit.remove(brought_along)
    third = kept(office, an_expense())
    assert [second.number, third.number] == ["K-2026-0002", "K-2026-0041"]


def test_a_number_in_use_is_refused(office: OfficeFile) -> None:
    first, second = kept(office, an_expense(), an_expense())
    for act in (
        lambda unit: unit.add(an_expense(number=first.number)),
        lambda unit: unit.change(second, replace(second, number=first.number)),
    ):
        with pytest.raises(BadValue, match="schon vergeben") as refusal, office.unit() as unit:
            act(unit)
        assert refusal.value.field == "number"
    with office.unit() as unit:
        unit.change(second, replace(second, number="K-2026-0009"))
    assert kept(office, an_expense()).number == "K-2026-0010"


def test_a_refused_block_gives_its_number_back(office: OfficeFile) -> None:
    """Nobody has seen it, so there must be no gap."""
    with contextlib.suppress(RuntimeError), office.unit() as unit:
        unit.add(an_expense())
        raise RuntimeError
    assert kept(office, an_expense()).number == "K-2026-0001"


# --- undoing by hand ---


def test_the_opposites_in_reverse_order_restore_everything(office: OfficeFile) -> None:
    area = kept(office, SubArea(name="Nord"))
    with office.unit() as unit:
        person = unit.add(Person(last_name="Muster", sub_area=area.id, languages=(LanguageSkill(language="de"),)))
        person = unit.record_status(person, VolunteerStatus.INTERESTED, DAY)
        unit.remove(person)
        changes = list(unit.changes)
    with office.unit() as unit:
        unit.apply(change.reversed() for change in reversed(changes[-2:]))
    assert office.read.get(Person, person.id) == person
    assert [event.status for event in office.read.history(person)] == ["INTERESSE"]
    assert office.check() == []


def test_a_change_that_no_longer_fits_is_stale_and_applies_nothing(office: OfficeFile) -> None:
    person, other = kept(office, Person(last_name="Muster"), Person(last_name="Andere"))
    changed = replace(person, city="Oelde")
    with pytest.raises(Stale), office.unit() as unit:
        unit.apply([Change(other, replace(other, city="Oelde")), Change(changed, person)])
    assert office.read.all(Person) == [person, other]


def test_a_renamed_list_value_leaves_no_stale_key(office: OfficeFile) -> None:
    """Undoing in any order restores every column, the stored sort keys included."""
    item, budget = kept(
        office,
        ListItem(values="budget_source", code="STBEZRAT", label="Stadtbezirksrat"),
        Budget(year=2026, amount=100),
    )
    before = office.read.connection.exec_driver_sql("SELECT * FROM budget").all()
    with office.unit() as unit:
        renamed = unit.change(item, replace(item, label="Bezirksrat"))
    with office.unit() as unit:
        raised = unit.change(budget, replace(budget, amount=200))
    with office.unit() as unit:
        unit.change(raised, budget)
    with office.unit() as unit:
        unit.change(renamed, item)
    assert office.read.connection.exec_driver_sql("SELECT * FROM budget").all() == before


def test_an_expense_status_is_claimed_by_event(office: OfficeFile) -> None:
    expense = kept(office, an_expense())
    with office.unit() as unit:
        claimed = unit.record_status(expense, ExpenseStatus.CLAIMED, DAY, reason="Antrag", note="per Post")
    event = office.read.history(claimed)[0]
    assert (event.reason, event.note, event.effective_on) == ("Antrag", "per Post", DAY)


def test_records_are_found_by_a_day_within_a_span(office: OfficeFile) -> None:
    days = (None, date(2026, 3, 1), date(2026, 3, 31), date(2026, 4, 1))
    with office.unit() as unit:
        for day in days:
            unit.add(Person(last_name="A", reported_on=day))

    def found(start: date | None, end: date | None) -> list[date | None]:
        return [one.reported_on for one in office.read.within(Person, "reported_on", start, end)]

    assert found(None, None) == list(days[1:])
    assert found(date(2026, 3, 1), date(2026, 3, 31)) == list(days[1:3])
    assert found(date(2026, 3, 2), None) == list(days[2:])
    assert found(None, date(2026, 2, 28)) == []


def test_keys_and_steps_are_those_of_the_records(office: OfficeFile) -> None:
    """What is asked for very many records says the same as the records and their histories."""
    with office.unit() as unit:
        for number in range(6):
            person = unit.add(Person(last_name=f"N{number}"))
            for month, state in enumerate(("INTERESSE", "VERMITTELBAR", "PAUSE", "VERMITTELBAR")[: number % 5], 1):
                person = unit.record_status(person, VolunteerStatus.of(state), date(2026, month, number + 1))
    read, free = office.read, VolunteerStatus.AVAILABLE
    people = read.where(Person, volunteering=free)
    assert len(people) == 2
    assert read.keys(Person, volunteering=free) == [(one.id, one.uid) for one in people]
    for to in (None, *VolunteerStatus):
        steps = {}
        for one in read.all(Person):
            days = [event.effective_on for event in read.history(one) if to is None or event.status == to.value]
            steps |= {one.uid: max(days)} if days else {}
        assert read.last_steps(Person.type, to) == steps
